/* What others have done since: an undo goes round it. */
#include "base/mem.h"
#include "store/undo_step.h"

#include <stdlib.h>
#include <string.h>

/* Records that refer to each other in a circle end here. */
#define DEPTH_MOST 8

int added_compare(const void *a, const void *b)
{
  const struct row_name *one = a, *other = b;
  if (one->entity != other->entity)
    return one->entity < other->entity ? -1 : 1;
  return one->oid < other->oid ? -1 : one->oid > other->oid;
}

struct row_name *added_find(const struct steps *steps, enum entity entity, int64_t oid)
{
  const struct row_name row = {.entity = entity, .oid = oid};
  return bsearch(&row, steps->added, steps->added_count, sizeof row, added_compare);
}

void other_forget(struct other *other)
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
    char *copy = mem_copy_text(person != NULL ? person : "");
    free(other->person);
    other->person = copy;
    other->at = sqlite3_column_int64(row, 1);
    other->found = true;
  }
  sqlite3_finalize(row);
  return code == SQLITE_ROW || code == SQLITE_DONE ? STATUS_OK : store_fail(store, code, err);
}

enum status other_find_later(struct store *store, const struct step *step, struct other *other,
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

enum status other_find_holder(struct store *store, enum entity entity, int64_t journey,
                              sqlite3_value *id, struct other *other, struct error *err)
{
  sqlite3_stmt *row = store_prepare(
      store, err,
      "SELECT txn.person, txn.at FROM \"%s\" AS holder JOIN change ON change.tbl = '%s' AND"
      " change.oid = holder.oid LEFT JOIN txn ON txn.number = change.txn WHERE holder.id = ?1 AND "
      "%s"
      " ORDER BY change.seq DESC LIMIT 1",
      entities[entity].name, entities[entity].name,
      entity == ENTITY_journey ? "?2 IS NOT NULL" : "holder.journey = ?2");
  if (row == NULL)
    return store->failed;
  sqlite3_bind_value(row, 1, id);
  sqlite3_bind_int64(row, 2, journey);
  return take_other(store, row, other, err);
}

/* Who else did one of @operations to a row since, to @field or to any.  What an entry
 * set of a row that it deleted, or brought back, is no work on it. */
static enum status find_else(struct store *store, enum entity entity, int64_t oid, int64_t seq,
                             const char *operations, const struct field *field, struct other *other,
                             struct error *err)
{
  sqlite3_stmt *row = store_prepare(
      store, err,
      "SELECT person, at FROM change AS work LEFT JOIN txn ON number = txn WHERE tbl = '%s' AND oid"
      " = ?1 AND seq > ?2 AND instr(?3, op) > 0 AND (?4 IS NULL OR field IS ?4 OR op = 'I') AND"
      " ifnull(person, '') <> ?5 AND (op = 'I' OR NOT EXISTS(SELECT 1 FROM change WHERE tbl = '%s'"
      " AND oid = ?1 AND txn IS work.txn AND op IN ('I', 'D'))) ORDER BY seq DESC LIMIT 1",
      entities[entity].name, entities[entity].name);
  if (row == NULL)
    return store->failed;
  sqlite3_bind_int64(row, 1, oid);
  sqlite3_bind_int64(row, 2, seq);
  sqlite3_bind_text(row, 3, operations, -1, SQLITE_STATIC);
  if (field != NULL)
    sqlite3_bind_text(row, 4, field->name, -1, SQLITE_STATIC);
  sqlite3_bind_text(row, 5, store->person, -1, SQLITE_STATIC);
  return take_other(store, row, other, err);
}

/* What else anybody did in a journey and is there yet. */
static enum status find_in_journey(struct store *store, int64_t journey, int64_t seq,
                                   struct other *other, struct error *err)
{
  enum status status = STATUS_OK;
  for (int e = 0; e < ENTITY_COUNT && status == STATUS_OK && !other->found; e++) {
    if (e == ENTITY_journey)
      continue;
    sqlite3_stmt *row = store_prepare(
        store, err,
        "SELECT txn.person, txn.at FROM \"%s\" AS part JOIN change ON change.tbl = '%s' AND"
        " change.oid = part.oid AND change.seq > ?2 LEFT JOIN txn ON txn.number = change.txn WHERE"
        " part.journey = ?1 AND ifnull(txn.person, '') <> ?3 LIMIT 1",
        entities[e].name, entities[e].name);
    if (row == NULL)
      return store->failed;
    sqlite3_bind_int64(row, 1, journey);
    sqlite3_bind_int64(row, 2, seq);
    sqlite3_bind_text(row, 3, store->person, -1, SQLITE_STATIC);
    status = take_other(store, row, other, err);
  }
  return status;
}

/* Whose work is looked for: everybody's but this person's, since a step of an entry. */
struct search {
  struct store *store;
  const struct steps *steps;
  int64_t seq;
  struct other *other;
};

static enum status find_around(const struct search *search, enum entity entity, int64_t oid,
                               int depth, struct error *err);

/* The same among the rows that refer to (@whole, @oid) by @field of @entity: those that
 * cannot be without it would go, the others would lose the reference. */
static enum status find_among(const struct search *search, enum entity whole, int64_t oid,
                              enum entity entity, const struct field *field, int depth,
                              struct error *err)
{
  struct store *store = search->store;
  bool goes = (field->flags & FIELD_REQUIRED) != 0;
  sqlite3_stmt *rows = store_prepare(
      store, err,
      "SELECT part.oid FROM \"%s\" AS whole JOIN \"%s\" AS part ON part.journey = whole.journey AND"
      " part.\"%s\" = whole.id WHERE whole.oid = ?",
      entities[whole].name, entities[entity].name, field->name);
  if (rows == NULL)
    return store->failed;
  sqlite3_bind_int64(rows, 1, oid);
  enum status status = STATUS_OK;
  int code = SQLITE_DONE;
  while (status == STATUS_OK && !search->other->found &&
         (code = sqlite3_step(rows)) == SQLITE_ROW) {
    int64_t part = sqlite3_column_int64(rows, 0);
    const struct row_name *added = added_find(search->steps, entity, part);
    if (added != NULL && added->goes)
      continue;
    status = find_else(store, entity, part, search->seq, goes ? "IUM" : "IU", goes ? NULL : field,
                       search->other, err);
    if (status == STATUS_OK && goes && !search->other->found)
      status = find_around(search, entity, part, depth + 1, err);
  }
  if (status == STATUS_OK && code != SQLITE_DONE && code != SQLITE_ROW)
    status = store_fail(store, code, err);
  sqlite3_finalize(rows);
  return status;
}

static enum status find_around(const struct search *search, enum entity entity, int64_t oid,
                               int depth, struct error *err)
{
  enum status status = STATUS_OK;
  if (entity_id_field(entity) == NULL || depth > DEPTH_MOST)
    return STATUS_OK;
  for (int e = 0; e < ENTITY_COUNT; e++)
    for (size_t i = 0; i < entities[e].count && status == STATUS_OK && !search->other->found; i++) {
      const struct field *field = &entities[e].fields[i];
      if (field->kind == FIELD_REF && field->of == (int)entity)
        status = find_among(search, entity, oid, (enum entity)e, field, depth, err);
    }
  return status;
}

enum status other_find_work(struct store *store, const struct steps *steps, const struct step *step,
                            struct other *other, struct error *err)
{
  enum status status = find_else(store, step->entity, step->oid, step->seq, "UM", NULL, other, err);
  if (status != STATUS_OK || other->found)
    return status;
  const struct search search = {store, steps, step->seq, other};
  return step->entity == ENTITY_journey ? find_in_journey(store, step->oid, step->seq, other, err)
                                        : find_around(&search, step->entity, step->oid, 0, err);
}
