/* A journey held against every rule that applies: what the command line's audit,
 * the release and the workbench's views all look at. */
#ifndef KUNDRESA_APP_AUDITED_H
#define KUNDRESA_APP_AUDITED_H

#include "app/session.h"
#include "audit/audit.h"
#include "yaml/places.h"

/* The rules and lexicons, read once and used for many audits. */
struct bench;

/* Reads those that come with kundresa, and the packs of @path (a file or a
 * folder; NULL: none).  Faults of packs go to @problems.  Free with
 * bench_close(), after everything that was audited with it. */
enum status bench_open(const char *path, struct bench **bench, struct problems *problems,
                       struct error *err);
void bench_close(struct bench **bench);

/* The same without the lexicons, which take longest: for who only looks at the rules. */
enum status bench_open_rules(const char *path, struct bench **bench, struct problems *problems,
                             struct error *err);

/* The same for those that come with kundresa, in parts, so that a person need not wait
 * for all of it: an empty bench, into which each call reads the next part until it is
 * @ready.  Close it with bench_close() also where that fails. */
struct bench *bench_begin(void);
enum status bench_read_on(struct bench *bench, bool *ready, struct problems *problems,
                          struct error *err);
const struct lexicon *bench_lexicon(const struct bench *bench, int language);
const struct library *bench_library(const struct bench *bench);

/* What was audited, with what it points into. */
struct audited {
  struct map *map;
  struct library *library; /* the bench's packs and those inside the file */
  struct audit *audit;
  date_day on;
  bool bare_plan;        /* it was a plan/1 text */
  struct places *places; /* where all of it stands in a text; NULL for a session */
  char *text;            /* that text, or NULL */
};

/* Today, where we are. */
date_day audited_today(void);

/* Audits the session's journey as it is now.  Packs inside the file count; their
 * faults go to @problems and leave the pack out.  @on as in struct audit_input. */
enum status audited_session(struct session *session, const struct bench *bench, date_day on,
                            const char *language, struct audited **audited,
                            struct problems *problems, struct error *err);

/* The same for a journey that was read already; *@map becomes the audited one's, also
 * where this fails. */
enum status audited_map(struct map **map, const struct bench *bench, date_day on,
                        const char *language, struct audited **audited, struct problems *problems,
                        struct error *err);

/* audited_session() in parts, so that a person can do other things meanwhile: each
 * auditing_go_on() does the next, a few milliseconds of work, and says whether there are
 * @more.  What is audited is the journey as it is in the file at the first part, whatever
 * is edited later.  The bench must stay.  auditing_end() gives what was audited, or NULL
 * where parts are left; NULL is welcome. */
struct auditing;
enum status auditing_begin(const struct session *session, const struct bench *bench, date_day on,
                           struct auditing **auditing, struct error *err);
enum status auditing_go_on(struct auditing *auditing, bool *more, struct problems *problems,
                           struct error *err);
struct audited *auditing_end(struct auditing **auditing);
/* How far it is, in hundredths. */
int auditing_progress(const struct auditing *auditing);

/* Audits a journey/1 or plan/1 text, whichever @in holds. */
enum status audited_text(FILE *in, const char *name, const struct bench *bench, date_day on,
                         const char *language, struct audited **audited, struct problems *problems,
                         struct error *err);
void audited_free(struct audited **audited);

/* What rules are asked about at @place: audit_facts() with what was audited.  Costs
 * about as much as the audit. */
void audited_facts(const struct audited *audited, const struct bench *bench,
                   const struct audit_place *place, struct facts *facts);

/* The finding with that fingerprint, or its first characters where only one begins so;
 * STATUS_INPUT where none or several do. */
enum status audited_find(const struct audited *audited, const char *fingerprint,
                         const struct finding **finding, struct error *err);

/* Waives the finding that audited_find() finds: a new waiver record, as one action that
 * can be undone; one that lapsed goes.  @until UNSET: for as long as text and rule stand.
 * @department UNSET: the session's own. */
enum status audited_waive(struct session *session, const struct audited *audited,
                          const char *fingerprint, const char *reason, date_day until,
                          int64_t department, struct error *err);

/* Carries out the remedy of a finding that has one (fix_field), as one action. */
enum status audited_mend(struct session *session, const struct finding *finding, struct error *err);

#endif
