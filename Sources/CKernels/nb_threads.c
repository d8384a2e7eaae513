// Threads, signals and processors come from POSIX, which strict C11 hides.
#define _POSIX_C_SOURCE 200809L
#define _DARWIN_C_SOURCE

#include "nb_threads.h"

#include <fenv.h>
#include <pthread.h>
#include <signal.h>
#include <stdatomic.h>
#include <stdbool.h>
#include <stdio.h>
#include <stdlib.h>
#include <unistd.h>

#include "nb_cpu.h"
#include "nb_interrupt.h"

enum { most_threads = 256, spins = 2000 };

// One job at a time. The caller of `nb_parallel_for` opens it, works on it, closes it to late comers and waits for those who joined.
static struct {
  pthread_mutex_t lock;  // guards everything here but `next`, and the joining and leaving of workers
  pthread_cond_t opened, left;
  void (*body)(void *context, ptrdiff_t task);
  void *context;
  ptrdiff_t tasks;
  nb_isa isa;
  int *interrupt;        // the word that the caller's kernels look at
  int seats;             // how many more workers may join
  int workers;           // how many threads were started
  atomic_int busy;       // how many workers are on the job
  atomic_int raised;     // floating-point flags of the workers, which the caller gets
  atomic_uint number;    // of the job
  _Atomic ptrdiff_t next;
} pool = {.lock = PTHREAD_MUTEX_INITIALIZER, .opened = PTHREAD_COND_INITIALIZER, .left = PTHREAD_COND_INITIALIZER};

static atomic_flag taken = ATOMIC_FLAG_INIT;
static pthread_once_t once = PTHREAD_ONCE_INIT;
static int chosen = 1;
static char warning[120];
static bool may_spin;
static _Thread_local int forced;
static _Thread_local bool inside;

/// The child of a fork has the calling thread alone: it starts with an empty pool.
static void forget_workers(void) {
  pthread_mutex_init(&pool.lock, NULL);
  pthread_cond_init(&pool.opened, NULL);
  pthread_cond_init(&pool.left, NULL);
  pool.workers = 0;
  pool.seats = 0;
  atomic_store(&pool.busy, 0);
  atomic_flag_clear(&taken);
}

static void choose(void) {
  const long online = sysconf(_SC_NPROCESSORS_ONLN);
  long count = online;
  const char *wish = getenv("NBSH_THREADS");
  if (wish && *wish) {
    char *end;
    const long number = strtol(wish, &end, 10);
    if (*end == '\0' && number > 0) count = number;
    if (*end != '\0' || number < 1)
      snprintf(warning, sizeof warning, "NBSH_THREADS=%.40s: not a number of threads; using %ld", wish, count);
    else if (number > most_threads)
      snprintf(warning, sizeof warning, "NBSH_THREADS=%.40s: more than %d threads; using %d", wish, most_threads, most_threads);
  }
  chosen = count < 1 ? 1 : count > most_threads ? most_threads : (int)count;
  may_spin = online > 1 && chosen <= online;
  pthread_atfork(NULL, NULL, forget_workers);
}

int nb_thread_count(void) {
  if (forced > 0) return forced;
  pthread_once(&once, choose);
  return chosen;
}

const char *nb_thread_warning(void) {
  pthread_once(&once, choose);
  return warning[0] ? warning : NULL;
}

void nb_thread_force(int count) { forced = count < 0 ? 0 : count > most_threads ? most_threads : count; }

static inline void relax(void) {
#if defined(__x86_64__)
  __builtin_ia32_pause();
#elif defined(__aarch64__)
  __asm__ volatile("yield");
#endif
}

static void take_tasks(void (*body)(void *, ptrdiff_t), void *context, ptrdiff_t tasks) {
  for (;;) {
    const ptrdiff_t task = atomic_fetch_add_explicit(&pool.next, 1, memory_order_relaxed);
    if (task >= tasks) return;
    body(context, task);
  }
}

static void *work(void *unused) {
  inside = true;
  unsigned seen = 0;
  for (;;) {
    // Jobs often come in quick succession: look for the next one a little while before going to sleep.
    for (int spin = 0; may_spin && spin < spins && atomic_load_explicit(&pool.number, memory_order_relaxed) == seen; spin++) relax();

    pthread_mutex_lock(&pool.lock);
    while (atomic_load_explicit(&pool.number, memory_order_relaxed) == seen) pthread_cond_wait(&pool.opened, &pool.lock);
    seen = atomic_load_explicit(&pool.number, memory_order_relaxed);
    const bool joins = pool.seats > 0;
    void (*body)(void *, ptrdiff_t) = pool.body;
    void *context = pool.context;
    const ptrdiff_t tasks = pool.tasks;
    const nb_isa isa = pool.isa;
    int *interrupt = pool.interrupt;
    if (joins) {
      pool.seats--;
      atomic_fetch_add_explicit(&pool.busy, 1, memory_order_relaxed);
    }
    pthread_mutex_unlock(&pool.lock);
    if (!joins) continue;

    nb_isa_force(isa);
    nb_interrupt_force(interrupt);
    feclearexcept(FE_ALL_EXCEPT);
    take_tasks(body, context, tasks);
    const int raised = fetestexcept(FE_DIVBYZERO | FE_OVERFLOW | FE_UNDERFLOW | FE_INVALID);
    if (raised) atomic_fetch_or_explicit(&pool.raised, raised, memory_order_relaxed);

    pthread_mutex_lock(&pool.lock);
    if (atomic_fetch_sub_explicit(&pool.busy, 1, memory_order_release) == 1) pthread_cond_signal(&pool.left);
    pthread_mutex_unlock(&pool.lock);
  }
  return unused;
}

/// Starts threads until there are `wanted`, or the system has no more. Signals stay with the threads of the caller.
static void start_workers(int wanted) {
  if (pool.workers >= wanted) return;
  sigset_t all, before;
  sigfillset(&all);
  pthread_sigmask(SIG_SETMASK, &all, &before);
  pthread_attr_t attributes;
  pthread_attr_init(&attributes);
  pthread_attr_setdetachstate(&attributes, PTHREAD_CREATE_DETACHED);
  pthread_t thread;
  while (pool.workers < wanted && pthread_create(&thread, &attributes, work, NULL) == 0) pool.workers++;
  pthread_attr_destroy(&attributes);
  pthread_sigmask(SIG_SETMASK, &before, NULL);
}

void nb_parallel_for(ptrdiff_t tasks, void (*body)(void *context, ptrdiff_t task), void *context) {
  const ptrdiff_t threads = nb_thread_count() < tasks ? nb_thread_count() : tasks;
  if (threads < 2 || inside || atomic_flag_test_and_set_explicit(&taken, memory_order_acquire)) {
    for (ptrdiff_t task = 0; task < tasks; task++) body(context, task);
    return;
  }
  pthread_once(&once, choose);
  start_workers((int)threads - 1);

  pthread_mutex_lock(&pool.lock);
  pool.body = body;
  pool.context = context;
  pool.tasks = tasks;
  pool.isa = nb_isa_current();
  pool.interrupt = nb_interrupt_force(NULL);
  nb_interrupt_force(pool.interrupt);
  pool.seats = (int)threads - 1;
  atomic_store_explicit(&pool.next, 0, memory_order_relaxed);
  atomic_store_explicit(&pool.raised, 0, memory_order_relaxed);
  atomic_fetch_add_explicit(&pool.number, 1, memory_order_relaxed);
  pthread_cond_broadcast(&pool.opened);
  pthread_mutex_unlock(&pool.lock);

  inside = true;
  take_tasks(body, context, tasks);
  inside = false;

  for (int spin = 0; may_spin && spin < spins && atomic_load_explicit(&pool.busy, memory_order_relaxed) > 0; spin++) relax();
  pthread_mutex_lock(&pool.lock);
  pool.seats = 0;
  while (atomic_load_explicit(&pool.busy, memory_order_acquire) > 0) pthread_cond_wait(&pool.left, &pool.lock);
  pthread_mutex_unlock(&pool.lock);
  const int raised = atomic_load_explicit(&pool.raised, memory_order_relaxed);
  if (raised) feraiseexcept(raised);
  atomic_flag_clear_explicit(&taken, memory_order_release);
}
