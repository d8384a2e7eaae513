#include "nb_dot.h"

#include <math.h>
#include <string.h>

#include "nb_cpu.h"

typedef double f64x4 __attribute__((ext_vector_type(4)));
typedef double f64x8 __attribute__((ext_vector_type(8)));
typedef float f32x8 __attribute__((ext_vector_type(8)));
typedef float f32x16 __attribute__((ext_vector_type(16)));

#define NAME(x) x##_f64
#define scalar double
#define HALF 4
#define wide f64x8
#define half f64x4
#include "dot_sums.h"

#define NAME(x) x##_f32
#define scalar float
#define HALF 8
#define wide f32x16
#define half f32x8
#include "dot_sums.h"

double nb_dot_f64(ptrdiff_t n, const double *x, ptrdiff_t x_stride, const double *y, ptrdiff_t y_stride) {
  ptrdiff_t i;
  double sum = groups_f64(n, x, x_stride, y, y_stride, &i);
  for (; i < n; i++) sum = fma(x[i * x_stride], y[i * y_stride], sum);
  return sum;
}

float nb_dot_f32(ptrdiff_t n, const float *x, ptrdiff_t x_stride, const float *y, ptrdiff_t y_stride) {
  ptrdiff_t i;
  const float sum = groups_f32(n, x, x_stride, y, y_stride, &i);
  double rest = 0;
  for (; i < n; i++) rest += (double)(x[i * x_stride] * y[i * y_stride]);
  return (float)(rest + (double)sum);
}
