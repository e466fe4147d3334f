/* The agenda of a workshop as data: steps, what the room does for how long in
 * each, what it is asked, and what must be on the map for the step to be green.
 * Read by yaml/agenda_read; run by workshop/. */
#ifndef KUNDRESA_MODEL_AGENDA_H
#define KUNDRESA_MODEL_AGENDA_H

#include "model/enumeration.h"
#include "model/words.h"

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

/* What the room is asked, one at a time. */
struct agenda_prompt {
  char *id; /* unique in the agenda; a guiding question's name where it is one */
  struct words text;
  int64_t asks; /* enum asks: what becomes of what one person answers alone */
  long line;    /* in the file, for messages */
};

struct agenda_phase {
  int64_t does;    /* enum phase */
  int64_t minutes; /* from 1 */
};

struct agenda_step {
  char *id; /* "sale": cards and votes name it */
  struct words title;
  uint64_t stages; /* bits of enum stage_kind: the part of the map it is about; 0 all */
  struct agenda_phase *phases;
  size_t phase_count; /* at least 1 */
  struct agenda_prompt *prompts;
  size_t prompt_count;
  uint64_t needs;    /* bits of enum need */
  uint64_t cautions; /* bits of enum caution */
  long line;         /* in the file, for messages */
};

struct agenda {
  char *id; /* "minutes-90": the workshop names it */
  struct words title;
  char **reveal; /* tokens of departments, ended by NULL: who reveals first */
  struct agenda_step *steps;
  size_t step_count; /* at least 1 */
};

/* NULL is welcome. */
void agenda_free(struct agenda **agenda);

/* The index of the step with that id, or -1. */
int agenda_find_step(const struct agenda *agenda, const char *id);

/* The minutes of a step, and of all of it. */
int64_t agenda_step_minutes(const struct agenda_step *step);
int64_t agenda_minutes(const struct agenda *agenda);

/* Whether cards are written in it: such steps are numbered on the screen.  The
 * number of @index from 1 (0 for one that has none), and how many there are. */
bool agenda_step_is_numbered(const struct agenda_step *step);
size_t agenda_step_number(const struct agenda *agenda, size_t index);
size_t agenda_numbered(const struct agenda *agenda);

/* The place of a department (its token) among those who reveal: theirs come
 * first, in the agenda's order, then the others. */
size_t agenda_reveal_rank(const struct agenda *agenda, const char *department);

#endif
