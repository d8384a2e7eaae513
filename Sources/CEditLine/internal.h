// What the files of this target share.
#pragma once

// fopencookie, wcwidth and pselect stand behind these in glibc.
#define _GNU_SOURCE
#define _DARWIN_C_SOURCE

#include <histedit.h>
#include <signal.h>
#include <stdint.h>
#include <stdio.h>
#include <wchar.h>

#include "CEditLine.h"

// The margin of a continuation line stands in libedit's buffer as characters of a private plane, one a column,
// and the output stream turns them into the continuation prompt. Nobody types them, and input drops them.
#define MARGIN_FIRST ((wchar_t)0x10FF00)
#define MARGIN_LIMIT 64
#define IS_MARGIN(c) ((c) >= MARGIN_FIRST && (c) < MARGIN_FIRST + MARGIN_LIMIT)

// The prompt's ASCII characters stand in the same plane and come out in its colour. libedit has its own way to
// colour a prompt, which ends the process (an assertion in literal.c) when the prompt changes.
#define PROMPT_FIRST ((wchar_t)0x10FE00)
#define IS_PROMPT(c) ((c) >= PROMPT_FIRST && (c) < PROMPT_FIRST + 0x80)
#define IS_PRIVATE(c) (IS_MARGIN(c) || IS_PROMPT(c))

// Keys of ours arrive at libedit as single C1 control characters, which no keyboard sends.
#define KEY_CHARACTER(key) ((wchar_t)(0x80 + (key)))

enum { CHANGE_LIMIT = 256, GIVEN_BACK_LIMIT = CHANGE_LIMIT + 16 };

struct cel_editor {
  EditLine *el;
  FILE *out;
  int input, output;
  // The screen row of the cursor as last drawn, while a key changes the text; -1: where the cursor is now.
  int shown_row;
  cel_key_function function;
  void *context;

  wchar_t prompt[512];
  wchar_t later_prompt[MARGIN_LIMIT + 1];
  int prompt_width;
  char color[16];  // of the prompt: `\033[32m`, or empty
  int margin;  // columns before a continuation line
  cel_outcome outcome;
  int signal;

  // Reader: bytes not yet decoded, characters to give before them.
  unsigned char bytes[65536];
  size_t start, end;
  long given_back[GIVEN_BACK_LIMIT];
  int given_back_count;
  bool was_given_back;  // the last character
  int given_count;      // the number in front of what is given back
  bool redraw_next;  // the last character has no column
  int count, next_count;  // the number in front of vi's command, and in front of what comes next
  wchar_t before;         // the character read last
  struct { int above, count, number; bool exact; } lines;
  unsigned char motion, object;  // object: i or a, where the motion is a text object's letter
  // vi's last change, if it was one of ours: its number, and the keys behind it up to the escape key.
  struct {
    wchar_t keys[CHANGE_LIMIT];
    int length, count;
    bool is_open;       // what is typed belongs to it
    bool is_repeated;   // its keys come again
  } change;
  bool is_vi, inserts;  // whether what is typed is text
  bool raw_sequences;  // .editrc binds escape sequences itself
  char *paste;
  size_t paste_length;

  // The text as the owner sees it, and what the buffer was at the last look.
  char *text;
  size_t text_capacity;
  size_t seen_length, seen_cursor;
  // Lines of the cell that the window has no room for: not in libedit's buffer.
  char *above, *below;
  size_t above_length, below_length;
  int first_line;       // how many lines are above
  bool several_lines;   // in libedit's buffer
  wchar_t seen_character;
  // The text as it was drawn last, and whether it has wide characters.
  size_t drawn_length;
  uint64_t drawn_hash;
  bool is_wide;

  // Output stream: bytes of a character not yet complete.
  unsigned char partial[4];
  int partial_length;
  char continuation[MARGIN_LIMIT];
};

// reader.c
int cel_read_wide(EditLine *el, wchar_t *out);
// margin.c
bool cel_margin_is_right(cel_editor *editor);
void cel_arrange_margin(cel_editor *editor);
void cel_place(const cel_editor *editor, size_t count, int columns, int *row, int *column);
int cel_width(wchar_t character, int column);
bool cel_is_misdrawn(cel_editor *editor);
bool cel_insert_wide(cel_editor *editor, wchar_t character);
bool cel_has_no_column(wchar_t character);
// text.c
void cel_clear_text(cel_editor *editor);
bool cel_fits(cel_editor *editor);
size_t cel_buffer_text(cel_editor *editor, const wchar_t *end, char *out);
// output.c
FILE *cel_open_output(cel_editor *editor);
void cel_emit(cel_editor *editor, const char *format, ...);
void cel_print(cel_editor *editor, const char *text, size_t length);  // as it is
// signals.c
void cel_signals_begin(void);
void cel_signals_end(void);
const sigset_t *cel_signals_outside(void);
int cel_signals_take(int signal);
bool cel_signals_waiting(void);
void cel_stop(void);
void cel_suspend(cel_editor *editor);
// utf8.c
size_t cel_utf8_decode(const unsigned char *bytes, size_t length, uint32_t *scalar);
size_t cel_utf8_encode(uint32_t scalar, char *out);
// keys.c
void cel_add_key_functions(EditLine *el);
void cel_bind_keys(cel_editor *editor);
const wchar_t *cel_key_name(cel_key key);
unsigned char cel_on_key(EditLine *el, cel_key key);  // what libedit is to do then
// vi.c
void cel_note_typed(cel_editor *editor, wchar_t character);
void cel_add_vi_functions(EditLine *el);
void cel_bind_vi_keys(EditLine *el);
// editor.c
cel_editor *cel_of(EditLine *el);
void cel_prepare_terminal(cel_editor *editor);  // for typing
int cel_shown_row(cel_editor *editor);  // the screen row of the cursor, from the first of the cell on
void cel_move_below(cel_editor *editor);
void cel_restart_display(cel_editor *editor);
