/* A record with all its fields: look through them, press Enter to change one.
 * Each change is made at once and can be undone; there is nothing to save. */
#include "base/i18n.h"
#include "base/mem.h"
#include "base/text.h"
#include "tui/dialog.h"
#include "tui/field.h"
#include "tui/naming.h"

#include <stdlib.h>
#include <string.h>

struct form {
  struct dialog dialog;
  enum entity entity;
  int64_t oid;
  size_t *fields; /* indices of the fields shown */
  size_t count;
  size_t current;
  size_t first;
  int page;
  int rows_at; /* the screen's row of the topmost field */
};

static const struct field *field_at(const struct form *form, size_t place)
{
  return &entities[form->entity].fields[form->fields[place]];
}

static void add_shown(struct str *out, struct session *session, const void *record,
                      const struct field *field)
{
  naming_add_value(out, session, record, field);
  for (size_t i = 0; i < out->length; i++)
    if (out->text[i] == '\n')
      out->text[i] = ' ';
}

static void form_paint(struct dialog *dialog, struct rect area)
{
  struct form *form = (struct form *)dialog;
  struct error err = {0};
  void *record = record_new(form->entity);
  if (store_read(dialog->tui->session->store, form->entity, form->oid, record, &err) != STATUS_OK) {
    paint_box(area, err.text);
    record_free(form->entity, &record);
    return;
  }
  int columns = area.columns < 100 ? area.columns : 100;
  int rows = (int)form->count + 5 < area.rows ? (int)form->count + 5 : area.rows;
  struct str title = {0};
  const struct field *name = entity_field(form->entity, "title");
  str_addf(&title, "%s", i18n_text(entities[form->entity].one));
  if (name != NULL && record_text(record, name) != NULL)
    str_addf(&title, ": %s", record_text(record, name));
  struct rect box =
      paint_box((struct rect){area.row + (area.rows - rows) / 2,
                              area.column + (area.columns - columns) / 2, rows, columns},
                str_text(&title));
  str_clear(&title);
  int label_width = 0;
  for (size_t i = 0; i < form->count; i++) {
    int width = text_width(i18n_text(field_at(form, i)->label));
    label_width = width > label_width ? width : label_width;
  }
  label_width = label_width > box.columns / 2 ? box.columns / 2 : label_width;
  form->page = box.rows - 3;
  form->rows_at = box.row;
  if (form->current < form->first)
    form->first = form->current;
  if (form->current >= form->first + (size_t)form->page)
    form->first = form->current - (size_t)form->page + 1;
  for (int i = 0; i < form->page && form->first + (size_t)i < form->count; i++) {
    size_t place = form->first + (size_t)i;
    const struct field *field = field_at(form, place);
    bool here = place == form->current;
    struct str value = {0};
    add_shown(&value, dialog->tui->session, record, field);
    int row = box.row + i;
    paint_text(row, box.column, label_width, here ? STYLE_STRONG : STYLE_DIM,
               i18n_text(field->label));
    int column = box.column + label_width + 2;
    int width = box.columns - label_width - 2;
    if (here)
      paint_padded(row, column, width, STYLE_SELECTED, str_text(&value));
    else
      paint_text(row, column, width, STYLE_TEXT,
                 value.length > 0 ? str_text(&value) : screen_glyph(GLYPH_BULLET));
    if (here)
      paint_cursor(row, column);
    str_clear(&value);
  }
  if (form->count > form->first + (size_t)form->page)
    paint_text(box.row + box.rows - 3, box.column + box.columns - 1, 1, STYLE_DIM,
               screen_glyph(GLYPH_DOWN));
  paint_wrapped((struct rect){box.row + box.rows - 2, box.column, 2, box.columns}, STYLE_HINT,
                i18n_text(field_at(form, form->current)->help));
  record_free(form->entity, &record);
}

static void form_move(struct form *form, int by)
{
  long to = (long)form->current + by;
  long last = (long)form->count - 1;
  form->current = (size_t)(to < 0 ? 0 : to > last ? last : to);
}

/* A click marks a field; one on the marked field changes it. */
static void form_click(struct form *form, int row)
{
  size_t place = form->first + (size_t)(row - form->rows_at);
  if (row < form->rows_at || row >= form->rows_at + form->page || place >= form->count)
    return;
  if (place == form->current)
    field_open(form->dialog.tui, form->entity, form->oid, field_at(form, place));
  form->current = place;
}

static void form_key(struct dialog *dialog, const struct key *key)
{
  struct form *form = (struct form *)dialog;
  if (key_is(key, "Esc") || key_is(key, "q") || key_is(key, "C-c")) {
    tui_pop(dialog->tui);
  } else if (key_is(key, "Up") || key_is(key, "k") || key_is(key, "S-Tab") ||
             key->mouse == MOUSE_WHEEL_UP) {
    form_move(form, -1);
  } else if (key_is(key, "Down") || key_is(key, "j") || key_is(key, "Tab") ||
             key->mouse == MOUSE_WHEEL_DOWN) {
    form_move(form, 1);
  } else if (key->mouse == MOUSE_CLICK) {
    form_click(form, key->row);
  } else if (key_is(key, "PageUp")) {
    form_move(form, -form->page);
  } else if (key_is(key, "PageDown")) {
    form_move(form, form->page);
  } else if (key_is(key, "Home")) {
    form_move(form, -(int)form->count);
  } else if (key_is(key, "End")) {
    form_move(form, (int)form->count);
  } else if (key_is(key, "Enter") || key_is(key, " ") || key_is(key, "e")) {
    field_open(dialog->tui, form->entity, form->oid, field_at(form, form->current));
  } else if (key_is(key, "u") || key_is(key, "C-r")) {
    tui_run(dialog->tui, command_find(key_is(key, "u") ? "undo" : "redo"));
  } else {
    tui_say(dialog->tui, STYLE_DIM, "%s",
            _("Enter changes the marked line, Esc closes; every change is saved at once."));
  }
}

static void form_free(struct dialog *dialog)
{
  struct form *form = (struct form *)dialog;
  free(form->fields);
  free(form);
}

static const char *form_hints(struct dialog *dialog)
{
  (void)dialog;
  return _("Up and Down choose   Enter change   u undo   Esc close");
}

static const struct dialog_ops form_ops = {form_paint, form_key, form_free, form_hints};

void form_open(struct tui *tui, enum entity entity, int64_t oid, const struct field *field)
{
  struct form *form = mem_new(1, sizeof *form);
  form->dialog.ops = &form_ops;
  form->entity = entity;
  form->oid = oid;
  form->fields = mem_new(entities[entity].count, sizeof *form->fields);
  /* What people look for first stands first; the id, which they never need to
   * see, stands last. */
  for (int round = 0; round < 2; round++)
    for (size_t i = 0; i < entities[entity].count; i++) {
      const struct field *shown = &entities[entity].fields[i];
      bool id = shown->kind == FIELD_ID;
      if ((shown->flags & (FIELD_PARENT | FIELD_QUIET)) != 0 || id != (round == 1))
        continue;
      if (shown == field)
        form->current = form->count;
      form->fields[form->count++] = i;
    }
  tui_push(tui, &form->dialog);
}
