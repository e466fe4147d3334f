/* Hand-overs and blind spots (R13): what stands before and after a department's own
 * touchpoints, how much of it the department sees, and which system passes
 * something on to which. */
#ifndef KUNDRESA_SURVEY_HANDOVER_H
#define KUNDRESA_SURVEY_HANDOVER_H

#include "model/map.h"

/* How a department sees a touchpoint that another one owns. */
enum sight { SIGHT_CONTRIBUTES, SIGHT_TOLD, SIGHT_BLIND };

/* A touchpoint of another owner, or of none, next to one of the department's own in
 * the order of the map. */
struct handover {
  const struct touchpoint *own; /* the map's */
  const struct touchpoint *other;
  bool after; /* the other one comes after it: the department hands over */
  enum sight sight;
};

struct department_outlook {
  int64_t department;         /* enum department */
  size_t owned;               /* touchpoints */
  struct handover *handovers; /* in the order of the map */
  size_t count;
  size_t blind; /* touchpoints among them that it does not see, each counted once */
};

/* One system passes something on to another: what the giver writes or reads at a
 * touchpoint is read or sent there by the taker, or read by it at the next. */
struct passing {
  const struct usage *giver; /* the map's */
  const struct usage *taker;
  const struct touchpoint *at;
  const struct touchpoint *to; /* where it is taken: the same, or the next one */
  int64_t automation;          /* the least of both; UNSET where either is not known */
};

struct outlook {
  struct department_outlook *departments; /* those that own anything, as enum department */
  size_t count;
  const struct touchpoint **unowned; /* that no department answers for */
  size_t unowned_count;
  struct passing *passings; /* in the order of the map */
  size_t passing_count;
};

/* Borrows from @map.  Free with outlook_clear(). */
void outlook_make(const struct map *map, struct outlook *outlook);
void outlook_clear(struct outlook *outlook);

#endif
