/* A small good journey, and every way in which it could not run: each case
 * changes one thing and expects one fault, at one place. */
#include "plan_helper.h"

#include "base/mem.h"
#include "base/str.h"

#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include <cmocka.h>

/* ---- What keeps it from running ---- */

static const struct fault_case {
  const char *after, *from, *to; /* the change */
  const char *code;
  enum entity entity;
  const char *id;
} cases[] = {
    {"id: second\n", BODY("second-text", "igen"), "", "missing-text", ENTITY_touchpoint, "second"},
    {"id: tip-text", "            body: Text om tips {first_name}.\n", "", "missing-text",
     ENTITY_message, "tip-text"},
    {"id: tip-text", "language: sv", "language: en", "missing-text", ENTITY_message, "tip-text"},
    {"id: tip-text", "- language: sv", "- segment: fresh\n            language: sv", "missing-text",
     ENTITY_message, "tip-text"},
    {"id: tip-text", "place: body", "place: front", "missing-text", ENTITY_touchpoint, "tip"},
    {"id: first-text", "            subject: Om betalning\n", "", "missing-subject", ENTITY_message,
     "first-text"},
    {"id: first\n", "[email, letter]", "[letter, sms]", "missing-sms", ENTITY_message,
     "first-text"},
    {"id: first-text", "{first_name}", "{first_nam}", "unknown-placeholder", ENTITY_message,
     "first-text"},
    {"id: first-text", "{first_name}", "{förfallodag}", "unknown-placeholder", ENTITY_message,
     "first-text"},
    {"id: first-text", "{first_name}", "hej }", "unknown-placeholder", ENTITY_message,
     "first-text"},
    {"id: first-text", "{first_name}", "{first_name", "unknown-placeholder", ENTITY_message,
     "first-text"},
    {"id: first-text", "subject: Om betalning", "subject: Om {belopp}", "unknown-placeholder",
     ENTITY_message, "first-text"},
    {"id: first-text", "{first_name}", "{pay_by}", "placeholder-without-value", ENTITY_message,
     "first-text"},
    {"id: first-text", "{first_name}", "{company}", "placeholder-without-value", ENTITY_message,
     "first-text"},
    {"id: tip-text", "{first_name}", "{days_overdue}", "placeholder-without-value", ENTITY_message,
     "tip-text"},
    {"id: first\n", "offset_days: 5\n" BODY("first-text", "betalning"),
     "offset_days: -5\n" BODY_NAMING("first-text", "betalning", "{days_overdue}"),
     "placeholder-without-value", ENTITY_message, "first-text"},
    {"id: thanks\n",
     "payment\n      offset_days: 1\n      invoice: paid\n" BODY("thanks-text", "tack"),
     "order\n" BODY_NAMING("thanks-text", "tack", "{amount_due}"), "placeholder-without-value",
     ENTITY_message, "thanks-text"},
    {"id: second\n", "    trigger:\n      anchor: previous\n      offset_days: 14\n", "", "no-day",
     ENTITY_touchpoint, "second"},
    {"id: second\n", "    channels: [letter]\n", "", "no-channel", ENTITY_touchpoint, "second"},
    {"id: tip\n", "offset_days: 12", "offset_days: -12", "before-anchor", ENTITY_touchpoint, "tip"},
    {"id: first\n", "offset_days: 5", "offset_days: -60\n      roll: none", "before-anchor",
     ENTITY_touchpoint, "first"},
    {"id: thanks\n", "offset_days: 1", "offset_days: -2", "before-anchor", ENTITY_touchpoint,
     "thanks"},
    {"id: thanks\n", "payment\n      offset_days: 1\n      invoice: paid",
     "order\n      offset_days: -3", "before-anchor", ENTITY_touchpoint, "thanks"},
    {"id: thanks\n", "payment\n      offset_days: 1\n      invoice: paid",
     "contact\n      offset_days: -3", "before-anchor", ENTITY_touchpoint, "thanks"},
    {"id: thanks\n", "payment\n      offset_days: 1\n      invoice: paid",
     "cancellation\n      offset_days: -3", "before-anchor", ENTITY_touchpoint, "thanks"},
    {"id: thanks\n", "payment\n      offset_days: 1\n      invoice: paid",
     "inactivity\n      offset_days: -3", "before-anchor", ENTITY_touchpoint, "thanks"},
    {"id: thanks\n", "payment\n      offset_days: 1\n      invoice: paid",
     "end-of-month\n      offset_days: -40", "before-anchor", ENTITY_touchpoint, "thanks"},
    {"id: second\n", "offset_days: 14", "offset_days: -9", "before-anchor", ENTITY_touchpoint,
     "second"},
    {"id: invoice\n", "anchor: issued", "anchor: issued\n      roll: previous", "before-anchor",
     ENTITY_touchpoint, "invoice"},
    {"id: second\n", "anchor: previous", "anchor: previous\n      after: signs-up", "unreachable",
     ENTITY_touchpoint, "second"},
    {"id: second\n", "anchor: previous", "anchor: previous\n      after: second", "unreachable",
     ENTITY_touchpoint, "second"},
    {"id: first\n", "anchor: due\n      offset_days: 5",
     "anchor: previous\n      after: second\n      offset_days: 5", "unreachable",
     ENTITY_touchpoint, "first"},
    {"id: second\n", "offset_days: 14",
     "offset_days: 40\n      after: tip\n      segment: faithful", "unreachable", ENTITY_touchpoint,
     "second"},
    {"id: invoice\n", "anchor: issued", "anchor: previous", "unreachable", ENTITY_touchpoint,
     "invoice"},
    {"id: thanks\n", "invoice: paid", "invoice: unpaid", "unreachable", ENTITY_touchpoint,
     "thanks"},
    {"id: second\n", "offset_days: 14", "offset_days: 14\n      after: thanks", "unreachable",
     ENTITY_touchpoint, "second"},
    {"id: fresh\n", "    conditions:\n",
     "    conditions:\n      - attribute: orders\n        is: more\n        value: \"3\"\n",
     "unreachable", ENTITY_touchpoint, "tip"},
    {"id: first\n", "offset_days: 5", "offset_days: -18", "same-day", ENTITY_touchpoint, "first"},
    /* Saturday and Sunday both move to Monday. */
    {"id: second\n", "anchor: previous\n      offset_days: 14", "anchor: due\n      offset_days: 6",
     "same-day", ENTITY_touchpoint, "second"},
    /* Three days apart: only a holiday brings them together. */
    {"id: second\n", "anchor: previous\n      offset_days: 14", "anchor: due\n      offset_days: 8",
     "same-day", ENTITY_touchpoint, "second"},
    {"id: tip\n", "offset_days: 12",
     "offset_days: 35\n      repeat_every_days: 30\n"
     "      repeat_times: 2",
     "same-day", ENTITY_touchpoint, "first"},
    {"id: thanks\n", "      invoice: paid\n",
     "      invoice: paid\n      repeat_every_days: 2\n      repeat_times: 3\n", "same-day",
     ENTITY_touchpoint, "thanks"},
    {"id: tip-text", "place: body\n", "place: body\n        valid:\n          to: \"2031-01-01\"\n",
     "past-calendar", ENTITY_message, "tip-text"},
    {"id: tip-text", "variants:\n",
     "variants:\n          - language: sv\n            subject: A\n            body: B\n",
     "second-text", ENTITY_message, "tip-text"},
    {"id: tip-text", "place: body\n",
     "place: body\n        valid:\n          from: \"2031-01-01\"\n", "past-calendar",
     ENTITY_message, "tip-text"},
    {"id: tip-text", "place: body\n", "place: body\n        valid:\n          to: \"2023-12-31\"\n",
     "past-calendar", ENTITY_message, "tip-text"},
    {"id: thanks\n", "      invoice: paid\n",
     "      invoice: paid\n      repeat_every_days: 700\n      repeat_times: 4\n", "past-calendar",
     ENTITY_touchpoint, "thanks"},
    {"id: tip\n", "      segment: fresh\n" BODY("tip-text", "tips"),
     "      segment: fresh\n" BODY(
         "tip-text",
         "tips") "      - id: more-text\n        purpose: payment\n        place: body\n        "
                 "variants:\n"
                 "          - language: sv\n            subject: Om\n            body: Mer.\n",
     "two-texts", ENTITY_message, "more-text"},
    {"id: tip-text", "place: body\n",
     "place: body\n        valid:\n          from: \"2027-02-01\"\n          to: \"2027-01-31\"\n",
     "validity-reversed", ENTITY_message, "tip-text"},
    {NULL, "status: draft\n", "status: draft\nsending:\n  at: \"21:00\"\n", "window",
     ENTITY_journey, "shop"},
    {NULL, "status: draft\n",
     "status: draft\nsending:\n  at: \"09:00\"\n  from: \"18:00\"\n  to: \"08:00\"\n", "window",
     ENTITY_journey, "shop"},
    {"id: thanks\n", "      invoice: paid\n", "      invoice: paid\n      repeat_every_days: 9\n",
     "repeat", ENTITY_touchpoint, "thanks"},
    {"id: thanks\n", "      invoice: paid\n", "      invoice: paid\n      repeat_times: 9\n",
     "repeat", ENTITY_touchpoint, "thanks"},
    {"id: first\n", "    trigger:", "    fee:\n      kind: fixed\n    trigger:",
     "fee-without-amount", ENTITY_touchpoint, "first"},
    {"id: first\n", "    trigger:", "    fee:\n      kind: percent\n      amount: 5\n    trigger:",
     "fee-without-amount", ENTITY_touchpoint, "first"},
    {"id: first\n", "    trigger:", "    interest:\n      kind: reference-plus\n    trigger:",
     "interest-without-rate", ENTITY_touchpoint, "first"},
    {"id: fresh\n", "value: \"1\"", "value: en", "wrong-value", ENTITY_segment, "fresh"},
    {"id: fresh\n", "        value: \"1\"\n", "", "wrong-value", ENTITY_segment, "fresh"},
    {"id: fresh\n", "at-most\n        value: \"1\"", "one-of\n        value: 1,,3", "wrong-value",
     ENTITY_segment, "fresh"},
    {"id: fresh\n", "    conditions:\n",
     "    conditions:\n      - attribute: chosen\n        is: is\n        value: ja\n",
     "wrong-value", ENTITY_segment, "fresh"},
    {"id: fresh\n", "    conditions:\n",
     "    conditions:\n      - attribute: chosen\n        is: more\n        value: \"false\"\n",
     "wrong-value", ENTITY_segment, "fresh"},
    {"id: fresh\n", "    conditions:\n",
     "    conditions:\n      - attribute: since\n        is: less\n        value: 24/12 2026\n",
     "wrong-value", ENTITY_segment, "fresh"},
    {"id: fresh\n", "    conditions:\n",
     "    conditions:\n      - attribute: debt\n        is: at-least\n        value: 100 kr\n",
     "wrong-value", ENTITY_segment, "fresh"},
    {"id: faithful\n", "attribute: orders", "attribute: pays-by", "wrong-value", ENTITY_segment,
     "faithful"},
};

/* Begins as a sentence does and ends as one. */
static bool is_sentence(const char *text)
{
  size_t length = strlen(text);
  return length > 10 && strchr(".?", text[length - 1]) != NULL &&
         (strchr("'{", text[0]) != NULL || (text[0] >= 'A' && text[0] <= 'Z')) &&
         strstr(text, "(null)") == NULL && strstr(text, "''") == NULL;
}

static void test_each_fault(void **state)
{
  (void)state;
  for (size_t i = 0; i < sizeof cases / sizeof cases[0]; i++) {
    const struct fault_case *one = &cases[i];
    char *text = changed(good_journey, one->after, one->from, one->to);
    struct map *map = read_journey(text);
    struct plan *plan;
    struct plan_faults faults;
    enum status status = compile(map, &plan, &faults);
    struct str told = {0};
    bool sentences = true;
    for (size_t k = 0; k < faults.count; k++) {
      const struct plan_fault *fault = &faults.items[k];
      str_addf(&told, "  %s at %s %s: %s %s\n", fault->code, entities[fault->entity].name,
               fault->id, fault->text, fault->remedy);
      sentences = sentences && is_sentence(fault->text) && is_sentence(fault->remedy);
    }
    if (status != STATUS_FINDINGS || plan != NULL || faults.count != 1 || !sentences ||
        strcmp(faults.items[0].code, one->code) != 0 || faults.items[0].entity != one->entity ||
        strcmp(faults.items[0].id, one->id) != 0)
      fail_msg("case %zu (%s at %s): status %d, told:\n%s", i, one->code, one->id, (int)status,
               str_text(&told));
    str_clear(&told);
    plan_faults_clear(&faults);
    map_free(&map);
    free(text);
  }
}

/* Changes that look like faults and are none. */
static void test_no_fault(void **state)
{
  (void)state;
  static const struct {
    const char *after, *from, *to;
  } fine[] = {
      /* on one day, but never for one customer */
      {"id: second\n", "anchor: previous\n      offset_days: 14",
       "anchor: issued\n      offset_days: 12\n      segment: faithful"},
      /* on one day, but one wants it paid and the other unpaid */
      {"id: thanks\n", "anchor: payment\n      offset_days: 1",
       "anchor: due\n      offset_days: 5"},
      {"id: first-text", "{first_name}", "{days_overdue} dagar {{så där}}"},
      {"id: first\n", "offset_days: 5", "offset_days: -4\n      roll: previous"},
      {"id: tip-text", "place: body\n",
       "place: body\n        valid:\n          to: \"2030-12-31\"\n"},
      {"id: tip-text", "        variants:\n",
       "        variants:\n          - segment: fresh\n            language: sv\n"
       "            subject: Om\n            body: Hej.\n"
       "          - segment: faithful\n            language: sv\n"
       "            subject: Om\n            body: Hej hej.\n"
       "          - language: en\n            subject: Om\n            body: Hello.\n"},
      {"id: tip-text", "place: body\n",
       "place: body\n        valid:\n          to: \"2027-06-30\"\n        variants:\n"
       "          - language: sv\n            subject: Om\n            body: Hej.\n"
       "      - id: more-text\n        purpose: payment\n        place: body\n        valid:\n"
       "          from: \"2027-07-01\"\n"},
      {NULL, "market: SE", "market: NO"},
      {NULL, "market: SE", "market: FI"},
  };
  for (size_t i = 0; i < sizeof fine / sizeof fine[0]; i++) {
    char *text = changed(good_journey, fine[i].after, fine[i].from, fine[i].to);
    struct map *map = read_journey(text);
    struct plan *plan;
    struct plan_faults faults;
    if (compile(map, &plan, &faults) != STATUS_OK)
      fail_msg("case %zu: %s: %s", i, faults.items[0].code, faults.items[0].text);
    plan_free(&plan);
    map_free(&map);
    free(text);
  }
}

/* What a step may do depends on all the steps that it follows. */
static void test_along_a_chain(void **state)
{
  (void)state;
  static const struct {
    struct {
      const char *after, *from, *to;
    } changes[3];
    const char *code, *id; /* NULL: no fault */
  } chains[] = {
      /* before the due date, although it counts forward */
      {{{"id: tip\n", "anchor: issued", "anchor: contact"},
        {"id: first\n", "offset_days: 5", "offset_days: -20"},
        {"id: second-text", "{first_name}", "{days_overdue}"}},
       "placeholder-without-value",
       "second-text"},
      {{{"id: tip\n", "anchor: issued", "anchor: contact"},
        {"id: first\n", "offset_days: 5", "offset_days: -13"},
        {"id: second-text", "{first_name}", "{days_overdue}"}},
       NULL,
       NULL},
      /* new ones, then everyone of those, then old ones: nobody */
      {{{"id: first\n", "anchor: due\n      offset_days: 5",
         "anchor: previous\n      after: tip\n      offset_days: 25"},
        {"id: second\n", "offset_days: 14", "offset_days: 14\n      segment: faithful"}},
       "unreachable",
       "second"},
      /* what follows a tip for new ones never meets what is for old ones */
      {{{"id: first\n", "anchor: due\n      offset_days: 5",
         "anchor: previous\n      after: tip\n      offset_days: 25\n      roll: none"},
        {"id: second\n", "anchor: previous\n      offset_days: 14",
         "anchor: issued\n      offset_days: 37\n      roll: none\n      segment: faithful"}},
       NULL,
       NULL},
      /* paid, then whatever, then unpaid: never */
      {{{"id: second\n", "anchor: previous",
         "anchor: previous\n      after: thanks\n      invoice: any"},
        {"id: first\n", "anchor: due\n      offset_days: 5",
         "anchor: previous\n      after: second\n      offset_days: 9"}},
       "unreachable",
       "first"},
      /* what follows something paid never meets what is unpaid */
      {{{"id: tip\n", "issued\n      offset_days: 12",
         "due\n      offset_days: 19\n      invoice: unpaid"},
        {"id: first\n", "offset_days: 5", "offset_days: 5\n      invoice: paid"},
        {"id: second\n", "offset_days: 14", "offset_days: 14\n      invoice: any"}},
       NULL,
       NULL},
      /* twelve years of business days, and the holidays of seven are known */
      {{{"id: first\n", "offset_days: 5", "offset_days: 730\n      days: business"},
        {"id: second\n", "offset_days: 14", "offset_days: 730\n      days: business"},
        {"id: tip\n", "issued\n      offset_days: 12",
         "previous\n      after: second\n      offset_days: 730\n      days: business"}},
       "past-calendar",
       "tip"},
      /* a circle is told once, of one of its steps */
      {{{"id: first\n", "anchor: due\n      offset_days: 5",
         "anchor: previous\n      after: second\n      offset_days: 5"},
        {"id: thanks\n", "anchor: payment", "anchor: previous"}},
       "unreachable",
       "first"},
  };
  for (size_t i = 0; i < sizeof chains / sizeof chains[0]; i++) {
    char *text = mem_copy_text(good_journey);
    for (size_t k = 0; k < 3 && chains[i].changes[k].from != NULL; k++) {
      char *next = changed(text, chains[i].changes[k].after, chains[i].changes[k].from,
                           chains[i].changes[k].to);
      free(text);
      text = next;
    }
    struct map *map = read_journey(text);
    struct plan *plan;
    struct plan_faults faults;
    compile(map, &plan, &faults);
    if (faults.count != (chains[i].code != NULL ? 1 : 0))
      fail_msg("chain %zu: %zu faults, the last %s: %s", i, faults.count,
               faults.count > 0 ? faults.items[faults.count - 1].code : "",
               faults.count > 0 ? faults.items[faults.count - 1].text : "");
    if (chains[i].code != NULL) {
      assert_string_equal(faults.items[0].code, chains[i].code);
      assert_string_equal(faults.items[0].id, chains[i].id);
    }
    plan_free(&plan);
    plan_faults_clear(&faults);
    map_free(&map);
    free(text);
  }
}

/* The text is there where SMS is all there is. */
static void test_short_text_alone(void **state)
{
  (void)state;
  char *one = changed(good_journey, "id: thanks\n", "[letter]", "[sms]");
  char *two = changed(one, "id: thanks-text", "body: Text om", "sms: Kort om");
  struct map *map = read_journey(two);
  struct plan *plan;
  struct plan_faults faults;
  assert_int_equal(compile(map, &plan, &faults), STATUS_OK);
  plan_free(&plan);
  map_free(&map);
  free(one);
  free(two);
}

static void test_hints(void **state)
{
  (void)state;
  static const char *const pairs[][2] = {{"{first_nam}", "{first_name}"},
                                         {"{förfallodag}", "{due_date}"}};
  for (size_t i = 0; i < 2; i++) {
    char *text = changed(good_journey, "id: first-text", "{first_name}", pairs[i][0]);
    struct map *map = read_journey(text);
    struct plan *plan;
    struct plan_faults faults;
    compile(map, &plan, &faults);
    assert_non_null(strstr(faults.items[0].remedy, pairs[i][1]));
    plan_faults_clear(&faults);
    map_free(&map);
    free(text);
  }
}

/* What a segment cannot compare with keeps nothing of another one from being
 * told. */
static void test_one_unfit(void **state)
{
  (void)state;
  char *one = changed(good_journey, "id: faithful\n", "value: \"1\"",
                      "value: \"3\"\n      - attribute: orders\n        is: less\n"
                      "        value: \"3\"");
  char *two =
      changed(one, "id: second\n", "offset_days: 14", "offset_days: 14\n      segment: faithful");
  char *three = changed(two, "id: fresh\n", "value: \"1\"", "value: one");
  struct map *map = read_journey(three);
  struct plan *plan;
  struct plan_faults faults;
  assert_int_equal(compile(map, &plan, &faults), STATUS_FINDINGS);
  assert_int_equal(faults.count, 2);
  assert_string_equal(faults.items[0].code, "wrong-value");
  assert_string_equal(faults.items[0].id, "fresh");
  assert_string_equal(faults.items[1].code, "unreachable");
  assert_string_equal(faults.items[1].id, "second");
  plan_faults_clear(&faults);
  map_free(&map);
  free(one);
  free(two);
  free(three);
}

/* A country whose holidays are not known: only what needs them is a fault. */
static void test_no_calendar(void **state)
{
  (void)state;
  char *text = changed(good_journey, NULL, "market: SE", "market: US");
  struct map *map = read_journey(text);
  struct plan *plan;
  struct plan_faults faults;
  assert_int_equal(compile(map, &plan, &faults), STATUS_FINDINGS);
  assert_int_equal(faults.count, 5);
  for (size_t i = 0; i < faults.count; i++)
    assert_string_equal(faults.items[i].code, "no-calendar");
  plan_faults_clear(&faults);
  map_free(&map);
  struct str all = {0};
  const char *at = text, *next;
  while ((next = strstr(at, "      anchor:")) != NULL) {
    str_add_span(&all, at, (size_t)(next - at));
    str_add(&all, "      roll: none\n      anchor:");
    at = next + strlen("      anchor:");
  }
  str_add(&all, at);
  map = read_journey(str_text(&all));
  assert_int_equal(compile(map, &plan, &faults), STATUS_OK);
  assert_null(plan->calendar);
  plan_free(&plan);
  map_free(&map);
  str_clear(&all);
  free(text);
}

static void test_no_steps(void **state)
{
  (void)state;
  char *text = mem_copy_text(good_journey);
  *strstr(text, "  - id: invoice\n") = '\0';
  struct map *map = read_journey(text);
  struct plan *plan;
  struct plan_faults faults;
  assert_int_equal(compile(map, &plan, &faults), STATUS_FINDINGS);
  assert_int_equal(faults.count, 1);
  assert_string_equal(faults.items[0].code, "no-steps");
  plan_faults_clear(&faults);
  map_free(&map);
  free(text);
}

/* Everything is told at once, and a circle does not go round for ever. */
static void test_all_at_once(void **state)
{
  (void)state;
  char *one = changed(good_journey, "id: first\n", "anchor: due\n      offset_days: 5",
                      "anchor: previous\n      after: second\n      offset_days: 5");
  char *two = changed(one, "id: tip-text", "{first_name}", "{nonsense}");
  char *three = changed(two, "id: thanks\n", "    channels: [letter]\n", "");
  struct map *map = read_journey(three);
  struct plan *plan;
  struct plan_faults faults;
  assert_int_equal(compile(map, &plan, &faults), STATUS_FINDINGS);
  static const char *const expected[] = {"unknown-placeholder", "no-channel", "unreachable"};
  for (size_t i = 0; i < 3; i++) {
    bool found = false;
    for (size_t k = 0; k < faults.count; k++)
      found |= strcmp(faults.items[k].code, expected[i]) == 0;
    if (!found)
      fail_msg("%s was not told", expected[i]);
  }
  plan_faults_clear(&faults);
  map_free(&map);
  free(one);
  free(two);
  free(three);
}

int main(void)
{
  const struct CMUnitTest tests[] = {
      cmocka_unit_test(test_each_fault),    cmocka_unit_test(test_no_fault),
      cmocka_unit_test(test_along_a_chain), cmocka_unit_test(test_short_text_alone),
      cmocka_unit_test(test_hints),         cmocka_unit_test(test_one_unfit),
      cmocka_unit_test(test_no_calendar),   cmocka_unit_test(test_no_steps),
      cmocka_unit_test(test_all_at_once),
  };
  return cmocka_run_group_tests(tests, NULL, NULL);
}
