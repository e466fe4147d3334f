/* What guards a file: its tables hold only what the table of fields admits,
 * whoever writes; and what we run on it can do no more than read and change rows,
 * with the least that SQLite can be told to believe. */
#include "tests/store/store_helper.h"

#include "store/store_private.h"

#include <inttypes.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>
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

static sqlite3 *open_raw(void)
{
  sqlite3 *db;
  assert_int_equal(sqlite3_open(path, &db), SQLITE_OK);
  return db;
}

static int64_t ask(sqlite3 *db, const char *sql)
{
  sqlite3_stmt *row;
  if (sqlite3_prepare_v2(db, sql, -1, &row, NULL) != SQLITE_OK)
    fail_msg("%s: %s", sql, sqlite3_errmsg(db));
  assert_int_equal(sqlite3_step(row), SQLITE_ROW);
  int64_t number = sqlite3_column_int64(row, 0);
  sqlite3_finalize(row);
  return number;
}

/* ---- The tables ---- */

static void test_tables(void **state)
{
  (void)state;
  sqlite3 *db = open_raw();
  assert_int_equal(ask(db, "SELECT count(*) FROM pragma_table_list WHERE schema = 'main' AND type ="
                           " 'table' AND name NOT GLOB 'sqlite_*' AND NOT strict"),
                   0);
  assert_true(ask(db, "SELECT count(*) FROM pragma_table_list WHERE strict") > ENTITY_COUNT);
  for (int e = 0; e < ENTITY_COUNT; e++)
    for (size_t i = 0; i < entities[e].count; i++) {
      const struct field *field = &entities[e].fields[i];
      char sql[300];
      snprintf(sql, sizeof sql,
               "SELECT count(*) FROM pragma_foreign_key_list('%s') WHERE \"from\" = '%s' AND"
               " \"table\" = '%s'",
               entities[e].name, field->name,
               field->kind == FIELD_REF ? entities[field->of].name : "");
      if (ask(db, sql) != (field->kind == FIELD_REF))
        fail_msg("%s.%s is no reference", entities[e].name, field->name);
    }
  sqlite3_close(db);
}

/* A value that the field takes, as SQL writes it. */
static void add_fit(struct str *sql, const struct field *field)
{
  if (field->kind == FIELD_ENUM)
    str_addf(sql, "'%s'", enumerations[field->of].tokens[0]);
  else if (field_is_text(field))
    str_add(sql, "'x'");
  else
    str_addf(sql, "%" PRId64, field->kind == FIELD_DATE ? 20000 : field->least);
}

/* Sets one field of the only row of an entity, with another program, and gives
 * whether that was taken. */
static bool takes(sqlite3 *db, enum entity entity, const struct field *field, const char *value)
{
  char sql[300];
  snprintf(sql, sizeof sql, "SAVEPOINT a; UPDATE \"%s\" SET \"%s\" = %s", entities[entity].name,
           field->name, value);
  int code = sqlite3_exec(db, sql, NULL, NULL, NULL);
  assert_int_equal(sqlite3_exec(db, "ROLLBACK TO a; RELEASE a", NULL, NULL, NULL), SQLITE_OK);
  return code == SQLITE_OK;
}

static void refuses(sqlite3 *db, enum entity entity, const struct field *field, const char *value)
{
  if (takes(db, entity, field, value))
    fail_msg("%s.%s takes %s", entities[entity].name, field->name, value);
}

static void refuses_number(sqlite3 *db, enum entity entity, const struct field *field,
                           int64_t number)
{
  char value[32];
  snprintf(value, sizeof value, "%" PRId64, number);
  refuses(db, entity, field, value);
}

static void try_field(sqlite3 *db, enum entity entity, const struct field *field)
{
  if (takes(db, entity, field, "NULL") == ((field->flags & FIELD_REQUIRED) != 0))
    fail_msg("%s.%s: NULL", entities[entity].name, field->name);
  refuses(db, entity, field, "x'00'");
  switch (field->kind) {
  case FIELD_ENUM:
    for (size_t i = 0; i < enumerations[field->of].count; i++) {
      char value[80];
      snprintf(value, sizeof value, "'%s'", enumerations[field->of].tokens[i]);
      if (!takes(db, entity, field, value))
        fail_msg("%s.%s does not take %s", entities[entity].name, field->name, value);
    }
    refuses(db, entity, field, "'no-such'");
    refuses(db, entity, field, "''");
    break;
  case FIELD_INT:
  case FIELD_MONEY:
  case FIELD_RATE:
    refuses_number(db, entity, field, field->least - 1);
    refuses_number(db, entity, field, field->most + 1);
    break;
  case FIELD_BOOL:
    refuses_number(db, entity, field, 2);
    break;
  case FIELD_CLOCK:
    refuses_number(db, entity, field, 24 * 60);
    break;
  case FIELD_ID:
    refuses(db, entity, field, "'Åäö'");
    break;
  default:
    break;
  }
}

/* Every field of every entity, by the file itself: not only our own code. */
static void test_values(void **state)
{
  (void)state;
  snprintf(path, sizeof path, "%s", folder_file(folder, "b.kundresa"));
  struct store *store = open_as(path, STORE_CREATE, "anna");
  store_close(&store);
  sqlite3 *db = open_raw(); /* foreign keys are off here: one row of each will do */
  for (int e = 0; e < ENTITY_COUNT; e++) {
    const struct entity_info *info = &entities[e];
    struct str columns = {0};
    struct str values = {0};
    struct str sql = {0};
    for (size_t i = 0; i < info->count; i++) {
      str_addf(&columns, ", \"%s\"", info->fields[i].name);
      str_add(&values, ", ");
      add_fit(&values, &info->fields[i]);
    }
    str_addf(&sql, "INSERT INTO \"%s\"(ord%s%s) VALUES(1024%s%s)", info->name,
             e == ENTITY_journey ? "" : ", journey", str_text(&columns),
             e == ENTITY_journey ? "" : ", 1", str_text(&values));
    if (sqlite3_exec(db, str_text(&sql), NULL, NULL, NULL) != SQLITE_OK)
      fail_msg("%s: %s", str_text(&sql), sqlite3_errmsg(db));
    for (size_t i = 0; i < info->count; i++)
      try_field(db, (enum entity)e, &info->fields[i]);
    str_clear(&columns);
    str_clear(&values);
    str_clear(&sql);
  }
  sqlite3_close(db);
}

/* A text that is longer than its field admits is not carried on. */
static void test_long_text(void **state)
{
  (void)state;
  sqlite3 *db = open_raw();
  assert_int_equal(sqlite3_exec(db,
                                "UPDATE touchpoint SET title = printf('%.*c', 801, 'x') WHERE id ="
                                " 'first'",
                                NULL, NULL, NULL),
                   SQLITE_OK);
  sqlite3_close(db);
  struct store *store = open_as(path, STORE_WRITE, "anna");
  struct error fault = {0};
  struct touchpoint *first = record_new(ENTITY_touchpoint);
  int64_t journey;
  assert_done(store_find_journey(store, NULL, &journey, err));
  int64_t row = row_of(store, journey, ENTITY_touchpoint, "first");
  assert_int_equal(store_read(store, ENTITY_touchpoint, row, first, &fault), STATUS_INPUT);
  assert_non_null(strstr(fault.text, "title"));
  record_free(ENTITY_touchpoint, &first);
  store_close(&store);
}

/* ---- What SQLite is told ---- */

static int64_t told(struct store *store, const char *name)
{
  char sql[80];
  snprintf(sql, sizeof sql, "SELECT * FROM pragma_%s", name);
  return ask(store->db, sql);
}

static void test_settings(void **state)
{
  (void)state;
  static const struct {
    const char *name;
    int64_t value;
  } settings[] = {
      {"synchronous", 2}, /* FULL: what is acknowledged survives a power cut */
      {"foreign_keys", 1},
      {"trusted_schema", 0},
      {"cell_size_check", 1},
      {"temp_store", 2},
      {"application_id", STORE_APPLICATION_ID},
      {"journal_size_limit", 8388608},
  };
  static const struct {
    int limit;
    int most;
  } limits[] = {
      {SQLITE_LIMIT_LENGTH, 64000000},      {SQLITE_LIMIT_SQL_LENGTH, 1000000},
      {SQLITE_LIMIT_COLUMN, 200},           {SQLITE_LIMIT_EXPR_DEPTH, 50},
      {SQLITE_LIMIT_COMPOUND_SELECT, 10},   {SQLITE_LIMIT_FUNCTION_ARG, 16},
      {SQLITE_LIMIT_ATTACHED, 0},           {SQLITE_LIMIT_LIKE_PATTERN_LENGTH, 200},
      {SQLITE_LIMIT_VARIABLE_NUMBER, 2000}, {SQLITE_LIMIT_TRIGGER_DEPTH, 8},
  };
  struct store *store = open_as(path, STORE_WRITE, "anna");
  sqlite3_set_authorizer(store->db, NULL, NULL); /* or else nothing may be asked */
  for (size_t i = 0; i < sizeof settings / sizeof settings[0]; i++)
    if (told(store, settings[i].name) != settings[i].value)
      fail_msg("%s is %" PRId64, settings[i].name, told(store, settings[i].name));
  assert_int_equal(ask(store->db, "SELECT journal_mode = 'wal' FROM pragma_journal_mode"), 1);
  for (size_t i = 0; i < sizeof limits / sizeof limits[0]; i++)
    if (sqlite3_limit(store->db, limits[i].limit, -1) > limits[i].most)
      fail_msg("limit %d is %d", limits[i].limit, sqlite3_limit(store->db, limits[i].limit, -1));
  int on = 0;
  sqlite3_db_config(store->db, SQLITE_DBCONFIG_DEFENSIVE, -1, &on);
  assert_int_equal(on, 1);
  sqlite3_db_config(store->db, SQLITE_DBCONFIG_ENABLE_LOAD_EXTENSION, -1, &on);
  assert_int_equal(on, 0);
  assert_in_range(sqlite3_hard_heap_limit64(-1), 1, 128 * 1024 * 1024);
  store_close(&store);
}

/* Should a statement of ours ever be led astray, it can do no more than this. */
static void test_forbidden(void **state)
{
  (void)state;
  static const char *const wrong[] = {
      "CREATE TABLE mine(a)",
      "CREATE TEMP TABLE mine(a)",
      "CREATE TEMP TRIGGER mine AFTER UPDATE ON stage BEGIN SELECT 1; END",
      "CREATE VIEW mine AS SELECT 1",
      "DROP TRIGGER change_kept",
      "DROP TABLE setting",
      "ALTER TABLE setting ADD COLUMN mine TEXT",
      "ATTACH ':memory:' AS mine",
      "VACUUM INTO '/dev/null'",
      "ANALYZE",
      "REINDEX",
      "PRAGMA writable_schema = ON",
      "PRAGMA journal_mode = OFF",
      "PRAGMA synchronous = OFF",
      "PRAGMA foreign_keys = OFF",
      "PRAGMA user_version = 9",
      "SELECT load_extension('mine')",
      "SELECT fts3_tokenizer('simple')",
  };
  struct store *store = open_as(path, STORE_WRITE, "anna");
  for (size_t i = 0; i < sizeof wrong / sizeof wrong[0]; i++) {
    struct error fault = {0};
    if (store_run(store, wrong[i], &fault) == STATUS_OK)
      fail_msg("allowed: %s", wrong[i]);
  }
  assert_done(store_run(store, "UPDATE setting SET value = 'x'", err));
  store_close(&store);
}

/* ---- Who may read it ---- */

static unsigned mode_of(const char *name)
{
  struct stat found;
  if (stat(name, &found) != 0)
    fail_msg("%s is not there", name);
  return found.st_mode & 0777;
}

/* A copy is as private as the file; the files beside it as well. */
static void test_private(void **state)
{
  (void)state;
  char copy[512];
  char log[600];
  static const unsigned modes[] = {0600, 0640, 0660};
  for (size_t i = 0; i < sizeof modes / sizeof modes[0]; i++) {
    assert_int_equal(chmod(path, modes[i]), 0);
    struct store *store = open_as(path, STORE_WRITE, "anna");
    int64_t journey;
    assert_done(store_find_journey(store, NULL, &journey, err));
    int64_t first = row_of(store, journey, ENTITY_touchpoint, "first");
    char title[16];
    snprintf(title, sizeof title, "%zu", i);
    assert_done(set_field(store, ENTITY_touchpoint, first, "title", title, NULL, err));
    snprintf(log, sizeof log, "%s-wal", path);
    assert_int_equal(mode_of(log), modes[i]);
    snprintf(copy, sizeof copy, "%s", folder_file(folder, title));
    assert_done(store_backup(store, copy, err));
    assert_int_equal(mode_of(copy), modes[i]);
    store_close(&store);
  }
}

/* In a folder whose files belong to its group, the group may write to a new file,
 * whatever the umask: people come there to work together. */
static void test_shared_folder(void **state)
{
  (void)state;
  mode_t before = umask(022);
  for (int shared = 0; shared < 2; shared++) {
    assert_int_equal(chmod(folder, shared ? 02770 : 0770), 0);
    char name[512];
    snprintf(name, sizeof name, "%s", folder_file(folder, shared ? "c.kundresa" : "b.kundresa"));
    struct store *store = open_as(name, STORE_CREATE, "anna");
    store_close(&store);
    assert_int_equal(mode_of(name), shared ? 0660 : 0640);
  }
  umask(before);
}

int main(void)
{
  const struct CMUnitTest tests[] = {
      cmocka_unit_test_setup_teardown(test_tables, start, end),
      cmocka_unit_test_setup_teardown(test_values, start, end),
      cmocka_unit_test_setup_teardown(test_long_text, start, end),
      cmocka_unit_test_setup_teardown(test_settings, start, end),
      cmocka_unit_test_setup_teardown(test_forbidden, start, end),
      cmocka_unit_test_setup_teardown(test_private, start, end),
      cmocka_unit_test_setup_teardown(test_shared_folder, start, end),
  };
  return cmocka_run_group_tests(tests, NULL, NULL);
}
