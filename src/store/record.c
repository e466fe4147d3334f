/* Records: read, found, added, set.  Order and deleting stand in relation.c. */
#include "base/i18n.h"
#include "base/mem.h"
#include "base/near.h"
#include "store/store_private.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <time.h>

/* Calls @visit with every row of @rows, which is reset after. */
enum status store_visit_rows(struct store *store, enum entity entity, sqlite3_stmt *rows,
                             record_visit *visit, void *context, struct error *err)
{
  void *record = record_new(entity);
  enum status status = STATUS_OK;
  int code = SQLITE_ROW;
  while (status == STATUS_OK && (code = sqlite3_step(rows)) == SQLITE_ROW) {
    status = store_read_row(store, entity, rows, record, err);
    if (status == STATUS_OK)
      status = visit(context, record, err);
  }
  if (code != SQLITE_ROW && code != SQLITE_DONE)
    status = store_fail(store, code, err);
  sqlite3_reset(rows);
  record_free(entity, &record);
  return status;
}

enum status store_each_journey(struct store *store, record_visit *visit, void *context,
                               struct error *err)
{
  sqlite3_stmt *rows = store_prepare(store, err, "SELECT %s FROM journey ORDER BY title, id",
                                     store_columns(store, ENTITY_journey));
  if (rows == NULL)
    return store->failed;
  enum status status = store_visit_rows(store, ENTITY_journey, rows, visit, context, err);
  sqlite3_finalize(rows);
  return status;
}

enum status store_find_journey(struct store *store, const char *id, int64_t *journey,
                               struct error *err)
{
  *journey = 0;
  sqlite3_stmt *rows = store_prepare(store, err, "SELECT oid, id FROM journey ORDER BY title, id");
  if (rows == NULL)
    return store->failed;
  struct str ids = {0};
  struct near near = near_start(id != NULL ? id : "");
  char best[64] = "";
  size_t count = 0;
  int64_t last = 0;
  int code;
  while ((code = sqlite3_step(rows)) == SQLITE_ROW) {
    const char *found = (const char *)sqlite3_column_text(rows, 1);
    last = sqlite3_column_int64(rows, 0);
    if (found == NULL)
      continue;
    if (id != NULL && strcmp(found, id) == 0)
      *journey = last;
    const char *before = near.best;
    near_offer(&near, found);
    if (near.best != before) {
      snprintf(best, sizeof best, "%s", found);
      near.best = best;
    }
    if (count++ < 20)
      str_addf(&ids, "%s%s", count > 1 ? ", " : "", found);
  }
  sqlite3_finalize(rows);
  enum status status = code == SQLITE_DONE ? STATUS_OK : store_fail(store, code, err);
  if (status == STATUS_OK && id == NULL && count == 1)
    *journey = last;
  if (status == STATUS_OK && *journey == 0) {
    error_place(err, store->path, 0, 0);
    if (count == 0) {
      status = error_set(err, STATUS_INPUT, _("there is no journey in the file yet."));
      error_remedy(err, _("Add one with: kundresa import %s JOURNEY.yaml"), store->path);
    } else if (id == NULL) {
      status = error_set(err, STATUS_INPUT, _("there are several journeys in the file: %s."),
                         str_text(&ids));
      error_remedy(err, "%s", _("Say which one with --journey ID."));
    } else {
      status = error_set(err, STATUS_INPUT, _("there is no journey '%s' in the file, but %s."), id,
                         str_text(&ids));
      if (best[0] != '\0')
        error_remedy(err, _("Did you mean '%s'?"), best);
    }
  }
  str_clear(&ids);
  return status;
}

enum status store_read(struct store *store, enum entity entity, int64_t oid, void *record,
                       struct error *err)
{
  sqlite3_stmt *row =
      store_keep(store, &store->entities[entity].read, err, "SELECT %s FROM \"%s\" WHERE oid = ?",
                 store_columns(store, entity), entities[entity].name);
  if (row == NULL)
    return store->failed;
  sqlite3_bind_int64(row, 1, oid);
  int code = sqlite3_step(row);
  enum status status;
  if (code == SQLITE_ROW)
    status = store_read_row(store, entity, row, record, err);
  else if (code == SQLITE_DONE)
    status = error_set(err, STATUS_INPUT, _("the %s is no longer there; somebody has deleted it."),
                       i18n_text(entities[entity].one));
  else
    status = store_fail(store, code, err);
  sqlite3_reset(row);
  return status;
}

enum status store_find(struct store *store, int64_t journey, enum entity entity, const char *id,
                       int64_t *oid, struct error *err)
{
  *oid = 0;
  if (entity == ENTITY_journey)
    return store_find_journey(store, id, oid, err);
  if (entity_id_field(entity) == NULL)
    return error_set(err, STATUS_INPUT, _("a %s has no id to be found by."),
                     i18n_text(entities[entity].one));
  sqlite3_stmt *row =
      store_keep(store, &store->entities[entity].find, err,
                 "SELECT oid FROM \"%s\" WHERE journey = ? AND id = ?", entities[entity].name);
  if (row == NULL)
    return store->failed;
  sqlite3_bind_int64(row, 1, journey);
  sqlite3_bind_text(row, 2, id, -1, SQLITE_STATIC);
  int code = sqlite3_step(row);
  if (code == SQLITE_ROW)
    *oid = sqlite3_column_int64(row, 0);
  sqlite3_reset(row);
  if (code == SQLITE_ROW)
    return STATUS_OK;
  if (code != SQLITE_DONE)
    return store_fail(store, code, err);
  sqlite3_stmt *all =
      store_prepare(store, err, "SELECT id FROM \"%s\" WHERE journey = ?", entities[entity].name);
  if (all == NULL)
    return store->failed;
  sqlite3_bind_int64(all, 1, journey);
  struct near near = near_start(id);
  char best[64] = "";
  while (sqlite3_step(all) == SQLITE_ROW) {
    const char *before = near.best;
    const char *found = (const char *)sqlite3_column_text(all, 0);
    if (found == NULL)
      continue;
    near_offer(&near, found);
    if (near.best != before) {
      snprintf(best, sizeof best, "%s", found);
      near.best = best;
    }
  }
  sqlite3_finalize(all);
  error_set(err, STATUS_INPUT, _("there is no %s '%s'."), entities[entity].name, id);
  if (best[0] != '\0')
    error_remedy(err, _("Did you mean '%s'?"), best);
  return STATUS_INPUT;
}

/* A statement that is asked for again and again is kept in *@slot; but while a visit of
 * its rows asks anew it gets one of its own, which stands in *@own then. */
static sqlite3_stmt **free_slot(sqlite3_stmt **slot, sqlite3_stmt **own)
{
  return *slot != NULL && sqlite3_stmt_busy(*slot) ? own : slot;
}

static enum status each_part(struct store *store, int64_t journey, enum entity entity,
                             const char *parent, record_visit *visit, void *context,
                             struct error *err)
{
  sqlite3_stmt *own = NULL, **slot = free_slot(&store->entities[entity].parts, &own);
  sqlite3_stmt *rows = store_keep(
      store, slot, err, "SELECT %s FROM \"%s\" WHERE journey = ? AND \"%s\" = ? ORDER BY ord, oid",
      store_columns(store, entity), entities[entity].name, entity_parent_field(entity)->name);
  if (rows == NULL)
    return store->failed;
  sqlite3_bind_int64(rows, 1, journey);
  sqlite3_bind_text(rows, 2, parent, -1, SQLITE_STATIC);
  enum status status = store_visit_rows(store, entity, rows, visit, context, err);
  sqlite3_finalize(own);
  return status;
}

enum status store_each(struct store *store, int64_t journey, enum entity entity, const char *parent,
                       record_visit *visit, void *context, struct error *err)
{
  const struct field *field = entity_parent_field(entity);
  sqlite3_stmt *rows, *own = NULL, **slot = free_slot(&store->entities[entity].all, &own);
  if (parent != NULL && field != NULL)
    return each_part(store, journey, entity, parent, visit, context, err);
  if (entity == ENTITY_journey)
    rows = store_keep(store, slot, err, "SELECT %s FROM journey WHERE oid = ?",
                      store_columns(store, entity));
  else if (entity == ENTITY_touchpoint)
    rows = store_keep(store, slot, err,
                      "SELECT %s FROM stage CROSS JOIN touchpoint ON touchpoint.journey ="
                      " stage.journey AND touchpoint.stage = stage.id WHERE stage.journey = ?"
                      " ORDER BY stage.ord, stage.oid, touchpoint.ord, touchpoint.oid",
                      store_columns(store, entity));
  else
    rows =
        store_keep(store, slot, err, "SELECT %s FROM \"%s\" WHERE journey = ? ORDER BY %s ord, oid",
                   store_columns(store, entity), entities[entity].name, field != NULL ? "2," : "");
  if (rows == NULL)
    return store->failed;
  sqlite3_bind_int64(rows, 1, journey);
  enum status status = store_visit_rows(store, entity, rows, visit, context, err);
  sqlite3_finalize(own);
  return status;
}

int64_t store_count(struct store *store, int64_t journey, enum entity entity)
{
  struct error err = {0};
  sqlite3_stmt *row =
      store_prepare(store, &err, "SELECT count(*) FROM \"%s\" WHERE %s = ?", entities[entity].name,
                    entity == ENTITY_journey ? "oid" : "journey");
  if (row == NULL)
    return -1;
  sqlite3_bind_int64(row, 1, journey);
  int64_t count = sqlite3_step(row) == SQLITE_ROW ? sqlite3_column_int64(row, 0) : -1;
  sqlite3_finalize(row);
  return count;
}

/* ---- Changing ---- */

enum status store_fail_write(struct store *store, enum entity entity, const char *id, int code,
                             struct error *err)
{
  if (code == SQLITE_CONSTRAINT_UNIQUE) {
    error_set(err, STATUS_INPUT, _("there is a %s '%s' already."), entities[entity].name,
              id != NULL ? id : "");
    error_remedy(err, "%s", _("Choose another id."));
    return STATUS_INPUT;
  }
  if ((code & 0xff) == SQLITE_CONSTRAINT)
    return error_set(err, STATUS_INPUT, _("%s %s: a value is missing or out of range (%s)."),
                     entities[entity].name, id != NULL ? id : "", sqlite3_errmsg(store->db));
  return store_fail(store, code, err);
}

/* Makes what puts @count rows in at once. */
static sqlite3_stmt *insert_statement(struct store *store, enum entity entity, size_t count,
                                      struct error *err)
{
  struct entity_statements *kept = &store->entities[entity];
  sqlite3_stmt **slot = count == 1 ? &kept->insert : &kept->insert_many;
  if (*slot != NULL)
    return store_keep(store, slot, err, "%s", ""); /* as it stands */
  bool whole = entity == ENTITY_journey;
  struct str columns = {0};
  struct str row = {0};
  struct str rows = {0};
  str_add(&row, whole ? "(?, ?" : "(?, ?, ?");
  for (size_t i = 0; i < entities[entity].count; i++) {
    str_addf(&columns, ", \"%s\"", entities[entity].fields[i].name);
    str_add(&row, ", ?");
  }
  str_add(&row, ")");
  for (size_t i = 0; i < count; i++)
    str_addf(&rows, "%s%s", i > 0 ? ", " : "", str_text(&row));
  store_keep(store, slot, err, "INSERT INTO \"%s\"(oid, ord%s%s) VALUES%s", entities[entity].name,
             whole ? "" : ", journey", str_text(&columns), str_text(&rows));
  str_clear(&columns);
  str_clear(&row);
  str_clear(&rows);
  return *slot;
}

enum status store_insert_rows(struct store *store, int64_t journey, enum entity entity,
                              const struct new_row *rows, size_t count, struct error *err)
{
  sqlite3_stmt *insert = insert_statement(store, entity, count, err);
  if (insert == NULL)
    return store->failed;
  int index = 1;
  for (size_t r = 0; r < count; r++) {
    if (rows[r].oid != 0)
      sqlite3_bind_int64(insert, index, rows[r].oid);
    else
      sqlite3_bind_null(insert, index);
    index++;
    sqlite3_bind_int64(insert, index++, rows[r].order);
    if (entity != ENTITY_journey)
      sqlite3_bind_int64(insert, index++, journey);
    for (size_t i = 0; i < entities[entity].count; i++)
      store_bind_field(insert, index++, rows[r].record, &entities[entity].fields[i]);
  }
  int code = sqlite3_step(insert);
  if (code != SQLITE_DONE)
    code = sqlite3_extended_errcode(store->db);
  sqlite3_reset(insert);
  sqlite3_clear_bindings(insert);
  if (code == SQLITE_DONE)
    return STATUS_OK;
  /* Which of them is refused shows when each goes alone. */
  for (size_t r = 0; r < count && count > 1 && (code & 0xff) == SQLITE_CONSTRAINT; r++) {
    enum status status = store_insert_rows(store, journey, entity, &rows[r], 1, err);
    if (status != STATUS_OK)
      return status;
  }
  const struct field *id = entity_id_field(entity);
  return store_fail_write(store, entity, id != NULL ? record_text(rows[0].record, id) : NULL, code,
                          err);
}

enum status store_insert(struct store *store, int64_t journey, enum entity entity,
                         const void *record, int64_t before, int64_t *oid, struct error *err)
{
  enum status status = store_need_transaction(store, err);
  if (status != STATUS_OK)
    return status;
  struct problems problems = {0};
  if (record_check(entity, record, entities[entity].name, 0, 0, &problems) > 0) {
    if (err != NULL && err->status == STATUS_OK)
      *err = problems.items[0];
    problems_clear(&problems);
    return STATUS_INPUT;
  }
  const struct field *group = store_sibling_field(entity);
  int64_t order = 0;
  status = store_make_order(store, entity, journey,
                            group != NULL ? record_text(record, group) : NULL, before, &order, err);
  if (status == STATUS_OK)
    status = store_insert_rows(store, journey, entity,
                               &(struct new_row){.record = record, .order = order}, 1, err);
  if (status == STATUS_OK)
    *oid = sqlite3_last_insert_rowid(store->db);
  return status;
}

/* Who changed a field last, and when, as words for the person. */
static enum status say_who(void *context, const struct history_entry *entry, struct error *err)
{
  (void)err;
  struct str *words = context;
  time_t at = (time_t)(entry->at / 1000);
  struct tm tm;
  char when[32] = "";
  if (localtime_r(&at, &tm) != NULL)
    strftime(when, sizeof when, "%Y-%m-%d %H:%M", &tm);
  bool known = entry->person[0] != '\0';
  str_addf(words, _("by %s, %s"), known ? entry->person : _("another program"), known ? when : "-");
  return STATUS_OK;
}

/* What sets one field of a row: of the many fields few are changed, again and again. */
static sqlite3_stmt *set_statement(struct store *store, enum entity entity,
                                   const struct field *field, struct error *err)
{
  struct entity_statements *kept = &store->entities[entity];
  const struct entity_info *info = &entities[entity];
  if (kept->set == NULL)
    kept->set = mem_new(info->count, sizeof *kept->set);
  return store_keep(store, &kept->set[field - info->fields], err,
                    "UPDATE \"%s\" SET \"%s\" = ? WHERE oid = ?", info->name, field->name);
}

static bool same_value(const struct value *a, const struct value *b)
{
  if (!a->is_text)
    return a->number == b->number;
  return strcmp(a->text != NULL ? a->text : "", b->text != NULL ? b->text : "") == 0;
}

static enum status write_value(struct store *store, enum entity entity, int64_t oid,
                               const struct field *field, const struct value *value,
                               struct error *err)
{
  enum status status = STATUS_OK;
  sqlite3_stmt *update = set_statement(store, entity, field, err);
  if (update == NULL)
    return store->failed;
  store_bind_value(update, 1, field, value);
  sqlite3_bind_int64(update, 2, oid);
  int code = sqlite3_step(update);
  if (code != SQLITE_DONE)
    status = store_fail_write(store, entity, value->text, sqlite3_extended_errcode(store->db), err);
  sqlite3_reset(update);
  sqlite3_clear_bindings(update);
  return status;
}

enum status store_set(struct store *store, enum entity entity, int64_t oid,
                      const struct field *field, const struct value *value,
                      const struct value *base, struct error *err)
{
  enum status status = store_need_transaction(store, err);
  if (status != STATUS_OK)
    return status;
  if ((field->flags & FIELD_REQUIRED) != 0 &&
      (value->is_text ? value->text == NULL : value->number == UNSET)) {
    char path[64];
    return error_set(err, STATUS_INPUT, _("'%s' cannot be left empty. %s"),
                     field_path(field, path, sizeof path), i18n_text(field->help));
  }
  void *record = record_new(entity);
  char *id = NULL;
  status = store_read(store, entity, oid, record, err);
  if (status == STATUS_OK && field->kind == FIELD_ID)
    id = mem_copy_text(record_text(record, field));
  if (status == STATUS_OK) {
    struct value now = {.is_text = field_is_text(field), .number = UNSET};
    if (now.is_text)
      now.text = (char *)record_text(record, field);
    else
      now.number = record_number(record, field);
    if (same_value(&now, value)) {
      record_free(entity, &record);
      free(id);
      return STATUS_OK;
    }
    if (base != NULL && !same_value(&now, base)) {
      struct str stands = {0};
      struct str who = {0};
      record_add_value(&stands, record, field);
      store_last_entry(store, entity, oid, field, say_who, &who, NULL);
      status = error_set(err, STATUS_BUSY, _("'%s' was changed meanwhile to '%.300s' (%s)."),
                         i18n_text(field->label), str_text(&stands), str_text(&who));
      error_remedy(err, "%s", _("Look at it and decide again."));
      str_clear(&stands);
      str_clear(&who);
    }
  }
  record_free(entity, &record);
  if (status == STATUS_OK)
    status = write_value(store, entity, oid, field, value, err);
  if (status == STATUS_OK && field->kind == FIELD_ID)
    status = store_seals_follow(store, entity, oid, id, value->text, err);
  free(id);
  return status;
}
