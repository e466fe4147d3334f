#include "model/map.h"

#include "base/mem.h"

#include <stdlib.h>
#include <string.h>

static enum status put(struct record_sink *sink, enum entity entity, const void *record,
                       struct error *err)
{
  (void)err;
  struct map *map = (struct map *)((char *)sink - offsetof(struct map, sink));
  struct record_list *list = &map->lists[entity];
  if (list->count == list->capacity) {
    list->capacity = list->capacity == 0 ? 8 : list->capacity * 2;
    list->items = mem_resize(list->items, list->capacity, sizeof *list->items);
  }
  list->items[list->count++] = record_copy(entity, record);
  return STATUS_OK;
}

static enum status each(struct record_source *source, enum entity entity, const char *parent,
                        record_visit *visit, void *context, struct error *err)
{
  const struct map *map = (struct map *)((char *)source - offsetof(struct map, source));
  size_t index = 0;
  enum status status = STATUS_OK;
  const void *record;
  while (status == STATUS_OK && (record = map_next_part(map, entity, parent, &index)) != NULL)
    status = visit(context, record, err);
  return status;
}

struct map *map_new(void)
{
  struct map *map = mem_new(1, sizeof *map);
  map->sink.put = put;
  map->source.each = each;
  return map;
}

void map_free(struct map **map)
{
  if (*map == NULL)
    return;
  for (int e = 0; e < ENTITY_COUNT; e++) {
    for (size_t i = 0; i < (*map)->lists[e].count; i++)
      record_free((enum entity)e, &(*map)->lists[e].items[i]);
    free((*map)->lists[e].items);
  }
  free(*map);
  *map = NULL;
}

const struct journey *map_journey(const struct map *map)
{
  return map_count(map, ENTITY_journey) > 0 ? map_at(map, ENTITY_journey, 0) : NULL;
}

size_t map_count(const struct map *map, enum entity entity)
{
  return map->lists[entity].count;
}

const void *map_at(const struct map *map, enum entity entity, size_t index)
{
  return map->lists[entity].items[index];
}

const void *map_find(const struct map *map, enum entity entity, const char *id)
{
  const struct field *field = entity_id_field(entity);
  if (field == NULL || id == NULL)
    return NULL;
  for (size_t i = 0; i < map_count(map, entity); i++) {
    const char *found = record_text(map_at(map, entity, i), field);
    if (found != NULL && strcmp(found, id) == 0)
      return map_at(map, entity, i);
  }
  return NULL;
}

const void *map_next_part(const struct map *map, enum entity entity, const char *parent,
                          size_t *index)
{
  const struct field *field = entity_parent_field(entity);
  while (*index < map_count(map, entity)) {
    const void *record = map_at(map, entity, (*index)++);
    if (field == NULL || parent == NULL)
      return record;
    const char *found = record_text(record, field);
    if (found != NULL && strcmp(found, parent) == 0)
      return record;
  }
  return NULL;
}
