// A template, included once for each instruction set and element type. Before it, define
//   NAME(x)   x with a suffix
//   TARGET    the attribute that allows the instructions
//   scalar    the element type
//   WIDE      elements in 64 bytes
//   ROOT(x)   the square root of one element
//   TABLE     the table to fill

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

// MARK: Batch normalisation of columns

// Rows are read one after the other, as they lie; sums of columns stand in memory, which is the first-level cache.

static TARGET void NAME(norm_columns)(ptrdiff_t rows, ptrdiff_t columns, ptrdiff_t first, ptrdiff_t count, const scalar *x,
                                      const scalar *gamma, const scalar *beta, scalar epsilon, scalar *out, scalar *normalized,
                                      scalar *mean, scalar *variance, scalar *deviation) {
  const scalar number = (scalar)rows;
  x += first, gamma += first, beta += first, out += first, normalized += first, mean += first, variance += first, deviation += first;
  EACH for (ptrdiff_t j = 0; j < count; j++) mean[j] = x[j], variance[j] = 0;
  for (ptrdiff_t r = 1; r < rows; r++) {
    const scalar *row = x + r * columns;
    EACH for (ptrdiff_t j = 0; j < count; j++) mean[j] += row[j];
  }
  EACH for (ptrdiff_t j = 0; j < count; j++) mean[j] /= number;
  for (ptrdiff_t r = 0; r < rows; r++) {
    const scalar *row = x + r * columns;
    EACH for (ptrdiff_t j = 0; j < count; j++) {
      const scalar distance = row[j] - mean[j];
      variance[j] += distance * distance;
    }
  }
  EACH for (ptrdiff_t j = 0; j < count; j++) {
    variance[j] /= number;
    deviation[j] = ROOT(variance[j] + epsilon);
  }
  for (ptrdiff_t r = 0; r < rows; r++) {
    const scalar *row = x + r * columns;
    scalar *value = normalized + r * columns, *to = out + r * columns;
    EACH for (ptrdiff_t j = 0; j < count; j++) {
      value[j] = (row[j] - mean[j]) / deviation[j];
      to[j] = gamma[j] * value[j] + beta[j];
    }
  }
}

static TARGET void NAME(norm_columns_back)(ptrdiff_t rows, ptrdiff_t columns, ptrdiff_t first, ptrdiff_t count, const scalar *dout,
                                           const scalar *normalized, const scalar *gamma, const scalar *deviation, scalar *dx,
                                           scalar *dgamma, scalar *dbeta) {
  const scalar number = (scalar)rows;
  dout += first, normalized += first, gamma += first, deviation += first, dx += first, dgamma += first, dbeta += first;
  enum { most = 128 };  // columns whose sums stand in memory at a time
  for (; count > 0; count -= most, dout += most, normalized += most, gamma += most, deviation += most, dx += most, dgamma += most,
                    dbeta += most) {
    const ptrdiff_t these = count < most ? count : most;
    scalar g[most] = {0}, gn[most] = {0}, scale[most];
    EACH for (ptrdiff_t j = 0; j < these; j++) dbeta[j] = dgamma[j] = 0, scale[j] = deviation[j] * number;
    for (ptrdiff_t r = 0; r < rows; r++) {
      const scalar *upstream = dout + r * columns, *value = normalized + r * columns;
      EACH for (ptrdiff_t j = 0; j < these; j++) {
        const scalar scaled = upstream[j] * gamma[j];
        dbeta[j] += upstream[j];
        dgamma[j] += upstream[j] * value[j];
        g[j] += scaled;
        gn[j] += scaled * value[j];
      }
    }
    for (ptrdiff_t r = 0; r < rows; r++) {
      const scalar *upstream = dout + r * columns, *value = normalized + r * columns;
      scalar *to = dx + r * columns;
      EACH for (ptrdiff_t j = 0; j < these; j++) to[j] = (upstream[j] * gamma[j] * number - g[j] - value[j] * gn[j]) / scale[j];
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
  if (relu) {
    EACH for (ptrdiff_t i = 0; i < count; i++) {
      const scalar value = gamma * ((x[i] - mean) / deviation) + beta;
      out[i] = value <= 0 ? 0 : value;
    }
  } else {
    EACH for (ptrdiff_t i = 0; i < count; i++) out[i] = gamma * ((x[i] - mean) / deviation) + beta;
  }
}

static TARGET void NAME(norm_products)(ptrdiff_t count, const scalar *dout, const scalar *out, const scalar *x, scalar mean,
                                       scalar deviation, scalar gamma, scalar *d, scalar *dn, scalar *g, scalar *gn) {
  if (out) {
    EACH for (ptrdiff_t i = 0; i < count; i++) d[i] = dout[i] * (out[i] > 0 ? (scalar)1 : (scalar)0);
  } else {
    EACH for (ptrdiff_t i = 0; i < count; i++) d[i] = dout[i];
  }
  EACH for (ptrdiff_t i = 0; i < count; i++) {
    const scalar value = (x[i] - mean) / deviation, scaled = d[i] * gamma;
    dn[i] = d[i] * value;
    g[i] = scaled;
    gn[i] = scaled * value;
  }
}

static TARGET void NAME(norm_gradient)(ptrdiff_t count, const scalar *dout, const scalar *out, const scalar *x, scalar mean,
                                       scalar deviation, scalar gamma, scalar number, scalar sum, scalar projection, scalar *dx) {
  const scalar scale = deviation * number;
  if (out) {
    EACH for (ptrdiff_t i = 0; i < count; i++) {
      const scalar scaled = dout[i] * (out[i] > 0 ? (scalar)1 : (scalar)0) * gamma;
      dx[i] = (scaled * number - sum - (x[i] - mean) / deviation * projection) / scale;
    }
  } else {
    EACH for (ptrdiff_t i = 0; i < count; i++)
      dx[i] = (dout[i] * gamma * number - sum - (x[i] - mean) / deviation * projection) / scale;
  }
}

static TARGET void NAME(add_chains)(ptrdiff_t count, const scalar *runs, scalar *sums) {
  scalar s0 = sums[0], s1 = sums[1], s2 = sums[2], s3 = sums[3], s4 = sums[4], s5 = sums[5], s6 = sums[6], s7 = sums[7];
  for (ptrdiff_t i = 0; i < count; i++) {
    s0 += runs[i], s1 += runs[i + chain_run], s2 += runs[i + 2 * chain_run], s3 += runs[i + 3 * chain_run];
    s4 += runs[i + 4 * chain_run], s5 += runs[i + 5 * chain_run], s6 += runs[i + 6 * chain_run], s7 += runs[i + 7 * chain_run];
  }
  sums[0] = s0, sums[1] = s1, sums[2] = s2, sums[3] = s3, sums[4] = s4, sums[5] = s5, sums[6] = s6, sums[7] = s7;
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
