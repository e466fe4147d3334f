/* A journey held against the rules that come with kundresa: in a file, in a text, as a
 * plan; and what people do about what was found. */
#include "helper.h"

#include "app/audited.h"
#include "app/edit.h"
#include "base/str.h"

#include <setjmp.h>
#include <stdarg.h>
#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include <cmocka.h>

#define ON date_make(2026, 11, 27)

static struct bench *bench;

static int open_bench(void **state)
{
  (void)state;
  struct problems problems = {0};
  struct error err = {0};
  if (bench_open(NULL, &bench, &problems, &err) != STATUS_OK)
    fail_msg("%s", err.text);
  return 0;
}

static int close_bench(void **state)
{
  (void)state;
  bench_close(&bench);
  return 0;
}

static struct audited *look(struct session *session)
{
  struct audited *audited;
  struct problems problems = {0};
  struct error err = {0};
  if (audited_session(session, bench, ON, NULL, &audited, &problems, &err) != STATUS_OK)
    fail_msg("%s", err.text);
  assert_int_equal(problems.count, 0);
  return audited;
}

static const struct finding *find(const struct audited *audited, const char *rule)
{
  for (size_t i = 0; i < audited->audit->finding_count; i++)
    if (strcmp(audited->audit->findings[i].rule->id, rule) == 0)
      return &audited->audit->findings[i];
  return NULL;
}

static void set(struct session *session, enum entity entity, const char *id, const char *field,
                const char *text)
{
  struct error err = {0};
  if (edit_set(session, entity, helper_find(session, entity, id), entity_field(entity, field), text,
               NULL, &err) != STATUS_OK)
    fail_msg("%s", err.text);
}

/* A reminder that costs more than Swedish law allows. */
static struct session *open_costly(void)
{
  struct session *session = helper_open();
  set(session, ENTITY_touchpoint, "reminder-1", "fee_kind", "fixed");
  set(session, ENTITY_touchpoint, "reminder-1", "fee_amount", "9900");
  return session;
}

static void test_finds_and_waives(void **state)
{
  (void)state;
  struct session *session = open_costly();
  struct audited *audited = look(session);
  const struct finding *finding = find(audited, "SE-FEE-01");
  struct error err = {0};
  assert_non_null(finding);
  assert_null(finding->waiver);
  size_t errors = audited->audit->errors;

  assert_int_equal(audited_waive(session, audited, "zz", "r", UNSET, UNSET, &err), STATUS_INPUT);
  error_clear(&err);
  assert_int_equal(audited_waive(session, audited, "", "r", UNSET, UNSET, &err), STATUS_INPUT);
  error_clear(&err);
  assert_int_equal(
      audited_waive(session, audited, finding_fingerprint(finding), "", UNSET, UNSET, &err),
      STATUS_INPUT);
  error_clear(&err);
  assert_int_equal(audited_waive(session, audited, finding_fingerprint(finding), "r",
                                 date_make(2020, 1, 1), UNSET, &err),
                   STATUS_INPUT);
  error_clear(&err);
  size_t entries = helper_entries(session);
  assert_int_equal(audited_waive(session, audited, finding_fingerprint(finding),
                                 "Agreed with the board.", UNSET, department_finance, &err),
                   STATUS_OK);
  assert_int_equal(helper_entries(session), entries + 1);
  audited_free(&audited);

  audited = look(session);
  finding = find(audited, "SE-FEE-01");
  assert_non_null(finding->waiver);
  assert_string_equal(finding->waiver->reason, "Agreed with the board.");
  assert_string_equal(finding->waiver->touchpoint, "reminder-1");
  assert_int_equal(finding->waiver->department, department_finance);
  assert_int_equal(audited->audit->errors, errors - 1);
  assert_int_equal(audited->audit->waived, 1);
  assert_int_equal(
      audited_waive(session, audited, finding_fingerprint(finding), "again", UNSET, UNSET, &err),
      STATUS_INPUT);
  error_clear(&err);
  audited_free(&audited);

  /* Another fee is another thing to decide. */
  set(session, ENTITY_touchpoint, "reminder-1", "fee_amount", "8900");
  audited = look(session);
  finding = find(audited, "SE-FEE-01");
  assert_null(finding->waiver);
  assert_int_equal(audited->audit->lapsed_count, 1);
  assert_int_equal(audited->audit->lapsed[0].why, LAPSED_CHANGED);
  assert_int_equal(
      audited_waive(session, audited, finding_fingerprint(finding), "Still.", UNSET, UNSET, &err),
      STATUS_OK);
  audited_free(&audited);
  audited = look(session);
  assert_int_equal(audited->audit->lapsed_count, 0);
  assert_int_equal(audited->audit->waived, 1);
  audited_free(&audited);

  assert_int_equal(edit_undo(session, NULL, &err), STATUS_OK);
  audited = look(session);
  assert_int_equal(audited->audit->lapsed_count, 1);
  assert_int_equal(audited->audit->waived, 0);
  audited_free(&audited);
  helper_close(&session);
}

/* The audit of the whole, in parts: the same as at once, and it can be left anywhere. */
static void test_in_parts(void **state)
{
  (void)state;
  struct session *session = open_costly();
  int64_t reminder = helper_find(session, ENTITY_touchpoint, "reminder-1"), copy;
  struct problems problems = {0};
  struct error err = {0};
  struct auditing *auditing = NULL;
  for (int i = 0; i < 140; i++)
    assert_int_equal(edit_copy(session, ENTITY_touchpoint, reminder, &copy, &err), STATUS_OK);
  struct audited *whole = look(session);
  assert_true(whole->audit->finding_count > 140);
  size_t parts = 0;
  bool more = true;
  int progress = 0;
  assert_int_equal(auditing_begin(session, bench, ON, &auditing, &err), STATUS_OK);
  while (more) {
    assert_int_equal(auditing_go_on(auditing, &more, &problems, &err), STATUS_OK);
    assert_true(auditing_progress(auditing) >= progress);
    progress = auditing_progress(auditing);
    parts++;
    /* What is edited now is not looked at. */
    set(session, ENTITY_touchpoint, "reminder-1", "fee_amount", parts % 2 == 0 ? "1" : "2");
  }
  assert_int_equal(progress, 100);
  assert_true(parts > 8);
  struct audited *made = auditing_end(&auditing);
  assert_null(auditing);
  assert_int_equal(made->audit->finding_count, whole->audit->finding_count);
  assert_int_equal(made->audit->unevaluated_count, whole->audit->unevaluated_count);
  assert_int_equal(made->audit->evaluated, whole->audit->evaluated);
  assert_int_equal(made->audit->errors, whole->audit->errors);
  assert_int_equal(made->audit->rung_count, whole->audit->rung_count);
  for (size_t i = 0; i < whole->audit->finding_count; i++) {
    assert_string_equal(finding_fingerprint(&made->audit->findings[i]),
                        finding_fingerprint(&whole->audit->findings[i]));
    assert_string_equal(finding_digest(&made->audit->findings[i]),
                        finding_digest(&whole->audit->findings[i]));
    assert_string_equal(finding_text(&made->audit->findings[i]),
                        finding_text(&whole->audit->findings[i]));
  }
  audited_free(&made);
  audited_free(&whole);
  for (size_t leave = 0; leave < parts; leave++) {
    assert_int_equal(auditing_begin(session, bench, ON, &auditing, &err), STATUS_OK);
    for (size_t i = 0; i < leave; i++)
      assert_int_equal(auditing_go_on(auditing, &more, &problems, &err), STATUS_OK);
    assert_null(auditing_end(&auditing));
  }
  problems_clear(&problems);
  helper_close(&session);
}

static void test_mends(void **state)
{
  (void)state;
  struct session *session = open_costly();
  struct error err = {0};
  struct audited *audited = look(session);
  const struct finding *finding = find(audited, "SE-FEE-01");
  assert_non_null(finding->fix_field);
  assert_int_equal(audited_mend(session, finding, &err), STATUS_OK);
  struct audited *after = look(session);
  assert_null(find(after, "SE-FEE-01"));
  audited_free(&after);
  /* It was about another fee than the one that is there now. */
  set(session, ENTITY_touchpoint, "reminder-1", "fee_amount", "9000");
  assert_int_equal(audited_mend(session, finding, &err), STATUS_BUSY);
  audited_free(&audited);
  helper_close(&session);
}

static struct audited *look_at_text(const char *text, struct problems *problems, enum status wanted)
{
  struct audited *audited;
  struct error err = {0};
  FILE *in = fmemopen((void *)(uintptr_t)text, strlen(text), "r");
  enum status status = audited_text(in, "j.yaml", bench, ON, NULL, &audited, problems, &err);
  fclose(in);
  assert_int_equal(status, wanted);
  return audited;
}

static void test_reads_texts(void **state)
{
  (void)state;
  struct session *session = open_costly();
  struct problems problems = {0};
  char *text = helper_export(session);
  struct audited *inside = look(session);
  struct audited *outside = look_at_text(text, &problems, STATUS_OK);
  const struct finding *finding = find(outside, "SE-FEE-01");
  struct yaml_place place;
  assert_int_equal(inside->audit->finding_count, outside->audit->finding_count);
  assert_string_equal(finding_fingerprint(find(inside, "SE-FEE-01")), finding_fingerprint(finding));
  assert_string_equal(finding_digest(find(inside, "SE-FEE-01")), finding_digest(finding));
  assert_true(places_find(outside->places, finding->place.touchpoint, NULL, &place));
  assert_true(place.line > 30);
  audited_free(&outside);
  audited_free(&inside);
  assert_null(look_at_text("kundresa_journey: 1\nid: 4\n", &problems, STATUS_INPUT));
  assert_true(problems.count > 0);
  problems_clear(&problems);
  free(text);
  helper_close(&session);
}

static void test_own_packs(void **state)
{
  (void)state;
  struct session *session = helper_open();
  struct error err = {0};
  struct problems problems = {0};
  int64_t oid;
  struct rulepack *pack = record_new(ENTITY_rulepack);
  record_put_text(pack, entity_id_field(ENTITY_rulepack), "own");
  record_put_text(pack, entity_field(ENTITY_rulepack, "rules"),
                  "kundresa_rules: 1\nid: own\ntitle: {en: Ours}\nversion: \"1\"\n"
                  "reviewed_on: \"2026-11-01\"\nexpires_on: \"2027-11-01\"\nrules:\n"
                  "  - id: OWN-01\n    severity: error\n    scope: step\n"
                  "    when: kind = reminder\n    must: channel = letter\n"
                  "    message: {en: Only letters.}\n    remedy: {en: Send a letter.}\n"
                  "    source: our board\n    confidence: policy\n");
  assert_int_equal(edit_add(session, ENTITY_rulepack, pack, 0, &oid, &err), STATUS_OK);
  record_free(ENTITY_rulepack, &pack);
  struct audited *audited = look(session);
  assert_non_null(find(audited, "OWN-01"));
  audited_free(&audited);
  /* The bench has no part in it. */
  assert_null(library_rule(bench_library(bench), "OWN-01"));
  assert_int_equal(edit_set(session, ENTITY_rulepack, oid, entity_field(ENTITY_rulepack, "rules"),
                            "kundresa_rules: 1\nnonsense: 2\n", NULL, &err),
                   STATUS_OK);
  assert_int_equal(audited_session(session, bench, ON, NULL, &audited, &problems, &err), STATUS_OK);
  assert_true(problems.count > 0);
  assert_string_equal(problems.items[0].file, "rulepack/own");
  assert_null(find(audited, "OWN-01"));
  problems_clear(&problems);
  audited_free(&audited);
  assert_int_equal(audited_session(session, bench, ON, "xx", &audited, &problems, &err),
                   STATUS_INPUT);
  helper_close(&session);
}

int main(void)
{
  const struct CMUnitTest tests[] = {
      cmocka_unit_test(test_finds_and_waives),
      cmocka_unit_test(test_in_parts),
      cmocka_unit_test(test_mends),
      cmocka_unit_test(test_reads_texts),
      cmocka_unit_test(test_own_packs),
  };
  return cmocka_run_group_tests(tests, open_bench, close_bench);
}
