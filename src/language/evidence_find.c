#include "language/evidence_find.h"

#include <stdint.h>
#include <string.h>
#include <strings.h>

/* A place in the text from which is read; it never passes @end. */
struct cursor {
  const char *text, *at, *end;
  enum language language;
};

static bool is_digit(char c)
{
  return c >= '0' && c <= '9';
}

/* Letters of any script: bytes beyond ASCII are. */
static bool is_letter(char c)
{
  return (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') || (unsigned char)c >= 0x80;
}

static bool ends_word(const struct cursor *cursor)
{
  return cursor->at >= cursor->end || (!is_letter(*cursor->at) && !is_digit(*cursor->at));
}

static size_t blank_length(const char *at, const char *end)
{
  if (at >= end)
    return 0;
  if (*at == ' ' || *at == '\t')
    return 1;
  if ((unsigned char)*at < 0x80)
    return 0;
  if (end - at >= 2 && memcmp(at, "\xc2\xa0", 2) == 0)
    return 2;
  return end - at >= 3 && memcmp(at, "\xe2\x80\xaf", 3) == 0 ? 3 : 0; /* narrow no-break */
}

static bool skip_blank(struct cursor *cursor)
{
  size_t length = blank_length(cursor->at, cursor->end);
  cursor->at += length;
  return length > 0;
}

/* Steps back over one blank before @at. */
static const char *before_blank(const struct cursor *cursor, const char *at)
{
  if (at > cursor->text && (unsigned char)at[-1] < 0x80)
    return at - blank_length(at - 1, at);
  for (size_t length = 2; length <= 3; length++)
    if ((size_t)(at - cursor->text) >= length && blank_length(at - length, at) == length)
      return at - length;
  return at;
}

static bool take_char(struct cursor *cursor, const char *any)
{
  if (cursor->at >= cursor->end)
    return false;
  while (*any != '\0' && *any != *cursor->at)
    any++;
  if (*any == '\0')
    return false;
  cursor->at++;
  return true;
}

/* Takes digits; gives how many, and their value up to 9999. */
static size_t take_digits(struct cursor *cursor, int *value)
{
  size_t count = 0;
  *value = 0;
  for (; cursor->at < cursor->end && is_digit(*cursor->at); cursor->at++, count++)
    *value = *value > 999 ? 9999 : *value * 10 + (*cursor->at - '0');
  return count;
}

/* Whether two bytes can be the same letter: most words are told apart by one. */
static bool may_be_same(char one, char other)
{
  return (one | 0x20) == (other | 0x20);
}

static bool take_word(struct cursor *cursor, const char *word)
{
  struct cursor ahead = *cursor;
  size_t length = strlen(word);
  if ((size_t)(ahead.end - ahead.at) < length || strncasecmp(ahead.at, word, length) != 0)
    return false;
  ahead.at += length;
  if (is_letter(word[length - 1]) && !ends_word(&ahead))
    return false;
  *cursor = ahead;
  return true;
}

/* Groups of digits that one number has at most. */
#define GROUPS 8

/* ---- Days ---- */

static const char *const months[LANGUAGE_COUNT][12] = {
    [LANGUAGE_SV] = {"januari", "februari", "mars", "april", "maj", "juni", "juli", "augusti",
                     "september", "oktober", "november", "december"},
    [LANGUAGE_NB] = {"januar", "februar", "mars", "april", "mai", "juni", "juli", "august",
                     "september", "oktober", "november", "desember"},
    [LANGUAGE_EN] = {"january", "february", "march", "april", "may", "june", "july", "august",
                     "september", "october", "november", "december"},
};

/* Whether a month's name begins so: "dec", "sept", "mars". */
static bool is_month(enum language language, const char *word, size_t length)
{
  for (size_t i = 0; i < 12 && length >= 3; i++)
    if (may_be_same(*word, *months[language][i]) && length <= strlen(months[language][i]) &&
        strncasecmp(word, months[language][i], length) == 0)
      return true;
  return false;
}

static bool take_month(struct cursor *cursor)
{
  const char *at = cursor->at;
  while (at < cursor->end && is_letter(*at))
    at++;
  if (!is_month(cursor->language, cursor->at, (size_t)(at - cursor->at)))
    return false;
  cursor->at = at;
  return true;
}

static bool is_day(int day)
{
  return day >= 1 && day <= 31;
}

/* 2026-12-05, 12/3, 05.12.2026, 12.3.: in either order where both can be meant. */
static bool take_numeric_date(struct cursor *cursor)
{
  int first, second, third;
  size_t digits = take_digits(cursor, &first);
  const char *sign = cursor->at;
  if (!take_char(cursor, "-/.") || take_digits(cursor, &second) > 2)
    return false;
  if (digits == 4)
    return take_char(cursor, "-/.") && take_digits(cursor, &third) <= 2 && is_day(third) &&
           second >= 1 && second <= 12 && ends_word(cursor);
  if (digits > 2 || !is_day(first) || !is_day(second) || (first > 12 && second > 12))
    return false;
  struct cursor year = *cursor;
  if (take_char(&year, "-/.")) {
    digits = take_digits(&year, &third);
    if (digits == 2 || digits == 4) {
      *cursor = year;
      return ends_word(cursor);
    }
  }
  return *sign != '-' && ends_word(cursor);
}

/* 5 december, 5. desember, 5:e maj, 5th of December; and 5th alone. */
static bool take_named_date(struct cursor *cursor)
{
  static const char *const endings[] = {":e", ":a", "st", "nd", "rd", "th", "."};
  int day;
  if (take_digits(cursor, &day) > 2 || !is_day(day))
    return false;
  bool ordinal = false;
  for (size_t i = 0; i < sizeof endings / sizeof endings[0] && !ordinal; i++)
    ordinal = cursor->at < cursor->end && may_be_same(*cursor->at, *endings[i]) &&
              take_word(cursor, endings[i]);
  struct cursor ahead = *cursor;
  while (skip_blank(&ahead))
    ;
  if (take_word(&ahead, "of"))
    skip_blank(&ahead);
  if (take_month(&ahead)) {
    *cursor = ahead;
    return true;
  }
  return ordinal && cursor->language == LANGUAGE_EN && is_letter(cursor->at[-1]);
}

/* The word before @at, over a blank. */
static const char *word_before(const struct cursor *cursor, const char *at, size_t *length)
{
  const char *end = before_blank(cursor, at);
  if (end > cursor->text && end[-1] == '.')
    end--;
  const char *start = end;
  while (start > cursor->text && is_letter(start[-1]) && end - start < 16)
    start--;
  *length = start > cursor->text && is_letter(start[-1]) ? 0 : (size_t)(end - start);
  return start;
}

/* December 5, den 30. */
static bool take_day_alone(struct cursor *cursor)
{
  const char *start = cursor->at;
  size_t length;
  const char *word = word_before(cursor, start, &length);
  int day;
  if (word + length == start || take_digits(cursor, &day) > 2 || !is_day(day) || !ends_word(cursor))
    return false;
  if (cursor->language == LANGUAGE_EN)
    return is_month(LANGUAGE_EN, word, length);
  return length == 3 && strncasecmp(word, "den", 3) == 0;
}

/* ---- Amounts ---- */

#define CURRENCY(text)                                                                             \
  {                                                                                                \
    text, sizeof(text) - 1                                                                         \
  }
static const struct {
  char text[8];
  size_t length;
} currencies[] = {
    CURRENCY("kronor"), CURRENCY("kroner"), CURRENCY("krona"), CURRENCY("krone"),
    CURRENCY("kr"),     CURRENCY("sek"),    CURRENCY("nok"),   CURRENCY("dkk"),
    CURRENCY("eur"),    CURRENCY("euro"),   CURRENCY("euros"), CURRENCY("gbp"),
    CURRENCY("usd"),    CURRENCY("pounds"), CURRENCY("pound"), CURRENCY("dollars"),
    CURRENCY("dollar"), CURRENCY(":-"),     CURRENCY("€"),     CURRENCY("£"),
    CURRENCY("$"),      CURRENCY(",-"),     CURRENCY("øre"),   CURRENCY("öre"),
    CURRENCY("pund"),
};
#undef CURRENCY
#define CURRENCIES (sizeof currencies / sizeof currencies[0])

/* Whether one can begin or end with a byte: it can with few.  By its small letter, as
 * may_be_same() has it; of signs beyond ASCII by their first and last bytes. */
enum { BEGINS = 1, ENDS = 2 };
static const uint8_t currency_bytes[256] = {
    ['k'] = BEGINS | ENDS, ['s'] = BEGINS | ENDS, ['d'] = BEGINS | ENDS, ['e'] = BEGINS | ENDS,
    ['p'] = BEGINS | ENDS, ['$'] = BEGINS | ENDS, ['n'] = BEGINS,        ['g'] = BEGINS,
    ['u'] = BEGINS,        [':'] = BEGINS,        [','] = BEGINS,        [0xe2] = BEGINS,
    [0xe3] = BEGINS,       ['r'] = ENDS,          ['a'] = ENDS,          ['o'] = ENDS,
    ['-'] = ENDS,          [0xac] = ENDS,         [0xa3] = ENDS,
};

static bool currency_can(char byte, uint8_t what)
{
  return (currency_bytes[(unsigned char)byte | 0x20] & what) != 0;
}

static bool take_currency(struct cursor *cursor)
{
  if (cursor->at >= cursor->end || !currency_can(*cursor->at, BEGINS))
    return false;
  for (size_t i = 0; i < CURRENCIES; i++)
    if (may_be_same(*cursor->at, *currencies[i].text) && take_word(cursor, currencies[i].text))
      return true;
  return false;
}

static bool currency_before(const struct cursor *cursor, const char *start)
{
  const char *end = before_blank(cursor, start);
  if (end == cursor->text || !currency_can(end[-1], ENDS))
    return false;
  for (size_t i = 0; i < CURRENCIES; i++) {
    const char *text = currencies[i].text;
    size_t length = currencies[i].length;
    if ((size_t)(end - cursor->text) < length || !may_be_same(end[-1], text[length - 1]) ||
        strncasecmp(end - length, text, length) != 0)
      continue;
    const char *word = end - length;
    bool inside = is_letter(*word) && word > cursor->text && is_letter(word[-1]);
    if (!inside && strchr(text, '-') == NULL)
      return true;
  }
  return false;
}

/* 1 249,50 kr, £1,249.50, kr 500. */
static bool take_amount(struct cursor *cursor)
{
  const char *start = cursor->at;
  int value;
  take_digits(cursor, &value);
  for (int group = 0; group < GROUPS; group++) { /* thousands and decimals */
    struct cursor ahead = *cursor;
    bool blank = skip_blank(&ahead);
    if (!blank && !take_char(&ahead, ".,'"))
      break;
    size_t digits = take_digits(&ahead, &value);
    if (digits == 0 || (blank && digits != 3))
      break;
    *cursor = ahead;
  }
  struct cursor ahead = *cursor;
  skip_blank(&ahead);
  if (take_currency(&ahead)) {
    *cursor = ahead;
    return true;
  }
  return currency_before(cursor, start);
}

/* ---- Telephones and accounts ---- */

/* Takes groups of digits with @between; gives how many digits each has. */
static size_t take_groups(struct cursor *cursor, const char *between, size_t groups[GROUPS])
{
  size_t count = 0;
  int value;
  struct cursor ahead = *cursor;
  while (count < GROUPS && (groups[count] = take_digits(&ahead, &value)) > 0) {
    count++;
    *cursor = ahead;
    while (skip_blank(&ahead) || take_char(&ahead, between))
      if (ahead.at - cursor->at > 3)
        break;
  }
  return count;
}

static bool groups_are(const size_t groups[GROUPS], size_t count, const size_t *wanted,
                       size_t wanted_count)
{
  return count == wanted_count && memcmp(groups, wanted, count * sizeof *groups) == 0;
}

static bool after_digits(const struct cursor *cursor, const char *start)
{
  const char *end = before_blank(cursor, start);
  if (end > cursor->text && strchr("-/.(", end[-1]) != NULL)
    end--;
  return end > cursor->text && is_digit(end[-1]);
}

static bool take_phone(struct cursor *cursor)
{
  static const size_t pairs[] = {2, 2, 2, 2}, mobile[] = {3, 2, 3};
  const char *start = cursor->at;
  bool abroad = start > cursor->text && start[-1] == '+';
  if (after_digits(cursor, start))
    return false;
  size_t groups[GROUPS], digits = 0;
  size_t count = take_groups(cursor, "-()/", groups);
  for (size_t i = 0; i < count; i++)
    digits += groups[i];
  if (!ends_word(cursor))
    return false;
  if (abroad || (*start == '0' && count > 1))
    return digits >= 7 && digits <= 13;
  return cursor->language == LANGUAGE_NB &&
         (groups_are(groups, count, pairs, 4) || groups_are(groups, count, mobile, 3));
}

static bool take_norwegian_account(struct cursor *cursor)
{
  static const size_t account[] = {4, 2, 5};
  size_t groups[GROUPS];
  return cursor->language == LANGUAGE_NB && !after_digits(cursor, cursor->at) &&
         groups_are(groups, take_groups(cursor, ".", groups), account, 3);
}

static bool is_capital(char c)
{
  return c >= 'A' && c <= 'Z';
}

/* Two capitals, two digits, then groups of four and a shorter last (ISO 13616). */
static bool take_iban(struct cursor *cursor)
{
  const char *at = cursor->at;
  if (cursor->end - at < 15 || !is_capital(at[0]) || !is_capital(at[1]) || !is_digit(at[2]) ||
      !is_digit(at[3]))
    return false;
  size_t count = 0;
  for (cursor->at = at; cursor->at < cursor->end && count <= 34;) {
    if (is_digit(*cursor->at) || is_capital(*cursor->at)) {
      cursor->at++;
      count++;
    } else if (*cursor->at != ' ' || count % 4 != 0) {
      break;
    } else {
      cursor->at++;
    }
  }
  return count >= 15 && count <= 34;
}

/* ---- E-mail ---- */

static bool is_address(char c)
{
  return is_letter(c) || is_digit(c) || c == '.' || c == '-' || c == '_' || c == '+';
}

/* As much of it as is near; where it ends exactly is not asked. */
static bool take_email(struct cursor *cursor, const char **start)
{
  const char *sign = cursor->at++;
  *start = sign;
  while (*start > cursor->text && is_address((*start)[-1]) && sign - *start < 64)
    (*start)--;
  bool dot = false;
  while (cursor->at < cursor->end && is_address(*cursor->at) && cursor->at - sign < 255)
    dot = *cursor->at++ == '.' ? cursor->at > sign + 2 : dot;
  while (cursor->at[-1] == '.')
    cursor->at--;
  return *start < sign && dot && cursor->at > sign + 3;
}

/* ---- All ---- */

typedef bool taker(struct cursor *cursor);
static const struct {
  taker *take;
  enum evidence_kind kind;
} takers[] = {
    {take_amount, EVIDENCE_AMOUNT},
    {take_numeric_date, EVIDENCE_DATE},
    {take_named_date, EVIDENCE_DATE},
    {take_day_alone, EVIDENCE_DATE},
    {take_norwegian_account, EVIDENCE_ACCOUNT},
    {take_phone, EVIDENCE_PHONE},
};

/* What begins at @start, which is moved back where more belongs to it; @cursor then
 * stands at its end. */
static bool find_kind(struct cursor *cursor, const char **start, enum evidence_kind *kind)
{
  struct cursor begun = *cursor;
  *kind = EVIDENCE_NUMBER;
  if (*begun.at == '@') {
    *kind = EVIDENCE_EMAIL;
    return take_email(cursor, start);
  }
  if (!is_digit(*begun.at)) {
    *kind = EVIDENCE_ACCOUNT;
    return take_iban(cursor);
  }
  for (size_t i = 0; i < sizeof takers / sizeof takers[0]; i++) {
    *cursor = begun;
    if (takers[i].take(cursor)) {
      *kind = takers[i].kind;
      return true;
    }
  }
  *cursor = begun;
  int value;
  return take_digits(cursor, &value) > 0;
}

bool evidence_find(enum language language, const char *text, size_t length, size_t at,
                   struct evidence *evidence)
{
  const char *start = text + at;
  struct cursor cursor = {.text = text, .at = start, .end = text + length, .language = language};
  if (!find_kind(&cursor, &start, &evidence->kind))
    return false;
  evidence->start = (size_t)(start - text);
  evidence->end = (size_t)(cursor.at - text);
  return true;
}
