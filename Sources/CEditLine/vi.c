#include "internal.h"

#include <limits.h>
#include <string.h>

// vi's commands that work on a line, where libedit's own take the whole cell for one line: ours, and then the command
// that goes on from there.
#define VI_COMMANDS(X) \
  X(append_to_line, (note_change(el, c), insert_after(el, CEL_LINE_END, 0)), "insert at the end of the line") \
  X(insert_in_line, (note_change(el, c), insert_after(el, CEL_LINE_START, 0)), "insert at the beginning of the line") \
  X(change_to_end, (note_change(el, c), insert_after(el, CEL_KILL_TO_END, 0)), "cut up to the end of the line and insert") \
  X(open_below, (note_change(el, c), insert_after(el, CEL_LINE_END, KEY_CHARACTER(CEL_NEW_LINE))), "insert in a new line") \
  X(open_above, (note_change(el, c), insert_after(el, CEL_OPEN_ABOVE, 0)), "insert in a new line above") \
  X(join, (note_change(el, c), on_lines(el, CEL_JOIN, 0, count(el), false)), "append the next line") \
  X(first_line, on_lines(el, CEL_GO_TO_LINE, 0, 1, false), "first line") \
  X(last_line, last_line(el), "last line, or the one of a number") \
  X(word, on_words(el, CEL_MOVE_WORD, (wchar_t)c, count(el)), "go on by words") \
  X(line_end, on_last_after(el, CEL_LINE_END), "last character of the line") \
  X(kill_to_end, (note_change(el, c), on_last_after(el, CEL_KILL_TO_END)), "cut up to the end of the line, stay on its last character") \
  X(enter, run(el), "run the cell, or insert where more of it is needed") \
  X(clear_line, (note_change(el, c), operate_on_lines(el, L'c', 0, count(el), false)), "cut the line's text and insert") \
  X(operator, operate(el, (wchar_t)c), "cut, copy or change: a line, or what the next key moves over") \
  X(put, put(el, (wchar_t)c), "insert what was cut") \
  X(own, pass(el, CEL_LOOK, (wchar_t)c), "what libedit does") \
  X(own_cut, pass(el, CEL_OWN_CUT, (wchar_t)c), "what libedit does") \
  X(copy, on_lines(el, CEL_COPY_LINE, 0, count(el), false), "copy the line") \
  X(repeat, repeat(el), "make the last change again") \
  X(zero, zero(el), "beginning of the line, or a digit") \
  X(up, on_last_after(el, CEL_UP), "line above, or the entry before") \
  X(down, on_last_after(el, CEL_DOWN), "line below, or the entry after")

// What is typed while a change is open belongs to it, up to the escape key. A change of too many keys is not repeated.
void cel_note_typed(cel_editor *editor, wchar_t character) {
  editor->change.is_repeated = false;
  if (!editor->change.is_open) return;
  if (editor->change.length == CHANGE_LIMIT) {
    editor->change.length = 0;
    editor->change.is_open = false;
    return;
  }
  editor->change.keys[editor->change.length++] = character;
  if (character == L'\033') editor->change.is_open = false;
}

// Begins to note one of our changes for vi's `.`.
static void note_change(EditLine *el, wint_t letter) {
  cel_editor *editor = cel_of(el);
  if (editor->change.is_repeated) return;
  editor->change.keys[0] = (wchar_t)letter;
  editor->change.length = 1;
  editor->change.count = editor->count;
  editor->change.is_open = false;
}

// A line end is no character to stand on.
static void step_onto_last(EditLine *el) {
  const LineInfoW *line = el_wline(el);
  const wchar_t *at = line->cursor;
  bool is_empty = at == line->buffer || at[-1] == L'\n' || IS_MARGIN(at[-1]);
  if (at < line->lastchar && *at == L'\n' && !is_empty) el_cursor(el, -1);
}

static unsigned char on_last_after(EditLine *el, cel_key key) {
  unsigned char result = cel_on_key(el, key);
  step_onto_last(el);
  return result;
}

static void begin_insert(EditLine *el) {
  cel_editor *editor = cel_of(el);
  if (!editor->change.is_repeated) editor->change.is_open = editor->change.length > 0;
  // At the end of the text vi steps back onto the last character, and inserts behind it.
  const LineInfoW *line = el_wline(el);
  cel_unread(editor, line->cursor == line->lastchar ? L'a' : L'i');
}

static unsigned char insert_after(EditLine *el, cel_key key, wchar_t then) {
  cel_editor *editor = cel_of(el);
  unsigned char result = cel_on_key(el, key);
  if (then != 0) cel_unread(editor, then);
  begin_insert(el);
  return result;
}

static unsigned char run(EditLine *el) {
  unsigned char result = cel_on_key(el, CEL_RUN);
  if (result == CC_REFRESH) cel_unread(cel_of(el), L'a');
  return result;
}

// libedit's own commands, behind a character that means nothing among vi's commands: what they change is then one step
// of undo. A count in front stays.
#define OWN_COMMANDS ((wchar_t)0xFF)

static unsigned char pass_on(cel_editor *editor, wchar_t letter) {
  cel_unread(editor, letter);
  cel_unread(editor, OWN_COMMANDS);
  return CC_ARGHACK;
}

static unsigned char pass(EditLine *el, cel_key key, wchar_t letter) {
  cel_editor *editor = cel_of(el);
  // libedit repeats its own changes. What begin_insert gives back is a part of ours.
  if (!editor->was_given_back) editor->change.length = 0;
  cel_on_key(el, key);
  return pass_on(editor, letter);
}

static unsigned char repeat(EditLine *el) {
  cel_editor *editor = cel_of(el);
  if (editor->change.length == 0) return pass(el, CEL_OWN_CUT, L'.');
  int count = editor->count > 0 ? editor->count : editor->change.count;
  for (int i = editor->change.length; i > 0; i--) cel_unread(editor, editor->change.keys[i - 1]);
  editor->change.count = editor->given_count = count;
  editor->change.is_repeated = true;
  editor->change.is_open = false;
  return CC_NORM;
}

static int count(EditLine *el) {
  cel_editor *editor = cel_of(el);
  return editor->count > 0 ? editor->count : 1;
}

static unsigned char zero(EditLine *el) {
  cel_editor *editor = cel_of(el);
  return editor->count > 0 ? pass_on(editor, L'0') : cel_on_key(el, CEL_LINE_START);
}

static unsigned char on_lines(EditLine *el, cel_key key, int above, int count, bool exact) {
  cel_editor *editor = cel_of(el);
  editor->lines.above = above;
  editor->lines.count = count;
  editor->lines.exact = exact;
  unsigned char result = cel_on_key(el, key);
  editor->lines.above = 0;
  editor->lines.count = 1;
  editor->lines.exact = false;
  return result;
}

void cel_lines(const cel_editor *editor, int *above, int *count, bool *exact) {
  *above = editor->lines.above;
  *count = editor->lines.count > 0 ? editor->lines.count : 1;
  *exact = editor->lines.exact;
}

static unsigned char last_line(EditLine *el) {
  cel_editor *editor = cel_of(el);
  return on_lines(el, CEL_GO_TO_LINE, 0, editor->count > 0 ? editor->count : INT_MAX, false);
}

// A command for so many words; libedit's own motions take a margin for a word and go over line ends.
static unsigned char on_words(EditLine *el, cel_key key, wchar_t motion, int count) {
  cel_of(el)->motion = (unsigned char)motion;
  return on_lines(el, key, 0, count, false);
}

unsigned char cel_motion(const cel_editor *editor) { return editor->motion; }

static unsigned char operate_on_words(EditLine *el, wchar_t letter, wchar_t motion, int count) {
  cel_key key = letter == L'd' ? CEL_CUT_WORD : letter == L'y' ? CEL_COPY_WORD : CEL_CHANGE_WORD;
  unsigned char result = on_words(el, key, motion, count);
  if (letter == L'c') begin_insert(el);
  if (letter == L'd') step_onto_last(el);
  return result;
}

// An operator on whole lines.
static unsigned char operate_on_lines(EditLine *el, wchar_t letter, int above, int count, bool exact) {
  cel_key key = letter == L'd' ? CEL_CUT_LINE : letter == L'y' ? CEL_COPY_LINE : CEL_CLEAR_LINE;
  unsigned char result = on_lines(el, key, above, count, exact);
  if (letter == L'c' && result == CC_REFRESH) begin_insert(el);
  return result;
}

// An operator on a part of the line.
static unsigned char operate_on_part(EditLine *el, wchar_t letter, bool to_end) {
  if (letter == L'y') return cel_on_key(el, to_end ? CEL_COPY_TO_END : CEL_COPY_TO_START);
  cel_key key = to_end ? CEL_KILL_TO_END : CEL_KILL_TO_START;
  if (letter == L'c') return insert_after(el, key, 0);
  return to_end ? on_last_after(el, key) : cel_on_key(el, key);
}

static unsigned char operate(EditLine *el, wchar_t letter) {
  cel_editor *editor = cel_of(el);
  // A number may stand before the operator and before what it is for.
  int count = editor->count > 0 ? editor->count : 1, digits = 0;
  wchar_t next, typed[4];
  if (letter != L'y') note_change(el, (wint_t)letter);
  do {
    if (cel_read_wide(el, &next) != 1) return CC_EOF;
    if (next != KEY_CHARACTER(CEL_ARRANGE)) typed[digits++] = next;
  } while (digits < 4 && (next == KEY_CHARACTER(CEL_ARRANGE) || (next >= L'1' && next <= L'9') ||
                          (next == L'0' && digits > 1)));
  int inner = 0;
  if (letter != L'y' && !editor->change.is_repeated) {
    memcpy(editor->change.keys + 1, typed, (size_t)digits * sizeof typed[0]);
    editor->change.length = 1 + digits;
  }
  for (int i = 0; i + 1 < digits; i++) inner = inner * 10 + (int)(typed[i] - L'0');
  int all = inner > 0 ? (count > 9999 / inner ? 9999 : count * inner) : count;
  if (next == letter) return operate_on_lines(el, letter, 0, all, false);
  switch (next) {
    case L'j':
    case L'+': return operate_on_lines(el, letter, 0, all + 1, true);
    case L'k':
    case L'-': return operate_on_lines(el, letter, all, all + 1, true);
    case L'$': return operate_on_part(el, letter, true);
    case L'0':
    case L'^': return operate_on_part(el, letter, false);
    case L'w':
    case L'W':
    case L'e':
    case L'E':
    case L'b':
    case L'B': return operate_on_words(el, letter, next, all);
    default: break;
  }
  if (letter != L'y') editor->change.length = 0;
  cel_on_key(el, CEL_OWN_CUT);
  while (digits > 0) cel_unread(editor, typed[--digits]);
  return pass_on(editor, letter);
}

static unsigned char put(EditLine *el, wchar_t letter) {
  cel_editor *editor = cel_of(el);
  int count = editor->count > 0 ? editor->count : 1;
  note_change(el, (wint_t)letter);
  unsigned char result = on_lines(el, letter == L'p' ? CEL_PUT_AFTER : CEL_PUT_BEFORE, 0, count, false);
  if (result != CC_ARGHACK) return result;
  editor->change.length = 0;
  return pass_on(editor, letter);
}

#define VI_FUNCTION(name, call, help)                             \
  static unsigned char on_vi_##name(EditLine *el, wint_t c) {     \
    (void)c;                                                      \
    return call;                                                  \
  }
VI_COMMANDS(VI_FUNCTION)

#define VI_NAME(name, call, help) VI_##name,
enum vi_function { VI_COMMANDS(VI_NAME) };

static const struct {
  const wchar_t *name, *help;
  unsigned char (*function)(EditLine *, wint_t);
} vi_functions[] = {
#define VI_ENTRY(name, call, help) {L"nbsh_vi_" #name, L"" help, on_vi_##name},
    VI_COMMANDS(VI_ENTRY)};

void cel_add_vi_functions(EditLine *el) {
  for (size_t i = 0; i < sizeof vi_functions / sizeof vi_functions[0]; i++)
    el_wset(el, EL_ADDFN, vi_functions[i].name, vi_functions[i].help, vi_functions[i].function);
}

void cel_bind_vi_keys(EditLine *el) {
  el_wset(el, EL_BIND, L"-a", L":", L"ed-unassigned", NULL);
  // With O the beginning of an arrow key without its escape, for libedit; here the reader knows those keys.
  el_wset(el, EL_BIND, L"-a", L"[", L"ed-unassigned", NULL);
  static const struct { const wchar_t *sequence; cel_key key; } commands[] = {
      {L"u", CEL_UNDO}, {L"v", CEL_EDIT}, {L"^R", CEL_SEARCH}, {L"/", CEL_FIND}, {L"?", CEL_FIND},
      {L"\\055", CEL_UP}, {L"+", CEL_DOWN}, {L"\\136", CEL_LINE_START}};
  for (size_t i = 0; i < sizeof commands / sizeof commands[0]; i++)
    el_wset(el, EL_BIND, L"-a", commands[i].sequence, cel_key_name(commands[i].key), NULL);
  static const struct { const wchar_t *keys; enum vi_function function; const wchar_t *own; } vi_keys[] = {
      {L"A", VI_append_to_line, NULL}, {L"I", VI_insert_in_line, NULL}, {L"C", VI_change_to_end, NULL},
      {L"o", VI_open_below, NULL}, {L"O", VI_open_above, NULL}, {L"J", VI_join, NULL},
      {L"gg", VI_first_line, NULL}, {L"G", VI_last_line, NULL}, {L"w", VI_word, NULL}, {L"W", VI_word, NULL},
      {L"e", VI_word, NULL}, {L"E", VI_word, NULL}, {L"b", VI_word, NULL}, {L"B", VI_word, NULL},
      {L"$", VI_line_end, NULL}, {L"D", VI_kill_to_end, NULL},
      {L"^M", VI_enter, NULL}, {L"^J", VI_enter, NULL}, {L"S", VI_clear_line, NULL},
      {L"d", VI_operator, L"vi-delete-meta"}, {L"y", VI_operator, L"vi-yank"},
      {L"c", VI_operator, L"vi-change-meta"}, {L"p", VI_put, L"vi-paste-next"},
      {L"P", VI_put, L"vi-paste-prev"}, {L"x", VI_own_cut, L"ed-delete-next-char"},
      {L"X", VI_own_cut, L"ed-delete-prev-char"}, {L"s", VI_own_cut, L"vi-substitute-char"},
      {L"r", VI_own, L"vi-replace-char"}, {L"R", VI_own, L"vi-replace-mode"}, {L"~", VI_own, L"vi-change-case"},
      {L"i", VI_own, L"vi-insert"}, {L"a", VI_own, L"vi-add"}, {L"k", VI_up, NULL}, {L"j", VI_down, NULL},
      {L"Y", VI_copy, NULL}, {L"0", VI_zero, L"ed-argument-digit"}, {L".", VI_repeat, L"vi-redo"},
  };
  for (size_t i = 0; i < sizeof vi_keys / sizeof vi_keys[0]; i++) {
    if (vi_keys[i].own != NULL) {
      const wchar_t sequence[] = {OWN_COMMANDS, vi_keys[i].keys[0], 0};
      el_wset(el, EL_BIND, L"-a", sequence, vi_keys[i].own, NULL);
    }
    el_wset(el, EL_BIND, L"-a", vi_keys[i].keys, vi_functions[vi_keys[i].function].name, NULL);
  }
}
