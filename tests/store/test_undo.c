#include "tests/store/store_helper.h"

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

static void again(void)
{
  store_close(&store);
  store = open_as(folder_file(folder, "a.kundresa"), STORE_WRITE, "anna");
}

/* Undo and redo go on after the file was closed. */
static void test_over_restart(void **state)
{
  (void)state;
  int64_t first = row_of(store, journey, ENTITY_touchpoint, "first");
  assert_done(set_field(store, ENTITY_touchpoint, first, "title", "One", NULL, err));
  assert_done(set_field(store, ENTITY_touchpoint, first, "title", "Two", NULL, err));
  again();
  assert_done(store_undo(store, NULL, err));
  assert_string_equal(get_field(store, ENTITY_touchpoint, first, "title"), "One");
  again();
  assert_done(store_undo(store, NULL, err));
  assert_string_equal(get_field(store, ENTITY_touchpoint, first, "title"), "Gentle reminder");
  again();
  assert_done(store_redo(store, NULL, err));
  assert_done(store_redo(store, NULL, err));
  assert_string_equal(get_field(store, ENTITY_touchpoint, first, "title"), "Two");
  struct error fault = {0};
  assert_int_equal(store_redo(store, NULL, &fault), STATUS_INPUT);
  /* A new edit ends what could be redone. */
  assert_done(store_undo(store, NULL, err));
  assert_done(set_field(store, ENTITY_touchpoint, first, "note", "New", NULL, err));
  error_clear(&fault);
  assert_int_equal(store_redo(store, NULL, &fault), STATUS_INPUT);
}

/* Undoing an import takes the journey away, redoing brings all of it back. */
static void test_import(void **state)
{
  (void)state;
  char *before = dump_journey(store, journey);
  struct str label = {0};
  assert_done(store_undo(store, &label, err));
  assert_string_equal(str_text(&label), "import journey");
  str_clear(&label);
  assert_int_equal(store_count(store, journey, ENTITY_touchpoint), 0);
  assert_int_equal(store_count(store, journey, ENTITY_journey), 0);
  assert_done(store_redo(store, NULL, err));
  char *after = dump_journey(store, journey);
  assert_string_equal(before, after);
  free(before);
  free(after);
}

/* A colleague's later work is left, and the person is told whose it is. */
static void test_colleague(void **state)
{
  (void)state;
  int64_t first = row_of(store, journey, ENTITY_touchpoint, "first");
  struct store *bo = open_as(folder_file(folder, "a.kundresa"), STORE_WRITE, "bo");
  assert_done(set_field(store, ENTITY_touchpoint, first, "title", "Anna's", NULL, err));
  assert_done(set_field(bo, ENTITY_touchpoint, first, "title", "Bo's", NULL, err));
  struct error fault = {0};
  assert_int_equal(store_undo(store, NULL, &fault), STATUS_FINDINGS);
  assert_non_null(strstr(fault.text, "bo"));
  assert_string_equal(get_field(store, ENTITY_touchpoint, first, "title"), "Bo's");
  /* Bo undoes his own. */
  assert_done(store_undo(bo, NULL, err));
  assert_string_equal(get_field(store, ENTITY_touchpoint, first, "title"), "Anna's");
  error_clear(&fault);
  assert_int_equal(store_undo(bo, NULL, &fault), STATUS_INPUT);
  /* Anna's import is not undone over what Bo has done in it since. */
  assert_done(set_field(bo, ENTITY_touchpoint, first, "note", "Bo was here", NULL, err));
  error_clear(&fault);
  struct str label = {0};
  assert_int_equal(store_undo(store, &label, &fault), STATUS_FINDINGS);
  assert_non_null(strstr(fault.text, "(bo, 20"));
  assert_string_equal(str_text(&label), ""); /* nothing of it was taken back */
  assert_string_equal(get_field(store, ENTITY_touchpoint, first, "note"), "Bo was here");
  store_close(&bo);
}

/* Random edits, undone to the beginning and redone to the end, pass through
 * the same states both ways. */
static void test_random(void **state)
{
  (void)state;
  static const char *const ids[] = {"welcome", "first", "second"};
  static const char *const fields[] = {"title", "note", "use", "channels", "id", "moment_of_truth"};
  srand(20261123);
  char *states[60];
  size_t count = 0;
  states[count++] = dump_journey(store, journey);
  while (count < 60) {
    int64_t row = row_of(store, journey, ENTITY_touchpoint, ids[rand() % 3]);
    char text[32];
    const char *field = fields[rand() % 6];
    snprintf(text, sizeof text, "v%d", rand() % 1000);
    if (strcmp(field, "use") == 0)
      snprintf(text, sizeof text, "%d", rand() % 6);
    else if (strcmp(field, "channels") == 0)
      snprintf(text, sizeof text, "%s", rand() % 2 ? "sms" : "letter email");
    else if (strcmp(field, "moment_of_truth") == 0)
      snprintf(text, sizeof text, "%s", rand() % 2 ? "true" : "false");
    struct error fault = {0};
    if (row == 0) {
      /* renamed: turn to any that is there */
      row = row_of(store, journey, ENTITY_stage, "sale");
      assert_int_equal(set_field(store, ENTITY_stage, row, "title", text, NULL, &fault), STATUS_OK);
    } else if (rand() % 8 == 0) {
      assert_done(store_begin(store, "delete", "edit", err));
      assert_done(store_delete(store, ENTITY_touchpoint, row, err));
      assert_done(store_commit(store, err));
    } else {
      assert_int_equal(set_field(store, ENTITY_touchpoint, row, field, text, NULL, &fault),
                       STATUS_OK);
    }
    char *now = dump_journey(store, journey);
    if (strcmp(now, states[count - 1]) == 0)
      free(now); /* it was that already: no entry, nothing to undo */
    else
      states[count++] = now;
  }
  for (size_t i = count - 1; i-- > 0;) {
    assert_done(store_undo(store, NULL, err));
    char *now = dump_journey(store, journey);
    assert_string_equal(now, states[i]);
    free(now);
  }
  for (size_t i = 1; i < count; i++) {
    assert_done(store_redo(store, NULL, err));
    char *now = dump_journey(store, journey);
    assert_string_equal(now, states[i]);
    free(now);
  }
  for (size_t i = 0; i < count; i++)
    free(states[i]);
}

struct seen {
  size_t entries;
  size_t changes;
  char last_before[64];
  char last_after[64];
};

static enum status see_change(void *context, const struct history_change *change, struct error *err)
{
  (void)err;
  struct seen *seen = context;
  seen->changes++;
  snprintf(seen->last_before, sizeof seen->last_before, "%s", change->before);
  snprintf(seen->last_after, sizeof seen->last_after, "%s", change->after);
  assert_string_equal(change->field->name, "title");
  assert_string_equal(change->id, "first");
  return STATUS_OK;
}

static enum status see_entry(void *context, const struct history_entry *entry, struct error *err)
{
  (void)err;
  struct seen *seen = context;
  if (seen->entries++ == 0) {
    assert_string_equal(entry->person, "anna");
    assert_string_equal(entry->department, "finance");
    assert_string_equal(entry->kind, "edit");
  }
  return STATUS_OK;
}

static enum status count_entry(void *context, const struct history_entry *entry, struct error *err)
{
  (void)entry;
  (void)err;
  ++*(int *)context;
  return STATUS_OK;
}

/* Only what is later than an entry is visited. */
static void test_later(void **state)
{
  (void)state;
  int64_t first = row_of(store, journey, ENTITY_touchpoint, "first");
  int visits = 0;
  const struct history_filter later = {.later = 1};
  assert_done(store_each_filtered(store, &later, 0, 200, count_entry, &visits, err));
  assert_int_equal(visits, 0);
  assert_done(set_field(store, ENTITY_touchpoint, first, "title", "New", NULL, err));
  assert_done(set_field(store, ENTITY_touchpoint, first, "title", "Newer", NULL, err));
  assert_done(store_each_filtered(store, &later, 0, 200, count_entry, &visits, err));
  assert_int_equal(visits, 2);
}

static void test_history(void **state)
{
  (void)state;
  int64_t first = row_of(store, journey, ENTITY_touchpoint, "first");
  assert_done(set_field(store, ENTITY_touchpoint, first, "title", "New", NULL, err));
  struct seen seen = {0};
  assert_done(store_each_entry(store, 0, 10, see_entry, &seen, err));
  assert_int_equal(seen.entries, 2);
  assert_done(store_each_change(store, 2, see_change, &seen, err));
  assert_int_equal(seen.changes, 1);
  assert_string_equal(seen.last_before, "Gentle reminder");
  assert_string_equal(seen.last_after, "New");
}

int main(void)
{
  const struct CMUnitTest tests[] = {
      cmocka_unit_test_setup_teardown(test_over_restart, start, end),
      cmocka_unit_test_setup_teardown(test_import, start, end),
      cmocka_unit_test_setup_teardown(test_colleague, start, end),
      cmocka_unit_test_setup_teardown(test_random, start, end),
      cmocka_unit_test_setup_teardown(test_history, start, end),
      cmocka_unit_test_setup_teardown(test_later, start, end),
  };
  return cmocka_run_group_tests(tests, NULL, NULL);
}
