/* A plan read back is the plan that was written, and every fault is told where it
 * stands. */
#include "journey_helper.h"

#include "base/file.h"
#include "plan/compile.h"
#include "yaml/plan_format.h"

#include <glob.h>
#include <setjmp.h>
#include <stdarg.h>
#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include <cmocka.h>

struct gather {
  struct byte_sink sink;
  struct str *out;
};

static enum status gather(struct byte_sink *sink, const char *bytes, size_t length,
                          struct error *err)
{
  (void)err;
  str_add_span(((struct gather *)sink)->out, bytes, length);
  return STATUS_OK;
}

/* The plan of @map as text. */
static void release(const struct map *map, const struct plan_origin *origin, struct str *out)
{
  struct plan *plan = NULL;
  struct plan_faults faults = {0};
  struct error err = {0};
  struct gather into = {.sink.write = gather, .out = out};
  if (plan_compile(map, origin, &plan, &faults) != STATUS_OK)
    fail_msg("%s: %s", faults.items[0].id, faults.items[0].text);
  assert_int_equal(plan_write(plan, &into.sink, &err), STATUS_OK);
  plan_free(&plan);
  plan_faults_clear(&faults);
}

static enum status read_plan(const char *text, size_t length, struct map **map,
                             struct plan_head *head, struct problems *problems)
{
  struct error err = {0};
  FILE *in = fmemopen((void *)text, length, "r");
  assert_non_null(in);
  *map = map_new();
  enum status status = plan_read(in, "p.yaml", &(*map)->sink, head, problems, &err);
  fclose(in);
  return status;
}

static void assert_round(const char *journey, size_t length)
{
  struct map *map;
  struct problems problems = {0};
  struct plan_head head;
  struct str first = {0}, second = {0}, told = {0};
  struct plan_origin origin = {.version = 7, .journey_sha256 = "0123456789abcdef"};
  assert_int_equal(read_text(journey, length, &map, &problems), STATUS_OK);
  release(map, &origin, &first);
  map_free(&map);
  if (read_plan(first.text, first.length, &map, &head, &problems) != STATUS_OK) {
    list_problems(&problems, &told);
    fail_msg("%s", str_text(&told));
  }
  assert_int_equal(head.version, 7);
  assert_string_equal(head.journey_sha256, origin.journey_sha256);
  release(map, &origin, &second);
  assert_string_equal(first.text, second.text);
  map_free(&map);
  str_clear(&first);
  str_clear(&second);
}

/* The samples, and a journey with conditions of every type. */
static void test_round_trip(void **state)
{
  (void)state;
  char pattern[512];
  glob_t found;
  snprintf(pattern, sizeof pattern, "%s/journeys/*.yaml", getenv("KUNDRESA_DATADIR"));
  assert_int_equal(glob(pattern, 0, NULL, &found), 0);
  assert_true(found.gl_pathc >= 5);
  for (size_t i = 0; i < found.gl_pathc; i++) {
    struct str text = {0};
    struct error err = {0};
    assert_int_equal(file_read(found.gl_pathv[i], 1 << 24, &text, &err), STATUS_OK);
    assert_round(text.text, text.length);
    str_clear(&text);
  }
  globfree(&found);
}

/* clang-format off */
#define HEAD                                                                                       \
  "kundresa_plan: 1\nid: p\nversion: 2\ntitle: T\nbrand: null\n"                                   \
  "journey: {state: as-is, status: draft, sha256: \"ab\"}\n"                                       \
  "market: SE\naudience: consumer\nsector: null\ncurrency: SEK\nlanguages: [sv]\n"                 \
  "timezone: Europe/Stockholm\npayment_terms_days: 30\n"
/* clang-format on */
#define STEP                                                                                       \
  HEAD "steps:\n  - {id: a, title: A, kind: reminder, when: {anchor: due, after: null},\n     "
/* The cases go on at line 16, column 6. */

static const struct {
  const char *text;
  const char *faults;
} cases[] = {
    {"\n", "p.yaml:1:1: Found an empty file, expected a plan.\n"},
    {"- a\n", "p.yaml:1:1: Found a list, expected a plan. Begin the file with "
              "'kundresa_plan: 1'.\n"},
    {"id: p\n", "p.yaml:1:1: Found no 'kundresa_plan: 1'; is this a plan? Begin the file with "
                "that line.\n"},
    {"kundresa_journey: 1\n", "p.yaml:1:1: This is a journey, expected a released plan. Release "
                              "it first: kundresa release.\n"},
    {"kundresa_plan: 2\n", "p.yaml:1:16: kundresa_plan: found '2', expected 1. A newer kundresa "
                           "may read it; this one reads version 1.\n"},
    {HEAD "stepz: []\n", "p.yaml:14:1: Journey p: found the unknown key 'stepz'. Did you mean "
                         "'steps'?\n"},
    {HEAD "edges: []\n", "p.yaml:14:1: Journey p: found the unknown key 'edges'. Delete it; "
                         "kundresa-plan(5) lists the known keys.\n"},
    {HEAD "calendar: {id: SE, holidays: [{name: x, rule: y, tuesday: 1}]}\n",
     "p.yaml:14:50: Journey p: found the unknown key 'holidays.tuesday'. Delete it; "
     "kundresa-plan(5) lists the known keys.\n"},
    {HEAD "version: 3\n", "p.yaml:14:1: Journey p: found 'version' twice; it stands already on "
                          "line 3. Keep one of them.\n"},
    {STEP "stop_on: [credit]}\n", "p.yaml:16:16: stop_on: found 'credit', expected an event that "
                                  "ends a step. Did you mean 'credited'?\n"},
    {STEP "stop_on: paid}\n",
     "p.yaml:16:15: stop_on: found a single value, expected a list, as [one, two].\n"},
    {STEP "repeat: {times: 101}}\n",
     "p.yaml:16:22: repeat.times: found '101', expected a whole number from 0 to 100.\n"},
    {STEP "if: {segment: gone}}\n",
     "p.yaml:16:20: if.segment: found 'gone', but nothing under 'segments' has that id. Add it, "
     "or delete what refers to it.\n"},
    {STEP "trigger: {anchor: due}}\n",
     "p.yaml:16:6: Touchpoint a: found the unknown key 'trigger'. Delete it; kundresa-plan(5) "
     "lists the known keys.\n"},
    {HEAD "steps:\n  - {id: a, kind: reminder}\n",
     "p.yaml:15:5: Touchpoint a lacks 'title': What the customer does or meets.\n"},
};

static void test_faults(void **state)
{
  (void)state;
  for (size_t i = 0; i < sizeof cases / sizeof cases[0]; i++) {
    struct map *map;
    struct problems problems = {0};
    struct plan_head head;
    struct str told = {0};
    assert_int_equal(read_plan(cases[i].text, strlen(cases[i].text), &map, &head, &problems),
                     STATUS_INPUT);
    list_problems(&problems, &told);
    assert_string_equal(str_text(&told), cases[i].faults);
    str_clear(&told);
    problems_clear(&problems);
    map_free(&map);
  }
}

static void test_kind_of_document(void **state)
{
  (void)state;
  static const struct {
    const char *text;
    enum document_kind kind;
  } documents[] = {
      {"kundresa_plan: 1\n", DOCUMENT_PLAN},
      {"# x\nkundresa_journey: 1\n", DOCUMENT_JOURNEY},
      {"kundresa_rules: 1\n", DOCUMENT_OTHER},
      {"SQLite format 3", DOCUMENT_OTHER},
      {"- a\n", DOCUMENT_OTHER},
  };
  for (size_t i = 0; i < sizeof documents / sizeof documents[0]; i++) {
    FILE *in = fmemopen((void *)documents[i].text, strlen(documents[i].text), "r");
    assert_int_equal(document_kind(in), documents[i].kind);
    fclose(in);
  }
}

int main(void)
{
  const struct CMUnitTest tests[] = {
      cmocka_unit_test(test_round_trip),
      cmocka_unit_test(test_faults),
      cmocka_unit_test(test_kind_of_document),
  };
  return cmocka_run_group_tests(tests, NULL, NULL);
}
