#include "nb_pool.h"

#include <stdbool.h>
#include <string.h>

#include "nb_conv.h"
#include "nb_threads.h"

/// How many elements of x a task has at least: enough to be worth a thread.
enum { elements_a_task = 32768 };

static ptrdiff_t planes_a_task(const nb_pool_shape *shape) {
  const ptrdiff_t size = shape->height * shape->width;
  return size >= elements_a_task ? 1 : size > 0 ? (elements_a_task + size - 1) / size : shape->planes + 1;
}

#define scalar float
#define NAME(x) x##_f32
#include "pool_planes.h"

#define scalar double
#define NAME(x) x##_f64
#include "pool_planes.h"
