#include "messages.h"

#include <stdlib.h>
#include <string.h>

#include "CPNG.h"

void cpng_say(char *message, const char *text) {
  size_t count = strlen(text);
  if (count > CPNG_MESSAGE_SIZE - 1) count = CPNG_MESSAGE_SIZE - 1;
  memcpy(message, text, count);
  message[count] = 0;
}

void cpng_fail(png_structp png, png_const_charp text) {
  cpng_say(png_get_error_ptr(png), text);
  png_longjmp(png, 1);
}

void cpng_ignore(png_structp png, png_const_charp text) {
  (void)png;
  (void)text;
}

int cpng_is_little_endian(void) {
  const uint16_t one = 1;
  return *(const uint8_t *)&one;
}

void cpng_free(void *memory) { free(memory); }
