/* The Texts view: drawing it. */
#include "base/i18n.h"
#include "base/mem.h"
#include "base/text.h"
#include "model/placeholder.h"
#include "tui/naming.h"
#include "tui/placeholders.h"
#include "tui/views/texts_view.h"

#include <stdlib.h>
#include <string.h>

int texts_left(struct rect area)
{
  return area.columns / 3 > 40 ? 40 : area.columns / 3;
}

static void paint_list(struct texts_view *texts, struct rect area)
{
  struct error err = {0};
  texts->page = area.rows;
  if (texts->current < texts->first)
    texts->first = texts->current;
  if (texts->current >= texts->first + (size_t)area.rows)
    texts->first = texts->current - (size_t)area.rows + 1;
  if (map_data_need(&texts->data, texts->first, texts->first + (size_t)area.rows, &err) !=
      STATUS_OK)
    tui_fault(texts->view.tui, &err);
  for (int i = 0; i < area.rows; i++) {
    size_t index = texts->first + (size_t)i;
    const struct map_column *column = map_data_column(&texts->data, index);
    if (column == NULL)
      break;
    bool here = index == texts->current;
    struct str line = {0};
    const char *mark = column->messages == 0 ? " " : column->missing != NULL ? "!" : "+";
    if (column->touchpoint != NULL)
      str_addf(&line, "%s %s", mark, column->touchpoint->title);
    else
      str_addf(&line, _("  (empty: %s)"), texts->data.stages[column->stage].stage.title);
    if (here)
      paint_padded(area.row + i, area.column, area.columns,
                   texts->right ? STYLE_STRONG : STYLE_SELECTED, str_text(&line));
    else
      paint_text(area.row + i, area.column, area.columns,
                 column->messages == 0 ? STYLE_DIM : STYLE_TEXT, str_text(&line));
    if (column->touchpoint != NULL)
      company_paint_marks(texts->view.tui, column->touchpoint->id, area.row + i, area.column,
                          area.columns);
    if (here && !texts->right)
      paint_cursor(area.row + i, area.column);
    str_clear(&line);
  }
}

/* The languages in which the message of that row has no text for everyone. */
static void add_missing(struct str *out, const struct texts_view *texts, size_t index)
{
  const char *languages = texts->view.tui->session->journey.languages;
  for (size_t i = 0; i < list_count(languages); i++) {
    size_t length;
    const char *word = list_word(languages, i, &length);
    bool there = false;
    for (size_t r = index + 1; r < texts->count && texts->rows[r].variant != NULL; r++)
      there = there || (texts->rows[r].variant->segment == NULL &&
                        strlen(texts->rows[r].variant->language) == length &&
                        memcmp(texts->rows[r].variant->language, word, length) == 0);
    if (!there)
      str_addf(out, "%s%.*s", out->length > 0 ? " " : "", (int)length, word);
  }
}

/* Adds "sv 1 Friendly, en 3 Firm" for the first two languages in which the message of that
 * row sounds different to the same people. */
static void add_unlike(struct str *out, struct texts_view *texts, size_t index)
{
  size_t end = index + 1;
  while (end < texts->count && texts->rows[end].variant != NULL)
    end++;
  for (size_t a = index + 1; a < end; a++)
    for (size_t b = a + 1; b < end; b++) {
      const struct variant *one = texts->rows[a].variant;
      const struct variant *other = texts->rows[b].variant;
      const char *whom = one->segment != NULL ? one->segment : "";
      if (strcmp(whom, other->segment != NULL ? other->segment : "") != 0)
        continue;
      for (int sms = 0; sms < 2; sms++) {
        int left = gauge_tone(texts_gauge(texts, a), sms == 1);
        int right = gauge_tone(texts_gauge(texts, b), sms == 1);
        if (left < 0 || right < 0 || left == right)
          continue;
        str_addf(out, "%s %d %s, %s %d %s", one->language, left, tone_label((enum tone)left),
                 other->language, right, tone_label((enum tone)right));
        return;
      }
    }
}

/* What is wrong with a row, in full, after "  ! "; nothing when all is well. */
static void add_problem(struct str *out, struct texts_view *texts, size_t index)
{
  const struct variant *variant = texts->rows[index].variant;
  if (variant != NULL) {
    placeholders_add_problem(out, variant->subject != NULL ? variant->subject : "");
    placeholders_add_problem(out, variant->body != NULL ? variant->body : "");
    placeholders_add_problem(out, variant->sms != NULL ? variant->sms : "");
    return;
  }
  struct str missing = {0};
  add_missing(&missing, texts, index);
  if (missing.length > 0) {
    str_add(out, "  ! ");
    str_addf(out, _("no text for everyone in %s"), str_text(&missing));
  }
  str_cut(&missing, 0);
  add_unlike(&missing, texts, index);
  if (missing.length > 0) {
    str_add(out, "  ! ");
    /* L10N: %s is two languages with their tones: "sv 1 Friendly, en 3 Firm" */
    str_addf(out, _("not the same tone: %s"), str_text(&missing));
  }
  str_clear(&missing);
}

/* For whom a wording is. */
static void add_audience(struct str *out, const struct texts_view *texts,
                         const struct variant *variant)
{
  if (variant->segment == NULL)
    str_add(out, _("everyone"));
  else
    naming_add_title(out, texts->view.tui->session, ENTITY_segment, variant->segment);
}

/* A row of the list with what is wrong with it; where @columns do not hold it
 * all, what is wrong comes first, and shorter. */
static void add_row_words(struct str *out, struct texts_view *texts, size_t index, int columns)
{
  const struct message *message = texts->rows[index].message;
  const struct variant *variant = texts->rows[index].variant;
  struct str name = {0};
  struct str problem = {0};
  if (variant == NULL)
    str_addf(&name, "%s %s %s", enumeration_label(&enumerations[ENUM_purpose], message->purpose),
             screen_glyph(GLYPH_BULLET),
             enumeration_label(&enumerations[ENUM_place], message->place));
  else {
    str_addf(&name, "  %s  ", variant->language);
    add_audience(&name, texts, variant);
  }
  add_problem(&problem, texts, index);
  struct str whom = {0};
  if (variant != NULL)
    add_audience(&whom, texts, variant);
  if (variant != NULL && variant->subject != NULL)
    str_addf(&name, "  %s", variant->subject);
  bool fits = text_width(str_text(&name)) + text_width(str_text(&problem)) <= columns;
  if (problem.length > 0 && !fits && variant == NULL) {
    struct str missing = {0};
    add_missing(&missing, texts, index);
    if (missing.length > 0)
      str_addf(out, _(" ! no %s"), str_text(&missing));
    else
      str_addf(out, " ! %s", _("tones"));
    str_addf(out, "  %s", str_text(&name));
    str_clear(&missing);
  } else if (problem.length > 0 && !fits) {
    str_addf(out, "  %s%s  %s", variant->language, str_text(&problem), str_text(&whom));
  } else {
    str_addf(out, "%s%s", str_text(&name), str_text(&problem));
  }
  str_clear(&whom);
  str_clear(&name);
  str_clear(&problem);
}

/* A part that is shown as it is written, with what is marked in it. */
struct shown {
  const struct gauge *gauge;
  enum audit_part part;
  size_t start, length; /* words that the audit found; length 0: none */
};

/* Words that the audit found stand out, and the cursor is on them. */
static void paint_found(const struct shown *shown, const char *text, const struct text_line *line,
                        int row, struct rect area)
{
  size_t from = shown->start > line->start ? shown->start : line->start;
  size_t end = line->start + line->length;
  size_t to = shown->start + shown->length < end ? shown->start + shown->length : end;
  if (shown->length == 0 || from >= to)
    return;
  int at = text_width_span(text + line->start, from - line->start);
  char *words = mem_copy_span(text + from, to - from);
  paint_text(row, area.column + at, area.columns - at, STYLE_SELECTED, words);
  if (from == shown->start)
    paint_cursor(row, area.column + at);
  free(words);
}

/* One wrapped text with its placeholders and marks, from @row on, of which those
 * rows are seen that lie in @area; returns the row after it. */
static int paint_text_part(struct rect area, int row, const char *text, const struct shown *shown)
{
  struct text_line *lines;
  size_t count = text_wrap(text, area.columns, &lines);
  for (size_t i = 0; i < count; i++, row++) {
    if (row < 0 || row >= area.rows)
      continue;
    char *line = mem_copy_span(text + lines[i].start, lines[i].length);
    paint_text(area.row + row, area.column, area.columns, STYLE_TEXT, line);
    if (shown != NULL) {
      gauge_paint_marks(shown->gauge, shown->part, lines[i].start, lines[i].length, area.row + row,
                        area.column, area.columns);
      placeholders_paint(area.row + row, area.column, area.columns, line);
      paint_found(shown, text, &lines[i], area.row + row, area);
    }
    free(line);
  }
  free(lines);
  return row;
}

/* Scrolls to the words that the audit found, once. */
static void scroll_to_found(struct texts_view *texts, const struct variant *variant, int columns,
                            int rows)
{
  const char *parts[] = {variant->subject, variant->body, variant->sms};
  int row = 0;
  if (texts->found.variant != variant->record.oid || !texts->found.scroll)
    return;
  texts->found.scroll = false;
  for (size_t i = 0; i < GAUGE_PARTS; i++) {
    struct text_line *lines;
    if (parts[i] == NULL)
      continue;
    size_t count = text_wrap(parts[i], columns, &lines);
    for (size_t l = 0; l < count; l++)
      if ((size_t)(texts->found.part - AUDIT_PART_SUBJECT) == i &&
          lines[l].start <= texts->found.start && row + (int)l + 2 > rows)
        texts->scroll = (size_t)(row + (int)l - rows / 3);
    free(lines);
    row += (int)count + 2;
  }
  texts->scroll_most = texts->scroll;
}

/* Where it does not fit, a sign tells that there is more. */
static void paint_variant(struct texts_view *texts, struct rect area, size_t index)
{
  const struct variant *variant = texts->rows[index].variant;
  const char *parts[] = {variant->subject, variant->body, variant->sms};
  const char *names[] = {"subject", "body", "sms"};
  bool found = texts->found.variant == variant->record.oid;
  scroll_to_found(texts, variant, area.columns, area.rows);
  int row = -(int)texts->scroll;
  for (size_t i = 0; i < GAUGE_PARTS; i++) {
    struct shown shown = {.gauge = texts_gauge(texts, index),
                          .part = (enum audit_part)(AUDIT_PART_SUBJECT + i)};
    if (parts[i] == NULL)
      continue;
    if (found && texts->found.part == shown.part) {
      shown.start = texts->found.start;
      shown.length = texts->found.length;
    }
    bool whole = found && texts->found.part == shown.part && shown.length == 0;
    if (row >= 0 && row < area.rows)
      paint_text(area.row + row, area.column, area.columns, whole ? STYLE_SELECTED : STYLE_HEADING,
                 i18n_text(entity_field(ENTITY_variant, names[i])->label));
    if (row >= 0 && row < area.rows && whole)
      paint_cursor(area.row + row, area.column);
    struct str filled = {0};
    if (texts->preview)
      placeholder_fill(&filled, parts[i], variant->language);
    else
      str_add(&filled, parts[i]);
    row = paint_text_part(area, row + 1, str_text(&filled), texts->preview ? NULL : &shown) + 1;
    str_clear(&filled);
  }
  int hidden = row - 1 - area.rows; /* the last blank row is none */
  if (hidden > 0)
    paint_text(area.row + area.rows - 1, area.column + area.columns, 1, STYLE_KEY,
               screen_glyph(GLYPH_DOWN));
  if (texts->scroll > 0)
    paint_text(area.row, area.column + area.columns, 1, STYLE_KEY, screen_glyph(GLYPH_UP));
  size_t most = hidden + (int)texts->scroll > 0 ? (size_t)(hidden + (int)texts->scroll) : 0;
  texts->scroll_most = most > texts->scroll_most ? most : texts->scroll_most;
  texts->text_rows = area.rows;
}

/* What the gauge says, at the foot of a wording; returns the rows left for it. */
static struct rect paint_foot(struct texts_view *texts, struct rect area, size_t index)
{
  enum { LEAST = 10, ROOMY = 14 };
  const struct variant *variant = texts->rows[index].variant;
  bool sms = variant->subject == NULL && variant->body == NULL;
  if (texts->found.variant == variant->record.oid)
    sms = texts->found.part == AUDIT_PART_SMS;
  if (area.rows < LEAST)
    return area;
  int rows = area.rows >= ROOMY ? 5 : 4;
  area.rows -= rows;
  gauge_paint(texts_gauge(texts, index), sms ? AUDIT_PART_SMS : AUDIT_PART_BODY,
              (struct rect){area.row + area.rows + 1, area.column, rows - 1, area.columns});
  return area;
}

/* The wordings beside each other where there is room; else the marked one. */
static void paint_wordings(struct texts_view *texts, struct rect area)
{
  const struct text_row *marked = &texts->rows[texts->row];
  size_t most = texts->scroll_most; /* another window may be larger, or a text shorter */
  texts->scroll = texts->scroll > most ? most : texts->scroll;
  texts->scroll_most = 0;
  texts->text_row = area.row;
  if (texts->preview)
    paint_text(area.row++, area.column, area.columns, STYLE_DIM,
               _("With made-up facts; p shows the placeholders"));
  else
    area.row++;
  area.rows--;
  size_t beside = 0;
  for (size_t i = 0; i < texts->count; i++)
    beside += texts->rows[i].variant != NULL && texts->rows[i].message == marked->message ? 1 : 0;
  int room = beside > 0 ? area.columns / (int)beside : 0;
  if (room < 34) {
    size_t shown = texts->row;
    while (shown + 1 < texts->count && texts->rows[shown].variant == NULL)
      shown++;
    if (texts->rows[shown].variant != NULL)
      paint_variant(texts, paint_foot(texts, area, shown), shown);
    return;
  }
  int column = area.column;
  for (size_t i = 0; i < texts->count; i++) {
    const struct text_row *row = &texts->rows[i];
    if (row->variant == NULL || row->message != marked->message)
      continue;
    struct str head = {0};
    str_addf(&head, "%s %s ", row->variant->language, screen_glyph(GLYPH_BULLET));
    add_audience(&head, texts, row->variant);
    paint_text(area.row, column, room - 2, row == marked ? STYLE_TAB_OPEN : STYLE_TAB,
               str_text(&head));
    str_clear(&head);
    paint_variant(
        texts, paint_foot(texts, (struct rect){area.row + 1, column, area.rows - 1, room - 2}, i),
        i);
    column += room;
  }
}

/* What is wrong with the marked row in full, where the row had to cut it. */
static int paint_marked_problem(struct texts_view *texts, struct rect area)
{
  struct str line = {0};
  struct str problem = {0};
  int used = 0;
  add_row_words(&line, texts, texts->row, area.columns);
  add_problem(&problem, texts, texts->row);
  const char *shown = strstr(str_text(&line), str_text(&problem));
  if (problem.length > 0 && area.rows > 4 &&
      (shown == NULL || text_width(str_text(&line)) > area.columns))
    used = paint_wrapped((struct rect){area.row, area.column, area.rows - 2, area.columns},
                         STYLE_WARN, str_text(&problem) + 2);
  str_clear(&line);
  str_clear(&problem);
  return used;
}

void texts_paint(struct view *view, struct rect area)
{
  struct texts_view *texts = (struct texts_view *)view;
  int left = texts_left(area);
  if (texts->data.column_count == 0) {
    paint_text(area.row + 1, area.column + 2, area.columns - 4, STYLE_DIM,
               view->tui->session->journey_oid == 0
                   ? _("There is no journey in this file yet.")
                   : _("There is no touchpoint yet: add one on the Map."));
    paint_cursor(area.row + 1, area.column + 2);
    return;
  }
  paint_list(texts, (struct rect){area.row, area.column + 1, area.rows, left - 2});
  paint_rule((struct rect){area.row, area.column + left - 1, area.rows, 1}, STYLE_BORDER,
             GLYPH_VERTICAL);
  struct rect right = {area.row, area.column + left + 1, area.rows, area.columns - left - 2};
  if (texts->count == 0) {
    paint_wrapped(right, STYLE_DIM, _("No message here yet. Press a to add one."));
    return;
  }
  int listed = (int)texts->count < area.rows / 2 ? (int)texts->count : area.rows / 2;
  size_t first = texts->row >= (size_t)listed ? texts->row - (size_t)listed + 1 : 0;
  for (int i = 0; i < listed; i++) {
    size_t index = first + (size_t)i;
    bool here = index == texts->row;
    struct str line = {0};
    add_row_words(&line, texts, index, right.columns);
    enum style style = texts->rows[index].variant != NULL ? STYLE_TEXT : STYLE_HEADING;
    if (here)
      paint_padded(right.row + i, right.column, right.columns,
                   texts->right ? STYLE_SELECTED : STYLE_STRONG, str_text(&line));
    else
      paint_text(right.row + i, right.column, right.columns,
                 strstr(str_text(&line), " ! ") != NULL ? STYLE_WARN : style, str_text(&line));
    if (here && texts->right)
      paint_cursor(right.row + i, right.column);
    str_clear(&line);
  }
  listed += paint_marked_problem(
      texts, (struct rect){right.row + listed, right.column, right.rows - listed, right.columns});
  paint_wordings(
      texts, (struct rect){right.row + listed, right.column, right.rows - listed, right.columns});
}
