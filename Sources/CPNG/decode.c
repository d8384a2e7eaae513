#include <png.h>
#include <stdlib.h>
#include <string.h>

#include "CPNG.h"
#include "messages.h"

typedef struct {
  const uint8_t *bytes;
  size_t count;
  size_t position;
  bool (*stops)(void);
} source;

static void read_bytes(png_structp png, png_bytep target, size_t count) {
  source *from = png_get_io_ptr(png);
  if (count > from->count - from->position) png_error(png, "the file is cut short");
  if (from->stops && from->stops()) png_error(png, "stopped");
  memcpy(target, from->bytes + from->position, count);
  from->position += count;
}

// Everything that `longjmp` may skip over lives here, outside the function that calls `setjmp`.
typedef struct {
  png_structp png;
  png_infop info;
  png_bytep *rows;
  cpng_image image;
} reader;

static int decode(reader *state, source *from, uint64_t max_pixels) {
  png_structp png = state->png;
  png_infop info = state->info;
  if (setjmp(png_jmpbuf(png))) return -1;
  png_set_read_fn(png, from, read_bytes);
  // A damaged checksum is damage: refuse it in every chunk that carries pixels or colours.
  png_set_crc_action(png, PNG_CRC_ERROR_QUIT, PNG_CRC_WARN_DISCARD);
  png_set_user_limits(png, 0x7fffffff, 0x7fffffff);
  png_set_chunk_malloc_max(png, 8u << 20);
  png_read_info(png, info);
  const uint64_t width = png_get_image_width(png, info);
  const uint64_t height = png_get_image_height(png, info);
  if (width * height > max_pixels) png_error(png, "the image has more pixels than allowed");

  // Of transparency beside the pixels only a palette's counts: other readers take no notice of a transparent grey or colour.
  const int kind = png_get_color_type(png, info);
  if (kind == PNG_COLOR_TYPE_PALETTE) {
    png_set_palette_to_rgb(png);
    if (png_get_valid(png, info, PNG_INFO_tRNS)) png_set_tRNS_to_alpha(png);
  } else if (kind == PNG_COLOR_TYPE_GRAY && png_get_bit_depth(png, info) < 8) {
    png_set_expand_gray_1_2_4_to_8(png);
  }
  if (png_get_bit_depth(png, info) == 16 && cpng_is_little_endian()) png_set_swap(png);
  png_set_interlace_handling(png);
  png_read_update_info(png, info);

  cpng_image *image = &state->image;
  image->width = (uint32_t)width;
  image->height = (uint32_t)height;
  image->channels = png_get_channels(png, info);
  image->depth = png_get_bit_depth(png, info);
  const size_t stride = png_get_rowbytes(png, info);
  if (stride != (size_t)width * image->channels * (image->depth / 8)) png_error(png, "unexpected row size");
  image->byte_count = stride * (size_t)height;
  image->pixels = calloc(image->byte_count, 1);
  state->rows = malloc((size_t)height * sizeof(png_bytep));
  if (!image->pixels || !state->rows) png_error(png, "not enough memory for the image");
  for (size_t row = 0; row < height; row++) state->rows[row] = image->pixels + row * stride;
  png_read_image(png, state->rows);
  png_read_end(png, NULL);
  return 0;
}

int cpng_decode(
    const uint8_t *bytes, size_t count, uint64_t max_pixels, bool (*stops)(void), cpng_image *image, char *message) {
  reader state = {0};
  source from = {bytes, count, 0, stops};
  cpng_say(message, "not enough memory for the image");
  state.png = png_create_read_struct(PNG_LIBPNG_VER_STRING, message, cpng_fail, cpng_ignore);
  if (!state.png) return -1;
  state.info = png_create_info_struct(state.png);
  int result = state.info ? decode(&state, &from, max_pixels) : -1;
  png_destroy_read_struct(&state.png, &state.info, NULL);
  free(state.rows);
  if (result == 0) {
    *image = state.image;
  } else {
    free(state.image.pixels);
  }
  return result;
}
