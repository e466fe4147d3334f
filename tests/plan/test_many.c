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

static struct map *make_journey(int64_t market)
{
  struct map *map = map_new();
  struct journey journey;
  record_init(ENTITY_journey, &journey);
  journey.id = journey.title = (char *)"long";
  journey.market = market;
  journey.audience = audience_consumer;
  journey.languages = (char *)"sv";
  journey.timezone = (char *)"UTC";
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
  struct map *map = make_journey(market_us);
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

/* The first beyond the holidays is told, and not all that follow it. */
static void test_past_the_calendar(void **state)
{
  (void)state;
  struct map *map = make_journey(market_se);
  put_chain(map, 100000, true);
  struct plan *plan;
  struct plan_faults faults;
  assert_int_equal(compile(map, &plan, &faults), STATUS_FINDINGS);
  assert_int_equal(faults.count, 1);
  assert_string_equal(faults.items[0].code, "past-calendar");
  plan_faults_clear(&faults);
  map_free(&map);
}

static void test_a_fault_each(void **state)
{
  (void)state;
  enum { STEPS = 100000 };
  struct map *map = make_journey(market_us);
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

static void put_town(struct map *map, char *town, char *number)
{
  struct segment segment;
  record_init(ENTITY_segment, &segment);
  segment.id = segment.title = town;
  put(map, ENTITY_segment, &segment);
  struct condition condition;
  record_init(ENTITY_condition, &condition);
  condition.segment = town;
  condition.attribute = (char *)"town";
  condition.operator= operator_is;
  condition.value = number;
  put(map, ENTITY_condition, &condition);
}

/* A journey whose customers live in so many towns, each in one. */
static struct map *make_towns(int count)
{
  struct map *map = make_journey(market_se);
  struct attribute attribute;
  record_init(ENTITY_attribute, &attribute);
  attribute.id = (char *)"town";
  attribute.owner = attribute_of_customer;
  attribute.type = attribute_type_integer;
  put(map, ENTITY_attribute, &attribute);
  for (int i = 0; i < count; i++) {
    char town[32], number[16];
    snprintf(town, sizeof town, "town-%d", i);
    snprintf(number, sizeof number, "%d", i);
    put_town(map, town, number);
  }
  return map;
}

/* A step for those of @town (-1: for everyone), so many business days after
 * the invoice. */
static void put_town_step(struct map *map, int town, int number, int64_t days)
{
  char segment[32], id[32];
  snprintf(segment, sizeof segment, "town-%d", town);
  snprintf(id, sizeof id, "step-%d-%d", town + 1, number);
  struct touchpoint step = new_step(id);
  step.anchor = anchor_issued;
  step.offset_days = days;
  step.days = day_kind_business;
  step.segment = town >= 0 ? segment : NULL;
  put(map, ENTITY_touchpoint, &step);
  put_text(map, id);
}

static void compiles_with(struct map *map, size_t same_day)
{
  struct plan *plan;
  struct plan_faults faults;
  compile(map, &plan, &faults);
  assert_int_equal(faults.count, same_day);
  for (size_t i = 0; i < faults.count; i++)
    assert_string_equal(faults.items[i].code, "same-day");
  plan_free(&plan);
  plan_faults_clear(&faults);
  map_free(&map);
}

/* A hundred towns, which get a message of their own on each of a hundred days. */
static void test_many_towns(void **state)
{
  (void)state;
  enum { TOWNS = 100, DAYS = 100 };
  struct map *map = make_towns(TOWNS);
  for (int town = 0; town < TOWNS; town++)
    for (int day = 1; day <= DAYS; day++)
      put_town_step(map, town, day, day);
  compiles_with(map, 0);
}

/* Many messages on one day, of which some meet. */
static void test_crowded_day(void **state)
{
  (void)state;
  enum { TOWNS = 27, IN_FIRST = 5, TO_ALL = 3 };
  struct map *map = make_towns(TOWNS);
  for (int town = 0; town < TOWNS; town++)
    put_town_step(map, town, 0, 4);
  for (int i = 1; i < IN_FIRST; i++)
    put_town_step(map, 0, i, 4);
  for (int i = 0; i < TO_ALL; i++)
    put_town_step(map, -1, i, 4);
  size_t in_towns = TOWNS - 1 + IN_FIRST;
  compiles_with(map, TO_ALL * in_towns + TO_ALL * (TO_ALL - 1) / 2 + IN_FIRST * (IN_FIRST - 1) / 2);
}

/* A message a month to each, and one planned for every day: in every town all
 * of the second week are told, although the towns take turns in the map. */
static void test_blocked_in_towns(void **state)
{
  (void)state;
  enum { TOWNS = 20, DAYS = 60 };
  struct map *map = make_towns(TOWNS);
  struct cap cap;
  record_init(ENTITY_cap, &cap);
  cap.id = (char *)"calm";
  cap.counts = (char *)"service";
  cap.messages = 1;
  cap.days = 30;
  put(map, ENTITY_cap, &cap);
  for (int day = 1; day <= DAYS; day++)
    for (int town = 0; town < TOWNS; town++)
      put_town_step(map, town, day, day);
  struct plan *plan;
  struct plan_faults faults;
  assert_int_equal(compile(map, &plan, &faults), STATUS_FINDINGS);
  int told[TOWNS] = {0};
  for (size_t i = 0; i < faults.count; i++) {
    int town, day;
    assert_string_equal(faults.items[i].code, "unreachable");
    assert_int_equal(sscanf(faults.items[i].id, "step-%d-%d", &town, &day), 2);
    assert_true(day != 1);
    if (day > 5 && day <= 10)
      told[town - 1]++;
  }
  for (int town = 0; town < TOWNS; town++)
    assert_int_equal(told[town], 5);
  plan_faults_clear(&faults);
  map_free(&map);
}

int main(void)
{
  const struct CMUnitTest tests[] = {
      cmocka_unit_test(test_long_chain),   cmocka_unit_test(test_past_the_calendar),
      cmocka_unit_test(test_a_fault_each), cmocka_unit_test(test_many_towns),
      cmocka_unit_test(test_crowded_day),  cmocka_unit_test(test_blocked_in_towns),
  };
  return cmocka_run_group_tests(tests, NULL, NULL);
}
