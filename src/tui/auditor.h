/* The audit that every view shows: of the journey as it is, made anew after each
 * change once no key waits, so that it never slows one.  A journey that is too large
 * for that is audited when the person asks, in parts between which keys are taken. */
#ifndef KUNDRESA_TUI_AUDITOR_H
#define KUNDRESA_TUI_AUDITOR_H

#include "app/audited.h"

/* Touchpoints and wordings that are audited after every change: some ten milliseconds
 * on a small machine. */
#define AUDITOR_MOST 1500

/* So many milliseconds a large journey is audited before a key is looked for. */
#define AUDITOR_SLICE 20

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
  struct auditing *auditing;    /* one of a large journey that is being made, or NULL */
  int64_t of;                   /* the journey that all of it is of; 0: none */
  struct audited *audited;      /* the last one, or NULL */
  struct finding_count *counts; /* by oid */
  size_t count_of_counts;
  int64_t most; /* AUDITOR_MOST */
  int slice;    /* AUDITOR_SLICE; 0: one part */
  bool stale;   /* the journey has changed since */
  bool large;   /* it is audited when asked for */
  bool asked;   /* and the person has asked */
};

/* An auditor that will look at the journey as soon as auditor_work() is called. */
void auditor_init(struct auditor *auditor);
void auditor_clear(struct auditor *auditor);

/* Has it use rules and lexicons that stay the caller's. */
void auditor_lend(struct auditor *auditor, struct bench *bench);

/* The journey has changed. */
void auditor_note(struct auditor *auditor);
/* The person wants it audited now, however large it is.  One that is being made of the
 * journey as it is goes on. */
void auditor_ask(struct auditor *auditor);
/* The person wants that no longer; false where nothing was asked for.  The last audit
 * stays. */
bool auditor_stop(struct auditor *auditor);

/* Does a part of what waits to be done, short enough for a key to wait for it. */
enum auditor_state {
  AUDITOR_RESTS, /* there is nothing to do */
  AUDITOR_WORKS, /* there may be more */
  AUDITOR_DONE,  /* there is another audit, or none any more; the last one is gone */
};
enum auditor_state auditor_work(struct auditor *auditor, struct session *session);

/* How far the audit is that was asked for, in hundredths; -1 where none is being made. */
int auditor_progress(const struct auditor *auditor);
/* Adds a sentence that tells it. */
void auditor_add_progress(struct str *out, const struct auditor *auditor);

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
