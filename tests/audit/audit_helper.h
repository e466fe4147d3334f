/* What the tests of the audit share: a journey as text, a small lexicon, rules of one
 * line, and what was found as one text. */
#ifndef KUNDRESA_TESTS_AUDIT_HELPER_H
#define KUNDRESA_TESTS_AUDIT_HELPER_H

#include "audit/audit.h"

#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>

#include <cmocka.h>

/* The head of a journey to consumers in Sweden, due after 30 days, with the stages
 * sale, invoice, remind and collect. */
#define HEAD                                                                                       \
  "kundresa_journey: 1\nid: shop\ntitle: Shop\nmarket: SE\naudience: consumer\ncurrency: SEK\n"    \
  "languages: [sv]\ntimezone: Europe/Stockholm\npayment_terms_days: 30\nstate: as-is\n"            \
  "status: draft\n"
#define STAGES                                                                                     \
  "stages:\n"                                                                                      \
  "  - {id: sale, kind: sale, title: Sale}\n"                                                      \
  "  - {id: invoice, kind: distribution, title: Invoice}\n"                                        \
  "  - {id: remind, kind: reminder, title: Remind}\n"                                              \
  "  - {id: collect, kind: collections, title: Collect}\n"

/* A step; @more is what else it has, each part ended by ", ". */
#define STEP(id, stage, kind, anchor, days, more, message)                                         \
  "  - {id: " id ", stage: " stage ", kind: " kind ", title: " id ", initiator: company, "         \
  "receiver: customer, channels: [email], trigger: {anchor: " anchor ", offset_days: " days        \
  ", roll: none}, " more "messages: [" message "]}\n"

/* A message with one text. */
#define TEXT(id, purpose, body)                                                                    \
  "{id: " id ", purpose: " purpose                                                                 \
  ", place: body, variants: [{language: sv, subject: Faktura, body: \"" body "\"}]"                \
  "}"

/* The invoice, two reminders, a claim and a hand-over. */
extern const char plain_journey[];

struct scene {
  struct map *map;
  struct library *library;
  struct lexicon *lexicons[LANGUAGE_COUNT];
  struct audit_input input;
  struct audit *audit;
};

/* Starts with the journey @text, no rules, and a small lexicon of Swedish and
 * English.  The day is Monday 2 November 2026. */
void scene_start(struct scene *scene, const char *text);
void scene_end(struct scene *scene);

/* Puts another journey in place of the one that is there. */
void scene_change(struct scene *scene, const char *text);

/* One rule, in a pack of its own. */
struct line {
  const char *id;
  enum rule_scope scope;
  const char *when, *must;
  enum rule_severity severity;
  enum rule_confidence confidence;
  const char *market; /* of its pack; NULL: any */
  const char *message;
  bool pending;
};
void scene_rule(struct scene *scene, const struct line *line);

/* Adds a pack, which becomes the scene's. */
void scene_pack(struct scene *scene, struct pack *pack);

/* An empty pack called @id. */
struct pack *pack_make(const char *id, const char *market);
/* Adds a rate that limits fees of the kinds (tokens with | between). */
void pack_rate(struct pack *pack, const char *id, int64_t value, const char *kinds,
               const char *from, const char *until);

/* Audits anew. */
void scene_audit(struct scene *scene);

/* The findings, a line each: "RULE touchpoint language part line:column"; the caller's. */
char *scene_findings(const struct scene *scene);

/* Audits, and fails where the findings are not these. */
void assert_found(struct scene *scene, const char *findings);

/* What is known of a field at a touchpoint (NULL: the journey), as people read it. */
char *fact_at(struct scene *scene, const char *touchpoint, const char *field);
void assert_fact(struct scene *scene, const char *touchpoint, const char *field, const char *value);

/* @text with the first @from after @after (NULL: from the start) made @to; the caller's. */
char *changed(const char *text, const char *after, const char *from, const char *to);

#endif
