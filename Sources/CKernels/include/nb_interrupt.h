#pragma once

#include <stdbool.h>

/// Asks whatever runs now to stop soon. Safe in a signal handler.
void nb_interrupt_request(void);

/// Forgets a request, once it has been acted upon.
void nb_interrupt_clear(void);

/// Whether somebody asked to stop. Costs one load; safe in a signal handler and from any thread.
///
/// Kernels finish what they began, so that no array is left half written; loops above them ask between calls.
bool nb_interrupt_pending(void);
