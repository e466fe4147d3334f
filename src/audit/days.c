/* When each step falls for a made-up invoice: issued on the day of the audit, due
 * by the journey's payment terms.  A day off is not counted round: where the
 * step's day is moved to the next business day it may fall later than said here. */
#include "audit/work.h"

#include "base/mem.h"

#include <stdlib.h>

static date_day end_of_month(date_day day)
{
  int year, month, date;
  date_split(day, &year, &month, &date);
  return month == 12 ? date_make(year, 12, 31) : date_make(year, month + 1, 1) - 1;
}

/* Without a calendar, and past its end, the weekdays stand in. */
static date_day add_weekdays(date_day day, int64_t offset)
{
  enum { MONDAY_TO_FRIDAY = 5 };
  int64_t step = offset < 0 ? -1 : 1;
  for (int64_t left = offset * step; left > 0;) {
    day += step;
    left -= date_weekday(day) < MONDAY_TO_FRIDAY ? 1 : 0;
  }
  return day;
}

static date_day count_from(const struct work *work, const struct plan_step *step, date_day day)
{
  date_day result = 0;
  if (step->days == day_kind_calendar)
    return day + step->offset_days;
  if (work->days.count > 0 && calendar_add_business(&work->days, day, step->offset_days, &result))
    return result;
  return add_weekdays(day, step->offset_days);
}

/* The day of the event that the step counts from; false where no invoice tells it: the
 * day of a payment, a contact, a cancellation.  An order is taken as made on
 * the day of its invoice. */
static bool event_day(const struct work *work, const struct spot *spot, date_day *day)
{
  date_day issued = work->input->on;
  switch (spot->step.anchor) {
  case anchor_order:
  case anchor_issued:
    *day = issued;
    return true;
  case anchor_due:
    *day = issued + work->journey->payment_terms_days;
    return true;
  case anchor_end_of_month:
    *day = end_of_month(issued);
    return true;
  case anchor_previous:
    if (spot->parent == NO_SPOT || !work->spots[spot->parent].placed)
      return false;
    *day = work->spots[spot->parent].date;
    return true;
  default:
    return false;
  }
}

static void find_parents(struct work *work)
{
  size_t previous = NO_SPOT;
  for (size_t i = 0; i < work->spot_count; i++) {
    struct spot *spot = &work->spots[i];
    spot->parent = NO_SPOT;
    if (!spot->sends)
      continue;
    if (spot->step.anchor == anchor_previous)
      spot->parent = spot->touchpoint->after != NULL
                         ? audit_names_find(&work->ids, spot->touchpoint->after)
                         : previous;
    if (spot->parent != NO_SPOT && !work->spots[spot->parent].sends)
      spot->parent = NO_SPOT;
    previous = i;
  }
}

static void place(const struct work *work, struct spot *spot)
{
  date_day event = 0;
  const struct spot *parent = spot->parent != NO_SPOT ? &work->spots[spot->parent] : NULL;
  spot->track = spot->step.segment != NULL ? spot->step.segment
                : parent != NULL           ? parent->track
                                           : NULL;
  spot->placed = event_day(work, spot, &event);
  if (!spot->placed)
    return;
  spot->date = count_from(work, &spot->step, event);
  spot->day = spot->date - work->input->on - work->journey->payment_terms_days;
}

/* Walks up from each step to one that is settled, or the first of its chain, and
 * settles the way back down.  Steps that count from each other in a circle have
 * no day. */
void work_place(struct work *work)
{
  enum { FRESH, CLIMBING, SETTLED };
  unsigned char *state = mem_new(work->spot_count, 1);
  size_t *path = mem_new(work->spot_count, sizeof *path);
  find_parents(work);
  for (size_t i = 0; i < work->spot_count; i++) {
    size_t length = 0, at = work->spots[i].sends ? i : NO_SPOT;
    while (at != NO_SPOT && state[at] == FRESH) {
      state[at] = CLIMBING;
      path[length++] = at;
      at = work->spots[at].parent;
    }
    if (at != NO_SPOT && state[at] == CLIMBING)
      work->spots[at].parent = NO_SPOT;
    while (length > 0) {
      size_t spot = path[--length];
      place(work, &work->spots[spot]);
      state[spot] = SETTLED;
    }
  }
  free(path);
  free(state);
}
