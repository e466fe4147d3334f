/* The words that are found by tables are those that libunistring finds. */
#include "language/scan.h"

#include "base/str.h"
#include "language/lexicon_private.h"

#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdlib.h>
#include <string.h>
#include <unictype.h>
#include <uniwbrk.h>

#include <cmocka.h>

/* What texts are put together from: common signs often, hostile ones too. */
static const char *const pieces[] = {
    "a",
    "b",
    "å",
    "Ö",
    "É",
    "ß",
    "ø",
    "Æ",
    "x",
    "1",
    "2",
    "0",
    " ",
    " ",
    " ",
    "\n",
    "\t",
    "\r\n",
    ".",
    ".",
    ",",
    ":",
    ";",
    "'",
    "’",
    "_",
    "-",
    "–",
    "…",
    "!",
    "?",
    "(",
    ")",
    "\"",
    "“",
    "€",
    "%",
    "§",
    "/",
    "·",
    "‘",
    "\xc2\xa0",     /* no-break space */
    "\xe2\x80\xaf", /* narrow no-break space: joins */
    "\xc2\xad",     /* soft hyphen */
    "\xcc\x8a",
    "\xcc\x81\xcc\x88", /* combining */
    "\xe2\x80\x8b",
    "\xe2\x80\x8d", /* zero-width space, joiner */
    "\xe2\x80\xae",
    "\xe2\x81\xa6", /* bidirectional */
    "\xef\xbb\xbf",
    "\xe2\x80\xa8", /* byte order mark, line separator */
    "\xd7\x90",
    "\xd7\x91\"", /* Hebrew */
    "カ",
    "ー",
    "漢",
    "字",
    "ก",
    "Δ",
    "я",
    "İ",
    "ŉ",
    "ǰ",
    "ſ",
    "\xc2\xb5",
    "🇸🇪",
    "🇳🇴",
    "👩‍🚀",
    "🏽",
    "😀",
    "e\xcc\x81",
    "\x80",
    "\xff",
    "\xc3",
    "\xe2\x80",
    "\xf0\x9f",
    "\xed\xa0\x80",
    "\xc0\xaf",
    "\x01",
    "\x7f",
};

static uint64_t state = 88172645463325252;

static size_t chance(size_t below)
{
  state ^= state << 13;
  state ^= state >> 7;
  state ^= state << 17;
  return (size_t)(state % below);
}

/* The words as "start-end/letters " by libunistring over the whole text, in which
 * bytes that are no UTF-8 are control characters. */
static void add_expected(struct str *out, const char *text, size_t length)
{
  uint8_t *copy = malloc(length + 1);
  char *breaks = malloc(length + 1);
  memcpy(copy, text, length);
  for (size_t at = 0; at < length;) {
    ucs4_t uc;
    int taken = u8_mbtoucr(&uc, copy + at, length - at);
    if (taken <= 0)
      copy[at] = 1;
    if (taken == 3 && uc == 0x200b) /* a word reaches over what nobody sees */
      memcpy(copy + at, "\xe2\x81\xa0", 3);
    at += taken > 0 ? (size_t)taken : 1;
  }
  u8_wordbreaks(copy, length, breaks);
  for (size_t at = 0; at < length;) {
    size_t to = at + 1;
    while (to < length && breaks[to] == 0)
      to++;
    unsigned letters = 0, digits = 0;
    for (size_t i = at; i < to;) {
      ucs4_t uc;
      i += (size_t)u8_mbtouc(&uc, copy + i, to - i);
      letters += uc_is_general_category_withtable(uc, UC_CATEGORY_MASK_L);
      digits += uc_is_general_category_withtable(uc, UC_CATEGORY_MASK_Nd);
    }
    if (letters + digits > 0)
      str_addf(out, "%zu-%zu/%u ", at, to, letters);
    at = to;
  }
  free(copy);
  free(breaks);
}

static void add_found(struct str *out, const struct lexicon *lexicon, struct scan *scan,
                      const char *text, size_t length)
{
  struct piece piece;
  scan_start(scan, &lexicon->alphabet, &lexicon->trie, text, length);
  size_t end = 0;
  while (scan_next(scan, &piece) != PIECE_END) {
    assert_true(piece.start >= end && piece.end > piece.start && piece.end <= length);
    end = piece.end;
    if (piece.kind != PIECE_WORD)
      continue;
    struct word word;
    scan_look(scan, &piece, &word);
    str_addf(out, "%zu-%zu/%u ", piece.start, piece.end, word.letters);
  }
}

static void compare(const struct lexicon *lexicon, struct scan *scan, const char *text)
{
  struct str expected = {0}, found = {0};
  add_expected(&expected, text, strlen(text));
  add_found(&found, lexicon, scan, text, strlen(text));
  if (strcmp(str_text(&expected), str_text(&found)) != 0) {
    struct str bytes = {0};
    for (const char *at = text; *at != '\0'; at++)
      str_addf(&bytes, "%02x ", (unsigned char)*at);
    fail_msg("%s:\n'%s', not\n'%s'", str_text(&bytes), str_text(&found), str_text(&expected));
  }
  str_clear(&expected);
  str_clear(&found);
}

static void test_random(void **unused)
{
  (void)unused;
  struct lexicon *lexicon = lexicon_new(LANGUAGE_SV);
  struct scan scan = {0};
  lexicon_ready(lexicon);
  const char *rounds = getenv("KUNDRESA_MUTATIONS");
  for (long i = rounds != NULL ? atol(rounds) * 10 : 30000; i > 0; i--) {
    struct str text = {0};
    for (size_t n = chance(24); n > 0; n--)
      str_add(&text, pieces[chance(sizeof pieces / sizeof pieces[0])]);
    compare(lexicon, &scan, str_text(&text));
    str_clear(&text);
  }
  scan_clear(&scan);
  lexicon_free(&lexicon);
}

/* Every pair and every three of the common signs, where rules look both ways. */
static void test_all_threes(void **unused)
{
  (void)unused;
  static const char *const signs[] = {"a", "Å", "1",  ".",        ",",        ":", "'", "’", "_",
                                      "-", " ", "\n", "\xcc\x8a", "\xc2\xad", "€", "ß", "漢"};
  struct lexicon *lexicon = lexicon_new(LANGUAGE_SV);
  struct scan scan = {0};
  lexicon_ready(lexicon);
  size_t count = sizeof signs / sizeof signs[0];
  for (size_t i = 0; i < count * count * count * count; i++) {
    struct str text = {0};
    str_add(&text, signs[i % count]);
    str_add(&text, signs[i / count % count]);
    str_add(&text, signs[i / count / count % count]);
    str_add(&text, signs[i / count / count / count]);
    compare(lexicon, &scan, str_text(&text));
    str_clear(&text);
  }
  scan_clear(&scan);
  lexicon_free(&lexicon);
}

int main(void)
{
  const struct CMUnitTest tests[] = {
      cmocka_unit_test(test_all_threes),
      cmocka_unit_test(test_random),
  };
  return cmocka_run_group_tests(tests, NULL, NULL);
}
