// The loops that compilers vectorise, as a source compiled once for each instruction set. The including
// file defines NB_TARGET (function attributes) and NB_TABLE (name of the table to define).
//
// Each loop has separate bodies for contiguous operands and for one repeated operand, because
// only those with constant strides are vectorised.

#include <math.h>

#define NB_BINARY(NAME, T, R, EXPRESSION)                                                             \
  NB_TARGET static void NB_BINARY_SIGNATURE(NAME) {                                                   \
    const ptrdiff_t st = sizeof(T);                                                                   \
    if (so == (ptrdiff_t)sizeof(R) && sa == st && sb == st) {                                         \
      const T *p = (const T *)a, *q = (const T *)b;                                                   \
      R *o = (R *)out;                                                                                \
      NB_INDEPENDENT for (ptrdiff_t i = 0; i < n; i++) {                                              \
        const T x = p[i], y = q[i];                                                                   \
        o[i] = (EXPRESSION);                                                                          \
      }                                                                                               \
    } else if (so == (ptrdiff_t)sizeof(R) && sa == st && sb == 0 && n > 0) {                          \
      const T *p = (const T *)a, y = *(const T *)b;                                                   \
      R *o = (R *)out;                                                                                \
      NB_INDEPENDENT for (ptrdiff_t i = 0; i < n; i++) {                                              \
        const T x = p[i];                                                                             \
        o[i] = (EXPRESSION);                                                                          \
      }                                                                                               \
    } else if (so == (ptrdiff_t)sizeof(R) && sa == 0 && sb == st && n > 0) {                          \
      const T x = *(const T *)a, *q = (const T *)b;                                                   \
      R *o = (R *)out;                                                                                \
      NB_INDEPENDENT for (ptrdiff_t i = 0; i < n; i++) {                                              \
        const T y = q[i];                                                                             \
        o[i] = (EXPRESSION);                                                                          \
      }                                                                                               \
    } else {                                                                                          \
      for (ptrdiff_t i = 0; i < n; i++, a += sa, b += sb, out += so) {                                \
        const T x = *(const T *)a, y = *(const T *)b;                                                 \
        *(R *)out = (EXPRESSION);                                                                     \
      }                                                                                               \
    }                                                                                                 \
  }

#define NB_UNARY(NAME, T, R, EXPRESSION)                                                              \
  NB_TARGET static void NB_UNARY_SIGNATURE(NAME) {                                                    \
    if (so == (ptrdiff_t)sizeof(R) && sa == (ptrdiff_t)sizeof(T)) {                                   \
      const T *p = (const T *)a;                                                                      \
      R *o = (R *)out;                                                                                \
      NB_INDEPENDENT for (ptrdiff_t i = 0; i < n; i++) {                                              \
        const T x = p[i];                                                                             \
        o[i] = (EXPRESSION);                                                                          \
      }                                                                                               \
    } else {                                                                                          \
      for (ptrdiff_t i = 0; i < n; i++, a += sa, out += so) {                                         \
        const T x = *(const T *)a;                                                                    \
        *(R *)out = (EXPRESSION);                                                                     \
      }                                                                                               \
    }                                                                                                 \
  }

// Integers: computed in the unsigned type U, where wrapping is defined, and stored as T.
#define NB_INTEGER_LOOPS(S, T, U)                                                                     \
  NB_BINARY(add_##S, T, T, (T)((U)x + (U)y))                                                          \
  NB_BINARY(subtract_##S, T, T, (T)((U)x - (U)y))                                                     \
  NB_BINARY(multiply_##S, T, T, (T)((U)x * (U)y))                                                     \
  NB_BINARY(true_divide_##S, T, nb_f64_m, (double)x / (double)y)                                      \
  NB_BINARY(maximum_##S, T, T, x > y ? x : y)                                                         \
  NB_BINARY(minimum_##S, T, T, x < y ? x : y)                                                         \
  NB_BINARY(bitwise_and_##S, T, T, x & y)                                                             \
  NB_BINARY(bitwise_or_##S, T, T, x | y)                                                              \
  NB_BINARY(bitwise_xor_##S, T, T, x ^ y)                                                             \
  NB_UNARY(negative_##S, T, T, (T)((U)0 - (U)x))                                                      \
  NB_UNARY(absolute_##S, T, T, x < 0 ? (T)((U)0 - (U)x) : x)                                          \
  NB_UNARY(sign_##S, T, T, (T)((x > 0) - (x < 0)))                                                    \
  NB_UNARY(square_##S, T, T, (T)((U)x * (U)x))                                                        \
  NB_UNARY(invert_##S, T, T, (T)~x)                                                                   \
  NB_COMPARISONS(S, T)

#define NB_COMPARISONS(S, T)                                                                          \
  NB_BINARY(less_##S, T, nb_bool_m, x < y)                                                            \
  NB_BINARY(less_equal_##S, T, nb_bool_m, x <= y)                                                     \
  NB_BINARY(greater_##S, T, nb_bool_m, x > y)                                                         \
  NB_BINARY(greater_equal_##S, T, nb_bool_m, x >= y)                                                  \
  NB_BINARY(equal_##S, T, nb_bool_m, x == y)                                                          \
  NB_BINARY(not_equal_##S, T, nb_bool_m, x != y)                                                      \
  NB_BINARY(logical_and_##S, T, nb_bool_m, (x != 0) & (y != 0))                                       \
  NB_BINARY(logical_or_##S, T, nb_bool_m, (x != 0) | (y != 0))                                        \
  NB_BINARY(logical_xor_##S, T, nb_bool_m, (x != 0) ^ (y != 0))                                       \
  NB_UNARY(logical_not_##S, T, nb_bool_m, x == 0)

// Floats. maximum and minimum give nan if either operand is nan, and the second of two zeros; fmax and
// fmin prefer the operand that is not nan. SUFFIX: math.h's letter for the type; INFINITE, its bound.
#define NB_FLOAT_LOOPS(S, T, C, SUFFIX, INFINITE)                                                     \
  NB_BINARY(add_##S, T, T, x + y)                                                                     \
  NB_BINARY(subtract_##S, T, T, x - y)                                                                \
  NB_BINARY(multiply_##S, T, T, x * y)                                                                \
  NB_BINARY(true_divide_##S, T, T, x / y)                                                             \
  NB_BINARY(maximum_##S, T, T, ((x > y) | (x != x)) ? x : y)                                            \
  NB_BINARY(minimum_##S, T, T, ((x < y) | (x != x)) ? x : y)                                            \
  NB_BINARY(fmax_##S, T, T, ((x > y) | (y != y)) ? x : y)                                               \
  NB_BINARY(fmin_##S, T, T, ((x < y) | (y != y)) ? x : y)                                               \
  NB_BINARY(copysign_##S, T, T, copysign##SUFFIX(x, y))                                               \
  NB_UNARY(negative_##S, T, T, -x)                                                                    \
  NB_UNARY(absolute_##S, T, T, fabs##SUFFIX(x))                                                       \
  NB_UNARY(sign_##S, T, T, x != x ? x : (T)((x > 0) - (x < 0)))                                       \
  NB_UNARY(square_##S, T, T, x *x)                                                                    \
  NB_UNARY(reciprocal_##S, T, T, 1 / x)                                                               \
  NB_UNARY(sqrt_##S, T, T, sqrt##SUFFIX(x))                                                           \
  NB_UNARY(floor_##S, T, T, floor##SUFFIX(x))                                                         \
  NB_UNARY(ceil_##S, T, T, ceil##SUFFIX(x))                                                           \
  NB_UNARY(trunc_##S, T, T, trunc##SUFFIX(x))                                                         \
  NB_UNARY(rint_##S, T, T, rint##SUFFIX(x))                                                           \
  NB_UNARY(deg2rad_##S, T, T, x *((C)3.14159265358979323846 / (C)180))                                 \
  NB_UNARY(rad2deg_##S, T, T, x *((C)180 / (C)3.14159265358979323846))                                 \
  NB_UNARY(isnan_##S, T, nb_bool_m, x != x)                                                           \
  NB_UNARY(isinf_##S, T, nb_bool_m, fabs##SUFFIX(x) == INFINITE)                                      \
  NB_UNARY(isfinite_##S, T, nb_bool_m, fabs##SUFFIX(x) < INFINITE)                                    \
  NB_UNARY(signbit_##S, T, nb_bool_m, copysign##SUFFIX(1, x) < 0)                                     \
  NB_COMPARISONS(S, T)

NB_INTEGER_LOOPS(u8, nb_u8_m, uint32_t)
NB_INTEGER_LOOPS(i32, nb_i32_m, uint32_t)
NB_INTEGER_LOOPS(i64, nb_i64_m, uint64_t)
NB_INTEGER_LOOPS(u64, nb_u64_m, uint64_t)
NB_FLOAT_LOOPS(f32, nb_f32_m, float, f, HUGE_VALF)
NB_FLOAT_LOOPS(f64, nb_f64_m, double, , HUGE_VAL)

// Bools: any byte that is not 0 counts as true; what is written is 0 or 1.
NB_BINARY(true_divide_bool, nb_bool_m, nb_f64_m, (double)(x != 0) / (double)(y != 0))
NB_BINARY(less_bool, nb_bool_m, nb_bool_m, (x == 0) & (y != 0))
NB_BINARY(less_equal_bool, nb_bool_m, nb_bool_m, (x == 0) | (y != 0))
NB_BINARY(greater_bool, nb_bool_m, nb_bool_m, (x != 0) & (y == 0))
NB_BINARY(greater_equal_bool, nb_bool_m, nb_bool_m, (x != 0) | (y == 0))
NB_BINARY(equal_bool, nb_bool_m, nb_bool_m, (x != 0) == (y != 0))
NB_BINARY(not_equal_bool, nb_bool_m, nb_bool_m, (x != 0) != (y != 0))
NB_BINARY(and_bool, nb_bool_m, nb_bool_m, (x != 0) & (y != 0))
NB_BINARY(or_bool, nb_bool_m, nb_bool_m, (x != 0) | (y != 0))
NB_UNARY(not_bool, nb_bool_m, nb_bool_m, x == 0)
NB_UNARY(true_of_bool, nb_bool_m, nb_bool_m, x != 0)

// Casts. Converting a float outside the integer's range is undefined in C; NumPy on x86-64 gives the
// minimum (the processor's "indefinite" value), and so does this on every processor.
#define NB_TO_I32(x) ((x) >= -2147483648.0 && (x) < 2147483648.0 ? (int32_t)(x) : INT32_MIN)
#define NB_F32_TO_I32(x) ((x) >= -2147483648.0f && (x) < 2147483648.0f ? (int32_t)(x) : INT32_MIN)
#define NB_TO_I64(x) ((x) >= -9223372036854775808.0 && (x) < 9223372036854775808.0 ? (int64_t)(x) : INT64_MIN)
#define NB_F32_TO_I64(x) \
  ((x) >= -9223372036854775808.0f && (x) < 9223372036854775808.0f ? (int64_t)(x) : INT64_MIN)
#define NB_TO_U64(x)                                                                                  \
  ((x) >= 9223372036854775808.0 && (x) < 18446744073709551616.0 ? (uint64_t)(x) : (uint64_t)NB_TO_I64(x))

NB_UNARY(bool_to_i32, nb_bool_m, nb_i32_m, x != 0)
NB_UNARY(bool_to_i64, nb_bool_m, nb_i64_m, x != 0)
NB_UNARY(bool_to_f32, nb_bool_m, nb_f32_m, (float)(x != 0))
NB_UNARY(bool_to_f64, nb_bool_m, nb_f64_m, (double)(x != 0))
NB_UNARY(u8_to_i32, nb_u8_m, nb_i32_m, x)
NB_UNARY(u8_to_i64, nb_u8_m, nb_i64_m, x)
NB_UNARY(u8_to_f32, nb_u8_m, nb_f32_m, (float)x)
NB_UNARY(u8_to_f64, nb_u8_m, nb_f64_m, (double)x)
NB_UNARY(i32_to_bool, nb_i32_m, nb_bool_m, x != 0)
NB_UNARY(i32_to_u8, nb_i32_m, nb_u8_m, (uint8_t)x)
NB_UNARY(i32_to_i64, nb_i32_m, nb_i64_m, x)
NB_UNARY(i32_to_f32, nb_i32_m, nb_f32_m, (float)x)
NB_UNARY(i32_to_f64, nb_i32_m, nb_f64_m, (double)x)
NB_UNARY(i64_to_bool, nb_i64_m, nb_bool_m, x != 0)
NB_UNARY(i64_to_u8, nb_i64_m, nb_u8_m, (uint8_t)x)
NB_UNARY(i64_to_i32, nb_i64_m, nb_i32_m, (int32_t)(uint32_t)(uint64_t)x)
NB_UNARY(i64_to_f32, nb_i64_m, nb_f32_m, (float)x)
NB_UNARY(i64_to_f64, nb_i64_m, nb_f64_m, (double)x)
NB_UNARY(f32_to_bool, nb_f32_m, nb_bool_m, x != 0)
NB_UNARY(f32_to_u8, nb_f32_m, nb_u8_m, (uint8_t)NB_F32_TO_I32(x))
NB_UNARY(f32_to_i32, nb_f32_m, nb_i32_m, NB_F32_TO_I32(x))
NB_UNARY(f32_to_i64, nb_f32_m, nb_i64_m, NB_F32_TO_I64(x))
NB_UNARY(f32_to_f64, nb_f32_m, nb_f64_m, (double)x)
NB_UNARY(f64_to_bool, nb_f64_m, nb_bool_m, x != 0)
NB_UNARY(f64_to_u8, nb_f64_m, nb_u8_m, (uint8_t)NB_TO_I32(x))
NB_UNARY(f64_to_i32, nb_f64_m, nb_i32_m, NB_TO_I32(x))
NB_UNARY(f64_to_i64, nb_f64_m, nb_i64_m, NB_TO_I64(x))
NB_UNARY(f64_to_f32, nb_f64_m, nb_f32_m, (float)x)
NB_UNARY(f32_to_u64, nb_f32_m, nb_u64_m, NB_TO_U64(x))
NB_UNARY(f64_to_u64, nb_f64_m, nb_u64_m, NB_TO_U64(x))
NB_UNARY(u64_to_f32, nb_u64_m, nb_f32_m, (float)x)
NB_UNARY(u64_to_f64, nb_u64_m, nb_f64_m, (double)x)
NB_UNARY(copy_8, nb_u8_m, nb_u8_m, x)
NB_UNARY(copy_32, nb_i32_m, nb_i32_m, x)
NB_UNARY(copy_64, nb_i64_m, nb_i64_m, x)
NB_UNARY(false_of_bool, nb_bool_m, nb_bool_m, (uint8_t)(x & 0))
NB_UNARY(false_of_i32, nb_i32_m, nb_bool_m, (uint8_t)(x & 0))
NB_UNARY(false_of_i64, nb_i64_m, nb_bool_m, (uint8_t)(x & 0))
NB_UNARY(always_of_bool, nb_bool_m, nb_bool_m, (uint8_t)((x & 0) | 1))
NB_UNARY(always_of_i32, nb_i32_m, nb_bool_m, (uint8_t)((x & 0) | 1))
NB_UNARY(always_of_i64, nb_i64_m, nb_bool_m, (uint8_t)((x & 0) | 1))

#define NB_ROW(bool_loop, NAME) \
  {bool_loop, NAME##_u8, NAME##_i32, NAME##_i64, NAME##_f32, NAME##_f64, NAME##_u64}
#define NB_INTEGER_ROW(bool_loop, NAME) {bool_loop, NAME##_u8, NAME##_i32, NAME##_i64, 0, 0, NAME##_u64}
#define NB_FLOAT_ROW(NAME) {0, 0, 0, 0, NAME##_f32, NAME##_f64}

const nb_loop_table NB_TABLE = {
    .binary =
        {
            [NB_ADD] = NB_ROW(or_bool, add),
            [NB_SUBTRACT] = NB_ROW(0, subtract),
            [NB_MULTIPLY] = NB_ROW(and_bool, multiply),
            [NB_TRUE_DIVIDE] = NB_ROW(true_divide_bool, true_divide),
            [NB_MAXIMUM] = NB_ROW(or_bool, maximum),
            [NB_MINIMUM] = NB_ROW(and_bool, minimum),
            [NB_FMAX] = {or_bool, maximum_u8, maximum_i32, maximum_i64, fmax_f32, fmax_f64, maximum_u64},
            [NB_FMIN] = {and_bool, minimum_u8, minimum_i32, minimum_i64, fmin_f32, fmin_f64, minimum_u64},
            [NB_COPYSIGN] = NB_FLOAT_ROW(copysign),
            [NB_LESS] = NB_ROW(less_bool, less),
            [NB_LESS_EQUAL] = NB_ROW(less_equal_bool, less_equal),
            [NB_GREATER] = NB_ROW(greater_bool, greater),
            [NB_GREATER_EQUAL] = NB_ROW(greater_equal_bool, greater_equal),
            [NB_EQUAL] = NB_ROW(equal_bool, equal),
            [NB_NOT_EQUAL] = NB_ROW(not_equal_bool, not_equal),
            [NB_LOGICAL_AND] = NB_ROW(and_bool, logical_and),
            [NB_LOGICAL_OR] = NB_ROW(or_bool, logical_or),
            [NB_LOGICAL_XOR] = NB_ROW(not_equal_bool, logical_xor),
            [NB_BITWISE_AND] = NB_INTEGER_ROW(and_bool, bitwise_and),
            [NB_BITWISE_OR] = NB_INTEGER_ROW(or_bool, bitwise_or),
            [NB_BITWISE_XOR] = NB_INTEGER_ROW(not_equal_bool, bitwise_xor),
        },
    .unary =
        {
            [NB_NEGATIVE] = NB_ROW(0, negative),
            [NB_ABSOLUTE] = NB_ROW(true_of_bool, absolute),
            [NB_SIGN] = NB_ROW(0, sign),
            [NB_SQRT] = NB_FLOAT_ROW(sqrt),
            [NB_SQUARE] = NB_ROW(0, square),
            [NB_RECIPROCAL] = NB_FLOAT_ROW(reciprocal),
            [NB_POSITIVE] = {0, copy_8, copy_32, copy_64, copy_32, copy_64, copy_64},
            [NB_FLOOR] = {true_of_bool, copy_8, copy_32, copy_64, floor_f32, floor_f64, copy_64},
            [NB_CEIL] = {true_of_bool, copy_8, copy_32, copy_64, ceil_f32, ceil_f64, copy_64},
            [NB_TRUNC] = {true_of_bool, copy_8, copy_32, copy_64, trunc_f32, trunc_f64, copy_64},
            [NB_RINT] = NB_FLOAT_ROW(rint),
            [NB_DEG2RAD] = NB_FLOAT_ROW(deg2rad),
            [NB_RAD2DEG] = NB_FLOAT_ROW(rad2deg),
            [NB_ISNAN] = {false_of_bool, false_of_bool, false_of_i32, false_of_i64, isnan_f32, isnan_f64, false_of_i64},
            [NB_ISINF] = {false_of_bool, false_of_bool, false_of_i32, false_of_i64, isinf_f32, isinf_f64, false_of_i64},
            [NB_ISFINITE] = {always_of_bool, always_of_bool, always_of_i32, always_of_i64, isfinite_f32, isfinite_f64, always_of_i64},
            [NB_SIGNBIT] = NB_FLOAT_ROW(signbit),
            [NB_LOGICAL_NOT] = NB_ROW(not_bool, logical_not),
            [NB_INVERT] = NB_INTEGER_ROW(not_bool, invert),
        },
    .cast =
        {
            [NB_BOOL] = {true_of_bool, true_of_bool, bool_to_i32, bool_to_i64, bool_to_f32, bool_to_f64,
                         bool_to_i64},
            [NB_U8] = {true_of_bool, copy_8, u8_to_i32, u8_to_i64, u8_to_f32, u8_to_f64, u8_to_i64},
            [NB_I32] = {i32_to_bool, i32_to_u8, copy_32, i32_to_i64, i32_to_f32, i32_to_f64, i32_to_i64},
            [NB_I64] = {i64_to_bool, i64_to_u8, i64_to_i32, copy_64, i64_to_f32, i64_to_f64, copy_64},
            [NB_F32] = {f32_to_bool, f32_to_u8, f32_to_i32, f32_to_i64, copy_32, f32_to_f64, f32_to_u64},
            [NB_F64] = {f64_to_bool, f64_to_u8, f64_to_i32, f64_to_i64, f64_to_f32, copy_64, f64_to_u64},
            [NB_U64] = {i64_to_bool, i64_to_u8, i64_to_i32, copy_64, u64_to_f32, u64_to_f64, copy_64},
        },
};
