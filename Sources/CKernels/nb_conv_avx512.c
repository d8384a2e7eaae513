#if defined(__x86_64__)
#define SET avx512
#define INSTRUCTIONS "avx512f,avx512vl,avx512dq,avx512bw,avx2,fma"
#include "conv_template.h"
#endif
