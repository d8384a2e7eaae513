#include "gemm_kernels.h"

#if defined(__x86_64__)
#include <immintrin.h>
#include <stdint.h>

// 12 accumulators, two vectors of B and one element of A: 15 of the 16 registers.
#define TARGET __attribute__((target("avx2,fma")))

typedef float f32x8 __attribute__((ext_vector_type(8)));
typedef double f64x4 __attribute__((ext_vector_type(4)));

static const int32_t first_of_8[16] = {-1, -1, -1, -1, -1, -1, -1, -1, 0, 0, 0, 0, 0, 0, 0, 0};
static const int64_t first_of_4[8] = {-1, -1, -1, -1, 0, 0, 0, 0};
#define MASK_8(n) _mm256_loadu_si256((const __m256i_u *)(first_of_8 + 8 - (n)))
#define MASK_4(n) _mm256_loadu_si256((const __m256i_u *)(first_of_4 + 4 - (n)))

#define NAME(x) x##_f32
#define scalar float
#define vector f32x8
#define LANES 8
#define ROWS 6
#define VECTORS 2
#define load_some(p, n) (f32x8) _mm256_maskload_ps(p, MASK_8(n))
#define store_some(p, n, v) _mm256_maskstore_ps(p, MASK_8(n), (__m256)(v))
#include "gemm_tile.h"

#define NAME(x) x##_f64
#define scalar double
#define vector f64x4
#define LANES 4
#define ROWS 6
#define VECTORS 2
#define load_some(p, n) (f64x4) _mm256_maskload_pd(p, MASK_4(n))
#define store_some(p, n, v) _mm256_maskstore_pd(p, MASK_4(n), (__m256d)(v))
#include "gemm_tile.h"

const gemm_kernel_f32 gemm_avx2_f32 = {tile_f32, tile_at_f32, 6, 16, 8};
const gemm_kernel_f64 gemm_avx2_f64 = {tile_f64, tile_at_f64, 6, 8, 4};
#endif
