#include "nb_train.h"

#include <string.h>

#include "nb_cpu.h"
#include "nb_reduce.h"
#include "nb_threads.h"
#include "train_kernels.h"

#if defined(__x86_64__)
#define KERNELS_NOW(type)                            \
  switch (nb_isa_current()) {                        \
    case NB_ISA_AVX512: return &train_avx512_##type; \
    case NB_ISA_AVX2: return &train_avx2_##type;     \
    default: return &train_portable_##type;          \
  }
#else
#define KERNELS_NOW(type) return &train_portable_##type;
#endif

const train_kernels_f32 *train_kernels_now_f32(void) { KERNELS_NOW(f32) }
const train_kernels_f64 *train_kernels_now_f64(void) { KERNELS_NOW(f64) }

enum {
  elements_a_task = 1 << 15,
  square_parts = 16,  // of a sum of squares, each a task
};

/// Sixteen sums in one register take little more time than eight, but every thread should have some.
static int chains_a_task(size_t element, ptrdiff_t channels) {
  return element == sizeof(float) && channels >= 16 * (ptrdiff_t)nb_thread_count() ? 16 : 8;
}

#define scalar float
#define NAME(x) x##_f32
#include "train_driver.h"

#define scalar double
#define NAME(x) x##_f64
#include "train_driver.h"
