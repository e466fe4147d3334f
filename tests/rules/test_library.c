/* Packs together: ids, rates by date, markets. */
#include "rules/rule.h"

#include "base/mem.h"
#include "model/entity.h"

#include <setjmp.h>
#include <stdarg.h>
#include <string.h>

#include <cmocka.h>

static struct pack *pack_new(const char *id)
{
  struct pack *pack = mem_new(1, sizeof *pack);
  pack->id = mem_copy_text(id);
  pack->file = mem_new(1, strlen(id) + 6);
  strcat(strcpy(pack->file, id), ".yaml");
  pack->expires_on = DAY_OPEN;
  return pack;
}

static date_day day(const char *text)
{
  date_day date;
  if (strcmp(text, "?") == 0)
    return DAY_NOT_SEEN;
  if (strcmp(text, "-") == 0)
    return DAY_OPEN;
  assert_true(date_parse(text, &date));
  return date;
}

static void add_rate(struct pack *pack, const char *id, int64_t value, const char *from,
                     const char *until)
{
  pack->rates = mem_resize(pack->rates, pack->rate_count + 1, sizeof *pack->rates);
  pack->rates[pack->rate_count++] = (struct rate){.pack = pack,
                                                  .id = mem_copy_text(id),
                                                  .value = value,
                                                  .unit = mem_copy_text("SEK"),
                                                  .limits = -1,
                                                  .from = day(from),
                                                  .until = day(until),
                                                  .line = (long)pack->rate_count};
}

static struct rule *add_rule(struct pack *pack, const char *id, const char *must)
{
  struct rule *rule = mem_new(1, sizeof *rule);
  rule->pack = pack;
  rule->id = mem_copy_text(id);
  rule->owner = UNSET;
  assert_int_equal(rule_terms_parse(must, &rule->must, NULL), STATUS_OK);
  pack->rules = mem_resize(pack->rules, pack->rule_count + 1, sizeof *pack->rules);
  pack->rules[pack->rule_count++] = rule;
  return rule;
}

static void add_fact(struct pack *pack, const char *id)
{
  pack->facts = mem_resize(pack->facts, pack->fact_count + 1, sizeof *pack->facts);
  pack->facts[pack->fact_count++] = (struct source_fact){.id = mem_copy_text(id)};
}

static void rates_go_by_the_day(void **state)
{
  (void)state;
  struct library *library = library_new();
  struct pack *pack = pack_new("a");
  add_rate(pack, "x", 3500, "2020-10-01", "?");
  add_rate(pack, "x", 3800, "2026-01-01", "2026-12-31");
  add_rate(pack, "x", 4100, "2027-07-01", "-");
  add_rate(pack, "start", 100, "?", "2013-03-15");
  add_rate(pack, "start", 200, "2013-03-16", "-");
  add_rate(pack, "ended", 100, "2020-01-01", "?");
  assert_int_equal(library_add(library, &pack, NULL), STATUS_OK);
  static const struct {
    const char *id, *on;
    int64_t value; /* 0: none */
  } cases[] = {
      {"x", "2020-09-30", 0},       {"x", "2020-10-01", 3500},    {"x", "2025-12-31", 3500},
      {"x", "2026-01-01", 3800},    {"x", "2026-12-31", 3800},    {"x", "2027-01-01", 0},
      {"x", "2027-06-30", 0},       {"x", "2027-07-01", 4100},    {"x", "2999-12-31", 4100},
      {"start", "1900-01-01", 100}, {"start", "2013-03-15", 100}, {"start", "2013-03-16", 200},
      {"ended", "2020-01-01", 0},   {"ended", "2026-01-01", 0},   {"nothing", "2026-01-01", 0},
  };
  for (size_t i = 0; i < sizeof cases / sizeof cases[0]; i++) {
    const struct rate *rate = library_rate(library, cases[i].id, day(cases[i].on));
    if ((rate != NULL ? rate->value : 0) != cases[i].value)
      fail_msg("%s on %s", cases[i].id, cases[i].on);
  }
  assert_null(library_rate(NULL, "x", 0));
  library_free(&library);
}

static void overlaps_are_refused(void **state)
{
  (void)state;
  static const struct {
    const char *from, *until, *other_from, *other_until;
    bool fine;
  } cases[] = {
      {"2020-01-01", "2020-12-31", "2021-01-01", "-", true},
      {"2021-01-01", "-", "2020-01-01", "2020-12-31", true},
      {"2020-01-01", "2020-12-31", "2020-12-31", "-", false},
      {"2020-01-01", "-", "2021-01-01", "2021-12-31", false},
      {"2021-01-01", "2021-12-31", "2020-01-01", "-", false},
      {"2020-01-01", "2022-12-31", "2021-01-01", "2021-12-31", false},
      {"2020-01-01", "?", "2021-01-01", "-", true},
      {"2021-01-01", "-", "2020-01-01", "?", true},
      {"2020-01-01", "?", "2020-01-01", "-", false},
      {"2022-01-01", "?", "2020-01-01", "-", false},
      {"?", "2020-12-31", "2021-01-01", "-", true},
      {"?", "2021-01-01", "2021-01-01", "-", false},
      {"?", "-", "2021-01-01", "-", false},
      {"?", "2020-12-31", "?", "2019-12-31", false},
  };
  for (size_t i = 0; i < sizeof cases / sizeof cases[0]; i++) {
    struct library *library = library_new();
    struct error err = {0};
    struct pack *one = pack_new("one");
    struct pack *two = pack_new("two");
    add_rate(one, "x", 1, cases[i].from, cases[i].until);
    add_rate(two, "x", 2, cases[i].other_from, cases[i].other_until);
    add_rate(two, "y", 2, cases[i].other_from, cases[i].other_until);
    assert_int_equal(library_add(library, &one, NULL), STATUS_OK);
    assert_null(one);
    if ((library_add(library, &two, &err) == STATUS_OK) != cases[i].fine)
      fail_msg("%s to %s and %s to %s", cases[i].from, cases[i].until, cases[i].other_from,
               cases[i].other_until);
    if (!cases[i].fine) {
      assert_string_equal(err.text,
                          "Rate 'x': it is in force on days on which one in one.yaml is too.");
      assert_string_equal(err.file, "two.yaml");
      assert_non_null(two);
    }
    pack_free(&two);
    library_free(&library);
  }
}

static void ids_are_taken_once(void **state)
{
  (void)state;
  struct library *library = library_new();
  struct pack *one = pack_new("one");
  struct problems problems = {0};
  add_rule(one, "R", "fee = 0");
  add_fact(one, "F");
  assert_int_equal(library_add(library, &one, NULL), STATUS_OK);
  struct pack *two = pack_new("one");
  add_rule(two, "R", "fee = 0");
  add_rule(two, "S", "fee = 0");
  add_rule(two, "S", "fee = 0");
  add_fact(two, "F");
  library_check(library, two, &problems);
  assert_int_equal(problems.count, 4);
  assert_string_equal(problems.items[0].text, "Pack 'one': this id stands already in one.yaml.");
  assert_string_equal(problems.items[1].text, "Rule 'R': this id stands already in one.yaml.");
  assert_string_equal(problems.items[2].text, "Fact 'F': this id stands already in one.yaml.");
  assert_string_equal(problems.items[3].text, "Rule 'S': this id stands already on line 0.");
  struct error err = {0};
  assert_int_equal(library_add(library, &two, &err), STATUS_INPUT);
  assert_string_equal(err.text, problems.items[0].text);
  assert_int_equal(library_count(library), 1);
  assert_non_null(library_rule(library, "R"));
  assert_null(library_rule(library, "S"));
  pack_free(&two);
  problems_clear(&problems);
  library_free(&library);
}

static void names_that_no_pack_has_are_noted(void **state)
{
  (void)state;
  struct library *library = library_new();
  struct pack *pack = pack_new("one");
  struct problems problems = {0};
  struct rule *rule = add_rule(pack, "RULE-1", "fee <= rate:x & fee <= rate:y");
  add_rate(pack, "x", 1, "?", "-");
  add_fact(pack, "FACT-1");
  rule->facts = mem_new(3, sizeof *rule->facts);
  rule->facts[0] = mem_copy_text("FACT-1");
  rule->facts[1] = mem_copy_text("FACT-2");
  assert_int_equal(library_add(library, &pack, NULL), STATUS_OK);
  library_check_names(library, &problems);
  assert_int_equal(problems.count, 2);
  assert_string_equal(problems.items[0].text, "Rule 'RULE-1': no pack has the rate 'y'.");
  assert_string_equal(problems.items[1].text, "Rule 'RULE-1': no pack has the fact 'FACT-2'.");
  assert_string_equal(problems.items[1].remedy, "Did you mean 'FACT-1'?");
  assert_string_equal(library_near_rule(library, "RUEL-1"), "RULE-1");
  problems_clear(&problems);
  library_free(&library);
}

/* What is held against a rate needs the journey's currency. */
static void currencies_are_not_mixed(void **state)
{
  (void)state;
  struct library *library = library_new();
  struct pack *pack = pack_new("one");
  struct facts facts = {0};
  const struct rule *rule = add_rule(pack, "R", "fee <= rate:x");
  add_rate(pack, "x", 6000, "?", "-");
  assert_int_equal(library_add(library, &pack, NULL), STATUS_OK);
  facts.of[RULE_FIELD_fee] = (struct fact){.known = true, .number = 6100};
  struct judgement judgement = rule_judge(rule, &facts, library, 0);
  assert_int_equal(judgement.verdict, VERDICT_UNKNOWN);
  assert_int_equal(judgement.field, RULE_FIELD_currency);
  facts.of[RULE_FIELD_currency] =
      (struct fact){.known = true, .bits = rule_token_bit(RULE_FIELD_currency, "EUR", 3)};
  assert_int_equal(rule_judge(rule, &facts, library, 0).verdict, VERDICT_UNKNOWN);
  facts.of[RULE_FIELD_currency].bits = rule_token_bit(RULE_FIELD_currency, "SEK", 3);
  judgement = rule_judge(rule, &facts, library, 0);
  assert_int_equal(judgement.verdict, VERDICT_BROKEN);
  assert_int_equal(judgement.rate->value, 6000);
  library_free(&library);
}

static void packs_are_picked_by_market_and_trade(void **state)
{
  (void)state;
  char se[] = "SE", no[] = "NO", eu[] = "EU", telecom[] = "telecom";
  const struct pack any = {0};
  const struct pack sweden = {.market = se};
  const struct pack norway = {.market = no};
  const struct pack union_ = {.market = eu};
  const struct pack trade = {.market = se, .sector = telecom};
  const struct {
    const struct pack *pack;
    const char *market, *sector;
    bool applies;
  } cases[] = {
      {&any, "SE", NULL, true},         {&any, NULL, NULL, true},
      {&sweden, "SE", NULL, true},      {&sweden, "NO", NULL, false},
      {&sweden, NULL, NULL, false},     {&norway, "NO", "retail", true},
      {&union_, "SE", NULL, true},      {&union_, "DK", NULL, true},
      {&union_, "FI", NULL, true},      {&union_, "DE", NULL, true},
      {&union_, "NO", NULL, false},     {&union_, "GB", NULL, false},
      {&union_, "US", NULL, false},     {&trade, "SE", "telecom", true},
      {&trade, "SE", NULL, false},      {&trade, "SE", "media", false},
      {&trade, "NO", "telecom", false},
  };
  for (size_t i = 0; i < sizeof cases / sizeof cases[0]; i++)
    if (pack_applies(cases[i].pack, cases[i].market, cases[i].sector) != cases[i].applies)
      fail_msg("case %zu", i);
}

int main(void)
{
  const struct CMUnitTest tests[] = {
      cmocka_unit_test(rates_go_by_the_day),
      cmocka_unit_test(overlaps_are_refused),
      cmocka_unit_test(ids_are_taken_once),
      cmocka_unit_test(names_that_no_pack_has_are_noted),
      cmocka_unit_test(currencies_are_not_mixed),
      cmocka_unit_test(packs_are_picked_by_market_and_trade),
  };
  return cmocka_run_group_tests(tests, NULL, NULL);
}
