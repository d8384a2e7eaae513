#include "nb_checksum.h"

#include <pthread.h>

// Eight bytes a step, a table for each of their places (Kounavis and Berry 2005).
static uint32_t tables[8][256];
static pthread_once_t filled = PTHREAD_ONCE_INIT;

static void fill(void) {
  for (uint32_t i = 0; i < 256; i++) {
    uint32_t value = i;
    for (int bit = 0; bit < 8; bit++) value = value & 1 ? 0xedb88320u ^ (value >> 1) : value >> 1;
    tables[0][i] = value;
  }
  for (int place = 1; place < 8; place++)
    for (int i = 0; i < 256; i++)
      tables[place][i] = tables[0][tables[place - 1][i] & 0xff] ^ (tables[place - 1][i] >> 8);
}

uint32_t nb_crc32(uint32_t crc, const uint8_t *bytes, size_t count) {
  pthread_once(&filled, fill);
  uint32_t value = ~crc;
  for (; count >= 8; bytes += 8, count -= 8) {
    const uint32_t low = value ^ ((uint32_t)bytes[0] | (uint32_t)bytes[1] << 8 | (uint32_t)bytes[2] << 16 | (uint32_t)bytes[3] << 24);
    value = tables[7][low & 0xff] ^ tables[6][low >> 8 & 0xff] ^ tables[5][low >> 16 & 0xff] ^ tables[4][low >> 24] ^
            tables[3][bytes[4]] ^ tables[2][bytes[5]] ^ tables[1][bytes[6]] ^ tables[0][bytes[7]];
  }
  for (; count > 0; bytes++, count--) value = tables[0][(value ^ *bytes) & 0xff] ^ (value >> 8);
  return ~value;
}
