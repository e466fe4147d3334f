/* Whole journeys in and out, record by record. */
#include "base/i18n.h"
#include "base/mem.h"
#include "store/store_private.h"

#include <stdlib.h>
#include <string.h>

/* ---- In ---- */

/* Records of one entity that wait until there are INSERT_MANY of them. */
struct batch {
  void *records[INSERT_MANY]; /* copies */
  size_t count;
  int64_t order; /* of the last; rising over the whole file: order among siblings follows */
};

struct import {
  struct record_sink sink;
  struct store *store;
  int64_t journey;
  struct batch batches[ENTITY_COUNT];
};

static enum status put_batch(struct import *import, enum entity entity, struct error *err)
{
  struct batch *batch = &import->batches[entity];
  struct new_row rows[INSERT_MANY];
  for (size_t i = 0; i < batch->count; i++)
    rows[i] = (struct new_row){
        .record = batch->records[i],
        .order = batch->order - (int64_t)(batch->count - 1 - i) * ORDER_STEP,
    };
  enum status status = STATUS_OK;
  if (batch->count == INSERT_MANY)
    status = store_insert_rows(import->store, import->journey, entity, rows, INSERT_MANY, err);
  else
    for (size_t i = 0; i < batch->count && status == STATUS_OK; i++)
      status = store_insert_rows(import->store, import->journey, entity, &rows[i], 1, err);
  for (size_t i = 0; i < batch->count; i++)
    record_free(entity, &batch->records[i]);
  batch->count = 0;
  return status;
}

static enum status take(struct record_sink *sink, enum entity entity, const void *record,
                        struct error *err)
{
  struct import *import = (struct import *)((char *)sink - offsetof(struct import, sink));
  struct batch *batch = &import->batches[entity];
  batch->order += ORDER_STEP;
  /* At once, since its id may be taken. */
  if (entity == ENTITY_journey)
    return store_insert_rows(
        import->store, import->journey, entity,
        &(struct new_row){.record = record, .oid = import->journey, .order = batch->order}, 1, err);
  batch->records[batch->count++] = record_copy(entity, record);
  return batch->count == INSERT_MANY ? put_batch(import, entity, err) : STATUS_OK;
}

enum status store_begin_import(struct store *store, struct record_sink **sink, int64_t *journey,
                               struct error *err)
{
  enum status status = store_need_transaction(store, err);
  if (status != STATUS_OK)
    return status;
  /* The journey's own row may come last; its number is set aside now, above
   * every one that was ever used. */
  int64_t next = 1;
  status = store_number(store,
                        "SELECT max((SELECT ifnull(max(seq), 0) FROM sqlite_sequence WHERE name ="
                        " 'journey'), (SELECT ifnull(max(oid), 0) FROM journey)) + 1",
                        1, &next, err);
  if (status == STATUS_OK)
    status = store_run(store, "UPDATE current SET bulk = 1", err);
  if (status != STATUS_OK)
    return status;
  struct import *import = mem_new(1, sizeof *import);
  import->sink.put = take;
  import->store = store;
  import->journey = next;
  *journey = next;
  *sink = &import->sink;
  return STATUS_OK;
}

/* The journey's row stands in the log for all that came with it. */
static enum status log_import(struct store *store, int64_t journey, struct error *err)
{
  enum status status = store_run(store, "UPDATE current SET bulk = 0", err);
  sqlite3_stmt *log =
      status != STATUS_OK
          ? NULL
          : store_prepare(
                store, err,
                "INSERT INTO change(txn, tbl, oid, journey, field, op, before, after) SELECT txn,"
                " 'journey', ?1, ?1, NULL, 'I', NULL, NULL FROM current WHERE EXISTS(SELECT 1 FROM"
                " journey WHERE oid = ?1)");
  if (log == NULL)
    return status == STATUS_OK ? store->failed : status;
  sqlite3_bind_int64(log, 1, journey);
  int code = sqlite3_step(log);
  sqlite3_finalize(log);
  return code == SQLITE_DONE ? STATUS_OK : store_fail(store, code, err);
}

enum status store_end_import(struct store *store, struct record_sink **sink, enum status status,
                             struct error *err)
{
  struct import *import = (struct import *)((char *)*sink - offsetof(struct import, sink));
  for (int e = 0; e < ENTITY_COUNT; e++) {
    struct batch *batch = &import->batches[e];
    if (status == STATUS_OK)
      status = put_batch(import, (enum entity)e, err);
    for (size_t i = 0; i < batch->count; i++)
      record_free((enum entity)e, &batch->records[i]);
  }
  if (status == STATUS_OK)
    status = log_import(store, import->journey, err);
  free(import);
  *sink = NULL;
  return status;
}

/* ---- Out ---- */

/* One ordered walk over all records of an entity; parents ask for their parts
 * in the same order, so that each row is read once and none is looked up. */
struct walk {
  sqlite3_stmt *rows;
  void *record;
  bool started;
  bool waiting; /* record holds a row that nobody has had yet */
  bool ended;
};

struct export
{
  struct record_source source;
  struct store *store;
  int64_t journey;
  struct walk walks[ENTITY_COUNT];
};

/* The order of an entity follows the order of its parents, up to the top. */
static void add_walk(struct str *joins, struct str *order, enum entity entity)
{
  const char *table = entities[entity].name;
  const struct field *parent =
      entity == ENTITY_touchpoint ? entity_field(entity, "stage") : entity_parent_field(entity);
  if (parent != NULL) {
    add_walk(joins, order, (enum entity)parent->of);
    str_addf(joins,
             " CROSS JOIN \"%s\" ON \"%s\".journey = \"%s\".journey AND \"%s\".\"%s\" ="
             " \"%s\".id",
             table, table, entities[parent->of].name, table, parent->name,
             entities[parent->of].name);
    str_add(order, ", ");
  } else {
    str_addf(joins, "\"%s\"", table);
  }
  str_addf(order, "\"%s\".ord, \"%s\".oid", table, table);
}

static enum entity top_of(enum entity entity)
{
  for (;;) {
    const struct field *parent =
        entity == ENTITY_touchpoint ? entity_field(entity, "stage") : entity_parent_field(entity);
    if (parent == NULL)
      return entity;
    entity = (enum entity)parent->of;
  }
}

static enum status start(struct export *export, enum entity entity, struct error *err)
{
  struct walk *walk = &export->walks[entity];
  struct str joins = {0};
  struct str order = {0};
  add_walk(&joins, &order, entity);
  walk->rows = store_prepare(
      export->store, err, "SELECT %s FROM %s WHERE \"%s\".%s = ? ORDER BY %s",
      store_columns(export->store, entity), str_text(&joins), entities[top_of(entity)].name,
      entity == ENTITY_journey ? "oid" : "journey", str_text(&order));
  str_clear(&joins);
  str_clear(&order);
  if (walk->rows == NULL)
    return export->store->failed;
  sqlite3_bind_int64(walk->rows, 1, export->journey);
  walk->record = record_new(entity);
  walk->started = true;
  return STATUS_OK;
}

/* Makes sure the walk holds a row, or has ended. */
static enum status advance(struct export *export, enum entity entity, struct error *err)
{
  struct walk *walk = &export->walks[entity];
  if (walk->waiting || walk->ended)
    return STATUS_OK;
  int code = sqlite3_step(walk->rows);
  if (code == SQLITE_DONE) {
    walk->ended = true;
    return STATUS_OK;
  }
  if (code != SQLITE_ROW)
    return store_fail(export->store, code, err);
  walk->waiting = true;
  return store_read_row(export->store, entity, walk->rows, walk->record, err);
}

static enum status give(struct record_source *source, enum entity entity, const char *parent,
                        record_visit *visit, void *context, struct error *err)
{
  struct export *export = (struct export *)((char *)source - offsetof(struct export, source));
  struct walk *walk = &export->walks[entity];
  const struct field *field = entity_parent_field(entity);
  enum status status = walk->started ? STATUS_OK : start(export, entity, err);
  while (status == STATUS_OK) {
    status = advance(export, entity, err);
    if (status != STATUS_OK || walk->ended)
      break;
    if (parent != NULL && field != NULL && strcmp(record_text(walk->record, field), parent) != 0)
      break;
    walk->waiting = false;
    status = visit(context, walk->record, err);
  }
  return status;
}

enum status store_begin_export(struct store *store, int64_t journey, struct record_source **source,
                               struct error *err)
{
  if (!store->in_transaction) {
    enum status status = store_run(store, "BEGIN DEFERRED", err); /* reading needs no more */
    if (status != STATUS_OK)
      return status;
    store->reading = true;
  }
  struct export *export = mem_new(1, sizeof *export);
  export->source.each = give;
  export->store = store;
  export->journey = journey;
  *source = &export->source;
  return STATUS_OK;
}

void store_end_export(struct store *store, struct record_source **source)
{
  if (*source == NULL)
    return;
  struct export *export = (struct export *)((char *)*source - offsetof(struct export, source));
  for (int e = 0; e < ENTITY_COUNT; e++) {
    sqlite3_finalize(export->walks[e].rows);
    record_free((enum entity)e, &export->walks[e].record);
  }
  free(export);
  *source = NULL;
  if (store->reading) {
    sqlite3_exec(store->db, "COMMIT", NULL, NULL, NULL);
    store->reading = false;
  }
}
