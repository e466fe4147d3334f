#include "app/tone_text.h"

#include "app/output.h"
#include "base/i18n.h"
#include "base/mem.h"
#include "base/text.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <unistr.h>

/* Columns before the text: its line's number and two spaces. */
#define MARGIN 6

bool tone_is_shown(const struct mark *mark)
{
  return mark->signal != SIGNAL_NONE && mark->signal != SIGNAL_TERMS;
}

/* Whether two marks tell a person the same of the same words: phrases of one family. */
static bool is_alike(const struct mark *one, const struct mark *other)
{
  return one->start == other->start && one->length == other->length &&
         one->signal == other->signal && one->negated == other->negated && one->marker != NULL &&
         other->marker != NULL && one->marker->reason != NULL && other->marker->reason != NULL &&
         strcmp(one->marker->reason, other->marker->reason) == 0;
}

/* A mark that counts is always listed; of those alike that do not, the first one is, where
 * none counts.  Marks of the same words stand side by side. */
static bool is_listed(const struct reading *reading, size_t index)
{
  const struct mark *mark = &reading->marks[index];
  if (!tone_is_shown(mark))
    return false;
  if (mark->weight != 0)
    return true;
  for (size_t i = index; i > 0 && reading->marks[i - 1].start == mark->start; i--)
    if (is_alike(mark, &reading->marks[i - 1]))
      return false;
  for (size_t i = index + 1; i < reading->count && reading->marks[i].start == mark->start; i++)
    if (reading->marks[i].weight != 0 && is_alike(mark, &reading->marks[i]))
      return false;
  return true;
}

void tone_add_ladder(struct str *out, enum tone tone)
{
  for (int i = 0; i < TONE_COUNT; i++) {
    const char *label = tone_label((enum tone)i);
    str_addf(out, i == (int)tone ? "[%d %s]" : " %d %s ", i, label);
    if (i + 1 < TONE_COUNT)
      str_add_char(out, ' ');
  }
}

static void add_spaces(struct str *out, int count)
{
  for (int i = 0; i < count; i++)
    str_add_char(out, ' ');
}

/* ---- The text with marks under it ---- */

/* One line of the text as it can be shown: each of its bytes leads to a place in
 * what is shown, so that marks stand under their words whatever became of what
 * was unsafe. */
struct shown {
  struct str line;
  size_t *places; /* by byte of the given line; one more for its end */
};

static void show_line(struct shown *shown, const char *line, size_t length)
{
  shown->places = mem_new(length + 1, sizeof *shown->places);
  for (size_t at = 0; at < length;) {
    ucs4_t uc;
    int taken = u8_mbtoucr(&uc, (const uint8_t *)line + at, length - at);
    size_t bytes = taken > 0 ? (size_t)taken : 1;
    for (size_t i = 0; i < bytes; i++)
      shown->places[at + i] = shown->line.length;
    if (taken > 0 && text_is_safe_char(uc))
      str_add_span(&shown->line, line + at, bytes);
    else if (uc == '\t' && taken > 0)
      str_add_char(&shown->line, ' ');
    else if (!(taken > 0 && uc == '\r' && at + 1 == length))
      str_add_char(&shown->line, '?');
    at += bytes;
  }
  shown->places[length] = shown->line.length;
}

static void shown_clear(struct shown *shown)
{
  str_clear(&shown->line);
  free(shown->places);
  *shown = (struct shown){0};
}

/* Rows below a line, each a row of marks that do not touch. */
struct rows {
  struct str *items;
  size_t count;
};

/* Puts a mark's number and a stroke from column @from to @to into the first row
 * with room for it. */
static void put_stroke(struct rows *rows, int number, int from, int to, bool begins)
{
  char digits[16] = "";
  if (begins)
    snprintf(digits, sizeof digits, "%d", number);
  int width = (int)strlen(digits);
  size_t at = 0;
  while (at < rows->count) {
    int used = text_width(str_text(&rows->items[at]));
    if (used < from || (used == from && (from == 0 || !begins)))
      break;
    at++;
  }
  if (at == rows->count) {
    rows->items = mem_resize(rows->items, rows->count + 1, sizeof *rows->items);
    rows->items[rows->count++] = (struct str){0};
  }
  struct str *row = &rows->items[at];
  add_spaces(row, from - text_width(str_text(row)));
  str_add(row, digits);
  for (int i = from + width; i < to; i++)
    str_add(row, "─");
}

static void add_rows(struct str *out, struct rows *rows)
{
  for (size_t i = 0; i < rows->count; i++) {
    add_spaces(out, MARGIN);
    str_addf(out, "%s\n", str_text(&rows->items[i]));
    str_clear(&rows->items[i]);
  }
  free(rows->items);
  *rows = (struct rows){0};
}

/* The marks of a reading by place, while the text is gone through. */
struct strokes {
  const struct reading *reading;
  size_t next; /* the first that may still be shown */
  int number;  /* that it has, if it is shown */
};

/* Adds the strokes for the shown bytes from @from to @to of the line that begins
 * at @line in the text. */
static void add_strokes(struct str *out, const struct strokes *strokes, const struct shown *shown,
                        size_t line, size_t length, size_t from, size_t to)
{
  const struct reading *reading = strokes->reading;
  struct rows rows = {0};
  int number = strokes->number;
  for (size_t i = strokes->next; i < reading->count; i++) {
    const struct mark *mark = &reading->marks[i];
    if (!is_listed(reading, i))
      continue;
    size_t start = mark->start, end = mark->start + mark->length;
    if (start > line + length || (start >= line && shown->places[start - line] >= to))
      break;
    size_t first = start > line ? shown->places[start - line] : 0;
    size_t last =
        end < line + length ? end > line ? shown->places[end - line] : 0 : shown->line.length;
    bool begins = start >= line && first >= from;
    if (first < from)
      first = from;
    if (last > to)
      last = to;
    if (last > first || begins)
      put_stroke(&rows, number, text_width_span(shown->line.text + from, first - from),
                 text_width_span(shown->line.text + from, last - from), begins);
    number++;
  }
  add_rows(out, &rows);
}

/* Leaves marks behind that end before byte @at. */
static void pass_marks(struct strokes *strokes, size_t at)
{
  const struct reading *reading = strokes->reading;
  while (strokes->next < reading->count &&
         reading->marks[strokes->next].start + reading->marks[strokes->next].length <= at) {
    strokes->number += is_listed(reading, strokes->next);
    strokes->next++;
  }
}

void tone_add_text(struct str *out, const char *text, const struct reading *reading, int columns)
{
  struct strokes strokes = {reading, 0, 1};
  long number = 0;
  for (size_t at = 0; text[at] != '\0';) {
    size_t length = strcspn(text + at, "\n");
    struct shown shown = {0};
    struct text_line *lines;
    show_line(&shown, text + at, length);
    size_t count = text_wrap(str_text(&shown.line), columns - MARGIN, &lines);
    size_t byte = 0;
    number++;
    for (size_t i = 0; i < count; i++) {
      size_t from = lines[i].start, to = lines[i].start + lines[i].length;
      if (i > 0)
        add_spaces(out, MARGIN);
      else if (to > from)
        str_addf(out, "%*ld  ", MARGIN - 2, number);
      else
        str_addf(out, "%*ld", MARGIN - 2, number);
      str_add_span(out, str_text(&shown.line) + from, to - from);
      str_add_char(out, '\n');
      while (byte < length && shown.places[byte] < from)
        byte++;
      pass_marks(&strokes, at + byte);
      if (to > from)
        add_strokes(out, &strokes, &shown, at, length, from, to);
    }
    free(lines);
    shown_clear(&shown);
    at += length + (text[at + length] == '\n');
  }
  if (out->length > 0 && out->text[out->length - 1] == '\n')
    str_cut(out, out->length - 1);
}

/* ---- What counted ---- */

void tone_add_words(struct str *out, const char *text, const struct mark *mark, int columns)
{
  char *words = mem_copy_span(text + mark->start, mark->length < 400 ? mark->length : 400);
  text_sanitize(words);
  text_add_cut(out, words, columns, "…");
  free(words);
}

/* Adds @sentence wrapped and indented; the first line only where @first. */
static void add_wrapped(struct str *out, const char *sentence, int indent, bool first, int columns)
{
  struct text_line *lines;
  size_t count = text_wrap(sentence, columns - indent > 20 ? columns - indent : 20, &lines);
  for (size_t i = 0; i < count; i++) {
    add_spaces(out, first || i > 0 ? indent : 0);
    str_add_span(out, sentence + lines[i].start, lines[i].length);
    str_add_char(out, '\n');
  }
  free(lines);
}

/* Adds why a mark does not count for what it weighs. */
static void add_why(struct str *out, const struct mark *mark)
{
  struct str full = {0};
  output_add_decimal(&full, mark->full, true);
  if (mark->negated)
    str_addf(out, ": %s", _("denied or only supposed by what stands before it"));
  else if (mark->capped && mark->weight == 0)
    str_addf(out, ": %s", _("enough of that kind counted, or nothing is asked for"));
  else if (mark->capped)
    str_addf(out, _(", of %s: its kind can bring a text no further"), str_text(&full));
  else if (mark->weight != mark->full)
    str_addf(out, ": %s", _("nothing else says that it is unpaid"));
  str_clear(&full);
}

static void add_right(struct str *out, const char *text, int width)
{
  add_spaces(out, width - text_width(text));
  str_add(out, text);
}

void tone_add_marks(struct str *out, const char *text, const struct reading *reading, int columns)
{
  struct text_place place = TEXT_BEGINNING;
  size_t length = strlen(text);
  int number = 0;
  int sum = 0;
  for (size_t i = 0; i < reading->count; i++) {
    const struct mark *mark = &reading->marks[i];
    if (!is_listed(reading, i))
      continue;
    struct str weight = {0}, words = {0};
    reading_walk(text, length, mark->start, &place);
    output_add_decimal(&weight, mark->weight, true);
    str_addf(out, "%*d  ", MARGIN - 2, ++number);
    add_right(out, mark->weight == 0 ? "–" : str_text(&weight), 5);
    str_add(out, "  ");
    str_addf(&words, "%s, %ld:%ld", signal_label(mark->signal), place.line, place.column);
    add_why(&words, mark);
    add_wrapped(out, str_text(&words), MARGIN + 7, false, columns);
    str_cut(&words, 0);
    str_add(&words, "“");
    tone_add_words(&words, text, mark, 60);
    str_add(&words, "”");
    if (mark->marker != NULL && mark->marker->reason != NULL)
      str_addf(&words, " %s", mark->marker->reason);
    else if (mark->marker == NULL && mark->signal != SIGNAL_SHOUTING)
      str_addf(&words, " %s", _("Stands for something that is known once it is unpaid."));
    else if (mark->marker == NULL)
      str_addf(&words, " %s", _("Capitals or exclamation marks side by side."));
    add_wrapped(out, str_text(&words), MARGIN + 7, true, columns);
    sum += mark->weight;
    str_clear(&weight);
    str_clear(&words);
  }
  if (number == 0) {
    str_addf(out, "  %s\n", _("Nothing in it tells of a tone: it informs."));
  } else {
    struct str total = {0};
    output_add_decimal(&total, sum, false);
    add_spaces(out, MARGIN - 2);
    str_add(out, " =");
    add_right(out, str_text(&total), 5);
    str_cut(&total, 0);
    output_add_decimal(&total, tone_band[reading->tone], false);
    str_add(out, "  ");
    str_addf(out,
             sum < 0 ? _("the sum; below 0 it is %d %s") : _("the sum; from %3$s it is %1$d %2$s"),
             (int)reading->tone, tone_label(reading->tone), str_text(&total));
    str_add_char(out, '\n');
    str_clear(&total);
  }
  str_cut(out, out->length - 1);
}
