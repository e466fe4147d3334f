/* When a step of the agenda is green, and what it warns of. */
#ifndef KUNDRESA_WORKSHOP_NEEDS_H
#define KUNDRESA_WORKSHOP_NEEDS_H

#include "model/agenda.h"
#include "model/map.h"

/* What is looked at.  Borrowed. */
struct scene {
  const struct map *map;
  const struct agenda_step *step;
  const char *workshop; /* the id of its record, or NULL outside of any */
  uint64_t departments; /* bits of those who are here */
  size_t findings;      /* errors and warnings of the audit in the step's stages */
};

bool need_holds(enum need need, const struct scene *scene);
bool caution_holds(enum caution caution, const struct scene *scene);

/* The bits of the step's needs that hold, and of its cautions. */
uint64_t needs_met(const struct scene *scene);
uint64_t cautions_met(const struct scene *scene);

/* Whether a touchpoint is of the part of the map that the step is about. */
bool step_holds(const struct agenda_step *step, const struct touchpoint *touchpoint);

#endif
