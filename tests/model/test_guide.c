#include "model/guide.h"

#include "model/record.h"

#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <string.h>

#include <cmocka.h>

/* Every kind of moment has questions, in one run, with names that can be kept
 * as an answer's guide and are unlike each other. */
static void test_every_kind(void **state)
{
  (void)state;
  const struct enumeration *kinds = &enumerations[ENUM_stage_kind];
  const struct field *kept = entity_field(ENTITY_answer, "guide");
  for (size_t kind = 0; kind < kinds->count; kind++) {
    size_t count;
    const struct guide *list = guide_of((int64_t)kind, &count);
    assert_true(count >= 5 && count <= 9);
    for (size_t i = 0; i < count; i++) {
      size_t start = strlen(kinds->tokens[kind]);
      assert_int_equal(list[i].kind, kind);
      assert_memory_equal(list[i].name, kinds->tokens[kind], start);
      assert_int_equal(list[i].name[start], '-');
      assert_true(record_is_id(list[i].name));
      assert_true((int64_t)strlen(list[i].name) <= kept->most);
      /* The first of that name is itself, so there is no other. */
      assert_ptr_equal(guide_find(list[i].name), &list[i]);
      assert_int_equal(list[i].question[strlen(list[i].question) - 1], '?');
    }
  }
}

static void test_none(void **state)
{
  (void)state;
  size_t count = 7;
  assert_null(guide_of(UNSET, &count));
  assert_int_equal(count, 0);
  assert_null(guide_find("sale-when"));
  assert_string_equal(guide_near("sale-wher"), "sale-where");
}

int main(void)
{
  const struct CMUnitTest tests[] = {
      cmocka_unit_test(test_every_kind),
      cmocka_unit_test(test_none),
  };
  return cmocka_run_group_tests(tests, NULL, NULL);
}
