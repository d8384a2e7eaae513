#pragma once

#include <stdbool.h>
#include <stddef.h>

/// The session whose code this thread runs; NULL where none does.
extern _Thread_local void *nb_session_of_thread;
/// Whether that session wants to hear of floating-point trouble.
extern _Thread_local bool nb_session_listens;

static inline void *nb_session(void) { return nb_session_of_thread; }
static inline void nb_session_set(void *session) { nb_session_of_thread = session; }
static inline bool nb_session_is_listening(void) { return nb_session_listens; }
static inline void nb_session_listen(bool listens) { nb_session_listens = listens; }
