// Finding the loop for an operation and an element type.
#include "nb_interrupt.h"
#include "nb_loops_types.h"
#include "nb_threads.h"

static int in_range(int value, int count) { return value >= 0 && value < count; }

static const nb_loop_table *math_table(int isa) {
#if defined(__x86_64__)
  if (isa == NB_ISA_AVX512) return &nb_loops_math_avx512;
  if (isa == NB_ISA_AVX2) return &nb_loops_math_avx2;
#endif
  (void)isa;
  return &nb_loops_math_portable;
}

static const nb_loop_table *vector_table(int isa) {
#if defined(__x86_64__)
  if (isa == NB_ISA_AVX512) return &nb_loops_avx512;
  if (isa == NB_ISA_AVX2) return &nb_loops_avx2;
#endif
  (void)isa;
  return &nb_loops_portable;
}

nb_binary_loop nb_binary_find_isa(int isa, int op, int dtype) {
  if (!in_range(op, NB_BINARY_COUNT) || !in_range(dtype, NB_DTYPE_COUNT)) return 0;
  nb_binary_loop loop = vector_table(isa)->binary[op][dtype];
  if (!loop) loop = nb_loops_scalar.binary[op][dtype];
  if (!loop) loop = math_table(isa)->binary[op][dtype];
  return loop;
}

nb_unary_loop nb_unary_find_isa(int isa, int op, int dtype) {
  if (!in_range(op, NB_UNARY_COUNT) || !in_range(dtype, NB_DTYPE_COUNT)) return 0;
  nb_unary_loop loop = vector_table(isa)->unary[op][dtype];
  if (!loop) loop = nb_loops_scalar.unary[op][dtype];
  if (!loop) loop = math_table(isa)->unary[op][dtype];
  if (!loop) loop = nb_loops_inverse.unary[op][dtype];
  return loop;
}

nb_unary_loop nb_cast_find_isa(int isa, int from, int to) {
  if (!in_range(from, NB_DTYPE_COUNT) || !in_range(to, NB_DTYPE_COUNT)) return 0;
  return vector_table(isa)->cast[from][to];
}

nb_binary_loop nb_binary_find(int op, int dtype) { return nb_binary_find_isa(nb_isa_current(), op, dtype); }
nb_unary_loop nb_unary_find(int op, int dtype) { return nb_unary_find_isa(nb_isa_current(), op, dtype); }
nb_unary_loop nb_cast_find(int from, int to) { return nb_cast_find_isa(nb_isa_current(), from, to); }

void nb_binary_walk(nb_binary_loop loop, int ndim, const ptrdiff_t *shape, const char *a, const ptrdiff_t *sa,
                    const char *b, const ptrdiff_t *sb, char *out, const ptrdiff_t *so) {
  enum { LIMIT = 8 };
  // Axis 0 is the fastest from here on.
  ptrdiff_t length[LIMIT], step_a[LIMIT], step_b[LIMIT], step_out[LIMIT], at[LIMIT];
  int n = 0;
  for (int i = ndim - 1; i >= 0; i--) {
    if (shape[i] == 1) continue;
    if (n > 0 && step_a[n - 1] * length[n - 1] == sa[i] && step_b[n - 1] * length[n - 1] == sb[i] &&
        step_out[n - 1] * length[n - 1] == so[i]) {
      length[n - 1] *= shape[i];
      continue;
    }
    length[n] = shape[i];
    step_a[n] = sa[i];
    step_b[n] = sb[i];
    step_out[n] = so[i];
    at[n] = 0;
    n++;
  }
  if (n == 0) {
    loop(a, 0, b, 0, out, 0, 1);
    return;
  }
  for (ptrdiff_t done = 0;; done += length[0]) {
    if (done > 65536) {
      if (nb_interrupt_pending()) return;
      done = 0;
    }
    loop(a, step_a[0], b, step_b[0], out, step_out[0], length[0]);
    int axis = 1;
    for (;; axis++) {
      if (axis == n) return;
      a += step_a[axis];
      b += step_b[axis];
      out += step_out[axis];
      if (++at[axis] < length[axis]) break;
      at[axis] = 0;
      a -= step_a[axis] * length[axis];
      b -= step_b[axis] * length[axis];
      out -= step_out[axis] * length[axis];
    }
  }
}

typedef struct {
  nb_unary_loop loop;
  const char *a;
  char *out;
  ptrdiff_t sa, so, n, block;
} unary_job;

static void unary_block(void *context, ptrdiff_t task) {
  const unary_job *job = context;
  if (nb_interrupt_pending()) return;
  const ptrdiff_t start = task * job->block, left = job->n - start;
  job->loop(job->a + start * job->sa, job->sa, job->out + start * job->so, job->so, left < job->block ? left : job->block);
}

void nb_unary_run(int op, nb_unary_loop loop, const char *a, ptrdiff_t sa, char *out, ptrdiff_t so, ptrdiff_t n) {
  // An exponential takes some nanoseconds, waking a thread some microseconds; memory keeps pace with one thread of the others.
  const bool shared = op >= NB_EXP && op <= NB_ARCTANH && n >= 1 << 15;
  unary_job job = {loop, a, out, sa, so, n, shared ? 1 << 13 : 1 << 18};
  const ptrdiff_t tasks = (n + job.block - 1) / job.block;
  if (shared) {
    nb_parallel_for(tasks, unary_block, &job);
  } else {
    for (ptrdiff_t task = 0; task < tasks; task++) unary_block(&job, task);
  }
}

int nb_binary_result(int op, int dtype) {
  if (!nb_binary_find_isa(NB_ISA_PORTABLE, op, dtype)) return -1;
  if (op >= NB_LESS && op <= NB_LOGICAL_XOR) return NB_BOOL;
  if (op == NB_TRUE_DIVIDE && dtype != NB_F32) return NB_F64;
  return dtype;
}

int nb_unary_result(int op, int dtype) {
  if (!nb_unary_find_isa(NB_ISA_PORTABLE, op, dtype)) return -1;
  return op >= NB_ISNAN && op <= NB_LOGICAL_NOT ? NB_BOOL : dtype;
}

int nb_binary_warns(int op) {
  return (op >= NB_ADD && op <= NB_POWER) || (op >= NB_ARCTAN2 && op <= NB_LOGADDEXP);
}

int nb_unary_warns(int op) {
  return op >= NB_SQRT && op <= NB_ARCTANH && op != NB_POSITIVE;
}

ptrdiff_t nb_dtype_size(int dtype) {
  static const ptrdiff_t sizes[NB_DTYPE_COUNT] = {1, 1, 4, 8, 4, 8, 8};
  return in_range(dtype, NB_DTYPE_COUNT) ? sizes[dtype] : 0;
}
