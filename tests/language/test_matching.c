/* What is remembered of steps changes nothing, nor does forgetting it. */
#include "language/matching.h"

#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdlib.h>

#include <cmocka.h>

#define PHRASES 60
#define WORDS 60000

static uint64_t state = 88172645463325252;

static uint32_t chance(uint32_t below)
{
  state ^= state << 13;
  state ^= state >> 7;
  state ^= state << 17;
  return (uint32_t)(state % below);
}

static uint32_t first_word(uint32_t phrase)
{
  return 1 + 2 * phrase;
}

static uint32_t last_word(uint32_t phrase)
{
  return 2 + 2 * phrase;
}

struct seen {
  uint32_t count, phrase, start;
};

static void take(void *context, const struct match *match)
{
  struct seen *seen = context;
  assert_true(match->gapped);
  assert_int_equal(match->negated, match->start % 2);
  seen->count++;
  seen->phrase = match->phrase;
  seen->start = match->start;
}

/* The place of the last first word of the phrase that the last word at @at can belong
 * to, or -1. */
static int32_t begin_of(const uint32_t *text, uint32_t at, uint32_t phrase)
{
  for (uint32_t back = 1; back <= GAP_WORDS + 1 && back <= at; back++)
    if (text[at - back] == first_word(phrase))
      return (int32_t)(at - back);
  return -1;
}

/* Phrases "first … last" in a text of such words without order, beside a plain search. */
static void test_disorder(void **unused)
{
  (void)unused;
  struct matcher matcher;
  struct matching matching;
  uint32_t *text = malloc(WORDS * sizeof *text);
  uint32_t most = 0, times = 0;
  matcher_start(&matcher);
  for (uint32_t i = 0; i < PHRASES; i++)
    matcher_add(&matcher, (const uint32_t[]){first_word(i), TOKEN_GAP, last_word(i)}, 3, i);
  matching_open(&matching, &matcher);
  matching_start(&matching);
  for (uint32_t at = 0; at < WORDS; at++) {
    text[at] = 1 + chance(2 * PHRASES);
    struct seen seen = {0};
    uint32_t kind = matching_kind(&matching, &text[at], 1);
    matching_move(&matching, kind, at, at % 2 == 1, take, &seen);
    bool last = text[at] % 2 == 0;
    int32_t begin = last ? begin_of(text, at, (text[at] - 1) / 2) : -1;
    assert_int_equal(seen.count, begin >= 0);
    if (begin >= 0) {
      assert_int_equal(seen.phrase, (text[at] - 1) / 2);
      assert_int_equal(seen.start, begin);
    }
    times += matching.stands.count < most;
    most = matching.stands.count;
  }
  assert_true(times > 0); /* it did forget */
  matching_clear(&matching);
  matcher_clear(&matcher);
  free(text);
}

int main(void)
{
  const struct CMUnitTest tests[] = {cmocka_unit_test(test_disorder)};
  return cmocka_run_group_tests(tests, NULL, NULL);
}
