/* What the compiler makes of a journey without faults. */
#include "plan_helper.h"

#include "base/mem.h"
#include "base/str.h"
#include "yaml/plan_format.h"

#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include <cmocka.h>

/* ---- What comes out ---- */

static void test_defaults(void **state)
{
  (void)state;
  struct map *map = read_journey(good_journey);
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
  char *one = changed(good_journey, NULL, "status: draft\n",
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
  const char *invoice = strstr(good_journey, "  - id: invoice\n"),
             *tip = strstr(good_journey, "  - id: tip\n");
  const char *thanks = strstr(good_journey, "  - id: thanks\n");
  struct str text = {0};
  str_add_span(&text, good_journey, (size_t)(invoice - good_journey));
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

/* What a step is counted as when the journey does not say. */
static void test_classes(void **state)
{
  (void)state;
  static const struct {
    const char *kind, *purpose;
    int64_t step_class, invoice_state;
  } cases[] = {
      {"distribution", "brand-building", step_class_legal, invoice_state_any},
      {"reminder", "sales-strengthening", step_class_legal, invoice_state_unpaid},
      {"collections", "claim", step_class_legal, invoice_state_unpaid},
      {"sale", "sales-strengthening", step_class_marketing, invoice_state_any},
      {"message", "brand-building", step_class_marketing, invoice_state_any},
      {"support", "activity-triggering", step_class_marketing, invoice_state_any},
      {"message", "payment", step_class_service, invoice_state_any},
      {"message", "service-highlighting", step_class_service, invoice_state_any},
      {"churn", "farewell", step_class_service, invoice_state_any},
  };
  for (size_t i = 0; i < sizeof cases / sizeof cases[0]; i++) {
    struct str kind = {0}, purpose = {0};
    str_addf(&kind, "kind: %s\n", cases[i].kind);
    str_addf(&purpose, "purpose: %s\n", cases[i].purpose);
    char *one = changed(good_journey, "id: tip\n", "kind: message\n", str_text(&kind));
    char *two = changed(one, "id: tip-text", "purpose: reminder\n", str_text(&purpose));
    struct map *map = read_journey(two);
    struct plan *plan;
    struct plan_faults faults;
    assert_int_equal(compile(map, &plan, &faults), STATUS_OK);
    assert_int_equal(step_of(plan, "tip")->step_class, cases[i].step_class);
    assert_int_equal(step_of(plan, "tip")->invoice_state, cases[i].invoice_state);
    plan_free(&plan);
    map_free(&map);
    str_clear(&kind);
    str_clear(&purpose);
    free(one);
    free(two);
  }
}

/* What a person must say yes to. */
static void test_approval(void **state)
{
  (void)state;
  static const struct {
    const char *says;
    bool manual;
  } cases[] = {
      {"", false},
      {"    automation: automatic\n", false},
      {"    automation: assisted\n", false}, /* with nothing to look at, there is nothing to ask */
      {"    automation: manual\n", true},
      {"    controls:\n      - title: T\n        automation: manual\n        blocks: true\n", true},
      {"    controls:\n      - title: T\n        automation: assisted\n        blocks: true\n",
       false}, /* a system finds those that somebody must look at */
      {"    controls:\n      - title: T\n        blocks: true\n", true},
      {"    controls:\n      - title: T\n        automation: automatic\n        blocks: true\n",
       false},
      {"    controls:\n      - title: T\n        automation: manual\n        blocks: false\n",
       false},
      {"    controls:\n      - title: T\n        automation: manual\n", false},
      {"    controls:\n      - title: T\n        automation: automatic\n        blocks: true\n"
       "      - title: U\n        automation: manual\n        blocks: true\n",
       true},
  };
  for (size_t i = 0; i < sizeof cases / sizeof cases[0]; i++) {
    struct str text = {0};
    str_addf(&text, "%s    messages:\n", cases[i].says);
    char *journey = changed(good_journey, "id: first\n", "    messages:\n", str_text(&text));
    struct map *map = read_journey(journey);
    struct plan *plan;
    struct plan_faults faults;
    assert_int_equal(compile(map, &plan, &faults), STATUS_OK);
    assert_int_equal(step_of(plan, "first")->manual, cases[i].manual);
    assert_false(step_of(plan, "second")->manual);
    plan_free(&plan);
    map_free(&map);
    str_clear(&text);
    free(journey);
  }
}

struct bytes {
  struct byte_sink sink;
  struct str text;
};

static enum status keep(struct byte_sink *sink, const char *bytes, size_t length, struct error *err)
{
  (void)err;
  str_add_span(&((struct bytes *)sink)->text, bytes, length);
  return STATUS_OK;
}

static void test_same_journey_same_plan(void **state)
{
  (void)state;
  struct bytes written[2] = {{.sink = {.write = keep}}, {.sink = {.write = keep}}};
  for (int i = 0; i < 2; i++) {
    struct map *map = read_journey(good_journey);
    struct plan *plan;
    struct plan_faults faults;
    struct error err = {0};
    assert_int_equal(compile(map, &plan, &faults), STATUS_OK);
    assert_int_equal(plan_write(plan, &written[i].sink, &err), STATUS_OK);
    plan_free(&plan);
    map_free(&map);
  }
  assert_true(written[0].text.length > 1000);
  assert_string_equal(str_text(&written[0].text), str_text(&written[1].text));
  str_clear(&written[0].text);
  str_clear(&written[1].text);
}

int main(void)
{
  const struct CMUnitTest tests[] = {
      cmocka_unit_test(test_defaults),
      cmocka_unit_test(test_said_outright),
      cmocka_unit_test(test_classes),
      cmocka_unit_test(test_approval),
      cmocka_unit_test(test_order_is_that_of_an_invoice),
      cmocka_unit_test(test_same_journey_same_plan),
  };
  return cmocka_run_group_tests(tests, NULL, NULL);
}
