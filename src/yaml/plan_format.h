/* plan/1, written in the one canonical form and read back: see kundresa-plan(5). */
#ifndef KUNDRESA_YAML_PLAN_FORMAT_H
#define KUNDRESA_YAML_PLAN_FORMAT_H

#include "model/plan.h"
#include "yaml/journey_format.h"

/* Writes the plan.  The same plan gives the same bytes. */
enum status plan_write(const struct plan *plan, struct byte_sink *out, struct error *err);

/* What a plan says of itself that a journey does not. */
struct plan_head {
  int64_t version; /* number of the release; 0 where the plan does not say */
  char journey_sha256[65];
};

/* Reads a plan from @in, called @name in messages, into @sink as the journey that it
 * can have come of: its steps are touchpoints, in the order of the plan, each in
 * the stage of its kind.  What a plan does not carry is not set.  Compiled
 * again, the journey gives the same plan.  Faults and status are as
 * journey_read() has them. */
enum status plan_read(FILE *in, const char *name, struct record_sink *sink, struct plan_head *head,
                      struct problems *problems, struct error *err);

/* Which of our formats a text is, by its first key. */
enum document_kind { DOCUMENT_OTHER, DOCUMENT_JOURNEY, DOCUMENT_PLAN };
enum document_kind document_kind(FILE *in);

#endif
