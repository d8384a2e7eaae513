#include <png.h>
#include <stdlib.h>
#include <string.h>

#include "CPNG.h"
#include "messages.h"

typedef struct {
  uint8_t *bytes;
  size_t count;
  size_t capacity;
} sink;

static void write_bytes(png_structp png, png_bytep bytes, size_t count) {
  sink *to = png_get_io_ptr(png);
  if (count > to->capacity - to->count) {
    size_t capacity = to->capacity * 2 + count + 4096;
    uint8_t *larger = realloc(to->bytes, capacity);
    if (!larger) png_error(png, "not enough memory for the file");
    to->bytes = larger;
    to->capacity = capacity;
  }
  memcpy(to->bytes + to->count, bytes, count);
  to->count += count;
}

static void flush_bytes(png_structp png) { (void)png; }

static const int color_types[5] = {
    0, PNG_COLOR_TYPE_GRAY, PNG_COLOR_TYPE_GRAY_ALPHA, PNG_COLOR_TYPE_RGB, PNG_COLOR_TYPE_RGB_ALPHA};

static int encode(
    png_structp png, png_infop info, const cpng_image *image, double dots_per_inch, bool (*stops)(void), sink *to) {
  if (setjmp(png_jmpbuf(png))) return -1;
  png_set_write_fn(png, to, write_bytes, flush_bytes);
  png_set_user_limits(png, 0x7fffffff, 0x7fffffff);
  png_set_compression_level(png, 6);
  png_set_compression_strategy(png, 0);
  png_set_compression_mem_level(png, 8);
  png_set_compression_window_bits(png, 15);
  // One filter for all rows: choosing per row is a heuristic that differs between versions of the library.
  png_set_filter(png, PNG_FILTER_TYPE_BASE, PNG_FILTER_SUB);
  png_set_IHDR(
      png, info, image->width, image->height, (int)image->depth, color_types[image->channels], PNG_INTERLACE_NONE,
      PNG_COMPRESSION_TYPE_BASE, PNG_FILTER_TYPE_BASE);
  if (dots_per_inch > 0 && dots_per_inch < 1e7) {
    const png_uint_32 per_metre = (png_uint_32)(dots_per_inch / 0.0254 + 0.5);
    png_set_pHYs(png, info, per_metre, per_metre, PNG_RESOLUTION_METER);
  }
  png_write_info(png, info);
  if (image->depth == 16 && cpng_is_little_endian()) png_set_swap(png);
  const size_t stride = (size_t)image->width * image->channels * (image->depth / 8);
  for (size_t row = 0; row < image->height; row++) {
    if (stops && stops()) png_error(png, "stopped");
    png_write_row(png, image->pixels + row * stride);
  }
  png_write_end(png, NULL);
  return 0;
}

int cpng_encode(
    const cpng_image *image, double dots_per_inch, bool (*stops)(void), cpng_buffer *buffer, char *message) {
  sink to = {0};
  if (image->channels < 1 || image->channels > 4 || (image->depth != 8 && image->depth != 16) || !image->pixels ||
      image->byte_count != (size_t)image->width * image->height * image->channels * (image->depth / 8)) {
    cpng_say(message, "the pixels do not fit the size of the image");
    return -1;
  }
  cpng_say(message, "not enough memory for the file");
  png_structp png = png_create_write_struct(PNG_LIBPNG_VER_STRING, message, cpng_fail, cpng_ignore);
  if (!png) return -1;
  png_infop info = png_create_info_struct(png);
  int result = info ? encode(png, info, image, dots_per_inch, stops, &to) : -1;
  png_destroy_write_struct(&png, &info);
  if (result == 0) {
    buffer->bytes = to.bytes;
    buffer->count = to.count;
  } else {
    free(to.bytes);
  }
  return result;
}
