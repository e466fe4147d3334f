/* What has to be looked at, done or renewed by a day, so that a map does not die:
 * reviews, actions, what is parked, texts and waivers that end. */
#ifndef KUNDRESA_SURVEY_DUE_H
#define KUNDRESA_SURVEY_DUE_H

#include "base/date.h"
#include "model/map.h"

/* A day that is no more than so many days away is soon. */
#define DUE_SOON_DAYS 14

enum due_kind {
  DUE_REVIEW, /* a journey or touchpoint is to be looked at again, or what a workshop left */
  DUE_ACTION, /* something is to be done */
  DUE_PARKED, /* a parked card waits */
  DUE_TEXT,   /* a message may be sent no longer */
  DUE_WAIVER, /* a finding is accepted no longer */
  DUE_KINDS
};

/* How it stands on the day asked about. */
enum due_state {
  DUE_OVERDUE, /* its day has passed */
  DUE_SOON,    /* today, or in the next DUE_SOON_DAYS days */
  DUE_LACKING, /* it has no day, or an action nobody to do it */
};

struct due_item {
  enum due_kind kind;
  enum due_state state;
  enum entity entity;
  const void *record; /* the map's */
  date_day day;       /* UNSET where there is none */
  int64_t department; /* that answers for it, or UNSET */
  const char *person; /* who does, or NULL; the map's */
};

struct due {
  struct due_item *items; /* overdue first, then by day; those without one last */
  size_t count;
  size_t overdue;
  size_t soon;
};

/* Looks at @map as of the day @on; a retired journey has nothing due.  Borrows from
 * @map.  Free with due_clear(). */
void due_make(const struct map *map, date_day on, struct due *due);
void due_clear(struct due *due);

#endif
