#include "model/stream.h"

#include "model/record.h"

struct copy {
  struct record_source *source;
  struct record_sink *sink;
  enum entity entity;
};

static enum status copy_parts(const struct copy *copy, const char *parent, struct error *err);

static enum status copy_record(void *context, const void *record, struct error *err)
{
  const struct copy *copy = context;
  enum status status = copy->sink->put(copy->sink, copy->entity, record, err);
  const struct field *id = entity_id_field(copy->entity);
  if (status != STATUS_OK || id == NULL || record_text(record, id) == NULL)
    return status;
  return copy_parts(copy, record_text(record, id), err);
}

static enum status copy_entity(const struct copy *copy, enum entity entity, const char *parent,
                               struct error *err)
{
  struct copy next = {copy->source, copy->sink, entity};
  return copy->source->each(copy->source, entity, parent, copy_record, &next, err);
}

/* The parts of a record of copy->entity with the id @parent. */
static enum status copy_parts(const struct copy *copy, const char *parent, struct error *err)
{
  enum status status = STATUS_OK;
  for (int e = 0; e < ENTITY_COUNT && status == STATUS_OK; e++)
    if (entities[e].parent == (int)copy->entity)
      status = copy_entity(copy, (enum entity)e, parent, err);
  return status;
}

enum status stream_copy(struct record_source *source, struct record_sink *sink, struct error *err)
{
  struct copy copy = {source, sink, ENTITY_journey};
  enum status status = STATUS_OK;
  for (int e = 0; e < ENTITY_COUNT && status == STATUS_OK; e++)
    if (entities[e].parent == NOTHING)
      status = copy_entity(&copy, (enum entity)e, NULL, err);
  return status;
}
