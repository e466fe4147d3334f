/* The minutes of a workshop under way: what is sealed is told by number, and nothing of it
 * in any form, until the room reveals it. */
#include "app/meeting.h"
#include "app/minutes.h"
#include "base/mem.h"
#include "helper.h"

#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdlib.h>
#include <string.h>

#include <cmocka.h>

#define NOW INT64_C(1772442000000)
#define ON 20515 /* 2026-03-03 */

/* The rules, read once. */
static struct bench *bench;

static int start(void **state)
{
  (void)state;
  struct problems problems = {0};
  struct error err = {0};
  assert_int_equal(bench_open(NULL, &bench, &problems, &err), STATUS_OK);
  problems_clear(&problems);
  return 0;
}

static int end(void **state)
{
  (void)state;
  bench_close(&bench);
  return 0;
}

/* Everything that the minutes say, in all forms. */
static char *tell(struct session *session)
{
  struct session *reader = helper_open_again(session);
  struct minutes *minutes = NULL;
  struct problems problems = {0};
  struct error err = {0};
  struct page page;
  struct str all = {0};
  assert_int_equal(minutes_gather(reader, bench, ON, NULL, &minutes, &problems, &err), STATUS_OK);
  minutes_tell(minutes, &page);
  page_write_text(&page, 80, &all);
  page_write_markdown(&page, &all);
  assert_true(page_write_html(&page, &all));
  page_clear(&page);
  minutes_free(&minutes);
  problems_clear(&problems);
  session_close(&reader);
  return str_take(&all);
}

static size_t count(const char *text, const char *words)
{
  size_t found = 0;
  for (const char *at = text; (at = strstr(at, words)) != NULL; at += strlen(words))
    found++;
  return found;
}

/* Says so many times in all that the minutes say. */
static void says(struct session *session, const char *words, size_t times)
{
  char *all = tell(session);
  if (count(all, words) != times)
    print_message("%s\n", all);
  assert_int_equal(count(all, words), times);
  free(all);
}

static void go_on(struct session *session, struct meeting *meeting, enum phase until)
{
  struct error err = {0};
  const struct agenda_phase *phase;
  do {
    assert_int_equal(meeting_go_on(session, meeting, NOW, &err), STATUS_OK);
    assert_int_equal(meeting_read(session, meeting, &err), STATUS_OK);
    phase = running_phase(&meeting->running, meeting->agenda);
  } while (phase->does != (int64_t)until);
}

static enum status note_card(void *context, const void *record, struct error *err)
{
  (void)err;
  const struct card *card = record;
  if (strcmp(card->text, "Letters come late") == 0)
    *(char **)context = mem_copy_text(card->id);
  return STATUS_OK;
}

/* Puts two dots on the card with these words. */
static void vote(struct session *session, const struct meeting *meeting)
{
  char *id = NULL;
  struct error err = {0};
  assert_int_equal(store_each(session->store, session->journey_oid, ENTITY_card, NULL, note_card,
                              (void *)&id, &err),
                   STATUS_OK);
  assert_int_equal(meeting_vote(session, meeting, id, 2, &err), STATUS_OK);
  free(id);
}

/* Seals grades as the room's grading does; NULL takes them back. */
static void grade(struct session *session, const struct meeting *meeting, const char *grades)
{
  struct str round = {0};
  struct error err = {0};
  bool sealed = false;
  running_add_round(&round, &meeting->running);
  const struct seal seal = {.kind = "grade", .round = str_text(&round)};
  assert_int_equal(
      store_seal(session->store, session->journey_oid, &seal, "welcome", grades, &sealed, &err),
      STATUS_OK);
  assert_true(sealed);
  str_clear(&round);
}

static void test_sealed(void **state)
{
  (void)state;
  struct session *session = helper_open();
  struct meeting meeting = {0};
  struct error err = {0};
  says(session, "No workshop has been held", 3);
  assert_int_equal(meeting_start(session, "minutes-90", "Together", NOW, &err), STATUS_OK);
  assert_int_equal(meeting_read(session, &meeting, &err), STATUS_OK);
  says(session, "Sealed until", 0);
  go_on(session, &meeting, phase_write);
  assert_int_equal(meeting_write(session, &meeting, 0, lane_pain, "Letters come late", &err),
                   STATUS_OK);
  assert_int_equal(meeting_write(session, &meeting, 0, lane_idea, "Answer within a day", &err),
                   STATUS_OK);
  says(session, "Letters come late", 0);
  says(session, "Answer within", 0);
  says(session, "2 cards", 3);
  grade(session, &meeting, "4 5 3");
  says(session, "2 cards, 1 grading.", 3);
  says(session, "Nothing has been graded yet", 3);
  grade(session, &meeting, NULL);
  go_on(session, &meeting, phase_vote);
  /* Revealed; the HTML has it in one table. */
  says(session, "Letters come late", 3);
  says(session, "Sealed until", 0);
  vote(session, &meeting);
  says(session, "1 vote", 3);
  says(session, "Dots", 0);
  /* Counted, and still of the same step. */
  assert_int_equal(meeting_go_on(session, &meeting, NOW, &err), STATUS_OK);
  says(session, "Sealed until", 0);
  /* The title of the column, and in HTML each card's label on a narrow screen. */
  says(session, "Dots", 5);
  meeting_clear(&meeting);
  helper_close(&session);
}

int main(void)
{
  const struct CMUnitTest tests[] = {cmocka_unit_test(test_sealed)};
  return cmocka_run_group_tests(tests, start, end);
}
