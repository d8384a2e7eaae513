#pragma once

#include <stddef.h>

// Dot products of vectors, the same bits for every instruction set, number of threads and stride.
//
// Partial sums, each a chain of fused multiply-adds: as many whole groups of 4 vectors of 64 bytes as there are go to 4 vectors of
// partial sums. Their halves are added; what is left in whole groups of 4 vectors of 32 bytes is chained on to the 4 half
// vectors v0 to v3. Then ((v0 + v1) + v2) + v3, its two halves, and neighbours (of 4 floats: (0 + 1) + (2 + 3)). The last
// elements, fewer than a group: for doubles they are chained on to that sum; for floats their rounded products are added up in
// double precision, and the sum is added to that. This is the order of OpenBLAS on processors with AVX-512, for vectors of up to
// 10,000 neighbouring elements.

/// The sum of x[i * x_stride] * y[i * y_stride] over i < n; strides in elements, of any sign.
double nb_dot_f64(ptrdiff_t n, const double *x, ptrdiff_t x_stride, const double *y, ptrdiff_t y_stride);
float nb_dot_f32(ptrdiff_t n, const float *x, ptrdiff_t x_stride, const float *y, ptrdiff_t y_stride);
