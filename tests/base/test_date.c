#include "base/date.h"

#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdlib.h>
#include <string.h>

#include <cmocka.h>

/* Every day of 1900 to 2999 goes to text and back, and weeks have seven days. */
static void test_every_day(void **state)
{
  (void)state;
  date_day first = date_make(1900, 1, 1);
  date_day last = date_make(2999, 12, 31);
  assert_int_equal(date_weekday(first), 0); /* a Monday */
  for (date_day day = first; day <= last; day++) {
    char text[DATE_SIZE];
    date_day again;
    assert_true(date_parse(date_format(day, text), &again));
    assert_int_equal(day, again);
    assert_int_equal(date_weekday(day), (day - first) % 7);
  }
}

static void test_days_that_do_not_exist(void **state)
{
  (void)state;
  static const char *const wrong[] = {"2026-02-29", "2026-04-31", "2026-13-01",  "2026-00-10",
                                      "2026-1-1",   "26-01-01",   "2026-01-01 ", "1899-12-31",
                                      "3000-01-01", "",           "2026/01/01"};
  for (size_t i = 0; i < sizeof wrong / sizeof wrong[0]; i++) {
    date_day day = 42;
    assert_false(date_parse(wrong[i], &day));
    assert_int_equal(day, 42);
  }
}

/* Dates of Easter as the churches publish them. */
static void test_easter(void **state)
{
  (void)state;
  assert_int_equal(date_easter(2024), date_make(2024, 3, 31));
  assert_int_equal(date_easter(2025), date_make(2025, 4, 20));
  assert_int_equal(date_easter(2026), date_make(2026, 4, 5));
  assert_int_equal(date_easter(2027), date_make(2027, 3, 28));
  assert_int_equal(date_easter(2038), date_make(2038, 4, 25));
}

static void test_clock(void **state)
{
  (void)state;
  int64_t minutes;
  char text[DATE_SIZE];
  assert_true(date_parse_clock("23:59", &minutes));
  assert_int_equal(minutes, 1439);
  assert_string_equal(date_format_clock(9 * 60 + 5, text), "09:05");
  assert_false(date_parse_clock("24:00", &minutes));
  assert_false(date_parse_clock("9:00", &minutes));
}

int main(void)
{
  const struct CMUnitTest tests[] = {
      cmocka_unit_test(test_every_day),
      cmocka_unit_test(test_days_that_do_not_exist),
      cmocka_unit_test(test_easter),
      cmocka_unit_test(test_clock),
  };
  return cmocka_run_group_tests(tests, NULL, NULL);
}
