// CEditLine: libedit behind a small face that Swift can call.
//
// libedit's own calls are variadic, know no bracketed paste, no continuation prompt and end the process on
// Ctrl-C. This target adds what is missing and keeps every decision about *text* outside: a key arrives at the
// owner's function, which reads the text, changes it and says what happens next.
//
// Text is UTF-8 on this side, cursors are byte offsets into it. A cell of several lines is edited as one text.
#pragma once

#include <stdbool.h>
#include <stddef.h>
#include <sys/types.h>

/// A terminal with a line being edited on it.
typedef struct cel_editor cel_editor;

/// The keys whose meaning the owner decides. Everything else (characters, single moves, vi commands) is libedit's.
typedef enum {
  CEL_ENTER = 0,
  CEL_NEW_LINE,
  CEL_TAB,
  CEL_BACK_TAB,
  CEL_UP,
  CEL_DOWN,
  CEL_LINE_START,
  CEL_LINE_END,
  CEL_WORD_LEFT,
  CEL_WORD_RIGHT,
  CEL_DELETE,
  CEL_KILL_TO_END,
  CEL_KILL_TO_START,
  CEL_KILL_WORD_LEFT,
  CEL_KILL_WORD_RIGHT,
  CEL_KILL_TO_BLANK,
  CEL_YANK,
  CEL_PASTE,
  CEL_BACKSPACE,
  CEL_LEFT,
  CEL_RIGHT,
  CEL_SEARCH,
  CEL_FIND,
  CEL_UNDO,
  CEL_CLEAR_SCREEN,
  CEL_RUN,
  CEL_EDIT,
  CEL_ARRANGE,      // internal: the margin of continuation lines is put right
  // vi's commands, with cel_lines.
  CEL_LOOK,         // nothing, but what libedit did is taken over
  CEL_OWN_CUT,      // the same, and libedit cuts or copies next
  CEL_CUT_LINE,
  CEL_COPY_LINE,
  CEL_CLEAR_LINE,
  CEL_PUT_AFTER,
  CEL_PUT_BEFORE,
  CEL_OPEN_ABOVE,
  CEL_JOIN,
  CEL_GO_TO_LINE,
  CEL_INDENT_LINE,
  CEL_OUTDENT_LINE,
  // With cel_motion.
  CEL_MOVE,
  CEL_CUT_PART,
  CEL_CHANGE_PART,
  CEL_COPY_PART,
  CEL_KEY_COUNT
} cel_key;

/// What the owner wants after a key.
typedef enum {
  CEL_REFRESH = 0,  // go on editing, show what changed
  CEL_ACCEPT,       // the text is done
  CEL_BEEP,         // go on, with a beep
  CEL_PASS,         // libedit's own command does it
} cel_action;

/// How reading a text ended.
typedef enum {
  CEL_TEXT = 0,     // the owner accepted it: cel_text
  CEL_END,          // Ctrl-D on an empty line, or the terminal is gone
  CEL_INTERRUPTED,  // Ctrl-C: the text is dropped
  CEL_TERMINATED,   // SIGTERM or SIGHUP: cel_signal says which
} cel_outcome;

typedef cel_action (*cel_key_function)(void *context, cel_editor *editor, cel_key key);

/// Opens an editor on two descriptors of a terminal; NULL when libedit cannot work there.
/// `program` is the name that `.editrc` entries begin with. The locale is set to a UTF-8 one.
cel_editor *cel_open(const char *program, int input, int output, cel_key_function function, void *context);
void cel_close(cel_editor *editor);

/// Gives the terminal to another program, and takes it back with the text drawn anew.
void cel_leave(cel_editor *editor);
void cel_return(cel_editor *editor);
/// Runs a program at the terminal in between, with its own signals; where it is stopped, this process is, too.
/// Returns its exit status, 128 + n after a signal, or -1 and errno where it could not start.
int cel_run(cel_editor *editor, const char *path, char *const *arguments);

/// Reads `.editrc`: the mode first (`bind -v`), then our keys, then the file's own bindings.
void cel_load_settings(cel_editor *editor, const char *path);

/// Edits one text. The prompt has a foreground colour (32 is green) or none (0); `continuation` stands before the
/// later lines, ASCII, and is shown as wide as the prompt.
cel_outcome cel_read(cel_editor *editor, const char *prompt, int color, const char *continuation);

/// The text being edited (not ended by a zero byte alone: its length is in `length`), valid until the next change.
const char *cel_text(cel_editor *editor, size_t *length);
size_t cel_cursor(cel_editor *editor);
/// The lines that vi's command is for: `above` the cursor's, and how many in all; `exact` where fewer will not do.
/// `count` is also how often a text is put, the number of a line, how many words a motion goes, and how many changes are
/// undone. Where `number` is not 0, the command is for the lines from the cursor's to the one of that number.
void cel_lines(const cel_editor *editor, int *above, int *count, bool *exact, int *number);
/// The letter of vi's motion that a command is for: w, e, b, W, E, B, 0, ^, $, h, l, a blank; or of a text object, with `kind` i or a
/// (0 for a motion): w, W, quotes, brackets.
unsigned char cel_motion(const cel_editor *editor, unsigned char *kind);
/// Replaces the text and puts the cursor.
void cel_set_text(cel_editor *editor, const char *text, size_t length, size_t cursor);
/// What the last CEL_PASTE brought, as UTF-8 with `\n` line ends.
const char *cel_pasted(cel_editor *editor, size_t *length);
/// Shows text under the line being edited, and the line again under that.
void cel_print_below(cel_editor *editor, const char *text, size_t length);
/// Empties the screen and shows the line at its top.
void cel_clear_screen(cel_editor *editor);
/// One more byte of input without waiting for it, left unread: -1 when there is none.
int cel_peek(cel_editor *editor);
/// Waits for one key and gives its character (a control character for a key without one, -1 for an interrupt).
long cel_read_character(cel_editor *editor);
/// An interrupt while it waited was meant for a question, not for the text.
void cel_forgive_interrupt(cel_editor *editor);
/// Shows the line with another prompt until the next cel_read, for a search.
void cel_set_prompt(cel_editor *editor, const char *prompt, int color);
/// Leaves the line on the screen and goes below it, before CEL_ACCEPT.
void cel_finish(cel_editor *editor);
/// Takes the line off the screen, the cursor where its prompt began.
void cel_erase(cel_editor *editor);
/// Draws prompt and line from the cursor on.
void cel_redraw(cel_editor *editor);
/// Gives characters back, to be read next as if typed.
void cel_unread(cel_editor *editor, long character);
/// The signal that ended the last read, or 0.
int cel_signal(const cel_editor *editor);

/// Columns and rows of the terminal behind a descriptor; 80 by 24 where unknown.
void cel_window_size(int descriptor, int *columns, int *rows);

/// Calls `function` from the SIGINT handler from now on (it may only set flags); NULL brings the default back.
void cel_on_interrupt(void (*function)(void));
/// True after a SIGINT since the last cel_clear_interrupt.
bool cel_is_interrupted(void);
void cel_clear_interrupt(void);
/// write(), which ends with EINTR at Ctrl-C whatever thread it blocks. One thread at a time may be in it.
ssize_t cel_write(int descriptor, const void *bytes, size_t length);
/// A closed pipe becomes an error of write() instead of the end of the process.
void cel_ignore_broken_pipes(void);

/// Ctrl-\ ends a program that runs, as always: Swift's runtime takes it for a crash of the program and asks.
void cel_quit_plainly(void);

/// Sends a question that ends with a request for device attributes (`ESC [c`, which every terminal answers) and
/// collects the answers, for at most `milliseconds`. Returns the number of bytes in `answer`.
size_t cel_ask_terminal(int input, int output, const char *question, int milliseconds, char *answer,
                        size_t capacity);
