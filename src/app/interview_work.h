/* An interview under way; for interview.c and interview_answer.c alone. */
#ifndef KUNDRESA_APP_INTERVIEW_WORK_H
#define KUNDRESA_APP_INTERVIEW_WORK_H

#include "app/interview.h"

/* How the person took a question. */
enum reply {
  REPLY_TEXT,   /* answered it */
  REPLY_NONE,   /* with an empty line: goes on */
  REPLY_ENOUGH, /* with a hyphen: leaves the whole question */
  REPLY_END,    /* no more lines */
  REPLY_FAULT,  /* the talk itself failed */
};

struct interview {
  struct session *session;
  const struct interview_talk *talk;
  const struct agenda_step *step;
  const struct agenda_prompt *prompt;
  date_day today;
  size_t kept;
  struct error *err;
};

/* Says a line made as by printf. */
enum reply interview_say(struct interview *interview, const char *format, ...)
    __attribute__((format(printf, 2, 3)));
/* Hears a line into *@text, which the caller frees where it is REPLY_TEXT.  A lone
 * question mark is answered with @explained and what always holds. */
enum reply interview_hear(struct interview *interview, const char *explained, char **text);
/* Says what was wrong, so that it is asked again. */
enum reply interview_refuse(struct interview *interview, struct error *err);

/* interview_answer.c: asks the prompt that interview->prompt is, with what hangs on it,
 * until an empty line; REPLY_END or REPLY_FAULT where the interview ends there. */
enum reply interview_ask(struct interview *interview);

#endif
