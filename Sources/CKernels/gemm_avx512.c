#include "gemm_kernels.h"

#if defined(__x86_64__)
#include <immintrin.h>

// 28 accumulators, two vectors of B and one element of A: 31 of the 32 registers.
#define TARGET __attribute__((target("avx512f,avx512vl,avx512dq,avx512bw,avx2,fma")))

typedef float f32x16 __attribute__((ext_vector_type(16)));
typedef double f64x8 __attribute__((ext_vector_type(8)));

#define NAME(x) x##_f32
#define scalar float
#define vector f32x16
#define LANES 16
#define ROWS 14
#define VECTORS 2
#define load_some(p, n) (f32x16) _mm512_maskz_loadu_ps((__mmask16)((1u << (n)) - 1), p)
#define store_some(p, n, v) _mm512_mask_storeu_ps(p, (__mmask16)((1u << (n)) - 1), (__m512)(v))
#include "gemm_tile.h"

#define NAME(x) x##_f64
#define scalar double
#define vector f64x8
#define LANES 8
#define ROWS 14
#define VECTORS 2
#define load_some(p, n) (f64x8) _mm512_maskz_loadu_pd((__mmask8)((1u << (n)) - 1), p)
#define store_some(p, n, v) _mm512_mask_storeu_pd(p, (__mmask8)((1u << (n)) - 1), (__m512d)(v))
#include "gemm_tile.h"

const gemm_kernel_f32 gemm_avx512_f32 = {tile_f32, tile_at_f32, 14, 32, 16};
const gemm_kernel_f64 gemm_avx512_f64 = {tile_f64, tile_at_f64, 14, 16, 8};
#endif
