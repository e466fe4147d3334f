/* A plan made ready for deciding: what prepare.c makes and decide.c reads. */
#ifndef KUNDRESA_PLAN_DECIDER_H
#define KUNDRESA_PLAN_DECIDER_H

#include "model/calendar.h"
#include "plan/decide.h"

struct ready_condition {
  size_t attribute;
  int64_t operator_, type;
  struct fact_value *operands;
  size_t operand_count;
};
/* A segment; without conditions it is everyone. */
struct ready_segment {
  const char *id;
  struct ready_condition *conditions;
  size_t count;
};
#define EVERYONE ((size_t)-1)

struct ready_variant {
  const struct variant *variant;
  size_t segment; /* or EVERYONE */
};
struct ready_message {
  const struct message *message;
  struct ready_variant *variants;
  size_t count;
};
struct ready_step {
  const struct plan_step *step;
  const char *id;
  size_t after;   /* the step that it counts from, or DECIDE_NO_STEP */
  size_t segment; /* or EVERYONE */
  int64_t *stops; /* enum stop_event, in the order of the plan */
  size_t stop_count;
  int64_t *channels; /* enum channel, the preferred one first */
  size_t channel_count;
  size_t *controls; /* of the decider's */
  size_t control_count;
  struct ready_message *messages;
  size_t message_count;
};
struct ready_cap {
  const struct cap *cap;
  uint32_t counts; /* a bit each, by enum step_class */
};

struct decider {
  const struct plan *plan;
  struct calendar_days days; /* empty where there is no calendar */
  char *first_language;
  struct ready_segment *segments;
  size_t segment_count;
  struct ready_step *steps;
  struct ready_cap *caps;
  size_t cap_count;
  const char **controls; /* their titles, each once */
  size_t control_count;
};

/* addressed.c: whether the subject is in the segment; *@missing is the first attribute that
 * would have to be known. */
enum truth { TRUTH_NO, TRUTH_YES, TRUTH_UNKNOWN };
enum truth decider_belongs(const struct decider *decider, size_t number,
                           const struct subject *subject, size_t *missing);

/* What the looks at one subject share. */
struct look {
  const struct decider *decider;
  const struct customer *customer;
  const struct run *run;
  struct decided *rows; /* of all subjects */
  size_t count;
};

static inline const struct ready_step *look_step(const struct look *look, const struct decided *row)
{
  return &look->decider->steps[row->step];
}

static inline const struct subject *look_subject(const struct look *look, const struct decided *row)
{
  return &look->customer->subjects[row->subject];
}

/* planned.c: the sending of that key in the log, or NULL; and the highest number that the
 * step of a row was sent under, where it was sent. */
const struct sending *look_sent(const struct look *look, size_t subject, size_t step, int64_t time);
int64_t look_last_time(const struct look *look, const struct decided *row);

/* The day that the first sending of the row's step counts from, or UNSET. */
date_day look_anchor(const struct look *look, const struct decided *row);

/* Finds the day of a row whose time is known.  False where it is not in the calendar. */
bool look_day(const struct look *look, struct decided *row, date_day anchor);

/* Which repeat the row is of, the first having been sent on @first: the latest whose day
 * has come, so that those missed are not made up for. */
void look_repeat(const struct look *look, struct decided *row, date_day first);

#endif
