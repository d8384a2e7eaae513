// Normal and exponential numbers by the ziggurat: 256 layers of equal area under the density, of which the
// lowest includes the tail (Marsaglia and Tsang, "The ziggurat method for generating random variables", 2000).
#include "nb_random_ziggurat.h"
#include "nb_interrupt.h"

#include "nb_math.h"
#include "nb_random_pcg.h"

// Where the tail begins.
static const double tail_start = 0x1.d3bb48209ad33p+1;
static const double exponential_tail_start = 7.69711747013104972;

// Marsaglia's method for the tail: exponential numbers, accepted under the normal density.
static double beyond_tail_start(nb_pcg64 *generator) {
  for (;;) {
    const double x = -(1 / tail_start) * nb_log1p(-nb_pcg_double(generator));
    const double y = -nb_log1p(-nb_pcg_double(generator));
    if (y + y > x * x) return tail_start + x;
  }
}

double nb_pcg_normal(nb_pcg64 *generator) {
  for (;;) {
    const uint64_t bits = nb_pcg_next64(generator);
    const unsigned layer = bits & 0xff;
    const uint64_t place = bits >> 9 & 0xfffffffffffffu;
    const double size = (double)place * nb_ziggurat_width[layer];
    const double x = bits >> 8 & 1 ? -size : size;
    if (place < nb_ziggurat_inside[layer]) return x;
    if (layer == 0) {
      const double far = beyond_tail_start(generator);
      return place >> 8 & 1 ? -far : far;
    }
    const double low = nb_ziggurat_density[layer], high = nb_ziggurat_density[layer - 1];
    if ((high - low) * nb_pcg_double(generator) + low < nb_exp(-0.5 * x * x)) return x;
  }
}

void nb_pcg_fill_normal(nb_pcg64 *generator, double *out, ptrdiff_t n) {
  for (ptrdiff_t i = 0; i < n && !nb_interrupt_at(i); i++) out[i] = nb_pcg_normal(generator);
}

double nb_pcg_exponential(nb_pcg64 *generator) {
  for (;;) {
    const uint64_t bits = nb_pcg_next64(generator) >> 3;
    const unsigned layer = bits & 0xff;
    const uint64_t place = bits >> 8;
    const double x = (double)place * nb_exponential_width[layer];
    if (place < nb_exponential_inside[layer]) return x;
    // The tail of an exponential law is the law itself, moved.
    if (layer == 0) return exponential_tail_start - nb_log1p(-nb_pcg_double(generator));
    const double low = nb_exponential_density[layer], high = nb_exponential_density[layer - 1];
    if ((high - low) * nb_pcg_double(generator) + low < nb_exp(-x)) return x;
  }
}
