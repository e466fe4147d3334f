/* Undo and redo: an entry of the history is turned round, change by change,
 * each only where the value is still the one the entry left. */
#include "base/i18n.h"
#include "base/mem.h"
#include "store/store_private.h"

#include <stdlib.h>
#include <string.h>
#include <time.h>

/* One change of the entry that is turned round. */
struct step {
  int64_t seq;
  enum entity entity;
  int64_t oid;
  int64_t journey;
  const struct field *field; /* NULL for the row or its order */
  char operation;
  sqlite3_value *before;
  sqlite3_value *after;
};

struct steps {
  struct step *items;
  size_t count;
  size_t capacity;
};

static void free_steps(struct steps *steps)
{
  for (size_t i = 0; i < steps->count; i++) {
    sqlite3_value_free(steps->items[i].before);
    sqlite3_value_free(steps->items[i].after);
  }
  free(steps->items);
}

/* The changes of an entry, the last first. */
static enum status read_steps(struct store *store, int64_t entry, struct steps *steps,
                              struct error *err)
{
  sqlite3_stmt *rows = store_prepare(store, err,
                                     "SELECT seq, tbl, oid, journey, field, op, before, after FROM"
                                     " change WHERE txn = ? ORDER BY seq DESC");
  if (rows == NULL)
    return store->failed;
  sqlite3_bind_int64(rows, 1, entry);
  int code;
  while ((code = sqlite3_step(rows)) == SQLITE_ROW) {
    const char *table = (const char *)sqlite3_column_text(rows, 1);
    int entity = table != NULL ? entity_find(table) : NOTHING;
    const char *name = (const char *)sqlite3_column_text(rows, 4);
    const char *operation = (const char *)sqlite3_column_text(rows, 5);
    if (entity == NOTHING || operation == NULL)
      continue;
    const struct field *field = NULL;
    if (name != NULL && operation[0] != 'M') {
      field = entity_field((enum entity)entity, name);
      if (field == NULL)
        continue;
    }
    if (steps->count == steps->capacity) {
      steps->capacity = steps->capacity == 0 ? 16 : steps->capacity * 2;
      steps->items = mem_resize(steps->items, steps->capacity, sizeof *steps->items);
    }
    steps->items[steps->count++] = (struct step){
        .seq = sqlite3_column_int64(rows, 0),
        .entity = (enum entity)entity,
        .oid = sqlite3_column_int64(rows, 2),
        .journey = sqlite3_column_int64(rows, 3),
        .field = field,
        .operation = operation[0],
        .before = sqlite3_value_dup(sqlite3_column_value(rows, 6)),
        .after = sqlite3_value_dup(sqlite3_column_value(rows, 7)),
    };
  }
  sqlite3_finalize(rows);
  return code == SQLITE_DONE ? STATUS_OK : store_fail(store, code, err);
}

/* Adds "'title' of touchpoint welcome (by anna, 2026-11-23 10:15)". */
static void add_conflict(struct store *store, const struct step *step, struct str *conflicts)
{
  struct error err = {0};
  const char *table = entities[step->entity].name;
  sqlite3_stmt *row = store_prepare(
      store, &err,
      "SELECT ifnull(person, ''), at FROM change LEFT JOIN txn ON number = txn WHERE tbl = ?1 AND"
      " oid = ?2 AND seq > ?3 AND (?4 IS NULL OR field IS ?4) ORDER BY seq DESC LIMIT 1");
  const char *person = "";
  char when[32] = "";
  if (row != NULL) {
    sqlite3_bind_text(row, 1, table, -1, SQLITE_STATIC);
    sqlite3_bind_int64(row, 2, step->oid);
    sqlite3_bind_int64(row, 3, step->seq);
    if (step->field != NULL)
      sqlite3_bind_text(row, 4, step->field->name, -1, SQLITE_STATIC);
    if (sqlite3_step(row) == SQLITE_ROW) {
      person = (const char *)sqlite3_column_text(row, 0);
      time_t at = (time_t)(sqlite3_column_int64(row, 1) / 1000);
      struct tm tm;
      if (localtime_r(&at, &tm) != NULL)
        strftime(when, sizeof when, "%Y-%m-%d %H:%M", &tm);
    }
  }
  if (conflicts->length > 0)
    str_add(conflicts, "; ");
  str_addf(conflicts, "%s", i18n_text(entities[step->entity].one));
  if (step->field != NULL)
    str_addf(conflicts, " '%s'", i18n_text(step->field->label));
  str_addf(conflicts, " (%s, %s)", person[0] != '\0' ? person : _("another program"), when);
  sqlite3_finalize(row);
}

static enum status run(struct store *store, sqlite3_stmt *statement, struct error *err)
{
  int code = sqlite3_step(statement);
  enum status status = STATUS_OK;
  if (code != SQLITE_DONE)
    status =
        store_fail_write(store, ENTITY_journey, NULL, sqlite3_extended_errcode(store->db), err);
  sqlite3_finalize(statement);
  return status;
}

/* Sets a column back where it still holds what the entry left.  *@kept tells
 * that somebody's later value was kept instead. */
static enum status turn_value(struct store *store, const struct step *step, bool *kept,
                              struct error *err)
{
  const char *table = entities[step->entity].name;
  const char *column = step->field != NULL ? step->field->name : "ord";
  sqlite3_stmt *row =
      store_prepare(store, err, "SELECT \"%s\" IS ?2, \"%s\" IS ?3 FROM \"%s\" WHERE oid = ?1",
                    column, column, table);
  if (row == NULL)
    return store->failed;
  sqlite3_bind_int64(row, 1, step->oid);
  sqlite3_bind_value(row, 2, step->after);
  sqlite3_bind_value(row, 3, step->before);
  int code = sqlite3_step(row);
  bool there = code == SQLITE_ROW;
  bool ours = there && sqlite3_column_int(row, 0) != 0;
  bool already = there && sqlite3_column_int(row, 1) != 0;
  sqlite3_finalize(row);
  if (code != SQLITE_ROW && code != SQLITE_DONE)
    return store_fail(store, code, err);
  if (!there || already)
    return STATUS_OK;
  if (!ours) {
    *kept = true;
    return STATUS_OK;
  }
  sqlite3_stmt *update =
      store_prepare(store, err, "UPDATE \"%s\" SET \"%s\" = ?2 WHERE oid = ?1", table, column);
  if (update == NULL)
    return store->failed;
  sqlite3_bind_int64(update, 1, step->oid);
  sqlite3_bind_value(update, 2, step->before);
  return run(store, update, err);
}

/* Whether somebody else has changed the record, or added a part to it, since. */
static enum status touched_by_others(struct store *store, const struct step *step, bool *touched,
                                     struct error *err)
{
  *touched = false;
  const char *table = entities[step->entity].name;
  sqlite3_stmt *row = store_prepare(
      store, err,
      "SELECT EXISTS(SELECT 1 FROM change LEFT JOIN txn ON number = txn WHERE tbl = ?1 AND oid ="
      " ?2 AND seq > ?3 AND op IN ('U','M') AND ifnull(person, '') <> ?4)");
  if (row == NULL)
    return store->failed;
  sqlite3_bind_text(row, 1, table, -1, SQLITE_STATIC);
  sqlite3_bind_int64(row, 2, step->oid);
  sqlite3_bind_int64(row, 3, step->seq);
  sqlite3_bind_text(row, 4, store->person, -1, SQLITE_STATIC);
  int code = sqlite3_step(row);
  *touched = code == SQLITE_ROW && sqlite3_column_int(row, 0) != 0;
  sqlite3_finalize(row);
  if (code != SQLITE_ROW)
    return store_fail(store, code, err);
  if (entity_id_field(step->entity) == NULL && step->entity != ENTITY_journey)
    return STATUS_OK;
  for (int e = 0; e < ENTITY_COUNT && !*touched; e++) {
    const struct field *link = NULL;
    for (size_t i = 0; i < entities[e].count && link == NULL; i++)
      if (entities[e].fields[i].kind == FIELD_REF &&
          entities[e].fields[i].of == (int)step->entity &&
          (entities[e].fields[i].flags & FIELD_REQUIRED) != 0)
        link = &entities[e].fields[i];
    bool of_journey = step->entity == ENTITY_journey && e != ENTITY_journey;
    if (link == NULL && !of_journey)
      continue;
    if (of_journey)
      row = store_prepare(store, err,
                          "SELECT EXISTS(SELECT 1 FROM \"%s\" AS part JOIN change ON tbl = '%s' AND"
                          " change.oid = part.oid AND seq > ?2 JOIN txn ON number = txn WHERE"
                          " part.journey = ?1 AND person <> ?3)",
                          entities[e].name, entities[e].name);
    else
      row = store_prepare(store, err,
                          "SELECT EXISTS(SELECT 1 FROM \"%s\" AS whole JOIN \"%s\" AS part ON"
                          " part.journey = whole.journey AND part.\"%s\" = whole.id JOIN change ON"
                          " tbl = '%s' AND change.oid = part.oid AND seq > ?2 LEFT JOIN txn ON"
                          " number = txn WHERE whole.oid = ?1 AND ifnull(person, '') <> ?3)",
                          table, entities[e].name, link->name, entities[e].name);
    if (row == NULL)
      return store->failed;
    sqlite3_bind_int64(row, 1, step->oid);
    sqlite3_bind_int64(row, 2, step->seq);
    sqlite3_bind_text(row, 3, store->person, -1, SQLITE_STATIC);
    code = sqlite3_step(row);
    *touched = code == SQLITE_ROW && sqlite3_column_int(row, 0) != 0;
    sqlite3_finalize(row);
    if (code != SQLITE_ROW)
      return store_fail(store, code, err);
  }
  return STATUS_OK;
}

/* Takes an added row away, unless others have worked on it. */
static enum status turn_added(struct store *store, const struct step *step, bool *kept,
                              struct error *err)
{
  bool touched;
  enum status status = touched_by_others(store, step, &touched, err);
  if (status != STATUS_OK)
    return status;
  if (touched) {
    *kept = true;
    return STATUS_OK;
  }
  sqlite3_stmt *row =
      store_prepare(store, err, "SELECT 1 FROM \"%s\" WHERE oid = ?", entities[step->entity].name);
  if (row == NULL)
    return store->failed;
  sqlite3_bind_int64(row, 1, step->oid);
  bool there = sqlite3_step(row) == SQLITE_ROW;
  sqlite3_finalize(row);
  return there ? store_delete(store, step->entity, step->oid, err) : STATUS_OK;
}

/* Brings a deleted row back from the values it left, which stand beside the
 * step at @at (the row's own change came last, so its values follow it). */
static enum status turn_deleted(struct store *store, const struct steps *steps, size_t at,
                                struct error *err)
{
  const struct step *own = &steps->items[at];
  const char *table = entities[own->entity].name;
  bool whole = own->entity == ENTITY_journey;
  struct str columns = {0};
  struct str marks = {0};
  size_t last = at;
  for (size_t i = at + 1; i < steps->count && steps->items[i].entity == own->entity &&
                          steps->items[i].oid == own->oid && steps->items[i].operation == 'D' &&
                          steps->items[i].field != NULL;
       i++) {
    str_addf(&columns, ", \"%s\"", steps->items[i].field->name);
    str_add(&marks, ", ?");
    last = i;
  }
  sqlite3_stmt *insert = store_prepare(
      store, err, "INSERT INTO \"%s\"(oid, ord%s%s) VALUES(?, ?%s%s)", table,
      whole ? "" : ", journey", str_text(&columns), whole ? "" : ", ?", str_text(&marks));
  str_clear(&columns);
  str_clear(&marks);
  if (insert == NULL)
    return store->failed;
  int index = 1;
  sqlite3_bind_int64(insert, index++, own->oid);
  sqlite3_bind_value(insert, index++, own->before);
  if (!whole)
    sqlite3_bind_int64(insert, index++, own->journey);
  for (size_t i = at + 1; i <= last; i++)
    sqlite3_bind_value(insert, index++, steps->items[i].before);
  return run(store, insert, err);
}

static enum status turn(struct store *store, int64_t entry, struct str *conflicts,
                        struct error *err)
{
  struct steps steps = {0};
  enum status status = read_steps(store, entry, &steps, err);
  for (size_t i = 0; i < steps.count && status == STATUS_OK; i++) {
    const struct step *step = &steps.items[i];
    bool kept = false;
    if (step->operation == 'U' || step->operation == 'M')
      status = turn_value(store, step, &kept, err);
    else if (step->operation == 'I')
      status = turn_added(store, step, &kept, err);
    else if (step->field == NULL)
      status = turn_deleted(store, &steps, i, err);
    if (kept)
      add_conflict(store, step, conflicts);
  }
  free_steps(&steps);
  return status;
}

/* The newest entry that fits @condition; 0 when there is none. */
static enum status find_entry(struct store *store, const char *condition, int64_t *entry,
                              int64_t *undoes, struct str *label, struct error *err)
{
  sqlite3_stmt *row = store_prepare(store, err,
                                    "SELECT number, ifnull(undoes, 0), label FROM txn AS entry"
                                    " WHERE person = ?1 AND %s ORDER BY number DESC LIMIT 1",
                                    condition);
  if (row == NULL)
    return store->failed;
  sqlite3_bind_text(row, 1, store->person, -1, SQLITE_STATIC);
  int code = sqlite3_step(row);
  *entry = code == SQLITE_ROW ? sqlite3_column_int64(row, 0) : 0;
  *undoes = code == SQLITE_ROW ? sqlite3_column_int64(row, 1) : 0;
  if (code == SQLITE_ROW && label != NULL)
    str_add(label, (const char *)sqlite3_column_text(row, 2));
  sqlite3_finalize(row);
  return code == SQLITE_ROW || code == SQLITE_DONE ? STATUS_OK : store_fail(store, code, err);
}

static enum status run_number(struct store *store, const char *sql, int64_t first, int64_t second,
                              struct error *err)
{
  sqlite3_stmt *statement = store_prepare(store, err, "%s", sql);
  if (statement == NULL)
    return store->failed;
  sqlite3_bind_int64(statement, 1, first);
  sqlite3_bind_int64(statement, 2, second);
  return run(store, statement, err);
}

/* Turns @entry round as an entry of its own.  The number of an entry that is
 * being written is known only inside, so what it undoes is set when it is
 * made: before any change is logged. */
static enum status turn_entry(struct store *store, const char *kind, const char *condition,
                              const char *nothing, struct str *label, struct error *err)
{
  struct str words = {0};
  int64_t entry = 0;
  int64_t undoes = 0;
  enum status status = find_entry(store, condition, &entry, &undoes, &words, err);
  if (status == STATUS_OK && entry == 0)
    status = error_set(err, STATUS_INPUT, "%s", nothing);
  if (status == STATUS_OK) {
    store->turning = entry;
    status = store_begin(store, str_text(&words), kind, err);
    store->turning = 0;
  }
  if (status != STATUS_OK) {
    str_clear(&words);
    return status;
  }
  struct str conflicts = {0};
  status = turn(store, entry, &conflicts, err);
  if (status == STATUS_OK)
    status = run_number(store, "UPDATE txn SET undone = 1 WHERE number = ?1 AND ?2 IS ?2", entry, 0,
                        err);
  if (status == STATUS_OK && strcmp(kind, "redo") == 0)
    status = run_number(store, "UPDATE txn SET undone = 0 WHERE number = ?1 AND ?2 IS ?2", undoes,
                        0, err);
  if (status == STATUS_OK)
    status = store_commit(store, err);
  else
    store_rollback(store);
  if (status == STATUS_OK && label != NULL)
    str_add(label, str_text(&words));
  if (status == STATUS_OK && conflicts.length > 0) {
    status = error_set(err, STATUS_FINDINGS, _("changed since, and therefore left as it is: %s."),
                       str_text(&conflicts));
  }
  str_clear(&conflicts);
  str_clear(&words);
  return status;
}

enum status store_undo(struct store *store, struct str *label, struct error *err)
{
  return turn_entry(store, "undo", "kind IN ('edit', 'import') AND undone = 0",
                    _("there is nothing of yours to undo."), label, err);
}

enum status store_redo(struct store *store, struct str *label, struct error *err)
{
  return turn_entry(store, "redo",
                    "kind = 'undo' AND undone = 0 AND NOT EXISTS(SELECT 1 FROM txn AS later WHERE"
                    " later.person = entry.person AND later.number > entry.number AND later.kind"
                    " IN ('edit', 'import'))",
                    _("there is nothing of yours to redo."), label, err);
}
