#pragma once

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

/// Room for one error text, its terminating zero included.
#define CPNG_MESSAGE_SIZE 160

/// Pixels in rows from top to bottom, without padding. `channels` is 1 (grey), 2 (grey and alpha),
/// 3 (RGB) or 4 (RGBA); `depth` is 8 or 16 bits a sample, 16-bit samples in the machine's byte order.
/// `pixels` belongs to the caller, who frees it with `cpng_free`.
typedef struct {
  uint32_t width;
  uint32_t height;
  uint32_t channels;
  uint32_t depth;
  uint8_t *pixels;
  size_t byte_count;
} cpng_image;

/// A run of bytes that the caller frees with `cpng_free`.
typedef struct {
  uint8_t *bytes;
  size_t count;
} cpng_buffer;

/// Reads a PNG file that lies in memory: grey, palette, colour, alpha, interlaced or not. Palettes become RGB, grey of
/// fewer than 8 bits becomes 8, transparency chunks become an alpha channel. An image of more than `max_pixels` pixels is
/// refused before memory is taken for it. `stops` (or NULL) is asked now and then and ends the work. Returns 0, or -1 with the reason in `message` (CPNG_MESSAGE_SIZE bytes).
int cpng_decode(
    const uint8_t *bytes, size_t count, uint64_t max_pixels, bool (*stops)(void), cpng_image *image, char *message);

/// Writes pixels as a PNG file in memory, with a fixed compression level, strategy and row filter and without any text,
/// date or version chunk, so that equal pixels give equal bytes. `dots_per_inch` above 0 is recorded as the
/// physical pixel size. `stops` (or NULL) is asked before each row and ends the work. Returns 0, or -1 with the reason in `message` (CPNG_MESSAGE_SIZE bytes).
int cpng_encode(
    const cpng_image *image, double dots_per_inch, bool (*stops)(void), cpng_buffer *buffer, char *message);

/// Frees memory that `cpng_decode` or `cpng_encode` handed out. A null pointer is fine.
void cpng_free(void *memory);
