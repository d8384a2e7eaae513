#include "internal.h"

#include <stdlib.h>
#include <string.h>

// A text of several lines in libedit's buffer: after each line end stand `margin` margin characters.
// Commands of libedit know nothing of them; after a command that damaged a margin it is put right here,
// by the rule that a margin cut short means that its line end was deleted.

static size_t margin_length(const wchar_t *from, const wchar_t *end) {
  size_t count = 0;
  while (from + count < end && IS_MARGIN(from[count])) count++;
  return count;
}

// libedit's searches draw their prompt into the buffer, behind a bare line end; that one is theirs.
static bool is_search_prompt(const wchar_t *line, const wchar_t *end) {
  size_t length = (size_t)(end - line);
  if (wmemchr(line, L'\n', length) != NULL) return false;
  if (length >= 4 && (wcsncmp(line, L"bck", 3) == 0 || wcsncmp(line, L"fwd", 3) == 0))
    return line[3] == L':' || line[3] == L'?';
  return length >= 1 && (line[0] == L'/' || line[0] == L'?' || line[0] == L':');
}

bool cel_margin_is_right(cel_editor *editor) {
  const LineInfoW *line = el_wline(editor->el);
  size_t length = (size_t)(line->lastchar - line->buffer), cursor = (size_t)(line->cursor - line->buffer);
  // The usual case without a walk through the text: one character was typed.
  bool typed = length == editor->seen_length + 1 && cursor == editor->seen_cursor + 1 &&
               line->buffer[cursor - 1] == editor->seen_character && editor->seen_character >= L' ' &&
               !IS_MARGIN(editor->seen_character);
  if (!typed) {
    for (const wchar_t *p = line->buffer; p < line->lastchar; p++) {
      if (*p == L'\n') {
        size_t count = margin_length(p + 1, line->lastchar);
        if (count == 0 && is_search_prompt(p + 1, line->lastchar)) return true;
        if (count != (size_t)editor->margin) return false;
        if (line->cursor > p && line->cursor < p + 1 + count) return false;
        p += count;
      } else if (IS_MARGIN(*p)) {
        return false;
      }
    }
  }
  if (editor->several_lines && !cel_fits(editor)) return false;
  editor->seen_length = length;
  editor->seen_cursor = cursor;
  return true;
}

void cel_arrange_margin(cel_editor *editor) {
  const LineInfoW *line = el_wline(editor->el);
  size_t length = (size_t)(line->lastchar - line->buffer), cursor = (size_t)(line->cursor - line->buffer);
  bool shrunk = length < editor->seen_length;
  bool moved_left = !shrunk && cursor < editor->seen_cursor;
  char *text = malloc(editor->above_length + length * 4 + editor->below_length + 1);
  if (text == NULL) return;
  size_t used = editor->above_length, at = 0;
  if (used > 0) memcpy(text, editor->above, used);
  bool placed = false;
  const wchar_t *p = line->buffer;
  while (p <= line->lastchar) {
    size_t here = (size_t)(p - line->buffer);
    if (here >= cursor && !placed) {
      at = used;
      placed = true;
    }
    if (p == line->lastchar) break;
    if (*p == L'\n') {
      size_t count = margin_length(p + 1, line->lastchar);
      bool cut = count > 0 && count < (size_t)editor->margin && shrunk;
      if (!placed && cursor < here + 1 + count) {
        // The cursor stands inside the margin: before the line end when it came from the right, else behind.
        at = used + (moved_left || cut ? 0 : 1);
        placed = true;
      }
      if (!cut) text[used++] = '\n';
      p += 1 + count;
    } else {
      if (!IS_MARGIN(*p)) used += cel_utf8_encode((uint32_t)*p, text + used);
      p++;
    }
  }
  if (!placed) at = used;
  if (editor->below_length > 0) memcpy(text + used, editor->below, editor->below_length);
  cel_set_text(editor, text, used + editor->below_length, at);
  free(text);
}

bool cel_has_no_column(wchar_t character) { return character >= 0x300 && wcwidth(character) == 0; }

// The columns that libedit draws a character in.
int cel_width(wchar_t character, int column) {
  if (character == L'\t') return 8 - column % 8;
  if (character < L' ' || character == 0x7F) return 2;
  int width = wcwidth(character);
  return width >= 0 ? width : character > 0xFFFF ? 8 : 7;  // \U+1234
}

// Where the screen shows the position before character `count` of the buffer, relative to the prompt's start.
void cel_place(const cel_editor *editor, size_t count, int columns, int *row, int *column) {
  const LineInfoW *line = el_wline(editor->el);
  int x = editor->prompt_width, y = 0;
  if (columns < 1) columns = 1;
  y += x / columns;
  x %= columns;
  for (size_t i = 0; i < count && line->buffer + i < line->lastchar; i++) {
    wchar_t c = line->buffer[i];
    if (c == L'\n') {
      y++;
      x = 0;
      continue;
    }
    int width = cel_width(c, x);
    if (width == 2 && x + 2 > columns) {
      y++;
      x = 0;
    }
    x += width;
    while (x >= columns) {
      y++;
      x -= columns;
    }
  }
  *row = y;
  *column = x;
}

// Where a wide character has no room in the last column, libedit leaves that empty, and forgets it when the line is
// changed: it moves the rest of the row by a column too few. True once after such a change; what is typed at the end of the
// text is drawn right.
bool cel_is_misdrawn(cel_editor *editor) {
  const LineInfoW *line = el_wline(editor->el);
  size_t length = (size_t)(line->lastchar - line->buffer);
  uint64_t hash = 0;
  if (length > 0 && length == editor->drawn_length + 1 && line->cursor == line->lastchar) {
    editor->drawn_hash = (editor->drawn_hash ^ (uint64_t)line->lastchar[-1]) * 1099511628211u;
    editor->drawn_length = length;
    if (cel_width(line->lastchar[-1], 0) == 2) editor->is_padded = true;
    return false;
  }
  int columns, rows;
  cel_window_size(editor->output, &columns, &rows);
  int x = editor->prompt_width;
  bool is_padded = false;
  for (const wchar_t *p = line->buffer; p < line->lastchar; p++) {
    hash = (hash ^ (uint64_t)*p) * 1099511628211u;
    if (*p == L'\n') {
      x = 0;
      continue;
    }
    int width = cel_width(*p, x);
    if (width == 2 && x % columns == columns - 1) is_padded = true;
    x += width + (width == 2 && x % columns == columns - 1 ? 1 : 0);
  }
  bool is_changed = length != editor->drawn_length || hash != editor->drawn_hash;
  bool was_padded = editor->is_padded;
  editor->drawn_length = length;
  editor->drawn_hash = hash;
  editor->is_padded = is_padded;
  return is_changed && (is_padded || was_padded);
}
