#include "language/choices.h"
#include "language_helper.h"

#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include <cmocka.h>

/* A lexicon of the test's own: what data/tone holds is measured elsewhere. */
static struct lexicon *make(enum language language)
{
  struct lexicon *lexicon = lexicon_new(language);
  lexicon_mark(lexicon, "vänligen", SIGNAL_COURTESY, -60);
  lexicon_mark(lexicon, "tack", SIGNAL_COURTESY, -50);
  lexicon_mark(lexicon, "tack på förhand", SIGNAL_COURTESY, -70);
  lexicon_mark(lexicon, "inte … fått … betalning*", SIGNAL_OVERDUE, 150);
  lexicon_mark(lexicon, "skickas … till inkasso", SIGNAL_REQUEST, 90);
  lexicon_mark(lexicon, "till inkasso", SIGNAL_REQUEST, 80);
  lexicon_mark(lexicon, "stem:struntat", SIGNAL_REQUEST, 200);
  lexicon_mark(lexicon, "inkassobolaget", SIGNAL_REQUEST, 70);
  lexicon_mark(lexicon, "Inkassobolaget Nord", SIGNAL_TERMS, 0);
  lexicon_mark(lexicon, "inom # dagar", SIGNAL_DEADLINE, 40);
  lexicon_mark(lexicon, "# €", SIGNAL_REQUEST, 10);
  lexicon_mark(lexicon, "€ #", SIGNAL_REQUEST, 20);
  lexicon_mark(lexicon, "(hyr|el)räkning* (är|) … (obetald|står kvar)", SIGNAL_OVERDUE, 30);
  assert_int_equal(lexicon_add_negation(lexicon, "inte", NULL), STATUS_OK);
  assert_int_equal(lexicon_add_negation(lexicon, "utan att", NULL), STATUS_OK);
  assert_int_equal(lexicon_add_condition(lexicon, "om", NULL), STATUS_OK);
  assert_int_equal(lexicon_add_condition(lexicon, "betalar du", NULL), STATUS_OK);
  assert_int_equal(lexicon_add_abbreviation(lexicon, "t.ex.", NULL), STATUS_OK);
  assert_int_equal(lexicon_add_abbreviation(lexicon, "kl.", NULL), STATUS_OK);
  lexicon_set_shouting(lexicon, 500, 490);
  lexicon_ready(lexicon);
  return lexicon;
}

static int setup(void **state)
{
  *state = make(LANGUAGE_SV);
  return 0;
}

static int teardown(void **state)
{
  lexicon_free((struct lexicon **)state);
  return 0;
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

static void test_phrases(void **state)
{
  const struct lexicon *lexicon = *state;
  marks_are(lexicon, "", "");
  marks_are(lexicon, "Vänligen betala.", "-60:courtesy[Vänligen]");
  marks_are(lexicon, "va\xcc\x88nligen", "-60:courtesy[va\xcc\x88nligen]");
  marks_are(lexicon, "ovänligen vänligenx", "");
  marks_are(lexicon, "Vi har inte ännu fått din betalning.",
            "150:overdue[inte ännu fått din betalning]");
  marks_are(lexicon, "inte a b c d fått betalningen", "150:overdue[inte a b c d fått betalningen]");
  marks_are(lexicon, "inte a b c d e fått betalningen", "");
  marks_are(lexicon, "inte. Fått betalningen", ""); /* two sentences */
  marks_are(lexicon, "inte inte fått betalning", "0:overdue[inte fått betalning]!");
  marks_are(lexicon, "Ni struntar i oss", "200:request[struntar]");
  marks_are(lexicon, "inom 8 dagar, inom 10\ndagar",
            "40:deadline[inom 8 dagar] 0:deadline[inom 10\ndagar]^");
  marks_are(lexicon, "inom åtta dagar", "");
  marks_are(lexicon, "kostar 5 €.", "0:none[5 €]+amount 10:request[5 €]");
  marks_are(lexicon, "Ja. €5 nu.", "20:request[€5] 0:none[5]+amount");
}

/* What nobody sees (zero-width spaces, soft hyphens, word joiners, marks that join or
 * select) hides no word, and is part of the place where the word stands. */
static void test_unseen(void **state)
{
  const struct lexicon *lexicon = *state;
  static const char *const unseen[] = {"\xe2\x80\x8b", "\xe2\x80\x8c", "\xe2\x80\x8d",
                                       "\xe2\x81\xa0", "\xc2\xad",     "\xef\xbb\xbf",
                                       "\xcd\x8f",     "\xef\xb8\x8f", "\xe2\x80\xae"};
  for (size_t i = 0; i < sizeof unseen / sizeof unseen[0]; i++) {
    char text[128];
    char expected[128];
    struct reading reading;
    snprintf(text, sizeof text, "ja vän%sligen %s struntar%s%s nu", unseen[i], unseen[i], unseen[i],
             unseen[i]);
    snprintf(expected, sizeof expected, "-60:courtesy[vän%sligen] 200:request[struntar%s%s]",
             unseen[i], unseen[i], unseen[i]);
    marks_are(lexicon, text, expected);
    reading_make(lexicon, text, &reading);
    assert_int_equal(reading.measures.words, 4);
    reading_clear(&reading);
  }
  marks_are(lexicon, "s\xc2\xadt\xe2\x80\x8br\xe2\x81\xa0untat",
            "200:request[s\xc2\xadt\xe2\x80\x8b"
            "r\xe2\x81\xa0untat]");
  marks_are(lexicon, "\xe2\x80\x8b\xe2\x80\x8b", "");
}

static void test_choices(void **state)
{
  const struct lexicon *lexicon = *state;
  marks_are(lexicon, "Hyrräkningen är nu obetald.", "30:overdue[Hyrräkningen är nu obetald]");
  marks_are(lexicon, "elräkning obetald", "30:overdue[elräkning obetald]");
  marks_are(lexicon, "elräkningen här står kvar", "30:overdue[elräkningen här står kvar]");
  marks_are(lexicon, "räkning obetald, hyr el står", "");
  assert_int_equal(choices_count("a (b|c) d(e|f|)"), 6);
  static const char *const wrong[] = {"(a|b", "a|b", "a)", "((a|b)|c)", "(a|b))"};
  struct lexicon *other = lexicon_new(LANGUAGE_SV);
  for (size_t i = 0; i < sizeof wrong / sizeof wrong[0]; i++) {
    struct marker marker = {.id = (char *)"x", .text = (char *)wrong[i]};
    assert_int_equal(lexicon_add(other, &marker, NULL), STATUS_INPUT);
  }
  struct marker half = {.id = (char *)"x",
                        .text = (char *)"(a|*) b"}; /* what is refused leaves nothing */
  assert_int_equal(lexicon_add(other, &half, NULL), STATUS_INPUT);
  lexicon_ready(other);
  marks_are(other, "a b", "");
  lexicon_free(&other);
}

static void test_parts(void **state)
{
  const struct lexicon *lexicon = *state;
  marks_are(lexicon, "Tack på förhand", "-70:courtesy[Tack på förhand]");
  marks_are(lexicon, "till inkassobolaget", "70:request[inkassobolaget]");
  marks_are(lexicon, "till Inkassobolaget Nord", "0:terms[Inkassobolaget Nord]");
}

static void test_negation(void **state)
{
  const struct lexicon *lexicon = *state;
  marks_are(lexicon, "Vi går inte till inkasso", "0:request[till inkasso]!");
  marks_are(lexicon, "utan att gå till inkasso", "0:request[till inkasso]!");
  marks_are(lexicon, "inte nu, till inkasso", "80:request[till inkasso]");
  marks_are(lexicon, "inte a b c till inkasso", "0:request[till inkasso]!");
  marks_are(lexicon, "inte a b c d till inkasso", "80:request[till inkasso]");
  marks_are(lexicon, "Om du inte betalar skickas det till inkasso",
            "90:request[skickas det till inkasso]");
  marks_are(lexicon, "Betalar du inte skickas det till inkasso",
            "90:request[skickas det till inkasso]");
  marks_are(lexicon, "Det skickas inte till inkasso", "0:request[skickas inte till inkasso]!");
  /* What is only supposed is not said. */
  marks_are(lexicon, "Vi har inte fått betalning", "150:overdue[inte fått betalning]");
  marks_are(lexicon, "Om vi inte fått betalning ringer vi", "0:overdue[inte fått betalning]!");
  marks_are(lexicon, "Om du vill: vi har inte fått betalning", "150:overdue[inte fått betalning]");
}

static void test_sum(void **state)
{
  const struct lexicon *lexicon = *state;
  struct reading reading;
  reading_make(lexicon, "Tack! Vi har inte fått betalningen. Det går till inkasso.", &reading);
  assert_int_equal(reading.score, -50 + 150 + 80);
  assert_int_equal(reading.tone, TONE_CLEAR);
  reading_clear(&reading);
  reading_make(lexicon, "Tack.", &reading);
  assert_int_equal(reading.score, 0);
  assert_int_equal(reading.tone, TONE_SERVICE);
  reading_clear(&reading);
}

/* Of one signal only the largest count, and of those alike the first. */
static void test_caps(void **state)
{
  (void)state;
  struct lexicon *lexicon = lexicon_new(LANGUAGE_EN);
  lexicon_mark(lexicon, "one", SIGNAL_OVERDUE, 10);
  lexicon_mark(lexicon, "two", SIGNAL_OVERDUE, 20);
  lexicon_mark(lexicon, "tri", SIGNAL_OVERDUE, -60);
  lexicon_set_cap(lexicon, SIGNAL_OVERDUE, 2);
  lexicon_ready(lexicon);
  marks_are(lexicon, "one one two one",
            "10:overdue[one] 0:overdue[one]^ 20:overdue[two] "
            "0:overdue[one]^");
  marks_are(lexicon, "one two tri two",
            "0:overdue[one]^ 20:overdue[two] -60:overdue[tri] "
            "0:overdue[two]^");
  lexicon_free(&lexicon);
}

static void test_placeholders(void **state)
{
  const struct lexicon *lexicon = *state;
  const char *text = "Betala {amount_due} senast {due_date} till {bank_account}.";
  marks_are(lexicon, text,
            "0:none[{amount_due}]+amount 0:none[{due_date}]+due_date "
            "0:none[{bank_account}]+how_to_pay");
  struct reading reading;
  reading_make(lexicon, text, &reading);
  assert_int_equal(reading_first(&reading, TELLS_AMOUNT), 7);
  assert_true(reading_first(&reading, TELLS_REFERENCE) == SIZE_MAX);
  assert_true((reading.tells & TELLS_BIT(TELLS_DUE_DATE)) != 0);
  /* Betala 1 284,00 kr senast 31 oktober 2026 till bankgiro 000 0000 */
  assert_int_equal(reading.measures.words, 12);
  assert_int_equal(reading.measures.sentences, 1);
  reading_clear(&reading);
  marks_are(lexicon, "{{x}} inom {days_overdue} dagar {{",
            "40:deadline[inom {days_overdue} dagar] 175:overdue[{days_overdue}]");
}

/* Shouting counts where something is asked for: each text ends with a request. */
static void shouts_are(const struct lexicon *lexicon, const char *text, const char *expected)
{
  char whole[200], marks[200];
  snprintf(whole, sizeof whole, "%s\n\n5 €", text);
  snprintf(marks, sizeof marks, "%s%s0:none[5 €]+amount 10:request[5 €]", expected,
           expected[0] != '\0' ? " " : "");
  marks_are(lexicon, whole, marks);
}

static void test_shouting(void **state)
{
  const struct lexicon *lexicon = *state;
  shouts_are(lexicon, "Du ska BETALA NU till OCR 123.", "500:shouting[BETALA NU]");
  shouts_are(lexicon, "PÅMINNELSE\n\nHej du.", "");
  shouts_are(lexicon, "SISTA PÅMINNELSEN enligt lag", "");
  shouts_are(lexicon, "SISTA PÅMINNELSEN! Betala", "500:shouting[SISTA PÅMINNELSEN]");
  shouts_are(lexicon, "Se SISTA PÅMINNELSEN enligt lag", "500:shouting[SISTA PÅMINNELSEN]");
  shouts_are(lexicon, "PÅMINNELSE 2. Att betala:", "");
  marks_are(lexicon, "Se PÅMINNELSE", "0:shouting[PÅMINNELSE]^"); /* asks for nothing */
  shouts_are(lexicon, "BETALA GENAST!\nHej du.", "500:shouting[BETALA GENAST]");
  shouts_are(lexicon, "Ange OCR, KID och IBAN.", "");
  shouts_are(lexicon, "Betala nu!!! Hej!", "490:shouting[!!!]");
  struct reading reading;
  reading_make(lexicon, "Hej! Du ska BETALA DET NU.", &reading);
  assert_int_equal(reading.measures.exclamations, 1);
  assert_int_equal(reading.measures.capital_words, 3);
  reading_clear(&reading);
}

int main(void)
{
  const struct CMUnitTest tests[] = {
      cmocka_unit_test_setup_teardown(test_phrases, setup, teardown),
      cmocka_unit_test_setup_teardown(test_unseen, setup, teardown),
      cmocka_unit_test_setup_teardown(test_choices, setup, teardown),
      cmocka_unit_test_setup_teardown(test_parts, setup, teardown),
      cmocka_unit_test_setup_teardown(test_negation, setup, teardown),
      cmocka_unit_test_setup_teardown(test_sum, setup, teardown),
      cmocka_unit_test(test_caps),
      cmocka_unit_test_setup_teardown(test_placeholders, setup, teardown),
      cmocka_unit_test_setup_teardown(test_shouting, setup, teardown),
  };
  return cmocka_run_group_tests(tests, NULL, NULL);
}
