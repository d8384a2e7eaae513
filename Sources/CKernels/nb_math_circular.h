// Circular functions and their inverses, roots and lengths, of one double; part of nb_math_template.h.

// x = (quadrant + f) pi/2 with |f| <= 1/2 (about): r = f pi/2.
typedef struct {
  nb_pair r;
  int quadrant;
} angle;

#define HALF_PI ((nb_pair){0x1.921fb54442d18p+0, 0x1.1a62633145c07p-54})

// Payne and Hanek: the fraction of x 2/pi from the digits of 2/pi that matter for x's exponent.
NB_TARGET static angle far_angle(double x) {
  const uint64_t bits = nb_bits(x);
  const int exponent = (int)(bits >> 52 & 0x7ff) - 1075;  // x = mantissa 2^exponent, exponent > -34
  const uint64_t mantissa = (bits & 0xfffffffffffffu) | 0x10000000000000u;
  // Digits before `first` give whole multiples of 4 only.
  const int first = exponent - 2 > 0 ? exponent - 2 : 0;
  const int word = first / 64, shift = first % 64;
  uint64_t digits[4];
  for (int i = 0; i < 4; i++) {
    digits[i] = nb_two_over_pi[word + i] << shift;
    if (shift) digits[i] |= nb_two_over_pi[word + i + 1] >> (64 - shift);
  }
  // mantissa * digits, as a number of 5 words of which the first overflows into multiples we drop.
  uint64_t product[4];
  unsigned __int128 carry = 0;
  for (int i = 3; i >= 0; i--) {
    carry += (unsigned __int128)mantissa * digits[i];
    product[i] = (uint64_t)carry;
    carry >>= 64;
  }
  // The point stands (exponent - first) digits behind the head of product: move it to just below bit 62.
  const int whole = exponent - first;  // 2, or less for smaller exponents
  uint64_t a = product[0], b = product[1], c = product[2];
  if (whole >= 2) {
    // already two whole digits at the head
  } else {
    const int down = 2 - whole;  // at most 36
    const uint64_t over = (uint64_t)carry;
    c = c >> down | b << (64 - down);
    b = b >> down | a << (64 - down);
    a = a >> down | over << (64 - down);
  }
  int quadrant = (int)(a >> 62);
  a = a << 2 | b >> 62;
  b = b << 2 | c >> 62;
  c <<= 2;
  // Round to the nearest quadrant: a fraction of a half or more is counted down from the next.
  const int up = (int)(a >> 63);
  quadrant += up;
  if (up) a = ~a, b = ~b, c = ~c;
  // The fraction's 192 digits, without their leading zeros.
  int zeros = 0;
  while (zeros < 128 && !(a >> 63)) {
    a = a << 1 | b >> 63;
    b = b << 1 | c >> 63;
    c <<= 1;
    zeros++;
  }
  const double unit = nb_from_bits((uint64_t)(1023 - zeros) << 52);
  nb_pair f = nb_fast_sum((double)(a >> 11) * 0x1p-53, (double)((a & 0x7ff) << 42 | b >> 22) * 0x1p-106);
  f.head *= unit;
  f.rest *= unit;
  angle result = {nb_pair_multiply(f, HALF_PI), quadrant};
  const double sign = (up != 0) != (x < 0) ? -1 : 1;
  result.r.head *= sign;
  result.r.rest *= sign;
  if (x < 0) result.quadrant = -result.quadrant;
  return result;
}

NB_TARGET static angle reduced(double x) {
  if (fabs(x) > 0x1p20) return far_angle(x);
  // pi/2 in three parts; the first difference is exact.
  const double k = rint(x * 0x1.45f306dc9c883p-1);
  const double left = __builtin_fma(-k, 0x1.921fb54442d18p+0, x);
  const nb_pair part = nb_product(k, 0x1.1a62633145c07p-54);
  const nb_pair r = nb_sum(left, -part.head);
  const double rest = __builtin_fma(k, 0x1.f1976b7ed8fbcp-110, r.rest - part.rest);
  return (angle){nb_fast_sum(r.head, rest), (int)k};
}

typedef struct {
  nb_pair sine, cosine;
} circle;

// Sine and cosine of |r| <= 0.79: r = i/64 + t, by the addition theorem from the table's values.
NB_TARGET static circle circle_at(nb_pair r) {
  const double size = fabs(r.head), sign = r.head < 0 ? -1 : 1;
  const double step = rint(size * 64);
  const int i = (int)step;
  const double t = size - step / 64, low = sign * r.rest, square = t * t;
  // sin t = t + sine, cos t = 1 + cosine
  double p = __builtin_fma(square, 0x1.71de3a556c734p-19, -0x1.a01a01a01a01ap-13);
  p = __builtin_fma(square, p, 0x1.1111111111111p-7);
  p = __builtin_fma(square, p, -0x1.5555555555555p-3);
  const double sine = __builtin_fma(square * t, p, low);
  p = __builtin_fma(square, 0x1.a01a01a01a01ap-16, -0x1.6c16c16c16c17p-10);
  p = __builtin_fma(square, p, 0x1.5555555555555p-5);
  const double cosine = __builtin_fma(square * square, p, __builtin_fma(-0.5, square, -t * low));
  const double s = nb_sin_table[i], c = nb_cos_table[i];

  const nb_pair sp = nb_product(c, t), ss = nb_fast_sum(s, sp.head);
  const double s_rest = ss.rest + (sp.rest + (nb_sin_rest[i] + __builtin_fma(nb_cos_rest[i], t, __builtin_fma(c, sine, s * cosine))));
  const nb_pair cp = nb_product(-s, t), cs = nb_fast_sum(c, cp.head);
  const double c_rest = cs.rest + (cp.rest + (nb_cos_rest[i] + __builtin_fma(-nb_sin_rest[i], t, __builtin_fma(-s, sine, c * cosine))));
  return (circle){nb_fast_sum(sign * ss.head, sign * s_rest), nb_fast_sum(cs.head, c_rest)};
}

NB_TARGET static double total(nb_pair a) { return a.head + a.rest; }

NB_TARGET static double our_sin(double x) {
  if (!(fabs(x) < HUGE_VAL)) return x != x ? x : invalid();
  if (fabs(x) < 0x1p-30) return x;
  const angle a = reduced(x);
  const circle c = circle_at(a.r);
  const double value = a.quadrant & 1 ? total(c.cosine) : total(c.sine);
  return a.quadrant & 2 ? -value : value;
}

NB_TARGET static double our_cos(double x) {
  if (!(fabs(x) < HUGE_VAL)) return x != x ? x : invalid();
  const angle a = reduced(x);
  const circle c = circle_at(a.r);
  const double value = a.quadrant & 1 ? total(c.sine) : total(c.cosine);
  return (a.quadrant + 1) & 2 ? -value : value;
}

NB_TARGET static double our_tan(double x) {
  if (!(fabs(x) < HUGE_VAL)) return x != x ? x : invalid();
  if (fabs(x) < 0x1p-30) return x;
  const angle a = reduced(x);
  const circle c = circle_at(a.r);
  return a.quadrant & 1 ? -total(nb_pair_divide(c.cosine, c.sine)) : total(nb_pair_divide(c.sine, c.cosine));
}

// arctan(n/d) for 0 <= n <= d, d a normal number far from overflow: with c = i/64 near n/d,
// arctan(n/d) = arctan(c) + arctan((n - c d) / (d + c n)).
NB_TARGET static nb_pair arctan_ratio(nb_pair n, nb_pair d) {
  const double step = rint(64 * (n.head / d.head)), c = step / 64;
  const int i = (int)step;
  const nb_pair cd = nb_product(c, d.head), cn = nb_product(c, n.head);
  nb_pair over = nb_sum(n.head, -cd.head);
  over.rest += n.rest - __builtin_fma(c, d.rest, cd.rest);
  nb_pair under = nb_sum(d.head, cn.head);
  under.rest += d.rest + __builtin_fma(c, n.rest, cn.rest);
  const nb_pair t = nb_pair_divide(nb_fast_sum(over.head, over.rest), nb_fast_sum(under.head, under.rest));
  const double square = t.head * t.head;
  double p = __builtin_fma(square, -0x1.745d1745d1746p-4, 0x1.c71c71c71c71cp-4);
  p = __builtin_fma(square, p, -0x1.2492492492492p-3);
  p = __builtin_fma(square, p, 0x1.999999999999ap-3);
  p = __builtin_fma(square, p, -0x1.5555555555555p-2);
  const nb_pair sum = nb_fast_sum(nb_arctan_table[i], t.head);
  return nb_fast_sum(sum.head, sum.rest + (nb_arctan_rest[i] + __builtin_fma(square * t.head, p, t.rest)));
}

// The angle of the point (x, y) for y >= 0 and any x, not both 0.
NB_TARGET static nb_pair angle_of(nb_pair y, nb_pair x) {
  const nb_pair size = {fabs(x.head), x.head < 0 ? -x.rest : x.rest};
  const int steep = y.head > size.head;
  nb_pair a = steep ? arctan_ratio(size, y) : arctan_ratio(y, size);
  if (steep) {
    const double s = x.head < 0 ? 1 : -1;
    return nb_pair_add(HALF_PI, (nb_pair){s * a.head, s * a.rest});
  }
  if (x.head < 0) return nb_pair_add((nb_pair){0x1.921fb54442d18p+1, 0x1.1a62633145c07p-53}, (nb_pair){-a.head, -a.rest});
  return a;
}

NB_TARGET static double our_arctan(double x) {
  const double size = fabs(x);
  if (x != x || size < 0x1p-30) return x;
  if (size > 0x1p60) return copysign(HALF_PI.head, x);
  return copysign(total(angle_of((nb_pair){size, 0}, (nb_pair){1, 0})), x);
}

NB_TARGET static double our_arctan2(double y, double x) {
  if (x != x || y != y) return x + y;
  const double pi = 0x1.921fb54442d18p+1;
  double up = fabs(y), across = fabs(x);
  if (up == 0) return copysign(signbit(x) ? pi : 0, y);
  if (across == 0) return copysign(pi / 2, y);
  if (up == HUGE_VAL && across == HUGE_VAL) return copysign(x > 0 ? pi / 4 : 0x1.2d97c7f3321d2p+1, y);
  if (up == HUGE_VAL) return copysign(pi / 2, y);
  if (across == HUGE_VAL) return copysign(x > 0 ? 0 : pi, y);
  int up_exponent, across_exponent;
  const double up_part = frexp(up, &up_exponent), across_part = frexp(across, &across_exponent);
  const int difference = up_exponent - across_exponent;
  if (difference > 64) return copysign(pi / 2, y);
  if (difference < -64) return copysign(x > 0 ? up / across : pi, y);
  up = ldexp(up_part, difference);
  return copysign(total(angle_of((nb_pair){up, 0}, (nb_pair){copysign(across_part, x), 0})), y);
}

// sqrt((1 - x)(1 + x)) for |x| <= 1
NB_TARGET static nb_pair other_side(double x) {
  const nb_pair square = nb_product(x, x), left = nb_sum(1.0, -square.head);
  return nb_pair_sqrt(nb_fast_sum(left.head, left.rest - square.rest));
}

NB_TARGET static double our_arcsin(double x) {
  const double size = fabs(x);
  if (!(size <= 1)) return x != x ? x : invalid();
  if (size < 0x1p-30) return x;
  return copysign(total(angle_of((nb_pair){size, 0}, other_side(x))), x);
}

NB_TARGET static double our_arccos(double x) {
  if (!(fabs(x) <= 1)) return x != x ? x : invalid();
  if (x == 1) return 0;
  return total(angle_of(other_side(x), (nb_pair){x, 0}));
}

NB_TARGET static double our_hypot(double x, double y) {
  x = fabs(x);
  y = fabs(y);
  if (x == HUGE_VAL || y == HUGE_VAL) return HUGE_VAL;
  if (x != x || y != y) return x + y;
  const double large = x > y ? x : y, small = x > y ? y : x;
  if (small == 0 || small < large * 0x1p-60) return large + small;
  double scale = 1;
  if (large > 0x1p500) scale = 0x1p-600;
  if (small < 0x1p-500) scale = 0x1p600;
  const nb_pair a = nb_product(large * scale, large * scale), b = nb_product(small * scale, small * scale);
  return total(nb_pair_sqrt(nb_pair_add(a, b))) / scale;
}

NB_TARGET static double our_cbrt(double x) {
  if (x == 0 || !(fabs(x) < HUGE_VAL)) return x;
  int exponent;
  double m = frexp(fabs(x), &exponent);
  const int extra = ((exponent % 3) + 3) % 3;
  m = ldexp(m, extra);  // in [1/2, 4): its cube root follows by Newton's steps
  double root = 0.55 + 0.36 * m - 0.03 * m * m;
  for (int i = 0; i < 5; i++) root -= (root * root * root - m) / (3 * root * root);
  const nb_pair square = nb_product(root, root);
  const nb_pair cube = nb_product(square.head, root);
  const double over = (cube.head - m) + __builtin_fma(square.rest, root, cube.rest);
  const double y = root - over / (3 * square.head);
  return copysign(ldexp(y, (exponent - extra) / 3), x);
}
