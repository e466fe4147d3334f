/* The Audit view: all that is known of the marked row. */
#include "app/report.h"
#include "base/i18n.h"
#include "base/mem.h"
#include "model/record.h"
#include "tui/findings.h"
#include "tui/naming.h"
#include "tui/views/audit_view.h"

#include <inttypes.h>
#include <string.h>

struct panel {
  struct rect area;
  int row;
};

static void add_line(struct panel *panel, enum style style, const char *text)
{
  struct rect rest = {panel->area.row + panel->row, panel->area.column,
                      panel->area.rows - panel->row, panel->area.columns};
  if (rest.rows > 0 && text != NULL && text[0] != '\0')
    panel->row += paint_wrapped(rest, style, text);
}

/* "Source: lag 1981:739 § 2". */
static void add_named(struct panel *panel, const char *name, const char *value)
{
  struct str text = {0};
  if (value == NULL || value[0] == '\0')
    return;
  str_addf(&text, "%s: %s", name, value);
  add_line(panel, STYLE_TEXT, str_text(&text));
  str_clear(&text);
}

static const char *department(int64_t value)
{
  return value != UNSET ? enumeration_label(&enumerations[ENUM_department], value) : NULL;
}

/* ---- Findings ---- */

static void add_where(struct panel *panel, struct session *session, const struct finding *finding)
{
  const struct audit_place *place = &finding->place;
  struct str text = {0};
  str_add(&text, place->touchpoint != NULL ? place->touchpoint->title : _("The whole journey"));
  if (place->message != NULL)
    str_addf(&text, ", %s",
             enumeration_label(&enumerations[ENUM_purpose], place->message->purpose));
  if (place->variant != NULL) {
    str_add(&text, ", ");
    finding_add_part(&text, place);
    if (place->variant->segment != NULL) {
      str_add(&text, ", ");
      naming_add_title(&text, session, ENTITY_segment, place->variant->segment);
    }
  }
  if (place->line > 0) {
    str_add(&text, ", ");
    str_addf(&text, _("line %ld, column %ld"), place->line, place->column);
  }
  add_line(panel, STYLE_STRONG, str_text(&text));
  str_clear(&text);
}

static void add_quote(struct panel *panel, const struct audit_place *place)
{
  struct str words = {0};
  struct str quoted = {0};
  report_add_words(&words, place);
  if (words.length > 0)
    str_addf(&quoted, _("\"%s\""), str_text(&words));
  add_line(panel, STYLE_KEY, str_text(&quoted));
  str_clear(&quoted);
  str_clear(&words);
}

/* "m sets Days to 8, now 5". */
static void add_fix(struct panel *panel, const struct finding *finding)
{
  const struct touchpoint *touchpoint = finding->place.touchpoint;
  struct str text = {0};
  struct str now = {0};
  struct str then = {0};
  if (finding->fix_field == NULL || touchpoint == NULL)
    return;
  finding_add_fix(&now, &then, finding);
  /* L10N: a field, its new value and the one it has */
  str_addf(&text, _("m sets %s to %s; it is %s now."), i18n_text(finding->fix_field->label),
           str_text(&then), now.length > 0 ? str_text(&now) : _("(none)"));
  add_line(panel, STYLE_KEY, str_text(&text));
  str_clear(&now);
  str_clear(&then);
  str_clear(&text);
}

static void add_waiver(struct panel *panel, const struct waiver *waiver)
{
  char day[DATE_SIZE];
  struct str giver = {0};
  str_add(&giver, waiver->person != NULL ? waiver->person : _("nobody is named"));
  if (waiver->department != UNSET)
    str_addf(&giver, ", %s", department(waiver->department));
  if (waiver->given != UNSET)
    str_addf(&giver, ", %s", date_format(waiver->given, day));
  add_named(panel, _("Accepted by"), str_text(&giver));
  add_named(panel, _("Reason"), waiver->reason);
  add_named(panel, _("Until"),
            waiver->until != UNSET ? date_format(waiver->until, day) : _("text or rule changes"));
  str_clear(&giver);
}

static void add_source(struct panel *panel, const struct rule *rule)
{
  char day[DATE_SIZE];
  struct str text = {0};
  str_addf(&text, "%s (%s, ", rule->source, confidence_token(rule->confidence));
  str_addf(&text, _("read %s"), date_format(rule->reviewed_on, day));
  str_add(&text, ")");
  add_named(panel, _("Source"), str_text(&text));
  str_clear(&text);
}

static void add_finding(struct panel *panel, struct session *session, const struct finding *finding)
{
  struct str title = {0};
  str_addf(&title, "%s %s", severity_label(finding->rule->severity), finding->rule->id);
  add_line(panel, finding_style(finding->rule->severity), str_text(&title));
  str_clear(&title);
  add_where(panel, session, finding);
  add_line(panel, STYLE_TEXT, finding_text(finding));
  add_quote(panel, &finding->place);
  add_named(panel, _("What to do"), finding_remedy(finding));
  add_fix(panel, finding);
  if (finding->waiver != NULL)
    add_waiver(panel, finding->waiver);
  add_source(panel, finding->rule);
  add_named(panel, _("Mended by"), department(finding->department));
}

/* ---- The others ---- */

/* The rules that wait for a fact, each once, as far as there is room. */
static void add_waiting(struct str *out, const struct audit *audit, int field)
{
  const struct rule *seen[12];
  size_t count = 0;
  for (size_t i = 0; i < audit->unevaluated_count; i++) {
    const struct rule *rule = audit->unevaluated[i].rule;
    bool known = audit->unevaluated[i].field != field;
    for (size_t s = 0; s < count && !known; s++)
      known = seen[s] == rule;
    if (known)
      continue;
    if (count == sizeof seen / sizeof seen[0]) {
      str_addf(out, ", %s", screen_glyph(GLYPH_ELLIPSIS));
      return;
    }
    seen[count++] = rule;
    str_addf(out, "%s%s", out->length > 0 ? ", " : "", rule->id);
  }
}

static void add_unknown(struct panel *panel, const struct audit *audit, const struct audit_row *row)
{
  const struct unevaluated *first = &audit->unevaluated[row->index];
  enum rule_field_index field = (enum rule_field_index)first->field;
  struct str text = {0};
  add_line(panel, STYLE_HEADING, i18n_text(rule_fields[field].help));
  str_addf(&text, P_("Nobody knows it at %zu place.", "Nobody knows it at %zu places.", row->count),
           row->count);
  str_addf(&text, " %s",
           _("What is not known has not passed: these rules have said nothing there."));
  add_line(panel, STYLE_TEXT, str_text(&text));
  add_line(panel, STYLE_KEY,
           audit_may_state(field)
               ? _("Enter states it, for the whole journey or for one touchpoint.")
               : _("The map tells it, where the map says more. Enter goes there."));
  str_cut(&text, 0);
  add_waiting(&text, audit, (int)field);
  add_named(panel, _("Rules that wait for it"), str_text(&text));
  if (first->place.touchpoint != NULL)
    add_named(panel, _("First at"), first->place.touchpoint->title);
  str_clear(&text);
}

static void add_expired(struct panel *panel, const struct pack *pack)
{
  char day[DATE_SIZE];
  struct str text = {0};
  add_line(panel, STYLE_HEADING, words_now(&pack->title));
  str_addf(&text, _("Its sources were to be read again by %s: the law may have changed since."),
           date_format(pack->expires_on, day));
  add_line(panel, STYLE_WARN, str_text(&text));
  str_clear(&text);
}

void audit_panel_paint(struct audit_view *view, struct rect area)
{
  struct session *session = view->view.tui->session;
  const struct audit *audit = view->audit;
  const struct audit_row *row = audit_marked(view);
  struct panel panel = {.area = area};
  if (row == NULL)
    return;
  switch (row->kind) {
  case AUDIT_ROW_FINDING:
  case AUDIT_ROW_WAIVED:
    add_finding(&panel, session, &audit->findings[row->index]);
    break;
  case AUDIT_ROW_LAPSED:
    add_line(&panel, STYLE_HEADING, audit->lapsed[row->index].waiver->rule);
    add_line(&panel, STYLE_WARN, report_why_lapsed(&audit->lapsed[row->index]));
    add_waiver(&panel, audit->lapsed[row->index].waiver);
    break;
  case AUDIT_ROW_UNFIT:
    add_line(&panel, STYLE_WARN, audit->unfit[row->index].text);
    add_named(&panel, audit->unfit[row->index].declaration->field,
              audit->unfit[row->index].declaration->value);
    break;
  case AUDIT_ROW_UNKNOWN:
    add_unknown(&panel, audit, row);
    break;
  case AUDIT_ROW_EXPIRED:
    add_expired(&panel, audit->expired[row->index]);
    break;
  case AUDIT_ROW_PENDING:
    add_line(&panel, STYLE_HEADING, audit->pending[row->index]->id);
    add_line(&panel, STYLE_TEXT, _("This law is not in force yet: the rule is never broken."));
    add_line(&panel, STYLE_TEXT, words_now(&audit->pending[row->index]->message));
    add_source(&panel, audit->pending[row->index]);
    break;
  default:
    break;
  }
  if (panel.row >= panel.area.rows && panel.area.rows > 2)
    paint_padded(panel.area.row + panel.area.rows - 1, panel.area.column, panel.area.columns,
                 STYLE_KEY, _("More: x explains it all"));
}
