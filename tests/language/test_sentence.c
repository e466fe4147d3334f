/* Sentences, and what does not end them. */
#include "language_helper.h"

#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdlib.h>
#include <string.h>

#include <cmocka.h>

static struct lexicon *lexicon;

static int setup(void **state)
{
  (void)state;
  static const char *const abbreviations[] = {"t.ex.", "bl.a.", "kl.", "nr.", "kr.", "Mr."};
  lexicon = lexicon_new(LANGUAGE_SV);
  for (size_t i = 0; i < sizeof abbreviations / sizeof abbreviations[0]; i++)
    assert_int_equal(lexicon_add_abbreviation(lexicon, abbreviations[i], NULL), STATUS_OK);
  lexicon_ready(lexicon);
  return 0;
}

static int teardown(void **state)
{
  (void)state;
  lexicon_free(&lexicon);
  return 0;
}

static void has(size_t sentences, const char *text)
{
  struct reading reading;
  reading_make(lexicon, text, &reading);
  if (reading.measures.sentences != sentences)
    fail_msg("'%s': %zu, not %zu", text, reading.measures.sentences, sentences);
  reading_clear(&reading);
}

static void test_plain(void **state)
{
  (void)state;
  has(0, "");
  has(0, " \n…!? -- \n");
  has(1, "Hej");
  has(1, "Hej.");
  has(2, "Hej. Du");
  has(2, "Hej! du?");
  has(3, "Hej! Du? Ja.");
  has(2, "Vad?! Hur");
  has(2, "Hon sade \"nej.\" Han gick.");
  has(2, "Betala nu. (Annars kommer vi.)");
  has(1, "Ja, nej; kanske: jo – nja");
  has(1, "Vad, sade hon?, kommer");
  has(2, "Hej!Du");
  has(1, "hej.Du"); /* SB7 */
  has(1, "a.b.c 3.14 www.example.com/a.b");
}

static void test_stops_inside(void **state)
{
  (void)state;
  has(1, "Betala med t.ex. Bankgiro kl. 18 till nr. 5, bl.a. Idag");
  has(1, "Det kostar 1 250,00 kr. och 3.5.2026 är sista dagen");
  has(1, "Senast 1. juni eller 2. august");
  has(1, "Senast 3. 5. 2026 eller så");
  has(1, "Fråga J. Berg eller Mr. Smith");
  has(2, "Vi har 25. Han har 30 kr");
  has(2, "Betala i oktober. 500 kr tillkommer");
  has(1, "Vi väntar ... och väntar");
  has(2, "Vi väntar... Och väntar");
}

static void test_lines(void **state)
{
  (void)state;
  has(2, "Påminnelse\n\nvi har inte fått din betalning");
  has(2, "Påminnelse\nVi har inte fått din betalning");
  has(1, "vi har inte fått\ndin betalning");
  has(1, "Vi har ännu inte fått din betalning, som skulle vara hos\n"
         "Elbolaget Exempel den sista oktober.");
  has(4, "Belopp: 1 284,00 kr\nFörfaller: 31 oktober\nOCR: 1002\r\n123");
  has(4, "Du kan:\n- betala nu\n- dela upp\n* vänta");
  has(3, "Gör så:\n1. betala\n2) vänta");
  has(2, "Ett två tre fyra fem sex sju åtta nio tio elva tolv tretton:\n• fjorton");
}

static void test_paragraphs(void **state)
{
  (void)state;
  struct reading reading;
  reading_make(lexicon, "\n\nEtt. Två.\nTre.\n \t\nFyra\n\n\n--\n\nFem", &reading);
  assert_int_equal(reading.measures.paragraphs, 3);
  assert_int_equal(reading.measures.sentences, 5);
  reading_clear(&reading);
}

int main(void)
{
  const struct CMUnitTest tests[] = {
      cmocka_unit_test(test_plain),
      cmocka_unit_test(test_stops_inside),
      cmocka_unit_test(test_lines),
      cmocka_unit_test(test_paragraphs),
  };
  return cmocka_run_group_tests(tests, setup, teardown);
}
