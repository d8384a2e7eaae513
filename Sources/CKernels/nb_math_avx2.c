// Elementary functions for x86-64 with AVX2 and FMA.
#include "nb_math_types.h"
#if defined(__x86_64__)
#define NB_TARGET __attribute__((target("avx2,fma")))
#define NB_TABLE nb_loops_math_avx2
#define NB_FUNCTIONS nb_math_avx2
#include "nb_math_template.h"
#endif
