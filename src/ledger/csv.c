#include "ledger/csv.h"

#include "base/i18n.h"
#include "base/mem.h"
#include "base/str.h"
#include "base/text.h"

#include <errno.h>
#include <stdbool.h>
#include <stdlib.h>
#include <string.h>

#define BLOCK 65536

struct csv_span {
  size_t start; /* in the row's text */
  long line, column;
};

struct csv {
  FILE *in;
  char *name;
  char delimiter; /* NUL before the first line was looked at */
  size_t at, end;
  long line, column; /* of the next character, from 1 */
  struct str row;    /* its fields, each ended by NUL */
  struct csv_span *spans;
  size_t count, capacity;
  char block[BLOCK];
};

struct csv *csv_open(FILE *in, const char *name)
{
  struct csv *csv = mem_new(1, sizeof *csv);
  csv->in = in;
  csv->name = mem_copy_text(name);
  csv->line = csv->column = 1;
  return csv;
}

void csv_free(struct csv **csv)
{
  if (*csv == NULL)
    return;
  free((*csv)->name);
  free((*csv)->spans);
  str_clear(&(*csv)->row);
  free(*csv);
  *csv = NULL;
}

/* ---- Characters ---- */

static bool fill(struct csv *csv)
{
  csv->at = 0;
  csv->end = fread(csv->block, 1, BLOCK, csv->in);
  return csv->end > 0;
}

static int peek(struct csv *csv)
{
  return csv->at < csv->end || fill(csv) ? (unsigned char)csv->block[csv->at] : EOF;
}

static int take(struct csv *csv)
{
  int byte = peek(csv);
  if (byte == EOF)
    return EOF;
  csv->at++;
  if (byte == '\n') {
    csv->line++;
    csv->column = 1;
  } else if ((byte & 0xC0) != 0x80) {
    csv->column++;
  }
  return byte;
}

/* ---- The first line ---- */

/* The one of the marks that stands most often in the first line, outside of quotes. */
static char find_delimiter(const struct csv *csv)
{
  static const char marks[] = ",;\t";
  size_t counts[sizeof marks] = {0}, best = 0;
  bool quoted = false;
  for (size_t i = csv->at; i < csv->end && (quoted || csv->block[i] != '\n'); i++) {
    const char *mark = csv->block[i] != '\0' ? strchr(marks, csv->block[i]) : NULL;
    if (csv->block[i] == '"')
      quoted = !quoted;
    else if (mark != NULL && !quoted)
      counts[mark - marks]++;
  }
  for (size_t i = 1; marks[i] != '\0'; i++)
    if (counts[i] > counts[best])
      best = i;
  return marks[best];
}

static enum csv_found begin(struct csv *csv, struct error *err)
{
  fill(csv);
  const char *block = csv->block;
  if (csv->end >= 2 && (memcmp(block, "\xFF\xFE", 2) == 0 || memcmp(block, "\xFE\xFF", 2) == 0)) {
    error_set(err, STATUS_INPUT, "%s", _("This is UTF-16, expected UTF-8."));
    error_remedy(err, "%s", _("Save it as UTF-8, or put iconv -f UTF-16 -t UTF-8 before."));
    error_place(err, csv->name, 1, 1);
    return CSV_BROKEN;
  }
  if (csv->end >= 3 && memcmp(block, "\xEF\xBB\xBF", 3) == 0)
    csv->at = 3;
  csv->delimiter = find_delimiter(csv);
  return CSV_ROW;
}

/* ---- Rows ---- */

static enum csv_found bad(struct csv *csv, struct error *err, long line, long column,
                          const char *words, const char *remedy)
{
  error_set(err, STATUS_INPUT, "%s", words);
  if (remedy != NULL)
    error_remedy(err, "%s", remedy);
  error_place(err, csv->name, line, column);
  return CSV_BAD;
}

/* What is left of the line at hand is not looked at. */
static void skip_line(struct csv *csv)
{
  int byte;
  do
    byte = take(csv);
  while (byte != EOF && byte != '\n');
}

static enum csv_found too_long(struct csv *csv, struct error *err)
{
  const struct csv_span *span = &csv->spans[csv->count - 1];
  skip_line(csv);
  return bad(csv, err, span->line, span->column,
             _("The field or the row is longer than a ledger's can be."),
             _("Look for a quote that is not closed."));
}

static void open_field(struct csv *csv)
{
  if (csv->count == csv->capacity) {
    csv->capacity = csv->capacity > 0 ? 2 * csv->capacity : 32;
    csv->spans = mem_resize(csv->spans, csv->capacity, sizeof *csv->spans);
  }
  csv->spans[csv->count++] = (struct csv_span){csv->row.length, csv->line, csv->column};
}

/* Takes a field up to the mark after it, which is left. */
static enum csv_found take_field(struct csv *csv, struct error *err)
{
  open_field(csv);
  const struct csv_span *span = &csv->spans[csv->count - 1];
  bool quoted = peek(csv) == '"';
  if (csv->count > CSV_FIELDS_MOST)
    return too_long(csv, err);
  if (quoted)
    take(csv);
  for (int byte; (byte = peek(csv)) != EOF;) {
    if (byte == '\0') {
      long line = csv->line, column = csv->column;
      skip_line(csv);
      return bad(csv, err, line, column, _("There is a zero byte, which no text has."), NULL);
    }
    if (!quoted && (byte == csv->delimiter || byte == '\n'))
      break;
    if (csv->row.length - span->start >= CSV_FIELD_MOST || csv->row.length >= CSV_ROW_MOST)
      return too_long(csv, err);
    take(csv);
    if (!quoted || byte != '"') {
      str_add_char(&csv->row, (char)byte);
      continue;
    }
    byte = peek(csv);
    if (byte == '"') {
      take(csv);
      str_add_char(&csv->row, '"');
      continue;
    }
    quoted = false;
    if (byte == '\r')
      take(csv);
    byte = peek(csv);
    if (byte != EOF && byte != csv->delimiter && byte != '\n') {
      long line = csv->line, column = csv->column;
      skip_line(csv);
      return bad(csv, err, line, column, _("There is text after the closing quote."),
                 _("Write a quote within a quoted field twice."));
    }
  }
  if (quoted)
    return bad(csv, err, span->line, span->column, _("The quote that begins here is not closed."),
               NULL);
  if (csv->row.length > span->start && peek(csv) != csv->delimiter &&
      csv->row.text[csv->row.length - 1] == '\r')
    str_cut(&csv->row, csv->row.length - 1);
  size_t length = csv->row.length - span->start;
  if (length > 0 && !text_is_utf8(csv->row.text + span->start, length)) {
    skip_line(csv);
    return bad(csv, err, span->line, span->column, _("The field is not UTF-8."),
               _("Where it is Latin-1, put iconv -f WINDOWS-1252 -t UTF-8 before."));
  }
  str_add_char(&csv->row, '\0');
  return CSV_ROW;
}

static enum csv_found take_row(struct csv *csv, struct error *err)
{
  enum csv_found found;
  str_cut(&csv->row, 0);
  csv->count = 0;
  do
    found = take_field(csv, err);
  while (found == CSV_ROW && peek(csv) == csv->delimiter && take(csv) != EOF);
  if (found == CSV_ROW)
    take(csv);
  return found;
}

enum csv_found csv_next(struct csv *csv, struct error *err)
{
  enum csv_found found = csv->delimiter == '\0' ? begin(csv, err) : CSV_ROW;
  while (found == CSV_ROW && peek(csv) != EOF) {
    found = take_row(csv, err);
    if (found == CSV_BAD || csv->count > 1 || csv->row.length > 1)
      return found;
  }
  if (found == CSV_ROW && ferror(csv->in)) {
    error_set(err, STATUS_SYSTEM, "%s: %s", csv->name, strerror(errno));
    return CSV_BROKEN;
  }
  return found == CSV_ROW ? CSV_END : found;
}

size_t csv_count(const struct csv *csv)
{
  return csv->count;
}

const char *csv_field(const struct csv *csv, size_t number)
{
  return number < csv->count ? csv->row.text + csv->spans[number].start : "";
}

void csv_place(const struct csv *csv, size_t number, struct error *err)
{
  const struct csv_span *span =
      &csv->spans[number < csv->count || csv->count == 0 ? number : csv->count - 1];
  if (csv->count > 0)
    error_place(err, csv->name, span->line, span->column);
}
