#include "app/moment.h"

#include "base/date.h"
#include "base/i18n.h"

#include <errno.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <time.h>

bool moment_is_time(const char *text)
{
  return strlen(text) >= 10 && text[4] == '-' && strspn(text, "0123456789-T: Z") == strlen(text);
}

static enum status refuse(const char *text, struct error *err)
{
  return error_set(err, STATUS_USAGE,
                   _("'%.60s' is no moment: expected a day, as 2026-11-30, a time, as"
                     " '2026-11-30 14:03', or the number of an entry, as 'kundresa log' has it."),
                   text);
}

enum status moment_read_time(const char *text, bool end, int64_t *at, struct error *err)
{
  char day[11];
  date_day date = 0;
  int year, month, number;
  struct tm time = {.tm_isdst = -1};
  int64_t length = 24 * 60 * 60;
  snprintf(day, sizeof day, "%.10s", text);
  if (!date_parse(day, &date))
    return refuse(text, err);
  date_split(date, &year, &month, &number);
  time.tm_year = year - 1900;
  time.tm_mon = month - 1;
  time.tm_mday = number;
  const char *rest = text + 10;
  if (*rest == ' ' || *rest == 'T') {
    char clock[6];
    int64_t minutes = 0;
    snprintf(clock, sizeof clock, "%.5s", rest + 1);
    if (!date_parse_clock(clock, &minutes))
      return refuse(text, err);
    time.tm_hour = (int)(minutes / 60);
    time.tm_min = (int)(minutes % 60);
    length = 60;
    rest += 6;
    if (*rest == ':' && strspn(rest + 1, "0123456789") == 2 &&
        (rest[3] == '\0' || rest[3] == 'Z') && rest[1] < '6') {
      time.tm_sec = atoi(rest + 1);
      length = 1;
      rest += 3;
    }
  }
  bool utc = strcmp(rest, "Z") == 0;
  if (*rest != '\0' && !utc)
    return refuse(text, err);
  /* A day ends where the next begins, whatever a change of the clock makes of it. */
  if (end && length > 60)
    time.tm_mday++;
  int64_t seconds = (int64_t)(utc ? timegm(&time) : mktime(&time));
  if (end && length <= 60)
    seconds += length;
  *at = seconds * 1000 - (end ? 1 : 0);
  return STATUS_OK;
}

enum status moment_read(struct store *store, const char *text, struct moment *moment,
                        struct error *err)
{
  int64_t at = 0;
  if (text[0] != '\0' && strspn(text, "0123456789") == strlen(text) && strlen(text) < 18)
    return store_find_entry(store, strtoll(text, NULL, 10), moment, err);
  enum status status = moment_read_time(text, true, &at, err);
  return status == STATUS_OK ? store_find_moment(store, at, moment, err) : status;
}
