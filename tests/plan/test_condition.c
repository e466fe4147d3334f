#include "plan/condition.h"

#include "base/mem.h"

#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include <cmocka.h>

static bool holds(int64_t type, int64_t operator, const char * value, const char *of)
{
  struct condition condition = {.operator= operator, .value =(char *) value};
  return condition_holds(&condition, type, of);
}

static void test_operators(void **state)
{
  (void)state;
  const int64_t number = attribute_type_integer, text = attribute_type_text;
  assert_true(holds(number, operator_is, "5", "5"));
  assert_true(holds(number, operator_is, "5", "05"));
  assert_false(holds(number, operator_is, "5", "6"));
  assert_true(holds(number, operator_is_not, "5", "-5"));
  assert_true(holds(number, operator_less, "5", "4"));
  assert_false(holds(number, operator_less, "5", "5"));
  assert_true(holds(number, operator_at_most, "5", "5"));
  assert_true(holds(number, operator_more, "5", "6"));
  assert_false(holds(number, operator_more, "5", "5"));
  assert_true(holds(number, operator_at_least, "10", "10"));
  assert_false(holds(number, operator_at_least, "10", "9")); /* not by its letters */
  assert_true(holds(number, operator_one_of, "1, 2 ,3", "2"));
  assert_false(holds(number, operator_one_of, "1, 2 ,3", "4"));
  assert_true(holds(text, operator_one_of, "e-post, brev", "brev"));
  assert_false(holds(text, operator_one_of, "e-post, brev", "bre"));
  assert_true(holds(text, operator_is, "a, b", "a, b"));
  assert_true(holds(attribute_type_date, operator_less, "2026-12-24", "2026-12-23"));
  assert_true(holds(attribute_type_boolean, operator_is, "true", "true"));
  assert_false(holds(attribute_type_boolean, operator_is, "true", "false"));
  assert_true(holds(attribute_type_money, operator_more, "9900", "10000"));
}

/* What is not known meets 'is unknown' only, not even 'is not'. */
static void test_unknown(void **state)
{
  (void)state;
  for (int64_t operator= 0; operator<(int64_t) enumerations[ENUM_operator].count; operator++)
    assert_int_equal(holds(attribute_type_integer, operator, "5", NULL), operator==
                     operator_unknown);
  assert_true(holds(attribute_type_text, operator_known, NULL, "x"));
  assert_false(holds(attribute_type_text, operator_unknown, NULL, "x"));
}

static void test_values(void **state)
{
  (void)state;
  int64_t number;
  assert_true(condition_value(attribute_type_integer, "-12", &number));
  assert_int_equal(number, -12);
  assert_false(condition_value(attribute_type_integer, "12 kr", &number));
  assert_false(condition_value(attribute_type_integer, "-", &number));
  assert_false(condition_value(attribute_type_integer, "99999999999999999999", &number));
  assert_false(condition_value(attribute_type_date, "2026-02-30", &number));
  assert_false(condition_value(attribute_type_boolean, "yes", &number));
  assert_false(condition_value(attribute_type_text, "", &number));
}

/* ---- Whether two segments can meet, against trying everybody ---- */

static unsigned seed = 20261123;

static unsigned below(unsigned most)
{
  seed = seed * 1664525u + 1013904223u;
  return (seed >> 8) % most;
}

static void put(struct map *map, enum entity entity, const void *record)
{
  struct error err = {0};
  assert_int_equal(map->sink.put(&map->sink, entity, record, &err), STATUS_OK);
}

static const char *const texts[] = {"a", "b", "c"};

static void put_condition(struct map *map, const char *segment, const int64_t *types)
{
  static const char *const names[] = {"number", "word", "truth"};
  int which = (int)below(3);
  char value[64] = "";
  struct condition condition;
  record_init(ENTITY_condition, &condition);
  condition.segment = (char *)segment;
  condition.attribute = (char *)names[which];
  condition.value = value;
  do
    condition.operator= below((unsigned)enumerations[ENUM_operator].count);
  while (types[which] != attribute_type_integer &&
         condition.operator>= operator_less && condition.operator<= operator_at_least);
  int count = condition.operator== operator_one_of ? 1 + (int)below(3) : 1;
  for (int i = 0; i < count; i++) {
    char one[16];
    if (which == 0)
      snprintf(one, sizeof one, "%u", below(6));
    else
      snprintf(one, sizeof one, "%s", which == 1 ? texts[below(3)] : below(2) ? "true" : "false");
    strcat(value, i > 0 ? ", " : "");
    strcat(value, one);
  }
  put(map, ENTITY_condition, &condition);
}

/* Whether any customer of a small world is in all segments at once. */
static bool somebody(const struct map *map, const int64_t *types)
{
  static const char *const worlds[3][10] = {
      {NULL, "-1", "0", "1", "2", "3", "4", "5", "6", "7"},
      {NULL, "a", "b", "c", "d"},
      {NULL, "true", "false"},
  };
  static const int sizes[] = {10, 5, 3};
  static const char *const names[] = {"number", "word", "truth"};
  for (int n = 0; n < sizes[0]; n++)
    for (int w = 0; w < sizes[1]; w++)
      for (int t = 0; t < sizes[2]; t++) {
        const char *values[] = {worlds[0][n], worlds[1][w], worlds[2][t]};
        bool all = true;
        for (size_t i = 0; i < map_count(map, ENTITY_condition) && all; i++) {
          const struct condition *condition = map_at(map, ENTITY_condition, i);
          for (int k = 0; k < 3; k++)
            if (strcmp(condition->attribute, names[k]) == 0)
              all = condition_holds(condition, types[k], values[k]);
        }
        if (all)
          return true;
      }
  return false;
}

static void test_can_meet(void **state)
{
  (void)state;
  const int64_t types[] = {attribute_type_integer, attribute_type_text, attribute_type_boolean};
  static const char *const names[] = {"number", "word", "truth"};
  int met = 0;
  const int rounds = 4000;
  for (int round = 0; round < rounds; round++) {
    struct map *map = map_new();
    for (int i = 0; i < 3; i++) {
      struct attribute attribute;
      record_init(ENTITY_attribute, &attribute);
      attribute.id = (char *)names[i];
      attribute.type = types[i];
      put(map, ENTITY_attribute, &attribute);
    }
    for (unsigned i = 1 + below(3); i > 0; i--)
      put_condition(map, "one", types);
    for (unsigned i = below(3); i > 0; i--)
      put_condition(map, "other", types);
    bool expected = somebody(map, types);
    assert_int_equal(condition_can_meet(map, "one", "other"), expected);
    assert_int_equal(condition_can_meet(map, "other", "one"), expected);
    assert_true(condition_can_meet(map, NULL, NULL));
    met += expected ? 1 : 0;
    map_free(&map);
  }
  assert_in_range(met, rounds / 10, rounds * 9 / 10); /* both answers were put to the test */
}

int main(void)
{
  const struct CMUnitTest tests[] = {
      cmocka_unit_test(test_operators),
      cmocka_unit_test(test_unknown),
      cmocka_unit_test(test_values),
      cmocka_unit_test(test_can_meet),
  };
  return cmocka_run_group_tests(tests, NULL, NULL);
}
