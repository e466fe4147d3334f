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

/* Who changed something last, and when. */
struct other {
  bool found;
  char *person; /* "" outside of kundresa */
  int64_t at;   /* milliseconds; 0 where nobody knows */
};

static void forget_other(struct other *other)
{
  free(other->person);
  *other = (struct other){0};
}

/* Steps and ends @row, whose columns are a person and a time. */
static enum status take_other(struct store *store, sqlite3_stmt *row, struct other *other,
                              struct error *err)
{
  int code = sqlite3_step(row);
  if (code == SQLITE_ROW) {
    const char *person = (const char *)sqlite3_column_text(row, 0);
    forget_other(other);
    *other = (struct other){true, mem_copy_text(person != NULL ? person : ""),
                            sqlite3_column_int64(row, 1)};
  }
  sqlite3_finalize(row);
  return code == SQLITE_ROW || code == SQLITE_DONE ? STATUS_OK : store_fail(store, code, err);
}

/* Who has changed that field, or that row, since the step. */
static enum status find_later(struct store *store, const struct step *step, struct other *other,
                              struct error *err)
{
  sqlite3_stmt *row = store_prepare(
      store, err,
      "SELECT person, at FROM change LEFT JOIN txn ON number = txn WHERE tbl = ?1 AND oid = ?2 AND"
      " seq > ?3 AND (?4 IS NULL OR field IS ?4) ORDER BY seq DESC LIMIT 1");
  if (row == NULL)
    return store->failed;
  sqlite3_bind_text(row, 1, entities[step->entity].name, -1, SQLITE_STATIC);
  sqlite3_bind_int64(row, 2, step->oid);
  sqlite3_bind_int64(row, 3, step->seq);
  if (step->field != NULL)
    sqlite3_bind_text(row, 4, step->field->name, -1, SQLITE_STATIC);
  return take_other(store, row, other, err);
}

/* Adds "Touchpoint 'Title' (anna, 2026-11-23 10:15)". */
static void add_conflict(const struct step *step, const struct other *other, struct str *conflicts)
{
  char when[32] = "";
  time_t at = (time_t)(other->at / 1000);
  struct tm tm;
  if (other->at != 0 && localtime_r(&at, &tm) != NULL)
    strftime(when, sizeof when, ", %Y-%m-%d %H:%M", &tm);
  if (conflicts->length > 0)
    str_add(conflicts, "; ");
  str_addf(conflicts, "%s", i18n_text(entities[step->entity].one));
  if (step->field != NULL)
    str_addf(conflicts, " '%s'", i18n_text(step->field->label));
  str_addf(conflicts, " (%s%s)",
           other->person != NULL && other->person[0] != '\0' ? other->person : _("another program"),
           when);
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

/* Sets a column back where it still holds what the entry left.  @kept tells
 * whose later value was kept instead. */
static enum status turn_value(struct store *store, const struct step *step, struct other *kept,
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
    enum status status = find_later(store, step, kept, err);
    kept->found = true;
    return status;
  }
  sqlite3_stmt *update =
      store_prepare(store, err, "UPDATE \"%s\" SET \"%s\" = ?2 WHERE oid = ?1", table, column);
  if (update == NULL)
    return store->failed;
  sqlite3_bind_int64(update, 1, step->oid);
  sqlite3_bind_value(update, 2, step->before);
  return run(store, update, err);
}

/* Who else has changed the record, or a part of it, or added one, since. */
static enum status find_other(struct store *store, const struct step *step, struct other *other,
                              struct error *err)
{
  const char *table = entities[step->entity].name;
  sqlite3_stmt *row = store_prepare(
      store, err,
      "SELECT person, at FROM change LEFT JOIN txn ON number = txn WHERE tbl = ?1 AND oid = ?2 AND"
      " seq > ?3 AND op IN ('U','M') AND ifnull(person, '') <> ?4 ORDER BY seq DESC LIMIT 1");
  if (row == NULL)
    return store->failed;
  sqlite3_bind_text(row, 1, table, -1, SQLITE_STATIC);
  sqlite3_bind_int64(row, 2, step->oid);
  sqlite3_bind_int64(row, 3, step->seq);
  sqlite3_bind_text(row, 4, store->person, -1, SQLITE_STATIC);
  enum status status = take_other(store, row, other, err);
  if (entity_id_field(step->entity) == NULL && step->entity != ENTITY_journey)
    return status;
  for (int e = 0; e < ENTITY_COUNT && status == STATUS_OK && !other->found; e++) {
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
      row = store_prepare(
          store, err,
          "SELECT txn.person, txn.at FROM \"%s\" AS part JOIN change ON change.tbl = '%s' AND"
          " change.oid = part.oid AND change.seq > ?2 LEFT JOIN txn ON txn.number = change.txn"
          " WHERE part.journey = ?1 AND ifnull(txn.person, '') <> ?3 LIMIT 1",
          entities[e].name, entities[e].name);
    else
      row = store_prepare(
          store, err,
          "SELECT txn.person, txn.at FROM \"%s\" AS whole JOIN \"%s\" AS part ON"
          " part.journey = whole.journey AND part.\"%s\" = whole.id JOIN change ON"
          " change.tbl = '%s' AND change.oid = part.oid AND change.seq > ?2 LEFT JOIN txn ON"
          " txn.number = change.txn WHERE whole.oid = ?1 AND ifnull(txn.person, '') <> ?3 LIMIT 1",
          table, entities[e].name, link->name, entities[e].name);
    if (row == NULL)
      return store->failed;
    sqlite3_bind_int64(row, 1, step->oid);
    sqlite3_bind_int64(row, 2, step->seq);
    sqlite3_bind_text(row, 3, store->person, -1, SQLITE_STATIC);
    status = take_other(store, row, other, err);
  }
  return status;
}

/* Takes an added row away, unless others have worked on it. */
static enum status turn_added(struct store *store, const struct step *step, struct other *kept,
                              struct error *err)
{
  enum status status = find_other(store, step, kept, err);
  if (status != STATUS_OK || kept->found)
    return status;
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

/* Turns what can be turned; *@turned is whether there was any, or nothing to be
 * kept either. */
static enum status turn(struct store *store, int64_t entry, struct str *conflicts, bool *turned,
                        struct error *err)
{
  struct steps steps = {0};
  enum status status = read_steps(store, entry, &steps, err);
  *turned = steps.count == 0;
  for (size_t i = 0; i < steps.count && status == STATUS_OK; i++) {
    const struct step *step = &steps.items[i];
    struct other kept = {0};
    if (step->operation == 'U' || step->operation == 'M')
      status = turn_value(store, step, &kept, err);
    else if (step->operation == 'I')
      status = turn_added(store, step, &kept, err);
    else if (step->field == NULL)
      status = turn_deleted(store, &steps, i, err);
    if (kept.found)
      add_conflict(step, &kept, conflicts);
    else
      *turned = true;
    forget_other(&kept);
  }
  free_steps(&steps);
  return status;
}

enum status store_turn_back(struct store *store, int64_t entry, struct error *err)
{
  struct str kept = {0};
  bool turned = false;
  enum status status = store_need_transaction(store, err);
  if (status == STATUS_OK)
    status = turn(store, entry, &kept, &turned, err);
  str_clear(&kept);
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

static enum status run_number(struct store *store, const char *sql, int64_t number,
                              struct error *err)
{
  sqlite3_stmt *statement = store_prepare(store, err, "%s", sql);
  if (statement == NULL)
    return store->failed;
  sqlite3_bind_int64(statement, 1, number);
  return run(store, statement, err);
}

/* Of an entry nothing could be turned: the next undo goes on to the one before,
 * and this one does not count as taken back. */
static enum status pass_over(struct store *store, int64_t entry, struct error *err)
{
  return run_number(store, "UPDATE txn SET undone = 2 WHERE number = ?1", entry, err);
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
  bool turned = false;
  status = turn(store, entry, &conflicts, &turned, err);
  if (status == STATUS_OK && !turned) {
    store_rollback(store);
    status = pass_over(store, entry, err);
  } else {
    if (status == STATUS_OK)
      status = run_number(store, "UPDATE txn SET undone = 1 WHERE number = ?1", entry, err);
    if (status == STATUS_OK && strcmp(kind, "redo") == 0)
      status = run_number(store, "UPDATE txn SET undone = 0 WHERE number = ?1", undoes, err);
    if (status == STATUS_OK)
      status = store_commit(store, err);
    else
      store_rollback(store);
  }
  if (status == STATUS_OK && label != NULL && turned)
    str_add(label, str_text(&words));
  if (status == STATUS_OK && conflicts.length > 0)
    status = error_set(err, STATUS_FINDINGS,
                       turned ? _("changed since, and therefore left as it is: %s.")
                              : _("nothing was changed: it has changed since, and is left as it"
                                  " is: %s."),
                       str_text(&conflicts));
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
