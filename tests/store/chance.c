#include "tests/store/chance.h"

#include "base/file.h"
#include "base/mem.h"

#include <inttypes.h>
#include <sqlite3.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

static const char *const people[CHANCE_PEOPLE] = {"anna", "bo", "cilla"};

unsigned long chance_seed(void)
{
  const char *wish = getenv("KUNDRESA_SEED");
  return wish != NULL ? strtoul(wish, NULL, 10) : 1;
}

unsigned long chance_rounds(unsigned long usual)
{
  const char *wish = getenv("KUNDRESA_SEQUENCES");
  return wish != NULL ? strtoul(wish, NULL, 10) : usual;
}

size_t chance_below(struct chance *chance, size_t limit)
{
  chance->state = chance->state * 6364136223846793005u + 1442695040888963407u;
  return (size_t)(chance->state >> 33) % limit;
}

/* All sequences begin with the same file, which is made once and copied. */
static struct {
  struct str bytes;
  int64_t journey;
} begin;

static void make_begin(const char *path)
{
  struct store *store = open_as(path, STORE_CREATE, people[0]);
  begin.journey = make_journey(store, "invoice");
  store_close(&store);
  assert_done(file_read(path, (size_t)1 << 30, &begin.bytes, err));
}

static void write_begin(const char *path)
{
  FILE *file = fopen(path, "wb");
  assert_non_null(file);
  assert_int_equal(fwrite(begin.bytes.text, 1, begin.bytes.length, file), begin.bytes.length);
  assert_int_equal(fclose(file), 0);
}

void chance_start(struct chance *chance, unsigned long seed)
{
  *chance = (struct chance){.folder = folder_make_in_memory(), .state = seed * 2654435761u + 1};
  const char *path = folder_file(chance->folder, "a.kundresa");
  if (begin.bytes.length == 0)
    make_begin(path);
  else
    write_begin(path);
  for (size_t i = 0; i < CHANCE_PEOPLE; i++)
    chance->stores[i] = open_as(path, STORE_WRITE, people[i]);
  chance->journey = begin.journey;
}

void chance_end(struct chance *chance)
{
  for (size_t i = 0; i < CHANCE_PEOPLE; i++)
    store_close(&chance->stores[i]);
  folder_remove(&chance->folder);
  str_clear(&chance->told);
}

/* ---- Rows and values ---- */

struct rows {
  int64_t oids[400];
  size_t count;
};

static enum status take_row(void *context, const void *record, struct error *err)
{
  (void)err;
  struct rows *rows = context;
  assert_true(rows->count < sizeof rows->oids / sizeof rows->oids[0]);
  rows->oids[rows->count++] = ((const struct record *)record)->oid;
  return STATUS_OK;
}

/* A row of the entity, 0 where there is none. */
static int64_t any_row(struct chance *chance, enum entity entity)
{
  struct rows rows = {0};
  assert_done(store_each(chance->stores[0], chance->journey, entity, NULL, take_row, &rows, err));
  return rows.count > 0 ? rows.oids[chance_below(chance, rows.count)] : 0;
}

/* Its id, "" where there is none; borrowed until the next call. */
static const char *any_id(struct chance *chance, enum entity entity)
{
  int64_t oid = any_row(chance, entity);
  return oid != 0 ? get_field(chance->stores[0], entity, oid, "id") : "";
}

static void put(void *record, enum entity entity, const char *name, const char *text)
{
  assert_done(record_set(record, entity_field(entity, name), text, err));
}

/* Ids are few, so that they are taken, given away and taken again. */
static const char *new_id(struct chance *chance, enum entity entity, char id[16])
{
  snprintf(id, 16, "%c%zu", entities[entity].name[0], chance_below(chance, 5));
  return id;
}

/* ---- Edits: each within a transaction ---- */

static enum status set(struct chance *chance, struct store *store, struct error *fault)
{
  static const struct {
    enum entity entity;
    const char *field;
  } fields[] = {
      {ENTITY_touchpoint, "title"}, {ENTITY_touchpoint, "note"},    {ENTITY_touchpoint, "after"},
      {ENTITY_touchpoint, "id"},    {ENTITY_touchpoint, "stage"},   {ENTITY_touchpoint, "note"},
      {ENTITY_message, "id"},       {ENTITY_message, "touchpoint"}, {ENTITY_variant, "body"},
      {ENTITY_stage, "title"},      {ENTITY_stage, "id"},           {ENTITY_edge, "target"},
      {ENTITY_variant, "subject"},  {ENTITY_journey, "title"},
  };
  size_t at = chance_below(chance, sizeof fields / sizeof fields[0]);
  enum entity entity = fields[at].entity;
  const struct field *field = entity_field(entity, fields[at].field);
  int64_t oid = any_row(chance, entity);
  char text[60];
  if (field->kind == FIELD_ID)
    new_id(chance, entity, text);
  else if (field->kind == FIELD_REF)
    snprintf(text, sizeof text, "%s",
             (field->flags & FIELD_REQUIRED) != 0 || chance_below(chance, 4) > 0
                 ? any_id(chance, (enum entity)field->of)
                 : "");
  else
    snprintf(text, sizeof text, "v%zu", chance_below(chance, 6));
  if (oid == 0 || ((field->flags & FIELD_REQUIRED) != 0 && text[0] == '\0'))
    return STATUS_OK;
  str_addf(&chance->told, " set %s/%" PRId64 " %s=%s", entities[entity].name, oid, field->name,
           text);
  struct value value;
  assert_done(value_parse(field, text, &value, err));
  enum status status = store_set(store, entity, oid, field, &value, NULL, fault);
  value_clear(&value);
  return status;
}

static enum status add(struct chance *chance, struct store *store, struct error *fault)
{
  static const enum entity kinds[] = {ENTITY_touchpoint, ENTITY_message, ENTITY_variant,
                                      ENTITY_stage, ENTITY_edge};
  enum entity entity = kinds[chance_below(chance, sizeof kinds / sizeof kinds[0])];
  void *record = record_new(entity);
  char id[16];
  char stage[60], touchpoint[60], message[60];
  snprintf(stage, sizeof stage, "%s", any_id(chance, ENTITY_stage));
  snprintf(touchpoint, sizeof touchpoint, "%s", any_id(chance, ENTITY_touchpoint));
  snprintf(message, sizeof message, "%s", any_id(chance, ENTITY_message));
  if (entity_id_field(entity) != NULL)
    put(record, entity, "id", new_id(chance, entity, id));
  switch (entity) {
  case ENTITY_touchpoint:
    put(record, entity, "stage", stage);
    put(record, entity, "kind", "reminder");
    put(record, entity, "title", "New");
    if (chance_below(chance, 2) == 0)
      put(record, entity, "after", touchpoint);
    break;
  case ENTITY_message:
    put(record, entity, "touchpoint", touchpoint);
    put(record, entity, "purpose", "reminder");
    put(record, entity, "place", "body");
    break;
  case ENTITY_variant:
    put(record, entity, "message", message);
    put(record, entity, "language", "en");
    put(record, entity, "body", "Pay");
    break;
  case ENTITY_stage:
    put(record, entity, "kind", "reminder");
    put(record, entity, "title", "Late");
    break;
  default:
    put(record, entity, "source", touchpoint);
    put(record, entity, "target", any_id(chance, ENTITY_touchpoint));
    put(record, entity, "kind", "next");
  }
  int64_t oid = 0;
  int64_t before = chance_below(chance, 3) == 0 ? any_row(chance, entity) : 0;
  enum status status = store_insert(store, chance->journey, entity, record, before, &oid, fault);
  str_addf(&chance->told, " add %s/%" PRId64 " (%s %s %s)", entities[entity].name, oid,
           entity_id_field(entity) != NULL ? id : "", stage, touchpoint);
  record_free(entity, &record);
  return status;
}

static enum status drop(struct chance *chance, struct store *store, struct error *fault)
{
  static const enum entity kinds[] = {ENTITY_touchpoint, ENTITY_touchpoint, ENTITY_message,
                                      ENTITY_variant,    ENTITY_stage,      ENTITY_edge};
  enum entity entity = kinds[chance_below(chance, sizeof kinds / sizeof kinds[0])];
  int64_t oid = any_row(chance, entity);
  if (oid == 0)
    return STATUS_OK;
  str_addf(&chance->told, " delete %s/%" PRId64, entities[entity].name, oid);
  return store_delete(store, entity, oid, fault);
}

static enum status move(struct chance *chance, struct store *store, struct error *fault)
{
  static const enum entity kinds[] = {ENTITY_touchpoint, ENTITY_touchpoint, ENTITY_stage};
  enum entity entity = kinds[chance_below(chance, sizeof kinds / sizeof kinds[0])];
  int64_t oid = any_row(chance, entity);
  int64_t before = chance_below(chance, 2) == 0 ? any_row(chance, entity) : 0;
  char stage[60];
  snprintf(stage, sizeof stage, "%s", any_id(chance, ENTITY_stage));
  bool other = entity == ENTITY_touchpoint && chance_below(chance, 2) == 0;
  if (oid == 0)
    return STATUS_OK;
  str_addf(&chance->told, " move %s/%" PRId64 " before %" PRId64 " in %s", entities[entity].name,
           oid, before, other ? stage : "its own");
  return store_move(store, entity, oid, before, other ? stage : NULL, fault);
}

/* Of a field that is set twice in an entry the history knows more than any model. */
static void edit(struct chance *chance, size_t person)
{
  static enum status (*const edits[])(struct chance *, struct store *,
                                      struct error *) = {set, set, set, add, add, drop, move};
  struct store *store = chance->stores[person];
  struct error fault = {0};
  assert_done(store_begin(store, "edit", "edit", err));
  enum status status =
      edits[chance_below(chance, sizeof edits / sizeof edits[0])](chance, store, &fault);
  if (status == STATUS_OK && chance_below(chance, 4) == 0)
    status = add(chance, store, &fault);
  if (status == STATUS_OK)
    status = store_commit(store, &fault);
  else
    store_rollback(store);
  if (status != STATUS_OK)
    str_add(&chance->told, " refused");
}

/* Another program writes into the file. */
static void change_outside(struct chance *chance)
{
  sqlite3 *db = NULL;
  char sql[120];
  int64_t oid = any_row(chance, ENTITY_touchpoint);
  snprintf(sql, sizeof sql, "UPDATE touchpoint SET note = 'o%zu' WHERE oid = %" PRId64,
           chance_below(chance, 9), oid);
  str_addf(&chance->told, " %s", sql);
  assert_int_equal(sqlite3_open(folder_file(chance->folder, "a.kundresa"), &db), SQLITE_OK);
  assert_int_equal(sqlite3_exec(db, sql, NULL, NULL, NULL), SQLITE_OK);
  sqlite3_close(db);
}

struct chance_step chance_next(struct chance *chance, chance_before *before, void *context)
{
  struct chance_step step = {.person = chance_below(chance, CHANCE_PEOPLE)};
  struct store *store = chance->stores[step.person];
  size_t kind = chance_below(chance, 40);
  struct error fault = {0};
  step.act = kind < 22   ? CHANCE_EDIT
             : kind < 33 ? CHANCE_UNDO
             : kind < 39 ? CHANCE_REDO
                         : CHANCE_OUTSIDE;
  str_addf(&chance->told, "\n# %s:", step.act == CHANCE_OUTSIDE ? "outside" : people[step.person]);
  if (before != NULL)
    before(context, &step);
  if (step.act == CHANCE_EDIT)
    edit(chance, step.person);
  else if (step.act == CHANCE_OUTSIDE)
    change_outside(chance);
  else if (step.act == CHANCE_UNDO)
    step.status = store_undo(store, NULL, &fault);
  else
    step.status = store_redo(store, NULL, &fault);
  if (step.act == CHANCE_UNDO || step.act == CHANCE_REDO)
    str_addf(&chance->told, " %s: %d %s", step.act == CHANCE_UNDO ? "undo" : "redo", step.status,
             fault.text);
  return step;
}
