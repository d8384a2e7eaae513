// A template, included once for each element type. Before it, define
//   NAME(x)       x with a suffix
//   scalar        the element type
//   HALF          elements in 32 bytes
//   wide, half    vectors of 64 and of 32 bytes

#define INLINE static inline __attribute__((always_inline))

/// `count` elements from `p` on as neighbours: where they lie, or in `copy`.
INLINE const scalar *NAME(neighbours)(const scalar *p, ptrdiff_t stride, ptrdiff_t count, scalar *copy) {
  if (stride == 1) return p;
  for (ptrdiff_t i = 0; i < count; i++) copy[i] = p[i * stride];
  return copy;
}

/// The sum over all whole groups; `*done` is how many elements they hold.
INLINE scalar NAME(group_sum)(ptrdiff_t n, const scalar *x, ptrdiff_t x_stride, const scalar *y, ptrdiff_t y_stride, ptrdiff_t *done) {
  scalar x_copy[8 * HALF], y_copy[8 * HALF];
  wide sums[4] = {0, 0, 0, 0};
  ptrdiff_t i = 0;
  for (; n - i >= 8 * HALF; i += 8 * HALF) {
    const scalar *a = NAME(neighbours)(x + i * x_stride, x_stride, 8 * HALF, x_copy);
    const scalar *b = NAME(neighbours)(y + i * y_stride, y_stride, 8 * HALF, y_copy);
    for (int v = 0; v < 4; v++) {
      wide left, right;
      memcpy(&left, a + v * 2 * HALF, sizeof left);
      memcpy(&right, b + v * 2 * HALF, sizeof right);
      sums[v] = __builtin_elementwise_fma(left, right, sums[v]);
    }
  }
  half halves[4];
  for (int v = 0; v < 4; v++) halves[v] = sums[v].lo + sums[v].hi;
  for (; n - i >= 4 * HALF; i += 4 * HALF) {
    const scalar *a = NAME(neighbours)(x + i * x_stride, x_stride, 4 * HALF, x_copy);
    const scalar *b = NAME(neighbours)(y + i * y_stride, y_stride, 4 * HALF, y_copy);
    for (int v = 0; v < 4; v++) {
      half left, right;
      memcpy(&left, a + v * HALF, sizeof left);
      memcpy(&right, b + v * HALF, sizeof right);
      halves[v] = __builtin_elementwise_fma(left, right, halves[v]);
    }
  }
  *done = i;
  const half all = ((halves[0] + halves[1]) + halves[2]) + halves[3];
  scalar pairs[HALF / 2];
  for (int j = 0; j < HALF / 2; j++) pairs[j] = all[j] + all[j + HALF / 2];
  return HALF == 4 ? pairs[0] + pairs[1] : (pairs[0] + pairs[1]) + (pairs[HALF / 2 - 2] + pairs[HALF / 2 - 1]);
}

/// The same body for each instruction set: the order of its sums does not depend on how wide the registers are.
#define ON(isa, target)                                                                                                     \
  static target scalar NAME(groups_##isa)(ptrdiff_t n, const scalar *x, ptrdiff_t xs, const scalar *y, ptrdiff_t ys,        \
                                          ptrdiff_t *done) {                                                                \
    return xs == 1 && ys == 1 ? NAME(group_sum)(n, x, 1, y, 1, done) : NAME(group_sum)(n, x, xs, y, ys, done);              \
  }

ON(plain, )
#if defined(__x86_64__)
ON(avx2, __attribute__((target("avx2,fma"))))
ON(avx512, __attribute__((target("avx512f,avx512vl,avx512dq,avx512bw,avx2,fma"))))
#endif

static scalar NAME(groups)(ptrdiff_t n, const scalar *x, ptrdiff_t xs, const scalar *y, ptrdiff_t ys, ptrdiff_t *done) {
#if defined(__x86_64__)
  switch (nb_isa_current()) {
    case NB_ISA_AVX512: return NAME(groups_avx512)(n, x, xs, y, ys, done);
    case NB_ISA_AVX2: return NAME(groups_avx2)(n, x, xs, y, ys, done);
    default: break;
  }
#endif
  return NAME(groups_plain)(n, x, xs, y, ys, done);
}

#undef INLINE
#undef ON
#undef NAME
#undef scalar
#undef HALF
#undef wide
#undef half
