/* What a touchpoint that sends means as a step of a plan, with everything that the
 * journey leaves out put in: see kundresa-plan(5) for the table of defaults. */
#ifndef KUNDRESA_MODEL_STEP_H
#define KUNDRESA_MODEL_STEP_H

#include "model/plan.h"

/* Whether the touchpoint is something that we send: it has a trigger, or a
 * text although somebody else than the customer begins it. */
bool step_is(const struct map *map, const struct touchpoint *touchpoint);

/* The step that it is; its `stop_on` is the caller's, and `after` is not known yet.
 * Borrows from @touchpoint. */
struct plan_step step_make(const struct map *map, const struct touchpoint *touchpoint);

/* The events that end the later steps of an invoice: the journey's own, or those by
 * default.  Borrowed from the journey. */
const char *step_stop_on(const struct journey *journey);

/* Puts the values of the journey of @plan in, explicit. */
void step_fill_plan(struct plan *plan);

#endif
