#include "nb_words.h"

#include <string.h>

typedef unsigned __int128 wide;

/// `out += a · factor` over n words; gives the carry.
static uint64_t add_product(uint64_t *out, const uint64_t *a, ptrdiff_t n, uint64_t factor) {
  uint64_t carry = 0;
  for (ptrdiff_t i = 0; i < n; i++) {
    const wide sum = (wide)a[i] * factor + out[i] + carry;
    out[i] = (uint64_t)sum;
    carry = (uint64_t)(sum >> 64);
  }
  return carry;
}

/// `out -= a · factor` over n words; gives what is to be taken from the next word.
static uint64_t subtract_product(uint64_t *out, const uint64_t *a, ptrdiff_t n, uint64_t factor) {
  uint64_t carry = 0;
  for (ptrdiff_t i = 0; i < n; i++) {
    const wide product = (wide)a[i] * factor + carry;
    const uint64_t low = (uint64_t)product;
    carry = (uint64_t)(product >> 64) + (out[i] < low);
    out[i] -= low;
  }
  return carry;
}

void nb_words_multiply(const uint64_t *a, ptrdiff_t n, const uint64_t *b, ptrdiff_t m, uint64_t *out) {
  memset(out, 0, (size_t)(n + m) * sizeof *out);
  for (ptrdiff_t i = 0; i < m; i++) out[i + n] = add_product(out + i, a, n, b[i]);
}

void nb_words_divide(uint64_t *x, const uint64_t *y, ptrdiff_t n, ptrdiff_t m, uint64_t *out) {
  const uint64_t high = y[n - 1], next = n > 1 ? y[n - 2] : 0;
  for (ptrdiff_t j = m; j >= 0; j--) {
    uint64_t *part = x + j;
    const wide top = (wide)part[n] << 64 | part[n - 1];
    // An estimate from two words by one, corrected by the next ones: at most one too large.
    wide digit = part[n] >= high ? ~(uint64_t)0 : top / high;
    wide rest = top - digit * high;
    while (rest >> 64 == 0 && digit * next > (rest << 64 | (n > 1 ? part[n - 2] : 0))) {
      digit--;
      rest += high;
    }
    const uint64_t borrow = subtract_product(part, y, n, (uint64_t)digit);
    const uint64_t before = part[n];
    part[n] = before - borrow;
    if (before < borrow) {
      digit--;
      uint64_t carry = 0;
      for (ptrdiff_t i = 0; i < n; i++) {
        const wide sum = (wide)part[i] + y[i] + carry;
        part[i] = (uint64_t)sum;
        carry = (uint64_t)(sum >> 64);
      }
      part[n] += carry;
    }
    out[j] = (uint64_t)digit;
  }
}
