/* The History view: who changed what, the latest first. */
#include "app/action.h"
#include "base/i18n.h"
#include "base/mem.h"
#include "base/text.h"
#include "tui/dialog.h"

#include <inttypes.h>
#include <stdlib.h>
#include <string.h>
#include <time.h>

/* Entries read at a time; the screen shows fewer. */
#define WINDOW 200

struct entry {
  int64_t number;
  int64_t at;
  int64_t department;
  char *person;
  char *kind;
  char *label;
  char *words; /* NULL until it is shown */
  bool undone;
};

struct history_view {
  struct view view;
  struct entry *entries; /* those from @from on */
  size_t count;
  size_t from;
  bool ended; /* the oldest is among them */
  size_t current;
  size_t first;
  int page;
};

static void forget(struct history_view *history)
{
  for (size_t i = 0; i < history->count; i++) {
    free(history->entries[i].person);
    free(history->entries[i].kind);
    free(history->entries[i].label);
    free(history->entries[i].words);
  }
  free(history->entries);
  history->entries = NULL;
  history->count = 0;
}

/* ---- In words ---- */

static void add_value(struct str *out, const struct field *field, const char *value)
{
  if (value == NULL) {
    str_add(out, screen_glyph(GLYPH_BULLET));
    return;
  }
  if (field->kind == FIELD_ENUM) {
    str_add(out,
            enumeration_label(&enumerations[field->of],
                              enumeration_find(&enumerations[field->of], value, strlen(value))));
    return;
  }
  struct str cut = {0};
  text_add_cut(&cut, value, 40, screen_glyph(GLYPH_ELLIPSIS));
  str_addf(out, field_is_text(field) ? "'%s'" : "%s", str_text(&cut));
  str_clear(&cut);
}

/* What a record is called: @title where it is known from the change itself, as
 * of one that was deleted; else its title now; else its id. */
static void add_name(struct str *out, struct session *session, const struct history_change *change,
                     const char *title)
{
  const struct field *field = entity_field(change->entity, "title");
  void *record = record_new(change->entity);
  str_add(out, i18n_text(entities[change->entity].one));
  if (title == NULL && field != NULL &&
      store_read(session->store, change->entity, change->oid, record, NULL) == STATUS_OK)
    title = record_text(record, field);
  if (title != NULL) {
    struct str cut = {0};
    text_add_cut(&cut, title, 40, screen_glyph(GLYPH_ELLIPSIS));
    str_addf(out, " '%s'", str_text(&cut));
    str_clear(&cut);
  } else if (change->id != NULL && change->id[0] != '\0') {
    str_addf(out, " %s", change->id);
  }
  record_free(change->entity, &record);
}

static void add_change(struct str *out, struct session *session,
                       const struct history_change *change, const char *title)
{
  add_name(out, session, change, title);
  switch (change->operation) {
  case 'I':
    str_addf(out, " %s", _("added"));
    break;
  case 'D':
    str_addf(out, " %s", _("deleted"));
    break;
  case 'M':
    str_addf(out, " %s", _("moved"));
    break;
  default:
    str_addf(out, ": %s ", i18n_text(change->field->label));
    add_value(out, change->field, change->before);
    str_addf(out, " %s ", screen_glyph(GLYPH_ELSE));
    add_value(out, change->field, change->after);
  }
}

/* An entry is told by its weightiest change: that of the record highest up,
 * where entities stand before their parts. */
struct telling {
  struct session *session;
  struct str words;
  size_t changes;
  enum entity entity;
  /* The title of a deleted record comes with its fields, before itself. */
  char *title;
  int64_t titled;
};

static enum status tell(void *context, const struct history_change *change, struct error *err)
{
  (void)err;
  struct telling *telling = context;
  if (change->operation == 'D' && change->field != NULL) {
    if (strcmp(change->field->name, "title") == 0) {
      mem_set_text(&telling->title, change->before);
      telling->titled = change->oid;
    }
    return STATUS_OK;
  }
  if (telling->changes++ > 0 && change->entity >= telling->entity)
    return STATUS_OK;
  telling->entity = change->entity;
  str_cut(&telling->words, 0);
  add_change(&telling->words, telling->session, change,
             change->operation == 'D' && telling->titled == change->oid ? telling->title : NULL);
  return STATUS_OK;
}

static char *tell_entry(struct history_view *history, const struct history_entry *entry)
{
  struct telling telling = {.session = history->view.tui->session};
  struct error err = {0};
  struct str words = {0};
  store_each_change(history->view.tui->session->store, entry->number, tell, &telling, &err);
  if (strcmp(entry->kind, "undo") == 0)
    str_addf(&words, "%s: ", _("Taken back"));
  else if (strcmp(entry->kind, "redo") == 0)
    str_addf(&words, "%s: ", _("Done again"));
  /* What a workshop did is told by what it was; its records are many. */
  bool whole = telling.changes == 0 || strcmp(entry->kind, "workshop") == 0;
  if (whole)
    action_add_words(&words, history->view.tui->session, entry->label);
  else
    str_add(&words, str_text(&telling.words));
  if (!whole && telling.changes > 1) {
    str_add(&words, " ");
    str_addf(&words, ngettext("and %zu more", "and %zu more", telling.changes - 1),
             telling.changes - 1);
  }
  str_clear(&telling.words);
  free(telling.title);
  return str_take(&words);
}

/* ---- Reading ---- */

static enum status take(void *context, const struct history_entry *entry, struct error *err)
{
  (void)err;
  struct history_view *history = context;
  history->entries = mem_resize(history->entries, history->count + 1, sizeof *history->entries);
  history->entries[history->count++] = (struct entry){
      .number = entry->number,
      .at = entry->at,
      .department = enumeration_find(&enumerations[ENUM_department], entry->department,
                                     strlen(entry->department)),
      .person = mem_copy_text(entry->person),
      .kind = mem_copy_text(entry->kind),
      .label = mem_copy_text(entry->label),
      .undone = entry->undone,
  };
  return STATUS_OK;
}

static enum status read_from(struct history_view *history, size_t from, struct error *err)
{
  forget(history);
  history->from = from;
  enum status status =
      store_each_entry(history->view.tui->session->store, from, WINDOW, take, history, err);
  history->ended = history->count < WINDOW;
  return status;
}

static enum status reload(struct view *view, struct error *err)
{
  struct history_view *history = (struct history_view *)view;
  return read_from(history, history->from, err);
}

static struct view *history_open(struct tui *tui)
{
  struct history_view *history = mem_new(1, sizeof *history);
  history->view = (struct view){&history_view_ops, tui};
  struct error err = {0};
  if (reload(&history->view, &err) != STATUS_OK)
    tui_fault(tui, &err);
  return &history->view;
}

static void history_close(struct view *view)
{
  forget((struct history_view *)view);
  free(view);
}

/* The entry at a place counted from the latest; read if need be. */
static struct entry *entry_at(struct history_view *history, size_t place)
{
  struct error err = {0};
  if (place < history->from || (place >= history->from + history->count && !history->ended)) {
    size_t from = place > WINDOW / 2 ? place - WINDOW / 2 : 0;
    if (read_from(history, from, &err) != STATUS_OK)
      tui_fault(history->view.tui, &err);
  }
  return place >= history->from && place < history->from + history->count
             ? &history->entries[place - history->from]
             : NULL;
}

static struct entry *told(struct history_view *history, size_t place)
{
  struct entry *entry = entry_at(history, place);
  if (entry != NULL && entry->words == NULL) {
    struct history_entry shown = {
        .number = entry->number, .kind = entry->kind, .label = entry->label};
    entry->words = tell_entry(history, &shown);
  }
  return entry;
}

/* ---- Drawing ---- */

static void paint_entry(struct history_view *history, int row, struct rect area, size_t place)
{
  const struct entry *entry = told(history, place);
  bool here = place == history->current;
  char when[32] = "";
  time_t at = (time_t)(entry->at / 1000);
  struct tm tm;
  if (entry->at != 0 && localtime_r(&at, &tm) != NULL)
    strftime(when, sizeof when, "%Y-%m-%d %H:%M", &tm);
  struct str line = {0};
  str_addf(&line, " %-16s  %s ", when, department_letter(entry->department));
  text_add_padded(&line, entry->person[0] != '\0' ? entry->person : _("(outside)"), 12,
                  screen_glyph(GLYPH_ELLIPSIS));
  /* One that took something back says it with its own words. */
  if (entry->undone && strcmp(entry->kind, "undo") != 0)
    str_addf(&line, " (%s)", _("taken back"));
  str_addf(&line, " %s", entry->words);
  if (here)
    paint_padded(row, area.column, area.columns, STYLE_SELECTED, str_text(&line));
  else
    paint_text(row, area.column, area.columns, entry->undone ? STYLE_DIM : STYLE_TEXT,
               str_text(&line));
  if (here)
    paint_cursor(row, area.column + 1);
  str_clear(&line);
}

static void history_paint(struct view *view, struct rect area)
{
  struct history_view *history = (struct history_view *)view;
  int foot = area.rows >= 12 ? 3 : 0;
  history->page = area.rows - 1 - foot;
  if (entry_at(history, history->current) == NULL && history->current > 0)
    history->current = history->from + (history->count > 0 ? history->count - 1 : 0);
  if (history->current < history->first)
    history->first = history->current;
  if (history->current >= history->first + (size_t)history->page)
    history->first = history->current - (size_t)history->page + 1;
  paint_text(area.row, area.column + 1, area.columns - 2, STYLE_HEADING,
             _("When              Who            What was changed"));
  for (int i = 0; i < history->page; i++) {
    if (entry_at(history, history->first + (size_t)i) == NULL)
      break;
    paint_entry(history, area.row + 1 + i, area, history->first + (size_t)i);
  }
  /* Rows cut what is long; the marked one is told in full. */
  const struct entry *marked = told(history, history->current);
  if (marked != NULL && foot > 0)
    paint_wrapped((struct rect){area.row + area.rows - 2, area.column + 1, 2, area.columns - 2},
                  STYLE_HINT, marked->words);
  if (history->count == 0) {
    paint_text(area.row + 1, area.column + 1, area.columns - 2, STYLE_DIM,
               _("Nothing has been changed yet."));
    paint_cursor(area.row + 1, area.column + 1);
  }
}

/* ---- Moving, and looking closely ---- */

struct details {
  struct session *session;
  struct picker_row *rows;
  size_t count;
  size_t fields; /* of a deleted record, which come before itself */
};

/* A deleted record stands before its fields. */
static enum status add_detail(void *context, const struct history_change *change, struct error *err)
{
  (void)err;
  struct details *details = context;
  struct str words = {0};
  bool field = change->operation == 'D' && change->field != NULL;
  if (field) {
    str_addf(&words, "   %s: ", i18n_text(change->field->label));
    add_value(&words, change->field, change->before);
  } else {
    add_change(&words, details->session, change, NULL);
  }
  details->rows = mem_resize(details->rows, details->count + 1, sizeof *details->rows);
  struct picker_row *row = &details->rows[details->count++];
  if (!field && change->operation == 'D') {
    row -= details->fields;
    memmove(row + 1, row, details->fields * sizeof *row);
  }
  details->fields = field ? details->fields + 1 : 0;
  *row = (struct picker_row){.label = str_take(&words)};
  return STATUS_OK;
}

static void close_details(void *context, struct tui *tui, size_t index)
{
  (void)context;
  (void)tui;
  (void)index;
}

static void open_entry(struct history_view *history)
{
  const struct entry *entry = entry_at(history, history->current);
  struct details details = {.session = history->view.tui->session};
  struct error err = {0};
  if (entry == NULL)
    return;
  if (store_each_change(history->view.tui->session->store, entry->number, add_detail, &details,
                        &err) != STATUS_OK)
    tui_fault(history->view.tui, &err);
  if (details.count > 0)
    picker_open(history->view.tui, _("What was changed"), details.rows, details.count, 0,
                close_details, NULL, NULL);
  else
    tui_say(history->view.tui, STYLE_DIM, "%s", _("There is nothing more to see of this one."));
  for (size_t i = 0; i < details.count; i++)
    free((char *)details.rows[i].label);
  free(details.rows);
}

static void go(struct history_view *history, long by)
{
  long to = (long)history->current + by;
  history->current = to < 0 ? 0 : (size_t)to;
  while (history->current > 0 && entry_at(history, history->current) == NULL)
    history->current = history->from + history->count > 0 ? history->from + history->count - 1 : 0;
}

static bool history_command(struct view *view, const struct command *command)
{
  struct history_view *history = (struct history_view *)view;
  const char *name = command->name;
  if (strcmp(name, "up") == 0)
    go(history, -1);
  else if (strcmp(name, "down") == 0)
    go(history, 1);
  else if (strcmp(name, "page-back") == 0)
    go(history, -history->page);
  else if (strcmp(name, "page-forward") == 0)
    go(history, history->page);
  else if (strcmp(name, "first") == 0)
    history->current = 0;
  else if (strcmp(name, "last") == 0)
    while (entry_at(history, history->current + 1) != NULL)
      history->current++;
  else if (strcmp(name, "look") == 0)
    open_entry(history);
  else
    return false;
  return true;
}

static void history_mouse(struct view *view, const struct key *key, struct rect area)
{
  struct history_view *history = (struct history_view *)view;
  if (key->mouse == MOUSE_CLICK && key->row > area.row)
    go(history, (long)history->first + key->row - area.row - 1 - (long)history->current);
  else if (key->mouse != MOUSE_CLICK)
    go(history, key->mouse == MOUSE_WHEEL_UP ? -3 : 3);
}

static bool history_search(struct view *view, const char *needle, bool backwards)
{
  struct history_view *history = (struct history_view *)view;
  size_t place = history->current;
  for (;;) {
    if (backwards && place == 0)
      return false;
    place += backwards ? (size_t)-1 : 1;
    const struct entry *entry = told(history, place);
    if (entry == NULL)
      return false;
    if (text_contains(entry->words, needle) || text_contains(entry->person, needle)) {
      history->current = place;
      return true;
    }
  }
}

const struct view_ops history_view_ops = {
    .scope = SCOPE_HISTORY,
    .digit = "7",
    .title = N_("History"),
    .open = history_open,
    .close = history_close,
    .reload = reload,
    .paint = history_paint,
    .command = history_command,
    .mouse = history_mouse,
    .search = history_search,
};
