/* The Audit view: what rules find, by the department that can mend it; what is accepted,
 * what is not known, and what is to be read again.  Its rows, and moving among them. */
#include "base/i18n.h"
#include "base/mem.h"
#include "base/text.h"
#include "tui/dialog.h"
#include "tui/views/audit_view.h"

#include <stdlib.h>
#include <string.h>

const struct audit_row *audit_marked(const struct audit_view *view)
{
  return view->current < view->count && view->rows[view->current].kind != AUDIT_ROW_HEADING
             ? &view->rows[view->current]
             : NULL;
}

const struct finding *audit_marked_finding(const struct audit_view *view)
{
  const struct audit_row *row = audit_marked(view);
  return row != NULL && (row->kind == AUDIT_ROW_FINDING || row->kind == AUDIT_ROW_WAIVED)
             ? &view->audit->findings[row->index]
             : NULL;
}

const struct touchpoint *audit_row_touchpoint(const struct audit_view *view,
                                              const struct audit_row *row)
{
  switch (row->kind) {
  case AUDIT_ROW_FINDING:
  case AUDIT_ROW_WAIVED:
    return view->audit->findings[row->index].place.touchpoint;
  case AUDIT_ROW_UNKNOWN:
    return view->audit->unevaluated[row->index].place.touchpoint;
  default:
    return NULL;
  }
}

/* ---- Rows ---- */

static void add_row(struct audit_view *view, enum audit_row_kind kind, size_t index)
{
  if ((view->count & (view->count - 1)) == 0)
    view->rows = mem_resize(view->rows, 2 * view->count + 1, sizeof *view->rows);
  view->rows[view->count++] = (struct audit_row){.kind = kind, .index = index};
}

static size_t begin(struct audit_view *view, const char *heading)
{
  add_row(view, AUDIT_ROW_HEADING, 0);
  view->rows[view->count - 1].heading = heading;
  return view->count - 1;
}

/* A heading with nothing below it goes. */
static void end(struct audit_view *view, size_t heading)
{
  view->rows[heading].count = view->count - heading - 1;
  if (view->rows[heading].count == 0)
    view->count = heading;
}

static bool is_shown(const struct audit_view *view, const struct finding *finding)
{
  return finding->rule->severity >= view->least &&
         (view->department == UNSET || finding->department == view->department);
}

/* Those of a department (UNSET: of nobody), the worst first. */
static void add_department(struct audit_view *view, int64_t department)
{
  size_t heading = begin(view, department != UNSET
                                   ? enumeration_label(&enumerations[ENUM_department], department)
                                   : _("Nobody in particular"));
  for (int severity = SEVERITY_ERROR; severity >= SEVERITY_INFO; severity--)
    for (size_t i = 0; i < view->audit->finding_count; i++) {
      const struct finding *finding = &view->audit->findings[i];
      if (finding->department == department && finding->waiver == NULL &&
          (int)finding->rule->severity == severity && is_shown(view, finding))
        add_row(view, AUDIT_ROW_FINDING, i);
    }
  end(view, heading);
}

static void add_waived(struct audit_view *view)
{
  size_t heading = begin(view, _("Waived"));
  for (size_t i = 0; i < view->audit->finding_count; i++)
    if (view->audit->findings[i].waiver != NULL && is_shown(view, &view->audit->findings[i]))
      add_row(view, AUDIT_ROW_WAIVED, i);
  end(view, heading);
}

static void add_rest(struct audit_view *view, const char *title, enum audit_row_kind kind,
                     size_t count)
{
  size_t heading = begin(view, title);
  for (size_t i = 0; i < count; i++)
    add_row(view, kind, i);
  end(view, heading);
}

/* Each fact once, however many rules and places ask for it. */
static void add_unknown(struct audit_view *view)
{
  size_t rows[RULE_FIELD_COUNT] = {0};
  size_t heading = begin(view, _("Not evaluated, since something is not known"));
  for (size_t i = 0; i < view->audit->unevaluated_count; i++) {
    int field = view->audit->unevaluated[i].field;
    if (rows[field] == 0) {
      rows[field] = view->count;
      add_row(view, AUDIT_ROW_UNKNOWN, i);
    }
    view->rows[rows[field]].count++;
  }
  end(view, heading);
}

static void make_rows(struct audit_view *view)
{
  const struct audit *audit = view->audit;
  view->count = 0;
  if (audit == NULL)
    return;
  for (size_t i = 0; i < enumerations[ENUM_department].count; i++)
    add_department(view, (int64_t)i);
  add_department(view, UNSET);
  add_waived(view);
  add_rest(view, _("Waivers that lapsed"), AUDIT_ROW_LAPSED, audit->lapsed_count);
  add_rest(view, _("Statements that count for nothing"), AUDIT_ROW_UNFIT, audit->unfit_count);
  add_unknown(view);
  add_rest(view, _("Law data past its day"), AUDIT_ROW_EXPIRED, audit->expired_count);
  add_rest(view, _("Laws to come"), AUDIT_ROW_PENDING, audit->pending_count);
}

/* Off a heading: to the next row that way, else to the nearest the other way. */
static void settle(struct audit_view *view, int way)
{
  for (int turn = 0; turn < 2; turn++, way = -way) {
    long at = (long)view->current;
    while (at >= 0 && (size_t)at < view->count && view->rows[at].kind == AUDIT_ROW_HEADING)
      at += way;
    if (at >= 0 && (size_t)at < view->count) {
      view->current = (size_t)at;
      return;
    }
  }
}

/* Notes what is marked, so that it is marked again after the next audit, and its
 * touchpoint in every view. */
static void note_marked(struct audit_view *view)
{
  const struct audit_row *row = audit_marked(view);
  const struct finding *finding = audit_marked_finding(view);
  mem_set_text(&view->kept, finding != NULL ? finding_fingerprint(finding) : NULL);
  const struct touchpoint *touchpoint = row != NULL ? audit_row_touchpoint(view, row) : NULL;
  if (touchpoint != NULL)
    view->view.tui->touchpoint = touchpoint->record.oid;
}

/* Marks the same finding as before, or else what is at its place now. */
static void find_kept(struct audit_view *view)
{
  for (size_t i = 0; i < view->count && view->kept != NULL; i++) {
    enum audit_row_kind kind = view->rows[i].kind;
    if ((kind == AUDIT_ROW_FINDING || kind == AUDIT_ROW_WAIVED) &&
        strcmp(finding_fingerprint(&view->audit->findings[view->rows[i].index]), view->kept) == 0)
      view->current = i;
  }
  if (view->current >= view->count)
    view->current = view->count > 0 ? view->count - 1 : 0;
  settle(view, 1);
}

/* The first finding of the touchpoint that is marked elsewhere. */
static void follow(struct audit_view *view)
{
  const struct audit_row *row = audit_marked(view);
  const struct touchpoint *touchpoint = row != NULL ? audit_row_touchpoint(view, row) : NULL;
  if (touchpoint != NULL && touchpoint->record.oid == view->view.tui->touchpoint)
    return;
  for (size_t i = 0; i < view->count; i++) {
    if (view->rows[i].kind != AUDIT_ROW_FINDING)
      continue;
    touchpoint = audit_row_touchpoint(view, &view->rows[i]);
    if (touchpoint == NULL || touchpoint->record.oid != view->view.tui->touchpoint)
      continue;
    view->current = i;
    note_marked(view);
    return;
  }
}

static void audited(struct view *base)
{
  struct audit_view *view = (struct audit_view *)base;
  view->audit = auditor_result(&base->tui->auditor);
  make_rows(view);
  find_kept(view);
  if (view->audit != NULL && !view->counted) {
    view->counted = true;
    view->errors = view->audit->errors;
    view->warnings = view->audit->warnings;
    view->infos = view->audit->infos;
    follow(view);
  }
}

static enum status reload(struct view *base, struct error *err)
{
  (void)err;
  follow((struct audit_view *)base);
  return STATUS_OK;
}

static struct view *audit_open(struct tui *tui)
{
  struct audit_view *view = mem_new(1, sizeof *view);
  view->view = (struct view){&audit_view_ops, tui};
  view->department = UNSET;
  view->least = SEVERITY_INFO;
  audited(&view->view);
  return &view->view;
}

static void audit_close(struct view *base)
{
  struct audit_view *view = (struct audit_view *)base;
  free(view->rows);
  free(view->kept);
  free(view);
}

/* ---- Moving ---- */

static void go(struct audit_view *view, long by)
{
  long to = (long)view->current + by;
  long last = (long)view->count - 1;
  view->current = (size_t)(to < 0 ? 0 : to > last ? (last < 0 ? 0 : last) : to);
  settle(view, by < 0 ? -1 : 1);
  note_marked(view);
}

static bool audit_search(struct view *base, const char *needle, bool backwards)
{
  struct audit_view *view = (struct audit_view *)base;
  for (size_t i = 1; i <= view->count; i++) {
    size_t at = (view->current + (backwards ? view->count - i : i)) % view->count;
    const struct audit_row *row = &view->rows[at];
    if (row->kind != AUDIT_ROW_FINDING && row->kind != AUDIT_ROW_WAIVED)
      continue;
    const struct finding *finding = &view->audit->findings[row->index];
    const struct touchpoint *touchpoint = finding->place.touchpoint;
    if (!text_contains(finding_text(finding), needle) &&
        !text_contains(finding->rule->id, needle) &&
        (touchpoint == NULL || !text_contains(touchpoint->title, needle)))
      continue;
    go(view, (long)at - (long)view->current);
    return true;
  }
  return false;
}

/* ---- What is shown ---- */

enum { FILTER_ALL, FILTER_WARN, FILTER_ERROR, FILTER_DEPARTMENTS };

static void show_all(struct audit_view *view)
{
  view->department = UNSET;
  view->least = SEVERITY_INFO;
  audited(&view->view);
}

static void take_filter(void *context, struct tui *tui, size_t index)
{
  struct audit_view *view = context;
  (void)tui;
  if (index == FILTER_ALL)
    view->department = UNSET;
  if (index < FILTER_DEPARTMENTS)
    view->least = (enum rule_severity)index;
  else
    view->department = (int64_t)index - FILTER_DEPARTMENTS;
  view->current = 0;
  audited(&view->view);
  note_marked(view);
}

static void pick_filter(struct audit_view *view)
{
  const struct enumeration *departments = &enumerations[ENUM_department];
  struct picker_row rows[FILTER_DEPARTMENTS + 16] = {
      {.key = "", .label = _("Everything")},
      {.key = "", .label = _("Errors and warnings")},
      {.key = "!", .label = _("Errors")},
  };
  for (size_t i = 0; i < departments->count; i++)
    rows[FILTER_DEPARTMENTS + i] = (struct picker_row){.key = department_letter((int64_t)i),
                                                       .label = i18n_text(departments->labels[i])};
  picker_open(view->view.tui, _("What is to be shown?"), rows,
              FILTER_DEPARTMENTS + departments->count,
              view->department != UNSET ? (size_t)view->department + FILTER_DEPARTMENTS
                                        : (size_t)view->least,
              take_filter, view, NULL);
}

/* Esc shows all again. */
static bool audit_key(struct view *base, const struct key *key)
{
  struct audit_view *view = (struct audit_view *)base;
  if (!key_is(key, "Esc") || (view->department == UNSET && view->least == SEVERITY_INFO))
    return false;
  show_all(view);
  return true;
}

/* ---- Commands ---- */

static bool audit_command(struct view *base, const struct command *command)
{
  struct audit_view *view = (struct audit_view *)base;
  const char *name = command->name;
  if (strcmp(name, "up") == 0)
    go(view, -1);
  else if (strcmp(name, "down") == 0)
    go(view, 1);
  else if (strcmp(name, "page-back") == 0)
    go(view, view->page > 1 ? -view->page + 1 : -1);
  else if (strcmp(name, "page-forward") == 0)
    go(view, view->page > 1 ? view->page - 1 : 1);
  else if (strcmp(name, "first") == 0)
    go(view, -(long)view->count);
  else if (strcmp(name, "last") == 0)
    go(view, (long)view->count);
  else if (strcmp(name, "filter") == 0)
    pick_filter(view);
  else
    return audit_act(view, command);
  return true;
}

static void audit_mouse(struct view *base, const struct key *key, struct rect area)
{
  struct audit_view *view = (struct audit_view *)base;
  (void)area;
  if (key->mouse != MOUSE_CLICK) {
    go(view, key->mouse == MOUSE_WHEEL_UP ? -1 : 1);
    return;
  }
  size_t at = view->first + (size_t)(key->row - view->rows_at);
  if (key->row >= view->rows_at && key->row < view->rows_at + view->page && at < view->count)
    go(view, (long)at - (long)view->current);
}

const struct view_ops audit_view_ops = {
    .scope = SCOPE_AUDIT,
    .digit = "4",
    .title = N_("Audit"),
    .open = audit_open,
    .close = audit_close,
    .reload = reload,
    .paint = audit_paint,
    .command = audit_command,
    .key = audit_key,
    .mouse = audit_mouse,
    .search = audit_search,
    .audited = audited,
};
