/* Business days: weekends and the holidays of a country, as rules. */
#ifndef KUNDRESA_PLAN_CALENDAR_H
#define KUNDRESA_PLAN_CALENDAR_H

#include "base/date.h"
#include "model/plan.h"

#include <stdbool.h>

/* The calendar of @market (enum market), or NULL where none is known yet. */
const struct calendar *calendar_of(int64_t market);

/* The day of @holiday in @year. */
date_day holiday_day(const struct holiday *holiday, int year);

/* The business days of a calendar's whole span, worked out once so that
 * asking is cheap.  Free it with calendar_days_free(). */
struct calendar_days {
  date_day from, until; /* both included */
  bool *business;       /* by day - from */
  size_t *before;       /* by day - from: the business days before it */
  date_day *list;       /* the business days in order */
  size_t count;
};
void calendar_days_make(struct calendar_days *days, const struct calendar *calendar);
void calendar_days_free(struct calendar_days *days);

/* Whether @day is a business day; a day outside of the span is none. */
bool calendar_is_business(const struct calendar_days *days, date_day day);

/* The day @offset business days after @day (before it, when negative); @day
 * itself is never counted, and 0 is @day itself.  False where that lies
 * outside of the span. */
bool calendar_add_business(const struct calendar_days *days, date_day day, int64_t offset,
                           date_day *result);

/* @day, or the nearest business day that @roll (enum roll) allows.  False
 * where that lies outside of the span. */
bool calendar_roll(const struct calendar_days *days, date_day day, int64_t roll, date_day *result);

#endif
