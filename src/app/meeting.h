/* A workshop as it is held on a file: who goes on, what is written and voted in
 * hiding, and what comes of it.  Where it is stands in a setting of the file; who
 * may do what is app/role's. */
#ifndef KUNDRESA_APP_MEETING_H
#define KUNDRESA_APP_MEETING_H

#include "app/session.h"
#include "base/date.h"
#include "model/agenda.h"
#include "workshop/grading.h"
#include "workshop/running.h"

/* Starts as {0}; clear with meeting_clear(). */
struct meeting {
  bool runs;
  bool lost;       /* one is under way, but its agenda or its step is not known here */
  size_t unplaced; /* of what the last move revealed: what is about something that is gone */
  struct running running;
  struct agenda *agenda; /* that it follows, or the last one did; NULL where it is not known */
};

/* Reads where the workshop of the session's journey is. */
enum status meeting_read(struct session *session, struct meeting *meeting, struct error *err);
/* The same without its agenda, for a clock: quick.  The clock goes on, whatever past is
 * looked at. */
enum status meeting_read_clock(struct session *session, struct running *running, struct error *err);
void meeting_clear(struct meeting *meeting);

/* Starts a workshop with that agenda (of agendas_find()), at @now; makes its
 * record, and whoever starts it its facilitator.  STATUS_INPUT while another
 * runs, or is lost. */
enum status meeting_start(struct session *session, const char *agenda, const char *title,
                          int64_t now, struct error *err);

/* Reads a company's own agenda from @path and has the file keep it, for meeting_start(),
 * which only whoever may lead can do, and not while a workshop is under way.  Faults of
 * the text go to @problems. */
enum status meeting_take_agenda(struct session *session, const char *path, struct agenda **agenda,
                                struct problems *problems, struct error *err);

/* Goes on from where @meeting says that it is: reveals, counts, or turns to the
 * next phase.  STATUS_BUSY when somebody else has gone on meanwhile, and nothing
 * happens.  @meeting stays as it was but for what could not be placed: read it anew. */
enum status meeting_go_on(struct session *session, struct meeting *meeting, int64_t now,
                          struct error *err);

/* Gives the phase @minutes more. */
enum status meeting_extend(struct session *session, const struct meeting *meeting, int64_t minutes,
                           int64_t now, struct error *err);

/* Ends it, wherever it is, also where that is lost; what is still hidden comes to light
 * first. */
enum status meeting_end(struct session *session, struct meeting *meeting, struct error *err);

/* A sentence for people on what the last move could not place, and NULL where it placed
 * all; the caller frees it. */
char *meeting_tell_unplaced(const struct meeting *meeting);

/* Writes a card that nobody else sees, in the place of the one numbered @number
 * (0: a new one).  @text NULL takes that one back.  STATUS_INPUT outside of a
 * phase of writing. */
enum status meeting_write(struct session *session, const struct meeting *meeting, int64_t number,
                          int64_t lane, const char *text, struct error *err);

/* What one wrote in hiding: the number, the lane and the text of a sealed card;
 * false where it is none. */
bool meeting_read_card(const struct sealed *sealed, int64_t *number, int64_t *lane,
                       const char **text);

/* Puts so many dots on a card (its id), hidden until the vote is closed; 0 takes
 * them back.  STATUS_INPUT where there are no more to give. */
enum status meeting_vote(struct session *session, const struct meeting *meeting, const char *card,
                         int64_t dots, struct error *err);

/* Grades a touchpoint (its id) with 0 to 5 in each criterion, UNSET where one does not
 * know, hidden until the grades are revealed; all UNSET takes them back.  STATUS_INPUT
 * without a department, by which grades are told. */
enum status meeting_grade(struct session *session, const struct meeting *meeting,
                          const char *touchpoint, const int64_t grades[CRITERION_COUNT],
                          struct error *err);

/* What one gave in hiding; false where it is nothing of the kind. */
bool meeting_read_grades(const struct sealed *sealed, int64_t grades[CRITERION_COUNT]);

/* Visits one's own grades of this step, and those that others have sealed for the session's
 * department once one has graded for it too, and for no other: nobody sees more before the
 * reveal, whatever department they say they are of. */
enum status meeting_each_graded(struct session *session, const struct meeting *meeting,
                                sealed_visit *visit, void *context, struct error *err);

/* Reads grades as people write them: "4 5 3", "453" or "4 - 3"; a hyphen leaves
 * one out, and fewer leave out the last.  STATUS_INPUT with a sentence otherwise. */
enum status meeting_parse_grades(const char *text, int64_t grades[CRITERION_COUNT],
                                 struct error *err);

/* Adds them as meeting_parse_grades() reads them. */
void meeting_add_grades(struct str *out, const int64_t grades[CRITERION_COUNT]);

/* What the room agrees on for a touchpoint: UNSET where it leaves a grade as it is. */
struct agreement {
  int64_t touchpoint;
  int64_t grades[CRITERION_COUNT];
};

/* Sets the grades of several touchpoints, where nothing was agreed on yet, as one action:
 * all of it, or nothing with STATUS_BUSY where somebody else has agreed meanwhile. */
enum status meeting_agree(struct session *session, const struct agreement *agreements, size_t count,
                          struct error *err);

/* Adds what came up, of this workshop: a parked card, or a decision of the day of
 * @now.  STATUS_INPUT for an empty text. */
enum status meeting_park(struct session *session, const struct meeting *meeting, const char *text,
                         struct error *err);
enum status meeting_decide(struct session *session, const struct meeting *meeting, const char *text,
                           int64_t now, struct error *err);

/* Adds an action with its owner (enum department, or UNSET) and its day (UNSET:
 * none). */
enum status meeting_act(struct session *session, const struct meeting *meeting, const char *text,
                        int64_t department, date_day due, struct error *err);

#endif
