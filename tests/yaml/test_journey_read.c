/* Every kind of fault in a journey/1 file: where it is, what was found, what
 * was expected; and what no file may do to the reader. */
#include "journey_helper.h"

#include "base/file.h"

#include <glob.h>
#include <setjmp.h>
#include <stdarg.h>
#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <cmocka.h>

/* What every journey needs; the cases begin on line 12. */
#define HEAD                                                                                       \
  "kundresa_journey: 1\nid: j\ntitle: T\nmarket: SE\naudience: consumer\ncurrency: SEK\n"          \
  "languages: [sv, en]\ntimezone: Europe/Stockholm\npayment_terms_days: 30\nstate: as-is\n"        \
  "status: draft\n"

#define DEEP "[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[["

static const struct {
  const char *text;
  const char *faults;
} cases[] = {
    {"", "j.yaml:1:1: Found an empty file, expected a journey.\n"},
    {"# only a remark\n", "j.yaml:1:1: Found an empty file, expected a journey.\n"},
    {"- a\n", "j.yaml:1:1: Found a list, expected a journey. Begin the file with "
              "'kundresa_journey: 1'.\n"},
    {"just text\n", "j.yaml:1:1: Found a single value, expected a journey. Begin the file with "
                    "'kundresa_journey: 1'.\n"},
    {"id: j\n", "j.yaml:1:1: Found no 'kundresa_journey: 1'; is this a journey? Begin the file "
                "with that line.\n"},
    {"kundresa_plan: 1\nid: x\n", "j.yaml:1:1: This is a released plan, expected a journey. "
                                  "Import the journey that the plan was made from.\n"},
    {"kundresa_journey: 2\nnew: x\n", "j.yaml:1:19: kundresa_journey: found '2', expected 1. A "
                                      "newer kundresa may read it; this one reads version 1.\n"},
    {"kundresa_journey: [1]\n", "j.yaml:1:19: kundresa_journey: found a list, expected 1.\n"},
    /* keys */
    {HEAD "titel: x\n", "j.yaml:12:1: Journey j: found the unknown key 'titel'. Did you mean "
                        "'title'?\n"},
    {HEAD "qqq: x\n", "j.yaml:12:1: Journey j: found the unknown key 'qqq'. Delete it; "
                      "kundresa-journey(5) lists the known keys.\n"},
    {HEAD "title: y\n", "j.yaml:12:1: Journey j: found 'title' twice; it stands already on line "
                        "3. Keep one of them.\n"},
    {HEAD "owner:\n  persom: x\n", "j.yaml:13:3: Journey j: found the unknown key "
                                   "'owner.persom'. Did you mean 'person'?\n"},
    {HEAD "owner:\n  person: x\n  person: y\n",
     "j.yaml:14:3: Journey j: found 'person' twice; it stands already on line 13. Keep one of "
     "them.\n"},
    {HEAD "? [a]\n: b\n",
     "j.yaml:12:3: Journey j: found a list, expected a key. Write it as key: value.\n"},
    {HEAD "<<: {a: b}\n", "j.yaml:12:1: Journey j: found the unknown key '<<'. Delete it; "
                          "kundresa-journey(5) lists the known keys.\n"},
    /* kinds of nodes */
    {HEAD "owner: finance\n",
     "j.yaml:12:8: owner: found a single value, expected keys with values, indented under it.\n"},
    {HEAD "goal: [a]\n", "j.yaml:12:7: goal: found a list, expected a text.\n"},
    {HEAD "goal: {a: b}\n", "j.yaml:12:7: goal: found keys with values, expected a text.\n"},
    {HEAD "goal:\n", "j.yaml:12:6: goal: found nothing, expected a text. Leave the key out where "
                     "there is nothing to say.\n"},
    {HEAD "stages:\n  - id: a\n    kind: sale\n    title:\n",
     "j.yaml:15:11: title: found nothing, expected one line of text. What the stage is called "
     "on the map.\n"},
    {HEAD "brand: null\n", "j.yaml:12:8: brand: found nothing, expected one line of text. Leave "
                           "the key out where there is nothing to say.\n"},
    {HEAD "stages: x\n", "j.yaml:12:9: stages: found a single value, expected a list of entries "
                         "that begin with '- '.\n"},
    {HEAD "stages:\n  - x\n", "j.yaml:13:5: stages: found a single value, expected an entry of "
                              "keys with values.\n"},
    {HEAD "stop_on: paid\n", "j.yaml:12:10: stop_on: found a single value, expected a list, as "
                             "[one, two]. Write it as [paid].\n"},
    {HEAD "stop_on: [[paid]]\n",
     "j.yaml:12:11: stop_on: found a list, expected a list, as [one, two].\n"},
    /* values */
    {HEAD "contact_cost: \"5\"\n", "j.yaml:12:15: contact_cost: found a text in quotes, expected "
                                   "a whole number. Write it without quotes.\n"},
    {HEAD "contact_cost: 5.5\n",
     "j.yaml:12:15: contact_cost: found '5.5', expected a whole number from 0 to 10000000. "
     "Write amounts in minor units: 1250 is 12.50.\n"},
    {HEAD "contact_cost: 010\n", "j.yaml:12:15: contact_cost: found '010', expected a whole "
                                 "number. Write it without zeroes in front.\n"},
    {HEAD "contact_cost: -1\n",
     "j.yaml:12:15: contact_cost: found '-1', expected a whole number from 0 to 10000000.\n"},
    {HEAD "review_by: 2026-02-30\n", "j.yaml:12:12: review_by: found '2026-02-30', expected a day "
                                     "that exists, as 2026-11-30.\n"},
    {HEAD "cycle: recuring\n", "j.yaml:12:8: cycle: found 'recuring', expected one-off, "
                               "recurring, subscription or rare. Did you mean 'recurring'?\n"},
    {HEAD "sending:\n  at: 24:00\n",
     "j.yaml:13:7: sending.at: found '24:00', expected a time of day, as 09:00.\n"},
    {HEAD "stop_on: [paid, credited, paid]\n",
     "j.yaml:12:27: stop_on: found 'paid' twice. Keep one of them.\n"},
    {HEAD "stop_on: [paid credited]\n",
     "j.yaml:12:11: stop_on: found 'paid credited', expected one word. Part the words by commas "
     "inside [ ].\n"},
    {HEAD "stages:\n  - id: A\n    kind: sale\n    title: x\n",
     "j.yaml:13:9: id: found 'A', expected a small letter, then up to 49 small letters, digits and "
     "hyphens.\n"},
    {HEAD "goal: \"a\\0b\"\n",
     "j.yaml:12:7: Found the control character U+0000. Delete that character.\n"},
    {HEAD "goal: \"abc\\tb\"\n", "j.yaml:12:7: goal: found a control or invisible character at "
                                 "character 4. Delete that character.\n"},
    {HEAD "goal: abc\xe2\x80\xae\n", "j.yaml:12:7: goal: found a control or invisible character "
                                     "at character 4. Delete that character.\n"},
    /* what is missing, double, or points nowhere */
    {HEAD "stages:\n  - id: a\n    kind: sale\n",
     "j.yaml:13:5: Stage a lacks 'title': What the stage is called on the map.\n"},
    {HEAD "stages:\n  - {id: a, kind: sale, title: A}\n  - {id: a, kind: sale, title: B}\n",
     "j.yaml:14:10: Stage a: this id stands already on line 13. Give one of them another id.\n"},
    {HEAD "stages:\n  - {id: remind, kind: sale, title: A}\ntouchpoints:\n"
          "  - {id: t, stage: remnd, kind: sale, title: T, trigger: {after: qq, segment: v},\n"
          "     systems: [{touchpoint: t, system: bill}]}\n",
     "j.yaml:15:20: stage: found 'remnd', but nothing under 'stages' has that id. Did you mean "
     "'remind'?\n"
     "j.yaml:15:66: trigger.after: found 'qq', but nothing under 'touchpoints' has that id. Add "
     "it, "
     "or delete what refers to it.\n"
     "j.yaml:15:79: trigger.segment: found 'v', but nothing under 'segments' has that id. Add it, "
     "or delete what refers to it.\n"
     "j.yaml:16:17: System in use: found the unknown key 'touchpoint'. Delete it: the place where "
     "it stands says it.\n"
     "j.yaml:16:40: system: found 'bill', but nothing under 'systems' has that id. Add it, or "
     "delete what refers to it.\n"},
    {HEAD "segments:\n  - {id: s, title: S, conditions: [{attribute: x, is: known}]}\n",
     "j.yaml:13:48: attribute: found 'x', but nothing under 'attributes' has that id. Add it, or "
     "delete what refers to it.\n"},
    {HEAD "stages: [{id: s, kind: sale, title: S}]\ntouchpoints:\n  - id: t\n    stage: s\n"
          "    kind: sale\n    title: T\n    answers:\n      - guide: sale-wher\n        text: x\n",
     "j.yaml:19:16: guide: found 'sale-wher', expected the name of a guiding question. Did you "
     "mean 'sale-where'?\n"},
    /* what our formats do without */
    {HEAD "goal: &a x\nnote: *a\nbrand: !!str b\n",
     "j.yaml:12:7: Found the anchor '&a'. Write the value out wherever it is used.\n"
     "j.yaml:13:7: Found the alias '*a'. Write the value out.\n"
     "j.yaml:14:8: Found the tag 'tag:yaml.org,2002:str'. Delete it.\n"},
    {HEAD "---\nx: 1\n", "j.yaml:12:1: Found a second document. Keep one document in a file.\n"},
    {"%TAG ! tag:x\n---\n" HEAD, "j.yaml:1:1: Found a %TAG directive. Delete it.\n"},
    {"%YAML 3.0\n---\n" HEAD, "j.yaml:1:1: Found a %YAML line of another version than 1.1 or 1.2. "
                              "Delete that line.\n"},
    {HEAD "x: " DEEP, "j.yaml:12:1: Journey j: found the unknown key 'x'. Delete it; "
                      "kundresa-journey(5) lists the known keys.\n"
                      "j.yaml:12:35: Found lists or mappings more than 32 deep inside each "
                      "other.\n"},
    /* what is no YAML; all that stands before is reported too */
    {HEAD "titel: x\ngoal: \"abc\n",
     "j.yaml:12:1: Journey j: found the unknown key 'titel'. Did you mean 'title'?\n"
     "j.yaml:13:7: Found a text whose quotes are never closed. Add the closing quote.\n"},
    {HEAD "goal: a: b\n",
     "j.yaml:12:8: Found ': ' where no key can stand. Put quotes around a text "
     "that holds ': ', or mend the line's indentation.\n"},
    {HEAD "goal: @x\n", "j.yaml:12:7: Found a character that no value can begin with. Put quotes "
                        "around the text.\n"},
    {HEAD "\tgoal: x\n", "j.yaml:12:1: Found a tab in the indentation. Use spaces.\n"},
    {HEAD "stages:\n  - id: a\n   kind: b\n",
     "j.yaml:14:4: Found a line that does not fit the list it stands in. Begin each entry of the "
     "list with '- ' in the same column.\n"},
    {HEAD "goal: \"\\q\"\n", "j.yaml:12:8: Found a '\\' that begins no known escape. Write '\\\\' "
                             "for the sign itself.\n"},
    {HEAD "stages: [{id: a\n",
     "j.yaml:13:1: Found no ',' or '}' where the mapping needs one. Close "
     "the mapping that '{' opened.\n"},
    /* bytes */
    {HEAD "titel: x\ngoal: \xff\xfe\nbrnd: x\n",
     "j.yaml:12:1: Journey j: found the unknown key 'titel'. Did you mean 'title'?\n"
     "j.yaml:13:7: Found the byte FF, expected text in UTF-8. Save the file as UTF-8.\n"},
    {HEAD "goal: ab\xc3",
     "j.yaml:12:9: Found the byte C3, expected text in UTF-8. Save the file as "
     "UTF-8.\n"},
    {HEAD "goal: a\x07z\n",
     "j.yaml:12:8: Found the control character U+0007. Delete that character.\n"},
    {HEAD "goal: a\xc2\x85z\n",
     "j.yaml:12:8: Found the control character U+0085. Delete that character.\n"},
    {HEAD "goal: \xed\xa0\x80\n",
     "j.yaml:12:7: Found the byte ED, expected text in UTF-8. Save the file as UTF-8.\n"},
};

static void every_fault_has_place_and_sentence(void **state)
{
  (void)state;
  for (size_t i = 0; i < sizeof cases / sizeof cases[0]; i++) {
    struct map *map = NULL;
    struct problems problems = {0};
    struct str faults = {0};
    enum status status = read_text(cases[i].text, strlen(cases[i].text), &map, &problems);
    list_problems(&problems, &faults);
    assert_string_equal(str_text(&faults), cases[i].faults);
    assert_int_equal(status, STATUS_INPUT);
    str_clear(&faults);
    problems_clear(&problems);
    map_free(&map);
  }
}

/* References may come before what they name. */
static void references_may_look_ahead(void **state)
{
  (void)state;
  static const char text[] =
      HEAD "edges: [{from: b, to: a, kind: next}]\n"
           "touchpoints:\n  - {id: a, stage: s, kind: sale, title: A, trigger: {after: b}}\n"
           "  - {id: b, stage: s, kind: sale, title: B}\n"
           "stages: [{id: s, kind: sale, title: S}]\n";
  struct map *map = NULL;
  struct problems problems = {0};
  assert_int_equal(read_text(text, sizeof text - 1, &map, &problems), STATUS_OK);
  assert_int_equal(map_count(map, ENTITY_touchpoint), 2);
  map_free(&map);
}

/* Reads @part, @count times after @head, and says how far the reader went. */
static size_t read_repeated(const char *head, const char *part, size_t count, size_t *faults)
{
  struct str text = {0};
  str_add(&text, head);
  for (size_t i = 0; i < count; i++)
    str_add(&text, part);
  FILE *in = fmemopen(text.text, text.length, "r");
  assert_non_null(in);
  struct map *map = map_new();
  struct problems problems = {0};
  struct error err = {0};
  assert_int_equal(journey_read(in, "j.yaml", &map->sink, &problems, &err), STATUS_INPUT);
  assert_int_equal(err.status, STATUS_OK);
  *faults = problems.count + problems.dropped;
  assert_true(*faults > 0);
  size_t read = (size_t)ftell(in);
  fclose(in);
  problems_clear(&problems);
  map_free(&map);
  str_clear(&text);
  return read;
}

/* Files made to keep a reader busy are given up after a small part of them,
 * so that neither time nor memory grows with their size. */
static void bombs_are_refused_early(void **state)
{
  (void)state;
  static const struct {
    const char *head, *part;
  } bombs[] = {
      {"", "["},
      {"", "{"},
      {"", "{a: "},
      {"", "- "},
      {"", "? "},
      {"", "[a: "},
      {"", "[\n"},
      {"", ":"},
      {"", "&"},
      {"", "!"},
      {"", "[? "},
      {HEAD "x: ", "["},
      {HEAD "x:\n ", "? "},
      {"", "%TAG !a! b\n"},
      {"", "# x\n"},
      {"", "- - - -\n  "},
  };
  for (size_t i = 0; i < sizeof bombs / sizeof bombs[0]; i++) {
    size_t faults;
    assert_true(read_repeated(bombs[i].head, bombs[i].part, 100000, &faults) <= (size_t)128 * 1024);
  }
  /* A value without end is not gathered to its end. */
  static const char *const endless[] = {HEAD "goal: \"", HEAD "goal: ", HEAD "goal: |\n  ",
                                        HEAD "goal: x # ", HEAD "'"};
  for (size_t i = 0; i < sizeof endless / sizeof endless[0]; i++) {
    size_t faults;
    assert_true(read_repeated(endless[i], "xxxxxxxxxxxxxxx ", 500000, &faults) <=
                (size_t)1200 * 1024);
  }
}

/* The longest text is read, a longer one refused; and faults are counted even
 * where they are too many to keep. */
static void limits_are_as_stated(void **state)
{
  (void)state;
  struct str text = {0};
  str_add(&text, HEAD "goal: \"");
  for (int i = 0; i < PROSE_MOST; i++)
    str_add(&text, "\\U0001F600");
  str_add(&text, "\"\n");
  struct map *map = NULL;
  struct problems problems = {0};
  assert_int_equal(read_text(text.text, text.length, &map, &problems), STATUS_OK);
  assert_int_equal(strlen(map_journey(map)->goal), JOURNEY_SCALAR_MOST);
  map_free(&map);
  str_cut(&text, text.length - 2);
  str_add(&text, "x\"\n");
  assert_int_equal(read_text(text.text, text.length, &map, &problems), STATUS_INPUT);
  assert_int_equal(problems.count, 1);
  assert_string_equal(problems.items[0].text,
                      "Found a text of 80001 bytes, expected at most 80000.");
  map_free(&map);
  problems_clear(&problems);
  str_clear(&text);
  size_t faults;
  read_repeated(HEAD, "x: 1\n", 5000, &faults);
  assert_int_equal(faults, 5000);
  /* 10,001 parts in one entry are too many. */
  read_repeated(HEAD "metrics:\n  - id: m\n    title: M\n    points:\n",
                "      - {date: 2026-01-01, value: 1}\n", JOURNEY_PARTS_MOST + 1, &faults);
  assert_int_equal(faults, 1);
}

struct failing {
  struct record_sink sink;
  int left;
};

static enum status put_few(struct record_sink *sink, enum entity entity, const void *record,
                           struct error *err)
{
  (void)entity;
  (void)record;
  struct failing *failing = (struct failing *)sink;
  return failing->left-- > 0 ? STATUS_OK : error_set(err, STATUS_BUSY, "busy");
}

/* What the sink says ends the reading and comes back unchanged. */
static void sink_can_end_it(void **state)
{
  (void)state;
  for (int left = 0; left < 12; left++) {
    struct map *map = random_map(5);
    struct str text = {0};
    assert_int_equal(write_map(map, &text), STATUS_OK);
    FILE *in = fmemopen(text.text, text.length, "r");
    struct failing failing = {.sink.put = put_few, .left = left};
    struct problems problems = {0};
    struct error err = {0};
    assert_int_equal(journey_read(in, "j.yaml", &failing.sink, &problems, &err), STATUS_BUSY);
    assert_string_equal(err.text, "busy");
    assert_int_equal(problems.count, 0);
    assert_int_equal(failing.left, -1);
    fclose(in);
    str_clear(&text);
    map_free(&map);
  }
}

/* A file that cannot be read is the system's fault, not the text's. */
static void unreadable_input_is_told(void **state)
{
  (void)state;
  FILE *in = fopen("/", "r");
  assert_non_null(in);
  struct map *map = map_new();
  struct problems problems = {0};
  struct error err = {0};
  assert_int_equal(journey_read(in, "j.yaml", &map->sink, &problems, &err), STATUS_SYSTEM);
  assert_string_equal(err.text, "j.yaml cannot be read.");
  fclose(in);
  problems_clear(&problems);
  map_free(&map);
}

/* Changes a few places of @text at random, as a slip of the hand, a broken
 * disk or an attacker would. */
static void mutate(struct str *text, unsigned *seed)
{
  static const char *const bits[] = {"[",     "{",
                                     "- ",    "? ",
                                     ": ",    "\n",
                                     "  ",    "\"",
                                     "'",     "|",
                                     ">",     "&a ",
                                     "*a",    "!!x ",
                                     "#",     "---\n",
                                     "\t",    "\xff",
                                     "\xc3",  "]",
                                     "}",     ",",
                                     "~",     "null",
                                     "1e9",   "\xe2\x80\xae",
                                     "%",     "id: a\n",
                                     "\r",    "99999999999999999999",
                                     "...\n", "<<: *a\n"};
  for (unsigned i = 1 + random_below(seed, 4); i > 0 && text->length > 1; i--) {
    size_t at = random_below(seed, (unsigned)text->length);
    size_t length = random_below(seed, 40);
    if (length > text->length - at)
      length = text->length - at;
    switch (random_below(seed, 5)) {
    case 0:
      text->text[at] = (char)(1 + random_below(seed, 255));
      break;
    case 1:
      memmove(text->text + at, text->text + at + length, text->length - at - length);
      str_cut(text, text->length - length);
      break;
    case 2: { /* copy a piece to another place */
      char piece[40];
      memcpy(piece, text->text + at, length);
      size_t to = random_below(seed, (unsigned)(text->length - length + 1));
      memcpy(text->text + to, piece, length);
      break;
    }
    case 3: {
      char *rest = strdup(text->text + at);
      str_cut(text, at);
      str_add(text, bits[random_below(seed, sizeof bits / sizeof bits[0])]);
      str_add(text, rest);
      free(rest);
      break;
    }
    default: /* the file breaks off, sometimes */
      if (random_below(seed, 8) == 0)
        str_cut(text, at);
    }
  }
}

/* Whatever a file holds: it is read, and then survives the way out and in, or
 * it is refused with a sentence. */
static void try_text(const struct str *text, size_t *accepted)
{
  struct map *map = NULL;
  struct problems problems = {0};
  enum status status = read_text(text->text, text->length, &map, &problems);
  if (status == STATUS_OK) {
    struct str out = {0};
    struct map *again = NULL;
    (*accepted)++;
    assert_int_equal(problems.count, 0);
    assert_int_equal(write_map(map, &out), STATUS_OK);
    assert_int_equal(read_text(out.text, out.length, &again, &problems), STATUS_OK);
    assert_true(maps_same(map, again));
    map_free(&again);
    str_clear(&out);
  } else {
    assert_int_equal(status, STATUS_INPUT);
    assert_true(problems.count > 0);
    for (size_t i = 0; i < problems.count; i++) {
      assert_true(problems.items[i].text[0] != '\0' && problems.items[i].line > 0 &&
                  problems.items[i].column > 0);
      assert_string_equal(problems.items[i].file, "j.yaml");
    }
  }
  problems_clear(&problems);
  map_free(&map);
}

/* KUNDRESA_MUTATIONS sets how many; make check-long asks for more. */
static void mutations_never_break_the_reader(void **state)
{
  (void)state;
  const char *asked = getenv("KUNDRESA_MUTATIONS");
  unsigned rounds = asked != NULL ? (unsigned)strtoul(asked, NULL, 10) : 10000;
  const char *root = getenv("KUNDRESA_DATADIR");
  char pattern[512];
  snprintf(pattern, sizeof pattern, "%s/journeys/*.yaml", root != NULL ? root : ".");
  glob_t found = {0};
  if (glob(pattern, 0, NULL, &found) != 0)
    found.gl_pathc = 0;
  size_t accepted = 0;
  struct str sample = {0};
  for (unsigned round = 0; round < rounds; round++) {
    unsigned seed = round + 1;
    if (round % 100 == 0) { /* now and then another sample */
      struct error err = {0};
      str_clear(&sample);
      size_t which = (round / 100) % (found.gl_pathc + 2);
      if (which < found.gl_pathc) {
        assert_int_equal(file_read(found.gl_pathv[which], 1 << 24, &sample, &err), STATUS_OK);
      } else {
        struct map *map = random_map(round);
        assert_int_equal(write_map(map, &sample), STATUS_OK);
        map_free(&map);
      }
    }
    struct str text = {0};
    str_add_span(&text, sample.text, sample.length);
    random_below(&seed, 2);
    mutate(&text, &seed);
    try_text(&text, &accepted);
    str_clear(&text);
  }
  print_message("# %u mutations, %zu of them still journeys\n", rounds, accepted);
  assert_true(accepted > 0 && accepted < rounds);
  str_clear(&sample);
  if (found.gl_pathc > 0)
    globfree(&found);
}

int main(void)
{
  const struct CMUnitTest tests[] = {
      cmocka_unit_test(every_fault_has_place_and_sentence),
      cmocka_unit_test(references_may_look_ahead),
      cmocka_unit_test(bombs_are_refused_early),
      cmocka_unit_test(limits_are_as_stated),
      cmocka_unit_test(sink_can_end_it),
      cmocka_unit_test(unreadable_input_is_told),
      cmocka_unit_test(mutations_never_break_the_reader),
  };
  return cmocka_run_group_tests(tests, NULL, NULL);
}
