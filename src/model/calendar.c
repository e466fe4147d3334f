#include "model/calendar.h"

#include "base/mem.h"

#include <stdlib.h>

#define FIXED(name, month, day)                                                                    \
  {                                                                                                \
    name, HOLIDAY_FIXED, month, day, 0, 0                                                          \
  }
#define EASTER(name, offset)                                                                       \
  {                                                                                                \
    name, HOLIDAY_EASTER, 0, 0, offset, 0                                                          \
  }
#define FIRST(name, weekday, month, day)                                                           \
  {                                                                                                \
    name, HOLIDAY_ON_OR_AFTER, month, day, 0, weekday                                              \
  }
#define SUBSTITUTED(name, month, day, days)                                                        \
  {                                                                                                \
    name, HOLIDAY_SUBSTITUTED, month, day, days, 0                                                 \
  }
#define MONDAY 0
#define FRIDAY 4
#define SATURDAY 5
#define SPAN 19723, 22279 /* 2024-01-01 to 2030-12-31 */

/* Holidays that always fall on a Sunday are left out: no Sunday is a business
 * day.  Eves stand here where the law on time limits, or the banks, treat
 * them as days off. */
static const struct holiday swedish[] = {
    FIXED("Nyårsdagen", 1, 1),
    FIXED("Trettondedag jul", 1, 6),
    EASTER("Långfredagen", -2),
    EASTER("Annandag påsk", 1),
    FIXED("Första maj", 5, 1),
    EASTER("Kristi himmelsfärdsdag", 39),
    FIXED("Nationaldagen", 6, 6),
    FIRST("Midsommarafton", FRIDAY, 6, 19),
    FIRST("Midsommardagen", SATURDAY, 6, 20),
    FIRST("Alla helgons dag", SATURDAY, 10, 31),
    FIXED("Julafton", 12, 24),
    FIXED("Juldagen", 12, 25),
    FIXED("Annandag jul", 12, 26),
    FIXED("Nyårsafton", 12, 31),
};

static const struct holiday norwegian[] = {
    FIXED("Første nyttårsdag", 1, 1),
    EASTER("Skjærtorsdag", -3),
    EASTER("Langfredag", -2),
    EASTER("Andre påskedag", 1),
    FIXED("Første mai", 5, 1),
    FIXED("Grunnlovsdagen", 5, 17),
    EASTER("Kristi himmelfartsdag", 39),
    EASTER("Andre pinsedag", 50),
    FIXED("Første juledag", 12, 25),
    FIXED("Andre juledag", 12, 26),
};

static const struct holiday danish[] = {
    FIXED("Nytårsdag", 1, 1),
    EASTER("Skærtorsdag", -3),
    EASTER("Langfredag", -2),
    EASTER("Anden påskedag", 1),
    EASTER("Kristi himmelfartsdag", 39),
    EASTER("Banklukkedag efter Kristi himmelfartsdag", 40),
    EASTER("Anden pinsedag", 50),
    FIXED("Grundlovsdag", 6, 5),
    FIXED("Juleaftensdag", 12, 24),
    FIXED("Juledag", 12, 25),
    FIXED("Anden juledag", 12, 26),
    FIXED("Nytårsaftensdag", 12, 31),
};

static const struct holiday finnish[] = {
    FIXED("Uudenvuodenpäivä", 1, 1),
    FIXED("Loppiainen", 1, 6),
    EASTER("Pitkäperjantai", -2),
    EASTER("Toinen pääsiäispäivä", 1),
    FIXED("Vappu", 5, 1),
    EASTER("Helatorstai", 39),
    FIRST("Juhannusaatto", FRIDAY, 6, 19),
    FIRST("Juhannuspäivä", SATURDAY, 6, 20),
    FIRST("Pyhäinpäivä", SATURDAY, 10, 31),
    FIXED("Itsenäisyyspäivä", 12, 6),
    FIXED("Jouluaatto", 12, 24),
    FIXED("Joulupäivä", 12, 25),
    FIXED("Tapaninpäivä", 12, 26),
};

/* Those of all sixteen states. */
static const struct holiday german[] = {
    FIXED("Neujahr", 1, 1),
    EASTER("Karfreitag", -2),
    EASTER("Ostermontag", 1),
    FIXED("Tag der Arbeit", 5, 1),
    EASTER("Christi Himmelfahrt", 39),
    EASTER("Pfingstmontag", 50),
    FIXED("Tag der Deutschen Einheit", 10, 3),
    FIXED("Erster Weihnachtstag", 12, 25),
    FIXED("Zweiter Weihnachtstag", 12, 26),
};

/* Those of England and Wales.  Scotland and Northern Ireland have others; days proclaimed
 * once, as for a coronation, follow no rule. */
static const struct holiday british[] = {
    SUBSTITUTED("New Year's Day", 1, 1, 1),
    EASTER("Good Friday", -2),
    EASTER("Easter Monday", 1),
    FIRST("Early May bank holiday", MONDAY, 5, 1),
    FIRST("Spring bank holiday", MONDAY, 5, 25),
    FIRST("Summer bank holiday", MONDAY, 8, 25),
    SUBSTITUTED("Christmas Day", 12, 25, 2),
    SUBSTITUTED("Boxing Day", 12, 26, 2),
};

#define COUNTED(list) list, sizeof list / sizeof list[0]
static const struct calendar swedish_calendar = {
    "SE",
    "lag (1989:253) om allmänna helgdagar; lag (1930:173) om beräkning av lagstadgad tid, 2 §",
    SPAN, COUNTED(swedish)};
static const struct calendar norwegian_calendar = {
    "NO",
    "lov 24. februar 1995 nr. 12 om helligdager og helligdagsfred § 2; lov 26. april 1947 nr. 1",
    SPAN, COUNTED(norwegian)};
static const struct calendar danish_calendar = {
    "DK", "Danmarks Nationalbank, banklukkedage 2026 og 2027", SPAN, COUNTED(danish)};
static const struct calendar finnish_calendar = {
    "FI", "laki säädettyjen määräaikain laskemisesta (150/1930), 5 §", SPAN, COUNTED(finnish)};
static const struct calendar german_calendar = {
    "DE", "Feiertagsgesetze der Länder; Einigungsvertrag, Artikel 2 Absatz 2", SPAN,
    COUNTED(german)};
static const struct calendar british_calendar = {
    "GB", "Banking and Financial Dealings Act 1971, schedule 1; bank holidays of England and Wales",
    SPAN, COUNTED(british)};

const struct calendar *calendar_of(int64_t market)
{
  switch (market) {
  case market_se:
    return &swedish_calendar;
  case market_no:
    return &norwegian_calendar;
  case market_dk:
    return &danish_calendar;
  case market_fi:
    return &finnish_calendar;
  case market_de:
    return &german_calendar;
  case market_gb:
    return &british_calendar;
  default:
    return NULL;
  }
}

date_day holiday_day(const struct holiday *holiday, int year)
{
  if (holiday->kind == HOLIDAY_EASTER)
    return date_easter(year) + holiday->offset;
  date_day day = date_make(year, holiday->month, holiday->day);
  if (holiday->kind == HOLIDAY_ON_OR_AFTER)
    day += (holiday->weekday - date_weekday(day) + 7) % 7;
  else if (holiday->kind == HOLIDAY_SUBSTITUTED && date_weekday(day) >= SATURDAY)
    day += date_weekday(day) == SATURDAY ? 2 : holiday->offset;
  return day;
}

void calendar_days_make(struct calendar_days *days, const struct calendar *calendar)
{
  size_t span = (size_t)(calendar->until - calendar->from + 1);
  days->from = calendar->from;
  days->until = calendar->until;
  days->business = mem_new(span, sizeof *days->business);
  days->before = mem_new(span, sizeof *days->before);
  days->list = mem_new(span, sizeof *days->list);
  days->count = 0;
  for (size_t i = 0; i < span; i++)
    days->business[i] = date_weekday(days->from + (date_day)i) < SATURDAY;
  int first, last, month, date;
  date_split(days->from, &first, &month, &date);
  date_split(days->until, &last, &month, &date);
  for (size_t i = 0; i < calendar->count; i++)
    for (int year = first; year <= last; year++) {
      date_day day = holiday_day(&calendar->holidays[i], year);
      if (day >= days->from && day <= days->until)
        days->business[day - days->from] = false;
    }
  for (size_t i = 0; i < span; i++) {
    days->before[i] = days->count;
    if (days->business[i])
      days->list[days->count++] = days->from + (date_day)i;
  }
}

void calendar_days_free(struct calendar_days *days)
{
  free(days->business);
  free(days->before);
  free(days->list);
  *days = (struct calendar_days){0};
}

bool calendar_is_business(const struct calendar_days *days, date_day day)
{
  return day >= days->from && day <= days->until && days->business[day - days->from];
}

bool calendar_add_business(const struct calendar_days *days, date_day day, int64_t offset,
                           date_day *result)
{
  if (day < days->from || day > days->until)
    return false;
  if (offset == 0) {
    *result = day;
    return true;
  }
  /* The place in the list that is @offset beyond the last, or before the
   * first, business day that is not @day's own. */
  int64_t place = (int64_t)days->before[day - days->from] + offset;
  if (offset > 0 && !calendar_is_business(days, day))
    place--;
  if (place < 0 || (size_t)place >= days->count)
    return false;
  *result = days->list[place];
  return true;
}

bool calendar_roll(const struct calendar_days *days, date_day day, int64_t roll, date_day *result)
{
  if (day < days->from || day > days->until)
    return false;
  if (roll != roll_none)
    while (!calendar_is_business(days, day)) {
      day += roll == roll_previous ? -1 : 1;
      if (day < days->from || day > days->until)
        return false;
    }
  *result = day;
  return true;
}
