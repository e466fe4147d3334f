#include "base/error.h"
#include "base/str.h"

#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <string.h>

#include <cmocka.h>

static void test_first_fault_is_told(void **state)
{
  (void)state;
  struct error err = {0};
  char told[1300];
  assert_int_equal(error_set(&err, STATUS_INPUT, "found %s", "one"), STATUS_INPUT);
  assert_int_equal(error_set(&err, STATUS_BUSY, "found %s", "two"), STATUS_BUSY);
  assert_int_equal(err.status, STATUS_INPUT);
  error_place(&err, "map.yaml", 3, 7);
  error_remedy(&err, "Write %d.", 5);
  assert_string_equal(error_format(&err, told, sizeof told), "map.yaml:3:7: found one Write 5.");
  error_place(&err, NULL, 0, 0);
  assert_string_equal(error_format(&err, told, sizeof told), "map.yaml: found one Write 5.");
  error_clear(&err);
  assert_int_equal(err.status, STATUS_OK);
  assert_int_equal(error_set(NULL, STATUS_INPUT, "x"), STATUS_INPUT);
}

/* What comes from a file may not reach the terminal as a command. */
static void test_harmless(void **state)
{
  (void)state;
  struct error err = {0};
  error_set(&err, STATUS_INPUT, "found '%s'", "\x1b[2J\x07\nx");
  assert_null(strpbrk(err.text, "\x1b\x07\n"));
  error_place(&err, "a\x1b[31mb", 1, 1);
  assert_null(strchr(err.file, '\x1b'));
}

static void test_problems(void **state)
{
  (void)state;
  struct problems list = {0};
  for (long i = 0; i < PROBLEMS_MOST + 50; i++)
    problems_note(&list, STATUS_INPUT, (i * 37) % 211 + 1, i % 5 + 1, "fault %ld", i);
  assert_int_equal(list.count, PROBLEMS_MOST);
  assert_int_equal(list.dropped, 50);
  problems_sort(&list);
  for (size_t i = 1; i < list.count; i++) {
    const struct error *a = &list.items[i - 1], *b = &list.items[i];
    assert_true(a->line < b->line || (a->line == b->line && a->column <= b->column));
  }
  problems_clear(&list);
  assert_int_equal(list.count, 0);
}

static void test_str(void **state)
{
  (void)state;
  struct str str = {0};
  assert_string_equal(str_text(&str), "");
  for (int i = 0; i < 1000; i++)
    str_addf(&str, "%d,", i);
  assert_int_equal(str.length, 3890);
  assert_int_equal(strlen(str_text(&str)), 3890);
  str_cut(&str, 4);
  assert_string_equal(str_text(&str), "0,1,");
  str_cut(&str, 100);
  str_add_span(&str, "a\0b", 3);
  assert_int_equal(str.length, 7);
  assert_memory_equal(str_text(&str), "0,1,a\0b", 8);
  str_add_char(&str, '!');
  str_clear(&str);
  assert_string_equal(str_text(&str), "");
}

int main(void)
{
  const struct CMUnitTest tests[] = {cmocka_unit_test(test_first_fault_is_told),
                                     cmocka_unit_test(test_harmless),
                                     cmocka_unit_test(test_problems), cmocka_unit_test(test_str)};
  return cmocka_run_group_tests(tests, NULL, NULL);
}
