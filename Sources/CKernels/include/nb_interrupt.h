#pragma once

#include <stdbool.h>
#include <stddef.h>

// A word that asks whatever runs to stop soon: set in the handler of Ctrl-C or by a watch on time, cleared by the session when it has
// raised KeyboardInterrupt.
//
// Kernels that may take long ask once for each block of work and return at once where somebody wants to stop: what they were to
// write is then not finished. Whoever calls one of them asks `nb_interrupt_pending` afterwards, before the result is used, and throws
// it away; nobody clears the word in between. Kernels that write in place, or that take a moment only, never ask, so that what they
// change is not left half done.

/// The word of this process, for a handler and for the session; not zero while somebody wants to stop.
int *nb_interrupt_word(void);

/// Whether somebody wants to stop. Safe in a signal handler and from any thread.
bool nb_interrupt_pending(void);

/// The same in a loop of small steps: asks in one of 65,536 turns, the first among them.
static inline bool nb_interrupt_at(ptrdiff_t turn) { return (turn & 0xffff) == 0 && nb_interrupt_pending(); }

/// Makes kernels called from this thread look at `word` from now on, `NULL` for that of the process, and returns what they looked at.
///
/// Other threads keep theirs, so that tests which run side by side do not disturb each other.
int *nb_interrupt_force(int *word);
