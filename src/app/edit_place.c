/* Copying records with their parts, and moving them among their neighbours. */
#include "app/edit_private.h"

#include "base/i18n.h"
#include "base/mem.h"

#include <inttypes.h>
#include <stdlib.h>
#include <string.h>

/* ---- Records as lists ---- */

/* Copies of records, so that the store may be asked again for each. */
struct bag {
  enum entity entity;
  void **items;
  size_t count;
};

static enum status bag_put(void *context, const void *record, struct error *err)
{
  (void)err;
  struct bag *bag = context;
  bag->items = mem_resize(bag->items, bag->count + 1, sizeof *bag->items);
  bag->items[bag->count++] = record_copy(bag->entity, record);
  return STATUS_OK;
}

static void bag_clear(struct bag *bag)
{
  for (size_t i = 0; i < bag->count; i++)
    record_free(bag->entity, &bag->items[i]);
  free(bag->items);
}

static enum status bag_fill(struct bag *bag, struct session *session, const char *parent,
                            struct error *err)
{
  return store_each(session->store, session->journey_oid, bag->entity, parent, bag_put, bag, err);
}

/* ---- Copying ---- */

static enum status copy_parts(struct session *session, enum entity entity, const char *old,
                              const char *id, struct error *err)
{
  enum status status = STATUS_OK;
  for (int part = 0; status == STATUS_OK && part < ENTITY_COUNT; part++) {
    if (entities[part].parent != (int)entity)
      continue;
    struct bag bag = {.entity = (enum entity)part};
    status = bag_fill(&bag, session, old, err);
    const struct field *own = entity_id_field(bag.entity);
    for (size_t i = 0; status == STATUS_OK && i < bag.count; i++) {
      void *record = bag.items[i];
      char *before = own != NULL ? mem_copy_text(record_text(record, own)) : NULL;
      record_put_text(record, entity_parent_field(bag.entity), id);
      if (own != NULL)
        edit_put_free_id(session, bag.entity, record, before);
      int64_t oid;
      status = store_insert(session->store, session->journey_oid, bag.entity, record, 0, &oid, err);
      if (status == STATUS_OK && own != NULL)
        status = copy_parts(session, bag.entity, before, record_text(record, own), err);
      free(before);
    }
    bag_clear(&bag);
  }
  return status;
}

/* The sibling that stands after @record, or 0: a copy goes before it. */
static enum status find_following(struct session *session, enum entity entity, const void *record,
                                  int64_t *next, struct error *err)
{
  int64_t oid = ((const struct record *)record)->oid;
  *next = 0;
  if (entity == ENTITY_touchpoint)
    return edit_next(session, oid, next, err);
  const struct field *parent = entity_parent_field(entity);
  struct bag bag = {.entity = entity};
  enum status status =
      bag_fill(&bag, session, parent != NULL ? record_text(record, parent) : NULL, err);
  for (size_t i = 0; i + 1 < bag.count; i++)
    if (((struct record *)bag.items[i])->oid == oid)
      *next = ((struct record *)bag.items[i + 1])->oid;
  bag_clear(&bag);
  return status;
}

/* Marks the title as a copy's, unless it would become too long. */
static void mark_copy(enum entity entity, void *record)
{
  const struct field *field = entity_field(entity, "title");
  if (field == NULL || record_text(record, field) == NULL)
    return;
  struct str title = {0};
  /* L10N: the title of a copied record; %s is the title of the first. */
  str_addf(&title, _("%s (copy)"), record_text(record, field));
  record_set(record, field, str_text(&title), NULL);
  str_clear(&title);
}

enum status edit_copy(struct session *session, enum entity entity, int64_t oid, int64_t *copy,
                      struct error *err)
{
  if (entity == ENTITY_journey) {
    error_set(err, STATUS_INPUT, _("A journey cannot be copied within its file."));
    error_remedy(err, "%s", _("Export it, give it another id, and import it."));
    return STATUS_INPUT;
  }
  void *record = record_new(entity);
  int64_t before = 0;
  enum status status = store_read(session->store, entity, oid, record, err);
  if (status == STATUS_OK)
    status = find_following(session, entity, record, &before, err);
  if (status == STATUS_OK)
    status = edit_begin(session, "copy", entity, record, err);
  if (status == STATUS_OK) {
    const struct field *id = entity_id_field(entity);
    char *old = id != NULL ? mem_copy_text(record_text(record, id)) : NULL;
    mark_copy(entity, record);
    if (id != NULL)
      edit_put_free_id(session, entity, record, old);
    status = store_insert(session->store, session->journey_oid, entity, record, before, copy, err);
    if (status == STATUS_OK && id != NULL)
      status = copy_parts(session, entity, old, record_text(record, id), err);
    free(old);
    status = edit_finish(session, status, err);
  }
  record_free(entity, &record);
  return status;
}

/* ---- Moving ---- */

/* Gives a touchpoint the kind of its new stage, where it had that of its old. */
static enum status follow_kind(struct session *session, const struct touchpoint *touchpoint,
                               const char *stage, struct error *err)
{
  struct stage old, new;
  record_init(ENTITY_stage, &old);
  record_init(ENTITY_stage, &new);
  enum status status = edit_read_stage(session, touchpoint->stage, &old, err);
  if (status == STATUS_OK)
    status = edit_read_stage(session, stage, &new, err);
  if (status == STATUS_OK && old.kind == touchpoint->kind && new.kind != old.kind) {
    struct value kind = {.number = new.kind};
    status = store_set(session->store, ENTITY_touchpoint, touchpoint->record.oid,
                       entity_field(ENTITY_touchpoint, "kind"), &kind, NULL, err);
  }
  record_clear(ENTITY_stage, &old);
  record_clear(ENTITY_stage, &new);
  return status;
}

enum status edit_move_to(struct session *session, enum entity entity, int64_t oid, int64_t before,
                         const char *stage, struct error *err)
{
  void *record = record_new(entity);
  enum status status = store_read(session->store, entity, oid, record, err);
  if (status == STATUS_OK)
    status = edit_begin(session, "move", entity, record, err);
  if (status == STATUS_OK) {
    status = store_move(session->store, entity, oid, before, stage, err);
    if (status == STATUS_OK && stage != NULL && entity == ENTITY_touchpoint)
      status = follow_kind(session, record, stage, err);
    status = edit_finish(session, status, err);
  }
  record_free(entity, &record);
  return status;
}

static enum status at_the_end(struct error *err, int by)
{
  return error_set(err, STATUS_FINDINGS, "%s",
                   by < 0 ? _("It is the first already.") : _("It is the last already."));
}

/* A touchpoint among those of the whole map: within its stage, else over into
 * the stage beside. */
static enum status move_touchpoint(struct session *session, const struct touchpoint *touchpoint,
                                   int by, struct error *err)
{
  struct stage_count *stages = NULL;
  size_t count = 0, at = 0, position = 0, first = 0;
  struct map_filter all = {.department = UNSET};
  int64_t oid = touchpoint->record.oid;
  enum status status =
      store_stages(session->store, session->journey_oid, &all, &stages, &count, err);
  if (status == STATUS_OK)
    status = store_position(session->store, session->journey_oid, &all, oid, &position, err);
  while (at < count && strcmp(stages[at].stage.id, touchpoint->stage) != 0)
    first += stages[at++].touchpoints;
  if (status != STATUS_OK || at == count) {
    store_free_stages(&stages, count);
    return status;
  }
  size_t end = first + stages[at].touchpoints;
  const char *stage = NULL;
  struct bag bag = {.entity = ENTITY_touchpoint};
  size_t target; /* the place in the map of the one to stand before */
  bool last;     /* in its stage, so that there is none to stand before */
  if (by < 0 ? position > first : position + 1 < end) {
    target = by < 0 ? position - 1 : position + 2;
    last = target >= end;
  } else if (by < 0 ? at == 0 : at + 1 == count) {
    store_free_stages(&stages, count);
    return at_the_end(err, by);
  } else {
    stage = stages[by < 0 ? at - 1 : at + 1].stage.id;
    target = end;
    last = by < 0 || stages[at + 1].touchpoints == 0;
  }
  if (!last)
    status =
        store_window(session->store, session->journey_oid, &all, target, 1, bag_put, &bag, err);
  int64_t before = bag.count > 0 ? ((struct record *)bag.items[0])->oid : 0;
  if (status == STATUS_OK)
    status = edit_move_to(session, ENTITY_touchpoint, oid, before, stage, err);
  bag_clear(&bag);
  store_free_stages(&stages, count);
  return status;
}

static enum status move_sibling(struct session *session, enum entity entity, const void *record,
                                int by, struct error *err)
{
  int64_t oid = ((const struct record *)record)->oid;
  const struct field *parent = entity_parent_field(entity);
  struct bag bag = {.entity = entity};
  enum status status =
      bag_fill(&bag, session, parent != NULL ? record_text(record, parent) : NULL, err);
  size_t at = 0;
  while (at < bag.count && ((struct record *)bag.items[at])->oid != oid)
    at++;
  if (status == STATUS_OK && (by < 0 ? at == 0 : at + 1 >= bag.count)) {
    status = at_the_end(err, by);
  } else if (status == STATUS_OK) {
    size_t target = by < 0 ? at - 1 : at + 2;
    int64_t before = target < bag.count ? ((struct record *)bag.items[target])->oid : 0;
    status = edit_move_to(session, entity, oid, before, NULL, err);
  }
  bag_clear(&bag);
  return status;
}

enum status edit_move(struct session *session, enum entity entity, int64_t oid, int by,
                      struct error *err)
{
  if (entity == ENTITY_journey)
    return error_set(err, STATUS_INPUT, _("Journeys stand in the order of their titles."));
  void *record = record_new(entity);
  enum status status = store_read(session->store, entity, oid, record, err);
  if (status == STATUS_OK)
    status = entity == ENTITY_touchpoint ? move_touchpoint(session, record, by, err)
                                         : move_sibling(session, entity, record, by, err);
  record_free(entity, &record);
  return status;
}
