#pragma once
#include <stddef.h>
#include <stdint.h>

// Reductions of n elements, `stride` bytes apart, to one value, and running sums and products.
// Element types are those of nb_loops.h.

/// What to reduce to. In the comments: the type of the result.
enum nb_reduce_op {
  NB_SUM,            // uint64 for uint8, int64 for bool and signed integers (wrapping), otherwise the element type
  NB_PROD,           // as NB_SUM
  NB_MAX,            // element type; nan if any element is
  NB_MIN,            // element type; nan if any element is
  NB_ARGMAX,         // int64: index of the first nan, otherwise of the first maximum
  NB_ARGMIN,         // int64: index of the first nan, otherwise of the first minimum
  NB_ANY,            // bool; nan counts as true
  NB_ALL,            // bool
  NB_COUNT_NONZERO,  // int64
  NB_REDUCE_COUNT
};

/// Reduces and writes the result to `out`. Maximum, minimum and their indices need n > 0; the sum of
/// nothing is 0, its product 1, `any` false, `all` true.
///
/// Float sums are pairwise in NumPy's order: below 8 elements from left to right; up to 128 elements
/// in eight partial sums r0 to r7, joined as ((r0+r1)+(r2+r3))+((r4+r5)+(r6+r7)), then the rest from
/// left to right; above, the sums of two halves, the first with n/2 rounded down to a multiple of 8.
/// The whole is added to 0, so that a sum is never -0.
/// Products run from left to right.
///
/// Of many elements the result is worth nothing where `nb_interrupt_pending`; running sums then stop early, too.
typedef void (*nb_reduce_loop)(const char *a, ptrdiff_t stride, ptrdiff_t n, void *out);

nb_reduce_loop nb_reduce_find(int op, int dtype);
/// As `nb_reduce_find`, for a named instruction set (enum nb_isa), which the processor must have.
nb_reduce_loop nb_reduce_find_isa(int isa, int op, int dtype);
/// Type of the result, or -1 where there is no such reduction.
int nb_reduce_result(int op, int dtype);

/// Running sums or products (`op` NB_SUM or NB_PROD) from left to right, written to `out`, whose type
/// is `nb_reduce_result(op, dtype)`. `out` may be the very memory of `a` where the types are the same.
void nb_accumulate(int op, int dtype, const char *a, ptrdiff_t stride, char *out, ptrdiff_t so,
                   ptrdiff_t n);

/// The pairwise sums themselves.
double nb_sum_f64(const char *a, ptrdiff_t stride, ptrdiff_t n);
float nb_sum_f32(const char *a, ptrdiff_t stride, ptrdiff_t n);
