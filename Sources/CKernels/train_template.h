// A template, included once for each instruction set and element type. Before it, define
//   NAME(x)   x with a suffix
//   TARGET    the attribute that allows the instructions
//   scalar    the element type
//   WIDE      elements in 64 bytes
//   ROOT(x)   the square root of one element
//   TABLE     the table to fill
//   QUICK     whether the instructions include a fused multiply-add

#define INLINE static inline __attribute__((always_inline)) TARGET
#define UNROLL _Pragma("clang loop unroll(full)")
// What a loop reads and writes are different arrays, or one in the same place.
#define EACH _Pragma("clang loop vectorize(assume_safety)")

typedef scalar NAME(wide) __attribute__((ext_vector_type(WIDE)));

INLINE NAME(wide) NAME(load)(const scalar *p) {
  NAME(wide) v;
  __builtin_memcpy(&v, p, sizeof v);
  return v;
}

INLINE void NAME(store)(scalar *p, NAME(wide) v) { __builtin_memcpy(p, &v, sizeof v); }

// MARK: Division

// What a loop divides by often the same: a reciprocal and two corrections by fused multiply-adds give the rounded quotient in a
// fraction of the time of a division (Markstein, Computation of elementary functions on the IBM RISC System/6000 processor, 1990).
// This holds where nothing underflows or overflows on the way; what a loop divides otherwise, it divides again.

/// a / d, for numbers that are not `odd`; inverse = 1 / d.
INLINE scalar NAME(quotient)(scalar a, scalar d, scalar inverse) {
#if QUICK
  scalar q = a * inverse;
  // Remainders are negated twice, so that zeros keep their signs.
  q = __builtin_elementwise_fma(-__builtin_elementwise_fma(d, q, -a), inverse, q);
  return __builtin_elementwise_fma(-__builtin_elementwise_fma(d, q, -a), inverse, q);
#else
  (void)inverse;
  return a / d;
#endif
}

/// Not zero, and so near to it, or so large, that a remainder may leave the range of exponents; or not a number.
INLINE int NAME(odd)(scalar a) {
#if QUICK
  const scalar size = __builtin_elementwise_abs(a);
  return !((size == 0) | ((size >= (scalar)0x1p-60) & (size <= (scalar)0x1p60)));
#else
  (void)a;
  return 0;
#endif
}

/// Whether one may divide by this number as `quotient` does.
INLINE bool NAME(divides)(scalar d) { return d >= (scalar)0x1p-20 && d <= (scalar)0x1p20; }

// MARK: Batch normalisation of columns

// Rows are read one after the other, as they lie; sums of columns stand in memory, which is the first-level cache.

enum { NAME(most) = 128 };  // columns whose sums stand in memory at a time

/// to = (x - mean) / divisor, element by element; inverse = 1 / divisor, and `quick` if one may divide so.
INLINE void NAME(norm_row)(ptrdiff_t count, const scalar *x, const scalar *mean, const scalar *divisor, const scalar *inverse,
                           bool quick, scalar *to) {
  int odd = !quick;
  if (quick) EACH for (ptrdiff_t j = 0; j < count; j++) {
    const scalar distance = x[j] - mean[j];
    odd |= NAME(odd)(distance);
    to[j] = NAME(quotient)(distance, divisor[j], inverse[j]);
  }
  if (odd) EACH for (ptrdiff_t j = 0; j < count; j++) to[j] = (x[j] - mean[j]) / divisor[j];
}

static TARGET void NAME(norm_columns)(ptrdiff_t rows, ptrdiff_t columns, ptrdiff_t first, ptrdiff_t count, const scalar *x,
                                      const scalar *gamma, const scalar *beta, scalar epsilon, scalar *out, scalar *mean, scalar *variance, scalar *deviation) {
  const scalar number = (scalar)rows;
  for (const ptrdiff_t end = first + count; first < end; first += NAME(most)) {
    const ptrdiff_t these = end - first < NAME(most) ? end - first : NAME(most);
    scalar sum[NAME(most)], squares[NAME(most)] = {0}, divisor[NAME(most)], inverse[NAME(most)];
    EACH for (ptrdiff_t j = 0; j < these; j++) sum[j] = x[first + j];
    for (ptrdiff_t r = 1; r < rows; r++) {
      const scalar *row = x + r * columns + first;
      EACH for (ptrdiff_t j = 0; j < these; j++) sum[j] += row[j];
    }
    EACH for (ptrdiff_t j = 0; j < these; j++) sum[j] /= number;
    for (ptrdiff_t r = 0; r < rows; r++) {
      const scalar *row = x + r * columns + first;
      EACH for (ptrdiff_t j = 0; j < these; j++) {
        const scalar distance = row[j] - sum[j];
        squares[j] += distance * distance;
      }
    }
    bool quick = true;
    for (ptrdiff_t j = 0; j < these; j++) {
      mean[first + j] = sum[j];
      variance[first + j] = squares[j] / number;
      deviation[first + j] = divisor[j] = ROOT(variance[first + j] + epsilon);
      inverse[j] = 1 / divisor[j];
      quick &= NAME(divides)(divisor[j]);
    }
    const scalar *scale = gamma + first, *shift = beta + first;
    for (ptrdiff_t r = 0; r < rows; r++) {
      const scalar *row = x + r * columns + first;
      scalar *to = out + r * columns + first;
      NAME(norm_row)(these, row, sum, divisor, inverse, quick, to);
      EACH for (ptrdiff_t j = 0; j < these; j++) to[j] = scale[j] * to[j] + shift[j];
    }
  }
}

static TARGET void NAME(norm_columns_back)(ptrdiff_t rows, ptrdiff_t columns, ptrdiff_t first, ptrdiff_t count, const scalar *dout,
                                           const scalar *x, const scalar *mean, const scalar *gamma, const scalar *deviation,
                                           scalar *dx, scalar *dgamma, scalar *dbeta) {
  const scalar number = (scalar)rows;
  for (const ptrdiff_t end = first + count; first < end; first += NAME(most)) {
    const ptrdiff_t these = end - first < NAME(most) ? end - first : NAME(most);
    scalar sums[NAME(most)] = {0}, products[NAME(most)] = {0}, g[NAME(most)] = {0}, gn[NAME(most)] = {0};
    scalar inverse[NAME(most)], scale[NAME(most)], small[NAME(most)], normalized[NAME(most)];
    const scalar *weight = gamma + first, *divisor = deviation + first;
    bool quick = true, quick_scale = true;
    for (ptrdiff_t j = 0; j < these; j++) {
      inverse[j] = 1 / divisor[j];
      scale[j] = divisor[j] * number;
      small[j] = 1 / scale[j];
      quick &= NAME(divides)(divisor[j]);
      quick_scale &= NAME(divides)(scale[j]);
    }
    for (ptrdiff_t r = 0; r < rows; r++) {
      const scalar *upstream = dout + r * columns + first, *value = x + r * columns + first;
      if (mean) {
        NAME(norm_row)(these, value, mean + first, divisor, inverse, quick, normalized);
        value = normalized;
      }
      EACH for (ptrdiff_t j = 0; j < these; j++) {
        const scalar scaled = upstream[j] * weight[j];
        sums[j] += upstream[j];
        products[j] += upstream[j] * value[j];
        g[j] += scaled;
        gn[j] += scaled * value[j];
      }
    }
    for (ptrdiff_t j = 0; j < these; j++) dbeta[first + j] = sums[j], dgamma[first + j] = products[j];
    for (ptrdiff_t r = 0; r < rows; r++) {
      const scalar *upstream = dout + r * columns + first, *value = x + r * columns + first;
      scalar *to = dx + r * columns + first;
      // Made again: to keep it would cost more memory traffic than it costs to make.
      if (mean) {
        NAME(norm_row)(these, value, mean + first, divisor, inverse, quick, normalized);
        value = normalized;
      }
      scalar whole[NAME(most)];
      int odd = !quick_scale;
      EACH for (ptrdiff_t j = 0; j < these; j++) {
        whole[j] = upstream[j] * weight[j] * number - g[j] - value[j] * gn[j];
        odd |= NAME(odd)(whole[j]);
        to[j] = NAME(quotient)(whole[j], scale[j], small[j]);
      }
      if (odd) EACH for (ptrdiff_t j = 0; j < these; j++) to[j] = whole[j] / scale[j];
    }
  }
}

// MARK: Batch normalisation of planes

static TARGET void NAME(distances)(ptrdiff_t count, const scalar *x, scalar mean, scalar *out) {
  EACH for (ptrdiff_t i = 0; i < count; i++) {
    const scalar distance = x[i] - mean;
    out[i] = distance * distance;
  }
}

static TARGET void NAME(normalize)(ptrdiff_t count, const scalar *x, scalar mean, scalar deviation, scalar gamma, scalar beta,
                                   bool relu, scalar *out) {
  const scalar inverse = 1 / deviation;
  int odd = !NAME(divides)(deviation);
  if (!odd) EACH for (ptrdiff_t i = 0; i < count; i++) {
    const scalar distance = x[i] - mean;
    odd |= NAME(odd)(distance);
    const scalar value = gamma * NAME(quotient)(distance, deviation, inverse) + beta;
    out[i] = (relu & (value <= 0)) ? 0 : value;
  }
  if (odd) EACH for (ptrdiff_t i = 0; i < count; i++) {
    const scalar value = gamma * ((x[i] - mean) / deviation) + beta;
    out[i] = (relu & (value <= 0)) ? 0 : value;
  }
}

static TARGET void NAME(norm_products)(ptrdiff_t count, const scalar *dout, const scalar *out, const scalar *x, scalar mean,
                                       scalar deviation, scalar gamma, scalar *d, scalar *dn, scalar *g, scalar *gn) {
  if (out) {
    EACH for (ptrdiff_t i = 0; i < count; i++) d[i] = dout[i] * (out[i] > 0 ? (scalar)1 : (scalar)0);
  } else {
    EACH for (ptrdiff_t i = 0; i < count; i++) d[i] = dout[i];
  }
  const scalar inverse = 1 / deviation;
  int odd = !NAME(divides)(deviation);
  if (!odd) EACH for (ptrdiff_t i = 0; i < count; i++) {
    const scalar distance = x[i] - mean;
    odd |= NAME(odd)(distance);
    const scalar value = NAME(quotient)(distance, deviation, inverse), scaled = d[i] * gamma;
    dn[i] = d[i] * value;
    g[i] = scaled;
    gn[i] = scaled * value;
  }
  if (odd) EACH for (ptrdiff_t i = 0; i < count; i++) {
    const scalar value = (x[i] - mean) / deviation, scaled = d[i] * gamma;
    dn[i] = d[i] * value;
    g[i] = scaled;
    gn[i] = scaled * value;
  }
}

static TARGET void NAME(norm_gradient)(ptrdiff_t count, const scalar *dout, const scalar *out, const scalar *x, scalar mean,
                                       scalar deviation, scalar gamma, scalar number, scalar sum, scalar projection, scalar *dx) {
  const scalar scale = deviation * number, inverse = 1 / deviation, small = 1 / scale;
  const bool quick = NAME(divides)(deviation) && NAME(divides)(scale);
  enum { most = 256 };
  for (ptrdiff_t done = 0; done < count; done += most) {
    const ptrdiff_t these = count - done < most ? count - done : most;
    const scalar *upstream = dout + done, *value = x + done;
    scalar masked[most], *to = dx + done;
    if (out) {
      EACH for (ptrdiff_t i = 0; i < these; i++) masked[i] = upstream[i] * (out[done + i] > 0 ? (scalar)1 : (scalar)0) * gamma;
    } else {
      EACH for (ptrdiff_t i = 0; i < these; i++) masked[i] = upstream[i] * gamma;
    }
    int odd = !quick;
    if (quick) EACH for (ptrdiff_t i = 0; i < these; i++) {
      const scalar distance = value[i] - mean;
      const scalar whole = masked[i] * number - sum - NAME(quotient)(distance, deviation, inverse) * projection;
      odd |= NAME(odd)(distance) | NAME(odd)(whole);
      to[i] = NAME(quotient)(whole, scale, small);
    }
    if (odd) EACH for (ptrdiff_t i = 0; i < these; i++)
      to[i] = (masked[i] * number - sum - (value[i] - mean) / deviation * projection) / scale;
  }
}

typedef scalar NAME(sixteen) __attribute__((ext_vector_type(16)));

/// Adds 16 runs at once, a vector holding an element of each: turned in squares of 16 by 16, in one order for all instruction sets.
static TARGET void NAME(add_sixteen)(ptrdiff_t count, const scalar *runs, ptrdiff_t apart, scalar *sums) {
  NAME(sixteen) sum, rows[16], next[16];
  __builtin_memcpy(&sum, sums, sizeof sum);
  ptrdiff_t i = 0;
  for (; i + 16 <= count; i += 16) {
    UNROLL for (int r = 0; r < 16; r++) __builtin_memcpy(&rows[r], runs + r * apart + i, sizeof rows[r]);
    // Four perfect shuffles of all elements exchange the four bits of the row with the four of the column.
    UNROLL for (int stage = 0; stage < 4; stage++) {
      UNROLL for (int r = 0; r < 8; r++) {
        next[2 * r] = __builtin_shufflevector(rows[r], rows[r + 8], 0, 16, 1, 17, 2, 18, 3, 19, 4, 20, 5, 21, 6, 22, 7, 23);
        next[2 * r + 1] = __builtin_shufflevector(rows[r], rows[r + 8], 8, 24, 9, 25, 10, 26, 11, 27, 12, 28, 13, 29, 14, 30, 15, 31);
      }
      UNROLL for (int r = 0; r < 16; r++) rows[r] = next[r];
    }
    UNROLL for (int r = 0; r < 16; r++) sum += rows[r];
  }
  __builtin_memcpy(sums, &sum, sizeof sum);
  for (; i < count; i++)
    for (int r = 0; r < 16; r++) sums[r] += runs[r * apart + i];
}

static TARGET void NAME(add_chains)(int chains, ptrdiff_t count, const scalar *runs, ptrdiff_t apart, scalar *sums) {
  if (chains == 16 && WIDE == 16) {
    NAME(add_sixteen)(count, runs, apart, sums);
    return;
  }
  for (; chains > 0; chains -= 8, runs += 8 * apart, sums += 8) {
    scalar s0 = sums[0], s1 = sums[1], s2 = sums[2], s3 = sums[3], s4 = sums[4], s5 = sums[5], s6 = sums[6], s7 = sums[7];
    const scalar *few = runs, *others = runs + 4 * apart;
    for (ptrdiff_t i = 0; i < count; i++, few++, others++) {
      s0 += few[0], s1 += few[apart], s2 += few[2 * apart], s3 += few[3 * apart];
      s4 += others[0], s5 += others[apart], s6 += others[2 * apart], s7 += others[3 * apart];
    }
    sums[0] = s0, sums[1] = s1, sums[2] = s2, sums[3] = s3, sums[4] = s4, sums[5] = s5, sums[6] = s6, sums[7] = s7;
  }
}

// MARK: Update rules

static TARGET void NAME(adam)(const nb_adam_step *step, ptrdiff_t count, const scalar *w, const scalar *g, const scalar *m,
                              const scalar *v, scalar *next_w, scalar *next_m, scalar *next_v) {
  const scalar keep1 = (scalar)step->beta1, take1 = (scalar)(1 - step->beta1);
  const scalar keep2 = (scalar)step->beta2, take2 = (scalar)(1 - step->beta2);
  const scalar c1 = (scalar)step->c1, c2 = (scalar)step->c2, rate = (scalar)step->rate, epsilon = (scalar)step->epsilon;
  EACH for (ptrdiff_t i = 0; i < count; i++) {
    const scalar mean = keep1 * m[i] + take1 * g[i];
    const scalar square = keep2 * v[i] + take2 * (g[i] * g[i]);
    next_m[i] = mean;
    next_v[i] = square;
    next_w[i] = w[i] - rate * (mean / c1) / (ROOT(square / c2) + epsilon);
  }
}

static TARGET void NAME(add_scaled)(ptrdiff_t count, scalar scale, const scalar *x, scalar *y) {
  EACH for (ptrdiff_t i = 0; i < count; i++) y[i] += x[i] * scale;
}

static TARGET void NAME(squares)(ptrdiff_t count, const scalar *x, scalar *out) {
  EACH for (ptrdiff_t i = 0; i < count; i++) out[i] = x[i] * x[i];
}

// MARK: Convolution and pooling

/// As `pool_row` of pool_planes.h: the first of equal elements, of elements that are not numbers the first of those.
static TARGET void NAME(pool_rows)(ptrdiff_t count, const scalar *upper, const scalar *lower, scalar bias, scalar *out,
                                   uint8_t *places) {
#define BETTER(x, best) ((x) > (best) || (((x) != (x)) & ((best) == (best))))
  if (!places) {
    EACH for (ptrdiff_t i = 0; i < count; i++) {
      const scalar a = upper[2 * i] + bias, b = upper[2 * i + 1] + bias, c = lower[2 * i] + bias, d = lower[2 * i + 1] + bias;
      scalar best = BETTER(b, a) ? b : a;
      best = BETTER(c, best) ? c : best;
      best = BETTER(d, best) ? d : best;
      out[i] = best <= 0 ? 0 : best;
    }
    return;
  }
  // Places as wide as elements first: what the loop selects together should have one width.
  for (ptrdiff_t done = 0; done < count; done += 64) {
    const ptrdiff_t these = count - done < 64 ? count - done : 64;
    scalar place[64];
    EACH for (ptrdiff_t j = 0; j < these; j++) {
      const ptrdiff_t i = done + j;
      const scalar a = upper[2 * i] + bias, b = upper[2 * i + 1] + bias, c = lower[2 * i] + bias, d = lower[2 * i + 1] + bias;
      scalar best = a, at = 0;
      at = BETTER(b, best) ? 1 : at, best = BETTER(b, best) ? b : best;
      at = BETTER(c, best) ? 2 : at, best = BETTER(c, best) ? c : best;
      at = BETTER(d, best) ? 3 : at, best = BETTER(d, best) ? d : best;
      out[i] = best <= 0 ? 0 : best;
      place[j] = best > 0 ? at : 4;
    }
    for (ptrdiff_t j = 0; j < these; j++) places[done + j] = (uint8_t)(int)place[j];
  }
#undef BETTER
}

/// `filters` and `vectors` are constants where this is called, so that sums live in registers.
INLINE void NAME(add_patches_of)(const int filters, const int vectors, ptrdiff_t count, const scalar *factors, const int32_t *places,
                                 const scalar *patches, ptrdiff_t width, scalar *sums) {
  NAME(wide) sum[4][4];
  UNROLL for (int f = 0; f < filters; f++)
    UNROLL for (int v = 0; v < vectors; v++) sum[f][v] = NAME(load)(sums + f * width + v * WIDE);
  for (ptrdiff_t i = 0; i < count; i++) {
    UNROLL for (int f = 0; f < filters; f++) {
      const scalar *patch = patches + (ptrdiff_t)places[f * count + i] * width;
      const NAME(wide) factor = (NAME(wide))factors[f * count + i];
      UNROLL for (int v = 0; v < vectors; v++)
        sum[f][v] = __builtin_elementwise_fma(factor, NAME(load)(patch + v * WIDE), sum[f][v]);
    }
  }
  UNROLL for (int f = 0; f < filters; f++)
    UNROLL for (int v = 0; v < vectors; v++) NAME(store)(sums + f * width + v * WIDE, sum[f][v]);
}

static TARGET void NAME(add_patches)(int filters, ptrdiff_t count, const scalar *factors, const int32_t *places,
                                     const scalar *patches, ptrdiff_t width, scalar *sums) {
  ptrdiff_t k = 0;
#define REST count, factors, places, patches + k, width, sums + k
#define ONE(N) count, factors + (N) * count, places + (N) * count, patches + k, width, sums + (N) * width + k
  for (; width - k >= 4 * WIDE; k += 4 * WIDE) {
    if (filters == 4)
      NAME(add_patches_of)(4, 4, REST);
    else
      for (int f = 0; f < filters; f++) NAME(add_patches_of)(1, 4, ONE(f));
  }
  for (; width - k >= 2 * WIDE; k += 2 * WIDE) {
    if (filters == 4)
      NAME(add_patches_of)(4, 2, REST);
    else
      for (int f = 0; f < filters; f++) NAME(add_patches_of)(1, 2, ONE(f));
  }
  for (; width - k > 0; k += WIDE) {
    if (filters == 4)
      NAME(add_patches_of)(4, 1, REST);
    else
      for (int f = 0; f < filters; f++) NAME(add_patches_of)(1, 1, ONE(f));
  }
#undef REST
#undef ONE
}

const NAME(train_kernels) TABLE = {
    .norm_columns = NAME(norm_columns),   .norm_columns_back = NAME(norm_columns_back),
    .distances = NAME(distances),         .normalize = NAME(normalize),
    .norm_products = NAME(norm_products), .norm_gradient = NAME(norm_gradient),
    .add_chains = NAME(add_chains),       .adam = NAME(adam),
    .add_scaled = NAME(add_scaled),       .squares = NAME(squares),
    .pool_rows = NAME(pool_rows),         .add_patches = NAME(add_patches),
};

#undef INLINE
#undef UNROLL
#undef EACH
#undef NAME
#undef scalar
#undef WIDE
#undef ROOT
#undef TABLE
#undef QUICK
