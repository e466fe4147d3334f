#include "model/calendar.h"

#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdlib.h>
#include <string.h>

#include <cmocka.h>

static date_day day(const char *text)
{
  date_day result = 0;
  assert_true(date_parse(text, &result));
  return result;
}

/* Weekdays that are no business days in the years named, and nothing else. */
static void days_off(int64_t market, const char *from, const char *until, const char *const *off,
                     size_t count)
{
  struct calendar_days days;
  calendar_days_make(&days, calendar_of(market));
  for (date_day at = day(from); at <= day(until); at++) {
    bool expected = date_weekday(at) < 5;
    char text[DATE_SIZE];
    date_format(at, text);
    for (size_t i = 0; i < count; i++)
      expected = expected && strcmp(off[i], text) != 0;
    if (calendar_is_business(&days, at) != expected)
      fail_msg("%s is %sa business day", text, expected ? "not " : "");
  }
  calendar_days_free(&days);
}
#define DAYS_OFF(market, from, until, list)                                                        \
  days_off(market, from, until, list, sizeof list / sizeof list[0])

static void test_sweden(void **state)
{
  (void)state;
  static const char *const off[] = {
      "2026-01-01", "2026-01-06", "2026-04-03", "2026-04-06", "2026-05-01", "2026-05-14",
      "2026-06-19", "2026-12-24", "2026-12-25", "2026-12-31", "2027-01-01", "2027-01-06",
      "2027-03-26", "2027-03-29", "2027-05-06", "2027-06-25", "2027-12-24", "2027-12-31"};
  DAYS_OFF(market_se, "2026-01-01", "2027-12-31", off);
}

static void test_norway(void **state)
{
  (void)state;
  static const char *const off[] = {"2026-01-01", "2026-04-02", "2026-04-03", "2026-04-06",
                                    "2026-05-01", "2026-05-14", "2026-05-25", "2026-12-25",
                                    "2027-01-01", "2027-03-25", "2027-03-26", "2027-03-29",
                                    "2027-05-06", "2027-05-17"};
  DAYS_OFF(market_no, "2026-01-01", "2027-12-31", off);
}

/* As Danmarks Nationalbank lists them. */
static void test_denmark(void **state)
{
  (void)state;
  static const char *const off[] = {"2026-01-01", "2026-04-02", "2026-04-03", "2026-04-06",
                                    "2026-05-14", "2026-05-15", "2026-05-25", "2026-06-05",
                                    "2026-12-24", "2026-12-25", "2026-12-31", "2027-01-01",
                                    "2027-03-25", "2027-03-26", "2027-03-29", "2027-05-06",
                                    "2027-05-07", "2027-05-17", "2027-12-24", "2027-12-31"};
  DAYS_OFF(market_dk, "2026-01-01", "2027-12-31", off);
}

static void test_finland(void **state)
{
  (void)state;
  static const char *const off[] = {
      "2026-01-01", "2026-01-06", "2026-04-03", "2026-04-06", "2026-05-01", "2026-05-14",
      "2026-06-19", "2026-12-24", "2026-12-25", "2027-01-01", "2027-01-06", "2027-03-26",
      "2027-03-29", "2027-05-06", "2027-06-25", "2027-12-06", "2027-12-24"};
  DAYS_OFF(market_fi, "2026-01-01", "2027-12-31", off);
}

/* What the rules say over the whole span, as almanacs print it. */
static void test_moving_days(void **state)
{
  (void)state;
  static const struct {
    const char *name;
    int64_t market;
    const char *days[7]; /* 2024 to 2030 */
  } moving[] = {
      {"Långfredagen",
       market_se,
       {"2024-03-29", "2025-04-18", "2026-04-03", "2027-03-26", "2028-04-14", "2029-03-30",
        "2030-04-19"}},
      {"Kristi himmelsfärdsdag",
       market_se,
       {"2024-05-09", "2025-05-29", "2026-05-14", "2027-05-06", "2028-05-25", "2029-05-10",
        "2030-05-30"}},
      {"Midsommarafton",
       market_se,
       {"2024-06-21", "2025-06-20", "2026-06-19", "2027-06-25", "2028-06-23", "2029-06-22",
        "2030-06-21"}},
      {"Midsommardagen",
       market_se,
       {"2024-06-22", "2025-06-21", "2026-06-20", "2027-06-26", "2028-06-24", "2029-06-23",
        "2030-06-22"}},
      {"Alla helgons dag",
       market_se,
       {"2024-11-02", "2025-11-01", "2026-10-31", "2027-11-06", "2028-11-04", "2029-11-03",
        "2030-11-02"}},
      {"Andre pinsedag",
       market_no,
       {"2024-05-20", "2025-06-09", "2026-05-25", "2027-05-17", "2028-06-05", "2029-05-21",
        "2030-06-10"}},
      {"Skærtorsdag",
       market_dk,
       {"2024-03-28", "2025-04-17", "2026-04-02", "2027-03-25", "2028-04-13", "2029-03-29",
        "2030-04-18"}},
      {"Toinen pääsiäispäivä",
       market_fi,
       {"2024-04-01", "2025-04-21", "2026-04-06", "2027-03-29", "2028-04-17", "2029-04-02",
        "2030-04-22"}},
  };
  for (size_t i = 0; i < sizeof moving / sizeof moving[0]; i++) {
    const struct calendar *calendar = calendar_of(moving[i].market);
    size_t at = 0;
    while (at < calendar->count && strcmp(calendar->holidays[at].name, moving[i].name) != 0)
      at++;
    assert_true(at < calendar->count);
    for (int year = 2024; year <= 2030; year++) {
      char text[DATE_SIZE];
      assert_string_equal(date_format(holiday_day(&calendar->holidays[at], year), text),
                          moving[i].days[year - 2024]);
    }
  }
}

static void test_germany(void **state)
{
  (void)state;
  static const char *const off[] = {"2026-01-01", "2026-04-03", "2026-04-06", "2026-05-01",
                                    "2026-05-14", "2026-05-25", "2026-12-25", "2027-01-01",
                                    "2027-03-26", "2027-03-29", "2027-05-06", "2027-05-17"};
  DAYS_OFF(market_de, "2026-01-01", "2027-12-31", off);
}

/* 2026 to 2028 have each way in which New Year, Christmas and Boxing Day are moved. */
static void test_britain(void **state)
{
  (void)state;
  static const char *const off[] = {
      "2026-01-01", "2026-04-03", "2026-04-06", "2026-05-04", "2026-05-25", "2026-08-31",
      "2026-12-25", "2026-12-28", "2027-01-01", "2027-03-26", "2027-03-29", "2027-05-03",
      "2027-05-31", "2027-08-30", "2027-12-27", "2027-12-28", "2028-01-03", "2028-04-14",
      "2028-04-17", "2028-05-01", "2028-05-29", "2028-08-28", "2028-12-25", "2028-12-26"};
  DAYS_OFF(market_gb, "2026-01-01", "2028-12-31", off);
}

static void test_unknown(void **state)
{
  (void)state;
  assert_null(calendar_of(market_us));
  assert_null(calendar_of(UNSET));
}

/* Walks day by day. */
static bool walk(const struct calendar_days *days, date_day at, int64_t offset, date_day *result)
{
  for (int64_t left = offset < 0 ? -offset : offset; left > 0;) {
    at += offset < 0 ? -1 : 1;
    if (at < days->from || at > days->until)
      return false;
    left -= calendar_is_business(days, at) ? 1 : 0;
  }
  *result = at;
  return true;
}

static void test_business_days(void **state)
{
  (void)state;
  static const int64_t offsets[] = {-365, -22, -5, -2, -1, 0, 1, 2, 3, 5, 14, 60, 365, 730};
  struct calendar_days days;
  calendar_days_make(&days, calendar_of(market_se));
  for (date_day at = days.from; at <= days.until; at++)
    for (size_t i = 0; i < sizeof offsets / sizeof offsets[0]; i++) {
      date_day quick = 0, slow = 0;
      bool found = calendar_add_business(&days, at, offsets[i], &quick);
      assert_int_equal(found, walk(&days, at, offsets[i], &slow));
      assert_int_equal(quick, slow);
    }
  date_day result;
  assert_false(calendar_add_business(&days, days.from - 1, 1, &result));
  assert_false(calendar_add_business(&days, days.until + 1, -1, &result));
  calendar_days_free(&days);
}

static void test_roll(void **state)
{
  (void)state;
  struct calendar_days days;
  date_day result;
  calendar_days_make(&days, calendar_of(market_se));
  struct {
    const char *from;
    int64_t roll;
    const char *to;
  } cases[] = {
      {"2026-11-23", roll_next, "2026-11-23"},     {"2026-11-21", roll_next, "2026-11-23"},
      {"2026-11-22", roll_previous, "2026-11-20"}, {"2026-11-22", roll_none, "2026-11-22"},
      {"2026-12-24", roll_next, "2026-12-28"},     {"2026-12-24", roll_previous, "2026-12-23"},
      {"2026-06-19", roll_next, "2026-06-22"},     {"2026-04-03", roll_previous, "2026-04-02"},
      {"2026-04-03", roll_next, "2026-04-07"},
  };
  for (size_t i = 0; i < sizeof cases / sizeof cases[0]; i++) {
    assert_true(calendar_roll(&days, day(cases[i].from), cases[i].roll, &result));
    assert_int_equal(result, day(cases[i].to));
  }
  assert_false(calendar_roll(&days, day("2030-12-31"), roll_next, &result));
  assert_true(calendar_roll(&days, day("2030-12-31"), roll_none, &result));
  for (int64_t roll = 0; roll < (int64_t)enumerations[ENUM_roll].count; roll++) {
    assert_false(calendar_roll(&days, day("2031-01-01"), roll, &result));
    assert_false(calendar_roll(&days, day("2023-12-31"), roll, &result));
  }
  assert_false(calendar_roll(&days, day("2024-01-01"), roll_previous, &result));
  calendar_days_free(&days);
}

int main(void)
{
  const struct CMUnitTest tests[] = {
      cmocka_unit_test(test_sweden),        cmocka_unit_test(test_norway),
      cmocka_unit_test(test_denmark),       cmocka_unit_test(test_finland),
      cmocka_unit_test(test_moving_days),   cmocka_unit_test(test_germany),
      cmocka_unit_test(test_britain),       cmocka_unit_test(test_unknown),
      cmocka_unit_test(test_business_days), cmocka_unit_test(test_roll),
  };
  return cmocka_run_group_tests(tests, NULL, NULL);
}
