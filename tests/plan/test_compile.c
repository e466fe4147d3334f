/* A small good journey, and every way in which it could not run: each case
 * changes one thing and expects one fault, at one place. */
#include "base/mem.h"
#include "plan/compile.h"
#include "yaml/journey_format.h"

#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include <cmocka.h>

#define MESSAGE(id, words)                                                                         \
  "    messages:\n"                                                                                \
  "      - id: " id "\n"                                                                           \
  "        purpose: reminder\n"                                                                    \
  "        place: body\n"                                                                          \
  "        variants:\n"                                                                            \
  "          - language: sv\n"                                                                     \
  "            subject: Om " words "\n"                                                            \
  "            body: Text om " words " {first_name}.\n"

static const char good[] =
    "kundresa_journey: 1\nid: shop\ntitle: Shop\nmarket: SE\naudience: consumer\n"
    "currency: SEK\nlanguages: [sv, en]\ntimezone: Europe/Stockholm\n"
    "payment_terms_days: 30\nstate: as-is\nstatus: draft\n"
    "attributes:\n"
    "  - id: orders\n    of: customer\n    type: integer\n"
    "  - id: pays-by\n    of: customer\n    type: text\n"
    "segments:\n"
    "  - id: fresh\n    title: new ones\n    conditions:\n"
    "      - attribute: orders\n        is: at-most\n        value: \"1\"\n"
    "  - id: faithful\n    title: old ones\n    conditions:\n"
    "      - attribute: orders\n        is: more\n        value: \"1\"\n"
    "stages:\n"
    "  - id: all\n    kind: message\n    title: All\n"
    "touchpoints:\n"
    "  - id: signs-up\n    stage: all\n    kind: sale\n    title: Signs up\n"
    "    initiator: customer\n"
    "  - id: invoice\n    stage: all\n    kind: distribution\n    title: Gets the invoice\n"
    "    channels: [letter]\n    trigger:\n      anchor: issued\n" MESSAGE(
        "invoice-text",
        "faktura") "  - id: tip\n    stage: all\n    kind: message\n    title: Gets a tip\n"
                   "    channels: [email]\n    trigger:\n      anchor: issued\n      offset_days: "
                   "12\n"
                   "      segment: fresh\n" MESSAGE(
                       "tip-text",
                       "tips") "  - id: first\n    stage: all\n    kind: reminder\n    title: "
                               "First reminder\n"
                               "    channels: [email, letter]\n    trigger:\n      anchor: due\n   "
                               "   offset_days: 5\n" MESSAGE(
                                   "first-text",
                                   "betalning") "  - id: second\n    stage: all\n    kind: "
                                                "reminder\n    title: Second reminder\n"
                                                "    channels: [letter]\n    trigger:\n      "
                                                "anchor: previous\n      offset_days: 14\n" MESSAGE(
                                                    "second-text",
                                                    "igen") "  - id: thanks\n    stage: all\n    "
                                                            "kind: message\n    title: Gets "
                                                            "thanks\n"
                                                            "    channels: [letter]\n    "
                                                            "trigger:\n      anchor: payment\n     "
                                                            " offset_days: 1\n"
                                                            "      invoice: paid\n" MESSAGE(
                                                                "thanks-text", "tack");

/* @text with the first @from after @after (NULL: from the start) made @to. */
static char *changed(const char *text, const char *after, const char *from, const char *to)
{
  const char *at = after != NULL ? strstr(text, after) : text;
  assert_non_null(at);
  at = strstr(at, from);
  if (at == NULL)
    fail_msg("the journey has no '%s' after '%s'", from, after != NULL ? after : "");
  struct str out = {0};
  str_add_span(&out, text, (size_t)(at - text));
  str_add(&out, to);
  str_add(&out, at + strlen(from));
  return str_take(&out);
}

static struct map *read_journey(const char *text)
{
  struct map *map = map_new();
  struct problems problems = {0};
  struct error err = {0};
  FILE *in = fmemopen((void *)text, strlen(text), "r");
  enum status status = journey_read(in, "test", &map->sink, &problems, &err);
  fclose(in);
  if (status != STATUS_OK) {
    char told[1300] = "";
    fail_msg("%s\n%s",
             problems.count > 0 ? error_format(&problems.items[0], told, sizeof told) : err.text,
             text);
  }
  problems_clear(&problems);
  return map;
}

static enum status compile(const struct map *map, struct plan **plan, struct plan_faults *faults)
{
  struct plan_origin origin = {.version = 3, .journey_sha256 = "abc"};
  *faults = (struct plan_faults){0};
  return plan_compile(map, &origin, plan, faults);
}

static const struct plan_step *step_of(const struct plan *plan, const char *id)
{
  for (size_t i = 0; i < plan->step_count; i++)
    if (strcmp(plan->steps[i].touchpoint->id, id) == 0)
      return &plan->steps[i];
  fail_msg("there is no step '%s'", id);
  return NULL;
}

/* ---- What comes out ---- */

static void test_defaults(void **state)
{
  (void)state;
  struct map *map = read_journey(good);
  struct plan *plan;
  struct plan_faults faults;
  assert_int_equal(compile(map, &plan, &faults), STATUS_OK);
  assert_int_equal(plan->version, 3);
  assert_int_equal(plan->scope, scope_invoice);
  assert_int_equal(plan->send_at, 9 * 60);
  assert_int_equal(plan->send_from, 8 * 60);
  assert_int_equal(plan->send_to, 20 * 60);
  assert_int_equal(plan->late_policy, late_hold);
  assert_int_equal(plan->late_grace_days, 3);
  assert_int_equal(plan->late_gap_days, 0);
  assert_int_equal(plan->pause_dispute, pause_freeze);
  assert_int_equal(plan->pause_payment_plan, pause_freeze);
  assert_int_equal(plan->pause_hardship, pause_hold);
  assert_string_equal(plan->calendar->id, "SE");
  assert_int_equal(plan->step_count, 5); /* nobody sends when the customer signs up */
  const struct plan_step *first = step_of(plan, "first");
  assert_int_equal(first->step_class, step_class_legal);
  assert_int_equal(first->invoice_state, invoice_state_unpaid);
  assert_int_equal(first->days, day_kind_calendar);
  assert_int_equal(first->roll, roll_next);
  assert_int_equal(first->priority, 0);
  assert_int_equal(first->fee_kind, fee_none);
  assert_int_equal(first->interest_kind, interest_none);
  assert_int_equal(first->announces, announced_nothing);
  assert_int_equal(first->pay_within_days, UNSET);
  assert_int_equal(first->repeat_times, 0);
  assert_string_equal(first->stop_on,
                      "paid credited cancelled bankruptcy deceased written-off handed-over");
  assert_string_equal(step_of(plan, "second")->after, "first");
  assert_null(first->after);
  const struct plan_step *thanks = step_of(plan, "thanks");
  assert_int_equal(thanks->step_class, step_class_service);
  assert_string_equal(thanks->stop_on, /* a payment does not end what thanks for it */
                      "credited cancelled bankruptcy deceased written-off handed-over");
  assert_int_equal(step_of(plan, "invoice")->step_class, step_class_legal);
  assert_int_equal(step_of(plan, "invoice")->invoice_state, invoice_state_any);
  plan_free(&plan);
  map_free(&map);
}

static void test_said_outright(void **state)
{
  (void)state;
  char *one = changed(good, NULL, "status: draft\n",
                      "status: draft\nscope: customer\nsending:\n  at: \"10:00\"\n"
                      "late:\n  policy: walk\n  least_gap_days: 7\nstop_on: [disputed, paid]\n"
                      "pause:\n  dispute: none\n");
  char *two = changed(one, "id: tip\n", "purpose: reminder", "purpose: brand-building");
  struct map *map = read_journey(two);
  struct plan *plan;
  struct plan_faults faults;
  assert_int_equal(compile(map, &plan, &faults), STATUS_OK);
  assert_int_equal(plan->scope, scope_customer);
  assert_int_equal(plan->send_at, 600);
  assert_int_equal(plan->late_policy, late_walk);
  assert_int_equal(plan->late_gap_days, 7);
  assert_int_equal(plan->pause_dispute, pause_none);
  assert_string_equal(step_of(plan, "first")->stop_on, "disputed paid");
  assert_string_equal(step_of(plan, "tip")->stop_on, "disputed");
  assert_int_equal(step_of(plan, "tip")->step_class, step_class_marketing);
  plan_free(&plan);
  map_free(&map);
  free(one);
  free(two);
}

static void test_order_is_that_of_an_invoice(void **state)
{
  (void)state;
  /* The stage holds them the other way round. */
  const char *invoice = strstr(good, "  - id: invoice\n"), *tip = strstr(good, "  - id: tip\n");
  const char *thanks = strstr(good, "  - id: thanks\n");
  struct str text = {0};
  str_add_span(&text, good, (size_t)(invoice - good));
  str_add(&text, thanks);
  str_add_span(&text, tip, (size_t)(thanks - tip));
  str_add_span(&text, invoice, (size_t)(tip - invoice));
  struct map *map = read_journey(str_text(&text));
  struct plan *plan;
  struct plan_faults faults;
  assert_int_equal(compile(map, &plan, &faults), STATUS_OK);
  static const char *const order[] = {"invoice", "tip", "first", "second", "thanks"};
  for (size_t i = 0; i < plan->step_count; i++)
    assert_string_equal(plan->steps[i].touchpoint->id, order[i]);
  plan_free(&plan);
  map_free(&map);
  str_clear(&text);
}

/* ---- What keeps it from running ---- */

static const struct fault_case {
  const char *after, *from, *to; /* the change */
  const char *code;
  enum entity entity;
  const char *id;
} cases[] = {
    {"id: second\n", MESSAGE("second-text", "igen"), "", "missing-text", ENTITY_touchpoint,
     "second"},
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
    {"id: first-text", "{first_name}", "{pay_by}", "placeholder-without-value", ENTITY_message,
     "first-text"},
    {"id: first-text", "{first_name}", "{company}", "placeholder-without-value", ENTITY_message,
     "first-text"},
    {"id: tip-text", "{first_name}", "{days_overdue}", "placeholder-without-value", ENTITY_message,
     "tip-text"},
    {"id: second\n", "    trigger:\n      anchor: previous\n      offset_days: 14\n", "", "no-day",
     ENTITY_touchpoint, "second"},
    {"id: second\n", "    channels: [letter]\n", "", "no-channel", ENTITY_touchpoint, "second"},
    {"id: tip\n", "offset_days: 12", "offset_days: -12", "before-anchor", ENTITY_touchpoint, "tip"},
    {"id: first\n", "offset_days: 5", "offset_days: -31\n      roll: none", "before-anchor",
     ENTITY_touchpoint, "first"},
    {"id: thanks\n", "offset_days: 1", "offset_days: -2", "before-anchor", ENTITY_touchpoint,
     "thanks"},
    {"id: second\n", "offset_days: 14", "offset_days: -2", "before-anchor", ENTITY_touchpoint,
     "second"},
    {"id: invoice\n", "anchor: issued", "anchor: issued\n      roll: previous", "before-anchor",
     ENTITY_touchpoint, "invoice"},
    {"id: second\n", "anchor: previous", "anchor: previous\n      after: signs-up", "unreachable",
     ENTITY_touchpoint, "second"},
    {"id: second\n", "anchor: previous", "anchor: previous\n      after: second", "unreachable",
     ENTITY_touchpoint, "second"},
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
    {"id: thanks\n", "      invoice: paid\n",
     "      invoice: paid\n      repeat_every_days: 2\n      repeat_times: 3\n", "same-day",
     ENTITY_touchpoint, "thanks"},
    {"id: tip-text", "place: body\n", "place: body\n        valid:\n          to: \"2031-01-01\"\n",
     "past-calendar", ENTITY_message, "tip-text"},
    {"id: tip-text", "place: body\n",
     "place: body\n        valid:\n          from: \"2031-01-01\"\n", "past-calendar",
     ENTITY_message, "tip-text"},
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
    {"id: faithful\n", "attribute: orders", "attribute: pays-by", "wrong-value", ENTITY_segment,
     "faithful"},
};

static void test_each_fault(void **state)
{
  (void)state;
  for (size_t i = 0; i < sizeof cases / sizeof cases[0]; i++) {
    const struct fault_case *one = &cases[i];
    char *text = changed(good, one->after, one->from, one->to);
    struct map *map = read_journey(text);
    struct plan *plan;
    struct plan_faults faults;
    enum status status = compile(map, &plan, &faults);
    struct str told = {0};
    bool found = false, others = false;
    for (size_t k = 0; k < faults.count; k++) {
      const struct plan_fault *fault = &faults.items[k];
      str_addf(&told, "  %s at %s %s: %s %s\n", fault->code, entities[fault->entity].name,
               fault->id, fault->text, fault->remedy);
      if (strcmp(fault->code, one->code) == 0 && fault->entity == one->entity &&
          strcmp(fault->id, one->id) == 0)
        found = true;
      else if (strcmp(one->code, "before-anchor") != 0 || strcmp(fault->code, "same-day") != 0)
        others = true; /* what moves before its anchor may well meet another on the way */
      assert_true(strlen(fault->text) > 10 && strlen(fault->remedy) > 10);
    }
    if (status != STATUS_FINDINGS || plan != NULL || !found || others)
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
      {NULL, "market: SE", "market: NO"},
      {NULL, "market: SE", "market: FI"},
  };
  for (size_t i = 0; i < sizeof fine / sizeof fine[0]; i++) {
    char *text = changed(good, fine[i].after, fine[i].from, fine[i].to);
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

static void test_hints(void **state)
{
  (void)state;
  static const char *const pairs[][2] = {{"{first_nam}", "{first_name}"},
                                         {"{förfallodag}", "{due_date}"}};
  for (size_t i = 0; i < 2; i++) {
    char *text = changed(good, "id: first-text", "{first_name}", pairs[i][0]);
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

/* A country whose holidays are not known: only what needs them is a fault. */
static void test_no_calendar(void **state)
{
  (void)state;
  char *text = changed(good, NULL, "market: SE", "market: US");
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
  char *text = mem_copy_text(good);
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
  char *one = changed(good, "id: first\n", "anchor: due\n      offset_days: 5",
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

/* Twenty thousand steps that count from each other are a long way, not a
 * deep one. */
static void test_long_chain(void **state)
{
  (void)state;
  enum { STEPS = 20000 };
  char *text = mem_copy_text(good);
  *strstr(text, "  - id: invoice\n") = '\0';
  memcpy(strstr(text, "market: SE"), "market: US", 10); /* a calendar is not what this is about */
  struct map *map = read_journey(text);
  struct error err = {0};
  for (int i = 0; i < STEPS; i++) {
    struct touchpoint touchpoint;
    char id[32], after[32];
    record_init(ENTITY_touchpoint, &touchpoint);
    snprintf(id, sizeof id, "step-%d", i);
    snprintf(after, sizeof after, "step-%d", i + 1);
    touchpoint.id = id;
    touchpoint.stage = (char *)"all";
    touchpoint.title = id;
    touchpoint.kind = stage_kind_message;
    touchpoint.channels = (char *)"letter";
    touchpoint.anchor = i + 1 < STEPS ? anchor_previous : anchor_contact;
    touchpoint.after = i + 1 < STEPS ? after : NULL;
    touchpoint.offset_days = 3;
    touchpoint.roll = roll_none;
    assert_int_equal(map->sink.put(&map->sink, ENTITY_touchpoint, &touchpoint, &err), STATUS_OK);
  }
  struct plan *plan;
  struct plan_faults faults;
  assert_int_equal(compile(map, &plan, &faults), STATUS_FINDINGS);
  assert_int_equal(faults.count, STEPS); /* none of them has a text, and that is all */
  assert_string_equal(faults.items[STEPS - 1].code, "missing-text");
  plan_faults_clear(&faults);
  map_free(&map);
  free(text);
}

int main(void)
{
  const struct CMUnitTest tests[] = {
      cmocka_unit_test(test_defaults),
      cmocka_unit_test(test_said_outright),
      cmocka_unit_test(test_order_is_that_of_an_invoice),
      cmocka_unit_test(test_each_fault),
      cmocka_unit_test(test_no_fault),
      cmocka_unit_test(test_hints),
      cmocka_unit_test(test_no_calendar),
      cmocka_unit_test(test_no_steps),
      cmocka_unit_test(test_all_at_once),
      cmocka_unit_test(test_long_chain),
  };
  return cmocka_run_group_tests(tests, NULL, NULL);
}
