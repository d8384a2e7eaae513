#include "nb_nesting.h"

static _Thread_local ptrdiff_t depth;

ptrdiff_t nb_nesting_enter(void) { return ++depth; }
ptrdiff_t nb_nesting_leave(void) { return --depth; }
