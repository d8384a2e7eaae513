#include "nb_interrupt.h"

#include <stdatomic.h>

static atomic_bool pending;

_Static_assert(ATOMIC_BOOL_LOCK_FREE == 2, "a signal handler may only touch lock-free atomics");

void nb_interrupt_request(void) { atomic_store_explicit(&pending, true, memory_order_relaxed); }

void nb_interrupt_clear(void) { atomic_store_explicit(&pending, false, memory_order_relaxed); }

bool nb_interrupt_pending(void) { return atomic_load_explicit(&pending, memory_order_relaxed); }
