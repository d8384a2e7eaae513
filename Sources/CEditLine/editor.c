#include "internal.h"

#include <langinfo.h>
#include <locale.h>
#include <stdlib.h>
#include <string.h>
#include <sys/ioctl.h>
#include <unistd.h>

// The keys by name, as `.editrc` may bind them, and where they lie at first (emacs map, vi insert map).
#define KEYS(X)                                                                          \
  X(CEL_ENTER, enter, "run the cell, or begin a new line")                               \
  X(CEL_NEW_LINE, new_line, "begin a new line")                                          \
  X(CEL_TAB, complete, "complete the name, or indent")                                   \
  X(CEL_BACK_TAB, outdent, "take one step of indentation away")                          \
  X(CEL_UP, up, "line above, or the entry before with the same beginning")               \
  X(CEL_DOWN, down, "line below, or the entry after with the same beginning")            \
  X(CEL_LINE_START, line_start, "beginning of the line")                                 \
  X(CEL_LINE_END, line_end, "end of the line")                                           \
  X(CEL_WORD_LEFT, word_left, "one word left")                                           \
  X(CEL_WORD_RIGHT, word_right, "one word right")                                        \
  X(CEL_DELETE, delete_right, "delete the character under the cursor")                   \
  X(CEL_KILL_TO_END, kill_to_end, "cut up to the end of the line")                       \
  X(CEL_KILL_TO_START, kill_to_start, "cut up to the beginning of the line")             \
  X(CEL_KILL_WORD_LEFT, kill_word_left, "cut the word on the left")                      \
  X(CEL_KILL_WORD_RIGHT, kill_word_right, "cut the word on the right")                   \
  X(CEL_YANK, yank, "insert what was cut")                                               \
  X(CEL_PASTE, paste, "insert what the terminal pastes")                                 \
  X(CEL_BACKSPACE, backspace, "delete on the left, in front of a line one step of indentation") \
  X(CEL_LEFT, left, "one character left")                                                \
  X(CEL_RIGHT, right, "one character right")                                             \
  X(CEL_SEARCH, search, "search the history, Enter runs what was found")                 \
  X(CEL_FIND, find, "search the history, Enter fetches what was found")                  \
  X(CEL_UNDO, undo, "undo")                                                              \
  X(CEL_CLEAR_SCREEN, clear_screen, "empty the screen")                                  \
  X(CEL_RUN, run, "run the cell, wherever the cursor is")                                \
  X(CEL_EDIT, edit, "edit the cell in $VISUAL or $EDITOR")                               \
  X(CEL_ARRANGE, arrange, "put the margin right")                                        \
  X(CEL_LOOK, look, "nothing")                                                           \
  X(CEL_OWN_CUT, own_cut, "nothing, before libedit cuts")                                \
  X(CEL_CUT_LINE, cut_line, "cut the line")                                              \
  X(CEL_COPY_LINE, copy_line, "copy the line")                                           \
  X(CEL_CLEAR_LINE, clear_line, "cut the line's text")                                   \
  X(CEL_COPY_TO_END, copy_to_end, "copy up to the end of the line")                      \
  X(CEL_COPY_TO_START, copy_to_start, "copy up to the beginning of the line")            \
  X(CEL_PUT_AFTER, put_after, "insert what was cut behind the cursor")                   \
  X(CEL_PUT_BEFORE, put_before, "insert what was cut before the cursor")

static int shown_row(cel_editor *editor) {
  if (editor->shown_row >= 0) return editor->shown_row;
  int columns, rows, row, column;
  cel_window_size(editor->output, &columns, &rows);
  const LineInfoW *line = el_wline(editor->el);
  cel_place(editor, (size_t)(line->cursor - line->buffer), columns, &row, &column);
  return row;
}

static unsigned char on_key(EditLine *el, cel_key key) {
  cel_editor *editor = NULL;
  el_wget(el, EL_CLIENTDATA, &editor);
  if (key == CEL_ARRANGE) {
    cel_arrange_margin(editor);
    return CC_REFRESH;
  }
  editor->shown_row = shown_row(editor);
  cel_action action = editor->function(editor->context, editor, key);
  editor->shown_row = -1;
  switch (action) {
    case CEL_ACCEPT:
      editor->outcome = CEL_TEXT;
      return CC_NEWLINE;
    case CEL_BEEP:
      return CC_REFRESH_BEEP;
    case CEL_PASS:
      return CC_ARGHACK;
    case CEL_REFRESH:
    default:
      return editor->outcome == CEL_INTERRUPTED || editor->outcome == CEL_TERMINATED ? CC_EOF : CC_REFRESH;
  }
}

#define FUNCTION(key, name, help)                          \
  static unsigned char on_##name(EditLine *el, wint_t c) { \
    (void)c;                                               \
    return on_key(el, key);                                \
  }
KEYS(FUNCTION)

static const struct {
  cel_key key;
  const wchar_t *name, *help;
  unsigned char (*function)(EditLine *, wint_t);
} functions[] = {
#define ENTRY(key, name, help) [key] = {key, L"nbsh_" #name, L"" help, on_##name},
    KEYS(ENTRY)};
_Static_assert(CEL_ARRANGE < 32, "there are 32 C1 control characters");
enum { FUNCTIONS = sizeof functions / sizeof functions[0] };

// vi's commands that work on a line, where libedit's own take the whole cell for one line: ours, and then the command
// that goes on from there.
#define VI_COMMANDS(X)                                                                                    \
  X(append_to_line, insert_after(el, CEL_LINE_END, 0), "insert at the end of the line")                   \
  X(insert_in_line, insert_after(el, CEL_LINE_START, 0), "insert at the beginning of the line")           \
  X(change_to_end, insert_after(el, CEL_KILL_TO_END, 0), "cut up to the end of the line and insert")      \
  X(open_below, insert_after(el, CEL_LINE_END, KEY_CHARACTER(CEL_NEW_LINE)), "insert in a new line")      \
  X(line_end, on_last_after(el, CEL_LINE_END), "last character of the line")                              \
  X(kill_to_end, on_last_after(el, CEL_KILL_TO_END), "cut up to the end of the line, stay on its last character") \
  X(enter, run(el), "run the cell, or insert where more of it is needed")                                  \
  X(clear_line, operate_on_lines(el, L'c', 0, count(el), false), "cut the line's text and insert")                     \
  X(operator, operate(el, (wchar_t)c), "cut, copy or change: a line, or what the next key moves over")     \
  X(put, put(el, (wchar_t)c), "insert what was cut")                                                       \
  X(own, pass(el, CEL_LOOK, (wchar_t)c), "what libedit does")                                              \
  X(own_cut, pass(el, CEL_OWN_CUT, (wchar_t)c), "what libedit does")                                       \
  X(copy, on_lines(el, CEL_COPY_LINE, 0, count(el), false), "copy the line")                               \
  X(zero, zero(el), "beginning of the line, or a digit")                                                   \
  X(up, on_last_after(el, CEL_UP), "line above, or the entry before")                                      \
  X(down, on_last_after(el, CEL_DOWN), "line below, or the entry after")

// A line end is no character to stand on.
static unsigned char on_last_after(EditLine *el, cel_key key) {
  unsigned char result = on_key(el, key);
  const LineInfoW *line = el_wline(el);
  const wchar_t *at = line->cursor;
  bool is_empty = at == line->buffer || at[-1] == L'\n' || IS_MARGIN(at[-1]);
  if (at < line->lastchar && *at == L'\n' && !is_empty) el_cursor(el, -1);
  return result;
}

static void begin_insert(EditLine *el) {
  cel_editor *editor = NULL;
  el_wget(el, EL_CLIENTDATA, &editor);
  // At the end of the text vi steps back onto the last character, and inserts behind it.
  const LineInfoW *line = el_wline(el);
  cel_unread(editor, line->cursor == line->lastchar ? L'a' : L'i');
}

static unsigned char insert_after(EditLine *el, cel_key key, wchar_t then) {
  cel_editor *editor = NULL;
  el_wget(el, EL_CLIENTDATA, &editor);
  unsigned char result = on_key(el, key);
  if (then != 0) cel_unread(editor, then);
  begin_insert(el);
  return result;
}

static unsigned char run(EditLine *el) {
  cel_editor *editor = NULL;
  el_wget(el, EL_CLIENTDATA, &editor);
  unsigned char result = on_key(el, CEL_RUN);
  if (result == CC_REFRESH) cel_unread(editor, L'a');
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
  cel_editor *editor = NULL;
  el_wget(el, EL_CLIENTDATA, &editor);
  on_key(el, key);
  return pass_on(editor, letter);
}

static int count(EditLine *el) {
  cel_editor *editor = NULL;
  el_wget(el, EL_CLIENTDATA, &editor);
  return editor->count > 0 ? editor->count : 1;
}

static unsigned char zero(EditLine *el) {
  cel_editor *editor = NULL;
  el_wget(el, EL_CLIENTDATA, &editor);
  return editor->count > 0 ? pass_on(editor, L'0') : on_key(el, CEL_LINE_START);
}

static unsigned char on_lines(EditLine *el, cel_key key, int above, int count, bool exact) {
  cel_editor *editor = NULL;
  el_wget(el, EL_CLIENTDATA, &editor);
  editor->lines.above = above;
  editor->lines.count = count;
  editor->lines.exact = exact;
  unsigned char result = on_key(el, key);
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

// An operator on whole lines.
static unsigned char operate_on_lines(EditLine *el, wchar_t letter, int above, int count, bool exact) {
  cel_key key = letter == L'd' ? CEL_CUT_LINE : letter == L'y' ? CEL_COPY_LINE : CEL_CLEAR_LINE;
  unsigned char result = on_lines(el, key, above, count, exact);
  if (letter == L'c' && result == CC_REFRESH) begin_insert(el);
  return result;
}

// An operator on a part of the line.
static unsigned char operate_on_part(EditLine *el, wchar_t letter, bool to_end) {
  if (letter == L'y') return on_key(el, to_end ? CEL_COPY_TO_END : CEL_COPY_TO_START);
  cel_key key = to_end ? CEL_KILL_TO_END : CEL_KILL_TO_START;
  if (letter == L'c') return insert_after(el, key, 0);
  return to_end ? on_last_after(el, key) : on_key(el, key);
}

static unsigned char operate(EditLine *el, wchar_t letter) {
  cel_editor *editor = NULL;
  el_wget(el, EL_CLIENTDATA, &editor);
  // A number may stand before the operator and before what it is for.
  int count = editor->count > 0 ? editor->count : 1, digits = 0;
  wchar_t next, typed[4];
  do {
    if (cel_read_wide(el, &next) != 1) return CC_EOF;
    if (next != KEY_CHARACTER(CEL_ARRANGE)) typed[digits++] = next;
  } while (digits < 4 && (next == KEY_CHARACTER(CEL_ARRANGE) || (next >= L'1' && next <= L'9') ||
                          (next == L'0' && digits > 1)));
  int inner = 0;
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
    default: break;
  }
  on_key(el, CEL_OWN_CUT);
  while (digits > 0) cel_unread(editor, typed[--digits]);
  return pass_on(editor, letter);
}

static unsigned char put(EditLine *el, wchar_t letter) {
  cel_editor *editor = NULL;
  el_wget(el, EL_CLIENTDATA, &editor);
  unsigned char result = on_lines(el, letter == L'p' ? CEL_PUT_AFTER : CEL_PUT_BEFORE, 0, count(el), false);
  return result == CC_ARGHACK ? pass_on(editor, letter) : result;
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

static const struct {
  const wchar_t *sequence;
  cel_key key;
  bool in_vi;  // also in vi's insert mode
} bindings[] = {
    {L"^?", CEL_BACKSPACE, true},      {L"^H", CEL_BACKSPACE, true},
    {L"^M", CEL_ENTER, true},          {L"^J", CEL_ENTER, true},           {L"^I", CEL_TAB, true},
    {L"^P", CEL_UP, true},             {L"^N", CEL_DOWN, true},            {L"^R", CEL_SEARCH, true},
    {L"^A", CEL_LINE_START, false},    {L"^E", CEL_LINE_END, false},       {L"^K", CEL_KILL_TO_END, false},
    {L"^U", CEL_KILL_TO_START, true},  {L"^W", CEL_KILL_WORD_LEFT, true},  {L"^Y", CEL_YANK, true},
    {L"^L", CEL_CLEAR_SCREEN, true},   {L"^_", CEL_UNDO, false},           {L"^O", CEL_NEW_LINE, true},
    {L"\033d", CEL_KILL_WORD_RIGHT, false}, {L"\033\177", CEL_KILL_WORD_LEFT, false},
    {L"\033b", CEL_WORD_LEFT, false},  {L"\033f", CEL_WORD_RIGHT, false},  {L"\033\r", CEL_NEW_LINE, false},
    {L"\033\n", CEL_NEW_LINE, false},
};

static bool is_vi(cel_editor *editor) {
  const wchar_t *mode = NULL;
  return el_wget(editor->el, EL_EDITOR, &mode) == 0 && mode != NULL && wcscmp(mode, L"vi") == 0;
}

void cel_bind_keys(cel_editor *editor) {
  EditLine *el = editor->el;
  bool vi = is_vi(editor);
  for (int i = 0; i <= CEL_ARRANGE; i++) {
    wchar_t character[2] = {KEY_CHARACTER(functions[i].key), 0};
    el_wset(el, EL_BIND, character, functions[i].name, NULL);
    if (vi) el_wset(el, EL_BIND, L"-a", character, functions[i].name, NULL);
  }
  for (size_t i = 0; i < sizeof bindings / sizeof bindings[0]; i++)
    if (!vi || bindings[i].in_vi)
      el_wset(el, EL_BIND, bindings[i].sequence, functions[bindings[i].key].name, NULL);
  // libedit's own command line ends the process when it is left empty.
  if (!vi) {
    // In vi's insert mode these would make the escape key wait for a second one.
    el_wset(el, EL_BIND, L"\033x", L"ed-unassigned", NULL);
    el_wset(el, EL_BIND, L"\033X", L"ed-unassigned", NULL);
  }
  if (vi) {
    el_wset(el, EL_BIND, L"-a", L":", L"ed-unassigned", NULL);
    static const struct { const wchar_t *sequence; cel_key key; } commands[] = {
        {L"u", CEL_UNDO}, {L"v", CEL_EDIT}, {L"^R", CEL_SEARCH}, {L"/", CEL_FIND}, {L"?", CEL_FIND},
        {L"\\055", CEL_UP}, {L"+", CEL_DOWN}, {L"\\136", CEL_LINE_START}};
    for (size_t i = 0; i < sizeof commands / sizeof commands[0]; i++)
      el_wset(el, EL_BIND, L"-a", commands[i].sequence, functions[commands[i].key].name, NULL);
    static const struct { const wchar_t *keys; enum vi_function function; const wchar_t *own; } vi_keys[] = {
        {L"A", VI_append_to_line, NULL}, {L"I", VI_insert_in_line, NULL}, {L"C", VI_change_to_end, NULL}, {L"o", VI_open_below, NULL}, {L"$", VI_line_end, NULL}, {L"D", VI_kill_to_end, NULL},
        {L"^M", VI_enter, NULL}, {L"^J", VI_enter, NULL}, {L"S", VI_clear_line, NULL}, {L"d", VI_operator, L"vi-delete-meta"}, {L"y", VI_operator, L"vi-yank"},
        {L"c", VI_operator, L"vi-change-meta"}, {L"p", VI_put, L"vi-paste-next"}, {L"P", VI_put, L"vi-paste-prev"},
        {L"x", VI_own_cut, L"ed-delete-next-char"}, {L"X", VI_own_cut, L"ed-delete-prev-char"}, {L"s", VI_own_cut, L"vi-substitute-char"},
        {L"r", VI_own, L"vi-replace-char"}, {L"R", VI_own, L"vi-replace-mode"}, {L"~", VI_own, L"vi-change-case"},
        {L"i", VI_own, L"vi-insert"}, {L"a", VI_own, L"vi-add"}, {L"k", VI_up, NULL}, {L"j", VI_down, NULL}, {L"Y", VI_copy, NULL},
        {L"0", VI_zero, L"ed-argument-digit"}};
    for (size_t i = 0; i < sizeof vi_keys / sizeof vi_keys[0]; i++) {
      if (vi_keys[i].own != NULL) {
        const wchar_t sequence[] = {OWN_COMMANDS, vi_keys[i].keys[0], 0};
        el_wset(el, EL_BIND, L"-a", sequence, vi_keys[i].own, NULL);
      }
      el_wset(el, EL_BIND, L"-a", vi_keys[i].keys, vi_functions[vi_keys[i].function].name, NULL);
    }
  }
}

static wchar_t *show_prompt(EditLine *el) {
  cel_editor *editor = NULL;
  el_wget(el, EL_CLIENTDATA, &editor);
  if (editor->above_length == 0) return editor->prompt;
  // The first line shown is a later one of the cell.
  for (int i = 0; i < editor->margin; i++) editor->later_prompt[i] = (unsigned char)editor->continuation[i];
  editor->later_prompt[editor->margin] = 0;
  return editor->later_prompt;
}

// libedit drops characters that the locale cannot encode, so a locale without UTF-8 is replaced.
static void need_utf8(void) {
  setlocale(LC_CTYPE, "");
  if (strcmp(nl_langinfo(CODESET), "UTF-8") == 0) return;
  if (setlocale(LC_CTYPE, "C.UTF-8") == NULL && setlocale(LC_CTYPE, "en_US.UTF-8") == NULL)
    setlocale(LC_CTYPE, "UTF-8");
}

cel_editor *cel_open(const char *program, int input, int output, cel_key_function function, void *context) {
  need_utf8();
  cel_editor *editor = calloc(1, sizeof *editor);
  if (editor == NULL) return NULL;
  editor->shown_row = -1;
  editor->input = input;
  editor->output = output;
  editor->function = function;
  editor->context = context;
  editor->out = cel_open_output(editor);
  editor->el = editor->out == NULL ? NULL : el_init_fd(program, stdin, editor->out, stderr, input, output, STDERR_FILENO);
  if (editor->el == NULL) {
    cel_close(editor);
    return NULL;
  }
  EditLine *el = editor->el;
  el_wset(el, EL_CLIENTDATA, editor);
  el_wset(el, EL_SIGNAL, 0);
  el_wset(el, EL_EDITOR, L"emacs");
  el_wset(el, EL_PROMPT, show_prompt);
  el_wset(el, EL_GETCFN, cel_read_wide);
  for (int i = 0; i < FUNCTIONS; i++)
    el_wset(el, EL_ADDFN, functions[i].name, functions[i].help, functions[i].function);
  for (size_t i = 0; i < sizeof vi_functions / sizeof vi_functions[0]; i++)
    el_wset(el, EL_ADDFN, vi_functions[i].name, vi_functions[i].help, vi_functions[i].function);
  cel_bind_keys(editor);
  return editor;
}

void cel_close(cel_editor *editor) {
  if (editor == NULL) return;
  if (editor->el != NULL) el_end(editor->el);
  if (editor->out != NULL) fclose(editor->out);
  free(editor->paste);
  free(editor->text);
  free(editor->above);
  free(editor->below);
  free(editor);
}

static bool chooses_mode(int count, const char **words) {
  for (int i = 1; i < count; i++)
    if (strcmp(words[i], "-v") == 0 || strcmp(words[i], "-e") == 0) return true;
  return false;
}

static void run_settings(cel_editor *editor, FILE *file, bool modes) {
  char line[4096];
  Tokenizer *tokens = tok_init(NULL);
  if (tokens == NULL) return;
  rewind(file);
  while (fgets(line, sizeof line, file) != NULL) {
    line[strcspn(line, "\r\n")] = '\0';
    const char *begin = line + strspn(line, " \t");
    if (*begin == '\0' || *begin == '#') continue;
    int count = 0;
    const char **words = NULL;
    if (tok_str(tokens, begin, &count, &words) == 0 && count > 0) {
      if (chooses_mode(count, words) == modes) {
        for (int i = 1; i < count; i++)
          if (strncmp(words[i], "\\e[", 3) == 0 || strncmp(words[i], "^[[", 3) == 0 || strncmp(words[i], "\\033[", 5) == 0)
            editor->raw_sequences = true;
        el_parse(editor->el, count, words);
      }
    }
    tok_reset(tokens);
  }
  tok_end(tokens);
}

void cel_load_settings(cel_editor *editor, const char *path) {
  FILE *file = fopen(path, "r");
  if (file == NULL) return;
  // A change of mode resets the key maps, so it comes before our keys, and the file's own bindings after them.
  run_settings(editor, file, true);
  cel_bind_keys(editor);
  run_settings(editor, file, false);
  fclose(file);
}

void cel_set_prompt(cel_editor *editor, const char *prompt, int color) {
  size_t used = 0, length = strlen(prompt);
  const unsigned char *bytes = (const unsigned char *)prompt;
  editor->prompt_width = 0;
  for (size_t i = 0; i < length && used + 1 < sizeof editor->prompt / sizeof editor->prompt[0];) {
    uint32_t scalar = 0xFFFD;
    size_t taken = cel_utf8_decode(bytes + i, length - i, &scalar);
    i += taken == 0 ? 1 : taken;
    wchar_t character = scalar < 0x80 ? PROMPT_FIRST + (wchar_t)scalar : (wchar_t)scalar;
    editor->prompt_width += cel_width(character, editor->prompt_width);
    editor->prompt[used++] = character;
  }
  editor->prompt[used] = 0;
  editor->color[0] = '\0';
  if (color > 0) snprintf(editor->color, sizeof editor->color, "\033[%dm", color);
}

cel_outcome cel_read(cel_editor *editor, const char *prompt, int color, const char *continuation) {
  cel_set_prompt(editor, prompt, color);
  int width = editor->prompt_width;
  editor->margin = width < 1 ? 1 : width > MARGIN_LIMIT ? MARGIN_LIMIT : width;
  memset(editor->continuation, ' ', sizeof editor->continuation);
  size_t length = strlen(continuation);
  if (length > (size_t)editor->margin) length = (size_t)editor->margin;
  memcpy(editor->continuation + ((size_t)editor->margin - length), continuation, length);
  cel_clear_text(editor);
  editor->outcome = CEL_END;
  editor->signal = 0;
  cel_signals_begin();
  el_resize(editor->el);
  // libedit would show its prompt first, and what is typed in between would be echoed.
  el_set(editor->el, EL_PREP_TERM, 1);
  cel_emit(editor, "\033[?2004h");
  int count = 0;
  el_wgets(editor->el, &count);
  if (editor->outcome == CEL_INTERRUPTED || editor->outcome == CEL_TERMINATED) {
    cel_move_below(editor);
    el_reset(editor->el);
  }
  cel_emit(editor, "\033[?2004l");
  cel_signals_end();
  return editor->outcome;
}

int cel_signal(const cel_editor *editor) { return editor->signal; }

const char *cel_pasted(cel_editor *editor, size_t *length) {
  *length = editor->paste_length;
  return editor->paste == NULL ? "" : editor->paste;
}

// Moves the terminal's cursor to the first column under the line being edited.
void cel_move_below(cel_editor *editor) {
  int columns, rows, row = shown_row(editor), last_row, last_column;
  cel_window_size(editor->output, &columns, &rows);
  const LineInfoW *line = el_wline(editor->el);
  cel_place(editor, (size_t)(line->lastchar - line->buffer), columns, &last_row, &last_column);
  int down = last_row - row;
  if (down > rows) down = rows;
  for (int i = 0; i < down; i++) fputc('\n', editor->out);
  cel_emit(editor, last_column == 0 && last_row > 0 && last_row == row ? "\r" : "\r\n");
}

void cel_finish(cel_editor *editor) { cel_move_below(editor); }

// Draws prompt and line from the terminal's cursor on, whatever stood there before.
void cel_restart_display(cel_editor *editor) {
  el_wset(editor->el, EL_REFRESH);
  if (editor->shown_row >= 0) {
    editor->shown_row = -1;
    editor->shown_row = shown_row(editor);
  }
}

void cel_erase(cel_editor *editor) {
  int columns, rows, row = shown_row(editor);
  cel_window_size(editor->output, &columns, &rows);
  if (row > rows - 1) row = rows - 1;
  if (row > 0) cel_emit(editor, "\033[%dA", row);
  cel_emit(editor, "\r\033[J");
}

void cel_redraw(cel_editor *editor) { cel_restart_display(editor); }

void cel_print_below(cel_editor *editor, const char *text, size_t length) {
  cel_move_below(editor);
  cel_print(editor, text, length);
  if (length > 0 && text[length - 1] != '\n') cel_print(editor, "\n", 1);
  cel_restart_display(editor);
}

void cel_clear_screen(cel_editor *editor) {
  cel_emit(editor, "\033[H\033[2J");
  cel_restart_display(editor);
}

void cel_window_size(int descriptor, int *columns, int *rows) {
  struct winsize size;
  *columns = 80;
  *rows = 24;
  if (ioctl(descriptor, TIOCGWINSZ, &size) == 0 && size.ws_col > 0 && size.ws_row > 0) {
    *columns = size.ws_col;
    *rows = size.ws_row;
  }
}
