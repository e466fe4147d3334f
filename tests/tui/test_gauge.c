/* What the Texts view and the field for a text say of what is written. */
#include "workbench.h"

#include "app/edit.h"
#include "tests/app/helper.h"

#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdlib.h>
#include <string.h>

#include <cmocka.h>

/* The text of the small journey's reminder, open to be written, and empty. */
static void open_text(void)
{
  keys("/gentle<Enter>3<Tab><Down><Enter>");
  for (int i = 0; i < 20; i++)
    keys("<C-k>");
}

/* It follows every key: what is told, how it sounds. */
static void test_follows(void **state)
{
  (void)state;
  open_text();
  harness_shows(&harness, "[ ] what  [ ] when  [ ] how  [ ] reference");
  keys("Betala {amount_due<Enter> senast {pay_by<Enter>");
  harness_shows(&harness, "[x] what  [x] when  [ ] how  [ ] reference");
  keys(" till {bank_account<Enter>, {payment_ref<Enter>.");
  harness_shows(&harness, "[x] what  [x] when  [x] how  [x] reference");
  keys(" Detta är ett hot: du är en slusk som aldrig gör rätt för dig!");
  harness_shows(&harness, "! tone 5 Threat");
  harness_shows(&harness, "fits here");
  keys("<Esc>y");
  assert_null(harness.tui->top);
}

/* The words under the cursor have their reason told. */
static void test_reason(void **state)
{
  (void)state;
  open_text();
  keys("Annars lämnas fakturan till inkasso.<Left><Left><Left>");
  harness_shows(&harness, "Hand-over to a collector");
  keys("<Home><C-k>");
  harness_shows_not(&harness, "Hand-over to a collector");
  keys("<Esc>y");
}

/* Marks are underlined where there are no colours, too. */
static void test_underlined(void **state)
{
  (void)state;
  int row, column;
  harness_look(&harness,
               &(struct look){.rows = 30, .columns = 100, .theme = THEME_MONO, .term = "vt100"});
  open_text();
  keys("Solen skiner. Fakturan lämnas till inkasso.<Home>");
  row = harness_find(&harness, "inkasso", &column);
  VTermScreenCell cell;
  assert_true(vterm_screen_get_cell(harness.screen, (VTermPos){row, column}, &cell));
  assert_int_not_equal(cell.attrs.underline, 0);
  row = harness_find(&harness, "Solen", &column);
  assert_true(vterm_screen_get_cell(harness.screen, (VTermPos){row, column + 1}, &cell));
  assert_int_equal(cell.attrs.underline, 0);
  keys("<Esc>y");
}

static void test_sms(void **state)
{
  (void)state;
  keys("/gentle<Enter>3<Tab><Down>e<Down><Down><Down><Down>");
  keys("<Enter>Betala nu");
  harness_shows(&harness, "1 SMS: 9 of 160 signs");
  keys(" ☂");
  harness_shows(&harness, "1 SMS: 11 of 70 signs; '☂' makes each sign count double");
  for (int i = 0; i < 8; i++)
    keys("0123456789");
  harness_shows(&harness, "2 SMS: 91 of 134 signs");
  keys("<Esc>y<Esc>");
}

/* One message in two languages that do not sound alike. */
static void test_unlike(void **state)
{
  (void)state;
  harness_resize(&harness, 40, 160);
  keys("/gentle<Enter>3<Tab><Down>vanother<Enter>en<Enter><Enter>");
  assert_int_equal(count_of(ENTITY_variant), 2);
  for (int i = 0; i < 20; i++)
    keys("<C-k>");
  keys("This is our final demand. Pay now or we will ruin you.<C-s>");
  harness_shows(&harness, "not the same tone: sv ");
  harness_shows(&harness, "tone 5 Threat");
}

/* A language that nobody has a lexicon for is told, and does no harm. */
static void test_other_language(void **state)
{
  (void)state;
  keys("/gentle<Enter>3<Tab><Down>vanother<Enter>fi<Enter><Enter>Maksa lasku heti!");
  harness_shows(&harness, "Texts in 'fi' are not read for tone.");
  keys("<C-s>");
  harness_shows(&harness, "Maksa lasku");
}

/* From the audit to the very words, and into them. */
static void test_there(void **state)
{
  (void)state;
  open_text();
  keys("Hej!<Enter><Enter>Betala nu. Annars hotar vi dig, din slusk.<C-s>");
  keys("4/GEN-TONE-01<Enter><Enter>");
  assert_int_equal(harness.tui->current, VIEW_TEXTS);
  selected_is("reminder-1");
  keys("<Enter>");
  assert_non_null(harness.tui->top);
  keys("<Esc>");
  assert_null(harness.tui->top);
}

int main(void)
{
  const struct CMUnitTest tests[] = {
      SMALL(test_follows), SMALL(test_reason),         SMALL(test_underlined), SMALL(test_sms),
      SMALL(test_unlike),  SMALL(test_other_language), SMALL(test_there),
  };
  return cmocka_run_group_tests(tests, NULL, NULL);
}
