#include <math.h>

#include "train_kernels.h"

// Without optimisation, or where a processor has no such vectors, loops stay as they are: no warning.
#pragma clang diagnostic ignored "-Wpass-failed"
// Functions with wide vectors are all inlined: how they would be passed does not matter.
#pragma clang diagnostic ignored "-Wpsabi"

#if defined(__aarch64__)
#define MULTIPLY_ADDS 1
#else
#define MULTIPLY_ADDS 0
#endif
#define TARGET

#define NAME(x) x##_f32
#define scalar float
#define WIDE 16
#define ROOT(x) sqrtf(x)
#define TABLE train_portable_f32
#define QUICK MULTIPLY_ADDS
#include "train_template.h"

#define NAME(x) x##_f64
#define scalar double
#define WIDE 8
#define ROOT(x) sqrt(x)
#define TABLE train_portable_f64
#define QUICK MULTIPLY_ADDS
#include "train_template.h"
