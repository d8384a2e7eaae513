#include "internal.h"

#include <errno.h>
#include <poll.h>
#include <stdlib.h>
#include <string.h>
#include <sys/select.h>
#include <termios.h>
#include <unistd.h>

// Bytes of the terminal to characters and keys. libedit asks here for every character.

// Waits for input with the signals let in. 1: something to read, 0: `milliseconds` passed, -1: a signal or an error.
static int wait_for_input(cel_editor *editor, int milliseconds) {
  if (milliseconds < 0 && cel_signals_waiting()) {
    errno = EINTR;
    return -1;
  }
  fd_set set;
  FD_ZERO(&set);
  FD_SET(editor->input, &set);
  struct timespec time = {.tv_sec = milliseconds / 1000, .tv_nsec = milliseconds % 1000 * 1000000L};
  return pselect(editor->input + 1, &set, NULL, NULL, milliseconds < 0 ? NULL : &time,
                 milliseconds < 0 ? cel_signals_outside() : NULL);
}

// Reads more bytes behind those not yet decoded. 1: more there, 0: end or time passed, -1: errno.
static int fill(cel_editor *editor, int milliseconds) {
  if (editor->start > 0) {
    memmove(editor->bytes, editor->bytes + editor->start, editor->end - editor->start);
    editor->end -= editor->start;
    editor->start = 0;
  }
  int ready = wait_for_input(editor, milliseconds);
  if (ready <= 0) return ready;
  ssize_t count = read(editor->input, editor->bytes + editor->end, sizeof editor->bytes - editor->end);
  if (count > 0) editor->end += (size_t)count;
  return count > 0 ? 1 : (int)count;
}

int cel_peek(cel_editor *editor) {
  if (editor->start == editor->end && fill(editor, 0) <= 0) return -1;
  return editor->bytes[editor->start];
}

// Handles the signals that came while waiting. True when reading has to end.
static bool handle_signals(cel_editor *editor) {
  if (cel_signals_take(SIGTERM)) editor->signal = SIGTERM;
  if (cel_signals_take(SIGHUP)) editor->signal = SIGHUP;
  if (editor->signal != 0) {
    editor->outcome = CEL_TERMINATED;
    return true;
  }
  if (cel_signals_take(SIGINT)) {
    editor->outcome = CEL_INTERRUPTED;
    return true;
  }
  if (cel_signals_take(SIGTSTP)) cel_suspend(editor);
  if (cel_signals_take(SIGCONT)) {
    // Stopped from outside: the terminal may have been changed meanwhile.
    cel_prepare_terminal(editor);
    cel_emit(editor, "\033[?2004h");
    cel_restart_display(editor);
  }
  if (cel_signals_take(SIGWINCH)) {
    // The terminal has wrapped the line anew: where its cursor is follows from the new width.
    cel_erase(editor);
    el_resize(editor->el);
    size_t length, cursor = cel_cursor(editor);
    const char *text = cel_text(editor, &length);
    cel_set_text(editor, text, length, cursor);
    cel_restart_display(editor);
  }
  return false;
}

// The text up to the end of a bracketed paste, into editor->paste. Control characters are dropped.
static void read_paste(cel_editor *editor) {
  static const char stop[] = "\033[201~";
  const size_t stop_length = sizeof stop - 1;
  size_t capacity = 65536, used = 0;
  char *paste = malloc(capacity);
  while (paste != NULL) {
    if (editor->start == editor->end) {
      // A terminal that died within a paste must not hang the shell.
      int got = fill(editor, 5000);
      if (got <= 0) break;
    }
    if (used + 1 > capacity) {
      char *larger = realloc(paste, capacity *= 2);
      if (larger == NULL) break;
      paste = larger;
    }
    paste[used++] = (char)editor->bytes[editor->start++];
    if (used >= stop_length && memcmp(paste + used - stop_length, stop, stop_length) == 0) {
      used -= stop_length;
      break;
    }
  }
  size_t kept = 0;
  for (size_t i = 0; i < used; i++) {
    unsigned char c = (unsigned char)paste[i];
    if (c == '\r') {
      if (i + 1 < used && paste[i + 1] == '\n') continue;
      c = '\n';
    }
    if ((c < ' ' && c != '\n' && c != '\t') || c == 0x7F) continue;
    paste[kept++] = (char)c;
  }
  free(editor->paste);
  editor->paste = paste;
  editor->paste_length = paste == NULL ? 0 : kept;
}

// Sequences that terminals send for keys, as xterm, Linux, tmux, kitty, iTerm2 and rxvt do.
static const struct {
  const char *sequence;
  cel_key key;
} sequences[] = {
    {"[A", CEL_UP},           {"OA", CEL_UP},           {"[B", CEL_DOWN},         {"OB", CEL_DOWN},
    {"[C", CEL_RIGHT},        {"OC", CEL_RIGHT},        {"[D", CEL_LEFT},         {"OD", CEL_LEFT},
    {"[H", CEL_LINE_START},   {"OH", CEL_LINE_START},   {"[1~", CEL_LINE_START},  {"[7~", CEL_LINE_START},
    {"[F", CEL_LINE_END},     {"OF", CEL_LINE_END},     {"[4~", CEL_LINE_END},    {"[8~", CEL_LINE_END},
    {"[3~", CEL_DELETE},      {"[Z", CEL_BACK_TAB},     {"[1;5C", CEL_WORD_RIGHT}, {"[1;5D", CEL_WORD_LEFT},
    {"[1;3C", CEL_WORD_RIGHT}, {"[1;3D", CEL_WORD_LEFT}, {"Oc", CEL_WORD_RIGHT},   {"Od", CEL_WORD_LEFT},
    {"[5C", CEL_WORD_RIGHT},  {"[5D", CEL_WORD_LEFT},   {"[13;2u", CEL_NEW_LINE}, {"[27;2;13~", CEL_NEW_LINE},
    {"[200~", CEL_PASTE},     {"OQ", CEL_EDIT},         {"[12~", CEL_EDIT},
};

// One more byte of what a terminal sends at once, at `at` behind the escape character. False when it does not come.
static bool has_byte(cel_editor *editor, size_t at) {
  while (editor->start + 1 + at >= editor->end)
    if (fill(editor, 40) <= 0) return false;
  return true;
}

// The length of a text that a terminal answers with (OSC, DCS, APC, PM, SOS: up to BEL or ESC \\), from behind its escape
// character on; 0 where it does not end. Alt-] and Alt-P begin like one.
static size_t answer_length(cel_editor *editor) {
  enum { LIMIT = 32768 };
  for (size_t at = 1; at < LIMIT && has_byte(editor, at); at++) {
    unsigned char c = editor->bytes[editor->start + 1 + at];
    if (c == '\a') return at + 1;
    if (c == '\033') {
      if (!has_byte(editor, at + 1)) return 0;
      return editor->bytes[editor->start + 2 + at] == '\\' ? at + 2 : 0;
    }
    if (c < 0x20) return 0;
  }
  return 0;
}

// Looks at what follows an escape character. Returns the key of a known sequence, consumed; CEL_KEY_COUNT for the
// character itself. `skipped` tells that an unknown sequence was consumed and means nothing.
static cel_key take_sequence(cel_editor *editor, bool *skipped) {
  *skipped = false;
  // A lone escape is a key of vi mode: what belongs to a sequence follows at once.
  if (!has_byte(editor, 0)) return CEL_KEY_COUNT;
  unsigned char first = editor->bytes[editor->start + 1];
  if (memchr("]P_^X", first, 5) != NULL) {
    size_t length = answer_length(editor);
    *skipped = length > 0;
    if (*skipped) editor->start += 1 + length;
    return CEL_KEY_COUNT;
  }
  if (first != '[' && first != 'O') return CEL_KEY_COUNT;
  size_t length = 1;
  for (;;) {
    if (!has_byte(editor, length)) return CEL_KEY_COUNT;
    unsigned char c = editor->bytes[editor->start + 1 + length++];
    if (c == '[' && length == 2) continue;  // a function key of Linux's console
    if (c >= 0x40 && c <= 0x7E) break;      // the final byte
    if (c < 0x20 || length > 24) return CEL_KEY_COUNT;
  }
  // An old report of the mouse: button, column and row follow.
  if (length == 2 && editor->bytes[editor->start + 2] == 'M')
    while (length < 5 && has_byte(editor, length) && editor->bytes[editor->start + 1 + length] >= 0x20) length++;
  const unsigned char *at = editor->bytes + editor->start + 1;
  for (size_t i = 0; i < sizeof sequences / sizeof sequences[0]; i++) {
    if (strlen(sequences[i].sequence) != length || memcmp(sequences[i].sequence, at, length) != 0) continue;
    if (editor->raw_sequences && sequences[i].key != CEL_PASTE) return CEL_KEY_COUNT;
    editor->start += 1 + length;
    return sequences[i].key;
  }
  if (editor->raw_sequences) return CEL_KEY_COUNT;
  editor->start += 1 + length;
  *skipped = true;
  return CEL_KEY_COUNT;
}

// libedit does not tell the number that stands in front of one of vi's commands.
static void note_count(cel_editor *editor, wchar_t character) {
  editor->count = editor->next_count;
  // What `r` or `f` takes is no number.
  bool is_taken = editor->before != 0 && wcschr(L"rfFtT", editor->before) != NULL;
  bool is_digit = character >= L'0' && character <= L'9' && (character > L'0' || editor->count > 0);
  editor->next_count = is_digit && !is_taken ? editor->count * 10 + (int)(character - L'0') : 0;
  if (editor->next_count > 9999) editor->next_count = 9999;
  editor->before = is_taken ? 0 : character;
}

int cel_read_wide(EditLine *el, wchar_t *out) {
  cel_editor *editor = cel_of(el);
  editor->was_given_back = editor->given_back_count > 0;
  if (editor->was_given_back) {
    editor->count = editor->given_count;
    editor->given_count = 0;
    *out = (wchar_t)editor->given_back[--editor->given_back_count];
    if (*out == 0x1B && editor->is_vi) editor->inserts = false;
    return 1;
  }
again:;
  bool redraw = editor->redraw_next;
  editor->redraw_next = false;
  if (redraw || !cel_margin_is_right(editor)) {
    *out = KEY_CHARACTER(CEL_ARRANGE);
    return 1;
  }
  if (editor->start == editor->end && cel_is_misdrawn(editor)) {
    cel_erase(editor);
    cel_restart_display(editor);
  }
  for (;;) {
    uint32_t scalar;
    size_t taken = cel_utf8_decode(editor->bytes + editor->start, editor->end - editor->start, &scalar);
    if (taken == 0) {
      // The rest of a character follows at once, or never: then its bytes are not UTF-8.
      bool empty = editor->start == editor->end;
      int got = fill(editor, empty ? -1 : 200);
      if (got > 0) continue;
      if (got < 0 && errno == EINTR) {
        if (handle_signals(editor)) {
          errno = EINTR;
          return -1;
        }
        continue;
      }
      if (empty) {
        editor->outcome = CEL_END;
        return 0;
      }
      scalar = 0xFFFD;
      taken = 1;
    }
    if (scalar == 0x1B) {
      bool skipped;
      cel_key key = take_sequence(editor, &skipped);
      if (skipped) continue;
      if (key == CEL_PASTE) read_paste(editor);
      if (key != CEL_KEY_COUNT) {
        *out = KEY_CHARACTER(key);
        note_count(editor, *out);
        cel_note_typed(editor, *out);
        return 1;
      }
      taken = 1;
    }
    editor->start += taken;
    if (scalar == '\r') scalar = '\n';  // Enter, as a terminal gives it to other programs
    if (IS_PRIVATE((wchar_t)scalar) || (scalar >= 0x80 && scalar < 0xA0)) scalar = 0xFFFD;
    *out = (wchar_t)scalar;
    if (scalar == 0x1B && editor->is_vi) editor->inserts = false;
    bool ends_key = editor->seen_character == 0x1B || editor->seen_character == 0x18;  // Alt-D, Ctrl-X Ctrl-U
    editor->seen_character = *out;
    note_count(editor, *out);
    cel_note_typed(editor, *out);
    editor->redraw_next = cel_has_no_column(*out);
    if (!editor->redraw_next && !ends_key && cel_insert_wide(editor, *out)) goto again;
    return 1;
  }
}

long cel_read_character(cel_editor *editor) {
  wchar_t character;
  editor->redraw_next = false;
  bool inserts = editor->inserts;
  editor->inserts = false;
  int got = cel_read_wide(editor->el, &character);
  editor->inserts = inserts;
  return got == 1 ? (long)character : -1;
}

void cel_forgive_interrupt(cel_editor *editor) {
  if (editor->outcome == CEL_INTERRUPTED) editor->outcome = CEL_END;
}

void cel_unread(cel_editor *editor, long character) {
  if (editor->given_back_count < GIVEN_BACK_LIMIT) editor->given_back[editor->given_back_count++] = character;
}

// True when `answer` ends with the answer to `ESC [c`: `ESC [? … c`.
static bool ends_with_attributes(const char *answer, size_t length) {
  if (length < 4 || answer[length - 1] != 'c') return false;
  size_t at = length - 1;
  while (at > 0 && answer[at] != '\033') at--;
  return at + 2 < length && answer[at] == '\033' && answer[at + 1] == '[' && answer[at + 2] == '?';
}

size_t cel_ask_terminal(int input, int output, const char *question, int milliseconds, char *answer,
                        size_t capacity) {
  struct termios before, raw;
  if (tcgetattr(input, &before) != 0) return 0;
  raw = before;
  raw.c_lflag &= ~(tcflag_t)(ICANON | ECHO);
  raw.c_cc[VMIN] = 0;
  raw.c_cc[VTIME] = 0;
  if (tcsetattr(input, TCSADRAIN, &raw) != 0) return 0;
  size_t used = 0;
  struct pollfd wait = {.fd = input, .events = POLLIN, .revents = 0};
  // What a person typed ahead could not be told from an answer: then nothing is asked.
  bool asked = poll(&wait, 1, 0) == 0 && write(output, question, strlen(question)) == (ssize_t)strlen(question);
  while (asked && used < capacity && milliseconds > 0) {
    int step = milliseconds < 10 ? milliseconds : 10;
    int ready = poll(&wait, 1, step);
    if (ready < 0) break;
    if (ready == 0) {
      milliseconds -= step;
      continue;
    }
    if (read(input, answer + used, 1) <= 0) break;
    if (ends_with_attributes(answer, ++used)) break;
  }
  tcsetattr(input, TCSADRAIN, &before);
  return used;
}
