/* The Ladder view: the marked step and its findings in words. */
#include "base/i18n.h"
#include "base/mem.h"
#include "base/text.h"
#include "model/record.h"
#include "tui/findings.h"
#include "tui/naming.h"
#include "tui/views/ladder_view.h"

#include <inttypes.h>

/* Columns from which facts and findings stand side by side. */
#define BESIDE 150

/* Lines that are added below one another. */
struct panel {
  struct rect area;
  int row;
};

static void add_line(struct panel *panel, enum style style, const char *text)
{
  struct rect rest = {panel->area.row + panel->row, panel->area.column,
                      panel->area.rows - panel->row, panel->area.columns};
  if (rest.rows > 0 && text[0] != '\0')
    panel->row += paint_wrapped(rest, style, text);
}

/* What parts one fact from the next. */
static void add_joint(struct str *out)
{
  if (out->length > 0)
    str_addf(out, " %s ", screen_glyph(GLYPH_BULLET));
}

/* "tone 2 Clear; 1 to 2 fits". */
static void add_tone(struct str *out, const struct rung *rung)
{
  if (rung->tone >= 0)
    str_addf(out, _("tone %d %s"), rung->tone, tone_label((enum tone)rung->tone));
  else
    str_add(out, _("no text whose tone could be read"));
  if (rung->most < 0)
    return;
  str_add(out, "; ");
  if (rung->least == rung->most)
    str_addf(out, _("%d fits here"), rung->most);
  else
    str_addf(out, _("%d to %d fits here"), rung->least, rung->most);
}

static void add_facts(struct str *out, struct session *session, const struct rung *rung)
{
  const struct touchpoint *touchpoint = rung->touchpoint;
  size_t kind = 0;
  while (kind < 63 && rung->kind != UINT64_C(1) << kind)
    kind++;
  str_add(out, rule_token_label(RULE_FIELD_kind, kind));
  add_joint(out);
  add_tone(out, rung);
  if (rung->placed && touchpoint->anchor != anchor_due) { /* the sentence says it already */
    add_joint(out);
    if (rung->day == 0)
      str_add(out, _("on the due date"));
    else
      str_addf(out,
               rung->day > 0
                   ? ngettext("%" PRId64 " day after the due date",
                              "%" PRId64 " days after the due date", (unsigned long)rung->day)
                   : ngettext("%" PRId64 " day before the due date",
                              "%" PRId64 " days before the due date", (unsigned long)-rung->day),
               rung->day > 0 ? rung->day : -rung->day);
  }
  if (rung->gap != UNSET) {
    add_joint(out);
    str_addf(out,
             ngettext("%" PRId64 " day since the last demand",
                      "%" PRId64 " days since the last demand", (unsigned long)rung->gap),
             rung->gap);
  }
  if (rung->deadline != UNSET) {
    add_joint(out);
    str_addf(out,
             ngettext("%" PRId64 " day to pay", "%" PRId64 " days to pay",
                      (unsigned long)rung->deadline),
             rung->deadline);
  }
  if (touchpoint->fee_amount != UNSET) {
    add_joint(out);
    str_add(out, _("fee"));
    str_add(out, " ");
    naming_add_value(out, session, touchpoint, entity_field(ENTITY_touchpoint, "fee_amount"));
  }
}

static void paint_facts(struct ladder_view *ladder, struct panel *panel)
{
  const struct rung *rung = ladder_selected(ladder);
  struct session *session = ladder->view.tui->session;
  struct str text = {0};
  str_addf(&text, "%zu  %s", ladder->current + 1, rung->touchpoint->title);
  add_line(panel, STYLE_HEADING, str_text(&text));
  str_cut(&text, 0);
  naming_add_trigger(&text, session, rung->touchpoint);
  add_line(panel, STYLE_STRONG, str_text(&text));
  str_cut(&text, 0);
  add_facts(&text, session, rung);
  add_line(panel, STYLE_TEXT, str_text(&text));
  str_clear(&text);
}

void ladder_panel_paint(struct ladder_view *ladder, struct rect area)
{
  struct tui *tui = ladder->view.tui;
  const struct auditor *auditor = &tui->auditor;
  const struct rung *rung = ladder_selected(ladder);
  paint_rule((struct rect){area.row, area.column, 1, area.columns}, STYLE_BORDER, GLYPH_HORIZONTAL);
  struct panel panel = {.area = {area.row + 1, area.column + 1, area.rows - 1, area.columns - 2}};
  bool beside = area.columns >= BESIDE;
  if (beside)
    panel.area.columns = area.columns / 2 - 3;
  paint_facts(ladder, &panel);
  if (beside)
    panel = (struct panel){.area = {area.row + 1, area.column + area.columns / 2, area.rows - 1,
                                    area.columns / 2 - 1}};
  const struct finding_count *count = auditor_count(auditor, rung->touchpoint->record.oid);
  const struct audit *audit = auditor_result(auditor);
  bool any = false;
  for (size_t i = 0; count != NULL && i < count->count; i++) {
    const struct finding *finding = &audit->findings[count->first + i];
    if (finding->waiver != NULL)
      continue;
    any = true;
    if (panel.row >= panel.area.rows)
      break;
    struct str text = {0};
    finding_add_line(&text, tui->session, finding);
    add_line(&panel, finding_style(finding->rule->severity), str_text(&text));
    str_clear(&text);
  }
  if (!any)
    add_line(&panel, STYLE_GOOD, _("The audit has found nothing here."));
  else if (panel.row >= panel.area.rows && panel.area.rows > 1)
    paint_padded(panel.area.row + panel.area.rows - 1, panel.area.column, panel.area.columns,
                 STYLE_KEY, _("More: 4 Audit"));
}
