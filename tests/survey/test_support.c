/* What questions cost, and what became of them, against figures worked out by hand. */
#include "survey/support.h"

#include "tests/merge/merge_helper.h"

#include <setjmp.h>
#include <stdarg.h>
#include <stdlib.h>
#include <string.h>

#include <cmocka.h>

#define QUESTIONS "questions:\n"

static void open(const char *text, struct map **map, struct support *support)
{
  *map = helper_map(text);
  support_make(*map, support);
}

static void shut(struct map **map, struct support *support)
{
  support_clear(support);
  map_free(map);
}

static void check_period(const char *period, int year, int month, int day, int64_t days)
{
  date_day from;
  date_day to;
  if (!support_read_period(period, &from, &to))
    fail_msg("'%s' is not read", period);
  assert_int_equal(from, date_make(year, month, day));
  assert_int_equal(to - from + 1, days);
}

static void test_periods(void **state)
{
  (void)state;
  check_period("2026-09", 2026, 9, 1, 30);
  check_period("2024-02", 2024, 2, 1, 29);
  check_period("2026-12", 2026, 12, 1, 31);
  check_period("2026", 2026, 1, 1, 365);
  check_period("2026 kv 3", 2026, 7, 1, 92);
  check_period("2026-Q1", 2026, 1, 1, 90);
  check_period("2026 kvartal 4", 2026, 10, 1, 92);
  check_period("2026-09-07", 2026, 9, 7, 1);
  check_period("2026-09-07 - 2026-09-13", 2026, 9, 7, 7);
  static const char *const none[] = {
      "",          "in autumn", "2026-13", "2026-00", "2026 Q5",
      "26-09",     "2026-9",    "20260",   "2026 kv", "2026-09-07 2026-09-01",
      "2026-09-31"};
  date_day from;
  date_day to;
  for (size_t i = 0; i < sizeof none / sizeof none[0]; i++)
    if (support_read_period(none[i], &from, &to))
      fail_msg("'%s' is read as a period", none[i]);
  assert_false(support_read_period(NULL, &from, &to));
}

/* The currency's figure, the journey's and the question's own, in that order. */
static void test_unit_cost(void **state)
{
  (void)state;
  struct map *map;
  struct support support;
  open(HEAD QUESTIONS "  - {id: a, topic: A, period: \"2026-09\", count: 10}\n", &map, &support);
  assert_int_equal(support.source, COST_DEFAULT);
  assert_int_equal(support.questions[0].cost, 10 * 10000);
  assert_int_equal(support.questions[0].year_cost, 1216667); /* 10 × 100 × 365 / 30 */
  assert_int_equal(support.questions[0].minutes, UNSET);
  shut(&map, &support);
  open(HEAD "contact_cost: 25000\n" QUESTIONS
            "  - {id: a, topic: A, period: \"2026-09\", count: 10, minutes: 7}\n"
            "  - {id: b, topic: B, period: \"2026-09\", count: 10, unit_cost: 30000}\n",
       &map, &support);
  assert_string_equal(support.questions[0].question->id, "b");
  assert_int_equal(support.questions[0].cost, 300000);
  assert_int_equal(support.questions[0].source, COST_QUESTION);
  assert_int_equal(support.questions[1].cost, 250000);
  assert_int_equal(support.questions[1].source, COST_JOURNEY);
  assert_int_equal(support.questions[1].minutes, 70);
  assert_int_equal(support.cost, 550000);
  shut(&map, &support);
}

/* Nobody has told what a call costs in kroner of Norway: no figure is made up. */
static void test_no_figure(void **state)
{
  (void)state;
  struct map *map;
  struct support support;
  char *text = strdup(HEAD QUESTIONS "  - {id: a, topic: A, period: \"2026-09\", count: 10}\n"
                                     "  - {id: b, topic: B, period: \"2026-09\", count: 20}\n"
                                     "  - {id: c, topic: C}\n");
  memcpy(strstr(text, "SEK"), "NOK", 3);
  open(text, &map, &support);
  assert_int_equal(support.source, COST_UNKNOWN);
  assert_int_equal(support.cost, UNSET);
  assert_int_equal(support.counted, 2);
  assert_string_equal(support.questions[0].question->id, "b");
  assert_int_equal(support.questions[0].cost, UNSET);
  assert_string_equal(support.questions[2].question->id, "c");
  assert_null(support.questions[2].now);
  shut(&map, &support);
  free(text);
}

#define ASKED "  - id: a\n    topic: A\n    evidence: measured\n"

/* 310 in January and 70 in a week of March are as many: nothing was saved. */
static void test_lengths(void **state)
{
  (void)state;
  struct map *map;
  struct support support;
  open(HEAD QUESTIONS ASKED "    period: \"2026-01\"\n    count: 310\n    counts:\n"
                            "      - {from: \"2026-03-02\", to: \"2026-03-08\", count: 70}\n",
       &map, &support);
  const struct support_question *told = &support.questions[0];
  assert_int_equal(told->asked_count, 2);
  assert_non_null(told->before);
  assert_int_equal(told->before->rate, 30000);
  assert_int_equal(told->now->rate, 30000);
  assert_int_equal(told->saved, 0);
  assert_true(told->lengths_differ);
  assert_false(support_is_guess(told->now));
  shut(&map, &support);
  open(HEAD QUESTIONS ASKED "    period: \"2026-01\"\n    count: 310\n    counts:\n"
                            "      - {from: \"2026-03-01\", to: \"2026-03-31\", count: 31, "
                            "evidence: assumed}\n",
       &map, &support);
  told = &support.questions[0];
  assert_int_equal(told->saved, (300 - 30) * 10000);
  assert_int_equal(support.saved, told->saved);
  assert_false(told->lengths_differ);
  assert_true(support_is_guess(told->now));
  assert_false(support_is_guess(told->before));
  shut(&map, &support);
}

/* Ways of asking in the same days are added up, and the weakest way of knowing counts. */
static void test_same_days(void **state)
{
  (void)state;
  struct map *map;
  struct support support;
  open(HEAD QUESTIONS ASKED
       "    minutes: 4\n    period: \"2026-04\"\n    count: 999\n    counts:\n"
       "      - {from: \"2026-04-01\", to: \"2026-04-30\", count: 60, channel: phone}\n"
       "      - {from: \"2026-04-01\", to: \"2026-04-30\", count: 40, channel: chat, minutes: 10, "
       "evidence: reported}\n",
       &map, &support);
  const struct support_question *told = &support.questions[0];
  assert_int_equal(told->asked_count, 1); /* the question's own count of April gives way */
  assert_int_equal(told->now->count, 100);
  assert_int_equal(told->now->minutes, 60 * 4 + 40 * 10);
  assert_int_equal(told->now->evidence, evidence_reported);
  assert_null(told->before);
  assert_int_equal(told->saved, UNSET);
  shut(&map, &support);
}

/* Periods that overlap are no before and after, nor is one whose days nobody knows. */
static void test_no_comparison(void **state)
{
  (void)state;
  struct map *map;
  struct support support;
  open(HEAD QUESTIONS ASKED "    counts:\n"
                            "      - {from: \"2026-04-01\", to: \"2026-04-30\", count: 60}\n"
                            "      - {from: \"2026-04-15\", to: \"2026-05-14\", count: 40}\n"
                            "  - {id: b, topic: B, period: last autumn, count: 5}\n",
       &map, &support);
  assert_null(support.questions[0].before);
  assert_int_equal(support.questions[0].now->count, 40);
  assert_false(support.questions[1].now->dated);
  assert_int_equal(support.questions[1].now->rate, 500);
  assert_int_equal(support.saved, UNSET);
  shut(&map, &support);
  open(HEAD QUESTIONS ASKED "    counts:\n"
                            "      - {from: \"2026-04-30\", to: \"2026-04-01\", count: 60}\n",
       &map, &support);
  assert_int_equal(support.questions[0].impossible, 1);
  assert_null(support.questions[0].now);
  shut(&map, &support);
}

/* The largest that a file can say stays a number. */
static void test_large(void **state)
{
  (void)state;
  struct map *map;
  struct support support;
  struct str text = {0};
  str_add(&text, HEAD QUESTIONS ASKED "    unit_cost: 10000000\n    minutes: 10000\n    counts:\n");
  for (int i = 0; i < 500; i++)
    str_add(&text, "      - {from: \"2026-04-01\", to: \"2026-04-01\", count: 100000000}\n");
  open(str_text(&text), &map, &support);
  assert_true(support.questions[0].cost > 0);
  assert_true(support.year_cost > 0);
  shut(&map, &support);
  str_clear(&text);
}

int main(void)
{
  const struct CMUnitTest tests[] = {
      cmocka_unit_test(test_periods),   cmocka_unit_test(test_unit_cost),
      cmocka_unit_test(test_no_figure), cmocka_unit_test(test_lengths),
      cmocka_unit_test(test_same_days), cmocka_unit_test(test_no_comparison),
      cmocka_unit_test(test_large),
  };
  return cmocka_run_group_tests(tests, NULL, NULL);
}
