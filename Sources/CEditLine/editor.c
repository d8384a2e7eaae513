#include "internal.h"

#include <langinfo.h>
#include <locale.h>
#include <stdlib.h>
#include <string.h>
#include <sys/ioctl.h>
#include <termios.h>
#include <unistd.h>

cel_editor *cel_of(EditLine *el) {
  cel_editor *editor = NULL;
  el_wget(el, EL_CLIENTDATA, &editor);
  return editor;
}

int cel_shown_row(cel_editor *editor) {
  if (editor->shown_row >= 0) return editor->shown_row;
  int columns, rows, row, column;
  cel_window_size(editor->output, &columns, &rows);
  const LineInfoW *line = el_wline(editor->el);
  cel_place(editor, (size_t)(line->cursor - line->buffer), columns, &row, &column);
  return row;
}

static wchar_t *show_prompt(EditLine *el) {
  cel_editor *editor = cel_of(el);
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
  cel_add_key_functions(el);
  cel_add_vi_functions(el);
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

void cel_prepare_terminal(cel_editor *editor) {
  el_set(editor->el, EL_PREP_TERM, 1);
  // libedit lets the system exchange \r and \n: a paste with CRLF at its line ends would have two. And Ctrl-S, which
  // stops the terminal, is a key while a cell is typed.
  struct termios modes;
  if (tcgetattr(editor->input, &modes) != 0 || (modes.c_iflag & (ICRNL | INLCR | IXON)) == 0) return;
  modes.c_iflag &= ~(tcflag_t)(ICRNL | INLCR | IXON);
  tcsetattr(editor->input, TCSADRAIN, &modes);
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
  editor->inserts = true;
  cel_signals_begin();
  el_resize(editor->el);
  // libedit would show its prompt first, and what is typed in between would be echoed.
  cel_prepare_terminal(editor);
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
  int columns, rows, row = cel_shown_row(editor), last_row, last_column;
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
    editor->shown_row = cel_shown_row(editor);
  }
}

void cel_erase(cel_editor *editor) {
  int columns, rows, row = cel_shown_row(editor);
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
