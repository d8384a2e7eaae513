#include "nb_conv.h"

#include <stdatomic.h>
#include <stdint.h>
#include <stdlib.h>
#include <string.h>

#include "gemm_kernels.h"
#include "nb_interrupt.h"
#include "nb_reduce.h"
#include "nb_threads.h"
#include "scratch.h"
#include "train_kernels.h"

enum {
  widest_tile = 32,           // columns of the widest tile of any kernel
  columns_bytes = 128 << 10,  // of columns that are folded at a time: they should stay in the second-level cache
  partial_bytes = 8 << 20,    // of sums of blocks that wait to be added
  elements_added = 4096,      // of such sums, by one task
};

ptrdiff_t nb_conv_out(ptrdiff_t size, ptrdiff_t kernel, ptrdiff_t stride, ptrdiff_t pad) {
  ptrdiff_t padded;
  if (stride < 1 || kernel < 1 || __builtin_mul_overflow(2, pad, &padded) || __builtin_add_overflow(size, padded, &padded)) return 0;
  return padded < kernel ? 0 : (padded - kernel) / stride + 1;
}

/// How many blocks a sum over `total` steps is cut into (see `nb_gemm.h`).
static ptrdiff_t block_count(ptrdiff_t total) {
  const ptrdiff_t whole = total >= 512 ? (total - 512) / 256 + 1 : 0, left = total - 256 * whole;
  return whole + (left > 256 ? 2 : left > 0 ? 1 : 0);
}

/// Where block `number` of a sum over `total` steps begins, and how many steps it takes.
static void block_at(ptrdiff_t total, ptrdiff_t number, ptrdiff_t *first, ptrdiff_t *depth) {
  const ptrdiff_t whole = total >= 512 ? (total - 512) / 256 + 1 : 0;
  *first = 256 * (number < whole ? number : whole);
  *depth = gemm_block_depth(total - *first);
  if (number > whole) {
    *first += *depth;
    *depth = total - *first;
  }
}

#define scalar float
#define NAME(x) x##_f32
#include "conv_images.h"

#define scalar double
#define NAME(x) x##_f64
#include "conv_images.h"
