/* Backups: when they are taken, what is in them, which are kept, what happens
 * where none can be taken, and the way back. */
#include "tests/store/store_helper.h"

#include "base/mem.h"
#include "store/backup.h"

#include <inttypes.h>
#include <fcntl.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/file.h>
#include <sys/stat.h>
#include <time.h>
#include <unistd.h>
#include <utime.h>

#define DAY INT64_C(86400000)
/* 2026-11-23, a Monday. */
#define MONDAY (INT64_C(20780) * DAY)

static char *folder;
static char path[512];
static int64_t now;
static size_t warnings;
static struct error last_warning;

static int64_t clock_now(void)
{
  return now;
}

static void hear(const struct error *warning)
{
  warnings++;
  last_warning = *warning;
}

static struct store *open_it(enum store_mode mode)
{
  struct store *store = NULL;
  struct store_context context = {
      .person = "anna", .now = clock_now, .patience = 2000, .warn = hear};
  assert_done(store_open(path, mode, &context, &store, err));
  return store;
}

static int start(void **state)
{
  (void)state;
  folder = folder_make();
  snprintf(path, sizeof path, "%s", folder_file(folder, "our.kundresa"));
  now = MONDAY + 8 * 3600000;
  warnings = 0;
  struct store *store = open_it(STORE_CREATE);
  make_journey(store, "invoice");
  store_close(&store);
  return 0;
}

static int end(void **state)
{
  (void)state;
  folder_remove(&folder);
  return 0;
}

static void edit(struct store *store, const char *title)
{
  int64_t journey = 0;
  assert_done(store_find_journey(store, "invoice", &journey, err));
  assert_done(set_field(store, ENTITY_touchpoint,
                        row_of(store, journey, ENTITY_touchpoint, "first"), "title", title, NULL,
                        err));
}

/* Opens, changes, closes: what a command does. */
static void edit_once(const char *title)
{
  struct store *store = open_it(STORE_WRITE);
  edit(store, title);
  store_close(&store);
}

static size_t count_backups(void)
{
  struct backup_list list;
  assert_done(backup_list_read(path, &list, err));
  size_t count = list.count;
  backup_list_clear(&list);
  return count;
}

static char *title_in(const char *file)
{
  struct store *store = open_as(file, STORE_READ, "anna");
  int64_t journey = 0;
  struct problems problems = {0};
  assert_done(store_find_journey(store, "invoice", &journey, err));
  assert_done(store_check(store, &problems, err));
  assert_int_equal(problems.count, 0);
  char *title = mem_copy_text(get_field(
      store, ENTITY_touchpoint, row_of(store, journey, ENTITY_touchpoint, "first"), "title"));
  store_close(&store);
  return title;
}

static void assert_newest(const char *title)
{
  struct backup_list list;
  assert_done(backup_list_read(path, &list, err));
  assert_true(list.count > 0);
  char *found = title_in(list.items[0].path);
  assert_string_equal(found, title);
  free(found);
  backup_list_clear(&list);
}

/* ---- When ---- */

static void test_first_change_of_a_day(void **state)
{
  (void)state;
  edit_once("Monday 1");
  assert_int_equal(count_backups(), 0); /* of a file that is new */
  now += DAY;
  struct store *store = open_it(STORE_WRITE);
  assert_int_equal(count_backups(), 0); /* nobody has changed anything */
  edit(store, "Tuesday 1");
  assert_int_equal(count_backups(), 1);
  assert_newest("Monday 1");
  edit(store, "Tuesday 2");
  edit_once("Tuesday 3"); /* another session of the same day */
  assert_int_equal(count_backups(), 1);
  now += DAY; /* one that is open overnight */
  edit(store, "Wednesday 1");
  store_close(&store);
  assert_int_equal(count_backups(), 2);
  assert_newest("Tuesday 3");
  assert_int_equal(warnings, 0);
}

static void test_nothing_has_changed(void **state)
{
  (void)state;
  struct str name = {0};
  struct str again = {0};
  bool made = false;
  struct store *store = open_it(STORE_READ);
  assert_done(backup_take(store, NULL, &name, &made, err));
  assert_true(made);
  now += DAY;
  assert_done(backup_take(store, NULL, &again, &made, err));
  assert_false(made);
  assert_string_equal(str_text(&name), str_text(&again));
  store_close(&store);
  edit_once("Tuesday"); /* that one will do */
  assert_int_equal(count_backups(), 1);
  store = open_it(STORE_READ);
  str_clear(&again);
  assert_done(backup_take(store, NULL, &again, &made, err));
  assert_true(made);
  str_clear(&again);
  edit_once("In the same second");
  assert_done(backup_take(store, NULL, &again, &made, err));
  store_close(&store);
  assert_true(made);
  assert_int_equal(count_backups(), 3);
  assert_newest("In the same second");
  str_clear(&name);
  str_clear(&again);
}

/* What a workshop seals, and what settings say, is in no log. */
static void test_beside_the_log(void **state)
{
  (void)state;
  const struct seal seal = {.kind = "card", .round = "workshop/sale"};
  struct str name = {0};
  bool made = false, sealed = false;
  int64_t journey = 0;
  struct store *store = open_it(STORE_WRITE);
  assert_done(store_find_journey(store, "invoice", &journey, err));
  assert_done(backup_take(store, NULL, &name, &made, err));
  assert_true(made);
  assert_done(store_put_setting(store, "name.anna", "Anna Ek", err));
  str_clear(&name);
  assert_done(backup_take(store, NULL, &name, &made, err));
  assert_true(made);
  for (int i = 0; i < 2; i++) { /* a card, and the same said otherwise */
    assert_done(store_seal(store, journey, &seal, "1", i == 0 ? "Late" : "Dear", &sealed, err));
    assert_true(sealed);
    str_clear(&name);
    assert_done(backup_take(store, NULL, &name, &made, err));
    assert_true(made);
  }
  str_clear(&name);
  assert_done(backup_take(store, NULL, &name, &made, err));
  assert_false(made);
  store_close(&store);
  str_clear(&name);
}

static void test_before_an_import(void **state)
{
  (void)state;
  edit_once("Before");
  struct store *store = open_it(STORE_WRITE);
  make_journey(store, "another");
  store_close(&store);
  assert_int_equal(count_backups(), 1);
  assert_newest("Before");
}

/* ---- Where none can be taken ---- */

static void test_change_stands_without(void **state)
{
  (void)state;
  FILE *file = fopen(folder_file(folder, "backups"), "w");
  assert_non_null(file);
  fclose(file);
  now += DAY;
  struct store *store = open_it(STORE_WRITE);
  edit(store, "Tuesday 1");
  edit(store, "Tuesday 2");
  store_close(&store);
  assert_int_equal(warnings, 1); /* once is enough */
  assert_true(last_warning.text[0] != '\0');
  char *title = title_in(path);
  assert_string_equal(title, "Tuesday 2");
  free(title);
  /* Once there is room, the next session makes up for it. */
  assert_int_equal(unlink(folder_file(folder, "backups")), 0);
  edit_once("Tuesday 3");
  assert_int_equal(warnings, 1);
  assert_newest("Tuesday 2");
}

/* A copy of damage is no backup. */
static void test_damage_is_told(void **state)
{
  (void)state;
  edit_once("Monday");
  FILE *file = fopen(path, "r+b");
  assert_non_null(file);
  fseek(file, 0, SEEK_END);
  long size = ftell(file);
  for (long page = 4096; page < size; page += 4096) { /* the leaves of indices */
    fseek(file, page, SEEK_SET);
    if (fgetc(file) != 0x0a)
      continue;
    fseek(file, page + 3, SEEK_SET);
    fputc(0x7f, file);
  }
  fclose(file);
  now += DAY;
  struct store *store = open_it(STORE_WRITE);
  struct error fault = {0};
  store_begin(store, "try", "edit", &fault);
  store_close(&store);
  assert_int_equal(warnings, 1);
  assert_non_null(strstr(last_warning.text, "damaged"));
  assert_non_null(strstr(last_warning.remedy, "kundresa recover"));
  assert_int_equal(count_backups(), 0);
}

/* ---- Which are kept ---- */

/* What was said in words, another way: how many that are worth a place have been
 * seen of each kind so far. */
static bool is_worth(const int64_t *times, size_t i, int64_t at)
{
  if (i == 0 || times[i] > at - 2 * DAY)
    return true;
  size_t days = 0;
  size_t weeks = 0;
  size_t months = 0;
  for (size_t j = 1; j <= i; j++) {
    if (times[j] > at - 2 * DAY)
      continue;
    bool new_day = times[j] / DAY != times[j - 1] / DAY;
    bool new_week = (times[j] + 3 * DAY) / (7 * DAY) != (times[j - 1] + 3 * DAY) / (7 * DAY);
    time_t seconds[2] = {(time_t)(times[j] / 1000), (time_t)(times[j - 1] / 1000)};
    struct tm parts[2];
    gmtime_r(&seconds[0], &parts[0]);
    gmtime_r(&seconds[1], &parts[1]);
    bool new_month = parts[0].tm_mon != parts[1].tm_mon || parts[0].tm_year != parts[1].tm_year;
    bool kept = false;
    if (days < 14) {
      days += new_day;
      kept = new_day;
    } else if (weeks < 10) {
      weeks += new_week;
      kept = new_week;
    } else if (months < 12) {
      months += new_month;
      kept = new_month;
    }
    if (j == i)
      return kept;
  }
  return false;
}

static void test_choice(void **state)
{
  (void)state;
  enum { MOST = 900 };
  static int64_t times[MOST];
  static bool keep[MOST];
  uint64_t chance = 20261128;
  for (int round = 0; round < 200; round++) {
    int64_t at = MONDAY + DAY / 2;
    int64_t time = at;
    size_t count = (size_t)(round * 5) % MOST + 1;
    /* From several a day to one in months. */
    int64_t step = round % 5 == 0 ? DAY / 4 : round % 5 == 4 ? 20 * DAY : DAY * (round % 5);
    for (size_t i = 0; i < count; i++) {
      chance = chance * 6364136223846793005u + 1442695040888963407u;
      time -= (int64_t)((chance >> 33) % (uint64_t)step);
      times[i] = time;
    }
    backup_choose(times, count, at, keep);
    for (size_t i = 0; i < count; i++)
      if (keep[i] != is_worth(times, i, at))
        fail_msg("round %d: %zu of %zu, %" PRId64 " days old, is %s", round, i, count,
                 (at - times[i]) / DAY, keep[i] ? "kept" : "dropped");
  }
  /* One a day for three years: 2 days, 14, 10 weeks, 12 months. */
  for (size_t i = 0; i < MOST; i++)
    times[i] = MONDAY + DAY / 2 - (int64_t)i * DAY;
  backup_choose(times, MOST, MONDAY + DAY / 2, keep);
  size_t kept = 0;
  for (size_t i = 0; i < MOST; i++)
    kept += keep[i];
  assert_int_equal(kept, 2 + 14 + 10 + 12);
}

/* A file with that name and time. */
static void touch(const char *name, int64_t at)
{
  FILE *file = fopen(folder_file(folder, name), "w");
  assert_non_null(file);
  fclose(file);
  struct utimbuf times = {(time_t)(at / 1000), (time_t)(at / 1000)};
  assert_int_equal(utime(folder_file(folder, name), &times), 0);
}

/* Only what kundresa made is ever removed, and only of this file. */
static void test_thinning(void **state)
{
  (void)state;
  assert_int_equal(mkdir(folder_file(folder, "backups"), 0700), 0);
  touch("backups/our-20200101T080000Z.kundresa", 0);
  touch("backups/our-20200101T070000Z.kundresa", 0);
  touch("backups/our-20200101T070000Z-2.kundresa", 0);
  touch("backups/our-20200101T060000Z.kundresa.kundresa-part-12-0", 0);
  touch("backups/our-20200101T060000Z.kundresa.kundresa-part-12-0-journal", 0);
  touch("backups/our-20200102T060000Z.kundresa.kundresa-part-12-0-wal", 0);
  touch("backups/our-20200103T060000Z.kundresa.kundresa-part-12-0", 0);
  int held =
      open(folder_file(folder, "backups/our-20200103T060000Z.kundresa.kundresa-part-12-0"), O_RDWR);
  assert_int_equal(flock(held, LOCK_EX), 0);
  static const char *const others[] = {"backups/our-20200101T050000Z",
                                       "backups/our-20201301T050000Z.kundresa",
                                       "backups/your-20200101T050000Z.kundresa",
                                       "backups/our-20200101T050000Z.kundresa.txt",
                                       "backups/our-20200101T050000Z.kundresa.aB3dE6",
                                       "backups/our-20200101T050000Z.kundresa.kundresa-part-notes",
                                       "backups/our-before-the-audit.kundresa",
                                       "backups/our-20200101T050000Z-1.kundresa",
                                       "backups/our-20200101T050000Zx.kundresa",
                                       "backups/our.kundresa"};
  for (size_t i = 0; i < sizeof others / sizeof others[0]; i++)
    touch(others[i], 0);
  struct store *store = open_it(STORE_READ);
  struct str name = {0};
  bool made = false;
  assert_int_equal(count_backups(), 3);
  assert_done(backup_take(store, NULL, &name, &made, err));
  str_clear(&name);
  store_close(&store);
  assert_true(made);
  assert_int_equal(count_backups(), 2);
  assert_int_equal(access(folder_file(folder, "backups/our-20200101T080000Z.kundresa"), F_OK), 0);
  static const char *const dead[] = {
      "backups/our-20200101T060000Z.kundresa.kundresa-part-12-0",
      "backups/our-20200101T060000Z.kundresa.kundresa-part-12-0-journal",
      "backups/our-20200102T060000Z.kundresa.kundresa-part-12-0-wal"};
  for (size_t i = 0; i < sizeof dead / sizeof dead[0]; i++)
    assert_int_not_equal(access(folder_file(folder, dead[i]), F_OK), 0);
  /* Somebody is at it, however long that takes. */
  assert_int_equal(
      access(folder_file(folder, "backups/our-20200103T060000Z.kundresa.kundresa-part-12-0"), F_OK),
      0);
  close(held);
  for (size_t i = 0; i < sizeof others / sizeof others[0]; i++)
    assert_int_equal(access(folder_file(folder, others[i]), F_OK), 0);
}

/* ---- Back ---- */

static void test_restored(void **state)
{
  (void)state;
  edit_once("Monday");
  now += DAY;
  edit_once("Tuesday");
  now += DAY;
  edit_once("Wednesday");
  assert_int_equal(unlink(path), 0); /* the worst has happened */
  struct backup_list list;
  assert_done(backup_list_read(path, &list, err));
  assert_int_equal(list.count, 2);
  assert_null(backup_at(&list, MONDAY + DAY));
  const struct backup *backup = backup_at(&list, MONDAY + 2 * DAY);
  assert_non_null(backup);
  int64_t changed = 0;
  int64_t entries = 0;
  char *person = NULL;
  assert_done(backup_see(backup->path, &changed, &person, &entries, err));
  assert_int_equal(changed, MONDAY + 8 * 3600000);
  assert_string_equal(person, "anna");
  assert_int_equal(entries, 2);
  free(person);
  char out[512];
  snprintf(out, sizeof out, "%s", folder_file(folder, "restored.kundresa"));
  assert_done(backup_restore(backup->path, out, err));
  char *title = title_in(out);
  assert_string_equal(title, "Monday");
  free(title);
  struct error fault = {0};
  assert_int_equal(backup_restore(backup->path, out, &fault), STATUS_INPUT); /* it is there */
  backup_list_clear(&list);
}

int main(void)
{
#define TEST(name) cmocka_unit_test_setup_teardown(name, start, end)
  const struct CMUnitTest tests[] = {
      TEST(test_first_change_of_a_day),
      TEST(test_nothing_has_changed),
      TEST(test_beside_the_log),
      TEST(test_before_an_import),
      TEST(test_change_stands_without),
      TEST(test_damage_is_told),
      TEST(test_choice),
      TEST(test_thinning),
      TEST(test_restored),
  };
  return cmocka_run_group_tests(tests, NULL, NULL);
}
