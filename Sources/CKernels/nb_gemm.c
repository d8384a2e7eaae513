#include "nb_gemm.h"

#include <string.h>

#include "gemm_kernels.h"
#include "nb_interrupt.h"
#include "nb_threads.h"
#include "scratch.h"

#if defined(__x86_64__)
#define KERNEL_NOW(type)                                  \
  switch (nb_isa_current()) {                             \
    case NB_ISA_AVX512: return &gemm_avx512_##type;       \
    case NB_ISA_AVX2: return &gemm_avx2_##type;           \
    default: return &gemm_portable_##type;                \
  }
#elif defined(__aarch64__)
#define KERNEL_NOW(type) \
  return nb_isa_current() == NB_ISA_NEON ? &gemm_neon_##type : &gemm_portable_##type;
#else
#define KERNEL_NOW(type) return &gemm_portable_##type;
#endif

const gemm_kernel_f32 *gemm_kernel_now_f32(void) { KERNEL_NOW(f32) }
const gemm_kernel_f64 *gemm_kernel_now_f64(void) { KERNEL_NOW(f64) }

/// How many rows of A are copied at once: with 256 columns they fill a part of the second-level cache.
enum { left_rows = 168 };

/// How many rows ahead of the one that is copied the next is asked for.
enum { rows_ahead = 2 };

/// How much of B is copied at once for all threads, and how many panels of it a task copies.
enum { share_bytes = 16 << 20, share_panels = 8 };

/// Tasks of at least this many columns copy their own; of one row of B, at most so many bytes.
enum { few_columns = 1024, column_bytes = 16384 };

/// The size of equal parts of `whole`, a multiple of `unit`: at least `parts` of them if there are units enough, none above `most`.
static ptrdiff_t even_parts(ptrdiff_t whole, ptrdiff_t unit, ptrdiff_t most, ptrdiff_t parts) {
  const ptrdiff_t for_most = (whole + most - 1) / most;
  if (parts < for_most) parts = for_most;
  const ptrdiff_t units = (whole + unit - 1) / unit;
  return (units + parts - 1) / parts * unit;
}

#define scalar float
#define NAME(x) x##_f32
#include "gemm_driver.h"

#define scalar double
#define NAME(x) x##_f64
#include "gemm_driver.h"
