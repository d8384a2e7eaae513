#include "nb_session.h"

_Thread_local void *nb_session_of_thread;
_Thread_local bool nb_session_listens;
