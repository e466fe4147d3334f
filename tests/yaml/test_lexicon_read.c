#include "yaml/lexicon_read.h"

#include "base/str.h"
#include "language/choices.h"
#include "language/reading.h"

#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include <cmocka.h>

#define HEAD "kundresa_tone: 1\nlanguage: sv\n"

static enum status read_text(const char *text, struct lexicon **lexicon, struct problems *problems)
{
  FILE *in = fmemopen((void *)text, strlen(text), "rb");
  enum status status = lexicon_read(in, "x", lexicon, problems, NULL);
  fclose(in);
  return status;
}

static void test_whole(void **state)
{
  (void)state;
  struct lexicon *lexicon;
  struct problems problems = {0};
  const char *text = HEAD "version: \"2026-11\"\n"
                          "bands: {service: 0, threat: 450}\n"
                          "caps: {courtesy: 2, blame: 0}\n"
                          "shouting: {capitals: 470, exclamations: 460}\n"
                          "negations: [inte]\n"
                          "conditions: [om]\n"
                          "abbreviations: [\"kl.\"]\n"
                          "markers:\n"
                          "  - id: a\n"
                          "    phrase: till inkasso\n"
                          "    signal: hand-over\n"
                          "    weight: 80\n"
                          "    tells: [handover, consequences]\n"
                          "    negatable: true\n"
                          "    reason: Varnar.\n"
                          "  - id: b\n"
                          "    stem: fakturor\n"
                          "    signal: request\n"
                          "    weight: 30\n"
                          "    tells: [basis]\n";
  if (read_text(text, &lexicon, &problems) != STATUS_OK)
    fail_msg("%s", problems.items[0].text);
  assert_int_equal(problems.count, 0);
  assert_string_equal(lexicon_version(lexicon), "2026-11");
  assert_int_equal(lexicon_cap(lexicon, SIGNAL_COURTESY), 2);
  assert_int_equal(lexicon_cap(lexicon, SIGNAL_BLAME), 0);
  assert_int_equal(lexicon_cap(lexicon, SIGNAL_THREAT), 1);
  assert_int_equal(lexicon_count(lexicon), 2);
  assert_int_equal(lexicon_at(lexicon, 0)->weight, 80);
  assert_int_equal(lexicon_at(lexicon, 1)->kind, MARKER_STEM);
  struct reading reading;
  reading_make(lexicon, "Gå inte till inkasso kl. Åtta, BETALA din faktura!!", &reading);
  assert_int_equal(reading.score, 30 + 470); /* of two shouts the cap lets the larger count */
  assert_int_equal(reading.measures.sentences, 1);
  assert_int_equal(reading.tells, TELLS_BIT(TELLS_BASIS));
  reading_clear(&reading);
  lexicon_free(&lexicon);
}

/* The only fault of @text stands at @line and @column and says @part. */
static void refused(const char *text, long line, long column, const char *part)
{
  struct lexicon *lexicon;
  struct problems problems = {0};
  assert_int_equal(read_text(text, &lexicon, &problems), STATUS_INPUT);
  assert_null(lexicon);
  assert_int_equal(problems.count, 1);
  char words[1200];
  error_format(&problems.items[0], words, sizeof words);
  char place[32];
  snprintf(place, sizeof place, "x:%ld:%ld: ", line, column);
  if (strncmp(words, place, strlen(place)) != 0 || strstr(words, part) == NULL)
    fail_msg("'%s': '%s', not '%s… %s'", text, words, place, part);
  problems_clear(&problems);
}

#define MARKER HEAD "markers:\n- id: a\n  phrase: b\n  signal: none\n"

static void test_faults(void **state)
{
  (void)state;
  refused("", 1, 1, "Found nothing");
  refused("- a\n", 1, 1, "expected keys");
  refused("language: sv\n", 1, 1, "is this a lexicon");
  refused("kundresa_tone: 1\n", 1, 1, "Found no 'language'");
  refused("kundresa_tone: 2\nlanguage: sv\n", 1, 16, "found '2', expected 1");
  refused("kundresa_tone: 1\nlanguage: fi\n", 2, 11, "sv, nb or en");
  refused("kundresa_tone: 1\ncaps: {}\nlanguage: sv\n", 2, 7, "before the language");
  refused(HEAD "makers: []\n", 3, 1, "Did you mean 'markers'?");
  refused(HEAD "language: sv\n", 3, 1, "twice");
  refused(HEAD "bands: {clear: 151}\n", 3, 16, "expected 150");
  refused(HEAD "caps: {curtesy: 1}\n", 3, 8, "Did you mean 'courtesy'?");
  refused(HEAD "caps: {courtesy: 99}\n", 3, 18, "from 0 to 20");
  refused(HEAD "shouting: {capitals: loud}\n", 3, 22, "found 'loud'");
  refused(HEAD "negations: inte\n", 3, 12, "expected a list");
  refused(HEAD "negations: [{}]\n", 3, 13, "expected a text");
  refused(HEAD "abbreviations: [\"t. ex.\"]\n", 3, 17, "without blanks");
  refused(HEAD "markers: {}\n", 3, 10, "expected a list");
  refused(HEAD "markers: [x]\n", 3, 11, "expected an entry");
  refused(HEAD "markers:\n- phrase: b\n  signal: none\n", 4, 3, "found no 'id'");
  refused(HEAD "markers:\n- id: a\n  phrase: b\n  stem: c\n  signal: none\n", 4, 3, "either");
  refused(HEAD "markers:\n- id: a\n  phrase: b\n", 4, 3, "found no 'signal'");
  refused(HEAD "markers:\n- id: a\n  phrase: b\n  signal: blame\n", 4, 3, "found no 'weight'");
  refused(MARKER "  weight: 1.5\n", 7, 11, "found '1.5'");
  refused(MARKER "  tells: [amuont]\n", 7, 11, "Did you mean 'amount'?");
  refused(MARKER "  negatable: ja\n", 7, 14, "true or false");
  refused(MARKER "  wieght: 1\n", 7, 3, "Did you mean 'weight'?");
  refused(MARKER "- id: a\n  phrase: c\n  signal: none\n", 8, 11, "a marker 'a' already");
  refused(HEAD "markers:\n- id: a\n  phrase: … b\n  signal: none\n", 5, 11, "follows no word");
  refused(HEAD "markers:\n- id: a\n  phrase: b …\n  signal: none\n", 5, 11, "at its end");
  refused(HEAD "markers:\n- id: a\n  phrase: b*c\n  signal: none\n", 5, 11, "only end a word");
  refused(HEAD "markers:\n- id: a\n  phrase: b*\n  signal: none\n", 5, 11, "two letters");
  refused(HEAD "markers:\n- id: a\n  phrase: '!'\n  signal: none\n", 5, 11, "no word");
  refused(HEAD "markers:\n- id: a\n  phrase: долг\n  signal: none\n", 5, 11, "not Latin");
  refused(HEAD "markers:\n- id: a\n  stem: b c\n  signal: none\n", 5, 9, "several words");
}

/* Phrases that share a marker's other keys are markers of their own. */
static void test_families(void **state)
{
  (void)state;
  struct lexicon *lexicon;
  struct problems problems = {0};
  const char *text = HEAD "markers:\n"
                          "  - id: a\n"
                          "    phrases: [lätt hänt, lätt … glömma]\n"
                          "    signal: overdue\n"
                          "    weight: 60\n"
                          "    reason: Mjukt.\n"
                          "  - {id: t, phrases: [villkor], signal: terms}\n";
  assert_int_equal(read_text(text, &lexicon, &problems), STATUS_OK);
  assert_int_equal(lexicon_count(lexicon), 3);
  const struct marker *second = lexicon_at(lexicon, 1);
  assert_string_equal(lexicon_at(lexicon, 0)->id, "a");
  assert_string_equal(second->id, "a-2");
  assert_string_equal(second->text, "lätt … glömma");
  assert_string_equal(second->reason, "Mjukt.");
  assert_int_equal(second->weight, 60);
  assert_int_equal(lexicon_at(lexicon, 2)->signal, SIGNAL_TERMS);
  lexicon_free(&lexicon);
  refused(HEAD "markers:\n- id: a\n  phrases: b\n  signal: none\n", 5, 12, "expected a list");
  refused(HEAD "markers:\n- id: a\n  phrases: []\n  signal: none\n", 4, 3, "either");
  refused(HEAD "markers:\n- id: a\n  phrase: b\n  phrases: [c]\n  signal: none\n", 4, 3, "either");
  refused(HEAD "markers:\n- id: a\n  phrases: [b, b*c]\n  signal: none\n", 5, 16,
          "only end a word");
}

/* Whether @text gives one mark. */
static bool is_marked(const struct lexicon *lexicon, const char *text)
{
  struct reading reading;
  reading_make(lexicon, text, &reading);
  size_t count = reading.count;
  reading_clear(&reading);
  return count == 1;
}

/* Words that stand for each other. */
static void test_words(void **state)
{
  (void)state;
  struct lexicon *lexicon;
  struct problems problems = {0};
  const char *text = HEAD "words:\n"
                          "  betald: [betald, reglera*, \"#\"]\n"
                          "  ej: [inte, ej]\n"
                          "markers:\n"
                          "- {id: a, phrase: <ej> … <betald>, signal: overdue, weight: 60}\n"
                          "- {id: b, phrase: (är|blev) <ej> sen, signal: overdue, weight: 60}\n";
  if (read_text(text, &lexicon, &problems) != STATUS_OK)
    fail_msg("%s", problems.items[0].text);
  static const struct {
    const char *text;
    bool marked;
  } cases[] = {
      {"Den är ej ännu betald.", true},
      {"Den har inte reglerats.", true},
      {"ej 5", true},
      {"Den blev inte sen.", true},
      {"Den är ej sen.", true},
      {"Den är sen.", false},
      {"Den är betald.", false},
      {"betald är den ej.", false},
      {"inte blev betalt", false},
  };
  for (size_t i = 0; i < sizeof cases / sizeof cases[0]; i++)
    if (is_marked(lexicon, cases[i].text) != cases[i].marked)
      fail_msg("'%s'", cases[i].text);
  assert_string_equal(lexicon_word(lexicon, "betald", 6), "betald");
  assert_null(lexicon_word(lexicon, "betal", 5));
  lexicon_free(&lexicon);
  refused(HEAD "words: [a]\n", 3, 8, "expected keys");
  refused(HEAD "words: {a: b}\n", 3, 12, "expected a list");
  refused(HEAD "words: {a: [b c]}\n", 3, 13, "one word");
  refused(HEAD "markers:\n- {id: a, phrase: <b> c, signal: none}\n", 4, 19, "does not list");
}

/* A text that has the words of the way @way of @phrase: one word stands for a gap, a
 * digit for "#", the first of a group for it. */
static void write_words(struct str *out, const struct lexicon *lexicon, const char *phrase,
                        size_t way)
{
  struct str read = {0};
  choices_write(phrase, way, &read);
  str_cut(out, 0);
  for (const char *at = str_text(&read); *at != '\0'; at++)
    if (strncmp(at, "…", strlen("…")) == 0) {
      str_add(out, "xx");
      at += strlen("…") - 1;
    } else if (*at == '<') {
      size_t length = strcspn(at + 1, ">");
      str_add(out, lexicon_word(lexicon, at + 1, length));
      at += length + 1;
    } else if (*at != '*') {
      str_add_char(out, *at == '#' ? '1' : *at);
    }
  str_clear(&read);
}

/* Whether @marker is found in its own words. */
static bool finds_itself(const struct lexicon *lexicon, const struct marker *marker,
                         const char *words)
{
  struct reading reading;
  reading_make(lexicon, words, &reading);
  bool found = false;
  for (size_t i = 0; i < reading.count; i++)
    found = found || reading.marks[i].marker == marker;
  reading_clear(&reading);
  return found;
}

/* Two markers of one signal for the same words: only one of them could count. */
static const struct marker *find_twin(const struct lexicon *lexicon, size_t index)
{
  const struct marker *marker = lexicon_at(lexicon, index);
  for (size_t i = 0; i < index && marker->signal != SIGNAL_NONE; i++)
    if (lexicon_at(lexicon, i)->signal == marker->signal &&
        strcmp(lexicon_at(lexicon, i)->text, marker->text) == 0)
      return lexicon_at(lexicon, i);
  return NULL;
}

/* The lexicons that come along are whole: they read without faults, and every
 * marker has a reason, no twin, and is found in its own words. */
static void test_data(void **state)
{
  (void)state;
  for (int i = 0; i < LANGUAGE_COUNT; i++) {
    char path[4096];
    snprintf(path, sizeof path, "%s/data/tone/%s.yaml", getenv("top_srcdir"),
             language_tag((enum language)i));
    struct lexicon *lexicon;
    struct problems problems = {0};
    FILE *in = fopen(path, "rb");
    assert_non_null(in);
    if (lexicon_read(in, path, &lexicon, &problems, NULL) != STATUS_OK)
      fail_msg("%s: %s", path, problems.items[0].text);
    fclose(in);
    assert_true(lexicon_count(lexicon) >= 1000);
    assert_int_equal(lexicon_language(lexicon), i);
    struct str words = {0};
    for (size_t k = 0; k < lexicon_count(lexicon); k++) {
      const struct marker *marker = lexicon_at(lexicon, k);
      if (marker->reason == NULL)
        fail_msg("%s: %s has no reason", path, marker->id);
      if (find_twin(lexicon, k) != NULL)
        fail_msg("%s: '%s' of %s is a twin of %s", path, marker->text, marker->id,
                 find_twin(lexicon, k)->id);
      for (size_t way = 0; way < choices_count(marker->text); way++) {
        write_words(&words, lexicon, marker->text, way);
        if (!finds_itself(lexicon, marker, str_text(&words)))
          fail_msg("%s: '%s' of %s is not found in '%s'", path, marker->text, marker->id,
                   str_text(&words));
      }
    }
    str_clear(&words);
    lexicon_free(&lexicon);
  }
}

int main(void)
{
  const struct CMUnitTest tests[] = {
      cmocka_unit_test(test_whole), cmocka_unit_test(test_faults), cmocka_unit_test(test_families),
      cmocka_unit_test(test_words), cmocka_unit_test(test_data),
  };
  return cmocka_run_group_tests(tests, NULL, NULL);
}
