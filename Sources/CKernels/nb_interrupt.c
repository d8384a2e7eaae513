#include "nb_interrupt.h"

#include <stddef.h>

static int of_process;
static _Thread_local int *forced;

_Static_assert(__atomic_always_lock_free(sizeof of_process, 0), "a signal handler may only touch lock-free words");

int *nb_interrupt_word(void) { return &of_process; }

bool nb_interrupt_pending(void) { return __atomic_load_n(forced ? forced : &of_process, __ATOMIC_RELAXED) != 0; }

int *nb_interrupt_force(int *word) {
  int *before = forced;
  forced = word;
  return before;
}
