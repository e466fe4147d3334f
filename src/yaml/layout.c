#include "yaml/layout.h"

#include "base/mem.h"
#include "base/near.h"

#include <assert.h>
#include <stdlib.h>
#include <string.h>

struct slot *layout_add(struct layout *layout, const char *key, enum slot_kind kind)
{
  assert(layout->count < LAYOUT_MOST);
  layout->slots = mem_resize(layout->slots, layout->count + 1, sizeof *layout->slots);
  struct slot *slot = &layout->slots[layout->count++];
  *slot = (struct slot){.key = key, .kind = kind};
  return slot;
}

struct layout *layout_group(struct layout *layout, const char *name)
{
  int at = layout_find(layout, name, 0);
  if (at >= 0)
    return layout->slots[at].members;
  struct slot *slot = layout_add(layout, name, SLOT_GROUP);
  slot->members = mem_new(1, sizeof *slot->members);
  slot->members->group = name;
  return slot->members;
}

static void build(struct layout *layout, enum entity entity)
{
  const struct entity_info *info = &entities[entity];
  if (entity == ENTITY_journey)
    layout_add(layout, JOURNEY_KEY, SLOT_VERSION);
  for (size_t i = 0; i < info->count; i++) {
    const struct field *field = &info->fields[i];
    if ((field->flags & FIELD_PARENT) != 0)
      continue; /* where the record stands says it */
    struct layout *into = field->group != NULL ? layout_group(layout, field->group) : layout;
    layout_add(into, field->key, SLOT_FIELD)->field = field;
  }
  int parent = entity == ENTITY_journey ? NOTHING : (int)entity;
  for (int e = 0; e < ENTITY_COUNT; e++)
    if (e != ENTITY_journey && entities[e].parent == parent)
      layout_add(layout, entities[e].key, SLOT_PARTS)->entity = (enum entity)e;
}

struct layouts *layouts_new(void)
{
  struct layouts *layouts = mem_new(1, sizeof *layouts);
  for (int e = 0; e < ENTITY_COUNT; e++)
    build(&layouts->entity[e], (enum entity)e);
  return layouts;
}

static void clear(struct layout *layout)
{
  for (size_t i = 0; i < layout->count; i++)
    if (layout->slots[i].members != NULL) {
      clear(layout->slots[i].members);
      free(layout->slots[i].members);
    }
  free(layout->slots);
}

void layouts_free(struct layouts **layouts)
{
  if (*layouts == NULL)
    return;
  for (int e = 0; e < ENTITY_COUNT; e++)
    clear(&(*layouts)->entity[e]);
  free(*layouts);
  *layouts = NULL;
}

int layout_find(const struct layout *layout, const char *key, size_t from)
{
  for (size_t i = 0; i < layout->count; i++) {
    size_t at = (from + i) % layout->count;
    if (strcmp(layout->slots[at].key, key) == 0)
      return (int)at;
  }
  return -1;
}

const char *layout_near(const struct layout *layout, const char *key)
{
  struct near near = near_start(key);
  for (size_t i = 0; i < layout->count; i++)
    near_offer(&near, layout->slots[i].key);
  return near.best;
}
