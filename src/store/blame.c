/* Who gave each field of a record the value that it has. */
#include "base/mem.h"
#include "store/store_private.h"

#include <stdlib.h>
#include <string.h>

/* The change that each field of the record has its value from, by its number in
 * the log; 0 where none is known. */
struct blamed {
  int64_t *fields;
  int64_t birth; /* when the record came */
};

/* Goes through what was done to the record, the last first.  A record that went
 * and came back has the values that it had. */
static enum status find_changes(struct store *store, enum entity entity, int64_t oid,
                                struct blamed *blamed, struct error *err)
{
  sqlite3_stmt *rows = store_prepare(store, err,
                                     "SELECT seq, op, field FROM change WHERE tbl = '%s' AND oid ="
                                     " ? AND (op IN ('I', 'U') OR (op = 'D' AND field IS NULL))"
                                     " ORDER BY seq DESC",
                                     entities[entity].name);
  if (rows == NULL)
    return store->failed;
  sqlite3_bind_int64(rows, 1, oid);
  int code;
  while ((code = sqlite3_step(rows)) == SQLITE_ROW) {
    const char *name = (const char *)sqlite3_column_text(rows, 2);
    const struct field *field = name != NULL ? entity_field(entity, name) : NULL;
    int64_t seq = sqlite3_column_int64(rows, 0);
    if (name == NULL) /* before it went it was: that beginning was none */
      blamed->birth = sqlite3_column_text(rows, 1)[0] == 'I' ? seq : 0;
    else if (field != NULL && blamed->fields[field - entities[entity].fields] == 0)
      blamed->fields[field - entities[entity].fields] = seq;
  }
  sqlite3_finalize(rows);
  return code == SQLITE_DONE ? STATUS_OK : store_fail(store, code, err);
}

/* What came with its whole journey has no beginning of its own in the log. */
static enum status find_birth(struct store *store, enum entity entity, int64_t oid, int64_t *birth,
                              struct error *err)
{
  sqlite3_stmt *row =
      store_prepare(store, err,
                    "SELECT seq FROM change WHERE tbl = 'journey' AND op = 'I' AND oid = (SELECT %s"
                    " FROM \"%s\" WHERE oid = ?) ORDER BY seq LIMIT 1",
                    entity == ENTITY_journey ? "oid" : "journey", entities[entity].name);
  if (row == NULL)
    return store->failed;
  sqlite3_bind_int64(row, 1, oid);
  int code = sqlite3_step(row);
  if (code == SQLITE_ROW)
    *birth = sqlite3_column_int64(row, 0);
  sqlite3_finalize(row);
  return code == SQLITE_ROW || code == SQLITE_DONE ? STATUS_OK : store_fail(store, code, err);
}

/* @row gives the entry of a change in the log. */
static enum status tell(struct store *store, sqlite3_stmt *row, int64_t seq, const void *record,
                        const struct field *field, blame_visit *visit, void *context,
                        struct error *err)
{
  if (seq == 0)
    return visit(context, record, field, NULL, err);
  sqlite3_bind_int64(row, 1, seq);
  int code = sqlite3_step(row);
  enum status status = STATUS_OK;
  if (code == SQLITE_ROW) {
    struct history_entry entry = store_read_entry(store, row, 0);
    status = visit(context, record, field, &entry, err);
  } else {
    status = store_fail(store, code, err);
  }
  sqlite3_reset(row);
  return status;
}

enum status store_each_blame(struct store *store, enum entity entity, int64_t oid,
                             blame_visit *visit, void *context, struct error *err)
{
  const struct entity_info *info = &entities[entity];
  struct blamed blamed = {.fields = mem_new(info->count, sizeof *blamed.fields)};
  enum status status = find_changes(store, entity, oid, &blamed, err);
  if (status == STATUS_OK && blamed.birth == 0)
    status = find_birth(store, entity, oid, &blamed.birth, err);
  /* What another program changed has no entry yet. */
  sqlite3_stmt *row =
      status != STATUS_OK
          ? NULL
          : store_prepare(store, err,
                          "SELECT ifnull(number, 0), ifnull(at, 0), person, department,"
                          " ifnull(kind, 'outside'), ifnull(label, 'outside'), ifnull(undoes, 0),"
                          " ifnull(undone, 0) FROM change LEFT JOIN txn ON number = txn WHERE seq ="
                          " ?");
  if (status == STATUS_OK && row == NULL)
    status = store->failed;
  void *record = record_new(entity);
  if (status == STATUS_OK)
    status = store_read(store, entity, oid, record, err);
  for (size_t i = 0; i < info->count && status == STATUS_OK; i++)
    if (blamed.fields[i] != 0 || record_is_set(record, &info->fields[i]))
      status = tell(store, row, blamed.fields[i] != 0 ? blamed.fields[i] : blamed.birth, record,
                    &info->fields[i], visit, context, err);
  record_free(entity, &record);
  sqlite3_finalize(row);
  free(blamed.fields);
  return status;
}
