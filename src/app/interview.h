/* The questions of an agenda for one person alone, a line at a time: for pipes, for
 * screen readers, and for those who prepare a workshop.  What is answered is kept at
 * once, as assumed, so that one can leave at any time and go on another day. */
#ifndef KUNDRESA_APP_INTERVIEW_H
#define KUNDRESA_APP_INTERVIEW_H

#include "app/session.h"
#include "base/date.h"
#include "model/agenda.h"

/* How one talks with the person.  Texts are lines without their end. */
struct interview_talk {
  void *context;
  /* Says a line, or an empty one. */
  enum status (*say)(void *context, const char *line, struct error *err);
  /* The next line of the person, owned by the caller; NULL where there is no more. */
  char *(*hear)(void *context);
};

/* What came of it. */
struct interview_result {
  size_t kept;   /* answers */
  size_t passed; /* questions of the agenda that were asked to their end */
  bool ended;    /* all of them have been */
};

/* Goes on where this person was last time with this agenda and journey; @again begins
 * anew, and keeps what was answered.  @today says which month was the last one. */
enum status interview_hold(struct session *session, const struct agenda *agenda, date_day today,
                           bool again, const struct interview_talk *talk,
                           struct interview_result *result, struct error *err);

#endif
