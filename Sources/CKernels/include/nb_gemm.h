#pragma once

#include <stdbool.h>
#include <stddef.h>

// Matrix products. Order of summation, the same for every instruction set and number of threads:
//
// K is cut into blocks: 256 steps while 512 or more are left; when 257 to 511 are left, half of them, rounded up to a multiple of
// 4; then the rest. Within a block, an element of the result is one chain of fused multiply-adds over ascending k that starts from
// zero. Block results are added in order. This is the order in which OpenBLAS multiplies matrices of doubles on
// AVX2 processors, and therefore the one whose digits NumPy prints there.

/// C = op(A) op(B), or C += op(A) op(B) if `accumulate`, for row-major float32 matrices, C of M rows and N columns.
///
/// op(A) is M by K: A itself, or the transpose of A stored as K by M if `transA`; op(B) is K by N likewise. `lda`, `ldb` and `ldc`
/// are the distances between rows as stored, in elements. C must not overlap A or B. With K = 0 the product is zero.
void nb_gemm_f32(bool transA, bool transB, ptrdiff_t M, ptrdiff_t N, ptrdiff_t K, const float *A, ptrdiff_t lda, const float *B,
                 ptrdiff_t ldb, float *C, ptrdiff_t ldc, bool accumulate);

/// The same as `nb_gemm_f32` for float64.
void nb_gemm_f64(bool transA, bool transB, ptrdiff_t M, ptrdiff_t N, ptrdiff_t K, const double *A, ptrdiff_t lda, const double *B,
                 ptrdiff_t ldb, double *C, ptrdiff_t ldc, bool accumulate);
