#include "conv_kernels.h"
#include "nb_cpu.h"

ptrdiff_t nb_conv_out(ptrdiff_t size, ptrdiff_t kernel, ptrdiff_t stride, ptrdiff_t pad) {
  ptrdiff_t padded;
  if (stride < 1 || kernel < 1 || __builtin_mul_overflow(2, pad, &padded) || __builtin_add_overflow(size, padded, &padded)) return 0;
  return padded < kernel ? 0 : (padded - kernel) / stride + 1;
}

#if defined(__x86_64__)
#define KERNELS_NOW(type)                                   \
  switch (nb_isa_current()) {                               \
    case NB_ISA_AVX512: return &conv_table_##type##_avx512; \
    case NB_ISA_AVX2: return &conv_table_##type##_avx2;     \
    default: return &conv_table_##type##_portable;          \
  }
#else
#define KERNELS_NOW(type) return &conv_table_##type##_portable;
#endif

static const conv_kernels_f32 *kernels_now_f32(void) { KERNELS_NOW(f32) }
static const conv_kernels_f64 *kernels_now_f64(void) { KERNELS_NOW(f64) }

bool nb_conv_forward_f32(const nb_conv_shape *shape, const float *x, const float *w, const float *b, float *out) {
  return kernels_now_f32()->forward(shape, x, w, b, out);
}

bool nb_conv_backward_f32(const nb_conv_shape *shape, const float *x, const float *w, const float *dout, float *dx, float *dw, float *db) {
  return kernels_now_f32()->backward(shape, x, w, dout, dx, dw, db);
}

bool nb_conv_pool_forward_f32(const nb_conv_shape *shape, const float *x, const float *w, const float *b, float *out, uint8_t *places) {
  return kernels_now_f32()->pool_forward(shape, x, w, b, out, places);
}

bool nb_conv_pool_backward_f32(const nb_conv_shape *shape, const float *x, const float *dout, const uint8_t *places, float *dw, float *db) {
  return kernels_now_f32()->pool_backward(shape, x, dout, places, dw, db);
}

void nb_conv_pool_spread_f32(const nb_conv_shape *shape, const float *dout, const uint8_t *places, float *gradient) {
  kernels_now_f32()->pool_spread(shape, dout, places, gradient);
}

void nb_max_pool_forward_f32(const nb_pool_shape *shape, const float *x, float *out, int32_t *places) {
  kernels_now_f32()->max_forward(shape, x, out, places);
}

void nb_max_pool_backward_f32(const nb_pool_shape *shape, const float *dout, const int32_t *places, float *dx) {
  kernels_now_f32()->max_backward(shape, dout, places, dx);
}

bool nb_conv_forward_f64(const nb_conv_shape *shape, const double *x, const double *w, const double *b, double *out) {
  return kernels_now_f64()->forward(shape, x, w, b, out);
}

bool nb_conv_backward_f64(const nb_conv_shape *shape, const double *x, const double *w, const double *dout, double *dx, double *dw, double *db) {
  return kernels_now_f64()->backward(shape, x, w, dout, dx, dw, db);
}

bool nb_conv_pool_forward_f64(const nb_conv_shape *shape, const double *x, const double *w, const double *b, double *out, uint8_t *places) {
  return kernels_now_f64()->pool_forward(shape, x, w, b, out, places);
}

bool nb_conv_pool_backward_f64(const nb_conv_shape *shape, const double *x, const double *dout, const uint8_t *places, double *dw, double *db) {
  return kernels_now_f64()->pool_backward(shape, x, dout, places, dw, db);
}

void nb_conv_pool_spread_f64(const nb_conv_shape *shape, const double *dout, const uint8_t *places, double *gradient) {
  kernels_now_f64()->pool_spread(shape, dout, places, gradient);
}

void nb_max_pool_forward_f64(const nb_pool_shape *shape, const double *x, double *out, int32_t *places) {
  kernels_now_f64()->max_forward(shape, x, out, places);
}

void nb_max_pool_backward_f64(const nb_pool_shape *shape, const double *dout, const int32_t *places, double *dx) {
  kernels_now_f64()->max_backward(shape, dout, places, dx);
}
