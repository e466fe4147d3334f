/* Undo and redo: an entry of the history is turned round, change by change,
 * each only where the value is still the one the entry left. */
#include "base/date.h"
#include "base/i18n.h"
#include "base/mem.h"
#include "store/undo_step.h"

#include <stdlib.h>
#include <string.h>

static void free_steps(struct steps *steps)
{
  for (size_t i = 0; i < steps->count; i++) {
    sqlite3_value_free(steps->items[i].before);
    sqlite3_value_free(steps->items[i].after);
  }
  free(steps->items);
  steps_forget(steps);
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

/* Adds "Touchpoint 'Title' (anna, 2026-11-23 10:15)". */
static void add_conflict(const struct step *step, const struct other *other, struct str *conflicts)
{
  char when[DATE_TIME_SIZE];
  if (conflicts->length > 0)
    str_add(conflicts, "; ");
  str_addf(conflicts, "%s", i18n_text(entities[step->entity].one));
  if (step->field != NULL)
    str_addf(conflicts, " '%s'", i18n_text(step->field->label));
  str_addf(conflicts, " (%s%s%s)",
           other->person != NULL && other->person[0] != '\0' ? other->person : _("another program"),
           other->at != 0 ? ", " : "", other->at != 0 ? date_format_time(other->at, when) : "");
}

/* Turns what can be turned; *@turned is whether there was any, or nothing to be
 * kept either. */
static enum status turn(struct store *store, int64_t entry, struct str *conflicts, bool *turned,
                        struct error *err)
{
  struct steps steps = {0};
  size_t count = 0, kept = 0;
  enum status status = read_steps(store, entry, &steps, err);
  if (status == STATUS_OK)
    status = steps_prepare(store, &steps, err);
  struct other *others = mem_new(steps.count + 1, sizeof *others);
  for (size_t i = 0; i < steps.count && status == STATUS_OK; i++)
    status = step_look(store, &steps, i, &others[i], err);
  for (size_t i = 0; i < steps.count && status == STATUS_OK; i++) {
    enum turned result;
    status = step_turn(store, &steps, i, &result, &others[i], err);
    count += result == TURNED;
    kept += result == KEPT;
    if (status == STATUS_OK && result == KEPT)
      add_conflict(&steps.items[i], &others[i], conflicts);
  }
  for (size_t i = 0; i < steps.count; i++)
    other_forget(&others[i]);
  free(others);
  *turned = count > 0 || kept == 0;
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
  int code = sqlite3_step(statement);
  sqlite3_finalize(statement);
  return code == SQLITE_DONE ? STATUS_OK : store_fail(store, code, err);
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
