// Elementwise loops for any processor (on arm64 the compiler uses NEON by itself).
#include "nb_loops_types.h"
#define NB_TARGET
#define NB_TABLE nb_loops_portable
#include "nb_loops_template.h"
