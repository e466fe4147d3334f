/* Days of the proleptic Gregorian calendar as numbers. */
#ifndef KUNDRESA_BASE_DATE_H
#define KUNDRESA_BASE_DATE_H

#include <stdbool.h>
#include <stdint.h>

/* A day as the count of days since 1970-01-01 (which is 0); days before are
 * negative.  The years 1900 to 2999 can be written. */
typedef int64_t date_day;

/* The day of @year, @month 1-12, @day 1-31; the caller makes sure they exist. */
date_day date_make(int year, int month, int day);

/* Takes @date apart. */
void date_split(date_day date, int *year, int *month, int *day);

/* 0 = Monday … 6 = Sunday (ISO 8601 counts 1 to 7; we count from 0). */
int date_weekday(date_day date);

/* Easter Sunday of @year by the Gregorian computus (Meeus, Jones, Butcher:
 * Meeus, Astronomical Algorithms, 2nd ed., ch. 8). */
date_day date_easter(int year);

/* Reads "YYYY-MM-DD" and nothing else; false where @text is no such day. */
bool date_parse(const char *text, date_day *date);

/* Writes "YYYY-MM-DD" and a NUL. */
#define DATE_SIZE 16
char *date_format(date_day date, char buffer[DATE_SIZE]);

/* Minutes since midnight from "HH:MM", 00:00 to 23:59. */
bool date_parse_clock(const char *text, int64_t *minutes);

/* Writes "HH:MM" and a NUL. */
char *date_format_clock(int64_t minutes, char buffer[DATE_SIZE]);

/* Writes "YYYY-MM-DD HH:MM" and a NUL: the moment @milliseconds after 1970-01-01 UTC,
 * where the person is; "" where it cannot be told. */
#define DATE_TIME_SIZE 32
char *date_format_time(int64_t milliseconds, char buffer[DATE_TIME_SIZE]);

#endif
