/* Each kind of meeting of two changes. */
#include "merge/merge.h"

#include "tests/merge/merge_helper.h"

#include <setjmp.h>
#include <stdarg.h>
#include <stdlib.h>
#include <string.h>

#include <cmocka.h>

/* Merges texts below HEAD; the result must be @want, where there are the conflicts
 * "field touchpoint" and so on. */
static void check(const char *base, const char *ours, const char *theirs, enum merge_choice choice,
                  const char *want, const char *conflicts)
{
  static const char *const names[] = {"field", "deleted", "needed", "order"};
  struct map *maps[] = {helper_map(base), helper_map(ours), helper_map(theirs), helper_map(want)};
  struct merge *merge = merge_maps(maps[0], maps[1], maps[2], choice);
  struct str found = {0};
  for (size_t i = 0; i < merge->count; i++)
    str_addf(&found, "%s%s %s", i > 0 ? ", " : "", names[merge->conflicts[i].kind],
             merge->conflicts[i].field != NULL ? merge->conflicts[i].field->name
                                               : entities[merge->conflicts[i].entity].name);
  char *text = helper_text(merge->map), *wanted = helper_text(maps[3]);
  assert_string_equal(str_text(&found), conflicts);
  assert_string_equal(text, wanted);
  free(text);
  free(wanted);
  str_clear(&found);
  merge_free(&merge);
  for (int i = 0; i < 4; i++)
    map_free(&maps[i]);
}

#define J(points) HEAD STAGES POINTS points
#define SEGMENT "segments:\n  - {id: new, title: New ones}\n"

static void test_fields(void **state)
{
  (void)state;
  const char *base = J(POINT("a", ", covered: \"no\", grades: {use: 1}"));
  const char *one = J(POINT("a", ", covered: \"yes\", grades: {use: 1}"));
  const char *other = J(POINT("a", ", covered: \"no\", grades: {use: 2}"));
  check(base, one, other, MERGE_ASK, J(POINT("a", ", covered: \"yes\", grades: {use: 2}")), "");
  check(base, one, one, MERGE_ASK, one, "");
  const char *third = J(POINT("a", ", covered: \"no\", grades: {use: 3}"));
  check(base, other, third, MERGE_ASK, other, "field use");
  check(base, other, third, MERGE_THEIRS, third, "field use");
  check(base, other, third, MERGE_OURS, other, "field use");
  const char *unset = J(POINT("a", ", covered: \"no\""));
  check(base, unset, third, MERGE_THEIRS, third, "field use");
  check(base, unset, one, MERGE_ASK, J(POINT("a", ", covered: \"yes\"")), "");
}

static void test_records(void **state)
{
  (void)state;
  const char *base = J(POINT("a", "") POINT("b", ""));
  const char *without = J(POINT("b", ""));
  const char *edited = J(POINT("a", ", note: Read") POINT("b", ""));
  check(base, J(POINT("a", "") POINT("c", "") POINT("b", "")),
        J(POINT("a", "") POINT("b", "") POINT("d", "")), MERGE_ASK,
        J(POINT("a", "") POINT("c", "") POINT("b", "") POINT("d", "")), "");
  check(base, without, base, MERGE_ASK, without, "");
  check(base, base, without, MERGE_ASK, without, "");
  check(base, without, without, MERGE_ASK, without, "");
  check(base, without, edited, MERGE_OURS, without, "deleted touchpoint");
  check(base, without, edited, MERGE_THEIRS, edited, "deleted touchpoint");
  check(base, edited, without, MERGE_ASK, edited, "deleted touchpoint");
  /* both add one: what only one of them says is taken, the rest is disputed */
  check(base, J(POINT("a", "") POINT("b", "") POINT("c", ", note: Ours")),
        J(POINT("a", "") POINT("b", "") POINT("c", ", note: Theirs, covered: \"yes\"")), MERGE_OURS,
        J(POINT("a", "") POINT("b", "") POINT("c", ", note: Ours, covered: \"yes\"")),
        "field note");
}

static void test_references(void **state)
{
  (void)state;
  /* one deletes a segment that the other begins to use */
  check(HEAD SEGMENT STAGES POINTS POINT("a", ""), HEAD STAGES POINTS POINT("a", ""),
        HEAD SEGMENT STAGES POINTS POINT("a", ", trigger: {segment: new}"), MERGE_OURS,
        HEAD SEGMENT STAGES POINTS POINT("a", ", trigger: {segment: new}"), "needed segment");
  /* one deletes a touchpoint with its parts, the other adds one to it: all comes back */
  const char *parts = J(POINT("a", ", controls: [{title: One}]") POINT("b", ""));
  const char *more = J(POINT("a", ", controls: [{title: One}, {title: Two}]") POINT("b", ""));
  check(parts, J(POINT("b", "")), more, MERGE_OURS, more, "needed touchpoint");
  check(parts, more, J(POINT("b", "")), MERGE_THEIRS, more, "needed touchpoint");
}

#define VARIANT(body)                                                                              \
  J(POINT("a", ", messages: [{id: m, purpose: reminder, place: body, variants: [{language: sv, "   \
               "body: \"" body "\"}]}]"))

static void test_prose(void **state)
{
  (void)state;
  const char *base = VARIANT("One\\n\\nTwo\\n\\nThree");
  check(base, VARIANT("1\\n\\nTwo\\n\\nThree"), VARIANT("One\\n\\nTwo\\n\\n3"), MERGE_ASK,
        VARIANT("1\\n\\nTwo\\n\\n3"), "");
  check(base, VARIANT("1\\n\\nTwo\\n\\nThree"), VARIANT("uno\\n\\nTwo\\n\\n3"), MERGE_ASK,
        VARIANT("1\\n\\nTwo\\n\\nThree"), "field body");
  check(base, VARIANT("1\\n\\nTwo\\n\\nThree"), VARIANT("One\\n\\nTwo"), MERGE_THEIRS,
        VARIANT("One\\n\\nTwo"), "field body");
  assert_null(merge_prose(NULL, "a", "b"));
}

static void test_order(void **state)
{
  (void)state;
  const char *base = J(POINT("a", "") POINT("b", "") POINT("c", "") POINT("d", ""));
  const char *first = J(POINT("d", "") POINT("a", "") POINT("b", "") POINT("c", ""));
  const char *second = J(POINT("a", "") POINT("d", "") POINT("b", "") POINT("c", ""));
  check(base, first, base, MERGE_ASK, first, "");
  check(base, base, first, MERGE_ASK, first, "");
  check(base, first, second, MERGE_OURS, first, "order touchpoint");
  check(base, first, second, MERGE_THEIRS, second, "order touchpoint");
  /* where no conflict is told, the choice makes no difference */
  const char *added = J(POINT("a", "") POINT("x", "") POINT("y", "") POINT("b", ""));
  const char *turned = J(POINT("a", "") POINT("y", "") POINT("x", "") POINT("b", ""));
  base = J(POINT("a", "") POINT("b", ""));
  check(base, added, turned, MERGE_ASK, added, "");
  check(base, added, turned, MERGE_OURS, added, "");
  check(base, added, turned, MERGE_THEIRS, added, "");
}

int main(void)
{
  const struct CMUnitTest tests[] = {cmocka_unit_test(test_fields), cmocka_unit_test(test_records),
                                     cmocka_unit_test(test_references),
                                     cmocka_unit_test(test_prose), cmocka_unit_test(test_order)};
  return cmocka_run_group_tests(tests, NULL, NULL);
}
