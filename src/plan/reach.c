#include "plan/draft.h"

#include "base/i18n.h"
#include "base/mem.h"

#include <stdlib.h>

/* Which steps have a day after some event, and which have one for every
 * repeat. */
struct reach {
  bool *first, *last; /* by step */
};

static int64_t repeats(const struct plan_step *step)
{
  return step->repeat_every_days > 0 ? step->repeat_times : 0;
}

/* Whether every step of the group is reached, when this event is counted in. */
static bool mark(const struct draft *draft, struct reach *reach, int64_t group,
                 const date_day *planned)
{
  bool all = true;
  size_t end = draft->group[group + 1];
  for (size_t i = draft->group[group]; i < end; i = schedule_next(draft, i, planned)) {
    size_t step = draft->order[i];
    if (planned[step] == DAY_NONE) {
      all = false; /* nor are those below it, which are passed over */
      continue;
    }
    reach->first[step] = true;
    reach->last[step] =
        reach->last[step] ||
        schedule_repeat(draft, step, planned[step], repeats(&draft->plan->steps[step])) != DAY_NONE;
    all = all && reach->last[step];
  }
  return all;
}

static void tell(const struct draft *draft, const struct reach *reach, size_t step)
{
  size_t parent = draft->parent[step];
  const char *id = draft->plan->steps[step].touchpoint->id;
  char until[DATE_SIZE];
  date_format(draft->until, until);
  if (reach->last[step] || (parent != NO_STEP && !reach->first[parent]))
    return;
  if (!reach->first[step])
    fault_add(draft->faults, "past-calendar", ENTITY_touchpoint, id, _("Let fewer days pass."),
              _("It comes so late that no invoice reaches it before %s, until when the holidays "
                "are known."),
              until);
  else
    fault_add(draft->faults, "past-calendar", ENTITY_touchpoint, id,
              _("Repeat it fewer times, or more often."),
              _("Its last repeat comes after %s, until when the holidays are known."), until);
}

void reach_check(struct draft *draft)
{
  size_t count = draft->plan->step_count;
  struct reach reach = {mem_new(count, sizeof *reach.first), mem_new(count, sizeof *reach.last)};
  date_day *planned = mem_new(count, sizeof *planned);
  for (int64_t group = 0; group < ANCHORS; group++) {
    bool all = draft->group[group] == draft->group[group + 1];
    for (date_day event = draft->from; event <= draft->until && !all; event++) {
      schedule_event(draft, group, event, planned);
      all = mark(draft, &reach, group, planned);
    }
  }
  for (size_t i = 0; i < draft->order_count; i++)
    tell(draft, &reach, draft->order[i]);
  free(planned);
  free(reach.first);
  free(reach.last);
}
