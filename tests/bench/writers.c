/* How soon an edit is kept, alone and among others: `writers FILE PEOPLE EDITS
 * [ladder | bare]`.  PEOPLE processes change touchpoints of the only journey as fast as
 * they can until EDITS are kept.  Writes the edits a second, the median time of
 * one in milliseconds, and what the least served got of an equal share, in per
 * cent.  With "ladder" they wait as SQLite's own busy_timeout does; with "bare" they
 * change one text of a file FILE.bare that SQLite alone made, which is the floor of this
 * disk: no journey, no history, the same durability. */
#include "store/store_private.h"
#include "tests/bench/ticks.h"

#include <signal.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/mman.h>
#include <sys/prctl.h>
#include <sys/wait.h>
#include <time.h>
#include <unistd.h>

#define PEOPLE_MOST 64

struct shared {
  _Atomic int ready;
  _Atomic int go;
  _Atomic int64_t kept;
  int64_t own[PEOPLE_MOST];
  float took[]; /* milliseconds of each that was kept */
};

static double now(void)
{
  return ticks_seconds(CLOCK_MONOTONIC) * 1000;
}

static void must(enum status status, const struct error *err)
{
  if (status == STATUS_OK)
    return;
  fprintf(stderr, "writers: %s\n", err->text);
  exit(5);
}

static enum status keep_row(void *context, const void *record, struct error *err)
{
  (void)err;
  *(int64_t *)context = ((const struct record *)record)->oid;
  return STATUS_OK;
}

static void write_all(const char *path, int number, int64_t edits, bool ladder,
                      struct shared *shared)
{
  struct error err = {0};
  struct store *store = NULL;
  struct store_context context = {.person = "bench", .now = ticks_epoch, .patience = 60000};
  must(store_open(path, STORE_WRITE, &context, &store, &err), &err);
  if (ladder)
    sqlite3_busy_timeout(store->db, 60000);
  int64_t journey;
  int64_t row = 0;
  struct map_filter all = {.department = UNSET};
  must(store_find_journey(store, NULL, &journey, &err), &err);
  must(store_window(store, journey, &all, (size_t)number, 1, keep_row, &row, &err), &err);
  const struct field *title = entity_field(ENTITY_touchpoint, "title");
  shared->ready++;
  while (shared->go == 0)
    continue;
  for (int64_t turn = 0; shared->kept < edits; turn++) {
    char text[32];
    snprintf(text, sizeof text, "%d %ld", number, (long)turn);
    struct value value = {.is_text = true, .text = text};
    double begun = now();
    must(store_begin(store, "set title", "edit", &err), &err);
    must(store_set(store, ENTITY_touchpoint, row, title, &value, NULL, &err), &err);
    must(store_commit(store, &err), &err);
    int64_t place = shared->kept++;
    if (place < edits) {
      shared->took[place] = (float)(now() - begun);
      shared->own[number]++;
    }
  }
  store_close(&store);
}

static void run(sqlite3 *db, const char *sql)
{
  if (sqlite3_exec(db, sql, NULL, NULL, NULL) == SQLITE_OK)
    return;
  fprintf(stderr, "writers: %s\n", sqlite3_errmsg(db));
  exit(5);
}

static sqlite3 *open_bare(const char *path)
{
  char name[4096];
  sqlite3 *db;
  snprintf(name, sizeof name, "%s.bare", path);
  if (sqlite3_open(name, &db) != SQLITE_OK)
    exit(5);
  sqlite3_busy_timeout(db, 60000);
  run(db, "PRAGMA journal_mode = WAL; PRAGMA synchronous = FULL;"
          "CREATE TABLE IF NOT EXISTS line(number INTEGER PRIMARY KEY, words TEXT)");
  return db;
}

static void write_bare(const char *path, int number, int64_t edits, struct shared *shared)
{
  sqlite3 *db = open_bare(path);
  sqlite3_stmt *put;
  sqlite3_prepare_v2(db, "INSERT OR REPLACE INTO line VALUES(?, ?)", -1, &put, NULL);
  shared->ready++;
  while (shared->go == 0)
    continue;
  for (int64_t turn = 0; shared->kept < edits; turn++) {
    char text[32];
    snprintf(text, sizeof text, "%d %ld", number, (long)turn);
    double begun = now();
    run(db, "BEGIN IMMEDIATE");
    sqlite3_bind_int(put, 1, number);
    sqlite3_bind_text(put, 2, text, -1, SQLITE_STATIC);
    sqlite3_step(put);
    sqlite3_reset(put);
    run(db, "COMMIT");
    int64_t place = shared->kept++;
    if (place < edits) {
      shared->took[place] = (float)(now() - begun);
      shared->own[number]++;
    }
  }
  sqlite3_finalize(put);
  sqlite3_close(db);
}

static int compare(const void *a, const void *b)
{
  float x = *(const float *)a;
  float y = *(const float *)b;
  return (x > y) - (x < y);
}

int main(int argc, char **argv)
{
  int people = argc > 3 ? atoi(argv[2]) : 0;
  int64_t edits = argc > 3 ? atoll(argv[3]) : 0;
  if (people < 1 || people > PEOPLE_MOST || edits < 1) {
    fputs("usage: writers FILE PEOPLE EDITS [ladder | bare]\n", stderr);
    return 2;
  }
  struct shared *shared = mmap(NULL, sizeof *shared + (size_t)edits * sizeof shared->took[0],
                               PROT_READ | PROT_WRITE, MAP_SHARED | MAP_ANONYMOUS, -1, 0);
  if (shared == MAP_FAILED)
    return 5;
  for (int p = 0; p < people; p++)
    if (fork() == 0) {
      prctl(PR_SET_PDEATHSIG, SIGKILL);
      if (argc > 4 && strcmp(argv[4], "bare") == 0)
        write_bare(argv[1], p, edits, shared);
      else
        write_all(argv[1], p, edits, argc > 4, shared);
      _exit(0);
    }
  int ended;
  while (shared->ready < people) {
    if (waitpid(-1, &ended, WNOHANG) > 0)
      return 5; /* one gave up; the others wait for nothing and are ended with us */
    usleep(1000);
  }
  double begun = now();
  shared->go = 1;
  int failed = 0;
  while (wait(&ended) > 0)
    failed += ended != 0;
  double took = now() - begun;
  int64_t least = edits;
  for (int p = 0; p < people; p++)
    least = shared->own[p] < least ? shared->own[p] : least;
  qsort(shared->took, (size_t)edits, sizeof shared->took[0], compare);
  printf("%.0f %.3f %.0f\n", (double)edits * 1000 / took, (double)shared->took[edits / 2],
         (double)least * people * 100 / (double)edits);
  return failed > 0 ? 5 : 0;
}
