/* What a person changes with keys, and what is in the file afterwards. */
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

/* ---- Touchpoints and stages ---- */

static void test_touchpoint_add(void **state)
{
  (void)state;
  keys("aFår ett brev<Enter>");
  order_is("sale: welcome far-ett-brev contract reminders: reminder-1");
  selected_is("far-ett-brev");
  harness_shows(&harness, "Får ett brev");
  /* Nothing typed, or a change of mind, adds nothing. */
  size_t entries = helper_entries(harness.session);
  keys("a<Enter>");
  keys("aNo<Esc>");
  assert_null(harness.tui->top);
  assert_int_equal(helper_entries(harness.session), entries);
}

static void test_touchpoint_edit(void **state)
{
  (void)state;
  keys("e<Down><Down><Enter><C-u>Skriver på<Enter>");
  touchpoint_is("welcome", "title", "Skriver på");
  harness_shows(&harness, "Skriver på");
  /* The form is still open; u takes back, in it too. */
  keys("u");
  touchpoint_is("welcome", "title", "Signs up online");
  keys("<C-r>");
  touchpoint_is("welcome", "title", "Skriver på");
  keys("<Esc>");
  assert_null(harness.tui->top);
}

/* What a field refuses stays to be mended, and nothing is written. */
static void test_refused(void **state)
{
  (void)state;
  keys("/gentle<Enter>e/<Esc>");
  keys("e<Down><Down><Enter><C-u><Enter>");
  assert_non_null(harness.tui->top);
  assert_true(harness_message(&harness)[0] != '\0');
  touchpoint_is("reminder-1", "title", "Gentle reminder");
  keys("Mild<Enter><Esc>");
  touchpoint_is("reminder-1", "title", "Mild");
}

static void test_lanes(void **state)
{
  (void)state;
  keys("<Right><Down><Down><Down><Enter>Legal<Enter>");
  touchpoint_is("contract", "owner_department", "legal");
  keys("<Down><Enter>");
  /* Two are ticked, and the second is put first. */
  keys(" <Down> ");
  keys("<lt><Enter>");
  char *order = helper_export(harness.session);
  assert_non_null(strstr(order, "channels: [e-invoice, email]"));
  free(order);
  keys("<Up><Up><Enter>");
  keys("<End><Enter>");
  assert_null(harness.tui->top);
}

/* What hangs on a touchpoint is listed, added, changed, deleted from its lane. */
static void test_systems(void **state)
{
  (void)state;
  keys("<Down><Down><Down><Down><Down><Enter>");
  harness_shows(&harness, "Systems in use: Signs up online");
  harness_shows(&harness, "No system is known to take part yet");
  keys("x");
  says("a adds one");
  /* A system that nobody has named yet, and then the same one elsewhere. */
  keys("a<Enter>Fakturering<Enter>");
  value_is(ENTITY_system, "fakturering", "title", "Fakturering");
  value_at(ENTITY_usage, last_of(ENTITY_usage, "welcome"), "system", "fakturering");
  keys("<Esc>");
  assert_null(harness.tui->top);
  harness_shows(&harness, "Fakturering");
  keys("<Right><Enter>aFakt<Enter>");
  assert_int_equal(count_of(ENTITY_system), 1);
  value_at(ENTITY_usage, last_of(ENTITY_usage, "contract"), "system", "fakturering");
  /* More is said of it in its form; then it goes and comes back. */
  keys("<Enter><Down><Enter> <Enter>");
  keys("<Esc>");
  harness_shows(&harness, "Fakturering  Does: reads");
  keys("d");
  assert_int_equal(count_of(ENTITY_usage), 1);
  harness_shows(&harness, "No system is known to take part yet");
  keys("u");
  assert_int_equal(count_of(ENTITY_usage), 2);
  keys("<Esc>");
}

static void test_questions(void **state)
{
  (void)state;
  keys("<Down><Down><Down><Down><Down><Down><Enter>");
  harness_shows(&harness, "Nothing is known to be asked because of it yet");
  keys("<Enter>När kommer fakturan?<Enter>aVarför så mycket?<Enter>");
  assert_int_equal(count_of(ENTITY_question), 2);
  value_is(ENTITY_question, "nar-kommer-fakturan", "caused_by", "welcome");
  keys("<Up><Enter><Down><Down><Down><Enter>120<Enter><Esc>");
  value_is(ENTITY_question, "nar-kommer-fakturan", "count", "120");
  keys("<Esc>");
  harness_shows(&harness, "2 questions");
  /* They are of this touchpoint only. */
  keys("<Right><Enter>");
  harness_shows(&harness, "Nothing is known to be asked because of it yet");
  keys("<Esc>");
}

/* Enter on the grades marks the first of them. */
static void test_grades(void **state)
{
  (void)state;
  keys("<Down><Down><Down><Down><Down><Down><Down><Down><Down><Down><Enter><Enter>");
  keys("4<Enter><Esc>");
  touchpoint_is("welcome", "use", "4");
}

static void test_feeling(void **state)
{
  (void)state;
  keys("J");
  touchpoint_is("welcome", "experience_as_is", "1");
  keys("JJJ");
  touchpoint_is("welcome", "experience_as_is", "-2");
  keys("J");
  says("cannot go any further");
  keys("<S-Up>");
  touchpoint_is("welcome", "experience_as_is", "-1");
  keys("<Right>K");
  touchpoint_is("contract", "experience_as_is", "0");
}

static void test_touchpoint_move(void **state)
{
  (void)state;
  keys(">");
  order_is("sale: contract welcome reminders: reminder-1");
  selected_is("welcome");
  keys("<S-Right>");
  order_is("sale: contract reminders: welcome reminder-1");
  keys(">");
  order_is("sale: contract reminders: reminder-1 welcome");
  size_t entries = helper_entries(harness.session);
  keys(">");
  order_is("sale: contract reminders: reminder-1 welcome");
  assert_int_equal(helper_entries(harness.session), entries);
  keys("<lt><lt><S-Left>");
  order_is("sale: welcome contract reminders: reminder-1");
}

static void test_touchpoint_copy_delete(void **state)
{
  (void)state;
  keys("/gentle<Enter>y");
  order_is("sale: welcome contract reminders: reminder-1 reminder-1-2");
  selected_is("reminder-1-2");
  assert_int_equal(count_of(ENTITY_variant), 2);
  /* No, leave, and Enter, which stands on no, all keep it. */
  keys("dn");
  keys("d<Esc>");
  keys("d<Enter>");
  assert_int_equal(count_of(ENTITY_touchpoint), 4);
  keys("dy");
  order_is("sale: welcome contract reminders: reminder-1");
  assert_int_equal(count_of(ENTITY_variant), 1);
  keys("<Delete><Right><Enter>");
  assert_int_equal(count_of(ENTITY_touchpoint), 2);
  keys("uu");
  order_is("sale: welcome contract reminders: reminder-1 reminder-1-2");
}

static void test_stages(void **state)
{
  (void)state;
  keys("AInvoice<Enter>");
  order_is("sale: welcome contract invoice: reminders: reminder-1");
  harness_shows(&harness, "nothing yet");
  keys("aGets the invoice<Enter>");
  order_is("sale: welcome contract invoice: gets-the-invoice reminders: reminder-1");
  keys("}");
  order_is("sale: welcome contract reminders: reminder-1 invoice: gets-the-invoice");
  keys("{{");
  order_is("invoice: gets-the-invoice sale: welcome contract reminders: reminder-1");
  keys("s<Down><Enter><C-u>Billing<Enter><Esc>");
  value_is(ENTITY_stage, "invoice", "title", "Billing");
  keys("D<Esc>");
  assert_int_equal(count_of(ENTITY_stage), 3);
  keys("Dy");
  order_is("sale: welcome contract reminders: reminder-1");
  keys("u");
  order_is("invoice: gets-the-invoice sale: welcome contract reminders: reminder-1");
}

/* A map that loses everything can be filled again. */
static void test_from_nothing(void **state)
{
  (void)state;
  keys("DyDy");
  assert_int_equal(count_of(ENTITY_stage), 0);
  harness_shows(&harness, "The map is empty");
  static const char *const lacking[] = {"t", "e", "g", "d", "y", "<lt>", ">", "{", "}", "s", "D"};
  for (size_t i = 0; i < sizeof lacking / sizeof lacking[0]; i++) {
    keys("<Esc>");
    keys(lacking[i]);
    says("Press A to add one");
  }
  static const char *const without[] = {"t", "e", "d", "v", "a", "y", "<lt>", ">", "E"};
  for (size_t i = 0; i < sizeof without / sizeof without[0]; i++) {
    keys("3<Esc>");
    keys(without[i]);
    says("Add a touchpoint on the Map first");
  }
  keys("1");
  keys("d<Enter><Enter>etgy<Down><Right>+--&<Esc>3<Enter>a<Esc>1");
  keys("aSelling<Enter>aMeets us<Enter>");
  order_is("selling: meets-us");
}

/* All that is asked, by what it costs, with counts before and after. */
static void test_asked(void **state)
{
  (void)state;
  keys("Q");
  harness_shows(&harness, "Nothing is known to be asked yet");
  keys("aWhy so much?<Enter>aHave you got my payment?<Enter>");
  assert_int_equal(count_of(ENTITY_question), 2);
  harness_shows(&harness, "never counted");
  /* Of the one that was added last. */
  keys("<Enter>");
  harness_shows(&harness, "No dated count yet");
  keys("asome day 12<Enter>");
  harness_shows(&harness, "Write the days and then how many");
  keys("<Esc>a2026-04 300<Enter>a2026-06-01 2026-06-15 30<Enter>");
  assert_int_equal(count_of(ENTITY_volume), 2);
  value_at(ENTITY_volume, 1, "to", "2026-04-30");
  harness_shows(&harness, "2026-06-01");
  keys("<Esc>");
  /* 60 in thirty days instead of 300, at 100 kr each. */
  harness_shows(&harness, "60 in 30 days, 6,000 SEK");
  harness_shows(&harness, "saved: 24,000 SEK");
  int column;
  int paid = harness_find(&harness, "Have you got my payment?", &column);
  int why = harness_find(&harness, "Why so much?", &column);
  assert_true(paid >= 0 && paid < why); /* what costs stands before what nobody counted */
  keys("<Home><Enter>d");
  assert_int_equal(count_of(ENTITY_volume), 1);
  keys("u");
  assert_int_equal(count_of(ENTITY_volume), 2);
  keys("<Esc><Esc>");
}

/* Changes a field as nobody would have noticed it: no view is told. */
static void set_unseen(enum entity entity, const char *id, const char *field, const char *text)
{
  struct error err = {0};
  assert_int_equal(edit_set(harness.session, entity, helper_find(harness.session, entity, id),
                            entity_field(entity, field), text, NULL, &err),
                   STATUS_OK);
}

/* What is drawn was read before: a frame reads nothing of the file, and what is told of a
 * change reads it once. */
static void test_frames_read_nothing(void **state)
{
  (void)state;
  keys("Qa"
       "Why so much?<Enter>");
  set_unseen(ENTITY_question, "why-so-much", "topic", "Why so little?");
  keys("<Up><Down><C-l>");
  harness_shows(&harness, "Why so much?");
  tui_reload(harness.tui);
  keys("<C-l>");
  harness_shows(&harness, "Why so little?");
  keys("<Esc>");

  /* The panel of the map, at what is asked because of a touchpoint. */
  set_unseen(ENTITY_question, "why-so-much", "caused_by", "welcome");
  tui_reload(harness.tui);
  harness_resize(&harness, 60, 200);
  keys("1<Home>/welcome<Enter>");
  harness_shows(&harness, "Why so little?");
  set_unseen(ENTITY_question, "why-so-much", "topic", "Why at all?");
  keys("<Down><C-l>");
  harness_shows(&harness, "Why so little?");
  tui_reload(harness.tui);
  keys("<C-l>");
  harness_shows(&harness, "Why at all?");
}

/* ---- The sentence, and the questions ---- */

static void test_trigger(void **state)
{
  (void)state;
  keys("/gentle<Enter>t");
  harness_shows(&harness, "5 days after the due date");
  keys("14");
  harness_shows(&harness, "14 days after the due date");
  /* Nothing is kept, but not thrown away by a slip either. */
  keys("<Esc>");
  harness_shows(&harness, "Leave without keeping what you changed?");
  keys("<Enter>");
  harness_shows(&harness, "14 days after the due date");
  keys("<Esc><Right><Enter>");
  assert_null(harness.tui->top);
  touchpoint_is("reminder-1", "offset_days", "5");
  keys("t<Esc>");
  assert_null(harness.tui->top);
  keys("t14<Down><Right><Enter>");
  touchpoint_is("reminder-1", "offset_days", "14");
  touchpoint_is("reminder-1", "days", "business");
  /* One action, which is taken back as one. */
  keys("u");
  touchpoint_is("reminder-1", "offset_days", "5");
  touchpoint_is("reminder-1", "days", "calendar");
  /* What it can be is also picked from a list; a number is not. */
  keys("t ");
  says("Type the number");
  keys("<Down> <Down><Down><Enter><Enter>");
  touchpoint_is("reminder-1", "days", "business");
  keys("ut3-<Enter>");
  touchpoint_is("reminder-1", "offset_days", "-3");
  /* To whom: picked from the segments, and everyone again. */
  keys("t<Down><Down><Down><Down><Down><Right><Down><Enter><Enter>");
  touchpoint_is("reminder-1", "segment", "new");
  keys("t<Down><Down><Down><Down><Down><Backspace><Enter>");
  touchpoint_is("reminder-1", "segment", "");
}

/* Where no day is set one begins with what it counts from. */
static void test_trigger_from_nothing(void **state)
{
  (void)state;
  keys("t ordering<Esc><Esc>");
  keys("t <Down><Enter>");
  keys("<Up><Up>3<Enter>");
  touchpoint_is("welcome", "anchor", "order");
  touchpoint_is("welcome", "offset_days", "3");
}

/* Groups of customers are named, and told apart, without leaving the workbench. */
static void test_customers(void **state)
{
  (void)state;
  keys("c");
  harness_shows(&harness, "new customers  ! nothing tells yet who they are");
  /* A fact that nobody has named yet; then the same one again. */
  keys("<Enter>");
  harness_shows(&harness, "Conditions: new customers");
  harness_shows(&harness, "Nothing tells yet who they are");
  keys("a<Enter>Fakturor hittills<Enter><Down><Enter><Enter>at most<Enter>");
  keys("<Enter>");
  says("Write what it is compared with");
  keys("3<Enter>");
  value_is(ENTITY_attribute, "fakturor-hittills", "of", "invoice");
  value_at(ENTITY_condition, last_of(ENTITY_condition, "new"), "value", "3");
  value_at(ENTITY_condition, last_of(ENTITY_condition, "new"), "operator", "at-most");
  harness_shows(&harness, "Fakturor hittills  is at most 3");
  keys("aFakturor<Enter>is known<Enter>");
  assert_int_equal(count_of(ENTITY_attribute), 1);
  value_at(ENTITY_condition, last_of(ENTITY_condition, "new"), "operator", "known");
  keys("u<Esc>");
  harness_shows(&harness, "new customers  Fakturor hittills is at most 3");
  /* What is so or not is not compared. */
  keys("<Enter>asomething<Enter>Har autogiro<Enter><Enter>Yes or no<Enter>No<Enter>");
  value_at(ENTITY_condition, last_of(ENTITY_condition, "new"), "value", "false");
  value_at(ENTITY_condition, last_of(ENTITY_condition, "new"), "operator", "is");
  harness_shows(&harness, "Har autogiro  is no");
  keys("u<Esc>");
  /* Another group, which is opened at once; it goes only after asking. */
  keys("atrogna kunder<Enter>");
  harness_shows(&harness, "Conditions: trogna kunder");
  keys("<Esc>d");
  harness_shows(&harness, "Delete 'trogna kunder'?");
  keys("y");
  assert_int_equal(count_of(ENTITY_segment), 1);
  keys("e<Enter><C-u>nya kunder<Enter><Esc><Esc>");
  value_is(ENTITY_segment, "new", "title", "nya kunder");
  /* From where a step says whom it is for, one gets there too. */
  keys("t");
  keys("<Down><Down><Down> another<Enter>");
  harness_shows(&harness, "nya kunder  Fakturor hittills is at most 3");
}

static void test_guide(void **state)
{
  (void)state;
  keys("g");
  assert_int_equal(count_of(ENTITY_answer), 0);
  keys("<Enter>På webben.<C-s>");
  assert_int_equal(count_of(ENTITY_answer), 1);
  value_at(ENTITY_answer, last_of(ENTITY_answer, "welcome"), "text", "På webben.");
  /* Back in the list, at the next one. */
  harness_shows(&harness, "+ answered");
  keys("<Up><Enter><End> Mest.<C-s><Esc>");
  value_at(ENTITY_answer, last_of(ENTITY_answer, "welcome"), "text", "På webben. Mest.");
  keys("g<Up><Enter><C-k><C-s><Esc>");
  assert_int_equal(count_of(ENTITY_answer), 0);
  assert_null(harness.tui->top);
}

/* ---- Texts ---- */

static void test_text(void **state)
{
  (void)state;
  keys("/gentle<Enter>3<Tab><Down><Enter>");
  keys("Kära <C-s>");
  int64_t oid = last_of(ENTITY_variant, "reminder-text");
  value_at(ENTITY_variant, oid, "body",
           "Kära Hej {first_name}!\n\nVi har inte sett din betalning än."
           "\n\nAtt betala: {amount_due}\nSenast: {pay_by}\nBankgiro: {bank_account}\nOCR: "
           "{payment_ref}");
  /* To leave what was written asks first. */
  keys("<Enter>X<Esc>");
  keys("n");
  harness_shows(&harness, "XKära");
  keys("<Esc>y");
  assert_null(harness.tui->top);
  value_at(ENTITY_variant, oid, "body",
           "Kära Hej {first_name}!\n\nVi har inte sett din betalning än."
           "\n\nAtt betala: {amount_due}\nSenast: {pay_by}\nBankgiro: {bank_account}\nOCR: "
           "{payment_ref}");
  keys("<Enter><Down><Down><End>{amount_d<Enter><Enter><F2>");
  value_at(ENTITY_variant, oid, "body",
           "Kära Hej {first_name}!\n\nVi har inte sett din betalning än.{amount_due}\n"
           "\n\nAtt betala: {amount_due}\nSenast: {pay_by}\nBankgiro: {bank_account}\nOCR: "
           "{payment_ref}");
  keys("p");
  harness_shows(&harness, "made-up");
  harness_shows_not(&harness, "{first_name}");
  keys("p");
  harness_shows(&harness, "{first_name}");
}

/* { offers the facts, and does not get in the way of one who types them. */
static void test_placeholders_typed(void **state)
{
  (void)state;
  static const struct {
    const char *pressed;
    const char *body;
  } typed[] = {
      {"{first_name} and more", "{first_name} and more"},
      {"{nobody_knows} it", "{nobody_knows} it"},
      {"a {<Esc>b", "a {b"},
      {"a {amou<Esc>b", "a {amoub"},
      {"{{x}}", "{{x}}"},
      {"a {<Backspace>b", "a b"},
      {"{amount_due<Enter> kr", "{amount_due} kr"},
  };
  keys("3aPayment<Enter>v<Enter>");
  int64_t oid = last_of(ENTITY_variant, "welcome-text");
  for (size_t i = 0; i < sizeof typed / sizeof typed[0]; i++) {
    keys("<Enter><C-k>");
    keys(typed[i].pressed);
    keys("<C-s>");
    value_at(ENTITY_variant, oid, "body", typed[i].body);
    assert_null(harness.tui->top);
  }
  keys("<Enter><C-k>{");
  harness_paste(&harness, "x} y");
  keys("<C-s>");
  value_at(ENTITY_variant, oid, "body", "{x} y");
}

static void test_messages(void **state)
{
  (void)state;
  keys("3aPayment<Enter>");
  assert_int_equal(count_of(ENTITY_message), 2);
  keys("v<Enter>");
  assert_int_equal(count_of(ENTITY_variant), 2);
  keys("<Enter>Hej!<C-s>");
  value_at(ENTITY_variant, last_of(ENTITY_variant, "welcome-text"), "body", "Hej!");
  keys("y");
  harness_shows(&harness, "one more, for some of the customers");
  keys("another<Enter>en<Enter>");
  value_at(ENTITY_variant, last_of(ENTITY_variant, "welcome-text"), "language", "en");
  keys("<lt>");
  value_at(ENTITY_variant, last_of(ENTITY_variant, "welcome-text"), "language", "sv");
  keys("d<Enter>dy");
  assert_int_equal(count_of(ENTITY_variant), 2);
  keys("<Home>dy");
  assert_int_equal(count_of(ENTITY_message), 1);
  keys("uu");
  assert_int_equal(count_of(ENTITY_variant), 3);
}

/* The journey's languages are offered, those that lack a wording first. */
static void test_languages(void **state)
{
  (void)state;
  struct error err = {0};
  assert_int_equal(edit_set(harness.session, ENTITY_journey, harness.session->journey_oid,
                            entity_field(ENTITY_journey, "languages"), "sv en", NULL, &err),
                   STATUS_OK);
  harness_poll(&harness);
  keys("/gentle<Enter>3<Tab>v");
  harness_shows(&harness, "has no wording yet");
  assert_true(harness_find(&harness, "has no wording yet", NULL) <
              harness_find(&harness, "one more, for some of the customers", NULL));
  keys("<Enter>");
  value_at(ENTITY_variant, last_of(ENTITY_variant, "reminder-text"), "language", "en");
  keys("v<End><Enter>fi<Enter>");
  value_at(ENTITY_variant, last_of(ENTITY_variant, "reminder-text"), "language", "fi");
  /* What is typed and is no language is told in words, not in names of files. */
  keys("v<End><Enter>?<Enter>");
  says("Language: found '?'");
  keys("<Esc>");
}

/* One more wording in a language is for some of the customers, and stands before
 * the one for everyone. */
static void test_for_some(void **state)
{
  (void)state;
  keys("/gentle<Enter>3<Tab><Down>");
  harness_shows(&harness, "  sv  everyone");
  keys("v<Enter>");
  harness_shows(&harness, "For which customers?");
  keys("<Enter>");
  harness_shows(&harness, "  sv  new customers");
  assert_true(harness_find(&harness, "  sv  new customers", NULL) <
              harness_find(&harness, "  sv  everyone", NULL));
  /* They have theirs now; another group is to be named first. */
  keys("v<Enter><Enter>");
  harness_shows(&harness, "Segments");
  keys("aold customers<Enter><Esc><Esc>v<Enter><Enter>");
  harness_shows(&harness, "  sv  old customers");
}

/* A text longer than the screen, and its preview, are read page by page. */
static void test_long_text(void **state)
{
  (void)state;
  harness_resize(&harness, 24, 80);
  keys("/gentle<Enter>3<Tab><Down><Enter><C-k>");
  for (int i = 1; i <= 30; i++) {
    char line[24];
    snprintf(line, sizeof line, "line %d<Enter>", i);
    keys(line);
  }
  keys("The end {amount_due}<C-s>");
  harness_shows(&harness, "line 2");
  harness_shows_not(&harness, "The end");
  keys("p<PageDown><PageDown><PageDown>");
  harness_shows(&harness, "The end");
  harness_shows_not(&harness, "{amount_due}");
  harness_shows_not(&harness, "line 2 ");
  keys("<PageUp><PageUp><PageUp>");
  harness_shows(&harness, "line 2");
  int column;
  int row = harness_find(&harness, "line 5", &column);
  for (int i = 0; i < 40; i++)
    harness_wheel(&harness, row, column, false);
  harness_shows(&harness, "The end");
  /* Another row begins at its top; a larger window shows it all. */
  keys("<Up><Down>");
  harness_shows(&harness, "line 2");
  keys("<PageDown><PageDown>");
  harness_resize(&harness, 60, 100);
  harness_shows(&harness, "line 2");
  harness_shows(&harness, "The end");
}

static void test_undo_redo(void **state)
{
  (void)state;
  char *before = helper_export(harness.session);
  keys("aOne & only<Enter>u");
  says("Taken back: added: Touchpoint One & only.");
  keys("<C-r>u");
  keys("aOne<Enter>aTwo<Enter>>J");
  char *after = helper_export(harness.session);
  keys("uuuu");
  char *undone = helper_export(harness.session);
  assert_string_equal(undone, before);
  keys("u");
  assert_true(harness_message(&harness)[0] != '\0'); /* there is nothing more */
  keys("<C-r><C-r><C-r><C-r>");
  char *redone = helper_export(harness.session);
  assert_string_equal(redone, after);
  keys("7");
  harness_shows(&harness, "Done again");
  keys("<Enter><Esc>1");
  free(before);
  free(after);
  free(undone);
  free(redone);
}

int main(void)
{
  const struct CMUnitTest tests[] = {
      SMALL(test_touchpoint_add),
      SMALL(test_touchpoint_edit),
      SMALL(test_refused),
      SMALL(test_lanes),
      SMALL(test_systems),
      SMALL(test_questions),
      SMALL(test_asked),
      SMALL(test_frames_read_nothing),
      SMALL(test_grades),
      SMALL(test_feeling),
      SMALL(test_touchpoint_move),
      SMALL(test_touchpoint_copy_delete),
      SMALL(test_stages),
      SMALL(test_from_nothing),
      SMALL(test_trigger),
      SMALL(test_trigger_from_nothing),
      SMALL(test_customers),
      SMALL(test_guide),
      SMALL(test_text),
      SMALL(test_placeholders_typed),
      SMALL(test_messages),
      SMALL(test_languages),
      SMALL(test_for_some),
      SMALL(test_long_text),
      SMALL(test_undo_redo),
  };
  return cmocka_run_group_tests(tests, NULL, NULL);
}
