/* Finding one's way about the workbench, and what must do no harm there. */
#include "workbench.h"

#include "app/edit.h"
#include "tests/app/helper.h"

#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdlib.h>
#include <string.h>

#include <cmocka.h>

/* ---- Finding one's way ---- */

static void test_search(void **state)
{
  (void)state;
  keys("/EN VÄNLIG PÅM<Enter>");
  selected_is("paminnelse-1");
  harness_shows(&harness, "vänlig");
  keys("/Får en tydlig<Enter>");
  selected_is("paminnelse-2");
  keys("/får en<Enter>");
  int64_t first = harness.tui->touchpoint;
  keys("/<Enter>");
  int64_t second = harness.tui->touchpoint;
  assert_int_not_equal(first, second);
  keys("N");
  assert_int_equal(harness.tui->touchpoint, first);
  keys("3n");
  assert_int_equal(harness.tui->touchpoint, second);
  keys("1/nowhere at all<Enter>");
  says("is nowhere in the journey");
  assert_int_equal(harness.tui->touchpoint, second);
}

static void test_palette(void **state)
{
  (void)state;
  keys(":");
  harness_shows(&harness, "Find a command");
  keys("move ri");
  harness_shows(&harness, "Move the touchpoint one place to the right");
  harness_shows_not(&harness, "Add a stage");
  keys("<Enter>");
  order_is("sale: contract welcome reminders: reminder-1");
  keys(":xyzzy");
  harness_shows(&harness, "nothing holds 'xyzzy'");
  keys("<Enter><Esc><Esc>");
  assert_null(harness.tui->top);
  /* The help runs what is chosen, too. */
  keys("?history<Enter>");
  assert_int_equal(harness.tui->current, VIEW_HISTORY);
}

/* What is named so comes before what only tells of it. */
static void test_palette_order(void **state)
{
  (void)state;
  keys(":customer");
  assert_true(harness_find(&harness, "customers", NULL) <
              harness_find(&harness, "feels better", NULL));
  keys("<Enter>");
  harness_shows(&harness, "Segments");
  keys("<Esc>7/zebra<Enter>");
  says("'zebra' is nowhere in the history.");
}

static void test_filter(void **state)
{
  (void)state;
  keys("&Finance<Enter>");
  harness_shows(&harness, "Finance owns 7 of 25; → hand-overs: 6; ? blind spots: 1");
  harness_shows(&harness, "Lit up:");
  /* Next to what finance owns, and it knows nothing of it: marked by a sign. */
  bool blind = false;
  for (int i = 0; i < 25 && !blind; i++) {
    keys("<Right>");
    harness_shows(&harness, "? blind spots: 1"); /* as long as it is lit up */
    for (int row = 3; row < 6; row++) {
      char *line = harness_row(&harness, row);
      blind = blind || strstr(line, "? ") != NULL;
      free(line);
    }
  }
  assert_true(blind);
  /* Esc is a way out, as the list is. */
  keys("<Esc>");
  says("All departments are shown alike again");
  keys("<Esc>");
  assert_string_equal(harness_message(&harness), "");
  keys("&Finance<Enter>&<Home><Enter>");
  says("All departments are shown alike again");
  keys("<Left>");
  harness_shows_not(&harness, "hand-overs");
  harness_shows_not(&harness, "Lit up:");
}

/* The places of the arrows on the row of the owners. */
static int arrows(void)
{
  char *line = harness_row(&harness, harness_find(&harness, "Owner ", NULL));
  int count = 0;
  for (const char *at = line; (at = strstr(at, "→")) != NULL; at++)
    count++;
  free(line);
  return count;
}

/* Where work goes over from one department to another, between the columns. */
static void test_hand_overs(void **state)
{
  (void)state;
  assert_int_equal(arrows(), 0);
  keys("&Finance<Enter>");
  assert_int_equal(arrows(), 0); /* sale is marketing's, as far as is seen */
  keys("/får fakturan<Enter>");
  harness_shows(&harness, "I Johan     →F Anna");
  /* Of one department's own there is nothing to hand over. */
  keys("<Right>");
  harness_shows(&harness, "F Anna       F Finance");
  keys("&Marketing<Enter><Home>");
  harness_shows(&harness, "S Karim     →M Sara      →I Johan     →M Sara");
}

static void test_zoom(void **state)
{
  (void)state;
  keys("-");
  harness_shows(&harness, "Uncovered");
  keys("<Right><Right><Enter>");
  harness_shows(&harness, "Evidence");
  selected_is("forsta-fakturan-forklaras");
  keys("-<Left>+");
  selected_is("elen-mats");
  keys("+");
  harness_shows(&harness, "Owner, department: IT");
  keys("+");
  says("as close as it gets");
  keys("Z<End>");
  selected_is("vinn-tillbaka");
  keys("<Home>");
  selected_is("tecknar-avtal");
  keys("<PageDown><PageDown><PageUp><Tab><S-Tab>");
  assert_true(harness.tui->touchpoint != 0);
}

static void test_mouse(void **state)
{
  (void)state;
  int column;
  int row = harness_find(&harness, "Reads the", &column);
  harness_click(&harness, row, column);
  selected_is("contract");
  row = harness_find(&harness, "Owner", NULL);
  harness_click(&harness, row, column);
  keys("<Enter>Legal<Enter>");
  touchpoint_is("contract", "owner_department", "legal");
  harness_wheel(&harness, row, column, true);
  selected_is("welcome");
  harness_wheel(&harness, row, column, false);
  harness_wheel(&harness, row, column, false);
  selected_is("reminder-1");
  row = harness_find(&harness, "3 Texts", &column);
  harness_click(&harness, row, column);
  assert_int_equal(harness.tui->current, VIEW_TEXTS);
  row = harness_find(&harness, "Signs up online", &column);
  harness_click(&harness, row, column);
  selected_is("welcome");
  /* A list is clicked, too. */
  keys("1?");
  row = harness_find(&harness, "Turn to what was changed", &column);
  while (row < 0) {
    harness_wheel(&harness, 10, 10, false);
    row = harness_find(&harness, "Turn to what was changed", &column);
  }
  harness_click(&harness, row, column);
  assert_int_equal(harness.tui->current, VIEW_HISTORY);
  /* A form: the first click marks, the second one changes. */
  keys("1/gentle<Enter>e");
  row = harness_find(&harness, "The stage it stands in", NULL);
  assert_true(row > 0);
  int field = harness_find(&harness, " Title ", &column);
  harness_click(&harness, field, column + 2);
  harness_click(&harness, field, column + 2);
  keys("<C-u>Mild<Enter><Esc>");
  touchpoint_is("reminder-1", "title", "Mild");
  /* A question: no, and yes. */
  keys("d");
  row = harness_find(&harness, "No, keep it", &column);
  harness_click(&harness, row - 1, column);
  harness_click(&harness, row, column);
  assert_null(harness.tui->top);
  assert_int_equal(count_of(ENTITY_touchpoint), 3);
  keys("d");
  row = harness_find(&harness, "Yes, delete", &column);
  harness_click(&harness, row, column);
  assert_int_equal(count_of(ENTITY_touchpoint), 2);
  /* Outside of everything nothing happens. */
  harness_click(&harness, 0, 0);
  harness_click(&harness, 29, 99);
  harness_wheel(&harness, 29, 0, true);
}

/* The hints can be clicked, those of the views and those of dialogs. */
static void test_mouse_hints(void **state)
{
  (void)state;
  int column;
  int row = harness_find(&harness, "   g questions", &column);
  harness_click(&harness, row, column + 4);
  harness_shows(&harness, "Questions that lead through it");
  row = harness_find(&harness, "Esc back", &column);
  harness_click(&harness, row, column);
  assert_null(harness.tui->top);
  row = harness_find(&harness, "? help  : find", &column);
  harness_click(&harness, row, column + 9);
  harness_shows(&harness, "Find a command");
  /* What is said at the top is not for a dialog. */
  harness_click(&harness, row, column);
  keys("<Esc>");
  assert_null(harness.tui->top);
  harness_click(&harness, row, column);
  harness_shows(&harness, "What can be done here");
  keys("<Esc>e");
  row = harness_find(&harness, "Enter change", &column);
  harness_click(&harness, row, column + 7);
  assert_non_null(harness.tui->top->below);
  keys("<Esc><Esc>");
  /* The parts of a sentence, and a list to tick. */
  keys("/gentle<Enter>t");
  row = harness_find(&harness, "Channels    ", &column);
  harness_click(&harness, row, column);
  harness_click(&harness, row, column);
  row = harness_find(&harness, "] 1. E-mail", &column);
  harness_click(&harness, row, column);
  harness_wheel(&harness, row, column, false);
  keys("<Enter>");
  harness_wheel(&harness, row, column, false);
  row = harness_find(&harness, "Enter keep", &column);
  harness_click(&harness, row, column);
  assert_null(harness.tui->top);
  touchpoint_is("reminder-1", "channels", "letter");
}

/* What to start from can be clicked, and so can the way out. */
static void test_mouse_start(void **state)
{
  (void)state;
  int column;
  harness_look_start(&harness, &(struct look){.rows = 24, .columns = 80});
  int row = harness_find(&harness, "Norway", &column);
  harness_click(&harness, row + 12, column);
  assert_false(start_ended(harness.start));
  harness_click(&harness, row, column);
  assert_true(start_ended(harness.start));
  harness_look_start(&harness, &(struct look){.rows = 24, .columns = 80});
  row = harness_find(&harness, "Esc leave", &column);
  harness_click(&harness, row, column);
  assert_true(start_ended(harness.start));
}

/* In a tall window lanes of lists have several rows, all of which are theirs. */
static void test_tall(void **state)
{
  (void)state;
  int column;
  harness_resize(&harness, 60, 100);
  keys("<Right><Down><Down><Down><Down><Down><Enter>");
  keys("a<Enter>Fakturering<Enter>a<End><Enter>Tryckeriet i Norrköping<Enter><Esc>");
  harness_shows(&harness, "Fakturering");
  int second = harness_find(&harness, "Tryckeriet", &column);
  assert_int_equal(second, harness_find(&harness, "Fakturering", NULL) + 1);
  keys("<Home>");
  harness_click(&harness, second, column);
  selected_is("contract");
  keys("<Enter>");
  harness_shows(&harness, "Systems in use: Reads the contract");
  keys("<Esc>");
  harness_click(&harness, harness_find(&harness, " Asked", NULL), column);
  keys("<Enter>");
  harness_shows(&harness, "Nothing is known to be asked");
}

/* A large window shows the text too; a small one tells where the rest is. */
static void test_panel(void **state)
{
  (void)state;
  harness_resize(&harness, 60, 200);
  keys("/inkassokrav<Enter>");
  harness_shows(&harness, "guiding question");
  harness_shows(&harness, "Reminder · The text itself");
  harness_shows(&harness, "{amount_due}");
  harness_shows_not(&harness, "More: e");
  harness_resize(&harness, 24, 80);
  keys("<Home>+");
  harness_shows(&harness, "More: e fields, g answers, 3 texts");
}

/* The name of a stage with one touchpoint is read whole where rows are to spare. */
static void test_stage_names(void **state)
{
  (void)state;
  harness_resize(&harness, 24, 80);
  keys("<End>s<Down><Enter><C-u>Forgetting to pay, and what comes of it<Enter><Esc>");
  harness_shows(&harness, "comes of it");
  harness_resize(&harness, 20, 80);
  harness_shows_not(&harness, "comes of it");
}

/* At 80 columns what matters can still be read. */
static void test_narrow(void **state)
{
  (void)state;
  static const char *const languages[] = {NULL, "sv", "nb"};
  struct error err = {0};
  keys("/gentle<Enter>");
  int64_t oid = last_of(ENTITY_variant, "reminder-text");
  assert_int_equal(edit_set(harness.session, ENTITY_journey, harness.session->journey_oid,
                            entity_field(ENTITY_journey, "languages"), "sv en nb", NULL, &err),
                   STATUS_OK);
  assert_int_equal(edit_set(harness.session, ENTITY_variant, oid,
                            entity_field(ENTITY_variant, "subject"),
                            "En vänlig påminnelse om din faktura", NULL, &err),
                   STATUS_OK);
  assert_int_equal(edit_set(harness.session, ENTITY_variant, oid,
                            entity_field(ENTITY_variant, "body"), "Betala {amount_dew}", NULL,
                            &err),
                   STATUS_OK);
  for (size_t i = 0; i < 3; i++) {
    struct look look = {.rows = 24, .columns = 80, .language = languages[i]};
    harness_look(&harness, &look);
    /* The lane on the map, the row in Texts, and what is said of a wording. */
    keys("/gentle<Enter>");
    harness_shows(&harness, "en nb");
    harness_shows(&harness, i == 0 ? "g questions" : i == 1 ? "g frågor" : "g spørsmål");
    keys("3");
    harness_shows(&harness, "en nb");
    harness_shows(&harness, "Enter ");
    keys("<Tab><Down>");
    harness_shows(&harness, "{amount_dew}");
    harness_shows(&harness, "{amount_due}?");
    keys("<Enter>");
    harness_shows(&harness, "{amount_due}?");
    keys("<Esc>1");
  }
  harness_look(&harness, &(struct look){.rows = 24, .columns = 80});
  keys("<Esc>");
  harness_shows(&harness, "& department");
  keys("3");
  harness_shows(&harness, "Enter change   a add   v add wording   p preview");
  keys("7");
  harness_shows(&harness, "Enter look closer");
  /* The heading stands right above what it names. */
  int heading;
  int words;
  harness_find(&harness, "What was changed", &heading);
  harness_find(&harness, "Journey '", &words);
  assert_int_equal(heading, words);
}

/* A guiding question can be read to its end, in the list and while answering. */
static void test_questions_whole(void **state)
{
  (void)state;
  keys("/får fakturan<Enter>g<Home><Down><Down>");
  harness_shows(&harness, "Which ways does the invoice take");
  harness_shows(&harness, "each way?");
  keys("<Enter>");
  harness_shows(&harness, "Which ways does the invoice take");
  harness_shows(&harness, "each way?");
  keys("E-post");
  harness_shows(&harness, "E-post");
  keys("<Esc>y<Esc>");
}

/* What was taken back is said once. */
static void test_taken_back_once(void **state)
{
  (void)state;
  keys("Ju<C-r>7");
  harness_shows(&harness, "Taken back");
  harness_shows_not(&harness, "(taken back) Taken back");
}

/* ---- What must do no harm ---- */

static void test_resize(void **state)
{
  (void)state;
  static const struct {
    int rows, columns;
  } sizes[] = {{60, 200}, {24, 80}, {12, 44}, {10, 40}, {9, 40}, {5, 30},
               {2, 2},    {1, 1},   {3, 300}, {80, 20}, {24, 80}};
  static const char *const places[] = {
      "",  "+",  "-",  "?",  "/partner<Enter>t", "e", "g", "d", "3<Enter>E", "7", "a", "i", ":x",
      "&", "3a", "3v", "7\r"};
  setenv("EDITOR", "true", 1);
  setenv("VISUAL", "", 1);
  for (size_t place = 0; place < sizeof places / sizeof places[0]; place++) {
    if (strstr(places[place], "E") != NULL)
      continue; /* an editor needs a terminal */
    keys(places[place]);
    for (size_t i = 0; i < sizeof sizes / sizeof sizes[0]; i++) {
      harness_resize(&harness, sizes[i].rows, sizes[i].columns);
      keys("<Down><Up>");
    }
    keys("<Esc><Esc><Esc>1");
    harness_shows(&harness, "1 Map");
    int row;
    int column;
    harness_cursor(&harness, &row, &column);
    assert_in_range(row, 2, 21);
  }
}

/* Every byte there is, in every view: unless it is the key of a command that
 * changes, or part of a text that one is asked for, the map is as it was. */
static void test_every_byte(void **state)
{
  (void)state;
  char *before = helper_export(harness.session);
  static const char *const views[] = {"1", "3", "7"};
  for (size_t view = 0; view < 3; view++)
    for (int byte = 0; byte < 256; byte++) {
      char bytes[1] = {(char)byte};
      keys(views[view]);
      keys("<Home>");
      harness_send(&harness, bytes, 1);
      keys("<Esc><Esc><Esc>");
      if (harness.tui->leaving) {
        assert_int_equal(byte, 'q');
        harness.tui->leaving = false;
      }
      assert_null(harness.tui->top);
      char name[4] = {(char)byte, '\0'};
      if (byte > 0 && byte < 27)
        snprintf(name, sizeof name, "C-%c", byte + 'a' - 1);
      const struct command *command = command_of_key(
          byte < 128 ? name : "", (unsigned)harness.tui->views[harness.tui->current]->ops->scope);
      if (command != NULL && (command->flags & COMMAND_CHANGES) != 0)
        keys("u");
      if (harness.session->present != NULL)
        keys("B");
      char *after = helper_export(harness.session);
      if (strcmp(before, after) != 0)
        fail_msg("byte %d changed the map in view %s", byte, views[view]);
      free(after);
    }
  free(before);
}

static void test_paste(void **state)
{
  (void)state;
  char *before = helper_export(harness.session);
  /* Over a view it would be commands: Ds, yes and ys. */
  harness_paste(&harness, "Dyayu\ryd\n>>JJq");
  char *after = helper_export(harness.session);
  assert_string_equal(before, after);
  assert_false(harness.tui->leaving);
  says("Text can be pasted where one writes");
  keys("d");
  harness_paste(&harness, "y\r");
  assert_int_equal(count_of(ENTITY_touchpoint), 3);
  keys("<Esc>");
  /* In one line a line end is a space; it does not send the line off. */
  keys("a");
  harness_paste(&harness, "Får\r\nett\tbrev\033");
  assert_non_null(harness.tui->top);
  keys("<Enter>");
  touchpoint_is("far-ett-brev", "title", "Får ett brev");
  /* In a text it is one; nothing in it is a key, not even { . */
  keys("/gentle<Enter>3<Enter><Down><Enter>");
  harness_paste(&harness, "Rad {amount_due}\r\rTvå\n");
  keys("<C-s>");
  assert_null(harness.tui->top);
  value_at(ENTITY_variant, last_of(ENTITY_variant, "reminder-text"), "body",
           "Rad {amount_due}\n\nTvå\nHej {first_name}!\n\nVi har inte sett din betalning än."
           "\n\nAtt betala: {amount_due}\nSenast: {pay_by}\nBankgiro: {bank_account}\nOCR: "
           "{payment_ref}");
  free(before);
  free(after);
}

/* The end of a paste that got lost does not lock a person out. */
static void test_paste_lost(void **state)
{
  (void)state;
  static const char bytes[] = "\033[200~Dy";
  harness_send(&harness, bytes, sizeof bytes - 1);
  keys("<Esc>");
  keys("3");
  assert_int_equal(harness.tui->current, VIEW_TEXTS);
  assert_int_equal(count_of(ENTITY_stage), 2);
}

static void test_escape(void **state)
{
  (void)state;
  static const char *const places[] = {"?",
                                       ":",
                                       ":x",
                                       "/",
                                       "a",
                                       "e",
                                       "e<Down><Enter>",
                                       "t",
                                       "g",
                                       "g<Enter>",
                                       "d",
                                       "A",
                                       "s",
                                       "D",
                                       "i",
                                       "&",
                                       "<Down><Down><Enter>",
                                       "3a",
                                       "3v",
                                       "3<Enter><Enter>",
                                       "3e",
                                       "7<Enter>",
                                       "<Down><Down><Down><Down><Enter>",
                                       "t<Down><Down><Down><Right>"};
  char *before = helper_export(harness.session);
  for (size_t i = 0; i < sizeof places / sizeof places[0]; i++) {
    keys("1/gentle<Enter>");
    keys("<Up><Up><Up><Up><Up><Up><Up><Up><Up><Up>");
    keys(places[i]);
    if (harness.tui->top == NULL && i < 17)
      fail_msg("%s opens nothing", places[i]);
    keys("<Esc><Esc><Esc>");
    if (harness.tui->top != NULL)
      fail_msg("Esc does not leave %s", places[i]);
  }
  char *after = helper_export(harness.session);
  assert_string_equal(before, after);
  free(before);
  free(after);
  keys("<C-c>");
  says("Press q to leave");
  keys("<C-z>");
  assert_false(harness.tui->leaving);
  keys("q");
  assert_true(harness.tui->leaving);
}

static void test_empty_file(void **state)
{
  (void)state;
  harness_shows(&harness, "no journey");
  keys("aAetdgyDsi<Down><Right><Enter>+-&<Esc>/x<Enter>n3<Enter>avdpE7<Enter><Down><End>1");
  keys("?<Esc>:<Esc>u<C-r><C-l>");
  assert_null(harness.tui->top);
}

/* What a terminal sends for a key that TERM does not tell of is never typed. */
static void test_sequences(void **state)
{
  (void)state;
  static const char *const unknown[] = {"\033[27;5;97~", "\033[97;5u", "\033[1;9D",   "\033O~",
                                        "\033[?62;c",    "\033[35~",   "\033[<0;5;5M"};
  static const char *const terms[] = {"vt100", "screen", "xterm-256color"};
  char *before = helper_export(harness.session);
  for (size_t term = 0; term < 3; term++) {
    harness_look(&harness, &(struct look){.rows = 30, .columns = 100, .term = terms[term]});
    for (size_t i = 0; i < sizeof unknown / sizeof unknown[0]; i++) {
      harness_send(&harness, unknown[i], strlen(unknown[i]));
      assert_null(harness.tui->top);
      assert_int_equal(harness.tui->current, VIEW_MAP);
      assert_string_equal(harness_message(&harness), "");
      char *after = helper_export(harness.session);
      assert_string_equal(before, after);
      free(after);
    }
    keys("\033[F");
    selected_is("reminder-1");
    keys("\033[1~");
    selected_is("welcome");
    keys("\033[4~\033[H");
    selected_is("welcome");
    keys("\033[1;2B");
    touchpoint_is("welcome", "experience_as_is", "1");
    keys("\033[1;2A");
    touchpoint_is("welcome", "experience_as_is", "2");
    keys("uu\033[3~");
    harness_shows(&harness, "Yes, delete");
    keys("<Esc>/gen\033[D\033[1;5D\033[3~");
    harness_shows(&harness, " en ");
    harness_send(&harness, "\033[", 2);
    keys("<Esc>");
    assert_null(harness.tui->top);
  }
  free(before);
}

/* ---- Others at the same file ---- */

static void test_others(void **state)
{
  (void)state;
  struct session *other = helper_open_again(harness.session);
  struct error err = {0};
  int64_t oid = helper_find(other, ENTITY_touchpoint, "welcome");
  const struct field *title = entity_field(ENTITY_touchpoint, "title");
  keys("e<Down><Down><Enter><C-u>Mine");
  assert_int_equal(
      edit_set(other, ENTITY_touchpoint, oid, title, "Theirs", "Signs up online", &err), STATUS_OK);
  harness_poll(&harness);
  says("changed Title of Touchpoint 'Theirs'.");
  keys("<Enter>");
  /* Both are told, and nothing is overwritten before the person has chosen. */
  harness_shows(&harness, "has two values");
  harness_shows(&harness, "Mine");
  touchpoint_is("welcome", "title", "Theirs");
  keys("m<Esc>");
  touchpoint_is("welcome", "title", "Mine");
  /* What is selected may be gone. */
  oid = helper_find(other, ENTITY_touchpoint, "welcome");
  assert_int_equal(edit_delete(other, ENTITY_touchpoint, oid, &err), STATUS_OK);
  harness_poll(&harness);
  keys("<Right><Left>J");
  touchpoint_is("contract", "experience_as_is", "0");
  session_close(&other);
}

/* The journey that one works on may be gone, and come back. */
static void test_journey_deleted(void **state)
{
  (void)state;
  struct session *other = helper_open_again(harness.session);
  struct error err = {0};
  struct str label = {0};
  keys("/gentle<Enter>3<Tab>1");
  assert_int_equal(edit_delete(other, ENTITY_journey, other->journey_oid, &err), STATUS_OK);
  harness_poll(&harness);
  says("Somebody has deleted the journey");
  harness_shows(&harness, "There is no journey in this file yet.");
  harness_shows_not(&harness, "null");
  static const char *const places[] = {"1", "3"};
  static const char *const pressed[] = {"a", "e", "t", "d", "y", "<lt>", ">", "<Enter>"};
  for (size_t i = 0; i < 2; i++)
    for (size_t k = 0; k < sizeof pressed / sizeof pressed[0]; k++) {
      keys(places[i]);
      keys("<Esc>");
      keys(pressed[k]);
      says("There is no journey in this file yet: kundresa import");
      assert_null(harness.tui->top);
    }
  keys("R");
  assert_true(harness_message(&harness)[0] != '\0' || harness.tui->top != NULL);
  keys("<Esc>1?");
  harness_shows(&harness, "What can be done here");
  keys("<Esc>");
  assert_int_equal(edit_undo(other, &label, &err), STATUS_OK);
  harness_poll(&harness);
  harness_shows(&harness, "Gentle reminder");
  str_clear(&label);
  session_close(&other);
}

/* A file that may only be read says so before anybody has written much. */
static void test_read_only(void **state)
{
  (void)state;
  struct session *writing = harness.session;
  assert_int_equal(
      session_open(writing->path, STORE_READ, NULL, &harness.session, &(struct error){0}),
      STATUS_OK);
  harness_look(&harness, &(struct look){.rows = 24, .columns = 80});
  says("This file can only be read here.");
  keys("<Right>");
  harness_shows_not(&harness, "only be read here");
  static const char *const pressed[] = {"a", "t", "g", "A", "d"};
  for (size_t i = 0; i < sizeof pressed / sizeof pressed[0]; i++) {
    keys("<Esc>");
    keys(pressed[i]);
    says("nothing can be changed");
    assert_null(harness.tui->top);
  }
  struct session *reading = harness.session;
  harness.session = writing;
  harness_look(&harness, &(struct look){.rows = 24, .columns = 80});
  session_close(&reading);
}

int main(void)
{
  const struct CMUnitTest tests[] = {
      LARGE(test_search),
      SMALL(test_palette),
      LARGE(test_palette_order),
      LARGE(test_filter),
      LARGE(test_hand_overs),
      LARGE(test_zoom),
      SMALL(test_mouse),
      SMALL(test_mouse_hints),
      SMALL(test_tall),
      LARGE(test_panel),
      SMALL(test_stage_names),
      SMALL(test_mouse_start),
      SMALL(test_narrow),
      LARGE(test_questions_whole),
      SMALL(test_taken_back_once),
      LARGE(test_resize),
      SMALL(test_every_byte),
      SMALL(test_paste),
      SMALL(test_paste_lost),
      SMALL(test_escape),
      cmocka_unit_test_setup_teardown(test_empty_file, open_empty, close_all),
      SMALL(test_sequences),
      SMALL(test_others),
      SMALL(test_journey_deleted),
      SMALL(test_read_only),
  };
  return cmocka_run_group_tests(tests, NULL, NULL);
}
