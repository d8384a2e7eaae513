#include "gemm_kernels.h"

// One element at a time, for processors we know nothing about: the C library's `fma` is exact everywhere.
#define TARGET
#define LANES 1

#define NAME(x) x##_f32
#define scalar float
#define vector float
#define ROWS 4
#define VECTORS 4
#define load_some(p, n) ((void)(n), *(p))
#define store_some(p, n, v) ((void)(n), *(p) = (v))
#include "gemm_tile.h"

#define LANES 1
#define NAME(x) x##_f64
#define scalar double
#define vector double
#define ROWS 4
#define VECTORS 4
#define load_some(p, n) ((void)(n), *(p))
#define store_some(p, n, v) ((void)(n), *(p) = (v))
#include "gemm_tile.h"

const gemm_kernel_f32 gemm_portable_f32 = {tile_f32, tile_at_f32, 4, 4, 1};
const gemm_kernel_f64 gemm_portable_f64 = {tile_f64, tile_at_f64, 4, 4, 1};
