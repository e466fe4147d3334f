/* Readability, SMS, places, and filled texts. */
#include "language/fill.h"
#include "language/measures.h"
#include "language_helper.h"

#include <math.h>
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdlib.h>
#include <string.h>

#include <cmocka.h>

static struct measures measure(enum language language, const char *text)
{
  struct lexicon *lexicon = lexicon_new(language);
  struct reading reading;
  lexicon_ready(lexicon);
  reading_make(lexicon, text, &reading);
  struct measures measures = reading.measures;
  reading_clear(&reading);
  lexicon_free(&lexicon);
  return measures;
}

static bool near_to(double a, double b)
{
  return fabs(a - b) < 1e-9;
}

static void test_counts(void **state)
{
  (void)state;
  /* 10 words, 2 sentences, 3 of more than six letters: påminnelse, betalning, imorgon. */
  struct measures m =
      measure(LANGUAGE_SV, "En påminnelse om din betalning. Den ska vara här imorgon.");
  assert_int_equal(m.words, 10);
  assert_int_equal(m.sentences, 2);
  assert_int_equal(m.long_words, 3);
  assert_true(near_to(m.lix, 5 + 30));
  assert_true(near_to(m.rix, 1.5));
  assert_true(near_to(m.words_per_sentence, 5));
  assert_true(near_to(m.words_per_paragraph, 10));
  assert_true(near_to(m.long_share, 0.3));
  assert_true(isnan(m.flesch_kincaid));
  assert_int_equal(m.syllables, 0);
  assert_false(m.trusted);
  /* Six letters are short however many bytes; digits are no letters. */
  m = measure(LANGUAGE_SV, "åäöåäö åäöåäöå 1234567890 abc-defg");
  assert_int_equal(m.words, 5);
  assert_int_equal(m.long_words, 1);
  m = measure(LANGUAGE_SV, "");
  assert_true(isnan(m.lix) && isnan(m.rix) && isnan(m.long_share) && isnan(m.words_per_paragraph));
}

static void test_trust(void **state)
{
  (void)state;
  struct str text = {0};
  for (int i = 0; i < 4; i++)
    str_add(&text, "Detta är en mening av just precis så många som tolv stycken ord. ");
  assert_false(measure(LANGUAGE_SV, str_text(&text)).trusted); /* too few sentences */
  str_add(&text, "Slut.");
  assert_false(measure(LANGUAGE_SV, str_text(&text)).trusted == false);
  assert_false(measure(LANGUAGE_SV, "A. A. A. A. A. Och. Så. Kort. Text.").trusted);
  str_clear(&text);
}

static void test_bands(void **state)
{
  (void)state;
  assert_string_equal(lix_band(29.9), "very easy");
  assert_string_equal(lix_band(30), "easy");
  assert_string_equal(lix_band(49.99), "medium");
  assert_string_equal(lix_band(50), "hard");
  assert_string_equal(lix_band(60), "very hard");
  assert_string_equal(lix_band(NAN), "not known");
}

static void test_syllables(void **state)
{
  (void)state;
  static const struct {
    const char *word;
    unsigned syllables;
  } words[] = {
      {"pay", 1},      {"late", 1},    {"table", 2},      {"passed", 1},   {"wanted", 2},
      {"notes", 1},    {"charges", 2}, {"invoice", 2},    {"invoices", 3}, {"reminder", 3},
      {"the", 1},      {"agree", 2},   {"rhythm", 1},     {"overdue", 3},  {"MADE", 1},
      {"received", 2}, {"please", 1},  {"collection", 3}, {"called", 1},   {"x", 1},
  };
  for (size_t i = 0; i < sizeof words / sizeof words[0]; i++) {
    size_t found = measure(LANGUAGE_EN, words[i].word).syllables;
    if (found != words[i].syllables)
      fail_msg("'%s': %zu, not %u", words[i].word, found, words[i].syllables);
  }
  /* Kincaid's formula by hand: 6 words, 1 sentence, 8 syllables. */
  struct measures m = measure(LANGUAGE_EN, "We have not received your payment.");
  assert_int_equal(m.syllables, 8);
  assert_true(near_to(m.flesch_kincaid, 0.39 * 6 + 11.8 * 8 / 6 - 15.59));
}

static void sms_is(const char *text, bool ucs2, size_t units, size_t parts, size_t odd)
{
  struct sms_size sms = sms_measure(text, "sv");
  if (sms.ucs2 != ucs2 || sms.units != units || sms.parts != parts || sms.first_odd != odd)
    fail_msg("'%.40s': %d %zu %zu %zu", text, sms.ucs2, sms.units, sms.parts, sms.first_odd);
}

static char *repeat(const char *piece, size_t count)
{
  struct str text = {0};
  for (size_t i = 0; i < count; i++)
    str_add(&text, piece);
  return str_take(&text);
}

static void sms_of(const char *piece, size_t count, const char *rest, bool ucs2, size_t units,
                   size_t parts, size_t odd)
{
  struct str text = {0};
  char *pieces = repeat(piece, count);
  str_addf(&text, "%s%s", pieces, rest);
  sms_is(str_text(&text), ucs2, units, parts, odd);
  free(pieces);
  str_clear(&text);
}

static void test_sms(void **state)
{
  (void)state;
  sms_is("", false, 0, 1, SIZE_MAX);
  sms_is("Betala åäö ÅÄÖ æøÆØ é £", false, 23, 1, SIZE_MAX);
  sms_is("5 €", false, 4, 1, SIZE_MAX);
  sms_is("”Hej”", true, 5, 1, 0);
  sms_is("ab – c", true, 6, 1, 3);
  sms_is("😀", true, 2, 1, 0);
  sms_of("a", 160, "", false, 160, 1, SIZE_MAX);
  sms_of("a", 161, "", false, 161, 2, SIZE_MAX);
  sms_of("a", 306, "", false, 306, 2, SIZE_MAX);
  sms_of("a", 307, "", false, 307, 3, SIZE_MAX);
  sms_of("a", 152, "€aaaaaaaaa", false, 163, 2, SIZE_MAX); /* the sign goes to the next part */
  sms_of("a", 152, "€", false, 154, 1, SIZE_MAX);
  sms_of("€", 153, "", false, 306, 3, SIZE_MAX); /* 76 in a part: 152 of 153 */
  sms_of("ł", 70, "", true, 70, 1, 0);
  sms_of("ł", 71, "", true, 71, 2, 0);
  sms_of("😀", 67, "", true, 134, 3, 0); /* 33 in a part */
  /* Placeholders count as values, and lead back to where they stand. */
  sms_is("Betala {amount_due}", false, 7 + 11, 1, SIZE_MAX);
  sms_is("{{–", true, 2, 1, 2);
  sms_is("{amount_due} –", true, 13, 1, 13);
}

static void place_is(const char *text, size_t byte, long line, long column)
{
  long found_line, found_column;
  reading_place(text, byte, &found_line, &found_column);
  if (found_line != line || found_column != column)
    fail_msg("'%s' at %zu: %ld:%ld, not %ld:%ld", text, byte, found_line, found_column, line,
             column);
}

static void test_place(void **state)
{
  (void)state;
  place_is("", 0, 1, 1);
  place_is("abc", 0, 1, 1);
  place_is("abc", 3, 1, 4);
  place_is("abc", 99, 1, 4);
  place_is("åäö", 2, 1, 2);
  place_is("åäö", 3, 1, 2); /* inside of ä */
  place_is("e\xcc\x81x", 3, 1, 2);
  place_is("a\nb", 2, 2, 1);
  place_is("a\r\nb", 3, 2, 1);
  place_is("\n\nb", 2, 3, 1);
  place_is("👩‍🚀x", strlen("👩‍🚀"), 1, 2);
  place_is("🇸🇪🇳🇴x", 16, 1, 3);
  place_is("\xff\xfex", 2, 1, 3);
  struct text_place place = TEXT_BEGINNING;
  const char *text = "ett\ntvå tre";
  reading_walk(text, strlen(text), 4, &place);
  assert_int_equal(place.line, 2);
  reading_walk(text, strlen(text), 9, &place);
  assert_int_equal(place.column, 5);
}

static void filled_is(const char *text, const char *expected)
{
  struct fill fill = {0};
  fill_make(&fill, text, "sv");
  assert_string_equal(fill.text, expected);
  assert_int_equal(fill.length, strlen(expected));
  fill_clear(&fill);
}

static void test_fill(void **state)
{
  (void)state;
  filled_is("", "");
  filled_is("Hej", "Hej");
  filled_is("Hej {first_name}!", "Hej Kim!");
  filled_is("{first_name}{first_name}", "KimKim");
  filled_is("{{a}} {nothing} } {first_name", "{a} {nothing} } {first_name");
  struct fill fill = {0};
  const char *text = "{{a}} {first_name} b";
  size_t near = 0;
  fill_make(&fill, text, "sv"); /* {a} Kim b */
  for (size_t i = 0; i < fill.length; i++) {
    size_t start = i, end = i + 1;
    const struct placeholder *inside = fill_given(&fill, &start, &end, &near);
    assert_true((inside != NULL) == (i >= 4 && i < 7));
    if (inside != NULL)
      assert_true(start == 6 && end == 18);
    else
      assert_int_equal(text[start], fill.text[i]);
  }
  size_t start = 1, end = 9; /* a} Kim b, after one that stands behind it */
  assert_null(fill_given(&fill, &start, &end, &near));
  assert_int_equal(start, 2);
  assert_int_equal(end, 20);
  fill_clear(&fill);
}

static void test_language(void **state)
{
  (void)state;
  assert_int_equal(language_of("sv"), LANGUAGE_SV);
  assert_int_equal(language_of("sv-FI"), LANGUAGE_SV);
  assert_int_equal(language_of("no"), LANGUAGE_NB);
  assert_int_equal(language_of("nb_NO"), LANGUAGE_NB);
  assert_int_equal(language_of("EN-gb"), LANGUAGE_EN);
  assert_int_equal(language_of("nn"), LANGUAGE_NONE);
  assert_int_equal(language_of("s"), LANGUAGE_NONE);
  assert_int_equal(language_of(""), LANGUAGE_NONE);
  assert_int_equal(language_of(NULL), LANGUAGE_NONE);
  assert_int_equal(language_guess("Vi har inte fått din betalning från er"), LANGUAGE_SV);
  assert_int_equal(language_guess("Vi har ikke mottatt betalingen fra deg"), LANGUAGE_NB);
  assert_int_equal(language_guess("We have not received your payment"), LANGUAGE_EN);
  assert_int_equal(language_guess("123"), LANGUAGE_NONE);
}

int main(void)
{
  const struct CMUnitTest tests[] = {
      cmocka_unit_test(test_counts), cmocka_unit_test(test_trust),
      cmocka_unit_test(test_bands),  cmocka_unit_test(test_syllables),
      cmocka_unit_test(test_sms),    cmocka_unit_test(test_place),
      cmocka_unit_test(test_fill),   cmocka_unit_test(test_language),
  };
  return cmocka_run_group_tests(tests, NULL, NULL);
}
