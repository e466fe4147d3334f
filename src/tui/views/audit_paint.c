/* The Audit view: drawing the list. */
#include "base/i18n.h"
#include "base/text.h"
#include "tui/findings.h"
#include "tui/views/audit_view.h"

#include <string.h>

/* Columns from which the marked finding is told beside the list. */
#define BESIDE 120

/* "6 errors (8 when opened)". */
static void add_count(struct str *out, const char *format, size_t now, size_t before)
{
  str_add(out, out->length > 0 ? ", " : "");
  str_addf(out, format, now);
  if (now == before)
    return;
  str_add(out, " ");
  str_addf(out, _("(%zu when opened)"), before);
}

static int paint_head(const struct audit_view *view, struct rect area)
{
  const struct audit *audit = view->audit;
  const struct auditor *auditor = &view->view.tui->auditor;
  struct str text = {0};
  int rows = 0;
  add_count(&text, P_("%zu error", "%zu errors", audit->errors), audit->errors, view->errors);
  add_count(&text, P_("%zu warning", "%zu warnings", audit->warnings), audit->warnings,
            view->warnings);
  add_count(&text, P_("%zu note", "%zu notes", audit->infos), audit->infos, view->infos);
  if (audit->waived > 0) {
    str_add(&text, ", ");
    str_addf(&text, P_("%zu waived", "%zu waived", audit->waived), audit->waived);
  }
  str_add(&text, "; ");
  str_addf(&text, _("%zu of %zu judgements held"), audit->passed, audit->evaluated);
  paint_text(area.row + rows++, area.column, area.columns,
             audit->errors > 0 ? STYLE_BAD : STYLE_GOOD, str_text(&text));
  str_cut(&text, 0);
  if (auditor_is_behind(auditor) && auditor_progress(auditor) < 0)
    str_add(&text, _("This is how it was when it was audited; r audits it as it is now."));
  else if (auditor->fault != NULL)
    str_add(&text, auditor->fault);
  else if (auditor->problem != NULL)
    str_addf(&text, _("A rule pack inside the file is left out: %s"), auditor->problem);
  if (text.length > 0)
    paint_text(area.row + rows++, area.column, area.columns, STYLE_WARN, str_text(&text));
  str_cut(&text, 0);
  if (view->department != UNSET || view->least > SEVERITY_INFO) {
    const char *what = view->least == SEVERITY_ERROR  ? _("Errors")
                       : view->least == SEVERITY_WARN ? _("Errors and warnings")
                                                      : _("Everything");
    const char *whose = view->department != UNSET
                            ? enumeration_label(&enumerations[ENUM_department], view->department)
                            : _("of everybody");
    /* L10N: what is shown, and of which department: "Shown: Errors, Finance" */
    str_addf(&text, _("Shown: %s, %s; Esc shows all"), what, whose);
    paint_text(area.row + rows++, area.column, area.columns, STYLE_KEY, str_text(&text));
  }
  str_clear(&text);
  return rows;
}

/* What is wrong, without the words that every finding of its rule begins with: the panel
 * tells them. */
static const char *short_text(const struct finding *finding)
{
  const char *says = rule_says(finding->rule);
  size_t length = strlen(says);
  const char *text = finding_text(finding);
  if (strncmp(text, says, length) == 0 && strncmp(text + length, ": ", 2) == 0)
    text += length + 2;
  return text;
}

static void add_finding(struct str *out, const struct finding *finding, int columns)
{
  const struct touchpoint *touchpoint = finding->place.touchpoint;
  int title = columns / 3 > 30 ? 30 : columns / 3;
  str_addf(out, " %s ", finding_sign(finding->rule->severity));
  text_add_padded(out, touchpoint != NULL ? touchpoint->title : _("The whole journey"), title,
                  screen_glyph(GLYPH_ELLIPSIS));
  str_add(out, " ");
  struct str part = {0};
  finding_add_part(&part, &finding->place);
  if (part.length > 0)
    str_addf(out, "(%s) ", str_text(&part));
  str_clear(&part);
  str_add(out, short_text(finding));
}

static void add_words(struct str *out, const struct audit_view *view, const struct audit_row *row,
                      int columns)
{
  const struct audit *audit = view->audit;
  switch (row->kind) {
  case AUDIT_ROW_HEADING:
    str_addf(out, "%s (%zu)", row->heading, row->count);
    break;
  case AUDIT_ROW_FINDING:
  case AUDIT_ROW_WAIVED:
    add_finding(out, &audit->findings[row->index], columns);
    break;
  case AUDIT_ROW_LAPSED:
    str_addf(out, "   %s: %s", audit->lapsed[row->index].waiver->rule,
             audit->lapsed[row->index].waiver->reason);
    break;
  case AUDIT_ROW_UNFIT:
    str_addf(out, "   %s: %s", audit->unfit[row->index].declaration->field,
             audit->unfit[row->index].text);
    break;
  case AUDIT_ROW_UNKNOWN:
    str_add(out, " ? ");
    str_add(out, i18n_text(rule_fields[audit->unevaluated[row->index].field].help));
    break;
  case AUDIT_ROW_EXPIRED:
    str_addf(out, " ! %s", words_now(&audit->expired[row->index]->title));
    break;
  case AUDIT_ROW_PENDING:
    str_addf(out, "   %s: %s", audit->pending[row->index]->id,
             words_now(&audit->pending[row->index]->message));
    break;
  }
}

/* Where the finding of a row is; NULL for other rows, and for the whole journey. */
static const struct touchpoint *touchpoint_of(const struct audit_view *view,
                                              const struct audit_row *row)
{
  bool finding = row->kind == AUDIT_ROW_FINDING || row->kind == AUDIT_ROW_WAIVED;
  return finding ? view->audit->findings[row->index].place.touchpoint : NULL;
}

static enum style style_of(const struct audit_view *view, const struct audit_row *row)
{
  switch (row->kind) {
  case AUDIT_ROW_HEADING:
    return STYLE_HEADING;
  case AUDIT_ROW_FINDING:
    return finding_style(view->audit->findings[row->index].rule->severity);
  case AUDIT_ROW_LAPSED:
  case AUDIT_ROW_UNFIT:
  case AUDIT_ROW_EXPIRED:
    return STYLE_WARN;
  case AUDIT_ROW_UNKNOWN:
    return STYLE_TEXT;
  default:
    return STYLE_DIM;
  }
}

static void scroll(struct audit_view *view)
{
  size_t page = (size_t)(view->page > 0 ? view->page : 1);
  /* The heading above the first row comes into sight with it. */
  size_t top = view->current;
  if (top > 0 && view->rows[top - 1].kind == AUDIT_ROW_HEADING)
    top--;
  if (top < view->first)
    view->first = top;
  if (view->current >= view->first + page)
    view->first = view->current - page + 1;
}

static void paint_list(struct audit_view *view, struct rect area)
{
  view->page = area.rows;
  view->rows_at = area.row;
  scroll(view);
  for (int i = 0; i < area.rows && view->first + (size_t)i < view->count; i++) {
    size_t at = view->first + (size_t)i;
    bool here = at == view->current && view->rows[at].kind != AUDIT_ROW_HEADING;
    struct str words = {0};
    add_words(&words, view, &view->rows[at], area.columns);
    if (here)
      paint_padded(area.row + i, area.column, area.columns, STYLE_SELECTED, str_text(&words));
    else
      paint_text(area.row + i, area.column, area.columns, style_of(view, &view->rows[at]),
                 str_text(&words));
    const struct touchpoint *touchpoint = touchpoint_of(view, &view->rows[at]);
    if (touchpoint != NULL)
      company_paint_marks(view->view.tui, touchpoint->id, area.row + i, area.column, area.columns);
    if (here)
      paint_cursor(area.row + i, area.column + 1);
    str_clear(&words);
  }
  if (view->first > 0)
    paint_text(area.row, area.column + area.columns, 1, STYLE_KEY, screen_glyph(GLYPH_UP));
  if (view->count > view->first + (size_t)area.rows && area.rows > 0)
    paint_text(area.row + area.rows - 1, area.column + area.columns, 1, STYLE_KEY,
               screen_glyph(GLYPH_DOWN));
}

static void paint_nothing(const struct audit_view *view, struct rect area)
{
  const struct tui *tui = view->view.tui;
  const char *words = tui->session->journey_oid == 0 ? _("There is no journey in this file yet.")
                      : tui->auditor.fault != NULL   ? tui->auditor.fault
                      : tui->auditor.large && auditor_progress(&tui->auditor) < 0
                          ? _("This journey is so large that it is audited only when you ask, so "
                              "that no key has to wait. Press r to audit it now.")
                          : screen_glyph(GLYPH_ELLIPSIS);
  paint_wrapped((struct rect){area.row + 1, area.column + 2, area.rows - 2, area.columns - 4},
                STYLE_TEXT, words);
  paint_cursor(area.row + 1, area.column + 2);
}

void audit_paint(struct view *base, struct rect area)
{
  struct audit_view *view = (struct audit_view *)base;
  if (view->audit == NULL) {
    paint_nothing(view, area);
    return;
  }
  struct rect list = {area.row, area.column + 1, area.rows, area.columns - 2};
  struct rect panel = area;
  int used = paint_head(view, list);
  list.row += used;
  list.rows -= used;
  paint_cursor(list.row, list.column);
  if (area.columns >= BESIDE) {
    list.columns = area.columns * 11 / 20 - 2;
    panel = (struct rect){list.row, list.column + list.columns + 2, list.rows,
                          area.columns - list.columns - 4};
    paint_rule((struct rect){panel.row, panel.column - 1, panel.rows, 1}, STYLE_BORDER,
               GLYPH_VERTICAL);
    panel.column++;
    panel.columns--;
  } else {
    panel.rows = list.rows >= 12 ? list.rows / 2 : 0;
    list.rows -= panel.rows;
    panel = (struct rect){list.row + list.rows, list.column, panel.rows, list.columns};
    if (panel.rows > 0)
      paint_rule((struct rect){panel.row++, area.column, 1, area.columns}, STYLE_BORDER,
                 GLYPH_HORIZONTAL);
    panel.rows -= panel.rows > 0;
  }
  paint_list(view, list);
  if (view->count == 0)
    paint_wrapped(list, STYLE_GOOD, _("The audit has found nothing here."));
  if (panel.rows > 0)
    audit_panel_paint(view, panel);
}
