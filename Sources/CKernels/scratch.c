#include "scratch.h"

#include <pthread.h>
#include <stdbool.h>
#include <stdint.h>
#include <stdlib.h>

typedef struct {
  void *bytes;
  size_t size;
} space;

static _Thread_local space spaces[SCRATCH_USES];
static _Thread_local bool registered;
static pthread_once_t once = PTHREAD_ONCE_INIT;
static pthread_key_t at_thread_end;

static void free_spaces(void *unused) {
  (void)unused;
  for (int use = 0; use < SCRATCH_USES; use++) {
    free(spaces[use].bytes);
    spaces[use] = (space){NULL, 0};
  }
  registered = false;
}

static void make_key(void) { pthread_key_create(&at_thread_end, free_spaces); }

static void *grow(space *old, size_t bytes) {
  if (!registered) {
    pthread_once(&once, make_key);
    pthread_setspecific(at_thread_end, &registered);
    registered = true;
  }
  free(old->bytes);
  *old = (space){NULL, 0};
  if (bytes == 0) bytes = 1;
  if (bytes > SIZE_MAX - 4095) return NULL;
  const size_t size = (bytes + 4095) / 4096 * 4096;
  void *fresh = aligned_alloc(64, size);
  if (!fresh) return NULL;
  *old = (space){fresh, size};
  return fresh;
}

void *scratch(scratch_use use, size_t bytes) {
  space *kept = &spaces[use];
  return kept->size >= bytes && kept->bytes ? kept->bytes : grow(kept, bytes);
}
