#pragma once
#include <stdint.h>

extern const uint64_t nb_ziggurat_inside[256];
extern const double nb_ziggurat_width[256];
extern const double nb_ziggurat_density[256];

extern const uint64_t nb_exponential_inside[256];
extern const double nb_exponential_width[256];
extern const double nb_exponential_density[256];
