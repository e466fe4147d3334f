/* Words that were met before are found again, and never taken for others. */
#include "language/words.h"

#include "base/str.h"
#include "language/lexicon_private.h"
#include "language_helper.h"

#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdlib.h>
#include <string.h>

#include <cmocka.h>

/* Letters of the longest word that a lexicon takes. */
#define LONGEST 64

/* The kind of the first word of @text. */
static unsigned kind_of(const struct lexicon *lexicon, struct words *words, const char *text)
{
  struct scan scan = {0};
  struct piece piece;
  scan_start(&scan, &lexicon->alphabet, &lexicon->trie, text, strlen(text));
  assert_int_equal(scan_next(&scan, &piece), PIECE_WORD);
  unsigned kind = words_find(words, &scan, &piece)->kind;
  scan_clear(&scan);
  return kind;
}

/* Of every length, words that differ in one letter only, wherever it stands. */
static void test_alike(void **unused)
{
  (void)unused;
  struct lexicon *lexicon = lexicon_new(LANGUAGE_EN);
  char word[LONGEST + 1] = "";
  for (size_t length = 1; length <= LONGEST; length++) {
    word[length - 1] = 'a';
    lexicon_mark(lexicon, word, SIGNAL_COURTESY, -1);
  }
  lexicon_ready(lexicon);
  struct matching matching;
  matching_open(&matching, &lexicon->matcher);
  struct words *words = words_new(lexicon, &matching);
  unsigned unknown = kind_of(lexicon, words, "unknown");
  memset(word, 0, sizeof word);
  for (size_t length = 1; length <= LONGEST; length++) {
    word[length - 1] = 'a';
    for (size_t at = 0; at < length; at++)
      for (int again = 0; again < 2; again++) {
        assert_int_not_equal(kind_of(lexicon, words, word), unknown);
        word[at] = 'b';
        assert_int_equal(kind_of(lexicon, words, word), unknown);
        word[at] = 'a';
      }
  }
  words_free(words);
  matching_clear(&matching);
  lexicon_free(&lexicon);
}

static void expect(const struct lexicon *lexicon, const char *text, size_t marks, size_t words)
{
  struct reading reading;
  reading_make(lexicon, text, &reading);
  assert_int_equal(reading.count, marks);
  assert_int_equal(reading.measures.words, words);
  reading_clear(&reading);
}

/* More words than are kept, in one text and from text to text. */
static void test_many(void **unused)
{
  (void)unused;
  struct lexicon *lexicon = lexicon_new(LANGUAGE_SV);
  lexicon_mark(lexicon, "nummer # … kronor", SIGNAL_REQUEST, 10);
  lexicon_mark(lexicon, "stem:betala", SIGNAL_REQUEST, 10);
  lexicon_ready(lexicon);
  struct str text = {0};
  for (int text_number = 0; text_number < 3; text_number++) {
    str_cut(&text, 0);
    for (int i = 0; i < 6000; i++)
      str_addf(&text, "Nummer %d om x%dy%d kronor betalas. ", i, i, i * 7);
    expect(lexicon, str_text(&text), 12000, 36000);
  }
  for (int i = 0; i < 12000; i++) {
    str_cut(&text, 0);
    str_addf(&text, "Betalar du nummer %d om z%d kronor?", i, i);
    expect(lexicon, str_text(&text), 2, 7);
  }
  str_clear(&text);
  lexicon_free(&lexicon);
}

int main(void)
{
  const struct CMUnitTest tests[] = {
      cmocka_unit_test(test_alike),
      cmocka_unit_test(test_many),
  };
  return cmocka_run_group_tests(tests, NULL, NULL);
}
