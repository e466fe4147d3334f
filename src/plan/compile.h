/*
 * plan/ owns the way from a journey to a message plan: what is a step, when it
 * falls, and what a plan cannot run with.  Pure; it must not know files,
 * databases, text formats or screens.
 */
#ifndef KUNDRESA_PLAN_COMPILE_H
#define KUNDRESA_PLAN_COMPILE_H

#include "base/error.h"
#include "model/plan.h"

/* Where a plan comes from. */
struct plan_origin {
  int64_t version;                /* number of the release it shall be, from 1 */
  const char *journey_sha256;     /* of the canonical journey/1 */
  const struct plan_audit *audit; /* what it said of it; must outlive the plan; or NULL */
};

/* One thing a plan cannot run with. */
struct plan_fault {
  const char *code;   /* "missing-text"; stable */
  enum entity entity; /* the place to mend */
  char *id;           /* of that record, or of what it is part of */
  char *text;         /* what is wrong, a sentence */
  char *remedy;       /* how to mend it, a sentence */
};
struct plan_faults {
  struct plan_fault *items;
  size_t count;
};
void plan_faults_clear(struct plan_faults *faults);

/* Compiles @map.  STATUS_OK and *@plan (the caller's), or STATUS_FINDINGS with
 * every fault in @faults and no plan.  The same map gives the same plan. */
enum status plan_compile(const struct map *map, const struct plan_origin *origin,
                         struct plan **plan, struct plan_faults *faults);

/* Adds what is worth knowing of a journey but keeps no plan from running: texts
 * that lack a language ("missing-language"), or have one of their own
 * ("foreign-language"). */
void plan_notices(const struct map *map, struct plan_faults *notices);

#endif
