#include "plan/draft.h"

int64_t schedule_group(int64_t root)
{
  return root == anchor_due || root == anchor_end_of_month ? anchor_issued : root;
}

bool schedule_needs_calendar(const struct plan_step *step)
{
  return step->days == day_kind_business || step->roll != roll_none;
}

static date_day end_of_month(date_day day)
{
  int year, month, date;
  date_split(day, &year, &month, &date);
  return month == 12 ? date_make(year, 12, 31) : date_make(year, month + 1, 1) - 1;
}

/* The day that the step counts from. */
static date_day anchor_day(const struct draft *draft, size_t step, date_day event,
                           const date_day *planned)
{
  switch (draft->plan->steps[step].anchor) {
  case anchor_due:
    return event + draft->journey->payment_terms_days;
  case anchor_end_of_month:
    return end_of_month(event);
  case anchor_previous:
    return planned[draft->parent[step]];
  default:
    return event;
  }
}

static date_day rolled(const struct draft *draft, const struct plan_step *step, date_day day)
{
  if (step->roll != roll_none && !calendar_roll(&draft->days, day, step->roll, &day))
    return DAY_NONE;
  return day >= draft->from && day <= draft->until ? day : DAY_NONE;
}

static date_day counted(const struct draft *draft, const struct plan_step *step, date_day day)
{
  if (step->days == day_kind_calendar)
    return rolled(draft, step, day + step->offset_days);
  if (!calendar_add_business(&draft->days, day, step->offset_days, &day))
    return DAY_NONE;
  return rolled(draft, step, day);
}

size_t schedule_next(const struct draft *draft, size_t place, const date_day *planned)
{
  size_t step = draft->order[place];
  return place + (planned[step] == DAY_NONE ? draft->size[step] : 1);
}

date_day schedule_step(const struct draft *draft, size_t step, date_day event,
                       const date_day *planned)
{
  return counted(draft, &draft->plan->steps[step], anchor_day(draft, step, event, planned));
}

void schedule_event(const struct draft *draft, int64_t group, date_day event, date_day *planned)
{
  for (size_t i = draft->group[group]; i < draft->group[group + 1];
       i = schedule_next(draft, i, planned)) {
    size_t step = draft->order[i];
    planned[step] = schedule_step(draft, step, event, planned);
  }
}

date_day schedule_repeat(const struct draft *draft, size_t step, date_day planned, int64_t time)
{
  const struct plan_step *one = &draft->plan->steps[step];
  if (time == 0 || planned == DAY_NONE)
    return planned;
  return rolled(draft, one, planned + time * one->repeat_every_days);
}
