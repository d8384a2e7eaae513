// A template, included once for each element type. Before it, define `scalar` and `NAME(x)`.
//
// C is cut into blocks, one task each. A task walks the blocks of K in order; for each it copies what it reads many times into
// compact buffers, unless it is compact already, and calls the tile kernel. Where tasks share columns of B, these are copied
// first, by all threads, for some blocks of K at once. No sum is ever split between tasks.

typedef struct {
  const NAME(gemm_kernel) * kernel;
  bool transA, transB, accumulate;
  ptrdiff_t M, N, K;
  const scalar *A, *B;
  scalar *C;
  ptrdiff_t lda, ldb, ldc;
  ptrdiff_t task_rows, task_columns, tasks_down, tasks_across;
  // The columns [first_column, last_column) of B, for k in [first_k, last_k), copied panel by panel; `NULL` if each task copies its own.
  scalar *panels;
  ptrdiff_t first_column, last_column, first_k, last_k;
} NAME(product);

/// Copies `rows` elements of one k to panels of `tile_rows`. `bytes` is a constant where this is called, and not less than a panel
/// is wide: what is copied too much, the next k overwrites.
static inline __attribute__((always_inline)) void NAME(deal)(const size_t bytes, const scalar *from, ptrdiff_t rows, ptrdiff_t tile_rows,
                                                             bool last, scalar *panel) {
  ptrdiff_t r = 0;
  if (!last)
    for (; (size_t)(rows - r) * sizeof(scalar) >= bytes; r += tile_rows, panel += tile_rows * left_stride(scalar))
      memcpy(panel, from + r, bytes);
  for (; r < rows; r += tile_rows, panel += tile_rows * left_stride(scalar))
    for (ptrdiff_t i = 0; i < tile_rows && i < rows - r; i++) panel[i] = from[r + i];
}

/// Copies `rows` rows and `depth` columns of op(A). Rows lie `left_stride` apart, or, of a transposed A, panels of `tile_rows` rows
/// do, which are contiguous for each k.
static void NAME(pack_left)(const NAME(product) * p, ptrdiff_t row, ptrdiff_t rows, ptrdiff_t k, ptrdiff_t depth, scalar *to) {
  const ptrdiff_t tile_rows = p->kernel->tile_rows;
  if (!p->transA) {
    for (ptrdiff_t r = 0; r < rows; r++) {
      const scalar *from = p->A + (row + r) * p->lda + k;
      // Every row is a new place in memory, of which no processor knows before it is asked for.
      if (r + rows_ahead < rows)
        for (ptrdiff_t d = 0; d < depth; d += 64 / (ptrdiff_t)sizeof(scalar)) __builtin_prefetch(from + rows_ahead * p->lda + d);
      memcpy(to + r * left_stride(scalar), from, (size_t)depth * sizeof(scalar));
    }
    return;
  }
  // k by k as the elements lie in memory: steps from k to k are long, and may all fall into one set of the cache.
  const size_t width = (size_t)tile_rows * sizeof(scalar);
  for (ptrdiff_t d = 0; d < depth; d++, to += tile_rows) {
    const scalar *from = p->A + (k + d) * p->lda + row;
    const bool last = d + 1 == depth;
    if (width <= 32)
      NAME(deal)(32, from, rows, tile_rows, last, to);
    else if (width <= 64)
      NAME(deal)(64, from, rows, tile_rows, last, to);
    else
      NAME(deal)(128, from, rows, tile_rows, last, to);
  }
}

/// The transpose of the 4 by 4 elements at `from`, rows `from_row` apart.
static inline void NAME(transpose_4)(const scalar *from, ptrdiff_t from_row, scalar *to, ptrdiff_t to_row) {
  typedef scalar four __attribute__((ext_vector_type(4)));
  four a, b, c, d;
  memcpy(&a, from, sizeof a);
  memcpy(&b, from + from_row, sizeof b);
  memcpy(&c, from + 2 * from_row, sizeof c);
  memcpy(&d, from + 3 * from_row, sizeof d);
  const four ab = __builtin_shufflevector(a, b, 0, 4, 1, 5), ab_high = __builtin_shufflevector(a, b, 2, 6, 3, 7);
  const four cd = __builtin_shufflevector(c, d, 0, 4, 1, 5), cd_high = __builtin_shufflevector(c, d, 2, 6, 3, 7);
  const four rows[4] = {__builtin_shufflevector(ab, cd, 0, 1, 4, 5), __builtin_shufflevector(ab, cd, 2, 3, 6, 7),
                        __builtin_shufflevector(ab_high, cd_high, 0, 1, 4, 5), __builtin_shufflevector(ab_high, cd_high, 2, 3, 6, 7)};
  for (int r = 0; r < 4; r++) memcpy(to + r * to_row, &rows[r], sizeof(four));
}

/// Copies `depth` rows and `columns` columns of op(B), panel by panel, rows of a panel contiguous and `tile_columns` apart.
static void NAME(pack_right)(const NAME(product) * p, ptrdiff_t column, ptrdiff_t columns, ptrdiff_t k, ptrdiff_t depth, scalar *to) {
  const ptrdiff_t width = p->kernel->tile_columns;
  if (!p->transB) {
    for (ptrdiff_t d = 0; d < depth; d++) {
      const scalar *from = p->B + (k + d) * p->ldb + column;
      scalar *panel = to + d * width;
      ptrdiff_t j = 0;
      // Whole panels are copied by a few moves; a call for each row would cost more than they do.
      if (width * (ptrdiff_t)sizeof(scalar) == 128)
        for (; j + width <= columns; j += width, panel += depth * width) memcpy(panel, from + j, 128);
      for (; j < columns; j += width, panel += depth * width)
        memcpy(panel, from + j, (size_t)(columns - j < width ? columns - j : width) * sizeof(scalar));
    }
    return;
  }
  for (ptrdiff_t j = 0; j < columns; j += width, to += depth * width) {
    const ptrdiff_t some = columns - j < width ? columns - j : width;
    const scalar *from = p->B + (column + j) * p->ldb + k;
    ptrdiff_t c = 0;
    for (; c + 4 <= some; c += 4) {
      ptrdiff_t d = 0;
      for (; d + 4 <= depth; d += 4) NAME(transpose_4)(from + c * p->ldb + d, p->ldb, to + d * width + c, width);
      for (; d < depth; d++)
        for (ptrdiff_t i = c; i < c + 4; i++) to[d * width + i] = from[i * p->ldb + d];
    }
    for (; c < some; c++)
      for (ptrdiff_t d = 0; d < depth; d++) to[d * width + c] = from[c * p->ldb + d];
  }
}

/// Where the shared copy of the block of K at `k` begins, which is `depth` deep, at a column where a panel begins.
static scalar *NAME(shared_at)(const NAME(product) * p, ptrdiff_t k, ptrdiff_t depth, ptrdiff_t column) {
  const ptrdiff_t width = p->kernel->tile_columns;
  const ptrdiff_t padded = (p->last_column - p->first_column + width - 1) / width * width;
  return p->panels + (k - p->first_k) * padded + (column - p->first_column) * depth;
}

/// Some rows of a block of C, and one block of K. `left` is work space for a copy of A, or `NULL`; the panels of the columns of B are
/// at `right`, unless it is `NULL`.
static void NAME(strip)(const NAME(product) * p, ptrdiff_t row, ptrdiff_t rows, ptrdiff_t column, ptrdiff_t columns, ptrdiff_t k,
                        ptrdiff_t depth, scalar *left, const scalar *right) {
  const ptrdiff_t tile_rows = p->kernel->tile_rows, tile_columns = p->kernel->tile_columns;
  const NAME(gemm_tile) tile = p->kernel->tile;
  const bool add = p->accumulate || k > 0;
  if (nb_interrupt_pending()) return;
  if (left) NAME(pack_left)(p, row, rows, k, depth, left);
  const ptrdiff_t a_row = p->transA ? 1 : left ? left_stride(scalar) : p->lda;
  const ptrdiff_t a_step = !p->transA ? 1 : left ? tile_rows : p->lda;
  const ptrdiff_t b_step = right ? tile_columns : p->ldb;
  for (ptrdiff_t j = 0; j < columns; j += tile_columns) {
    const ptrdiff_t tile_width = columns - j < tile_columns ? columns - j : tile_columns;
    const scalar *b = right ? right + j * depth : p->B + k * p->ldb + column + j;
    // While the tiles of this panel are at work, they ask for the next one.
    const scalar *next = b + depth * tile_columns;
    for (ptrdiff_t r = 0; r < rows; r += tile_rows, next += 256 * 16 / (ptrdiff_t)sizeof(scalar)) {
      const ptrdiff_t tile_height = rows - r < tile_rows ? rows - r : tile_rows;
      const scalar *a = left        ? left + r * left_stride(scalar)
                        : p->transA ? p->A + k * p->lda + row + r
                                    : p->A + (row + r) * p->lda + k;
      tile(tile_height, tile_width, depth, a, a_row, a_step, b, b_step, p->C + (row + r) * p->ldc + column + j, p->ldc, add, right ? next : b);
    }
  }
}

/// One block of C, for k in [first_k, last_k).
static void NAME(block)(const NAME(product) * p, ptrdiff_t row, ptrdiff_t rows, ptrdiff_t column, ptrdiff_t columns) {
  const ptrdiff_t tile_rows = p->kernel->tile_rows, tile_columns = p->kernel->tile_columns;
  const bool copyB = !p->panels && (p->transB || (rows > 3 * tile_rows && p->K * p->ldb * (ptrdiff_t)sizeof(scalar) > 32768));
  scalar *left = NULL, *right = NULL;
  if (columns > 3 * tile_columns && rows * p->K * (ptrdiff_t)sizeof(scalar) > 32768)
    left = scratch(SCRATCH_GEMM_LEFT, (size_t)(left_rows * left_stride(scalar)) * sizeof(scalar));
  const ptrdiff_t rows_at_once = left ? left_rows / tile_rows * tile_rows : rows;

  if (p->panels) {
    // Rows first: what they add to stays near.
    for (ptrdiff_t r = 0; r < rows; r += rows_at_once) {
      const ptrdiff_t these = rows - r < rows_at_once ? rows - r : rows_at_once;
      for (ptrdiff_t k = p->first_k, depth; k < p->last_k; k += depth) {
        depth = gemm_block_depth(p->K - k);
        NAME(strip)(p, row + r, these, column, columns, k, depth, left, NAME(shared_at)(p, k, depth, column));
      }
    }
    return;
  }

  // Where memory is short, a part of the columns at a time is copied to the stack.
  scalar few[256 * 128 / sizeof(scalar)];
  ptrdiff_t columns_at_once = columns;
  if (copyB) {
    const ptrdiff_t most = (columns + tile_columns - 1) / tile_columns * tile_columns;
    right = scratch(SCRATCH_GEMM_RIGHT, (size_t)(256 * most) * sizeof(scalar));
    if (!right) right = few, columns_at_once = tile_columns;
  }
  ptrdiff_t k = p->first_k;
  do {
    const ptrdiff_t depth = gemm_block_depth(p->K - k);
    for (ptrdiff_t j = 0; j < columns; j += columns_at_once) {
      const ptrdiff_t some = columns - j < columns_at_once ? columns - j : columns_at_once;
      if (copyB) NAME(pack_right)(p, column + j, some, k, depth, right);
      for (ptrdiff_t r = 0; r < rows; r += rows_at_once)
        NAME(strip)(p, row + r, rows - r < rows_at_once ? rows - r : rows_at_once, column + j, some, k, depth, left, right);
    }
    k += depth;
  } while (k < p->last_k);
}

static void NAME(task)(void *context, ptrdiff_t number) {
  const NAME(product) *p = context;
  const ptrdiff_t row = number % p->tasks_down * p->task_rows, column = p->first_column + number / p->tasks_down * p->task_columns;
  const ptrdiff_t rows = p->M - row < p->task_rows ? p->M - row : p->task_rows;
  const ptrdiff_t columns = p->last_column - column < p->task_columns ? p->last_column - column : p->task_columns;
  NAME(block)(p, row, rows, column, columns);
}

/// All tasks for the columns [first_column, last_column) and k in [first_k, last_k).
static void NAME(tasks)(NAME(product) * p) {
  const ptrdiff_t across = (p->last_column - p->first_column + p->task_columns - 1) / p->task_columns;
  nb_parallel_for(across * p->tasks_down, NAME(task), p);
}

/// A task of copying shared columns: one block of K, some panels.
static void NAME(share)(void *context, ptrdiff_t number) {
  const NAME(product) *p = context;
  const ptrdiff_t width = share_panels * p->kernel->tile_columns;
  const ptrdiff_t across = (p->last_column - p->first_column + width - 1) / width;
  const ptrdiff_t column = p->first_column + number % across * width;
  ptrdiff_t k = p->first_k, depth = gemm_block_depth(p->K - k);
  for (ptrdiff_t block = number / across; block > 0; block--) k += depth, depth = gemm_block_depth(p->K - k);
  NAME(pack_right)
  (p, column, p->last_column - column < width ? p->last_column - column : width, k, depth, NAME(shared_at)(p, k, depth, column));
}

/// Tasks that share columns of B: some columns at once, and for them some blocks of K at once. False where memory is short.
static bool NAME(shared)(NAME(product) * p) {
  const ptrdiff_t width = p->kernel->tile_columns;
  const ptrdiff_t most_columns = even_parts(p->N, width, share_bytes / 256 / (ptrdiff_t)sizeof(scalar), 1);
  ptrdiff_t depth_at_once = share_bytes / (ptrdiff_t)sizeof(scalar) / most_columns;
  if (depth_at_once > p->K) depth_at_once = p->K;
  if (depth_at_once < 256) depth_at_once = 256;
  p->panels = scratch(SCRATCH_GEMM_SHARED, (size_t)(depth_at_once * most_columns) * sizeof(scalar));
  if (!p->panels) return false;
  for (p->first_column = 0; p->first_column < p->N; p->first_column = p->last_column) {
    p->last_column = p->N - p->first_column < most_columns ? p->N : p->first_column + most_columns;
    const ptrdiff_t across = (p->last_column - p->first_column + share_panels * width - 1) / (share_panels * width);
    p->task_columns = even_parts(p->last_column - p->first_column, width, p->last_column - p->first_column, p->tasks_across);
    for (p->first_k = 0; p->first_k < p->K; p->first_k = p->last_k) {
      ptrdiff_t blocks = 0;
      for (p->last_k = p->first_k; p->last_k < p->K; blocks++) {
        const ptrdiff_t depth = gemm_block_depth(p->K - p->last_k);
        if (blocks > 0 && p->last_k + depth - p->first_k > depth_at_once) break;
        p->last_k += depth;
      }
      nb_parallel_for(blocks * across, NAME(share), p);
      NAME(tasks)(p);
    }
  }
  return true;
}

void NAME(nb_gemm)(bool transA, bool transB, ptrdiff_t M, ptrdiff_t N, ptrdiff_t K, const scalar *A, ptrdiff_t lda, const scalar *B,
                   ptrdiff_t ldb, scalar *C, ptrdiff_t ldc, bool accumulate) {
  if (M <= 0 || N <= 0 || (K <= 0 && accumulate)) return;
  NAME(product)
  p = {.kernel = NAME(gemm_kernel_now)(), .transA = transA, .transB = transB, .accumulate = accumulate, .M = M, .N = N, .K = K,
       .A = A, .B = B, .C = C, .lda = lda, .ldb = ldb, .ldc = ldc, .task_rows = M, .task_columns = N, .tasks_down = 1,
       .last_column = N, .last_k = K};
  const double work = (double)M * (double)N * (double)K;
  if (work < 32768 || (work < 500000 && N <= 512)) {
    NAME(block)(&p, 0, M, 0, N);
    return;
  }
  const int threads = work < 500000 ? 1 : nb_thread_count();
  const ptrdiff_t tile_rows = p.kernel->tile_rows, tile_columns = p.kernel->tile_columns;
  // Two tasks for each thread keep all of them busy to the end when one is held up.
  const ptrdiff_t wanted = threads > 1 ? 2 * threads : 1;
  // Many columns: each task copies its own, and the few rows of A with them. Otherwise tasks share the columns; of fewer rows than
  // four tiles they would read them more often than the nearest cache can give them.
  const ptrdiff_t down = M / (4 * tile_rows) < wanted ? M / (4 * tile_rows) : wanted;
  if (threads > 1 && down > 1 && N < wanted * few_columns) {
    p.task_rows = even_parts(M, tile_rows, M, down);
    p.tasks_down = (M + p.task_rows - 1) / p.task_rows;
    p.tasks_across = (wanted + p.tasks_down - 1) / p.tasks_down;
    if (K > 0 && NAME(shared)(&p)) return;
    p.panels = NULL, p.first_column = p.first_k = 0, p.last_column = N, p.last_k = K;
    p.task_columns = even_parts(N, tile_columns, N, p.tasks_across);
  } else {
    p.task_columns = even_parts(N, tile_columns, column_bytes / (ptrdiff_t)sizeof(scalar), wanted);
  }
  NAME(tasks)(&p);
}

#undef scalar
#undef NAME
