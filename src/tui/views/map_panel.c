/* The Map view: the selected touchpoint closely. */
#include "base/i18n.h"
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

struct panel {
  struct map_view *map;
  struct rect area;
  int row;  /* the next one free, from 0 */
  bool cut; /* whether something found no room */
  const struct touchpoint *touchpoint;
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
static int paint_fact(const struct panel *panel, const struct field *field, int row, int column,
                      int columns, int rows)
{
  struct session *session = panel->map->view.tui->session;
  struct str text = {0};
  str_addf(&text, "%s: ", i18n_text(field->label));
  size_t label = text.length;
  naming_add_value(&text, session, panel->touchpoint, field);
  struct rect area = {panel->area.row + row, panel->area.column + column, rows, columns};
  int used = rows > 0 ? paint_wrapped(area, STYLE_TEXT, str_text(&text)) : 0;
  str_cut(&text, label);
  if (used > 0)
    paint_text(area.row, area.column, columns, STYLE_DIM, str_text(&text));
  str_clear(&text);
  return used;
}

static void paint_facts(struct panel *panel)
{
  static const char *const names[] = {
      "owner_department", "contributes",     "informed",  "covered",    "experience_as_is",
      "experience_to_be", "moment_of_truth", "use",       "importance", "leverage",
      "evidence",         "pay_within_days", "announces", "after"};
  const struct field *fields[sizeof names / sizeof names[0]];
  int count = 0;
  for (size_t i = 0; i < sizeof names / sizeof names[0]; i++) {
    const struct field *field = entity_field(ENTITY_touchpoint, names[i]);
    if (record_is_set(panel->touchpoint, field))
      fields[count++] = field;
  }
  int beside = panel->area.columns / FACT_COLUMNS;
  if (beside < 2) {
    for (int i = 0; i < count; i++)
      panel->row += paint_fact(panel, fields[i], panel->row, 0, panel->area.columns,
                               panel->area.rows - panel->row);
    return;
  }
  int rows = (count + beside - 1) / beside;
  int width = panel->area.columns / beside;
  for (int i = 0; i < count; i++) {
    int row = panel->row + i % rows;
    paint_fact(panel, fields[i], row, i / rows * width, width - 2, row < panel->area.rows ? 1 : 0);
  }
  panel->row += rows;
}

static enum status paint_answer(void *context, const void *record, struct error *err)
{
  (void)err;
  struct panel *panel = context;
  const struct answer *answer = record;
  const struct guide *guide = guide_find(answer->guide);
  paint_line(panel, STYLE_DIM, guide != NULL ? i18n_text(guide->question) : answer->guide);
  paint_line(panel, STYLE_TEXT, answer->text);
  return STATUS_OK;
}

static void paint_answers(struct panel *panel)
{
  struct session *session = panel->map->view.tui->session;
  struct error err = {0};
  size_t questions;
  int before = panel->row;
  guide_of(panel->touchpoint->kind, &questions);
  if (store_each(session->store, session->journey_oid, ENTITY_answer, panel->touchpoint->id,
                 paint_answer, panel, &err) != STATUS_OK)
    tui_fault(panel->map->view.tui, &err);
  if (panel->row != before || questions == 0)
    return;
  struct str text = {0};
  str_addf(&text,
           ngettext("%zu guiding question waits for an answer: press g.",
                    "%zu guiding questions wait for an answer: press g.", questions),
           questions);
  paint_line(panel, STYLE_KEY, str_text(&text));
  str_clear(&text);
}

/* What is asked because of it, and what that costs. */
static enum status paint_asked(void *context, const void *record, struct error *err)
{
  (void)err;
  struct panel *panel = context;
  const struct question *question = record;
  if (question->cause == NULL || strcmp(question->cause, panel->touchpoint->id) != 0)
    return STATUS_OK;
  struct str text = {0};
  str_addf(&text, "%s  ", question->topic);
  asked_add_worth(&text, panel->map->view.tui->session, question);
  paint_line(panel, STYLE_TEXT, str_text(&text));
  str_clear(&text);
  return STATUS_OK;
}

static void paint_questions(struct panel *panel)
{
  struct session *session = panel->map->view.tui->session;
  struct error err = {0};
  if (store_each(session->store, session->journey_oid, ENTITY_question, NULL, paint_asked, panel,
                 &err) != STATUS_OK)
    tui_fault(panel->map->view.tui, &err);
}

/* What the customer reads here: of each message its first wording. */
struct wordings {
  struct panel *panel;
  bool told;
};

static enum status paint_wording(void *context, const void *record, struct error *err)
{
  (void)err;
  struct wordings *wordings = context;
  const struct variant *variant = record;
  if (wordings->told)
    return STATUS_OK;
  wordings->told = true;
  const char *const texts[] = {variant->subject, variant->body, variant->sms};
  for (size_t i = 0; i < 3; i++)
    if (texts[i] != NULL)
      paint_line(wordings->panel, i == 0 ? STYLE_STRONG : STYLE_TEXT, texts[i]);
  return STATUS_OK;
}

static enum status paint_message(void *context, const void *record, struct error *err)
{
  struct panel *panel = context;
  struct session *session = panel->map->view.tui->session;
  const struct message *message = record;
  struct wordings wordings = {panel, false};
  struct str head = {0};
  panel->row++;
  str_addf(&head, "%s %s %s", enumeration_label(&enumerations[ENUM_purpose], message->purpose),
           screen_glyph(GLYPH_BULLET),
           enumeration_label(&enumerations[ENUM_place], message->place));
  paint_line(panel, STYLE_HEADING, str_text(&head));
  str_clear(&head);
  return store_each(session->store, session->journey_oid, ENTITY_variant, message->id,
                    paint_wording, &wordings, err);
}

/* Where there is room left, which is what large windows are for. */
static void paint_messages(struct panel *panel)
{
  struct session *session = panel->map->view.tui->session;
  struct error err = {0};
  if (panel->row + TEXT_LEAST < panel->area.rows &&
      store_each(session->store, session->journey_oid, ENTITY_message, panel->touchpoint->id,
                 paint_message, panel, &err) != STATUS_OK)
    tui_fault(panel->map->view.tui, &err);
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
  struct panel panel = {.map = map, .touchpoint = column->touchpoint};
  if (beside)
    panel.area = (struct rect){area.row, area.column + 2, area.rows, area.columns - 3};
  else
    panel.area = (struct rect){area.row + 1, area.column + 1, area.rows - 1, area.columns - 2};
  paint_line(&panel, STYLE_HEADING, column->touchpoint->title);
  struct str text = {0};
  naming_add_trigger(&text, map->view.tui->session, column->touchpoint);
  paint_line(&panel, STYLE_STRONG, str_text(&text));
  str_clear(&text);
  panel.row++;
  paint_facts(&panel);
  if (column->touchpoint->note != NULL) {
    panel.row++;
    paint_line(&panel, STYLE_TEXT, column->touchpoint->note);
  }
  panel.row++;
  paint_answers(&panel);
  paint_questions(&panel);
  paint_messages(&panel);
  if (panel.cut)
    paint_padded(panel.area.row + panel.area.rows - 1, panel.area.column, panel.area.columns,
                 STYLE_KEY, _("More: e fields, g answers, 3 texts"));
}
