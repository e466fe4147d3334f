/* The audit that every view shows: of the journey as it is, made anew after each
 * change once no key waits, so that it never slows one.  A journey that is too large
 * for that is audited when the person asks. */
#ifndef KUNDRESA_TUI_AUDITOR_H
#define KUNDRESA_TUI_AUDITOR_H

#include "app/audited.h"

/* Touchpoints and wordings that are audited after every change: some ten milliseconds
 * on a small machine. */
#define AUDITOR_MOST 1500

/* The findings of one touchpoint, without those that are waived. */
struct finding_count {
  int64_t oid; /* of the touchpoint; 0: of the journey */
  size_t errors, warnings, infos;
  size_t first, count; /* all of them, in audit->findings */
};

struct auditor {
  struct bench *bench;          /* NULL until it is needed */
  bool ready;                   /* all of it is read */
  bool lent;                    /* it is not ours to close */
  char *fault;                  /* why there is no audit, or NULL */
  char *problem;                /* of a rule pack inside the file, or NULL */
  date_day on;                  /* the day of the audit */
  struct audited *audited;      /* the last one, or NULL */
  struct finding_count *counts; /* by oid */
  size_t count_of_counts;
  int64_t most; /* AUDITOR_MOST */
  bool stale;   /* the journey has changed since */
  bool large;   /* it is audited when asked for */
  bool asked;
};

/* An auditor that will look at the journey as soon as auditor_work() is called. */
void auditor_init(struct auditor *auditor);
void auditor_clear(struct auditor *auditor);

/* Has it use rules and lexicons that stay the caller's. */
void auditor_lend(struct auditor *auditor, struct bench *bench);

/* The journey has changed. */
void auditor_note(struct auditor *auditor);
/* The person wants it audited now, however large it is. */
void auditor_ask(struct auditor *auditor);

/* Does a part of what waits to be done, short enough for a key to wait for it.  True as
 * long as there may be more; each time, what there is can be shown. */
bool auditor_work(struct auditor *auditor, struct session *session);

/* The last audit, or NULL. */
const struct audit *auditor_result(const struct auditor *auditor);
/* Whether it is not (or no longer) of the journey as it is. */
bool auditor_is_behind(const struct auditor *auditor);

/* The findings of a touchpoint (its oid; 0: of the journey), or NULL where it has none. */
const struct finding_count *auditor_count(const struct auditor *auditor, int64_t oid);

/* The step on the ladder that the touchpoint is, or NULL. */
const struct rung *auditor_rung(const struct auditor *auditor, int64_t oid);

/* The lexicon for texts in that language (a tag), read now if need be; NULL where there
 * is none. */
const struct lexicon *auditor_lexicon(struct auditor *auditor, const char *language);

/* Adds "2! 3w": errors and warnings; nothing where there are none. */
void auditor_add_count(struct str *out, size_t errors, size_t warnings);

#endif
