#pragma once

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

#include "nb_conv.h"

// What the training of a network spends its time on besides products: each in one pass over memory, on all processors. Operations
// on an element, and the orders of all sums, are the same for every instruction set and number of threads.

// Batch normalisation of a matrix, rows by columns: each column's mean and variance over the rows, sums from top to bottom; the
// operations are those of the course's NumPy formulas, one rounding each.

/// normalized = (x - mean) / sqrt(variance + epsilon), out = gamma * normalized + beta; writes all that is not constant.
void nb_batchnorm_forward_f32(ptrdiff_t rows, ptrdiff_t columns, const float *x, const float *gamma, const float *beta, float epsilon,
                              float *out, float *mean, float *variance, float *deviation);
void nb_batchnorm_forward_f64(ptrdiff_t rows, ptrdiff_t columns, const double *x, const double *gamma, const double *beta,
                              double epsilon, double *out, double *mean, double *variance, double *deviation);

/// With d = dout * gamma: dx = (rows * d - sum d - normalized * sum (d * normalized)) / (deviation * rows).
///
/// x is what was normalised, or, where `mean` is `NULL`, what came out of that; dx overlaps neither x nor dout.
void nb_batchnorm_backward_f32(ptrdiff_t rows, ptrdiff_t columns, const float *dout, const float *x, const float *mean,
                               const float *gamma, const float *deviation, float *dx, float *dgamma, float *dbeta);
void nb_batchnorm_backward_f64(ptrdiff_t rows, ptrdiff_t columns, const double *dout, const double *x, const double *mean,
                               const double *gamma, const double *deviation, double *dx, double *dgamma, double *dbeta);

/// The same for images where they lie: a channel's pixels are a column of the matrix, image by image and row by row. With `relu`
/// the output is max(0, out). Normalised values are not kept: the backward pass makes them again from x.
void nb_spatial_norm_forward_f32(ptrdiff_t images, ptrdiff_t channels, ptrdiff_t plane, const float *x, const float *gamma,
                                 const float *beta, float epsilon, bool relu, float *out, float *mean, float *variance,
                                 float *deviation);
void nb_spatial_norm_forward_f64(ptrdiff_t images, ptrdiff_t channels, ptrdiff_t plane, const double *x, const double *gamma,
                                 const double *beta, double epsilon, bool relu, double *out, double *mean, double *variance,
                                 double *deviation);

/// The same with a mean and a deviation that are given: out = gamma (x - mean) / deviation + beta.
void nb_spatial_norm_apply_f32(ptrdiff_t images, ptrdiff_t channels, ptrdiff_t plane, const float *x, const float *gamma,
                               const float *beta, const float *mean, const float *deviation, bool relu, float *out);
void nb_spatial_norm_apply_f64(ptrdiff_t images, ptrdiff_t channels, ptrdiff_t plane, const double *x, const double *gamma,
                               const double *beta, const double *mean, const double *deviation, bool relu, double *out);

/// `out` is the output of a forward pass with relu, whose gradient is dout where out is positive; otherwise `NULL`.
void nb_spatial_norm_backward_f32(ptrdiff_t images, ptrdiff_t channels, ptrdiff_t plane, const float *dout, const float *out,
                                  const float *x, const float *gamma, const float *mean, const float *deviation, float *dx,
                                  float *dgamma, float *dbeta);
void nb_spatial_norm_backward_f64(ptrdiff_t images, ptrdiff_t channels, ptrdiff_t plane, const double *dout, const double *out,
                                  const double *x, const double *gamma, const double *mean, const double *deviation, double *dx,
                                  double *dgamma, double *dbeta);

/// A step of Adam: m' = beta1 m + (1 - beta1) g, v' = beta2 v + (1 - beta2) g², w' = w - rate (m' / c1) / (sqrt(v' / c2) + epsilon).
typedef struct {
  double rate, beta1, beta2, epsilon, c1, c2;
} nb_adam_step;

void nb_adam_f32(const nb_adam_step *step, ptrdiff_t count, const float *w, const float *g, const float *m, const float *v,
                 float *next_w, float *next_m, float *next_v);
void nb_adam_f64(const nb_adam_step *step, ptrdiff_t count, const double *w, const double *g, const double *m, const double *v,
                 double *next_w, double *next_m, double *next_v);

/// y += scale * x, the product rounded first.
void nb_add_scaled_f32(ptrdiff_t count, float scale, const float *x, float *y);
void nb_add_scaled_f64(ptrdiff_t count, double scale, const double *x, double *y);

/// The pairwise sum (`nb_reduce.h`) of the squares of contiguous elements.
float nb_sum_squares_f32(ptrdiff_t count, const float *x);
double nb_sum_squares_f64(ptrdiff_t count, const double *x);

// Convolution, bias, 2 by 2 max pooling and relu as one: what the convolution writes stays in the cache.
//   out     images, filters, rows / 2, columns / 2 of the convolution's output
//   places  for each element of out, which of its window it was: 0 to 3 row by row, the first of equals; 4 where relu gave zero

/// The same bits as the layers one after the other. `places` may be `NULL`. False when there is not enough memory to work in.
bool nb_conv_pool_forward_f32(const nb_conv_shape *shape, const float *x, const float *w, const float *b, float *out, uint8_t *places);
bool nb_conv_pool_forward_f64(const nb_conv_shape *shape, const double *x, const double *w, const double *b, double *out,
                              uint8_t *places);

/// Writes dw and db. Only one position of each window has a gradient, and only these are added: for two images at a time over
/// image, row and column of out, as one chain of fused multiply-adds; those sums in order.
bool nb_conv_pool_backward_f32(const nb_conv_shape *shape, const float *x, const float *dout, const uint8_t *places, float *dw,
                               float *db);
bool nb_conv_pool_backward_f64(const nb_conv_shape *shape, const double *x, const double *dout, const uint8_t *places, double *dw,
                               double *db);

/// Writes the gradient in the convolution's output: dout where it belongs, and zeros.
void nb_conv_pool_spread_f32(const nb_conv_shape *shape, const float *dout, const uint8_t *places, float *gradient);
void nb_conv_pool_spread_f64(const nb_conv_shape *shape, const double *dout, const uint8_t *places, double *gradient);
