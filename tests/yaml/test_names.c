/* Ids and references in little memory. */
#include "yaml/names.h"

#include <setjmp.h>
#include <stdarg.h>
#include <stdint.h>
#include <stdio.h>
#include <string.h>
#include <cmocka.h>

static const struct field *stage_field(void)
{
  return entity_field(ENTITY_touchpoint, "stage");
}

/* Every id is found again, no other is, and the first line is remembered. */
static void many_ids_are_kept_apart(void **state)
{
  (void)state;
  struct names names;
  char id[32];
  long first = 0;
  names_start(&names);
  for (long i = 0; i < 100000; i++) {
    snprintf(id, sizeof id, "m-%ld", i);
    assert_true(names_add(&names, ENTITY_message, id, i + 1, &first));
  }
  for (long i = 0; i < 100000; i += 7) {
    snprintf(id, sizeof id, "m-%ld", i);
    assert_false(names_add(&names, ENTITY_message, id, 1, &first));
    assert_int_equal(first, i + 1);
  }
  /* The same id may name things of different kinds. */
  assert_true(names_add(&names, ENTITY_stage, "m-1", 1, &first));
  names_clear(&names);
}

/* References wait for what they name; what never comes is told with its place
 * and the name most like it. */
static void references_wait(void **state)
{
  (void)state;
  struct names names;
  long first = 0;
  names_start(&names);
  for (long i = 0; i < 50000; i++) {
    assert_true(names_refer(&names, stage_field(), i % 2 == 0 ? "remind" : "collect", i, 1));
    if (i == 20000)
      assert_true(names_refer(&names, stage_field(), "colect", i, 7));
  }
  assert_true(names_add(&names, ENTITY_stage, "remind", 1, &first));
  assert_true(names_add(&names, ENTITY_stage, "collect", 2, &first));
  assert_true(names_add(&names, ENTITY_system, "colect", 3, &first));
  size_t index = 0;
  const struct reference *unknown = names_unknown(&names, &index);
  assert_non_null(unknown);
  assert_int_equal(unknown->line, 20000);
  assert_int_equal(unknown->column, 7);
  assert_string_equal(names_text(&names, unknown), "colect");
  assert_string_equal(names_near(&names, ENTITY_stage, "colect"), "collect");
  assert_null(names_unknown(&names, &index));
  names_clear(&names);
}

/* Names met in turns are kept once each, so that few of them fill no store. */
static void waiting_references_end_somewhere(void **state)
{
  (void)state;
  struct names names;
  names_start(&names);
  for (long i = 0; i < NAMES_WAITING_MOST; i++)
    assert_true(names_refer(&names, stage_field(), "nowhere", i, 1));
  assert_false(names_refer(&names, stage_field(), "nowhere", 1, 1));
  assert_int_equal(names.wanted.length, sizeof "nowhere");
  names_clear(&names);
}

int main(void)
{
  const struct CMUnitTest tests[] = {
      cmocka_unit_test(many_ids_are_kept_apart),
      cmocka_unit_test(references_wait),
      cmocka_unit_test(waiting_references_end_somewhere),
  };
  return cmocka_run_group_tests(tests, NULL, NULL);
}
