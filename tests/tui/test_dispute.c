/* Two people who want different things of one record: nothing is overwritten or lost
 * without a question. */
#include "workbench.h"

#include "app/draft.h"
#include "app/edit.h"
#include "base/mem.h"
#include "tests/app/helper.h"
#include "tui/drafts.h"
#include "tui/introduce.h"

#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

#include <cmocka.h>

/* Somebody else, at the same file. */
static struct session *other;

static int open_two(void **state)
{
  open_small(state);
  other = helper_open_again(harness.session);
  return 0;
}

static int close_two(void **state)
{
  session_close(&other);
  return close_all(state);
}

static void other_sets(enum entity entity, const char *id, const char *name, const char *text)
{
  struct error err = {0};
  if (edit_set(other, entity, helper_find(other, entity, id), entity_field(entity, name), text,
               NULL, &err) != STATUS_OK)
    fail_msg("%s", err.text);
}

static void other_deletes(enum entity entity, const char *id)
{
  assert_int_equal(edit_delete(other, entity, helper_find(other, entity, id), NULL), STATUS_OK);
}

static bool is_there(const char *id)
{
  int64_t oid;
  return store_find(harness.session->store, harness.session->journey_oid, ENTITY_touchpoint, id,
                    &oid, NULL) == STATUS_OK;
}

/* The form of the first touchpoint, its title being written as "Mine". */
static void begin_title(void)
{
  keys("e<Down><Down><Enter><C-u>Mine");
}

/* ---- News ---- */

static void test_news(void **state)
{
  (void)state;
  other_sets(ENTITY_touchpoint, "welcome", "title", "Theirs");
  harness_poll(&harness);
  says("changed Title of Touchpoint 'Theirs'.");
  other_sets(ENTITY_touchpoint, "welcome", "title", "Theirs again");
  other_sets(ENTITY_touchpoint, "reminder-1", "note", "Look at this");
  harness_poll(&harness);
  says("changed Note of Touchpoint 'Gentle reminder'. 1 more change came before it.");
  other_deletes(ENTITY_touchpoint, "welcome");
  harness_poll(&harness);
  says("deleted: Touchpoint");
  assert_int_equal(edit_undo(other, NULL, NULL), STATUS_OK);
  harness_poll(&harness);
  says("took back: deleted: Touchpoint");
}

/* Who has a name is called by it. */
static void test_names(void **state)
{
  (void)state;
  struct str setting = {0};
  str_addf(&setting, "name.%s", other->person);
  assert_int_equal(store_put_setting(other->store, str_text(&setting), "Anna Ek", NULL), STATUS_OK);
  str_clear(&setting);
  begin_title();
  other_sets(ENTITY_touchpoint, "welcome", "title", "Theirs");
  harness_poll(&harness);
  says("Anna Ek changed Title");
  keys("<Enter>");
  harness_shows(&harness, "Anna Ek, ");
}

/* One's own doing is no news, and what must be read first stays. */
static void test_own_is_no_news(void **state)
{
  (void)state;
  keys("aNew<Enter>");
  other_sets(ENTITY_touchpoint, "reminder-1", "note", "Look at this");
  harness_poll(&harness);
  says("changed Note of Touchpoint 'Gentle reminder'.");
  assert_null(strstr(harness_message(&harness), "more change"));
  keys("uu");
  other_sets(ENTITY_touchpoint, "reminder-1", "note", "And at that");
  keys("N"); /* nothing is searched for yet: a warning */
  assert_true(harness.tui->message_style == STYLE_WARN);
  harness_poll(&harness);
  assert_null(strstr(harness_message(&harness), "changed Note"));
}

/* What one is writing and where one stands are left alone. */
static void test_half_typed(void **state)
{
  (void)state;
  int row, column, row_after, column_after;
  keys("<Right>");
  int64_t marked = harness.tui->touchpoint;
  keys("aHalf a ti<Left>");
  harness_cursor(&harness, &row, &column);
  other_sets(ENTITY_touchpoint, "welcome", "title", "Theirs");
  harness_poll(&harness);
  harness_shows(&harness, "Half a ti");
  harness_shows(&harness, "Theirs");
  harness_cursor(&harness, &row_after, &column_after);
  assert_int_equal(row, row_after);
  assert_int_equal(column, column_after);
  assert_true(harness.tui->touchpoint == marked);
}

/* ---- One field, two values ---- */

static void test_mine(void **state)
{
  (void)state;
  begin_title();
  other_sets(ENTITY_touchpoint, "welcome", "title", "Theirs");
  keys("<Enter>");
  harness_shows(&harness, "has two values");
  harness_shows(&harness, "Mine");
  harness_shows(&harness, "Theirs");
  harness_shows(&harness, "Before: Signs up online");
  harness_shows(&harness, other->person);
  touchpoint_is("welcome", "title", "Theirs");
  keys("m");
  touchpoint_is("welcome", "title", "Mine");
  /* To take it back brings theirs. */
  keys("<Esc>u");
  touchpoint_is("welcome", "title", "Theirs");
}

static void test_theirs(void **state)
{
  (void)state;
  begin_title();
  other_sets(ENTITY_touchpoint, "welcome", "title", "Theirs");
  keys("<Enter>t");
  says("It stays as");
  touchpoint_is("welcome", "title", "Theirs");
}

static void test_back_to_writing(void **state)
{
  (void)state;
  begin_title();
  other_sets(ENTITY_touchpoint, "welcome", "title", "Theirs");
  keys("<Enter><Esc>");
  harness_shows(&harness, "Mine");
  keys(" too<Enter>");
  /* It is still asked about. */
  harness_shows(&harness, "has two values");
  keys("m");
  touchpoint_is("welcome", "title", "Mine too");
}

static void test_together(void **state)
{
  (void)state;
  begin_title();
  other_sets(ENTITY_touchpoint, "welcome", "title", "Theirs");
  keys("<Enter>e and theirs");
  touchpoint_is("welcome", "title", "Theirs");
  keys("<Enter>");
  touchpoint_is("welcome", "title", "Mine and theirs");
}

/* While one decides, somebody changes it again. */
static void test_again(void **state)
{
  (void)state;
  begin_title();
  other_sets(ENTITY_touchpoint, "welcome", "title", "Theirs");
  keys("<Enter>");
  other_sets(ENTITY_touchpoint, "welcome", "title", "Theirs anew");
  keys("m");
  harness_shows(&harness, "has two values");
  harness_shows(&harness, "Theirs anew");
  touchpoint_is("welcome", "title", "Theirs anew");
  keys("m");
  touchpoint_is("welcome", "title", "Mine");
}

/* Who wrote the same is asked nothing; other fields go together. */
static void test_no_dispute(void **state)
{
  (void)state;
  begin_title();
  other_sets(ENTITY_touchpoint, "welcome", "title", "Mine");
  other_sets(ENTITY_touchpoint, "welcome", "note", "Theirs");
  keys("<Enter>");
  harness_shows_not(&harness, "has two values");
  touchpoint_is("welcome", "title", "Mine");
  touchpoint_is("welcome", "note", "Theirs");
}

/* The role of the one who writes, in the file; NULL: as everybody's. */
static void becomes(const char *role)
{
  struct str setting = {0};
  str_addf(&setting, "role.%s", harness.session->person);
  assert_int_equal(store_put_setting(other->store, str_text(&setting), role, NULL), STATUS_OK);
  str_clear(&setting);
}

/* What was decided cannot be written: it waits in the field. */
static void test_refused(void **state)
{
  (void)state;
  begin_title();
  other_sets(ENTITY_touchpoint, "welcome", "title", "Theirs");
  keys("<Enter>");
  becomes("viewer");
  keys("e and theirs<Enter>");
  says("you may not");
  harness_shows(&harness, "Mine and theirs");
  touchpoint_is("welcome", "title", "Theirs");
  becomes(NULL);
  keys("<Enter>");
  harness_shows_not(&harness, "has two values");
  touchpoint_is("welcome", "title", "Mine and theirs");
}

/* ---- Left behind ---- */

/* A draft of the first touchpoint's title, as one leaves it who is cut off; its path. */
static char *leave_draft(void)
{
  struct draft_file file = {.handle = -1};
  struct draft draft = {
      .entity = ENTITY_touchpoint,
      .oid = helper_find(harness.session, ENTITY_touchpoint, "welcome"),
      .field = entity_field(ENTITY_touchpoint, "title"),
      .base = mem_copy_text("Signs up online"),
      .text = mem_copy_text("Half written"),
  };
  assert_int_equal(draft_keep(&file, harness.session, &draft, NULL), STATUS_OK);
  char *path = mem_copy_text(file.path);
  draft_leave(&file);
  draft_clear(&draft);
  return path;
}

/* The old draft stays while nothing else holds what is in it. */
static void test_draft_not_held(void **state)
{
  (void)state;
  char *path = leave_draft();
  drafts_offer(harness.tui);
  keys("x");
  harness_shows(&harness, "You had begun to write");
  mem_set_text(&harness.tui->draft.path, "/nowhere/at-all");
  keys("m");
  says("cannot be kept meanwhile");
  harness_shows(&harness, "Half written");
  assert_int_equal(access(path, F_OK), 0);
  draft_drop(&harness.tui->draft); /* a disk with room again */
  keys("<Esc>");
  drafts_offer(harness.tui);
  keys("m!");
  assert_int_not_equal(access(path, F_OK), 0);
  keys("<Enter>");
  touchpoint_is("welcome", "title", "Half written!");
  free(path);
}

/* What is typed into a prompt is no field's value yet: it waits beside the file until it is
 * asked again, and is no draft any more once it was kept. */
static void test_prompt_left_behind(void **state)
{
  (void)state;
  struct draft_file file = {.handle = -1};
  struct draft draft = {.question = mem_copy_text("What do customers ask?"),
                        .text = mem_copy_text("Why so")};
  keys("Qax");
  assert_true(harness.tui->draft.handle >= 0);
  keys("<Esc>");
  assert_true(harness.tui->draft.handle < 0);
  keys("<Esc>");

  assert_int_equal(draft_keep(&file, harness.session, &draft, NULL), STATUS_OK);
  char *path = mem_copy_text(file.path);
  draft_leave(&file);
  drafts_offer(harness.tui);
  keys("");
  says("What do customers ask?");
  keys("/Why<Esc>Qa"); /* another prompt takes nothing */
  harness_shows(&harness, "Why so");
  assert_int_not_equal(access(path, F_OK), 0);
  assert_true(harness.tui->draft.handle >= 0);
  keys(" much?<Enter>");
  assert_true(harness.tui->draft.handle < 0);
  assert_int_equal(helper_find(harness.session, ENTITY_question, "why-so-much"), 1);
  assert_false(draft_find(harness.session, NULL, &file, &draft));
  free(path);
  draft_clear(&draft);
}

/* A draft of what a prompt of that key asks, left behind; its path. */
static char *leave_prompt(const char *key, int64_t journey, const char *text)
{
  struct draft_file file = {.handle = -1};
  struct draft draft = {.oid = journey,
                        .key = mem_copy_text(key),
                        .question = mem_copy_text("Hvad sker der?"), /* in another language */
                        .text = mem_copy_text(text)};
  assert_int_equal(draft_keep(&file, harness.session, &draft, NULL), STATUS_OK);
  char *path = mem_copy_text(file.path);
  draft_leave(&file);
  draft_clear(&draft);
  return path;
}

/* Each comes back where its question is asked, in whatever language, in place of what
 * would stand there; that of another journey waits for that. */
static void test_prompts_left_behind(void **state)
{
  (void)state;
  int64_t journey = harness.session->journey_oid;
  char *stage = leave_prompt("stage", journey, "Winning back");
  char *name = leave_prompt("name", journey, "Anna E");
  char *elsewhere = leave_prompt("segment", journey + 1, "others");
  drafts_offer(harness.tui);
  keys("");
  says("'Hvad sker der?', 'Hvad sker der?'");
  keys("c");
  keys("a");
  harness_shows_not(&harness, "others");
  keys("<Esc><Esc>");
  introduce_open(harness.tui);
  keys("");
  harness_shows(&harness, "Anna E");
  says("what you were typing before");
  assert_int_not_equal(access(name, F_OK), 0);
  assert_true(harness.tui->draft.handle >= 0);
  keys("<Esc>A");
  harness_shows(&harness, "Winning back");
  assert_int_not_equal(access(stage, F_OK), 0);
  keys("<Esc>");
  assert_true(harness.tui->draft.handle < 0);
  assert_int_equal(access(elsewhere, F_OK), 0);
  unlink(elsewhere);
  free(stage);
  free(name);
  free(elsewhere);
}

/* ---- At the same moment ---- */

static int reloads;

static enum status commit_meanwhile(struct view *view, struct error *err)
{
  (void)view;
  (void)err;
  if (reloads++ == 0)
    other_sets(ENTITY_touchpoint, "welcome", "title", "Theirs");
  return STATUS_OK;
}

/* What is kept while the views are being read is read at the next look, and only then. */
static void test_while_reading(void **state)
{
  (void)state;
  const struct view_ops ops = {.reload = commit_meanwhile};
  struct view late = {.ops = &ops, .tui = harness.tui};
  reloads = 0;
  harness.tui->views[VIEW_HISTORY] = &late;
  tui_reload(harness.tui);
  harness_poll(&harness);
  assert_int_equal(reloads, 2);
  harness_poll(&harness);
  assert_int_equal(reloads, 2);
  harness.tui->views[VIEW_HISTORY] = NULL;
}

/* No other key decides anything. */
static void test_wrong_keys(void **state)
{
  (void)state;
  begin_title();
  other_sets(ENTITY_touchpoint, "welcome", "title", "Theirs");
  keys("<Enter>qx1 ?<Up><PageDown>y");
  says("Nothing is written before you choose");
  harness_paste(&harness, "mt");
  harness_shows(&harness, "has two values");
  touchpoint_is("welcome", "title", "Theirs");
  keys("<Left><Enter>");
  says("It stays as");
  touchpoint_is("welcome", "title", "Theirs");
}

static void test_prose(void **state)
{
  (void)state;
  int64_t oid = last_of(ENTITY_variant, "reminder-text");
  keys("/gentle<Enter>3<Tab><Down>");
  const struct field *body = entity_field(ENTITY_variant, "body");
  assert_int_equal(
      edit_set(harness.session, ENTITY_variant, oid, body, "Hej!\n\nBetala.\n\nTack", NULL, NULL),
      STATUS_OK);
  keys("<Enter><Down><Down><End> Snart.");
  assert_int_equal(
      edit_set(other, ENTITY_variant, oid, body, "Hej!\n\nBetala nu.\n\nTack", NULL, NULL),
      STATUS_OK);
  keys("<C-s>");
  harness_shows(&harness, "Betala. Snart.");
  harness_shows(&harness, "Betala nu.");
  keys("e<C-s>");
  value_at(ENTITY_variant, oid, "body", "Hej!\n\nBetala. Snart.\nBetala nu.\n\nTack");
}

/* Choices have no between: the list is not opened over them. */
static void test_choice(void **state)
{
  (void)state;
  other_sets(ENTITY_touchpoint, "welcome", "experience_as_is", "-2");
  keys("J");
  harness_shows(&harness, "has two values");
  keys("t");
  touchpoint_is("welcome", "experience_as_is", "-2");
}

/* ---- Gone ---- */

static void test_deleted(void **state)
{
  (void)state;
  begin_title();
  other_deletes(ENTITY_touchpoint, "welcome");
  harness_poll(&harness);
  keys("<Enter>");
  harness_shows(&harness, "which you were changing");
  harness_shows(&harness, "Mine");
  assert_false(is_there("welcome"));
  keys("m");
  says("It is back");
  touchpoint_is("welcome", "title", "Mine");
  order_is("sale: welcome contract reminders: reminder-1");
  /* It is one action. */
  keys("<Esc>u");
  assert_false(is_there("welcome"));
}

static void test_let_go(void **state)
{
  (void)state;
  begin_title();
  other_deletes(ENTITY_touchpoint, "welcome");
  keys("<Enter>t");
  says("It stays deleted");
  assert_false(is_there("welcome"));
}

/* With its messages and their wordings. */
static void test_deleted_whole(void **state)
{
  (void)state;
  int64_t before = count_of(ENTITY_variant);
  keys("/gentle<Enter>e<Down><Down><Enter><C-u>Mine");
  other_deletes(ENTITY_touchpoint, "reminder-1");
  assert_true(count_of(ENTITY_variant) < before);
  keys("<Enter>m");
  touchpoint_is("reminder-1", "title", "Mine");
  assert_int_equal(count_of(ENTITY_variant), before);
}

static void test_delete_of_changed(void **state)
{
  (void)state;
  keys("d");
  other_sets(ENTITY_touchpoint, "welcome", "note", "Worth keeping");
  keys("y");
  harness_shows(&harness, "has just changed Note of");
  harness_shows(&harness, "Worth keeping");
  assert_true(is_there("welcome"));
  keys("<Enter>");
  says("It stays.");
  assert_true(is_there("welcome"));
  /* Having seen it, one can. */
  harness_poll(&harness);
  keys("dy");
  assert_false(is_there("welcome"));
}

static void test_delete_all_the_same(void **state)
{
  (void)state;
  keys("d");
  other_sets(ENTITY_touchpoint, "welcome", "note", "Worth keeping");
  keys("ym");
  assert_false(is_there("welcome"));
  keys("u");
  touchpoint_is("welcome", "note", "Worth keeping");
}

/* A part that goes with it counts too. */
static void test_delete_of_changed_part(void **state)
{
  (void)state;
  keys("/gentle<Enter>d");
  assert_int_equal(edit_set(other, ENTITY_variant, last_of(ENTITY_variant, "reminder-text"),
                            entity_field(ENTITY_variant, "body"), "Another text", NULL, NULL),
                   STATUS_OK);
  keys("y");
  harness_shows(&harness, "Another text");
  assert_true(is_there("reminder-1"));
  keys("<Esc>");
  assert_true(is_there("reminder-1"));
}

/* ---- Several fields at once ---- */

static void test_sentence(void **state)
{
  (void)state;
  keys("/gentle<Enter>t<Right>"); /* a day more */
  int64_t oid = helper_find(harness.session, ENTITY_touchpoint, "reminder-1");
  struct touchpoint *touchpoint = record_new(ENTITY_touchpoint);
  assert_int_equal(store_read(other->store, ENTITY_touchpoint, oid, touchpoint, NULL), STATUS_OK);
  char theirs[16], mine[16];
  snprintf(theirs, sizeof theirs, "%d", (int)touchpoint->offset_days + 7);
  snprintf(mine, sizeof mine, "%d", (int)touchpoint->offset_days + 1);
  record_free(ENTITY_touchpoint, &touchpoint);
  other_sets(ENTITY_touchpoint, "reminder-1", "offset_days", theirs);
  keys("<Enter>");
  harness_shows(&harness, "has two values");
  touchpoint_is("reminder-1", "offset_days", theirs);
  keys("<Esc>");
  touchpoint_is("reminder-1", "offset_days", theirs);
  keys("<Enter>m");
  touchpoint_is("reminder-1", "offset_days", mine);
}

#define TWO(test) cmocka_unit_test_setup_teardown(test, open_two, close_two)

int main(void)
{
  const struct CMUnitTest tests[] = {
      TWO(test_news),
      TWO(test_names),
      TWO(test_own_is_no_news),
      TWO(test_half_typed),
      TWO(test_mine),
      TWO(test_theirs),
      TWO(test_back_to_writing),
      TWO(test_together),
      TWO(test_again),
      TWO(test_no_dispute),
      TWO(test_refused),
      TWO(test_draft_not_held),
      TWO(test_prompts_left_behind),
      TWO(test_prompt_left_behind),
      TWO(test_while_reading),
      TWO(test_wrong_keys),
      TWO(test_prose),
      TWO(test_choice),
      TWO(test_deleted),
      TWO(test_let_go),
      TWO(test_deleted_whole),
      TWO(test_delete_of_changed),
      TWO(test_delete_all_the_same),
      TWO(test_delete_of_changed_part),
      TWO(test_sentence),
  };
  return cmocka_run_group_tests(tests, NULL, NULL);
}
