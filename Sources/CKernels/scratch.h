#pragma once

#include <stddef.h>

/// What a thread keeps work space for; each use has its own, so that one kernel may call another.
typedef enum { SCRATCH_GEMM_LEFT, SCRATCH_GEMM_RIGHT, SCRATCH_GEMM_SHARED, SCRATCH_CONV_IMAGE, SCRATCH_CONV_COLUMNS, SCRATCH_CONV_RESULT, SCRATCH_USES } scratch_use;

/// At least `bytes` bytes for this thread and use, aligned to 64, with unspecified contents; `NULL` when memory is short.
///
/// The next call for the same use on the same thread may move them. They are kept until the thread ends.
void *scratch(scratch_use use, size_t bytes);
