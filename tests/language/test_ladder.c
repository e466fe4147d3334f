#include "language/ladder.h"
#include "language_helper.h"

#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdlib.h>
#include <string.h>

#include <cmocka.h>

static int setup(void **state)
{
  struct lexicon *lexicon = lexicon_new(LANGUAGE_EN);
  lexicon_mark(lexicon, "settled", SIGNAL_FAVOUR, -200);
  lexicon_mark(lexicon, "waived", SIGNAL_FAVOUR, -300);
  lexicon_mark(lexicon, "please", SIGNAL_COURTESY, -60);
  lexicon_mark(lexicon, "forgotten", SIGNAL_FORGETFULNESS, -80);
  lexicon_mark(lexicon, "unpaid", SIGNAL_OVERDUE, 175);
  lexicon_mark(lexicon, "amiss", SIGNAL_OVERDUE, 90);
  lexicon_mark(lexicon, "pay", SIGNAL_REQUEST, 30);
  lexicon_mark(lexicon, "reminder", SIGNAL_REPEATED, 80);
  lexicon_mark(lexicon, "fee", SIGNAL_FEE, 80);
  lexicon_mark(lexicon, "collector", SIGNAL_HAND_OVER, 100);
  lexicon_mark(lexicon, "claim", SIGNAL_FORMAL_CLAIM, 280);
  lexicon_mark(lexicon, "court", SIGNAL_LEGAL_ACTION, 210);
  lexicon_mark(lexicon, "shame", SIGNAL_SHAME, 480);
  lexicon_mark(lexicon, "now", SIGNAL_URGENCY, 50);
  lexicon_mark(lexicon, "soon", SIGNAL_URGENCY, 20);
  lexicon_mark(lexicon, "ridiculous", SIGNAL_BLAME, 90);
  lexicon_mark(lexicon, "next step … claim", SIGNAL_HAND_OVER, 110);
  lexicon_mark(lexicon, "kind reminder", SIGNAL_COURTESY, -70);
  lexicon_mark(lexicon, "please pay", SIGNAL_COURTESY, -10);
  lexicon_mark(lexicon, "late … fee", SIGNAL_TERMS, 0);
  lexicon_set_cap(lexicon, SIGNAL_FAVOUR, 2);
  lexicon_set_shouting(lexicon, 300, 100);
  lexicon_ready(lexicon);
  *state = lexicon;
  return 0;
}

static int teardown(void **state)
{
  lexicon_free((struct lexicon **)state);
  return 0;
}

/* @text has this score, and its marks add up to it. */
static void scores(const struct lexicon *lexicon, const char *text, int score, enum tone tone)
{
  struct reading reading;
  reading_make(lexicon, text, &reading);
  int sum = 0;
  for (size_t i = 0; i < reading.count; i++)
    sum += reading.marks[i].weight;
  char *marks = reading_marks(&reading, text);
  if (reading.score != score || reading.tone != tone || (sum > 0 ? sum : 0) != score)
    fail_msg("'%s': %d (%s), not %d: %s", text, reading.score, tone_token(reading.tone), score,
             marks);
  free(marks);
  reading_clear(&reading);
}

static void test_floors(void **state)
{
  const struct lexicon *lexicon = *state;
  scores(lexicon, "Unpaid.", 175, TONE_CLEAR);
  scores(lexicon, "Unpaid, reminder, fee.", 310, TONE_FIRM);
  scores(lexicon, "Unpaid, reminder, fee, collector.", 310, TONE_FIRM);
  scores(lexicon, "Unpaid, claim, court.", 430, TONE_FORMAL);
  scores(lexicon, "Unpaid, reminder, fee, collector, claim, court.", 430, TONE_FORMAL);
  scores(lexicon, "Unpaid. Shame. Claim. Court.", 600, TONE_THREAT);
  /* Kind words go down to a limit of their own, and pressure fills up what they took. */
  scores(lexicon, "Please, unpaid, forgotten.", 95, TONE_FRIENDLY);
  scores(lexicon, "Please, forgotten, unpaid, reminder, fee, collector.", 310, TONE_FIRM);
  scores(lexicon, "Please, forgotten, unpaid: shame.", 575, TONE_THREAT);
  scores(lexicon, "Settled, waived. Please. Unpaid. Shame.", -450 - 60 + 175 + 480, TONE_FRIENDLY);
}

/* What comes to its sill brings the sum to a least, and what does not to no more. */
static void test_sills(void **state)
{
  const struct lexicon *lexicon = *state;
  scores(lexicon, "Forgotten, please, unpaid: collector.", 250, TONE_FIRM);
  scores(lexicon, "Unpaid: collector.", 175 + 100, TONE_FIRM);
  scores(lexicon, "Unpaid: fee.", 249, TONE_CLEAR);
  scores(lexicon, "Forgotten, please, unpaid: court.", 350, TONE_FORMAL);
  scores(lexicon, "Please pay. Kind reminder: unpaid.", 175 + 30 - 70, TONE_FRIENDLY);
  scores(lexicon, "Please pay what is unpaid.", 175 + 30, TONE_CLEAR);
  scores(lexicon, "Ridiculous: unpaid.", 175, TONE_CLEAR);
  scores(lexicon, "Forgotten, please, unpaid: shame, ridiculous.", 600, TONE_THREAT);
  scores(lexicon, "Forgotten, kind reminder: amiss.", 50, TONE_FRIENDLY);
  scores(lexicon, "Settled: unpaid.", 0, TONE_SERVICE);
  scores(lexicon, "Settled: unpaid, collector, court.", 0, TONE_SERVICE);
}

/* Who reminds, claims or hurries presupposes a debt. */
static void test_presumed(void **state)
{
  const struct lexicon *lexicon = *state;
  scores(lexicon, "Pay. Reminder.", 30 + 80 + LADDER_PRESUMED, TONE_CLEAR);
  scores(lexicon, "Claim.", 280 + LADDER_PRESUMED, TONE_FORMAL);
  scores(lexicon, "Pay. Claim. Reminder.", 430, TONE_FORMAL);
  scores(lexicon, "Pay. Forgotten? Reminder.", 30 + LADDER_FORGIVEN + 80, TONE_CLEAR);
}

/* What is known only once something is unpaid says so. */
static void test_facts(void **state)
{
  const struct lexicon *lexicon = *state;
  scores(lexicon, "By {pay_by}.", 10 + LADDER_PRESUMED, TONE_FRIENDLY);
  scores(lexicon, "By {due_date}. Collector.", 0, TONE_SERVICE);
  scores(lexicon, "Pay by {pay_by}. Collector.", 30 + 10 + LADDER_PRESUMED + 100, TONE_FIRM);
  scores(lexicon, "Forgotten? Pay by {pay_by}.", LADDER_FORGIVEN + 30 + 10, TONE_FRIENDLY);
  scores(lexicon, "{days_overdue} days. {fee}", 175 + 120, TONE_FIRM);
  scores(lexicon, "A {fee} or {interest} is due when late.", 0, TONE_SERVICE);
  scores(lexicon, "Unpaid: {original_amount}, {interest}.", 175 + 110 + 60, TONE_FIRM);
}

/* A case that is closed is told with the words of the case. */
static void test_settled(void **state)
{
  const struct lexicon *lexicon = *state;
  scores(lexicon, "Settled: the claim, the court, the fee.", 0, TONE_SERVICE);
  scores(lexicon, "Settled. Unpaid. Claim. Court.", 0, TONE_SERVICE);
  scores(lexicon, "Waived. Unpaid, pay. Claim.", -300 + 175 + 30 + 280, TONE_CLEAR);
}

/* What a text does not press for does not press. */
static void test_terms(void **state)
{
  const struct lexicon *lexicon = *state;
  scores(lexicon, "Fee. Collector. Court.", 0, TONE_SERVICE);
  scores(lexicon, "Reminder. Fee.", 80 + LADDER_PRESUMED + 80, TONE_FIRM);
  scores(lexicon, "Pay. Fee.", 30, TONE_SERVICE);
  scores(lexicon, "Pay. Collector. Court.", 30, TONE_SERVICE);
  scores(lexicon, "Pay soon. Fee.", 30 + 20, TONE_FRIENDLY);
  scores(lexicon, "Pay now. Fee.", 30 + 50 + LADDER_PRESUMED + 80, TONE_FIRM);
  scores(lexicon, "Pay now.", 30 + 50, TONE_FRIENDLY);
  scores(lexicon, "Shout THE LOUDEST WORDS there are.", 0, TONE_SERVICE);
  scores(lexicon, "Pay THE LOUDEST WORDS there are.", 450, TONE_THREAT);
  scores(lexicon, "Pay late to the fee.", 30, TONE_SERVICE);
  scores(lexicon, "Shame.", 480, TONE_THREAT);
  scores(lexicon, "Ridiculous.", 0, TONE_SERVICE);
  scores(lexicon, "Shame! Ridiculous!", 480 + 90, TONE_THREAT);
  scores(lexicon, "Collector, now.", 50 + LADDER_PRESUMED + 100, TONE_FIRM);
  scores(lexicon, "Collector, soon.", 0, TONE_SERVICE);
  scores(lexicon, "Pay. Shame!", 30 + 480 + 90, TONE_THREAT); /* it presupposes a debt */
}

static void test_forgiven(void **state)
{
  const struct lexicon *lexicon = *state;
  scores(lexicon, "Forgotten?", LADDER_FORGIVEN, TONE_FRIENDLY);
  scores(lexicon, "Forgotten? Please pay.", LADDER_FORGIVEN + 30, TONE_FRIENDLY);
  scores(lexicon, "Forgotten and unpaid", 175 - 80, TONE_FRIENDLY);
}

static void marks_are(const struct lexicon *lexicon, const char *text, const char *expected)
{
  struct reading reading;
  reading_make(lexicon, text, &reading);
  char *marks = reading_marks(&reading, text);
  if (strcmp(marks, expected) != 0)
    fail_msg("'%s': '%s', not '%s'", text, marks, expected);
  free(marks);
  reading_clear(&reading);
}

/* A longer phrase hides what it knows better. */
static void test_hiding(void **state)
{
  const struct lexicon *lexicon = *state;
  marks_are(lexicon, "Unpaid. Next step is our claim.",
            "175:overdue[Unpaid] 110:hand-over[Next step is our claim]");
  marks_are(lexicon, "Pay. A kind reminder.", "30:request[Pay] -70:courtesy[kind reminder]");
  marks_are(lexicon, "Please pay.", "0:courtesy[Please pay]^ 30:request[pay]");
  /* A gap hides nothing that stands in it. */
  marks_are(lexicon, "Unpaid. Next step shame and claim.",
            "175:overdue[Unpaid] 110:hand-over[Next step shame and claim] 315:shame[shame]^");
}

int main(void)
{
  const struct CMUnitTest tests[] = {
      cmocka_unit_test_setup_teardown(test_floors, setup, teardown),
      cmocka_unit_test_setup_teardown(test_sills, setup, teardown),
      cmocka_unit_test_setup_teardown(test_presumed, setup, teardown),
      cmocka_unit_test_setup_teardown(test_facts, setup, teardown),
      cmocka_unit_test_setup_teardown(test_settled, setup, teardown),
      cmocka_unit_test_setup_teardown(test_terms, setup, teardown),
      cmocka_unit_test_setup_teardown(test_forgiven, setup, teardown),
      cmocka_unit_test_setup_teardown(test_hiding, setup, teardown),
  };
  return cmocka_run_group_tests(tests, NULL, NULL);
}
