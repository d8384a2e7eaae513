// Inverse hyperbolic functions, by logarithms of arguments formed without cancellation.
#include <math.h>

#include "nb_loops_types.h"
#include "nb_math.h"

static const double ln2 = 0.6931471805599453;

// log(x + sqrt(x^2 + 1)) of the magnitude.
double nb_arcsinh(double x) {
  const double size = fabs(x);
  if (!(size >= 0x1p-28) || size > 0x1.fffffffffffffp+1023) return x;
  double result;
  if (size > 0x1p28) {
    result = nb_log(size) + ln2;
  } else if (size > 2) {
    result = nb_log(2 * size + 1 / (sqrt(x * x + 1) + size));
  } else {
    const double square = x * x;
    result = nb_log1p(size + square / (1 + sqrt(1 + square)));
  }
  return copysign(result, x);
}

// log(x + sqrt(x^2 - 1)); nan below 1.
double nb_arccosh(double x) {
  if (x < 1) return (x - x) / (x - x);
  if (x > 0x1p28) return x <= 0x1.fffffffffffffp+1023 ? nb_log(x) + ln2 : x;
  if (x == 1) return 0;
  if (x > 2) return nb_log(2 * x - 1 / (x + sqrt(x * x - 1)));
  const double over = x - 1;
  return nb_log1p(over + sqrt(2 * over + over * over));
}

// log((1 + x) / (1 - x)) / 2; infinite at 1, nan beyond.
double nb_arctanh(double x) {
  const double size = fabs(x);
  if (size > 1) return (x - x) / (x - x);
  if (size == 1) return x / 0.0;
  if (!(size >= 0x1p-28)) return x;
  const double twice = size + size;
  const double ratio = size < 0.5 ? twice + twice * size / (1 - size) : twice / (1 - size);
  return copysign(0.5 * nb_log1p(ratio), x);
}

#define NB_TARGET
NB_PLAIN_UNARY(arcsinh_f64, nb_f64_m, nb_f64_m, nb_arcsinh(x))
NB_PLAIN_UNARY(arccosh_f64, nb_f64_m, nb_f64_m, nb_arccosh(x))
NB_PLAIN_UNARY(arctanh_f64, nb_f64_m, nb_f64_m, nb_arctanh(x))
NB_PLAIN_UNARY(arcsinh_f32, nb_f32_m, nb_f32_m, (float)nb_arcsinh((double)x))
NB_PLAIN_UNARY(arccosh_f32, nb_f32_m, nb_f32_m, (float)nb_arccosh((double)x))
NB_PLAIN_UNARY(arctanh_f32, nb_f32_m, nb_f32_m, (float)nb_arctanh((double)x))

const nb_loop_table nb_loops_inverse = {
    .unary =
        {
            [NB_ARCSINH] = {[NB_F32] = arcsinh_f32, [NB_F64] = arcsinh_f64},
            [NB_ARCCOSH] = {[NB_F32] = arccosh_f32, [NB_F64] = arccosh_f64},
            [NB_ARCTANH] = {[NB_F32] = arctanh_f32, [NB_F64] = arctanh_f64},
        },
};
