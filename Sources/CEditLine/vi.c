#include "internal.h"

#include <limits.h>
#include <string.h>

// vi's commands that work on a line, where libedit's own take the whole cell for one line: ours, and then the command
// that goes on from there.
#define VI_COMMANDS(X) \
  X(append_to_line, (note_change(el, c), insert_after(el, CEL_LINE_END, 0)), "insert at the end of the line") \
  X(insert_in_line, (note_change(el, c), insert_at_text(el)), "insert in front of the line's text") \
  X(change_to_end, (note_change(el, c), operate_on_part(el, L'c', L'$', count(el))), "cut up to the end of the line and insert") \
  X(open_below, (note_change(el, c), insert_after(el, CEL_LINE_END, KEY_CHARACTER(CEL_NEW_LINE))), "insert in a new line") \
  X(open_above, (note_change(el, c), insert_after(el, CEL_OPEN_ABOVE, 0)), "insert in a new line above") \
  X(join, (note_change(el, c), on_lines(el, CEL_JOIN, 0, count(el), false)), "append the next line") \
  X(first_line, on_lines(el, CEL_GO_TO_LINE, 0, 1, false), "first line") \
  X(last_line, last_line(el), "last line, or the one of a number") \
  X(motion, move(el, (wchar_t)c), "where a motion leads") \
  X(line_end, on_last_after(el, CEL_LINE_END), "last character of the line") \
  X(kill_to_end, (note_change(el, c), operate_on_part(el, L'd', L'$', count(el))), "cut up to the end of the line, stay on its last character") \
  X(enter, run(el), "run the cell, or insert where more of it is needed") \
  X(clear_line, (note_change(el, c), operate_on_lines(el, L'c', 0, count(el), false)), "cut the line's text and insert") \
  X(operator, operate(el, (wchar_t)c), "cut, copy or change: a line, or what the next key moves over") \
  X(put, put(el, (wchar_t)c), "insert what was cut") \
  X(own, pass(el, CEL_LOOK, (wchar_t)c), "what libedit does") \
  X(own_cut, pass(el, CEL_OWN_CUT, (wchar_t)c), "what libedit does") \
  X(copy, on_lines(el, CEL_COPY_LINE, 0, count(el), false), "copy the line") \
  X(undo, on_lines(el, CEL_UNDO, 0, count(el), false), "take changes back") \
  X(cut_name, swallow_name(el), "nothing: there is one place for what was cut") \
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
  if (wcschr(L"iasc", letter) != NULL) editor->inserts = true;
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

void cel_lines(const cel_editor *editor, int *above, int *count, bool *exact, int *number) {
  *number = editor->lines.number;
  *above = editor->lines.above;
  *count = editor->lines.count > 0 ? editor->lines.count : 1;
  *exact = editor->lines.exact;
}

static unsigned char last_line(EditLine *el) {
  cel_editor *editor = cel_of(el);
  return on_lines(el, CEL_GO_TO_LINE, 0, editor->count > 0 ? editor->count : INT_MAX, false);
}

// The next key; the margin is put right meanwhile without one.
static bool read_key(EditLine *el, wchar_t *key) {
  do {
    if (cel_read_wide(el, key) != 1) return false;
  } while (*key == KEY_CHARACTER(CEL_ARRANGE));
  return true;
}

// A command for what a motion goes over; libedit's own motions take a margin for a word and go over line ends.
static unsigned char on_motion(EditLine *el, cel_key key, wchar_t motion, int count) {
  cel_of(el)->motion = (unsigned char)motion;
  return on_lines(el, key, 0, count, false);
}

unsigned char cel_motion(const cel_editor *editor, unsigned char *kind) {
  *kind = editor->object;
  return editor->motion;
}

static unsigned char move(EditLine *el, wchar_t motion) {
  unsigned char result = on_motion(el, CEL_MOVE, motion, motion == L'^' ? 1 : count(el));
  if (motion == L'^' || motion == L'_') step_onto_last(el);
  return result;
}

static unsigned char insert_at_text(EditLine *el) {
  unsigned char result = on_motion(el, CEL_MOVE, L'^', 1);
  begin_insert(el);
  return result;
}

// An operator on a part of the text. Where there is none of that kind, a change does not begin either.
static unsigned char operate_on_part(EditLine *el, wchar_t letter, wchar_t motion, int count) {
  cel_key key = letter == L'd' ? CEL_CUT_PART : letter == L'y' ? CEL_COPY_PART : CEL_CHANGE_PART;
  unsigned char result = on_motion(el, key, motion, count);
  if (letter == L'c' && result == CC_REFRESH) begin_insert(el);
  if (letter == L'd') step_onto_last(el);
  return result;
}

static unsigned char operate_on_object(EditLine *el, wchar_t letter, wchar_t kind, wchar_t object, int count) {
  cel_of(el)->object = (unsigned char)kind;
  unsigned char result = operate_on_part(el, letter, object, count);
  cel_of(el)->object = 0;
  return result;
}

// An operator on whole lines.
static unsigned char operate_on_lines(EditLine *el, wchar_t letter, int above, int count, bool exact) {
  cel_key key = letter == L'd'   ? CEL_CUT_LINE
                : letter == L'y' ? CEL_COPY_LINE
                : letter == L'>' ? CEL_INDENT_LINE
                : letter == L'<' ? CEL_OUTDENT_LINE
                                 : CEL_CLEAR_LINE;
  unsigned char result = on_lines(el, key, above, count, exact);
  if (letter == L'c' && result == CC_REFRESH) begin_insert(el);
  return result;
}

// The same from the cursor's line up to the one of a number.
static unsigned char operate_up_to_line(EditLine *el, wchar_t letter, int number) {
  cel_of(el)->lines.number = number;
  unsigned char result = operate_on_lines(el, letter, 0, 1, false);
  cel_of(el)->lines.number = 0;
  return result;
}

// Nothing is done, and what was typed for it does nothing else either.
static unsigned char swallow(EditLine *el, wchar_t last) {
  cel_editor *editor = cel_of(el);
  editor->change.length = 0;
  if (last == KEY_CHARACTER(CEL_PASTE)) cel_unread(editor, last);
  return last == L'\033' ? CC_NORM : CC_ERROR;
}

// The name of a register in front of a command: there is one place for what was cut. A count in front stays.
static unsigned char swallow_name(EditLine *el) {
  cel_editor *editor = cel_of(el);
  int count = editor->count;
  wchar_t name;
  if (!read_key(el, &name)) return CC_EOF;
  editor->next_count = count;
  editor->before = 0;
  return CC_ARGHACK;
}

// An arrow key behind an operator is the motion of its letter.
static wchar_t motion_of(wchar_t key) {
  static const struct { cel_key key; wchar_t letter; } motions[] = {
      {CEL_LEFT, L'h'}, {CEL_RIGHT, L'l'}, {CEL_UP, L'k'}, {CEL_DOWN, L'j'}, {CEL_LINE_START, L'0'},
      {CEL_LINE_END, L'$'}, {CEL_WORD_LEFT, L'b'}, {CEL_WORD_RIGHT, L'w'}};
  for (size_t i = 0; i < sizeof motions / sizeof motions[0]; i++)
    if (key == KEY_CHARACTER(motions[i].key)) return motions[i].letter;
  return key;
}

// Whether a character stands so often on the line, behind the cursor or before it.
static bool has_on_line(EditLine *el, wchar_t character, int count, bool is_behind) {
  const LineInfoW *line = el_wline(el);
  int found = 0;
  if (is_behind) {
    for (const wchar_t *at = line->cursor + 1; at < line->lastchar && *at != L'\n'; at++) found += *at == character;
  } else {
    for (const wchar_t *at = line->cursor; at > line->buffer && at[-1] != L'\n'; at--) found += at[-1] == character;
  }
  return found >= count;
}

static unsigned char operate_on_next(EditLine *el, wchar_t letter) {
  cel_editor *editor = cel_of(el);
  // A number may stand before the operator and before what it is for.
  int count = editor->count, typed_count = 0, inner = 0;
  wchar_t next, second = 0, typed[8];
  if (letter != L'y') note_change(el, (wint_t)letter);
  for (;;) {
    if (!read_key(el, &next)) return CC_EOF;
    next = motion_of(next);
    bool is_digit = (next >= L'1' && next <= L'9') || (next == L'0' && typed_count > 0);
    if (is_digit && typed_count == 4) return swallow(el, next);
    typed[typed_count++] = next;
    if (!is_digit) break;
    inner = inner * 10 + (int)(next - L'0');
  }
  bool is_object = next == L'i' || next == L'a';
  bool is_find = next != 0 && wcschr(L"fFtT", next) != NULL;
  if (is_object || is_find || next == L'g') {
    if (!read_key(el, &second)) return CC_EOF;
    typed[typed_count++] = second;
  }
  if (letter != L'y' && !editor->change.is_repeated) {
    memcpy(editor->change.keys + 1, typed, (size_t)typed_count * sizeof typed[0]);
    editor->change.length = 1 + typed_count;
  }
  int number = inner == 0 ? count : count == 0 ? inner : count > 9999 / inner ? 9999 : count * inner;
  int all = number > 0 ? number : 1;
  if (next == letter || next == L'_') return operate_on_lines(el, letter, 0, all, false);
  switch (next) {
    case L'j':
    case L'+': return operate_on_lines(el, letter, 0, all + 1, true);
    case L'k':
    case L'-': return operate_on_lines(el, letter, all, all + 1, true);
    case L'G': return operate_up_to_line(el, letter, number > 0 ? number : INT_MAX);
    case L'g': return second == L'g' ? operate_up_to_line(el, letter, all) : swallow(el, second);
    default: break;
  }
  if (letter == L'>' || letter == L'<' || next == 0 || next >= 0x80) return swallow(el, next);
  if (is_object)
    return second != 0 && second < 0x80 && wcschr(L"wW\"'`()b[]{}B", second) != NULL
               ? operate_on_object(el, letter, next, second, all)
               : swallow(el, second);
  if (wcschr(L"wWeEbB$0^hl ", next) != NULL) return operate_on_part(el, letter, next, all);
  // What libedit itself can do on a line.
  if (is_find) {
    if (!has_on_line(el, second, all, next == L'f' || next == L't')) return swallow(el, second);
    // libedit would not know the character again. What is typed behind a change belongs to it.
    if (!editor->change.is_repeated) editor->change.is_open = letter == L'c';
  } else {
    if (wcschr(L";,%|", next) == NULL) return swallow(el, next);
    if (letter != L'y') editor->change.length = 0;
  }
  cel_on_key(el, CEL_OWN_CUT);
  while (typed_count > 0) cel_unread(editor, typed[--typed_count]);
  return pass_on(editor, letter);
}

static unsigned char operate(EditLine *el, wchar_t letter) {
  cel_editor *editor = cel_of(el);
  unsigned char result = operate_on_next(el, letter);
  // What was inserted behind a change is no command where that change fails.
  if (editor->change.is_repeated && (result == CC_ERROR || result == CC_REFRESH_BEEP)) editor->given_back_count = 0;
  return result;
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
      {L"v", CEL_EDIT}, {L"^R", CEL_SEARCH}, {L"/", CEL_FIND}, {L"?", CEL_FIND},
      {L"\\055", CEL_UP}, {L"+", CEL_DOWN}};
  for (size_t i = 0; i < sizeof commands / sizeof commands[0]; i++)
    el_wset(el, EL_BIND, L"-a", commands[i].sequence, cel_key_name(commands[i].key), NULL);
  static const struct { const wchar_t *keys; enum vi_function function; const wchar_t *own; } vi_keys[] = {
      {L"A", VI_append_to_line, NULL}, {L"I", VI_insert_in_line, NULL}, {L"C", VI_change_to_end, NULL},
      {L"o", VI_open_below, NULL}, {L"O", VI_open_above, NULL}, {L"J", VI_join, NULL},
      {L"gg", VI_first_line, NULL}, {L"G", VI_last_line, NULL}, {L"w", VI_motion, NULL}, {L"W", VI_motion, NULL},
      {L"e", VI_motion, NULL}, {L"E", VI_motion, NULL}, {L"b", VI_motion, NULL}, {L"B", VI_motion, NULL},
      {L"\\136", VI_motion, NULL}, {L"_", VI_motion, NULL},
      {L"u", VI_undo, NULL}, {L"\"", VI_cut_name, NULL}, {L">", VI_operator, NULL}, {L"<", VI_operator, NULL},
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
