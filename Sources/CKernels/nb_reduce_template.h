// Reductions, as a source compiled once for each instruction set. The including file defines NB_TARGET
// (function attributes) and NB_TABLE (name of the table to define).

#include <string.h>

#include "nb_interrupt.h"

// Elements that are reduced between two questions whether somebody wants to stop.
#define NB_ASK ((ptrdiff_t)1 << 20)

#define NB_REDUCE_SIGNATURE(name) name(const char *a, ptrdiff_t stride, ptrdiff_t n, void *out)

// Pairwise sums, in the order that nb_reduce.h states. V holds the eight partial sums.
#define NB_PAIRWISE(NAME, T, C, V)                                                                    \
  NB_TARGET static C NAME##_block(const char *a, ptrdiff_t stride, ptrdiff_t n) {                     \
    C r[8];                                                                                           \
    ptrdiff_t i = 8;                                                                                  \
    if (stride == (ptrdiff_t)sizeof(T)) {                                                             \
      V sums, next;                                                                                   \
      memcpy(&sums, a, sizeof sums);                                                                  \
      for (; i < n - n % 8; i += 8) {                                                                 \
        memcpy(&next, a + i * (ptrdiff_t)sizeof(T), sizeof next);                                     \
        sums += next;                                                                                 \
      }                                                                                               \
      memcpy(r, &sums, sizeof r);                                                                     \
    } else {                                                                                          \
      for (int k = 0; k < 8; k++) r[k] = *(const T *)(a + k * stride);                                \
      for (; i < n - n % 8; i += 8)                                                                   \
        for (int k = 0; k < 8; k++) r[k] += *(const T *)(a + (i + k) * stride);                       \
    }                                                                                                 \
    C sum = ((r[0] + r[1]) + (r[2] + r[3])) + ((r[4] + r[5]) + (r[6] + r[7]));                        \
    for (; i < n; i++) sum += *(const T *)(a + i * stride);                                           \
    return sum;                                                                                       \
  }                                                                                                   \
  NB_TARGET static C NAME##_pairwise(const char *a, ptrdiff_t stride, ptrdiff_t n) {                  \
    if (n < 8) {                                                                                      \
      C sum = n > 0 ? *(const T *)a : 0;                                                              \
      for (ptrdiff_t i = 1; i < n; i++) sum += *(const T *)(a + i * stride);                          \
      return sum;                                                                                     \
    }                                                                                                 \
    if (n <= 128) return NAME##_block(a, stride, n);                                                  \
    if (n > NB_ASK && nb_interrupt_pending()) return 0;                                               \
    const ptrdiff_t half = n / 2 - (n / 2) % 8;                                                       \
    return NAME##_pairwise(a, stride, half) + NAME##_pairwise(a + half * stride, stride, n - half);   \
  }                                                                                                   \
  NB_TARGET static void NB_REDUCE_SIGNATURE(NAME) { *(T *)out = 0 + NAME##_pairwise(a, stride, n); }

NB_PAIRWISE(sum_f64, nb_f64_m, double, nb_f64x8)
NB_PAIRWISE(sum_f32, nb_f32_m, float, nb_f32x8)

// A reduction by a loop whose order does not matter (integers), or is from left to right (products).
#define NB_FOLD(NAME, T, C, R, START, STEP)                                                           \
  NB_TARGET static C NAME##_part(const char *a, ptrdiff_t stride, ptrdiff_t n, C r) {                 \
    if (stride == (ptrdiff_t)sizeof(T)) {                                                             \
      const T *p = (const T *)a;                                                                      \
      for (ptrdiff_t i = 0; i < n; i++) {                                                             \
        const T x = p[i];                                                                             \
        r = (STEP);                                                                                   \
      }                                                                                               \
    } else {                                                                                          \
      for (ptrdiff_t i = 0; i < n; i++, a += stride) {                                                \
        const T x = *(const T *)a;                                                                    \
        r = (STEP);                                                                                   \
      }                                                                                               \
    }                                                                                                 \
    return r;                                                                                         \
  }                                                                                                   \
  NB_TARGET static void NB_REDUCE_SIGNATURE(NAME) {                                                   \
    C r = (START);                                                                                    \
    for (; n > NB_ASK && !nb_interrupt_pending(); a += NB_ASK * stride, n -= NB_ASK)                  \
      r = NAME##_part(a, stride, NB_ASK, r);                                                          \
    *(R *)out = (R)NAME##_part(a, stride, n < NB_ASK ? n : NB_ASK, r);                                \
  }

NB_FOLD(prod_f64, nb_f64_m, double, nb_f64_m, 1, r *x)
NB_FOLD(prod_f32, nb_f32_m, float, nb_f32_m, 1, r *x)

#define NB_COUNTING(S, T) NB_FOLD(count_##S, T, int64_t, nb_i64_m, 0, r + (x != 0))
#define NB_INTEGER_FOLDS(S, T)                                                                        \
  NB_FOLD(sum_##S, T, uint64_t, nb_i64_m, 0, r + (uint64_t)(int64_t)x)                                \
  NB_FOLD(prod_##S, T, uint64_t, nb_i64_m, 1, r *(uint64_t)(int64_t)x)                                \
  NB_FOLD(max_##S, T, T, T, *(const T *)a, x > r ? x : r)                                             \
  NB_FOLD(min_##S, T, T, T, *(const T *)a, x < r ? x : r)

NB_INTEGER_FOLDS(u8, nb_u8_m)
NB_INTEGER_FOLDS(i32, nb_i32_m)
NB_INTEGER_FOLDS(i64, nb_i64_m)
NB_INTEGER_FOLDS(u64, nb_u64_m)
NB_COUNTING(u8, nb_u8_m)
NB_COUNTING(i32, nb_i32_m)
NB_COUNTING(i64, nb_i64_m)
NB_COUNTING(u64, nb_u64_m)
NB_COUNTING(f32, nb_f32_m)
NB_COUNTING(f64, nb_f64_m)

// Any and all stop early, after runs long enough to be vectorised.
#define NB_LOGICAL(S, T)                                                                              \
  NB_TARGET static int meets_##S(const char *a, ptrdiff_t stride, ptrdiff_t n, int zero) {            \
    if (stride != (ptrdiff_t)sizeof(T)) {                                                             \
      for (ptrdiff_t i = 0; i < n; i++, a += stride)                                                  \
        if ((*(const T *)a == 0) == zero) return 1;                                                   \
      return 0;                                                                                       \
    }                                                                                                 \
    const T *p = (const T *)a;                                                                        \
    while (n > 0) {                                                                                   \
      const ptrdiff_t run = n < 512 ? n : 512;                                                        \
      int met = 0;                                                                                    \
      for (ptrdiff_t i = 0; i < run; i++) met |= (p[i] == 0) == zero;                                 \
      if (met) return 1;                                                                              \
      p += run;                                                                                       \
      n -= run;                                                                                       \
    }                                                                                                 \
    return 0;                                                                                         \
  }                                                                                                   \
  NB_TARGET static int comes_##S(const char *a, ptrdiff_t stride, ptrdiff_t n, int zero) {            \
    for (; n > NB_ASK && !nb_interrupt_pending(); a += NB_ASK * stride, n -= NB_ASK)                  \
      if (meets_##S(a, stride, NB_ASK, zero)) return 1;                                               \
    return meets_##S(a, stride, n < NB_ASK ? n : NB_ASK, zero);                                       \
  }                                                                                                   \
  NB_TARGET static void NB_REDUCE_SIGNATURE(any_##S) {                                                \
    *(nb_bool_m *)out = (uint8_t)comes_##S(a, stride, n, 0);                                          \
  }                                                                                                   \
  NB_TARGET static void NB_REDUCE_SIGNATURE(all_##S) {                                                \
    *(nb_bool_m *)out = (uint8_t)!comes_##S(a, stride, n, 1);                                         \
  }

NB_LOGICAL(u8, nb_u8_m)
NB_LOGICAL(i32, nb_i32_m)
NB_LOGICAL(i64, nb_i64_m)
NB_LOGICAL(u64, nb_u64_m)
NB_LOGICAL(f32, nb_f32_m)
NB_LOGICAL(f64, nb_f64_m)

// Extremes of floats: `r` stays if it beats x or is nan, so nan wins, and of two zeros the later. Four
// vectors of lanes, the same on every instruction set, hide the latency of a comparison.
#define NB_FLOAT_EXTREME(NAME, T, C, V, I, LANES, BEATS)                                              \
  NB_TARGET static C NAME##_of(const char *a, ptrdiff_t stride, ptrdiff_t n) {                        \
    C r = *(const T *)a;                                                                              \
    ptrdiff_t i = 1;                                                                                  \
    if (stride == (ptrdiff_t)sizeof(T) && n >= 8 * LANES) {                                           \
      V best[4], next[4];                                                                             \
      C lanes[4 * LANES];                                                                             \
      memcpy(best, a, sizeof best);                                                                   \
      for (i = 4 * LANES; i <= n - 4 * LANES; i += 4 * LANES) {                                       \
        if ((i & (NB_ASK - 1)) == 0 && nb_interrupt_pending()) break;                                 \
        memcpy(next, a + i * (ptrdiff_t)sizeof(T), sizeof next);                                      \
        for (int k = 0; k < 4; k++) {                                                                 \
          const I keep = (best[k] BEATS next[k]) | (best[k] != best[k]);                              \
          best[k] = (V)(((I)best[k] & keep) | ((I)next[k] & ~keep));                                  \
        }                                                                                             \
      }                                                                                               \
      memcpy(lanes, best, sizeof lanes);                                                              \
      r = lanes[0];                                                                                   \
      for (int k = 1; k < 4 * LANES; k++) r = r BEATS lanes[k] || r != r ? r : lanes[k];              \
    }                                                                                                 \
    for (; i < n; i++) {                                                                              \
      if ((i & (NB_ASK - 1)) == 0 && nb_interrupt_pending()) break;                                   \
      const C x = *(const T *)(a + i * stride);                                                       \
      r = r BEATS x || r != r ? r : x;                                                                \
    }                                                                                                 \
    return r;                                                                                         \
  }                                                                                                   \
  NB_TARGET static void NB_REDUCE_SIGNATURE(NAME) { *(T *)out = NAME##_of(a, stride, n); }

NB_FLOAT_EXTREME(max_f64, nb_f64_m, double, nb_f64x8, nb_i64x8, 8, >)
NB_FLOAT_EXTREME(min_f64, nb_f64_m, double, nb_f64x8, nb_i64x8, 8, <)
NB_FLOAT_EXTREME(max_f32, nb_f32_m, float, nb_f32x16, nb_i32x16, 16, >)
NB_FLOAT_EXTREME(min_f32, nb_f32_m, float, nb_f32x16, nb_i32x16, 16, <)

// Index of the first element that equals the extreme (any nan, if the extreme is nan): one pass to
// find the extreme, one to find where it is.
#define NB_FIRST_INDEX(NAME, T, C, EXTREME)                                                           \
  NB_TARGET static void NB_REDUCE_SIGNATURE(NAME) {                                                   \
    T extreme;                                                                                        \
    EXTREME(a, stride, n, &extreme);                                                                  \
    const C best = extreme;                                                                           \
    ptrdiff_t i = 0;                                                                                  \
    if (stride == (ptrdiff_t)sizeof(T)) {                                                             \
      const T *p = (const T *)a;                                                                      \
      for (; i + 64 <= n; i += 64) {                                                                  \
        if ((i & (NB_ASK - 1)) == 0 && nb_interrupt_pending()) break;                                 \
        int met = 0;                                                                                  \
        for (int k = 0; k < 64; k++) met |= (p[i + k] == best) | (p[i + k] != p[i + k]);              \
        if (met) break;                                                                               \
      }                                                                                               \
    }                                                                                                 \
    for (; i < n - 1; i++) {                                                                          \
      if ((i & (NB_ASK - 1)) == 0 && nb_interrupt_pending()) break;                                   \
      const C x = *(const T *)(a + i * stride);                                                       \
      if ((x == best) | (x != x)) break;                                                              \
    }                                                                                                 \
    *(nb_i64_m *)out = i;                                                                             \
  }

NB_FIRST_INDEX(argmax_u8, nb_u8_m, uint8_t, max_u8)
NB_FIRST_INDEX(argmin_u8, nb_u8_m, uint8_t, min_u8)
NB_FIRST_INDEX(argmax_i32, nb_i32_m, int32_t, max_i32)
NB_FIRST_INDEX(argmin_i32, nb_i32_m, int32_t, min_i32)
NB_FIRST_INDEX(argmax_i64, nb_i64_m, int64_t, max_i64)
NB_FIRST_INDEX(argmin_i64, nb_i64_m, int64_t, min_i64)
NB_FIRST_INDEX(argmax_u64, nb_u64_m, uint64_t, max_u64)
NB_FIRST_INDEX(argmin_u64, nb_u64_m, uint64_t, min_u64)
NB_FIRST_INDEX(argmax_f32, nb_f32_m, float, max_f32)
NB_FIRST_INDEX(argmin_f32, nb_f32_m, float, min_f32)
NB_FIRST_INDEX(argmax_f64, nb_f64_m, double, max_f64)
NB_FIRST_INDEX(argmin_f64, nb_f64_m, double, min_f64)

#define NB_ROW(bool_loop, NAME) \
  {bool_loop, NAME##_u8, NAME##_i32, NAME##_i64, NAME##_f32, NAME##_f64, NAME##_u64}

const nb_reduce_table NB_TABLE = {{
    [NB_SUM] = NB_ROW(count_u8, sum),
    [NB_PROD] = NB_ROW(prod_u8, prod),
    [NB_MAX] = NB_ROW(max_u8, max),
    [NB_MIN] = NB_ROW(min_u8, min),
    [NB_ARGMAX] = NB_ROW(argmax_u8, argmax),
    [NB_ARGMIN] = NB_ROW(argmin_u8, argmin),
    [NB_ANY] = NB_ROW(any_u8, any),
    [NB_ALL] = NB_ROW(all_u8, all),
    [NB_COUNT_NONZERO] = NB_ROW(count_u8, count),
}};
