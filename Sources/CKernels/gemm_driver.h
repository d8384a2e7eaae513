// A template, included once for each element type. Before it, define `scalar` and `NAME(x)`.
//
// C is cut into blocks, one task each. A task walks the blocks of K in order; for each it copies what it reads many times into
// compact buffers, unless it is compact already, and calls the tile kernel. No sum is ever split between tasks.

typedef struct {
  const NAME(gemm_kernel) * kernel;
  bool transA, transB, accumulate;
  ptrdiff_t M, N, K;
  const scalar *A, *B;
  scalar *C;
  ptrdiff_t lda, ldb, ldc;
  ptrdiff_t task_rows, task_columns, tasks_down;
} NAME(product);

/// Copies `rows` rows and `depth` columns of op(A); returns how its elements lie. A panel of `tile_rows` rows is contiguous.
static void NAME(pack_left)(const NAME(product) * p, ptrdiff_t row, ptrdiff_t rows, ptrdiff_t k, ptrdiff_t depth, scalar *to) {
  const ptrdiff_t tile_rows = p->kernel->tile_rows;
  if (!p->transA) {
    for (ptrdiff_t r = 0; r < rows; r++)
      memcpy(to + r * left_stride(scalar), p->A + (row + r) * p->lda + k, (size_t)depth * sizeof(scalar));
    return;
  }
  for (ptrdiff_t r = 0; r < rows; r += tile_rows, to += tile_rows * left_stride(scalar)) {
    const size_t some = (size_t)(rows - r < tile_rows ? rows - r : tile_rows) * sizeof(scalar);
    for (ptrdiff_t d = 0; d < depth; d++) memcpy(to + d * tile_rows, p->A + (k + d) * p->lda + row + r, some);
  }
}

/// Copies `depth` rows and `columns` columns of op(B), panel by panel, rows of a panel contiguous and `tile_columns` apart.
static void NAME(pack_right)(const NAME(product) * p, ptrdiff_t column, ptrdiff_t columns, ptrdiff_t k, ptrdiff_t depth, scalar *to) {
  const ptrdiff_t width = p->kernel->tile_columns;
  for (ptrdiff_t j = 0; j < columns; j += width, to += depth * width) {
    const ptrdiff_t some = columns - j < width ? columns - j : width;
    if (!p->transB) {
      const scalar *from = p->B + k * p->ldb + column + j;
      // Whole panels are copied by a few moves; a call for each row would cost more than they do.
      if (some * (ptrdiff_t)sizeof(scalar) == 128)
        for (ptrdiff_t d = 0; d < depth; d++) memcpy(to + d * width, from + d * p->ldb, 128);
      else
        for (ptrdiff_t d = 0; d < depth; d++) memcpy(to + d * width, from + d * p->ldb, (size_t)some * sizeof(scalar));
    } else {
      for (ptrdiff_t c = 0; c < some; c++) {
        const scalar *from = p->B + (column + j + c) * p->ldb + k;
        for (ptrdiff_t d = 0; d < depth; d++) to[d * width + c] = from[d];
      }
    }
  }
}

static void NAME(block)(const NAME(product) * p, ptrdiff_t row, ptrdiff_t rows, ptrdiff_t column, ptrdiff_t columns) {
  const ptrdiff_t tile_rows = p->kernel->tile_rows, tile_columns = p->kernel->tile_columns;
  const NAME(gemm_tile) tile = p->kernel->tile;
  bool copyA = columns > 3 * tile_columns && rows * p->K * (ptrdiff_t)sizeof(scalar) > 32768;
  bool copyB = p->transB || (rows > 3 * tile_rows && p->K * p->ldb * (ptrdiff_t)sizeof(scalar) > 32768);
  scalar *left = NULL, *right = NULL;
  if (copyA) {
    left = scratch(SCRATCH_GEMM_LEFT, (size_t)(left_rows * left_stride(scalar)) * sizeof(scalar));
    if (!left) copyA = false;
  }
  if (copyB) {
    const ptrdiff_t most = (columns + tile_columns - 1) / tile_columns * tile_columns;
    right = scratch(SCRATCH_GEMM_RIGHT, (size_t)(256 * most) * sizeof(scalar));
  }

  ptrdiff_t k = 0;
  do {
    const ptrdiff_t depth = gemm_block_depth(p->K - k);
    const bool add = p->accumulate || k > 0;
    if (copyB) NAME(pack_right)(p, column, columns, k, depth, right);
    const ptrdiff_t rows_at_once = copyA ? left_rows / tile_rows * tile_rows : rows;
    for (ptrdiff_t i = 0; i < rows; i += rows_at_once) {
      const ptrdiff_t these = rows - i < rows_at_once ? rows - i : rows_at_once;
      if (nb_interrupt_pending()) return;
      if (copyA) NAME(pack_left)(p, row + i, these, k, depth, left);
      const ptrdiff_t a_row = p->transA ? 1 : copyA ? left_stride(scalar) : p->lda;
      const ptrdiff_t a_step = !p->transA ? 1 : copyA ? tile_rows : p->lda;
      for (ptrdiff_t j = 0; j < columns; j += tile_columns) {
        const ptrdiff_t tile_width = columns - j < tile_columns ? columns - j : tile_columns;
        const scalar *b = copyB ? right + j * depth : p->B + k * p->ldb + column + j;
        const ptrdiff_t b_step = copyB ? tile_columns : p->ldb;
        for (ptrdiff_t r = 0; r < these; r += tile_rows) {
          const ptrdiff_t tile_height = these - r < tile_rows ? these - r : tile_rows;
          const scalar *a = copyA      ? left + r * left_stride(scalar)
                            : p->transA ? p->A + k * p->lda + row + i + r
                                        : p->A + (row + i + r) * p->lda + k;
          tile(tile_height, tile_width, depth, a, a_row, a_step, b, b_step, p->C + (row + i + r) * p->ldc + column + j, p->ldc, add);
        }
      }
    }
    k += depth;
  } while (k < p->K);
}

static void NAME(task)(void *context, ptrdiff_t number) {
  const NAME(product) *p = context;
  const ptrdiff_t row = number % p->tasks_down * p->task_rows, column = number / p->tasks_down * p->task_columns;
  const ptrdiff_t rows = p->M - row < p->task_rows ? p->M - row : p->task_rows;
  const ptrdiff_t columns = p->N - column < p->task_columns ? p->N - column : p->task_columns;
  NAME(block)(p, row, rows, column, columns);
}

void NAME(nb_gemm)(bool transA, bool transB, ptrdiff_t M, ptrdiff_t N, ptrdiff_t K, const scalar *A, ptrdiff_t lda, const scalar *B,
                   ptrdiff_t ldb, scalar *C, ptrdiff_t ldc, bool accumulate) {
  if (M <= 0 || N <= 0 || (K <= 0 && accumulate)) return;
  NAME(product)
  p = {NAME(gemm_kernel_now)(), transA, transB, accumulate, M, N, K, A, B, C, lda, ldb, ldc, M, N, 1};
  const double work = (double)M * (double)N * (double)K;
  if (work < 32768 || (work < 500000 && N <= 512)) {
    NAME(block)(&p, 0, M, 0, N);
    return;
  }
  const int threads = work < 500000 ? 1 : nb_thread_count();
  const ptrdiff_t tile_rows = p.kernel->tile_rows, tile_columns = p.kernel->tile_columns;
  p.task_columns = even_parts(N, tile_columns, 4096 / (ptrdiff_t)sizeof(scalar), 1);
  ptrdiff_t across = (N + p.task_columns - 1) / p.task_columns;
  // Two tasks for each thread keep all of them busy to the end when one is held up.
  ptrdiff_t wanted = 2 * threads;
  if (threads > 1 && across < wanted) {
    // Each task copies its rows of A and its columns of B: cut both ways where that is less to copy.
    ptrdiff_t down = (wanted + across - 1) / across;
    if (across == 1 && 2 * M + 2 * N < M + wanted * N && N >= 4 * tile_columns) {
      p.task_columns = even_parts(N, tile_columns, N, 2);
      across = (N + p.task_columns - 1) / p.task_columns;
      down = (wanted + across - 1) / across;
    }
    p.task_rows = even_parts(M, tile_rows, M, down);
  }
  p.tasks_down = (M + p.task_rows - 1) / p.task_rows;
  const ptrdiff_t tasks = across * p.tasks_down;
  if (threads == 1)
    for (ptrdiff_t number = 0; number < tasks; number++) NAME(task)(&p, number);
  else
    nb_parallel_for(tasks, NAME(task), &p);
}

#undef scalar
#undef NAME
