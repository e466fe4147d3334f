/* The Texts view: what the customer reads at each touchpoint.  At the left the
 * touchpoints, at the right the messages of the selected one and their
 * wordings, with the marked one in full. */
#include "app/edit.h"
#include "base/i18n.h"
#include "base/mem.h"
#include "base/text.h"
#include "model/placeholder.h"
#include "tui/dialog.h"
#include "tui/external.h"
#include "tui/placeholders.h"
#include "tui/sentence_editor.h"
#include "tui/views/map_data.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>

/* One row at the right: a message, or a wording of it. */
struct text_row {
  struct message *message; /* of the row, or that the wording belongs to; owned by its own row */
  struct variant *variant; /* NULL for the message's own row */
};

struct texts_view {
  struct view view;
  struct map_data data;
  size_t current; /* column of the map, as there */
  size_t first;
  int page;
  struct text_row *rows;
  size_t count;
  size_t row;
  bool right; /* whether the keys are for the right side */
  bool preview;
};

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

/* ---- Drawing ---- */

static void paint_list(struct texts_view *texts, struct rect area)
{
  struct error err = {0};
  texts->page = area.rows;
  if (texts->current < texts->first)
    texts->first = texts->current;
  if (texts->current >= texts->first + (size_t)area.rows)
    texts->first = texts->current - (size_t)area.rows + 1;
  if (map_data_need(&texts->data, texts->first, texts->first + (size_t)area.rows, &err) !=
      STATUS_OK)
    tui_fault(texts->view.tui, &err);
  for (int i = 0; i < area.rows; i++) {
    size_t index = texts->first + (size_t)i;
    const struct map_column *column = map_data_column(&texts->data, index);
    if (column == NULL)
      break;
    bool here = index == texts->current;
    struct str line = {0};
    const char *mark = column->messages == 0 ? " " : column->missing != NULL ? "!" : "+";
    str_addf(&line, "%s %s", mark,
             column->touchpoint != NULL ? column->touchpoint->title : _("(an empty stage)"));
    if (here)
      paint_padded(area.row + i, area.column, area.columns,
                   texts->right ? STYLE_STRONG : STYLE_SELECTED, str_text(&line));
    else
      paint_text(area.row + i, area.column, area.columns,
                 column->messages == 0 ? STYLE_DIM : STYLE_TEXT, str_text(&line));
    if (here && !texts->right)
      paint_cursor(area.row + i, area.column);
    str_clear(&line);
  }
}

static void add_message_words(struct str *out, const struct texts_view *texts, size_t index)
{
  const struct message *message = texts->rows[index].message;
  str_addf(out, "%s %s %s", enumeration_label(&enumerations[ENUM_purpose], message->purpose),
           screen_glyph(GLYPH_BULLET),
           enumeration_label(&enumerations[ENUM_place], message->place));
  struct str missing = {0};
  const char *languages = texts->view.tui->session->journey.languages;
  for (size_t i = 0; i < list_count(languages); i++) {
    size_t length;
    const char *word = list_word(languages, i, &length);
    bool there = false;
    for (size_t r = index + 1; r < texts->count && texts->rows[r].variant != NULL; r++)
      there = there || (texts->rows[r].variant->segment == NULL &&
                        strlen(texts->rows[r].variant->language) == length &&
                        memcmp(texts->rows[r].variant->language, word, length) == 0);
    if (!there)
      str_addf(&missing, "%s%.*s", missing.length > 0 ? " " : "", (int)length, word);
  }
  if (missing.length > 0) {
    str_add(out, "  ! ");
    str_addf(out, _("no text for everyone in %s"), str_text(&missing));
  }
  str_clear(&missing);
}

static void add_variant_words(struct str *out, const struct variant *variant)
{
  str_addf(out, "  %s  ", variant->language);
  str_add(out, variant->segment != NULL ? variant->segment : _("everyone"));
  if (variant->subject != NULL)
    str_addf(out, "  %s", variant->subject);
  placeholders_add_problem(out, variant->subject != NULL ? variant->subject : "");
  placeholders_add_problem(out, variant->body != NULL ? variant->body : "");
  placeholders_add_problem(out, variant->sms != NULL ? variant->sms : "");
}

/* One wrapped text with its placeholders marked; returns the rows used. */
static int paint_text_part(struct rect area, const char *text, bool marked)
{
  struct text_line *lines;
  size_t count = text_wrap(text, area.columns, &lines);
  int row = 0;
  for (; row < area.rows && (size_t)row < count; row++) {
    char *line = mem_copy_span(text + lines[row].start, lines[row].length);
    paint_text(area.row + row, area.column, area.columns, STYLE_TEXT, line);
    if (marked)
      placeholders_paint(area.row + row, area.column, area.columns, line);
    free(line);
  }
  free(lines);
  return row;
}

static void paint_variant(struct texts_view *texts, struct rect area, const struct variant *variant)
{
  const char *parts[] = {variant->subject, variant->body, variant->sms};
  const char *names[] = {"subject", "body", "sms"};
  int row = 0;
  for (size_t i = 0; i < 3 && row < area.rows; i++) {
    if (parts[i] == NULL)
      continue;
    paint_text(area.row + row++, area.column, area.columns, STYLE_HEADING,
               i18n_text(entity_field(ENTITY_variant, names[i])->label));
    struct str filled = {0};
    if (texts->preview)
      placeholder_fill(&filled, parts[i], variant->language);
    else
      str_add(&filled, parts[i]);
    row +=
        paint_text_part((struct rect){area.row + row, area.column, area.rows - row, area.columns},
                        str_text(&filled), !texts->preview);
    str_clear(&filled);
    row++;
  }
}

/* The wordings beside each other where there is room; else the marked one. */
static void paint_wordings(struct texts_view *texts, struct rect area)
{
  const struct text_row *marked = &texts->rows[texts->row];
  if (texts->preview)
    paint_text(area.row++, area.column, area.columns, STYLE_DIM,
               _("With made-up facts; p shows the placeholders"));
  else
    area.row++;
  area.rows--;
  size_t beside = 0;
  for (size_t i = 0; i < texts->count; i++)
    beside += texts->rows[i].variant != NULL && texts->rows[i].message == marked->message ? 1 : 0;
  int room = beside > 0 ? area.columns / (int)beside : 0;
  if (room < 34) {
    const struct variant *variant = marked->variant;
    for (size_t i = texts->row; variant == NULL && i + 1 < texts->count; i++)
      variant = texts->rows[i + 1].variant;
    if (variant != NULL)
      paint_variant(texts, area, variant);
    return;
  }
  int column = area.column;
  for (size_t i = 0; i < texts->count; i++) {
    const struct text_row *row = &texts->rows[i];
    if (row->variant == NULL || row->message != marked->message)
      continue;
    struct str head = {0};
    str_addf(&head, "%s %s %s", row->variant->language, screen_glyph(GLYPH_BULLET),
             row->variant->segment != NULL ? row->variant->segment : _("everyone"));
    paint_text(area.row, column, room - 2, row == marked ? STYLE_TAB_OPEN : STYLE_TAB,
               str_text(&head));
    str_clear(&head);
    paint_variant(texts, (struct rect){area.row + 1, column, area.rows - 1, room - 2},
                  row->variant);
    column += room;
  }
}

static void texts_paint(struct view *view, struct rect area)
{
  struct texts_view *texts = (struct texts_view *)view;
  int left = area.columns / 3 > 40 ? 40 : area.columns / 3;
  if (texts->data.column_count == 0) {
    paint_text(area.row + 1, area.column + 2, area.columns - 4, STYLE_DIM,
               _("There is no touchpoint yet: add one on the Map."));
    paint_cursor(area.row + 1, area.column + 2);
    return;
  }
  paint_list(texts, (struct rect){area.row, area.column + 1, area.rows, left - 2});
  for (int row = 0; row < area.rows; row++)
    paint_text(area.row + row, area.column + left - 1, 1, STYLE_BORDER,
               screen_glyph(GLYPH_VERTICAL));
  struct rect right = {area.row, area.column + left + 1, area.rows, area.columns - left - 2};
  if (texts->count == 0) {
    paint_wrapped(right, STYLE_DIM, _("No message here yet. Press a to add one."));
    return;
  }
  int listed = (int)texts->count < area.rows / 2 ? (int)texts->count : area.rows / 2;
  size_t first = texts->row >= (size_t)listed ? texts->row - (size_t)listed + 1 : 0;
  for (int i = 0; i < listed; i++) {
    size_t index = first + (size_t)i;
    bool here = index == texts->row;
    struct str line = {0};
    if (texts->rows[index].variant != NULL)
      add_variant_words(&line, texts->rows[index].variant);
    else
      add_message_words(&line, texts, index);
    enum style style = texts->rows[index].variant != NULL ? STYLE_TEXT : STYLE_HEADING;
    if (here)
      paint_padded(right.row + i, right.column, right.columns,
                   texts->right ? STYLE_SELECTED : STYLE_STRONG, str_text(&line));
    else
      paint_text(right.row + i, right.column, right.columns,
                 strstr(str_text(&line), " ! ") != NULL ? STYLE_WARN : style, str_text(&line));
    if (here && texts->right)
      paint_cursor(right.row + i, right.column);
    str_clear(&line);
  }
  paint_wordings(
      texts, (struct rect){right.row + listed, right.column, right.rows - listed, right.columns});
}

/* ---- Changing ---- */

static const struct text_row *marked_row(struct texts_view *texts)
{
  if (texts->row < texts->count)
    return &texts->rows[texts->row];
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
  if (selected(texts) == NULL) {
    tui_say(texts->view.tui, STYLE_WARN, "%s", _("Add a touchpoint on the Map first."));
    return;
  }
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
  int64_t oid;
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

static void ask_language(struct texts_view *texts)
{
  struct tui *tui = texts->view.tui;
  const struct text_row *row = marked_row(texts);
  if (row == NULL)
    return;
  /* The first language that has no wording yet stands there already. */
  const char *languages = tui->session->journey.languages;
  char wish[24] = "";
  for (size_t i = 0; i < list_count(languages) && wish[0] == '\0'; i++) {
    size_t length;
    const char *word = list_word(languages, i, &length);
    bool there = false;
    for (size_t r = 0; r < texts->count; r++)
      there = there || (texts->rows[r].variant != NULL && texts->rows[r].message == row->message &&
                        strlen(texts->rows[r].variant->language) == length &&
                        memcmp(texts->rows[r].variant->language, word, length) == 0);
    if (!there && length < sizeof wish)
      snprintf(wish, sizeof wish, "%.*s", (int)length, word);
  }
  prompt_open(tui, _("In which language?"), wish, add_variant, texts, NULL);
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
    form_open(tui, ENTITY_message, row->message->record.oid);
  else if (all_fields)
    form_open(tui, ENTITY_variant, row->variant->record.oid);
  else
    field_open(tui, ENTITY_variant, row->variant->record.oid, entity_field(ENTITY_variant, "body"));
}

/* The text in the person's own editor. */
static void edit_outside(struct texts_view *texts)
{
  const struct text_row *row = marked_row(texts);
  struct tui *tui = texts->view.tui;
  struct error err = {0};
  if (row == NULL || row->variant == NULL)
    return;
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
    if (!texts->right && texts->count > 0)
      texts->right = true;
    else
      open_row(texts, false);
  } else if (strcmp(name, "edit") == 0)
    open_row(texts, true);
  else if (strcmp(name, "touchpoint-add") == 0)
    pick_purpose(texts);
  else if (strcmp(name, "variant-add") == 0)
    ask_language(texts);
  else if (strcmp(name, "touchpoint-delete") == 0)
    ask_delete(texts);
  else if (strcmp(name, "touchpoint-copy") == 0)
    ask_language(texts);
  else if (strcmp(name, "move-up") == 0)
    move_row(texts, -1);
  else if (strcmp(name, "move-down") == 0)
    move_row(texts, 1);
  else if (strcmp(name, "preview") == 0)
    texts->preview = !texts->preview;
  else if (strcmp(name, "editor") == 0)
    edit_outside(texts);
  else if (strcmp(name, "trigger") == 0 && view->tui->touchpoint != 0)
    sentence_editor_open(view->tui, view->tui->touchpoint);
  else
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
  int left = area.columns / 3 > 40 ? 40 : area.columns / 3;
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
