/* What one customer is sent after one event, played through day by day under
 * the caps and the least gap. */
#ifndef KUNDRESA_PLAN_PLAY_H
#define KUNDRESA_PLAN_PLAY_H

#include "plan/draft.h"

/* More messages than this to one customer after one event are not played
 * through. */
#define LINES_MOST 200

/* One message to the customer. */
struct line {
  size_t step;
  int64_t time; /* 0, or the number of the repeat */
  date_day day; /* DAY_NONE until what it counts from is sent */
  date_day at;  /* the first day on which it may go out, as far as is known */
  bool done;    /* sent, or too late */
  /* What is known after all events. */
  bool sent;             /* after one of them at least */
  const struct cap *cap; /* that held it back last; NULL: the least gap did */
  date_day held;         /* its day then; DAY_NONE: nothing held it back until it was late */
};

/* All that the customer gets, by step and time. */
struct lines {
  struct line items[LINES_MOST];
  size_t count;
};

struct play {
  const struct draft *draft;
  uint32_t *counted; /* by cap: the classes it counts, a bit each */
  struct lines lines;
  struct {
    size_t step;
    date_day day;
  } sent[LINES_MOST]; /* in the order of time */
  size_t sent_count;
  date_day *planned; /* by step: the day on which it was sent */
  int64_t looks;     /* that are left; none: what the lines know is not to be relied on */
};

struct play *play_make(const struct draft *draft);
void play_free(struct play *play);

/* Whether any cap, or the least gap, has to do with the step. */
bool play_competes(const struct play *play, size_t step);

/* Their order by step and time; for qsort() and bsearch(). */
int play_compare_lines(const void *a, const void *b);

/* Plays play->lines through after every event until the day @last, for as long
 * as looks are left. */
void play_all(struct play *play, date_day last);

#endif
