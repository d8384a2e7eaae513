#pragma once

#include <stdbool.h>
#include <stddef.h>

// Memory for large arrays, which programs take and give back in the same sizes again and again. The system would clear each page
// anew when it is first touched, which costs more than many an operation on it; so blocks given back are kept for a while.

/// Blocks of fewer bytes are the business of malloc.
enum { nb_memory_least = 1 << 17 };

/// At least `bytes` bytes (not less than `nb_memory_least`), aligned to a page, all zero if `zeroed`; `NULL` when the system has no
/// more. `*taken` is how many there are.
void *nb_memory_take(size_t bytes, bool zeroed, size_t *taken);

/// Gives back a block; `taken` is the number that came with it.
void nb_memory_give(void *block, size_t taken);
