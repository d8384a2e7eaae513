#include <math.h>

#include "train_kernels.h"

// Without optimisation, or where a processor has no such vectors, loops stay as they are: no warning.
#pragma clang diagnostic ignored "-Wpass-failed"
// Functions with wide vectors are all inlined: how they would be passed does not matter.
#pragma clang diagnostic ignored "-Wpsabi"

#if defined(__x86_64__)
#define TARGET __attribute__((target("avx512f,avx512vl,avx512dq,avx512bw,avx2,fma")))

#define NAME(x) x##_f32
#define scalar float
#define WIDE 16
#define ROOT(x) sqrtf(x)
#define TABLE train_avx512_f32
#define QUICK 1
#include "train_template.h"

#define NAME(x) x##_f64
#define scalar double
#define WIDE 8
#define ROOT(x) sqrt(x)
#define TABLE train_avx512_f64
#define QUICK 1
#include "train_template.h"
#endif
