/* plan/1, written in the one canonical form: see kundresa-plan(5). */
#ifndef KUNDRESA_YAML_PLAN_FORMAT_H
#define KUNDRESA_YAML_PLAN_FORMAT_H

#include "model/plan.h"
#include "yaml/journey_format.h"

/* Writes the plan.  The same plan gives the same bytes. */
enum status plan_write(const struct plan *plan, struct byte_sink *out, struct error *err);

#endif
