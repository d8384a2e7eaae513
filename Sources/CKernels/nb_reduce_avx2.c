// Reductions for x86-64 with AVX2.
#include "nb_reduce_types.h"
#if defined(__x86_64__)
#define NB_TARGET __attribute__((target("avx2,fma")))
#define NB_TABLE nb_reduce_avx2
#include "nb_reduce_template.h"
#endif
