#include "merge/diff.h"

#include "base/mem.h"
#include "merge/match.h"
#include "merge/order.h"

#include <stdlib.h>
#include <string.h>

const void *diff_top(const struct map *map, enum entity entity, const void *record,
                     enum entity *top)
{
  while (entities[entity].parent != NOTHING && record != NULL) {
    enum entity parent = (enum entity)entities[entity].parent;
    const void *owner = map_find(map, parent, record_text(record, entity_parent_field(entity)));
    if (owner == NULL)
      break;
    record = owner;
    entity = parent;
  }
  *top = entity;
  return record;
}

/* One entity in both. */
struct both {
  struct diff *diff;
  const struct map *before, *after;
  enum entity entity;
  size_t *matches; /* by record before: its place after */
  size_t *origins; /* by record after: its place before */
};

static struct difference *add(const struct both *both, enum change_kind kind, const void *before,
                              const void *after)
{
  struct diff *diff = both->diff;
  if (diff->count == diff->capacity) {
    diff->capacity = diff->capacity == 0 ? 16 : diff->capacity * 2;
    diff->items = mem_resize(diff->items, diff->capacity, sizeof *diff->items);
  }
  struct difference *item = &diff->items[diff->count++];
  *item =
      (struct difference){.kind = kind, .entity = both->entity, .before = before, .after = after};
  item->top = after != NULL ? diff_top(both->after, both->entity, after, &item->top_entity)
                            : diff_top(both->before, both->entity, before, &item->top_entity);
  return item;
}

static void compare_fields(const struct both *both, const void *before, const void *after)
{
  const struct entity_info *info = &entities[both->entity];
  for (size_t i = 0; i < info->count; i++)
    if (!match_field_same(before, after, &info->fields[i]))
      add(both, CHANGE_FIELD, before, after)->field = &info->fields[i];
}

static bool same_owner(enum entity entity, const void *a, const void *b)
{
  const struct field *parent = entity_parent_field(entity);
  return parent == NULL || match_field_same(a, b, parent);
}

/* Siblings, in their order now. */
struct siblings {
  const void **items;
  size_t *places; /* before */
  size_t count;
};

static void tell_moved(const struct both *both, const struct siblings *siblings)
{
  bool *moved = mem_new(siblings->count + 1, sizeof *moved);
  order_moved(siblings->places, siblings->count, moved);
  for (size_t i = 0; i < siblings->count; i++)
    if (moved[i]) {
      const void *before = map_at(both->before, both->entity, siblings->places[i]);
      add(both, CHANGE_MOVED, before, siblings->items[i])->follows =
          i > 0 ? siblings->items[i - 1] : NULL;
    }
  free(moved);
}

/* Takes the record at @place among its siblings, where it was one before too. */
static void take(const struct both *both, struct siblings *siblings, size_t place)
{
  const void *after = map_at(both->after, both->entity, place);
  size_t origin = both->origins[place];
  if (origin == NO_MATCH ||
      !same_owner(both->entity, map_at(both->before, both->entity, origin), after))
    return;
  siblings->items[siblings->count] = after;
  siblings->places[siblings->count++] = origin;
}

/* Parts are reached by their owners, so that each group of siblings is one walk. */
static void compare_order(const struct both *both)
{
  size_t count = map_count(both->after, both->entity);
  struct siblings siblings = {mem_new(count + 1, sizeof(void *)),
                              mem_new(count + 1, sizeof(size_t)), 0};
  int parent = entities[both->entity].parent;
  if (parent == NOTHING) {
    for (size_t i = 0; i < count; i++)
      take(both, &siblings, i);
    tell_moved(both, &siblings);
  }
  for (size_t i = 0; parent != NOTHING && i < map_count(both->after, (enum entity)parent); i++) {
    const void *owner = map_at(both->after, (enum entity)parent, i);
    const char *id = record_text(owner, entity_id_field((enum entity)parent));
    size_t at = 0;
    siblings.count = 0;
    while (map_next_part(both->after, both->entity, id, &at) != NULL)
      take(both, &siblings, at - 1);
    tell_moved(both, &siblings);
  }
  free(siblings.items);
  free(siblings.places);
}

static void compare_entity(struct both *both)
{
  const struct record_list *before = &both->before->lists[both->entity];
  const struct record_list *after = &both->after->lists[both->entity];
  both->matches = mem_new(before->count + 1, sizeof *both->matches);
  both->origins = mem_new(after->count + 1, sizeof *both->origins);
  match_records(both->entity, before->items, before->count, NULL, after->items, after->count, NULL,
                both->matches);
  for (size_t i = 0; i < after->count; i++)
    both->origins[i] = NO_MATCH;
  for (size_t i = 0; i < before->count; i++)
    if (both->matches[i] != NO_MATCH)
      both->origins[both->matches[i]] = i;
  for (size_t i = 0; i < before->count; i++)
    if (both->matches[i] == NO_MATCH)
      add(both, CHANGE_REMOVED, before->items[i], NULL);
  for (size_t i = 0; i < after->count; i++)
    if (both->origins[i] == NO_MATCH)
      add(both, CHANGE_ADDED, NULL, after->items[i]);
    else
      compare_fields(both, before->items[both->origins[i]], after->items[i]);
  compare_order(both);
  free(both->matches);
  free(both->origins);
}

/* ---- Groups ---- */

/* Where a difference belongs: its group, and where it was found. */
struct rank {
  size_t group, found;
};

struct named {
  const struct difference *item;
  const char *name;
  size_t found;
};

static const char *name_of(const struct difference *item)
{
  const struct field *id = entity_id_field(item->top_entity);
  return id != NULL && item->top_entity != ENTITY_journey ? record_text(item->top, id) : "";
}

static int by_name(const void *a, const void *b)
{
  const struct named *one = a, *other = b;
  if (one->item->top_entity != other->item->top_entity)
    return one->item->top_entity < other->item->top_entity ? -1 : 1;
  int difference = strcmp(one->name, other->name);
  if (difference != 0)
    return difference;
  return one->found < other->found ? -1 : one->found > other->found;
}

static int by_rank(const void *a, const void *b)
{
  const struct rank *one = a, *other = b;
  if (one->group != other->group)
    return one->group < other->group ? -1 : 1;
  return one->found < other->found ? -1 : one->found > other->found;
}

/* Brings those of one record at the top together, where the first of them was found;
 * entity by entity.  Records without an id are told as they were found. */
static void group(struct diff *diff)
{
  size_t count = diff->count;
  struct named *named = mem_new(count + 1, sizeof *named);
  struct rank *ranks = mem_new(count + 1, sizeof *ranks);
  struct difference *items = mem_new(count + 1, sizeof *items);
  for (size_t i = 0; i < count; i++)
    named[i] = (struct named){&diff->items[i], name_of(&diff->items[i]), i};
  if (count > 0)
    qsort(named, count, sizeof *named, by_name);
  for (size_t i = 0; i < count; i++) {
    bool same = i > 0 && named[i].name[0] != '\0' &&
                named[i].item->top_entity == named[i - 1].item->top_entity &&
                strcmp(named[i].name, named[i - 1].name) == 0;
    size_t first = same ? ranks[named[i - 1].found].group : named[i].found;
    ranks[named[i].found] = (struct rank){first, named[i].found};
  }
  if (count > 0)
    qsort(ranks, count, sizeof *ranks, by_rank);
  for (size_t i = 0; i < count; i++)
    items[i] = diff->items[ranks[i].found];
  free(diff->items);
  diff->items = items;
  diff->capacity = count + 1;
  free(named);
  free(ranks);
}

struct diff *diff_maps(const struct map *before, const struct map *after)
{
  struct diff *diff = mem_new(1, sizeof *diff);
  for (int e = 0; e < ENTITY_COUNT; e++) {
    struct both both = {.diff = diff, .before = before, .after = after, .entity = (enum entity)e};
    compare_entity(&both);
  }
  group(diff);
  return diff;
}

void diff_free(struct diff **diff)
{
  if (*diff == NULL)
    return;
  free((*diff)->items);
  free(*diff);
  *diff = NULL;
}
