/* A room full of people on one file: `room FILE WRITERS WATCHERS EDITS PAUSE`.  WRITERS
 * processes change titles of the same few touchpoints, each after PAUSE milliseconds give
 * or take half, compared with what they read before; WATCHERS processes look as the
 * workbench does.  An oracle then goes through every edit that was acknowledged, in the
 * order of the history.  Writes one line:
 *
 *   EDITS/S  COMMIT: MEDIAN P99 MOST  SEEN: MEDIAN P99 MOST  REFUSED LOST UNREPORTED
 *
 * in milliseconds; seen counts from the moment before the edit began.  REFUSED are edits
 * that were told that somebody else was first; LOST are those acknowledged that the file
 * does not hold, UNREPORTED those that went over a value their writer had not seen.
 * Status 1 where there is one of the last two. */
#include "store/store_private.h"
#include "tests/bench/ticks.h"

#include <inttypes.h>
#include <poll.h>
#include <signal.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/mman.h>
#include <sys/prctl.h>
#include <sys/wait.h>
#include <time.h>
#include <unistd.h>

#define ROWS 12 /* few, so that people meet */
#define WATCHERS_MOST 64

struct edit {
  int64_t entry;
  int row;
  int64_t base, value; /* 0 is what no writer of ours made */
  double begun, took;
};

struct shared {
  _Atomic int ready, go;
  _Atomic int64_t kept, refused;
  _Atomic int finished; /* writers */
  int64_t edits;
  int64_t start[ROWS]; /* the values before */
  int64_t first;       /* the last entry before */
  double *seen;        /* by watcher and entry */
  struct edit items[];
};

static double now(void)
{
  return ticks_seconds(CLOCK_MONOTONIC) * 1000;
}

static void must(enum status status, const struct error *err)
{
  if (status == STATUS_OK)
    return;
  fprintf(stderr, "room: %s\n", err->text);
  exit(5);
}

static struct store *open_store(const char *path)
{
  struct error err = {0};
  struct store *store = NULL;
  struct store_context context = {.person = "bench", .now = ticks_epoch, .patience = 60000};
  must(store_open(path, STORE_WRITE, &context, &store, &err), &err);
  return store;
}

static enum status keep_row(void *context, const void *record, struct error *err)
{
  (void)err;
  int64_t **rows = context;
  *(*rows)++ = ((const struct record *)record)->oid;
  return STATUS_OK;
}

static void find_rows(struct store *store, int64_t rows[ROWS])
{
  struct error err = {0};
  struct map_filter all = {.department = UNSET};
  int64_t journey;
  int64_t *next = rows;
  must(store_find_journey(store, NULL, &journey, &err), &err);
  must(store_window(store, journey, &all, 0, ROWS, keep_row, &next, &err), &err);
}

/* The value a title holds: those of the room are numbers. */
static int64_t read_value(struct store *store, int64_t row, char **title)
{
  struct error err = {0};
  struct touchpoint touchpoint;
  record_init(ENTITY_touchpoint, &touchpoint);
  must(store_read(store, ENTITY_touchpoint, row, &touchpoint, &err), &err);
  int64_t value = strncmp(touchpoint.title, "edit ", 5) == 0 ? atoll(touchpoint.title + 5) : 0;
  if (title != NULL)
    *title = strdup(touchpoint.title);
  record_clear(ENTITY_touchpoint, &touchpoint);
  return value;
}

static void wait_for_go(struct shared *shared)
{
  shared->ready++;
  while (shared->go == 0)
    usleep(1000);
}

/* ---- Who writes ---- */

static void edit_once(struct store *store, struct shared *shared, int row, int64_t oid,
                      int64_t value, unsigned pause)
{
  struct error err = {0};
  char text[32], *title;
  struct edit edit = {.row = row, .base = read_value(store, oid, &title), .value = value};
  snprintf(text, sizeof text, "edit %" PRId64, value);
  struct value wish = {.is_text = true, .text = text}, base = {.is_text = true, .text = title};
  usleep(pause); /* a person thinks */
  edit.begun = now();
  must(store_begin(store, "set title", "edit", &err), &err);
  enum status status = store_set(store, ENTITY_touchpoint, oid,
                                 entity_field(ENTITY_touchpoint, "title"), &wish, &base, &err);
  edit.entry = store->entry;
  if (status == STATUS_BUSY) {
    store_rollback(store);
    shared->refused++;
  } else {
    must(status, &err);
    must(store_commit(store, &err), &err);
    edit.took = now() - edit.begun;
    shared->items[shared->kept++] = edit; /* at most one of each is more than asked for */
  }
  free(title);
}

static void write_all(const char *path, int number, unsigned pause, struct shared *shared)
{
  struct store *store = open_store(path);
  int64_t rows[ROWS] = {0};
  unsigned chance = (unsigned)number * 2654435761u + 1;
  find_rows(store, rows);
  wait_for_go(shared);
  for (int64_t turn = 1; shared->kept < shared->edits; turn++) {
    chance = chance * 1664525u + 1013904223u;
    int row = (int)(chance >> 16) % ROWS;
    chance = chance * 1664525u + 1013904223u;
    unsigned nap = pause > 0 ? pause * 500 + (chance >> 8) % (pause * 1000) : 0;
    edit_once(store, shared, row, rows[row], ((int64_t)(number + 1) << 32) | turn, nap);
  }
  shared->finished++;
  store_close(&store);
}

/* ---- Who looks ---- */

static enum status take_number(void *context, const struct history_entry *entry, struct error *err)
{
  (void)err;
  *(int64_t *)context = entry->number;
  return STATUS_OK;
}

static int64_t newest(struct store *store)
{
  struct error err = {0};
  int64_t number = 0;
  must(store_each_entry(store, 0, 1, take_number, &number, &err), &err);
  return number;
}

/* The times of tui/loop.c. */
static void watch_all(const char *path, double *seen, int writers, struct shared *shared)
{
  struct store *store = open_store(path);
  int64_t version = store_version(store), last = shared->first;
  bool resting = false;
  int pause = 500;
  wait_for_go(shared);
  for (int idle = 0; idle < 3;) {
    struct pollfd waits = {.fd = resting ? -1 : store_watch(store), .events = POLLIN};
    bool told = poll(&waits, 1, pause) > 0;
    store_watched(store);
    pause = told || resting ? 1 : pause < 64 ? pause * 2 : 500;
    resting = false;
    int64_t found = store_version(store);
    if (found != version) {
      int64_t top = newest(store);
      double at = now();
      version = found;
      for (; last < top; last++)
        if (last - shared->first < shared->edits * 2)
          seen[last - shared->first] = at;
      resting = true;
      pause = 100;
    }
    idle = shared->finished == writers && found == version && !resting ? idle + 1 : 0;
  }
  store_close(&store);
}

/* ---- The oracle ---- */

static int by_entry(const void *a, const void *b)
{
  const struct edit *one = a, *other = b;
  return (one->entry > other->entry) - (one->entry < other->entry);
}

static int by_size(const void *a, const void *b)
{
  double one = *(const double *)a, other = *(const double *)b;
  return (one > other) - (one < other);
}

static void print_times(double *times, size_t count)
{
  qsort(times, count, sizeof *times, by_size);
  printf("%.2f %.2f %.2f  ", times[count / 2], times[count * 99 / 100], times[count - 1]);
}

/* Every edit that was acknowledged, one after the other, on a file that is only values. */
static void replay(struct shared *shared, struct store *store, int64_t *lost, int64_t *unreported)
{
  int64_t values[ROWS], rows[ROWS] = {0};
  memcpy(values, shared->start, sizeof values);
  qsort(shared->items, (size_t)shared->kept, sizeof shared->items[0], by_entry);
  *lost = *unreported = 0;
  for (int64_t i = 0; i < shared->kept; i++) {
    const struct edit *edit = &shared->items[i];
    *unreported += edit->base != values[edit->row];
    *lost += i > 0 && edit->entry == shared->items[i - 1].entry;
    values[edit->row] = edit->value;
  }
  find_rows(store, rows);
  for (int r = 0; r < ROWS; r++)
    *lost += read_value(store, rows[r], NULL) != values[r];
}

static int tell(struct shared *shared, struct store *store, int watchers, double took)
{
  size_t edits = (size_t)shared->kept, room = (size_t)shared->edits * 2, count = 0;
  double *times = calloc(edits * (size_t)(watchers > 0 ? watchers : 1), sizeof *times);
  int64_t lost, unreported;
  if (times == NULL)
    return 5;
  replay(shared, store, &lost, &unreported);
  for (size_t i = 0; i < edits; i++)
    times[i] = shared->items[i].took;
  printf("%.0f  ", (double)edits * 1000 / took);
  print_times(times, edits);
  for (int w = 0; w < watchers; w++)
    for (size_t i = 0; i < edits; i++) {
      int64_t place = shared->items[i].entry - shared->first - 1;
      double at = shared->seen[(size_t)w * room + (size_t)place];
      lost += at == 0; /* never seen */
      times[count++] = at - shared->items[i].begun;
    }
  if (count > 0)
    print_times(times, count);
  printf("%" PRId64 " %" PRId64 " %" PRId64 "\n", (int64_t)shared->refused, lost, unreported);
  free(times);
  return lost > 0 || unreported > 0 ? 1 : 0;
}

static void *share(size_t size)
{
  void *memory = mmap(NULL, size, PROT_READ | PROT_WRITE, MAP_SHARED | MAP_ANONYMOUS, -1, 0);
  if (memory == MAP_FAILED)
    exit(5);
  return memory;
}

int main(int argc, char **argv)
{
  int writers = argc > 5 ? atoi(argv[2]) : 0, watchers = argc > 5 ? atoi(argv[3]) : 0;
  int64_t edits = argc > 5 ? atoll(argv[4]) : 0;
  if (writers < 1 || watchers < 0 || watchers > WATCHERS_MOST || edits < writers) {
    fputs("usage: room FILE WRITERS WATCHERS EDITS PAUSE\n", stderr);
    return 2;
  }
  struct shared *shared = share(sizeof *shared + (size_t)(edits + writers) * sizeof(struct edit));
  struct store *store = open_store(argv[1]);
  shared->edits = edits;
  shared->first = newest(store);
  int64_t rows[ROWS] = {0};
  find_rows(store, rows);
  for (int r = 0; r < ROWS; r++)
    shared->start[r] = read_value(store, rows[r], NULL);
  store_close(&store);
  shared->seen = share(sizeof(double) * (size_t)(watchers + 1) * (size_t)edits * 2);
  for (int p = 0; p < writers + watchers; p++)
    if (fork() == 0) {
      prctl(PR_SET_PDEATHSIG, SIGKILL);
      if (p < writers)
        write_all(argv[1], p, (unsigned)atoi(argv[5]), shared);
      else
        watch_all(argv[1], shared->seen + (size_t)(p - writers) * (size_t)edits * 2, writers,
                  shared);
      _exit(0);
    }
  int ended, failed = 0;
  while (shared->ready < writers + watchers) {
    if (waitpid(-1, &ended, WNOHANG) > 0)
      return 5;
    usleep(1000);
  }
  double begun = now();
  shared->go = 1;
  while (shared->finished < writers && (waitpid(-1, &ended, WNOHANG) <= 0 || ended == 0))
    usleep(1000);
  double took = now() - begun;
  while (wait(&ended) > 0)
    failed += ended != 0;
  if (failed > 0)
    return 5;
  store = open_store(argv[1]);
  int status = tell(shared, store, watchers, took);
  store_close(&store);
  return status;
}
