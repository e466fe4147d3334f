/* The Texts view: what the customer reads at each touchpoint.  At the left the
 * touchpoints, at the right the messages of the selected one and their
 * wordings, with the marked one in full. */
#include "base/i18n.h"
#include "base/mem.h"
#include "tui/blame.h"
#include "tui/views/texts_view.h"

#include <stdlib.h>
#include <string.h>

static void forget_rows(struct texts_view *texts)
{
  for (size_t i = 0; i < texts->count; i++) {
    if (texts->rows[i].gauged)
      gauge_clear(&texts->rows[i].gauge);
    if (texts->rows[i].variant != NULL)
      record_free(ENTITY_variant, &texts->rows[i].variant);
    else
      record_free(ENTITY_message, &texts->rows[i].message);
  }
  free(texts->rows);
  texts->rows = NULL;
  texts->count = 0;
}

const struct touchpoint *texts_selected(struct texts_view *texts)
{
  struct error err = {0};
  if (texts->current >= texts->data.column_count)
    return NULL;
  if (map_data_need(&texts->data, texts->current, texts->current + 1, &err) != STATUS_OK)
    tui_fault(texts->view.tui, &err);
  const struct map_column *column = map_data_column(&texts->data, texts->current);
  return column != NULL ? column->touchpoint : NULL;
}

/* ---- Reading ---- */

static void add_row(struct texts_view *texts, struct message *message, struct variant *variant)
{
  texts->rows = mem_resize(texts->rows, texts->count + 1, sizeof *texts->rows);
  texts->rows[texts->count++] = (struct text_row){.message = message, .variant = variant};
}

const struct gauge *texts_gauge(struct texts_view *texts, size_t index)
{
  struct text_row *row = &texts->rows[index];
  if (!row->gauged)
    gauge_init(&row->gauge, texts->view.tui, row->message, row->variant);
  row->gauged = true;
  return &row->gauge;
}

/* What fits the step may be another thing now. */
static void audited(struct view *view)
{
  struct texts_view *texts = (struct texts_view *)view;
  for (size_t i = 0; i < texts->count; i++) {
    if (texts->rows[i].gauged)
      gauge_clear(&texts->rows[i].gauge);
    texts->rows[i].gauged = false;
  }
}

struct gather {
  struct texts_view *texts;
  struct message *message;
};

static enum status take_variant(void *context, const void *record, struct error *err)
{
  (void)err;
  struct gather *gather = context;
  add_row(gather->texts, gather->message, record_copy(ENTITY_variant, record));
  return STATUS_OK;
}

static enum status take_message(void *context, const void *record, struct error *err)
{
  struct texts_view *texts = context;
  struct session *session = texts->view.tui->session;
  struct gather gather = {texts, record_copy(ENTITY_message, record)};
  add_row(texts, gather.message, NULL);
  return store_each(session->store, session->journey_oid, ENTITY_variant, gather.message->id,
                    take_variant, &gather, err);
}

static void read_rows(struct texts_view *texts)
{
  struct session *session = texts->view.tui->session;
  struct error err = {0};
  forget_rows(texts);
  const struct touchpoint *touchpoint = texts_selected(texts);
  texts->view.tui->touchpoint = touchpoint != NULL ? touchpoint->record.oid : 0;
  if (touchpoint != NULL && store_each(session->store, session->journey_oid, ENTITY_message,
                                       touchpoint->id, take_message, texts, &err) != STATUS_OK)
    tui_fault(texts->view.tui, &err);
  if (texts->row >= texts->count)
    texts->row = texts->count > 0 ? texts->count - 1 : 0;
  if (texts->count == 0)
    texts->right = false;
}

static enum status reload(struct view *view, struct error *err)
{
  struct texts_view *texts = (struct texts_view *)view;
  struct session *session = view->tui->session;
  const struct map_filter all = {.department = UNSET};
  size_t position;
  enum status status = map_data_load(&texts->data, session, err);
  if (status == STATUS_OK && view->tui->touchpoint != 0 &&
      store_position(session->store, session->journey_oid, &all, view->tui->touchpoint, &position,
                     NULL) == STATUS_OK)
    texts->current = map_data_column_of(&texts->data, position);
  if (texts->current >= texts->data.column_count)
    texts->current = texts->data.column_count > 0 ? texts->data.column_count - 1 : 0;
  read_rows(texts);
  return status;
}

static struct view *texts_open(struct tui *tui)
{
  struct texts_view *texts = mem_new(1, sizeof *texts);
  texts->view = (struct view){&texts_view_ops, tui};
  struct error err = {0};
  if (reload(&texts->view, &err) != STATUS_OK)
    tui_fault(tui, &err);
  return &texts->view;
}

static void texts_close(struct view *view)
{
  struct texts_view *texts = (struct texts_view *)view;
  forget_rows(texts);
  map_data_clear(&texts->data);
  free(texts);
}

/* ---- Commands ---- */

static void go(struct texts_view *texts, long by)
{
  texts->scroll = 0;
  texts->found.variant = 0;
  if (texts->right) {
    long to = (long)texts->row + by;
    texts->row = to < 0 ? 0 : (size_t)to >= texts->count ? texts->count - 1 : (size_t)to;
    return;
  }
  long to = (long)texts->current + by;
  long last = (long)texts->data.column_count - 1;
  texts->current = (size_t)(to < 0 ? 0 : to > last ? (last < 0 ? 0 : last) : to);
  texts->row = 0;
  read_rows(texts);
}

/* Where the keys are for the wordings, a page is one of their text. */
static void go_page(struct texts_view *texts, int by)
{
  if (!texts->right) {
    go(texts, (long)by * texts->page);
    return;
  }
  long to = (long)texts->scroll + (long)by * (texts->text_rows > 1 ? texts->text_rows - 1 : 1);
  texts->scroll = to < 0 ? 0 : (size_t)to > texts->scroll_most ? texts->scroll_most : (size_t)to;
}

/* Of the wording or message that is marked, else of the touchpoint. */
static void blame(struct texts_view *texts)
{
  const struct text_row *row = texts->right ? &texts->rows[texts->row] : NULL;
  if (row == NULL)
    blame_open(texts->view.tui, ENTITY_touchpoint, texts->view.tui->touchpoint);
  else if (row->variant != NULL)
    blame_open(texts->view.tui, ENTITY_variant, row->variant->record.oid);
  else
    blame_open(texts->view.tui, ENTITY_message, row->message->record.oid);
}

static bool texts_command(struct view *view, const struct command *command)
{
  struct texts_view *texts = (struct texts_view *)view;
  const char *name = command->name;
  if (strcmp(name, "up") == 0)
    go(texts, -1);
  else if (strcmp(name, "down") == 0)
    go(texts, 1);
  else if (strcmp(name, "page-back") == 0)
    go_page(texts, -1);
  else if (strcmp(name, "page-forward") == 0)
    go_page(texts, 1);
  else if (strcmp(name, "first") == 0)
    go(texts, -(long)texts->data.column_count - (long)texts->count);
  else if (strcmp(name, "last") == 0)
    go(texts, (long)texts->data.column_count + (long)texts->count);
  else if (strcmp(name, "side") == 0)
    texts->right = texts->count > 0 && !texts->right;
  else if (strcmp(name, "preview") == 0)
    texts->preview = !texts->preview;
  else if (strcmp(name, "blame") == 0)
    blame(texts);
  else
    return texts_edit(texts, command);
  return true;
}

/* Esc goes back to the touchpoints. */
static bool texts_key(struct view *view, const struct key *key)
{
  struct texts_view *texts = (struct texts_view *)view;
  if (!key_is(key, "Esc") || !texts->right)
    return false;
  texts->right = false;
  return true;
}

static bool texts_search(struct view *view, const char *needle, bool backwards)
{
  struct texts_view *texts = (struct texts_view *)view;
  struct session *session = view->tui->session;
  const struct map_filter all = {.department = UNSET};
  struct error err = {0};
  size_t position;
  bool found = false;
  if (store_search(session->store, session->journey_oid, &all, needle,
                   map_data_position(&texts->data, texts->current), backwards, &position, &found,
                   &err) != STATUS_OK) {
    tui_fault(view->tui, &err);
    return true;
  }
  if (found) {
    texts->current = map_data_column_of(&texts->data, position);
    texts->row = 0;
    read_rows(texts);
  }
  return found;
}

static void texts_mouse(struct view *view, const struct key *key, struct rect area)
{
  struct texts_view *texts = (struct texts_view *)view;
  int left = texts_left(area);
  if (key->mouse != MOUSE_CLICK && key->column >= left && key->row >= texts->text_row) {
    if (key->mouse == MOUSE_WHEEL_UP)
      texts->scroll -= texts->scroll > 0 ? 1 : 0;
    else
      texts->scroll += texts->scroll < texts->scroll_most ? 1 : 0;
    return;
  }
  if (key->mouse != MOUSE_CLICK) {
    go(texts, key->mouse == MOUSE_WHEEL_UP ? -1 : 1);
    return;
  }
  texts->right = key->column >= left && texts->count > 0;
  texts->scroll = 0;
  if (!texts->right)
    go(texts, (long)texts->first + key->row - area.row - (long)texts->current);
  else if ((size_t)(key->row - area.row) < texts->count)
    texts->row = (size_t)(key->row - area.row);
}

void texts_show(struct tui *tui, const struct audit_place *place)
{
  tui_show(tui, VIEW_TEXTS);
  struct texts_view *texts = (struct texts_view *)tui->views[VIEW_TEXTS];
  struct error err = {0};
  if (reload(&texts->view, &err) != STATUS_OK)
    tui_fault(tui, &err);
  texts->found.variant = 0;
  texts->scroll = 0;
  for (size_t i = 0; i < texts->count; i++) {
    const struct text_row *row = &texts->rows[i];
    bool here = place->variant != NULL
                    ? row->variant != NULL && row->variant->record.oid == place->variant->record.oid
                    : row->message->record.oid == place->message->record.oid;
    if (!here)
      continue;
    texts->row = i;
    texts->right = true;
    texts->preview = false;
    if (place->variant != NULL) {
      texts->found.variant = row->variant->record.oid;
      texts->found.part = place->part;
      texts->found.start = place->start;
      texts->found.length = place->length;
      texts->found.scroll = true;
    }
    return;
  }
}

const struct view_ops texts_view_ops = {
    .scope = SCOPE_TEXTS,
    .digit = "3",
    .title = N_("Texts"),
    .open = texts_open,
    .close = texts_close,
    .reload = reload,
    .paint = texts_paint,
    .command = texts_command,
    .key = texts_key,
    .mouse = texts_mouse,
    .search = texts_search,
    .audited = audited,
};
