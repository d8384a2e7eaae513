#pragma once
#include "nb_cpu.h"
#include "nb_loops.h"

// What the files of elementwise loops share: element types and the tables that each file fills.

// Elements in memory: any alignment, and memory that other code may see through another type.
#define NB_MEMORY __attribute__((aligned(1), may_alias))
typedef uint8_t nb_bool_m NB_MEMORY;
typedef uint8_t nb_u8_m NB_MEMORY;
typedef int32_t nb_i32_m NB_MEMORY;
typedef int64_t nb_i64_m NB_MEMORY;
typedef uint64_t nb_u64_m NB_MEMORY;
typedef float nb_f32_m NB_MEMORY;
typedef double nb_f64_m NB_MEMORY;

// Promises the compiler that iterations do not depend on each other (nb_loops.h: `out` is exactly an
// input's memory or shares nothing with it), so that it vectorises without overlap checks.
#if defined(__clang__)
// Without optimisation, or where a processor has no such vectors, loops stay as they are: no warning.
#pragma clang diagnostic ignored "-Wpass-failed"
#define NB_INDEPENDENT _Pragma("clang loop vectorize(assume_safety)")
#else
#define NB_INDEPENDENT _Pragma("GCC ivdep")
#endif

typedef struct {
  nb_binary_loop binary[NB_BINARY_COUNT][NB_DTYPE_COUNT];
  nb_unary_loop unary[NB_UNARY_COUNT][NB_DTYPE_COUNT];
  nb_unary_loop cast[NB_DTYPE_COUNT][NB_DTYPE_COUNT];
} nb_loop_table;

// Loops that compilers vectorise, the same source compiled for each instruction set.
extern const nb_loop_table nb_loops_portable;
#if defined(__x86_64__)
extern const nb_loop_table nb_loops_avx2;
extern const nb_loop_table nb_loops_avx512;
#endif

// Loops that run one element at a time: division of integers, floor division, powers, shifts.
extern const nb_loop_table nb_loops_scalar;
extern const nb_loop_table nb_loops_inverse;
// Loops over the functions of nb_math.h, the same source compiled for each instruction set.
extern const nb_loop_table nb_loops_math_portable;
#if defined(__x86_64__)
extern const nb_loop_table nb_loops_math_avx2;
extern const nb_loop_table nb_loops_math_avx512;
#endif

#define NB_BINARY_SIGNATURE(name)                                                                    \
  name(const char *a, ptrdiff_t sa, const char *b, ptrdiff_t sb, char *out, ptrdiff_t so, ptrdiff_t n)
#define NB_UNARY_SIGNATURE(name) name(const char *a, ptrdiff_t sa, char *out, ptrdiff_t so, ptrdiff_t n)

// A plain loop of any strides; EXPRESSION uses x and y. NB_TARGET: attributes of the function.
#define NB_PLAIN_BINARY(NAME, T, R, EXPRESSION)                                                       \
  NB_TARGET static void NB_BINARY_SIGNATURE(NAME) {                                                   \
    for (ptrdiff_t i = 0; i < n; i++, a += sa, b += sb, out += so) {                                  \
      const T x = *(const T *)a, y = *(const T *)b;                                                   \
      *(R *)out = (EXPRESSION);                                                                       \
    }                                                                                                 \
  }
#define NB_PLAIN_UNARY(NAME, T, R, EXPRESSION)                                                        \
  NB_TARGET static void NB_UNARY_SIGNATURE(NAME) {                                                    \
    for (ptrdiff_t i = 0; i < n; i++, a += sa, out += so) {                                           \
      const T x = *(const T *)a;                                                                      \
      *(R *)out = (EXPRESSION);                                                                       \
    }                                                                                                 \
  }
