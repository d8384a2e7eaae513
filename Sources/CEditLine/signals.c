#include "internal.h"

#include <errno.h>
#include <pthread.h>
#include <string.h>
#include <unistd.h>

// While a line is read, signals only set flags and are let in at one place: where the reader waits for a byte.

static const int watched[] = {SIGINT, SIGWINCH, SIGTSTP, SIGCONT, SIGTERM, SIGHUP};
enum { WATCHED = sizeof watched / sizeof watched[0] };

static volatile sig_atomic_t arrived[WATCHED];
static struct sigaction outside_actions[WATCHED];
static struct sigaction outside_quit;
static sigset_t outside_mask;

static volatile sig_atomic_t interrupted;
static void (*volatile interrupt_function)(void);

static void note(int signal) {
  for (int i = 0; i < WATCHED; i++)
    if (watched[i] == signal) arrived[i] = 1;
}

static void install(int i) {
  struct sigaction action;
  memset(&action, 0, sizeof action);
  sigemptyset(&action.sa_mask);
  action.sa_handler = note;
  sigaction(watched[i], &action, &outside_actions[i]);
}

void cel_signals_begin(void) {
  sigset_t mask;
  sigemptyset(&mask);
  for (int i = 0; i < WATCHED; i++) {
    sigaddset(&mask, watched[i]);
    arrived[i] = 0;
  }
  sigprocmask(SIG_BLOCK, &mask, &outside_mask);
  for (int i = 0; i < WATCHED; i++) {
    install(i);
    // A shell started with a signal ignored (nohup) keeps ignoring it.
    if (outside_actions[i].sa_handler == SIG_IGN) sigaction(watched[i], &outside_actions[i], NULL);
  }
  // Ctrl-\ does nothing at the prompt.
  struct sigaction nothing;
  memset(&nothing, 0, sizeof nothing);
  sigemptyset(&nothing.sa_mask);
  nothing.sa_handler = SIG_IGN;
  sigaction(SIGQUIT, &nothing, &outside_quit);
}

void cel_signals_end(void) {
  for (int i = 0; i < WATCHED; i++) sigaction(watched[i], &outside_actions[i], NULL);
  sigaction(SIGQUIT, &outside_quit, NULL);
  sigprocmask(SIG_SETMASK, &outside_mask, NULL);
}

const sigset_t *cel_signals_outside(void) { return &outside_mask; }

int cel_signals_take(int signal) {
  for (int i = 0; i < WATCHED; i++)
    if (watched[i] == signal && arrived[i]) {
      arrived[i] = 0;
      return 1;
    }
  return 0;
}

// True when a signal is noted that nobody took: another thread may have run the handler.
bool cel_signals_waiting(void) {
  for (int i = 0; i < WATCHED; i++)
    if (arrived[i]) return true;
  return false;
}

void cel_leave(cel_editor *editor) {
  cel_emit(editor, "\033[?2004l");
  el_set(editor->el, EL_PREP_TERM, 0);
}

void cel_return(cel_editor *editor) {
  cel_prepare_terminal(editor);
  el_resize(editor->el);
  cel_emit(editor, "\033[?2004h");
  cel_restart_display(editor);
}

// Stops the process and its job, until it is continued.
void cel_stop(void) {
  struct sigaction ours, standard;
  memset(&standard, 0, sizeof standard);
  sigemptyset(&standard.sa_mask);
  standard.sa_handler = SIG_DFL;
  sigaction(SIGTSTP, &standard, &ours);
  sigset_t mask, before;
  sigemptyset(&mask);
  sigaddset(&mask, SIGTSTP);
  sigaddset(&mask, SIGCONT);
  sigprocmask(SIG_UNBLOCK, &mask, &before);
  kill(0, SIGTSTP);  // the whole job, as the terminal does
  sigprocmask(SIG_SETMASK, &before, NULL);
  sigaction(SIGTSTP, &ours, NULL);
  cel_signals_take(SIGCONT);
  cel_signals_take(SIGTSTP);
}

// Stops with the terminal as the parent shell wants it, and comes back to the line being edited.
void cel_suspend(cel_editor *editor) {
  cel_move_below(editor);
  cel_leave(editor);
  cel_stop();
  cel_return(editor);
}

// A script runs on a thread of its own, and the signal mostly comes to the main thread, which only waits for that one:
// a write that blocks ends with EINTR where the signal is handed on to its thread.
static volatile sig_atomic_t is_writing;
static pthread_t writer;

ssize_t cel_write(int descriptor, const void *bytes, size_t length) {
  writer = pthread_self();
  is_writing = 1;
  ssize_t count = write(descriptor, bytes, length);
  int reason = errno;
  is_writing = 0;
  errno = reason;
  return count;
}

static void interrupt(int signal) {
  int reason = errno;
  if (is_writing && !pthread_equal(writer, pthread_self())) pthread_kill(writer, signal);
  errno = reason;
  interrupted = 1;
  if (interrupt_function != NULL) interrupt_function();
}

void cel_on_interrupt(void (*function)(void)) {
  interrupt_function = function;
  struct sigaction action;
  memset(&action, 0, sizeof action);
  sigemptyset(&action.sa_mask);
  // No SA_RESTART: a write that blocks ends with EINTR.
  action.sa_handler = function != NULL ? interrupt : SIG_DFL;
  sigaction(SIGINT, &action, NULL);
}

bool cel_is_interrupted(void) { return interrupted != 0; }

void cel_clear_interrupt(void) { interrupted = 0; }

void cel_ignore_broken_pipes(void) { signal(SIGPIPE, SIG_IGN); }

void cel_quit_plainly(void) {
  struct sigaction action;
  if (sigaction(SIGQUIT, NULL, &action) == 0 && action.sa_handler != SIG_IGN) signal(SIGQUIT, SIG_DFL);
}
