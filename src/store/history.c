/* What was done, by whom; read only.  Undo stands in undo.c. */
#include "base/mem.h"
#include "store/store_private.h"

#include <string.h>

static const char *text_or(sqlite3_stmt *row, int column, const char *otherwise)
{
  const char *text = (const char *)sqlite3_column_text(row, column);
  return text != NULL ? text : otherwise;
}

struct history_entry store_read_entry(const struct store *store, sqlite3_stmt *row, int first)
{
  int64_t number = sqlite3_column_int64(row, first);
  return (struct history_entry){
      .number = number == INT64_MAX ? 0 : number,
      .at = sqlite3_column_int64(row, first + 1),
      .person = text_or(row, first + 2, ""),
      .department = text_or(row, first + 3, ""),
      .kind = text_or(row, first + 4, ""),
      .label = text_or(row, first + 5, ""),
      .undoes = sqlite3_column_int64(row, first + 6),
      .undone = sqlite3_column_int64(row, first + 7) == 1,
      .own = store_is_own(store, number),
  };
}

/* What another program changed has no entry until kundresa writes again; it is
 * the latest there is. */
#define ENTRIES                                                                                    \
  "SELECT 9223372036854775807 AS number, 0, '', '', 'outside', 'outside', 0, 0 WHERE EXISTS("      \
  "SELECT 1 FROM change WHERE txn IS NULL) AND ?1 IS NULL AND ?2 IS NULL UNION ALL "               \
  "SELECT " STORE_ENTRY                                                                            \
  " FROM txn WHERE (?1 IS NULL OR person = ?1) AND (?2 IS NULL OR department = ?2)"                \
  " AND at >= ?3 AND number > ?4 ORDER BY number DESC"

enum status store_each_filtered(struct store *store, const struct history_filter *filter,
                                size_t skip, size_t most, history_visit *visit, void *context,
                                struct error *err)
{
  struct touched touched = {0};
  enum status status = STATUS_OK;
  if (filter->touchpoint != NULL)
    status = store_find_touched(store, filter->journey, filter->touchpoint, &touched, err);
  sqlite3_stmt *rows = status == STATUS_OK ? store_prepare(store, err, ENTRIES) : NULL;
  if (rows == NULL) {
    store_free_touched(&touched);
    return status != STATUS_OK ? status : store->failed;
  }
  if (filter->person != NULL)
    sqlite3_bind_text(rows, 1, filter->person, -1, SQLITE_STATIC);
  if (filter->department != NULL)
    sqlite3_bind_text(rows, 2, filter->department, -1, SQLITE_STATIC);
  sqlite3_bind_int64(rows, 3, filter->since);
  sqlite3_bind_int64(rows, 4, filter->later);
  int code = SQLITE_DONE;
  while (status == STATUS_OK && most > 0 && (code = sqlite3_step(rows)) == SQLITE_ROW) {
    struct history_entry entry = store_read_entry(store, rows, 0);
    if (filter->touchpoint != NULL && !store_is_touched(&touched, entry.number))
      continue;
    if (skip > 0) {
      skip--;
      continue;
    }
    most--;
    status = visit(context, &entry, err);
  }
  if (status == STATUS_OK && code != SQLITE_DONE && code != SQLITE_ROW)
    status = store_fail(store, code, err);
  sqlite3_finalize(rows);
  store_free_touched(&touched);
  return status;
}

enum status store_each_entry(struct store *store, size_t skip, size_t most, history_visit *visit,
                             void *context, struct error *err)
{
  const struct history_filter all = {0};
  return store_each_filtered(store, &all, skip, most, visit, context, err);
}

/* The id of a record now, or the last it had; into @id. */
static void last_id(struct store *store, enum entity entity, int64_t oid, struct str *id)
{
  struct error err = {0};
  str_cut(id, 0);
  if (entity_id_field(entity) == NULL)
    return;
  sqlite3_stmt *row = store_prepare(
      store, &err,
      "SELECT ifnull((SELECT id FROM \"%s\" WHERE oid = ?1), (SELECT ifnull(after, before) FROM"
      " change WHERE tbl = '%s' AND oid = ?1 AND field = 'id' ORDER BY seq DESC LIMIT 1))",
      entities[entity].name, entities[entity].name);
  if (row == NULL)
    return;
  sqlite3_bind_int64(row, 1, oid);
  if (sqlite3_step(row) == SQLITE_ROW)
    str_add(id, (const char *)sqlite3_column_text(row, 0));
  sqlite3_finalize(row);
}

/* Columns: txn, tbl, oid, field, op, before, after. */
static enum status visit_changes(struct store *store, sqlite3_stmt *rows, change_visit *visit,
                                 void *context, struct error *err)
{
  enum status status = STATUS_OK;
  int code = SQLITE_DONE;
  struct str id = {0};
  struct str before = {0};
  struct str after = {0};
  while (status == STATUS_OK && (code = sqlite3_step(rows)) == SQLITE_ROW) {
    int entity = entity_find(text_or(rows, 1, ""));
    if (entity == NOTHING)
      continue;
    const char *name = (const char *)sqlite3_column_text(rows, 3);
    const char *operation = text_or(rows, 4, "U");
    const struct field *field = NULL;
    if (name != NULL && operation[0] != 'M') {
      field = entity_field((enum entity)entity, name);
      if (field == NULL)
        continue;
    }
    str_cut(&before, 0);
    str_cut(&after, 0);
    bool had = field != NULL && store_add_stored(&before, field, rows, 5);
    bool has = field != NULL && store_add_stored(&after, field, rows, 6);
    last_id(store, (enum entity)entity, sqlite3_column_int64(rows, 2), &id);
    struct history_change change = {
        .number = sqlite3_column_int64(rows, 0),
        .entity = (enum entity)entity,
        .oid = sqlite3_column_int64(rows, 2),
        .id = str_text(&id),
        .field = field,
        .operation = operation[0],
        .before = had ? str_text(&before) : NULL,
        .after = has ? str_text(&after) : NULL,
    };
    status = visit(context, &change, err);
  }
  if (status == STATUS_OK && code != SQLITE_DONE && code != SQLITE_ROW)
    status = store_fail(store, code, err);
  str_clear(&id);
  str_clear(&before);
  str_clear(&after);
  sqlite3_finalize(rows);
  return status;
}

enum status store_each_change(struct store *store, int64_t entry, change_visit *visit,
                              void *context, struct error *err)
{
  sqlite3_stmt *rows =
      store_prepare(store, err,
                    "SELECT ifnull(txn, 0), tbl, oid, field, op, before, after FROM change WHERE"
                    " txn IS nullif(?, 0) ORDER BY seq");
  if (rows == NULL)
    return store->failed;
  sqlite3_bind_int64(rows, 1, entry);
  return visit_changes(store, rows, visit, context, err);
}

enum status store_each_record_change(struct store *store, enum entity entity, int64_t oid,
                                     change_visit *visit, void *context, struct error *err)
{
  sqlite3_stmt *rows =
      store_prepare(store, err,
                    "SELECT ifnull(txn, 0), tbl, oid, field, op, before, after FROM change WHERE"
                    " tbl = ? AND oid = ? ORDER BY seq DESC");
  if (rows == NULL)
    return store->failed;
  sqlite3_bind_text(rows, 1, entities[entity].name, -1, SQLITE_STATIC);
  sqlite3_bind_int64(rows, 2, oid);
  return visit_changes(store, rows, visit, context, err);
}

enum status store_last_entry(struct store *store, enum entity entity, int64_t oid,
                             const struct field *field, history_visit *visit, void *context,
                             struct error *err)
{
  sqlite3_stmt *row =
      store_prepare(store, err,
                    "SELECT ifnull(number, 0), at, person, department, kind, label, ifnull(undoes,"
                    " 0), undone FROM change LEFT JOIN txn ON number = txn WHERE tbl = ?1 AND oid ="
                    " ?2 AND (?3 IS NULL OR field = ?3) ORDER BY seq DESC LIMIT 1");
  if (row == NULL)
    return store->failed;
  sqlite3_bind_text(row, 1, entities[entity].name, -1, SQLITE_STATIC);
  sqlite3_bind_int64(row, 2, oid);
  if (field != NULL)
    sqlite3_bind_text(row, 3, field->name, -1, SQLITE_STATIC);
  int code = sqlite3_step(row);
  enum status status = STATUS_OK;
  if (code == SQLITE_ROW) {
    struct history_entry entry = store_read_entry(store, row, 0);
    status = visit(context, &entry, err);
  } else if (code != SQLITE_DONE) {
    status = store_fail(store, code, err);
  }
  sqlite3_finalize(row);
  return status;
}

struct later {
  struct store *store;
  bool found;
  change_visit *visit;
  void *context;
};

static enum status take_later(void *context, const struct history_change *change, struct error *err)
{
  struct later *later = context;
  if (later->found || store_is_own(later->store, change->number))
    return STATUS_OK;
  later->found = true;
  return later->visit(later->context, change, err);
}

enum status store_later_change(struct store *store, enum entity entity, int64_t oid, int64_t since,
                               change_visit *visit, void *context, struct error *err)
{
  struct later later = {store, false, visit, context};
  sqlite3_stmt *rows =
      store_prepare(store, err,
                    "SELECT ifnull(txn, 0), tbl, oid, field, op, before, after FROM change WHERE"
                    " tbl = ? AND oid = ? AND ifnull(txn, 0) > ? ORDER BY seq DESC");
  if (rows == NULL)
    return store->failed;
  sqlite3_bind_text(rows, 1, entities[entity].name, -1, SQLITE_STATIC);
  sqlite3_bind_int64(rows, 2, oid);
  sqlite3_bind_int64(rows, 3, since);
  return visit_changes(store, rows, take_later, &later, err);
}
