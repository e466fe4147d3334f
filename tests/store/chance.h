/* What three people do to one journey by chance: a sequence that its seed gives
 * again, told in words for when it ends badly. */
#ifndef KUNDRESA_TESTS_STORE_CHANCE_H
#define KUNDRESA_TESTS_STORE_CHANCE_H

#include "tests/store/store_helper.h"

#include <stdio.h>

enum { CHANCE_PEOPLE = 3 };

struct chance {
  char *folder;
  struct store *stores[CHANCE_PEOPLE]; /* one for each person, of one file */
  int64_t journey;
  uint64_t state; /* of the numbers */
  struct str told;
};

enum chance_act { CHANCE_EDIT, CHANCE_UNDO, CHANCE_REDO, CHANCE_OUTSIDE };
struct chance_step {
  enum chance_act act;
  size_t person;
  enum status status; /* of an undo or a redo; edits that are refused leave nothing */
};

/* Opens a new file with make_journey()'s journey for all three. */
void chance_start(struct chance *chance, unsigned long seed);
void chance_end(struct chance *chance);

size_t chance_below(struct chance *chance, size_t limit);

/* The next act.  Before an undo or a redo @before is called (may be NULL). */
typedef void chance_before(void *context, const struct chance_step *step);
struct chance_step chance_next(struct chance *chance, chance_before *before, void *context);

/* Fails the test with the seed and the sequence so far. */
#define chance_fail(chance, seed, ...)                                                             \
  do {                                                                                             \
    fprintf(stderr, "KUNDRESA_SEED=%lu: %s\n", (unsigned long)(seed), str_text(&(chance)->told));  \
    fail_msg(__VA_ARGS__);                                                                         \
  } while (0)

/* The first seed and how many rounds: KUNDRESA_SEED, and KUNDRESA_SEQUENCES or @usual. */
unsigned long chance_seed(void);
unsigned long chance_rounds(unsigned long usual);

#endif
