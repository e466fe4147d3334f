/* libFuzzer's way into texts and lexicons.  Up to the first NUL stands a lexicon, or
 * nothing for that of this file; then a text.  Whatever they hold, every mark lies in
 * the text, the score is the marks' sum, and places and sizes agree. */
#include "language/reading.h"
#include "yaml/lexicon_read.h"

#include <math.h>
#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size);

static const char own[] =
    "kundresa_tone: 1\nlanguage: en\ncaps: {fee: 3}\nshouting: {capitals: 10, exclamations: 5}\n"
    "negations: [not, without a]\nconditions: [if]\nabbreviations: [e.g.]\nmarkers:\n"
    "- {id: a, phrase: pay, signal: request, weight: 10, negatable: true}\n"
    "- {id: b, phrase: pay … now, signal: request, weight: 20, negatable: true}\n"
    "- {id: c, phrase: a … b … c, signal: fee, weight: -7}\n"
    "- {id: d, phrase: 'in*', signal: fee, weight: 9, tells: [amount, costs]}\n"
    "- {id: e, stem: penalty, signal: threat, weight: 300}\n"
    "- {id: f, phrase: '# €', signal: none, tells: [amount]}\n"
    "- {id: g, phrase: pay later now, signal: none}\n";

static struct lexicon *read_lexicon(const char *text, size_t length)
{
  struct lexicon *lexicon = NULL;
  struct problems problems = {0};
  FILE *in = length > 0 ? fmemopen((void *)text, length, "rb") : NULL;
  if (in == NULL)
    return NULL;
  enum status status = lexicon_read(in, "fuzz", &lexicon, &problems, NULL);
  if ((status == STATUS_OK) != (lexicon != NULL) || (status == STATUS_INPUT && problems.count == 0))
    abort();
  fclose(in);
  problems_clear(&problems);
  return lexicon;
}

static void check(const struct lexicon *lexicon, const char *text)
{
  struct reading reading;
  size_t length = strlen(text);
  reading_make(lexicon, text, &reading);
  struct text_place place = TEXT_BEGINNING;
  long sum = 0;
  size_t before = 0;
  for (size_t i = 0; i < reading.count; i++) {
    const struct mark *mark = &reading.marks[i];
    if (mark->length == 0 || mark->start < before || mark->start + mark->length > length ||
        (mark->negated && mark->weight != 0) ||
        (mark->capped && abs(mark->weight) >= abs(mark->full)))
      abort();
    before = mark->start;
    sum += mark->weight;
    long line, column;
    reading_walk(text, length, mark->start, &place);
    if (i < 3) {
      reading_place(text, mark->start, &line, &column);
      if (line != place.line || column != place.column)
        abort();
    }
  }
  const struct measures *m = &reading.measures;
  if (reading.score != (sum < 0 ? 0 : sum) || reading.score < tone_band[reading.tone] ||
      m->long_words > m->words || m->sentences > m->words || m->paragraphs > m->sentences ||
      (m->words == 0) != (m->sentences == 0) || isnan(m->lix) != (m->words == 0))
    abort();
  for (int i = 0; i < TELLS_COUNT; i++)
    if (((reading.tells & TELLS_BIT(i)) != 0) != (reading_first(&reading, (enum tells)i) < length))
      abort();
  struct sms_size sms = sms_measure(text, "en");
  if (sms.parts < 1 || sms.ucs2 != (sms.first_odd < length) ||
      sms.units > sms.parts * (sms.ucs2 ? 70 : 160))
    abort();
  reading_clear(&reading);
}

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size)
{
  static struct lexicon *fixed;
  if (fixed == NULL)
    fixed = read_lexicon(own, sizeof own - 1);
  if (fixed == NULL)
    abort();
  const uint8_t *nul = memchr(data, 0, size);
  size_t first = nul != NULL ? (size_t)(nul - data) : 0;
  struct lexicon *lexicon = read_lexicon((const char *)data, first);
  size_t from = nul != NULL ? first + 1 : 0;
  char *text = malloc(size - from + 1);
  if (size > from)
    memcpy(text, data + from, size - from);
  text[size - from] = '\0';
  check(lexicon != NULL ? lexicon : fixed, text);
  free(text);
  lexicon_free(&lexicon);
  return 0;
}
