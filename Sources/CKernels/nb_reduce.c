// Finding a reduction, and running sums and products.
#include "nb_interrupt.h"
#include "nb_reduce_types.h"

static const nb_reduce_table *reduce_table(int isa) {
#if defined(__x86_64__)
  if (isa == NB_ISA_AVX512) return &nb_reduce_avx512;
  if (isa == NB_ISA_AVX2) return &nb_reduce_avx2;
#endif
  (void)isa;
  return &nb_reduce_portable;
}

nb_reduce_loop nb_reduce_find_isa(int isa, int op, int dtype) {
  if (op < 0 || op >= NB_REDUCE_COUNT || dtype < 0 || dtype >= NB_DTYPE_COUNT) return 0;
  return reduce_table(isa)->loop[op][dtype];
}

nb_reduce_loop nb_reduce_find(int op, int dtype) { return nb_reduce_find_isa(nb_isa_current(), op, dtype); }

int nb_reduce_result(int op, int dtype) {
  if (!nb_reduce_find_isa(NB_ISA_PORTABLE, op, dtype)) return -1;
  switch (op) {
    case NB_SUM:
    case NB_PROD: return dtype == NB_U8 ? NB_U64 : dtype < NB_F32 ? NB_I64 : dtype;
    case NB_MAX:
    case NB_MIN: return dtype;
    case NB_ANY:
    case NB_ALL: return NB_BOOL;
    default: return NB_I64;
  }
}

double nb_sum_f64(const char *a, ptrdiff_t stride, ptrdiff_t n) {
  double sum;
  nb_reduce_find(NB_SUM, NB_F64)(a, stride, n, &sum);
  return sum;
}

float nb_sum_f32(const char *a, ptrdiff_t stride, ptrdiff_t n) {
  float sum;
  nb_reduce_find(NB_SUM, NB_F32)(a, stride, n, &sum);
  return sum;
}

// C computes, in the unsigned type for integers, where wrapping is defined; R is what is written.
#define NB_RUN(T, C, R, VALUE)                                                                        \
  {                                                                                                   \
    C r = op == NB_PROD;                                                                              \
    for (ptrdiff_t i = 0; i < n && !nb_interrupt_at(i); i++, a += stride, out += so) {                \
      const T x = *(const T *)a;                                                                      \
      if (i == 0)                                                                                     \
        r = (C)(VALUE);                                                                               \
      else if (op == NB_PROD)                                                                         \
        r *= (C)(VALUE);                                                                              \
      else                                                                                            \
        r += (C)(VALUE);                                                                              \
      *(R *)out = (R)r;                                                                               \
    }                                                                                                 \
    break;                                                                                            \
  }

void nb_accumulate(int op, int dtype, const char *a, ptrdiff_t stride, char *out, ptrdiff_t so,
                   ptrdiff_t n) {
  switch (dtype) {
    case NB_BOOL: NB_RUN(nb_bool_m, uint64_t, nb_i64_m, x != 0)
    case NB_U8: NB_RUN(nb_u8_m, uint64_t, nb_i64_m, x)
    case NB_I32: NB_RUN(nb_i32_m, uint64_t, nb_i64_m, (int64_t)x)
    case NB_I64: NB_RUN(nb_i64_m, uint64_t, nb_i64_m, x)
    case NB_U64: NB_RUN(nb_u64_m, uint64_t, nb_u64_m, x)
    case NB_F32: NB_RUN(nb_f32_m, float, nb_f32_m, x)
    case NB_F64: NB_RUN(nb_f64_m, double, nb_f64_m, x)
    default: break;
  }
}
