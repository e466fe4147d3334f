/* The history: the journey as it was, and the way back. */
#include "workbench.h"

#include "app/edit.h"
#include "tests/app/helper.h"

#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include <cmocka.h>

static void set_title(struct session *session, const char *id, const char *title)
{
  assert_int_equal(edit_set(session, ENTITY_touchpoint, helper_find(session, ENTITY_touchpoint, id),
                            entity_field(ENTITY_touchpoint, "title"), title, NULL, NULL),
                   STATUS_OK);
}

/* What somebody else does, in a program of his own. */
static void set_title_elsewhere(const char *id, const char *title)
{
  struct session *session = NULL;
  assert_int_equal(session_open(harness.session->path, STORE_WRITE, NULL, &session, NULL),
                   STATUS_OK);
  set_title(session, id, title);
  session_close(&session);
}

static void change(const char *id, const char *title)
{
  set_title(harness.session, id, title);
  tui_reload(harness.tui);
}

/* ---- There and back ---- */

static void test_after_and_before(void **state)
{
  (void)state;
  change("reminder-1", "Second title");
  change("reminder-1", "Third title");
  keys("/third<Enter>7<Down>t");
  assert_int_equal(harness.tui->current, VIEW_MAP);
  harness_shows(&harness, "As it was on 2026-03-02 09:0");
  harness_shows(&harness, "Touchpoint 'Third title': Title 'Gentle reminder'");
  harness_shows(&harness, "B back to now");
  touchpoint_is("reminder-1", "title", "Second title");
  selected_is("reminder-1");
  /* From one moment to another; the entries are all there still. */
  keys("7");
  harness_shows(&harness, "'Second title' ▸ 'Third title'");
  harness_shows(&harness, "▸2026-03-02");
  keys("T");
  harness_shows(&harness, "As it was before 2026-03-02 09:0");
  touchpoint_is("reminder-1", "title", "Gentle reminder");
  keys("B");
  says("as it is now");
  assert_null(harness.session->present);
  harness_shows(&harness, "Third title");
  harness_shows_not(&harness, "back to now");
  keys("B");
  says("This is the journey as it is now.");
  /* Before the first entry there was no journey. */
  keys("7<End>T");
  says("The journey was not in the file yet");
  assert_null(harness.session->present);
  keys("t");
  assert_non_null(harness.session->present);
}

/* Every view says it, in a narrow window too, and the line can be clicked. */
static void test_banner(void **state)
{
  (void)state;
  change("reminder-1", "Second title");
  keys("7T");
  for (const char *view = "123467"; *view != '\0'; view++) {
    keys((char[]){*view, '\0'});
    harness_shows(&harness, "As it was before 2026-03-02");
    harness_shows(&harness, "B back to now");
  }
  harness_resize(&harness, 12, 44);
  int column, row = harness_find(&harness, "B back to now", &column);
  assert_int_equal(row, 2);
  harness_shows(&harness, "As it was before 2026-03-02");
  harness_click(&harness, row, column + 2);
  assert_null(harness.session->present);
  assert_int_equal(harness_find(&harness, "B back to now", NULL), -1);
}

/* ---- Nothing is changed there ---- */

static void test_refused(void **state)
{
  (void)state;
  static const char *const tries[] = {
      "1a",
      "1d",
      "1K",
      "1>",
      "1t",
      "1A",
      "1D",
      "1g",
      "1y",
      "1u",
      "1<C-r>",
      "1R",
      "2>",
      "3a",
      "3v",
      "3E",
      "4w",
      "6<Enter>",
      "6n",
      "7u",
      "7R",
      ":roles<Enter>",
      ":who am I<Enter>",
      "1e<Enter>",
      "1i<Enter>",

  };
  change("reminder-1", "Second title");
  int64_t changes =
      store_count(harness.session->store, harness.session->journey_oid, ENTITY_touchpoint);
  keys("/second<Enter>7T");
  for (size_t i = 0; i < sizeof tries / sizeof tries[0]; i++) {
    keys(tries[i]);
    if (strstr(harness_message(&harness), "nothing can be changed") == NULL)
      fail_msg("after %s the message is '%s'", tries[i], harness_message(&harness));
    says("comes back to now");
    keys("<Esc><Esc>");
  }
  touchpoint_is("reminder-1", "title", "Gentle reminder");
  keys("B");
  touchpoint_is("reminder-1", "title", "Second title");
  assert_int_equal(count_of(ENTITY_touchpoint), changes);
  keys("1u");
  says("Taken back");
  touchpoint_is("reminder-1", "title", "Gentle reminder");
}

/* ---- Others go on meanwhile ---- */

static void test_others(void **state)
{
  (void)state;
  change("reminder-1", "Second title");
  keys("/second<Enter>7T");
  char *before = harness_picture(&harness);
  set_title_elsewhere("welcome", "By another");
  harness_poll(&harness);
  char *after = harness_picture(&harness);
  assert_string_equal(before, after);
  free(before);
  free(after);
  keys("B");
  harness_shows(&harness, "By another");
  harness_poll(&harness);
  says("changed Title of Touchpoint 'By another'");
}

/* One who did not move there is where one was; what is not there now cannot be marked. */
static void test_cursor(void **state)
{
  (void)state;
  change("reminder-1", "Second title");
  keys("1<Home>");
  selected_is("welcome");
  keys("7T");
  selected_is("reminder-1");
  keys("B");
  selected_is("welcome");
  keys("7T1<Home><Right>");
  selected_is("contract");
  keys("B");
  selected_is("contract");
  /* It was deleted since. */
  keys("/second<Enter>dy7T");
  selected_is("reminder-1");
  keys("B");
  assert_int_equal(count_of(ENTITY_touchpoint), 2);
  assert_int_equal(harness.tui->touchpoint, 0);
}

/* What is marked stays marked when an entry comes above it. */
static void test_marked(void **state)
{
  (void)state;
  change("reminder-1", "Second title");
  change("reminder-1", "Third title");
  keys("7<Down>");
  int row, later, column;
  harness_cursor(&harness, &row, &column);
  set_title_elsewhere("welcome", "By another");
  harness_poll(&harness);
  harness_cursor(&harness, &later, &column);
  assert_int_equal(later, row + 1);
  keys("<Enter>");
  harness_shows(&harness, "What was changed");
  harness_shows(&harness, "'Gentle reminder' ▸ 'Second title'");
}

/* ---- Only some ---- */

/* What was done, by whom, for which department, and where. */
static const char *const users[] = {"anna", "bo", "cia"};
static const char *const tokens[] = {"finance", "marketing", "it"};
static const char *const labels[] = {"Finance", "Marketing", "IT"};
static const char *const places[] = {"welcome", "contract", "reminder-1"};

#define EDITS 18
static struct {
  int user, department, place;
} edits[EDITS];

static void make_edits(void)
{
  unsigned chance = 7;
  for (int i = 0; i < EDITS; i++) {
    char title[16];
    chance = chance * 1103515245U + 12345U;
    edits[i].user = (int)(chance >> 16) % 3;
    edits[i].department = (int)(chance >> 19) % 3;
    edits[i].place = i < 3 ? i : (int)(chance >> 22) % 3;
    snprintf(title, sizeof title, "t%02d", i);
    store_stamp(harness.session->store, users[edits[i].user], tokens[edits[i].department]);
    set_title(harness.session, places[edits[i].place], title);
  }
  tui_reload(harness.tui);
}

static void pick(const char *words)
{
  keys("&");
  keys(words);
  keys("<Enter>");
}

/* What the place is called by now. */
static void pick_place(int place)
{
  char title[16];
  for (int i = 0; i < EDITS; i++)
    if (edits[i].place == place)
      snprintf(title, sizeof title, "t%02d", i);
  pick(title);
}

/* A minus one asks for all.  The model: an entry is shown where each wish is its own. */
static void only_those_are_shown(int user, int department, int place)
{
  bool narrowed = user >= 0 || department >= 0 || place >= 0;
  int row = narrowed ? 4 : 3;
  if (user >= 0)
    pick(users[user]);
  if (department >= 0)
    pick(labels[department]);
  if (place >= 0)
    pick_place(place);
  keys("<Home>");
  for (int i = EDITS - 1; i >= 0; i--) {
    char words[32];
    bool fits = (user < 0 || edits[i].user == user) &&
                (department < 0 || edits[i].department == department) &&
                (place < 0 || edits[i].place == place);
    snprintf(words, sizeof words, "▸ 't%02d'", i);
    int found = harness_find(&harness, words, NULL);
    if (found != (fits ? row++ : -1))
      fail_msg("with %d, %d, %d the change %d stands in row %d", user, department, place, i, found);
  }
  if (narrowed)
    harness_shows(&harness, ". Esc shows all.");
  keys("<Esc>");
  harness_shows_not(&harness, "Esc shows all");
}

static void test_only_some(void **state)
{
  (void)state;
  harness_resize(&harness, 32, 120);
  make_edits();
  keys("7");
  /* Each two wishes together once, with a third that goes round. */
  for (int user = -1; user < 3; user++)
    for (int department = -1; department < 3; department++)
      only_those_are_shown(user, department, (user + department + 2) % 4 - 1);
}

/* Nobody of that department has done anything; what is gone can be asked for. */
static void test_only_none(void **state)
{
  (void)state;
  keys("7");
  pick("Legal");
  harness_shows(&harness, "Shown: Legal. Esc shows all.");
  harness_shows(&harness, "No change is of these.");
  keys("<Enter>t=");
  keys("<Esc>1/gentle<Enter>dy7");
  pick("reminder-1");
  harness_shows(&harness, "Shown: Touchpoint 'reminder-1'.");
  harness_shows(&harness, "Touchpoint 'Gentle reminder' deleted");
  pick("All changes");
  harness_shows_not(&harness, "Esc shows all");
}

/* What is drawn was read before, in a narrowed list too: a frame reads nothing. */
static void test_frames_read_nothing(void **state)
{
  (void)state;
  change("reminder-1", "Second title");
  keys("7");
  pick("Second title");
  harness_shows(&harness, "Shown: Touchpoint 'Second title'.");
  tui_reload(harness.tui);
  set_title(harness.session, "reminder-1", "Third title");
  keys("<C-l>");
  harness_shows(&harness, "Shown: Touchpoint 'Second title'.");
  harness_shows_not(&harness, "Third title");
  tui_reload(harness.tui);
  keys("<C-l>");
  harness_shows(&harness, "Shown: Touchpoint 'Third title'.");
  harness_shows(&harness, "Touchpoint 'Third title': Title");
}

/* ---- Compared with now ---- */

static void test_compared(void **state)
{
  (void)state;
  change("reminder-1", "Second title");
  change("reminder-1", "Third title");
  keys("7=");
  says("The journey is now as it was then.");
  keys("<Down>=");
  harness_shows(&harness, "What is different now from 2026-03-02 09:0");
  harness_shows(&harness, "Touchpoint 'Third title'");
  harness_shows(&harness, "Title: \"Second title\" → \"Third title\"");
  /* While one looks back, from what is looked at; another's work is now, too. */
  keys("<Esc>T1");
  set_title_elsewhere("welcome", "By another");
  harness_poll(&harness);
  keys("=");
  harness_shows(&harness, "What is different now from before 2026-03-02 09:0");
  harness_shows(&harness, "Title: \"Gentle reminder\" → \"Third title\"");
  harness_shows(&harness, "Title: \"Signs up online\" → \"By another\"");
  keys("<Esc>B1=");
  says("This is the journey as it is now.");
}

/* ---- Who set what ---- */

static void test_blame(void **state)
{
  (void)state;
  store_stamp(harness.session->store, "bo", "it");
  set_title(harness.session, "reminder-1", "Second title");
  change("welcome", "By anna");
  /* From the map: the field, who set it and when; and from there the entry itself. */
  keys("/second<Enter>H");
  harness_shows(&harness, "Touchpoint 'Second title'");
  harness_shows(&harness, "Title: Second title");
  harness_shows(&harness, "bo (IT), 2026-03-02 09:02");
  harness_shows(&harness, "anna (Finance), 2026-03-02 09:01");
  keys("Title: Sec<Enter>");
  assert_int_equal(harness.tui->current, VIEW_HISTORY);
  keys("<Enter>");
  harness_shows(&harness, "What was changed");
  harness_shows(&harness, "'Gentle reminder' ▸ 'Second title'");
  /* From the entry that is marked, though it is not shown among the wanted ones. */
  keys("<Esc>&anna<Enter><Home>H");
  harness_shows(&harness, "Title: By anna");
  keys("<Esc>1H");
  keys("Title: Sec<Enter>");
  harness_shows_not(&harness, "Shown: ");
  keys("<Enter>");
  harness_shows(&harness, "'Gentle reminder' ▸ 'Second title'");
  /* In the texts, of the wording that is marked. */
  keys("<Esc>3<Tab><Down>H");
  harness_shows(&harness, "Variant 'sv'");
  harness_shows_not(&harness, "Touchpoint 'Second title'");
  keys("<Esc>");
}

/* As it was then; and of what is gone there is nothing to say. */
static void test_blame_past(void **state)
{
  (void)state;
  store_stamp(harness.session->store, "bo", "it");
  set_title(harness.session, "reminder-1", "Second title");
  change("reminder-1", "Third title");
  keys("7<Down>tH");
  harness_shows(&harness, "Title: Second title");
  harness_shows(&harness, "bo (IT)");
  keys("<Esc>B1/third<Enter>dy7H");
  says("It is not in the journey any more.");
  assert_null(harness.tui->top);
}

int main(void)
{
  const struct CMUnitTest tests[] = {
      SMALL(test_after_and_before), SMALL(test_banner),    SMALL(test_refused),
      SMALL(test_others),           SMALL(test_cursor),    SMALL(test_marked),
      SMALL(test_only_some),        SMALL(test_only_none), SMALL(test_frames_read_nothing),
      SMALL(test_compared),         SMALL(test_blame),     SMALL(test_blame_past),
  };
  return cmocka_run_group_tests(tests, NULL, NULL);
}
