#pragma once

#include <stddef.h>

/// Counts nested releases of this thread: both give the depth after the call.
///
/// Calls into C stay where they are written, while a compiler may move the release of an object, which is what is
/// counted, across writes to a variable of its own module.
ptrdiff_t nb_nesting_enter(void);
ptrdiff_t nb_nesting_leave(void);
