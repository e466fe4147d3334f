/* Every rule of every shipped pack, at a journey that breaks it and at one where it is asked
 * and holds: tests/audit/cases/PACK.txt, with the journeys beside.
 *
 *   RULE VERDICT JOURNEY WHERE
 *     change          as case_edit.h has them, one a line; also "on 2026-03-02"
 *
 * VERDICT is broken, holds, outside or unknown; or pending, of a law that is not in force
 * yet: what would break it is there, and it is not broken.  WHERE is a touchpoint,
 * "touchpoint/message" or "touchpoint/message/language" (else the first), with "~sms"
 * behind it for the SMS; several with "," between; "-" for the journey.  A rule that is
 * broken is broken there and at no other touchpoint; one that holds is broken nowhere. */
#include "tests/audit/case_edit.h"
#include "tests/yaml/rules_helper.h"

#include "audit/audit.h"
#include "base/mem.h"
#include "model/calendar.h"
#include "yaml/lexicon_read.h"
#include "yaml/pack_read.h"

#include <setjmp.h>
#include <stdarg.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include <cmocka.h>

/* Monday 2 November 2026: what falls in the same year has all rates. */
enum { YEAR = 2026, MONTH = 11, DAY = 2 };
enum { PATH_MOST = 4096, WHY_MOST = 4096 };

static const char *const verdicts[] = {"outside", "holds", "broken", "unknown"};

static struct library *library;
static struct lexicon *lexicons[LANGUAGE_COUNT];
static size_t faults;

static char *path_of(const char *folder, const char *name, const char *ending, char *path)
{
  snprintf(path, PATH_MOST, "%s/%s/%s%s", getenv("top_srcdir"), folder, name, ending);
  return path;
}

static FILE *open_file(const char *folder, const char *name, const char *ending)
{
  char path[PATH_MOST];
  FILE *in = fopen(path_of(folder, name, ending, path), "rb");
  if (in == NULL)
    fail_msg("%s cannot be opened", path);
  return in;
}

/* ---- What was read of a case ---- */

struct trial {
  char *rule, *verdict, *journey, *where;
  struct edits edits;
  date_day on;
  long line;
};

struct tally {
  const struct rule *rule;
  size_t broken, held, pending;
};

static void trial_clear(struct trial *trial)
{
  free(trial->rule);
  free(trial->verdict);
  free(trial->journey);
  free(trial->where);
  edits_clear(&trial->edits);
  *trial = (struct trial){0};
}

static void trial_start(struct trial *trial, const char *line, long number)
{
  char *copy = mem_copy_text(line), *rest = NULL;
  *trial = (struct trial){.rule = mem_copy_text(strtok_r(copy, " ", &rest)),
                          .verdict = mem_copy_text(strtok_r(NULL, " ", &rest)),
                          .journey = mem_copy_text(strtok_r(NULL, " ", &rest)),
                          .where = mem_copy_text(strtok_r(NULL, " ", &rest)),
                          .on = date_make(YEAR, MONTH, DAY),
                          .line = number};
  free(copy);
  if (trial->where == NULL)
    fail_msg("a case is RULE VERDICT JOURNEY WHERE, not: %s", line);
}

static void complain(const struct trial *trial, const char *why)
{
  faults++;
  print_error("%s %s %s %s, line %ld: %s\n", trial->rule, trial->verdict, trial->journey,
              trial->where, trial->line, why);
}

static bool trial_change(struct trial *trial, const char *line)
{
  if (strncmp(line, "on ", 3) == 0)
    return date_parse(line + 3, &trial->on);
  return edits_add(&trial->edits, line);
}

/* ---- Where ---- */

/* The place that @where names: of a rule of texts the first text there. */
static bool find_place(const struct map *map, const struct rule *rule, const char *where,
                       struct audit_place *place)
{
  char *copy = mem_copy_text(where), *rest = copy;
  char *sms = strstr(copy, "~sms");
  *place = (struct audit_place){.part = sms != NULL ? AUDIT_PART_SMS : AUDIT_PART_BODY};
  if (sms != NULL)
    *sms = '\0';
  const char *touchpoint = strsep(&rest, "/"), *id = strsep(&rest, "/");
  size_t at = 0;
  place->touchpoint = map_find(map, ENTITY_touchpoint, touchpoint);
  if (place->touchpoint != NULL && rule->scope == RULE_SCOPE_TEXT) {
    place->message = id != NULL ? map_find(map, ENTITY_message, id)
                                : map_next_part(map, ENTITY_message, touchpoint, &at);
    at = 0;
    while (place->message != NULL &&
           (place->variant = map_next_part(map, ENTITY_variant, place->message->id, &at)) != NULL &&
           rest != NULL && strcmp(place->variant->language, rest) != 0)
      ;
  }
  bool found = rule->scope == RULE_SCOPE_JOURNEY || place->touchpoint != NULL;
  found = found && (rule->scope != RULE_SCOPE_TEXT || place->variant != NULL);
  free(copy);
  return found;
}

/* The day whose rates count there: that of the step, else that of the audit. */
static date_day day_at(const struct audit_input *input, const struct audit *audit,
                       const struct audit_place *place)
{
  for (size_t i = 0; i < audit->rung_count; i++)
    if (audit->rungs[i].touchpoint == place->touchpoint && audit->rungs[i].placed)
      return input->on + map_journey(input->map)->payment_terms_days + audit->rungs[i].day;
  return input->on;
}

/* ---- Judging ---- */

static void tell_facts(struct str *out, const struct rule *rule, const struct facts *facts)
{
  const struct rule_terms *both[] = {&rule->when, &rule->must};
  for (size_t i = 0; i < 2; i++)
    for (size_t j = 0; j < both[i]->count; j++) {
      enum rule_field_index field = both[i]->items[j].field;
      str_addf(out, "; %s: ", rule_fields[field].name);
      fact_add(out, field, &facts->of[field]);
    }
}

/* What the audit as a whole found must be what is known of that one place. */
static const char *disagreement(const struct audit *audit, const struct rule *rule,
                                const struct audit_place *place, enum verdict verdict)
{
  size_t there = 0, unknown = 0;
  for (size_t i = 0; i < audit->finding_count; i++) {
    const struct finding *finding = &audit->findings[i];
    if (finding->rule != rule || finding->place.touchpoint != place->touchpoint)
      continue;
    there += place->variant == NULL ||
             (finding->place.variant == place->variant &&
              (finding->place.part == AUDIT_PART_SMS) == (place->part == AUDIT_PART_SMS));
  }
  for (size_t i = 0; i < audit->unevaluated_count; i++)
    unknown += audit->unevaluated[i].rule == rule &&
               audit->unevaluated[i].place.touchpoint == place->touchpoint &&
               (place->variant == NULL || audit->unevaluated[i].place.variant == place->variant);
  if ((verdict == VERDICT_BROKEN) != (there > 0))
    return there > 0 ? "the audit found it broken" : "the audit did not find it";
  if (verdict == VERDICT_UNKNOWN && unknown == 0)
    return "the audit did not say that it is unknown";
  if (verdict == VERDICT_HOLDS && unknown > 0 && place->variant != NULL)
    return "the audit could not evaluate it";
  return NULL;
}

static bool is_pending(const struct audit *audit, const struct rule *rule)
{
  for (size_t i = 0; i < audit->pending_count; i++)
    if (audit->pending[i] == rule)
      return true;
  return false;
}

/* Whether @where names the touchpoint. */
static bool is_named(const char *where, const struct touchpoint *touchpoint)
{
  const char *id = touchpoint != NULL ? touchpoint->id : "-";
  for (const char *at = where; *at != '\0'; at += strcspn(at, ",") + (at[strcspn(at, ",")] == ','))
    if (strcspn(at, "/~,") == strlen(id) && strncmp(at, id, strlen(id)) == 0)
      return true;
  return false;
}

/* What is wrong with the audit as a whole, or NULL. */
static const char *overall(const struct trial *trial, const struct audit *audit,
                           const struct rule *rule)
{
  bool broken = strcmp(trial->verdict, verdicts[VERDICT_BROKEN]) == 0;
  bool holds = strcmp(trial->verdict, verdicts[VERDICT_HOLDS]) == 0;
  if (audit->unfit_count > 0)
    return audit->unfit[0].text;
  for (size_t i = 0; i < audit->finding_count; i++) {
    const struct finding *finding = &audit->findings[i];
    if (finding->rule != rule)
      continue;
    if (holds)
      return "it is broken somewhere";
    if (broken && !is_named(trial->where, finding->place.touchpoint))
      return "it is broken elsewhere too";
  }
  if ((strcmp(trial->verdict, "pending") == 0) != is_pending(audit, rule))
    return "it is pending, or should be";
  return NULL;
}

/* Judges the rule at one place as it should be. */
static bool judge_place(const struct trial *trial, const char *where,
                        const struct audit_input *input, const struct audit *audit,
                        const struct rule *rule)
{
  bool pending = strcmp(trial->verdict, "pending") == 0;
  struct audit_place place;
  struct facts facts;
  if (!find_place(input->map, rule, where, &place)) {
    complain(trial, "there is no such place");
    return false;
  }
  audit_facts(input, &place, &facts);
  struct rule asked = *rule; /* a law that is pending is asked as if it were in force */
  asked.pending = rule->pending && !pending;
  struct judgement found = rule_judge(&asked, &facts, library, day_at(input, audit, &place));
  const char *expected = pending ? verdicts[VERDICT_BROKEN] : trial->verdict;
  if (strcmp(expected, verdicts[found.verdict]) != 0) {
    struct str why = {0};
    str_addf(&why, "%s", verdicts[found.verdict]);
    tell_facts(&why, rule, &facts);
    complain(trial, str_text(&why));
    str_clear(&why);
    return false;
  }
  const char *other = disagreement(audit, rule, &place, pending ? VERDICT_OUTSIDE : found.verdict);
  if (other != NULL)
    complain(trial, other);
  return other == NULL;
}

static void judge(const struct trial *trial, const struct audit_input *input,
                  const struct audit *audit, struct tally *tally)
{
  char *copy = mem_copy_text(trial->where), *rest = NULL;
  const char *wrong = overall(trial, audit, tally->rule);
  bool good = wrong == NULL;
  if (wrong != NULL)
    complain(trial, wrong);
  for (char *at = strtok_r(copy, ",", &rest); at != NULL; at = strtok_r(NULL, ",", &rest))
    good = judge_place(trial, at, input, audit, tally->rule) && good;
  free(copy);
  tally->broken += good && strcmp(trial->verdict, verdicts[VERDICT_BROKEN]) == 0;
  tally->held += good && strcmp(trial->verdict, verdicts[VERDICT_HOLDS]) == 0;
  tally->pending += good && strcmp(trial->verdict, "pending") == 0;
}

static void trial_run(struct trial *trial, const struct pack *pack, struct tally *tallies)
{
  char path[PATH_MOST], why[WHY_MOST] = "";
  struct tally *tally = NULL;
  for (size_t i = 0; i < pack->rule_count; i++)
    if (strcmp(pack->rules[i]->id, trial->rule) == 0)
      tally = &tallies[i];
  if (tally == NULL) {
    complain(trial, "the pack has no such rule");
    return;
  }
  tally->rule = library_rule(library, trial->rule);
  path_of("tests/audit/cases", trial->journey, ".yaml", path);
  struct map *map = edits_read(path, &trial->edits, why, sizeof why);
  if (map == NULL) {
    complain(trial, why);
    return;
  }
  struct audit_input input = {.map = map,
                              .calendar = calendar_of(map_journey(map)->market),
                              .library = library,
                              .on = trial->on};
  for (int i = 0; i < LANGUAGE_COUNT; i++)
    input.lexicons[i] = lexicons[i];
  struct audit *audit = audit_run(&input);
  judge(trial, &input, audit, tally);
  audit_free(&audit);
  map_free(&map);
}

/* ---- One file of cases ---- */

static void run_file(const struct pack *pack, struct tally *tallies)
{
  FILE *in = open_file("tests/audit/cases", pack->id, ".txt");
  char *line = NULL;
  size_t size = 0;
  struct trial trial = {0};
  for (long number = 1; getline(&line, &size, in) > 0; number++) {
    line[strcspn(line, "\n")] = '\0';
    const char *text = line + strspn(line, " ");
    if (*text == '\0' || *text == '#')
      continue;
    if (text > line) {
      if (!trial_change(&trial, text))
        fail_msg("%s.txt:%ld: no change: %s", pack->id, number, text);
      continue;
    }
    if (trial.rule != NULL)
      trial_run(&trial, pack, tallies);
    trial_clear(&trial);
    trial_start(&trial, line, number);
  }
  if (trial.rule != NULL)
    trial_run(&trial, pack, tallies);
  trial_clear(&trial);
  free(line);
  fclose(in);
}

static void ask_for(const struct rule *rule, size_t count, const char *what)
{
  if (count > 0)
    return;
  faults++;
  print_error("%s: tests/audit/cases/%s.txt has no case that %s\n", rule->id, rule->pack->id, what);
}

/* Every rule has a journey that breaks it and one where it holds. */
static void ask_for_pairs(const struct pack *pack, const struct tally *tallies)
{
  for (size_t i = 0; i < pack->rule_count; i++) {
    const struct rule *rule = pack->rules[i];
    if (rule->pending) {
      ask_for(rule, tallies[i].pending, "would break it, were it in force");
      continue;
    }
    ask_for(rule, tallies[i].broken, "breaks it");
    ask_for(rule, tallies[i].held, "keeps it");
  }
}

static void journeys_break_and_keep_every_rule(void **state)
{
  (void)state;
  for (size_t i = 0; i < library_count(library); i++) {
    const struct pack *pack = library_at(library, i);
    if (pack->own)
      continue;
    struct tally *tallies = mem_new(pack->rule_count + 1, sizeof *tallies);
    run_file(pack, tallies);
    ask_for_pairs(pack, tallies);
    free(tallies);
  }
  assert_int_equal(faults, 0);
}

/* ---- What all cases share ---- */

/* A company's voice, for the rules that ask for one. */
static void add_voice(void)
{
  struct problems problems = {0};
  struct pack *pack = NULL;
  FILE *in = open_file("tests/audit/cases", "voice", ".pack.yaml");
  assert_int_equal(pack_read(in, "voice", true, &pack, &problems, NULL), STATUS_OK);
  fclose(in);
  assert_int_equal(library_add(library, &pack, NULL), STATUS_OK);
}

static int start(void **state)
{
  (void)state;
  library = rules_all();
  add_voice();
  for (int i = 0; i < LANGUAGE_COUNT; i++) {
    struct problems problems = {0};
    FILE *in = open_file("data/tone", language_tag(i), ".yaml");
    assert_int_equal(lexicon_read(in, language_tag(i), &lexicons[i], &problems, NULL), STATUS_OK);
    fclose(in);
  }
  return 0;
}

static int end(void **state)
{
  (void)state;
  library_free(&library);
  for (int i = 0; i < LANGUAGE_COUNT; i++)
    lexicon_free(&lexicons[i]);
  return 0;
}

int main(void)
{
  const struct CMUnitTest tests[] = {cmocka_unit_test(journeys_break_and_keep_every_rule)};
  return cmocka_run_group_tests(tests, start, end);
}
