/* Where texts stand in the file that they came from. */
#include "base/mem.h"
#include "base/str.h"
#include "yaml/journey_format.h"
#include "yaml/places.h"
#include "yaml/plan_format.h"

#include <setjmp.h>
#include <stdarg.h>
#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include <cmocka.h>

#define HEAD                                                                                       \
  "kundresa_journey: 1\nid: a\ntitle: A\nmarket: SE\naudience: consumer\ncurrency: SEK\n"          \
  "languages: [sv]\ntimezone: Europe/Stockholm\npayment_terms_days: 30\nstate: as-is\n"            \
  "status: draft\nstages:\n  - id: s\n    kind: reminder\n    title: S\ntouchpoints:\n"            \
  "  - id: t\n    stage: s\n    kind: reminder\n    title: T\n    messages:\n      - id: m\n"      \
  "        purpose: reminder\n        place: body\n        variants:\n          - language: sv\n"
#define HEAD_LINES 26

struct read {
  struct map *map;
  struct places *places;
  struct str text;
};

static void read_it(struct read *read, const char *rest)
{
  struct problems problems = {0};
  struct error err = {0};
  *read = (struct read){.map = map_new()};
  str_addf(&read->text, "%s%s", HEAD, rest);
  read->places = places_new(read->map, read->text.text, read->text.length);
  FILE *in = fmemopen(read->text.text, read->text.length, "r");
  enum status status = journey_read(in, "j", places_sink(read->places), &problems, &err);
  fclose(in);
  if (status != STATUS_OK)
    fail_msg("%s", problems.count > 0 ? problems.items[0].text : err.text);
  places_ready(read->places);
}

static void forget(struct read *read)
{
  places_free(&read->places);
  map_free(&read->map);
  str_clear(&read->text);
}

/* The words @found of the value of the field stand at @line after the head, @column. */
static void assert_found(const char *rest, const char *field, const char *found, long line,
                         long column)
{
  struct read read;
  struct yaml_place place;
  read_it(&read, rest);
  const struct variant *variant = map_at(read.map, ENTITY_variant, 0);
  const struct field *of = entity_field(ENTITY_variant, field);
  const char *at = strstr(record_text(variant, of), found);
  assert_non_null(at);
  assert_true(
      places_find_byte(read.places, variant, of, (size_t)(at - record_text(variant, of)), &place));
  assert_int_equal(place.line, HEAD_LINES + line);
  assert_int_equal(place.column, column);
  forget(&read);
}

static void test_literal(void **state)
{
  (void)state;
  const char *text =
      "            body: |-\n              Hej på dig!\n\n              Betala nu.\n";
  assert_found(text, "body", "Hej", 2, 15);
  assert_found(text, "body", "dig", 2, 22);
  assert_found(text, "body", "nu", 4, 22);
  assert_found("            body: |\n                Hej\n                 på dig\n", "body", "dig",
               3, 21);
  assert_found("            body: |-\n\n\n              Hej\n", "body", "Hej", 4, 15);
}

static void test_plain(void **state)
{
  (void)state;
  assert_found("            subject: Åh, betala nu\n", "subject", "betala", 1, 26);
  assert_found("            body: Hej\n              du   \n              där\n", "body", "du", 2,
               15);
  assert_found("            body: Hej\n              du   \n              där\n", "body", "där", 3,
               15);
}

static void test_quotes(void **state)
{
  (void)state;
  assert_found("            subject: \"Betala nu\"\n", "subject", "nu", 1, 30);
  assert_found("            body: \"a\\n\\u00e5\\\"b\"\n", "body", "b", 1, 31);
  assert_found("            body: \"a\\\n              b  \n\n              c d\"\n", "body", "b",
               2, 15);
  assert_found("            body: \"a\\\n              b  \n\n              c d\"\n", "body", "d",
               4, 17);
  assert_found("            subject: 'it''s now'\n", "subject", "now", 1, 29);
}

static void test_folded(void **state)
{
  (void)state;
  assert_found("            body: >-\n              a\n              b\n", "body", "b", 1, 19);
}

static void test_returns(void **state)
{
  (void)state;
  assert_found("            body: |-\r\n              a\r\n              b c\r\n", "body", "c", 3,
               17);
}

static void test_records(void **state)
{
  (void)state;
  struct read read;
  struct yaml_place place;
  read_it(&read, "            body: a\n");
  const struct touchpoint *touchpoint = map_at(read.map, ENTITY_touchpoint, 0);
  assert_true(places_find(read.places, touchpoint, NULL, &place));
  assert_int_equal(place.line, 17);
  assert_int_equal(place.column, 5);
  assert_true(
      places_find(read.places, touchpoint, entity_field(ENTITY_touchpoint, "title"), &place));
  assert_int_equal(place.line, 20);
  assert_int_equal(place.column, 12);
  assert_true(places_find(read.places, map_journey(read.map),
                          entity_field(ENTITY_journey, "payment_terms_days"), &place));
  assert_int_equal(place.line, 9);
  assert_false(
      places_find(read.places, touchpoint, entity_field(ENTITY_touchpoint, "note"), &place));
  assert_false(places_find(read.places, &place, NULL, &place));
  forget(&read);
}

int main(void)
{
  const struct CMUnitTest tests[] = {
      cmocka_unit_test(test_literal), cmocka_unit_test(test_plain),
      cmocka_unit_test(test_quotes),  cmocka_unit_test(test_folded),
      cmocka_unit_test(test_returns), cmocka_unit_test(test_records),
  };
  return cmocka_run_group_tests(tests, NULL, NULL);
}
