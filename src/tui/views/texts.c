/* The Texts view: what the customer reads at each touchpoint.  At the left the
 * touchpoints, at the right the messages of the selected one and their
 * wordings, with the marked one in full. */
#include "app/edit.h"
#include "base/i18n.h"
#include "base/mem.h"
#include "tui/dialog.h"
#include "tui/external.h"
#include "tui/sentence_editor.h"
#include "tui/views/texts_view.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>

static void forget_rows(struct texts_view *texts)
{
  for (size_t i = 0; i < texts->count; i++) {
    if (texts->rows[i].variant != NULL)
      record_free(ENTITY_variant, &texts->rows[i].variant);
    else
      record_free(ENTITY_message, &texts->rows[i].message);
  }
  free(texts->rows);
  texts->rows = NULL;
  texts->count = 0;
}

static const struct touchpoint *selected(struct texts_view *texts)
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
  texts->rows[texts->count++] = (struct text_row){message, variant};
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
  const struct touchpoint *touchpoint = selected(texts);
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

/* ---- Changing ---- */

/* Whether a touchpoint is marked; says what to do where none is. */
static bool has_touchpoint(struct texts_view *texts)
{
  if (selected(texts) != NULL)
    return true;
  tui_say(texts->view.tui, STYLE_WARN, "%s", _("Add a touchpoint on the Map first."));
  return false;
}

static const struct text_row *marked_row(struct texts_view *texts)
{
  if (texts->row < texts->count)
    return &texts->rows[texts->row];
  if (!has_touchpoint(texts))
    return NULL;
  tui_say(texts->view.tui, STYLE_WARN, "%s", _("No message here yet. Press a to add one."));
  return NULL;
}

static void add_message(void *context, struct tui *tui, size_t index)
{
  struct texts_view *texts = context;
  const struct touchpoint *touchpoint = selected(texts);
  struct error err = {0};
  int64_t oid;
  if (touchpoint == NULL)
    return;
  struct message *message = record_new(ENTITY_message);
  struct str id = {0};
  message->touchpoint = mem_copy_text(touchpoint->id);
  message->purpose = (int64_t)index;
  message->place = place_body;
  str_addf(&id, "%.44s-text", touchpoint->id);
  struct error unused = {0};
  if (store_find(tui->session->store, tui->session->journey_oid, ENTITY_message, str_text(&id),
                 &oid, &unused) != STATUS_OK)
    message->id = str_take(&id);
  str_clear(&id);
  enum status status = edit_add(tui->session, ENTITY_message, message, 0, &oid, &err);
  record_free(ENTITY_message, &message);
  if (!tui_done(tui, status, &err))
    return;
  for (size_t i = 0; i < texts->count; i++)
    if (texts->rows[i].variant == NULL && texts->rows[i].message->record.oid == oid)
      texts->row = i;
  texts->right = true;
  tui_say(tui, STYLE_GOOD, "%s", _("Added. Press v to write its first text."));
}

static void pick_purpose(struct texts_view *texts)
{
  const struct enumeration *purposes = &enumerations[ENUM_purpose];
  struct picker_row rows[16] = {0};
  if (!has_touchpoint(texts))
    return;
  for (size_t i = 0; i < purposes->count; i++)
    rows[i].label = i18n_text(purposes->labels[i]);
  picker_open(texts->view.tui, _("What is the message for?"), rows, purposes->count, 0, add_message,
              texts, NULL);
}

static bool add_variant(void *context, struct tui *tui, const char *language)
{
  struct texts_view *texts = context;
  const struct text_row *row = marked_row(texts);
  struct error err = {0};
  int64_t oid = 0;
  if (row == NULL || language[0] == '\0')
    return true;
  struct variant *variant = record_new(ENTITY_variant);
  enum status status =
      record_set(variant, entity_field(ENTITY_variant, "language"), language, &err);
  variant->message = mem_copy_text(row->message->id);
  /* The marked wording is where the next one starts from. */
  if (row->variant != NULL) {
    mem_set_text(&variant->subject, row->variant->subject);
    mem_set_text(&variant->body, row->variant->body);
    mem_set_text(&variant->sms, row->variant->sms);
  }
  if (status == STATUS_OK)
    status = edit_add(tui->session, ENTITY_variant, variant, 0, &oid, &err);
  record_free(ENTITY_variant, &variant);
  if (!tui_done(tui, status, &err))
    return false;
  for (size_t i = 0; i < texts->count; i++)
    if (texts->rows[i].variant != NULL && texts->rows[i].variant->record.oid == oid)
      texts->row = i;
  texts->right = true;
  tui_say(tui, STYLE_GOOD, "%s",
          _("Added. Enter writes the text, e shows subject, SMS and segment."));
  return true;
}

/* The languages to choose from; the last row asks for another. */
struct languages {
  struct texts_view *texts;
  char **codes;
  size_t count;
};

static void languages_forget(void *context)
{
  struct languages *languages = context;
  for (size_t i = 0; i < languages->count; i++)
    free(languages->codes[i]);
  free(languages->codes);
  free(languages);
}

static void take_language(void *context, struct tui *tui, size_t index)
{
  struct languages *languages = context;
  if (index < languages->count)
    add_variant(languages->texts, tui, languages->codes[index]);
  else
    prompt_open(tui, _("In which language?"), "", add_variant, languages->texts, NULL);
}

static bool has_wording(const struct texts_view *texts, const struct message *message,
                        const char *language, size_t length)
{
  for (size_t i = 0; i < texts->count; i++)
    if (texts->rows[i].variant != NULL && texts->rows[i].message == message &&
        strlen(texts->rows[i].variant->language) == length &&
        memcmp(texts->rows[i].variant->language, language, length) == 0)
      return true;
  return false;
}

/* The journey's languages, those without a wording first. */
static void ask_language(struct texts_view *texts)
{
  struct tui *tui = texts->view.tui;
  const struct text_row *row = marked_row(texts);
  if (row == NULL)
    return;
  const char *list = tui->session->journey.languages;
  size_t count = list_count(list);
  struct languages *languages = mem_new(1, sizeof *languages);
  struct picker_row *rows = mem_new(count + 1, sizeof *rows);
  *languages = (struct languages){.texts = texts, .codes = mem_new(count + 1, sizeof(char *))};
  for (int there = 0; there < 2; there++)
    for (size_t i = 0; i < count; i++) {
      size_t length;
      const char *word = list_word(list, i, &length);
      if (has_wording(texts, row->message, word, length) != (there == 1))
        continue;
      languages->codes[languages->count] = mem_copy_span(word, length);
      /* A second wording of a language needs other customers; it is asked for. */
      rows[languages->count] = (struct picker_row){.key = there == 1 ? "+" : "",
                                                   .label = languages->codes[languages->count],
                                                   .detail = there == 1 ? _("has a wording already")
                                                                        : _("has no wording yet"),
                                                   .heading = there == 1};
      languages->count++;
    }
  rows[languages->count] = (struct picker_row){.label = _("another, or for other customers")};
  picker_open(tui, _("In which language?"), rows, languages->count + 1, 0, take_language, languages,
              languages_forget);
  free(rows);
}

struct target {
  enum entity entity;
  int64_t oid;
};

static void delete_target(void *context, struct tui *tui)
{
  struct target *target = context;
  struct error err = {0};
  if (tui_done(tui, edit_delete(tui->session, target->entity, target->oid, &err), &err))
    tui_say(tui, STYLE_GOOD, "%s", _("Deleted. u brings it back."));
}

static void ask_delete(struct texts_view *texts)
{
  const struct text_row *row = marked_row(texts);
  if (row == NULL)
    return;
  struct target *target = mem_new(1, sizeof *target);
  if (row->variant != NULL)
    *target = (struct target){ENTITY_variant, row->variant->record.oid};
  else
    *target = (struct target){ENTITY_message, row->message->record.oid};
  confirm_open(texts->view.tui,
               row->variant != NULL ? _("Delete this wording?")
                                    : _("Delete this message with all its wordings?"),
               _("Yes, delete"), delete_target, target, free);
}

static void move_row(struct texts_view *texts, int by)
{
  const struct text_row *row = marked_row(texts);
  struct tui *tui = texts->view.tui;
  struct error err = {0};
  if (row == NULL)
    return;
  int64_t oid = row->variant != NULL ? row->variant->record.oid : row->message->record.oid;
  enum entity entity = row->variant != NULL ? ENTITY_variant : ENTITY_message;
  if (!tui_done(tui, edit_move(tui->session, entity, oid, by, &err), &err))
    return;
  for (size_t i = 0; i < texts->count; i++) {
    const struct text_row *other = &texts->rows[i];
    if ((entity == ENTITY_variant && other->variant != NULL && other->variant->record.oid == oid) ||
        (entity == ENTITY_message && other->variant == NULL && other->message->record.oid == oid))
      texts->row = i;
  }
  tui_say(tui, STYLE_GOOD, "%s",
          _("Moved. The first wording that fits a customer is the one sent."));
}

static void open_row(struct texts_view *texts, bool all_fields)
{
  const struct text_row *row = marked_row(texts);
  if (row == NULL)
    return;
  struct tui *tui = texts->view.tui;
  if (row->variant == NULL)
    form_open(tui, ENTITY_message, row->message->record.oid, NULL);
  else if (all_fields)
    form_open(tui, ENTITY_variant, row->variant->record.oid, NULL);
  else
    field_open(tui, ENTITY_variant, row->variant->record.oid, entity_field(ENTITY_variant, "body"));
}

/* The text in the person's own editor. */
static void edit_outside(struct texts_view *texts)
{
  const struct text_row *row = marked_row(texts);
  struct tui *tui = texts->view.tui;
  struct error err = {0};
  if (row == NULL)
    return;
  if (row->variant == NULL) {
    tui_say(tui, STYLE_WARN, "%s", _("Mark a wording first: Tab goes to them, v adds one."));
    return;
  }
  const struct field *body = entity_field(ENTITY_variant, "body");
  int64_t oid = row->variant->record.oid;
  char *base = mem_copy_text(row->variant->body != NULL ? row->variant->body : "");
  char *text = NULL;
  enum status status = external_edit(base, &text, &err);
  if (status == STATUS_OK)
    status = edit_set(tui->session, ENTITY_variant, oid, body, text, base, &err);
  if (status != STATUS_OK && text != NULL) {
    /* Refused: it waits in the field, to be mended there. */
    field_open(tui, ENTITY_variant, oid, body);
    writer_replace(tui, text);
    tui_fault(tui, &err);
  } else {
    tui_done(tui, status, &err);
  }
  free(base);
  free(text);
}

/* ---- Commands ---- */

static void go(struct texts_view *texts, long by)
{
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

static bool texts_command(struct view *view, const struct command *command)
{
  struct texts_view *texts = (struct texts_view *)view;
  const char *name = command->name;
  if (strcmp(name, "up") == 0)
    go(texts, -1);
  else if (strcmp(name, "down") == 0)
    go(texts, 1);
  else if (strcmp(name, "page-back") == 0)
    go(texts, -texts->page);
  else if (strcmp(name, "page-forward") == 0)
    go(texts, texts->page);
  else if (strcmp(name, "first") == 0)
    go(texts, -(long)texts->data.column_count - (long)texts->count);
  else if (strcmp(name, "last") == 0)
    go(texts, (long)texts->data.column_count + (long)texts->count);
  else if (strcmp(name, "side") == 0)
    texts->right = texts->count > 0 && !texts->right;
  else if (strcmp(name, "enter") == 0) {
    if (tui_lacks_journey(view->tui))
      return true;
    if (!texts->right && texts->count > 0)
      texts->right = true;
    else
      open_row(texts, false);
  } else if (strcmp(name, "edit") == 0)
    open_row(texts, true);
  else if (strcmp(name, "touchpoint-add") == 0)
    pick_purpose(texts);
  else if (strcmp(name, "variant-add") == 0 || strcmp(name, "touchpoint-copy") == 0)
    ask_language(texts);
  else if (strcmp(name, "touchpoint-delete") == 0)
    ask_delete(texts);
  else if (strcmp(name, "move-up") == 0)
    move_row(texts, -1);
  else if (strcmp(name, "move-down") == 0)
    move_row(texts, 1);
  else if (strcmp(name, "preview") == 0)
    texts->preview = !texts->preview;
  else if (strcmp(name, "editor") == 0)
    edit_outside(texts);
  else if (strcmp(name, "trigger") == 0) {
    if (has_touchpoint(texts))
      sentence_editor_open(view->tui, view->tui->touchpoint);
  } else
    return false;
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
  if (key->mouse != MOUSE_CLICK) {
    go(texts, key->mouse == MOUSE_WHEEL_UP ? -1 : 1);
    return;
  }
  texts->right = key->column >= left && texts->count > 0;
  if (!texts->right)
    go(texts, (long)texts->first + key->row - area.row - (long)texts->current);
  else if ((size_t)(key->row - area.row) < texts->count)
    texts->row = (size_t)(key->row - area.row);
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
};
