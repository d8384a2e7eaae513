#include "internal.h"

#include <errno.h>
#include <poll.h>
#include <stdarg.h>
#include <string.h>
#include <unistd.h>

// The stream that libedit draws on: margin characters become the continuation prompt.

static bool write_all(int descriptor, const char *bytes, size_t length) {
  while (length > 0) {
    ssize_t written = write(descriptor, bytes, length);
    if (written >= 0) {
      bytes += written;
      length -= (size_t)written;
    } else if (errno == EAGAIN) {
      struct pollfd wait = {.fd = descriptor, .events = POLLOUT, .revents = 0};
      poll(&wait, 1, 1000);
    } else if (errno != EINTR) {
      return false;
    }
  }
  return true;
}

// libedit counts a character without a column of its own (accents that combine, joiners of emoji) as one column when it
// is typed at the end, and leaves it out when it draws the line anew, which the reader asks for then. So it is drawn as a
// dot for that moment. Skin tones, which libedit counts as two columns and some terminals as none, are two shaded ones.
static size_t draw_apart(uint32_t scalar, char *out) {
  if (scalar >= 0x1F3FB && scalar <= 0x1F3FF) {
    size_t used = cel_utf8_encode(0x2592, out);
    return used + cel_utf8_encode(0x2592, out + used);
  }
  return cel_has_no_column((wchar_t)scalar) ? cel_utf8_encode(0xB7, out) : cel_utf8_encode(scalar, out);
}

static size_t translate(cel_editor *editor, uint32_t scalar, char *out) {
  if (IS_PROMPT((wchar_t)scalar)) {
    char c = (char)(scalar - (uint32_t)PROMPT_FIRST);
    if (editor->color[0] == '\0' || c == ' ') {
      out[0] = c;
      return 1;
    }
    return (size_t)snprintf(out, 32, "%s%c\033[39m", editor->color, c);
  }
  if (!IS_MARGIN((wchar_t)scalar)) return draw_apart(scalar, out);
  out[0] = editor->continuation[scalar - (uint32_t)MARGIN_FIRST];
  return 1;
}

static ssize_t write_drawn(void *cookie, const char *bytes, size_t length) {
  cel_editor *editor = cookie;
  char out[4096];
  size_t used = 0;
  for (size_t i = 0; i < length; i++) {
    editor->partial[editor->partial_length++] = (unsigned char)bytes[i];
    uint32_t scalar;
    size_t taken = cel_utf8_decode(editor->partial, (size_t)editor->partial_length, &scalar);
    if (taken == 0) continue;
    if (taken == (size_t)editor->partial_length) {
      used += translate(editor, scalar, out + used);
      editor->partial_length = 0;
    } else {
      // Not UTF-8: the first byte goes out as it is, the others are looked at again.
      out[used++] = (char)editor->partial[0];
      editor->partial_length--;
      memmove(editor->partial, editor->partial + 1, (size_t)editor->partial_length);
    }
    if (used > sizeof out - 40) {
      if (!write_all(editor->output, out, used)) return -1;
      used = 0;
    }
  }
  if (used > 0 && !write_all(editor->output, out, used)) return -1;
  return (ssize_t)length;
}

#if defined(__APPLE__)
static int write_drawn_bsd(void *cookie, const char *bytes, int length) {
  return (int)write_drawn(cookie, bytes, (size_t)length);
}
#endif

void cel_print(cel_editor *editor, const char *text, size_t length) {
  fflush(editor->out);
  write_all(editor->output, text, length);
}

FILE *cel_open_output(cel_editor *editor) {
#if defined(__APPLE__)
  FILE *stream = funopen(editor, NULL, write_drawn_bsd, NULL, NULL);
#else
  cookie_io_functions_t functions = {.read = NULL, .write = write_drawn, .seek = NULL, .close = NULL};
  FILE *stream = fopencookie(editor, "w", functions);
#endif
  if (stream != NULL) setvbuf(stream, NULL, _IOFBF, 16384);
  return stream;
}

void cel_emit(cel_editor *editor, const char *format, ...) {
  va_list arguments;
  va_start(arguments, format);
  vfprintf(editor->out, format, arguments);
  va_end(arguments);
  fflush(editor->out);
}
