// Elementwise loops that run one element at a time: integer division and powers, shifts, and floor
// division of floats. Integer division by zero gives 0, as in NumPy, and raises the processor's
// divide-by-zero flag for `nb_take_fp_status`.
#include <fenv.h>
#include <math.h>

#include "nb_loops_types.h"

#define NB_TARGET

static _Thread_local int negative_power_seen;

int nb_take_fp_status(void) {
  const int raised = fetestexcept(FE_DIVBYZERO | FE_OVERFLOW | FE_UNDERFLOW | FE_INVALID);
  int status = 0;
  if (raised) {
    if (raised & FE_DIVBYZERO) status |= NB_STATUS_DIVIDE;
    if (raised & FE_OVERFLOW) status |= NB_STATUS_OVERFLOW;
    if (raised & FE_UNDERFLOW) status |= NB_STATUS_UNDERFLOW;
    if (raised & FE_INVALID) status |= NB_STATUS_INVALID;
    feclearexcept(FE_ALL_EXCEPT);
  }
  if (negative_power_seen) status |= NB_STATUS_NEGATIVE_POWER;
  negative_power_seen = 0;
  return status;
}

// Signed integers. Division rounds down; the one overflow, minimum / -1, wraps to the minimum.
#define NB_SIGNED_DIVISION(S, T, C, U, MINIMUM)                                                       \
  static C floor_quotient_##S(C x, C y) {                                                             \
    if (y == 0) return (void)feraiseexcept(FE_DIVBYZERO), 0;                                          \
    if (y == -1) {                                                                                    \
      if (x == MINIMUM) feraiseexcept(FE_OVERFLOW);                                                   \
      return (C)((U)0 - (U)x);                                                                        \
    }                                                                                                 \
    const C quotient = x / y;                                                                         \
    return (x < 0) != (y < 0) && quotient * y != x ? quotient - 1 : quotient;                         \
  }                                                                                                   \
  static C floor_remainder_##S(C x, C y) {                                                            \
    if (y == 0) return (void)feraiseexcept(FE_DIVBYZERO), 0;                                          \
    if (y == -1) return 0;                                                                            \
    const C rest = x % y;                                                                             \
    return rest != 0 && (rest < 0) != (y < 0) ? rest + y : rest;                                      \
  }                                                                                                   \
  static C truncated_remainder_##S(C x, C y) {                                                        \
    if (y == 0) return (void)feraiseexcept(FE_DIVBYZERO), 0;                                          \
    return y == -1 ? 0 : x % y;                                                                       \
  }                                                                                                   \
  NB_PLAIN_BINARY(floor_divide_##S, T, T, floor_quotient_##S(x, y))                                   \
  NB_PLAIN_BINARY(remainder_##S, T, T, floor_remainder_##S(x, y))                                     \
  NB_PLAIN_BINARY(fmod_##S, T, T, truncated_remainder_##S(x, y))                                      \
  NB_PLAIN_BINARY(right_shift_##S, T, T,                                                              \
                  (U)y < 8 * sizeof(C) ? x >> y : (x < 0 ? (C)-1 : (C)0))                             \
  static C reciprocal_of_##S(C x) {                                                                   \
    if (x == 0) return (void)feraiseexcept(FE_DIVBYZERO), MINIMUM;                                    \
    return x == 1 || x == -1 ? x : 0;                                                                 \
  }                                                                                                   \
  NB_PLAIN_UNARY(reciprocal_##S, T, T, reciprocal_of_##S(x))

NB_SIGNED_DIVISION(i32, nb_i32_m, int32_t, uint32_t, INT32_MIN)
NB_SIGNED_DIVISION(i64, nb_i64_m, int64_t, uint64_t, INT64_MIN)

#define NB_UNSIGNED_DIVISION(S, T, C)                                                                 \
  static C quotient_##S(C x, C y) {                                                                   \
    return y == 0 ? (void)feraiseexcept(FE_DIVBYZERO), 0 : (C)(x / y);                                \
  }                                                                                                   \
  static C remainder_of_##S(C x, C y) {                                                               \
    return y == 0 ? (void)feraiseexcept(FE_DIVBYZERO), 0 : (C)(x % y);                                \
  }                                                                                                   \
  NB_PLAIN_BINARY(floor_divide_##S, T, T, quotient_##S(x, y))                                         \
  NB_PLAIN_BINARY(remainder_##S, T, T, remainder_of_##S(x, y))                                        \
  NB_PLAIN_BINARY(right_shift_##S, T, T, (C)(y < 8 * sizeof(C) ? x >> y : 0))                         \
  NB_PLAIN_UNARY(reciprocal_##S, T, T, quotient_##S(1, x))

NB_UNSIGNED_DIVISION(u8, nb_u8_m, uint8_t)
NB_UNSIGNED_DIVISION(u64, nb_u64_m, uint64_t)

// All integers: powers by squaring, wrapping; the greatest common divisor by Euclid's algorithm, in
// magnitudes. A negative power is reported and gives 0.
#define NB_INTEGER_POWER(S, T, C, U)                                                                  \
  static C power_of_##S(C x, C y) {                                                                   \
    if (y < 0) {                                                                                      \
      negative_power_seen = 1;                                                                        \
      return 0;                                                                                       \
    }                                                                                                 \
    uint64_t base = (uint64_t)(U)x, product = 1;                                                      \
    for (U bits = (U)y; bits; bits >>= 1, base *= base)                                               \
      if (bits & 1) product *= base;                                                                  \
    return (C)(U)product;                                                                             \
  }                                                                                                   \
  static C divisor_of_##S(C x, C y) {                                                                 \
    U p = x < 0 ? (U)0 - (U)x : (U)x, q = y < 0 ? (U)0 - (U)y : (U)y;                                 \
    while (q) {                                                                                       \
      const U rest = p % q;                                                                           \
      p = q;                                                                                          \
      q = rest;                                                                                       \
    }                                                                                                 \
    return (C)p;                                                                                      \
  }                                                                                                   \
  NB_PLAIN_BINARY(power_##S, T, T, power_of_##S(x, y))                                                \
  NB_PLAIN_BINARY(gcd_##S, T, T, divisor_of_##S(x, y))                                                \
  NB_PLAIN_BINARY(left_shift_##S, T, T, (U)y < 8 * sizeof(C) ? (C)((U)x << y) : (C)0)

NB_INTEGER_POWER(u8, nb_u8_m, uint8_t, uint8_t)
NB_INTEGER_POWER(i32, nb_i32_m, int32_t, uint32_t)
NB_INTEGER_POWER(i64, nb_i64_m, int64_t, uint64_t)
NB_INTEGER_POWER(u64, nb_u64_m, uint64_t, uint64_t)

// Floats, as CPython and NumPy: the remainder comes from the exact fmod and takes the divisor's sign;
// the quotient is what is left, snapped to the nearest integer.
#define NB_FLOAT_DIVISION(S, T, C, SUFFIX)                                                            \
  static C floor_quotient_##S(C x, C y) {                                                             \
    if (y == 0) return x / y;                                                                         \
    C rest = fmod##SUFFIX(x, y);                                                                      \
    C quotient = (x - rest) / y;                                                                      \
    if (rest != 0 && (y < 0) != (rest < 0)) quotient -= 1;                                            \
    if (quotient == 0) return copysign##SUFFIX(0, x / y);                                             \
    C floored = floor##SUFFIX(quotient);                                                              \
    if (quotient - floored > (C)0.5) floored += 1;                                                    \
    return floored;                                                                                   \
  }                                                                                                   \
  static C floor_remainder_##S(C x, C y) {                                                            \
    const C rest = fmod##SUFFIX(x, y);                                                                \
    if (y == 0) return rest;                                                                          \
    if (rest == 0) return copysign##SUFFIX(0, y);                                                     \
    return (y < 0) != (rest < 0) ? rest + y : rest;                                                   \
  }                                                                                                   \
  NB_PLAIN_BINARY(floor_divide_##S, T, T, floor_quotient_##S(x, y))                                   \
  NB_PLAIN_BINARY(remainder_##S, T, T, floor_remainder_##S(x, y))                                     \
  NB_PLAIN_BINARY(fmod_##S, T, T, fmod##SUFFIX(x, y))

NB_FLOAT_DIVISION(f32, nb_f32_m, float, f)
NB_FLOAT_DIVISION(f64, nb_f64_m, double, )

#define NB_ROW(NAME) {0, NAME##_u8, NAME##_i32, NAME##_i64, NAME##_f32, NAME##_f64, NAME##_u64}
#define NB_INTEGER_ROW(NAME) {0, NAME##_u8, NAME##_i32, NAME##_i64, 0, 0, NAME##_u64}

const nb_loop_table nb_loops_scalar = {
    .binary =
        {
            [NB_FLOOR_DIVIDE] = NB_ROW(floor_divide),
            [NB_REMAINDER] = NB_ROW(remainder),
            [NB_FMOD] = {0, remainder_u8, fmod_i32, fmod_i64, fmod_f32, fmod_f64, remainder_u64},
            [NB_POWER] = NB_INTEGER_ROW(power),
            [NB_LEFT_SHIFT] = NB_INTEGER_ROW(left_shift),
            [NB_RIGHT_SHIFT] = NB_INTEGER_ROW(right_shift),
            [NB_GCD] = NB_INTEGER_ROW(gcd),
        },
    .unary =
        {
            [NB_RECIPROCAL] = NB_INTEGER_ROW(reciprocal),
        },
};
