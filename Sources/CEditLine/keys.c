#include "internal.h"

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
  X(CEL_KILL_TO_BLANK, kill_to_blank, "cut what is on the left up to a blank")           \
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
  X(CEL_PUT_AFTER, put_after, "insert what was cut behind the cursor")                   \
  X(CEL_PUT_BEFORE, put_before, "insert what was cut before the cursor")                 \
  X(CEL_OPEN_ABOVE, open_above, "begin a line above")                                    \
  X(CEL_JOIN, join, "append the next line")                                              \
  X(CEL_GO_TO_LINE, go_to_line, "the line of a number")                                  \
  X(CEL_INDENT_LINE, indent_line, "one step of indentation more")                        \
  X(CEL_OUTDENT_LINE, outdent_line, "one step of indentation less")                      \
  X(CEL_MOVE, move, "where a motion leads")                                              \
  X(CEL_CUT_PART, cut_part, "cut what a motion goes over")                               \
  X(CEL_CHANGE_PART, change_part, "the same, of words without the blanks behind them")   \
  X(CEL_COPY_PART, copy_part, "copy what a motion goes over")

unsigned char cel_on_key(EditLine *el, cel_key key) {
  cel_editor *editor = cel_of(el);
  if (key == CEL_ARRANGE) {
    cel_arrange_margin(editor);
    return CC_REFRESH;
  }
  editor->shown_row = cel_shown_row(editor);
  cel_action action = editor->function(editor->context, editor, key);
  if (action != CEL_ACCEPT && cel_is_misdrawn(editor)) {
    cel_erase(editor);
    cel_restart_display(editor);
  }
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
    return cel_on_key(el, key);                                \
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

static const struct {
  const wchar_t *sequence;
  cel_key key;
  bool in_vi;  // also in vi's insert mode
} bindings[] = {
    {L"^?", CEL_BACKSPACE, true},      {L"^H", CEL_BACKSPACE, true},
    {L"^M", CEL_ENTER, true},          {L"^J", CEL_ENTER, true},           {L"^I", CEL_TAB, true},
    {L"^P", CEL_UP, true},             {L"^N", CEL_DOWN, true},            {L"^R", CEL_SEARCH, true},
    {L"^B", CEL_LEFT, false},          {L"^F", CEL_RIGHT, false},
    {L"^A", CEL_LINE_START, false},    {L"^E", CEL_LINE_END, false},       {L"^K", CEL_KILL_TO_END, false},
    {L"^U", CEL_KILL_TO_START, true},  {L"^W", CEL_KILL_TO_BLANK, true},  {L"^Y", CEL_YANK, true},
    {L"^L", CEL_CLEAR_SCREEN, true},   {L"^_", CEL_UNDO, false},           {L"^O", CEL_NEW_LINE, true},
    {L"\033d", CEL_KILL_WORD_RIGHT, false}, {L"\033\177", CEL_KILL_WORD_LEFT, false},
    {L"\033b", CEL_WORD_LEFT, false},  {L"\033f", CEL_WORD_RIGHT, false},  {L"\033\r", CEL_NEW_LINE, false},
    {L"\033\n", CEL_NEW_LINE, false},
};

static bool is_vi(cel_editor *editor) {
  const wchar_t *mode = NULL;
  return el_wget(editor->el, EL_EDITOR, &mode) == 0 && mode != NULL && wcscmp(mode, L"vi") == 0;
}

const wchar_t *cel_key_name(cel_key key) { return functions[key].name; }

void cel_add_key_functions(EditLine *el) {
  for (int i = 0; i < FUNCTIONS; i++)
    el_wset(el, EL_ADDFN, functions[i].name, functions[i].help, functions[i].function);
}

void cel_bind_keys(cel_editor *editor) {
  EditLine *el = editor->el;
  bool vi = is_vi(editor);
  editor->is_vi = vi;
  for (int i = 0; i <= CEL_ARRANGE; i++) {
    wchar_t character[2] = {KEY_CHARACTER(functions[i].key), 0};
    el_wset(el, EL_BIND, character, functions[i].name, NULL);
    if (vi) el_wset(el, EL_BIND, L"-a", character, functions[i].name, NULL);
  }
  for (size_t i = 0; i < sizeof bindings / sizeof bindings[0]; i++)
    if (!vi || bindings[i].in_vi)
      el_wset(el, EL_BIND, bindings[i].sequence, functions[bindings[i].key].name, NULL);
  // Ctrl-Space: libedit would take the next key, whatever it is, for a character.
  el_wset(el, EL_BIND, L"^@", L"ed-unassigned", NULL);
  // libedit's own command line ends the process when it is left empty.
  if (!vi) {
    // In vi's insert mode these would make the escape key wait for a second one.
    el_wset(el, EL_BIND, L"\033x", L"ed-unassigned", NULL);
    el_wset(el, EL_BIND, L"\033X", L"ed-unassigned", NULL);
  }
  if (vi) cel_bind_vi_keys(el);
}
