#pragma once

#include <png.h>

/// libpng's error callback: keeps the text in the `char *` of the error pointer and leaves by `longjmp`.
void cpng_fail(png_structp png, png_const_charp text);

/// libpng's warning callback: says nothing.
void cpng_ignore(png_structp png, png_const_charp text);

/// Copies an error text, cut to CPNG_MESSAGE_SIZE.
void cpng_say(char *message, const char *text);

/// Whether samples of more than 8 bits have to change byte order between a PNG file and this machine.
int cpng_is_little_endian(void);
