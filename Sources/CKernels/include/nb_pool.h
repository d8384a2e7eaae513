#pragma once

#include <stddef.h>
#include <stdint.h>

/// Planes of height by width, contiguous and one after another, and the window that is moved over each without padding.
typedef struct {
  ptrdiff_t planes, height, width;
  ptrdiff_t pool_height, pool_width, stride;
} nb_pool_shape;

/// Writes the largest element of each window to `out` (planes of nb_conv_out(height, pool_height, stride, 0) by the same for width)
/// and its place in the plane, row * width + column, to `places`, which may be `NULL`. Of equal elements the first is taken, of
/// elements that are not numbers the first of those.
void nb_max_pool_forward_f32(const nb_pool_shape *shape, const float *x, float *out, int32_t *places);
void nb_max_pool_forward_f64(const nb_pool_shape *shape, const double *x, double *out, int32_t *places);

/// Writes the gradient in x: zero, plus each element of `dout` at its place, in order. Planes have at most 2^31 - 1 elements.
void nb_max_pool_backward_f32(const nb_pool_shape *shape, const float *dout, const int32_t *places, float *dx);
void nb_max_pool_backward_f64(const nb_pool_shape *shape, const double *dout, const int32_t *places, double *dx);
