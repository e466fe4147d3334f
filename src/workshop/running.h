/*
 * workshop/ owns how a workshop goes: its phases and its clock, what is written
 * and voted in hiding, how votes are counted, and when a step is green.  Pure:
 * time is handed in, and what is kept is kept by others.  It must not know
 * commands, files or screens.
 *
 * This header: where a running workshop is.  That stands in the file, so that
 * every process sees the same, but not in the journey: nobody wants to merge it,
 * and the workshop's record says what was held.
 */
#ifndef KUNDRESA_WORKSHOP_RUNNING_H
#define KUNDRESA_WORKSHOP_RUNNING_H

#include "base/str.h"
#include "model/agenda.h"

#define RUNNING_ID_SIZE 56

struct running {
  char workshop[RUNNING_ID_SIZE]; /* the id of its record; "" while none runs */
  char agenda[RUNNING_ID_SIZE];
  char step[RUNNING_ID_SIZE];
  int64_t phase;   /* of the step, from 0 */
  int64_t ends_at; /* when its time is up: milliseconds since 1970-01-01 UTC */
  bool closed;     /* the vote of this phase is counted and shown */
};

/* Reads what running_add() wrote; false where it is nothing of the kind. */
bool running_parse(const char *text, struct running *running);
void running_add(struct str *out, const struct running *running);

/* The step and the phase that it is in, or NULL where the agenda has none such. */
const struct agenda_step *running_step(const struct running *running, const struct agenda *agenda);
const struct agenda_phase *running_phase(const struct running *running,
                                         const struct agenda *agenda);

/* The first phase of the first step, from @now on. */
void running_begin(struct running *running, const struct agenda *agenda, const char *workshop,
                   int64_t now);

/* What going on means besides. */
enum running_move {
  RUNNING_ON,     /* another phase; nothing else */
  RUNNING_REVEAL, /* the cards of the step are to be shown */
  RUNNING_COUNT,  /* the votes of the step are to be counted; the phase stays */
  RUNNING_GRADE,  /* the grades of the step are to be shown */
  RUNNING_END,    /* it was the last phase: the workshop is over */
};

/* Goes on to what comes next, from @now on.  A vote is closed first and left when
 * gone on once more. */
enum running_move running_go_on(struct running *running, const struct agenda *agenda, int64_t now);

/* What running_go_on() would mean, without going. */
enum running_move running_next_move(const struct running *running, const struct agenda *agenda);

/* Gives the phase so many minutes more; those count from @now where its time is
 * up already. */
void running_extend(struct running *running, int64_t minutes, int64_t now);

/* Seconds left, a part of one counting as one; negative where time is up, and
 * then how long. */
int64_t running_left(const struct running *running, int64_t now);

/* Adds "2:31", or "+0:45" when time is up. */
void running_add_clock(struct str *out, int64_t left);

/* What is sealed belongs to a round: "workshop/step". */
void running_add_round(struct str *out, const struct running *running);

/* A bell for one process: true once for each time that ran out while somebody
 * looked.  *@rung is kept by the caller, 0 at first. */
bool running_rings(const struct running *running, int64_t now, int64_t *rung);

#endif
