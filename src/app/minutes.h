/* The minutes of the joint work on a journey: what was gathered of it, and told as a
 * document (page/), which comes out as text, Markdown or HTML.  What others have sealed is
 * told by number only. */
#ifndef KUNDRESA_APP_MINUTES_H
#define KUNDRESA_APP_MINUTES_H

#include "app/audited.h"
#include "app/meeting.h"
#include "app/surveyed.h"
#include "merge/diff.h"
#include "page/page.h"

/* What the map is compared with. */
enum minutes_since {
  SINCE_NOTHING, /* neither release nor workshop came before */
  SINCE_RELEASE,
  SINCE_WORKSHOP, /* the end of one */
  SINCE_MOMENT,   /* that was asked for */
};

/* What waits in hiding, by how many; nothing else of it is read. */
struct minutes_sealed {
  int64_t things, people;
};

struct minutes {
  struct audited *audited;
  const struct map *map;                 /* the audited one's: the journey as it is */
  const struct workshop *workshop;       /* that is under way, or else the latest held; or NULL */
  struct meeting meeting;                /* where it is, if it is under way */
  struct agenda *agenda;                 /* of @workshop; NULL where it is not known */
  const struct touchpoint **touchpoints; /* stage after stage, as the map shows them */
  size_t touchpoint_count;
  struct minutes_sealed cards, votes, grades;
  struct support support;
  struct outlook outlook;
  struct due due;
  date_day on;
  enum minutes_since since;
  struct moment since_moment;
  int64_t since_release; /* its number */
  char *since_workshop;  /* its title */
  struct map *before;    /* the journey as it was then; NULL: SINCE_NOTHING */
  struct diff *diff;
};

/* Gathers them as of the day @on.  @since is a moment (app/moment.h), "release" or
 * "workshop" for the last one; NULL: what came last before @workshop of these two.  The
 * session looks at the past afterwards; the bench must stay.  Free with minutes_free(). */
enum status minutes_gather(struct session *session, const struct bench *bench, date_day on,
                           const char *since, struct minutes **minutes, struct problems *problems,
                           struct error *err);
void minutes_free(struct minutes **minutes);

/* Tells them, in the language that gettext speaks.  Clear @page with page_clear(). */
void minutes_tell(const struct minutes *minutes, struct page *page);

#endif
