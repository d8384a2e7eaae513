// Random numbers by their laws: uniform, normal, exponential. Each number costs the same draws in the
// same order as in NumPy's RandomState.
#include <math.h>

#include "nb_interrupt.h"
#include "nb_loops.h"
#include "nb_math.h"
#include "nb_random_types.h"

double nb_mt_double(nb_mt19937 *state) { return nb_mt_unit(state); }

void nb_mt_fill_double(nb_mt19937 *state, double *out, ptrdiff_t n) {
  for (ptrdiff_t i = 0; i < n && !nb_interrupt_at(i); i++) out[i] = nb_mt_unit(state);
}

double nb_mt_exponential(nb_mt19937 *state) { return -nb_log(1.0 - nb_mt_unit(state)); }

// In runs, so that the logarithms are taken by the vector loop, which gives the bits of `nb_log`.
enum { RUN = 256 };

static void take_logs(double *values, ptrdiff_t n) {
  nb_unary_find(NB_LOG, NB_F64)((const char *)values, sizeof(double), (char *)values, sizeof(double), n);
}

void nb_mt_fill_exponential(nb_mt19937 *state, double *out, ptrdiff_t n) {
  for (ptrdiff_t start = 0; start < n && !nb_interrupt_at(start); start += RUN) {
    const ptrdiff_t count = n - start < RUN ? n - start : RUN;
    for (ptrdiff_t i = 0; i < count; i++) out[start + i] = 1.0 - nb_mt_unit(state);
    take_logs(out + start, count);
    for (ptrdiff_t i = 0; i < count; i++) out[start + i] = -out[start + i];
  }
}

// A point in the unit disc without its centre: (x1, x2) and its squared distance from the centre.
static inline double disc_point(nb_mt19937 *state, double *x1, double *x2) {
  double square;
  do {
    *x1 = 2.0 * nb_mt_unit(state) - 1.0;
    *x2 = 2.0 * nb_mt_unit(state) - 1.0;
    square = *x1 * *x1 + *x2 * *x2;
  } while (square >= 1.0 || square == 0.0);
  return square;
}

double nb_mt_gauss(nb_mt19937 *state) {
  if (state->has_gauss) {
    const double kept = state->gauss;
    state->has_gauss = 0;
    state->gauss = 0;
    return kept;
  }
  double x1, x2;
  const double square = disc_point(state, &x1, &x2);
  const double factor = sqrt(-2.0 * nb_log(square) / square);
  state->gauss = factor * x1;
  state->has_gauss = 1;
  return factor * x2;
}

void nb_mt_fill_gauss(nb_mt19937 *state, double *out, ptrdiff_t n) {
  ptrdiff_t i = 0;
  if (n > 0 && state->has_gauss) out[i++] = nb_mt_gauss(state);
  double x1[RUN], x2[RUN], square[RUN], logs[RUN];
  while (n - i >= 2 && !nb_interrupt_pending()) {
    const ptrdiff_t pairs = (n - i) / 2 < RUN ? (n - i) / 2 : RUN;
    for (ptrdiff_t k = 0; k < pairs; k++) logs[k] = square[k] = disc_point(state, &x1[k], &x2[k]);
    take_logs(logs, pairs);
    for (ptrdiff_t k = 0; k < pairs; k++) {
      const double factor = sqrt(-2.0 * logs[k] / square[k]);
      out[i++] = factor * x2[k];
      out[i++] = factor * x1[k];
    }
  }
  if (i < n) out[i] = nb_mt_gauss(state);
}
