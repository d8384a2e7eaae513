#pragma once

#include <stddef.h>

/// How many threads a kernel called from this thread may keep busy, itself included; at least 1.
///
/// The environment variable `NBSH_THREADS` when it is a positive number, otherwise the number of processors online.
int nb_thread_count(void);

/// A sentence for the user when `NBSH_THREADS` is set to something else than a number of threads that can be had, otherwise `NULL`.
const char *nb_thread_warning(void);

/// Makes kernels called from this thread use `count` threads from now on; 0 goes back to the environment's choice.
void nb_thread_force(int count);

/// Calls `body(context, task)` once for each task from 0 up to `tasks`, on several threads, and returns when all are done.
///
/// Which thread runs which task, and when, is not defined: a body writes only what belongs to its task. Calls from inside a body,
/// and calls made while another thread is using the pool, run all their tasks in order on the calling thread. Threads start with
/// the first call that needs them; if the system refuses to start any, the caller does all the work. A body must not `fork`.
void nb_parallel_for(ptrdiff_t tasks, void (*body)(void *context, ptrdiff_t task), void *context);
