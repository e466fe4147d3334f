/* References of a recovered file to what is lost: where they can be unset they
 * are, and where they cannot what they name is put in with its name alone. */
#include "base/i18n.h"
#include "base/mem.h"
#include "store/recover_private.h"

#include <inttypes.h>
#include <libgen.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

struct mending {
  struct rescue *rescue;
  struct store *store;
};

/* A value that a field must have, when nothing is known of it. */
static void fill(void *record, const struct field *field, const char *id)
{
  switch (field->kind) {
  case FIELD_ID:
  case FIELD_REF:
    record_put_text(record, field, id);
    break;
  case FIELD_TEXT:
    record_put_text(record, field, (field->flags & FIELD_TIMEZONE) != 0 ? "Etc/UTC" : id);
    break;
  case FIELD_LANG:
  case FIELD_LANGS:
    record_put_text(record, field, "en");
    break;
  case FIELD_PROSE:
    record_put_text(record, field, "?");
    break;
  case FIELD_ENUMS:
    record_put_text(record, field, enumerations[field->of].tokens[0]);
    break;
  case FIELD_ENUM:
  case FIELD_BOOL:
  case FIELD_CLOCK:
  case FIELD_DATE:
    record_put_number(record, field, 0);
    break;
  default:
    record_put_number(record, field, field->least > 0 ? field->least : 0);
  }
}

/* Of what was known to be lost, what is named again now. */
static void note_made_up(struct recover_report *report, enum entity entity, const char *id)
{
  report->records[entity].made_up++;
  for (size_t i = 0; i < report->lost_count; i++) {
    struct recover_lost *lost = &report->lost[i];
    if (lost->entity == entity && lost->id != NULL && strcmp(lost->id, id) == 0) {
      lost->made_up = true;
      return;
    }
  }
  report->records[entity].lost++;
  report->lost = mem_resize(report->lost, report->lost_count + 1, sizeof *report->lost);
  report->lost[report->lost_count++] =
      (struct recover_lost){.entity = entity, .id = mem_copy_text(id), .made_up = true};
}

static enum status make_up(struct mending *mending, int64_t journey, enum entity entity,
                           const char *id, int64_t *oid, struct error *err)
{
  void *record = record_new(entity);
  for (size_t i = 0; i < entities[entity].count; i++)
    if ((entities[entity].fields[i].flags & FIELD_REQUIRED) != 0)
      fill(record, &entities[entity].fields[i],
           entities[entity].fields[i].kind == FIELD_REF ? "recovered" : id);
  enum status status = store_insert(mending->store, journey, entity, record, 0, oid, err);
  record_free(entity, &record);
  if (status == STATUS_OK)
    note_made_up(mending->rescue->report, entity, id);
  return status;
}

/* ---- Journeys that are lost ---- */

static enum status find_parentless(struct mending *mending, int64_t *journey, struct error *err)
{
  *journey = 0;
  enum status status = STATUS_OK;
  for (int e = 0; e < ENTITY_COUNT && status == STATUS_OK && *journey == 0; e++) {
    struct str sql = {0};
    if (e == ENTITY_journey)
      continue;
    str_addf(&sql, "SELECT journey FROM \"%s\" WHERE journey NOT IN (SELECT oid FROM journey)",
             entities[e].name);
    status = store_number(mending->store, str_text(&sql), 0, journey, err);
    str_clear(&sql);
  }
  return status;
}

static enum status move_over(struct mending *mending, int64_t from, int64_t to, struct error *err)
{
  enum status status = STATUS_OK;
  for (int e = 0; e < ENTITY_COUNT && status == STATUS_OK; e++) {
    struct str sql = {0};
    if (e == ENTITY_journey)
      continue;
    str_addf(&sql, "UPDATE \"%s\" SET journey = %" PRId64 " WHERE journey = %" PRId64,
             entities[e].name, to, from);
    status = store_run(mending->store, str_text(&sql), err);
    str_clear(&sql);
  }
  return status;
}

static enum status mend_journeys(struct mending *mending, struct error *err)
{
  int64_t lost;
  enum status status = find_parentless(mending, &lost, err);
  for (int i = 1; status == STATUS_OK && lost != 0; i++) {
    char id[32];
    int64_t oid = 0;
    int64_t taken = 0;
    snprintf(id, sizeof id, i == 1 ? "recovered" : "recovered-%d", i);
    struct str sql = {0};
    str_addf(&sql, "SELECT count(*) FROM journey WHERE id = '%s'", id);
    status = store_number(mending->store, str_text(&sql), 0, &taken, err);
    str_clear(&sql);
    if (status != STATUS_OK || taken > 0)
      continue;
    status = make_up(mending, 0, ENTITY_journey, id, &oid, err);
    if (status == STATUS_OK)
      status = move_over(mending, lost, oid, err);
    if (status == STATUS_OK)
      status = find_parentless(mending, &lost, err);
  }
  return status;
}

/* ---- References ---- */

static bool is_needed(const struct field *field)
{
  return (field->flags & (FIELD_REQUIRED | FIELD_PARENT)) != 0;
}

/* Finds one reference of the field to what is not there. */
static enum status find_dangling(struct mending *mending, enum entity entity,
                                 const struct field *field, int64_t *oid, int64_t *journey,
                                 char **id, struct error *err)
{
  const char *table = entities[entity].name;
  *oid = 0;
  *id = NULL;
  sqlite3_stmt *row =
      store_prepare(mending->store, err,
                    "SELECT oid, journey, \"%s\" FROM \"%s\" AS t WHERE \"%s\" IS NOT NULL AND NOT "
                    "EXISTS(SELECT 1"
                    " FROM \"%s\" AS o WHERE o.journey = t.journey AND o.id = t.\"%s\") LIMIT 1",
                    field->name, table, field->name, entities[field->of].name, field->name);
  if (row == NULL)
    return mending->store->failed;
  int code = sqlite3_step(row);
  if (code == SQLITE_ROW) {
    *oid = sqlite3_column_int64(row, 0);
    *journey = sqlite3_column_int64(row, 1);
    *id = mem_copy_text((const char *)sqlite3_column_text(row, 2));
  }
  sqlite3_finalize(row);
  return code == SQLITE_ROW || code == SQLITE_DONE ? STATUS_OK
                                                   : store_fail(mending->store, code, err);
}

static enum status mend_field(struct mending *mending, enum entity entity,
                              const struct field *field, bool *changed, struct error *err)
{
  for (;;) {
    int64_t oid;
    int64_t journey = 0;
    int64_t made;
    char *id;
    enum status status = find_dangling(mending, entity, field, &oid, &journey, &id, err);
    if (status != STATUS_OK || oid == 0)
      return status;
    *changed = true;
    if (is_needed(field)) {
      status = make_up(mending, journey, (enum entity)field->of, id, &made, err);
    } else {
      const struct value nothing = {.is_text = true};
      status = store_set(mending->store, entity, oid, field, &nothing, NULL, err);
      mending->rescue->report->unset++;
    }
    free(id);
    if (status != STATUS_OK)
      return status;
  }
}

static enum status mend_references(struct mending *mending, struct error *err)
{
  enum status status = STATUS_OK;
  bool changed = true;
  /* What is made up refers to others in turn; parents stand at most three deep. */
  for (int round = 0; changed && round < 8 && status == STATUS_OK; round++) {
    changed = false;
    for (int e = 0; e < ENTITY_COUNT && status == STATUS_OK; e++)
      for (size_t i = 0; i < entities[e].count && status == STATUS_OK; i++)
        if (entities[e].fields[i].kind == FIELD_REF)
          status = mend_field(mending, (enum entity)e, &entities[e].fields[i], &changed, err);
  }
  return status;
}

enum status rescue_mend(struct rescue *rescue, const struct store_context *context,
                        struct error *err)
{
  struct store *store = NULL;
  enum status status = store_open(rescue->made, STORE_WRITE, context, &store, err);
  if (status != STATUS_OK)
    return status;
  struct mending mending = {rescue, store};
  char *copy = mem_copy_text(rescue->path);
  struct str label = {0};
  str_addf(&label, "recover %s", basename(copy));
  store->backup_day = context->now() / 86400000; /* of a file that is being made */
  status = store_begin(store, str_text(&label), "recover", err);
  if (status == STATUS_OK) {
    status = mend_journeys(&mending, err);
    if (status == STATUS_OK)
      status = mend_references(&mending, err);
    if (status == STATUS_OK)
      status = store_put_setting(store, "recovered", basename(copy), err);
    if (status == STATUS_OK)
      status = store_commit(store, err);
    else
      store_rollback(store);
  }
  store_close(&store);
  str_clear(&label);
  free(copy);
  return status;
}
