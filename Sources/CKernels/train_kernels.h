#pragma once

#include "nb_train.h"

// The inner loops of `nb_train.h`, one table for each instruction set. They run on one thread, and none of them sums in an order
// that depends on how wide registers are.

/// Channels whose sums run side by side, 8 or 16 of them: each is one chain of additions, and a processor has several under way.
enum { most_chains = 16, chain_run = 128 };

#define TRAIN_KERNELS(scalar)                                                                                                       \
  {                                                                                                                                 \
    void (*norm_columns)(ptrdiff_t rows, ptrdiff_t columns, ptrdiff_t first, ptrdiff_t count, const scalar *x, const scalar *gamma,\
                         const scalar *beta, scalar epsilon, scalar *out, scalar *mean, scalar *variance, scalar *deviation);      \
    /* x is normalised where mean is NULL */                                                                                       \
    void (*norm_columns_back)(ptrdiff_t rows, ptrdiff_t columns, ptrdiff_t first, ptrdiff_t count, const scalar *dout,             \
                              const scalar *x, const scalar *mean, const scalar *gamma, const scalar *deviation, scalar *dx,       \
                              scalar *dgamma, scalar *dbeta);                                                                      \
    /* out = (x - mean)² */                                                                                                         \
    void (*distances)(ptrdiff_t count, const scalar *x, scalar mean, scalar *out);                                                  \
    /* out = gamma (x - mean) / deviation + beta, of that the positive part if relu */                                              \
    void (*normalize)(ptrdiff_t count, const scalar *x, scalar mean, scalar deviation, scalar gamma, scalar beta, bool relu,        \
                      scalar *out);                                                                                                 \
    /* d = dout, where out (if any) is positive; dn = d normalized, g = d gamma, gn = g normalized */                               \
    void (*norm_products)(ptrdiff_t count, const scalar *dout, const scalar *out, const scalar *x, scalar mean, scalar deviation,   \
                          scalar gamma, scalar *d, scalar *dn, scalar *g, scalar *gn);                                              \
    void (*norm_gradient)(ptrdiff_t count, const scalar *dout, const scalar *out, const scalar *x, scalar mean, scalar deviation,   \
                          scalar gamma, scalar number, scalar sum, scalar projection, scalar *dx);                                  \
    /* Adds element after element of each of 8 or 16 runs, `apart` elements apart, to its sum. */                                 \
    void (*add_chains)(int chains, ptrdiff_t count, const scalar *runs, ptrdiff_t apart, scalar *sums);                            \
    void (*adam)(const nb_adam_step *step, ptrdiff_t count, const scalar *w, const scalar *g, const scalar *m, const scalar *v,     \
                 scalar *next_w, scalar *next_m, scalar *next_v);                                                                   \
    void (*add_scaled)(ptrdiff_t count, scalar scale, const scalar *x, scalar *y);                                                  \
    void (*squares)(ptrdiff_t count, const scalar *x, scalar *out);                                                                 \
    /* A row of pooled values from two rows of a convolution. */                                                                    \
    void (*pool_rows)(ptrdiff_t count, const scalar *upper, const scalar *lower, scalar bias, scalar *out, uint8_t *places);        \
    /* For `filters` (1 to 4) lists of `count` patches and factors each, `count` apart: sums += factor patch, in order.             \
       Patches and sums are `width` wide, a multiple of 64 bytes. */                                                                \
    void (*add_patches)(int filters, ptrdiff_t count, const scalar *factors, const int32_t *places, const scalar *patches,          \
                        ptrdiff_t width, scalar *sums);                                                                             \
  }

typedef struct TRAIN_KERNELS(float) train_kernels_f32;
typedef struct TRAIN_KERNELS(double) train_kernels_f64;

extern const train_kernels_f32 train_portable_f32, train_avx2_f32, train_avx512_f32;
extern const train_kernels_f64 train_portable_f64, train_avx2_f64, train_avx512_f64;

/// The kernels for the instruction set of the calling thread.
const train_kernels_f32 *train_kernels_now_f32(void);
const train_kernels_f64 *train_kernels_now_f64(void);
