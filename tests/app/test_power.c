/* A power cut at any moment leaves what was acknowledged, and of what was under way
 * all or nothing.
 *
 * The operations of operations.c are done one after another while the disk keeps a
 * log; then files are made of it as a power cut could leave them.  That the disk
 * heeds syncs is what it rests on: on one that does not, the same looking finds
 * loss and damage.  KUNDRESA_CUTS is how many cuts are tried. */
#include "tests/app/disk.h"
#include "tests/app/operations.h"

#include "base/mem.h"

#include <inttypes.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

/* What stood after an operation, and how long the log was when it was told. */
struct stand {
  char *text;
  size_t logged;
};

static struct site site;
static struct site ruin; /* where what a cut leaves is looked at */
static struct stand *stands;
static size_t stand_count;

static void note_stand(struct session *session)
{
  size_t logged = disk_log_length();
  struct str out = {0};
  site_add_state(session, &out);
  stands = mem_resize(stands, stand_count + 1, sizeof *stands);
  stands[stand_count++] = (struct stand){str_take(&out), logged};
}

/* Everything that works on an open file and changes it, in the order of the table;
 * now and then the file is closed and opened again. */
static void do_all(void)
{
  struct session *session = NULL;
  struct error err = {0};
  assert_int_equal(session_open(site.map, STORE_WRITE, NULL, &session, &err), STATUS_OK);
  note_stand(session);
  for (size_t i = 0; i < operation_count; i++) {
    if (operations[i].opens || operations[i].beside)
      continue;
    error_clear(&err);
    if (operations[i].run(session, &site, &err) == STATUS_OK)
      note_stand(session);
    if (i % 8 == 7) {
      session_close(&session);
      assert_int_equal(session_open(site.map, STORE_WRITE, NULL, &session, &err), STATUS_OK);
    }
  }
  session_close(&session);
}

struct tally {
  int cuts;
  int damaged;
  int lost; /* something that was acknowledged */
};

static void look(size_t length, struct tally *tally)
{
  size_t told = 0; /* the last one that was acknowledged before the cut */
  while (told + 1 < stand_count && stands[told + 1].logged <= length)
    told++;
  tally->cuts++;
  struct str out = {0};
  if (!site_is_sound(&ruin, &out)) {
    tally->damaged++;
  } else {
    bool well = strcmp(str_text(&out), stands[told].text) == 0 ||
                (told + 1 < stand_count && strcmp(str_text(&out), stands[told + 1].text) == 0);
    tally->lost += !well;
  }
  str_clear(&out);
}

static struct tally cut_power(bool deaf, int cuts)
{
  struct tally tally = {0};
  uint64_t chance = 20261128;
  site_make(&site);
  site_make(&ruin);
  site_fill(&site);
  disk_log_start(site.map, deaf);
  do_all();
  size_t all = disk_log_length();
  for (int i = 0; i < cuts; i++) {
    size_t length = (size_t)(((uint64_t)i * all + (uint64_t)cuts / 2) / (uint64_t)cuts);
    disk_cut(ruin.map, length, &chance);
    look(length, &tally);
  }
  disk_log_end();
  for (size_t i = 0; i < stand_count; i++)
    free(stands[i].text);
  free(stands);
  stands = NULL;
  stand_count = 0;
  site_remove(&site);
  site_remove(&ruin);
  print_message("# %d cuts in a log of %zu: %d damaged, %d lost what was acknowledged\n",
                tally.cuts, all, tally.damaged, tally.lost);
  return tally;
}

static int count_cuts(int otherwise)
{
  const char *set = getenv("KUNDRESA_CUTS");
  return set != NULL && atoi(set) > 0 ? atoi(set) : otherwise;
}

static void test_cuts(void **state)
{
  (void)state;
  struct tally tally = cut_power(false, count_cuts(200));
  assert_int_equal(tally.damaged, 0);
  assert_int_equal(tally.lost, 0);
}

/* Or else nothing was looked at. */
static void test_deaf_disk(void **state)
{
  (void)state;
  struct tally tally = cut_power(true, 60);
  assert_true(tally.damaged + tally.lost > 10);
}

int main(void)
{
  disk_install();
  const struct CMUnitTest tests[] = {cmocka_unit_test(test_cuts), cmocka_unit_test(test_deaf_disk)};
  return cmocka_run_group_tests(tests, NULL, NULL);
}
