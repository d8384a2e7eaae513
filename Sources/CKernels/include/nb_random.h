#pragma once
#include <stddef.h>
#include <stdint.h>

// The Mersenne Twister (Matsumoto and Nishimura 1998) and the laws of NumPy's RandomState on top of it:
// the same seed gives the same numbers as `np.random.seed`.

/// The whole state, with the fields that `np.random.get_state()` shows.
typedef struct {
  uint32_t key[624];
  int32_t pos;        // next word of `key` to use; 624 when all are used
  int32_t has_gauss;  // whether `gauss` holds the second number of a pair
  double gauss;
} nb_mt19937;

/// Seeds by one number (init_genrand), as `np.random.seed(seed)`.
void nb_mt_seed(nb_mt19937 *state, uint32_t seed);
/// Seeds by a list of numbers (init_by_array), as `np.random.seed([...])` and CPython's `random.seed`;
/// length > 0.
void nb_mt_seed_array(nb_mt19937 *state, const uint32_t *key, ptrdiff_t length);

/// 32 random bits.
uint32_t nb_mt_next32(nb_mt19937 *state);
/// 64 random bits, the first word high.
uint64_t nb_mt_next64(nb_mt19937 *state);
/// Uniform in [0, 1), 53 bits.
double nb_mt_double(nb_mt19937 *state);
/// Standard normal, by Marsaglia's polar method; every second call returns the number kept by the first.
double nb_mt_gauss(nb_mt19937 *state);
/// Exponential with mean 1: -log(1 - u).
double nb_mt_exponential(nb_mt19937 *state);
/// Uniform in 0 ... max (inclusive) by masked rejection, from 32 bits at a time while max fits.
uint64_t nb_mt_interval(nb_mt19937 *state, uint64_t max);
/// Number of successes in n trials of probability p: by inversion of the distribution function while
/// n min(p, 1-p) <= 30, otherwise by BTPE (Kachitvichyanukul and Schmeiser 1988). 0 <= p <= 1, n >= 0.
int64_t nb_mt_binomial(nb_mt19937 *state, int64_t n, double p);

/// The same numbers as n single calls, faster.
void nb_mt_fill_double(nb_mt19937 *state, double *out, ptrdiff_t n);
void nb_mt_fill_gauss(nb_mt19937 *state, double *out, ptrdiff_t n);
void nb_mt_fill_exponential(nb_mt19937 *state, double *out, ptrdiff_t n);
/// low + interval(range), n times, as `randint(low, low + range + 1)` for int64 and int32.
void nb_mt_fill_int64(nb_mt19937 *state, int64_t low, uint64_t range, int64_t *out, ptrdiff_t n);
/// As `randint(..., dtype=uint8)`, which takes four numbers from each 32 bits.
void nb_mt_fill_uint8(nb_mt19937 *state, uint8_t low, uint8_t range, uint8_t *out, ptrdiff_t n);
/// As `randint(2, dtype=bool)`, which takes 32 numbers from each 32 bits.
void nb_mt_fill_bool(nb_mt19937 *state, uint8_t *out, ptrdiff_t n);

/// Shuffles n items of `size` bytes, as `np.random.shuffle` does (Fisher and Yates, from the end).
void nb_mt_shuffle(nb_mt19937 *state, char *items, ptrdiff_t size, ptrdiff_t n);
/// Writes 0 ... n-1 in random order, as `np.random.permutation(n)`.
void nb_mt_permutation(nb_mt19937 *state, int64_t *out, ptrdiff_t n);
