#include "model/map.h"

#include "base/mem.h"

#include <stdlib.h>
#include <string.h>

/* ---- Tables ---- */

static uint32_t hash_of(const char *text)
{
  uint64_t value = 0xcbf29ce484222325u; /* FNV-1a */
  for (; *text != '\0'; text++)
    value = (value ^ (unsigned char)*text) * 0x100000001b3u;
  return (uint32_t)(value ^ value >> 32);
}

/* The slot of the record whose @field is @text, or the free one for it.  Records are only
 * looked at where the hash is theirs: each of them lies somewhere else. */
static struct record_slot *find_slot(const struct record_table *table,
                                     const struct record_list *list, const struct field *field,
                                     const char *text, uint32_t hash)
{
  size_t at = hash & (table->size - 1);
  while (table->slots[at].place != 0 &&
         (table->slots[at].hash != hash ||
          strcmp(record_text(list->items[table->slots[at].place - 1], field), text) != 0))
    at = (at + 1) & (table->size - 1);
  return &table->slots[at];
}

static void grow(struct record_table *table)
{
  struct record_table larger = {.size = table->size == 0 ? 16 : table->size * 2,
                                .used = table->used};
  larger.slots = mem_new(larger.size, sizeof *larger.slots);
  for (size_t i = 0; i < table->size; i++) {
    if (table->slots[i].place == 0)
      continue;
    size_t at = table->slots[i].hash & (larger.size - 1);
    while (larger.slots[at].place != 0)
      at = (at + 1) & (larger.size - 1);
    larger.slots[at] = table->slots[i];
  }
  free(table->slots);
  *table = larger;
}

/* Notes the record at @place (from 1) under the text of @field; gives the place
 * of the first record with that text, which is its own when there was none. */
static size_t note(struct record_table *table, const struct record_list *list,
                   const struct field *field, size_t place)
{
  const char *text = field != NULL ? record_text(list->items[place - 1], field) : NULL;
  if (text == NULL)
    return place;
  if (table->used * 2 >= table->size)
    grow(table);
  uint32_t hash = hash_of(text);
  struct record_slot *slot = find_slot(table, list, field, text, hash);
  if (slot->place == 0) {
    *slot = (struct record_slot){hash, (uint32_t)place};
    table->used++;
  }
  return slot->place;
}

/* ---- The map ---- */

static enum status put(struct record_sink *sink, enum entity entity, const void *record,
                       struct error *err)
{
  (void)err;
  struct map *map = (struct map *)((char *)sink - offsetof(struct map, sink));
  struct record_list *list = &map->lists[entity];
  if (list->count == list->capacity) {
    list->capacity = list->capacity == 0 ? 8 : list->capacity * 2;
    list->items = mem_resize(list->items, list->capacity, sizeof *list->items);
    list->next = mem_resize(list->next, list->capacity, sizeof *list->next);
    list->last = mem_resize(list->last, list->capacity, sizeof *list->last);
  }
  list->items[list->count++] = record_copy(entity, record);
  size_t place = list->count;
  note(&list->by_id, list, entity_id_field(entity), place);
  size_t first = note(&list->by_parent, list, entity_parent_field(entity), place);
  list->next[place - 1] = 0;
  if (first != place)
    list->next[list->last[first - 1] - 1] = place;
  list->last[first - 1] = place;
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
    free((*map)->lists[e].by_id.slots);
    free((*map)->lists[e].by_parent.slots);
    free((*map)->lists[e].next);
    free((*map)->lists[e].last);
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
  const struct record_list *list = &map->lists[entity];
  if (list->by_id.size == 0)
    return NULL;
  size_t place = find_slot(&list->by_id, list, field, id, hash_of(id))->place;
  return place != 0 ? list->items[place - 1] : NULL;
}

const void *map_next_part(const struct map *map, enum entity entity, const char *parent,
                          size_t *index)
{
  const struct field *field = entity_parent_field(entity);
  const struct record_list *list = &map->lists[entity];
  if (field == NULL || parent == NULL)
    return *index < list->count ? list->items[(*index)++] : NULL;
  if (list->by_parent.size == 0)
    return NULL;
  /* Where the walk stands is the place of the part that was given last. */
  size_t place = *index == 0
                     ? find_slot(&list->by_parent, list, field, parent, hash_of(parent))->place
                     : list->next[*index - 1];
  if (place == 0)
    return NULL;
  *index = place;
  return list->items[place - 1];
}
