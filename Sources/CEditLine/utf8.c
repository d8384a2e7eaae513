#include "internal.h"

// Decodes one scalar. Returns the bytes used, or 0 when `length` bytes are the beginning of a valid sequence.
// What is not UTF-8 becomes U+FFFD, one byte at a time.
size_t cel_utf8_decode(const unsigned char *bytes, size_t length, uint32_t *scalar) {
  if (length == 0) return 0;
  unsigned char first = bytes[0];
  if (first < 0x80) {
    *scalar = first;
    return 1;
  }
  size_t need = first >= 0xC2 && first <= 0xDF ? 2 : (first & 0xF0) == 0xE0 ? 3 : first >= 0xF0 && first <= 0xF4 ? 4 : 0;
  *scalar = 0xFFFD;
  if (need == 0) return 1;
  uint32_t value = first & (0xFF >> (need + 1));
  for (size_t i = 1; i < need; i++) {
    if (i == length) return 0;
    if ((bytes[i] & 0xC0) != 0x80) return 1;
    value = value << 6 | (bytes[i] & 0x3F);
  }
  static const uint32_t least[5] = {0, 0, 0x80, 0x800, 0x10000};
  if (value < least[need] || value > 0x10FFFF || (value >= 0xD800 && value <= 0xDFFF)) return 1;
  *scalar = value;
  return need;
}

// Encodes one scalar into at most four bytes and returns how many.
size_t cel_utf8_encode(uint32_t scalar, char *out) {
  if (scalar < 0x80) {
    out[0] = (char)scalar;
    return 1;
  }
  if (scalar < 0x800) {
    out[0] = (char)(0xC0 | scalar >> 6);
    out[1] = (char)(0x80 | (scalar & 0x3F));
    return 2;
  }
  if (scalar < 0x10000) {
    out[0] = (char)(0xE0 | scalar >> 12);
    out[1] = (char)(0x80 | (scalar >> 6 & 0x3F));
    out[2] = (char)(0x80 | (scalar & 0x3F));
    return 3;
  }
  out[0] = (char)(0xF0 | scalar >> 18);
  out[1] = (char)(0x80 | (scalar >> 12 & 0x3F));
  out[2] = (char)(0x80 | (scalar >> 6 & 0x3F));
  out[3] = (char)(0x80 | (scalar & 0x3F));
  return 4;
}
