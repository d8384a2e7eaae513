// A part of conv_template.h. Names of its own are `NAME(x)`, those of kernels that are used here `OTHER(x)`.

typedef struct {
  nb_pool_shape shape;
  ptrdiff_t rows, columns, planes_a_task;
  const scalar *from;
  scalar *to;
  const int32_t *from_places;
  int32_t *to_places;
} NAME(pool);

/// `height`, `width` and `stride` are constants for the common window.
static inline __attribute__((always_inline)) void NAME(pool_row)(const scalar *x, ptrdiff_t first, ptrdiff_t line, ptrdiff_t columns,
                                                                 const ptrdiff_t height, const ptrdiff_t width,
                                                                 const ptrdiff_t stride, scalar *out, int32_t *places) {
  for (ptrdiff_t column = 0; column < columns; column++) {
    const ptrdiff_t corner = first + column * stride;
    scalar best = x[corner];
    ptrdiff_t place = corner;
    for (ptrdiff_t r = 0; r < height; r++)
      for (ptrdiff_t c = 0; c < width; c++) {
        const ptrdiff_t here = corner + r * line + c;
        const bool better = x[here] > best || ((x[here] != x[here]) & (best == best));
        best = better ? x[here] : best;
        place = better ? here : place;
      }
    out[column] = best;
    if (places) places[column] = (int32_t)place;
  }
}

static void NAME(pool_forward_task)(void *context, ptrdiff_t task) {
  const NAME(pool) *p = context;
  const nb_pool_shape s = p->shape;
  const ptrdiff_t first = task * p->planes_a_task;
  const ptrdiff_t end = first + p->planes_a_task < s.planes ? first + p->planes_a_task : s.planes;
  const bool common = s.pool_height == 2 && s.pool_width == 2 && s.stride == 2;
  for (ptrdiff_t plane = first; plane < end; plane++) {
    const scalar *x = p->from + plane * s.height * s.width;
    for (ptrdiff_t row = 0; row < p->rows; row++) {
      const ptrdiff_t at = (plane * p->rows + row) * p->columns;
      int32_t *places = p->to_places ? p->to_places + at : NULL;
      const ptrdiff_t corner = row * s.stride * s.width;
      if (common)
        NAME(pool_row)(x, corner, s.width, p->columns, 2, 2, 2, p->to + at, places);
      else
        NAME(pool_row)(x, corner, s.width, p->columns, s.pool_height, s.pool_width, s.stride, p->to + at, places);
    }
  }
}

static void NAME(pool_backward_task)(void *context, ptrdiff_t task) {
  const NAME(pool) *p = context;
  const ptrdiff_t size = p->shape.height * p->shape.width, count = p->rows * p->columns;
  const ptrdiff_t first = task * p->planes_a_task;
  const ptrdiff_t end = first + p->planes_a_task < p->shape.planes ? first + p->planes_a_task : p->shape.planes;
  memset(p->to + first * size, 0, (size_t)((end - first) * size) * sizeof(scalar));
  for (ptrdiff_t plane = first; plane < end; plane++) {
    scalar *dx = p->to + plane * size;
    const scalar *dout = p->from + plane * count;
    const int32_t *places = p->from_places + plane * count;
    for (ptrdiff_t i = 0; i < count; i++) dx[places[i]] += dout[i];
  }
}

static void NAME(pool_all)(const nb_pool_shape *shape, NAME(pool) p, void (*task)(void *, ptrdiff_t)) {
  p.shape = *shape;
  p.rows = nb_conv_out(shape->height, shape->pool_height, shape->stride, 0);
  p.columns = nb_conv_out(shape->width, shape->pool_width, shape->stride, 0);
  p.planes_a_task = planes_a_task(shape);
  nb_parallel_for((shape->planes + p.planes_a_task - 1) / p.planes_a_task, task, &p);
}

static void NAME(max_pool_forward)(const nb_pool_shape *shape, const scalar *x, scalar *out, int32_t *places) {
  NAME(pool_all)(shape, (NAME(pool)){.from = x, .to = out, .to_places = places}, NAME(pool_forward_task));
}

static void NAME(max_pool_backward)(const nb_pool_shape *shape, const scalar *dout, const int32_t *places, scalar *dx) {
  NAME(pool_all)(shape, (NAME(pool)){.from = dout, .to = dx, .from_places = places}, NAME(pool_backward_task));
}

