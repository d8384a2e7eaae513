// A template, included once for each instruction set and element type. Before it, define
//   NAME(x)              x with a suffix
//   TARGET               the attribute that allows the instructions
//   scalar, vector       element type, and a vector of LANES of them (may be the scalar itself)
//   ROWS, VECTORS        the size of the tile: ROWS rows of VECTORS vectors
//   load_some(p, n)      the first n < LANES elements at p, zeros after them
//   store_some(p, n, v)  the reverse

#ifndef AHEAD
/// How many steps of k ahead B is asked for, and how many steps the whole tile takes at once.
#define AHEAD 16
#define STEPS 4
#endif

#define INLINE static inline __attribute__((always_inline)) TARGET

INLINE vector NAME(load)(const scalar *p) {
  vector v;
  __builtin_memcpy(&v, p, sizeof v);
  return v;
}

INLINE void NAME(store)(scalar *p, vector v) { __builtin_memcpy(p, &v, sizeof v); }

/// One step of k: all of `sum` moves on. Constants where this is called: `rows`, `vectors`, `partial`, `ahead`.
INLINE void NAME(step)(const int rows, const int vectors, const bool partial, const bool ahead, const int some, vector sum[ROWS][VECTORS],
                       const scalar *const quads[4], ptrdiff_t a_row, ptrdiff_t a_row3, const scalar *b, ptrdiff_t b_step,
                       ptrdiff_t b_vector) {
  vector right[VECTORS];
#pragma clang loop unroll(full)
  for (int v = 0; v < vectors; v++) {
    if (ahead) __builtin_prefetch(b + AHEAD * b_step + v * LANES);
    if (partial && v == vectors - 1)
      right[v] = load_some(b + v * LANES, some);
    else
      right[v] = NAME(load)(b + v * b_vector);
  }
#pragma clang loop unroll(full)
  for (int r = 0; r < rows; r++) {
    const vector left = (vector)quads[r / 4][r % 4 == 3 ? a_row3 : (r % 4) * a_row];
#pragma clang loop unroll(full)
    for (int v = 0; v < vectors; v++) sum[r][v] = __builtin_elementwise_fma(left, right[v], sum[r][v]);
  }
}

/// `rows`, `vectors`, `partial`, `steps` and `at`, whether B lies at `places`, are constants where this is called, so that `sum` lives in
/// registers.
INLINE void NAME(tile_of)(const int rows, const int vectors, const bool partial, const int steps, const bool at, const int some,
                          ptrdiff_t depth, const scalar *a, ptrdiff_t a_row, ptrdiff_t a_step, const scalar *b, ptrdiff_t b_step,
                          const ptrdiff_t *places, ptrdiff_t b_vector, scalar *c, ptrdiff_t c_row, bool add, const scalar *next) {
  vector sum[ROWS][VECTORS];
#pragma clang loop unroll(full)
  for (int r = 0; r < rows; r++)
#pragma clang loop unroll(full)
    for (int v = 0; v < vectors; v++) sum[r][v] = (vector)(scalar)0;

  // One pointer for four rows and multiples of one distance: a pointer for each row would not fit in registers.
  const scalar *quads[4] = {a, a + 4 * a_row, a + 8 * a_row, a + 12 * a_row};
  const ptrdiff_t a_row3 = 3 * a_row;
  // What is needed later should be near by then: C, the next panel, and B, which may come from far. Small tiles have no time to wait
  // for more than C.
  const bool ahead = steps > 1 && !at;
  const scalar *soon = c, *const last = c + (rows - 1) * c_row;
  if (!ahead)
#pragma clang loop unroll(full)
    for (int r = 0; r < rows; r++)
#pragma clang loop unroll(full)
      for (int v = 0; v < vectors; v++) __builtin_prefetch(c + r * c_row + v * LANES, 1);
  ptrdiff_t k = 0;
#define STEP(AHEAD_NOW)                                                                                                         \
  /* Hides from the compiler how the pointers are related: it would compute each from the one before, one by one. */          \
  __asm__("" : "+r"(quads[0]), "+r"(quads[1]), "+r"(quads[2]), "+r"(quads[3]));                                                \
  NAME(step)(rows, vectors, partial, AHEAD_NOW, some, sum, quads, a_row, a_row3, at ? b + places[k + step] : b, b_step, b_vector); \
  quads[0] += a_step, quads[1] += a_step, quads[2] += a_step, quads[3] += a_step;                                              \
  if (!at) b += b_step;
  for (; k + steps <= depth; k += steps) {
    if (ahead) {
#pragma clang loop unroll(full)
      for (int v = 0; v < vectors; v++) __builtin_prefetch(soon + v * LANES, 1);
      soon = soon < last ? soon + c_row : last;
      __builtin_prefetch(next + 4 * k, 0, 1);
    }
#pragma clang loop unroll(full)
    for (int step = 0; step < steps; step++) {
      if (at) __builtin_prefetch(next + (k + step) * (ptrdiff_t)(64 / sizeof(scalar)));
      STEP(ahead)
    }
  }
  if (steps > 1)
    for (const int step = 0; k < depth; k++) {
      STEP(false)
    }
#undef STEP

#pragma clang loop unroll(full)
  for (int r = 0; r < rows; r++) {
#pragma clang loop unroll(full)
    for (int v = 0; v < vectors; v++) {
      scalar *to = c + r * c_row + v * LANES;
      if (partial && v == vectors - 1)
        store_some(to, some, add ? load_some(to, some) + sum[r][v] : sum[r][v]);
      else
        NAME(store)(to, add ? NAME(load)(to) + sum[r][v] : sum[r][v]);
    }
  }
}

#define TILE(R, V, P, S) NAME(tile_of)(R, V, P, S, false, some, depth, a, a_row, a_step, b, b_step, NULL, LANES, c, c_row, add, next)
#define ROW_CASE(R)                             \
  case R:                                       \
    if (whole && vectors == VECTORS)            \
      TILE(R, VECTORS, false, 1);               \
    else if (VECTORS > 1 && vectors == VECTORS) \
      TILE(R, VECTORS, true, 1);                \
    else                                        \
      NARROW(R)                                 \
    return;
#if VECTORS == 4
#define NARROW(R)         \
  if (vectors == 3)       \
    TILE(R, 3, true, 1);     \
  else if (vectors == 2)  \
    TILE(R, 2, true, 1);     \
  else                    \
    TILE(R, 1, true, 1);
#else
#define NARROW(R) TILE(R, 1, true, 1);
#endif

static TARGET void NAME(tile)(ptrdiff_t rows, ptrdiff_t columns, ptrdiff_t depth, const scalar *a, ptrdiff_t a_row, ptrdiff_t a_step,
                              const scalar *b, ptrdiff_t b_step, scalar *c, ptrdiff_t c_row, bool add, const scalar *next) {
  const int vectors = (int)((columns + LANES - 1) / LANES);
  const int some = (int)(columns - (vectors - 1) * LANES);  // in the last vector, 1 to LANES
  const bool whole = some == LANES;
  if (rows == ROWS && whole && vectors == VECTORS) {
    TILE(ROWS, VECTORS, false, STEPS);
    return;
  }
  switch (rows) {
    ROW_CASE(1)
    ROW_CASE(2)
    ROW_CASE(3)
    ROW_CASE(4)
#if ROWS > 4
    ROW_CASE(5)
    ROW_CASE(6)
#endif
#if ROWS > 6
    ROW_CASE(7)
    ROW_CASE(8)
    ROW_CASE(9)
    ROW_CASE(10)
    ROW_CASE(11)
    ROW_CASE(12)
    ROW_CASE(13)
    ROW_CASE(14)
#endif
  }
}

// The same for whole rows of B that lie anywhere: row k at b + places[k], its vectors `b_vector` apart.
#define AT_CASE(R) \
  case R: NAME(tile_of)(R, VECTORS, false, STEPS, true, LANES, depth, a, a_row, 1, b, 0, places, b_vector, c, c_row, add, next); return;

static TARGET void NAME(tile_at)(ptrdiff_t rows, ptrdiff_t depth, const scalar *a, ptrdiff_t a_row, const scalar *b,
                                 const ptrdiff_t *places, ptrdiff_t b_vector, scalar *c, ptrdiff_t c_row, bool add,
                                 const scalar *next) {
  switch (rows) {
    AT_CASE(1)
    AT_CASE(2)
    AT_CASE(3)
    AT_CASE(4)
#if ROWS > 4
    AT_CASE(5)
    AT_CASE(6)
#endif
#if ROWS > 6
    AT_CASE(7)
    AT_CASE(8)
    AT_CASE(9)
    AT_CASE(10)
    AT_CASE(11)
    AT_CASE(12)
    AT_CASE(13)
    AT_CASE(14)
#endif
  }
}

#undef INLINE
#undef TILE
#undef ROW_CASE
#undef AT_CASE
#undef NARROW
#undef NAME
#undef scalar
#undef vector
#undef LANES
#undef ROWS
#undef VECTORS
#undef load_some
#undef store_some
