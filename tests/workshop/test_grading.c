/* Grades against what was counted by hand: the middle, the spread of departments, and the
 * order in which touchpoints come. */
#include "workshop/grading.h"

#include "tests/merge/merge_helper.h"

#include <setjmp.h>
#include <stdarg.h>
#include <stdlib.h>
#include <string.h>

#include <cmocka.h>

#define WORKSHOPS "workshops:\n  - {id: spring, title: Spring}\n  - {id: autumn, title: Autumn}\n"
#define GIVEN(department, person, workshop, use, importance, leverage)                             \
  "      - {department: " department ", person: " person ", workshop: " workshop ", use: " use     \
  ", importance: " importance ", leverage: " leverage "}\n"
#define LINE(id, more) "  - {id: " id ", stage: sale, kind: sale, title: Point " id more "}\n"

static void test_median(void **state)
{
  (void)state;
  int64_t one[] = {4};
  int64_t odd[] = {5, 0, 3};
  int64_t even[] = {3, 2};
  int64_t four[] = {5, 1, 1, 4};
  assert_int_equal(grade_median(one, 1), 4);
  assert_int_equal(grade_median(odd, 3), 3);
  assert_int_equal(grade_median(even, 2), 3);
  assert_int_equal(grade_median(four, 4), 3); /* of 1 and 4: 2.5 */
}

static struct map *graded(void)
{
  return helper_map(
      HEAD STAGES "touchpoints:\n  - id: a\n    stage: sale\n    kind: sale\n    title: A\n"
                  "    graded_by:\n" GIVEN("finance", "Anna", "spring", "0", "0",
                                           "0") GIVEN("finance", "Anna", "autumn", "5", "1", "3")
                      GIVEN("finance", "Bo", "autumn", "4", "2", "3")
                          GIVEN("it", "Cia", "autumn", "2", "5",
                                "3") "      - {department: marketing, workshop: autumn, use: 3}\n"
                                     "  - {id: b, stage: sale, kind: sale, title: B}\n" WORKSHOPS);
}

static void check_spread(const struct spread *spread, size_t departments, int64_t least,
                         int64_t median, int64_t most, bool apart)
{
  assert_int_equal(spread->departments, departments);
  assert_int_equal(spread->least, least);
  assert_int_equal(spread->median, median);
  assert_int_equal(spread->most, most);
  assert_int_equal(spread->apart, apart);
}

/* A department counts once, however many graded for it, and only the workshop that was
 * asked for. */
static void test_departments(void **state)
{
  (void)state;
  struct map *map = graded();
  size_t count = 0;
  struct grading *gradings = gradings_make(map, "autumn", &count);
  const struct grading *a = &gradings[0];
  assert_int_equal(count, 2);
  /* Use: finance 4.5, so 5; IT 2; marketing 3. */
  check_spread(&a->spreads[CRITERION_USE], 3, 2, 3, 5, true);
  assert_int_equal(a->spreads[CRITERION_USE].given[department_finance], 5);
  assert_int_equal(a->spreads[CRITERION_USE].given[department_legal], UNSET);
  /* Importance: finance 1.5, so 2; IT 5: of 2 and 5 the middle is 3.5. */
  check_spread(&a->spreads[CRITERION_IMPORTANCE], 2, 2, 4, 5, true);
  check_spread(&a->spreads[CRITERION_LEVERAGE], 2, 3, 3, 3, false);
  assert_int_equal(a->widest, 3);
  assert_false(a->agreed);
  check_spread(&gradings[1].spreads[CRITERION_USE], 0, UNSET, UNSET, UNSET, false);
  assert_int_equal(gradings[1].widest, -1);
  free(gradings);
  map_free(&map);
}

static void test_workshops(void **state)
{
  (void)state;
  struct map *map = graded();
  struct grading grading;
  grading_make(map, map_find(map, ENTITY_touchpoint, "a"), "spring", &grading);
  check_spread(&grading.spreads[CRITERION_USE], 1, 0, 0, 0, false);
  grading_make(map, map_find(map, ENTITY_touchpoint, "a"), NULL, &grading);
  assert_string_equal(grading.workshop, "autumn");
  check_spread(&grading.spreads[CRITERION_USE], 3, 2, 3, 5, true);
  map_free(&map);
}

#define GRADES(use, importance, leverage, more)                                                    \
  ", grades: {use: " use ", importance: " importance ", leverage: " leverage more "}"

static void check_ranked(const struct ranking *ranking, size_t place, const char *id, size_t rank,
                         int64_t score, bool tie, const char *terms)
{
  const struct ranked *ranked = &ranking->items[place];
  struct str found = {0};
  ranking_add_terms(&found, ranked);
  assert_string_equal(ranked->touchpoint->id, id);
  assert_int_equal(ranked->rank, rank);
  assert_int_equal(ranked->score, score);
  assert_int_equal(ranked->tie, tie);
  assert_string_equal(str_text(&found), terms);
  str_clear(&found);
}

/* By hand: a 4·5·3·(3+1)·60÷2 = 7 200; b the same in other terms; c 5·5·5·(3-0)·60÷3 =
 * 7 500, with nothing known of feeling and work; d can be made no better; e is not graded. */
static void test_ranking(void **state)
{
  (void)state;
  struct map *map =
      helper_map(HEAD STAGES POINTS LINE("e", "") LINE("d", GRADES("5", "5", "0", ""))
                     LINE("a", GRADES("4", "5", "3", ", effort: 2") ", experience: {as_is: -1}")
                         LINE("b", GRADES("3", "5", "4", ", effort: 2") ", experience: {as_is: -1}")
                             LINE("c", GRADES("5", "5", "5", "")));
  struct ranking ranking;
  ranking_make(map, &ranking);
  assert_int_equal(ranking.count, 5);
  assert_int_equal(ranking.scored, 4);
  check_ranked(&ranking, 0, "c", 1, 7500, false, "5 × 5 × 5 × 3 × 60 ÷ 3");
  assert_false(ranking.items[0].feels_known);
  assert_false(ranking.items[0].effort_known);
  check_ranked(&ranking, 1, "a", 2, 7200, true, "4 × 5 × 3 × 4 × 60 ÷ 2");
  check_ranked(&ranking, 2, "b", 2, 7200, true, "3 × 5 × 4 × 4 × 60 ÷ 2");
  check_ranked(&ranking, 3, "d", 4, 0, false, "5 × 5 × 0 × 3 × 60 ÷ 3");
  check_ranked(&ranking, 4, "e", 0, UNSET, false, "? × ? × ? × 3 × 60 ÷ 3");
  ranking_clear(&ranking);
  map_free(&map);
}

/* What nobody has agreed on yet counts as the departments see it. */
static void test_not_agreed(void **state)
{
  (void)state;
  struct map *map = graded();
  struct ranking ranking;
  ranking_make(map, &ranking);
  check_ranked(&ranking, 0, "a", 1, 3 * 4 * 3 * 3 * 20, false, "3 × 4 × 3 × 3 × 60 ÷ 3");
  assert_false(ranking.items[0].agreed);
  ranking_clear(&ranking);
  map_free(&map);
}

int main(void)
{
  const struct CMUnitTest tests[] = {
      cmocka_unit_test(test_median), cmocka_unit_test(test_departments),
      cmocka_unit_test(test_workshops), cmocka_unit_test(test_ranking),
      cmocka_unit_test(test_not_agreed)};
  return cmocka_run_group_tests(tests, NULL, NULL);
}
