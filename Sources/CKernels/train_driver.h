// A template, included once for each element type. Before it, define `scalar` and `NAME(x)`.
//
// Work is cut into tasks. A sum belongs to one task, or its parts are added in a fixed order afterwards.

// MARK: Batch normalisation of columns

typedef struct {
  ptrdiff_t rows, columns, width;  // width: columns of a task
  const scalar *x, *gamma, *beta, *dout, *old_mean, *old_deviation;
  scalar epsilon;
  scalar *out, *mean, *variance, *deviation, *dx, *dgamma, *dbeta;
} NAME(columns);

static void NAME(columns_forward)(void *context, ptrdiff_t task) {
  const NAME(columns) *p = context;
  const ptrdiff_t first = task * p->width, count = p->columns - first < p->width ? p->columns - first : p->width;
  NAME(train_kernels_now)()->norm_columns(p->rows, p->columns, first, count, p->x, p->gamma, p->beta, p->epsilon, p->out,
                                          p->mean, p->variance, p->deviation);
}

static void NAME(columns_backward)(void *context, ptrdiff_t task) {
  const NAME(columns) *p = context;
  const ptrdiff_t first = task * p->width, count = p->columns - first < p->width ? p->columns - first : p->width;
  NAME(train_kernels_now)()->norm_columns_back(p->rows, p->columns, first, count, p->dout, p->x, p->old_mean, p->gamma,
                                               p->old_deviation, p->dx, p->dgamma, p->dbeta);
}

static void NAME(columns_run)(NAME(columns) p, void (*task)(void *, ptrdiff_t)) {
  if (p.rows < 1 || p.columns < 1) return;
  // A task for each thread, of whole cache lines; one where threads cost more than they bring.
  const ptrdiff_t threads = p.rows * p.columns < elements_a_task ? 1 : nb_thread_count(), line = 64 / (ptrdiff_t)sizeof(scalar);
  p.width = ((p.columns + threads - 1) / threads + line - 1) / line * line;
  nb_parallel_for((p.columns + p.width - 1) / p.width, task, &p);
}

void NAME(nb_batchnorm_forward)(ptrdiff_t rows, ptrdiff_t columns, const scalar *x, const scalar *gamma, const scalar *beta,
                                scalar epsilon, scalar *out, scalar *mean, scalar *variance, scalar *deviation) {
  NAME(columns_run)
  ((NAME(columns)){.rows = rows, .columns = columns, .x = x, .gamma = gamma, .beta = beta, .epsilon = epsilon, .out = out,
                   .mean = mean, .variance = variance, .deviation = deviation},
   NAME(columns_forward));
}

void NAME(nb_batchnorm_backward)(ptrdiff_t rows, ptrdiff_t columns, const scalar *dout, const scalar *x, const scalar *mean,
                                 const scalar *gamma, const scalar *deviation, scalar *dx, scalar *dgamma, scalar *dbeta) {
  NAME(columns_run)
  ((NAME(columns)){.rows = rows, .columns = columns, .dout = dout, .x = x, .old_mean = mean, .gamma = gamma,
                   .old_deviation = deviation, .dx = dx, .dgamma = dgamma, .dbeta = dbeta},
   NAME(columns_backward));
}

// MARK: Batch normalisation of planes

typedef struct {
  ptrdiff_t images, channels, plane;
  int chains;  // of a task
  const scalar *x, *gamma, *beta, *dout, *old_out, *old_mean, *old_deviation;
  scalar epsilon;
  bool relu;
  scalar *out, *mean, *variance, *deviation, *dx, *dgamma, *dbeta;
} NAME(planes);

/// Statistics and output of a few channels.
static void NAME(planes_forward)(void *context, ptrdiff_t task) {
  const NAME(planes) *p = context;
  const NAME(train_kernels) *kernels = NAME(train_kernels_now)();
  const int chains = p->chains;
  const ptrdiff_t first = task * chains, these = p->channels - first < chains ? p->channels - first : chains;
  const scalar number = (scalar)(p->images * p->plane);
  scalar runs[most_chains * chain_run] = {0}, sums[most_chains] = {0}, squares[most_chains] = {0};

  for (int pass = 0; pass < 2; pass++) {
    for (ptrdiff_t image = 0; image < p->images; image++) {
      if (pass == 0 && these == chains) {
        kernels->add_chains(chains, p->plane, p->x + (image * p->channels + first) * p->plane, p->plane, sums);
        continue;
      }
      for (ptrdiff_t i = 0; i < p->plane; i += chain_run) {
        const ptrdiff_t count = p->plane - i < chain_run ? p->plane - i : chain_run;
        for (ptrdiff_t c = 0; c < these; c++) {
          const scalar *x = p->x + (image * p->channels + first + c) * p->plane + i;
          if (pass == 0)
            memcpy(runs + c * chain_run, x, (size_t)count * sizeof(scalar));
          else
            kernels->distances(count, x, p->mean[first + c], runs + c * chain_run);
        }
        kernels->add_chains(chains, count, runs, chain_run, pass == 0 ? sums : squares);
      }
    }
    for (ptrdiff_t c = 0; c < these; c++) {
      if (pass == 0) {
        p->mean[first + c] = sums[c] / number;
      } else {
        p->variance[first + c] = squares[c] / number;
        const scalar shifted = p->variance[first + c] + p->epsilon;
        p->deviation[first + c] = __builtin_elementwise_sqrt(shifted);
      }
    }
  }
  for (ptrdiff_t image = 0; image < p->images; image++)
    for (ptrdiff_t c = first; c < first + these; c++) {
      const ptrdiff_t at = (image * p->channels + c) * p->plane;
      kernels->normalize(p->plane, p->x + at, p->mean[c], p->deviation[c], p->gamma[c], p->beta[c], p->relu, p->out + at);
    }
}

static void NAME(planes_backward)(void *context, ptrdiff_t task) {
  const NAME(planes) *p = context;
  const NAME(train_kernels) *kernels = NAME(train_kernels_now)();
  const int chains = p->chains;
  const ptrdiff_t first = task * chains, these = p->channels - first < chains ? p->channels - first : chains;
  const scalar number = (scalar)(p->images * p->plane);
  scalar runs[4][most_chains * chain_run] = {{0}}, sums[4][most_chains] = {{0}};

  for (ptrdiff_t image = 0; image < p->images; image++)
    for (ptrdiff_t i = 0; i < p->plane; i += chain_run) {
      const ptrdiff_t count = p->plane - i < chain_run ? p->plane - i : chain_run;
      for (ptrdiff_t c = 0; c < these; c++) {
        const ptrdiff_t channel = first + c, at = (image * p->channels + channel) * p->plane + i, to = c * chain_run;
        kernels->norm_products(count, p->dout + at, p->old_out ? p->old_out + at : NULL, p->x + at, p->old_mean[channel],
                               p->old_deviation[channel], p->gamma[channel], runs[0] + to, runs[1] + to, runs[2] + to, runs[3] + to);
      }
      for (int s = 0; s < 4; s++) kernels->add_chains(chains, count, runs[s], chain_run, sums[s]);
    }
  for (ptrdiff_t c = 0; c < these; c++) {
    p->dbeta[first + c] = sums[0][c];
    p->dgamma[first + c] = sums[1][c];
  }
  for (ptrdiff_t image = 0; image < p->images; image++)
    for (ptrdiff_t c = 0; c < these; c++) {
      const ptrdiff_t channel = first + c, at = (image * p->channels + channel) * p->plane;
      kernels->norm_gradient(p->plane, p->dout + at, p->old_out ? p->old_out + at : NULL, p->x + at, p->old_mean[channel],
                             p->old_deviation[channel], p->gamma[channel], number, sums[2][c], sums[3][c], p->dx + at);
    }
}

void NAME(nb_spatial_norm_forward)(ptrdiff_t images, ptrdiff_t channels, ptrdiff_t plane, const scalar *x, const scalar *gamma,
                                   const scalar *beta, scalar epsilon, bool relu, scalar *out, scalar *mean, scalar *variance,
                                   scalar *deviation) {
  NAME(planes)
  p = {.images = images, .channels = channels, .plane = plane, .x = x, .gamma = gamma, .beta = beta, .epsilon = epsilon, .relu = relu,
       .out = out, .mean = mean, .variance = variance, .deviation = deviation};
  p.chains = chains_a_task(sizeof(scalar), channels);
  nb_parallel_for((channels + p.chains - 1) / p.chains, NAME(planes_forward), &p);
}

static void NAME(planes_apply)(void *context, ptrdiff_t image) {
  const NAME(planes) *p = context;
  const NAME(train_kernels) *kernels = NAME(train_kernels_now)();
  for (ptrdiff_t c = 0; c < p->channels; c++) {
    const ptrdiff_t at = (image * p->channels + c) * p->plane;
    kernels->normalize(p->plane, p->x + at, p->old_mean[c], p->old_deviation[c], p->gamma[c], p->beta[c], p->relu, p->out + at);
  }
}

void NAME(nb_spatial_norm_apply)(ptrdiff_t images, ptrdiff_t channels, ptrdiff_t plane, const scalar *x, const scalar *gamma,
                                 const scalar *beta, const scalar *mean, const scalar *deviation, bool relu, scalar *out) {
  NAME(planes)
  p = {.images = images, .channels = channels, .plane = plane, .x = x, .gamma = gamma, .beta = beta, .old_mean = mean,
       .old_deviation = deviation, .relu = relu, .out = out};
  nb_parallel_for(images, NAME(planes_apply), &p);
}

void NAME(nb_spatial_norm_backward)(ptrdiff_t images, ptrdiff_t channels, ptrdiff_t plane, const scalar *dout, const scalar *out,
                                    const scalar *x, const scalar *gamma, const scalar *mean, const scalar *deviation, scalar *dx,
                                    scalar *dgamma, scalar *dbeta) {
  NAME(planes)
  p = {.images = images, .channels = channels, .plane = plane, .x = x, .gamma = gamma, .dout = dout, .old_out = out, .old_mean = mean,
       .old_deviation = deviation, .dx = dx, .dgamma = dgamma, .dbeta = dbeta};
  p.chains = chains_a_task(sizeof(scalar), channels);
  nb_parallel_for((channels + p.chains - 1) / p.chains, NAME(planes_backward), &p);
}

// MARK: Update rules and regularisation

typedef struct {
  const nb_adam_step *step;
  ptrdiff_t count;
  scalar scale;
  const scalar *w, *g, *m, *v;
  scalar *next_w, *next_m, *next_v;
} NAME(update);

static void NAME(adam_task)(void *context, ptrdiff_t task) {
  const NAME(update) *p = context;
  const ptrdiff_t i = task * elements_a_task, count = p->count - i < elements_a_task ? p->count - i : elements_a_task;
  NAME(train_kernels_now)()->adam(p->step, count, p->w + i, p->g + i, p->m + i, p->v + i, p->next_w + i, p->next_m + i, p->next_v + i);
}

void NAME(nb_adam)(const nb_adam_step *step, ptrdiff_t count, const scalar *w, const scalar *g, const scalar *m, const scalar *v,
                   scalar *next_w, scalar *next_m, scalar *next_v) {
  NAME(update) p = {.step = step, .count = count, .w = w, .g = g, .m = m, .v = v, .next_w = next_w, .next_m = next_m, .next_v = next_v};
  nb_parallel_for((count + elements_a_task - 1) / elements_a_task, NAME(adam_task), &p);
}

static void NAME(add_scaled_task)(void *context, ptrdiff_t task) {
  const NAME(update) *p = context;
  const ptrdiff_t i = task * elements_a_task, count = p->count - i < elements_a_task ? p->count - i : elements_a_task;
  NAME(train_kernels_now)()->add_scaled(count, p->scale, p->w + i, p->next_w + i);
}

void NAME(nb_add_scaled)(ptrdiff_t count, scalar scale, const scalar *x, scalar *y) {
  NAME(update) p = {.count = count, .scale = scale, .w = x, .next_w = y};
  nb_parallel_for((count + elements_a_task - 1) / elements_a_task, NAME(add_scaled_task), &p);
}

/// Where a pairwise sum is cut in two.
static ptrdiff_t NAME(half)(ptrdiff_t count) { return count / 2 - count / 2 % 8; }

static scalar NAME(squares_in)(const NAME(train_kernels) * kernels, ptrdiff_t count, const scalar *x) {
  if (count <= 128) {
    scalar squares[128];
    kernels->squares(count, x, squares);
    return NAME(nb_sum)((const char *)squares, sizeof(scalar), count);
  }
  const ptrdiff_t half = NAME(half)(count);
  const scalar left = NAME(squares_in)(kernels, half, x);
  return left + NAME(squares_in)(kernels, count - half, x + half);
}

typedef struct {
  const scalar *x[square_parts];
  ptrdiff_t count[square_parts];
  scalar sum[square_parts];
} NAME(parts);

static void NAME(part_task)(void *context, ptrdiff_t task) {
  NAME(parts) *p = context;
  p->sum[task] = NAME(squares_in)(NAME(train_kernels_now)(), p->count[task], p->x[task]);
}

scalar NAME(nb_sum_squares)(ptrdiff_t count, const scalar *x) {
  if (count < 2 * elements_a_task) return NAME(squares_in)(NAME(train_kernels_now)(), count, x);
  // The topmost cuts of the pairwise sum; each level is made from the one above, back to front in place.
  NAME(parts) p = {.x = {x}, .count = {count}};
  for (int number = 1; number < square_parts; number *= 2)
    for (int i = number - 1; i >= 0; i--) {
      const ptrdiff_t whole = p.count[i], half = NAME(half)(whole);
      p.x[2 * i + 1] = p.x[i] + half, p.count[2 * i + 1] = whole - half;
      p.x[2 * i] = p.x[i], p.count[2 * i] = half;
    }
  nb_parallel_for(square_parts, NAME(part_task), &p);
  for (int number = square_parts; number > 1; number /= 2)
    for (int i = 0; i < number / 2; i++) p.sum[i] = p.sum[2 * i] + p.sum[2 * i + 1];
  return p.sum[0];
}

#undef scalar
#undef NAME
