/* A journey looked at as a whole (survey/), and what was found in words: for the
 * command line, the workbench and the report. */
#ifndef KUNDRESA_APP_SURVEYED_H
#define KUNDRESA_APP_SURVEYED_H

#include "app/session.h"
#include "survey/due.h"
#include "survey/handover.h"
#include "survey/support.h"

/* Reads the session's journey, which must be chosen, as it is now.  Free *@map with
 * map_free(). */
enum status surveyed_read(struct session *session, struct map **map, struct error *err);
/* The same of a journey in a store. */
enum status surveyed_read_store(struct store *store, int64_t journey, struct map **map,
                                struct error *err);

/* Adds an amount in whole units of the currency: "98 000 SEK". */
void surveyed_add_amount(struct str *out, int64_t minor, int64_t currency);

/* Adds so many in hundredths as people count them: "12", "0.5". */
void surveyed_add_rate(struct str *out, int64_t hundredths);

/* Adds when it was counted: "2026-10" as the question says it, or its days. */
void surveyed_add_period(struct str *out, const struct asked *asked);

/* How a count is known: the label of its evidence, or that it does not say. */
const char *surveyed_evidence(const struct asked *asked);

/* Adds how the money is counted and who says so (R9): one or two sentences. */
void surveyed_add_formula(struct str *out, const struct support *support, int64_t currency);

/* The title of the touchpoint with that id, or NULL; the map's. */
const char *surveyed_touchpoint(const struct map *map, const char *id);

/* Adds what is to be done about it, and when: "Do: write the FAQ", "3 days late". */
void surveyed_add_due(struct str *out, const struct map *map, const struct due_item *item);
void surveyed_add_when(struct str *out, const struct due_item *item, date_day on);
/* Adds who answers for it: "Finance, Anna", "nobody". */
void surveyed_add_owner(struct str *out, int64_t department, const char *person);

/* "contributes", "told", "blind" in files, and in words. */
const char *surveyed_sight_token(enum sight sight);
const char *surveyed_sight(enum sight sight);

/* Adds the answered questions as Markdown, those asked most first: a draft of a page
 * of questions and answers.  What was written by people is escaped, so that nothing in
 * it is taken for markup or HTML.  *@answered and *@waiting count the questions. */
void surveyed_add_faq(struct str *out, const struct map *map, const struct support *support,
                      size_t *answered, size_t *waiting);

#endif
