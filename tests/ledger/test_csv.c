/* Rows of text taken apart: dialects, places, what is wrong, what is hostile. */
#include "base/mem.h"
#include "base/str.h"
#include "ledger/csv.h"

#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <stdlib.h>
#include <string.h>

#include <cmocka.h>

/* All rows as "a|b\n"; a row that is wrong as "!LINE:COLUMN\n", what ends it as "X". */
static char *read_all(const char *bytes, size_t length)
{
  struct str out = {0};
  FILE *in = fmemopen((void *)bytes, length, "r");
  struct csv *csv = csv_open(in, "ledger.csv");
  enum csv_found found;
  struct error err = {0};
  while ((found = csv_next(csv, &err)) == CSV_ROW || found == CSV_BAD) {
    if (found == CSV_BAD)
      str_addf(&out, "!%ld:%ld", err.line, err.column);
    for (size_t i = 0; found == CSV_ROW && i < csv_count(csv); i++)
      str_addf(&out, "%s%s", i > 0 ? "|" : "", csv_field(csv, i));
    str_add_char(&out, '\n');
    error_clear(&err);
  }
  if (found == CSV_BROKEN)
    str_add_char(&out, 'X');
  csv_free(&csv);
  fclose(in);
  str_add(&out, "");
  return out.text != NULL ? str_take(&out) : mem_copy_text("");
}

static void expect_span(const char *bytes, size_t length, const char *wanted)
{
  char *found = read_all(bytes, length);
  assert_string_equal(found, wanted);
  free(found);
}

static void expect(const char *bytes, const char *wanted)
{
  expect_span(bytes, strlen(bytes), wanted);
}

static void test_dialects(void **state)
{
  (void)state;
  expect("a,b\n1,2\n", "a|b\n1|2\n");
  expect("a;b\n1,5;2\n", "a|b\n1,5|2\n");
  expect("a\tb\n1\t2", "a|b\n1|2\n");
  expect("\xEF\xBB\xBF"
         "a;b\r\n1;2\r\n",
         "a|b\n1|2\n");
  expect("\"a,x\";b;c\n1;2;3\n", "a,x|b|c\n1|2|3\n");
  expect("a,b\n\n\r\n,\n1,\n", "a|b\n|\n1|\n");
  expect("alone\n1\n", "alone\n1\n");
}

static void test_quotes(void **state)
{
  (void)state;
  expect("a,b\n\"x\ny\",\"say \"\"so\"\"\"\r\n", "a|b\nx\ny|say \"so\"\n");
  expect("a,b\n5\" pipe,1\n", "a|b\n5\" pipe|1\n");
  expect("a,b\n\"\",\"\"\n", "a|b\n|\n");
}

static void test_wrong_rows(void **state)
{
  (void)state;
  expect("a,b\n\"x\"y,1\n2,3\n", "a|b\n!2:4\n2|3\n");
  expect("a,b\n1,2\n3,\"open\n4,5\n", "a|b\n1|2\n!3:3\n");
  expect("a,b\nf\xF6r,1\n2,3\n", "a|b\n!2:1\n2|3\n");
  expect("a,b\n\xC3\xA5\xC3\xA4,\"x\"y\n2,3\n", "a|b\n!2:7\n2|3\n");
  expect_span("a,b\n1,\0x\n2,3\n", 13, "a|b\n!2:3\n2|3\n");
  expect_span("\xFF\xFE"
              "a\0",
              4, "X");
}

/* A place after a field with line ends in it is that of the file. */
static void test_place(void **state)
{
  (void)state;
  static const char text[] = "a,b,c\n\"1\n2\",x,y\n";
  FILE *in = fmemopen((void *)text, strlen(text), "r");
  struct csv *csv = csv_open(in, "ledger.csv");
  struct error err = {0};
  assert_int_equal(csv_next(csv, &err), CSV_ROW);
  assert_int_equal(csv_next(csv, &err), CSV_ROW);
  error_set(&err, STATUS_INPUT, "x");
  csv_place(csv, 2, &err);
  assert_int_equal(err.line, 3);
  assert_int_equal(err.column, 6);
  assert_string_equal(err.file, "ledger.csv");
  assert_string_equal(csv_field(csv, 99), "");
  csv_free(&csv);
  fclose(in);
}

/* What has no end is left out, and reading goes on behind it. */
static void test_hostile(void **state)
{
  (void)state;
  struct str text = {0};
  str_add(&text, "a,b\n");
  for (int i = 0; i < 3 * CSV_FIELD_MOST; i++)
    str_add_char(&text, 'x');
  str_add(&text, ",1\n2,3\n");
  for (int i = 0; i < 2 * CSV_FIELDS_MOST; i++)
    str_add_char(&text, ',');
  str_add(&text, "\n4,5\n");
  char *found = read_all(text.text, text.length);
  assert_memory_equal(found, "a|b\n!2:1\n2|3\n!4:", 16);
  assert_non_null(strstr(found, "\n4|5\n"));
  free(found);
  str_clear(&text);
}

int main(void)
{
  const struct CMUnitTest tests[] = {
      cmocka_unit_test(test_dialects),   cmocka_unit_test(test_quotes),
      cmocka_unit_test(test_wrong_rows), cmocka_unit_test(test_place),
      cmocka_unit_test(test_hostile),
  };
  return cmocka_run_group_tests(tests, NULL, NULL);
}
