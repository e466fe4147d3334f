#include "survey/support.h"

#include "base/mem.h"

#include <ctype.h>
#include <stdlib.h>
#include <string.h>

/* ---- Periods in words ---- */

/* Reads exactly @digits digits and no more; false otherwise. */
static bool read_number(const char **text, int digits, int *number)
{
  const char *at = *text;
  *number = 0;
  for (int i = 0; i < digits; i++, at++) {
    if (!isdigit((unsigned char)*at))
      return false;
    *number = *number * 10 + (*at - '0');
  }
  if (isdigit((unsigned char)*at))
    return false;
  *text = at;
  return true;
}

static date_day first_of(int year, int month)
{
  return date_make(year + (month - 1) / 12, (month - 1) % 12 + 1, 1);
}

static void set_months(int year, int month, int months, date_day *from, date_day *to)
{
  *from = first_of(year, month);
  *to = first_of(year, month + months) - 1;
}

/* "Q3", "kv 3", "kvartal 3": any word, then one digit. */
static bool read_quarter(const char *text, int year, date_day *from, date_day *to)
{
  static const char *const words[] = {"Q", "q", "kvartal", "kv.", "kv", "Kv"};
  int quarter;
  while (*text == ' ' || *text == '-')
    text++;
  for (size_t i = 0; i < sizeof words / sizeof words[0]; i++) {
    size_t length = strlen(words[i]);
    if (strncmp(text, words[i], length) != 0)
      continue;
    const char *at = text + length;
    at += strspn(at, " ");
    if (!read_number(&at, 1, &quarter) || *at != '\0' || quarter < 1 || quarter > 4)
      return false;
    set_months(year, quarter * 3 - 2, 3, from, to);
    return true;
  }
  return false;
}

/* A day, and perhaps another after it. */
static bool read_days(const char *text, date_day *from, date_day *to)
{
  char day[11] = {0};
  size_t length = strlen(text);
  if (length < 10)
    return false;
  memcpy(day, text, 10);
  if (!date_parse(day, from))
    return false;
  *to = *from;
  if (length == 10)
    return true;
  memcpy(day, text + length - 10, 10);
  for (size_t i = 10; i + 10 < length; i++)
    if (isdigit((unsigned char)text[i]))
      return false;
  return length > 20 && date_parse(day, to) && *to >= *from;
}

bool support_read_period(const char *period, date_day *from, date_day *to)
{
  int year;
  int month;
  const char *at = period;
  if (period == NULL)
    return false;
  if (read_days(period, from, to))
    return true;
  if (!read_number(&at, 4, &year) || year < 1900 || year > 2999)
    return false;
  if (*at == '\0') {
    set_months(year, 1, 12, from, to);
    return true;
  }
  if (read_quarter(at, year, from, to))
    return true;
  if (*at++ != '-' || !read_number(&at, 2, &month) || *at != '\0' || month < 1 || month > 12)
    return false;
  set_months(year, month, 1, from, to);
  return true;
}

/* ---- Counts ---- */

/* Sums and products of what a file says stay numbers, however large it makes them. */
static int64_t times(int64_t one, int64_t other)
{
  int64_t product;
  return __builtin_mul_overflow(one, other, &product) ? INT64_MAX : product;
}

static void add_up(int64_t *sum, int64_t part)
{
  if (part == UNSET)
    return;
  if (*sum == UNSET)
    *sum = part;
  else if (__builtin_add_overflow(*sum, part, sum))
    *sum = part < 0 ? -INT64_MAX : INT64_MAX;
}

/* What comes to @amount in @days days, in @in of them, to the nearest whole. */
static int64_t in_days(int64_t amount, int64_t in, int64_t days)
{
  int64_t all = times(amount, in);
  return all / days + (all % days >= days - days / 2 ? 1 : 0);
}

static int64_t answered_in(int64_t count, int64_t minutes)
{
  return minutes == UNSET ? UNSET : count * minutes;
}

static int64_t weaker(int64_t one, int64_t other)
{
  if (one == UNSET || other == UNSET)
    return UNSET;
  return one > other ? one : other;
}

static void add_asked(struct support_question *told, const struct asked *asked)
{
  for (size_t i = 0; i < told->asked_count && asked->dated; i++) {
    struct asked *same = &told->asked[i];
    if (!same->dated || same->from != asked->from || same->to != asked->to)
      continue;
    same->count += asked->count;
    same->minutes =
        same->minutes == UNSET || asked->minutes == UNSET ? UNSET : same->minutes + asked->minutes;
    same->evidence = weaker(same->evidence, asked->evidence);
    return;
  }
  told->asked = mem_resize(told->asked, told->asked_count + 1, sizeof *told->asked);
  told->asked[told->asked_count++] = *asked;
}

static void add_volumes(const struct map *map, struct support_question *told)
{
  const struct question *question = told->question;
  const struct volume *volume;
  size_t index = 0;
  while ((volume = map_next_part(map, ENTITY_volume, question->id, &index)) != NULL) {
    struct asked asked = {
        .dated = true,
        .from = volume->first_day,
        .to = volume->last_day,
        .days = volume->last_day - volume->first_day + 1,
        .count = volume->count,
        .minutes = answered_in(volume->count,
                               volume->minutes != UNSET ? volume->minutes : question->minutes),
        .evidence = volume->evidence != UNSET ? volume->evidence : question->evidence,
    };
    if (asked.days > 0)
      add_asked(told, &asked);
    else
      told->impossible++;
  }
}

/* The one count that a question has without a record of its own: it gives way to a
 * dated count of the same days. */
static void add_own(struct support_question *told)
{
  const struct question *question = told->question;
  struct asked asked = {.count = question->count,
                        .days = SUPPORT_DAYS,
                        .from = UNSET,
                        .to = UNSET,
                        .evidence = question->evidence,
                        .period = question->period};
  if (question->count == UNSET)
    return;
  asked.minutes = answered_in(question->count, question->minutes);
  asked.dated = support_read_period(question->period, &asked.from, &asked.to);
  if (asked.dated)
    asked.days = asked.to - asked.from + 1;
  for (size_t i = 0; i < told->asked_count && asked.dated; i++)
    if (told->asked[i].from == asked.from && told->asked[i].to == asked.to)
      return;
  add_asked(told, &asked);
}

static int compare_asked(const void *a, const void *b)
{
  const struct asked *one = a, *other = b;
  if (one->dated != other->dated)
    return one->dated ? 1 : -1;
  if (one->from != other->from)
    return one->from < other->from ? -1 : 1;
  return one->to < other->to ? -1 : one->to > other->to;
}

/* ---- What follows from them ---- */

static int64_t cost_of(const struct asked *asked, int64_t unit_cost, int64_t days)
{
  return in_days(times(asked->count, unit_cost), days, asked->days);
}

static void compare(struct support_question *told)
{
  const struct asked *first = NULL;
  for (size_t i = 0; i < told->asked_count && first == NULL; i++)
    if (told->asked[i].dated)
      first = &told->asked[i];
  told->saved = UNSET;
  if (first == NULL || !told->now->dated || told->now->from <= first->to)
    return;
  told->before = first;
  told->lengths_differ = first->days != told->now->days;
  if (told->unit_cost != UNSET)
    told->saved = cost_of(first, told->unit_cost, SUPPORT_DAYS) - told->cost;
}

static void conclude(struct support_question *told)
{
  for (size_t i = 0; i < told->asked_count; i++) {
    struct asked *asked = &told->asked[i];
    asked->rate = in_days(times(asked->count, 100), SUPPORT_DAYS, asked->days);
    if (told->now == NULL || asked->to >= told->now->to)
      told->now = asked;
  }
  told->cost = told->year_cost = told->minutes = told->saved = UNSET;
  if (told->now == NULL)
    return;
  if (told->now->minutes != UNSET)
    told->minutes = in_days(told->now->minutes, SUPPORT_DAYS, told->now->days);
  if (told->unit_cost != UNSET) {
    told->cost = cost_of(told->now, told->unit_cost, SUPPORT_DAYS);
    told->year_cost = cost_of(told->now, told->unit_cost, 365);
  }
  compare(told);
}

static void tell(const struct map *map, const struct support *support,
                 struct support_question *told, const struct question *question)
{
  told->question = question;
  told->unit_cost = question->unit_cost != UNSET ? question->unit_cost : support->unit_cost;
  told->source = question->unit_cost != UNSET ? COST_QUESTION : support->source;
  add_volumes(map, told);
  add_own(told);
  if (told->asked_count > 1)
    qsort(told->asked, told->asked_count, sizeof *told->asked, compare_asked);
  conclude(told);
}

static int64_t rate_of(const struct support_question *told)
{
  return told->now != NULL ? told->now->rate : -1;
}

/* What is not known stands last; UNSET is the least there is. */
static int compare_worth(const void *a, const void *b)
{
  const struct support_question *one = a, *other = b;
  if (one->cost != other->cost)
    return one->cost > other->cost ? -1 : 1;
  if (rate_of(one) != rate_of(other))
    return rate_of(one) > rate_of(other) ? -1 : 1;
  return one->place < other->place ? -1 : 1;
}

void support_make(const struct map *map, struct support *support)
{
  const struct journey *journey = map_journey(map);
  *support = (struct support){
      .unit_cost = UNSET, .saved = UNSET, .cost = UNSET, .year_cost = UNSET, .minutes = UNSET};
  if (journey != NULL && journey->contact_cost != UNSET) {
    support->unit_cost = journey->contact_cost;
    support->source = COST_JOURNEY;
  } else if (journey != NULL && journey->currency == currency_sek) {
    support->unit_cost = SUPPORT_CONTACT_COST;
    support->source = COST_DEFAULT;
  }
  support->count = map_count(map, ENTITY_question);
  support->questions = mem_new(support->count + 1, sizeof *support->questions);
  for (size_t i = 0; i < support->count; i++) {
    struct support_question *told = &support->questions[i];
    told->place = i;
    tell(map, support, told, map_at(map, ENTITY_question, i));
    support->counted += told->now != NULL ? 1 : 0;
    add_up(&support->cost, told->cost);
    add_up(&support->year_cost, told->year_cost);
    add_up(&support->minutes, told->minutes);
    add_up(&support->saved, told->saved);
  }
  qsort(support->questions, support->count, sizeof *support->questions, compare_worth);
}

void support_clear(struct support *support)
{
  for (size_t i = 0; i < support->count; i++)
    free(support->questions[i].asked);
  free(support->questions);
  *support = (struct support){0};
}

bool support_is_guess(const struct asked *asked)
{
  return asked->evidence == UNSET || asked->evidence == evidence_assumed;
}
