// The elementary functions and their loops, as a source compiled once for each instruction set: the
// operations are the same, but fma is an instruction or a call, and loops are vectors or not. The
// including file defines NB_TARGET (function attributes), NB_TABLE and NB_FUNCTIONS (names of the tables
// to define).

#include "nb_math_core.h"
#include "nb_math_exponential.h"
#include "nb_math_circular.h"

#define NB_MATH_UNARY(NAME)                                                                           \
  NB_PLAIN_UNARY(NAME##_f32, nb_f32_m, nb_f32_m, (float)our_##NAME((double)x))                        \
  NB_PLAIN_UNARY(NAME##_f64, nb_f64_m, nb_f64_m, our_##NAME(x))
#define NB_MATH_BINARY(NAME)                                                                          \
  NB_PLAIN_BINARY(NAME##_f32, nb_f32_m, nb_f32_m, (float)our_##NAME((double)x, (double)y))            \
  NB_PLAIN_BINARY(NAME##_f64, nb_f64_m, nb_f64_m, our_##NAME(x, y))

// Loops that run in blocks: where a block has only plain arguments, its loop has no branches and
// compilers vectorise it; other blocks go one by one. float32 is widened, and rounded once at the end.
// The two inner functions stay apart with a length they do not know: unrolled loops are not vectorised.
enum { BLOCK = 64 };

#define NB_MATH_BLOCKS(NAME)                                                                          \
  NB_TARGET __attribute__((noinline)) static int NAME##_all_plain(const double *x, ptrdiff_t n) {     \
    uint64_t special = 0;                                                                             \
    for (ptrdiff_t i = 0; i < n; i++) special |= !nb_##NAME##_is_plain(x[i]);                         \
    return special == 0;                                                                              \
  }                                                                                                   \
  NB_TARGET __attribute__((noinline)) static void NAME##_all(const double *restrict x,                \
                                                             double *restrict y, ptrdiff_t n) {       \
    for (ptrdiff_t i = 0; i < n; i++) y[i] = nb_##NAME##_fast(x[i]);                                  \
  }                                                                                                   \
  /* Apart, too, so that no vector of mixed arguments raises the flags of the branch not taken. */      \
  NB_TARGET __attribute__((noinline)) static double NAME##_alone(double x) { return our_##NAME(x); }   \
  NB_BLOCK_LOOP(NAME, f64, nb_f64_m)                                                                  \
  NB_BLOCK_LOOP(NAME, f32, nb_f32_m)

#define NB_BLOCK_LOOP(NAME, S, T)                                                                     \
  NB_TARGET static void NB_UNARY_SIGNATURE(NAME##_##S) {                                              \
    double x[BLOCK], y[BLOCK];                                                                        \
    while (n > 0) {                                                                                   \
      const ptrdiff_t count = n < BLOCK ? n : BLOCK;                                                  \
      if (sa == (ptrdiff_t)sizeof(T)) {                                                               \
        for (ptrdiff_t i = 0; i < count; i++) x[i] = (double)((const T *)a)[i];                       \
      } else {                                                                                        \
        for (ptrdiff_t i = 0; i < count; i++) x[i] = (double)*(const T *)(a + i * sa);                \
      }                                                                                               \
      if (NAME##_all_plain(x, count)) {                                                               \
        NAME##_all(x, y, count);                                                                      \
      } else {                                                                                        \
        for (ptrdiff_t i = 0; i < count; i++) y[i] = NAME##_alone(x[i]);                              \
      }                                                                                               \
      if (so == (ptrdiff_t)sizeof(T)) {                                                               \
        for (ptrdiff_t i = 0; i < count; i++) ((T *)out)[i] = (T)y[i];                                \
      } else {                                                                                        \
        for (ptrdiff_t i = 0; i < count; i++) *(T *)(out + i * so) = (T)y[i];                         \
      }                                                                                               \
      n -= count;                                                                                     \
      a += count * sa;                                                                                \
      out += count * so;                                                                              \
    }                                                                                                 \
  }

NB_MATH_BLOCKS(exp)
NB_MATH_UNARY(expm1)
NB_MATH_UNARY(exp2)
NB_MATH_BLOCKS(log)
NB_MATH_UNARY(log2)
NB_MATH_UNARY(log10)
NB_MATH_UNARY(log1p)
NB_MATH_UNARY(cbrt)
NB_MATH_UNARY(sin)
NB_MATH_UNARY(cos)
NB_MATH_UNARY(tan)
NB_MATH_UNARY(arcsin)
NB_MATH_UNARY(arccos)
NB_MATH_UNARY(arctan)
NB_MATH_UNARY(sinh)
NB_MATH_UNARY(cosh)
NB_MATH_BLOCKS(tanh)

// Powers in blocks. Plain: positive normal x, |y| < 2^100 and not 2 (a product), and a normal result.
NB_TARGET __attribute__((noinline)) static int pow_all(const double *restrict x, const double *restrict y,
                                                       double *restrict z, ptrdiff_t n) {
  uint64_t special = 0;
  for (ptrdiff_t i = 0; i < n; i++) {
    special |= !nb_log_is_plain(x[i]);
    special |= (nb_bits(y[i]) & INT64_MAX) >= nb_bits(0x1p100);
    special |= nb_bits(y[i]) == nb_bits(2.0);
  }
  if (special) return 0;
  for (ptrdiff_t i = 0; i < n; i++) {
    double exponent;
    z[i] = nb_exp_scaled(nb_pow_core(y[i], nb_log_core(x[i], 0), &exponent));
    special |= !nb_exp_is_plain(exponent);
  }
  return special == 0;
}
NB_TARGET __attribute__((noinline)) static double pow_alone(double x, double y) { return our_pow(x, y); }

// With one whole number for all exponents, as in x**3, the signs of x are put aside and back.
#define NB_POW_LOOP(S, T)                                                                             \
  NB_TARGET static void NB_BINARY_SIGNATURE(pow_##S) {                                                \
    double x[BLOCK], size[BLOCK], y[BLOCK], z[BLOCK];                                                 \
    const int kind = n > 0 && sb == 0 ? integer_kind((double)*(const T *)b) : 0;                      \
    const uint64_t aside = kind ? 1ull << 63 : 0, back = kind == 1 ? 1ull << 63 : 0;                  \
    while (n > 0) {                                                                                   \
      const ptrdiff_t count = n < BLOCK ? n : BLOCK;                                                  \
      for (ptrdiff_t i = 0; i < count; i++) x[i] = (double)*(const T *)(a + i * sa);                  \
      for (ptrdiff_t i = 0; i < count; i++) y[i] = (double)*(const T *)(b + i * sb);                  \
      for (ptrdiff_t i = 0; i < count; i++) size[i] = nb_from_bits(nb_bits(x[i]) & ~aside);           \
      if (pow_all(size, y, z, count)) {                                                               \
        for (ptrdiff_t i = 0; i < count; i++)                                                         \
          z[i] = nb_from_bits(nb_bits(z[i]) | (nb_bits(x[i]) & back));                                \
      } else {                                                                                        \
        for (ptrdiff_t i = 0; i < count; i++) z[i] = pow_alone(x[i], y[i]);                           \
      }                                                                                               \
      for (ptrdiff_t i = 0; i < count; i++) *(T *)(out + i * so) = (T)z[i];                           \
      n -= count;                                                                                     \
      a += count * sa;                                                                                \
      b += count * sb;                                                                                \
      out += count * so;                                                                              \
    }                                                                                                 \
  }
NB_POW_LOOP(f64, nb_f64_m)
NB_POW_LOOP(f32, nb_f32_m)

NB_MATH_BINARY(arctan2)
NB_MATH_BINARY(hypot)

// log(exp(x) + exp(y)) without overflow, each step rounded to the element type as in NumPy.
NB_TARGET static double logaddexp(double x, double y) {
  if (x == y) return x + 0x1.62e42fefa39efp-1;
  const double difference = x - y;
  if (difference > 0) return x + our_log1p(our_exp(-difference));
  if (difference <= 0) return y + our_log1p(our_exp(difference));
  return difference;
}
NB_TARGET static float logaddexpf(float x, float y) {
  if (x == y) return x + 0x1.62e42fefa39efp-1f;
  const float difference = x - y;
  if (difference > 0) return x + (float)our_log1p((double)(float)our_exp((double)-difference));
  if (difference <= 0) return y + (float)our_log1p((double)(float)our_exp((double)difference));
  return difference;
}
NB_PLAIN_BINARY(logaddexp_f32, nb_f32_m, nb_f32_m, logaddexpf(x, y))
NB_PLAIN_BINARY(logaddexp_f64, nb_f64_m, nb_f64_m, logaddexp(x, y))

#define NB_ROW(NAME) {0, 0, 0, 0, NAME##_f32, NAME##_f64}

const nb_loop_table NB_TABLE = {
    .binary =
        {
            [NB_POWER] = NB_ROW(pow),
            [NB_ARCTAN2] = NB_ROW(arctan2),
            [NB_HYPOT] = NB_ROW(hypot),
            [NB_LOGADDEXP] = NB_ROW(logaddexp),
        },
    .unary =
        {
            [NB_EXP] = NB_ROW(exp),       [NB_EXPM1] = NB_ROW(expm1),   [NB_EXP2] = NB_ROW(exp2),
            [NB_LOG] = NB_ROW(log),       [NB_LOG2] = NB_ROW(log2),     [NB_LOG10] = NB_ROW(log10),
            [NB_LOG1P] = NB_ROW(log1p),   [NB_CBRT] = NB_ROW(cbrt),     [NB_SIN] = NB_ROW(sin),
            [NB_COS] = NB_ROW(cos),       [NB_TAN] = NB_ROW(tan),       [NB_ARCSIN] = NB_ROW(arcsin),
            [NB_ARCCOS] = NB_ROW(arccos), [NB_ARCTAN] = NB_ROW(arctan), [NB_SINH] = NB_ROW(sinh),
            [NB_COSH] = NB_ROW(cosh),     [NB_TANH] = NB_ROW(tanh),
        },
};

const nb_math_functions NB_FUNCTIONS = {
    .exp = our_exp,
    .expm1 = our_expm1,
    .exp2 = our_exp2,
    .log = our_log,
    .log2 = our_log2,
    .log10 = our_log10,
    .log1p = our_log1p,
    .cbrt = our_cbrt,
    .sin = our_sin,
    .cos = our_cos,
    .tan = our_tan,
    .arcsin = our_arcsin,
    .arccos = our_arccos,
    .arctan = our_arctan,
    .sinh = our_sinh,
    .cosh = our_cosh,
    .tanh = our_tanh,
    .pow = our_pow,
    .arctan2 = our_arctan2,
    .hypot = our_hypot,
};
