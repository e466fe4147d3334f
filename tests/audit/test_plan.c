/* A released plan, read back, breaks the same rules of law as the journey that it was
 * made from, with the same marks, so that its waivers hold; what a plan does not carry is
 * counted, not passed. */
#include "tests/audit/audit_helper.h"

#include "base/file.h"
#include "model/calendar.h"
#include "plan/compile.h"
#include "yaml/plan_format.h"

#include <glob.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

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

/* The journey that the plan of @map can have come of; the caller's. */
static struct map *released(const struct map *map)
{
  struct plan_origin origin = {.version = 1, .journey_sha256 = "ab"};
  struct plan *plan = NULL;
  struct plan_faults faults = {0};
  struct problems problems = {0};
  struct error err = {0};
  struct str text = {0};
  struct gather into = {.sink.write = gather, .out = &text};
  struct plan_head head;
  struct map *back = map_new();
  if (plan_compile(map, &origin, &plan, &faults) != STATUS_OK)
    fail_msg("%s: %s", faults.items[0].id, faults.items[0].text);
  assert_int_equal(plan_write(plan, &into.sink, &err), STATUS_OK);
  FILE *in = fmemopen(text.text, text.length, "r");
  assert_int_equal(plan_read(in, "plan", &back->sink, &head, &problems, &err), STATUS_OK);
  fclose(in);
  str_clear(&text);
  plan_free(&plan);
  plan_faults_clear(&faults);
  return back;
}

static void law(struct scene *scene, const char *id, enum rule_scope scope, const char *when,
                const char *must)
{
  struct line line = {id, scope, when, must, SEVERITY_ERROR, CONFIDENCE_S1, NULL, NULL, false};
  scene_rule(scene, &line);
}

static void add_laws(struct scene *scene)
{
  law(scene, "FEE", RULE_SCOPE_STEP, "kind in reminder|claim & fee > 0", "fee <= 10");
  law(scene, "AGREED", RULE_SCOPE_STEP, "kind = reminder & fee > 0", "fee_agreed = yes");
  law(scene, "DAY", RULE_SCOPE_STEP, "kind in reminder|warning|claim", "day >= 30");
  law(scene, "GAP", RULE_SCOPE_STEP, "kind in claim|demand|handover|cutoff", "gap >= 100");
  law(scene, "DEADLINE", RULE_SCOPE_STEP, "kind in reminder|warning|claim|demand",
      "deadline >= 20");
  law(scene, "BEFORE", RULE_SCOPE_STEP, "kind in claim|handover", "reminders_before >= 9");
  law(scene, "TELLS", RULE_SCOPE_TEXT, "kind in invoice|reminder|claim",
      "content has amount|objection");
  law(scene, "STOPS", RULE_SCOPE_JOURNEY, "aud in b2c|b2b", "stop_on has customer_closed");
  law(scene, "TERMS", RULE_SCOPE_JOURNEY, "aud in b2c|b2b", "due_notice_days >= 31");
  law(scene, "COVERED", RULE_SCOPE_TOUCHPOINT, "stage = reminder", "covered = yes");
}

static char *found_in(struct scene *scene)
{
  scene_audit(scene);
  struct str all = {0};
  for (size_t i = 0; i < scene->audit->finding_count; i++) {
    const struct finding *finding = &scene->audit->findings[i];
    if (strcmp(finding->rule->id, "COVERED") != 0)
      str_addf(&all, "%s %s %s %s %s\n", finding->rule->id,
               finding->place.touchpoint != NULL ? finding->place.touchpoint->id : "",
               finding->place.variant != NULL ? finding->place.variant->language : "",
               finding_fingerprint(finding), finding_digest(finding));
  }
  str_add(&all, "-");
  return str_take(&all);
}

static int compare_lines(const void *a, const void *b)
{
  return strcmp(*(const char *const *)a, *(const char *const *)b);
}

/* The lines in the order of the alphabet: a plan has its steps in another order. */
static char *sorted(char *text)
{
  const char *lines[1000];
  size_t count = 0;
  char *rest = NULL;
  for (char *line = strtok_r(text, "\n", &rest); line != NULL; line = strtok_r(NULL, "\n", &rest)) {
    assert_true(count < 1000);
    lines[count++] = line;
  }
  qsort(lines, count, sizeof *lines, compare_lines);
  struct str all = {0};
  for (size_t i = 0; i < count; i++)
    str_addf(&all, "%s\n", lines[i]);
  free(text);
  return str_take(&all);
}

static void assert_same(const char *journey)
{
  struct scene scene;
  scene_start(&scene, journey);
  add_laws(&scene);
  char *of_journey = sorted(found_in(&scene));
  size_t unevaluated = scene.audit->unevaluated_count;
  struct map *back = released(scene.map);
  audit_free(&scene.audit);
  scene.input.map = back;
  scene.input.bare_plan = true;
  char *of_plan = sorted(found_in(&scene));
  assert_string_equal(of_plan, of_journey);
  assert_true(strlen(of_plan) > strlen("-\n"));
  /* Whether communication is secured is on the map alone. */
  assert_true(scene.audit->unevaluated_count >= unevaluated);
  free(of_journey);
  free(of_plan);
  scene_end(&scene);
  map_free(&back);
}

static void test_plain(void **state)
{
  (void)state;
  assert_same(plain_journey);
}

static void test_samples(void **state)
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
    assert_same(text.text);
    str_clear(&text);
  }
  globfree(&found);
}

int main(void)
{
  const struct CMUnitTest tests[] = {
      cmocka_unit_test(test_plain),
      cmocka_unit_test(test_samples),
  };
  return cmocka_run_group_tests(tests, NULL, NULL);
}
