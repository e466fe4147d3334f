/* Words that share a stem share its beginning, by which they are found. */
#include "language/stem.h"

#include "base/str.h"
#include "language/alphabet.h"
#include "language_helper.h"

#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include <cmocka.h>

/* Every word of the samples, in each language: most are no words of it, and the
 * rule must hold for any. */
static void check_words(enum language language, char *words)
{
  struct sb_stemmer *stemmer = stem_open(language);
  assert_non_null(stemmer);
  for (char *word = strtok(words, " \n.,:;!?()\"'{}[]_-/0123456789"); word != NULL;
       word = strtok(NULL, " \n.,:;!?()\"'{}[]_-/0123456789")) {
    ucs4_t folded[64];
    uint8_t bytes[256];
    size_t size = sizeof bytes, stem_size;
    size_t count = alphabet_fold((const uint8_t *)word, strlen(word), folded, 64);
    if (count > 64)
      continue;
    assert_non_null(u32_to_u8(folded, count, bytes, &size));
    const char *stem = stem_of(stemmer, (const char *)bytes, size, &stem_size);
    size_t beginning = stem_beginning(stem, stem_size);
    assert_true(beginning > 0 || stem_size == 0);
    if (beginning > size || memcmp(stem, bytes, beginning) != 0)
      fail_msg("%s: '%.*s' has the stem '%.*s'", language_tag(language), (int)size,
               (const char *)bytes, (int)stem_size, stem);
  }
  stem_close(stemmer);
}

static void test_samples(void **state)
{
  (void)state;
  static const char *const files[] = {"electricity-se", "telecom-no", "supplier-b2b-se"};
  for (size_t i = 0; i < sizeof files / sizeof files[0]; i++)
    for (int language = 0; language < LANGUAGE_COUNT; language++) {
      char path[4096];
      snprintf(path, sizeof path, "%s/journeys/%s.yaml", getenv("top_srcdir"), files[i]);
      FILE *in = fopen(path, "rb");
      if (in == NULL)
        skip();
      static char words[1 << 20];
      words[fread(words, 1, sizeof words - 1, in)] = '\0';
      fclose(in);
      check_words((enum language)language, words);
    }
}

/* The words that the English stemmer has rules of their own for. */
static void test_odd(void **state)
{
  (void)state;
  char words[] = "skis skies dying lying tying idly gently ugly early only singly sky news howe "
                 "atlas cosmos bias andes inning outing canning herring earring proceed exceed "
                 "succeed penalty penalties relational relate hopping hoping hoped applied apply "
                 "dies die died ties tie lies lie ways way";
  check_words(LANGUAGE_EN, words);
}

static void finds(enum language language, const char *stem, const char *text, size_t count)
{
  struct lexicon *lexicon = lexicon_new(language);
  struct reading reading;
  lexicon_mark(lexicon, stem, SIGNAL_FEE, 1);
  lexicon_set_cap(lexicon, SIGNAL_FEE, 20);
  lexicon_ready(lexicon);
  for (int twice = 0; twice < 2; twice++) { /* the second time from memory */
    reading_make(lexicon, text, &reading);
    if (reading.count != count)
      fail_msg("%s in '%s': %zu times, not %zu", stem, text, reading.count, count);
    reading_clear(&reading);
  }
  lexicon_free(&lexicon);
}

static void test_found(void **state)
{
  (void)state;
  finds(LANGUAGE_SV, "stem:faktura", "faktura Fakturor fakturorna fakturaavgift", 3);
  finds(LANGUAGE_NB, "stem:purring", "purring purringen purringer purregebyr", 3);
  finds(LANGUAGE_EN, "stem:penalty", "penalty penalties Penalty’s penal", 3);
  finds(LANGUAGE_EN, "stem:die", "die dying died diet", 3);
}

int main(void)
{
  const struct CMUnitTest tests[] = {
      cmocka_unit_test(test_samples),
      cmocka_unit_test(test_odd),
      cmocka_unit_test(test_found),
  };
  return cmocka_run_group_tests(tests, NULL, NULL);
}
