/* Whatever the disk does: what people do is done or is not, never by half; a file
 * stays sound; and nothing is said to be done that is not.
 *
 * Every operation of operations.c is done over and over, the disk failing first at
 * its first access, then at its second…: once, for ever, or full from there on.
 * KUNDRESA_FAULTS is one of how many of these are tried: 1 for all of them. */
#include "tests/app/disk.h"
#include "tests/app/operations.h"

#include <inttypes.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

enum mode { FAIL_ONCE, FAIL_FOR_EVER, FAIL_FULL, MODES };
static const char *const mode_names[MODES] = {"once", "for ever", "full"};

struct tally {
  int64_t runs;
  int64_t refused;  /* told to have failed */
  int64_t survived; /* done all the same */
  int64_t nothing;  /* after which nothing had happened */
};

struct trial {
  const struct operation *operation;
  struct site place;
  struct bytes map;
  char *before;
  char *after;
  struct tally *tally;
};

static int64_t stride(int64_t otherwise)
{
  const char *set = getenv("KUNDRESA_FAULTS");
  return set != NULL && atoll(set) > 0 ? atoll(set) : otherwise;
}

/* Does it, the disk failing as is said from the moment on in which the file is
 * open. */
static enum status perform(struct trial *trial, int64_t at, enum mode mode, struct error *err)
{
  struct session *session = NULL;
  enum status status = STATUS_OK;
  if (!trial->operation->opens &&
      session_open(trial->place.map, STORE_WRITE, NULL, &session, err) != STATUS_OK)
    fail_msg("%s: %s", trial->operation->name, err->text);
  disk_fail(at, mode != FAIL_ONCE, mode == FAIL_FULL);
  status = trial->operation->run(session, &trial->place, err);
  /* Whoever meets a failing disk leaves, and it fails still. */
  if (mode == FAIL_ONCE)
    disk_fail(0, false, false);
  session_close(&session);
  return status;
}

static void prepare(struct trial *trial)
{
  struct error err = {0};
  site_make(&trial->place);
  site_fill(&trial->place);
  if (trial->operation->prepare != NULL) {
    struct session *session = NULL;
    enum status status = session_open(trial->place.map, STORE_WRITE, NULL, &session, &err);
    if (status == STATUS_OK)
      status = trial->operation->prepare(session, &trial->place, &err);
    if (status != STATUS_OK)
      fail_msg("before %s: %s", trial->operation->name, err.text);
    session_close(&session);
  }
  trial->before = site_tell(&trial->place, trial->operation->name);
  trial->map = site_read(&trial->place);
}

/* One run; false when the disk was not asked so often any more. */
static bool run_once(struct trial *trial, int64_t at, enum mode mode)
{
  struct error err = {0};
  char what[160];
  snprintf(what, sizeof what, "%s, failing %s at %" PRId64, trial->operation->name,
           mode_names[mode], at);
  site_put(&trial->place, &trial->map);
  enum status status = perform(trial, at, mode, &err);
  bool reached = disk_operations() >= at || mode == FAIL_ONCE ? true : disk_failed();
  disk_fail(0, false, false);
  trial->tally->runs++;
  bool done = status == STATUS_OK;
  trial->tally->refused += !done;
  trial->tally->survived += done;
  if (!done && err.text[0] == '\0')
    fail_msg("%s: failed without a word", what);
  /* The quick way to see that nothing has happened. */
  if (!done && site_is(&trial->place, &trial->map)) {
    trial->tally->nothing++;
    return reached;
  }
  char *now = site_tell(&trial->place, what);
  bool is_after = strcmp(now, trial->after) == 0;
  if (done && !is_after)
    fail_msg("%s: was said to be done, and this stands:\n%s", what, now);
  if (!is_after && strcmp(now, trial->before) != 0)
    fail_msg("%s: was done by half, this stands:\n%s", what, now);
  free(now);
  return reached;
}

static void try_operation(const struct operation *operation, int64_t step, struct tally *tally)
{
  struct trial trial = {.operation = operation, .tally = tally};
  struct error err = {0};
  prepare(&trial);
  if (perform(&trial, 0, FAIL_ONCE, &err) != STATUS_OK)
    fail_msg("%s: %s %s", operation->name, err.text, err.remedy);
  trial.after = site_tell(&trial.place, operation->name);
  for (int mode = 0; mode < MODES; mode++) {
    /* How often the disk is asked is not the same each time. */
    site_put(&trial.place, &trial.map);
    perform(&trial, INT64_MAX, (enum mode)mode, &err);
    int64_t count = disk_operations();
    for (int64_t at = 1 + tally->runs % step; at <= count + 2; at += step)
      run_once(&trial, at, (enum mode)mode);
  }
  free(trial.map.bytes);
  free(trial.before);
  free(trial.after);
  site_remove(&trial.place);
}

static void test_disk(void **state)
{
  (void)state;
  struct tally tally = {0};
  int64_t step = stride(40);
  for (size_t i = 0; i < operation_count; i++)
    try_operation(&operations[i], step, &tally);
  print_message("# %zu operations, %" PRId64 " runs: %" PRId64 " refused (%" PRId64
                " left no trace), %" PRId64 " done all the same\n",
                operation_count, tally.runs, tally.refused, tally.nothing, tally.survived);
  assert_true(operation_count >= 40);
  assert_true(tally.refused > tally.runs / 4);
}

int main(void)
{
  disk_install();
  const struct CMUnitTest tests[] = {cmocka_unit_test(test_disk)};
  return cmocka_run_group_tests(tests, NULL, NULL);
}
