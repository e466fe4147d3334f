#include "tests/store/store_helper.h"

#include <sqlite3.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/vfs.h>
#include <unistd.h>

static char *folder;
static unsigned long file_system; /* that the folder seems to lie on; 0 as it is */

int __real_statfs(const char *path, struct statfs *found);
int __wrap_statfs(const char *path, struct statfs *found);

int __wrap_statfs(const char *path, struct statfs *found)
{
  int code = __real_statfs(path, found);
  if (file_system != 0)
    found->f_type = (__typeof__(found->f_type))file_system;
  return code;
}

static int start(void **state)
{
  (void)state;
  folder = folder_make();
  struct store *store = open_as(folder_file(folder, "a.kundresa"), STORE_CREATE, "anna");
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

static enum status try_open(const char *name, enum store_mode mode, struct error *err)
{
  struct store *store = NULL;
  struct store_context context = {.person = "anna", .now = test_clock, .patience = 50};
  enum status status = store_open(folder_file(folder, name), mode, &context, &store, err);
  if (status == STATUS_OK)
    assert_non_null(store);
  else
    assert_null(store);
  store_close(&store);
  return status;
}

static void run_sql(const char *sql)
{
  sqlite3 *db;
  assert_int_equal(sqlite3_open(folder_file(folder, "a.kundresa"), &db), SQLITE_OK);
  char *words = NULL;
  if (sqlite3_exec(db, sql, NULL, NULL, &words) != SQLITE_OK)
    fail_msg("%s", words);
  sqlite3_close(db);
}

static void assert_refused(const char *words)
{
  struct error fault = {0};
  assert_int_equal(try_open("a.kundresa", STORE_WRITE, &fault), STATUS_INPUT);
  if (strstr(fault.text, words) == NULL)
    fail_msg("'%s' does not say '%s'", fault.text, words);
}

static void test_tampered(void **state)
{
  (void)state;
  run_sql("CREATE TRIGGER evil AFTER UPDATE ON touchpoint BEGIN DELETE FROM setting; END");
  assert_refused("tables");
}

static void test_dropped_log(void **state)
{
  (void)state;
  run_sql("DROP TRIGGER touchpoint_gone");
  assert_refused("tables");
}

static void test_newer(void **state)
{
  (void)state;
  run_sql("PRAGMA user_version = 9000");
  assert_refused("newer");
}

static void test_other_database(void **state)
{
  (void)state;
  run_sql("PRAGMA application_id = 7");
  assert_refused("not a kundresa file");
}

static void test_no_database(void **state)
{
  (void)state;
  FILE *file = fopen(folder_file(folder, "b.kundresa"), "w");
  fputs("kundresa_journey: 1\n# this is YAML and no database at all, so it cannot be opened\n",
        file);
  fclose(file);
  struct error fault = {0};
  assert_int_equal(try_open("b.kundresa", STORE_WRITE, &fault), STATUS_INPUT);
  error_clear(&fault);
  assert_int_equal(try_open("nothing.kundresa", STORE_WRITE, &fault), STATUS_INPUT);
  error_clear(&fault);
  assert_int_equal(try_open("a.kundresa", STORE_CREATE, &fault), STATUS_INPUT);
  error_clear(&fault);
  assert_int_equal(try_open(".", STORE_WRITE, &fault), STATUS_INPUT);
}

/* What another program does is in the log, as nobody's. */
static enum status add_change(void *context, const struct history_change *change, struct error *err)
{
  (void)err;
  assert_int_equal(change->number, 0);
  str_addf(context, "%c %s %s=%s\n", change->operation, entities[change->entity].name,
           change->field != NULL ? change->field->name : "-",
           change->after != NULL ? change->after : "-");
  return STATUS_OK;
}

static void test_outside_change(void **state)
{
  (void)state;
  run_sql("UPDATE touchpoint SET title = 'Outside' WHERE id = 'first';"
          "INSERT INTO comment(journey, ord, touchpoint, text) VALUES(1, 1024, 'first', 'Outside');"
          "DELETE FROM edge");
  struct store *store = open_as(folder_file(folder, "a.kundresa"), STORE_READ, "bo");
  struct str found = {0};
  assert_done(store_each_change(store, 0, add_change, &found, err));
  assert_string_equal(str_text(&found), "U touchpoint title=Outside\n"
                                        "I comment -=-\n"
                                        "D edge source=-\n"
                                        "D edge target=-\n"
                                        "D edge kind=-\n"
                                        "D edge -=-\n");
  str_clear(&found);
  store_close(&store);
}

/* History and releases cannot be rewritten, not even around the program. */
static void test_append_only(void **state)
{
  (void)state;
  static const char *const wrong[] = {
      "DELETE FROM change",
      "UPDATE change SET before = 'x'",
      "INSERT OR REPLACE INTO change SELECT * FROM change",
      "DELETE FROM txn",
      "UPDATE txn SET person = 'x'",
      "DELETE FROM release",
      "UPDATE release SET bytes = x'00'",
      "INSERT OR REPLACE INTO release SELECT * FROM release",
  };
  run_sql("INSERT INTO release VALUES(1, 1, 0, 'a', 'b', 'c', 'd', x'01')");
  sqlite3 *db;
  assert_int_equal(sqlite3_open(folder_file(folder, "a.kundresa"), &db), SQLITE_OK);
  for (size_t i = 0; i < sizeof wrong / sizeof wrong[0]; i++)
    if (sqlite3_exec(db, wrong[i], NULL, NULL, NULL) == SQLITE_OK)
      fail_msg("allowed: %s", wrong[i]);
  sqlite3_close(db);
}

static void test_held(void **state)
{
  (void)state;
  sqlite3 *db;
  assert_int_equal(sqlite3_open(folder_file(folder, "a.kundresa"), &db), SQLITE_OK);
  assert_int_equal(sqlite3_exec(db, "BEGIN IMMEDIATE", NULL, NULL, NULL), SQLITE_OK);
  struct store *store = NULL;
  struct store_context context = {.person = "anna", .now = test_clock, .patience = 50};
  assert_done(store_open(folder_file(folder, "a.kundresa"), STORE_WRITE, &context, &store, err));
  struct error fault = {0};
  assert_int_equal(store_begin(store, "x", "edit", &fault), STATUS_BUSY);
  assert_int_equal(sqlite3_exec(db, "COMMIT", NULL, NULL, NULL), SQLITE_OK);
  sqlite3_close(db);
  assert_done(store_begin(store, "x", "edit", err));
  store_rollback(store);
  store_close(&store);
}

static void test_check_and_backup(void **state)
{
  (void)state;
  struct store *store = open_as(folder_file(folder, "a.kundresa"), STORE_WRITE, "anna");
  struct problems problems = {0};
  assert_done(store_check(store, &problems, err));
  assert_int_equal(problems.count, 0);
  int64_t journey;
  assert_done(store_find_journey(store, NULL, &journey, err));
  char *before = dump_journey(store, journey);
  assert_done(store_backup(store, folder_file(folder, "copy.kundresa"), err));
  struct error fault = {0};
  assert_int_equal(store_backup(store, folder_file(folder, "copy.kundresa"), &fault), STATUS_INPUT);
  store_close(&store);
  assert_int_equal(access(folder_file(folder, "copy.kundresa-wal"), F_OK), -1);
  store = open_as(folder_file(folder, "copy.kundresa"), STORE_READ, "anna");
  char *after = dump_journey(store, journey);
  assert_string_equal(before, after);
  free(before);
  free(after);
  store_close(&store);
  run_sql("PRAGMA foreign_keys = OFF; UPDATE touchpoint SET stage = 'gone' WHERE id = 'first'");
  store = open_as(folder_file(folder, "a.kundresa"), STORE_WRITE, "anna");
  assert_done(store_check(store, &problems, err));
  assert_int_not_equal(problems.count, 0);
  problems_clear(&problems);
  store_close(&store);
}

/* Whether to look, to write or to make one: told, with the reason and the way. */
static void test_network(void **state)
{
  (void)state;
  static const unsigned long foreign[] = {0x6969,     0x517B,     0xFF534D42, 0xFE534D42,
                                          0x01021997, 0x65735546, 0x5346414F, 0x6B414653,
                                          0x73757245, 0x00C36400, 0x01161970, 0x7461636F};
  static const unsigned long own[] = {0xEF53, 0x9123683E, 0x58465342, 0x01021994, 0x794C7630};
  static const enum store_mode modes[] = {STORE_READ, STORE_WRITE, STORE_CREATE};
  for (size_t i = 0; i < sizeof foreign / sizeof foreign[0]; i++)
    for (size_t m = 0; m < sizeof modes / sizeof modes[0]; m++) {
      struct error fault = {0};
      file_system = foreign[i];
      const char *name = modes[m] == STORE_CREATE ? "new.kundresa" : "a.kundresa";
      assert_int_equal(try_open(name, modes[m], &fault), STATUS_INPUT);
      assert_non_null(strstr(fault.text, "network file system"));
      assert_non_null(strstr(fault.remedy, "ssh"));
    }
  assert_int_equal(access(folder_file(folder, "new.kundresa"), F_OK), -1);
  for (size_t i = 0; i < sizeof own / sizeof own[0]; i++) {
    struct error fault = {0};
    file_system = own[i];
    assert_int_equal(try_open("a.kundresa", STORE_WRITE, &fault), STATUS_OK);
  }
  file_system = 0;
}

int main(void)
{
  const struct CMUnitTest tests[] = {
      cmocka_unit_test_setup_teardown(test_network, start, end),
      cmocka_unit_test_setup_teardown(test_tampered, start, end),
      cmocka_unit_test_setup_teardown(test_dropped_log, start, end),
      cmocka_unit_test_setup_teardown(test_newer, start, end),
      cmocka_unit_test_setup_teardown(test_other_database, start, end),
      cmocka_unit_test_setup_teardown(test_no_database, start, end),
      cmocka_unit_test_setup_teardown(test_outside_change, start, end),
      cmocka_unit_test_setup_teardown(test_append_only, start, end),
      cmocka_unit_test_setup_teardown(test_held, start, end),
      cmocka_unit_test_setup_teardown(test_check_and_backup, start, end),
  };
  return cmocka_run_group_tests(tests, NULL, NULL);
}
