#include "survey/due.h"

#include "base/mem.h"

#include <stdlib.h>

/* False where it can wait. */
static bool judge(struct due_item *item, date_day on)
{
  bool dated = item->day != UNSET;
  bool nobodys = item->department == UNSET && item->person == NULL;
  if (dated && item->day <= on + DUE_SOON_DAYS) {
    item->state = item->day < on ? DUE_OVERDUE : DUE_SOON;
    return true;
  }
  item->state = DUE_LACKING;
  return !dated || (item->kind == DUE_ACTION && nobodys);
}

static void add(struct due *due, date_day on, struct due_item item)
{
  if (!judge(&item, on))
    return;
  due->items = mem_resize(due->items, due->count + 1, sizeof *due->items);
  due->items[due->count++] = item;
  due->overdue += item.state == DUE_OVERDUE ? 1 : 0;
  due->soon += item.state == DUE_SOON ? 1 : 0;
}

static void add_journey(const struct journey *journey, date_day on, struct due *due)
{
  add(due, on,
      (struct due_item){.kind = DUE_REVIEW,
                        .entity = ENTITY_journey,
                        .record = journey,
                        .day = journey->review_by,
                        .department = journey->owner_department,
                        .person = journey->owner_person});
}

/* The day that people gave at the close of the latest workshop; a later workshop was
 * the look that an earlier one asked for. */
static void add_workshop(const struct map *map, date_day on, struct due *due)
{
  const struct workshop *latest = NULL;
  for (size_t i = 0; i < map_count(map, ENTITY_workshop); i++) {
    const struct workshop *workshop = map_at(map, ENTITY_workshop, i);
    if (workshop->day != UNSET && (latest == NULL || workshop->day >= latest->day))
      latest = workshop;
  }
  if (latest != NULL && latest->review_by != UNSET)
    add(due, on,
        (struct due_item){.kind = DUE_REVIEW,
                          .entity = ENTITY_workshop,
                          .record = latest,
                          .day = latest->review_by,
                          .department = UNSET,
                          .person = latest->facilitator});
}

/* Whether the touchpoint is looked at on a day of its own is for people to say; the
 * journey's day stands for all that say nothing. */
static void add_touchpoint(const struct touchpoint *touchpoint, date_day on, struct due *due)
{
  if (touchpoint->review_by != UNSET)
    add(due, on,
        (struct due_item){.kind = DUE_REVIEW,
                          .entity = ENTITY_touchpoint,
                          .record = touchpoint,
                          .day = touchpoint->review_by,
                          .department = touchpoint->owner_department,
                          .person = touchpoint->owner_person});
}

static void add_action(const struct action *action, date_day on, struct due *due)
{
  if (action->state != action_state_done && action->state != action_state_dropped)
    add(due, on,
        (struct due_item){.kind = DUE_ACTION,
                          .entity = ENTITY_action,
                          .record = action,
                          .day = action->due,
                          .department = action->owner_department,
                          .person = action->owner_person});
}

static void add_card(const struct card *card, date_day on, struct due *due)
{
  if (card->lane == lane_parking)
    add(due, on,
        (struct due_item){.kind = DUE_PARKED,
                          .entity = ENTITY_card,
                          .record = card,
                          .day = card->parked_until,
                          .department = card->department,
                          .person = card->author});
}

static void add_message(const struct map *map, const struct message *message, date_day on,
                        struct due *due)
{
  const struct touchpoint *touchpoint = map_find(map, ENTITY_touchpoint, message->touchpoint);
  bool own = message->owner_department != UNSET || touchpoint == NULL;
  if (message->valid_to != UNSET)
    add(due, on,
        (struct due_item){.kind = DUE_TEXT,
                          .entity = ENTITY_message,
                          .record = message,
                          .day = message->valid_to,
                          .department =
                              own ? message->owner_department : touchpoint->owner_department,
                          .person = own ? NULL : touchpoint->owner_person});
}

static void add_waiver(const struct waiver *waiver, date_day on, struct due *due)
{
  if (waiver->until != UNSET)
    add(due, on,
        (struct due_item){.kind = DUE_WAIVER,
                          .entity = ENTITY_waiver,
                          .record = waiver,
                          .day = waiver->until,
                          .department = waiver->department,
                          .person = waiver->person});
}

static int compare(const void *a, const void *b)
{
  const struct due_item *one = a, *other = b;
  if (one->state != other->state)
    return one->state < other->state ? -1 : 1;
  if (one->day != other->day)
    return one->day < other->day ? -1 : 1;
  if (one->kind != other->kind)
    return one->kind < other->kind ? -1 : 1;
  const struct record *first = one->record, *second = other->record;
  return first->order < second->order ? -1 : first->order > second->order;
}

void due_make(const struct map *map, date_day on, struct due *due)
{
  const struct journey *journey = map_journey(map);
  *due = (struct due){0};
  if (journey == NULL || journey->status == journey_status_retired)
    return;
  add_journey(journey, on, due);
  add_workshop(map, on, due);
  for (size_t i = 0; i < map_count(map, ENTITY_touchpoint); i++)
    add_touchpoint(map_at(map, ENTITY_touchpoint, i), on, due);
  for (size_t i = 0; i < map_count(map, ENTITY_action); i++)
    add_action(map_at(map, ENTITY_action, i), on, due);
  for (size_t i = 0; i < map_count(map, ENTITY_card); i++)
    add_card(map_at(map, ENTITY_card, i), on, due);
  for (size_t i = 0; i < map_count(map, ENTITY_message); i++)
    add_message(map, map_at(map, ENTITY_message, i), on, due);
  for (size_t i = 0; i < map_count(map, ENTITY_waiver); i++)
    add_waiver(map_at(map, ENTITY_waiver, i), on, due);
  if (due->count > 1)
    qsort(due->items, due->count, sizeof *due->items, compare);
}

void due_clear(struct due *due)
{
  free(due->items);
  *due = (struct due){0};
}
