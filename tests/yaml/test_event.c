/* The guard in front of libyaml: bytes, places and limits. */
#include "yaml/event.h"

#include "base/str.h"

#include <setjmp.h>
#include <stdarg.h>
#include <stdint.h>
#include <stdio.h>
#include <string.h>
#include <cmocka.h>

static const struct event_limits roomy = {.bytes = 1 << 20, .scalar = 1 << 17, .depth = 8};

/* Reads all of @text and writes what it saw: one word an event. */
static void see(const char *text, size_t length, struct event_limits limits, struct str *seen,
                struct problems *problems)
{
  static const char *const words[] = {"stop", "scalar", "list", "mapping", "close", "broken"};
  struct error err = {0};
  struct event_reader reader;
  FILE *in = fmemopen((void *)text, length, "r");
  assert_non_null(in);
  event_start(&reader, in, "e.yaml", limits, problems, &err);
  while (event_next(&reader) != EVENT_STOP)
    str_addf(seen, "%s@%ld:%ld ", words[reader.now.kind], reader.now.line, reader.now.column);
  str_add(seen, reader.whole ? "whole" : "stopped");
  assert_int_equal(event_next(&reader), EVENT_STOP);
  event_finish(&reader);
  fclose(in);
}

static void expect(const char *text, const char *events, const char *fault)
{
  struct str seen = {0};
  struct problems problems = {0};
  char line[1400] = "";
  see(text, strlen(text), roomy, &seen, &problems);
  assert_string_equal(str_text(&seen), events);
  if (problems.count > 0)
    error_format(&problems.items[0], line, sizeof line);
  assert_string_equal(line, fault);
  str_clear(&seen);
  problems_clear(&problems);
}

/* Places count lines and characters as an editor does, whatever ends lines. */
static void places_are_those_of_an_editor(void **state)
{
  (void)state;
  expect("\xef\xbb\xbf"
         "å: ö\nb: 1\n",
         "mapping@1:1 scalar@1:1 scalar@1:4 scalar@2:1 scalar@2:4 close@3:1 whole", "");
  expect("a: 1\r\n\r\nb: 1\r\n",
         "mapping@1:1 scalar@1:1 scalar@1:4 scalar@3:1 scalar@3:4 close@4:1 whole", "");
  expect("a: 1\r\n\r\nb: \x01", "mapping@1:1 scalar@1:1 scalar@1:4 scalar@3:1 stopped",
         "e.yaml:3:4: Found the control character U+0001. Delete that character.");
  expect("a: 1\rb: \xff", "mapping@1:1 scalar@1:1 scalar@1:4 scalar@2:1 stopped",
         "e.yaml:2:4: Found the byte FF, expected text in UTF-8. Save the file as UTF-8.");
  expect("å日😀: \xff", "mapping@1:1 scalar@1:1 stopped",
         "e.yaml:1:6: Found the byte FF, expected text in UTF-8. Save the file as UTF-8.");
  /* A mark of byte order is only one at the start. */
  expect("a: \xef\xbb\xbf", "mapping@1:1 scalar@1:1 stopped",
         "e.yaml:1:4: Found the control character U+FEFF. Delete that character.");
}

/* Overlong forms, surrogates and what lies past Unicode are broken bytes. */
static void broken_utf8_is_refused(void **state)
{
  (void)state;
  static const char *const broken[] = {
      "\xc0\x80",         "\xc1\xbf",         "\xe0\x80\x80", "\xed\xa0\x80",
      "\xf4\x90\x80\x80", "\xf8\x88\x80\x80", "\xc3",         "\xc3z",
      "\xe2\x82",         "\xf0\x9f\x98",     "\x80",         "\xfe"};
  for (size_t i = 0; i < sizeof broken / sizeof broken[0]; i++) {
    struct str text = {0};
    struct str seen = {0};
    struct problems problems = {0};
    str_addf(&text, "a: b%s", broken[i]);
    see(text.text, text.length, roomy, &seen, &problems);
    assert_int_equal(problems.count, 1);
    assert_int_equal(problems.items[0].column, 5);
    assert_non_null(strstr(problems.items[0].text, "expected text in UTF-8"));
    str_clear(&text);
    str_clear(&seen);
    problems_clear(&problems);
  }
}

/* Characters of two, three and four bytes may fall on the edge of any block
 * that libyaml asks for. */
static void characters_cross_blocks(void **state)
{
  (void)state;
  static const char *const characters[] = {"å", "日", "😀"};
  for (size_t c = 0; c < 3; c++)
    for (int shift = 0; shift < 4; shift++) {
      struct str text = {0};
      str_addf(&text, "a: %.*s\"", shift, "    ");
      size_t start = text.length;
      for (int i = 0; i < 25000; i++)
        str_add(&text, characters[c]);
      size_t inside = text.length - start;
      str_add(&text, "\"");
      struct error err = {0};
      struct problems problems = {0};
      struct event_reader reader;
      FILE *in = fmemopen(text.text, text.length, "r");
      event_start(&reader, in, "e.yaml", roomy, &problems, &err);
      assert_int_equal(event_next(&reader), EVENT_MAPPING);
      assert_int_equal(event_next(&reader), EVENT_SCALAR);
      assert_int_equal(event_next(&reader), EVENT_SCALAR);
      assert_int_equal(reader.now.length, inside);
      assert_memory_equal(reader.now.text, text.text + start, inside);
      assert_int_equal(event_next(&reader), EVENT_CLOSE);
      assert_int_equal(event_next(&reader), EVENT_STOP);
      assert_true(reader.whole);
      event_finish(&reader);
      fclose(in);
      str_clear(&text);
    }
}

/* A file that is too long is read up to its limit, and said to be too long. */
static void long_files_are_cut(void **state)
{
  (void)state;
  struct str text = {0};
  struct str seen = {0};
  struct problems problems = {0};
  for (int i = 0; i < 200000; i++)
    str_add(&text, "- abc\n");
  see(text.text, text.length, roomy, &seen, &problems);
  assert_int_equal(problems.count, 1);
  assert_string_equal(problems.items[0].text, "Found more than 1 MiB, expected a smaller file.");
  assert_non_null(strstr(seen.text, "stopped"));
  str_clear(&text);
  str_clear(&seen);
  problems_clear(&problems);
}

int main(void)
{
  const struct CMUnitTest tests[] = {
      cmocka_unit_test(places_are_those_of_an_editor),
      cmocka_unit_test(broken_utf8_is_refused),
      cmocka_unit_test(characters_cross_blocks),
      cmocka_unit_test(long_files_are_cut),
  };
  return cmocka_run_group_tests(tests, NULL, NULL);
}
