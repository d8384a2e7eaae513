// PCG64, its seeding, and uniform numbers.
#include "nb_random_pcg.h"
#include "nb_interrupt.h"

typedef unsigned __int128 word128;

static word128 joined(uint64_t high, uint64_t low) { return (word128)high << 64 | low; }

static word128 step(nb_pcg64 *generator) {
  const word128 multiplier = joined(0x2360ed051fc65da4u, 0x4385df649fccf645u);
  const word128 state = joined(generator->state_high, generator->state_low) * multiplier +
                        joined(generator->increment_high, generator->increment_low);
  generator->state_high = (uint64_t)(state >> 64);
  generator->state_low = (uint64_t)state;
  return state;
}

uint64_t nb_pcg_next64(nb_pcg64 *generator) {
  const word128 state = step(generator);
  const uint64_t folded = (uint64_t)(state >> 64) ^ (uint64_t)state;
  const unsigned turn = (unsigned)(state >> 122);
  return folded >> turn | folded << (-turn & 63);
}

// SeedSequence: the entropy's words are hashed into a pool of four, each mixed into every other, and the
// pool is hashed again into as many words as are asked for.
enum { POOL = 4, STATE_WORDS = 8 };

static uint32_t hashed(uint32_t value, uint32_t *constant, uint32_t multiplier) {
  value ^= *constant;
  *constant *= multiplier;
  value *= *constant;
  return value ^ value >> 16;
}

static uint32_t mixed(uint32_t x, uint32_t y) {
  const uint32_t result = 0xca01f9ddu * x - 0x4973f715u * y;
  return result ^ result >> 16;
}

void nb_pcg_seed(nb_pcg64 *generator, const uint32_t *words, ptrdiff_t count) {
  const uint32_t hash = 0x931e8875u;
  uint32_t pool[POOL], constant = 0x43b0d7e5u;
  for (int i = 0; i < POOL; i++) pool[i] = hashed(i < count ? words[i] : 0, &constant, hash);
  for (int from = 0; from < POOL; from++)
    for (int to = 0; to < POOL; to++)
      if (from != to) pool[to] = mixed(pool[to], hashed(pool[from], &constant, hash));
  for (ptrdiff_t from = POOL; from < count; from++)
    for (int to = 0; to < POOL; to++) pool[to] = mixed(pool[to], hashed(words[from], &constant, hash));

  uint64_t state[STATE_WORDS / 2] = {0};
  constant = 0x8b51f9ddu;
  for (int i = 0; i < STATE_WORDS; i++)
    state[i / 2] |= (uint64_t)hashed(pool[i % POOL], &constant, 0x58f38dedu) << (32 * (i % 2));

  generator->has_uint32 = 0;
  generator->uinteger = 0;
  generator->state_high = generator->state_low = 0;
  generator->increment_high = state[2] << 1 | state[3] >> 63;
  generator->increment_low = state[3] << 1 | 1;
  const word128 first = step(generator) + joined(state[0], state[1]);
  generator->state_high = (uint64_t)(first >> 64);
  generator->state_low = (uint64_t)first;
  step(generator);
}

uint32_t nb_pcg_next32(nb_pcg64 *generator) {
  if (generator->has_uint32) {
    generator->has_uint32 = 0;
    return generator->uinteger;
  }
  const uint64_t bits = nb_pcg_next64(generator);
  generator->has_uint32 = 1;
  generator->uinteger = (uint32_t)(bits >> 32);
  return (uint32_t)bits;
}

double nb_pcg_double(nb_pcg64 *generator) {
  return (double)(nb_pcg_next64(generator) >> 11) * (1.0 / 9007199254740992.0);
}

// The high half of random bits times the count is uniform once the few low halves that would favour some
// results are drawn again (Lemire 2019).
static uint32_t bounded32(nb_pcg64 *generator, uint32_t max) {
  const uint32_t count = max + 1;
  uint64_t product = (uint64_t)nb_pcg_next32(generator) * count;
  if ((uint32_t)product < count) {
    const uint32_t threshold = (UINT32_MAX - max) % count;
    while ((uint32_t)product < threshold) product = (uint64_t)nb_pcg_next32(generator) * count;
  }
  return (uint32_t)(product >> 32);
}

static uint64_t bounded64(nb_pcg64 *generator, uint64_t max) {
  const uint64_t count = max + 1;
  word128 product = (word128)nb_pcg_next64(generator) * count;
  if ((uint64_t)product < count) {
    const uint64_t threshold = (UINT64_MAX - max) % count;
    while ((uint64_t)product < threshold) product = (word128)nb_pcg_next64(generator) * count;
  }
  return (uint64_t)(product >> 64);
}

uint64_t nb_pcg_bounded(nb_pcg64 *generator, uint64_t max) {
  if (max == 0) return 0;
  if (max < UINT32_MAX) return bounded32(generator, (uint32_t)max);
  if (max == UINT32_MAX) return nb_pcg_next32(generator);
  return max == UINT64_MAX ? nb_pcg_next64(generator) : bounded64(generator, max);
}

void nb_pcg_fill_double(nb_pcg64 *generator, double *out, ptrdiff_t n) {
  for (ptrdiff_t i = 0; i < n && !nb_interrupt_at(i); i++) out[i] = nb_pcg_double(generator);
}

void nb_pcg_fill_int64(nb_pcg64 *generator, int64_t low, uint64_t range, int64_t *out, ptrdiff_t n) {
  for (ptrdiff_t i = 0; i < n && !nb_interrupt_at(i); i++) out[i] = (int64_t)((uint64_t)low + nb_pcg_bounded(generator, range));
}

void nb_pcg_fill_uint8(nb_pcg64 *generator, uint8_t low, uint8_t range, uint8_t *out, ptrdiff_t n) {
  const uint32_t count = (uint32_t)range + 1;
  const uint8_t threshold = (uint8_t)((255u - range) % count);
  uint32_t bits = 0;
  int left = 0;
  for (ptrdiff_t i = 0; i < n && !nb_interrupt_at(i); i++) {
    uint32_t product = 0;
    if (range) do {
        if (left == 0) {
          bits = nb_pcg_next32(generator);
          left = 4;
        }
        product = (bits & 0xff) * count;
        bits >>= 8;
        left--;
      } while ((uint8_t)product < threshold);
    out[i] = (uint8_t)(low + (product >> 8));
  }
}

void nb_pcg_fill_bool(nb_pcg64 *generator, uint8_t *out, ptrdiff_t n) {
  uint32_t bits = 0;
  for (ptrdiff_t i = 0; i < n && !nb_interrupt_at(i); i++) {
    bits = i % 32 == 0 ? nb_pcg_next32(generator) : bits >> 1;
    out[i] = bits & 1;
  }
}
