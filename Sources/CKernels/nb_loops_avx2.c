// Elementwise loops for x86-64 with AVX2.
#include "nb_loops_types.h"
#if defined(__x86_64__)
#define NB_TARGET __attribute__((target("avx2,fma")))
#define NB_TABLE nb_loops_avx2
#include "nb_loops_template.h"
#endif
