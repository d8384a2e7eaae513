#pragma once

#include <stdbool.h>
#include <stdint.h>

#include "nb_conv.h"
#include "nb_pool.h"
#include "nb_train.h"

// Convolution and pooling for one instruction set; see nb_conv.h, nb_pool.h and nb_train.h.

#define CONV_KERNELS(scalar, type)                                                                                                 \
  typedef struct {                                                                                                                 \
    bool (*forward)(const nb_conv_shape *shape, const scalar *x, const scalar *w, const scalar *b, scalar *out);                   \
    bool (*backward)(const nb_conv_shape *shape, const scalar *x, const scalar *w, const scalar *dout, scalar *dx, scalar *dw,     \
                     scalar *db);                                                                                                  \
    bool (*pool_forward)(const nb_conv_shape *shape, const scalar *x, const scalar *w, const scalar *b, scalar *out,               \
                         uint8_t *places);                                                                                         \
    bool (*pool_backward)(const nb_conv_shape *shape, const scalar *x, const scalar *dout, const uint8_t *places, scalar *dw,      \
                          scalar *db);                                                                                             \
    void (*pool_spread)(const nb_conv_shape *shape, const scalar *dout, const uint8_t *places, scalar *gradient);                  \
    void (*max_forward)(const nb_pool_shape *shape, const scalar *x, scalar *out, int32_t *places);                                \
    void (*max_backward)(const nb_pool_shape *shape, const scalar *dout, const int32_t *places, scalar *dx);                       \
  } conv_kernels_##type;                                                                                                           \
  extern const conv_kernels_##type conv_table_##type##_portable, conv_table_##type##_avx2, conv_table_##type##_avx512;

CONV_KERNELS(float, f32)
CONV_KERNELS(double, f64)
#undef CONV_KERNELS
