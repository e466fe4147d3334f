#include "plan/decider.h"

const struct sending *look_sent(const struct look *look, size_t subject, size_t step, int64_t time)
{
  for (size_t i = 0; i < look->customer->log_count; i++) {
    const struct sending *one = &look->customer->log[i];
    if (one->subject == subject && one->step == step && one->time == time &&
        one->cycle == look->customer->subjects[subject].cycle)
      return one;
  }
  return NULL;
}

int64_t look_last_time(const struct look *look, const struct decided *row)
{
  int64_t last = 0;
  for (size_t i = 0; i < look->customer->log_count; i++) {
    const struct sending *one = &look->customer->log[i];
    if (one->subject == row->subject && one->step == row->step && one->time > last &&
        one->cycle == look_subject(look, row)->cycle)
      last = one->time;
  }
  return last;
}

/* ---- The day ---- */

static bool within(const struct decider *decider, date_day day)
{
  return decider->plan->calendar == NULL ||
         (day >= decider->days.from && day <= decider->days.until);
}

static bool rolled(const struct decider *decider, const struct plan_step *step, date_day *day)
{
  return within(decider, *day) &&
         (step->roll == roll_none || calendar_roll(&decider->days, *day, step->roll, day));
}

static date_day end_of_month(date_day day)
{
  int year, month, date;
  date_split(day, &year, &month, &date);
  return month == 12 ? date_make(year, 12, 31) : date_make(year, month + 1, 1) - 1;
}

date_day look_anchor(const struct look *look, const struct decided *row)
{
  const struct subject *subject = look_subject(look, row);
  const struct ready_step *ready = look_step(look, row);
  if (ready->step->anchor == anchor_end_of_month)
    return subject->anchors[anchor_issued] == UNSET ? UNSET
                                                    : end_of_month(subject->anchors[anchor_issued]);
  if (ready->step->anchor != anchor_previous)
    return subject->anchors[ready->step->anchor];
  const struct sending *before =
      ready->after != DECIDE_NO_STEP ? look_sent(look, row->subject, ready->after, 0) : NULL;
  return before != NULL ? before->day : UNSET;
}

/* Each day after @from and up to the step's, on which a freezing pause was open, moves
 * it by a day.  Pauses are taken by where they begin, so that a day in two of them
 * counts once. */
static date_day frozen(const struct look *look, const struct subject *subject, date_day from,
                       date_day day)
{
  const struct plan *plan = look->decider->plan;
  const int64_t modes[PAUSED_KINDS] = {plan->pause_dispute, plan->pause_payment_plan,
                                       plan->pause_hardship};
  for (;;) {
    date_day first = INT64_MAX, last = 0;
    for (size_t i = 0; i < subject->pause_count; i++) {
      const struct paused *pause = &subject->pauses[i];
      if (modes[pause->kind] != pause_freeze || pause->until == UNSET || pause->until <= from ||
          pause->until < pause->from || pause->until >= look->run->day)
        continue;
      date_day begins = pause->from > from ? pause->from : from + 1;
      if (begins < first) {
        first = begins;
        last = pause->until;
      }
    }
    if (first > day)
      return day;
    day += last - first + 1;
    from = last;
  }
}

bool look_day(const struct look *look, struct decided *row, date_day anchor)
{
  const struct decider *decider = look->decider;
  const struct plan_step *step = look_step(look, row)->step;
  date_day day = anchor;
  if (row->time > 0)
    day += row->time * step->repeat_every_days;
  else if (step->days == day_kind_calendar)
    day += step->offset_days;
  else if (!calendar_add_business(&decider->days, day, step->offset_days, &day))
    return false;
  if (!rolled(decider, step, &day))
    return false;
  date_day moved = frozen(look, look_subject(look, row), anchor, day);
  if (moved != day && !rolled(decider, step, &moved))
    return false;
  row->planned = moved;
  return true;
}

void look_repeat(const struct look *look, struct decided *row, date_day first)
{
  int64_t times = look_step(look, row)->step->repeat_times;
  while (row->time < times) {
    struct decided next = *row;
    next.time++;
    if (!look_day(look, &next, first) || next.planned > look->run->day)
      return;
    row->time++;
  }
}
