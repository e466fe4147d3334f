/* Where records stand among others: their order, what refers to them, and what
 * goes or moves with them. */
#include "base/i18n.h"
#include "base/mem.h"
#include "store/store_private.h"

#include <stdlib.h>
#include <string.h>

/* ---- Order among siblings ---- */

const struct field *store_sibling_field(enum entity entity)
{
  if (entity == ENTITY_touchpoint)
    return entity_field(entity, "stage");
  return entity_parent_field(entity);
}

/* One number about the siblings of (journey, group). */
static enum status sibling_number(struct store *store, enum entity entity, int64_t journey,
                                  const char *group, const char *what, int64_t given,
                                  int64_t *number, struct error *err)
{
  const struct field *field = store_sibling_field(entity);
  struct str place = {0};
  if (entity == ENTITY_journey)
    str_add(&place, "?1 IS ?1 AND ?2 IS ?2");
  else if (field != NULL)
    str_addf(&place, "journey = ?1 AND \"%s\" IS ?2", field->name);
  else
    str_add(&place, "journey = ?1 AND ?2 IS ?2");
  sqlite3_stmt *row = store_prepare(store, err, "SELECT %s FROM \"%s\" WHERE %s AND ?3 IS ?3", what,
                                    entities[entity].name, str_text(&place));
  str_clear(&place);
  if (row == NULL)
    return store->failed;
  sqlite3_bind_int64(row, 1, journey);
  if (group != NULL)
    sqlite3_bind_text(row, 2, group, -1, SQLITE_STATIC);
  sqlite3_bind_int64(row, 3, given);
  int code = sqlite3_step(row);
  *number = code == SQLITE_ROW && sqlite3_column_type(row, 0) != SQLITE_NULL
                ? sqlite3_column_int64(row, 0)
                : 0;
  sqlite3_finalize(row);
  return code == SQLITE_ROW ? STATUS_OK : store_fail(store, code, err);
}

/* Spreads siblings evenly again when a gap is used up. */
static enum status spread(struct store *store, enum entity entity, int64_t journey,
                          const char *group, struct error *err)
{
  const struct field *field = store_sibling_field(entity);
  struct str sql = {0};
  str_addf(&sql, "SELECT oid FROM \"%s\" WHERE ", entities[entity].name);
  if (entity == ENTITY_journey)
    str_add(&sql, "?1 IS ?1 AND ?2 IS ?2");
  else if (field != NULL)
    str_addf(&sql, "journey = ?1 AND \"%s\" IS ?2", field->name);
  else
    str_add(&sql, "journey = ?1 AND ?2 IS ?2");
  str_add(&sql, " ORDER BY ord, oid");
  sqlite3_stmt *rows = store_prepare(store, err, "%s", str_text(&sql));
  str_clear(&sql);
  if (rows == NULL)
    return store->failed;
  sqlite3_bind_int64(rows, 1, journey);
  if (group != NULL)
    sqlite3_bind_text(rows, 2, group, -1, SQLITE_STATIC);
  int64_t *oids = NULL;
  size_t count = 0;
  int code;
  while ((code = sqlite3_step(rows)) == SQLITE_ROW) {
    oids = mem_resize(oids, count + 1, sizeof *oids);
    oids[count++] = sqlite3_column_int64(rows, 0);
  }
  sqlite3_finalize(rows);
  enum status status = code == SQLITE_DONE ? STATUS_OK : store_fail(store, code, err);
  sqlite3_stmt *update = status == STATUS_OK
                             ? store_prepare(store, err, "UPDATE \"%s\" SET ord = ? WHERE oid = ?",
                                             entities[entity].name)
                             : NULL;
  for (size_t i = 0; i < count && update != NULL && status == STATUS_OK; i++) {
    sqlite3_bind_int64(update, 1, (int64_t)(i + 1) * ORDER_STEP);
    sqlite3_bind_int64(update, 2, oids[i]);
    code = sqlite3_step(update);
    sqlite3_reset(update);
    if (code != SQLITE_DONE)
      status = store_fail(store, code, err);
  }
  sqlite3_finalize(update);
  free(oids);
  return status;
}

/* Whether one can count on from there.  Only another program, or damage, gives
 * an order that is not. */
static bool in_reach(int64_t order)
{
  return order > INT64_MIN / 4 && order < INT64_MAX / 4;
}

enum status store_make_order(struct store *store, enum entity entity, int64_t journey,
                             const char *group, int64_t before, int64_t *order, struct error *err)
{
  for (int round = 0; round < 2; round++) {
    int64_t next = 0;
    int64_t previous = 0;
    enum status status;
    if (before == 0) {
      status = sibling_number(store, entity, journey, group, "max(ord)", 0, &previous, err);
      if (status != STATUS_OK)
        return status;
      if (in_reach(previous)) {
        *order = (previous / ORDER_STEP + 1) * ORDER_STEP;
        return STATUS_OK;
      }
      status = spread(store, entity, journey, group, err);
      if (status != STATUS_OK)
        return status;
      continue;
    }
    int64_t among = 0;
    status = sibling_number(store, entity, journey, group, "count(CASE WHEN oid = ?3 THEN 1 END)",
                            before, &among, err);
    if (status != STATUS_OK)
      return status;
    if (among == 0)
      return error_set(err, STATUS_INPUT,
                       _("the %s to put it before is no longer there; somebody has moved or"
                         " deleted it."),
                       i18n_text(entities[entity].one));
    struct str sql = {0};
    str_addf(&sql, "max((SELECT ord FROM \"%s\" WHERE oid = ?3))", entities[entity].name);
    status = sibling_number(store, entity, journey, group, str_text(&sql), before, &next, err);
    str_cut(&sql, 0);
    str_addf(&sql, "max(CASE WHEN ord < (SELECT ord FROM \"%s\" WHERE oid = ?3) THEN ord END)",
             entities[entity].name);
    if (status == STATUS_OK)
      status =
          sibling_number(store, entity, journey, group, str_text(&sql), before, &previous, err);
    str_clear(&sql);
    if (status != STATUS_OK)
      return status;
    if (in_reach(next) && in_reach(previous) && next - previous > 1) {
      *order = previous + (next - previous) / 2;
      return STATUS_OK;
    }
    status = spread(store, entity, journey, group, err);
    if (status != STATUS_OK)
      return status;
  }
  return store_fail(store, SQLITE_CORRUPT, err);
}

/* ---- Deleting and what refers ---- */

/* The journey of a row and its id (NULL without one; the caller frees it). */
static enum status row_identity(struct store *store, enum entity entity, int64_t oid,
                                int64_t *journey, char **id, struct error *err)
{
  *id = NULL;
  sqlite3_stmt *row =
      store_prepare(store, err, "SELECT %s, %s FROM \"%s\" WHERE oid = ?",
                    entity == ENTITY_journey ? "oid" : "journey",
                    entity_id_field(entity) != NULL ? "id" : "NULL", entities[entity].name);
  if (row == NULL)
    return store->failed;
  sqlite3_bind_int64(row, 1, oid);
  int code = sqlite3_step(row);
  enum status status = STATUS_OK;
  if (code == SQLITE_ROW) {
    *journey = sqlite3_column_int64(row, 0);
    *id = mem_copy_text((const char *)sqlite3_column_text(row, 1));
  } else {
    status =
        code == SQLITE_DONE
            ? error_set(err, STATUS_INPUT, _("the %s is no longer there; somebody has deleted it."),
                        i18n_text(entities[entity].one))
            : store_fail(store, code, err);
  }
  sqlite3_finalize(row);
  return status;
}

enum status store_each_referrer(struct store *store, enum entity entity, int64_t oid,
                                store_referrer *visit, void *context, struct error *err)
{
  int64_t journey;
  char *id;
  enum status status = row_identity(store, entity, oid, &journey, &id, err);
  if (status != STATUS_OK || id == NULL || entity == ENTITY_journey) {
    free(id);
    return status;
  }
  for (int e = 0; e < ENTITY_COUNT && status == STATUS_OK; e++) {
    for (size_t i = 0; i < entities[e].count && status == STATUS_OK; i++) {
      const struct field *field = &entities[e].fields[i];
      if (field->kind != FIELD_REF || field->of != (int)entity ||
          (field->flags & FIELD_PARENT) != 0)
        continue;
      sqlite3_stmt *rows = store_prepare(
          store, err, "SELECT %s FROM \"%s\" WHERE journey = ? AND \"%s\" = ? ORDER BY ord, oid",
          store_columns(store, (enum entity)e), entities[e].name, field->name);
      if (rows == NULL) {
        status = store->failed;
        break;
      }
      sqlite3_bind_int64(rows, 1, journey);
      sqlite3_bind_text(rows, 2, id, -1, SQLITE_STATIC);
      void *record = record_new((enum entity)e);
      int code = SQLITE_DONE;
      while (status == STATUS_OK && (code = sqlite3_step(rows)) == SQLITE_ROW) {
        status = store_read_row(store, (enum entity)e, rows, record, err);
        if (status == STATUS_OK)
          status = visit(context, (enum entity)e, record, field, err);
      }
      if (status == STATUS_OK && code != SQLITE_DONE)
        status = store_fail(store, code, err);
      record_free((enum entity)e, &record);
      sqlite3_finalize(rows);
    }
  }
  free(id);
  return status;
}

static enum status run_bound(struct store *store, struct error *err, int64_t journey,
                             const char *id, const char *format, const char *table,
                             const char *column, const char *again)
{
  sqlite3_stmt *statement = store_prepare(store, err, format, table, column, again);
  if (statement == NULL)
    return store->failed;
  sqlite3_bind_int64(statement, 1, journey);
  sqlite3_bind_text(statement, 2, id, -1, SQLITE_STATIC);
  int code = sqlite3_step(statement);
  sqlite3_finalize(statement);
  return code == SQLITE_DONE ? STATUS_OK : store_fail(store, code, err);
}

static enum status delete_row(struct store *store, enum entity entity, int64_t oid, int depth,
                              struct error *err);

/* Lets go of what refers to (journey, id): optional references are unset,
 * records that cannot be without it go too. */
static enum status let_go(struct store *store, enum entity entity, int64_t journey, const char *id,
                          int depth, struct error *err)
{
  enum status status = STATUS_OK;
  for (int e = 0; e < ENTITY_COUNT; e++) {
    for (size_t i = 0; i < entities[e].count && status == STATUS_OK; i++) {
      const struct field *field = &entities[e].fields[i];
      if (field->kind != FIELD_REF || field->of != (int)entity ||
          (field->flags & FIELD_PARENT) != 0)
        continue;
      if ((field->flags & FIELD_REQUIRED) == 0) {
        status = run_bound(store, err, journey, id,
                           "UPDATE \"%s\" SET \"%s\" = NULL WHERE journey = ? AND \"%s\" = ?",
                           entities[e].name, field->name, field->name);
        continue;
      }
      for (;;) {
        sqlite3_stmt *row =
            store_prepare(store, err, "SELECT oid FROM \"%s\" WHERE journey = ? AND \"%s\" = ?",
                          entities[e].name, field->name);
        if (row == NULL)
          return store->failed;
        sqlite3_bind_int64(row, 1, journey);
        sqlite3_bind_text(row, 2, id, -1, SQLITE_STATIC);
        int code = sqlite3_step(row);
        int64_t oid = code == SQLITE_ROW ? sqlite3_column_int64(row, 0) : 0;
        sqlite3_finalize(row);
        if (code == SQLITE_DONE)
          break;
        status = code == SQLITE_ROW ? delete_row(store, (enum entity)e, oid, depth + 1, err)
                                    : store_fail(store, code, err);
        if (status != STATUS_OK)
          return status;
      }
    }
  }
  return status;
}

/* Lets go of what refers to the parts of a record, whatever their depth. */
static enum status let_go_of_parts(struct store *store, enum entity entity, int64_t journey,
                                   const char *id, int depth, struct error *err)
{
  enum status status = STATUS_OK;
  for (int e = 0; e < ENTITY_COUNT && status == STATUS_OK; e++) {
    const struct field *parent = entity_parent_field((enum entity)e);
    if (parent == NULL || parent->of != (int)entity || entity_id_field((enum entity)e) == NULL)
      continue;
    sqlite3_stmt *rows =
        store_prepare(store, err, "SELECT oid FROM \"%s\" WHERE journey = ? AND \"%s\" = ?",
                      entities[e].name, parent->name);
    if (rows == NULL)
      return store->failed;
    sqlite3_bind_int64(rows, 1, journey);
    sqlite3_bind_text(rows, 2, id, -1, SQLITE_STATIC);
    int64_t *oids = NULL;
    size_t count = 0;
    int code;
    while ((code = sqlite3_step(rows)) == SQLITE_ROW) {
      oids = mem_resize(oids, count + 1, sizeof *oids);
      oids[count++] = sqlite3_column_int64(rows, 0);
    }
    sqlite3_finalize(rows);
    if (code != SQLITE_DONE)
      status = store_fail(store, code, err);
    for (size_t i = 0; i < count && status == STATUS_OK; i++)
      status = delete_row(store, (enum entity)e, oids[i], depth + 1, err);
    free(oids);
  }
  return status;
}

static enum status delete_row(struct store *store, enum entity entity, int64_t oid, int depth,
                              struct error *err)
{
  int64_t journey;
  char *id;
  if (depth > 8)
    return error_set(err, STATUS_SYSTEM, "records refer to each other in a circle");
  enum status status = row_identity(store, entity, oid, &journey, &id, err);
  if (status == STATUS_OK && id != NULL && entity != ENTITY_journey) {
    status = let_go_of_parts(store, entity, journey, id, depth, err);
    if (status == STATUS_OK)
      status = let_go(store, entity, journey, id, depth, err);
  }
  free(id);
  if (status != STATUS_OK)
    return status;
  sqlite3_stmt *statement =
      store_prepare(store, err, "DELETE FROM \"%s\" WHERE oid = ?", entities[entity].name);
  if (statement == NULL)
    return store->failed;
  sqlite3_bind_int64(statement, 1, oid);
  int code = sqlite3_step(statement);
  sqlite3_finalize(statement);
  return code == SQLITE_DONE ? STATUS_OK : store_fail(store, code, err);
}

enum status store_delete(struct store *store, enum entity entity, int64_t oid, struct error *err)
{
  enum status status = store_need_transaction(store, err);
  return status == STATUS_OK ? delete_row(store, entity, oid, 0, err) : status;
}

enum status store_move(struct store *store, enum entity entity, int64_t oid, int64_t before,
                       const char *stage, struct error *err)
{
  enum status status = store_need_transaction(store, err);
  if (status != STATUS_OK)
    return status;
  const struct field *group = store_sibling_field(entity);
  void *record = record_new(entity);
  int64_t journey = 0;
  char *id = NULL;
  status = row_identity(store, entity, oid, &journey, &id, err);
  free(id);
  if (status == STATUS_OK)
    status = store_read(store, entity, oid, record, err);
  int64_t order = 0;
  const char *place = stage != NULL                          ? stage
                      : group != NULL && status == STATUS_OK ? record_text(record, group)
                                                             : NULL;
  if (status == STATUS_OK && before != oid)
    status = store_make_order(store, entity, journey, place, before, &order, err);
  bool changes_stage = status == STATUS_OK && stage != NULL && group != NULL &&
                       strcmp(stage, record_text(record, group)) != 0;
  if (status == STATUS_OK && before != oid) {
    sqlite3_stmt *update =
        changes_stage
            ? store_prepare(store, err, "UPDATE \"%s\" SET ord = ?1, \"%s\" = ?3 WHERE oid = ?2",
                            entities[entity].name, group->name)
            : store_prepare(store, err, "UPDATE \"%s\" SET ord = ?1 WHERE oid = ?2",
                            entities[entity].name);
    if (update == NULL) {
      status = store->failed;
    } else {
      sqlite3_bind_int64(update, 1, order);
      sqlite3_bind_int64(update, 2, oid);
      if (changes_stage)
        sqlite3_bind_text(update, 3, stage, -1, SQLITE_STATIC);
      int code = sqlite3_step(update);
      sqlite3_finalize(update);
      if (code != SQLITE_DONE)
        status = store_fail_write(store, entity, NULL, code, err);
    }
  }
  record_free(entity, &record);
  return status;
}
