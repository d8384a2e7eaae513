// Exponentials, logarithms, powers and hyperbolic functions of one double; part of nb_math_template.h.

// Results that raise the flags of overflow, underflow, division by zero and invalid operation.
NB_TARGET static double overflowed(double sign) {
  volatile double huge = 0x1p1023;
  return sign * huge * huge;
}
NB_TARGET static double underflowed(double sign) {
  volatile double tiny = 0x1p-1022;
  return sign * tiny * tiny;
}
NB_TARGET static double divided_by_zero(double sign) {
  volatile double zero = 0;
  return sign / zero;
}
NB_TARGET static double invalid(void) {
  volatile double zero = 0;
  return zero / zero;
}

// (head + rest) 2^exponent for any exponent, rounded once also where the result is subnormal.
NB_TARGET static double scaled(nb_exponential e, double sign) {
  const int exponent = (int)((int64_t)e.step >> 7);
  if (exponent > 1024) return overflowed(sign);
  if (exponent < -1080) return underflowed(sign);
  if (exponent >= -1020) {
    const double sum = e.head + e.rest;
    return sign * sum * nb_from_bits((uint64_t)(exponent / 2 + 1023) << 52) *
           nb_from_bits((uint64_t)(exponent - exponent / 2 + 1023) << 52);
  }
  // In units of the smallest subnormal number: round the head, then once more if the rest asks for it.
  const double units = nb_from_bits((uint64_t)(1074 + exponent + 1023) << 52);
  const nb_pair value = nb_fast_sum(e.head, e.rest);
  double whole = rint(value.head * units);
  const double left = (value.head * units - whole) + value.rest * units;
  whole += left > 0.5 ? 1 : (left < -0.5 ? -1 : 0);
  // Exact, as whole is whole: the flag of underflow has to be raised on purpose.
  if (whole < 0x1p52 && left != 0) {
    volatile double flag = underflowed(1);
    (void)flag;
  }
  return sign * whole * 0x1p-537 * 0x1p-537;
}

NB_TARGET static double our_exp(double x) {
  if (nb_exp_is_plain(x)) return nb_exp_fast(x);
  if (x != x) return x;
  if (x > 709.8) return x == HUGE_VAL ? x : overflowed(1);
  if (x < -745.2) return x == -HUGE_VAL ? 0 : underflowed(1);
  return scaled(nb_exp_core((nb_pair){x, 0}), 1);
}

NB_TARGET static double our_exp2(double x) {
  if (x != x) return x;
  if (x >= 1024) return x == HUGE_VAL ? x : overflowed(1);
  if (x < -1075) return x == -HUGE_VAL ? 0 : underflowed(1);
  const double shifted = x + NB_ROUNDER / 128;
  const double part = x - (shifted - NB_ROUNDER / 128);
  const nb_pair r = nb_pair_multiply((nb_pair){part, 0}, (nb_pair){0x1.62e42fefa39efp-1, 0x1.abc9e3b39803fp-56});
  return scaled(nb_exp_table_step(r, nb_bits(shifted) - nb_bits(NB_ROUNDER / 128)), 1);
}

NB_TARGET static double our_expm1(double x) {
  if (x != x) return x;
  if (x > 709.8) return x == HUGE_VAL ? x : overflowed(1);
  if (x < -40) return -1;
  if (fabs(x) < 0x1p-60) return x;
  const nb_exponential e = nb_exp_core((nb_pair){x, 0});
  if (x > 40) {
    // 1 is far below the head, but not below the rest; overflow must come last.
    const nb_exponential less = {e.head, e.rest - 1.0 / nb_exp_scale(e), 0, 0, e.step};
    return scaled(less, 1);
  }
  const nb_pair u = nb_expm1_core(e);
  return u.head + u.rest;
}

// log of any positive finite x.
NB_TARGET static nb_pair log_pair(double x) {
  if (nb_log_is_plain(x)) return nb_log_core(x, 0);
  const nb_pair l = nb_log_core(x * 0x1p54, 0);
  return nb_pair_add((nb_pair){-54 * 0x1.62e42fefa38p-1, -54 * 0x1.ef35793c7673p-45}, l);
}

// The logarithms of what is not positive and finite.
NB_TARGET static double log_special(double x) {
  if (x == 0) return divided_by_zero(-1);
  return x < 0 ? invalid() : x;
}

NB_TARGET static double our_log(double x) {
  if (nb_log_is_plain(x)) return nb_log_fast(x);
  if (!(x > 0) || x == HUGE_VAL) return log_special(x);
  const nb_pair l = log_pair(x);
  return l.head + l.rest;
}

NB_TARGET static double our_log2(double x) {
  if (!(x > 0) || x == HUGE_VAL) return log_special(x);
  const nb_pair l = nb_pair_multiply(log_pair(x), (nb_pair){0x1.71547652b82fep+0, 0x1.777d0ffda0d24p-56});
  return l.head + l.rest;
}

NB_TARGET static double our_log10(double x) {
  if (!(x > 0) || x == HUGE_VAL) return log_special(x);
  const nb_pair l = nb_pair_multiply(log_pair(x), (nb_pair){0x1.bcb7b1526e50ep-2, 0x1.95355baaafad3p-57});
  return l.head + l.rest;
}

NB_TARGET static double our_log1p(double x) {
  if (x <= -1) return x == -1 ? divided_by_zero(-1) : invalid();
  if (x != x || x == HUGE_VAL || fabs(x) < 0x1p-60) return x;
  if (x > 0x1p110) return our_log(x);
  const nb_pair s = nb_sum(1.0, x);
  const nb_pair l = nb_log_core(s.head, s.rest);
  return l.head + l.rest;
}

// 0: not an integer, 1: odd, 2: even.
NB_TARGET static int integer_kind(double y) {
  if (fabs(y) >= 0x1p53) return 2;
  const double whole = trunc(y);
  if (whole != y) return 0;
  return ((int64_t)whole & 1) ? 1 : 2;
}

NB_TARGET static double our_pow(double x, double y) {
  if (y == 0 || x == 1) return 1;
  if (x != x || y != y) return x + y;
  const int kind = integer_kind(y);
  const double sign = x < 0 && kind == 1 ? -1 : 1;
  const double size = fabs(x);
  if (fabs(y) == HUGE_VAL) return size == 1 ? 1 : ((size > 1) == (y > 0) ? HUGE_VAL : 0);
  if (x == 0) {
    const double zero = kind == 1 ? x : 0;
    return y > 0 ? zero : divided_by_zero(copysign(1, zero));
  }
  if (size == HUGE_VAL) return y > 0 ? sign * HUGE_VAL : sign * 0.0;
  if (x < 0 && kind == 0) return invalid();
  if (y == 1) return x;
  if (y == 2) return x * x;
  // The logarithm of the result; far out of range also where the product itself is infinite.
  const nb_pair l = log_pair(size);
  if (y * l.head > 710) return overflowed(sign);
  if (y * l.head < -746) return underflowed(sign);
  double exponent;
  return scaled(nb_pow_core(y, l, &exponent), sign);
}

// (e^x + sign e^-x) / 2, for x >= 0.
NB_TARGET static double half_sum(double x, double sign) {
  nb_exponential up = nb_exp_core((nb_pair){x, 0});
  if (x > 40) {
    up.step -= 128;
    return scaled(up, 1);
  }
  const nb_exponential down = nb_exp_core((nb_pair){-x, 0});
  const double u = 0.5 * nb_exp_scale(up), d = 0.5 * sign * nb_exp_scale(down);
  const nb_pair sum = nb_pair_add((nb_pair){up.head * u, up.rest * u}, (nb_pair){down.head * d, down.rest * d});
  return sum.head + sum.rest;
}

NB_TARGET static double our_cosh(double x) {
  x = fabs(x);
  if (x != x || x == HUGE_VAL) return x;
  return x > 711 ? overflowed(1) : half_sum(x, 1);
}

NB_TARGET static double our_sinh(double x) {
  const double size = fabs(x);
  if (x != x || size == HUGE_VAL || size < 0x1p-30) return x;
  if (size > 711) return overflowed(x < 0 ? -1 : 1);
  if (size > 0.03125) return copysign(half_sum(size, -1), x);
  const double s = x * x;
  double q = __builtin_fma(s, 0x1.ae64567f544e4p-26, 0x1.71de3a556c734p-19);
  q = __builtin_fma(s, q, 0x1.a01a01a01a01ap-13);
  q = __builtin_fma(s, q, 0x1.1111111111111p-7);
  q = __builtin_fma(s, q, 0x1.5555555555555p-3);
  return __builtin_fma(s * x, q, x);
}

NB_TARGET static double our_tanh(double x) {
  if (nb_tanh_is_plain(x)) return nb_tanh_fast(x);
  // By the bits, which raise no flag for a nan: tiny numbers and nan are their own results.
  const uint64_t size = nb_bits(x) & INT64_MAX;
  return size < 0x3ff0000000000000u || size > 0x7ff0000000000000u ? x : copysign(1, x);
}
