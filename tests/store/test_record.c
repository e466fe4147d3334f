#include "tests/store/store_helper.h"

#include "base/mem.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>

static char *folder;
static struct store *store;
static int64_t journey;

static int start(void **state)
{
  (void)state;
  folder = folder_make();
  store = open_as(folder_file(folder, "a.kundresa"), STORE_CREATE, "anna");
  journey = make_journey(store, "invoice");
  return 0;
}

static int end(void **state)
{
  (void)state;
  store_close(&store);
  folder_remove(&folder);
  return 0;
}

/* What is set stands there, also after the file was closed and opened. */
static void test_set_survives(void **state)
{
  (void)state;
  int64_t first = row_of(store, journey, ENTITY_touchpoint, "first");
  assert_done(set_field(store, ENTITY_touchpoint, first, "title", "Vänlig påminnelse", NULL, err));
  assert_done(set_field(store, ENTITY_touchpoint, first, "offset_days", "-3", NULL, err));
  assert_done(set_field(store, ENTITY_touchpoint, first, "moment_of_truth", "true", NULL, err));
  store_close(&store);
  store = open_as(folder_file(folder, "a.kundresa"), STORE_WRITE, "anna");
  assert_string_equal(get_field(store, ENTITY_touchpoint, first, "title"), "Vänlig påminnelse");
  assert_string_equal(get_field(store, ENTITY_touchpoint, first, "offset_days"), "-3");
  assert_string_equal(get_field(store, ENTITY_touchpoint, first, "moment_of_truth"), "true");
  assert_string_equal(get_field(store, ENTITY_touchpoint, first, "channels"), "email letter");
}

/* Another value than the one seen is never written over. */
static void test_base_is_compared(void **state)
{
  (void)state;
  int64_t first = row_of(store, journey, ENTITY_touchpoint, "first");
  struct store *other = open_as(folder_file(folder, "a.kundresa"), STORE_WRITE, "bo");
  assert_done(set_field(other, ENTITY_touchpoint, first, "title", "Bo's", "Gentle reminder", err));
  struct error fault = {0};
  assert_int_equal(
      set_field(store, ENTITY_touchpoint, first, "title", "Anna's", "Gentle reminder", &fault),
      STATUS_BUSY);
  assert_non_null(strstr(fault.text, "Bo's"));
  assert_non_null(strstr(fault.text, "bo"));
  assert_string_equal(get_field(store, ENTITY_touchpoint, first, "title"), "Bo's");
  /* Another field of the same record is not in the way. */
  assert_done(set_field(store, ENTITY_touchpoint, first, "note", "Anna's", "", err));
  store_close(&other);
}

static void test_required_and_range(void **state)
{
  (void)state;
  int64_t first = row_of(store, journey, ENTITY_touchpoint, "first");
  struct error fault = {0};
  assert_int_equal(set_field(store, ENTITY_touchpoint, first, "title", "", NULL, &fault),
                   STATUS_INPUT);
  error_clear(&fault);
  assert_int_equal(set_field(store, ENTITY_touchpoint, first, "use", "6", NULL, &fault),
                   STATUS_INPUT);
  error_clear(&fault);
  assert_int_equal(set_field(store, ENTITY_touchpoint, first, "stage", "nowhere", NULL, &fault),
                   STATUS_INPUT);
  assert_string_equal(get_field(store, ENTITY_touchpoint, first, "stage"), "reminder");
}

/* A new id takes every reference along. */
static void test_rename(void **state)
{
  (void)state;
  int64_t first = row_of(store, journey, ENTITY_touchpoint, "first");
  int64_t second = row_of(store, journey, ENTITY_touchpoint, "second");
  int64_t message = row_of(store, journey, ENTITY_message, "first-text");
  assert_done(set_field(store, ENTITY_touchpoint, first, "id", "gentle", NULL, err));
  assert_string_equal(get_field(store, ENTITY_touchpoint, second, "after"), "gentle");
  assert_string_equal(get_field(store, ENTITY_message, message, "touchpoint"), "gentle");
  struct error fault = {0};
  assert_int_equal(set_field(store, ENTITY_touchpoint, first, "id", "second", NULL, &fault),
                   STATUS_INPUT);
  assert_non_null(strstr(fault.text, "second"));
}

/* Deleting takes parts along, unsets optional references and takes what
 * cannot be without it; one undo brings all of it back. */
static void test_delete_and_undo(void **state)
{
  (void)state;
  char *before = dump_journey(store, journey);
  int64_t first = row_of(store, journey, ENTITY_touchpoint, "first");
  int64_t second = row_of(store, journey, ENTITY_touchpoint, "second");
  assert_done(store_begin(store, "delete", "edit", err));
  assert_done(store_delete(store, ENTITY_touchpoint, first, err));
  assert_done(store_commit(store, err));
  assert_int_equal(row_of(store, journey, ENTITY_touchpoint, "first"), 0);
  assert_int_equal(store_count(store, journey, ENTITY_message), 0);
  assert_int_equal(store_count(store, journey, ENTITY_variant), 0);
  assert_int_equal(store_count(store, journey, ENTITY_edge), 0);
  assert_string_equal(get_field(store, ENTITY_touchpoint, second, "after"), "");
  assert_done(store_undo(store, NULL, err));
  char *after = dump_journey(store, journey);
  assert_string_equal(before, after);
  assert_done(store_redo(store, NULL, err));
  assert_int_equal(row_of(store, journey, ENTITY_touchpoint, "first"), 0);
  assert_done(store_undo(store, NULL, err));
  free(after);
  after = dump_journey(store, journey);
  assert_string_equal(before, after);
  free(before);
  free(after);
}

static enum status collect(void *context, const void *record, struct error *err)
{
  (void)err;
  struct str *ids = context;
  str_addf(ids, "%s ", ((const struct touchpoint *)record)->id);
  return STATUS_OK;
}

static char *order(size_t first, size_t count)
{
  struct str ids = {0};
  struct map_filter all = {.department = UNSET};
  assert_done(store_window(store, journey, &all, first, count, collect, &ids, err));
  return str_take(&ids);
}

static void assert_order(const char *expected)
{
  char *found = order(0, 100);
  assert_string_equal(found, expected);
  free(found);
}

static void test_move(void **state)
{
  (void)state;
  int64_t first = row_of(store, journey, ENTITY_touchpoint, "first");
  int64_t second = row_of(store, journey, ENTITY_touchpoint, "second");
  assert_order("welcome first second ");
  assert_done(store_begin(store, "move", "edit", err));
  assert_done(store_move(store, ENTITY_touchpoint, second, first, NULL, err));
  assert_done(store_commit(store, err));
  assert_order("welcome second first ");
  assert_done(store_begin(store, "move", "edit", err));
  assert_done(store_move(store, ENTITY_touchpoint, first, 0, "sale", err));
  assert_done(store_commit(store, err));
  assert_order("welcome first second ");
  assert_string_equal(get_field(store, ENTITY_touchpoint, first, "stage"), "sale");
  assert_done(store_undo(store, NULL, err));
  assert_done(store_undo(store, NULL, err));
  assert_order("welcome first second ");
  assert_string_equal(get_field(store, ENTITY_touchpoint, first, "stage"), "reminder");
}

/* Hundreds of records put into one gap keep their order. */
static void test_many_between(void **state)
{
  (void)state;
  int64_t second = row_of(store, journey, ENTITY_touchpoint, "second");
  struct str expected = {0};
  str_add(&expected, "welcome first ");
  for (int i = 0; i < 300; i++) {
    struct touchpoint *touchpoint = record_new(ENTITY_touchpoint);
    char id[32];
    snprintf(id, sizeof id, "x%d", i);
    touchpoint->id = mem_copy_text(id);
    touchpoint->title = mem_copy_text(id);
    touchpoint->stage = mem_copy_text("reminder");
    touchpoint->kind = stage_kind_reminder;
    int64_t oid;
    assert_done(store_begin(store, "add", "edit", err));
    assert_done(store_insert(store, journey, ENTITY_touchpoint, touchpoint, second, &oid, err));
    assert_done(store_commit(store, err));
    record_free(ENTITY_touchpoint, &touchpoint);
    str_addf(&expected, "x%d ", i);
    size_t position = 0;
    struct map_filter all = {.department = UNSET};
    assert_done(store_position(store, journey, &all, oid, &position, err));
    assert_int_equal(position, i + 2);
  }
  str_add(&expected, "second ");
  char *found = order(0, 1000);
  assert_string_equal(found, str_text(&expected));
  free(found);
  found = order(300, 2);
  assert_string_equal(found, "x298 x299 ");
  free(found);
  str_clear(&expected);
}

static void test_filter_and_search(void **state)
{
  (void)state;
  struct map_filter filter = {.department = department_marketing};
  struct stage_count *stages;
  size_t count;
  assert_done(store_stages(store, journey, &filter, &stages, &count, err));
  assert_int_equal(count, 2);
  assert_int_equal(stages[0].touchpoints, 0);
  assert_int_equal(stages[1].touchpoints, 1);
  store_free_stages(&stages, count);
  struct map_filter all = {.department = UNSET};
  size_t position = 99;
  bool found;
  assert_done(store_search(store, journey, &all, "VÄLKOMMEN", 1, false, &position, &found, err));
  assert_true(found);
  assert_int_equal(position, 0);
  assert_done(store_search(store, journey, &all, "glömt", 0, false, &position, &found, err));
  assert_true(found);
  assert_int_equal(position, 1);
  assert_done(store_search(store, journey, &all, "reminder", 1, true, &position, &found, err));
  assert_true(found);
  assert_int_equal(position, 2);
  assert_done(store_search(store, journey, &all, "zebra", 0, false, &position, &found, err));
  assert_false(found);
}

/* A second journey with the same ids is another journey. */
static void test_two_journeys(void **state)
{
  (void)state;
  int64_t other = make_journey(store, "other");
  char *before = dump_journey(store, journey);
  assert_done(set_field(store, ENTITY_touchpoint, row_of(store, other, ENTITY_touchpoint, "first"),
                        "id", "renamed", NULL, err));
  char *after = dump_journey(store, journey);
  assert_string_equal(before, after);
  free(before);
  free(after);
  int64_t found;
  struct error fault = {0};
  assert_int_equal(store_find_journey(store, NULL, &found, &fault), STATUS_INPUT);
  error_clear(&fault);
  assert_int_equal(store_find_journey(store, "othr", &found, &fault), STATUS_INPUT);
  assert_non_null(strstr(fault.remedy, "other"));
}

/* What the tables do not admit ends an import, wherever in it it stands. */
static void test_import_refused(void **state)
{
  (void)state;
  enum { TOUCHPOINTS = 40 };
  for (int wrong = 0; wrong < TOUCHPOINTS; wrong++) {
    struct record_sink *sink = NULL;
    int64_t other = 0;
    struct error fault = {0};
    enum status status = STATUS_OK;
    char id[16];
    assert_done(store_begin(store, "import", "import", err));
    assert_done(store_begin_import(store, &sink, &other, err));
    for (int i = 0; i < TOUCHPOINTS && status == STATUS_OK; i++) {
      struct touchpoint *touchpoint = record_new(ENTITY_touchpoint);
      snprintf(id, sizeof id, "x%d", i);
      touchpoint->id = mem_copy_text(id);
      touchpoint->title = mem_copy_text(id);
      touchpoint->stage = mem_copy_text("sale");
      touchpoint->kind = stage_kind_sale;
      if (i == wrong)
        touchpoint->use = 6;
      status = sink->put(sink, ENTITY_touchpoint, touchpoint, &fault);
      record_free(ENTITY_touchpoint, &touchpoint);
    }
    status = store_end_import(store, &sink, status, &fault);
    assert_int_equal(status, STATUS_INPUT);
    snprintf(id, sizeof id, "x%d:", wrong);
    if (strstr(fault.text, id) == NULL)
      fail_msg("'%s' does not name %s", fault.text, id);
    assert_null(sink);
    store_rollback(store);
  }
  assert_int_equal(store_count(store, journey, ENTITY_touchpoint), 3);
}

int main(void)
{
  const struct CMUnitTest tests[] = {
      cmocka_unit_test_setup_teardown(test_import_refused, start, end),
      cmocka_unit_test_setup_teardown(test_set_survives, start, end),
      cmocka_unit_test_setup_teardown(test_base_is_compared, start, end),
      cmocka_unit_test_setup_teardown(test_required_and_range, start, end),
      cmocka_unit_test_setup_teardown(test_rename, start, end),
      cmocka_unit_test_setup_teardown(test_delete_and_undo, start, end),
      cmocka_unit_test_setup_teardown(test_move, start, end),
      cmocka_unit_test_setup_teardown(test_many_between, start, end),
      cmocka_unit_test_setup_teardown(test_filter_and_search, start, end),
      cmocka_unit_test_setup_teardown(test_two_journeys, start, end),
  };
  return cmocka_run_group_tests(tests, NULL, NULL);
}
