// Reductions for any processor.
#include "nb_reduce_types.h"
#define NB_TARGET
#define NB_TABLE nb_reduce_portable
#include "nb_reduce_template.h"
