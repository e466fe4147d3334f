/* Whatever the disk does, and whether there is memory or not: what people do is done or
 * is not, never by half; a file stays sound; and nothing is said to be done that is not.
 *
 * Every operation of operations.c is done over and over, the disk failing first at
 * its first access, then at its second…: once, for ever, or full from there on.  Then
 * the same with SQLite's memory, once and for ever, and with kundresa's own, which ends
 * the program.  KUNDRESA_FAULTS is one of how many of the disk's are tried: 1 for all of
 * them; KUNDRESA_MEMORY the same of memory. */
#include "base/digest.h"
#include "base/mem.h"
#include "tests/app/disk.h"
#include "tests/app/memory.h"
#include "tests/app/operations.h"

#include <inttypes.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/wait.h>
#include <unistd.h>

enum mode { DISK_ONCE, DISK_FOR_EVER, DISK_FULL, MEMORY_ONCE, MEMORY_FOR_EVER, MODES };
static const char *const mode_names[MODES] = {
    "the disk once", "the disk for ever", "the disk, being full", "memory once", "memory for ever"};

struct tally {
  int64_t runs;
  int64_t refused;  /* told to have failed */
  int64_t survived; /* done all the same */
  int64_t nothing;  /* after which nothing had happened */
};

/* What was read already from a file of those bytes. */
struct known {
  char digest[DIGEST_SIZE];
  char *text;
};

struct trial {
  const struct operation *operation;
  struct site place;
  struct bytes map;
  char *before;
  char *after;
  struct tally *tally;
  struct known *known;
  size_t known_count;
  bool ends; /* the program, when what it wants fails */
};

static int64_t stride(const char *variable, int64_t otherwise)
{
  const char *set = getenv(variable);
  return set != NULL && atoll(set) > 0 ? atoll(set) : otherwise;
}

static void fail_from(int64_t at, enum mode mode)
{
  if (mode >= MEMORY_ONCE)
    memory_fail(at, mode == MEMORY_FOR_EVER);
  else
    disk_fail(at, mode != DISK_ONCE, mode == DISK_FULL);
}

static void fail_nothing(void)
{
  memory_fail(0, false);
  disk_fail(0, false, false);
}

static struct session *open_map(const struct trial *trial)
{
  struct session *session = NULL;
  struct error err = {0};
  if (session_open(trial->place.map, STORE_WRITE, NULL, &session, &err) != STATUS_OK)
    fail_msg("%s: %s", trial->operation->name, err.text);
  return session;
}

/* Does it, with what fails failing from the moment on in which the file is open. */
static enum status perform(struct trial *trial, int64_t at, enum mode mode, struct error *err)
{
  struct session *session = trial->operation->opens ? NULL : open_map(trial);
  fail_from(at, mode);
  enum status status = trial->operation->run(session, &trial->place, err);
  /* Whoever meets a failing disk leaves, and it fails still. */
  if (mode == DISK_ONCE)
    disk_fail(0, false, false);
  session_close(&session);
  return status;
}

/* site_tell(), which needs not be asked twice about the same bytes. */
static char *tell(struct trial *trial, const char *what)
{
  char hex[DIGEST_SIZE];
  struct bytes now = {0};
  if (!site_read_alone(&trial->place, &now))
    return site_tell(&trial->place, what);
  digest_hex(now.bytes, now.length, hex);
  free(now.bytes);
  for (size_t i = 0; i < trial->known_count; i++)
    if (strcmp(trial->known[i].digest, hex) == 0)
      return mem_copy_text(trial->known[i].text);
  char *text = site_tell(&trial->place, what);
  trial->known = mem_resize(trial->known, trial->known_count + 1, sizeof *trial->known);
  struct known *known = &trial->known[trial->known_count++];
  memcpy(known->digest, hex, sizeof hex);
  known->text = mem_copy_text(text);
  return text;
}

static void start(struct trial *trial)
{
  static struct bytes filled; /* all begin with the same */
  struct error err = {0};
  site_make(&trial->place);
  if (filled.bytes == NULL) {
    site_fill(&trial->place);
    filled = site_read(&trial->place);
  }
  site_put(&trial->place, &filled);
  if (trial->operation->prepare != NULL) {
    struct session *session = open_map(trial);
    if (trial->operation->prepare(session, &trial->place, &err) != STATUS_OK)
      fail_msg("before %s: %s", trial->operation->name, err.text);
    session_close(&session);
  }
  trial->before = tell(trial, trial->operation->name);
  trial->map = site_read(&trial->place);
  if (perform(trial, 0, DISK_ONCE, &err) != STATUS_OK)
    fail_msg("%s: %s %s", trial->operation->name, err.text, err.remedy);
  trial->after = tell(trial, trial->operation->name);
}

static void end(struct trial *trial)
{
  for (size_t i = 0; i < trial->known_count; i++)
    free(trial->known[i].text);
  free(trial->known);
  free(trial->map.bytes);
  free(trial->before);
  free(trial->after);
  site_remove(&trial->place);
}

/* Whether nothing but a new file without anything in it has come: whoever is stopped
 * while it is filled leaves that, and was told nothing. */
static bool is_empty_file(const struct trial *trial, const char *now)
{
  size_t length = strlen(trial->before);
  return strncmp(now, trial->before, length) == 0 && strncmp(now + length, "other\n", 6) == 0 &&
         strstr(now + length, "entry ") == NULL;
}

/* Looks at what is left; @done: that it was said to be done. */
static void look(struct trial *trial, const char *what, bool done)
{
  trial->tally->runs++;
  trial->tally->refused += !done;
  trial->tally->survived += done;
  /* The quick way to see that nothing has happened. */
  if (!done && site_is(&trial->place, &trial->map)) {
    trial->tally->nothing++;
    return;
  }
  char *now = tell(trial, what);
  bool is_after = strcmp(now, trial->after) == 0;
  if (done && !is_after)
    fail_msg("%s: was said to be done, and this stands:\n%s", what, now);
  if (!is_after && strcmp(now, trial->before) != 0 && !(trial->ends && is_empty_file(trial, now)))
    fail_msg("%s: was done by half, this stands:\n%s", what, now);
  free(now);
}

static void run_once(struct trial *trial, int64_t at, enum mode mode)
{
  struct error err = {0};
  char what[160];
  snprintf(what, sizeof what, "%s, %s failing at %" PRId64, trial->operation->name,
           mode_names[mode], at);
  site_put(&trial->place, &trial->map);
  bool done = perform(trial, at, mode, &err) == STATUS_OK;
  fail_nothing();
  if (!done && err.text[0] == '\0')
    fail_msg("%s: failed without a word", what);
  if (!done && mode >= MEMORY_ONCE && strstr(err.text, "memory") == NULL)
    fail_msg("%s: says '%s'", what, err.text);
  look(trial, what, done);
}

/* How often the operation asks the disk or for memory; not the same each time. */
static int64_t count_points(struct trial *trial, enum mode mode)
{
  struct error err = {0};
  site_put(&trial->place, &trial->map);
  perform(trial, INT64_MAX, mode, &err);
  return mode >= MEMORY_ONCE ? memory_wishes() : disk_operations();
}

static void try_modes(struct trial *trial, enum mode first, enum mode last, int64_t step)
{
  int64_t count = 0;
  for (int mode = first; mode <= (int)last; mode++) {
    if (mode != MEMORY_FOR_EVER)
      count = count_points(trial, (enum mode)mode);
    for (int64_t at = 1 + trial->tally->runs % step; at <= count + 2; at += step)
      run_once(trial, at, (enum mode)mode);
  }
}

/* ---- Kundresa's own memory ---- */

#define ENDED_WELL 77

/* Does it in a child that ends for want of memory; gives how often it wanted some. */
static int64_t run_child(struct trial *trial, int64_t at, int *ended, struct str *said)
{
  int pipes[2][2];
  int64_t wishes = 0;
  site_put(&trial->place, &trial->map);
  assert_int_equal(pipe(pipes[0]), 0);
  assert_int_equal(pipe(pipes[1]), 0);
  fflush(NULL);
  pid_t child = fork();
  assert_int_not_equal(child, -1);
  if (child == 0) {
    struct error err = {0};
    dup2(pipes[0][1], STDERR_FILENO);
    struct session *session = trial->operation->opens ? NULL : open_map(trial);
    memory_fail_own(at);
    enum status status = trial->operation->run(session, &trial->place, &err);
    session_close(&session);
    wishes = memory_own_wishes();
    _exit(status == STATUS_OK && write(pipes[1][1], &wishes, sizeof wishes) > 0 ? ENDED_WELL : 1);
  }
  close(pipes[0][1]);
  close(pipes[1][1]);
  char part[200];
  for (ssize_t length; (length = read(pipes[0][0], part, sizeof part)) > 0;)
    str_add_span(said, part, (size_t)length);
  if (read(pipes[1][0], &wishes, sizeof wishes) != (ssize_t)sizeof wishes)
    wishes = 0;
  close(pipes[0][0]);
  close(pipes[1][0]);
  assert_int_equal(waitpid(child, ended, 0), child);
  return wishes;
}

/* The program ends, with a sentence; of what was under way all is there or nothing. */
static void try_own_memory(struct trial *trial, int64_t step)
{
  struct str said = {0};
  int ended;
  int64_t count = run_child(trial, 0, &ended, &said);
  assert_true(count > 0);
  /* A release asks half a million times, mostly while it only reads. */
  step = step > count * step / 5000 ? step : count * step / 5000;
  for (int64_t at = 1 + trial->tally->runs % step; at <= count; at += step) {
    char what[160];
    snprintf(what, sizeof what, "%s, out of memory at %" PRId64, trial->operation->name, at);
    str_cut(&said, 0);
    run_child(trial, at, &ended, &said);
    bool done = WIFEXITED(ended) && WEXITSTATUS(ended) == ENDED_WELL;
    if (!done && (!WIFEXITED(ended) || WEXITSTATUS(ended) != STATUS_SYSTEM ||
                  strcmp(str_text(&said),
                         "kundresa: out of memory; every edit made so far is saved\n") != 0))
      fail_msg("%s: ended with %d and '%s'", what, ended, str_text(&said));
    look(trial, what, done);
  }
  str_clear(&said);
}

static void report(const char *what, const struct tally *tally)
{
  print_message("# %s, %zu operations, %" PRId64 " runs: %" PRId64 " refused (%" PRId64
                " left no trace), %" PRId64 " done all the same\n",
                what, operation_count, tally->runs, tally->refused, tally->nothing,
                tally->survived);
  assert_true(tally->refused > tally->runs / 4);
}

/* For valgrind, under which each operation takes a second: memory always is there. */
#define NO_MEMORY 100000

static void test_operations(void **state)
{
  (void)state;
  struct tally disk = {0}, memory = {0}, own = {0};
  int64_t disk_step = stride("KUNDRESA_FAULTS", 40);
  int64_t memory_step = stride("KUNDRESA_MEMORY", 4000);
  assert_true(operation_count >= 40);
  for (size_t i = 0; i < operation_count; i++) {
    struct trial trial = {.operation = &operations[i], .tally = &disk};
    start(&trial);
    try_modes(&trial, DISK_ONCE, DISK_FULL, disk_step);
    if (memory_step >= NO_MEMORY) {
      end(&trial);
      continue;
    }
    trial.tally = &memory;
    /* To recover is to take whatever can be read, and to leave the rest. */
    if (strcmp(operations[i].name, "recover") != 0)
      try_modes(&trial, MEMORY_ONCE, MEMORY_FOR_EVER, memory_step);
    trial.tally = &own;
    trial.ends = true;
    try_own_memory(&trial, memory_step / 4 + 1);
    end(&trial);
  }
  report("disk", &disk);
  if (memory_step >= NO_MEMORY)
    return;
  report("SQLite's memory", &memory);
  report("our memory", &own);
}

int main(void)
{
  memory_install();
  disk_install();
  const struct CMUnitTest tests[] = {cmocka_unit_test(test_operations)};
  return cmocka_run_group_tests(tests, NULL, NULL);
}
