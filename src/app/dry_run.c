/* The life of one customer's invoices. */
#include "app/dry_run.h"

#include "base/mem.h"

#include <inttypes.h>
#include <stdlib.h>

static date_day earlier(date_day one, date_day other)
{
  return one == UNSET || (other != UNSET && other < one) ? other : one;
}

static void find_span(const struct dry_run *run, const struct customer *customer, date_day *first,
                      date_day *last)
{
  *first = *last = UNSET;
  for (size_t i = 0; i < customer->subject_count; i++) {
    const struct subject *subject = &customer->subjects[i];
    date_day start = UNSET;
    for (size_t k = 0; k < sizeof subject->anchors / sizeof subject->anchors[0]; k++)
      start = earlier(start, subject->anchors[k]);
    *first = earlier(*first, start);
    if (start != UNSET && (*last == UNSET || start + LIFE_DAYS_MOST > *last))
      *last = start + LIFE_DAYS_MOST;
  }
  if (run->plan->calendar != NULL && *last > run->plan->calendar->until)
    *last = run->plan->calendar->until;
  if (run->asked.from != UNSET && run->asked.from > *first)
    *first = run->asked.from;
  if (run->asked.to != UNSET && run->asked.to < *last)
    *last = run->asked.to;
  if (*first > *last)
    *first = *last;
}

/* ---- Days on which nothing can change ---- */

/* Whether a row stays as it is until something happens to the invoice: a sending, an
 * event, a pause, or the step's own day.  The others are looked at every day. */
static bool is_settled(const struct dry_run *run, const struct decided *row)
{
  switch (row->reason) {
  case REASON_STOPPED:
  case REASON_SENT:
  case REASON_PAUSED:
  case REASON_NO_ANCHOR:
  case REASON_PAST_CALENDAR:
  case REASON_NOT_DUE:
  case REASON_CONDITION:
  case REASON_UNKNOWN:
  case REASON_CONTROL:
  case REASON_APPROVAL:
    return true;
  case REASON_LATE:
    return run->plan->late_policy == late_hold || run->plan->late_policy == late_skip;
  default:
    return false;
  }
}

/* Takes @candidate where it lies after @day and before what was found. */
static void offer(date_day *found, date_day day, date_day candidate)
{
  if (candidate != UNSET && candidate > day)
    *found = earlier(*found, candidate);
}

/* The next day that must be looked at, or UNSET. */
static date_day next_day(const struct dry_run *run, const struct customer *customer, date_day day)
{
  date_day next = UNSET;
  size_t count = customer->subject_count * run->plan->step_count;
  for (size_t i = 0; i < count; i++) {
    if (!is_settled(run, &run->rows[i]))
      return day + 1;
    if (run->rows[i].reason == REASON_NOT_DUE)
      offer(&next, day, run->rows[i].planned);
  }
  for (size_t i = 0; i < customer->subject_count; i++) {
    const struct subject *subject = &customer->subjects[i];
    for (size_t k = 0; k < sizeof subject->events / sizeof subject->events[0]; k++)
      offer(&next, day, subject->events[k]);
    for (size_t k = 0; k < subject->pause_count; k++) {
      offer(&next, day, subject->pauses[k].from);
      if (subject->pauses[k].until != UNSET)
        offer(&next, day, subject->pauses[k].until + 1);
    }
  }
  return next;
}

/* ---- One day ---- */

static enum status note(struct dry_run *run, const struct decided *row, date_day day,
                        struct error *err)
{
  const struct subject *subject = &facts_customer(run->facts)->subjects[row->subject];
  const struct plan_step *step = &run->plan->steps[row->step];
  char text[DATE_SIZE];
  struct str entry = {0};
  str_addf(&entry, "%s/%s/%" PRId64 "/%" PRId64 "/%s/%s", subject->id, step->touchpoint->id,
           subject->cycle, row->time,
           enumeration_token(&enumerations[ENUM_step_class], step->step_class),
           date_format(day, text));
  enum status status = facts_set(run->facts, row->subject, "log", str_text(&entry), err);
  str_clear(&entry);
  return status;
}

static enum status look(struct dry_run *run, date_day day, struct error *err)
{
  const struct run at = {.day = day};
  const struct customer *customer = facts_customer(run->facts);
  size_t count = customer->subject_count * run->plan->step_count;
  enum status status = STATUS_OK;
  decide(run->decider, customer, &at, run->rows);
  for (size_t i = 0; i < count && status == STATUS_OK; i++) {
    const struct decided *row = &run->rows[i];
    bool waits = row->reason == REASON_NO_ANCHOR || row->reason == REASON_NOT_DUE;
    if (waits || run->days[i] == UNSET) {
      run->first[i] = *row;
      run->days[i] = waits ? UNSET : day;
    }
    if (row->course != COURSE_SEND)
      continue;
    run->told[i] = true;
    status = dry_tell(run, row, day, err);
    if (status == STATUS_OK)
      status = note(run, row, day, err);
  }
  return status;
}

static void make_room(struct dry_run *run, size_t count)
{
  if (count > run->room) {
    run->room = count;
    run->rows = mem_resize(run->rows, count, sizeof *run->rows);
    run->first = mem_resize(run->first, count, sizeof *run->first);
    run->days = mem_resize(run->days, count, sizeof *run->days);
    run->told = mem_resize(run->told, count, sizeof *run->told);
  }
  for (size_t i = 0; i < count; i++) {
    run->days[i] = UNSET;
    run->told[i] = false;
  }
}

enum status dry_live(struct dry_run *run, struct error *err)
{
  const struct customer *customer = facts_customer(run->facts);
  size_t count = customer->subject_count * run->plan->step_count;
  date_day day, last;
  enum status status = STATUS_OK;
  if (count == 0)
    return STATUS_OK;
  make_room(run, count);
  find_span(run, customer, &day, &last);
  while (status == STATUS_OK && day != UNSET && day <= last) {
    status = look(run, day, err);
    day = next_day(run, facts_customer(run->facts), day);
  }
  for (size_t i = 0; i < count && status == STATUS_OK; i++)
    if (!run->told[i])
      status = dry_tell(run, &run->first[i], run->days[i] != UNSET ? run->days[i] : last, err);
  return status;
}
