/* What a plan means: the one decision of each subject and step, with its
 * reason, on the day of a run.  kundresa-plan(5), WHAT A PLAN MEANS, is the
 * text that this carries out; data/golden has cases of both. */
#ifndef KUNDRESA_PLAN_DECIDE_H
#define KUNDRESA_PLAN_DECIDE_H

#include "base/date.h"
#include "model/plan.h"

#include <stdbool.h>

/* A step of the log that this plan does not have. */
#define DECIDE_NO_STEP ((size_t)-1)
/* A sending of the log to another subject of the customer than those at hand. */
#define DECIDE_OTHER ((size_t)-1)

enum pause_kind { PAUSED_DISPUTE, PAUSED_PAYMENT_PLAN, PAUSED_HARDSHIP, PAUSED_KINDS };

/* Days that are not known are UNSET. */
struct paused {
  enum pause_kind kind;
  date_day from, until; /* both included; until UNSET: open without an end */
};
struct fact_value {
  const char *text; /* as it stands in conditions; NULL: unknown */
  int64_t number;   /* by condition_value(); 0 for texts */
};
struct approval {
  size_t step;
  int64_t cycle, time;
};
struct subject {
  const char *id;
  int64_t cycle;
  date_day anchors[anchor_end_of_month + 1]; /* previous and end-of-month are not read */
  date_day events[stop_event_protected_identity + 1];
  const struct paused *pauses;
  size_t pause_count;
  const bool *failed; /* by control: not passed; NULL: all are */
  const struct approval *approvals;
  size_t approval_count;
  const struct fact_value *values; /* by attribute, in the order of the plan */
  bool fee_known;                  /* what the law allows at most, on the day of the run */
};

/* An earlier sending, of any plan. */
struct sending {
  size_t subject;      /* among those at hand, or DECIDE_OTHER */
  size_t step;         /* or DECIDE_NO_STEP */
  const char *step_id; /* of it */
  int64_t cycle, time; /* time 0 is the first, then the repeats */
  int64_t step_class;
  date_day day;
};

/* All that a run looks at together: what is one customer's. */
struct customer {
  const struct subject *subjects;
  size_t subject_count;
  const struct sending *log;
  size_t log_count;
  const char *language; /* NULL: unknown */
  uint32_t channels;    /* a bit each, by enum channel */
};
struct run {
  date_day day;
  int64_t minute; /* of the day, 0 to 1439: when it is made */
};

enum course { COURSE_SEND, COURSE_WAIT, COURSE_HOLD, COURSE_SKIP, COURSE_STOP };

/* In the order in which they are looked at. */
enum reason {
  REASON_STOPPED,
  REASON_SENT,
  REASON_PAUSED,
  REASON_NO_ANCHOR,
  REASON_PAST_CALENDAR,
  REASON_NOT_DUE,
  REASON_LATE,
  REASON_CONDITION,
  REASON_UNKNOWN,
  REASON_GAP,
  REASON_CONTROL,
  REASON_APPROVAL,
  REASON_OUTRANKED,
  REASON_CAPPED,
  REASON_UNDELIVERABLE,
  REASON_WINDOW,
  REASON_DUE,
  REASON_COUNT
};

struct decided {
  size_t subject, step;
  int64_t time; /* of its sending: 0, or the number of the repeat */
  enum course course;
  enum reason reason;
  const char *detail; /* what the reason names: event, kind, attribute, step or cap; borrowed */
  date_day planned;   /* the step's day; UNSET where it was not looked for */
  bool late;          /* the day lies more than the grace back */
  /* Of what is sent: */
  date_day not_before;           /* its day */
  int64_t minute;                /* and time of day, on the clock on the wall */
  int64_t channel;               /* else UNSET */
  const struct variant *variant; /* of the text itself; borrowed from the map; else NULL */
  /* For decide() alone: */
  bool open;
};

/* A plan made ready, so that deciding looks nothing up and takes no memory. */
struct decider;

/* @plan must outlive it; free it with decider_free(). */
struct decider *decider_make(const struct plan *plan);
void decider_free(struct decider **decider);

/* Counts and names, for whoever fills in the facts.  The place of a name, or
 * (size_t)-1. */
size_t decider_attribute(const struct decider *decider, const char *id);
size_t decider_attribute_count(const struct decider *decider);
int64_t decider_attribute_type(const struct decider *decider, size_t attribute);
size_t decider_control(const struct decider *decider, const char *title);
size_t decider_control_count(const struct decider *decider);
size_t decider_step(const struct decider *decider, const char *id);
const struct plan *decider_plan(const struct decider *decider);

/* Decides for every subject of @customer and every step: @rows has room for
 * subject_count times step_count rows, which come subject by subject, the steps in the
 * order of the plan. */
void decide(const struct decider *decider, const struct customer *customer, const struct run *run,
            struct decided *rows);

/* The text of one message of a step that the customer gets, or NULL. */
const struct variant *decide_variant(const struct decider *decider, size_t step, size_t message,
                                     const struct subject *subject, const char *language,
                                     date_day day);

/* "send", "paused:", …: as rows name them.  A reason that ends in a colon is followed by
 * its detail, or by the step's day. */
const char *course_name(enum course course);
const char *reason_name(enum reason reason);
const char *pause_name(enum pause_kind kind);

/* The whole reason, as "capped:weekly"; @buffer is ended by NUL. */
#define REASON_SIZE 96
char *reason_format(const struct decided *row, char buffer[REASON_SIZE]);

#endif
