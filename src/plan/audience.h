/* Whom the steps reach.  A step that counts from another goes only to those
 * who got that one: its audience is in all the segments of its chain. */
#ifndef KUNDRESA_PLAN_AUDIENCE_H
#define KUNDRESA_PLAN_AUDIENCE_H

#include "model/map.h"
#include "plan/pairs.h"

#include <stdbool.h>

/* The number of the audience that is everyone. */
#define AUDIENCE_ALL ((size_t)0)

struct audience_part {
  size_t within;    /* the audience that it is part of */
  const char *name; /* the segment that it is in besides; NULL in AUDIENCE_ALL */
};

struct audiences {
  const struct map *map;
  struct audience_part *items;
  size_t count, capacity;
  struct pairs known; /* (audience, segment) -> audience */
  struct pairs met;   /* (audience, audience) -> whether somebody is in both */
};

/* Only AUDIENCE_ALL.  @map is borrowed; free it with audiences_free(). */
void audiences_make(struct audiences *audiences, const struct map *map);
void audiences_free(struct audiences *audiences);

/* Those of @audience that are in the segment (NULL: all of them). */
size_t audience_within(struct audiences *audiences, size_t audience, const char *segment);

/* Whether somebody can be in both, as far as the conditions tell. */
bool audience_can_meet(struct audiences *audiences, size_t one, size_t other);

#endif
