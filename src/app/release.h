/* Releases: the journey compiled to a message plan that never changes again. */
#ifndef KUNDRESA_APP_RELEASE_H
#define KUNDRESA_APP_RELEASE_H

#include "app/audited.h"
#include "base/digest.h"
#include "plan/compile.h"

struct release_made {
  int64_t number;
  bool stood;               /* the journey was released before, unchanged, as that number */
  char sha256[DIGEST_SIZE]; /* of the plan */
  struct str plan;          /* plan/1; owned */
  struct plan_faults faults;
  struct plan_faults notices; /* what is worth knowing, and keeps nothing from running */
  size_t errors;              /* of @faults, those that the audit found and that can be waived */
};

/* Audits the session's journey by @bench (NULL: the rules that come with kundresa) as of
 * @on, compiles it and stores it as its next release, unless @dry_run.  A journey that has not
 * changed since its latest release is not released again.  What keeps it from running goes to
 * @made, with the place and what to do, and the status is STATUS_FINDINGS.  Clear @made with
 * release_clear() either way. */
enum status release_make(struct session *session, const struct bench *bench, date_day on,
                         bool dry_run, struct release_made *made, struct error *err);
void release_clear(struct release_made *made);

/* Adds the plan of release @number, or of the latest when 0, to @plan. */
enum status release_read(struct session *session, int64_t number, struct str *plan,
                         struct error *err);

/* Finds whether the journey has changed since its latest release, whose number
 * goes to @number; 0 and false when there is none. */
enum status release_is_behind(struct session *session, int64_t *number, bool *behind,
                              struct error *err);

#endif
