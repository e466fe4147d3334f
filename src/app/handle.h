/* What the commands of the command line do.  Each takes a request whose
 * operands and options were checked against the table. */
#ifndef KUNDRESA_APP_HANDLE_H
#define KUNDRESA_APP_HANDLE_H

#include "app/command.h"
#include "base/date.h"
#include "base/file.h"

#define HANDLER(name)                                                                              \
  enum status handle_##name(const struct request *request, struct output *output, struct error *err)

/* handle_file.c: files as a whole. */
HANDLER(new);
HANDLER(import);
HANDLER(export);

/* handle_keep.c: files looked after. */
HANDLER(check);
HANDLER(backup);
HANDLER(restore);
HANDLER(recover);

/* handle_people.c: who works on it. */
HANDLER(whoami);
HANDLER(people);
HANDLER(role);
HANDLER(gateway);

/* handle_minutes.c: the minutes of the joint work. */
HANDLER(report);

/* handle_help.c: what the table says of itself. */
HANDLER(help);
HANDLER(completion);
HANDLER(manual);

/* handle_show.c: looking. */
HANDLER(open_workbench);
HANDLER(show);

/* handle_interview.c: asking one person alone. */
HANDLER(interview);

/* handle_workshop.c, handle_agenda.c: a workshop without a screen. */
HANDLER(workshop);
HANDLER(agenda);

/* handle_record.c: changing records. */
HANDLER(add);
HANDLER(set);
HANDLER(move);
HANDLER(copy);
HANDLER(delete);

/* handle_history.c: what was, and what is fixed. */
HANDLER(log);
HANDLER(blame);
HANDLER(undo);
HANDLER(redo);
HANDLER(releases);
HANDLER(release);

/* handle_tone.c: a bare text. */
HANDLER(tone);

/* handle_audit.c: held against rules. */
HANDLER(audit);
HANDLER(waive);

/* handle_compare.c: versions of a journey. */
HANDLER(diff);
HANDLER(merge);

/* handle_git.c: journeys in git. */
HANDLER(git_setup);
/* handle_explain.c: the life of an invoice. */
HANDLER(explain);
/* handle_dry_run.c: a plan tried on a ledger. */
HANDLER(dry_run);

#undef HANDLER

/* handle_people.c: who has the workbench open on it now; for show. */
enum status handle_here(struct session *session, struct output *output, struct error *err);

/* Opens the file that the request names first, as it was at the moment of the option
 * --at if there is one, and the journey that it names or the only one; STATUS_INPUT where neither
 * can be told.  A file without a journey is refused too. */
enum status handle_open(const struct request *request, enum store_mode mode,
                        struct session **session, struct error *err);

/* handle_file.c: whether a file is one of ours, or another that SQLite made; else it may
 * be a text, to be opened here.  "-" is standard input.  STATUS_INPUT where it is neither. */
bool handle_is_map(const char *path);
enum status handle_open_input(const char *path, FILE **in, struct error *err);
void handle_close_input(FILE *in);
/* A writer to @path, which is neither a folder nor one of our files. */
enum status handle_open_output(const char *path, struct file_writer *writer, struct error *err);
/* Writes @bytes there, whole or not at all; to standard output for "-" and NULL. */
enum status handle_write_output(const char *path, const struct str *bytes, struct output *output,
                                struct error *err);
/* What it is called in messages. */
const char *handle_input_name(const char *path);

/* Reads the day after an option; @*day stays when it was not given. */
enum status handle_day(const struct request *request, const char *option, date_day *day,
                       struct error *err);

/* handle_history.c: of which department (token, "" or NULL). */
void handle_put_department(struct output *output, const char *token);

/* Reads the whole number @least to @most after an option; @*number stays when
 * it was not given. */
enum status handle_number(const struct request *request, const char *option, long least, long most,
                          long *number, struct error *err);

/* Finds what "ENTITY", "ENTITY/ID" or "ENTITY/NUMBER" names; an entity may
 * also be called by its list's key ("touchpoints").  The number is the row's:
 * it stays the same for as long as the record is in the file, and records
 * without ids have only that.  @*oid is 0 for an entity alone, except that
 * "journey" is the chosen one. */
enum status handle_find(struct session *session, const char *address, enum entity *entity,
                        int64_t *oid, struct error *err);

/* The same where one record must be meant. */
enum status handle_find_one(struct session *session, const char *address, enum entity *entity,
                            int64_t *oid, struct error *err);

/* Adds the address that handle_find() understands: "touchpoint/welcome". */
void handle_add_address(struct str *out, enum entity entity, const void *record);

/* Tells all @problems to @output, naming @file, in the order of their places. */
void handle_tell(struct output *output, struct problems *problems, const char *file);

/* Puts a time in milliseconds: "2026-11-23T12:04:58Z" for programs, "2026-11-23
 * 13:04" in the person's own time zone for people; 0 is not known. */
void handle_put_time(struct output *output, const char *key, const char *label,
                     int64_t milliseconds);

#endif
