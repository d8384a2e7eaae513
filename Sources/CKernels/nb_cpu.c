#include "nb_cpu.h"

#include <pthread.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#if defined(__x86_64__)
#include <cpuid.h>
#endif

enum { isa_count = 4 };
static const char *const names[isa_count] = {"portable", "avx2", "avx512", "neon"};

static pthread_once_t once = PTHREAD_ONCE_INIT;
static bool supported[isa_count];
static char warning[160];
static nb_isa chosen = NB_ISA_PORTABLE;
static _Thread_local int current = -1;  // unknown until this thread first asks

#if defined(__x86_64__)
/// The register sets that the operating system saves on a context switch.
static unsigned saved_registers(void) {
  unsigned low, high;
  __asm__ volatile("xgetbv" : "=a"(low), "=d"(high) : "c"(0));
  return low;
}

static void detect_x86(void) {
  unsigned a, b, c, d;
  if (!__get_cpuid(1, &a, &b, &c, &d)) return;
  const bool fma = c & (1u << 12), osxsave = c & (1u << 27), avx = c & (1u << 28);
  if (!osxsave || !avx || !fma) return;
  if (!__get_cpuid_count(7, 0, &a, &b, &c, &d)) return;
  const bool avx2 = b & (1u << 5);
  const unsigned f_dq_bw_vl = (1u << 16) | (1u << 17) | (1u << 30) | (1u << 31);
  const unsigned saved = saved_registers();
  supported[NB_ISA_AVX2] = avx2 && (saved & 0x6) == 0x6;
  supported[NB_ISA_AVX512] = supported[NB_ISA_AVX2] && (b & f_dq_bw_vl) == f_dq_bw_vl && (saved & 0xe6) == 0xe6;
}
#endif

static void detect(void) {
  supported[NB_ISA_PORTABLE] = true;
#if defined(__x86_64__)
  detect_x86();
#elif defined(__aarch64__)
  supported[NB_ISA_NEON] = true;
#endif
  int best = NB_ISA_PORTABLE;
  for (int isa = 0; isa < isa_count; isa++)
    if (supported[isa]) best = isa;

  const char *wish = getenv("NBSH_ISA");
  if (wish && *wish) {
    int named = -1;
    for (int isa = 0; isa < isa_count; isa++)
      if (strcmp(wish, names[isa]) == 0) named = isa;
    if (named < 0)
      snprintf(warning, sizeof warning, "NBSH_ISA=%.40s: not one of portable, avx2, avx512, neon; using %s", wish, names[best]);
    else if (!supported[named])
      snprintf(warning, sizeof warning, "NBSH_ISA=%s: not supported by this machine; using %s", wish, names[best]);
    else
      best = named;
  }
  chosen = (nb_isa)best;
}

nb_isa nb_isa_current(void) {
  if (current < 0) {
    pthread_once(&once, detect);
    current = (int)chosen;
  }
  return (nb_isa)current;
}

bool nb_isa_supported(nb_isa isa) {
  pthread_once(&once, detect);
  return (unsigned)isa < isa_count && supported[isa];
}

nb_isa nb_isa_force(nb_isa isa) {
  const nb_isa before = nb_isa_current();
  if (nb_isa_supported(isa)) current = (int)isa;
  return before;
}

const char *nb_isa_name(nb_isa isa) { return (unsigned)isa < isa_count ? names[isa] : "unknown"; }

const char *nb_isa_warning(void) {
  pthread_once(&once, detect);
  return warning[0] ? warning : NULL;
}
