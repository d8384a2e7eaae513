#include "internal.h"

#include <stdlib.h>
#include <string.h>

// The text of the cell, between the owner's UTF-8 and libedit's buffer of wide characters. libedit cannot scroll:
// of a cell taller than the window only the lines around the cursor stand in its buffer, the others are kept here.

// The text of libedit's buffer up to `end`, without margins, into `out` (four bytes a character); returns its length.
size_t cel_buffer_text(cel_editor *editor, const wchar_t *end, char *out) {
  size_t used = 0;
  for (const wchar_t *p = el_wline(editor->el)->buffer; p < end; p++)
    if (!IS_MARGIN(*p)) used += cel_utf8_encode((uint32_t)*p, out + used);
  return used;
}

const char *cel_text(cel_editor *editor, size_t *length) {
  const LineInfoW *line = el_wline(editor->el);
  size_t need = editor->above_length + (size_t)(line->lastchar - line->buffer) * 4 + editor->below_length + 1;
  *length = 0;
  if (editor->text_capacity < need) {
    char *larger = realloc(editor->text, need * 2);
    if (larger == NULL) return "";
    editor->text = larger;
    editor->text_capacity = need * 2;
  }
  size_t used = editor->above_length;
  if (used > 0) memcpy(editor->text, editor->above, used);
  used += cel_buffer_text(editor, line->lastchar, editor->text + used);
  if (editor->below_length > 0) memcpy(editor->text + used, editor->below, editor->below_length);
  used += editor->below_length;
  editor->text[used] = '\0';
  *length = used;
  return editor->text;
}

size_t cel_cursor(cel_editor *editor) {
  const LineInfoW *line = el_wline(editor->el);
  size_t used = editor->above_length;
  char scratch[4];
  for (const wchar_t *p = line->buffer; p < line->cursor; p++)
    if (!IS_MARGIN(*p)) used += cel_utf8_encode((uint32_t)*p, scratch);
  return used;
}

void cel_clear_text(cel_editor *editor) {
  free(editor->above);
  free(editor->below);
  editor->above = editor->below = NULL;
  editor->above_length = editor->below_length = 0;
  editor->seen_length = editor->seen_cursor = 0;
  editor->first_line = 0;
  editor->several_lines = false;
  editor->change.length = 0;
  editor->change.is_open = false;
  editor->drawn_length = 0;
  editor->drawn_hash = 0;
  editor->is_wide = false;
}

// True when libedit's buffer is not taller than the window, or is a single line.
bool cel_fits(cel_editor *editor) {
  int columns, rows, row, column;
  cel_window_size(editor->output, &columns, &rows);
  const LineInfoW *line = el_wline(editor->el);
  cel_place(editor, (size_t)(line->lastchar - line->buffer), columns, &row, &column);
  return row < rows - 1;
}

// The rows of the line that begins at `text`; `next` becomes the beginning of the following one.
static int line_rows(const cel_editor *editor, const char *text, const char *end, int columns, const char **next) {
  int x = editor->margin, rows = 1;
  while (text < end && *text != '\n') {
    uint32_t scalar = 0xFFFD;
    size_t taken = cel_utf8_decode((const unsigned char *)text, (size_t)(end - text), &scalar);
    text += taken == 0 ? 1 : taken;
    x += cel_width((wchar_t)scalar, x % columns);
  }
  *next = text < end ? text + 1 : text;
  return rows + x / columns;
}

// Chooses the lines that stand in libedit's buffer: `begin` to `end`, with the cursor, at most as tall as the
// window, and beginning where they began before as long as that is possible.
static void choose_lines(cel_editor *editor, const char *text, size_t length, size_t cursor, const char **begin,
                         const char **end) {
  const char *last = text + length;
  int columns, rows;
  cel_window_size(editor->output, &columns, &rows);
  int room = rows > 2 ? rows - 1 : 1;

  int cursor_line = 0, lines = 1;
  for (size_t i = 0; i < length; i++)
    if (text[i] == '\n') {
      lines++;
      if (i < cursor) cursor_line++;
    }
  int *heights = malloc((size_t)lines * sizeof *heights);
  const char **starts = malloc((size_t)(lines + 1) * sizeof *starts);
  *begin = text;
  *end = last;
  if (heights != NULL && starts != NULL) {
    const char *at = text;
    int total = 0;
    for (int i = 0; i < lines; i++) {
      starts[i] = at;
      heights[i] = line_rows(editor, at, last, columns, &at);
      total = total > room ? total : total + heights[i];
    }
    starts[lines] = last + 1;
    int first = 0, behind = lines;
    if (total > room) {
      first = editor->first_line > cursor_line ? cursor_line : editor->first_line;
      int used = 0;
      for (int i = first; i <= cursor_line; i++) used += heights[i];
      while (used > room && first < cursor_line) used -= heights[first++];
      behind = cursor_line + 1;
      while (behind < lines && used + heights[behind] <= room) used += heights[behind++];
      while (first > 0 && used + heights[first - 1] <= room) used += heights[--first];
    }
    editor->first_line = first;
    *begin = starts[first];
    *end = starts[behind] - 1;
  }
  free(heights);
  free(starts);
}

static char *copy(const char *text, size_t length) {
  char *bytes = length == 0 ? NULL : malloc(length);
  if (bytes != NULL) memcpy(bytes, text, length);
  return bytes;
}

void cel_set_text(cel_editor *editor, const char *text, size_t length, size_t cursor) {
  if (text == NULL) text = "";
  if (cursor > length) cursor = length;
  const char *begin, *end;
  choose_lines(editor, text, length, cursor, &begin, &end);
  size_t lines = 0;
  for (const char *p = begin; p < end; p++) lines += *p == '\n';
  wchar_t *wide = malloc(((size_t)(end - begin) + lines * (size_t)editor->margin + 1) * sizeof *wide);
  char *above = copy(text, (size_t)(begin - text)), *below = copy(end, (size_t)(text + length - end));
  if (wide == NULL || (above == NULL && begin > text) || (below == NULL && end < text + length)) {
    free(wide);
    free(above);
    free(below);
    return;
  }
  free(editor->above);
  free(editor->below);
  editor->above = above;
  editor->below = below;
  editor->above_length = (size_t)(begin - text);
  editor->below_length = (size_t)(text + length - end);
  editor->several_lines = lines > 0;

  size_t used = 0, at = 0;
  for (const char *p = begin; p < end;) {
    if (p <= text + cursor) at = used;
    uint32_t scalar = 0xFFFD;
    size_t taken = cel_utf8_decode((const unsigned char *)p, (size_t)(end - p), &scalar);
    p += taken == 0 ? 1 : taken;
    if (scalar == 0 || IS_PRIVATE((wchar_t)scalar)) continue;
    wide[used++] = (wchar_t)scalar;
    if (scalar == '\n')
      for (int m = 0; m < editor->margin; m++) wide[used++] = MARGIN_FIRST + m;
  }
  if (text + cursor >= end) at = used;
  wide[used] = 0;
  const LineInfoW *line = el_wline(editor->el);
  int count = (int)(line->lastchar - line->buffer);
  // What is deleted here would become what vi's `p` inserts: nothing is where only the cursor moves.
  if ((size_t)count != used || wmemcmp(line->buffer, wide, used) != 0) {
    el_cursor(editor->el, (int)(line->lastchar - line->cursor));
    if (count > 0) el_wdeletestr(editor->el, count);
    if (used > 0) el_winsertstr(editor->el, wide);
  }
  int back = (int)at - el_cursor(editor->el, 0);
  if (back != 0) el_cursor(editor->el, back);
  free(wide);
  line = el_wline(editor->el);
  editor->seen_length = (size_t)(line->lastchar - line->buffer);
  editor->seen_cursor = (size_t)(line->cursor - line->buffer);
}
