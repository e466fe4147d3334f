/* Journeys far longer than any that people draw: a long way must not become a
 * deep one, nor many steps take the square of their number. */
#include "plan_helper.h"

#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include <cmocka.h>

static void put(struct map *map, enum entity entity, const void *record)
{
  struct error err = {0};
  assert_int_equal(map->sink.put(&map->sink, entity, record, &err), STATUS_OK);
}

static struct map *make_journey(void)
{
  struct map *map = map_new();
  struct journey journey;
  record_init(ENTITY_journey, &journey);
  journey.id = journey.title = (char *)"long";
  journey.market = market_se;
  journey.audience = audience_consumer;
  journey.languages = (char *)"sv";
  journey.payment_terms_days = 30;
  put(map, ENTITY_journey, &journey);
  return map;
}

static void put_text(struct map *map, char *step)
{
  struct message message;
  record_init(ENTITY_message, &message);
  message.touchpoint = message.id = step;
  message.purpose = purpose_service;
  message.place = place_body;
  put(map, ENTITY_message, &message);
  struct variant variant;
  record_init(ENTITY_variant, &variant);
  variant.message = step;
  variant.language = (char *)"sv";
  variant.body = (char *)"Hej {first_name}";
  put(map, ENTITY_variant, &variant);
}

static struct touchpoint new_step(char *id)
{
  struct touchpoint step;
  record_init(ENTITY_touchpoint, &step);
  step.id = step.title = id;
  step.stage = (char *)"all";
  step.kind = stage_kind_message;
  step.channels = (char *)"letter";
  return step;
}

/* Each counts from the one that comes after it in the map, the worst order
 * there is. */
static void put_chain(struct map *map, int count, bool texts)
{
  for (int i = 0; i < count; i++) {
    char id[32], after[32];
    snprintf(id, sizeof id, "step-%d", i);
    snprintf(after, sizeof after, "step-%d", i + 1);
    struct touchpoint step = new_step(id);
    step.anchor = i + 1 < count ? anchor_previous : anchor_contact;
    step.after = i + 1 < count ? after : NULL;
    step.offset_days = 3;
    step.roll = roll_none;
    put(map, ENTITY_touchpoint, &step);
    if (texts)
      put_text(map, id);
  }
}

static void test_long_chain(void **state)
{
  (void)state;
  enum { STEPS = 100000 };
  struct map *map = make_journey();
  put_chain(map, STEPS, true);
  struct plan *plan;
  struct plan_faults faults;
  assert_int_equal(compile(map, &plan, &faults), STATUS_OK);
  assert_int_equal(plan->step_count, STEPS);
  for (int i = 0; i < STEPS; i++) { /* far beyond the calendar too */
    char id[32];
    snprintf(id, sizeof id, "step-%d", STEPS - 1 - i);
    assert_string_equal(plan->steps[i].touchpoint->id, id);
  }
  plan_free(&plan);
  map_free(&map);
}

static void test_a_fault_each(void **state)
{
  (void)state;
  enum { STEPS = 100000 };
  struct map *map = make_journey();
  put_chain(map, STEPS, false);
  struct plan *plan;
  struct plan_faults faults;
  assert_int_equal(compile(map, &plan, &faults), STATUS_FINDINGS);
  assert_int_equal(faults.count, STEPS);
  for (size_t i = 0; i < faults.count; i++)
    assert_string_equal(faults.items[i].code, "missing-text");
  plan_faults_clear(&faults);
  map_free(&map);
}

/* A hundred groups of customers, who get a message of their own on each of a
 * hundred days. */
static void test_many_groups(void **state)
{
  (void)state;
  enum { GROUPS = 100, DAYS = 100 };
  struct map *map = make_journey();
  struct attribute attribute;
  record_init(ENTITY_attribute, &attribute);
  attribute.id = (char *)"town";
  attribute.owner = attribute_of_customer;
  attribute.type = attribute_type_integer;
  put(map, ENTITY_attribute, &attribute);
  for (int group = 0; group < GROUPS; group++) {
    char town[32], number[16];
    snprintf(town, sizeof town, "town-%d", group);
    snprintf(number, sizeof number, "%d", group);
    struct segment segment;
    record_init(ENTITY_segment, &segment);
    segment.id = segment.title = town;
    put(map, ENTITY_segment, &segment);
    struct condition condition;
    record_init(ENTITY_condition, &condition);
    condition.segment = town;
    condition.attribute = attribute.id;
    condition.operator= operator_is;
    condition.value = number;
    put(map, ENTITY_condition, &condition);
    for (int day = 0; day < DAYS; day++) {
      char id[32];
      snprintf(id, sizeof id, "town-%d-day-%d", group, day);
      struct touchpoint step = new_step(id);
      step.anchor = anchor_issued;
      step.offset_days = day;
      step.days = day_kind_business;
      step.segment = town;
      put(map, ENTITY_touchpoint, &step);
      put_text(map, id);
    }
  }
  struct plan *plan;
  struct plan_faults faults;
  /* Day 0 of an invoice made on a Saturday is Monday, and so is day 1. */
  assert_int_equal(compile(map, &plan, &faults), STATUS_FINDINGS);
  assert_int_equal(faults.count, GROUPS);
  for (size_t i = 0; i < faults.count; i++)
    assert_string_equal(faults.items[i].code, "same-day");
  plan_faults_clear(&faults);
  map_free(&map);
}

int main(void)
{
  const struct CMUnitTest tests[] = {
      cmocka_unit_test(test_long_chain),
      cmocka_unit_test(test_a_fault_each),
      cmocka_unit_test(test_many_groups),
  };
  return cmocka_run_group_tests(tests, NULL, NULL);
}
