// Binomial numbers: inversion for small means, BTPE (Kachitvichyanukul and Schmeiser, "Binomial random
// variate generation", Communications of the ACM 31, 1988) for large ones.
#include <math.h>

#include "nb_math.h"
#include "nb_random_pcg.h"
#include "nb_random_types.h"

// Where uniform numbers come from.
typedef struct {
  double (*next)(void *generator);
  void *generator;
} uniform_source;

static double unit(uniform_source source) { return source.next(source.generator); }

// Walks up the distribution function; starts again in the (practically empty) far tail.
static int64_t by_inversion(uniform_source source, int64_t n, double p) {
  const double q = 1.0 - p, mean = (double)n * p;
  const double none = nb_exp((double)n * nb_log1p(-p));
  const double reach = mean + 10.0 * sqrt(mean * q + 1);
  const int64_t bound = (double)n < reach ? n : (int64_t)reach;
  int64_t x = 0;
  double probability = none, u = unit(source);
  while (u > probability) {
    x++;
    if (x > bound) {
      x = 0;
      probability = none;
      u = unit(source);
    } else {
      u -= probability;
      probability = ((double)(n - x + 1) * p * probability) / ((double)x * q);
    }
  }
  return x;
}

// Stirling's series for the logarithm of a factorial, without its leading terms.
static double stirling_rest(double x) {
  const double square = x * x;
  return (13680. - (462. - (132. - (99. - 140. / square) / square) / square) / square) / x / 166320.;
}

// The regions under BTPE's envelope: a triangle, a parallelogram, and two exponential tails.
typedef struct {
  double p, q, middle, width, left, right, c, left_rate, right_rate, to_triangle, to_box, to_left, to_right;
  int64_t mode;
} envelope;

static envelope envelope_of(int64_t n, double p) {
  envelope e;
  e.p = p;
  e.q = 1.0 - p;
  const double top = (double)n * p + p;
  e.mode = (int64_t)floor(top);
  e.width = floor(2.195 * sqrt((double)n * p * e.q) - 4.6 * e.q) + 0.5;
  e.middle = (double)e.mode + 0.5;
  e.left = e.middle - e.width;
  e.right = e.middle + e.width;
  e.c = 0.134 + 20.5 / (15.3 + (double)e.mode);
  double a = (top - e.left) / (top - e.left * p);
  e.left_rate = a * (1.0 + a / 2.0);
  a = (e.right - top) / (e.right * e.q);
  e.right_rate = a * (1.0 + a / 2.0);
  e.to_triangle = e.width;
  e.to_box = e.width * (1.0 + 2.0 * e.c);
  e.to_left = e.to_box + e.c / e.left_rate;
  e.to_right = e.to_left + e.c / e.right_rate;
  return e;
}

// Whether height v over y lies under the probabilities, relative to the mode's.
static int accepted(const envelope *e, int64_t n, int64_t y, double v) {
  const double variance = (double)n * e->p * e->q;
  const int64_t distance = y > e->mode ? y - e->mode : e->mode - y;
  const double k = (double)distance;
  if (distance <= 20 || k >= variance / 2.0 - 1) {
    const double s = e->p / e->q, a = s * (double)(n + 1);
    double ratio = 1.0;
    for (int64_t i = e->mode + 1; i <= y; i++) ratio *= a / (double)i - s;
    for (int64_t i = y + 1; i <= e->mode; i++) ratio /= a / (double)i - s;
    return v <= ratio;
  }
  const double rho = (k / variance) * ((k * (k / 3.0 + 0.625) + 0.16666666666666666) / variance + 0.5);
  const double t = -k * k / (2 * variance);
  const double height = nb_log(v);
  if (height < t - rho) return 1;
  if (height > t + rho) return 0;
  const double x1 = (double)(y + 1), f1 = (double)(e->mode + 1), z = (double)(n + 1 - e->mode),
               w = (double)(n - y + 1);
  return height <= e->middle * nb_log(f1 / x1) + ((double)(n - e->mode) + 0.5) * nb_log(z / w) +
                       (double)(y - e->mode) * nb_log(w * e->p / (x1 * e->q)) + stirling_rest(f1) +
                       stirling_rest(z) + stirling_rest(x1) + stirling_rest(w);
}

static int64_t by_btpe(uniform_source source, int64_t n, double p) {
  const envelope e = envelope_of(n, p);
  for (;;) {
    const double u = unit(source) * e.to_right;
    double v = unit(source), y;
    if (u <= e.to_triangle) return (int64_t)floor(e.middle - e.width * v + u);
    if (u <= e.to_box) {
      const double x = e.left + (u - e.width) / e.c;
      v = v * e.c + 1.0 - fabs((double)e.mode - x + 0.5) / e.width;
      if (v > 1.0) continue;
      y = floor(x);
    } else if (u <= e.to_left) {
      y = floor(e.left + nb_log(v) / e.left_rate);
      if (y < 0 || v == 0.0) continue;
      v = v * (u - e.to_box) * e.left_rate;
    } else {
      y = floor(e.right - nb_log(v) / e.right_rate);
      if (y > (double)n || v == 0.0) continue;
      v = v * (u - e.to_left) * e.right_rate;
    }
    if (accepted(&e, n, (int64_t)y, v)) return (int64_t)y;
  }
}

static int64_t binomial(uniform_source source, int64_t n, double p) {
  if (n < 0 || !(p >= 0 && p <= 1)) return 0;  // refused by callers; here only against endless loops
  const double rarer = p <= 0.5 ? p : 1.0 - p;
  const int64_t successes =
      rarer * (double)n <= 30.0 ? by_inversion(source, n, rarer) : by_btpe(source, n, rarer);
  return p <= 0.5 ? successes : n - successes;
}

static double mt_unit(void *state) { return nb_mt_unit(state); }
static double pcg_unit(void *generator) { return nb_pcg_double(generator); }

int64_t nb_mt_binomial(nb_mt19937 *state, int64_t n, double p) {
  return binomial((uniform_source){mt_unit, state}, n, p);
}

int64_t nb_pcg_binomial(nb_pcg64 *generator, int64_t n, double p) {
  return binomial((uniform_source){pcg_unit, generator}, n, p);
}
