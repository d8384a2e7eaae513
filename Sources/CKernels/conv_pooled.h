// A part of conv_images.h: convolution, bias, 2 by 2 max pooling and relu together.

typedef struct {
  NAME(conv) conv;
  const uint8_t *places;
  uint8_t *to_places;
  ptrdiff_t rows, columns, windows;  // of the pooled output
  ptrdiff_t width;                   // of a patch with a one behind it, in whole vectors
  ptrdiff_t first_task;
} NAME(pooled);

/// Images whose gradients are summed in one chain.
enum { NAME(images_a_sum) = 2 };

static bool NAME(pooled_prepare)(NAME(pooled) * p, const nb_conv_shape *shape) {
  if (!NAME(conv_prepare)(&p->conv, shape)) return false;
  p->rows = p->conv.rows / 2;
  p->columns = p->conv.columns / 2;
  p->windows = p->rows * p->columns;
  const ptrdiff_t wide = 64 / (ptrdiff_t)sizeof(scalar);
  p->width = (p->conv.depth + chunk + wide) / wide * wide;
  return true;
}

static void NAME(pooled_image)(void *context, ptrdiff_t image) {
  const NAME(pooled) *whole = context;
  const NAME(conv) *p = &whole->conv;
  const OTHER(train_kernels) *kernels = OTHER(train_kernels_now)();
  const ptrdiff_t tile_columns = p->kernel->tile_columns;
  const ptrdiff_t band = 2 * p->columns;  // positions that one row of windows covers
  scalar *laid = NAME(laid_out_space)(p);
  scalar *panel = scratch(SCRATCH_CONV_COLUMNS, (size_t)(256 * tile_columns + slack) * sizeof(scalar));
  scalar *result = scratch(SCRATCH_CONV_RESULT, (size_t)(p->s.filters * band) * sizeof(scalar));
  if (!laid || !panel || !result) {
    atomic_store(p->failed, true);
    return;
  }
  NAME(lay)(p, (scalar *)p->x + image * p->s.channels * p->s.height * p->s.width, laid, false);

  for (ptrdiff_t row = 0; row < whole->rows && !nb_interrupt_pending(); row++) {
    for (ptrdiff_t q = 0; q < band; q += tile_columns) {
      const ptrdiff_t count = band - q < tile_columns ? band - q : tile_columns;
      NAME(convolve_some)(p, laid, row * band + q, count, panel, result + q, band);
    }
    for (ptrdiff_t f = 0; f < p->s.filters; f++) {
      const ptrdiff_t at = (image * p->s.filters + f) * whole->windows + row * whole->columns;
      kernels->pool_rows(whole->columns, result + f * band, result + f * band + p->columns, p->b[f], p->out + at,
                         whole->to_places ? whole->to_places + at : NULL);
    }
  }
}

static bool NAME(conv_pool_forward)(const nb_conv_shape *shape, const scalar *x, const scalar *w, const scalar *b, scalar *out,
                                uint8_t *places) {
  atomic_bool failed = false;
  NAME(pooled) p = {.conv = {.x = x, .w = w, .b = b, .out = out, .failed = &failed}, .to_places = places};
  if (!NAME(pooled_prepare)(&p, shape)) return false;
  if (p.windows > 0 && shape->filters > 0) nb_parallel_for(shape->images, NAME(pooled_image), &p);
  free(p.conv.meets);
  return !failed;
}

/// The gradients of one chain: of each filter a row, dw and then db.
static void NAME(pooled_sum)(void *context, ptrdiff_t task) {
  const NAME(pooled) *whole = context;
  const NAME(conv) *p = &whole->conv;
  const OTHER(train_kernels) *kernels = OTHER(train_kernels_now)();
  const ptrdiff_t width = whole->width, height = p->height, line = p->s.width + 2 * p->s.pad, windows = whole->windows;
  const ptrdiff_t size = p->s.channels * height * line + slack;
  scalar *patches = scratch(SCRATCH_CONV_COLUMNS, (size_t)(p->positions * width + slack) * sizeof(scalar));
  scalar *padded = scratch(SCRATCH_CONV_IMAGE, (size_t)size * sizeof(scalar));
  const size_t factor_bytes = (size_t)(4 * windows) * sizeof(scalar);
  scalar *factors = scratch(SCRATCH_CONV_RESULT, factor_bytes + (size_t)(4 * windows) * sizeof(int32_t));
  if (!patches || !padded || !factors) {
    atomic_store(p->failed, true);
    return;
  }
  int32_t *positions = (int32_t *)((char *)factors + factor_bytes);
  memset(padded, 0, (size_t)size * sizeof(scalar));
  scalar *sums = p->partial + task * p->s.filters * width;
  memset(sums, 0, (size_t)(p->s.filters * width) * sizeof(scalar));

  const ptrdiff_t first = (whole->first_task + task) * NAME(images_a_sum);
  for (ptrdiff_t image = first; image < first + NAME(images_a_sum) && image < p->s.images && !nb_interrupt_pending(); image++) {
    const scalar *x = p->x + image * p->s.channels * p->s.height * p->s.width;
    for (ptrdiff_t channel = 0; channel < p->s.channels; channel++)
      for (ptrdiff_t row = 0; row < p->s.height; row++)
        memcpy(padded + (channel * height + row + p->s.pad) * line + p->s.pad, x + (channel * p->s.height + row) * p->s.width,
               (size_t)p->s.width * sizeof(scalar));
    for (ptrdiff_t row = 0; row < p->rows; row++)
      NAME(unfold_patches)(p, padded + row * p->s.stride * line, line, p->columns, patches + row * p->columns * width, width);
    for (ptrdiff_t q = 0; q < p->positions; q++) {
      scalar *rest = patches + q * width + p->depth;
      rest[0] = 1;
      for (ptrdiff_t i = 1; i < width - p->depth; i++) rest[i] = 0;
    }
    for (ptrdiff_t f = 0; f < p->s.filters; f += 4) {
      const int these = p->s.filters - f < 4 ? (int)(p->s.filters - f) : 4;
      for (int g = 0; g < these; g++) {
        const ptrdiff_t at = (image * p->s.filters + f + g) * windows;
        for (ptrdiff_t row = 0; row < whole->rows; row++) {
          const ptrdiff_t begin = row * whole->columns;
          const int32_t corner = (int32_t)(2 * row * p->columns), below = (int32_t)p->columns, columns = (int32_t)whole->columns;
          const uint8_t *place = whole->places + at + begin;
          const scalar *upstream = p->dout + at + begin;
          scalar *factor = factors + g * windows + begin;
          int32_t *position = positions + g * windows + begin;
          _Pragma("clang loop vectorize(assume_safety)") for (int32_t i = 0; i < columns; i++) {
            const scalar passed = upstream[i];
            factor[i] = place[i] < 4 ? passed : 0;
            position[i] = corner + 2 * i + (place[i] & 1) + ((place[i] >> 1) & 1) * below;
          }
        }
      }
      kernels->add_patches(these, windows, factors, positions, patches, width, sums + f * width);
    }
  }
}

static bool NAME(conv_pool_backward)(const nb_conv_shape *shape, const scalar *x, const scalar *dout, const uint8_t *places, scalar *dw,
                                 scalar *db) {
  atomic_bool failed = false;
  NAME(pooled) p = {.conv = {.x = x, .dout = dout, .failed = &failed}, .places = places};
  if (!NAME(pooled_prepare)(&p, shape)) return false;
  const ptrdiff_t filters = shape->filters, depth = p.conv.depth, size = filters * p.width;
  memset(dw, 0, (size_t)(filters * depth) * sizeof(scalar));
  memset(db, 0, (size_t)filters * sizeof(scalar));
  const ptrdiff_t tasks = p.windows > 0 && size > 0 ? (shape->images + NAME(images_a_sum) - 1) / NAME(images_a_sum) : 0;
  ptrdiff_t at_once = tasks > 0 ? partial_bytes / (ptrdiff_t)sizeof(scalar) / size : 1;
  if (at_once < 2 * nb_thread_count()) at_once = 2 * nb_thread_count();
  if (at_once > tasks) at_once = tasks;
  p.conv.partial = malloc((size_t)(at_once * size + 1) * sizeof(scalar));
  if (!p.conv.partial) failed = true;
  for (; p.first_task < tasks && !failed; p.first_task += at_once) {
    const ptrdiff_t these = tasks - p.first_task < at_once ? tasks - p.first_task : at_once;
    nb_parallel_for(these, NAME(pooled_sum), &p);
    for (ptrdiff_t task = 0; task < these; task++)
      for (ptrdiff_t f = 0; f < filters; f++) {
        const scalar *sum = p.conv.partial + task * size + f * p.width;
        for (ptrdiff_t k = 0; k < depth; k++) dw[f * depth + k] += sum[k];
        db[f] += sum[depth];
      }
  }
  free(p.conv.partial);
  free(p.conv.meets);
  return !failed;
}

static void NAME(spread_image)(void *context, ptrdiff_t image) {
  const NAME(pooled) *whole = context;
  const NAME(conv) *p = &whole->conv;
  memset(p->out + image * p->s.filters * p->positions, 0, (size_t)(p->s.filters * p->positions) * sizeof(scalar));
  for (ptrdiff_t f = 0; f < p->s.filters; f++) {
    const ptrdiff_t plane = image * p->s.filters + f;
    for (ptrdiff_t row = 0; row < whole->rows; row++)
      for (ptrdiff_t i = 0; i < whole->columns; i++) {
        const ptrdiff_t at = plane * whole->windows + row * whole->columns + i;
        const int place = whole->places[at];
        if (place < 4) p->out[plane * p->positions + (2 * row + place / 2) * p->columns + 2 * i + place % 2] = p->dout[at];
      }
  }
}

static void NAME(conv_pool_spread)(const nb_conv_shape *shape, const scalar *dout, const uint8_t *places, scalar *gradient) {
  NAME(pooled) p = {.conv = {.s = *shape, .dout = dout, .out = gradient}, .places = places};
  p.conv.rows = nb_conv_out(shape->height, shape->kernel_height, shape->stride, shape->pad);
  p.conv.columns = nb_conv_out(shape->width, shape->kernel_width, shape->stride, shape->pad);
  p.conv.positions = p.conv.rows * p.conv.columns;
  p.rows = p.conv.rows / 2, p.columns = p.conv.columns / 2, p.windows = p.rows * p.columns;
  nb_parallel_for(shape->images, NAME(spread_image), &p);
}
