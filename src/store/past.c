/* The file as it was: a copy in memory, in which the log is read backwards and
 * each change taken back, until the entry that was asked for is the last. */
#include "base/date.h"
#include "base/i18n.h"
#include "base/mem.h"
#include "store/store_private.h"

#include <inttypes.h>
#include <stdlib.h>
#include <string.h>

/* ---- The copy ---- */

static enum status copy_from(struct store *past, struct store *store, struct error *err)
{
  int code =
      sqlite3_open_v2(":memory:", &past->db,
                      SQLITE_OPEN_READWRITE | SQLITE_OPEN_MEMORY | SQLITE_OPEN_NOMUTEX, NULL);
  if (code == SQLITE_OK) {
    sqlite3_backup *backup = sqlite3_backup_init(past->db, "main", store->db, "main");
    if (backup == NULL)
      return store_fail(past, sqlite3_errcode(past->db), err);
    code = sqlite3_backup_step(backup, -1);
    int finished = sqlite3_backup_finish(backup);
    code = code == SQLITE_DONE ? finished : code;
  }
  if (code != SQLITE_OK)
    return store_fail(past, code, err);
  return store_run(past, "PRAGMA foreign_keys = OFF; PRAGMA ignore_check_constraints = ON;", err);
}

/* What is taken back is no change of its own. */
static enum status drop_triggers(struct store *past, struct error *err)
{
  struct str sql = {0};
  sqlite3_stmt *rows =
      store_prepare(past, err, "SELECT name FROM sqlite_schema WHERE type = 'trigger'");
  if (rows == NULL)
    return past->failed;
  int code;
  while ((code = sqlite3_step(rows)) == SQLITE_ROW)
    str_addf(&sql, "DROP TRIGGER \"%s\";", (const char *)sqlite3_column_text(rows, 0));
  sqlite3_finalize(rows);
  enum status status =
      code == SQLITE_DONE ? store_run(past, str_text(&sql), err) : store_fail(past, code, err);
  str_clear(&sql);
  return status;
}

/* ---- Backwards ---- */

/* Statements that set a column of a table, kept: the same few are wanted again
 * and again. */
struct back {
  struct store *past;
  sqlite3_stmt *log; /* the changes since, the last first */
  sqlite3_stmt **sets[ENTITY_COUNT];
};

enum log_column { LOG_TABLE, LOG_OID, LOG_JOURNEY, LOG_FIELD, LOG_OPERATION, LOG_BEFORE };

static enum status finish(struct store *past, sqlite3_stmt *statement, struct error *err)
{
  if (statement == NULL)
    return past->failed;
  int code = sqlite3_step(statement);
  sqlite3_reset(statement);
  return code == SQLITE_DONE ? STATUS_OK : store_fail(past, code, err);
}

static enum status set_back(struct back *back, enum entity entity, struct error *err)
{
  const struct entity_info *info = &entities[entity];
  bool moved = sqlite3_column_text(back->log, LOG_OPERATION)[0] == 'M';
  size_t index = info->count; /* the order's place, behind the fields */
  if (!moved) {
    const char *name = (const char *)sqlite3_column_text(back->log, LOG_FIELD);
    const struct field *field = name != NULL ? entity_field(entity, name) : NULL;
    if (field == NULL)
      return STATUS_OK;
    index = (size_t)(field - info->fields);
  }
  if (back->sets[entity] == NULL)
    back->sets[entity] = mem_new(info->count + 1, sizeof(sqlite3_stmt *));
  sqlite3_stmt *set = store_keep(back->past, &back->sets[entity][index], err,
                                 "UPDATE \"%s\" SET \"%s\" = ?2 WHERE oid = ?1", info->name,
                                 moved ? "ord" : info->fields[index].name);
  if (set == NULL)
    return back->past->failed;
  sqlite3_bind_int64(set, 1, sqlite3_column_int64(back->log, LOG_OID));
  sqlite3_bind_value(set, 2, sqlite3_column_value(back->log, LOG_BEFORE));
  return finish(back->past, set, err);
}

static enum status delete_where(struct store *past, const char *table, const char *column,
                                int64_t number, struct error *err)
{
  sqlite3_stmt *gone =
      store_prepare(past, err, "DELETE FROM \"%s\" WHERE \"%s\" = ?", table, column);
  if (gone == NULL)
    return past->failed;
  sqlite3_bind_int64(gone, 1, number);
  enum status status = finish(past, gone, err);
  sqlite3_finalize(gone);
  return status;
}

/* Before a journey's own row there was nothing of it; of what came with it in an
 * import the log says nothing else. */
static enum status take_away(struct back *back, enum entity entity, struct error *err)
{
  int64_t oid = sqlite3_column_int64(back->log, LOG_OID);
  enum status status = delete_where(back->past, entities[entity].name, "oid", oid, err);
  for (int e = 0; e < ENTITY_COUNT && status == STATUS_OK && entity == ENTITY_journey; e++)
    if (e != ENTITY_journey)
      status = delete_where(back->past, entities[e].name, "journey", oid, err);
  return status;
}

/* One value of a deleted row. */
struct left {
  char *column;
  sqlite3_value *value;
};

/* Puts a row back from its values, which follow its own change in the log.
 * *@code is what the last step of the log gave. */
static enum status put_back(struct back *back, enum entity entity, int *code, struct error *err)
{
  const struct entity_info *info = &entities[entity];
  bool whole = entity == ENTITY_journey;
  int64_t oid = sqlite3_column_int64(back->log, LOG_OID);
  int64_t journey = sqlite3_column_int64(back->log, LOG_JOURNEY);
  struct left *values = mem_new(info->count + 1, sizeof *values);
  size_t count = 0;
  values[count++] = (struct left){mem_copy_text("ord"),
                                  sqlite3_value_dup(sqlite3_column_value(back->log, LOG_BEFORE))};
  while ((*code = sqlite3_step(back->log)) == SQLITE_ROW && count <= info->count) {
    const char *name = (const char *)sqlite3_column_text(back->log, LOG_FIELD);
    if (name == NULL || sqlite3_column_text(back->log, LOG_OPERATION)[0] != 'D' ||
        sqlite3_column_int64(back->log, LOG_OID) != oid ||
        strcmp((const char *)sqlite3_column_text(back->log, LOG_TABLE), info->name) != 0)
      break;
    if (entity_field(entity, name) != NULL)
      values[count++] = (struct left){
          mem_copy_text(name), sqlite3_value_dup(sqlite3_column_value(back->log, LOG_BEFORE))};
  }
  struct str columns = {0}, marks = {0};
  for (size_t i = 0; i < count; i++) {
    str_addf(&columns, ", \"%s\"", values[i].column);
    str_add(&marks, ", ?");
  }
  sqlite3_stmt *insert = store_prepare(back->past, err, "INSERT INTO \"%s\"(oid%s%s) VALUES(?%s%s)",
                                       info->name, whole ? "" : ", journey", str_text(&columns),
                                       whole ? "" : ", ?", str_text(&marks));
  int index = 1;
  if (insert != NULL)
    sqlite3_bind_int64(insert, index++, oid);
  if (insert != NULL && !whole)
    sqlite3_bind_int64(insert, index++, journey);
  for (size_t i = 0; i < count; i++) {
    if (insert != NULL)
      sqlite3_bind_value(insert, index++, values[i].value);
    sqlite3_value_free(values[i].value);
    free(values[i].column);
  }
  enum status status = finish(back->past, insert, err);
  sqlite3_finalize(insert);
  free(values);
  str_clear(&columns);
  str_clear(&marks);
  return status;
}

static enum status go_back(struct back *back, int64_t entry, struct error *err)
{
  back->log =
      store_prepare(back->past, err,
                    "SELECT tbl, oid, journey, field, op, before FROM change WHERE seq > ifnull("
                    "(SELECT seq FROM change WHERE txn <= ? ORDER BY txn DESC, seq DESC LIMIT 1),"
                    " 0) ORDER BY seq DESC");
  if (back->log == NULL)
    return back->past->failed;
  sqlite3_bind_int64(back->log, 1, entry);
  enum status status = STATUS_OK;
  int code = sqlite3_step(back->log);
  while (status == STATUS_OK && code == SQLITE_ROW) {
    const char *table = (const char *)sqlite3_column_text(back->log, LOG_TABLE);
    const char *operation = (const char *)sqlite3_column_text(back->log, LOG_OPERATION);
    int entity = table != NULL ? entity_find(table) : NOTHING;
    bool row = sqlite3_column_type(back->log, LOG_FIELD) == SQLITE_NULL;
    if (entity != NOTHING && operation != NULL && operation[0] == 'D' && row) {
      status = put_back(back, (enum entity)entity, &code, err);
      continue; /* the log stands on the next change already */
    }
    if (entity != NOTHING && operation != NULL && operation[0] == 'I')
      status = take_away(back, (enum entity)entity, err);
    else if (entity != NOTHING && operation != NULL && operation[0] != 'D')
      status = set_back(back, (enum entity)entity, err);
    if (status == STATUS_OK)
      code = sqlite3_step(back->log);
  }
  if (status == STATUS_OK && code != SQLITE_DONE)
    status = store_fail(back->past, code, err);
  sqlite3_finalize(back->log);
  return status;
}

static void forget(struct back *back)
{
  for (int e = 0; e < ENTITY_COUNT; e++) {
    for (size_t i = 0; back->sets[e] != NULL && i <= entities[e].count; i++)
      sqlite3_finalize(back->sets[e][i]);
    free(back->sets[e]);
  }
}

/* What was released and logged later had not happened yet.  A release's entry is
 * older than the release by what it took to make. */
static enum status forget_later(struct store *past, int64_t entry, struct error *err)
{
  static const char *const gone[] = {
      "DELETE FROM release WHERE at >= (SELECT min(at) FROM txn WHERE number > ? AND kind ="
      " 'release')",
      "DELETE FROM change WHERE txn > ? OR txn IS NULL",
      "DELETE FROM txn WHERE number > ?",
  };
  enum status status = STATUS_OK;
  for (size_t i = 0; i < sizeof gone / sizeof gone[0] && status == STATUS_OK; i++) {
    sqlite3_stmt *statement = store_prepare(past, err, "%s", gone[i]);
    if (statement == NULL)
      return past->failed;
    sqlite3_bind_int64(statement, 1, entry);
    status = finish(past, statement, err);
    sqlite3_finalize(statement);
  }
  return status;
}

enum status store_open_past(struct store *store, int64_t entry, struct store **out,
                            struct error *err)
{
  struct store *past = store_twin(store);
  struct back back = {.past = past};
  *out = NULL;
  enum status status = copy_from(past, store, err);
  if (status == STATUS_OK)
    status = drop_triggers(past, err);
  store_guard(past);
  if (status == STATUS_OK)
    status = store_run(past, "BEGIN IMMEDIATE", err);
  if (status == STATUS_OK)
    status = go_back(&back, entry, err);
  forget(&back);
  if (status == STATUS_OK)
    status = forget_later(past, entry, err);
  if (status == STATUS_OK)
    status = store_run(past, "COMMIT", err);
  past->read_only = true;
  past->past = true;
  if (status == STATUS_OK)
    *out = past;
  else
    store_close(&past);
  return status;
}

/* ---- Which moment ---- */

/* One row of @sql, whose columns are a number and a time, with @given bound;
 * false when there is none. */
static bool read_moment(struct store *store, const char *sql, int64_t given, struct moment *moment)
{
  sqlite3_stmt *row = store_prepare(store, NULL, "%s", sql);
  if (row == NULL)
    return false;
  sqlite3_bind_int64(row, 1, given);
  bool found = sqlite3_step(row) == SQLITE_ROW;
  if (found)
    *moment = (struct moment){sqlite3_column_int64(row, 0), sqlite3_column_int64(row, 1)};
  sqlite3_finalize(row);
  return found;
}

enum status store_find_moment(struct store *store, int64_t at, struct moment *moment,
                              struct error *err)
{
  struct moment first;
  if (read_moment(store, "SELECT number, at FROM txn WHERE at <= ? ORDER BY number DESC LIMIT 1",
                  at, moment))
    return STATUS_OK;
  if (!read_moment(store, "SELECT number, at FROM txn WHERE ? IS NOT NULL ORDER BY number LIMIT 1",
                   at, &first))
    return error_set(err, STATUS_INPUT, _("Nothing has been changed in this file yet."));
  char when[DATE_TIME_SIZE];
  error_set(err, STATUS_INPUT,
            _("The history of this file begins on %s; nothing is known of the"
              " time before."),
            date_format_time(first.at, when));
  error_remedy(err, "%s", _("Ask for that moment, or a later one."));
  return STATUS_INPUT;
}

enum status store_find_entry(struct store *store, int64_t number, struct moment *moment,
                             struct error *err)
{
  struct moment last;
  if (read_moment(store, "SELECT number, at FROM txn WHERE number = ?", number, moment))
    return STATUS_OK;
  if (!read_moment(store,
                   "SELECT number, at FROM txn WHERE ? IS NOT NULL ORDER BY number DESC"
                   " LIMIT 1",
                   number, &last))
    return error_set(err, STATUS_INPUT, _("Nothing has been changed in this file yet."));
  return error_set(err, STATUS_INPUT,
                   _("There is no entry %" PRId64 " in the history; the last one is %" PRId64 "."),
                   number, last.number);
}
