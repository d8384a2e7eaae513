#pragma once
#include <stddef.h>
#include <stdint.h>

// Elementwise loops in NumPy's style: one call runs one operation over n elements, each operand
// with its own stride in bytes (0 repeats one element).
//
// Memory: no alignment is asked for. `out` may be exactly the memory of an input of the same element
// size and stride, or share nothing with it; overlaps in between are the caller's to copy first.
// Values: elementwise IEEE operations only, so every instruction set gives the same bits.

/// Element types. A bool is one byte, 0 or 1.
enum nb_dtype { NB_BOOL = 0, NB_U8 = 1, NB_I32 = 2, NB_I64 = 3, NB_F32 = 4, NB_F64 = 5, NB_U64 = 6 };
#define NB_DTYPE_COUNT 7

/// Operations on two arrays of one element type.
enum nb_binary_op {
  NB_ADD, NB_SUBTRACT, NB_MULTIPLY, NB_TRUE_DIVIDE, NB_FLOOR_DIVIDE, NB_REMAINDER, NB_FMOD, NB_POWER,
  NB_MAXIMUM, NB_MINIMUM, NB_FMAX, NB_FMIN, NB_ARCTAN2, NB_HYPOT, NB_LOGADDEXP, NB_COPYSIGN,
  NB_LESS, NB_LESS_EQUAL, NB_GREATER, NB_GREATER_EQUAL, NB_EQUAL, NB_NOT_EQUAL,
  NB_LOGICAL_AND, NB_LOGICAL_OR, NB_LOGICAL_XOR,
  NB_BITWISE_AND, NB_BITWISE_OR, NB_BITWISE_XOR, NB_LEFT_SHIFT, NB_RIGHT_SHIFT, NB_GCD,
  NB_BINARY_COUNT
};

/// Operations on one array.
enum nb_unary_op {
  NB_NEGATIVE, NB_ABSOLUTE, NB_SIGN, NB_SQRT, NB_SQUARE, NB_RECIPROCAL, NB_POSITIVE,
  NB_EXP, NB_EXPM1, NB_EXP2, NB_LOG, NB_LOG2, NB_LOG10, NB_LOG1P, NB_CBRT,
  NB_SIN, NB_COS, NB_TAN, NB_ARCSIN, NB_ARCCOS, NB_ARCTAN, NB_SINH, NB_COSH, NB_TANH,
  NB_ARCSINH, NB_ARCCOSH, NB_ARCTANH,
  NB_FLOOR, NB_CEIL, NB_TRUNC, NB_RINT, NB_DEG2RAD, NB_RAD2DEG,
  NB_ISNAN, NB_ISINF, NB_ISFINITE, NB_SIGNBIT, NB_LOGICAL_NOT, NB_INVERT,
  NB_UNARY_COUNT
};

typedef void (*nb_binary_loop)(const char *a, ptrdiff_t sa, const char *b, ptrdiff_t sb, char *out,
                               ptrdiff_t so, ptrdiff_t n);
typedef void (*nb_unary_loop)(const char *a, ptrdiff_t sa, char *out, ptrdiff_t so, ptrdiff_t n);
typedef void (*nb_ternary_loop)(const char *a, ptrdiff_t sa, const char *b, ptrdiff_t sb,
                                const char *c, ptrdiff_t sc, char *out, ptrdiff_t so, ptrdiff_t n);

/// The loop of a binary operation on elements of `dtype`, or NULL where NumPy has none for that type.
/// The result has type `nb_binary_result(op, dtype)`. Integers wrap; integer division by zero gives 0
/// and reports NB_STATUS_DIVIDE; true division of integers gives float64.
nb_binary_loop nb_binary_find(int op, int dtype);
/// Runs a loop over arrays of one shape of `ndim` dimensions (at most 8, none of length 0), last dimension
/// fastest. Strides are in bytes; dimensions that all three arrays cross evenly are taken as one.
void nb_binary_walk(nb_binary_loop loop, int ndim, const ptrdiff_t *shape, const char *a, const ptrdiff_t *sa,
                    const char *b, const ptrdiff_t *sb, char *out, const ptrdiff_t *so);
/// As `nb_binary_find`, for a named instruction set (enum nb_isa), which the processor must have.
nb_binary_loop nb_binary_find_isa(int isa, int op, int dtype);
/// Element type that a binary loop writes, or -1 where there is no such loop.
int nb_binary_result(int op, int dtype);

/// The loop of a unary operation, or NULL where `dtype` has none (square root and the like exist for
/// floating types only: cast first). The result has type `nb_unary_result(op, dtype)`.
nb_unary_loop nb_unary_find(int op, int dtype);
nb_unary_loop nb_unary_find_isa(int isa, int op, int dtype);
/// Runs a unary loop over `n` elements in blocks: exponentials and their kin on several threads where that pays. Asks for an interrupt
/// between blocks, and returns at once where there is one.
void nb_unary_run(int op, nb_unary_loop loop, const char *a, ptrdiff_t sa, char *out, ptrdiff_t so, ptrdiff_t n);
/// Element type that a unary loop writes, or -1 where there is no such loop.
int nb_unary_result(int op, int dtype);

/// The loop that converts elements; every pair of types has one. Floats are truncated towards zero; a
/// value outside int32 or int64 (or nan) becomes that type's minimum; one outside uint64 goes through int64
/// or becomes 2^63, as on x86-64; to uint8 the value goes through int32 and keeps the low byte; integers wrap; to bool: is not zero.
nb_unary_loop nb_cast_find(int from, int to);
nb_unary_loop nb_cast_find_isa(int isa, int from, int to);

/// The loop out = cond ? b : c; its first operand is bool, the others have `dtype`.
nb_ternary_loop nb_where_find(int dtype);
/// The loop out = min(max(a, b), c), nan propagating; all operands have `dtype`.
nb_ternary_loop nb_clip_find(int dtype);

/// Size of one element in bytes.
ptrdiff_t nb_dtype_size(int dtype);

/// Writes one element, at `value`, n times.
void nb_fill(const void *value, ptrdiff_t size, char *out, ptrdiff_t so, ptrdiff_t n);
/// Copies n elements of `size` bytes; overlapping contiguous runs are copied as by memmove.
void nb_copy(const char *a, ptrdiff_t sa, char *out, ptrdiff_t so, ptrdiff_t size, ptrdiff_t n);
/// Copies a's elements where `mask` is true and leaves the other elements of `out` alone.
void nb_copy_where(const char *mask, ptrdiff_t sm, const char *a, ptrdiff_t sa, char *out,
                   ptrdiff_t so, ptrdiff_t size, ptrdiff_t n);
/// Writes a's elements where `mask` is true, one after the other; returns how many.
ptrdiff_t nb_compress(const char *mask, ptrdiff_t sm, const char *a, ptrdiff_t sa, char *out,
                      ptrdiff_t so, ptrdiff_t size, ptrdiff_t n);
/// Spreads a's elements, taken one after the other, over the places where `mask` is true; returns how
/// many were read.
ptrdiff_t nb_expand(const char *mask, ptrdiff_t sm, const char *a, ptrdiff_t sa, char *out,
                    ptrdiff_t so, ptrdiff_t size, ptrdiff_t n);

// What went wrong in a loop, for NumPy's RuntimeWarning: "divide by zero", "overflow",
// "invalid value", and for the error on integers raised to negative integers.
enum nb_status {
  NB_STATUS_DIVIDE = 1,
  NB_STATUS_OVERFLOW = 2,
  NB_STATUS_UNDERFLOW = 4,
  NB_STATUS_INVALID = 8,
  NB_STATUS_NEGATIVE_POWER = 16
};
/// Bits of `enum nb_status` raised on this thread since the last call, which it clears. Call it once
/// before an operation and once after.
int nb_take_fp_status(void);
/// Whether NumPy warns about this operation at all: comparisons, maximum and the like never do, and
/// what the status says after them means nothing.
int nb_binary_warns(int op);
int nb_unary_warns(int op);
