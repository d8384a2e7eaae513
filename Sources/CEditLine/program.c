#include "internal.h"

#include <errno.h>
#include <sys/wait.h>
#include <termios.h>
#include <unistd.h>

// Another program at the terminal, while a line is edited: a job of its own, as a shell runs one.

static void become_job(int terminal, bool is_foreground) {
  setpgid(0, 0);
  // SIGTTOU is still blocked here.
  if (is_foreground) tcsetpgrp(terminal, getpgrp());
  struct sigaction standard = {.sa_handler = SIG_DFL};
  sigemptyset(&standard.sa_mask);
  sigaction(SIGPIPE, &standard, NULL);
  sigaction(SIGTSTP, &standard, NULL);
  sigaction(SIGQUIT, &standard, NULL);
  sigprocmask(SIG_SETMASK, cel_signals_outside(), NULL);
}

int cel_run(cel_editor *editor, const char *path, char *const *arguments) {
  int terminal = editor->input, status = 0;
  struct termios outside;
  bool has_modes = tcgetattr(terminal, &outside) == 0;
  bool is_foreground = tcgetpgrp(terminal) == getpgrp();
  sigset_t mask, before;
  sigemptyset(&mask);
  sigaddset(&mask, SIGTTOU);
  sigprocmask(SIG_BLOCK, &mask, &before);
  pid_t child = fork();
  if (child == 0) {
    become_job(terminal, is_foreground);
    execv(path, arguments);
    _exit(127);
  }
  int reason = errno;
  if (child > 0) {
    // Both do it: whoever comes first.
    setpgid(child, child);
    if (is_foreground) tcsetpgrp(terminal, child);
    for (;;) {
      pid_t got = waitpid(child, &status, WUNTRACED);
      if (got < 0 && errno == EINTR) continue;
      bool is_stopped = got == child && WIFSTOPPED(status);
      if (is_foreground) tcsetpgrp(terminal, getpgrp());
      if (has_modes) tcsetattr(terminal, TCSADRAIN, &outside);
      if (got < 0) {
        reason = errno;
        child = -1;
      }
      if (!is_stopped) break;
      // Ctrl-Z stops both, and fg continues both.
      cel_stop();
      if (is_foreground) tcsetpgrp(terminal, child);
      kill(-child, SIGCONT);
    }
  }
  sigprocmask(SIG_SETMASK, &before, NULL);
  if (child < 0) {
    errno = reason;
    return -1;
  }
  return WIFEXITED(status) ? WEXITSTATUS(status) : 128 + WTERMSIG(status);
}
