// Elementwise loops over the functions of nb_math.h. float32 is computed in double and rounded once.
#include "nb_loops_types.h"
#include "nb_math.h"

#define NB_MATH_UNARY(NAME)                                                                           \
  NB_PLAIN_UNARY(NAME##_f32, nb_f32_m, nb_f32_m, (float)nb_##NAME((double)x))                         \
  NB_PLAIN_UNARY(NAME##_f64, nb_f64_m, nb_f64_m, nb_##NAME(x))
#define NB_MATH_BINARY(NAME)                                                                          \
  NB_PLAIN_BINARY(NAME##_f32, nb_f32_m, nb_f32_m, (float)nb_##NAME((double)x, (double)y))             \
  NB_PLAIN_BINARY(NAME##_f64, nb_f64_m, nb_f64_m, nb_##NAME(x, y))

NB_MATH_UNARY(exp)
NB_MATH_UNARY(expm1)
NB_MATH_UNARY(exp2)
NB_MATH_UNARY(log)
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
NB_MATH_UNARY(tanh)
NB_MATH_BINARY(pow)
NB_MATH_BINARY(arctan2)
NB_MATH_BINARY(hypot)

// log(exp(x) + exp(y)) without overflow, each step rounded to the element type as in NumPy.
static double logaddexp(double x, double y) {
  if (x == y) return x + 0x1.62e42fefa39efp-1;
  const double difference = x - y;
  if (difference > 0) return x + nb_log1p(nb_exp(-difference));
  if (difference <= 0) return y + nb_log1p(nb_exp(difference));
  return difference;
}
static float logaddexpf(float x, float y) {
  if (x == y) return x + 0x1.62e42fefa39efp-1f;
  const float difference = x - y;
  if (difference > 0) return x + (float)nb_log1p((double)(float)nb_exp((double)-difference));
  if (difference <= 0) return y + (float)nb_log1p((double)(float)nb_exp((double)difference));
  return difference;
}
NB_PLAIN_BINARY(logaddexp_f32, nb_f32_m, nb_f32_m, logaddexpf(x, y))
NB_PLAIN_BINARY(logaddexp_f64, nb_f64_m, nb_f64_m, logaddexp(x, y))

#define NB_ROW(NAME) {0, 0, 0, 0, NAME##_f32, NAME##_f64}

const nb_loop_table nb_loops_math = {
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
