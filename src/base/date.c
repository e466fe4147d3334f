#include "base/date.h"

#include <stdio.h>
#include <string.h>
#include <time.h>

/* Days from civil and back: the usual shift of the year to March makes the
 * leap day the last of the year, so that one formula serves all months. */
date_day date_make(int year, int month, int day)
{
  int64_t y = month <= 2 ? year - 1 : year;
  int64_t era = (y >= 0 ? y : y - 399) / 400;
  int64_t year_of_era = y - era * 400;
  int64_t day_of_year = (153 * (month + (month > 2 ? -3 : 9)) + 2) / 5 + day - 1;
  int64_t day_of_era = year_of_era * 365 + year_of_era / 4 - year_of_era / 100 + day_of_year;
  return era * 146097 + day_of_era - 719468;
}

void date_split(date_day date, int *year, int *month, int *day)
{
  int64_t shifted = date + 719468;
  int64_t era = (shifted >= 0 ? shifted : shifted - 146096) / 146097;
  int64_t day_of_era = shifted - era * 146097;
  int64_t year_of_era =
      (day_of_era - day_of_era / 1460 + day_of_era / 36524 - day_of_era / 146096) / 365;
  int64_t day_of_year = day_of_era - (365 * year_of_era + year_of_era / 4 - year_of_era / 100);
  int64_t month_from_march = (5 * day_of_year + 2) / 153;
  *day = (int)(day_of_year - (153 * month_from_march + 2) / 5 + 1);
  *month = (int)(month_from_march < 10 ? month_from_march + 3 : month_from_march - 9);
  *year = (int)(year_of_era + era * 400 + (*month <= 2 ? 1 : 0));
}

int date_weekday(date_day date)
{
  int64_t from_monday = (date + 3) % 7;
  return (int)(from_monday < 0 ? from_monday + 7 : from_monday);
}

date_day date_easter(int year)
{
  int a = year % 19;
  int b = year / 100;
  int c = year % 100;
  int d = b / 4;
  int e = b % 4;
  int f = (b + 8) / 25;
  int g = (b - f + 1) / 3;
  int h = (19 * a + b - d - g + 15) % 30;
  int i = c / 4;
  int k = c % 4;
  int l = (32 + 2 * e + 2 * i - h - k) % 7;
  int m = (a + 11 * h + 22 * l) / 451;
  int month = (h + l - 7 * m + 114) / 31;
  int day = (h + l - 7 * m + 114) % 31 + 1;
  return date_make(year, month, day);
}

/* Reads exactly @digits decimal digits. */
static bool read_digits(const char *text, int digits, int *value)
{
  *value = 0;
  for (int i = 0; i < digits; i++) {
    if (text[i] < '0' || text[i] > '9')
      return false;
    *value = *value * 10 + (text[i] - '0');
  }
  return true;
}

bool date_parse(const char *text, date_day *date)
{
  int year;
  int month;
  int day;
  if (strlen(text) != 10 || text[4] != '-' || text[7] != '-' || !read_digits(text, 4, &year) ||
      !read_digits(text + 5, 2, &month) || !read_digits(text + 8, 2, &day))
    return false;
  if (year < 1900 || year > 2999 || month < 1 || month > 12 || day < 1 || day > 31)
    return false;
  date_day found = date_make(year, month, day);
  int y;
  int m;
  int d;
  date_split(found, &y, &m, &d);
  if (y != year || m != month || d != day)
    return false;
  *date = found;
  return true;
}

char *date_format(date_day date, char buffer[DATE_SIZE])
{
  int year;
  int month;
  int day;
  date_split(date, &year, &month, &day);
  snprintf(buffer, DATE_SIZE, "%04d-%02d-%02d", year % 10000, month, day);
  return buffer;
}

bool date_parse_clock(const char *text, int64_t *minutes)
{
  int hour;
  int minute;
  if (strlen(text) != 5 || text[2] != ':' || !read_digits(text, 2, &hour) ||
      !read_digits(text + 3, 2, &minute) || hour > 23 || minute > 59)
    return false;
  *minutes = hour * 60 + minute;
  return true;
}

char *date_format_clock(int64_t minutes, char buffer[DATE_SIZE])
{
  snprintf(buffer, DATE_SIZE, "%02d:%02d", (int)(minutes / 60) % 24, (int)(minutes % 60));
  return buffer;
}

char *date_format_time(int64_t milliseconds, char buffer[DATE_TIME_SIZE])
{
  time_t seconds = (time_t)(milliseconds / 1000);
  struct tm parts;
  buffer[0] = '\0';
  if (localtime_r(&seconds, &parts) != NULL)
    strftime(buffer, DATE_TIME_SIZE, "%Y-%m-%d %H:%M", &parts);
  return buffer;
}
