/* What companies export: rows of text, one after the other, from a file or a pipe of
 * any length.  This room owns how such a row is taken apart and where its parts stand;
 * it knows neither invoices nor plans, and keeps no more than one row. */
#ifndef KUNDRESA_LEDGER_CSV_H
#define KUNDRESA_LEDGER_CSV_H

#include "base/error.h"

#include <stdio.h>

/* More than this is no ledger, but a file without line ends or with a quote left open. */
#define CSV_FIELD_MOST 65536   /* bytes of a field */
#define CSV_ROW_MOST (1 << 20) /* bytes of a row */
#define CSV_FIELDS_MOST 1000

enum csv_found {
  CSV_ROW,    /* fields are there */
  CSV_BAD,    /* the row is left out, the error says why; reading goes on after it */
  CSV_END,    /* there is no more */
  CSV_BROKEN, /* reading failed: STATUS_SYSTEM, or no text of this kind: STATUS_INPUT */
};

struct csv;

/* Reads what RFC 4180 describes, and its relatives: ';' and tab as well as ',' (which
 * one is told from the first line), LF as well as CRLF, a byte order mark.  Fields are
 * UTF-8.  @in is borrowed, @name is copied and stands in errors.  Free it with
 * csv_free(). */
struct csv *csv_open(FILE *in, const char *name);
void csv_free(struct csv **csv);

/* The next row that is not empty. */
enum csv_found csv_next(struct csv *csv, struct error *err);

/* Of the row at hand: how many fields, and the @number-th from 0, ended by NUL; "" where
 * the row has no such field.  Borrowed until the next row. */
size_t csv_count(const struct csv *csv);
const char *csv_field(const struct csv *csv, size_t number);

/* Adds the place of a field to @err: its line, and the column in characters at which it
 * begins. */
void csv_place(const struct csv *csv, size_t number, struct error *err);

#endif
