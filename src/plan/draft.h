/* A plan in the making: what the files of this room hand to one another. */
#ifndef KUNDRESA_PLAN_DRAFT_H
#define KUNDRESA_PLAN_DRAFT_H

#include "model/calendar.h"
#include "model/step.h"
#include "plan/audience.h"
#include "plan/compile.h"

#define NO_STEP ((size_t)-1)
#define ANCHORS (anchor_end_of_month + 1)

struct draft {
  const struct map *map;
  const struct journey *journey;
  struct plan *plan; /* its steps in the order of the map */
  size_t *parent;    /* by step: the step it is counted from, or NO_STEP */
  int64_t *root;     /* by step: the anchor its chain begins with; UNSET when it has none */
  size_t *order;     /* the steps that have a root: by group, each followed by those below it */
  size_t *size;      /* by step: how many they are with itself */
  size_t *group;     /* by anchor: where its group begins in the order; the next one's is its end */
  size_t order_count;
  size_t *audience; /* by step: whom it reaches */
  bool *paid;       /* by step: only paid invoices come as far as to it */
  bool *undue; /* by step: it can fall before the due date; known when collide_check() is done */
  bool *unfit; /* by step: a segment of its chain compares with unfit values */
  struct audiences audiences;
  date_day from, until;      /* the days that are reckoned with, both included */
  struct calendar_days days; /* empty where there is no calendar */
  struct plan_faults *faults;
};

/* faults.c: adds one fault.  @format and what follows make the sentence. */
void fault_add(struct plan_faults *faults, const char *code, enum entity entity, const char *id,
               const char *remedy, const char *format, ...) __attribute__((format(printf, 6, 7)));

/* Adds the faults of @from to @to and leaves @from empty. */
void faults_move(struct plan_faults *to, struct plan_faults *from);

/* The title of a step, and of a segment as it reads after 'to'; for faults. */
const char *fault_step(const struct draft *draft, size_t step);
const char *fault_segment(const struct draft *draft, const char *segment);

/* resolve.c: finds what each step is counted from, where its chain begins and whom it
 * still reaches; steps that count from nothing, or in a circle, are faults. */
void resolve_chains(struct draft *draft);

/* check.c: what cannot be run, in the journey, a step, and its texts. */
void check_journey(struct draft *draft);
void check_step(struct draft *draft, size_t step);

/* check_text.c */
void check_texts(struct draft *draft, size_t step);

/* schedule.c: the days that the steps of one group fall on after one event
 * (the day of the invoice for roots issued, due and end-of-month).  @planned
 * has room for every step; DAY_NONE where a step has no such day within the
 * days reckoned with, and then those below it have none and are not filled
 * in: walk with schedule_next(). */
#define DAY_NONE INT64_MIN
void schedule_event(const struct draft *draft, int64_t group, date_day event, date_day *planned);

/* The day of one step, by the day in @planned of that which it counts from. */
date_day schedule_step(const struct draft *draft, size_t step, date_day event,
                       const date_day *planned);

/* Where in the order the next step with a day may be, after that at @place. */
size_t schedule_next(const struct draft *draft, size_t place, const date_day *planned);

/* The day of the @time-th sending of a step, counted from the first (0), which
 * is on @planned. */
date_day schedule_repeat(const struct draft *draft, size_t step, date_day planned, int64_t time);

/* The group of the steps whose chain begins with @root: due and end-of-month go with
 * issued. */
int64_t schedule_group(int64_t root);

/* Whether the step needs to know business days. */
bool schedule_needs_calendar(const struct plan_step *step);

/* meeting.c: the steps parted into crowds, those of one crowd being alike in
 * who gets them. */
struct crowd {
  size_t audience;
  int64_t state;  /* enum invoice_state */
  size_t *others; /* the crowds that one invoice can be in beside this one */
  size_t other_count;
  bool known; /* the others have been looked for */
};
struct crowds {
  struct draft *draft;
  size_t *of; /* by step */
  struct crowd *items;
  size_t count;
};
void crowds_make(struct crowds *crowds, struct draft *draft);
void crowds_free(struct crowds *crowds);

/* Whether one invoice can be in both. */
bool crowds_can_meet(struct crowds *crowds, size_t one, size_t other);

/* The crowd with its others found. */
const struct crowd *crowd_with_others(struct crowds *crowds, size_t crowd);

/* collide.c: simulates every day of the calendar; adds steps that fall before
 * what they count from, and pairs that fall on one day for one invoice. */
void collide_check(struct draft *draft);

/* reach.c: adds steps and repeats that come after the last day of the
 * calendar, whatever the day of the event. */
void reach_check(struct draft *draft);

/* blocked.c: adds steps that a cap or the least gap always holds back until
 * they are late. */
void blocked_check(struct draft *draft);

#endif
