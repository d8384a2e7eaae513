#pragma once

#include <stdbool.h>

/// The instruction sets that kernels are written for. Every kernel gives the same bits on each of them.
typedef enum {
  NB_ISA_PORTABLE = 0,  ///< plain C11, `fma()` from the C library
  NB_ISA_AVX2 = 1,      ///< x86-64 with AVX2 and FMA
  NB_ISA_AVX512 = 2,    ///< x86-64 with AVX-512 F, DQ, BW and VL (and AVX2 and FMA)
  NB_ISA_NEON = 3,      ///< arm64
} nb_isa;

/// The instruction set of kernels called from this thread.
///
/// At first the best that the processor and the operating system both support, or the one named by the environment
/// variable `NBSH_ISA` (`portable`, `avx2`, `avx512` or `neon`) when it is supported.
nb_isa nb_isa_current(void);

/// Whether this machine can run kernels of that instruction set.
bool nb_isa_supported(nb_isa isa);

/// Makes kernels called from this thread use `isa` from now on, if it is supported, and returns the one used until now.
///
/// Other threads keep theirs, so that tests which run side by side do not disturb each other.
nb_isa nb_isa_force(nb_isa isa);

/// The name of an instruction set as `NBSH_ISA` spells it.
const char *nb_isa_name(nb_isa isa);

/// A sentence for the user when `NBSH_ISA` is set to something this machine cannot follow, otherwise `NULL`.
const char *nb_isa_warning(void);
