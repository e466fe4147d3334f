#include "store/undo_step.h"

#include "base/mem.h"

#include <stdlib.h>
#include <string.h>

/* ---- What references were called, and are now ---- */

static int compare_names(const void *a, const void *b)
{
  const struct name_left *one = a, *other = b;
  if (one->entity != other->entity)
    return one->entity < other->entity ? -1 : 1;
  if (one->journey != other->journey)
    return one->journey < other->journey ? -1 : 1;
  int order = strcmp(one->id, other->id);
  return order != 0 ? order : one->seq < other->seq ? -1 : one->seq > other->seq;
}

static enum status read_names(struct store *store, struct steps *steps, struct error *err)
{
  sqlite3_stmt *rows =
      store_prepare(store, err,
                    "SELECT tbl, journey, before, seq, oid, after FROM change WHERE seq >"
                    " ? AND field = 'id' AND op IN ('U', 'D')");
  if (rows == NULL)
    return store->failed;
  sqlite3_bind_int64(rows, 1, steps->items[steps->count - 1].seq);
  size_t capacity = 0;
  int code;
  while ((code = sqlite3_step(rows)) == SQLITE_ROW) {
    const char *table = (const char *)sqlite3_column_text(rows, 0);
    const char *id = (const char *)sqlite3_column_text(rows, 2);
    int entity = table != NULL ? entity_find(table) : NOTHING;
    if (entity == NOTHING || id == NULL)
      continue;
    if (steps->name_count == capacity) {
      capacity = capacity == 0 ? 16 : capacity * 2;
      steps->names = mem_resize(steps->names, capacity, sizeof *steps->names);
    }
    const char *next = (const char *)sqlite3_column_text(rows, 5);
    steps->names[steps->name_count++] = (struct name_left){
        .entity = (enum entity)entity,
        .journey = sqlite3_column_int64(rows, 1),
        .id = mem_copy_text(id),
        .seq = sqlite3_column_int64(rows, 3),
        .oid = sqlite3_column_int64(rows, 4),
        .next = next != NULL ? mem_copy_text(next) : NULL,
    };
  }
  sqlite3_finalize(rows);
  if (steps->name_count > 0)
    qsort(steps->names, steps->name_count, sizeof *steps->names, compare_names);
  return code == SQLITE_DONE ? STATUS_OK : store_fail(store, code, err);
}

static void note_added(struct steps *steps)
{
  steps->added = mem_new(steps->count, sizeof *steps->added);
  for (size_t i = 0; i < steps->count; i++)
    if (steps->items[i].operation == 'I')
      steps->added[steps->added_count++] =
          (struct row_name){steps->items[i].entity, steps->items[i].oid};
  qsort(steps->added, steps->added_count, sizeof *steps->added, added_compare);
}

static bool was_added(const struct steps *steps, enum entity entity, int64_t oid)
{
  return added_find(steps, entity, oid) != NULL;
}

enum status steps_prepare(struct store *store, struct steps *steps, struct error *err)
{
  if (steps->count == 0)
    return STATUS_OK;
  note_added(steps);
  return read_names(store, steps, err);
}

void steps_forget(struct steps *steps)
{
  free(steps->added);
  for (size_t i = 0; i < steps->name_count; i++) {
    free(steps->names[i].id);
    free(steps->names[i].next);
  }
  free(steps->names);
}

/* Who first gave up, after @step, the name that its reference had before or left;
 * NULL when the name stands. */
static const struct name_left *find_left(const struct steps *steps, const struct step *step,
                                         sqlite3_value *name)
{
  const char *id = (const char *)sqlite3_value_text(name);
  if (step->field == NULL || step->field->kind != FIELD_REF || id == NULL)
    return NULL;
  const struct name_left sought = {.entity = (enum entity)step->field->of,
                                   .journey = step->journey,
                                   .id = (char *)id,
                                   .seq = step->seq + 1};
  size_t low = 0, high = steps->name_count;
  while (low < high) {
    size_t middle = low + (high - low) / 2;
    if (compare_names(&steps->names[middle], &sought) < 0)
      low = middle + 1;
    else
      high = middle;
  }
  const struct name_left *found = &steps->names[low];
  return low < steps->name_count && found->entity == sought.entity &&
                 found->journey == sought.journey && strcmp(found->id, id) == 0
             ? found
             : NULL;
}

/* Whether the entry only followed what it renamed itself: that comes back by itself. */
static bool is_echo(const struct steps *steps, const struct step *step)
{
  const struct name_left *left = find_left(steps, step, step->before);
  const char *after = (const char *)sqlite3_value_text(step->after);
  return left != NULL && left->seq <= steps->items[0].seq && left->next != NULL && after != NULL &&
         strcmp(left->next, after) == 0;
}

/* Who let the record go that a reference of @step named. */
static enum status find_leaver(struct store *store, const struct steps *steps,
                               const struct step *step, struct other *other, struct error *err)
{
  const struct name_left *left = find_left(steps, step, step->before);
  const struct step gone = {.seq = step->seq,
                            .entity = (enum entity)step->field->of,
                            .oid = left != NULL ? left->oid : 0};
  return other_find_later(store, &gone, other, err);
}

/* What the record that a reference of @step named is called now, to be freed with
 * sqlite3_value_free(); NULL where it is no longer there. */
static sqlite3_value *name_now(struct store *store, const struct steps *steps,
                               const struct step *step, sqlite3_value *value)
{
  const struct name_left *left = find_left(steps, step, value);
  if (left == NULL)
    return sqlite3_value_dup(value);
  sqlite3_stmt *row = store_prepare(store, NULL, "SELECT id FROM \"%s\" WHERE oid = ?",
                                    entities[step->field->of].name);
  if (row == NULL)
    return NULL;
  sqlite3_bind_int64(row, 1, left->oid);
  sqlite3_value *now =
      sqlite3_step(row) == SQLITE_ROW ? sqlite3_value_dup(sqlite3_column_value(row, 0)) : NULL;
  sqlite3_finalize(row);
  return now;
}

/* ---- Turning ---- */

static bool is_there(struct store *store, enum entity entity, int64_t oid)
{
  sqlite3_stmt *row =
      store_prepare(store, NULL, "SELECT 1 FROM \"%s\" WHERE oid = ?", entities[entity].name);
  if (row == NULL)
    return false;
  sqlite3_bind_int64(row, 1, oid);
  bool there = sqlite3_step(row) == SQLITE_ROW;
  sqlite3_finalize(row);
  return there;
}

/* Steps and ends @statement; *@taken where the id that it gives is another's by now. */
static enum status run(struct store *store, sqlite3_stmt *statement, bool *taken, struct error *err)
{
  int code = sqlite3_step(statement);
  int extended = sqlite3_extended_errcode(store->db);
  sqlite3_finalize(statement);
  *taken = code != SQLITE_DONE && extended == SQLITE_CONSTRAINT_UNIQUE;
  return code == SQLITE_DONE || *taken
             ? STATUS_OK
             : store_fail_write(store, ENTITY_journey, NULL, extended, err);
}

/* How a column stands to what the entry found and left. */
enum stand { GONE, OURS, BEFORE, ANOTHER };

static enum status look(struct store *store, const struct step *step, sqlite3_value *before,
                        sqlite3_value *after, enum stand *stand, struct error *err)
{
  const char *column = step->field != NULL ? step->field->name : "ord";
  sqlite3_stmt *row =
      store_prepare(store, err, "SELECT \"%s\" IS ?2, \"%s\" IS ?3 FROM \"%s\" WHERE oid = ?1",
                    column, column, entities[step->entity].name);
  if (row == NULL)
    return store->failed;
  sqlite3_bind_int64(row, 1, step->oid);
  if (before != NULL)
    sqlite3_bind_value(row, 2, before);
  if (after != NULL)
    sqlite3_bind_value(row, 3, after);
  int code = sqlite3_step(row);
  bool before_stands = code == SQLITE_ROW && before != NULL && sqlite3_column_int(row, 0) != 0;
  bool after_stands = code == SQLITE_ROW && after != NULL && sqlite3_column_int(row, 1) != 0;
  *stand = code != SQLITE_ROW ? GONE : before_stands ? BEFORE : after_stands ? OURS : ANOTHER;
  sqlite3_finalize(row);
  return code == SQLITE_ROW || code == SQLITE_DONE ? STATUS_OK : store_fail(store, code, err);
}

static enum status set(struct store *store, const struct step *step, sqlite3_value *value,
                       bool *taken, struct error *err)
{
  sqlite3_stmt *update =
      store_prepare(store, err, "UPDATE \"%s\" SET \"%s\" = ?2 WHERE oid = ?1",
                    entities[step->entity].name, step->field != NULL ? step->field->name : "ord");
  if (update == NULL)
    return store->failed;
  sqlite3_bind_int64(update, 1, step->oid);
  sqlite3_bind_value(update, 2, value);
  return run(store, update, taken, err);
}

/* Sets a column back where it still holds what the entry left, and what it is to
 * name is there. */
static enum status turn_value(struct store *store, const struct steps *steps,
                              const struct step *step, enum turned *result, struct other *other,
                              struct error *err)
{
  sqlite3_value *before = name_now(store, steps, step, step->before);
  sqlite3_value *after = name_now(store, steps, step, step->after);
  enum stand stand = ANOTHER;
  bool taken = false;
  enum status status = look(store, step, before, after, &stand, err);
  *result = stand == BEFORE ? STOOD : stand == OURS && before != NULL ? TURNED : KEPT;
  if (status == STATUS_OK && *result == TURNED)
    status = set(store, step, before, &taken, err);
  if (status == STATUS_OK && *result == TURNED && !taken && step->field != NULL &&
      step->field->kind == FIELD_ID)
    status =
        store_seals_follow(store, step->entity, step->oid, (const char *)sqlite3_value_text(after),
                           (const char *)sqlite3_value_text(before), err);
  if (status == STATUS_OK && taken) {
    *result = KEPT;
    status = other_find_holder(store, step->entity, step->journey, before, other, err);
  } else if (status == STATUS_OK && stand == OURS && *result == KEPT) {
    status = find_leaver(store, steps, step, other, err);
  } else if (status == STATUS_OK && *result == KEPT) {
    struct step row = *step;
    if (stand == GONE) /* whoever deleted it */
      row.field = NULL;
    status = other_find_later(store, &row, other, err);
  }
  sqlite3_value_free(before);
  sqlite3_value_free(after);
  return status;
}

/* A row that was added goes, or stays, with its journey. */
static bool goes_with_journey(const struct steps *steps, const struct step *step)
{
  return step->entity != ENTITY_journey && was_added(steps, ENTITY_journey, step->journey);
}

enum status step_look(struct store *store, const struct steps *steps, size_t index,
                      struct other *other, struct error *err)
{
  const struct step *step = &steps->items[index];
  if (step->operation != 'I' || goes_with_journey(steps, step) ||
      !is_there(store, step->entity, step->oid))
    return STATUS_OK;
  enum status status = other_find_work(store, steps, step, other, err);
  added_find(steps, step->entity, step->oid)->goes = !other->found;
  return status;
}

/* Takes an added row away, unless others have worked on it. */
static enum status turn_added(struct store *store, const struct step *step, enum turned *result,
                              const struct other *other, struct error *err)
{
  *result = STOOD;
  if (!is_there(store, step->entity, step->oid))
    return STATUS_OK;
  *result = other->found ? KEPT : TURNED;
  return other->found ? STATUS_OK : store_delete(store, step->entity, step->oid, err);
}

/* The steps with the values of a deleted row follow its own, which came last. */
static size_t count_values(const struct steps *steps, size_t at)
{
  size_t count = 0;
  while (at + 1 + count < steps->count) {
    const struct step *step = &steps->items[at + 1 + count];
    if (step->entity != steps->items[at].entity || step->oid != steps->items[at].oid ||
        step->operation != 'D' || step->field == NULL)
      break;
    count++;
  }
  return count;
}

static sqlite3_stmt *prepare_insert(struct store *store, const struct steps *steps, size_t at,
                                    size_t count, struct error *err)
{
  const struct step *own = &steps->items[at];
  bool whole = own->entity == ENTITY_journey;
  struct str columns = {0}, marks = {0};
  for (size_t i = at + 1; i <= at + count; i++) {
    str_addf(&columns, ", \"%s\"", steps->items[i].field->name);
    str_add(&marks, ", ?");
  }
  sqlite3_stmt *insert = store_prepare(
      store, err, "INSERT INTO \"%s\"(oid, ord%s%s) VALUES(?, ?%s%s)", entities[own->entity].name,
      whole ? "" : ", journey", str_text(&columns), whole ? "" : ", ?", str_text(&marks));
  str_clear(&columns);
  str_clear(&marks);
  return insert;
}

/* Brings a deleted row back from the values it left, unless its id is another's by
 * now or it cannot be without something that is gone. */
static enum status turn_deleted(struct store *store, const struct steps *steps, size_t at,
                                enum turned *result, struct other *other, struct error *err)
{
  const struct step *own = &steps->items[at];
  size_t count = count_values(steps, at);
  *result = STOOD;
  if (is_there(store, own->entity, own->oid)) /* it was deleted again only in part */
    return STATUS_OK;
  sqlite3_stmt *insert = prepare_insert(store, steps, at, count, err);
  if (insert == NULL)
    return store->failed;
  int index = 1;
  sqlite3_value *id = NULL;
  enum status status = STATUS_OK;
  bool lacks = own->entity != ENTITY_journey && !is_there(store, ENTITY_journey, own->journey);
  bool taken = false;
  sqlite3_bind_int64(insert, index++, own->oid);
  sqlite3_bind_value(insert, index++, own->before);
  if (own->entity != ENTITY_journey)
    sqlite3_bind_int64(insert, index++, own->journey);
  for (size_t i = at + 1; i <= at + count && status == STATUS_OK; i++) {
    const struct step *step = &steps->items[i];
    sqlite3_value *value = name_now(store, steps, step, step->before);
    if (value != NULL) {
      sqlite3_bind_value(insert, index, value);
    } else if ((step->field->flags & FIELD_REQUIRED) != 0) {
      lacks = true;
      status = find_leaver(store, steps, step, other, err);
    }
    index++;
    sqlite3_value_free(value);
    if (step->field->kind == FIELD_ID)
      id = step->before;
  }
  if (status != STATUS_OK || lacks)
    sqlite3_finalize(insert);
  else
    status = run(store, insert, &taken, err);
  *result = lacks || taken ? KEPT : TURNED;
  if (status == STATUS_OK && taken && id != NULL)
    status = other_find_holder(store, own->entity, own->journey, id, other, err);
  return status;
}

enum status step_turn(struct store *store, const struct steps *steps, size_t index,
                      enum turned *result, struct other *other, struct error *err)
{
  const struct step *step = &steps->items[index];
  *result = STOOD;
  /* A row that was added goes, or stays, whole; and so does a journey. */
  switch (step->operation) {
  case 'U':
  case 'M':
    if (was_added(steps, step->entity, step->oid) || is_echo(steps, step))
      return STATUS_OK;
    return turn_value(store, steps, step, result, other, err);
  case 'I':
    if (goes_with_journey(steps, step))
      return STATUS_OK;
    return turn_added(store, step, result, other, err);
  default:
    return step->field != NULL ? STATUS_OK : turn_deleted(store, steps, index, result, other, err);
  }
}
