/* The sentence on top, its parts below: the part that is marked is marked in
 * the list too, and changes with Left and Right or by typing. */
#include "tui/sentence_editor.h"

#include "app/edit.h"
#include "base/i18n.h"
#include "base/mem.h"
#include "base/text.h"
#include "tui/customers.h"
#include "tui/dialog.h"
#include "tui/dispute_dialog.h"
#include "tui/naming.h"

#include <inttypes.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

/* The parts of a trigger, in the order of the sentence. */
static const char *const parts[] = {
    "offset_days",       "days",         "anchor", "after", "invoice_state", "segment", "channels",
    "repeat_every_days", "repeat_times", "roll",
};
#define PARTS (sizeof parts / sizeof parts[0])

struct sentence {
  struct dialog dialog;
  int64_t oid;
  struct touchpoint *before; /* what the person saw */
  struct touchpoint *now;
  size_t current;
  bool typing; /* the last key was a digit of the same number */
  int rows_at; /* the screen's row of the topmost part, and how many are seen */
  int page;
};

static const struct field *part(size_t index)
{
  return entity_field(ENTITY_touchpoint, parts[index]);
}

static void sentence_paint(struct dialog *dialog, struct rect area)
{
  struct sentence *sentence = (struct sentence *)dialog;
  int columns = area.columns < 78 ? area.columns : 78;
  int rows = area.rows < 20 ? area.rows : 20;
  struct rect box =
      paint_box((struct rect){area.row + (area.rows - rows) / 2,
                              area.column + (area.columns - columns) / 2, rows, columns},
                sentence->before->title);
  struct str text = {0};
  naming_add_trigger(&text, dialog->tui->session, sentence->now);
  if (text.length == 0)
    str_add(&text, _("No day is set yet: choose what it counts from."));
  int used = paint_wrapped((struct rect){box.row, box.column, 4, box.columns}, STYLE_STRONG,
                           str_text(&text));
  str_clear(&text);
  int top = box.row + used + 1;
  sentence->rows_at = top;
  sentence->page = box.row + box.rows - 2 - top;
  for (size_t i = 0; i < PARTS && (int)i < sentence->page; i++) {
    bool here = i == sentence->current;
    struct str value = {0};
    naming_add_value(&value, dialog->tui->session, sentence->now, part(i));
    if (value.length == 0)
      str_add(&value, strcmp(parts[i], "segment") == 0 ? _("Everyone")
                      : here                           ? ""
                                                       : screen_glyph(GLYPH_BULLET));
    paint_text(top + (int)i, box.column, 22, here ? STYLE_STRONG : STYLE_DIM,
               i18n_text(part(i)->label));
    struct str shown = {0};
    str_addf(&shown, "%s %s %s", here ? screen_glyph(GLYPH_LEFT) : " ", str_text(&value),
             here ? screen_glyph(GLYPH_RIGHT) : "");
    int at = box.column + 24;
    if (here)
      paint_padded(top + (int)i, at, box.columns - 24, STYLE_SELECTED, str_text(&shown));
    else
      paint_text(top + (int)i, at, box.columns - 24, STYLE_TEXT, str_text(&shown));
    if (here)
      paint_cursor(top + (int)i, at + 2);
    str_clear(&shown);
    str_clear(&value);
  }
  paint_wrapped((struct rect){box.row + box.rows - 2, box.column, 2, box.columns}, STYLE_HINT,
                i18n_text(part(sentence->current)->help));
}

static void put_number(struct sentence *sentence, const struct field *field, int64_t number)
{
  if (number != UNSET && (number < field->least || number > field->most))
    return;
  record_put_number(sentence->now, field, number);
}

/* A number goes up and down by one; a list of values goes round, with "none"
 * between its ends where it may be empty. */
static void turn(struct sentence *sentence, int by)
{
  const struct field *field = part(sentence->current);
  int64_t number = field_is_text(field) ? 0 : record_number(sentence->now, field);
  if (field->kind == FIELD_INT) {
    if (number == UNSET)
      number = (field->least > 0 ? field->least : 0) - by;
    put_number(sentence, field, number + by);
  } else if (field->kind == FIELD_ENUM) {
    int64_t count = (int64_t)enumerations[field->of].count;
    number = number == UNSET ? (by > 0 ? 0 : count - 1) : number + by;
    record_put_number(sentence->now, field, number < 0 || number >= count ? UNSET : number);
  }
}

/* Lists are picked from a dialog on top. */
static void take_tokens(void *context, struct tui *tui, const char *tokens)
{
  struct sentence *sentence = context;
  (void)tui;
  record_put_text(sentence->now, part(sentence->current), tokens);
}

struct offer {
  struct sentence *sentence;
  char **ids;
  struct picker_row *rows;
  size_t count;
};

static void offer_forget(void *context)
{
  struct offer *offer = context;
  for (size_t i = 0; i < offer->count; i++) {
    free(offer->ids[i]);
    free((char *)offer->rows[i].label);
  }
  free(offer->ids);
  free(offer->rows);
  free(offer);
}

static void offer_add(struct offer *offer, const char *id, const char *label)
{
  offer->ids = mem_resize(offer->ids, offer->count + 1, sizeof *offer->ids);
  offer->rows = mem_resize(offer->rows, offer->count + 1, sizeof *offer->rows);
  offer->ids[offer->count] = mem_copy_text(id);
  offer->rows[offer->count++] = (struct picker_row){.label = mem_copy_text(label)};
}

static enum status offer_segment(void *context, const void *record, struct error *err)
{
  (void)err;
  offer_add(context, ((const struct segment *)record)->id, ((const struct segment *)record)->title);
  return STATUS_OK;
}

static enum status offer_touchpoint(void *context, const void *record, struct error *err)
{
  (void)err;
  const struct touchpoint *touchpoint = record;
  struct offer *offer = context;
  if (touchpoint->record.oid != offer->sentence->oid)
    offer_add(offer, touchpoint->id, touchpoint->title);
  return STATUS_OK;
}

static void take_offer(void *context, struct tui *tui, size_t index)
{
  struct offer *offer = context;
  struct sentence *sentence = offer->sentence;
  if (offer->ids[index] == NULL) {
    customers_open(tui);
    return;
  }
  record_put_text(sentence->now, part(sentence->current), offer->ids[index]);
  /* To name the step before is to count from it. */
  if (strcmp(part(sentence->current)->name, "after") == 0)
    sentence->now->anchor = offer->ids[index][0] != '\0' ? anchor_previous : UNSET;
}

/* The first row of a list of values is none. */
static void take_value(void *context, struct tui *tui, size_t index)
{
  struct sentence *sentence = context;
  (void)tui;
  record_put_number(sentence->now, part(sentence->current),
                    index == 0 ? UNSET : (int64_t)index - 1);
}

static void pick_value(struct sentence *sentence)
{
  const struct field *field = part(sentence->current);
  const struct enumeration *values = &enumerations[field->of];
  struct picker_row *rows = mem_new(values->count + 1, sizeof *rows);
  int64_t number = record_number(sentence->now, field);
  rows[0] = (struct picker_row){.label = _("(none)")};
  for (size_t i = 0; i < values->count; i++)
    rows[i + 1] = (struct picker_row){.label = i18n_text(values->labels[i])};
  picker_open(sentence->dialog.tui, i18n_text(field->label), rows, values->count + 1,
              number == UNSET ? 0 : (size_t)number + 1, take_value, sentence, NULL);
  free(rows);
}

/* Opens the list of what the marked part can be. */
static void pick(struct sentence *sentence)
{
  const struct field *field = part(sentence->current);
  struct tui *tui = sentence->dialog.tui;
  struct error err = {0};
  if (field->kind == FIELD_ENUMS) {
    ticker_open(tui, i18n_text(field->label), &enumerations[field->of],
                record_text(sentence->now, field), take_tokens, sentence, NULL);
    return;
  }
  if (field->kind == FIELD_ENUM)
    pick_value(sentence);
  else if (field->kind == FIELD_INT)
    tui_say(tui, STYLE_DIM, "%s", _("Type the number, or change it with Left and Right."));
  if (field->kind != FIELD_REF)
    return;
  struct offer *offer = mem_new(1, sizeof *offer);
  offer->sentence = sentence;
  bool segment = field->of == ENTITY_segment;
  offer_add(offer, "", segment ? _("Everyone") : _("(none)"));
  if (store_each(tui->session->store, tui->session->journey_oid, (enum entity)field->of, NULL,
                 segment ? offer_segment : offer_touchpoint, offer, &err) != STATUS_OK)
    tui_fault(tui, &err);
  if (segment)
    offer_add(offer, NULL, _("another group: name it first"));
  picker_open(tui, i18n_text(field->label), offer->rows, offer->count, 0, take_offer, offer,
              offer_forget);
}

static void keep(struct sentence *sentence);

/* What was decided is what the person has seen from now on. */
static void settle(void *context, struct tui *tui, enum dispute_choice choice, const char *text,
                   const struct dispute *dispute)
{
  struct sentence *sentence = context;
  const char *theirs = dispute->theirs.text;
  struct error err = {0};
  if (choice == DISPUTE_OPEN)
    return;
  if (dispute->kind == DISPUTE_DELETED) {
    if (choice == DISPUTE_THEIRS) {
      tui_pop(tui); /* the sentence of what is gone */
      tui_say(tui, STYLE_DIM, "%s", _("It stays deleted."));
    } else if (tui_done(tui,
                        edit_bring_back(tui->session, dispute->entry, ENTITY_touchpoint,
                                        sentence->oid, dispute->field, text, &err),
                        &err)) {
      keep(sentence);
    }
    return;
  }
  record_set(sentence->before, dispute->field, theirs, NULL);
  if (choice != DISPUTE_MINE)
    record_set(sentence->now, dispute->field, choice == DISPUTE_THEIRS ? theirs : text, NULL);
  keep(sentence);
}

/* Asks about the first part that somebody else has changed too. */
static bool ask_about(struct sentence *sentence, const struct field *const *fields,
                      const char *const *texts, const char *const *bases, size_t count)
{
  struct tui *tui = sentence->dialog.tui;
  struct dispute dispute = {0};
  for (size_t i = 0; i < count; i++)
    if (dispute_find(tui->session, ENTITY_touchpoint, sentence->oid, fields[i], texts[i], bases[i],
                     &dispute)) {
      tui_reload(tui);
      dispute_open(tui, &dispute, settle, sentence, NULL);
      return true;
    }
  return false;
}

static void keep(struct sentence *sentence)
{
  const struct field *fields[PARTS];
  const char *texts[PARTS];
  const char *bases[PARTS];
  char *owned[2 * PARTS];
  struct tui *tui = sentence->dialog.tui;
  size_t count = 0;
  for (size_t i = 0; i < PARTS; i++) {
    struct str now = {0};
    struct str before = {0};
    record_add_value(&now, sentence->now, part(i));
    record_add_value(&before, sentence->before, part(i));
    owned[2 * i] = str_take(&now);
    owned[2 * i + 1] = str_take(&before);
    if (strcmp(owned[2 * i], owned[2 * i + 1]) == 0)
      continue;
    fields[count] = part(i);
    texts[count] = owned[2 * i];
    bases[count++] = owned[2 * i + 1];
  }
  struct error err = {0};
  enum status status = count == 0 ? STATUS_OK
                                  : edit_set_many(tui->session, ENTITY_touchpoint, sentence->oid,
                                                  fields, texts, bases, count, &err);
  bool asked = status != STATUS_OK && ask_about(sentence, fields, texts, bases, count);
  for (size_t i = 0; i < 2 * PARTS; i++)
    free(owned[i]);
  if (status != STATUS_OK) {
    if (!asked)
      tui_fault(tui, &err);
    return;
  }
  tui_pop(tui);
  tui_reload(tui);
  if (count > 0)
    tui_say(tui, STYLE_GOOD, "%s", _("Kept. u takes it back."));
}

/* Digits make the number that is marked. */
static bool type_digit(struct sentence *sentence, const struct key *key)
{
  const struct field *field = part(sentence->current);
  if (field->kind != FIELD_INT || !key->types)
    return false;
  int64_t number = record_number(sentence->now, field);
  if (key_is(key, "-") && number != UNSET) {
    put_number(sentence, field, -number);
    return true;
  }
  if (key->name[0] < '0' || key->name[0] > '9')
    return false;
  int64_t digit = key->name[0] - '0';
  int64_t next =
      sentence->typing && number != UNSET ? number * 10 + (number < 0 ? -digit : digit) : digit;
  put_number(sentence, field, next);
  sentence->typing = true;
  return true;
}

static void leave(void *context, struct tui *tui)
{
  (void)context;
  tui_pop(tui);
}

/* What was changed is not thrown away by a slip. */
static void ask_to_leave(struct sentence *sentence)
{
  struct tui *tui = sentence->dialog.tui;
  if (record_same(ENTITY_touchpoint, sentence->now, sentence->before))
    tui_pop(tui);
  else
    confirm_open(tui, _("Leave without keeping what you changed?"), _("Yes, throw it away"), leave,
                 NULL, NULL);
}

/* A click marks a part; one on the marked part opens its list. */
static void sentence_click(struct sentence *sentence, int row)
{
  size_t place = (size_t)(row - sentence->rows_at);
  if (row < sentence->rows_at || row >= sentence->rows_at + sentence->page || place >= PARTS)
    return;
  if (place == sentence->current)
    pick(sentence);
  sentence->current = place;
}

static void sentence_key(struct dialog *dialog, const struct key *key)
{
  struct sentence *sentence = (struct sentence *)dialog;
  if (type_digit(sentence, key))
    return;
  sentence->typing = false;
  if (key_is(key, "Esc") || key_is(key, "C-c")) {
    ask_to_leave(sentence);
  } else if (key_is(key, "Enter") || key_is(key, "C-s")) {
    keep(sentence);
  } else if (key_is(key, "Up") || key_is(key, "k") || key_is(key, "S-Tab") ||
             key->mouse == MOUSE_WHEEL_UP) {
    sentence->current = sentence->current == 0 ? PARTS - 1 : sentence->current - 1;
  } else if (key_is(key, "Down") || key_is(key, "j") || key_is(key, "Tab") ||
             key->mouse == MOUSE_WHEEL_DOWN) {
    sentence->current = (sentence->current + 1) % PARTS;
  } else if (key->mouse == MOUSE_CLICK) {
    sentence_click(sentence, key->row);
  } else if (key_is(key, " ")) {
    pick(sentence);
  } else if (key_is(key, "Left") || key_is(key, "Right") || key_is(key, "h") || key_is(key, "l")) {
    const struct field *field = part(sentence->current);
    if (field->kind == FIELD_REF || field->kind == FIELD_ENUMS)
      pick(sentence);
    else
      turn(sentence, key_is(key, "Left") || key_is(key, "h") ? -1 : 1);
  } else if (key_is(key, "Backspace") || key_is(key, "Delete")) {
    if (field_is_text(part(sentence->current)))
      record_put_text(sentence->now, part(sentence->current), NULL);
    else
      record_put_number(sentence->now, part(sentence->current), UNSET);
  }
}

static void sentence_free(struct dialog *dialog)
{
  struct sentence *sentence = (struct sentence *)dialog;
  record_free(ENTITY_touchpoint, &sentence->before);
  record_free(ENTITY_touchpoint, &sentence->now);
  free(sentence);
}

static const char *sentence_hints(struct dialog *dialog)
{
  (void)dialog;
  return _("Enter keep   Up and Down choose   Space list   Left and Right change   digits type   "
           "Esc leave");
}

static const struct dialog_ops sentence_ops = {sentence_paint, sentence_key, sentence_free,
                                               sentence_hints};

void sentence_editor_open(struct tui *tui, int64_t touchpoint)
{
  struct sentence *sentence = mem_new(1, sizeof *sentence);
  struct error err = {0};
  sentence->dialog.ops = &sentence_ops;
  sentence->oid = touchpoint;
  sentence->before = record_new(ENTITY_touchpoint);
  if (store_read(tui->session->store, ENTITY_touchpoint, touchpoint, sentence->before, &err) !=
      STATUS_OK) {
    tui_fault(tui, &err);
    record_free(ENTITY_touchpoint, &sentence->before);
    free(sentence);
    return;
  }
  sentence->now = record_copy(ENTITY_touchpoint, sentence->before);
  /* Nothing can be read aloud before it is known what it counts from. */
  while (sentence->before->anchor == UNSET && strcmp(parts[sentence->current], "anchor") != 0)
    sentence->current++;
  tui_push(tui, &sentence->dialog);
}
