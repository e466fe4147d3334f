#include "merge/kin.h"

#include "base/mem.h"
#include "merge/match.h"

#include <stdlib.h>
#include <string.h>

const void *kin_any(const struct kin *kin)
{
  if (kin->in[VERSION_OURS] != NULL)
    return kin->in[VERSION_OURS];
  return kin->in[VERSION_THEIRS] != NULL ? kin->in[VERSION_THEIRS] : kin->in[VERSION_BASE];
}

/* Adds the record of @version at @place to the kin at @at. */
static void join(struct kin_list *list, size_t at, enum version version, size_t place,
                 const struct record_list *records)
{
  list->items[at].in[version] = records->items[place];
  list->of[version][place] = at;
}

/* Those that are in the base, and which of @version these are. */
static bool *join_old(enum entity entity, struct kin_list *list, enum version version,
                      const struct record_list *base, const struct record_list *records)
{
  size_t *matches = mem_new(base->count + 1, sizeof *matches);
  bool *taken = mem_new(records->count + 1, sizeof *taken);
  match_records(entity, base->items, base->count, NULL, records->items, records->count, NULL,
                matches);
  for (size_t i = 0; i < base->count; i++)
    if (matches[i] != NO_MATCH) {
      join(list, i, version, matches[i], records);
      taken[matches[i]] = true;
    }
  free(matches);
  return taken;
}

/* Those that the sides added, alone or alike. */
static void join_new(enum entity entity, struct kin_list *list, const struct record_list *ours,
                     const bool *ours_old, const struct record_list *theirs, const bool *theirs_old)
{
  size_t *matches = mem_new(ours->count + 1, sizeof *matches);
  bool *both = mem_new(theirs->count + 1, sizeof *both);
  match_records(entity, ours->items, ours->count, ours_old, theirs->items, theirs->count,
                theirs_old, matches);
  for (size_t i = 0; i < ours->count; i++) {
    if (ours_old[i])
      continue;
    size_t at = list->count++;
    join(list, at, VERSION_OURS, i, ours);
    if (matches[i] != NO_MATCH) {
      join(list, at, VERSION_THEIRS, matches[i], theirs);
      both[matches[i]] = true;
    }
  }
  for (size_t i = 0; i < theirs->count; i++)
    if (!theirs_old[i] && !both[i])
      join(list, list->count++, VERSION_THEIRS, i, theirs);
  free(matches);
  free(both);
}

struct name {
  const char *id;
  size_t at;
};

static int compare(const void *a, const void *b)
{
  return strcmp(((const struct name *)a)->id, ((const struct name *)b)->id);
}

static void sort_ids(enum entity entity, struct kin_list *list)
{
  const struct field *field = entity_id_field(entity);
  if (field == NULL || list->count == 0)
    return;
  struct name *names = mem_new(list->count, sizeof *names);
  list->by_id = mem_new(list->count, sizeof *list->by_id);
  for (size_t i = 0; i < list->count; i++) {
    const char *id = record_text(kin_any(&list->items[i]), field);
    if (id != NULL)
      names[list->id_count++] = (struct name){id, i};
  }
  qsort(names, list->id_count, sizeof *names, compare);
  for (size_t i = 0; i < list->id_count; i++)
    list->by_id[i] = names[i].at;
  free(names);
}

void kin_gather(enum entity entity, const struct map *const maps[VERSION_COUNT],
                struct kin_list *list)
{
  const struct record_list *base = &maps[VERSION_BASE]->lists[entity];
  const struct record_list *ours = &maps[VERSION_OURS]->lists[entity];
  const struct record_list *theirs = &maps[VERSION_THEIRS]->lists[entity];
  list->items = mem_new(base->count + ours->count + theirs->count + 1, sizeof *list->items);
  list->count = base->count;
  for (int v = 0; v < VERSION_COUNT; v++)
    list->of[v] = mem_new(maps[v]->lists[entity].count + 1, sizeof *list->of[v]);
  for (size_t i = 0; i < base->count; i++)
    join(list, i, VERSION_BASE, i, base);
  bool *ours_old = join_old(entity, list, VERSION_OURS, base, ours);
  bool *theirs_old = join_old(entity, list, VERSION_THEIRS, base, theirs);
  join_new(entity, list, ours, ours_old, theirs, theirs_old);
  free(ours_old);
  free(theirs_old);
  sort_ids(entity, list);
}

void kin_clear(enum entity entity, struct kin_list *list)
{
  for (size_t i = 0; i < list->count; i++)
    record_free(entity, &list->items[i].merged);
  for (int v = 0; v < VERSION_COUNT; v++)
    free(list->of[v]);
  free(list->items);
  free(list->by_id);
  *list = (struct kin_list){0};
}

size_t kin_find(enum entity entity, const struct kin_list *list, const char *id)
{
  const struct field *field = entity_id_field(entity);
  size_t low = 0, high = list->id_count;
  while (low < high) {
    size_t middle = (low + high) / 2;
    int difference = strcmp(record_text(kin_any(&list->items[list->by_id[middle]]), field), id);
    if (difference == 0)
      return list->by_id[middle];
    if (difference < 0)
      low = middle + 1;
    else
      high = middle;
  }
  return NO_MATCH;
}
