/* What the tests of the compiler share: a small good journey, ways to change
 * it, and the compiler. */
#ifndef KUNDRESA_TESTS_PLAN_PLAN_HELPER_H
#define KUNDRESA_TESTS_PLAN_PLAN_HELPER_H

#include "plan/compile.h"

/* The one message of a step in that journey. */
#define BODY_NAMING(id, words, fact)                                                               \
  "    messages:\n"                                                                                \
  "      - id: " id "\n"                                                                           \
  "        purpose: reminder\n"                                                                    \
  "        place: body\n"                                                                          \
  "        variants:\n"                                                                            \
  "          - language: sv\n"                                                                     \
  "            subject: Om " words "\n"                                                            \
  "            body: Text om " words " " fact ".\n"
#define BODY(id, words) BODY_NAMING(id, words, "{first_name}")

/* A journey/1 without faults: signs-up (sends nothing), invoice, tip, first,
 * second, thanks. */
extern const char good_journey[];

/* @text with the first @from after @after (NULL: from the start) made @to; the
 * caller's. */
char *changed(const char *text, const char *after, const char *from, const char *to);

/* Reads journey/1, which must be right; the caller's. */
struct map *read_journey(const char *text);

/* Compiles @map as version 3, from no faults. */
enum status compile(const struct map *map, struct plan **plan, struct plan_faults *faults);

/* The step with that id, which must be there. */
const struct plan_step *step_of(const struct plan *plan, const char *id);

#endif
