/* What an audit found, told: for people, for programs, and in the forms that builds and
 * code hosts read. */
#ifndef KUNDRESA_APP_REPORT_H
#define KUNDRESA_APP_REPORT_H

#include "app/audited.h"
#include "app/output.h"

struct report {
  const struct audited *audited;
  const char *file;         /* as the person named it */
  bool standard_input;      /* it has no name then */
  enum rule_severity least; /* findings below are left out */
};

/* For people: by touchpoint in the order of the map, then what was waived, what lapsed,
 * what could not be evaluated and how to state it, law data past its day, laws to come,
 * counts. */
void report_text(const struct report *report, struct output *output);

/* Everything, for programs; report_json.c says the keys. */
void report_json(const struct report *report, struct output *output);

/* SARIF 2.1.0 (OASIS), as a record for a writer of JSON. */
void report_sarif(const struct report *report, struct output *output);

/* JUnit's XML as builds read it, and the commands of GitHub's workflows; as bytes. */
enum status report_junit(const struct report *report, struct output *output, struct error *err);
enum status report_github(const struct report *report, struct output *output, struct error *err);

/* ---- What the forms share ---- */

/* Whether a finding is among those told. */
bool report_shows(const struct report *report, const struct finding *finding);

/* The rules that the findings told have broken, each once, by id; @items is the caller's to
 * free.  And where in that list a rule stands that is in it. */
struct report_rules {
  const struct rule **items;
  size_t count;
};
void report_name_rules(struct report_rules *rules, const struct report *report);
size_t report_index_of(const struct report_rules *rules, const struct rule *rule);

/* The text that a place stands in, or NULL. */
const char *report_text_of(const struct audit_place *place);

/* Adds the words of a place as they stand in its text; nothing where it has none. */
void report_add_words(struct str *out, const struct audit_place *place);

/* Adds "message/ask, sv, to new customers, text, 3:5"; nothing for a place without message. */
void report_add_place(struct str *out, const struct report *report,
                      const struct audit_place *place);

/* Adds "touchpoint/reminder-1", "message/ask/sv/body", or "journey/small". */
void report_add_address(struct str *out, const struct report *report,
                        const struct audit_place *place);

/* Where the place stands in the file, from its first character to behind its last;
 * false where the file is no text. */
bool report_find(const struct report *report, const struct audit_place *place,
                 struct yaml_place *start, struct yaml_place *end);

/* The same of a finding: where one field of the touchpoint would mend it, that field. */
bool report_find_finding(const struct report *report, const struct finding *finding,
                         struct yaml_place *start, struct yaml_place *end);

/* A fingerprint as short as can be typed and still told apart from the others. */
size_t report_short(const struct report *report);

/* Why a waiver covers nothing any more: a sentence, translated. */
const char *report_why_lapsed(const struct lapsed *lapsed);

#endif
