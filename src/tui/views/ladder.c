/* The Ladder view: each step of the plan at its day and at its tone.  Moving about in
 * it, and moving steps. */
#include "app/edit.h"
#include "base/i18n.h"
#include "base/mem.h"
#include "base/text.h"
#include "model/sentence.h"
#include "tui/dialog.h"
#include "tui/field.h"
#include "tui/sentence_editor.h"
#include "tui/views/ladder_view.h"

#include <inttypes.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

const struct rung *ladder_selected(const struct ladder_view *ladder)
{
  return ladder->current < ladder->count ? &ladder->rungs[ladder->current] : NULL;
}

int ladder_tone(const struct rung *rung)
{
  return rung->tone >= 0 ? rung->tone : rung->expected >= 0 ? rung->expected : 0;
}

/* ---- Reading ---- */

/* The selection is kept by the touchpoint; one that is no step leaves it where it
 * was. */
static void follow(struct ladder_view *ladder)
{
  for (size_t i = 0; i < ladder->count; i++)
    if (ladder->rungs[i].touchpoint->record.oid == ladder->view.tui->touchpoint)
      ladder->current = i;
  if (ladder->current >= ladder->count)
    ladder->current = ladder->count > 0 ? ladder->count - 1 : 0;
}

static void tell_move(struct ladder_view *ladder, const struct audit *audit)
{
  struct str before = {0};
  struct str now = {0};
  auditor_add_count(&before, ladder->errors_before, ladder->warnings_before);
  auditor_add_count(&now, audit->errors, audit->warnings);
  bool same = ladder->errors_before == audit->errors && ladder->warnings_before == audit->warnings;
  const char *none = _("none");
  if (same)
    tui_say(ladder->view.tui, STYLE_GOOD, _("%s Findings as before: %s."), ladder->moved,
            now.length > 0 ? str_text(&now) : none);
  else
    tui_say(ladder->view.tui, audit->errors > ladder->errors_before ? STYLE_WARN : STYLE_GOOD,
            _("%s Findings: %s, before the move %s."), ladder->moved,
            now.length > 0 ? str_text(&now) : none, before.length > 0 ? str_text(&before) : none);
  str_clear(&before);
  str_clear(&now);
  mem_set_text(&ladder->moved, NULL);
}

static void audited(struct view *view)
{
  struct ladder_view *ladder = (struct ladder_view *)view;
  const struct audit *audit = auditor_result(&view->tui->auditor);
  ladder->rungs = audit != NULL ? audit->rungs : NULL;
  ladder->count = audit != NULL ? audit->rung_count : 0;
  ladder->placed = 0;
  ladder->last = 0;
  ladder->laid_out_for = 0;
  free(ladder->days);
  ladder->days = mem_new(ladder->count + 1, sizeof *ladder->days);
  for (size_t i = 0; i < ladder->count; i++) {
    const struct rung *rung = &ladder->rungs[i];
    if (!rung->placed)
      continue;
    int64_t end = rung->day + (rung->deadline != UNSET ? rung->deadline : 0);
    ladder->days[ladder->placed++] = rung->day;
    ladder->last = end > ladder->last || ladder->placed == 1 ? end : ladder->last;
  }
  follow(ladder);
  if (ladder->moved != NULL && audit != NULL)
    tell_move(ladder, audit);
}

static enum status reload(struct view *view, struct error *err)
{
  (void)err;
  follow((struct ladder_view *)view);
  return STATUS_OK;
}

static struct view *ladder_open(struct tui *tui)
{
  struct ladder_view *ladder = mem_new(1, sizeof *ladder);
  ladder->view = (struct view){&ladder_view_ops, tui};
  audited(&ladder->view);
  return &ladder->view;
}

static void ladder_close(struct view *view)
{
  struct ladder_view *ladder = (struct ladder_view *)view;
  ladder_layout_clear(&ladder->layout);
  free(ladder->days);
  free(ladder->moved);
  free(ladder);
}

/* ---- Moving about ---- */

static void go(struct ladder_view *ladder, long by)
{
  long to = (long)ladder->current + by;
  long last = (long)ladder->count - 1;
  if (ladder->count == 0)
    return;
  ladder->current = (size_t)(to < 0 ? 0 : to > last ? last : to);
  ladder->view.tui->touchpoint = ladder_selected(ladder)->touchpoint->record.oid;
}

static void zoom(struct ladder_view *ladder, int by)
{
  int scale = ladder->fits + ladder->zoom + by;
  if (scale < 0 || scale >= LADDER_SCALES) {
    tui_say(ladder->view.tui, STYLE_DIM, "%s",
            by > 0 ? _("This is as close as it gets; - looks from farther away.")
                   : _("This is as far as it gets; + looks closer."));
    return;
  }
  ladder->zoom += by;
}

/* ---- Moving steps ---- */

static const struct rung *marked(struct ladder_view *ladder)
{
  const struct rung *rung = ladder_selected(ladder);
  struct tui *tui = ladder->view.tui;
  if (rung == NULL)
    tui_say(tui, STYLE_WARN, "%s",
            _("There is no step yet: on the Map, t says when a touchpoint is sent."));
  else
    tui->touchpoint = rung->touchpoint->record.oid;
  return rung;
}

/* "5 days after the due date", as it is now. */
static char *when_of(struct session *session, int64_t oid)
{
  struct touchpoint touchpoint;
  struct str when = {0};
  record_init(ENTITY_touchpoint, &touchpoint);
  if (store_read(session->store, ENTITY_touchpoint, oid, &touchpoint, NULL) == STATUS_OK)
    sentence_add_when(&when, &touchpoint);
  record_clear(ENTITY_touchpoint, &touchpoint);
  return when.length > 0 ? str_take(&when) : mem_copy_text("");
}

static void note_move(struct ladder_view *ladder, int64_t oid)
{
  struct tui *tui = ladder->view.tui;
  const struct audit *audit = auditor_result(&tui->auditor);
  char *when = when_of(tui->session, oid);
  struct str words = {0};
  /* L10N: %s is when a step goes out: "5 days after the due date" */
  str_addf(&words, _("Now %s."), when);
  if (ladder->moved == NULL && audit != NULL) {
    ladder->errors_before = audit->errors;
    ladder->warnings_before = audit->warnings;
  }
  mem_set_text(&ladder->moved, str_text(&words));
  tui_say(tui, STYLE_GOOD, "%s", str_text(&words));
  str_clear(&words);
  free(when);
}

static void move(struct ladder_view *ladder, int64_t by)
{
  const struct rung *rung = marked(ladder);
  const struct field *field = entity_field(ENTITY_touchpoint, "offset_days");
  struct tui *tui = ladder->view.tui;
  struct error err = {0};
  if (rung == NULL)
    return;
  int64_t oid = rung->touchpoint->record.oid;
  struct touchpoint touchpoint;
  record_init(ENTITY_touchpoint, &touchpoint);
  enum status status = store_read(tui->session->store, ENTITY_touchpoint, oid, &touchpoint, &err);
  int64_t before = touchpoint.offset_days;
  int64_t anchor = touchpoint.anchor;
  record_clear(ENTITY_touchpoint, &touchpoint);
  if (status != STATUS_OK) {
    tui_done(tui, status, &err);
    return;
  }
  if (anchor == UNSET) {
    tui_say(tui, STYLE_WARN, "%s", _("Nothing says yet what its day counts from: press t."));
    return;
  }
  int64_t after = (before == UNSET ? 0 : before) + by;
  if (after < field->least || after > field->most) {
    tui_say(tui, STYLE_WARN, "%s", _("It cannot be moved any further that way."));
    return;
  }
  char text[24];
  char base[24] = "";
  snprintf(text, sizeof text, "%" PRId64, after);
  if (before != UNSET)
    snprintf(base, sizeof base, "%" PRId64, before);
  if (field_set(tui, ENTITY_touchpoint, oid, field, text, base))
    note_move(ladder, oid);
}

/* ---- Commands ---- */

/* To the texts of the step; a step without any has its sentence to change. */
static void enter(struct ladder_view *ladder)
{
  struct tui *tui = ladder->view.tui;
  const struct rung *rung = marked(ladder);
  size_t index = 0;
  if (rung == NULL)
    return;
  if (map_next_part(tui->auditor.audited->map, ENTITY_message, rung->touchpoint->id, &index) !=
      NULL)
    tui_show(tui, VIEW_TEXTS);
  else
    sentence_editor_open(tui, tui->touchpoint);
}

static bool ladder_command(struct view *view, const struct command *command)
{
  struct ladder_view *ladder = (struct ladder_view *)view;
  const char *name = command->name;
  if (strcmp(name, "left") == 0)
    go(ladder, -1);
  else if (strcmp(name, "right") == 0)
    go(ladder, 1);
  else if (strcmp(name, "page-back") == 0)
    go(ladder, ladder->shown > 1 ? -ladder->shown : -1);
  else if (strcmp(name, "page-forward") == 0)
    go(ladder, ladder->shown > 1 ? ladder->shown : 1);
  else if (strcmp(name, "first") == 0)
    go(ladder, -(long)ladder->count);
  else if (strcmp(name, "last") == 0)
    go(ladder, (long)ladder->count);
  else if (strcmp(name, "zoom-in") == 0)
    zoom(ladder, 1);
  else if (strcmp(name, "zoom-out") == 0)
    zoom(ladder, -1);
  else if (strcmp(name, "day-earlier") == 0)
    move(ladder, -1);
  else if (strcmp(name, "day-later") == 0)
    move(ladder, 1);
  else if (strcmp(name, "week-earlier") == 0)
    move(ladder, -7);
  else if (strcmp(name, "week-later") == 0)
    move(ladder, 7);
  else if (strcmp(name, "enter") == 0)
    enter(ladder);
  else if (strcmp(name, "trigger") == 0) {
    if (marked(ladder) != NULL)
      sentence_editor_open(view->tui, view->tui->touchpoint);
  } else if (strcmp(name, "edit") == 0) {
    if (marked(ladder) != NULL)
      form_open(view->tui, ENTITY_touchpoint, view->tui->touchpoint, NULL);
  } else
    return false;
  return true;
}

static bool ladder_search(struct view *view, const char *needle, bool backwards)
{
  struct ladder_view *ladder = (struct ladder_view *)view;
  for (size_t i = 1; i <= ladder->count; i++) {
    size_t by = backwards ? ladder->count - i : i;
    size_t at = (ladder->current + by) % ladder->count;
    if (!text_contains(ladder->rungs[at].touchpoint->title, needle))
      continue;
    go(ladder, (long)at - (long)ladder->current);
    return true;
  }
  return false;
}

static void ladder_mouse(struct view *view, const struct key *key, struct rect area)
{
  struct ladder_view *ladder = (struct ladder_view *)view;
  (void)area;
  if (key->mouse != MOUSE_CLICK) {
    go(ladder, key->mouse == MOUSE_WHEEL_UP ? -1 : 1);
    return;
  }
  int x = key->column - ladder->chart.column + ladder->first;
  if (!rect_holds(ladder->chart, key->row, key->column))
    return;
  for (size_t i = ladder->layout.count; i-- > 0;) {
    const struct ladder_column *column = &ladder->layout.columns[i];
    if (column->rung == LADDER_NO_RUNG || column->x > x)
      continue;
    go(ladder, (long)column->rung - (long)ladder->current);
    return;
  }
}

/* What is marked elsewhere and stands nowhere here; and that the findings are old. */
static void add_standing(struct view *view, struct str *line)
{
  const struct ladder_view *ladder = (const struct ladder_view *)view;
  const struct rung *rung = ladder_selected(ladder);
  struct tui *tui = view->tui;
  struct touchpoint touchpoint;
  if (rung == NULL)
    return;
  if (tui->auditor.large && auditor_is_behind(&tui->auditor)) {
    str_add(line, _("This is how it was when it was audited; r audits it as it is now."));
    return;
  }
  if (tui->touchpoint == 0 || tui->touchpoint == rung->touchpoint->record.oid)
    return;
  record_init(ENTITY_touchpoint, &touchpoint);
  if (store_read(tui->session->store, ENTITY_touchpoint, tui->touchpoint, &touchpoint, NULL) ==
      STATUS_OK)
    str_addf(line, _("'%s' sends nothing, so it is no step here."), touchpoint.title);
  record_clear(ENTITY_touchpoint, &touchpoint);
}

const struct view_ops ladder_view_ops = {
    .scope = SCOPE_LADDER,
    .digit = "2",
    .title = N_("Ladder"),
    .open = ladder_open,
    .close = ladder_close,
    .reload = reload,
    .paint = ladder_paint,
    .command = ladder_command,
    .mouse = ladder_mouse,
    .search = ladder_search,
    .add_standing = add_standing,
    .audited = audited,
};
