#include "nb_words.h"

#include <stdlib.h>
#include <string.h>

#include "nb_interrupt.h"

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

/// Numbers of fewer words are multiplied as in school.
enum { SCHOOL = 40 };
/// Products of more words are worth a question.
enum { LONG = 1 << 10 };

/// `out = a²`: each product of two different words once, doubled.
static void square(const uint64_t *a, ptrdiff_t n, uint64_t *out) {
  memset(out, 0, (size_t)(2 * n) * sizeof *out);
  for (ptrdiff_t i = 0; i + 1 < n; i++) out[n + i] = add_product(out + 2 * i + 1, a + i + 1, n - i - 1, a[i]);
  uint64_t top = 0, carry = 0;
  for (ptrdiff_t i = 0; i < n; i++) {
    const wide own = (wide)a[i] * a[i];
    const uint64_t low = out[2 * i], high = out[2 * i + 1];
    wide sum = (wide)(low << 1 | top) + (uint64_t)own + carry;
    out[2 * i] = (uint64_t)sum;
    sum = (wide)(high << 1 | low >> 63) + (uint64_t)(own >> 64) + (uint64_t)(sum >> 64);
    out[2 * i + 1] = (uint64_t)sum;
    carry = (uint64_t)(sum >> 64);
    top = high >> 63;
  }
}

/// `a += b` of m ≤ n words; gives the carry.
static uint64_t add(uint64_t *a, ptrdiff_t n, const uint64_t *b, ptrdiff_t m) {
  uint64_t carry = 0;
  for (ptrdiff_t i = 0; i < m || (carry && i < n); i++) {
    const wide sum = (wide)a[i] + (i < m ? b[i] : 0) + carry;
    a[i] = (uint64_t)sum;
    carry = (uint64_t)(sum >> 64);
  }
  return carry;
}

/// `a -= b` of m ≤ n words, where a ≥ b.
static void subtract(uint64_t *a, ptrdiff_t n, const uint64_t *b, ptrdiff_t m) {
  uint64_t borrow = 0;
  for (ptrdiff_t i = 0; i < m || (borrow && i < n); i++) {
    const wide rest = (wide)a[i] - (i < m ? b[i] : 0) - borrow;
    a[i] = (uint64_t)rest;
    borrow = (uint64_t)(rest >> 64) & 1;
  }
}

/// `out = |a - b|` of n and m ≤ n words; whether a < b.
static bool difference(const uint64_t *a, ptrdiff_t n, const uint64_t *b, ptrdiff_t m, uint64_t *out) {
  ptrdiff_t top = n;
  while (top > m && a[top - 1] == 0) top--;
  bool less = false;
  if (top == m) {
    while (top > 0 && a[top - 1] == b[top - 1]) top--;
    less = top > 0 && a[top - 1] < b[top - 1];
  }
  if (less) {
    memcpy(out, b, (size_t)m * sizeof *out);
    memset(out + m, 0, (size_t)(n - m) * sizeof *out);
    subtract(out, n, a, m);
  } else {
    memcpy(out, a, (size_t)n * sizeof *out);
    subtract(out, n, b, m);
  }
  return less;
}

/// `out = a · b`, both of n words, a square where they are the same; `scratch` has 6 n + 512 words.
static void karatsuba(const uint64_t *a, const uint64_t *b, ptrdiff_t n, uint64_t *out, uint64_t *scratch) {
  if (n < SCHOOL) {
    if (a == b) {
      square(a, n, out);
    } else {
      nb_words_multiply(a, n, b, n, out);
    }
    return;
  }
  if (n > LONG && nb_interrupt_pending()) return;
  // Low halves have a word more where the number is odd.
  const ptrdiff_t low = n - n / 2, high = n / 2;
  uint64_t *mixed = scratch, *sum = scratch + 2 * low, *rest = sum + 2 * low + 1;
  // The differences stand where the sum comes later.
  bool minus = difference(a, low, a + low, high, sum);
  if (a == b) {
    minus = false;
    karatsuba(sum, sum, low, mixed, rest);
  } else {
    minus = minus != difference(b, low, b + low, high, sum + low);
    karatsuba(sum, sum + low, low, mixed, rest);
  }
  karatsuba(a, b, low, out, rest);
  karatsuba(a + low, b + low, high, out + 2 * low, rest);
  // a₀ b₁ + a₁ b₀ = a₀ b₀ + a₁ b₁ - (a₀ - a₁)(b₀ - b₁)
  memcpy(sum, out, (size_t)(2 * low) * sizeof *sum);
  sum[2 * low] = add(sum, 2 * low, out + 2 * low, 2 * high);
  if (minus) {
    sum[2 * low] += add(sum, 2 * low, mixed, 2 * low);
  } else {
    subtract(sum, 2 * low + 1, mixed, 2 * low);
  }
  ptrdiff_t count = 2 * low + 1;
  while (count > 0 && sum[count - 1] == 0) count--;
  add(out + low, 2 * n - low, sum, count);
}

bool nb_words_product(const uint64_t *a, ptrdiff_t n, const uint64_t *b, ptrdiff_t m, uint64_t *out) {
  if (n < m) return nb_words_product(b, m, a, n, out);
  if (m < SCHOOL && a != b) {
    nb_words_multiply(a, n, b, m, out);
    return true;
  }
  uint64_t *scratch = malloc((size_t)(8 * m + 512) * sizeof *scratch);
  if (!scratch) return false;
  if (n == m) {
    karatsuba(a, b, n, out, scratch);
    free(scratch);
    return true;
  }
  // Digits of m words of the longer number.
  uint64_t *part = scratch + 6 * m + 512;
  bool fits = true;
  memset(out, 0, (size_t)(n + m) * sizeof *out);
  for (ptrdiff_t start = 0; start < n && fits && !nb_interrupt_pending(); start += m) {
    const ptrdiff_t count = n - start < m ? n - start : m;
    if (count == m) {
      karatsuba(a + start, b, m, part, scratch);
    } else {
      fits = nb_words_product(b, m, a + start, count, part);
    }
    add(out + start, n + m - start, part, m + count);
  }
  free(scratch);
  return fits;
}
