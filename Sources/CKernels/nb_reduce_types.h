#pragma once
#include "nb_loops_types.h"
#include "nb_reduce.h"

typedef struct {
  nb_reduce_loop loop[NB_REDUCE_COUNT][NB_DTYPE_COUNT];
} nb_reduce_table;

extern const nb_reduce_table nb_reduce_portable;
#if defined(__x86_64__)
extern const nb_reduce_table nb_reduce_avx2;
extern const nb_reduce_table nb_reduce_avx512;
#endif

// Vectors of eight partial sums, and of the integers that comparing them gives.
typedef double nb_f64x8 __attribute__((vector_size(64)));
typedef int64_t nb_i64x8 __attribute__((vector_size(64)));
typedef float nb_f32x8 __attribute__((vector_size(32)));
typedef float nb_f32x16 __attribute__((vector_size(64)));
typedef int32_t nb_i32x16 __attribute__((vector_size(64)));
