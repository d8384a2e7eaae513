#pragma once

#include <stdbool.h>
#include <stddef.h>

// Convolution of images. All arrays are contiguous, in row-major order:
//   x    images, channels, height, width
//   w    filters, channels, kernel_height, kernel_width
//   b    filters
//   out  images, filters, nb_conv_out(height, …), nb_conv_out(width, …)
//
// Orders of summation, the same for every instruction set and number of threads, are those of the course's fast layers, which
// unfold images into columns and multiply matrices (`nb_gemm.h` says how the sum of a product is cut into blocks):
//   out  the product of w with the columns: over channel, kernel row, kernel column; then plus b
//   dw   the product of dout with the transposed columns: over image, output row, output column
//   db   pairwise over the positions of an image, images added in order
//   dx   for each place in the kernel, row by row, the product of w transposed with dout: over filters; those added in order

typedef struct {
  ptrdiff_t images, channels, height, width;
  ptrdiff_t filters, kernel_height, kernel_width;
  ptrdiff_t stride, pad;  ///< stride is at least 1, pad at least 0
} nb_conv_shape;

/// The number of places for a kernel of `kernel` on `size` padded elements, `stride` apart; 0 if it does not fit.
ptrdiff_t nb_conv_out(ptrdiff_t size, ptrdiff_t kernel, ptrdiff_t stride, ptrdiff_t pad);

/// Writes the convolution of x with w plus b to `out`. `b` may be `NULL`. False when there is not enough memory to work in.
bool nb_conv_forward_f32(const nb_conv_shape *shape, const float *x, const float *w, const float *b, float *out);
bool nb_conv_forward_f64(const nb_conv_shape *shape, const double *x, const double *w, const double *b, double *out);

/// Writes the gradients of a loss whose gradient in `out` is `dout`. Any of `dx`, `dw` and `db` may be `NULL`, and `x` or `w` where
/// it is not needed: dx takes w, dw takes x. False when there is not enough memory to work in.
bool nb_conv_backward_f32(const nb_conv_shape *shape, const float *x, const float *w, const float *dout, float *dx, float *dw,
                          float *db);
bool nb_conv_backward_f64(const nb_conv_shape *shape, const double *x, const double *w, const double *dout, double *dx, double *dw,
                          double *db);
