// Elementary functions for any processor.
#include "nb_math_types.h"
#define NB_TARGET
#define NB_TABLE nb_loops_math_portable
#define NB_FUNCTIONS nb_math_portable
#include "nb_math_template.h"
