// Elementary functions for x86-64 with AVX-512.
#include "nb_math_types.h"
#if defined(__x86_64__)
#define NB_TARGET __attribute__((target("avx512f,avx512dq,avx512bw,avx512vl,avx2,fma")))
#define NB_TABLE nb_loops_math_avx512
#define NB_FUNCTIONS nb_math_avx512
#include "nb_math_template.h"
#endif
