/*
 * survey/ owns what can be told of a journey by looking at all of it: what its
 * questions cost, where departments hand over and do not see, and what is due.
 * Pure: a map in, figures out.  It must not know rules, plans, files or how
 * anything is printed.
 *
 * This header: the support baseline (R9).  What customers ask, how often, what it
 * costs, and what became of it after a change.  Periods of different lengths are
 * compared by what they come to in thirty days; what rests on a guess says so.
 */
#ifndef KUNDRESA_SURVEY_SUPPORT_H
#define KUNDRESA_SURVEY_SUPPORT_H

#include "base/date.h"
#include "model/map.h"

/* Rates are for so many days. */
#define SUPPORT_DAYS 30
/* What a contact costs where neither question nor journey says it, in öre: 100 kr
 * for a call from somebody who does not understand the invoice (R9, M. Widgren). Other
 * currencies have no such figure. */
#define SUPPORT_CONTACT_COST 10000
/* One in so many of these costs can be saved by telling beforehand (the same source). */
#define SUPPORT_SAVED_PART 10

/* Who says what a contact costs. */
enum cost_source { COST_UNKNOWN, COST_DEFAULT, COST_JOURNEY, COST_QUESTION };

/* One time during which a question was counted; several ways of asking in the same
 * days are one. */
struct asked {
  bool dated;         /* the days are known */
  date_day from, to;  /* both counted; not set unless dated */
  int64_t days;       /* from and to included; SUPPORT_DAYS unless dated */
  int64_t count;      /* how many asked */
  int64_t minutes;    /* that all answers took; UNSET where one of them is not known */
  int64_t evidence;   /* the weakest of what was added up; UNSET where one does not say */
  int64_t rate;       /* hundredths of a question in SUPPORT_DAYS days */
  const char *period; /* as the question calls it, or NULL; the map's */
};

/* One question, with what follows from its counts.  Money is in minor units. */
struct support_question {
  const struct question *question; /* the map's */
  size_t place;                    /* among the journey's questions, from 0 */
  struct asked *asked;             /* by their first day, what is not dated first */
  size_t asked_count;
  size_t impossible;          /* counts that end before they begin: left out */
  const struct asked *now;    /* the one that ends last, by which it is ranked; NULL: none */
  const struct asked *before; /* the first dated one, where `now` begins after its end; or NULL */
  int64_t unit_cost;          /* of one answer; UNSET unless known */
  enum cost_source source;
  int64_t cost;        /* in SUPPORT_DAYS days; UNSET where it cannot be told */
  int64_t year_cost;   /* in 365 days at the same rate */
  int64_t minutes;     /* in SUPPORT_DAYS days; UNSET where it cannot be told */
  int64_t saved;       /* cost in SUPPORT_DAYS days before less that of now; negative where
                          it rose; UNSET where there is nothing to compare */
  bool lengths_differ; /* the two periods compared are of different lengths */
};

/* All of a journey's questions, those most worth preventing first: by cost, then by
 * how often they are asked, then as the journey has them. */
struct support {
  struct support_question *questions;
  size_t count;
  size_t counted;          /* of them, how many were ever counted */
  int64_t unit_cost;       /* of a contact, where the question does not say; UNSET: unknown */
  enum cost_source source; /* of that */
  int64_t cost;            /* sums of those that are known */
  int64_t year_cost;
  int64_t minutes;
  int64_t saved; /* UNSET where nothing can be compared */
};

/* Borrows from @map.  Free with support_clear(). */
void support_make(const struct map *map, struct support *support);
void support_clear(struct support *support);

/* Whether a count is a guess, or does not say how it is known. */
bool support_is_guess(const struct asked *asked);

/* The days that a period as people write it names: "2026", "2026-09", "2026-09-07",
 * "2026 Q3", "2026 kv 3", "2026-09-01 2026-09-14" (the two with anything but digits
 * between); false where it names none. */
bool support_read_period(const char *period, date_day *from, date_day *to);

#endif
