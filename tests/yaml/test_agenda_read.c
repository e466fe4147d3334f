/* agenda/1: the agendas that come with kundresa, and what is refused where. */
#include "yaml/agenda_read.h"

#include "base/mem.h"
#include "model/entity.h"
#include "model/guide.h"

#include <setjmp.h>
#include <stdarg.h>
#include <stdlib.h>
#include <string.h>

#include <cmocka.h>

#define HEAD                                                                                       \
  "kundresa_agenda: 1\n"                                                                           \
  "id: ours\n"                                                                                     \
  "title: Ours\n"
#define STEP                                                                                       \
  "steps:\n"                                                                                       \
  "  - id: one\n"                                                                                  \
  "    title: {sv: Ett, en: One}\n"                                                                \
  "    phases:\n"                                                                                  \
  "      - {does: write, minutes: 3}\n"

static struct agenda *read_text(const char *text, struct problems *problems)
{
  struct agenda *agenda = NULL;
  FILE *in = fmemopen((void *)(uintptr_t)text, strlen(text), "rb");
  assert_non_null(in);
  agenda_read(in, "ours.yaml", &agenda, problems, NULL);
  fclose(in);
  return agenda;
}

static struct agenda *read_shipped(const char *name)
{
  char path[4096];
  struct problems problems = {0};
  struct agenda *agenda = NULL;
  snprintf(path, sizeof path, "%s/data/agenda/%s.yaml", getenv("top_srcdir"), name);
  FILE *in = fopen(path, "rb");
  assert_non_null(in);
  enum status status = agenda_read(in, path, &agenda, &problems, NULL);
  fclose(in);
  if (problems.count > 0)
    fail_msg("%s:%ld: %s", name, problems.items[0].line, problems.items[0].text);
  assert_int_equal(status, STATUS_OK);
  assert_string_equal(agenda->id, name);
  return agenda;
}

static void assert_words(const struct words *words)
{
  assert_non_null(words->sv);
  assert_non_null(words->nb);
  assert_non_null(words->en);
}

static void check_step(const struct agenda *agenda, size_t index)
{
  const struct agenda_step *step = &agenda->steps[index];
  assert_words(&step->title);
  for (size_t i = 0; i < step->prompt_count; i++) {
    assert_words(&step->prompts[i].text);
    /* A prompt about a part of the map is a guiding question, so that what
     * somebody answers alone has a place. */
    if (step->stages != 0)
      assert_non_null(guide_find(step->prompts[i].id));
  }
  if (agenda_step_is_numbered(step)) {
    assert_int_equal(step->phase_count, 4);
    assert_true(step->needs != 0 && step->cautions != 0 && step->prompt_count > 0);
  }
}

/* What one person answers alone goes wherever answers can go, and nowhere twice. */
static void check_asks(const struct agenda *agenda)
{
  uint64_t found = 0;
  for (size_t i = 0; i < agenda->step_count; i++)
    for (size_t j = 0; j < agenda->steps[i].prompt_count; j++) {
      int64_t asks = agenda->steps[i].prompts[j].asks;
      if (asks != asks_cards && (found >> asks & 1) != 0)
        fail_msg("%s asks twice", agenda->steps[i].prompts[j].id);
      found |= UINT64_C(1) << asks;
    }
  assert_int_equal(found, (UINT64_C(1) << enumerations[ENUM_asks].count) - 1);
}

static void check_shipped(const char *name, int64_t minutes, int64_t step_minutes)
{
  struct agenda *agenda = read_shipped(name);
  assert_int_equal(agenda_minutes(agenda), minutes);
  assert_int_equal(agenda_numbered(agenda), 6);
  assert_words(&agenda->title);
  assert_int_equal(agenda_reveal_rank(agenda, "customer-service"), 0);
  assert_int_equal(agenda_reveal_rank(agenda, "marketing"), 3);
  assert_int_equal(agenda_reveal_rank(agenda, "legal"), 4);
  assert_int_equal(agenda_reveal_rank(agenda, NULL), 4);
  for (size_t i = 0; i < agenda->step_count; i++) {
    check_step(agenda, i);
    if (agenda_step_is_numbered(&agenda->steps[i]))
      assert_int_equal(agenda_step_minutes(&agenda->steps[i]), step_minutes);
  }
  check_asks(agenda);
  int sale = agenda_find_step(agenda, "sale");
  assert_int_equal(agenda_step_number(agenda, (size_t)sale), 1);
  assert_int_equal(agenda_step_number(agenda, (size_t)agenda_find_step(agenda, "churn")), 6);
  assert_int_equal(agenda_step_number(agenda, (size_t)agenda_find_step(agenda, "close")), 0);
  assert_int_equal(agenda_find_step(agenda, "none"), -1);
  agenda_free(&agenda);
}

static void those_that_come_with_it(void **state)
{
  (void)state;
  check_shipped("minutes-155", 155, 18);
  check_shipped("minutes-90", 90, 11);
}

static void one_of_our_own(void **state)
{
  (void)state;
  struct problems problems = {0};
  struct agenda *agenda = read_text(HEAD "reveal: [finance]\n" STEP "    stages: [sale, churn]\n"
                                         "    prompts: [{id: p1, text: Well?},\n"
                                         "              {id: p2, text: So?, asks: quotes}]\n"
                                         "    needs: [goal, owner]\n    cautions: findings\n",
                                    &problems);
  assert_int_equal(problems.count, 0);
  assert_non_null(agenda);
  assert_string_equal(words_now(&agenda->steps[0].title), "One");
  assert_int_equal(agenda->steps[0].stages,
                   (UINT64_C(1) << stage_kind_sale) | (UINT64_C(1) << stage_kind_churn));
  assert_int_equal(agenda->steps[0].needs,
                   (UINT64_C(1) << need_goal) | (UINT64_C(1) << need_owner));
  assert_int_equal(agenda->steps[0].cautions, UINT64_C(1) << caution_findings);
  assert_int_equal(agenda->steps[0].phases[0].does, phase_write);
  assert_int_equal(agenda->steps[0].prompts[0].asks, asks_cards);
  assert_int_equal(agenda->steps[0].prompts[1].asks, asks_quotes);
  agenda_free(&agenda);
}

static const struct {
  const char *text;
  long line;
  const char *words;  /* that the fault says */
  const char *remedy; /* that its remedy says */
} bad[] = {
    {"", 1, "empty", ""},
    {"- a\n", 1, "a list", "kundresa_agenda: 1"},
    {"id: ours\n", 1, "is this an agenda", ""},
    {"kundresa_agenda: 2\nid: ours\n", 1, "'2'", "newer"},
    {HEAD, 1, "'steps' is missing", ""},
    {HEAD "steps: []\n", 4, "no step", ""},
    {HEAD STEP "    need: [goal]\n", 9, "'need'", "needs"},
    {HEAD STEP "    needs: [gaol]\n", 9, "'gaol'", "goal"},
    {HEAD STEP "    cautions: [offer]\n", 9, "'offer'", ""},
    {HEAD STEP "    stages: [sales]\n", 9, "'sales'", "sale"},
    {HEAD STEP "      - {does: wright, minutes: 3}\n", 9, "'wright'", "write"},
    {HEAD STEP "      - {does: map, minutes: 0}\n", 9, "'0'", ""},
    {HEAD STEP "      - {does: map, minutes: 481}\n", 9, "'481'", ""},
    {HEAD STEP "      - {does: map}\n", 9, "'minutes' is missing", ""},
    {HEAD STEP "  - {id: one, title: Again, phases: [{does: talk, minutes: 1}]}\n", 9, "'one' too",
     "another"},
    {HEAD STEP "  - {id: two, title: Two, phases: []}\n", 9, "no phase", "does: talk"},
    {HEAD "reveal: [marketting]\n" STEP, 4, "'marketting'", "marketing"},
    {HEAD STEP "    prompts: [{id: p1, text: {de: Ja}}]\n", 9, "'de'", "sv, nb and en"},
    {HEAD STEP "    prompts: [{id: p1, text: Well?, asks: quote}]\n", 9, "'quote'", "quotes"},
    {HEAD STEP "    prompts:\n      - {id: p1, text: Well?}\n      - {id: p1, text: So?}\n", 11,
     "'p1'", "another"},
    {HEAD HEAD STEP, 4, "twice", ""},
};

static void faults_have_place_and_remedy(void **state)
{
  (void)state;
  for (size_t i = 0; i < sizeof bad / sizeof bad[0]; i++) {
    struct problems problems = {0};
    struct agenda *agenda = read_text(bad[i].text, &problems);
    assert_null(agenda);
    assert_true(problems.count > 0);
    const struct error *fault = &problems.items[0];
    if (fault->line != bad[i].line || strstr(fault->text, bad[i].words) == NULL ||
        strstr(fault->remedy, bad[i].remedy) == NULL)
      fail_msg("%zu: %ld: %s %s", i, fault->line, fault->text, fault->remedy);
    problems_clear(&problems);
  }
}

int main(void)
{
  const struct CMUnitTest tests[] = {
      cmocka_unit_test(those_that_come_with_it),
      cmocka_unit_test(one_of_our_own),
      cmocka_unit_test(faults_have_place_and_remedy),
  };
  return cmocka_run_group_tests(tests, NULL, NULL);
}
