/* Roles: the table is kept by whatever changes the file. */
#include "app/role.h"

#include "app/audited.h"
#include "app/edit.h"
#include "app/identity.h"
#include "app/people.h"
#include "app/release.h"
#include "base/mem.h"
#include "helper.h"

#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdlib.h>
#include <string.h>

#include <cmocka.h>

static int open_one(void **state)
{
  unsetenv("KUNDRESA_USER");
  *state = helper_open();
  return 0;
}

static int close_one(void **state)
{
  helper_close((struct session **)state);
  return 0;
}

/* The same file in the hands of another, or with another role. */
static void become(struct session *session, const char *person)
{
  mem_set_text(&session->person, person);
  assert_int_equal(session_reload(session, NULL), STATUS_OK);
}

static void put_role(struct session *session, const char *person, const char *token)
{
  struct str name = {0};
  str_addf(&name, "role.%s", person);
  assert_int_equal(store_put_setting(session->store, str_text(&name), token, NULL), STATUS_OK);
  str_clear(&name);
}

/* The table, as the issue says it. */
static void test_table(void **state)
{
  (void)state;
  static const struct {
    enum deed deed;
    const char *may; /* facilitator, editor, voter, viewer */
  } expected[] = {
      {DEED_MAP, "yyn"
                 "n"},
      {DEED_CARD, "yyy"
                  "n"},
      {DEED_COMMENT, "yyy"
                     "n"},
      {DEED_VOTE, "yyy"
                  "n"},
      {DEED_UNDO, "yyy"
                  "n"},
      {DEED_RELEASE, "yyn"
                     "n"},
      {DEED_WORKSHOP, "ynn"
                      "n"},
      {DEED_ROLES, "ynn"
                   "n"},
  };
  assert_int_equal(sizeof expected / sizeof expected[0], DEED_COUNT);
  for (size_t i = 0; i < DEED_COUNT; i++)
    for (int role = role_facilitator; role <= role_viewer; role++)
      assert_int_equal(role_may(role, expected[i].deed), expected[i].may[role] == 'y');
  assert_true(role_may(UNSET, DEED_MAP));
  assert_false(role_may(UNSET, DEED_ROLES));
}

static enum status add_comment(struct session *session, struct error *err)
{
  struct comment *comment = record_new(ENTITY_comment);
  int64_t oid;
  record_put_text(comment, entity_field(ENTITY_comment, "touchpoint"), "welcome");
  record_put_text(comment, entity_field(ENTITY_comment, "text"), "well");
  enum status status = edit_add(session, ENTITY_comment, comment, 0, &oid, err);
  record_free(ENTITY_comment, (void **)&comment);
  return status;
}

/* Everything that changes the map says no to a viewer, and changes nothing. */
static void nothing_changes(struct session *session)
{
  struct error err = {0};
  int64_t oid = helper_find(session, ENTITY_touchpoint, "welcome");
  int64_t made = 0;
  char *before = helper_order(session);
#define REFUSED(call)                                                                              \
  do {                                                                                             \
    error_clear(&err);                                                                             \
    assert_int_equal(call, STATUS_INPUT);                                                          \
    assert_non_null(strstr(err.text, "may not"));                                                  \
    assert_true(err.remedy[0] != '\0');                                                            \
  } while (0)
  REFUSED(edit_set(session, ENTITY_touchpoint, oid, entity_field(ENTITY_touchpoint, "title"), "X",
                   NULL, &err));
  REFUSED(edit_add_touchpoint(session, "X", "sale", 0, &made, &err));
  REFUSED(edit_copy(session, ENTITY_touchpoint, oid, &made, &err));
  REFUSED(edit_move(session, ENTITY_touchpoint, oid, 1, &err));
  REFUSED(edit_move_to(session, ENTITY_touchpoint, oid, 0, "reminders", &err));
  REFUSED(edit_delete(session, ENTITY_touchpoint, oid, &err));
  char *after = helper_order(session);
  assert_string_equal(before, after);
  free(before);
  free(after);
}

static void test_viewer(void **state)
{
  struct session *session = *state;
  struct error err = {0};
  struct str label = {0};
  assert_int_equal(add_comment(session, NULL), STATUS_OK);
  put_role(session, session->person, "viewer");
  nothing_changes(session);
  REFUSED(add_comment(session, &err));
  REFUSED(edit_undo(session, &label, &err));
  REFUSED(edit_redo(session, &label, &err));
  assert_non_null(strstr(err.text, "As viewer you may not"));
  assert_non_null(strstr(err.remedy, "Any editor can help"));
  put_role(session, "lena", "facilitator");
  assert_int_equal(store_put_setting(session->store, "name.lena", "Lena Berg", NULL), STATUS_OK);
  REFUSED(add_comment(session, &err));
  assert_non_null(strstr(err.remedy, "Lena Berg can help"));
  put_role(session, session->person, "editor");
  assert_int_equal(edit_undo(session, &label, NULL), STATUS_OK);
  str_clear(&label);
}

/* A voter comments and takes that back, but not what was done to the map before. */
static void test_voter(void **state)
{
  struct session *session = *state;
  struct error err = {0};
  struct str label = {0};
  int64_t oid = helper_find(session, ENTITY_touchpoint, "welcome");
  assert_int_equal(edit_move(session, ENTITY_touchpoint, oid, 1, NULL), STATUS_OK);
  put_role(session, session->person, "voter");
  nothing_changes(session);
  assert_int_equal(add_comment(session, NULL), STATUS_OK);
  assert_int_equal(edit_undo(session, &label, NULL), STATUS_OK);
  assert_int_equal(edit_redo(session, &label, NULL), STATUS_OK);
  assert_int_equal(edit_undo(session, &label, NULL), STATUS_OK);
  REFUSED(edit_undo(session, &label, &err));
  assert_non_null(strstr(err.text, "change the journey"));
  str_clear(&label);
}

static enum status take_label(void *context, const struct history_entry *entry, struct error *err)
{
  (void)err;
  str_addf(context, "%s %s: %s", entry->person, entry->kind, entry->label);
  return STATUS_OK;
}

/* Who may give which role to whom. */
static void test_setting(void **state)
{
  struct session *session = *state;
  struct error err = {0};
  char *me = mem_copy_text(session->person);
  REFUSED(role_need(session, DEED_WORKSHOP, &err));
  REFUSED(role_set(session, "bo", role_viewer, &err));
  assert_non_null(strstr(err.remedy, "Take the lead"));
  error_clear(&err);
  assert_int_equal(role_set(session, me, role_viewer, &err), STATUS_INPUT);
  assert_non_null(strstr(err.text, "Nobody else leads"));
  assert_int_equal(role_of(session, me), role_editor);
  assert_int_equal(role_set(session, me, role_facilitator, NULL), STATUS_OK);
  assert_int_equal(session->role, role_facilitator);
  assert_int_equal(role_need(session, DEED_WORKSHOP, NULL), STATUS_OK);
  struct str label = {0};
  assert_int_equal(store_each_entry(session->store, 0, 1, take_label, &label, NULL), STATUS_OK);
  assert_non_null(strstr(str_text(&label), " role: role facilitator "));
  str_clear(&label);
  assert_int_equal(role_set(session, "bo", role_viewer, NULL), STATUS_OK);
  assert_int_equal(role_set(session, "cia", role_voter, NULL), STATUS_OK);
  error_clear(&err);
  assert_int_equal(role_set(session, me, role_voter, &err), STATUS_INPUT);
  become(session, "bo");
  assert_int_equal(session->role, role_viewer);
  REFUSED(role_set(session, "bo", role_editor, &err));
  REFUSED(role_set(session, "bo", role_facilitator, &err));
  become(session, "dan"); /* whom nobody has said anything of */
  assert_int_equal(session->role, role_editor);
  REFUSED(role_set(session, "bo", role_editor, &err));
  assert_int_equal(role_set(session, "dan", role_facilitator, NULL), STATUS_OK);
  assert_int_equal(role_set(session, "bo", role_editor, NULL), STATUS_OK);
  become(session, me);
  assert_int_equal(role_set(session, me, role_viewer, NULL), STATUS_OK); /* dan leads too */
  free(me);
}

/* ---- Who one is ---- */

static void test_gateway(void **state)
{
  struct session *session = *state;
  struct session *again;
  struct error err = {0};
  setenv("KUNDRESA_USER", "anna@example.com", 1);
  again = helper_open_again(session);
  assert_string_equal(again->person, session->person);
  assert_null(again->gateway);
  assert_true(again->unheard);
  session_close(&again);
  assert_int_equal(identity_trust(session->store, "somebody-else", true, NULL), STATUS_OK);
  again = helper_open_again(session);
  assert_string_equal(again->person, session->person);
  session_close(&again);
  assert_int_equal(identity_trust(session->store, session->person, true, NULL), STATUS_OK);
  again = helper_open_again(session);
  assert_string_equal(again->person, "anna@example.com");
  assert_string_equal(again->gateway, session->person);
  assert_false(again->unheard);
  assert_int_equal(add_comment(again, NULL), STATUS_OK);
  struct str label = {0};
  assert_int_equal(store_each_entry(session->store, 0, 1, take_label, &label, NULL), STATUS_OK);
  assert_non_null(strstr(str_text(&label), "anna@example.com edit: add comment"));
  str_clear(&label);
  session_close(&again);
  static const char *const bad[] = {
      "anna ek", "-x", "a\033[31m",
      "a/b",     "å",  "0123456789012345678901234567890123456789012345678901234567890123"};
  for (size_t i = 0; i < sizeof bad / sizeof bad[0]; i++) {
    setenv("KUNDRESA_USER", bad[i], 1);
    error_clear(&err);
    assert_int_equal(session_open(session->path, STORE_WRITE, NULL, &again, &err), STATUS_INPUT);
    assert_non_null(strstr(err.text, "KUNDRESA_USER"));
  }
  setenv("KUNDRESA_USER", "anna@example.com", 1);
  assert_int_equal(identity_trust(session->store, session->person, false, NULL), STATUS_OK);
  again = helper_open_again(session);
  assert_string_equal(again->person, session->person);
  session_close(&again);
  char *left = identity_gateways(session->store);
  assert_string_equal(left, "somebody-else");
  free(left);
  assert_int_equal(identity_trust(session->store, "a b", true, NULL), STATUS_INPUT);
  unsetenv("KUNDRESA_USER");
}

static void test_people(void **state)
{
  struct session *session = *state;
  struct people people = {0};
  assert_null(session->name);
  assert_string_equal(session_name(session), session->person);
  assert_int_equal(session_introduce(session, "Åsa von Ek", department_finance, NULL), STATUS_OK);
  assert_string_equal(session_name(session), "Åsa von Ek");
  struct session *again = helper_open_again(session);
  assert_string_equal(session_name(again), "Åsa von Ek");
  assert_int_equal(again->department, department_finance);
  session_close(&again);
  put_role(session, "zoe", "voter");
  assert_int_equal(people_read(session->store, &people, NULL), STATUS_OK);
  assert_int_equal(people.count, 2);
  assert_string_equal(people_name(&people, session->person), "Åsa von Ek");
  assert_string_equal(people_name(&people, "zoe"), "zoe");
  assert_string_equal(people_name(&people, "nobody"), "nobody");
  assert_int_equal(people_find(&people, "zoe")->role, role_voter);
  assert_int_equal(people_find(&people, session->person)->role, role_editor);
  people_clear(&people);
}

static void test_initials(void **state)
{
  (void)state;
  static const char *const names[][2] = {
      {"Anna Ek", "AE"},    {"åsa von ek", "ÅE"}, {"anna", "AN"}, {"anna.ek", "AE"},
      {"  Bo  Ek  ", "BE"}, {"x", "X"},           {"", ""},       {"Ö", "Ö"},
  };
  for (size_t i = 0; i < sizeof names / sizeof names[0]; i++) {
    struct str initials = {0};
    people_add_initials(&initials, names[i][0]);
    assert_string_equal(str_text(&initials), names[i][1]);
    str_clear(&initials);
  }
}

int main(void)
{
#define TEST(name) cmocka_unit_test_setup_teardown(name, open_one, close_one)
  const struct CMUnitTest tests[] = {
      TEST(test_table),   TEST(test_viewer), TEST(test_voter),    TEST(test_setting),
      TEST(test_gateway), TEST(test_people), TEST(test_initials),
  };
  return cmocka_run_group_tests(tests, NULL, NULL);
}
