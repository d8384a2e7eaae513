// A template, included once for each instruction set. Before it, define
//   INSTRUCTIONS   a list of them for the `target` attribute; not defined for those that every processor has
//   SET            their short name: portable, avx2, avx512
//
// The loops around the tiles of products move and add elements: with wider registers they do so in fewer steps. What they compute
// is the same.

#include <stdatomic.h>
#include <stdint.h>
#include <stdlib.h>
#include <string.h>

#include "conv_kernels.h"
#include "gemm_kernels.h"
#include "nb_interrupt.h"
#include "nb_reduce.h"
#include "nb_threads.h"
#include "scratch.h"
#include "train_kernels.h"

enum {
  widest_tile = 32,           // columns of the widest tile of any kernel
  turned_rows = 16,           // room for the rows of the highest tile
  columns_bytes = 128 << 10,  // of columns that are folded at a time: they should stay in the second-level cache
  partial_bytes = 8 << 20,    // of sums of blocks that wait to be added
  elements_added = 4096,      // of such sums, by one task
};

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

/// How many elements of x a task has at least: enough to be worth a thread.
enum { elements_a_task = 32768 };

static ptrdiff_t planes_a_task(const nb_pool_shape *shape) {
  const ptrdiff_t size = shape->height * shape->width;
  return size >= elements_a_task ? 1 : size > 0 ? (elements_a_task + size - 1) / size : shape->planes + 1;
}

#define JOIN(x, type, set) x##_##type##_##set
#define NAMED(x, type, set) JOIN(x, type, set)
#define STRING(x) #x
#define PUSH(instructions) \
  _Pragma(STRING(clang attribute push(__attribute__((target(instructions))), apply_to = function)))

#if defined(INSTRUCTIONS)
PUSH(INSTRUCTIONS)
#endif

#define scalar float
#define NAME(x) NAMED(x, f32, SET)
#define OTHER(x) x##_f32
#include "conv_images.h"
#include "conv_pooled.h"
#include "pool_planes.h"
#include "conv_table.h"

#define scalar double
#define NAME(x) NAMED(x, f64, SET)
#define OTHER(x) x##_f64
#include "conv_images.h"
#include "conv_pooled.h"
#include "pool_planes.h"
#include "conv_table.h"

#if defined(INSTRUCTIONS)
#pragma clang attribute pop
#endif
