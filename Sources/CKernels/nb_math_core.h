#pragma once
// The cores that the elementary functions share, in double-double arithmetic: a value is an unevaluated
// sum head + rest, good to about 2^-62 and often 2^-68 of itself, so that rounding the sum once gives the
// correctly rounded result but for about one argument in a thousand or fewer.
//
// Everything here is IEEE addition, multiplication, division, explicit fma and integer arithmetic on
// the bits, in a fixed order, without branches: scalar code and vector loops give the same bits.

#include <math.h>
#include <stdint.h>
#include <string.h>

#define NB_INLINE static inline __attribute__((always_inline))

extern const double nb_exp2_table[128], nb_exp2_rest[128];
extern const double nb_log_inverse[96], nb_log_head[96], nb_log_rest[96];
extern const double nb_sin_table[52], nb_sin_rest[52], nb_cos_table[52], nb_cos_rest[52];
extern const double nb_arctan_table[65], nb_arctan_rest[65];
extern const uint64_t nb_two_over_pi[20];

typedef struct {
  double head, rest;
} nb_pair;

NB_INLINE uint64_t nb_bits(double x) {
  uint64_t bits;
  memcpy(&bits, &x, sizeof bits);
  return bits;
}
NB_INLINE double nb_from_bits(uint64_t bits) {
  double x;
  memcpy(&x, &bits, sizeof x);
  return x;
}

// a + b exactly, for |a| >= |b| or a = 0.
NB_INLINE nb_pair nb_fast_sum(double a, double b) {
  const double sum = a + b;
  return (nb_pair){sum, b - (sum - a)};
}
// a + b exactly.
NB_INLINE nb_pair nb_sum(double a, double b) {
  const double sum = a + b, part = sum - a;
  return (nb_pair){sum, (a - (sum - part)) + (b - part)};
}
// a * b exactly.
NB_INLINE nb_pair nb_product(double a, double b) {
  const double product = a * b;
  return (nb_pair){product, __builtin_fma(a, b, -product)};
}
NB_INLINE nb_pair nb_pair_add(nb_pair a, nb_pair b) {
  const nb_pair s = nb_sum(a.head, b.head);
  return nb_fast_sum(s.head, s.rest + (a.rest + b.rest));
}
NB_INLINE nb_pair nb_pair_multiply(nb_pair a, nb_pair b) {
  const nb_pair p = nb_product(a.head, b.head);
  return nb_fast_sum(p.head, p.rest + __builtin_fma(a.head, b.rest, a.rest * b.head));
}
NB_INLINE nb_pair nb_pair_divide(nb_pair a, nb_pair b) {
  const double quotient = a.head / b.head;
  const double left = __builtin_fma(-quotient, b.head, a.head) + (a.rest - quotient * b.rest);
  return nb_fast_sum(quotient, left / b.head);
}
NB_INLINE nb_pair nb_pair_sqrt(nb_pair a) {
  const double root = sqrt(a.head);
  if (root == 0) return (nb_pair){root, 0};
  return nb_fast_sum(root, (__builtin_fma(-root, root, a.head) + a.rest) / (2 * root));
}

// e^(2^-? ...) before scaling: e^x = (head + rest) 2^exponent with head in [0.99, 2), or for expm1 the
// parts of e^r - 1 where the exponent and the table step are 0.
typedef struct {
  double head, rest;    // 2^(i/128) e^r
  double small, low;    // e^r - 1
  uint64_t step;        // 128 exponent + i, as a signed number
} nb_exponential;

// 1.5 * 2^52: adding it rounds to an integer, which then stands in the low bits.
#define NB_ROUNDER 0x1.8p52

// From r (|head| < 0.0028) and the step: e^r = 1 + r + r^2/2 + ... + r^6/720, times the table's value.
NB_INLINE nb_exponential nb_exp_table_step(nb_pair r, uint64_t step) {
  nb_exponential e;
  const double x = r.head;
  const double high = __builtin_fma(x, 0x1.6c16c16c16c17p-10, 0x1.1111111111111p-7);
  const double middle = __builtin_fma(x, __builtin_fma(x, high, 0x1.5555555555555p-5), 0x1.5555555555555p-3);
  const double tail = x * x * __builtin_fma(x, middle, 0.5);
  e.small = x;
  e.low = __builtin_fma(r.rest, x, r.rest) + tail;
  e.step = step;
  const uint64_t i = step & 127;
  const double table = nb_exp2_table[i], rest = nb_exp2_rest[i];
  const nb_pair linear = nb_product(table, x);
  const nb_pair sum = nb_fast_sum(table, linear.head);
  e.head = sum.head;
  e.rest = sum.rest + (linear.rest + __builtin_fma(table, e.low, __builtin_fma(rest, x, rest)));
  return e;
}

// e^x for |head| < 2^10.
NB_INLINE nb_exponential nb_exp_core(nb_pair x) {
  const double shifted = __builtin_fma(x.head, 0x1.71547652b82fep+7, NB_ROUNDER);
  const double k = shifted - NB_ROUNDER;
  // ln2/128 in two parts, the first short enough for an exact product.
  const double left = __builtin_fma(-k, 0x1.62e42ffp-8, x.head);
  nb_pair r = nb_sum(left, k * 0x1.718432a1b0e26p-42);
  r = nb_fast_sum(r.head, r.rest + x.rest);
  return nb_exp_table_step(r, nb_bits(shifted) - nb_bits(NB_ROUNDER));
}

// (head + rest) 2^exponent, rounded once; the result must be a normal number.
NB_INLINE double nb_exp_scaled(nb_exponential e) {
  const double sum = e.head + e.rest;
  return nb_from_bits(nb_bits(sum) + ((e.step - (e.step & 127)) << 45));
}

// 2^exponent of the step, for exponents of normal numbers.
NB_INLINE double nb_exp_scale(nb_exponential e) {
  return nb_from_bits(nb_bits(1.0) + ((e.step - (e.step & 127)) << 45));
}

// e^x - 1 = 2^exponent (head + rest) - 1, for |x| < 40.
NB_INLINE nb_pair nb_expm1_core(nb_exponential e) {
  const double scale = nb_exp_scale(e);
  const nb_pair sum = nb_sum(e.head * scale, -1.0);
  const nb_pair large = nb_fast_sum(sum.head, sum.rest + e.rest * scale);
  const int near = e.step == 0;
  return nb_fast_sum(near ? e.small : large.head, near ? e.low : large.rest);
}

// log(x + low) for positive normal x, |low| below half a unit in the last place of x.
// x = 2^e m with m in [0.703, 1.406), c near 1/m from the table (exactly 1 near 1), r = m c - 1:
// log x = e log 2 - log c + r - r^2/2 + r^3/3 - ...
NB_INLINE nb_pair nb_log_core(double x, double low) {
  const uint64_t bits = nb_bits(x), origin = 0x3fe6800000000000u;
  const uint64_t power = (bits - origin) & 0xfff0000000000000u;
  const double m = nb_from_bits(bits - power);
  // The exponent as a double: its bits, with an offset that makes them positive, behind those of 2^52.
  const double e =
      nb_from_bits(0x4330000000000000u | (((bits - origin) + (1024ull << 52)) >> 52)) - 0x1.00000000004p52;
  const uint64_t i = (nb_bits(m + 0x1p45) & 0xff) - 88;
  const double c = nb_log_inverse[i];
  const nb_pair p = nb_product(m, c);
  // `low` scaled as m is, by 2^-e in two factors that are normal numbers.
  const double scaled_low = low == 0 ? 0 : low * nb_from_bits(nb_bits(1.0) - power);
  const nb_pair r = nb_fast_sum(p.head - 1.0, __builtin_fma(scaled_low, c, p.rest));
  const double x1 = r.head;
  double q = __builtin_fma(x1, 0x1.c71c71c71c71cp-4, -0x1p-3);
  q = __builtin_fma(x1, q, 0x1.2492492492492p-3);
  q = __builtin_fma(x1, q, -0x1.5555555555555p-3);
  q = __builtin_fma(x1, q, 0x1.999999999999ap-3);
  q = __builtin_fma(x1, q, -0.25);
  q = __builtin_fma(x1, q, 0x1.5555555555555p-2);
  const double half = -0.5 * x1, square = half * x1, square_rest = __builtin_fma(half, x1, -square);
  const double table = __builtin_fma(e, 0x1.62e42fefa38p-1, nb_log_head[i]);
  const nb_pair first = nb_fast_sum(table, x1);
  const nb_pair second = nb_fast_sum(first.head, square);
  const double cube = -2.0 * square * x1 * q;
  const double rest = __builtin_fma(e, 0x1.ef35793c7673p-45, nb_log_rest[i]) + square_rest;
  const double low_part = __builtin_fma(-r.rest, x1, r.rest) + rest;
  return nb_fast_sum(second.head, (first.rest + second.rest) + (cube + low_part));
}

// tanh x = (e^2x - 1) / (e^2x + 1), for |x| < 20.
NB_INLINE double nb_tanh_fast(double x) {
  const nb_pair u = nb_expm1_core(nb_exp_core((nb_pair){2 * x, 0}));
  const nb_pair d = nb_sum(u.head, 2.0);
  const nb_pair q = nb_pair_divide(u, (nb_pair){d.head, d.rest + u.rest});
  return q.head + q.rest;
}

NB_INLINE double nb_exp_fast(double x) { return nb_exp_scaled(nb_exp_core((nb_pair){x, 0})); }
NB_INLINE double nb_log_fast(double x) {
  const nb_pair l = nb_log_core(x, 0);
  return l.head + l.rest;
}

// x^y = e^(y log x) before scaling, and y log x in `exponent`.
NB_INLINE nb_exponential nb_pow_core(double y, nb_pair log_x, double *exponent) {
  const nb_pair product = nb_product(y, log_x.head);
  *exponent = product.head;
  return nb_exp_core(nb_fast_sum(product.head, __builtin_fma(y, log_x.rest, product.rest)));
}

// Whether the fast paths hold, on the bits, so that a nan raises no flag.
NB_INLINE int nb_exp_is_plain(double x) { return (nb_bits(x) & INT64_MAX) < 0x4086200000000000u; }  // 708
NB_INLINE int nb_log_is_plain(double x) {
  return nb_bits(x) - 0x0010000000000000u < 0x7fe0000000000000u;
}
NB_INLINE int nb_tanh_is_plain(double x) {  // 2^-1000 to 20
  return (nb_bits(x) & INT64_MAX) - 0x0170000000000000u < 0x4034000000000000u - 0x0170000000000000u;
}
