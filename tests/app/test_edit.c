#include "app/edit.h"

#include "helper.h"

#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdlib.h>
#include <string.h>

#include <cmocka.h>

static void order_is(struct session *session, const char *expected)
{
  char *order = helper_order(session);
  assert_string_equal(order, expected);
  free(order);
}

static const struct field *field(const char *name)
{
  return entity_field(ENTITY_touchpoint, name);
}

/* What one saw is compared with what is there; nothing is written over. */
static void test_set(void **state)
{
  struct session *session = *state;
  struct session *other = helper_open_again(session);
  struct error err = {0};
  int64_t oid = helper_find(session, ENTITY_touchpoint, "welcome");
  size_t entries = helper_entries(session);
  assert_int_equal(
      edit_set(session, ENTITY_touchpoint, oid, field("title"), "Mine", "Signs up online", &err),
      STATUS_OK);
  assert_int_equal(
      edit_set(other, ENTITY_touchpoint, oid, field("title"), "Yours", "Signs up online", &err),
      STATUS_BUSY);
  assert_non_null(strstr(err.text, "Mine"));
  error_clear(&err);
  assert_int_equal(helper_entries(session), entries + 1);
  /* Two that want the same agree. */
  assert_int_equal(
      edit_set(other, ENTITY_touchpoint, oid, field("title"), "Mine", "Signs up online", &err),
      STATUS_OK);
  /* Not set is seen as "". */
  assert_int_equal(edit_set(session, ENTITY_touchpoint, oid, field("note"), "A note", "", &err),
                   STATUS_OK);
  assert_int_equal(edit_set(other, ENTITY_touchpoint, oid, field("note"), "Another", "", &err),
                   STATUS_BUSY);
  error_clear(&err);
  assert_int_equal(helper_entries(session), entries + 2);
  assert_int_equal(edit_set(session, ENTITY_touchpoint, oid, field("title"), "", NULL, &err),
                   STATUS_INPUT);
  session_close(&other);
}

static void test_set_many(void **state)
{
  struct session *session = *state;
  int64_t oid = helper_find(session, ENTITY_touchpoint, "welcome");
  const struct field *fields[] = {field("title"), field("experience_as_is")};
  const char *bad[] = {"New", "9"};
  const char *good[] = {"New", "-1"};
  char *before = helper_export(session);
  assert_int_equal(edit_set_many(session, ENTITY_touchpoint, oid, fields, bad, NULL, 2, NULL),
                   STATUS_INPUT);
  char *after = helper_export(session);
  assert_string_equal(before, after);
  free(after);
  size_t entries = helper_entries(session);
  assert_int_equal(edit_set_many(session, ENTITY_touchpoint, oid, fields, good, NULL, 2, NULL),
                   STATUS_OK);
  assert_int_equal(helper_entries(session), entries + 1);
  assert_int_equal(edit_set_many(session, ENTITY_touchpoint, oid, fields, good, NULL, 2, NULL),
                   STATUS_OK);
  assert_int_equal(helper_entries(session), entries + 1); /* nothing was new */
  struct str label = {0};
  assert_int_equal(edit_undo(session, &label, NULL), STATUS_OK);
  assert_string_equal(str_text(&label), "set title, experience.as_is of touchpoint welcome");
  str_clear(&label);
  after = helper_export(session);
  assert_string_equal(before, after);
  free(after);
  free(before);
}

static void test_add(void **state)
{
  struct session *session = *state;
  int64_t oid;
  int64_t welcome = helper_find(session, ENTITY_touchpoint, "welcome");
  assert_int_equal(edit_add_touchpoint(session, "Hälsas välkommen", "sale", welcome, &oid, NULL),
                   STATUS_OK);
  assert_int_equal(edit_add_touchpoint(session, "Hälsas välkommen", "reminders", 0, &oid, NULL),
                   STATUS_OK);
  order_is(session, "sale: welcome halsas-valkommen contract reminders: reminder-1 "
                    "halsas-valkommen-2");
  struct touchpoint added;
  record_init(ENTITY_touchpoint, &added);
  assert_int_equal(store_read(session->store, ENTITY_touchpoint, oid, &added, NULL), STATUS_OK);
  assert_int_equal(added.kind, stage_kind_reminder);
  record_clear(ENTITY_touchpoint, &added);
  assert_int_equal(edit_add_touchpoint(session, "", "sale", 0, &oid, NULL), STATUS_INPUT);
  assert_int_equal(edit_add_touchpoint(session, "x", "sal", 0, &oid, NULL), STATUS_INPUT);
}

/* Ids stay ids however long the titles are and however many are alike. */
static void test_ids(void **state)
{
  struct session *session = *state;
  static const char title[] = "A title that goes on and on and on and on and on and on and on";
  for (int i = 0; i < 12; i++) {
    int64_t oid;
    assert_int_equal(edit_add_touchpoint(session, i < 11 ? title : "!!!", "sale", 0, &oid, NULL),
                     STATUS_OK);
    struct touchpoint added;
    record_init(ENTITY_touchpoint, &added);
    assert_int_equal(store_read(session->store, ENTITY_touchpoint, oid, &added, NULL), STATUS_OK);
    assert_true(record_is_id(added.id));
    if (i == 11)
      assert_string_equal(added.id, "touchpoint");
    record_clear(ENTITY_touchpoint, &added);
  }
}

static void test_move(void **state)
{
  struct session *session = *state;
  struct error err = {0};
  int64_t contract = helper_find(session, ENTITY_touchpoint, "contract");
  assert_int_equal(edit_move(session, ENTITY_touchpoint, contract, -1, NULL), STATUS_OK);
  order_is(session, "sale: contract welcome reminders: reminder-1");
  assert_int_equal(edit_move(session, ENTITY_touchpoint, contract, -1, &err), STATUS_FINDINGS);
  static const char *const there[] = {
      "sale: welcome contract reminders: reminder-1",
      "sale: welcome reminders: contract reminder-1",
      "sale: welcome reminders: reminder-1 contract",
  };
  for (size_t i = 0; i < 3; i++) {
    assert_int_equal(edit_move(session, ENTITY_touchpoint, contract, +1, NULL), STATUS_OK);
    order_is(session, there[i]);
  }
  assert_int_equal(edit_move(session, ENTITY_touchpoint, contract, +1, NULL), STATUS_FINDINGS);
  for (size_t i = 2; i-- > 0;) {
    assert_int_equal(edit_move(session, ENTITY_touchpoint, contract, -1, NULL), STATUS_OK);
    order_is(session, there[i]);
  }
  /* Over an empty stage. */
  int64_t welcome = helper_find(session, ENTITY_touchpoint, "welcome");
  int64_t stage;
  struct stage *empty = record_new(ENTITY_stage);
  record_set(empty, entity_field(ENTITY_stage, "title"), "Empty", NULL);
  record_set(empty, entity_field(ENTITY_stage, "kind"), "support", NULL);
  assert_int_equal(edit_add(session, ENTITY_stage, empty,
                            helper_find(session, ENTITY_stage, "reminders"), &stage, NULL),
                   STATUS_OK);
  record_free(ENTITY_stage, &empty);
  assert_int_equal(edit_move(session, ENTITY_touchpoint, contract, +1, NULL), STATUS_OK);
  order_is(session, "sale: welcome empty: contract reminders: reminder-1");
  assert_int_equal(edit_move(session, ENTITY_touchpoint, contract, -1, NULL), STATUS_OK);
  assert_int_equal(edit_move(session, ENTITY_touchpoint, welcome, +1, NULL), STATUS_OK);
  order_is(session, "sale: contract welcome empty: reminders: reminder-1");
  /* Stages among stages. */
  assert_int_equal(edit_move(session, ENTITY_stage, stage, -1, NULL), STATUS_OK);
  order_is(session, "empty: sale: contract welcome reminders: reminder-1");
  assert_int_equal(edit_move(session, ENTITY_stage, stage, -1, NULL), STATUS_FINDINGS);
}

static void test_copy(void **state)
{
  struct session *session = *state;
  int64_t copy;
  int64_t oid = helper_find(session, ENTITY_touchpoint, "reminder-1");
  assert_int_equal(edit_copy(session, ENTITY_touchpoint, oid, &copy, NULL), STATUS_OK);
  order_is(session, "sale: welcome contract reminders: reminder-1 reminder-1-2");
  assert_int_equal(store_count(session->store, session->journey_oid, ENTITY_message), 2);
  assert_int_equal(store_count(session->store, session->journey_oid, ENTITY_variant), 2);
  assert_int_equal(store_count(session->store, session->journey_oid, ENTITY_comment), 2);
  helper_find(session, ENTITY_message, "reminder-text-2");
  /* The first goes, the copy stays whole. */
  assert_int_equal(edit_delete(session, ENTITY_touchpoint, oid, NULL), STATUS_OK);
  assert_int_equal(store_count(session->store, session->journey_oid, ENTITY_variant), 1);
}

static void test_delete(void **state)
{
  struct session *session = *state;
  struct str says = {0};
  int64_t oid = helper_find(session, ENTITY_touchpoint, "reminder-1");
  assert_int_equal(edit_delete_says(session, ENTITY_touchpoint, oid, &says, NULL), STATUS_OK);
  assert_non_null(strstr(str_text(&says), "Messages: 1, Variants: 1, Comments: 1"));
  assert_non_null(strstr(str_text(&says), "no longer point to it: Connection welcome (To)."));
  str_clear(&says);
  oid = helper_find(session, ENTITY_stage, "sale");
  assert_int_equal(edit_delete_says(session, ENTITY_stage, oid, &says, NULL), STATUS_OK);
  assert_non_null(strstr(str_text(&says), "Touchpoints: 2, Connections: 1"));
  str_clear(&says);
  oid = helper_find(session, ENTITY_touchpoint, "contract");
  assert_int_equal(edit_delete_says(session, ENTITY_touchpoint, oid, &says, NULL), STATUS_OK);
  assert_string_equal(str_text(&says), "");
  str_clear(&says);
  char *before = helper_export(session);
  oid = helper_find(session, ENTITY_stage, "reminders");
  assert_int_equal(edit_delete(session, ENTITY_stage, oid, NULL), STATUS_OK);
  order_is(session, "sale: welcome contract");
  assert_int_equal(edit_undo(session, NULL, NULL), STATUS_OK);
  char *after = helper_export(session);
  assert_string_equal(before, after);
  free(before);
  free(after);
}

/* ---- Any edits at all, taken back and done again ---- */

static unsigned next_random(unsigned *seed)
{
  *seed = *seed * 1103515245u + 12345u;
  return *seed >> 16 & 0x7fff;
}

struct pick {
  unsigned at;
  int64_t oid;
};

static enum status pick(void *context, const void *record, struct error *err)
{
  (void)err;
  struct pick *wanted = context;
  if (wanted->at-- == 0)
    wanted->oid = ((const struct record *)record)->oid;
  return STATUS_OK;
}

static int64_t pick_any(struct session *session, enum entity entity, unsigned *seed)
{
  int64_t count = store_count(session->store, session->journey_oid, entity);
  if (count <= 0)
    return 0;
  struct pick wanted = {.at = next_random(seed) % (unsigned)count};
  store_each(session->store, session->journey_oid, entity, NULL, pick, &wanted, NULL);
  return wanted.oid;
}

static void edit_anything(struct session *session, unsigned *seed, int round)
{
  static const enum entity kinds[] = {ENTITY_touchpoint, ENTITY_touchpoint, ENTITY_touchpoint,
                                      ENTITY_stage,      ENTITY_message,    ENTITY_variant,
                                      ENTITY_edge,       ENTITY_segment};
  enum entity entity = kinds[next_random(seed) % 8];
  int64_t made, oid = pick_any(session, entity, seed);
  const struct field *title = entity_field(entity, "title");
  char text[40];
  snprintf(text, sizeof text, "Round %d", round);
  if (oid == 0)
    return;
  switch (next_random(seed) % 8) {
  case 0:
  case 1:
    edit_move(session, entity, oid, next_random(seed) % 2 == 0 ? 1 : -1, NULL);
    break;
  case 2:
    if (store_count(session->store, session->journey_oid, ENTITY_touchpoint) < 30)
      edit_copy(session, entity, oid, &made, NULL);
    break;
  case 3: /* a map that has lost its stages has nothing more to edit */
    if (store_count(session->store, session->journey_oid, entity) > 2)
      edit_delete(session, entity, oid, NULL);
    break;
  case 4:
    edit_add_touchpoint(session, text, next_random(seed) % 2 == 0 ? "sale" : "renamed", 0, &made,
                        NULL);
    break;
  case 5:
    if (entity_id_field(entity) != NULL)
      edit_set(session, entity, oid, entity_id_field(entity), "renamed", NULL, NULL);
    break;
  default:
    if (title != NULL)
      edit_set(session, entity, oid, title, text, NULL, NULL);
  }
}

static void test_there_and_back(void **state)
{
  struct session *session = *state;
  unsigned seed = 2026;
  char *first = helper_export(session);
  size_t start = helper_entries(session);
  for (int round = 0; round < 150; round++)
    edit_anything(session, &seed, round);
  size_t edits = helper_entries(session) - start;
  assert_true(edits > 60);
  char *last = helper_export(session);
  for (size_t i = 0; i < edits; i++)
    assert_int_equal(edit_undo(session, NULL, NULL), STATUS_OK);
  char *back = helper_export(session);
  assert_string_equal(first, back);
  for (size_t i = 0; i < edits; i++)
    assert_int_equal(edit_redo(session, NULL, NULL), STATUS_OK);
  char *again = helper_export(session);
  assert_string_equal(last, again);
  assert_int_equal(edit_redo(session, NULL, NULL), STATUS_INPUT);
  free(first);
  free(last);
  free(back);
  free(again);
}

static int setup(void **state)
{
  *state = helper_open();
  return 0;
}

static int teardown(void **state)
{
  struct session *session = *state;
  helper_close(&session);
  return 0;
}

#define EDIT_TEST(name) cmocka_unit_test_setup_teardown(name, setup, teardown)

int main(void)
{
  const struct CMUnitTest tests[] = {
      EDIT_TEST(test_set),    EDIT_TEST(test_set_many),       EDIT_TEST(test_add),
      EDIT_TEST(test_ids),    EDIT_TEST(test_move),           EDIT_TEST(test_copy),
      EDIT_TEST(test_delete), EDIT_TEST(test_there_and_back),
  };
  return cmocka_run_group_tests(tests, NULL, NULL);
}
