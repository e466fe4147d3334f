/* A workshop on one screen: a first-time user's walk, with no key that is not on
 * the screen; and what is hidden stays hidden until it is revealed. */
#include "screen_harness.h"

#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdlib.h>

#include <cmocka.h>

static struct harness harness;

static int start(void **state)
{
  (void)state;
  harness_open(&harness, &(struct look){.rows = 24, .columns = 80}, "journeys/electricity-se.yaml");
  harness_now = INT64_C(1772442000000);
  return 0;
}

static int end(void **state)
{
  (void)state;
  harness_close(&harness);
  return 0;
}

static void test_walk(void **state)
{
  (void)state;
  harness_type(&harness, "6<Enter><Enter><Enter>");
  harness_shows(&harness, "Opening");
  harness_type(&harness, "n");
  harness_shows(&harness, "Step 1 of 6");
  harness_type(&harness, "<Enter>Nobody tells me what happens<Enter><Enter>");
  harness_shows(&harness, "Cards so far: 1");
  /* Hidden: the journey has no such card, and other views do not know it. */
  assert_int_equal(store_count(harness.session->store, harness.session->journey_oid, ENTITY_card),
                   8);
  harness_type(&harness, "7");
  harness_shows_not(&harness, "Nobody tells");
  harness_type(&harness, "6n");
  harness_shows(&harness, "Read the cards aloud");
  harness_shows(&harness, "Nobody tells me");
  assert_int_equal(store_count(harness.session->store, harness.session->journey_oid, ENTITY_card),
                   9);
  harness_type(&harness, "nn<Enter><Enter>");
  harness_shows(&harness, "Dots left: 1 of 3");
  harness_type(&harness, "-");
  harness_shows(&harness, "Dots left: 2 of 3");
  harness_type(&harness, "n");
  harness_shows(&harness, "The vote is closed");
  harness_type(&harness, "n");
  harness_shows(&harness, "Step 2 of 6");
}

/* Others take part in it at once, so u does not take a workshop away: it goes on and it
 * can be ended, and then it was held. */
static void test_not_undone(void **state)
{
  (void)state;
  harness_type(&harness, "6<Enter><Enter><Enter>");
  harness_shows(&harness, "Opening");
  int64_t held = store_count(harness.session->store, harness.session->journey_oid, ENTITY_workshop);
  harness_type(&harness, "u");
  assert_int_equal(
      store_count(harness.session->store, harness.session->journey_oid, ENTITY_workshop), held);
  harness_type(&harness, "n");
  harness_shows(&harness, "Step 1 of 6");
  harness_type(&harness, "<Enter>Nobody tells me what happens<Enter><Enter>");
  harness_type(&harness, "un");
  harness_shows(&harness, "Nobody tells me");
  harness_type(&harness, "Ey");
  harness_shows(&harness, "Start a workshop");
}

static void test_clock_rings_once(void **state)
{
  (void)state;
  harness_type(&harness, "6<Enter><Enter><Enter>");
  harness_shows(&harness, "5:00");
  harness_now += INT64_C(5) * 60000;
  assert_true(tui_tick(harness.tui));
  harness_type(&harness, "<Right>");
  harness_shows(&harness, "time is up");
  assert_false(tui_tick(harness.tui));
  harness_type(&harness, "+");
  harness_shows(&harness, "1:00");
}

int main(void)
{
  const struct CMUnitTest tests[] = {
      cmocka_unit_test_setup_teardown(test_walk, start, end),
      cmocka_unit_test_setup_teardown(test_not_undone, start, end),
      cmocka_unit_test_setup_teardown(test_clock_rings_once, start, end),
  };
  return cmocka_run_group_tests(tests, NULL, NULL);
}
