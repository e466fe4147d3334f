/* What is sealed stays beside the journey until it is revealed: others get
 * counts, nothing else shows it, and revealing moves all or nothing. */
#include "tests/store/store_helper.h"

#include "base/mem.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>

static char *folder;
static struct store *anna, *bo;
static int64_t journey;

static int start(void **state)
{
  (void)state;
  folder = folder_make();
  anna = open_as(folder_file(folder, "a.kundresa"), STORE_CREATE, "anna");
  journey = make_journey(anna, "invoice");
  bo = open_as(folder_file(folder, "a.kundresa"), STORE_WRITE, "bo");
  return 0;
}

static int end(void **state)
{
  (void)state;
  store_close(&anna);
  store_close(&bo);
  folder_remove(&folder);
  return 0;
}

/* "person subject body count;" of each. */
static enum status tell(void *context, const struct sealed *sealed, struct error *err)
{
  (void)err;
  str_addf(context, "%s %s %s %d;", sealed->person, sealed->subject, sealed->body,
           (int)sealed->count);
  return STATUS_OK;
}

static void assert_own(struct store *store, const char *expected)
{
  struct str told = {0};
  assert_done(store_each_own_sealed(store, journey, "card", "w/sale", tell, &told, err));
  assert_string_equal(str_text(&told), expected);
  str_clear(&told);
}

static void assert_sealers(struct store *store, const char *expected)
{
  struct str told = {0};
  assert_done(store_each_sealer(store, journey, "card", "w/sale", tell, &told, err));
  assert_string_equal(str_text(&told), expected);
  str_clear(&told);
}

static void seal(struct store *store, const char *kind, const char *round, const char *subject,
                 const char *body)
{
  bool sealed = false;
  const struct seal place = {.kind = kind, .round = round};
  assert_done(store_seal(store, journey, &place, subject, body, &sealed, err));
  assert_true(sealed);
}

static void seal_three(void)
{
  seal(anna, "card", "w/sale", "1", "pain late");
  seal(bo, "card", "w/sale", "1", "idea sooner");
  seal(anna, "card", "w/sale", "2", "pain long");
  seal(anna, "card", "w/message", "1", "pain other");
  seal(anna, "vote", "w/sale", "1", "3");
}

static void test_counts_only(void **state)
{
  (void)state;
  seal_three();
  assert_own(anna, "anna 1 pain late 1;anna 2 pain long 1;");
  assert_own(bo, "bo 1 idea sooner 1;");
  assert_sealers(bo, "anna   2;bo   1;");
}

static void test_changed_and_taken_back(void **state)
{
  (void)state;
  seal_three();
  seal(anna, "card", "w/sale", "1", "pain very late");
  seal(anna, "card", "w/sale", "2", NULL);
  seal(bo, "card", "w/sale", "2", NULL);
  assert_own(anna, "anna 1 pain very late 1;");
  assert_own(bo, "bo 1 idea sooner 1;");
  assert_sealers(bo, "anna   1;bo   1;");
  seal(bo, "card", "w/sale", "1", NULL);
  assert_sealers(bo, "anna   1;");
}

/* What comes after the seals of its round were broken is refused, and not lost in
 * silence. */
static void test_too_late(void **state)
{
  (void)state;
  const struct seal now = {"card", "w/sale", "workshop:1", "write"};
  bool sealed = true;
  assert_done(store_put_setting(anna, "workshop:1", "reveal", err));
  assert_done(store_seal(bo, journey, &now, "1", "pain late", &sealed, err));
  assert_false(sealed);
  assert_own(bo, "");
  assert_done(store_put_setting(anna, "workshop:1", "write", err));
  assert_done(store_seal(bo, journey, &now, "1", "pain late", &sealed, err));
  assert_true(sealed);
  assert_own(bo, "bo 1 pain late 1;");
}

/* Nothing that shows a journey shows it, and history does not tell. */
static enum status count_entry(void *context, const struct history_entry *entry, struct error *err)
{
  (void)entry;
  (void)err;
  ++*(size_t *)context;
  return STATUS_OK;
}

static void test_not_in_the_journey(void **state)
{
  (void)state;
  char *before = dump_journey(anna, journey);
  size_t entries = 0;
  size_t later = 0;
  assert_done(store_each_entry(anna, 0, 100, count_entry, &entries, err));
  seal_three();
  char *after = dump_journey(anna, journey);
  assert_string_equal(before, after);
  assert_done(store_each_entry(anna, 0, 100, count_entry, &later, err));
  assert_int_equal(entries, later);
  free(before);
  free(after);
}

static void test_revealed_whole_or_not(void **state)
{
  (void)state;
  seal_three();
  struct str told = {0};
  struct error fault = {0};
  assert_int_not_equal(store_unseal(bo, journey, "card", "w/sale", tell, &told, &fault), STATUS_OK);
  assert_done(store_begin(bo, "reveal", "workshop", err));
  assert_done(store_unseal(bo, journey, "card", "w/sale", tell, &told, err));
  store_rollback(bo);
  assert_sealers(anna, "anna   2;bo   1;");
  str_clear(&told);
  assert_done(store_begin(bo, "reveal", "workshop", err));
  assert_done(store_unseal(bo, journey, "card", "w/sale", tell, &told, err));
  assert_done(store_commit(bo, err));
  assert_string_equal(str_text(&told), "anna 1 pain late 1;bo 1 idea sooner 1;anna 2 pain long 1;");
  assert_sealers(anna, "");
  str_clear(&told);
  assert_done(store_each_own_sealed(anna, journey, "vote", "w/sale", tell, &told, err));
  assert_string_equal(str_text(&told), "anna 1 3 1;");
  str_clear(&told);
}

/* Of two that put another value in the place of the same one, one does. */
static void test_swap(void **state)
{
  (void)state;
  bool first = false;
  bool second = false;
  assert_done(store_swap_setting(anna, "running", NULL, "write", &first, err));
  assert_done(store_swap_setting(bo, "running", NULL, "reveal", &second, err));
  assert_true(first && !second);
  assert_done(store_swap_setting(bo, "running", "write", "reveal", &second, err));
  assert_done(store_swap_setting(anna, "running", "write", "map", &first, err));
  assert_true(second && !first);
  char *value = NULL;
  assert_done(store_get_setting(anna, "running", &value, err));
  assert_string_equal(value, "reveal");
  free(value);
}

static void test_read_only(void **state)
{
  (void)state;
  seal_three();
  struct store *reader = open_as(folder_file(folder, "a.kundresa"), STORE_READ, "anna");
  struct error fault = {0};
  bool swapped = true;
  const struct seal place = {.kind = "card", .round = "w/sale"};
  bool sealed = true;
  assert_int_equal(store_seal(reader, journey, &place, "1", "x", &sealed, &fault), STATUS_INPUT);
  assert_false(sealed);
  assert_int_equal(store_swap_setting(reader, "running", NULL, "x", &swapped, &fault),
                   STATUS_INPUT);
  assert_false(swapped);
  assert_own(reader, "anna 1 pain late 1;anna 2 pain long 1;");
  store_close(&reader);
}

int main(void)
{
  const struct CMUnitTest tests[] = {
      cmocka_unit_test_setup_teardown(test_counts_only, start, end),
      cmocka_unit_test_setup_teardown(test_changed_and_taken_back, start, end),
      cmocka_unit_test_setup_teardown(test_too_late, start, end),
      cmocka_unit_test_setup_teardown(test_not_in_the_journey, start, end),
      cmocka_unit_test_setup_teardown(test_revealed_whole_or_not, start, end),
      cmocka_unit_test_setup_teardown(test_swap, start, end),
      cmocka_unit_test_setup_teardown(test_read_only, start, end),
  };
  return cmocka_run_group_tests(tests, NULL, NULL);
}
