#pragma once
#include "nb_random.h"

#define NB_MT_WORDS 624

/// Computes the next 624 words.
void nb_mt_advance(nb_mt19937 *state);

static inline uint32_t nb_mt_word(nb_mt19937 *state) {
  if (state->pos >= NB_MT_WORDS || state->pos < 0) nb_mt_advance(state);
  uint32_t y = state->key[state->pos++];
  y ^= y >> 11;
  y ^= (y << 7) & 0x9d2c5680u;
  y ^= (y << 15) & 0xefc60000u;
  return y ^ (y >> 18);
}

static inline double nb_mt_unit(nb_mt19937 *state) {
  const uint32_t high = nb_mt_word(state) >> 5, low = nb_mt_word(state) >> 6;
  return (high * 67108864.0 + low) / 9007199254740992.0;
}
