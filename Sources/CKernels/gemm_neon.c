#include "gemm_kernels.h"

#if defined(__aarch64__)

// 24 accumulators, four vectors of B and one element of A: 29 of the 32 registers.
#define TARGET

typedef float f32x4 __attribute__((ext_vector_type(4)));
typedef double f64x2 __attribute__((ext_vector_type(2)));

static inline __attribute__((always_inline)) f32x4 load_some_f32(const float *p, int n) {
  return (f32x4){p[0], n > 1 ? p[1] : 0, n > 2 ? p[2] : 0, n > 3 ? p[3] : 0};
}

static inline __attribute__((always_inline)) void store_some_f32(float *p, int n, f32x4 v) {
  p[0] = v[0];
  if (n > 1) p[1] = v[1];
  if (n > 2) p[2] = v[2];
  if (n > 3) p[3] = v[3];
}

static inline __attribute__((always_inline)) f64x2 load_some_f64(const double *p, int n) {
  return (f64x2){p[0], n > 1 ? p[1] : 0};
}

static inline __attribute__((always_inline)) void store_some_f64(double *p, int n, f64x2 v) {
  p[0] = v[0];
  if (n > 1) p[1] = v[1];
}

#define NAME(x) x##_f32
#define scalar float
#define vector f32x4
#define LANES 4
#define ROWS 6
#define VECTORS 4
#define load_some(p, n) load_some_f32(p, n)
#define store_some(p, n, v) store_some_f32(p, n, v)
#include "gemm_tile.h"

#define NAME(x) x##_f64
#define scalar double
#define vector f64x2
#define LANES 2
#define ROWS 6
#define VECTORS 4
#define load_some(p, n) load_some_f64(p, n)
#define store_some(p, n, v) store_some_f64(p, n, v)
#include "gemm_tile.h"

const gemm_kernel_f32 gemm_neon_f32 = {tile_f32, tile_at_f32, 6, 16, 4};
const gemm_kernel_f64 gemm_neon_f64 = {tile_f64, tile_at_f64, 6, 8, 2};
#endif
