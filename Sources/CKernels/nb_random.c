// The Mersenne Twister MT19937: state, seeding, and whole numbers.
#include "nb_random_types.h"
#include "nb_interrupt.h"

#include <string.h>

enum { SHIFT = 397 };

static uint32_t twist(uint32_t upper, uint32_t lower) {
  const uint32_t y = (upper & 0x80000000u) | (lower & 0x7fffffffu);
  return (y >> 1) ^ (-(y & 1u) & 0x9908b0dfu);
}

void nb_mt_advance(nb_mt19937 *state) {
  uint32_t *key = state->key;
  for (int i = 0; i < NB_MT_WORDS - SHIFT; i++) key[i] = key[i + SHIFT] ^ twist(key[i], key[i + 1]);
  for (int i = NB_MT_WORDS - SHIFT; i < NB_MT_WORDS - 1; i++)
    key[i] = key[i + SHIFT - NB_MT_WORDS] ^ twist(key[i], key[i + 1]);
  key[NB_MT_WORDS - 1] = key[SHIFT - 1] ^ twist(key[NB_MT_WORDS - 1], key[0]);
  state->pos = 0;
}

void nb_mt_seed(nb_mt19937 *state, uint32_t seed) {
  for (uint32_t i = 0; i < NB_MT_WORDS; i++) {
    state->key[i] = seed;
    seed = 1812433253u * (seed ^ (seed >> 30)) + i + 1;
  }
  state->pos = NB_MT_WORDS;
  state->has_gauss = 0;
  state->gauss = 0;
}

void nb_mt_seed_array(nb_mt19937 *state, const uint32_t *seeds, ptrdiff_t length) {
  nb_mt_seed(state, 19650218u);
  uint32_t *key = state->key;
  ptrdiff_t i = 1, j = 0;
  for (ptrdiff_t k = length > NB_MT_WORDS ? length : NB_MT_WORDS; k; k--) {
    key[i] = (key[i] ^ ((key[i - 1] ^ (key[i - 1] >> 30)) * 1664525u)) + seeds[j] + (uint32_t)j;
    if (++i >= NB_MT_WORDS) key[0] = key[NB_MT_WORDS - 1], i = 1;
    if (++j >= length) j = 0;
  }
  for (ptrdiff_t k = NB_MT_WORDS - 1; k; k--) {
    key[i] = (key[i] ^ ((key[i - 1] ^ (key[i - 1] >> 30)) * 1566083941u)) - (uint32_t)i;
    if (++i >= NB_MT_WORDS) key[0] = key[NB_MT_WORDS - 1], i = 1;
  }
  key[0] = 0x80000000u;
}

uint32_t nb_mt_next32(nb_mt19937 *state) { return nb_mt_word(state); }

uint64_t nb_mt_next64(nb_mt19937 *state) {
  const uint64_t high = nb_mt_word(state);
  return high << 32 | nb_mt_word(state);
}

// The smallest 2^k - 1 that is not below max.
static uint64_t mask_for(uint64_t max) {
  for (int shift = 1; shift < 64; shift *= 2) max |= max >> shift;
  return max;
}

static inline uint64_t masked(nb_mt19937 *state, uint64_t max, uint64_t mask) {
  uint64_t value;
  if (max == 0) return 0;
  if (max <= UINT32_MAX) {
    do value = nb_mt_word(state) & mask;
    while (value > max);
  } else {
    do value = nb_mt_next64(state) & mask;
    while (value > max);
  }
  return value;
}

uint64_t nb_mt_interval(nb_mt19937 *state, uint64_t max) { return masked(state, max, mask_for(max)); }

void nb_mt_fill_int64(nb_mt19937 *state, int64_t low, uint64_t range, int64_t *out, ptrdiff_t n) {
  const uint64_t mask = mask_for(range);
  for (ptrdiff_t i = 0; i < n && !nb_interrupt_at(i); i++) out[i] = (int64_t)((uint64_t)low + masked(state, range, mask));
}

void nb_mt_fill_uint8(nb_mt19937 *state, uint8_t low, uint8_t range, uint8_t *out, ptrdiff_t n) {
  const uint8_t mask = (uint8_t)mask_for(range);
  uint32_t bits = 0;
  int left = 0;
  for (ptrdiff_t i = 0; i < n && !nb_interrupt_at(i); i++) {
    uint8_t value = 0;
    if (range) do {
        if (left == 0) bits = nb_mt_word(state), left = 4;
        value = (uint8_t)bits & mask;
        bits >>= 8;
        left--;
      } while (value > range);
    out[i] = (uint8_t)(low + value);
  }
}

void nb_mt_fill_bool(nb_mt19937 *state, uint8_t *out, ptrdiff_t n) {
  uint32_t bits = 0;
  for (ptrdiff_t i = 0; i < n && !nb_interrupt_at(i); i++) {
    bits = i % 32 == 0 ? nb_mt_word(state) : bits >> 1;
    out[i] = bits & 1;
  }
}

static void swap_bytes(char *a, char *b, ptrdiff_t size) {
  char held[64];
  for (; size > 0; a += sizeof held, b += sizeof held, size -= (ptrdiff_t)sizeof held) {
    const size_t part = size < (ptrdiff_t)sizeof held ? (size_t)size : sizeof held;
    memcpy(held, a, part);
    memcpy(a, b, part);
    memcpy(b, held, part);
  }
}

void nb_mt_shuffle(nb_mt19937 *state, char *items, ptrdiff_t size, ptrdiff_t n) {
  for (ptrdiff_t i = n - 1; i > 0 && !nb_interrupt_at(i); i--) {
    const ptrdiff_t j = (ptrdiff_t)nb_mt_interval(state, (uint64_t)i);
    if (i != j) swap_bytes(items + i * size, items + j * size, size);
  }
}

void nb_mt_permutation(nb_mt19937 *state, int64_t *out, ptrdiff_t n) {
  for (ptrdiff_t i = 0; i < n; i++) out[i] = i;
  for (ptrdiff_t i = n - 1; i > 0 && !nb_interrupt_at(i); i--) {
    const ptrdiff_t j = (ptrdiff_t)nb_mt_interval(state, (uint64_t)i);
    const int64_t held = out[i];
    out[i] = out[j];
    out[j] = held;
  }
}
