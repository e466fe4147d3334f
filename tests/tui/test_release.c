/* Releasing from the workbench: what is in the way is listed and leads there;
 * when nothing is, the release is made once and can be written out. */
#include "screen_harness.h"

#include "app/edit.h"
#include "app/release.h"
#include "base/mem.h"

#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdlib.h>
#include <string.h>

#include <cmocka.h>

static struct harness harness;

static int open_all(void **state)
{
  (void)state;
  harness_open(&harness, &(struct look){.rows = 30, .columns = 100}, "tests/cli/small.yaml");
  return 0;
}

static int close_all(void **state)
{
  (void)state;
  harness_close(&harness);
  return 0;
}

/* The plan of the latest release, or NULL where there is none. */
static char *latest_plan(void)
{
  struct str plan = {0};
  struct error err = {0};
  if (release_read(harness.session, 0, &plan, &err) != STATUS_OK) {
    str_clear(&plan);
    return NULL;
  }
  return str_take(&plan);
}

static void set(enum entity entity, const char *id, const char *name, const char *text)
{
  struct error err = {0};
  int64_t oid = 0;
  struct session *session = harness.session;
  assert_int_equal(store_find(session->store, session->journey_oid, entity, id, &oid, &err),
                   STATUS_OK);
  assert_int_equal(edit_set(session, entity, oid, entity_field(entity, name), text, NULL, &err),
                   STATUS_OK);
  harness_poll(&harness);
}

static void test_made_once(void **state)
{
  (void)state;
  assert_null(latest_plan());
  harness_type(&harness, "R");
  harness_shows(&harness, "Make release 1?");
  harness_type(&harness, "<Esc>");
  assert_null(latest_plan());
  harness_type(&harness, "R<Enter>"); /* No is what stands first */
  assert_null(latest_plan());
  harness_type(&harness, "Ry");
  assert_non_null(strstr(harness_message(&harness), "Release 1 is made"));
  char *plan = latest_plan();
  assert_non_null(plan);
  assert_non_null(strstr(plan, "kundresa_plan: 1\n"));
  assert_non_null(strstr(plan, "id: reminder-1\n"));
  free(plan);
  harness_type(&harness, "R");
  assert_non_null(strstr(harness_message(&harness), "Nothing has changed since release 1"));
}

static void test_obstacle_leads_to_its_place(void **state)
{
  (void)state;
  set(ENTITY_touchpoint, "reminder-1", "channels", "");
  harness_type(&harness, "R");
  harness_shows(&harness, "1 thing keeps the plan from running");
  harness_shows(&harness, "Nothing says how it is sent.");
  harness_type(&harness, "<Enter>");
  assert_non_null(strstr(harness_message(&harness), "Choose at least one channel."));
  struct touchpoint touchpoint;
  struct error err = {0};
  record_init(ENTITY_touchpoint, &touchpoint);
  assert_int_equal(store_read(harness.session->store, ENTITY_touchpoint, harness.tui->touchpoint,
                              &touchpoint, &err),
                   STATUS_OK);
  assert_string_equal(touchpoint.id, "reminder-1");
  record_clear(ENTITY_touchpoint, &touchpoint);
  assert_null(latest_plan());
}

static void test_obstacle_in_a_text(void **state)
{
  (void)state;
  set(ENTITY_message, "reminder-text", "valid_from", "2031-05-01");
  harness_type(&harness, "R<Enter>");
  assert_int_equal(harness.tui->current, VIEW_TEXTS);
  assert_non_null(strstr(harness_message(&harness), "2030-12-31"));
}

static void test_obstacle_of_the_audit(void **state)
{
  (void)state;
  set(ENTITY_touchpoint, "reminder-1", "fee_kind", "fixed");
  set(ENTITY_touchpoint, "reminder-1", "fee_amount", "9900");
  harness_type(&harness, "R");
  harness_shows(&harness, "1 thing keeps the plan from running");
  harness_shows(&harness, "SE-FEE-01");
  harness_type(&harness, "<Enter>");
  assert_non_null(strstr(harness_message(&harness), "SE-FEE-01: The law says"));
  assert_int_equal(harness.tui->current, VIEW_MAP);
  assert_null(latest_plan());
}

static void test_obstacle_of_the_journey(void **state)
{
  (void)state;
  struct error err = {0};
  assert_int_equal(edit_set(harness.session, ENTITY_journey, harness.session->journey_oid,
                            entity_field(ENTITY_journey, "send_at"), "23:00", NULL, &err),
                   STATUS_OK);
  harness_poll(&harness);
  harness_type(&harness, "R");
  harness_shows(&harness, "23:00");
  harness_type(&harness, "<Enter>");
  assert_non_null(harness.tui->top);
  harness_type(&harness, "<Esc>");
  assert_null(harness.tui->top);
}

int main(void)
{
#define TEST(test) cmocka_unit_test_setup_teardown(test, open_all, close_all)
  const struct CMUnitTest tests[] = {
      TEST(test_made_once),
      TEST(test_obstacle_leads_to_its_place),
      TEST(test_obstacle_in_a_text),
      TEST(test_obstacle_of_the_audit),
      TEST(test_obstacle_of_the_journey),
  };
  return cmocka_run_group_tests(tests, NULL, NULL);
}
