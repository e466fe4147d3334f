/* A workshop on one screen: a first-time user's walk, with no key that is not on
 * the screen; and what is hidden stays hidden until it is revealed. */
#include "app/edit.h"
#include "app/meeting.h"
#include "app/role.h"
#include "base/mem.h"
#include "screen_harness.h"
#include "tests/app/helper.h"
#include "tui/dispute_dialog.h"
#include "tui/drafts.h"

#include <inttypes.h>
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdlib.h>
#include <unistd.h>

#include <cmocka.h>

static struct harness harness;

static int start(void **state)
{
  (void)state;
  harness_open(&harness, &(struct look){.rows = 24, .columns = 80}, "journeys/electricity-se.yaml");
  harness_now = INT64_C(1772442000000);
  return 0;
}

static int end(void **state)
{
  (void)state;
  harness_close(&harness);
  return 0;
}

static void test_walk(void **state)
{
  (void)state;
  harness_type(&harness, "6<Enter><Enter><Enter>");
  harness_shows(&harness, "Opening");
  harness_type(&harness, "n");
  harness_shows(&harness, "Step 1 of 6");
  harness_type(&harness, "<Enter>Nobody tells me what happens<Enter><Enter>");
  harness_shows(&harness, "Cards so far: 1");
  /* Hidden: the journey has no such card, and other views do not know it. */
  assert_int_equal(store_count(harness.session->store, harness.session->journey_oid, ENTITY_card),
                   8);
  harness_type(&harness, "7");
  harness_shows_not(&harness, "Nobody tells");
  harness_type(&harness, "6n");
  harness_shows(&harness, "Read the cards aloud");
  harness_shows(&harness, "Nobody tells me");
  assert_int_equal(store_count(harness.session->store, harness.session->journey_oid, ENTITY_card),
                   9);
  harness_type(&harness, "nn<Enter><Enter>");
  harness_shows(&harness, "Dots left: 1 of 3");
  harness_type(&harness, "-");
  harness_shows(&harness, "Dots left: 2 of 3");
  harness_type(&harness, "n");
  harness_shows(&harness, "The vote is closed");
  harness_type(&harness, "n");
  harness_shows(&harness, "Step 2 of 6");
}

/* What one has written is kept beside the file until it is in it: between the words and
 * the list, and where the list led back to them. */
static void held(const char *text)
{
  const struct draft *draft = harness.tui->top != NULL ? harness.tui->top->draft : NULL;
  if (text == NULL) {
    assert_true(harness.tui->draft.handle < 0);
    return;
  }
  assert_true(harness.tui->draft.handle >= 0);
  assert_non_null(draft);
  assert_string_equal(draft->text, text);
}

static void test_held_until_kept(void **state)
{
  (void)state;
  harness_type(&harness, "6<Enter><Enter><Enter>n<Enter>Nobody");
  held("Nobody");
  harness_type(&harness, "<Enter>");
  harness_shows(&harness, "What is it?");
  held("Nobody");
  harness_type(&harness, "<Esc>");
  harness_shows(&harness, "Your card:");
  held("Nobody");
  harness_type(&harness, "<Enter><Enter>");
  held(NULL);
  /* A card that is changed is worth keeping where it is another. */
  harness_type(&harness, "<End><Enter>");
  harness_shows(&harness, "Your card:");
  held(NULL);
  harness_type(&harness, "!<Enter>");
  held("Nobody!");
  assert_string_equal(harness.tui->top->draft->key, "card Nobody");
  harness_type(&harness, "<Esc><Esc>");
  held(NULL);
  harness_type(&harness, "aCall them");
  held("Call them");
  harness_type(&harness, "<Enter>");
  harness_shows(&harness, "Which department does it?");
  held("Call them");
  harness_type(&harness, "<Esc>");
  held("Call them");
  harness_type(&harness, "<Enter><Enter>");
  harness_shows(&harness, "By which day?");
  held("Call them");
  harness_type(&harness, "<Enter>");
  held(NULL);
}

/* Hung up at the list, as the workbench ends then, and started again. */
static void test_held_comes_back(void **state)
{
  (void)state;
  harness_type(&harness, "6<Enter><Enter><Enter>n<Enter>Nobody<Enter>");
  harness_shows(&harness, "What is it?");
  int64_t (*now)(void) = harness.tui->now;
  tui_free(&harness.tui);
  harness.tui = tui_new(harness.session);
  harness.tui->now = now;
  drafts_offer(harness.tui);
  harness_type(&harness, "6<Enter>");
  harness_shows(&harness, "Nobody");
  harness_shows(&harness, "Here is what you were typing before");
  harness_type(&harness, "<Enter><Enter>");
  harness_shows(&harness, "Cards so far: 1");
  held(NULL);
}

/* An agenda of one's own, from a file: a fault is told with its place and the name of the
 * file stays to be mended; then the file keeps the agenda. */
static void test_own_agenda(void **state)
{
  (void)state;
  static const char good[] =
      "kundresa_agenda: 1\nid: ours\ntitle: Ours\nsteps:\n"
      "  - {id: one, title: The only one, phases: [{does: talk, minutes: 7}]}\n";
  struct str keys = {0};
  char path[] = "/tmp/kundresa-agenda-XXXXXX.yaml";
  int handle = mkstemps(path, 5);
  assert_true(handle >= 0);
  assert_int_equal(write(handle, "kundresa_agenda: 1\nid: ours\n", 28), 28);
  str_addf(&keys, "6<Enter><End><Enter>%s<Enter>", path);
  harness_type(&harness, str_text(&keys));
  harness_shows(&harness, ".yaml:1:1:");
  harness_shows(&harness, "Which file?");
  assert_int_equal(pwrite(handle, good, sizeof good - 1, 0), sizeof good - 1);
  close(handle);
  harness_type(&harness, "<Enter>");
  harness_shows(&harness, "What shall it be called?");
  unlink(path);
  harness_type(&harness, "<Enter>");
  harness_shows(&harness, "The only one");
  harness_type(&harness, "Ey<Enter>");
  harness_shows(&harness, "Ours");
  str_clear(&keys);
}

/* Others take part in it at once, so u does not take a workshop away: it goes on and it
 * can be ended, and then it was held. */
static void test_not_undone(void **state)
{
  (void)state;
  harness_type(&harness, "6<Enter><Enter><Enter>");
  harness_shows(&harness, "Opening");
  int64_t held = store_count(harness.session->store, harness.session->journey_oid, ENTITY_workshop);
  harness_type(&harness, "u");
  assert_int_equal(
      store_count(harness.session->store, harness.session->journey_oid, ENTITY_workshop), held);
  harness_type(&harness, "n");
  harness_shows(&harness, "Step 1 of 6");
  harness_type(&harness, "<Enter>Nobody tells me what happens<Enter><Enter>");
  harness_type(&harness, "un");
  harness_shows(&harness, "Nobody tells me");
  harness_type(&harness, "Ey");
  harness_shows(&harness, "Start a workshop");
}

/* Another person goes on, or ends it. */
static void go_elsewhere(bool end)
{
  struct meeting meeting = {0};
  struct error err = {0};
  assert_int_equal(meeting_read(harness.session, &meeting, &err), STATUS_OK);
  assert_int_equal(end ? meeting_end(harness.session, &meeting, &err)
                       : meeting_go_on(harness.session, &meeting, harness_now, &err),
                   STATUS_OK);
  meeting_clear(&meeting);
}

/* What was written comes back where the list of sorts is left, and where the room has
 * gone on. */
static void test_text_stays(void **state)
{
  (void)state;
  harness_type(&harness, "6<Enter><Enter><Enter>n<Enter>Nobody tells me<Enter><Esc>");
  harness_shows(&harness, "Nobody tells me");
  harness_type(&harness, " why<Enter><Enter>");
  harness_shows(&harness, "Cards so far: 1");
  harness_type(&harness, "<Enter>It comes too late<Enter>");
  go_elsewhere(false);
  harness_type(&harness, "<Enter>");
  harness_shows(&harness, "the room has gone on");
  harness_shows(&harness, "It comes too late");
  harness_type(&harness, "<Esc>");
  harness_shows_not(&harness, "It comes too late");
}

/* A prompt whose text could not be kept stays open with it. */
static void test_refused_stays(void **state)
{
  (void)state;
  static const char *const asked[] = {"pAsk the customers", "dAsk the customers",
                                      "aAsk the customers<Enter><Enter>"};
  for (size_t i = 0; i < sizeof asked / sizeof asked[0]; i++) {
    harness_type(&harness, "6<Enter><Enter><Enter>");
    harness_type(&harness, asked[i]);
    go_elsewhere(true);
    tui_reload(harness.tui);
    harness_type(&harness, "<Enter>");
    harness_shows(&harness, "no workshop is under way");
    assert_non_null(harness.tui->top);
    harness_type(&harness, "<Esc>");
    assert_null(harness.tui->top);
  }
}

/* A name that was typed for a workshop stays where another has begun one meanwhile. */
static void test_title_stays(void **state)
{
  (void)state;
  struct error err = {0};
  harness_type(&harness, "6<Enter><Enter>, in the blue room");
  assert_int_equal(meeting_start(harness.session, "minutes-90", "Another one", harness_now, &err),
                   STATUS_OK);
  harness_type(&harness, "<Enter>");
  harness_shows(&harness, "a workshop is under way already");
  harness_shows(&harness, "in the blue room");
}

/* The history tells a workshop's entries in words. */
static void test_history(void **state)
{
  (void)state;
  harness_type(&harness, "6<Enter><Enter><Enter>n<Enter>Nobody tells me<Enter><Enter>n7");
  harness_shows(&harness, "a workshop was begun");
  harness_shows(&harness, "cards revealed: Sale");
}

/* Turns to the step where grades are given. */
static void go_to_grading(void)
{
  harness_type(&harness, "6<Enter><Enter><Enter>n");
  while (harness_find(&harness, "Grade silently", NULL) < 0)
    harness_type(&harness, "n");
}

/* A first-time user's walk: graded in hiding, revealed, agreed on, ranked, with no key
 * that is not on the screen. */
static void test_grading(void **state)
{
  (void)state;
  struct touchpoint touchpoint;
  struct error err = {0};
  struct store *store = harness.session->store;
  int64_t oid = harness.session->journey_oid;
  int64_t before = store_count(store, oid, ENTITY_grade);
  go_to_grading();
  harness_shows(&harness, "Enter grades what is marked");
  harness_type(&harness, "<Enter>9<Enter>");
  harness_shows(&harness, "Write three numbers");
  harness_type(&harness, "<Backspace>015<Enter><Enter>2 2 2<Enter>");
  harness_shows(&harness, "Gradings so far: 2");
  assert_int_equal(store_count(store, oid, ENTITY_grade), before);
  harness_type(&harness, "7");
  harness_shows_not(&harness, "0 1 5");
  harness_type(&harness, "6n");
  harness_shows(&harness, "5 0?");
  assert_int_equal(store_count(store, oid, ENTITY_grade), before + 2);
  harness_type(&harness, "<Down><Enter>");
  harness_shows(&harness, "Agree on the middle: 0 1 5");
  harness_type(&harness, "<Enter>");
  harness_shows(&harness, "are agreed on");
  harness_shows_not(&harness, "5 0?");
  assert_int_equal(
      store_find(harness.session->store, oid, ENTITY_touchpoint, "tecknar-avtal", &oid, &err),
      STATUS_OK);
  record_init(ENTITY_touchpoint, &touchpoint);
  assert_int_equal(store_read(harness.session->store, ENTITY_touchpoint, oid, &touchpoint, &err),
                   STATUS_OK);
  assert_int_equal(touchpoint.use, 0);
  assert_int_equal(touchpoint.leverage, 5);
  record_clear(ENTITY_touchpoint, &touchpoint);
  harness_type(&harness, "<Up><Enter>");
  harness_shows(&harness, "Ranked by use");
  harness_type(&harness, "<Enter>");
  harness_shows(&harness, "Talk about where departments differ");
}

/* Where nothing is agreed on yet, the middle is, in one go, for all that are near. */
static void test_agree_all(void **state)
{
  (void)state;
  struct error err = {0};
  int64_t oid = harness.session->journey_oid;
  assert_int_equal(
      store_find(harness.session->store, oid, ENTITY_touchpoint, "tecknar-avtal", &oid, &err),
      STATUS_OK);
  assert_int_equal(edit_set(harness.session, ENTITY_touchpoint, oid,
                            entity_field(ENTITY_touchpoint, "use"), NULL, NULL, &err),
                   STATUS_OK);
  go_to_grading();
  harness_type(&harness, "<Enter>222<Enter>n");
  harness_shows(&harness, "near each other: 1 touchpoint");
  harness_type(&harness, "<Down><Enter>");
  harness_shows(&harness, "The grades of 1 touchpoint are agreed on.");
  harness_shows_not(&harness, "near each other");
  harness_shows(&harness, "4 2?"); /* what was agreed on before stays */
}

static int64_t grade_now(const char *name)
{
  struct touchpoint touchpoint;
  struct error err = {0};
  struct session *session = harness.session;
  int64_t oid = 0;
  record_init(ENTITY_touchpoint, &touchpoint);
  assert_int_equal(store_find(session->store, session->journey_oid, ENTITY_touchpoint,
                              "tecknar-avtal", &oid, &err),
                   STATUS_OK);
  assert_int_equal(store_read(session->store, ENTITY_touchpoint, oid, &touchpoint, &err),
                   STATUS_OK);
  int64_t grade = record_number(&touchpoint, entity_field(ENTITY_touchpoint, name));
  record_clear(ENTITY_touchpoint, &touchpoint);
  return grade;
}

/* Where somebody else has agreed on other grades meanwhile, each of them is asked about,
 * with both values; what nobody else changed is set. */
static void test_agree_disputed(void **state)
{
  (void)state;
  static const char *const names[] = {"use", "importance"};
  struct error err = {0};
  int64_t oid = 0;
  go_to_grading();
  harness_type(&harness, "<Enter>015<Enter>n<Down><Enter>");
  harness_shows(&harness, "Agree on the middle: 0 1 5");
  harness_type(&harness, "<Down><Enter>");
  harness_shows(&harness, "(0-5 each)");
  struct session *other = helper_open_again(harness.session);
  assert_int_equal(
      store_find(other->store, other->journey_oid, ENTITY_touchpoint, "tecknar-avtal", &oid, &err),
      STATUS_OK);
  for (size_t i = 0; i < 2; i++)
    assert_int_equal(edit_set(other, ENTITY_touchpoint, oid,
                              entity_field(ENTITY_touchpoint, names[i]), "2", NULL, &err),
                     STATUS_OK);
  session_close(&other);
  harness_type(&harness, "<Enter>");
  assert_true(dispute_is_asked(harness.tui));
  assert_int_equal(grade_now("leverage"), 5);
  assert_int_equal(grade_now("use"), 2);
  harness_type(&harness, "m");
  assert_int_equal(grade_now("use"), 0);
  assert_true(dispute_is_asked(harness.tui));
  harness_type(&harness, "m");
  assert_int_equal(grade_now("importance"), 1);
  assert_false(dispute_is_asked(harness.tui));
  assert_null(harness.tui->top);
}

/* The action comes back where nobody to do it was chosen. */
static void test_action_stays(void **state)
{
  (void)state;
  harness_type(&harness, "6<Enter><Enter><Enter>aAsk the customers<Enter><Esc>");
  harness_shows(&harness, "Ask the customers");
  harness_type(&harness, "<Enter><Enter><Enter>");
  harness_shows(&harness, "The action is kept");
}

static void put_place(const char *place)
{
  struct str name = {0};
  struct error err = {0};
  assert_int_equal(role_set(harness.session, harness.session->person, role_facilitator, &err),
                   STATUS_OK);
  str_addf(&name, "workshop:%" PRId64, harness.session->journey_oid);
  assert_int_equal(store_put_setting(harness.session->store, str_text(&name), place, &err),
                   STATUS_OK);
  str_clear(&name);
  tui_reload(harness.tui);
}

/* Where nobody knows any more where it is, it can still be ended, and another begun;
 * what was hidden comes to light. */
static void test_lost(void **state)
{
  (void)state;
  static const char *const places[] = {"1 w gone-agenda opening 0 1772442000000 0",
                                       "1 w minutes-90 gone-step 0 1772442000000 0", "2 what"};
  for (size_t i = 0; i < sizeof places / sizeof places[0]; i++) {
    put_place(places[i]);
    harness_type(&harness, "6");
    harness_shows(&harness, "is not known here");
    harness_type(&harness, "<Enter><Enter><Enter>");
    harness_shows(&harness, "with E first");
    harness_type(&harness, "<Esc>Ey");
    harness_shows_not(&harness, "is not known here");
    harness_type(&harness, "<Enter><Enter><Enter>");
    harness_shows(&harness, "Opening");
    harness_type(&harness, "Ey");
  }
}

static void test_lost_shows_cards(void **state)
{
  (void)state;
  bool sealed = false;
  struct error err = {0};
  const struct seal place = {.kind = "card", .round = "w/gone-step"};
  assert_int_equal(store_seal(harness.session->store, harness.session->journey_oid, &place, "1",
                              "fact\nNobody tells me", &sealed, &err),
                   STATUS_OK);
  assert_true(sealed);
  put_place("1 w minutes-90 gone-step 0 1772442000000 0");
  harness_type(&harness, "6Ey");
  assert_int_equal(store_count(harness.session->store, harness.session->journey_oid, ENTITY_card),
                   9);
}

/* Who goes on begins the next step at its first question, as the others do. */
static void test_first_question(void **state)
{
  (void)state;
  harness_type(&harness, "6<Enter><Enter><Enter>");
  harness_type(&harness, "<Right>");
  harness_shows(&harness, " 2/");
  harness_type(&harness, "n");
  harness_shows(&harness, "Step 1 of 6");
  harness_shows(&harness, " 1/");
}

/* What a step needs, and warns of, is of the map as it is now. */
static void test_needs(void **state)
{
  (void)state;
  struct error err = {0};
  harness_look(&harness, &(struct look){.rows = 40, .columns = 120});
  harness_type(&harness, "6<Enter><Enter><Enter>");
  harness_shows(&harness, "This step has 4 of the 5 things it needs");
  assert_int_equal(edit_set(harness.session, ENTITY_journey, harness.session->journey_oid,
                            entity_field(ENTITY_journey, "owner_department"), NULL, NULL, &err),
                   STATUS_OK);
  tui_reload(harness.tui);
  harness_type(&harness, "<Right>");
  harness_shows(&harness, "This step has 3 of the 5 things it needs");
  harness_type(&harness, "nnnnnnnnnnnnnnnn");
  harness_shows(&harness, "Step 4 of 6");
  harness_shows(&harness, "The audit found errors or warnings here");
}

/* Where somebody else has put a card elsewhere meanwhile, it is asked which it shall be. */
static void test_card_disputed(void **state)
{
  (void)state;
  struct error err = {0};
  int64_t card = 0;
  harness_type(&harness, "6<Enter><Enter><Enter>n<Enter>Nobody tells me<Enter><Enter>nn");
  harness_type(&harness, "<Enter><Down><Down><Down><Enter>");
  harness_shows(&harness, "What is it?");
  struct session *other = helper_open_again(harness.session);
  assert_int_equal(store_find(other->store, other->journey_oid, ENTITY_card, "sale-9", &card, &err),
                   STATUS_OK);
  assert_int_equal(
      edit_set(other, ENTITY_card, card, entity_field(ENTITY_card, "lane"), "question", NULL, &err),
      STATUS_OK);
  session_close(&other);
  harness_type(&harness, "<Down><Enter>");
  assert_true(dispute_is_asked(harness.tui));
}

/* To lead it, its record and where it is are one action, or none. */
static void test_begun_as_one(void **state)
{
  (void)state;
  struct error err = {0};
  size_t before = helper_entries(harness.session);
  harness_type(&harness, "6");
  assert_int_equal(
      meeting_start(harness.session, "minutes-90", "Bad \033 title", harness_now, &err),
      STATUS_INPUT);
  assert_int_equal(harness.session->role, role_editor);
  assert_int_equal(helper_entries(harness.session), before);
  harness_type(&harness, "<Enter><Enter><Enter>");
  assert_int_equal(helper_entries(harness.session), before + 1);
  assert_int_equal(harness.session->role, role_facilitator);
}

/* Dots on a card that was parked come back. */
static void test_dots_come_back(void **state)
{
  (void)state;
  struct error err = {0};
  int64_t card = 0;
  harness_type(&harness, "6<Enter><Enter><Enter>n<Enter>One<Enter><Enter>");
  harness_type(&harness, "<Home><Enter>Two<Enter><Enter>nnn<Home><Enter><Enter><Enter>");
  harness_shows(&harness, "Dots left: 0 of 3");
  assert_int_equal(store_find(harness.session->store, harness.session->journey_oid, ENTITY_card,
                              "sale-9", &card, &err),
                   STATUS_OK);
  assert_int_equal(edit_set(harness.session, ENTITY_card, card, entity_field(ENTITY_card, "lane"),
                            "parking", NULL, &err),
                   STATUS_OK);
  tui_reload(harness.tui);
  harness_type(&harness, "<Home><Enter><Enter>");
  harness_shows(&harness, "Dots left: 1 of 3");
}

static void test_clock_rings_once(void **state)
{
  (void)state;
  harness_type(&harness, "6<Enter><Enter><Enter>");
  harness_shows(&harness, "5:00");
  harness_now += INT64_C(5) * 60000;
  assert_true(tui_tick(harness.tui));
  harness_type(&harness, "<Right>");
  harness_shows(&harness, "time is up");
  assert_false(tui_tick(harness.tui));
  harness_type(&harness, "+");
  harness_shows(&harness, "1:00");
}

/* The clock is the present's, and so is History, for whoever looks at the past. */
static void test_clock_in_the_past(void **state)
{
  (void)state;
  struct meeting meeting = {0};
  struct error err = {0};
  harness_type(&harness, "1J6<Enter><Enter><Enter>7T7");
  harness_shows(&harness, "B back to now");
  harness_shows(&harness, "5:00");
  struct session *other = helper_open_again(harness.session);
  mem_set_text(&other->person, harness.session->person); /* who leads it */
  assert_int_equal(meeting_read(other, &meeting, &err), STATUS_OK);
  assert_int_equal(meeting_extend(other, &meeting, 100, harness_now, &err), STATUS_OK);
  assert_int_equal(edit_set(other, ENTITY_journey, other->journey_oid,
                            entity_field(ENTITY_journey, "title"), "Others' title", NULL, &err),
                   STATUS_OK);
  meeting_clear(&meeting);
  session_close(&other);
  harness_poll(&harness);
  harness_type(&harness, "<C-l>");
  harness_shows(&harness, "105:00");
  harness_shows(&harness, "Others' title");
  harness_type(&harness, "1");
  harness_shows(&harness, "B back to now");
  harness_shows_not(&harness, "Others' title");
  harness_type(&harness, "B");
  harness_shows(&harness, "Others' title");
}

int main(void)
{
  const struct CMUnitTest tests[] = {
      cmocka_unit_test_setup_teardown(test_walk, start, end),
      cmocka_unit_test_setup_teardown(test_own_agenda, start, end),
      cmocka_unit_test_setup_teardown(test_not_undone, start, end),
      cmocka_unit_test_setup_teardown(test_text_stays, start, end),
      cmocka_unit_test_setup_teardown(test_refused_stays, start, end),
      cmocka_unit_test_setup_teardown(test_title_stays, start, end),
      cmocka_unit_test_setup_teardown(test_history, start, end),
      cmocka_unit_test_setup_teardown(test_grading, start, end),
      cmocka_unit_test_setup_teardown(test_agree_all, start, end),
      cmocka_unit_test_setup_teardown(test_agree_disputed, start, end),
      cmocka_unit_test_setup_teardown(test_action_stays, start, end),
      cmocka_unit_test_setup_teardown(test_lost, start, end),
      cmocka_unit_test_setup_teardown(test_held_until_kept, start, end),
      cmocka_unit_test_setup_teardown(test_held_comes_back, start, end),
      cmocka_unit_test_setup_teardown(test_lost_shows_cards, start, end),
      cmocka_unit_test_setup_teardown(test_first_question, start, end),
      cmocka_unit_test_setup_teardown(test_needs, start, end),
      cmocka_unit_test_setup_teardown(test_card_disputed, start, end),
      cmocka_unit_test_setup_teardown(test_begun_as_one, start, end),
      cmocka_unit_test_setup_teardown(test_dots_come_back, start, end),
      cmocka_unit_test_setup_teardown(test_clock_rings_once, start, end),
      cmocka_unit_test_setup_teardown(test_clock_in_the_past, start, end),
  };
  return cmocka_run_group_tests(tests, NULL, NULL);
}
