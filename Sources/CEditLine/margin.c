#include "internal.h"

#include <stdlib.h>
#include <string.h>

#define HASH_FACTOR 1099511628211u  // of FNV-1a

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

// Control characters have two columns, too; libedit is right with those.
static bool takes_two_cells(wchar_t character) {
  return character >= 0x1100 && !IS_PRIVATE(character) && cel_width(character, 0) == 2;
}

// libedit loses count of columns where it changes the middle of a text with wide characters: it moves what is behind by a
// column too few, or writes it over another row. Such a text is drawn anew. True once after a change of one; what is typed
// at the end is drawn right.
bool cel_is_misdrawn(cel_editor *editor) {
  const LineInfoW *line = el_wline(editor->el);
  size_t length = (size_t)(line->lastchar - line->buffer);
  if (length > 0 && length == editor->drawn_length + 1 && line->cursor == line->lastchar) {
    wchar_t last = line->lastchar[-1];
    editor->drawn_hash = (editor->drawn_hash ^ (uint64_t)last) * HASH_FACTOR;
    editor->drawn_length = length;
    editor->is_wide = editor->is_wide || takes_two_cells(last);
    return false;
  }
  uint64_t hash = 0;
  bool is_wide = false;
  for (const wchar_t *p = line->buffer; p < line->lastchar; p++) {
    hash = (hash ^ (uint64_t)*p) * HASH_FACTOR;
    is_wide = is_wide || takes_two_cells(*p);
  }
  bool is_changed = length != editor->drawn_length || hash != editor->drawn_hash;
  bool was_wide = editor->is_wide;
  editor->drawn_length = length;
  editor->drawn_hash = hash;
  editor->is_wide = is_wide;
  return is_changed && (is_wide || was_wide);
}

// Inserts a character in the middle of a text with wide characters. False where libedit does it right.
bool cel_insert_wide(cel_editor *editor, wchar_t character) {
  const LineInfoW *line = el_wline(editor->el);
  if (!editor->inserts || line->cursor == line->lastchar || character < L' ' || character == 0x7F) return false;
  cel_is_misdrawn(editor);
  if (!editor->is_wide && !takes_two_cells(character)) return false;
  wchar_t text[2] = {character, 0};
  editor->shown_row = cel_shown_row(editor);
  bool is_inserted = el_winsertstr(editor->el, text) == 0;
  cel_is_misdrawn(editor);
  cel_erase(editor);
  cel_restart_display(editor);
  editor->shown_row = -1;
  return is_inserted;
}
