/* The audit: what is found, going there, accepting, mending, stating what is not known. */
#include "workbench.h"

#include "app/edit.h"
#include "base/mem.h"
#include "tests/app/helper.h"

#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdlib.h>
#include <string.h>

#include <cmocka.h>

static const struct audit *audit_now(void)
{
  assert_false(auditor_is_behind(&harness.tui->auditor));
  return auditor_result(&harness.tui->auditor);
}

static size_t found(const char *rule)
{
  const struct audit *audit = audit_now();
  size_t count = 0;
  for (size_t i = 0; i < audit->finding_count; i++)
    count += audit->findings[i].waiver == NULL && strcmp(audit->findings[i].rule->id, rule) == 0;
  return count;
}

static size_t unknown(const char *field)
{
  const struct audit *audit = audit_now();
  size_t count = 0;
  for (size_t i = 0; i < audit->unevaluated_count; i++)
    count += strcmp(rule_fields[audit->unevaluated[i].field].name, field) == 0;
  return count;
}

static void set_at(enum entity entity, int64_t oid, const char *field, const char *value)
{
  struct error err = {0};
  if (edit_set(harness.session, entity, oid, entity_field(entity, field), value, NULL, &err) !=
      STATUS_OK)
    fail_msg("%s", err.text);
  tui_reload(harness.tui);
  keys("");
}

static void set(const char *id, const char *field, const char *value)
{
  set_at(ENTITY_touchpoint, helper_find(harness.session, ENTITY_touchpoint, id), field, value);
}

/* The small journey with a fee that Swedish law does not allow, and a text that does not
 * say how to pay. */
static int open_dear(void **state)
{
  open_small(state);
  set("reminder-1", "fee_kind", "fixed");
  set("reminder-1", "fee_amount", "8000");
  set_at(ENTITY_variant, last_of(ENTITY_variant, "reminder-text"), "body",
         "Vi har inte sett din betalning än. Betala senast {pay_by}.");
  return 0;
}
#define DEAR(test) cmocka_unit_test_setup_teardown(test, open_dear, close_all)

/* ---- Looking ---- */

static void test_shows(void **state)
{
  (void)state;
  assert_int_equal(found("SE-FEE-01"), 1);
  keys("4");
  harness_shows(&harness, "Finance (");
  harness_shows(&harness, "4 Audit ");
  keys("/SE-FEE-01<Enter>");
  harness_shows(&harness, "Error SE-FEE-01");
  harness_shows(&harness, "The law says:");
  harness_shows(&harness, "m sets Fee, amount to 60.00; it is 80.00 now.");
  harness_shows(&harness, "Not evaluated, since something is not known");
  selected_is("reminder-1");
}

static void test_explain(void **state)
{
  (void)state;
  keys("4/SE-FEE-01<Enter>x");
  harness_shows(&harness, "What it saw here");
  harness_shows(&harness, "The fee in the currency's unit: 80");
  keys("<End>");
  harness_shows(&harness, "SE.reminder_fee");
  keys("<Home><PageDown><Up><Down><Esc>");
  assert_null(harness.tui->top);
}

static void test_filter(void **state)
{
  (void)state;
  keys("4&Errors<Down><Enter>");
  keys("&<Home><Down><Down><Enter>");
  harness_shows(&harness, "Shown: Errors, of everybody");
  harness_shows(&harness, "Marketing (1)");
  keys("&Marketing<Enter>");
  harness_shows(&harness, "Shown: Errors, Marketing");
  harness_shows_not(&harness, "Finance (");
  keys("<Esc>");
  harness_shows_not(&harness, "Shown:");
  harness_shows(&harness, "Marketing (");
}

/* ---- Going there ---- */

static void test_jump(void **state)
{
  (void)state;
  keys("4/SE-FEE-01<Enter><Enter>");
  assert_int_equal(harness.tui->current, VIEW_MAP);
  selected_is("reminder-1");
  /* A text: its words are marked there. */
  keys("4/GEN-PAY-01<Enter><Enter>");
  assert_int_equal(harness.tui->current, VIEW_TEXTS);
  selected_is("reminder-1");
  /* The ladder and the audit look at the same touchpoint. */
  keys("1<Home>4");
  keys("1/gentle<Enter>4");
  selected_is("reminder-1");
}

/* ---- Mending ---- */

static void test_mend(void **state)
{
  (void)state;
  size_t errors = audit_now()->errors;
  keys("4/SE-FEE-01<Enter>m");
  touchpoint_is("reminder-1", "fee_amount", "6000");
  says("Fee, amount is 60.00 now, it was 80.00");
  assert_int_equal(found("SE-FEE-01"), 0);
  assert_int_equal(audit_now()->errors, errors - 1);
  harness_shows(&harness, "when opened)");
  keys("u");
  touchpoint_is("reminder-1", "fee_amount", "8000");
  assert_int_equal(found("SE-FEE-01"), 1);
  /* What no value of the step can mend is told. */
  keys("/GEN-PAY-01<Enter>m");
  says("cannot be mended by itself");
}

/* ---- Accepting ---- */

static void test_waive(void **state)
{
  (void)state;
  keys("4/SE-FEE-01<Enter>w");
  harness_shows(&harness, "Accept SE-FEE-01");
  /* A reason is asked for, and a day that is one. */
  keys("<C-s>");
  says("A waiver needs a reason.");
  keys("  <C-s>");
  assert_int_equal(count_of(ENTITY_waiver), 0);
  keys("<C-u>Agreed in court<Tab>soon<C-s>");
  says("Write the day as");
  keys("<C-u>2999-12-31<Tab><Right><Left><Left><Right><Enter>");
  assert_null(harness.tui->top);
  assert_int_equal(count_of(ENTITY_waiver), 1);
  assert_int_equal(found("SE-FEE-01"), 0);
  harness_shows(&harness, "Waived (1)");
  harness_shows(&harness, "Accepted by: anna, Finance");
  harness_shows(&harness, "Reason: Agreed in court");
  harness_shows(&harness, "Until: 2999-12-31");
  keys("w");
  says("accepted already");
  /* It can be looked at, and lapses when what was accepted changes. */
  keys("e");
  harness_shows(&harness, "Agreed in court");
  keys("<Esc>");
  set("reminder-1", "fee_amount", "9000");
  assert_int_equal(found("SE-FEE-01"), 1);
  harness_shows(&harness, "Waivers that lapsed (1)");
  keys("u");
  assert_int_equal(found("SE-FEE-01"), 0);
  keys("/SE-FEE-01<Enter>dy");
  assert_int_equal(count_of(ENTITY_waiver), 0);
  assert_int_equal(found("SE-FEE-01"), 1);
  keys("uu");
  assert_int_equal(count_of(ENTITY_waiver), 0);
  keys("d");
  says("Only waivers and statements");
}

/* What was written is not lost by a slip. */
static void test_waive_leave(void **state)
{
  (void)state;
  keys("4/SE-FEE-01<Enter>wBecause<Esc>");
  harness_shows(&harness, "Leave without keeping what you wrote?");
  keys("n");
  harness_shows(&harness, "Because");
  keys("<Esc>y");
  assert_null(harness.tui->top);
  keys("w<Esc>");
  assert_null(harness.tui->top);
  assert_int_equal(count_of(ENTITY_waiver), 0);
}

/* ---- Stating ---- */

static void test_state(void **state)
{
  (void)state;
  assert_true(unknown("fee_agreed") > 0);
  keys("4<End>");
  for (int i = 0; i < 40 && harness_find(&harness, "Rules that wait for it: SE-FEE-02", NULL) < 0;
       i++)
    keys("<Up>");
  harness_shows(&harness, "Whether fees were agreed");
  keys("<Enter>");
  harness_shows(&harness, "For the whole journey");
  keys("<Enter>yes<Enter>");
  assert_int_equal(count_of(ENTITY_declaration), 1);
  assert_int_equal(unknown("fee_agreed"), 0);
  says("Say here how it is known");
  keys("<Enter>Contract, 4<Enter><Esc>");
  value_at(ENTITY_declaration, last_of(ENTITY_declaration, NULL), "source", "Contract, 4");
  keys("uu");
  assert_int_equal(count_of(ENTITY_declaration), 0);
  assert_true(unknown("fee_agreed") > 0);
}

/* A number is written, and what is none is refused; for one touchpoint only. */
static void test_state_number(void **state)
{
  (void)state;
  keys("4<End>");
  for (int i = 0; i < 40 && harness_find(&harness, "Nobody knows it", NULL) >= 0 &&
                  harness_find(&harness, "Lump sum", NULL) < 0;
       i++)
    keys("<Up>");
  int row, column;
  row = harness_find(&harness, "Lump sum", &column);
  harness_click(&harness, row, column);
  keys("<Enter><Down><Enter>a lot<Enter>");
  assert_non_null(harness.tui->top);
  keys("<C-u>0<Enter><Esc>");
  assert_int_equal(count_of(ENTITY_declaration), 1);
  value_at(ENTITY_declaration, last_of(ENTITY_declaration, NULL), "touchpoint", "reminder-1");
}

/* A large journey is audited when the person asks, and says so until then and after the
 * next change. */
static void test_large(void **state)
{
  (void)state;
  harness.tui->auditor.most = 2;
  set("reminder-1", "fee_amount", "8100");
  assert_true(auditor_is_behind(&harness.tui->auditor));
  harness_shows(&harness, "4 Audit 2! …");
  keys("4");
  harness_shows(&harness, "r audits it as it is now");
  keys("/SE-FEE-01<Enter>m");
  says("press r first");
  keys("w");
  says("press r first");
  keys("r");
  harness_shows_not(&harness, "…   7");
  harness_shows(&harness, "this one costs 81");
  keys("m");
  touchpoint_is("reminder-1", "fee_amount", "6000");
  keys("2");
  harness_shows(&harness, "r audits it as it is now");
  keys(">");
  touchpoint_is("reminder-1", "offset_days", "6");
  keys("r");
  harness_shows(&harness, "+6");
}

/* A journey of so many touchpoints that the audit of it has many parts; from now on each
 * keys() is one round of the loop. */
static void make_large(void)
{
  struct error err = {0};
  int64_t copy, contract = helper_find(harness.session, ENTITY_touchpoint, "contract");
  for (int i = 0; i < 200; i++)
    assert_int_equal(edit_copy(harness.session, ENTITY_touchpoint, contract, &copy, &err),
                     STATUS_OK);
  harness.tui->auditor.most = 100;
  set("reminder-1", "fee_amount", "8100");
  assert_true(auditor_is_behind(&harness.tui->auditor));
  harness.tui->auditor.slice = 0;
  harness.slowly = true;
}

/* Lets the audit go on until it is made; gives the number of rounds that took. */
static int wait_for_audit(void)
{
  int rounds = 0;
  for (; auditor_progress(&harness.tui->auditor) >= 0 && rounds < 1000; rounds++)
    keys("");
  keys("");
  return rounds;
}

/* While a large journey is audited other keys work, and Esc stops it. */
static void test_in_parts(void **state)
{
  (void)state;
  struct auditor *auditor = &harness.tui->auditor;
  const struct audit *before = auditor_result(auditor);
  make_large();
  keys("4r");
  harness_shows(&harness, "4 Audit 2! 0 %");
  harness_shows(&harness, "Auditing the whole journey: 0 % done.");
  assert_true(auditor_is_behind(auditor));
  /* Views and dialogs; what was found before stays until there is something new. */
  keys("1");
  assert_int_equal(harness.tui->current, VIEW_MAP);
  keys("4/SE-FEE-01<Enter>");
  harness_shows(&harness, "it is 80.00 now");
  keys("m");
  says("The journey is being audited: wait for that first.");
  int progress = auditor_progress(auditor);
  assert_true(progress > 0);
  keys("r");
  assert_true(auditor_progress(auditor) >= progress);
  keys("<Esc>");
  says("The audit has been stopped; r begins it again.");
  assert_int_equal(auditor_progress(auditor), -1);
  assert_ptr_equal(auditor_result(auditor), before);
  assert_true(auditor_is_behind(auditor));
  /* Esc does what it did before when there is nothing to stop. */
  keys("&<Home><Down><Enter>");
  harness_shows(&harness, "Shown: Errors and warnings");
  keys("<Esc>");
  harness_shows_not(&harness, "Shown:");
  /* What is edited meanwhile is not in it; what was there when it began is. */
  keys("r");
  keys("");
  set("reminder-1", "fee_amount", "8200");
  assert_true(auditor_progress(auditor) > 0);
  assert_true(wait_for_audit() > 1);
  says("The journey has been audited: 2 errors, ");
  harness_shows(&harness, "it is 81.00 now");
  harness_shows(&harness, "r audits it as it is now");
  keys("r");
  wait_for_audit();
  harness_shows(&harness, "it is 82.00 now");
  assert_false(auditor_is_behind(auditor));
  /* r begins again where the journey is another by now. */
  keys("r");
  for (int i = 0; i < 3; i++)
    keys("");
  progress = auditor_progress(auditor);
  set("reminder-1", "fee_amount", "8300");
  keys("r");
  assert_true(auditor_progress(auditor) < progress);
  wait_for_audit();
  harness_shows(&harness, "it is 83.00 now");
}

/* Leaving, and a journey that goes, while it is audited. */
static void test_in_parts_leave(void **state)
{
  (void)state;
  struct error err = {0};
  struct store *store = harness.session->store;
  make_large();
  keys("4r");
  keys("");
  assert_int_equal(store_begin(store, "delete", "edit", &err), STATUS_OK);
  assert_int_equal(store_delete(store, ENTITY_journey, harness.session->journey_oid, &err),
                   STATUS_OK);
  assert_int_equal(store_commit(store, &err), STATUS_OK);
  tui_reload(harness.tui);
  keys("");
  assert_int_equal(auditor_progress(&harness.tui->auditor), -1);
  keys("");
  harness_shows(&harness, "There is no journey in this file yet.");
  keys("u");
  keys("r");
  for (int i = 0; i < 4; i++)
    keys("");
  keys("q");
  assert_true(harness.tui->leaving);
}

/* Where the rules cannot be read the views say why. */
static void test_no_rules(void **state)
{
  (void)state;
  auditor_clear(&harness.tui->auditor);
  auditor_init(&harness.tui->auditor);
  for (int i = 0; i < VIEW_COUNT; i++)
    if (harness.tui->views[i] != NULL && harness.tui->views[i]->ops->audited != NULL)
      harness.tui->views[i]->ops->audited(harness.tui->views[i]);
  char *tree = mem_copy_text(getenv("KUNDRESA_DATADIR"));
  setenv("KUNDRESA_DATADIR", "/nowhere", 1);
  keys("4");
  harness_shows(&harness, "/nowhere/data/rules cannot be opened");
  keys("2");
  harness_shows(&harness, "/nowhere/data/rules cannot be opened");
  keys("3<Right>");
  setenv("KUNDRESA_DATADIR", tree, 1);
  keys("4r");
  harness_shows(&harness, "judgements held");
  free(tree);
}

static void test_nothing(void **state)
{
  (void)state;
  static const char *const pressed[] = {"w",        "m",          "x",      "d",     "e",
                                        "<Enter>",  "&",          "<Esc>",  "<Up>",  "<Down>",
                                        "<PageUp>", "<PageDown>", "<Home>", "<End>", "r"};
  keys("4");
  harness_shows(&harness, "There is no journey in this file yet.");
  for (size_t i = 0; i < sizeof pressed / sizeof pressed[0]; i++)
    keys(pressed[i]);
  assert_null(harness.tui->top);
}

int main(void)
{
  const struct CMUnitTest tests[] = {
      DEAR(test_shows),        DEAR(test_explain),
      DEAR(test_filter),       DEAR(test_jump),
      DEAR(test_mend),         DEAR(test_waive),
      DEAR(test_waive_leave),  DEAR(test_state),
      DEAR(test_state_number), DEAR(test_large),
      DEAR(test_in_parts),     DEAR(test_in_parts_leave),
      DEAR(test_no_rules),     cmocka_unit_test_setup_teardown(test_nothing, open_empty, close_all),
  };
  return cmocka_run_group_tests(tests, NULL, NULL);
}
