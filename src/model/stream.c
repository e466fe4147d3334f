#include "model/stream.h"

#include "model/record.h"

struct copy {
  struct record_source *source;
  struct record_sink *sink;
  enum entity entity;
  size_t *left; /* how many more records, or NULL: all */
};

/* Ends a walk that is to go on later; no fault. */
#define ENOUGH STATUS_FINDINGS

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
  struct copy next = {copy->source, copy->sink, entity, NULL};
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

static enum status copy_top(void *context, const void *record, struct error *err)
{
  const struct copy *copy = context;
  enum status status = copy_record(context, record, err);
  return status == STATUS_OK && --*copy->left == 0 ? ENOUGH : status;
}

enum status stream_copy_some(struct record_source *source, struct record_sink *sink, int *entity,
                             size_t most, struct error *err)
{
  for (; *entity < STREAM_END; ++*entity) {
    if (entities[*entity].parent != NOTHING)
      continue;
    struct copy copy = {source, sink, (enum entity) * entity, &most};
    enum status status = source->each(source, copy.entity, NULL, copy_top, &copy, err);
    if (status != STATUS_OK)
      return status == ENOUGH ? STATUS_OK : status;
  }
  return STATUS_OK;
}

enum status stream_copy(struct record_source *source, struct record_sink *sink, struct error *err)
{
  int entity = 0;
  return stream_copy_some(source, sink, &entity, SIZE_MAX, err);
}
