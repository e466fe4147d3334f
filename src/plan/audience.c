#include "plan/audience.h"

#include "base/mem.h"
#include "plan/condition.h"

#include <stdint.h>
#include <stdlib.h>
#include <string.h>

static size_t add(struct audiences *audiences, struct audience_part audience)
{
  if (audiences->count == audiences->capacity) {
    audiences->capacity = audiences->capacity * 2 + 16;
    audiences->items = mem_resize(audiences->items, audiences->capacity, sizeof *audiences->items);
  }
  audiences->items[audiences->count] = audience;
  return audiences->count++;
}

void audiences_make(struct audiences *audiences, const struct map *map)
{
  *audiences = (struct audiences){.map = map};
  add(audiences, (struct audience_part){0});
}

void audiences_free(struct audiences *audiences)
{
  free(audiences->items);
  pairs_clear(&audiences->known);
  pairs_clear(&audiences->met);
  *audiences = (struct audiences){0};
}

size_t audience_within(struct audiences *audiences, size_t audience, const char *segment)
{
  if (segment == NULL)
    return audience;
  for (size_t at = audience; at != AUDIENCE_ALL; at = audiences->items[at].within)
    if (strcmp(audiences->items[at].name, segment) == 0)
      return audience;
  bool added;
  const void *record = map_find(audiences->map, ENTITY_segment, segment);
  size_t *known =
      pairs_value(&audiences->known, audience, (size_t)(uintptr_t)record, audiences->count, &added);
  return added ? add(audiences, (struct audience_part){audience, segment}) : *known;
}

static bool work_out(struct audiences *audiences, size_t one, size_t other)
{
  size_t count = 0;
  for (size_t at = one; at != AUDIENCE_ALL; at = audiences->items[at].within)
    count++;
  for (size_t at = other; at != AUDIENCE_ALL; at = audiences->items[at].within)
    count++;
  const char **segments = mem_new(count, sizeof *segments);
  count = 0;
  for (size_t at = one; at != AUDIENCE_ALL; at = audiences->items[at].within)
    segments[count++] = audiences->items[at].name;
  for (size_t at = other; at != AUDIENCE_ALL; at = audiences->items[at].within)
    segments[count++] = audiences->items[at].name;
  bool met = condition_can_all_meet(audiences->map, segments, count);
  free(segments);
  return met;
}

bool audience_can_meet(struct audiences *audiences, size_t one, size_t other)
{
  bool added;
  size_t *met = pairs_value(&audiences->met, one < other ? one : other, one < other ? other : one,
                            false, &added);
  if (added)
    *met = work_out(audiences, one, other);
  return *met;
}
