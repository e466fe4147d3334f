/* journey/1 goes out and comes back: the same records, the same bytes. */
#include "journey_helper.h"

#include "yaml/emit.h"

#include <setjmp.h>
#include <stdarg.h>
#include <stdint.h>
#include <stdio.h>
#include <string.h>
#include <cmocka.h>

/* Any journey that the model admits survives the way out and in, whatever its
 * texts look like, and its second way out gives the same bytes. */
static void random_journeys_round_trip(void **state)
{
  (void)state;
  for (unsigned seed = 1; seed <= 400; seed++) {
    struct map *map = random_map(seed);
    struct map *again = NULL;
    struct str first = {0};
    struct str second = {0};
    struct str faults = {0};
    struct problems problems = {0};
    assert_int_equal(write_map(map, &first), STATUS_OK);
    enum status status = read_text(first.text, first.length, &again, &problems);
    list_problems(&problems, &faults);
    if (status != STATUS_OK)
      print_message("# seed %u\n%s\n", seed, str_text(&faults));
    assert_int_equal(status, STATUS_OK);
    assert_true(maps_same(map, again));
    assert_int_equal(write_map(again, &second), STATUS_OK);
    assert_string_equal(str_text(&first), str_text(&second));
    str_clear(&first);
    str_clear(&second);
    str_clear(&faults);
    problems_clear(&problems);
    map_free(&map);
    map_free(&again);
  }
}

static const char canonical[] = "kundresa_journey: 1\n"
                                "id: elbolaget\n"
                                "title: My monthly invoice\n"
                                "market: \"NO\"\n"
                                "audience: consumer\n"
                                "currency: NOK\n"
                                "languages: [nb, \"no\"]\n"
                                "timezone: Europe/Oslo\n"
                                "payment_terms_days: 14\n"
                                "state: as-is\n"
                                "status: draft\n"
                                "owner:\n"
                                "  department: finance\n"
                                "  person: Åse Ærlig\n"
                                "review_by: \"2026-11-30\"\n"
                                "goal: |\n"
                                "  Fewer calls.\n"
                                "\n"
                                "  No complaints.\n"
                                "sending:\n"
                                "  at: \"09:00\"\n"
                                "\n"
                                "stages:\n"
                                "  - id: \"on\"\n"
                                "    kind: reminder\n"
                                "    title: \"yes\"\n"
                                "\n"
                                "touchpoints:\n"
                                "  - id: reminder-1\n"
                                "    stage: \"on\"\n"
                                "    kind: reminder\n"
                                "    title: \"A reminder: the first\"\n"
                                "    channels: [email, letter]\n"
                                "    experience:\n"
                                "      as_is: -2\n"
                                "      to_be: 2\n"
                                "    moment_of_truth: true\n"
                                "    messages:\n"
                                "      - id: m1\n"
                                "        purpose: reminder\n"
                                "        place: body\n"
                                "        variants:\n"
                                "          - language: nb\n"
                                "            subject: \"123\"\n"
                                "            body: |-\n"
                                "              Hei {name}\n"
                                "          - language: en\n"
                                "            body: |2\n"
                                "                Dear\n"
                                "              you \n";

static void expect_canonical(const char *text)
{
  struct map *map = NULL;
  struct problems problems = {0};
  struct str out = {0};
  struct str faults = {0};
  enum status status = read_text(text, strlen(text), &map, &problems);
  list_problems(&problems, &faults);
  assert_string_equal(str_text(&faults), "");
  assert_int_equal(status, STATUS_OK);
  assert_int_equal(write_map(map, &out), STATUS_OK);
  assert_string_equal(str_text(&out), canonical);
  str_clear(&out);
  str_clear(&faults);
  problems_clear(&problems);
  map_free(&map);
}

/* The one form, byte for byte. */
static void canonical_form_stays(void **state)
{
  (void)state;
  expect_canonical(canonical);
}

/* The same journey as hands write it: other order, flow style, other quotes,
 * comments, CRLF, a byte order mark, the optional first lines. */
static void hand_written_comes_out_canonical(void **state)
{
  (void)state;
  expect_canonical(
      "\xef\xbb\xbf%YAML 1.2\r\n---\r\n# ours\r\n"
      "touchpoints: [ { messages: [{variants: [ {body: 'Hei {name}', subject: '123', language: nb},"
      " {\"language\": en, body: \"  Dear\\nyou \\n\"} ],\r\n"
      "   place: body, purpose: reminder, id: m1} ], moment_of_truth: true, experience: {to_be: "
      "+2, as_is: "
      "-2},"
      " channels: [email, letter],\r\n"
      "   title: 'A reminder: the first', kind: reminder, stage: on, id: reminder-1 } ]\r\n"
      "stages:\r\n- title: yes\r\n  id: on\r\n  kind: reminder\r\n"
      "sending: {at: 09:00}\r\n"
      "goal: |\r\n   Fewer calls.\r\n\r\n   No complaints.\r\n"
      "owner: {person: \xc3\x85se \xc3\x86rlig, department: finance}\r\n"
      "languages:\r\n  - nb\r\n  - no\r\n"
      "review_by: 2026-11-30\r\ncards: []\r\n"
      "status: draft\r\nstate: as-is\r\npayment_terms_days: 14\r\ntimezone: Europe/Oslo\r\n"
      "currency: NOK\r\naudience: consumer\r\nmarket: NO\r\ntitle: >-\r\n  My monthly\r\n"
      "  invoice\r\nid: elbolaget\r\nkundresa_journey: 1\r\n...\r\n");
}

/* Texts that other readers of YAML take for numbers, days or truth stand in
 * quotes; ordinary ones do not. */
static void quotes_where_needed(void **state)
{
  (void)state;
  static const char *const quoted[] = {
      "no",    "Yes", "ON",   "off",   "y",    "N",          "~",     "null", "TRUE",
      "False", "",    "12",   "1.5",   ".inf", "2026-11-30", "09:00", "0x1f", "=",
      "<<",    "- a", "a: b", "a:",    "a #b", " a",         "a ",    "*a",   "&a",
      "!a",    "|",   "%a",   "@a",    "`a",   "'a'",        "\"a\"", "[a]",  "{a}",
      "# a",   "? a", "---",  "+46 8", "-1",   "?"};
  static const char *const plain[] = {
      "nope",       "a:b",      "a#b", "it's", "Öre", "note", "only", "x, y", "http://a.se/?b=c#d",
      "say \"hi\"", "yesterday"};
  for (size_t i = 0; i < sizeof quoted / sizeof quoted[0]; i++)
    assert_true(emit_needs_quotes(quoted[i]));
  for (size_t i = 0; i < sizeof plain / sizeof plain[0]; i++)
    assert_false(emit_needs_quotes(plain[i]));
}

/* A sink that is full ends the writing with the sink's own word. */
static enum status full(struct byte_sink *sink, const char *bytes, size_t length, struct error *err)
{
  (void)sink;
  (void)bytes;
  (void)length;
  return error_set(err, STATUS_SYSTEM, "full");
}

static void full_sink_ends_writing(void **state)
{
  (void)state;
  struct map *map = random_map(7);
  struct byte_sink sink = {.write = full};
  struct error err = {0};
  assert_int_equal(journey_write(&map->source, &sink, &err), STATUS_SYSTEM);
  assert_string_equal(err.text, "full");
  map_free(&map);
}

/* Nothing to write is said, not written. */
static void empty_source_is_refused(void **state)
{
  (void)state;
  struct map *map = map_new();
  struct str out = {0};
  assert_int_equal(write_map(map, &out), STATUS_INPUT);
  assert_int_equal(out.length, 0);
  str_clear(&out);
  map_free(&map);
}

int main(void)
{
  const struct CMUnitTest tests[] = {
      cmocka_unit_test(random_journeys_round_trip),       cmocka_unit_test(canonical_form_stays),
      cmocka_unit_test(hand_written_comes_out_canonical), cmocka_unit_test(quotes_where_needed),
      cmocka_unit_test(full_sink_ends_writing),           cmocka_unit_test(empty_source_is_refused),
  };
  return cmocka_run_group_tests(tests, NULL, NULL);
}
