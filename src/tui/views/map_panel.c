/* The Map view: the selected touchpoint closely. */
#include "base/i18n.h"
#include "base/mem.h"
#include "base/text.h"
#include "model/guide.h"
#include "tui/asked.h"
#include "tui/naming.h"
#include "tui/views/map_grid.h"

#include <stdlib.h>
#include <string.h>

/* Facts stand beside each other, each this wide, where there is room. */
#define FACT_COLUMNS 38
/* Fewer rows than these are not worth beginning with a text. */
#define TEXT_LEAST 6

/* ---- Reading ---- */

struct panel_reading {
  struct map_view *map;
  const struct touchpoint *touchpoint;
  struct asked_worth worth; /* read with the first question */
  bool told;                /* of a message the first wording */
};

void map_panel_forget(struct map_view *map)
{
  struct map_panel *panel = &map->panel;
  for (size_t i = 0; i < panel->fact_count; i++) {
    free(panel->facts[i].label);
    free(panel->facts[i].value);
  }
  for (size_t i = 0; i < panel->line_count; i++)
    free(panel->lines[i].text);
  free(panel->facts);
  free(panel->lines);
  free(panel->trigger);
  *panel = (struct map_panel){.shown = panel->shown};
}

static void add_line(struct map_panel *panel, enum style style, bool message, const char *text)
{
  panel->lines = mem_resize(panel->lines, panel->line_count + 1, sizeof *panel->lines);
  panel->lines[panel->line_count++] = (struct panel_line){style, message, mem_copy_text(text)};
}

static void read_facts(struct map_panel *panel, const struct panel_reading *reading)
{
  static const char *const names[] = {
      "owner_department", "contributes",     "informed",  "covered",    "experience_as_is",
      "experience_to_be", "moment_of_truth", "use",       "importance", "leverage",
      "evidence",         "pay_within_days", "announces", "after"};
  panel->facts = mem_new(sizeof names / sizeof names[0], sizeof *panel->facts);
  for (size_t i = 0; i < sizeof names / sizeof names[0]; i++) {
    const struct field *field = entity_field(ENTITY_touchpoint, names[i]);
    struct str label = {0};
    struct str value = {0};
    if (!record_is_set(reading->touchpoint, field))
      continue;
    str_addf(&label, "%s: ", i18n_text(field->label));
    naming_add_value(&value, reading->map->view.tui->session, reading->touchpoint, field);
    panel->facts[panel->fact_count++] = (struct panel_fact){str_take(&label), str_take(&value)};
  }
}

static enum status add_answer(void *context, const void *record, struct error *err)
{
  (void)err;
  struct map_panel *panel = context;
  const struct answer *answer = record;
  const struct guide *guide = guide_find(answer->guide);
  add_line(panel, STYLE_DIM, false, guide != NULL ? i18n_text(guide->question) : answer->guide);
  add_line(panel, STYLE_TEXT, false, answer->text);
  return STATUS_OK;
}

static enum status read_answers(struct map_panel *panel, const struct panel_reading *reading,
                                struct error *err)
{
  const struct session *session = reading->map->view.tui->session;
  size_t questions;
  guide_of(reading->touchpoint->kind, &questions);
  enum status status = store_each(session->store, session->journey_oid, ENTITY_answer,
                                  reading->touchpoint->id, add_answer, panel, err);
  if (status != STATUS_OK || panel->line_count > 0 || questions == 0)
    return status;
  struct str text = {0};
  str_addf(&text,
           ngettext("%zu guiding question waits for an answer: press g.",
                    "%zu guiding questions wait for an answer: press g.", questions),
           questions);
  add_line(panel, STYLE_KEY, false, str_text(&text));
  str_clear(&text);
  return STATUS_OK;
}

/* What is asked because of it, and what that costs. */
static enum status add_question(void *context, const void *record, struct error *err)
{
  (void)err;
  struct panel_reading *reading = context;
  const struct question *question = record;
  if (question->cause == NULL || strcmp(question->cause, reading->touchpoint->id) != 0)
    return STATUS_OK;
  struct str text = {0};
  if (reading->worth.map == NULL)
    asked_worth_read(&reading->worth, reading->map->view.tui);
  str_addf(&text, "%s  ", question->topic);
  asked_add_worth(&text, &reading->worth, question->id);
  add_line(&reading->map->panel, STYLE_TEXT, false, str_text(&text));
  str_clear(&text);
  return STATUS_OK;
}

/* What the customer reads here: of each message its first wording. */
static enum status add_wording(void *context, const void *record, struct error *err)
{
  (void)err;
  struct panel_reading *reading = context;
  const struct variant *variant = record;
  if (reading->told)
    return STATUS_OK;
  reading->told = true;
  const char *const texts[] = {variant->subject, variant->body, variant->sms};
  for (size_t i = 0; i < 3; i++)
    if (texts[i] != NULL)
      add_line(&reading->map->panel, i == 0 ? STYLE_STRONG : STYLE_TEXT, true, texts[i]);
  return STATUS_OK;
}

static enum status add_message(void *context, const void *record, struct error *err)
{
  struct panel_reading *reading = context;
  const struct session *session = reading->map->view.tui->session;
  const struct message *message = record;
  struct str head = {0};
  str_addf(&head, "%s %s %s", enumeration_label(&enumerations[ENUM_purpose], message->purpose),
           screen_glyph(GLYPH_BULLET),
           enumeration_label(&enumerations[ENUM_place], message->place));
  add_line(&reading->map->panel, STYLE_TEXT, true, "");
  add_line(&reading->map->panel, STYLE_HEADING, true, str_text(&head));
  str_clear(&head);
  reading->told = false;
  return store_each(session->store, session->journey_oid, ENTITY_variant, message->id, add_wording,
                    reading, err);
}

void map_panel_need(struct map_view *map)
{
  const struct map_column *column = map_selected(map);
  struct tui *tui = map->view.tui;
  struct session *session = tui->session;
  struct panel_reading reading = {.map = map};
  struct error err = {0};
  struct str trigger = {0};
  if (column == NULL || column->touchpoint == NULL ||
      column->touchpoint->record.oid == map->panel.touchpoint)
    return;
  map_panel_forget(map);
  map->panel.touchpoint = column->touchpoint->record.oid;
  reading.touchpoint = column->touchpoint;
  naming_add_trigger(&trigger, session, column->touchpoint);
  map->panel.trigger = str_take(&trigger);
  read_facts(&map->panel, &reading);
  enum status status = read_answers(&map->panel, &reading, &err);
  if (status == STATUS_OK)
    status = store_each(session->store, session->journey_oid, ENTITY_question, NULL, add_question,
                        &reading, &err);
  if (status == STATUS_OK)
    status = store_each(session->store, session->journey_oid, ENTITY_message,
                        column->touchpoint->id, add_message, &reading, &err);
  if (status != STATUS_OK)
    tui_fault(tui, &err);
  asked_worth_clear(&reading.worth);
}

/* ---- Drawing ---- */

struct panel {
  const struct map_panel *read;
  struct rect area;
  int row;  /* the next one free, from 0 */
  bool cut; /* whether something found no room */
};

static void paint_line(struct panel *panel, enum style style, const char *text)
{
  if (text[0] == '\0')
    return;
  struct text_line *lines;
  size_t rows = text_wrap(text, panel->area.columns, &lines);
  free(lines);
  panel->cut = panel->cut || panel->row + (int)rows > panel->area.rows;
  if (panel->row >= panel->area.rows)
    return;
  panel->row += paint_wrapped((struct rect){panel->area.row + panel->row, panel->area.column,
                                            panel->area.rows - panel->row, panel->area.columns},
                              style, text);
}

/* "Label: value" at a place of its own; the rows it took. */
static int paint_fact(const struct panel *panel, const struct panel_fact *fact, int row, int column,
                      int columns, int rows)
{
  struct str text = {0};
  str_addf(&text, "%s%s", fact->label, fact->value);
  struct rect area = {panel->area.row + row, panel->area.column + column, rows, columns};
  int used = rows > 0 ? paint_wrapped(area, STYLE_TEXT, str_text(&text)) : 0;
  if (used > 0)
    paint_text(area.row, area.column, columns, STYLE_DIM, fact->label);
  str_clear(&text);
  return used;
}

static void paint_facts(struct panel *panel)
{
  const struct panel_fact *facts = panel->read->facts;
  int count = (int)panel->read->fact_count;
  int beside = panel->area.columns / FACT_COLUMNS;
  if (beside < 2) {
    for (int i = 0; i < count; i++)
      panel->row += paint_fact(panel, &facts[i], panel->row, 0, panel->area.columns,
                               panel->area.rows - panel->row);
    return;
  }
  int rows = (count + beside - 1) / beside;
  int width = panel->area.columns / beside;
  for (int i = 0; i < count; i++) {
    int row = panel->row + i % rows;
    paint_fact(panel, &facts[i], row, i / rows * width, width - 2, row < panel->area.rows ? 1 : 0);
  }
  panel->row += rows;
}

/* Messages stand where there is room left, which is what large windows are for. */
static void paint_lines(struct panel *panel)
{
  bool room = false;
  bool messages = false;
  for (size_t i = 0; i < panel->read->line_count; i++) {
    const struct panel_line *line = &panel->read->lines[i];
    if (line->message && !messages)
      room = panel->row + TEXT_LEAST < panel->area.rows;
    messages = messages || line->message;
    if (line->message && !room)
      return;
    if (line->text[0] == '\0')
      panel->row++;
    paint_line(panel, line->style, line->text);
  }
}

void map_panel_paint(struct map_view *map, struct rect area, bool beside)
{
  const struct map_column *column = map_selected(map);
  struct rect edge = area;
  if (beside)
    edge.columns = 1;
  else
    edge.rows = 1;
  paint_rule(edge, STYLE_BORDER, beside ? GLYPH_VERTICAL : GLYPH_HORIZONTAL);
  if (column == NULL || column->touchpoint == NULL)
    return;
  map_panel_need(map); /* which nobody did where the window has just become so large */
  struct panel panel = {.read = &map->panel};
  if (beside)
    panel.area = (struct rect){area.row, area.column + 2, area.rows, area.columns - 3};
  else
    panel.area = (struct rect){area.row + 1, area.column + 1, area.rows - 1, area.columns - 2};
  paint_line(&panel, STYLE_HEADING, column->touchpoint->title);
  paint_line(&panel, STYLE_STRONG, map->panel.trigger);
  panel.row++;
  paint_facts(&panel);
  if (column->touchpoint->note != NULL) {
    panel.row++;
    paint_line(&panel, STYLE_TEXT, column->touchpoint->note);
  }
  panel.row++;
  paint_lines(&panel);
  if (panel.cut)
    paint_padded(panel.area.row + panel.area.rows - 1, panel.area.column, panel.area.columns,
                 STYLE_KEY, _("More: e fields, g answers, 3 texts"));
}
