#pragma once
#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

// Natural numbers of many words of 64 bits, lowest first: the schoolbook's product and quotient, which take as many steps as the
// product of the lengths, and a product of long numbers that takes fewer.

/// `out = a · b`, of n and m words; `out` has n + m and overlaps neither.
void nb_words_multiply(const uint64_t *a, ptrdiff_t n, const uint64_t *b, ptrdiff_t m, uint64_t *out);

/// Divides `x` of n + m + 1 words by `y` of n, whose highest bit is set (Knuth, The Art of Computer Programming, 4.3.1, algorithm D).
///
/// The upper n words of `x` before its top one must be less than `y` if that is zero, so that the quotient has m + 1 words, which go
/// to `out`; `x` keeps the remainder in its lowest n words, zeros above.
void nb_words_divide(uint64_t *x, const uint64_t *y, ptrdiff_t n, ptrdiff_t m, uint64_t *out);

/// The same product: three of half the length where both are long (Karatsuba and Ofman 1962), squares where `a` is `b`. False where
/// there is no memory for it; worth nothing where `nb_interrupt_pending`.
bool nb_words_product(const uint64_t *a, ptrdiff_t n, const uint64_t *b, ptrdiff_t m, uint64_t *out);
