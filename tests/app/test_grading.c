/* Grading in a workshop: what a department gives is seen by nobody else before it is
 * revealed, and then becomes records of the journey. */
#include "app/meeting.h"

#include "app/edit.h"
#include "app/role.h"
#include "base/mem.h"
#include "helper.h"

#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdlib.h>
#include <string.h>

#include <cmocka.h>

#define NOW INT64_C(1772442000000)

/* Four people at one file, of three departments. */
static struct session *anna, *bo, *cia, *dan;
static struct meeting meeting;

static void introduce(struct session *session, const char *user, enum department department)
{
  mem_set_text(&session->person, user);
  assert_int_equal(session_introduce(session, user, department, NULL), STATUS_OK);
  assert_int_equal(session_reload(session, NULL), STATUS_OK);
}

static struct session *enter(const char *user, enum department department)
{
  struct session *session = helper_open_again(anna);
  introduce(session, user, department);
  return session;
}

static void go_on(void)
{
  struct error err = {0};
  assert_int_equal(meeting_read(anna, &meeting, &err), STATUS_OK);
  assert_int_equal(meeting_go_on(anna, &meeting, NOW, &err), STATUS_OK);
  assert_int_equal(meeting_read(anna, &meeting, &err), STATUS_OK);
}

static bool is_grading(void)
{
  return running_phase(&meeting.running, meeting.agenda)->does == phase_grade;
}

static int start(void **state)
{
  struct error err = {0};
  (void)state;
  anna = helper_open();
  introduce(anna, "anna", department_finance);
  bo = enter("bo", department_finance);
  cia = enter("cia", department_it);
  dan = enter("dan", department_marketing);
  assert_int_equal(meeting_start(anna, "minutes-90", "Grades", NOW, &err), STATUS_OK);
  assert_int_equal(meeting_read(anna, &meeting, &err), STATUS_OK);
  while (!is_grading())
    go_on();
  return 0;
}

static int end(void **state)
{
  (void)state;
  meeting_clear(&meeting);
  session_close(&bo);
  session_close(&cia);
  session_close(&dan);
  helper_close(&anna);
  return 0;
}

static enum status grade(struct session *session, const char *text)
{
  int64_t grades[CRITERION_COUNT];
  struct error err = {0};
  assert_int_equal(meeting_parse_grades(text, grades, &err), STATUS_OK);
  return meeting_grade(session, &meeting, "welcome", grades, &err);
}

static enum status tell(void *context, const struct sealed *sealed, struct error *err)
{
  (void)err;
  str_addf(context, "%s %s;", sealed->person, sealed->body);
  return STATUS_OK;
}

static void sees(struct session *session, const char *expected)
{
  struct str told = {0};
  struct error err = {0};
  assert_int_equal(meeting_each_graded(session, &meeting, tell, &told, &err), STATUS_OK);
  assert_string_equal(str_text(&told), expected);
  str_clear(&told);
}

static void change_over(struct session *session, enum department department)
{
  assert_int_equal(session_set_department(session, department, NULL), STATUS_OK);
}

/* Nobody sees the grades of every department by saying that they are of each in turn: one
 * sees those for which one has graded oneself, and those of one department only, also
 * where one takes one's own back, or gives them anew for the other. */
static void test_looking_around(void **state)
{
  (void)state;
  assert_int_equal(grade(anna, "4 5 3"), STATUS_OK);
  assert_int_equal(grade(cia, "1 1 1"), STATUS_OK);
  sees(bo, "");
  change_over(dan, department_finance);
  sees(dan, "");
  assert_int_equal(grade(dan, "2 2 2"), STATUS_OK);
  sees(dan, "anna 4 5 3;dan 2 2 2;");
  assert_int_equal(grade(dan, "- - -"), STATUS_OK);
  sees(dan, "anna 4 5 3;");
  change_over(dan, department_it);
  sees(dan, "");
  assert_int_equal(grade(dan, "3 3 3"), STATUS_OK);
  sees(dan, "dan 3 3 3;");
  assert_int_equal(grade(dan, "- - -"), STATUS_OK);
  sees(dan, "");
  go_on();
  assert_int_equal(store_count(anna->store, anna->journey_oid, ENTITY_grade), 2);
}

/* Each department sees its own; whoever has graded for one does not see another's by
 * changing over to it. */
static void test_hidden(void **state)
{
  (void)state;
  assert_int_equal(grade(anna, "4 5 3"), STATUS_OK);
  assert_int_equal(grade(bo, "453"), STATUS_OK);
  assert_int_equal(grade(cia, "1 1"), STATUS_OK);
  sees(anna, "anna 4 5 3;bo 4 5 3;");
  sees(cia, "cia 1 1 -;");
  sees(dan, "");
  assert_int_equal(session_set_department(cia, department_finance, NULL), STATUS_OK);
  sees(cia, "cia 1 1 -;");
  /* One can change one's mind, and take it back. */
  assert_int_equal(grade(bo, "0 0 0"), STATUS_OK);
  sees(anna, "anna 4 5 3;bo 0 0 0;");
  assert_int_equal(grade(bo, "- - -"), STATUS_OK);
  sees(anna, "anna 4 5 3;");
  /* The journey has none of it. */
  assert_int_equal(store_count(anna->store, anna->journey_oid, ENTITY_grade), 0);
  char *yaml = helper_export(anna);
  assert_null(strstr(yaml, "graded_by"));
  free(yaml);
}

static enum status note(void *context, const void *record, struct error *err)
{
  (void)err;
  const struct grade *grade = record;
  str_addf(context, "%s %d %d%d%d;", grade->person, (int)grade->department, (int)grade->use,
           (int)grade->importance, grade->leverage == UNSET ? 9 : (int)grade->leverage);
  return STATUS_OK;
}

/* The reveal makes a grading of each, in the order of the agenda, and what comes too
 * late is refused; the touchpoint's own grades are for the room to agree on. */
static void test_revealed(void **state)
{
  (void)state;
  struct str told = {0};
  struct error err = {0};
  assert_int_equal(grade(dan, "2 3 5"), STATUS_OK);
  assert_int_equal(grade(anna, "4 5 3"), STATUS_OK);
  assert_int_equal(grade(cia, "1 1"), STATUS_OK);
  struct meeting before = meeting;
  before.agenda = NULL;
  assert_int_equal(meeting_read(cia, &before, &err), STATUS_OK);
  go_on();
  assert_int_equal(
      store_each(anna->store, anna->journey_oid, ENTITY_grade, "welcome", note, &told, &err),
      STATUS_OK);
  assert_string_equal(str_text(&told), "anna 0 453;cia 2 119;dan 1 235;");
  sees(anna, "");
  int64_t grades[CRITERION_COUNT] = {1, 1, 1};
  assert_int_equal(meeting_grade(cia, &before, "welcome", grades, &err), STATUS_BUSY);
  assert_non_null(strstr(err.text, "revealed meanwhile"));
  struct touchpoint *touchpoint = record_new(ENTITY_touchpoint);
  assert_int_equal(store_read(anna->store, ENTITY_touchpoint,
                              helper_find(anna, ENTITY_touchpoint, "welcome"), touchpoint, &err),
                   STATUS_OK);
  assert_int_equal(touchpoint->use, UNSET);
  record_free(ENTITY_touchpoint, (void **)&touchpoint);
  meeting_clear(&before);
  str_clear(&told);
}

/* Ending the workshop while grading loses nothing. */
static void test_ended(void **state)
{
  (void)state;
  struct error err = {0};
  assert_int_equal(grade(cia, "1 1 1"), STATUS_OK);
  assert_int_equal(meeting_end(anna, &meeting, &err), STATUS_OK);
  assert_int_equal(store_count(anna->store, anna->journey_oid, ENTITY_grade), 1);
}

/* Nor where the step that it is in is not known here: another version's agenda, say. */
static void test_lost(void **state)
{
  (void)state;
  struct error err = {0};
  struct str name = {0};
  char *stands = NULL;
  assert_int_equal(grade(anna, "4 5 3"), STATUS_OK);
  assert_int_equal(grade(cia, "1 1 1"), STATUS_OK);
  str_addf(&name, "workshop:%d", (int)anna->journey_oid);
  assert_int_equal(store_get_setting(anna->store, str_text(&name), &stands, &err), STATUS_OK);
  char *agenda = strstr(stands, "minutes-90");
  assert_non_null(agenda);
  agenda[0] = 'M';
  assert_int_equal(store_put_setting(anna->store, str_text(&name), stands, &err), STATUS_OK);
  assert_int_equal(meeting_read(anna, &meeting, &err), STATUS_OK);
  assert_true(meeting.lost);
  assert_int_equal(meeting_end(anna, &meeting, &err), STATUS_OK);
  assert_int_equal(store_count(anna->store, anna->journey_oid, ENTITY_grade), 2);
  str_clear(&name);
  free(stands);
}

/* Grades follow their touchpoint where its id is changed, and back; those of one that is
 * deleted are told. */
static void test_renamed(void **state)
{
  (void)state;
  struct error err = {0};
  struct str label = {0};
  const struct field *id = entity_field(ENTITY_touchpoint, "id");
  int64_t oid = helper_find(anna, ENTITY_touchpoint, "welcome");
  assert_int_equal(grade(cia, "1 1 1"), STATUS_OK);
  assert_int_equal(edit_set(anna, ENTITY_touchpoint, oid, id, "hello", NULL, &err), STATUS_OK);
  assert_int_equal(edit_undo(anna, &label, &err), STATUS_OK);
  assert_int_equal(grade(anna, "4 5 3"), STATUS_OK);
  assert_int_equal(edit_redo(anna, &label, &err), STATUS_OK);
  assert_int_equal(meeting_go_on(anna, &meeting, NOW, &err), STATUS_OK);
  assert_int_equal(meeting.unplaced, 0);
  assert_int_equal(store_count(anna->store, anna->journey_oid, ENTITY_grade), 2);
  str_clear(&label);
}

static void test_unplaced(void **state)
{
  (void)state;
  struct error err = {0};
  int64_t oid = helper_find(anna, ENTITY_touchpoint, "welcome");
  assert_int_equal(grade(anna, "4 5 3"), STATUS_OK);
  assert_int_equal(grade(cia, "1 1 1"), STATUS_OK);
  assert_int_equal(edit_delete(anna, ENTITY_touchpoint, oid, &err), STATUS_OK);
  assert_int_equal(meeting_go_on(anna, &meeting, NOW, &err), STATUS_OK);
  char *told = meeting_tell_unplaced(&meeting);
  assert_non_null(told);
  assert_non_null(strstr(told, "2 things that were hidden"));
  free(told);
  assert_int_equal(meeting_read(anna, &meeting, &err), STATUS_OK);
  assert_int_equal(meeting_end(anna, &meeting, &err), STATUS_OK);
  assert_null(meeting_tell_unplaced(&meeting));
}

static int64_t use_of(int64_t oid)
{
  struct error err = {0};
  struct touchpoint *touchpoint = record_new(ENTITY_touchpoint);
  assert_int_equal(store_read(anna->store, ENTITY_touchpoint, oid, touchpoint, &err), STATUS_OK);
  int64_t use = touchpoint->use;
  record_free(ENTITY_touchpoint, (void **)&touchpoint);
  return use;
}

/* Agreeing on several is one action: all or nothing, and taken back at once. */
static void test_agreed(void **state)
{
  (void)state;
  struct error err = {0};
  struct str label = {0};
  int64_t second = 0;
  int64_t first = helper_find(anna, ENTITY_touchpoint, "welcome");
  assert_int_equal(edit_copy(anna, ENTITY_touchpoint, first, &second, &err), STATUS_OK);
  const struct agreement both[] = {{first, {4, UNSET, UNSET}}, {second, {3, UNSET, UNSET}}};
  const struct field *use = entity_field(ENTITY_touchpoint, "use");
  assert_int_equal(edit_set(cia, ENTITY_touchpoint, second, use, "1", NULL, &err), STATUS_OK);
  assert_int_equal(meeting_agree(anna, both, 2, &err), STATUS_BUSY);
  assert_int_equal(use_of(first), UNSET);
  assert_int_equal(edit_set(cia, ENTITY_touchpoint, second, use, NULL, NULL, &err), STATUS_OK);
  assert_int_equal(meeting_agree(anna, both, 2, &err), STATUS_OK);
  assert_int_equal(use_of(first), 4);
  assert_int_equal(use_of(second), 3);
  assert_int_equal(edit_undo(anna, &label, &err), STATUS_OK);
  assert_string_equal(str_text(&label), "agree on grades");
  assert_int_equal(use_of(first), UNSET);
  assert_int_equal(use_of(second), UNSET);
  str_clear(&label);
}

static void test_refused(void **state)
{
  (void)state;
  struct error err = {0};
  int64_t grades[CRITERION_COUNT];
  static const char *const bad[] = {"6", "4 5 3 2", "x", "10 1"};
  for (size_t i = 0; i < sizeof bad / sizeof bad[0]; i++)
    assert_int_equal(meeting_parse_grades(bad[i], grades, &err), STATUS_INPUT);
  assert_int_equal(meeting_parse_grades(" 4,- / 3 ", grades, &err), STATUS_OK);
  assert_int_equal(grades[CRITERION_USE], 4);
  assert_int_equal(grades[CRITERION_IMPORTANCE], UNSET);
  assert_int_equal(grades[CRITERION_LEVERAGE], 3);
  assert_int_equal(role_set(anna, "dan", role_viewer, &err), STATUS_OK);
  assert_int_equal(grade(dan, "1 1 1"), STATUS_INPUT);
}

int main(void)
{
  const struct CMUnitTest tests[] = {
      cmocka_unit_test_setup_teardown(test_looking_around, start, end),
      cmocka_unit_test_setup_teardown(test_hidden, start, end),
      cmocka_unit_test_setup_teardown(test_revealed, start, end),
      cmocka_unit_test_setup_teardown(test_ended, start, end),
      cmocka_unit_test_setup_teardown(test_lost, start, end),
      cmocka_unit_test_setup_teardown(test_renamed, start, end),
      cmocka_unit_test_setup_teardown(test_unplaced, start, end),
      cmocka_unit_test_setup_teardown(test_agreed, start, end),
      cmocka_unit_test_setup_teardown(test_refused, start, end),
  };
  return cmocka_run_group_tests(tests, NULL, NULL);
}
