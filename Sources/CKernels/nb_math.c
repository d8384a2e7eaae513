// Elementary functions, each by the version for the instruction set in use.
#include "nb_math_types.h"

static const nb_math_functions *functions(void) {
#if defined(__x86_64__)
  switch (nb_isa_current()) {
    case NB_ISA_AVX512: return &nb_math_avx512;
    case NB_ISA_AVX2: return &nb_math_avx2;
    default: break;
  }
#endif
  return &nb_math_portable;
}

double nb_exp(double x) { return functions()->exp(x); }
double nb_expm1(double x) { return functions()->expm1(x); }
double nb_exp2(double x) { return functions()->exp2(x); }
double nb_log(double x) { return functions()->log(x); }
double nb_log2(double x) { return functions()->log2(x); }
double nb_log10(double x) { return functions()->log10(x); }
double nb_log1p(double x) { return functions()->log1p(x); }
double nb_cbrt(double x) { return functions()->cbrt(x); }
double nb_sin(double x) { return functions()->sin(x); }
double nb_cos(double x) { return functions()->cos(x); }
double nb_tan(double x) { return functions()->tan(x); }
double nb_arcsin(double x) { return functions()->arcsin(x); }
double nb_arccos(double x) { return functions()->arccos(x); }
double nb_arctan(double x) { return functions()->arctan(x); }
double nb_sinh(double x) { return functions()->sinh(x); }
double nb_cosh(double x) { return functions()->cosh(x); }
double nb_tanh(double x) { return functions()->tanh(x); }
double nb_pow(double x, double y) { return functions()->pow(x, y); }
double nb_arctan2(double y, double x) { return functions()->arctan2(y, x); }
double nb_hypot(double x, double y) { return functions()->hypot(x, y); }
