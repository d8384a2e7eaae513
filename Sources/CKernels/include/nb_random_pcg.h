#pragma once
#include <stddef.h>
#include <stdint.h>

// The generator behind `np.random.default_rng`: PCG64 (O'Neill 2014; 128-bit state, XSL-RR output), seeded
// through NumPy's SeedSequence.

typedef struct {
  uint64_t state_high, state_low, increment_high, increment_low;
  int32_t has_uint32;  // whether `uinteger` holds the upper half of the last 64 bits
  uint32_t uinteger;
} nb_pcg64;

/// Seeds as `default_rng(seed)`, from the seed's 32-bit words, the lowest first; 0 is one word 0.
void nb_pcg_seed(nb_pcg64 *generator, const uint32_t *words, ptrdiff_t count);

uint64_t nb_pcg_next64(nb_pcg64 *generator);
/// 32 bits: the lower half of 64, then the upper.
uint32_t nb_pcg_next32(nb_pcg64 *generator);
/// Uniform in [0, 1), 53 bits, as `random()`.
double nb_pcg_double(nb_pcg64 *generator);
/// Standard normal by the ziggurat of 256 layers (Marsaglia and Tsang 2000), as `standard_normal()`.
double nb_pcg_normal(nb_pcg64 *generator);
/// Exponential of mean 1 by the ziggurat, as `standard_exponential()`.
double nb_pcg_exponential(nb_pcg64 *generator);
/// Number of successes in n trials of probability p, as `nb_mt_binomial` from this generator's numbers.
int64_t nb_pcg_binomial(nb_pcg64 *generator, int64_t n, double p);
/// Uniform in 0 ... max (inclusive) by Lemire's multiplication, as `integers` draws them.
uint64_t nb_pcg_bounded(nb_pcg64 *generator, uint64_t max);

void nb_pcg_fill_double(nb_pcg64 *generator, double *out, ptrdiff_t n);
void nb_pcg_fill_normal(nb_pcg64 *generator, double *out, ptrdiff_t n);
/// low + bounded(range), n times, as `integers(low, low + range + 1)` for int64 and int32.
void nb_pcg_fill_int64(nb_pcg64 *generator, int64_t low, uint64_t range, int64_t *out, ptrdiff_t n);
/// The same for uint8, which takes four numbers from each 32 bits.
void nb_pcg_fill_uint8(nb_pcg64 *generator, uint8_t low, uint8_t range, uint8_t *out, ptrdiff_t n);
/// Bools, 32 from each 32 bits.
void nb_pcg_fill_bool(nb_pcg64 *generator, uint8_t *out, ptrdiff_t n);
