// Elementary functions. For now the C library's, to be replaced by our own one by one.
#include "nb_math.h"

#include <math.h>

double nb_exp(double x) { return exp(x); }
double nb_expm1(double x) { return expm1(x); }
double nb_exp2(double x) { return exp2(x); }
double nb_log(double x) { return log(x); }
double nb_log2(double x) { return log2(x); }
double nb_log10(double x) { return log10(x); }
double nb_log1p(double x) { return log1p(x); }
double nb_cbrt(double x) { return cbrt(x); }
double nb_sin(double x) { return sin(x); }
double nb_cos(double x) { return cos(x); }
double nb_tan(double x) { return tan(x); }
double nb_arcsin(double x) { return asin(x); }
double nb_arccos(double x) { return acos(x); }
double nb_arctan(double x) { return atan(x); }
double nb_sinh(double x) { return sinh(x); }
double nb_cosh(double x) { return cosh(x); }
double nb_tanh(double x) { return tanh(x); }
double nb_pow(double x, double y) { return pow(x, y); }
double nb_arctan2(double y, double x) { return atan2(y, x); }
double nb_hypot(double x, double y) { return hypot(x, y); }
