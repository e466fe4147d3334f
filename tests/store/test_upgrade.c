/* Files of an older schema are brought up to date whole or not at all.
 *
 * Most tests make a schema that is still to come: the tables of the program with
 * a field or two more.  One takes a file that the first kundresa made. */
#include "tests/store/store_helper.h"

#include "base/mem.h"
#include "store/store_private.h"

#include <dirent.h>
#include <inttypes.h>
#include <sched.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/mman.h>
#include <sys/stat.h>
#include <sys/wait.h>
#include <unistd.h>

static char *folder;
static char path[512];

static int start(void **state)
{
  (void)state;
  folder = folder_make();
  snprintf(path, sizeof path, "%s", folder_file(folder, "a.kundresa"));
  struct store *store = open_as(path, STORE_CREATE, "anna");
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

static enum status try_open(const struct entity_info *tables, enum store_mode mode,
                            struct store **store, struct error *err)
{
  struct store_context context = {.person = "anna", .now = test_clock, .patience = 10000};
  return store_open_tables(tables, path, mode, &context, store, err);
}

/* Opens with the next schema, or fails the test. */
static struct store *open_next(enum store_mode mode)
{
  struct store *store = NULL;
  static struct later_tables next; /* borrowed by the store */
  later_tables_make(&next, false);
  assert_done(try_open(next.tables, mode, &store, err));
  return store;
}

static struct error assert_refused(const struct entity_info *tables, const char *words)
{
  struct store *store = NULL;
  struct error fault = {0};
  assert_int_not_equal(try_open(tables, STORE_WRITE, &store, &fault), STATUS_OK);
  assert_null(store);
  if (strstr(fault.text, words) == NULL)
    fail_msg("'%s' does not say '%s'", fault.text, words);
  assert_string_not_equal(fault.file, "");
  return fault;
}

static void run_sql(const char *sql)
{
  sqlite3 *db;
  char *words = NULL;
  assert_int_equal(sqlite3_open(path, &db), SQLITE_OK);
  if (sqlite3_exec(db, sql, NULL, NULL, &words) != SQLITE_OK)
    fail_msg("%s", words);
  sqlite3_close(db);
}

static int64_t ask_sql(const char *sql)
{
  sqlite3 *db;
  sqlite3_stmt *row;
  assert_int_equal(sqlite3_open(path, &db), SQLITE_OK);
  assert_int_equal(sqlite3_prepare_v2(db, sql, -1, &row, NULL), SQLITE_OK);
  assert_int_equal(sqlite3_step(row), SQLITE_ROW);
  int64_t number = sqlite3_column_int64(row, 0);
  sqlite3_finalize(row);
  sqlite3_close(db);
  return number;
}

static char *whole_file(size_t *length)
{
  FILE *file = fopen(path, "rb");
  assert_non_null(file);
  fseek(file, 0, SEEK_END);
  *length = (size_t)ftell(file);
  rewind(file);
  char *bytes = mem_new(*length, 1);
  assert_int_equal(fread(bytes, 1, *length, file), *length);
  fclose(file);
  return bytes;
}

/* The files in 'backups'; the name of the last one into @name. */
static int count_backups(char *name, size_t size)
{
  DIR *entries = opendir(folder_file(folder, "backups"));
  int count = 0;
  if (entries == NULL)
    return 0;
  for (struct dirent *entry; (entry = readdir(entries)) != NULL;) {
    if (entry->d_name[0] == '.')
      continue;
    count++;
    if (name != NULL)
      snprintf(name, size, "%s/backups/%s", folder, entry->d_name);
  }
  closedir(entries);
  return count;
}

static char *dump_only(struct store *store)
{
  int64_t journey;
  assert_done(store_find_journey(store, NULL, &journey, err));
  return dump_journey(store, journey);
}

static void assert_clean(struct store *store)
{
  struct problems problems = {0};
  assert_done(store_check(store, &problems, err));
  if (problems.count > 0)
    fail_msg("%s", problems.items[0].text);
}

/* ---- Tests ---- */

static void test_brought_up_to_date(void **state)
{
  (void)state;
  struct store *store = open_as(path, STORE_READ, "anna");
  char *before = dump_only(store);
  store_close(&store);
  store = open_next(STORE_WRITE);
  char *after = dump_only(store);
  assert_string_equal(before, after);
  free(after);
  assert_clean(store);
  store_close(&store);
  assert_int_equal(ask_sql("PRAGMA user_version"), entity_schema() + 1);
  assert_int_equal(ask_sql("PRAGMA application_id"), STORE_APPLICATION_ID);
  /* The new column is in the log like every other. */
  run_sql("UPDATE touchpoint SET later = 'x' WHERE id = 'first'");
  assert_int_equal(ask_sql("SELECT count(*) FROM change WHERE field = 'later' AND op = 'U'"), 1);
  run_sql("DELETE FROM touchpoint WHERE id = 'second'; DELETE FROM touchpoint WHERE id = 'first'");
  assert_int_equal(ask_sql("SELECT count(*) FROM change WHERE field = 'later' AND op = 'D'"), 1);
  /* The file as it was lies in the folder of backups, whole. */
  char backup[512];
  assert_int_equal(count_backups(backup, sizeof backup), 1);
  store = open_as(backup, STORE_READ, "anna");
  after = dump_only(store);
  assert_string_equal(before, after);
  assert_clean(store);
  store_close(&store);
  free(after);
  free(before);
  /* Once is enough. */
  store = open_next(STORE_WRITE);
  store_close(&store);
  assert_int_equal(count_backups(NULL, 0), 1);
}

/* version-N.sql in the sources is a file that a kundresa made whose schema that was, as
 * text. */
static void make_version(int version)
{
  char source[512];
  size_t length;
  snprintf(source, sizeof source, "%s/tests/store/version-%d.sql", getenv("KUNDRESA_DATADIR"),
           version);
  snprintf(path, sizeof path, "%s", source);
  char *bytes = whole_file(&length);
  char *sql = mem_copy_span(bytes, length);
  snprintf(path, sizeof path, "%s", folder_file(folder, "old.kundresa"));
  run_sql(sql);
  free(sql);
  free(bytes);
}

/* What an older kundresa made is taken over with its history and releases, and
 * what came later can be put in and taken back. */
static void take_over(int version)
{
  make_version(version);
  assert_int_equal(ask_sql("PRAGMA user_version"), version);
  int64_t changes = ask_sql("SELECT count(*) FROM change");
  struct store *store = open_as(path, STORE_WRITE, "anna");
  assert_clean(store);
  int64_t journey = 0;
  assert_done(store_find_journey(store, "small", &journey, err));
  int64_t reminder = row_of(store, journey, ENTITY_touchpoint, "reminder-1");
  assert_string_equal(get_field(store, ENTITY_touchpoint, reminder, "title"), "First reminder");
  struct waiver *waiver = record_new(ENTITY_waiver);
  assert_done(record_set(waiver, entity_field(ENTITY_waiver, "rule"), "SE-FEE-02", err));
  assert_done(record_set(waiver, entity_field(ENTITY_waiver, "touchpoint"), "reminder-1", err));
  assert_done(
      record_set(waiver, entity_field(ENTITY_waiver, "fingerprint"), "0123456789abcdef", err));
  assert_done(record_set(waiver, entity_field(ENTITY_waiver, "reason"), "Agreed by phone.", err));
  assert_done(store_begin(store, "waive", "edit", err));
  int64_t oid = 0;
  assert_done(store_insert(store, journey, ENTITY_waiver, waiver, 0, &oid, err));
  assert_done(store_commit(store, err));
  record_free(ENTITY_waiver, &waiver);
  store_close(&store);
  assert_int_equal(ask_sql("PRAGMA user_version"), entity_schema());
  assert_int_equal(ask_sql("SELECT count(*) FROM release"), 1);
  assert_int_equal(ask_sql("SELECT count(*) FROM waiver"), 1);
  assert_true(ask_sql("SELECT count(*) FROM change") > changes);
  assert_int_equal(ask_sql("SELECT count(*) FROM change WHERE tbl = 'waiver' AND op = 'I'"), 1);
  char backup[512];
  assert_int_equal(count_backups(backup, sizeof backup), 1);
  snprintf(path, sizeof path, "%s", backup);
  assert_int_equal(ask_sql("PRAGMA user_version"), version);
}

static void test_version_1(void **state)
{
  (void)state;
  take_over(1);
}

static void test_version_2(void **state)
{
  (void)state;
  take_over(2);
}

/* A new file and one that was brought up to date have the same tables. */
static void test_same_as_new(void **state)
{
  (void)state;
  struct str old = {0};
  struct str new = {0};
  struct store *store = open_next(STORE_WRITE);
  assert_done(store_schema_digest(store, &old, err));
  store_close(&store);
  snprintf(path, sizeof path, "%s", folder_file(folder, "b.kundresa"));
  store = open_next(STORE_CREATE);
  assert_done(store_schema_digest(store, &new, err));
  store_close(&store);
  assert_string_equal(str_text(&old), str_text(&new));
  str_clear(&old);
  str_clear(&new);
}

static void assert_untouched(const char *before, size_t length)
{
  size_t now = 0;
  char *after = whole_file(&now);
  assert_int_equal(now, length);
  assert_memory_equal(before, after, length);
  free(after);
  struct store *store = open_as(path, STORE_WRITE, "anna");
  assert_clean(store);
  store_close(&store);
}

/* The second table's step fails when the first one's is done. */
static void test_failing_step(void **state)
{
  (void)state;
  struct later_tables failing;
  later_tables_make(&failing, true);
  size_t length;
  char *before = whole_file(&length);
  assert_refused(failing.tables, "ord");
  assert_untouched(before, length);
  free(before);
  assert_int_equal(count_backups(NULL, 0), 1);
}

static void test_no_room_for_backup(void **state)
{
  (void)state;
  struct later_tables next;
  later_tables_make(&next, false);
  FILE *file = fopen(folder_file(folder, "backups"), "w");
  assert_non_null(file);
  fclose(file);
  size_t length;
  char *before = whole_file(&length);
  assert_refused(next.tables, "");
  assert_untouched(before, length);
  free(before);
}

/* A damaged file is not worked on, and its copy is not kept as if it were good. */
static void test_damaged(void **state)
{
  (void)state;
  struct later_tables next;
  later_tables_make(&next, false);
  int64_t page = ask_sql("SELECT rootpage FROM sqlite_schema WHERE name = 'change'");
  int64_t size = ask_sql("PRAGMA page_size");
  FILE *file = fopen(path, "r+b");
  assert_non_null(file);
  fseek(file, (long)((page - 1) * size), SEEK_SET);
  for (int64_t i = 0; i < size; i++)
    fputc(0x5a, file);
  fclose(file);
  assert_refused(next.tables, "damaged");
  assert_int_equal(ask_sql("PRAGMA user_version"), entity_schema());
  assert_int_equal(count_backups(NULL, 0), 0);
}

static void test_newer(void **state)
{
  (void)state;
  struct store *store = open_next(STORE_WRITE);
  store_close(&store);
  size_t length;
  char *before = whole_file(&length);
  struct error fault = assert_refused(entities, "newer");
  char words[64];
  snprintf(words, sizeof words, "schema %d", entity_schema() + 1);
  assert_non_null(strstr(fault.text, words));
  snprintf(words, sizeof words, "knows %d", entity_schema());
  assert_non_null(strstr(fault.text, words));
  assert_string_not_equal(fault.remedy, "");
  size_t now;
  char *after = whole_file(&now);
  assert_int_equal(now, length);
  assert_memory_equal(before, after, length);
  free(before);
  free(after);
}

static void test_only_looking(void **state)
{
  (void)state;
  struct later_tables next;
  later_tables_make(&next, false);
  struct store *store = NULL;
  struct error fault = {0};
  assert_int_equal(try_open(next.tables, STORE_READ, &store, &fault), STATUS_INPUT);
  assert_non_null(strstr(fault.text, "older"));
  assert_int_equal(ask_sql("PRAGMA user_version"), entity_schema());
  assert_int_equal(count_backups(NULL, 0), 0);
}

/* Whoever has altered the tables by hand, by whatever way, is noticed: when
 * the file is opened, and before anything is brought up to date. */
static void test_altered(void **state)
{
  (void)state;
  enum { PLAIN_WAYS = 4 };
  static const char *const ways[] = {
      "ALTER TABLE touchpoint ADD COLUMN mine TEXT",
      "DROP INDEX touchpoint_place",
      "CREATE VIEW mine AS SELECT 1",
      "DROP TRIGGER change_kept",
      /* A trigger whose row has a name like SQLite's own. */
      ("CREATE TRIGGER mine AFTER UPDATE ON stage BEGIN DELETE FROM setting; END;"
       "PRAGMA writable_schema = ON;"
       "UPDATE sqlite_schema SET name = 'sqlite_mine' WHERE name = 'mine'"),
      /* A trigger whose row begins with what ought to stand there. */
      ("PRAGMA writable_schema = ON;"
       "UPDATE sqlite_schema SET type = type || char(9) || name || char(9) || tbl_name || char(9) "
       "||"
       " sql || char(0), sql = replace(sql, 'SELECT RAISE', 'DELETE FROM setting; SELECT RAISE')"
       " WHERE name = 'change_kept'"),
      ("PRAGMA writable_schema = ON;"
       "UPDATE sqlite_schema SET sql = replace(sql, 'AUTOINCREMENT', '') WHERE name = 'stage'"),
  };
  struct later_tables next;
  later_tables_make(&next, false);
  size_t length;
  char *whole = whole_file(&length);
  for (size_t i = 0; i < sizeof ways / sizeof ways[0]; i++) {
    run_sql(ways[i]);
    /* Some of it SQLite itself calls damage, before we can see the tables. */
    const char *words = i < PLAIN_WAYS ? "tables" : "";
    assert_refused(entities, words);
    assert_refused(next.tables, words);
    assert_int_equal(count_backups(NULL, 0), 0);
    FILE *file = fopen(path, "wb");
    assert_non_null(file);
    assert_int_equal(fwrite(whole, 1, length, file), length);
    fclose(file);
  }
  free(whole);
  /* What ANALYZE leaves is no harm. */
  run_sql("ANALYZE");
  struct store *store = open_as(path, STORE_WRITE, "anna");
  store_close(&store);
}

/* Several people open the old file at the same moment. */
static void test_at_once(void **state)
{
  (void)state;
  enum { PEOPLE = 5 };
  pid_t children[PEOPLE];
  _Atomic int *go =
      mmap(NULL, sizeof *go, PROT_READ | PROT_WRITE, MAP_SHARED | MAP_ANONYMOUS, -1, 0);
  assert_ptr_not_equal(go, MAP_FAILED);
  fflush(NULL);
  for (int i = 0; i < PEOPLE; i++) {
    children[i] = fork();
    assert_int_not_equal(children[i], -1);
    if (children[i] == 0) {
      struct later_tables next;
      struct store *store = NULL;
      struct error fault = {0};
      later_tables_make(&next, false);
      while (*go == 0)
        sched_yield();
      if (try_open(next.tables, STORE_WRITE, &store, &fault) != STATUS_OK) {
        char words[1400];
        print_message("# %s\n", error_format(&fault, words, sizeof words));
        fflush(NULL);
        _exit(1);
      }
      store_close(&store);
      _exit(0);
    }
  }
  *go = 1;
  for (int i = 0; i < PEOPLE; i++) {
    int ended = 0;
    assert_int_equal(waitpid(children[i], &ended, 0), children[i]);
    assert_int_equal(ended, 0);
  }
  munmap((void *)go, sizeof *go);
  assert_int_equal(ask_sql("PRAGMA user_version"), entity_schema() + 1);
  assert_int_equal(count_backups(NULL, 0), 1);
}

/* What ALTER TABLE cannot add: a column that must be filled, or a key of two
 * columns.  Whoever needs one must rebuild the table, in a step of its own. */
static void test_fields_that_can_come_later(void **state)
{
  (void)state;
  for (int e = 0; e < ENTITY_COUNT; e++) {
    const struct entity_info *info = &entities[e];
    for (size_t i = 0; i < info->count; i++) {
      const struct field *field = &info->fields[i];
      if (field->since > info->fields[0].since &&
          (field->kind == FIELD_REF || (field->flags & FIELD_REQUIRED) != 0))
        fail_msg("%s of %s cannot be added to a table that exists", field->name, info->name);
    }
  }
}

int main(void)
{
  const struct CMUnitTest tests[] = {
      cmocka_unit_test_setup_teardown(test_brought_up_to_date, start, end),
      cmocka_unit_test_setup_teardown(test_version_1, start, end),
      cmocka_unit_test_setup_teardown(test_version_2, start, end),
      cmocka_unit_test_setup_teardown(test_same_as_new, start, end),
      cmocka_unit_test_setup_teardown(test_failing_step, start, end),
      cmocka_unit_test_setup_teardown(test_no_room_for_backup, start, end),
      cmocka_unit_test_setup_teardown(test_damaged, start, end),
      cmocka_unit_test_setup_teardown(test_newer, start, end),
      cmocka_unit_test_setup_teardown(test_only_looking, start, end),
      cmocka_unit_test_setup_teardown(test_altered, start, end),
      cmocka_unit_test_setup_teardown(test_at_once, start, end),
      cmocka_unit_test(test_fields_that_can_come_later),
  };
  return cmocka_run_group_tests(tests, NULL, NULL);
}
