/* Whole journeys in and out, record by record. */
#include "base/i18n.h"
#include "base/mem.h"
#include "store/store_private.h"

#include <stdlib.h>
#include <string.h>

/* ---- In ---- */

struct import {
  struct record_sink sink;
  struct store *store;
  int64_t journey;
  int64_t orders[ENTITY_COUNT]; /* rising over the whole file: order among siblings follows */
};

static enum status take(struct record_sink *sink, enum entity entity, const void *record,
                        struct error *err)
{
  struct import *import = (struct import *)((char *)sink - offsetof(struct import, sink));
  import->orders[entity] += ORDER_STEP;
  int64_t oid = entity == ENTITY_journey ? import->journey : 0;
  return store_insert_row(import->store, import->journey, entity, record, oid,
                          import->orders[entity], err);
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

void store_end_import(struct store *store, struct record_sink **sink)
{
  if (*sink == NULL)
    return;
  struct import *import = (struct import *)((char *)*sink - offsetof(struct import, sink));
  struct error err = {0};
  if (store->in_transaction) {
    store_run(store, "UPDATE current SET bulk = 0", &err);
    /* The journey's row stands in the log for all that came with it. */
    sqlite3_stmt *log = store_prepare(
        store, &err,
        "INSERT INTO change(txn, tbl, oid, journey, field, op, before, after) SELECT txn,"
        " 'journey', ?1, ?1, NULL, 'I', NULL, NULL FROM current WHERE EXISTS(SELECT 1 FROM journey"
        " WHERE oid = ?1)");
    if (log != NULL) {
      sqlite3_bind_int64(log, 1, import->journey);
      sqlite3_step(log);
    }
    sqlite3_finalize(log);
  }
  free(import);
  *sink = NULL;
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
