// A part of conv_template.h. Names of its own are `NAME(x)`, those of kernels that are used here `OTHER(x)`.
//
// How a kernel meets an image. Elements that lie `stride` apart in a padded image are laid side by side first: phase f of a row holds
// its elements f, f + stride, f + 2 stride, … For every place in the kernel, what a row of the output multiplies it with is then a
// contiguous run. (Stride 1 has one phase, the padded image itself.)

typedef struct {
  nb_conv_shape s;
  ptrdiff_t rows, columns, positions;  // of the output
  ptrdiff_t depth;                     // elements of a filter
  ptrdiff_t phases, line, height;      // of the laid out image: phases, channels, height, line
  const OTHER(gemm_kernel) * kernel;
  const scalar *x, *w, *b, *dout;
  scalar *out, *dx, *dw, *db, *partial, *sum;
  ptrdiff_t *meets;  // for each element of a filter, the place of the first element it meets in a laid out image
  scalar *turned;
  ptrdiff_t channels_at_once, tiles_at_once;  // of dx
  ptrdiff_t first_block, waiting;             // of dw
  ptrdiff_t apart;  // vectors of a whole tile that may be read where an image is laid out; 0: they must be unfolded
  ptrdiff_t pixel;  // of images that are laid out with channels last: elements from one pixel to the next; 0: no image is
  atomic_bool *failed;
} NAME(conv);

/// Elements that may be touched past the end of a run, so that runs are copied in whole chunks.
#define slack 16

/// Fills in what follows from the shape. False when there is no memory, or when sizes exceed what memory could hold.
static bool NAME(conv_prepare)(NAME(conv) * p, const nb_conv_shape *shape) {
  p->s = *shape;
  p->rows = nb_conv_out(shape->height, shape->kernel_height, shape->stride, shape->pad);
  p->columns = nb_conv_out(shape->width, shape->kernel_width, shape->stride, shape->pad);
  p->positions = p->rows * p->columns;
  p->depth = shape->channels * shape->kernel_height * shape->kernel_width;
  p->kernel = OTHER(gemm_kernel_now)();
  p->phases = shape->stride < shape->kernel_width ? shape->stride : shape->kernel_width;
  const ptrdiff_t lanes = p->kernel->lanes, tile_columns = p->kernel->tile_columns;
  ptrdiff_t pads, width, bytes;
  if (__builtin_mul_overflow(2, shape->pad, &pads) || __builtin_add_overflow(shape->height, pads, &p->height) ||
      __builtin_add_overflow(shape->width, pads, &width) || __builtin_add_overflow(width, shape->stride - 1, &width))
    return false;
  p->line = width / shape->stride;
  // A tile covers a part of a row, or two rows.
  p->apart = p->columns % tile_columns == 0                                                  ? lanes
             : p->columns == lanes && tile_columns == 2 * lanes && p->positions % tile_columns == 0 ? shape->stride * p->line
                                                                                                    : 0;
  // The largest work space that is taken below, in bytes.
  if (__builtin_mul_overflow(p->line, p->height, &bytes) || __builtin_mul_overflow(bytes, shape->channels, &bytes) ||
      __builtin_mul_overflow(bytes, shape->stride, &bytes) || __builtin_mul_overflow(bytes, 16, &bytes) || bytes > PTRDIFF_MAX / 2)
    return false;

  p->meets = malloc((size_t)(p->depth + 1) * sizeof *p->meets);
  if (!p->meets) return false;
  ptrdiff_t *meets = p->meets;
  for (ptrdiff_t channel = 0; channel < shape->channels; channel++)
    for (ptrdiff_t row = 0; row < shape->kernel_height; row++)
      for (ptrdiff_t column = 0; column < shape->kernel_width; column++)
        *meets++ = ((column % shape->stride * shape->channels + channel) * p->height + row) * p->line + column / shape->stride;
  return true;
}

static scalar *NAME(laid_out_space)(const NAME(conv) * p) {
  const ptrdiff_t count = p->phases * p->s.channels * p->height * p->line + slack;
  scalar *space = scratch(SCRATCH_CONV_IMAGE, (size_t)count * sizeof(scalar));
  if (space) memset(space, 0, (size_t)count * sizeof(scalar));
  return space;
}

/// Moves every element of an image between its usual place and its place in the laid out image, which has zeros around it.
static inline __attribute__((always_inline)) void NAME(lay_with)(const NAME(conv) * p, scalar *image, scalar *laid, bool back,
                                                                 const ptrdiff_t stride) {
  const ptrdiff_t pad = p->s.pad, width = p->s.width;
  for (ptrdiff_t phase = 0; phase < p->phases; phase++) {
    const ptrdiff_t first = pad > phase ? (pad - phase + stride - 1) / stride : 0;  // of the run that lies inside the image
    const ptrdiff_t start = first * stride + phase - pad;
    const ptrdiff_t count = start < width ? (width - start + stride - 1) / stride : 0;
    for (ptrdiff_t channel = 0; channel < p->s.channels; channel++)
      for (ptrdiff_t row = 0; row < p->s.height; row++) {
        scalar *whole = image + (channel * p->s.height + row) * width + start;
        scalar *run = laid + ((phase * p->s.channels + channel) * p->height + row + pad) * p->line + first;
        if (back)
          for (ptrdiff_t i = 0; i < count; i++) whole[i * stride] = run[i];
        else
          for (ptrdiff_t i = 0; i < count; i++) run[i] = whole[i * stride];
      }
  }
}

static void NAME(lay)(const NAME(conv) * p, scalar *image, scalar *laid, bool back) {
  if (p->s.stride == 1)
    NAME(lay_with)(p, image, laid, back, 1);
  else if (p->s.stride == 2)
    NAME(lay_with)(p, image, laid, back, 2);
  else
    NAME(lay_with)(p, image, laid, back, p->s.stride);
}

/// A run of positions that are contiguous in the output and in the laid out image.
typedef struct {
  ptrdiff_t to, from, count;
} NAME(run);

/// Cuts positions `first` to `first + count` of the output at the ends of its rows.
static ptrdiff_t NAME(cut)(const NAME(conv) * p, ptrdiff_t first, ptrdiff_t count, NAME(run) * runs) {
  ptrdiff_t number = 0;
  for (ptrdiff_t done = 0; done < count;) {
    const ptrdiff_t row = (first + done) / p->columns, column = (first + done) % p->columns;
    const ptrdiff_t left = p->columns - column, these = left < count - done ? left : count - done;
    runs[number++] = (NAME(run)){done, row * p->s.stride * p->line + column, these};
    done += these;
  }
  return number;
}

/// `chunks` is a constant where this is called.
static inline __attribute__((always_inline)) void NAME(copy_chunks)(const int chunks, const scalar *laid, const ptrdiff_t *meets,
                                                                    ptrdiff_t depth, const NAME(run) * runs, scalar *to,
                                                                    ptrdiff_t width) {
  for (ptrdiff_t d = 0; d < depth; d++, to += width)
    for (int c = 0; c < chunks; c++) memcpy(to + runs[c].to, laid + meets[d] + runs[c].from, slack * sizeof(scalar));
}

/// Unfolds: for kernel elements `k` to `k + depth`, what they meet at the positions of `runs`, `width` apart.
static void NAME(unfold)(const NAME(conv) * p, const scalar *laid, ptrdiff_t k, ptrdiff_t depth, const NAME(run) * runs,
                         ptrdiff_t number, scalar *to, ptrdiff_t width) {
  // Whole chunks are copied. They reach past the end of a run; what they spoil there is written afterwards.
  NAME(run) chunks[widest_tile];
  int count = 0;
  for (ptrdiff_t r = 0; r < number; r++)
    for (ptrdiff_t i = 0; i < runs[r].count; i += slack) chunks[count++] = (NAME(run)){runs[r].to + i, runs[r].from + i, slack};
  const ptrdiff_t *meets = p->meets + k;
  switch (count) {
    case 1: NAME(copy_chunks)(1, laid, meets, depth, chunks, to, width); return;
    case 2: NAME(copy_chunks)(2, laid, meets, depth, chunks, to, width); return;
    case 3: NAME(copy_chunks)(3, laid, meets, depth, chunks, to, width); return;
    case 4: NAME(copy_chunks)(4, laid, meets, depth, chunks, to, width); return;
    default: NAME(copy_chunks)(count, laid, meets, depth, chunks, to, width);
  }
}

typedef scalar NAME(eight) __attribute__((ext_vector_type(8)));
typedef scalar NAME(sixteen) __attribute__((ext_vector_type(16)));

#define ADD(vector)                   \
  for (; i + (ptrdiff_t)(sizeof(vector) / sizeof(scalar)) <= columns; i += sizeof(vector) / sizeof(scalar)) { \
    vector sum, more;                 \
    memcpy(&sum, to + i, sizeof sum); \
    memcpy(&more, column + i, sizeof more); \
    sum += more;                      \
    memcpy(to + i, &sum, sizeof sum); \
  }

/// Adds columns of gradients, `number` of them from `first` on, to what they came from. `columns` is a constant for common sizes.
static inline __attribute__((always_inline)) void NAME(fold_with)(const NAME(conv) * p, const scalar *from, ptrdiff_t first,
                                                                  ptrdiff_t number, const ptrdiff_t columns, scalar *laid) {
  // Channel after channel for each place of the kernel: what was added to one element is out of the processor's hands when it is
  // wanted again, one step aside.
  const ptrdiff_t places = p->s.kernel_height * p->s.kernel_width;
  for (ptrdiff_t place = 0; place < places; place++)
    for (ptrdiff_t k = place; k < number; k += places) {
      scalar *to = laid + p->meets[first + k];
      const scalar *column = from + k * p->positions;
      for (ptrdiff_t row = 0; row < p->rows; row++, to += p->s.stride * p->line, column += columns) {
        ptrdiff_t i = 0;
        ADD(NAME(sixteen))
        ADD(NAME(eight))
        for (; i < columns; i++) to[i] += column[i];
      }
    }
}

static void NAME(fold)(const NAME(conv) * p, const scalar *from, ptrdiff_t first, ptrdiff_t number, scalar *laid) {
  switch (p->columns) {
    case 32: NAME(fold_with)(p, from, first, number, 32, laid); return;
    case 16: NAME(fold_with)(p, from, first, number, 16, laid); return;
    case 8: NAME(fold_with)(p, from, first, number, 8, laid); return;
    default: NAME(fold_with)(p, from, first, number, p->columns, laid);
  }
}

/// The convolution of a laid out image, of all filters, at `count` positions (at most as many as a tile has columns) from `first` on.
/// `panel` is work space for 256 rows of a tile and a little.
static void NAME(convolve_some)(const NAME(conv) * p, const scalar *laid, ptrdiff_t first, ptrdiff_t count, scalar *panel, scalar *to,
                                ptrdiff_t to_row) {
  const ptrdiff_t tile_rows = p->kernel->tile_rows, tile_columns = p->kernel->tile_columns;
  NAME(run) runs[widest_tile];
  const ptrdiff_t number = NAME(cut)(p, first, count, runs);
  ptrdiff_t k = 0;
  do {
    const ptrdiff_t depth = gemm_block_depth(p->depth - k);
    if (!p->apart) NAME(unfold)(p, laid, k, depth, runs, number, panel, tile_columns);
    for (ptrdiff_t f = 0; f < p->s.filters; f += tile_rows) {
      const ptrdiff_t rows = p->s.filters - f < tile_rows ? p->s.filters - f : tile_rows;
      const scalar *w = p->w + f * p->depth + k;
      if (p->apart)
        p->kernel->tile_at(rows, depth, w, p->depth, laid + runs[0].from, p->meets + k, p->apart, to + f * to_row, to_row, k > 0, w);
      else
        p->kernel->tile(rows, count, depth, w, p->depth, 1, panel, tile_columns, to + f * to_row, to_row, k > 0, panel);
    }
    k += depth;
  } while (k < p->depth);
}

static void NAME(conv_forward_image)(void *context, ptrdiff_t image) {
  const NAME(conv) *p = context;
  const ptrdiff_t tile_columns = p->kernel->tile_columns;
  scalar *laid = NAME(laid_out_space)(p);
  scalar *panel = scratch(SCRATCH_CONV_COLUMNS, (size_t)(256 * tile_columns + slack) * sizeof(scalar));
  if (!laid || !panel) {
    atomic_store(p->failed, true);
    return;
  }
  NAME(lay)(p, (scalar *)p->x + image * p->s.channels * p->s.height * p->s.width, laid, false);
  scalar *out = p->out + image * p->s.filters * p->positions;

  for (ptrdiff_t first = 0; first < p->positions && !nb_interrupt_pending(); first += tile_columns) {
    const ptrdiff_t count = p->positions - first < tile_columns ? p->positions - first : tile_columns;
    NAME(convolve_some)(p, laid, first, count, panel, out + first, p->positions);
    for (ptrdiff_t f = 0; p->b && f < p->s.filters; f++) {
      const scalar bias = p->b[f];
      scalar *to = out + f * p->positions + first;
      for (ptrdiff_t i = 0; i < count; i++) to[i] += bias;
    }
  }
}

static bool NAME(conv_forward)(const nb_conv_shape *shape, const scalar *x, const scalar *w, const scalar *b, scalar *out) {
  atomic_bool failed = false;
  NAME(conv) p = {.x = x, .w = w, .b = b, .out = out, .failed = &failed};
  if (!NAME(conv_prepare)(&p, shape)) return false;
  if (p.positions > 0 && p.s.filters > 0) nb_parallel_for(shape->images, NAME(conv_forward_image), &p);
  free(p.meets);
  return !failed;
}

/// Rows of w for dx, as tiles want them: of each tile, its rows side by side for one filter after the other.
static bool NAME(turn_filters)(NAME(conv) * p) {
  const ptrdiff_t places = p->s.kernel_height * p->s.kernel_width, tile_rows = p->kernel->tile_rows;
  ptrdiff_t channels = columns_bytes / (ptrdiff_t)sizeof(scalar) / (places * p->positions + 1);
  p->channels_at_once = channels < 1 ? 1 : channels > p->s.channels ? p->s.channels : channels;
  const ptrdiff_t whole = p->channels_at_once * places, parts = (p->s.channels + p->channels_at_once - 1) / p->channels_at_once;
  p->tiles_at_once = (whole + tile_rows - 1) / tile_rows;
  p->turned = malloc((size_t)(parts * p->tiles_at_once * p->s.filters * turned_rows + 1) * sizeof(scalar));
  if (!p->turned) return false;
  for (ptrdiff_t part = 0; part < parts; part++)
    for (ptrdiff_t tile = 0; tile < p->tiles_at_once; tile++) {
      const ptrdiff_t first = part * whole + tile * tile_rows, left = whole - tile * tile_rows;
      ptrdiff_t rows = left < tile_rows ? left : tile_rows;
      if (rows > p->depth - first) rows = p->depth - first;
      scalar *to = p->turned + (part * p->tiles_at_once + tile) * p->s.filters * turned_rows;
      for (ptrdiff_t f = 0; f < p->s.filters; f++)
        for (ptrdiff_t r = 0; r < rows; r++) to[f * turned_rows + r] = p->w[f * p->depth + first + r];
    }
  return true;
}

/// dx of one image: for some channels at a time, columns of gradients, folded back kernel place by kernel place.
static void NAME(conv_dx_image)(void *context, ptrdiff_t image) {
  const NAME(conv) *p = context;
  const ptrdiff_t tile_rows = p->kernel->tile_rows, tile_columns = p->kernel->tile_columns, filters = p->s.filters;
  const ptrdiff_t places = p->s.kernel_height * p->s.kernel_width, channels = p->channels_at_once;
  const ptrdiff_t panels = (p->positions + tile_columns - 1) / tile_columns;
  scalar *laid = NAME(laid_out_space)(p);
  scalar *columns = scratch(SCRATCH_CONV_COLUMNS, (size_t)(channels * places * p->positions + slack) * sizeof(scalar));
  scalar *gradients = scratch(SCRATCH_CONV_RESULT, (size_t)(panels * filters * tile_columns + slack) * sizeof(scalar));
  if (!laid || !columns || !gradients) {
    atomic_store(p->failed, true);
    return;
  }
  // What the filters give to the positions of one tile lies close together.
  for (ptrdiff_t f = 0; f < filters; f++)
    for (ptrdiff_t q = 0; q < p->positions; q += tile_columns) {
      const ptrdiff_t count = p->positions - q < tile_columns ? p->positions - q : tile_columns;
      memcpy(gradients + q * filters + f * tile_columns, p->dout + (image * filters + f) * p->positions + q,
             (size_t)count * sizeof(scalar));
    }

  for (ptrdiff_t channel = 0, part = 0; channel < p->s.channels; channel += channels, part++) {
    const ptrdiff_t first = channel * places;
    const ptrdiff_t number = (p->s.channels - channel < channels ? p->s.channels - channel : channels) * places;
    for (ptrdiff_t q = 0; q < p->positions && !nb_interrupt_pending(); q += tile_columns) {
      const ptrdiff_t count = p->positions - q < tile_columns ? p->positions - q : tile_columns;
      ptrdiff_t f = 0;
      do {
        const ptrdiff_t depth = gemm_block_depth(filters - f);
        const scalar *w = p->turned + (part * p->tiles_at_once * filters + f) * turned_rows;
        const scalar *b = gradients + q * filters + f * tile_columns;
        for (ptrdiff_t k = 0; k < number; k += tile_rows, w += filters * turned_rows) {
          const ptrdiff_t rows = number - k < tile_rows ? number - k : tile_rows;
          p->kernel->tile(rows, count, depth, w, 1, turned_rows, b, tile_columns, columns + k * p->positions + q, p->positions, f > 0, b);
        }
        f += depth;
      } while (f < filters);
    }
    NAME(fold)(p, columns, first, number, laid);
  }
  const ptrdiff_t size = p->s.channels * p->s.height * p->s.width;
  // What lies between kernels that are further apart than wide meets no weight, and is not laid out.
  if (p->phases < p->s.stride) memset(p->dx + image * size, 0, (size_t)size * sizeof(scalar));
  NAME(lay)(p, p->dx + image * size, laid, true);
}

/// Elements of a patch that are copied at once.
#define chunk 4

/// `several` positions at once: what one row of the kernel meets at all of them lies close together. Constant where this is called,
/// like `stride` and `width`, the kernel's in whole chunks, for the common kernel.
static inline __attribute__((always_inline)) void NAME(unfold_some)(const int several, const ptrdiff_t stride, const ptrdiff_t width,
                                                                    const NAME(conv) * p, const scalar *corner, ptrdiff_t line,
                                                                    scalar *to, ptrdiff_t to_row) {
  for (ptrdiff_t channel = 0; channel < p->s.channels; channel++, corner += p->height * line) {
    const scalar *from = corner;
    for (ptrdiff_t row = 0; row < p->s.kernel_height; row++, to += p->s.kernel_width, from += line)
      // Again in chunks that reach past the end; rows of patches have room for the last.
      for (ptrdiff_t c = 0; c < width; c += chunk)
        for (int i = 0; i < several; i++) memcpy(to + i * to_row + c, from + i * stride + c, chunk * sizeof(scalar));
  }
}

/// Copies the patches that the kernel meets at `count` neighbouring positions, the first at `corner`, each to a row of `width`.
static void NAME(unfold_patches)(const NAME(conv) * p, const scalar *corner, ptrdiff_t line, ptrdiff_t count, scalar *to,
                                 ptrdiff_t width) {
  const ptrdiff_t stride = p->s.stride, chunks = (p->s.kernel_width + chunk - 1) / chunk * chunk;
  ptrdiff_t i = 0;
  if (stride == 1 && chunks == chunk)
    for (; i + 8 <= count; i += 8) NAME(unfold_some)(8, 1, chunk, p, corner + i, line, to + i * width, width);
  for (; i + 4 <= count; i += 4) NAME(unfold_some)(4, stride, chunks, p, corner + i * stride, line, to + i * width, width);
  for (; i < count; i++) NAME(unfold_some)(1, stride, chunks, p, corner + i * stride, line, to + i * width, width);
}

/// One block of the sum that is dw: `depth` positions from `first` on, counted through all images.
static void NAME(conv_dw_block)(void *context, ptrdiff_t task) {
  const NAME(conv) *p = context;
  const ptrdiff_t tile_rows = p->kernel->tile_rows, tile_columns = p->kernel->tile_columns;
  ptrdiff_t first, depth;
  block_at(p->s.images * p->positions, p->first_block + task, &first, &depth);
  const ptrdiff_t width = (p->depth + chunk + 15) / 16 * 16;
  const ptrdiff_t height = p->height, line = p->s.width + 2 * p->s.pad;  // here the image is only padded
  scalar *patches = scratch(SCRATCH_CONV_COLUMNS, (size_t)(256 * width + slack) * sizeof(scalar));
  scalar *gradients = scratch(SCRATCH_CONV_RESULT, (size_t)(p->s.filters * left_stride(scalar)) * sizeof(scalar));
  const ptrdiff_t size = p->s.channels * height * line + slack;
  scalar *padded = scratch(SCRATCH_CONV_IMAGE, (size_t)size * sizeof(scalar));
  if (!patches || !gradients || !padded) {
    atomic_store(p->failed, true);
    return;
  }
  if (nb_interrupt_pending()) return;
  if (p->s.pad > 0) memset(padded, 0, (size_t)size * sizeof(scalar));

  for (ptrdiff_t done = 0; done < depth;) {
    const ptrdiff_t image = (first + done) / p->positions, q = (first + done) % p->positions;
    const ptrdiff_t these = p->positions - q < depth - done ? p->positions - q : depth - done;
    const ptrdiff_t top = q / p->columns * p->s.stride - p->s.pad;
    const ptrdiff_t bottom = (q + these - 1) / p->columns * p->s.stride - p->s.pad + p->s.kernel_height;
    const scalar *x = p->x + image * p->s.channels * p->s.height * p->s.width;
    for (ptrdiff_t channel = 0; channel < p->s.channels; channel++)
      for (ptrdiff_t row = top < 0 ? 0 : top; row < bottom && row < p->s.height; row++)
        memcpy(padded + (channel * height + row + p->s.pad) * line + p->s.pad, x + (channel * p->s.height + row) * p->s.width,
               (size_t)p->s.width * sizeof(scalar));

    for (ptrdiff_t i = 0; i < these;) {
      const ptrdiff_t row = (q + i) / p->columns, column = (q + i) % p->columns;
      const ptrdiff_t run = p->columns - column < these - i ? p->columns - column : these - i;
      const scalar *corner = padded + (row * line + column) * p->s.stride;
      NAME(unfold_patches)(p, corner, line, run, patches + (done + i) * width, width);
      i += run;
    }
    for (ptrdiff_t f = 0; f < p->s.filters; f++)
      memcpy(gradients + f * left_stride(scalar) + done, p->dout + (image * p->s.filters + f) * p->positions + q,
             (size_t)these * sizeof(scalar));
    done += these;
  }

  scalar *sum = p->partial + task * p->s.filters * p->depth;
  for (ptrdiff_t k = 0; k < p->depth; k += tile_columns) {
    const ptrdiff_t columns = p->depth - k < tile_columns ? p->depth - k : tile_columns;
    for (ptrdiff_t f = 0; f < p->s.filters; f += tile_rows) {
      const ptrdiff_t rows = p->s.filters - f < tile_rows ? p->s.filters - f : tile_rows;
      p->kernel->tile(rows, columns, depth, gradients + f * left_stride(scalar), left_stride(scalar), 1, patches + k, width,
                      sum + f * p->depth + k, p->depth, false, patches + k);
    }
  }
}

typedef struct {
  ptrdiff_t image, position, count, top, rows;  // rows of the padded image from `top` on are met
} NAME(segment);

/// Cuts positions `first` to `first + count`, counted through all images, at the ends of images. Returns how many parts there are.
static ptrdiff_t NAME(segments)(const NAME(conv) * p, ptrdiff_t first, ptrdiff_t count, NAME(segment) * segments) {
  ptrdiff_t number = 0;
  for (ptrdiff_t done = 0; done < count; number++) {
    const ptrdiff_t q = (first + done) % p->positions, these = p->positions - q < count - done ? p->positions - q : count - done;
    const ptrdiff_t top = q / p->columns * p->s.stride, last = (q + these - 1) / p->columns * p->s.stride;
    segments[number] = (NAME(segment)){(first + done) / p->positions, q, these, top, last - top + p->s.kernel_height};
    done += these;
  }
  return number;
}

/// Eight elements of each of eight channels, which lie `plane` apart, become eight channels of each of eight pixels.
static inline void NAME(turn)(const scalar *from, ptrdiff_t plane, scalar *to, ptrdiff_t pixel) {
  NAME(eight) rows[8], next[8];
  for (int i = 0; i < 8; i++) memcpy(&rows[i], from + i * plane, sizeof rows[i]);
  // Three perfect shuffles of all 64 elements exchange the three bits of the row with the three of the column.
  for (int stage = 0; stage < 3; stage++) {
    for (int i = 0; i < 4; i++) {
      next[2 * i] = __builtin_shufflevector(rows[i], rows[i + 4], 0, 8, 1, 9, 2, 10, 3, 11);
      next[2 * i + 1] = __builtin_shufflevector(rows[i], rows[i + 4], 4, 12, 5, 13, 6, 14, 7, 15);
    }
    memcpy(rows, next, sizeof rows);
  }
  for (int i = 0; i < 8; i++) memcpy(to + i * pixel, &rows[i], sizeof rows[i]);
}

/// The rows of an image that a segment meets, its channels last, inside a frame of zeros. Channels are a multiple of eight.
static void NAME(lay_last)(const NAME(conv) * p, const NAME(segment) * part, scalar *to) {
  const ptrdiff_t pad = p->s.pad, height = p->s.height, width = p->s.width, pixel = p->pixel, line = width + 2 * pad;
  const ptrdiff_t plane = height * width;
  const scalar *image = p->x + part->image * p->s.channels * plane;
  for (ptrdiff_t r = 0; r < part->rows; r++, to += line * pixel) {
    const ptrdiff_t row = part->top + r - pad;
    if (row < 0 || row >= height) {
      memset(to, 0, (size_t)(line * pixel) * sizeof(scalar));
      continue;
    }
    memset(to, 0, (size_t)(pad * pixel) * sizeof(scalar));
    memset(to + (pad + width) * pixel, 0, (size_t)(pad * pixel) * sizeof(scalar));
    for (ptrdiff_t c = 0; c < p->s.channels; c += 8) {
      const scalar *from = image + c * plane + row * width;
      scalar *inside = to + pad * pixel + c;
      ptrdiff_t i = 0;
      for (; i + 8 <= width; i += 8) NAME(turn)(from + i, plane, inside + i * pixel, pixel);
      for (; i < width; i++)
        for (ptrdiff_t j = 0; j < 8; j++) inside[i * pixel + j] = from[i + j * plane];
    }
  }
}

/// `conv_dw_block` for images of many channels. With these last, what a place of the kernel meets at one position is a row of a
/// matrix as it stands: nothing is unfolded. The sums it leaves have their channels last, too.
static void NAME(conv_dw_last)(void *context, ptrdiff_t task) {
  const NAME(conv) *p = context;
  const ptrdiff_t tile_rows = p->kernel->tile_rows, tile_columns = p->kernel->tile_columns, pixel = p->pixel;
  const ptrdiff_t line = p->s.width + 2 * p->s.pad;
  ptrdiff_t first, depth, space = 0, places[512];
  block_at(p->s.images * p->positions, p->first_block + task, &first, &depth);
  NAME(segment) parts[512];
  const ptrdiff_t number = NAME(segments)(p, first, depth, parts);
  for (ptrdiff_t n = 0; n < number; n++) space += parts[n].rows * line * pixel;
  scalar *images = scratch(SCRATCH_CONV_IMAGE, (size_t)space * sizeof(scalar));
  scalar *gradients = scratch(SCRATCH_CONV_RESULT, (size_t)(p->s.filters * left_stride(scalar)) * sizeof(scalar));
  if (!images || !gradients) {
    atomic_store(p->failed, true);
    return;
  }
  if (nb_interrupt_pending()) return;

  ptrdiff_t start = 0, done = 0;
  for (ptrdiff_t n = 0; n < number; n++) {
    const NAME(segment) *part = &parts[n];
    NAME(lay_last)(p, part, images + start);
    for (ptrdiff_t q = part->position; q < part->position + part->count; q++) {
      const ptrdiff_t row = q / p->columns * p->s.stride - part->top, column = q % p->columns * p->s.stride;
      places[done + q - part->position] = start + (row * line + column) * pixel;
    }
    for (ptrdiff_t f = 0; f < p->s.filters; f++)
      memcpy(gradients + f * left_stride(scalar) + done, p->dout + (part->image * p->s.filters + f) * p->positions + part->position,
             (size_t)part->count * sizeof(scalar));
    start += part->rows * line * pixel;
    done += part->count;
  }

  scalar *sum = p->partial + task * p->s.filters * p->depth;
  for (ptrdiff_t row = 0; row < p->s.kernel_height; row++)
    for (ptrdiff_t column = 0; column < p->s.kernel_width; column++, sum += p->s.channels)
      for (ptrdiff_t c = 0; c < p->s.channels; c += tile_columns)
        for (ptrdiff_t f = 0; f < p->s.filters; f += tile_rows) {
          const ptrdiff_t rows = p->s.filters - f < tile_rows ? p->s.filters - f : tile_rows;
          p->kernel->tile_at(rows, depth, gradients + f * left_stride(scalar), left_stride(scalar),
                             images + (row * line + column) * pixel + c, places, p->kernel->lanes, sum + f * p->depth + c, p->depth, false,
                             gradients + (f + tile_rows < p->s.filters ? f + tile_rows : 0) * left_stride(scalar));
        }
}

/// dw of a filter from sums that have their channels last.
static void NAME(conv_dw_first)(void *context, ptrdiff_t filter) {
  const NAME(conv) *p = context;
  const ptrdiff_t places = p->s.kernel_height * p->s.kernel_width;
  const scalar *from = p->sum + filter * p->depth;
  scalar *to = p->dw + filter * p->depth;
  for (ptrdiff_t c = 0; c < p->s.channels; c++)
    for (ptrdiff_t place = 0; place < places; place++) to[c * places + place] = from[place * p->s.channels + c];
}

/// Adds the sums of the blocks that wait, in order, to some elements of their sum.
static void NAME(conv_dw_add)(void *context, ptrdiff_t task) {
  const NAME(conv) *p = context;
  const ptrdiff_t size = p->s.filters * p->depth, from = task * elements_added;
  const ptrdiff_t end = from + elements_added < size ? from + elements_added : size;
  for (ptrdiff_t block = 0; block < p->waiting; block++) {
    const scalar *partial = p->partial + block * size;
    if (p->first_block + block == 0)
      memcpy(p->sum + from, partial + from, (size_t)(end - from) * sizeof(scalar));
    else
      for (ptrdiff_t i = from; i < end; i++) p->sum[i] += partial[i];
  }
}

/// dw: blocks side by side, their sums added in order, as many at a time as there is room for.
static bool NAME(conv_dw)(NAME(conv) * p) {
  const ptrdiff_t size = p->s.filters * p->depth, blocks = block_count(p->s.images * p->positions);
  memset(p->dw, 0, (size_t)size * sizeof(scalar));
  if (size == 0 || blocks == 0) return true;
  ptrdiff_t at_once = partial_bytes / (ptrdiff_t)sizeof(scalar) / size;
  if (at_once < 2 * nb_thread_count()) at_once = 2 * nb_thread_count();
  if (at_once > blocks) at_once = blocks;
  // Rows of tiles should fall into different sets of the cache: from pixel to pixel, an odd number of its lines.
  const ptrdiff_t elements = 64 / (ptrdiff_t)sizeof(scalar);
  const bool last = p->s.channels % p->kernel->tile_columns == 0 && p->s.channels % 8 == 0 && p->s.stride <= p->s.kernel_height &&
                    p->s.stride <= p->s.kernel_width;
  p->pixel = last ? p->s.channels / elements * elements | elements : 0;
  p->partial = malloc((size_t)((at_once + last) * size) * sizeof(scalar));
  if (!p->partial) return false;
  p->sum = last ? p->partial + at_once * size : p->dw;
  for (p->first_block = 0; p->first_block < blocks && !*p->failed && !nb_interrupt_pending(); p->first_block += at_once) {
    const ptrdiff_t these = blocks - p->first_block < at_once ? blocks - p->first_block : at_once;
    nb_parallel_for(these, last ? NAME(conv_dw_last) : NAME(conv_dw_block), p);
    p->waiting = these;
    nb_parallel_for((size + elements_added - 1) / elements_added, NAME(conv_dw_add), p);
  }
  if (last && !nb_interrupt_pending()) nb_parallel_for(p->s.filters, NAME(conv_dw_first), p);
  free(p->partial);
  return !*p->failed;
}

static void NAME(conv_db_filter)(void *context, ptrdiff_t filter) {
  const NAME(conv) *p = context;
  scalar sum = 0;
  for (ptrdiff_t image = 0; image < p->s.images; image++)
    sum += OTHER(nb_sum)((const char *)(p->dout + (image * p->s.filters + filter) * p->positions), sizeof(scalar), p->positions);
  p->db[filter] = sum;
}

static bool NAME(conv_backward)(const nb_conv_shape *shape, const scalar *x, const scalar *w, const scalar *dout, scalar *dx, scalar *dw,
                            scalar *db) {
  atomic_bool failed = false;
  NAME(conv) p = {.x = x, .w = w, .dout = dout, .dx = dx, .dw = dw, .db = db, .failed = &failed};
  if (!NAME(conv_prepare)(&p, shape)) return false;
  if (db) nb_parallel_for(shape->filters, NAME(conv_db_filter), &p);
  if (dw && !NAME(conv_dw)(&p)) failed = true;
  if (dx && !failed) {
    if (NAME(turn_filters)(&p))
      nb_parallel_for(shape->images, NAME(conv_dx_image), &p);
    else
      failed = true;
    free(p.turned);
  }
  free(p.meets);
  return !failed;
}


