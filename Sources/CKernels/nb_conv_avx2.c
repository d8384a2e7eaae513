#if defined(__x86_64__)
#define SET avx2
#define INSTRUCTIONS "avx2,fma"
#include "conv_template.h"
#endif
