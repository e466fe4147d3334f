/* The packs of data/rules: every rule against facts that break it and facts that do
 * not, as tests/rules/cases.txt has them; and against tests/rules/gathered.txt. */
#include "rules_helper.h"

#include "base/mem.h"

#include <setjmp.h>
#include <stdarg.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include <cmocka.h>

static const char *const verdicts[] = {"outside", "holds", "broken", "unknown"};

static FILE *open_list(const char *name)
{
  char path[4096];
  snprintf(path, sizeof path, "%s/tests/rules/%s", getenv("top_srcdir"), name);
  FILE *in = fopen(path, "rb");
  assert_non_null(in);
  return in;
}

/* The sentence of a broken rule in each language has all that it names. */
static bool says(const struct rule *rule, const struct facts *facts,
                 const struct judgement *judgement, const char *expected)
{
  const char *const words[] = {rule->message.en, rule->message.sv, rule->message.nb,
                               rule->remedy.en,  rule->remedy.sv,  rule->remedy.nb};
  bool good = true;
  for (size_t i = 0; i < sizeof words / sizeof words[0]; i++) {
    struct str filled = {0};
    rule_fill(&filled, words[i], facts, judgement);
    bool whole = strchr(str_text(&filled), '{') == NULL &&
                 strstr(str_text(&filled), "unknown") == NULL &&
                 (i > 0 || expected == NULL || strstr(str_text(&filled), expected) != NULL);
    if (!whole)
      print_error("%s says: %s\n", rule->id, str_text(&filled));
    good = good && whole;
    str_clear(&filled);
  }
  return good;
}

struct tally {
  const struct rule *rule;
  bool broken, other;
};

/* One line: "RULE VERDICT field=value… @DAY -> words". */
static bool try_case(const struct library *library, char *line, struct tally *tally)
{
  char *expected = strstr(line, " -> ");
  date_day day = date_make(2026, 11, 27);
  if (expected != NULL) {
    *expected = '\0';
    expected += strlen(" -> ");
  }
  char *at = strchr(line, '@');
  if (at != NULL) {
    assert_true(date_parse(at + 1, &day));
    *at = '\0';
  }
  char *rest = NULL;
  const char *id = strtok_r(line, " ", &rest);
  const char *verdict = strtok_r(NULL, " ", &rest);
  struct facts facts;
  const struct rule *rule = library_rule(library, id);
  if (rule == NULL || !rules_facts(rest, &facts)) {
    print_error("%s: no such rule or field: %s\n", id, rest);
    return false;
  }
  struct judgement judgement = rule_judge(rule, &facts, library, day);
  *tally = (struct tally){rule, judgement.verdict == VERDICT_BROKEN,
                          judgement.verdict == VERDICT_HOLDS || rule->pending};
  if (strcmp(verdicts[judgement.verdict], verdict) != 0) {
    print_error("%s: %s, expected %s: %s\n", id, verdicts[judgement.verdict], verdict, rest);
    return false;
  }
  return judgement.verdict != VERDICT_BROKEN || says(rule, &facts, &judgement, expected);
}

static void cases_are_judged(void **state)
{
  (void)state;
  struct library *library = rules_all();
  FILE *in = open_list("cases.txt");
  char *line = NULL;
  size_t size = 0;
  size_t count = 0;
  size_t faults = 0;
  struct tally *tallies = mem_new(1000, sizeof *tallies);
  while (getline(&line, &size, in) > 0) {
    line[strcspn(line, "\n")] = '\0';
    if (line[0] == '\0' || line[0] == '#')
      continue;
    assert_true(count < 1000);
    faults += !try_case(library, line, &tallies[count++]);
  }
  free(line);
  fclose(in);

  /* Every rule has one that breaks it and one that does not; a law that is
   * pending can never be broken. */
  for (size_t i = 0; i < library_count(library); i++)
    for (size_t j = 0; j < library_at(library, i)->rule_count; j++) {
      const struct rule *rule = library_at(library, i)->rules[j];
      bool broken = rule->pending;
      bool held = false;
      for (size_t k = 0; k < count; k++)
        if (tallies[k].rule == rule) {
          broken = broken || tallies[k].broken;
          held = held || tallies[k].other;
        }
      if (!broken || !held) {
        print_error("%s: no case that %s\n", rule->id, broken ? "holds" : "breaks it");
        faults++;
      }
    }
  free(tallies);
  library_free(&library);
  assert_int_equal(faults, 0);
}

static bool has_fact(const struct rule *rule, const char *id)
{
  for (size_t i = 0; rule->facts != NULL && rule->facts[i] != NULL; i++)
    if (strcmp(rule->facts[i], id) == 0)
      return true;
  return false;
}

static size_t check_gathered_rule(const struct library *library, char *line)
{
  char *rest = NULL;
  const char *id = strtok_r(line, " ", &rest);
  const char *severity = strtok_r(NULL, " ", &rest);
  const char *confidence = strtok_r(NULL, " ", &rest);
  const struct rule *rule = library_rule(library, id);
  size_t faults = 0;
  if (rule == NULL || strcmp(severity_token(rule->severity), severity) != 0 ||
      strcmp(confidence_token(rule->confidence), confidence) != 0) {
    print_error("%s is not %s and %s\n", id, severity, confidence);
    return 1;
  }
  for (char *fact = strtok_r(NULL, " ", &rest); fact != NULL; fact = strtok_r(NULL, " ", &rest))
    if (!has_fact(rule, fact)) {
      print_error("%s does not rest on %s\n", id, fact);
      faults++;
    }
  return faults;
}

static bool is_day(date_day day, const char *text)
{
  char buffer[DATE_SIZE];
  if (day == DAY_OPEN || day == DAY_NOT_SEEN)
    return strcmp(text, day == DAY_OPEN ? "-" : "?") == 0;
  return strcmp(date_format(day, buffer), text) == 0;
}

static size_t check_gathered_rate(const struct library *library, const char *line)
{
  char id[64], unit[16], from[16], until[16], confidence[16];
  double value;
  assert_int_equal(
      sscanf(line, "rate %63s %lf %15s %15s %15s %15s", id, &value, unit, from, until, confidence),
      6);
  for (size_t i = 0; i < library_count(library); i++) {
    const struct pack *pack = library_at(library, i);
    for (size_t j = 0; j < pack->rate_count; j++) {
      const struct rate *rate = &pack->rates[j];
      if (strcmp(rate->id, id) == 0 && rate->value == (int64_t)(value * 100 + 0.5) &&
          strcmp(rate->unit, unit) == 0 && is_day(rate->from, from) && is_day(rate->until, until) &&
          strcmp(confidence_token(rate->confidence), confidence) == 0)
        return 0;
    }
  }
  print_error("no pack has: %s\n", line);
  return 1;
}

static void what_was_gathered_is_there(void **state)
{
  (void)state;
  struct library *library = rules_all();
  FILE *in = open_list("gathered.txt");
  char *line = NULL;
  size_t size = 0;
  size_t rules = 0;
  size_t rates = 0;
  size_t faults = 0;
  while (getline(&line, &size, in) > 0) {
    line[strcspn(line, "\n")] = '\0';
    if (line[0] == '\0' || line[0] == '#')
      continue;
    bool rate = strncmp(line, "rate ", 5) == 0;
    *(rate ? &rates : &rules) += 1;
    faults += rate ? check_gathered_rate(library, line) : check_gathered_rule(library, line);
  }
  free(line);
  fclose(in);
  library_free(&library);
  assert_int_equal(faults, 0);
  assert_int_equal(rules, 96);
  assert_int_equal(rates, 18);
}

/* Whether the {names} of @words are fields that the rule asks about, or known of
 * every text. */
static bool names_fit(const struct rule *rule, const char *words)
{
  const struct rule_terms *both[] = {&rule->when, &rule->must};
  for (const char *open = strchr(words, '{'); open != NULL; open = strchr(open + 1, '{')) {
    size_t length = strcspn(open + 1, "}");
    int field = rule_field_find(open + 1, length);
    bool found = field < 0 || field == RULE_FIELD_lix || field == RULE_FIELD_characters ||
                 field == RULE_FIELD_address || field == RULE_FIELD_tone_least ||
                 field == RULE_FIELD_tone_most;
    for (size_t i = 0; i < 2; i++)
      for (size_t j = 0; j < both[i]->count; j++)
        found = found || (int)both[i]->items[j].field == field || both[i]->items[j].other == field;
    if (!found)
      return false;
  }
  return true;
}

/* The braces of a text in the order of the alphabet, to compare languages. */
static size_t count_names(const char *words)
{
  size_t count = 0;
  for (; *words != '\0'; words++)
    count += *words == '{';
  return count;
}

static bool is_whole(const struct rule *rule, const struct words *words)
{
  return words->sv != NULL && words->nb != NULL && words->en != NULL &&
         strcmp(words->sv, words->en) != 0 && strcmp(words->nb, words->en) != 0 &&
         count_names(words->sv) == count_names(words->en) &&
         count_names(words->nb) == count_names(words->en) && names_fit(rule, words->sv) &&
         names_fit(rule, words->nb) && names_fit(rule, words->en);
}

static void rules_are_told_in_every_language(void **state)
{
  (void)state;
  struct library *library = rules_all();
  size_t faults = 0;
  for (size_t i = 0; i < library_count(library); i++)
    for (size_t j = 0; j < library_at(library, i)->rule_count; j++) {
      const struct rule *rule = library_at(library, i)->rules[j];
      if (!is_whole(rule, &rule->message) || !is_whole(rule, &rule->remedy)) {
        print_error("%s: a language is missing, or names other fields\n", rule->id);
        faults++;
      }
    }
  library_free(&library);
  assert_int_equal(faults, 0);
}

/* Whoever reads why a rule is so reads it in one's own language. */
static void facts_are_told_in_every_language(void **state)
{
  (void)state;
  struct library *library = rules_all();
  size_t facts = 0, faults = 0;
  for (size_t i = 0; i < library_count(library); i++)
    for (size_t j = 0; j < library_at(library, i)->fact_count; j++) {
      const struct source_fact *fact = &library_at(library, i)->facts[j];
      const struct words *text = &fact->text;
      facts++;
      if (text->sv == NULL || text->nb == NULL || strcmp(text->sv, text->en) == 0 ||
          strcmp(text->nb, text->en) == 0) {
        print_error("%s: a language is missing\n", fact->id);
        faults++;
      }
    }
  library_free(&library);
  assert_true(facts > 100);
  assert_int_equal(faults, 0);
}

/* Law is only told where its text was read, and in its own market. */
static void only_law_that_was_read_is_called_law(void **state)
{
  (void)state;
  struct library *library = rules_all();
  size_t laws = 0;
  for (size_t i = 0; i < library_count(library); i++)
    for (size_t j = 0; j < library_at(library, i)->rule_count; j++) {
      const struct rule *rule = library_at(library, i)->rules[j];
      bool law = strcmp(rule_says(rule), "The law says") == 0;
      laws += law;
      assert_true(law == (rule->confidence == CONFIDENCE_S1 && rule->basis == BASIS_LAW &&
                          rule->pack->market != NULL));
      if (rule->confidence == CONFIDENCE_G)
        assert_true(rule->severity < SEVERITY_ERROR);
      if (rule->confidence != CONFIDENCE_POLICY)
        assert_non_null(rule->facts);
    }
  assert_true(laws > 30);
  library_free(&library);
}

static void names_of_facts_and_rates_are_known(void **state)
{
  (void)state;
  struct library *library = rules_all();
  struct problems problems = {0};
  char told[1024];
  library_check_names(library, &problems);
  for (size_t i = 0; i < problems.count; i++)
    print_error("%s\n", error_format(&problems.items[i], told, sizeof told));
  assert_int_equal(problems.count, 0);
  problems_clear(&problems);
  library_free(&library);
}

/* Which rate bounds a fee, found without its name. */
static void fees_are_bounded_by_kind_audience_and_day(void **state)
{
  (void)state;
  struct library *library = rules_all();
  static const struct {
    const char *market, *kind, *audience, *day, *rate;
  } cases[] = {
      {"SE", "reminder", "b2c", "2026-11-27", "SE.reminder_fee"},
      {"SE", "claim", "b2b", "2026-11-27", "SE.claim_fee"},
      {"SE", "plan", "b2c", "2026-11-27", "SE.plan_fee"},
      {"SE", "invoice", "b2c", "2026-11-27", NULL},
      {"SE", "reminder", "b2c", "2013-03-15", NULL},
      {"NO", "warning", "b2c", "2026-12-31", "NO.reminder_fee"},
      {"NO", "warning", "b2c", "2027-01-01", NULL},
      {"NO", "demand", "b2c", "2026-06-01", "NO.own_demand_fee"},
      {"DK", "reminder", "b2b", "1999-01-01", "DK.reminder_fee"},
      {"FI", "reminder", "b2c", "2026-11-27", "FI.reminder_fee_b2c"},
      {"FI", "reminder", "b2b", "2026-11-27", "FI.reminder_fee_b2b"},
      {"DE", "reminder", "b2c", "2026-11-27", "DE.reminder_fee"},
      {"DE", "reminder", "b2b", "2026-11-27", NULL},
      {"GB", "reminder", "b2c", "2026-11-27", NULL},
      {NULL, "reminder", "b2c", "2026-11-27", NULL},
  };
  for (size_t i = 0; i < sizeof cases / sizeof cases[0]; i++) {
    date_day day;
    assert_true(date_parse(cases[i].day, &day));
    const struct rate *rate = library_limit(
        library, RULE_FIELD_fee, cases[i].market, NULL,
        rule_token_bit(RULE_FIELD_kind, cases[i].kind, strlen(cases[i].kind)),
        rule_token_bit(RULE_FIELD_aud, cases[i].audience, strlen(cases[i].audience)), day);
    if (cases[i].rate == NULL) {
      assert_null(rate);
    } else {
      assert_non_null(rate);
      assert_string_equal(rate->id, cases[i].rate);
    }
  }
  uint64_t b2b = rule_token_bit(RULE_FIELD_aud, "b2b", 3);
  const struct rate *lump =
      library_limit(library, RULE_FIELD_late_comp, "SE", NULL, 1, b2b, date_make(2026, 11, 27));
  assert_non_null(lump);
  assert_string_equal(lump->id, "SE.late_comp"); /* not the EU's, which is a floor */
  library_free(&library);
}

int main(void)
{
  const struct CMUnitTest tests[] = {
      cmocka_unit_test(cases_are_judged),
      cmocka_unit_test(what_was_gathered_is_there),
      cmocka_unit_test(rules_are_told_in_every_language),
      cmocka_unit_test(facts_are_told_in_every_language),
      cmocka_unit_test(only_law_that_was_read_is_called_law),
      cmocka_unit_test(names_of_facts_and_rates_are_known),
      cmocka_unit_test(fees_are_bounded_by_kind_audience_and_day),
  };
  return cmocka_run_group_tests(tests, NULL, NULL);
}
