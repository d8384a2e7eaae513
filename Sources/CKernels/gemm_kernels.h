#pragma once

#include <stdbool.h>
#include <stddef.h>

#include "nb_cpu.h"

// The inner kernel of a matrix product: a tile of C that fits in registers, over one block of K.
//
// C[r][j] = (add ? C[r][j] : nothing) + chain over k of A[r][k] * B[k][j], for r < rows <= tile_rows, j < columns <= tile_columns.
// `next` points to what will be read soon: a part of it, four elements for each k (64 bytes by `tile_at`), is asked for meanwhile.
// `tile_at` does the same for tile_columns columns of a B whose rows lie anywhere: row k at b + places[k], its vectors, of `lanes`
// elements, `b_vector` apart.
// Elements of A are `a_row` apart down a column and `a_step` apart along k; rows of B and C are contiguous, `b_step` and `c_row` apart.

typedef void (*gemm_tile_f32)(ptrdiff_t rows, ptrdiff_t columns, ptrdiff_t depth, const float *a, ptrdiff_t a_row, ptrdiff_t a_step,
                              const float *b, ptrdiff_t b_step, float *c, ptrdiff_t c_row, bool add, const float *next);
typedef void (*gemm_tile_f64)(ptrdiff_t rows, ptrdiff_t columns, ptrdiff_t depth, const double *a, ptrdiff_t a_row,
                              ptrdiff_t a_step, const double *b, ptrdiff_t b_step, double *c, ptrdiff_t c_row, bool add, const double *next);

typedef void (*gemm_tile_at_f32)(ptrdiff_t rows, ptrdiff_t depth, const float *a, ptrdiff_t a_row, const float *b,
                                 const ptrdiff_t *places, ptrdiff_t b_vector, float *c, ptrdiff_t c_row, bool add, const float *next);

typedef struct {
  gemm_tile_f32 tile;
  gemm_tile_at_f32 tile_at;
  ptrdiff_t tile_rows, tile_columns, lanes;
} gemm_kernel_f32;

typedef void (*gemm_tile_at_f64)(ptrdiff_t rows, ptrdiff_t depth, const double *a, ptrdiff_t a_row, const double *b,
                                 const ptrdiff_t *places, ptrdiff_t b_vector, double *c, ptrdiff_t c_row, bool add, const double *next);

typedef struct {
  gemm_tile_f64 tile;
  gemm_tile_at_f64 tile_at;
  ptrdiff_t tile_rows, tile_columns, lanes;
} gemm_kernel_f64;

extern const gemm_kernel_f32 gemm_portable_f32, gemm_avx2_f32, gemm_avx512_f32, gemm_neon_f32;
extern const gemm_kernel_f64 gemm_portable_f64, gemm_avx2_f64, gemm_avx512_f64, gemm_neon_f64;

/// The kernels for the instruction set of the calling thread.
const gemm_kernel_f32 *gemm_kernel_now_f32(void);
const gemm_kernel_f64 *gemm_kernel_now_f64(void);

/// How many of the `left` steps of K the next block takes (see `nb_gemm.h`).
static inline ptrdiff_t gemm_block_depth(ptrdiff_t left) {
  if (left >= 512) return 256;
  if (left > 256) return (left / 2 + 3) / 4 * 4;
  return left;
}

/// How far apart copied rows of A lie: 256 and a little, so that the rows of a panel fall into different sets of the cache.
#define left_stride(scalar) (256 + 64 / (ptrdiff_t)sizeof(scalar))
