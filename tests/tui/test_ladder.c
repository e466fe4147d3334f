/* The ladder: where steps stand, and moving them. */
#include "workbench.h"

#include "tests/app/helper.h"
#include "tui/views/ladder_layout.h"

#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdlib.h>
#include <string.h>

#include <cmocka.h>

/* ---- The axis ---- */

/* A day is as wide everywhere where there is room; the due date stands among the steps. */
static void test_layout(void **state)
{
  (void)state;
  const int64_t days[] = {-30, 5, 20};
  struct ladder_layout layout = {0};
  ladder_fit(&layout, days, 3, 3, 7, 200, 30);
  assert_int_equal(layout.count, 4);
  assert_int_equal(layout.columns[1].rung, LADDER_NO_RUNG);
  assert_int_equal(layout.columns[3].x - layout.columns[0].x, 50 * 3);
  assert_int_equal(ladder_x(&layout, 0), layout.columns[1].x);
  assert_int_equal(ladder_x(&layout, 12) - ladder_x(&layout, 5), 7 * 3);
  assert_int_equal(ladder_x(&layout, 30) - ladder_x(&layout, 20), 10 * 3);
  assert_true(layout.width <= 200);
  /* In a narrow window what is far apart comes nearer, and what is near stays legible. */
  ladder_fit(&layout, days, 3, 3, 7, 64, 30);
  assert_true(layout.width <= 64);
  assert_true(layout.columns[2].x - layout.columns[1].x >= 7);
  assert_int_equal(ladder_column_of(&layout, 2), 3);
  ladder_layout_clear(&layout);
}

/* Steps of one day stand side by side; a step on the due date is that date; those without
 * a day come last. */
static void test_layout_edges(void **state)
{
  (void)state;
  const int64_t days[] = {-1, 0, 0, 400};
  struct ladder_layout layout = {0};
  ladder_fit(&layout, days, 4, 6, 7, 40, 400);
  assert_int_equal(layout.count, 6);
  assert_int_equal(layout.placed, 4);
  assert_int_equal(layout.columns[2].x - layout.columns[1].x, 7);
  assert_false(layout.columns[4].placed);
  assert_int_equal(layout.columns[5].x - layout.columns[4].x, 7);
  for (int64_t day = -500; day < 500; day++)
    assert_true(ladder_x(&layout, day) <= ladder_x(&layout, day + 1));
  /* All before it is due, and nothing with a day at all. */
  ladder_lay_out(&layout, days, 1, 1, 7, LADDER_SCALES - 1, -1);
  assert_int_equal(layout.count, 2);
  assert_int_equal(layout.columns[1].rung, LADDER_NO_RUNG);
  ladder_lay_out(&layout, days, 0, 2, 7, 0, 0);
  assert_int_equal(layout.count, 2);
  assert_int_equal(ladder_x(&layout, 3), 0);
  ladder_layout_clear(&layout);
}

/* ---- The view ---- */

static void test_shows(void **state)
{
  (void)state;
  keys("2");
  harness_shows(&harness, "5 Threat");
  harness_shows(&harness, "0 Service");
  harness_shows(&harness, "due");
  harness_shows(&harness, "1  Gentle reminder");
  harness_shows(&harness,
                "5 days after the due date, if unpaid, to everyone, by e-mail or else letter");
  harness_shows(&harness, "+5");
  harness_shows(&harness, "10 d");
  /* What is marked on the map and sends nothing is told. */
  keys("1<Home>2");
  harness_shows(&harness, "'Signs up online' sends nothing, so it is no step here.");
  keys("<Right>");
  selected_is("reminder-1");
}

static void test_move(void **state)
{
  (void)state;
  keys("2>");
  touchpoint_is("reminder-1", "offset_days", "6");
  says("Now 6 days after the due date. Findings");
  harness_shows(&harness, "+6");
  keys("<S-Right><S-Right><lt>");
  touchpoint_is("reminder-1", "offset_days", "19");
  harness_shows(&harness, "+19");
  keys("<S-Left>");
  touchpoint_is("reminder-1", "offset_days", "12");
  /* Each is an action of its own, and the chart follows. */
  keys("uuuuu");
  touchpoint_is("reminder-1", "offset_days", "5");
  harness_shows(&harness, "+5");
  size_t entries = helper_entries(harness.session);
  keys("t-99999<Esc><Esc>y");
  assert_int_equal(helper_entries(harness.session), entries);
}

/* The field's range is where it ends, and is told. */
static void test_move_ends(void **state)
{
  (void)state;
  keys("2t730<Enter>");
  touchpoint_is("reminder-1", "offset_days", "730");
  keys(">");
  says("It cannot be moved any further that way.");
  touchpoint_is("reminder-1", "offset_days", "730");
  harness_shows(&harness, "+730");
}

/* A move changes the findings at once, and taking it back brings them back. */
static void test_findings_follow(void **state)
{
  (void)state;
  keys("2/tydlig<Enter>");
  selected_is("paminnelse-2");
  const struct audit *audit = auditor_result(&harness.tui->auditor);
  size_t before = audit->errors + audit->warnings;
  keys("<S-Left><S-Left><S-Left>");
  touchpoint_is("paminnelse-2", "offset_days", "0");
  audit = auditor_result(&harness.tui->auditor);
  assert_true(audit->errors + audit->warnings > before);
  says("before the move");
  assert_false(auditor_is_behind(&harness.tui->auditor));
  keys("uuu");
  audit = auditor_result(&harness.tui->auditor);
  assert_int_equal(audit->errors + audit->warnings, before);
}

static void test_leads_on(void **state)
{
  (void)state;
  keys("2<Enter>");
  assert_int_equal(harness.tui->current, VIEW_TEXTS);
  selected_is("reminder-1");
  keys("2e");
  harness_shows(&harness, "Touchpoint: Gentle reminder");
  keys("<Esc>t");
  harness_shows(&harness, "5 days after the due date");
  keys("<Esc>++++++++");
  says("as close as it gets");
  keys("--------------");
  says("as far as it gets");
  harness_shows(&harness, "+5");
}

static void test_click(void **state)
{
  (void)state;
  int column;
  keys("2");
  int row = harness_find(&harness, "+7", &column);
  harness_click(&harness, row, column);
  selected_is("paminnelse-1");
  harness_wheel(&harness, row, column, false);
  selected_is("paminnelse-2");
  harness_wheel(&harness, row, column, true);
  selected_is("paminnelse-1");
}

static void test_nothing(void **state)
{
  (void)state;
  keys("2<lt>>te<Enter><Left><Right>+-<PageUp><PageDown><Home><End>n/x<Enter>");
  harness_shows(&harness, "There is no journey in this file yet.");
  assert_null(harness.tui->top);
}

int main(void)
{
  const struct CMUnitTest tests[] = {
      cmocka_unit_test(test_layout),
      cmocka_unit_test(test_layout_edges),
      SMALL(test_shows),
      SMALL(test_move),
      SMALL(test_move_ends),
      LARGE(test_findings_follow),
      SMALL(test_leads_on),
      LARGE(test_click),
      cmocka_unit_test_setup_teardown(test_nothing, open_empty, close_all),
  };
  return cmocka_run_group_tests(tests, NULL, NULL);
}
