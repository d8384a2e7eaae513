#pragma once
#include "nb_loops_types.h"
#include "nb_math.h"

// The elementary functions as compiled for one instruction set.
typedef struct {
  double (*exp)(double);
  double (*expm1)(double);
  double (*exp2)(double);
  double (*log)(double);
  double (*log2)(double);
  double (*log10)(double);
  double (*log1p)(double);
  double (*cbrt)(double);
  double (*sin)(double);
  double (*cos)(double);
  double (*tan)(double);
  double (*arcsin)(double);
  double (*arccos)(double);
  double (*arctan)(double);
  double (*sinh)(double);
  double (*cosh)(double);
  double (*tanh)(double);
  double (*pow)(double, double);
  double (*arctan2)(double, double);
  double (*hypot)(double, double);
} nb_math_functions;

extern const nb_math_functions nb_math_portable;
#if defined(__x86_64__)
extern const nb_math_functions nb_math_avx2;
extern const nb_math_functions nb_math_avx512;
#endif
