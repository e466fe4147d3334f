#include "survey/handover.h"

#include "base/mem.h"

#include <stdlib.h>
#include <string.h>

/* ---- Departments ---- */

/* All touchpoints in the order of the map: stage by stage. */
static const struct touchpoint **in_order(const struct map *map, size_t *count)
{
  size_t all = map_count(map, ENTITY_touchpoint);
  const struct touchpoint **ordered = mem_new(all + 1, sizeof(struct touchpoint *));
  *count = 0;
  for (size_t s = 0; s < map_count(map, ENTITY_stage); s++) {
    const struct stage *stage = map_at(map, ENTITY_stage, s);
    for (size_t i = 0; i < all; i++) {
      const struct touchpoint *touchpoint = map_at(map, ENTITY_touchpoint, i);
      if (touchpoint->stage != NULL && strcmp(touchpoint->stage, stage->id) == 0)
        ordered[(*count)++] = touchpoint;
    }
  }
  return ordered;
}

static enum sight sight_of(const struct touchpoint *touchpoint, int64_t department)
{
  if (list_has(touchpoint->contributes, ENUM_department, department))
    return SIGHT_CONTRIBUTES;
  return list_has(touchpoint->informed, ENUM_department, department) ? SIGHT_TOLD : SIGHT_BLIND;
}

static void add_handover(struct department_outlook *outlook, const struct touchpoint *own,
                         const struct touchpoint *other, bool after)
{
  enum sight sight = sight_of(other, outlook->department);
  /* What follows one of its touchpoints and comes before the next is one place to be
   * blind to, met twice in a row. */
  bool met = outlook->count > 0 && outlook->handovers[outlook->count - 1].other == other;
  outlook->handovers =
      mem_resize(outlook->handovers, outlook->count + 1, sizeof *outlook->handovers);
  outlook->handovers[outlook->count++] = (struct handover){own, other, after, sight};
  outlook->blind += sight == SIGHT_BLIND && !met ? 1 : 0;
}

static struct department_outlook look(const struct touchpoint *const *touchpoints, size_t count,
                                      int64_t department)
{
  struct department_outlook outlook = {.department = department};
  for (size_t i = 0; i < count; i++) {
    bool owned = touchpoints[i]->owner_department == department;
    outlook.owned += owned ? 1 : 0;
    if (i == 0 || owned == (touchpoints[i - 1]->owner_department == department))
      continue;
    if (owned)
      add_handover(&outlook, touchpoints[i], touchpoints[i - 1], false);
    else
      add_handover(&outlook, touchpoints[i - 1], touchpoints[i], true);
  }
  return outlook;
}

/* ---- Systems ---- */

struct passage {
  const struct map *map;
  struct outlook *outlook;
  const struct touchpoint *at, *to;
};

static bool does(const struct usage *usage, int64_t access)
{
  return list_has(usage->access, ENUM_access, access);
}

static int64_t least_automation(const struct usage *one, const struct usage *other)
{
  if (one->automation == UNSET || other->automation == UNSET)
    return UNSET;
  return one->automation < other->automation ? one->automation : other->automation;
}

/* Whether what @giver does at a touchpoint is taken up by what @taker does there or,
 * @later, at the next one. */
static bool passes(const struct usage *giver, const struct usage *taker, bool later)
{
  if (strcmp(giver->system, taker->system) == 0)
    return false;
  if (does(giver, access_writes) && does(taker, access_reads))
    return true;
  return !later && does(giver, access_reads) && does(taker, access_sends) &&
         !does(giver, access_sends) && !does(taker, access_reads);
}

static void pass(const struct passage *passage, const struct usage *giver,
                 const struct usage *taker)
{
  struct outlook *outlook = passage->outlook;
  if (!passes(giver, taker, passage->at != passage->to))
    return;
  outlook->passings =
      mem_resize(outlook->passings, outlook->passing_count + 1, sizeof *outlook->passings);
  outlook->passings[outlook->passing_count++] =
      (struct passing){giver, taker, passage->at, passage->to, least_automation(giver, taker)};
}

static void pass_all(const struct passage *passage)
{
  const struct usage *giver;
  const struct usage *taker;
  for (size_t i = 0;
       (giver = map_next_part(passage->map, ENTITY_usage, passage->at->id, &i)) != NULL;)
    for (size_t k = 0;
         (taker = map_next_part(passage->map, ENTITY_usage, passage->to->id, &k)) != NULL;)
      pass(passage, giver, taker);
}

/* ---- All ---- */

void outlook_make(const struct map *map, struct outlook *outlook)
{
  size_t count;
  const struct touchpoint **touchpoints = in_order(map, &count);
  *outlook = (struct outlook){0};
  outlook->departments = mem_new(enumerations[ENUM_department].count, sizeof *outlook->departments);
  for (size_t d = 0; d < enumerations[ENUM_department].count; d++) {
    struct department_outlook department = look(touchpoints, count, (int64_t)d);
    if (department.owned > 0)
      outlook->departments[outlook->count++] = department;
  }
  outlook->unowned = mem_new(count + 1, sizeof(struct touchpoint *));
  for (size_t i = 0; i < count; i++) {
    struct passage here = {map, outlook, touchpoints[i], touchpoints[i]};
    if (touchpoints[i]->owner_department == UNSET)
      outlook->unowned[outlook->unowned_count++] = touchpoints[i];
    pass_all(&here);
    here.to = i + 1 < count ? touchpoints[i + 1] : touchpoints[i];
    if (here.to != here.at)
      pass_all(&here);
  }
  free(touchpoints);
}

void outlook_clear(struct outlook *outlook)
{
  for (size_t i = 0; i < outlook->count; i++)
    free(outlook->departments[i].handovers);
  free(outlook->departments);
  free(outlook->unowned);
  free(outlook->passings);
  *outlook = (struct outlook){0};
}
