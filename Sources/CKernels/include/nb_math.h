#pragma once

// Elementary functions with the same bits on every machine.

double nb_exp(double x);
double nb_expm1(double x);
double nb_exp2(double x);
double nb_log(double x);
double nb_log2(double x);
double nb_log10(double x);
double nb_log1p(double x);
double nb_cbrt(double x);
double nb_sin(double x);
double nb_cos(double x);
double nb_tan(double x);
double nb_arcsin(double x);
double nb_arccos(double x);
double nb_arctan(double x);
double nb_sinh(double x);
double nb_cosh(double x);
double nb_tanh(double x);
double nb_arcsinh(double x);
double nb_arccosh(double x);
double nb_arctanh(double x);
double nb_pow(double x, double y);
double nb_arctan2(double y, double x);
double nb_hypot(double x, double y);
