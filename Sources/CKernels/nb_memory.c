// Anonymous memory comes from the system's own extensions to POSIX.
#define _DEFAULT_SOURCE
#define _DARWIN_C_SOURCE

#include "nb_memory.h"

#include <pthread.h>
#include <stdint.h>
#include <string.h>
#include <sys/mman.h>

enum {
  most_blocks = 64,
  most_kept = 192 << 20,   // bytes
  huge_page = 2 << 20,
  huge_from = 4 << 20,     // blocks from this size on ask for huge pages
};

typedef struct {
  void *bytes;
  size_t size;
} block;

// Blocks that nobody uses, the oldest first.
static struct {
  pthread_mutex_t lock;
  block blocks[most_blocks];
  int count;
  size_t bytes;
} kept = {.lock = PTHREAD_MUTEX_INITIALIZER};

static block remove_at(int place) {
  const block found = kept.blocks[place];
  kept.count--;
  kept.bytes -= found.size;
  memmove(kept.blocks + place, kept.blocks + place + 1, (size_t)(kept.count - place) * sizeof(block));
  return found;
}

/// The smallest kept block of `size` bytes that wastes at most an eighth; the youngest of equals, which may still be in a cache.
static block find(size_t size) {
  int best = -1;
  for (int i = 0; i < kept.count; i++)
    if (kept.blocks[i].size >= size && kept.blocks[i].size <= size + size / 8 &&
        (best < 0 || kept.blocks[i].size <= kept.blocks[best].size))
      best = i;
  return best < 0 ? (block){NULL, 0} : remove_at(best);
}

static void *map(size_t size) {
  void *bytes = mmap(NULL, size, PROT_READ | PROT_WRITE, MAP_PRIVATE | MAP_ANON, -1, 0);
  return bytes == MAP_FAILED ? NULL : bytes;
}

/// Fresh memory; a large block begins where a huge page can.
static void *fresh(size_t size) {
#ifdef MADV_HUGEPAGE
  if (size >= huge_from) {
    char *bytes = map(size + huge_page);
    if (!bytes) return NULL;
    char *start = (char *)(((uintptr_t)bytes + huge_page - 1) / huge_page * huge_page);
    if (start > bytes) munmap(bytes, (size_t)(start - bytes));
    if (start < bytes + huge_page) munmap(start + size, (size_t)(bytes + huge_page - start));
    madvise(start, size, MADV_HUGEPAGE);
    return start;
  }
#endif
  return map(size);
}

void *nb_memory_take(size_t bytes, bool zeroed, size_t *taken) {
  const size_t unit = 16384;  // a multiple of every system's pages
  if (bytes > SIZE_MAX / 2) return NULL;
  const size_t size = (bytes + unit - 1) / unit * unit;
  pthread_mutex_lock(&kept.lock);
  block found = find(size);
  pthread_mutex_unlock(&kept.lock);
  if (found.bytes) {
    if (zeroed) memset(found.bytes, 0, bytes);
  } else {
    found = (block){fresh(size), size};
    if (!found.bytes) {
      // What is kept may be what the system lacks.
      pthread_mutex_lock(&kept.lock);
      while (kept.count > 0) {
        const block old = remove_at(0);
        munmap(old.bytes, old.size);
      }
      pthread_mutex_unlock(&kept.lock);
      found.bytes = fresh(size);
    }
  }
  *taken = found.size;
  return found.bytes;
}

void nb_memory_give(void *bytes, size_t taken) {
  if (taken > most_kept) {
    munmap(bytes, taken);
    return;
  }
  pthread_mutex_lock(&kept.lock);
  while (kept.count == most_blocks || (kept.count > 0 && kept.bytes + taken > most_kept)) {
    const block old = remove_at(0);
    munmap(old.bytes, old.size);
  }
  kept.blocks[kept.count++] = (block){bytes, taken};
  kept.bytes += taken;
  pthread_mutex_unlock(&kept.lock);
}
