/* The Texts view: changing the messages and their wordings. */
#include "app/edit.h"
#include "base/i18n.h"
#include "base/mem.h"
#include "tui/customers.h"
#include "tui/dialog.h"
#include "tui/field.h"
#include "tui/dispute_dialog.h"
#include "tui/external.h"
#include "tui/naming.h"
#include "tui/sentence_editor.h"
#include "tui/views/texts_view.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>

/* Whether a touchpoint is marked; says what to do where none is. */
static bool has_touchpoint(struct texts_view *texts)
{
  if (texts_selected(texts) != NULL)
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
  const struct touchpoint *touchpoint = texts_selected(texts);
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

/* The first wording for everyone of a message: those for some come before it,
 * since the first that fits is sent.  0: none. */
static int64_t first_for_everyone(const struct texts_view *texts, const struct message *message)
{
  for (size_t i = 0; i < texts->count; i++)
    if (texts->rows[i].variant != NULL && texts->rows[i].message == message &&
        texts->rows[i].variant->segment == NULL)
      return texts->rows[i].variant->record.oid;
  return 0;
}

/* Adds a wording to the marked message; @segment NULL: for everyone. */
static bool make_variant(struct texts_view *texts, const char *language, const char *segment)
{
  const struct text_row *row = marked_row(texts);
  const struct field *field = entity_field(ENTITY_variant, "language");
  struct tui *tui = texts->view.tui;
  struct error err = {0};
  int64_t oid = 0;
  if (row == NULL || language[0] == '\0')
    return true;
  struct variant *variant = record_new(ENTITY_variant);
  enum status status = record_set(variant, field, language, &err);
  variant->message = mem_copy_text(row->message->id);
  mem_set_text(&variant->segment, segment);
  /* The marked wording is where the next one starts from. */
  if (row->variant != NULL) {
    mem_set_text(&variant->subject, row->variant->subject);
    mem_set_text(&variant->body, row->variant->body);
    mem_set_text(&variant->sms, row->variant->sms);
  }
  if (status == STATUS_OK)
    status = edit_add(tui->session, ENTITY_variant, variant,
                      segment != NULL ? first_for_everyone(texts, row->message) : 0, &oid, &err);
  record_free(ENTITY_variant, &variant);
  naming_fault(&err, field);
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

/* What is offered for a new wording: languages, then groups of customers. */
struct offer {
  struct texts_view *texts;
  char *language;          /* chosen already, or NULL */
  char **choices;          /* languages, or the ids of segments */
  struct picker_row *rows; /* one more than choices */
  size_t count;
};

static void offer_forget(void *context)
{
  struct offer *offer = context;
  for (size_t i = 0; i < offer->count; i++) {
    free(offer->choices[i]);
    free((char *)offer->rows[i].label);
  }
  free(offer->choices);
  free(offer->rows);
  free(offer->language);
  free(offer);
}

static struct picker_row *offer_add(struct offer *offer, const char *choice, const char *label)
{
  offer->choices = mem_resize(offer->choices, offer->count + 1, sizeof *offer->choices);
  offer->rows = mem_resize(offer->rows, offer->count + 2, sizeof *offer->rows);
  offer->choices[offer->count] = mem_copy_text(choice);
  offer->rows[offer->count] = (struct picker_row){.label = mem_copy_text(label)};
  return &offer->rows[offer->count++];
}

/* Whether the message has a wording for them in that language. */
static bool has_wording(const struct texts_view *texts, const struct message *message,
                        const char *language, const char *segment)
{
  for (size_t i = 0; i < texts->count; i++) {
    const struct variant *variant = texts->rows[i].variant;
    if (variant != NULL && texts->rows[i].message == message &&
        strcmp(variant->language, language) == 0 &&
        strcmp(variant->segment != NULL ? variant->segment : "", segment) == 0)
      return true;
  }
  return false;
}

static enum status offer_segment(void *context, const void *record, struct error *err)
{
  (void)err;
  struct offer *offer = context;
  const struct segment *segment = record;
  const struct text_row *row = marked_row(offer->texts);
  if (row != NULL && !has_wording(offer->texts, row->message, offer->language, segment->id))
    offer_add(offer, segment->id, segment->title);
  return STATUS_OK;
}

static void take_segment(void *context, struct tui *tui, size_t index)
{
  struct offer *offer = context;
  if (index < offer->count)
    make_variant(offer->texts, offer->language, offer->choices[index]);
  else
    customers_open(tui);
}

/* A second wording in a language is for some of the customers only. */
static bool take_language_of(struct texts_view *texts, const char *language)
{
  struct tui *tui = texts->view.tui;
  const struct text_row *row = marked_row(texts);
  struct error err = {0};
  if (row == NULL || !has_wording(texts, row->message, language, ""))
    return make_variant(texts, language, NULL);
  struct offer *offer = mem_new(1, sizeof *offer);
  *offer = (struct offer){.texts = texts, .language = mem_copy_text(language)};
  offer->rows = mem_new(1, sizeof *offer->rows);
  if (store_each(tui->session->store, tui->session->journey_oid, ENTITY_segment, NULL,
                 offer_segment, offer, &err) != STATUS_OK)
    tui_fault(tui, &err);
  offer->rows[offer->count] = (struct picker_row){.label = _("another group: name it first")};
  picker_open(tui, _("For which customers?"), offer->rows, offer->count + 1, 0, take_segment, offer,
              offer_forget);
  return true;
}

static bool take_typed_language(void *context, struct tui *tui, const char *language)
{
  (void)tui;
  return language[0] == '\0' || take_language_of(context, language);
}

static void take_language(void *context, struct tui *tui, size_t index)
{
  struct offer *offer = context;
  if (index < offer->count)
    take_language_of(offer->texts, offer->choices[index]);
  else
    prompt_open(tui, "language", _("In which language?"), "", take_typed_language, offer->texts,
                NULL);
}

/* The journey's languages, those without a wording for everyone first. */
static void ask_language(struct texts_view *texts)
{
  struct tui *tui = texts->view.tui;
  const struct text_row *row = marked_row(texts);
  if (row == NULL)
    return;
  const char *list = tui->session->journey.languages;
  struct offer *offer = mem_new(1, sizeof *offer);
  offer->texts = texts;
  offer->rows = mem_new(1, sizeof *offer->rows);
  for (int there = 0; there < 2; there++)
    for (size_t i = 0; i < list_count(list); i++) {
      size_t length;
      const char *word = list_word(list, i, &length);
      char *language = mem_copy_span(word, length);
      if (has_wording(texts, row->message, language, "") == (there == 1)) {
        struct picker_row *shown = offer_add(offer, language, language);
        shown->key = there == 1 ? "+" : "";
        shown->detail =
            there == 1 ? _("one more, for some of the customers") : _("has no wording yet");
      }
      free(language);
    }
  offer->rows[offer->count] = (struct picker_row){.key = "", .label = _("another language")};
  picker_open(tui, _("In which language?"), offer->rows, offer->count + 1, 0, take_language, offer,
              offer_forget);
}

static void ask_delete(struct texts_view *texts)
{
  const struct text_row *row = marked_row(texts);
  if (row == NULL)
    return;
  if (row->variant != NULL)
    deletion_open(texts->view.tui, ENTITY_variant, row->variant->record.oid,
                  _("Delete this wording?"));
  else
    deletion_open(texts->view.tui, ENTITY_message, row->message->record.oid,
                  _("Delete this message with all its wordings?"));
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

/* The text to write; at the words that the audit found, where they are shown. */
static void open_text(struct texts_view *texts, const struct variant *variant)
{
  struct tui *tui = texts->view.tui;
  bool found = texts->found.variant == variant->record.oid && texts->found.part != AUDIT_PART_NONE;
  const char *part = found ? audit_part_token(texts->found.part) : "body";
  size_t start = texts->found.start;
  field_open(tui, ENTITY_variant, variant->record.oid, entity_field(ENTITY_variant, part));
  if (found)
    writer_go(tui, start);
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
    open_text(texts, row->variant);
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
  if (status != STATUS_OK)
    tui_done(tui, status, &err);
  else if (!field_set(tui, ENTITY_variant, oid, body, text, base) && !dispute_is_asked(tui)) {
    /* Refused: it waits in the field, to be mended there. */
    char *said = mem_copy_text(tui->message);
    field_open(tui, ENTITY_variant, oid, body);
    writer_replace(tui, text);
    tui_say(tui, STYLE_BAD, "%s", said != NULL ? said : "");
    free(said);
  }
  free(base);
  free(text);
}

/* ---- Commands ---- */

bool texts_edit(struct texts_view *texts, const struct command *command)
{
  const char *name = command->name;
  struct tui *tui = texts->view.tui;
  if (strcmp(name, "enter") == 0) {
    if (tui_lacks_journey(tui))
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
  else if (strcmp(name, "editor") == 0)
    edit_outside(texts);
  else if (strcmp(name, "trigger") == 0) {
    if (has_touchpoint(texts))
      sentence_editor_open(tui, tui->touchpoint);
  } else
    return false;
  return true;
}
