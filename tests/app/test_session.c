#include "app/session.h"

#include "app/template.h"
#include "base/mem.h"
#include "helper.h"

#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

#include <cmocka.h>

static FILE *open_text(const char *text)
{
  FILE *in = tmpfile();
  assert_non_null(in);
  fputs(text, in);
  rewind(in);
  return in;
}

static enum status import_text(struct session *session, const char *text)
{
  struct problems problems = {0};
  FILE *in = open_text(text);
  int64_t journey = 0;
  enum status status = session_import(session, in, "a text", &journey, &problems, NULL);
  assert_int_equal(status == STATUS_OK, journey != 0);
  assert_int_equal(status == STATUS_INPUT, problems.count > 0);
  fclose(in);
  problems_clear(&problems);
  return status;
}

/* A second journey, which one works on last. */
static void test_journeys(void **state)
{
  struct session *session = *state;
  assert_string_equal(session->journey.id, "small");
  assert_int_equal(
      import_text(session,
                  "kundresa_journey: 1\nid: other\ntitle: Another\nmarket: NO\n"
                  "audience: business\ncurrency: NOK\nlanguages: [nb]\ntimezone: Europe/Oslo\n"
                  "payment_terms_days: 14\nstate: to-be\nstatus: draft\n"),
      STATUS_OK);
  assert_string_equal(session->journey.id, "small");
  assert_int_equal(session_choose(session, "other", NULL), STATUS_OK);
  assert_int_equal(session->journey.market, market_no);
  session_remember(session);
  struct session *again = helper_open_again(session);
  assert_string_equal(again->journey.id, "other");
  assert_int_equal(session_choose(again, "small", NULL), STATUS_OK);
  struct error err = {0};
  assert_int_equal(session_choose(again, "smal", &err), STATUS_INPUT);
  assert_string_equal(again->journey.id, "small");
  session_close(&again);
}

/* What is faulty leaves nothing behind. */
static void test_faulty_import(void **state)
{
  struct session *session = *state;
  char *before = helper_export(session);
  size_t entries = helper_entries(session);
  static const char *const texts[] = {
      "",
      "kundresa_journey: 1\n",
      "kundresa_journey: 1\nid: x\ntitel: X\n",
      "kundresa_journey: 1\nid: small\ntitle: The id is taken\nmarket: SE\naudience: consumer\n"
      "currency: SEK\nlanguages: [sv]\ntimezone: UTC\npayment_terms_days: 1\nstate: as-is\n"
      "status: draft\n",
  };
  for (size_t i = 0; i < 3; i++)
    assert_int_equal(import_text(session, texts[i]), STATUS_INPUT);
  struct problems problems = {0};
  struct error err = {0};
  FILE *in = open_text(texts[3]);
  assert_int_equal(session_import(session, in, "a text", NULL, &problems, &err), STATUS_INPUT);
  fclose(in);
  problems_clear(&problems);
  char *after = helper_export(session);
  assert_string_equal(before, after);
  assert_int_equal(helper_entries(session), entries);
  free(before);
  free(after);
}

static void test_department(void **state)
{
  struct session *session = *state;
  assert_true(session->department == UNSET);
  assert_int_equal(session_set_department(session, department_finance, NULL), STATUS_OK);
  assert_int_equal(session->department, department_finance);
  struct session *again = helper_open_again(session);
  assert_int_equal(again->department, department_finance);
  session_close(&again);
  assert_int_equal(session_set_department(session, UNSET, NULL), STATUS_OK);
  again = helper_open_again(session);
  assert_true(again->department == UNSET);
  session_close(&again);
}

static void test_create(void **state)
{
  struct session *session = *state;
  struct session *made = NULL;
  struct problems problems = {0};
  struct str path = {0};
  str_addf(&path, "%s.new", session->path);
  assert_int_equal(session_create(session->path, NULL, "x", &made, &problems, NULL), STATUS_INPUT);
  assert_null(made);
  assert_int_equal(access(session->path, F_OK), 0);
  FILE *in = open_text("garbage");
  assert_int_equal(session_create(str_text(&path), in, "x", &made, &problems, NULL), STATUS_INPUT);
  assert_true(problems.count > 0);
  problems_clear(&problems);
  fclose(in);
  assert_int_equal(access(str_text(&path), F_OK), -1);
  assert_int_equal(session_create(str_text(&path), NULL, "Våra fakturor", &made, &problems, NULL),
                   STATUS_OK);
  assert_string_equal(made->journey.id, "vara-fakturor");
  char *order = helper_order(made);
  assert_string_equal(order, "sale: distribution: message: reminder: collections: support: churn:");
  free(order);
  session_close(&made);
  unlink(str_text(&path));
  str_clear(&path);
}

/* Every template can be started from. */
static void test_templates(void **state)
{
  struct session *session = *state;
  struct template *list;
  size_t count = template_list(&list, NULL);
  for (size_t i = 0; i < count; i++) {
    struct session *made = NULL;
    struct problems problems = {0};
    struct str path = {0};
    str_addf(&path, "%s.new", session->path);
    FILE *in = fopen(list[i].path, "rb");
    assert_non_null(in);
    assert_int_equal(session_create(str_text(&path), in, list[i].name, &made, &problems, NULL),
                     STATUS_OK);
    assert_string_equal(made->journey.title, list[i].title);
    fclose(in);
    session_close(&made);
    unlink(str_text(&path));
    str_clear(&path);
  }
  template_list_free(list, count);
  /* Whoever reads Norwegian is offered what is in Norwegian first. */
  assert_int_equal(template_list(&list, "nb"), count);
  assert_string_equal(list[0].name, "subscription-no");
  assert_int_equal(list[0].market, market_no);
  assert_string_equal(list[1].name, "b2b-invoice");
  assert_string_equal(list[1].language, "sv");
  template_list_free(list, count);
  struct str found = {0};
  assert_int_equal(template_find("no such template", &found, NULL), STATUS_INPUT);
  assert_string_equal(str_text(&found), "");
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

#define SESSION_TEST(name) cmocka_unit_test_setup_teardown(name, setup, teardown)

int main(void)
{
  const struct CMUnitTest tests[] = {
      SESSION_TEST(test_journeys), SESSION_TEST(test_faulty_import), SESSION_TEST(test_department),
      SESSION_TEST(test_create),   SESSION_TEST(test_templates),
  };
  return cmocka_run_group_tests(tests, NULL, NULL);
}
