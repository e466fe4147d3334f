#include "app/blamed.h"

#include "base/mem.h"

#include <stdlib.h>

/* Copies of the parts, so that each can be asked about. */
struct parts {
  enum entity entity;
  void **items;
  size_t count;
};

static enum status keep_part(void *context, const void *record, struct error *err)
{
  (void)err;
  struct parts *parts = context;
  parts->items = mem_resize(parts->items, parts->count + 1, sizeof *parts->items);
  parts->items[parts->count++] = record_copy(parts->entity, record);
  return STATUS_OK;
}

enum status blamed_each(struct session *session, enum entity entity, const void *record,
                        const struct blamed_visit *visit, void *context, struct error *err)
{
  const struct field *id = entity_id_field(entity);
  visit->begin(context, entity, record);
  enum status status = store_each_blame(
      session->store, entity, ((const struct record *)record)->oid, visit->field, context, err);
  if (visit->end != NULL)
    visit->end(context);
  for (int e = 0; e < ENTITY_COUNT && status == STATUS_OK && id != NULL; e++) {
    if (entities[e].parent != (int)entity || entity == ENTITY_journey)
      continue;
    struct parts parts = {.entity = (enum entity)e};
    status = store_each(session->store, session->journey_oid, parts.entity, record_text(record, id),
                        keep_part, &parts, err);
    for (size_t i = 0; i < parts.count; i++) {
      if (status == STATUS_OK)
        status = blamed_each(session, parts.entity, parts.items[i], visit, context, err);
      record_free(parts.entity, &parts.items[i]);
    }
    free(parts.items);
  }
  return status;
}
