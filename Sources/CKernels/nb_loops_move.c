// Loops that move elements without computing: fill, copy, select by a mask, clip.
#include <string.h>

#include "nb_loops_types.h"

// One body for each element size.
#define NB_BY_SIZE(size, BODY)                                                                        \
  switch (size) {                                                                                     \
    case 1: BODY(nb_u8_m) break;                                                                      \
    case 4: BODY(nb_i32_m) break;                                                                     \
    case 8: BODY(nb_i64_m) break;                                                                     \
    default: break;                                                                                   \
  }

void nb_fill(const void *value, ptrdiff_t size, char *out, ptrdiff_t so, ptrdiff_t n) {
#define NB_FILL(T)                                                                                    \
  {                                                                                                   \
    const T x = *(const T *)value;                                                                    \
    if (so == (ptrdiff_t)sizeof(T)) {                                                                 \
      T *o = (T *)out;                                                                                \
      for (ptrdiff_t i = 0; i < n; i++) o[i] = x;                                                     \
    } else {                                                                                          \
      for (ptrdiff_t i = 0; i < n; i++, out += so) *(T *)out = x;                                     \
    }                                                                                                 \
  }
  NB_BY_SIZE(size, NB_FILL)
}

void nb_copy(const char *a, ptrdiff_t sa, char *out, ptrdiff_t so, ptrdiff_t size, ptrdiff_t n) {
  if (n <= 0) return;
  if (sa == size && so == size) {
    memmove(out, a, (size_t)n * (size_t)size);
    return;
  }
  if (sa == 0) {
    nb_fill(a, size, out, so, n);
    return;
  }
#define NB_COPY(T) \
  for (ptrdiff_t i = 0; i < n; i++, a += sa, out += so) *(T *)out = *(const T *)a;
  NB_BY_SIZE(size, NB_COPY)
}

void nb_copy_where(const char *mask, ptrdiff_t sm, const char *a, ptrdiff_t sa, char *out,
                   ptrdiff_t so, ptrdiff_t size, ptrdiff_t n) {
#define NB_COPY_WHERE(T)                                                                              \
  for (ptrdiff_t i = 0; i < n; i++, mask += sm, a += sa, out += so)                                   \
    if (*mask) *(T *)out = *(const T *)a;
  NB_BY_SIZE(size, NB_COPY_WHERE)
}

ptrdiff_t nb_compress(const char *mask, ptrdiff_t sm, const char *a, ptrdiff_t sa, char *out,
                      ptrdiff_t so, ptrdiff_t size, ptrdiff_t n) {
  ptrdiff_t count = 0;
#define NB_COMPRESS(T)                                                                                \
  for (ptrdiff_t i = 0; i < n; i++, mask += sm, a += sa)                                              \
    if (*mask) {                                                                                      \
      *(T *)out = *(const T *)a;                                                                      \
      out += so;                                                                                      \
      count++;                                                                                        \
    }
  NB_BY_SIZE(size, NB_COMPRESS)
  return count;
}

ptrdiff_t nb_expand(const char *mask, ptrdiff_t sm, const char *a, ptrdiff_t sa, char *out,
                    ptrdiff_t so, ptrdiff_t size, ptrdiff_t n) {
  ptrdiff_t count = 0;
#define NB_EXPAND(T)                                                                                  \
  for (ptrdiff_t i = 0; i < n; i++, mask += sm, out += so)                                            \
    if (*mask) {                                                                                      \
      *(T *)out = *(const T *)a;                                                                      \
      a += sa;                                                                                        \
      count++;                                                                                        \
    }
  NB_BY_SIZE(size, NB_EXPAND)
  return count;
}

#define NB_TERNARY_SIGNATURE(name)                                                                    \
  name(const char *a, ptrdiff_t sa, const char *b, ptrdiff_t sb, const char *c, ptrdiff_t sc,         \
       char *out, ptrdiff_t so, ptrdiff_t n)

#define NB_WHERE(NAME, T)                                                                             \
  static void NB_TERNARY_SIGNATURE(NAME) {                                                            \
    const ptrdiff_t st = sizeof(T);                                                                   \
    if (sa == 1 && sb == st && sc == st && so == st) {                                                \
      const T *p = (const T *)b, *q = (const T *)c;                                                   \
      T *o = (T *)out;                                                                                \
      NB_INDEPENDENT for (ptrdiff_t i = 0; i < n; i++) {                                              \
        const T x = p[i], y = q[i];                                                                   \
        o[i] = a[i] ? x : y;                                                                          \
      }                                                                                               \
      return;                                                                                         \
    }                                                                                                 \
    for (ptrdiff_t i = 0; i < n; i++, a += sa, b += sb, c += sc, out += so)                           \
      *(T *)out = *a ? *(const T *)b : *(const T *)c;                                                 \
  }

NB_WHERE(where_8, nb_u8_m)
NB_WHERE(where_32, nb_i32_m)
NB_WHERE(where_64, nb_i64_m)

nb_ternary_loop nb_where_find(int dtype) {
  static const nb_ternary_loop loops[NB_DTYPE_COUNT] = {where_8,  where_8,  where_32,
                                                        where_64, where_32, where_64, where_64};
  return dtype >= 0 && dtype < NB_DTYPE_COUNT ? loops[dtype] : 0;
}

// A nan in the array or among the bounds stays. Where x equals a bound (zeros of both signs) NumPy keeps
// x if both bounds are single numbers, and takes the bound if they are arrays.
#define NB_CLIP(NAME, T, C, IS_NAN)                                                                   \
  static inline C NAME##_between(C x, C low, C high) {                                                \
    const C raised = x < low ? low : x;                                                               \
    return high < raised ? high : raised;                                                             \
  }                                                                                                   \
  static void NB_TERNARY_SIGNATURE(NAME) {                                                            \
    const ptrdiff_t st = sizeof(T);                                                                   \
    if (sb == 0 && sc == 0 && n > 0) {                                                                \
      const C low = *(const T *)b, high = *(const T *)c;                                              \
      if (!IS_NAN(low) && !IS_NAN(high)) {                                                            \
        const T *p = (const T *)a;                                                                    \
        T *o = (T *)out;                                                                              \
        if (sa == st && so == st) {                                                                   \
          NB_INDEPENDENT for (ptrdiff_t i = 0; i < n; i++) o[i] = NAME##_between(p[i], low, high);    \
        } else {                                                                                      \
          for (ptrdiff_t i = 0; i < n; i++, a += sa, out += so)                                       \
            *(T *)out = NAME##_between(*(const T *)a, low, high);                                     \
        }                                                                                             \
        return;                                                                                       \
      }                                                                                               \
    }                                                                                                 \
    for (ptrdiff_t i = 0; i < n; i++, a += sa, b += sb, c += sc, out += so) {                         \
      const C x = *(const T *)a, low = *(const T *)b, high = *(const T *)c;                           \
      const C raised = IS_NAN(x) || x > low ? x : low;                                                \
      *(T *)out = IS_NAN(raised) || raised < high ? raised : high;                                    \
    }                                                                                                 \
  }
#define NB_NEVER_NAN(x) 0
#define NB_MAYBE_NAN(x) ((x) != (x))

NB_CLIP(clip_u8, nb_u8_m, uint8_t, NB_NEVER_NAN)
NB_CLIP(clip_i32, nb_i32_m, int32_t, NB_NEVER_NAN)
NB_CLIP(clip_i64, nb_i64_m, int64_t, NB_NEVER_NAN)
NB_CLIP(clip_u64, nb_u64_m, uint64_t, NB_NEVER_NAN)
NB_CLIP(clip_f32, nb_f32_m, float, NB_MAYBE_NAN)
NB_CLIP(clip_f64, nb_f64_m, double, NB_MAYBE_NAN)

nb_ternary_loop nb_clip_find(int dtype) {
  static const nb_ternary_loop loops[NB_DTYPE_COUNT] = {clip_u8,  clip_u8,  clip_i32,
                                                        clip_i64, clip_f32, clip_f64, clip_u64};
  return dtype >= 0 && dtype < NB_DTYPE_COUNT ? loops[dtype] : 0;
}
