#include "tui/attached.h"

#include "app/edit.h"
#include "base/i18n.h"
#include "base/mem.h"
#include "base/text.h"
#include "tui/asked.h"
#include "tui/dialog.h"
#include "tui/naming.h"

#include <stdlib.h>
#include <string.h>

struct row {
  int64_t oid;
  char *label;
  char *detail;
  int64_t worth;
  size_t place; /* as the journey has it */
};

struct attached {
  struct dialog dialog;
  const struct attached_kind *kind;
  enum entity entity;
  const struct field *link; /* NULL: they hang on nothing */
  const struct field *name;
  char *of; /* the id of what they hang on */
  char *title;
  struct row *rows;
  size_t count;
  size_t current;
  size_t first;
  int page;
  int rows_at; /* the screen's row of the topmost record */
  struct asked_worth worth;
};

/* ---- Reading ---- */

static void forget_rows(struct attached *attached)
{
  for (size_t i = 0; i < attached->count; i++) {
    free(attached->rows[i].label);
    free(attached->rows[i].detail);
  }
  free(attached->rows);
  attached->rows = NULL;
  attached->count = 0;
}

/* What else is known, as "Channel: E-mail, Count: 120". */
static void add_detail(struct str *out, const struct attached *attached, const void *record)
{
  if (attached->kind->add_detail != NULL) {
    attached->kind->add_detail(out, attached->dialog.tui->session, record);
    return;
  }
  if (attached->kind->tells_worth) {
    asked_add_worth(out, &attached->worth, ((const struct question *)record)->id);
    return;
  }
  for (size_t i = 0; i < entities[attached->entity].count; i++) {
    const struct field *field = &entities[attached->entity].fields[i];
    if (field == attached->link || field == attached->name || field->kind == FIELD_ID ||
        field->kind == FIELD_PROSE || !record_is_set(record, field))
      continue;
    str_addf(out, "%s%s: ", out->length > 0 ? ", " : "", i18n_text(field->label));
    naming_add_value(out, attached->dialog.tui->session, record, field);
  }
}

static enum status take_record(void *context, const void *record, struct error *err)
{
  (void)err;
  struct attached *attached = context;
  const char *of = attached->link != NULL ? record_text(record, attached->link) : NULL;
  if (attached->link != NULL && (of == NULL || strcmp(of, attached->of) != 0))
    return STATUS_OK;
  struct str label = {0};
  struct str detail = {0};
  naming_add_value(&label, attached->dialog.tui->session, record, attached->name);
  add_detail(&detail, attached, record);
  attached->rows = mem_resize(attached->rows, attached->count + 1, sizeof *attached->rows);
  attached->rows[attached->count] = (struct row){
      .oid = ((const struct record *)record)->oid,
      .label = str_take(&label),
      .detail = str_take(&detail),
      .worth = attached->kind->ranked
                   ? asked_rank(&attached->worth, ((const struct question *)record)->id)
                   : 0,
      .place = attached->count,
  };
  attached->count++;
  return STATUS_OK;
}

static int compare_rows(const void *a, const void *b)
{
  const struct row *one = a, *other = b;
  if (one->worth != other->worth)
    return one->worth > other->worth ? -1 : 1;
  return one->place < other->place ? -1 : one->place > other->place;
}

static void attached_reload(struct dialog *dialog)
{
  struct attached *attached = (struct attached *)dialog;
  const struct session *session = attached->dialog.tui->session;
  bool part = attached->link != NULL && (attached->link->flags & FIELD_PARENT) != 0;
  struct error err = {0};
  int64_t marked = attached->current < attached->count ? attached->rows[attached->current].oid : 0;
  forget_rows(attached);
  if (attached->kind->tells_worth)
    asked_worth_read(&attached->worth, attached->dialog.tui);
  if (store_each(session->store, session->journey_oid, attached->entity, part ? attached->of : NULL,
                 take_record, attached, &err) != STATUS_OK)
    tui_fault(attached->dialog.tui, &err);
  if (attached->kind->ranked && attached->count > 1)
    qsort(attached->rows, attached->count, sizeof *attached->rows, compare_rows);
  /* The mark stays on its record, wherever that stands now. */
  for (size_t i = 0; i < attached->count && attached->kind->ranked; i++)
    if (attached->rows[i].oid == marked)
      attached->current = i;
  if (attached->current >= attached->count)
    attached->current = attached->count > 0 ? attached->count - 1 : 0;
}

/* ---- Drawing ---- */

static void attached_paint(struct dialog *dialog, struct rect area)
{
  struct attached *attached = (struct attached *)dialog;
  int columns = area.columns < 100 ? area.columns : 100;
  int wish = (int)(attached->count > 3 ? attached->count : 3) + 2;
  int rows = wish < area.rows ? wish : area.rows;
  struct str title = {0};
  str_add(&title, i18n_text(entities[attached->entity].many));
  if (attached->title != NULL)
    str_addf(&title, ": %s", attached->title);
  struct rect box =
      paint_box((struct rect){area.row + (area.rows - rows) / 2,
                              area.column + (area.columns - columns) / 2, rows, columns},
                str_text(&title));
  str_clear(&title);
  attached->page = box.rows;
  attached->rows_at = box.row;
  if (attached->current < attached->first)
    attached->first = attached->current;
  if (attached->current >= attached->first + (size_t)attached->page)
    attached->first = attached->current - (size_t)attached->page + 1;
  if (attached->count == 0) {
    paint_wrapped(box, STYLE_DIM, i18n_text(attached->kind->nothing));
    paint_cursor(box.row, box.column);
  }
  int half = box.columns / 2;
  for (int i = 0; i < attached->page && attached->first + (size_t)i < attached->count; i++) {
    const struct row *row = &attached->rows[attached->first + (size_t)i];
    bool here = attached->first + (size_t)i == attached->current;
    int label = text_width(row->label) < half || row->detail[0] == '\0' ? box.columns : half;
    if (here)
      paint_fill((struct rect){box.row + i, box.column, 1, box.columns}, STYLE_SELECTED);
    int used =
        paint_text(box.row + i, box.column, label, here ? STYLE_SELECTED : STYLE_TEXT, row->label);
    paint_text(box.row + i, box.column + used + 2, box.columns - used - 2,
               here ? STYLE_SELECTED : STYLE_DIM, row->detail);
    if (here)
      paint_cursor(box.row + i, box.column);
  }
  if (attached->first > 0)
    paint_text(box.row, box.column + box.columns, 1, STYLE_KEY, screen_glyph(GLYPH_UP));
  if (attached->count > attached->first + (size_t)attached->page)
    paint_text(box.row + box.rows - 1, box.column + box.columns, 1, STYLE_KEY,
               screen_glyph(GLYPH_DOWN));
}

/* ---- Adding ---- */

struct tui *attached_tui(struct attached *attached)
{
  return attached->dialog.tui;
}

bool attached_add(struct attached *attached, void *record, int64_t *oid)
{
  struct tui *tui = attached->dialog.tui;
  struct error err = {0};
  int64_t added = 0;
  if (attached->link != NULL)
    record_put_text(record, attached->link, attached->of);
  enum status status = edit_add(tui->session, attached->entity, record, 0, &added, &err);
  if (!tui_done(tui, status, &err))
    return false;
  for (size_t i = 0; i < attached->count; i++)
    if (attached->rows[i].oid == added)
      attached->current = i;
  if (oid != NULL)
    *oid = added;
  tui_say(tui, STYLE_GOOD, "%s", _("Added. Press Enter to say more of it."));
  return true;
}

static bool add_named(struct attached *attached, const char *text)
{
  void *record = record_new(attached->entity);
  record_put_text(record, attached->name, text);
  bool done = attached_add(attached, record, NULL);
  record_free(attached->entity, &record);
  return done;
}

static bool add_question(void *context, struct tui *tui, const char *topic)
{
  (void)tui;
  return topic[0] == '\0' || add_named(context, topic);
}

/* The systems to choose from; the row after them is for another. */
struct choice {
  struct attached *attached;
  char **ids;
  struct picker_row *rows;
  size_t count;
};

static void choice_forget(void *context)
{
  struct choice *choice = context;
  for (size_t i = 0; i < choice->count; i++)
    free(choice->ids[i]);
  free(choice->ids);
  free(choice);
}

static enum status take_system(void *context, const void *record, struct error *err)
{
  (void)err;
  struct choice *choice = context;
  const struct system *system = record;
  choice->ids = mem_resize(choice->ids, choice->count + 1, sizeof *choice->ids);
  choice->rows = mem_resize(choice->rows, choice->count + 2, sizeof *choice->rows);
  choice->ids[choice->count] = mem_copy_text(system->id);
  choice->rows[choice->count++] = (struct picker_row){.label = mem_copy_text(system->title)};
  return STATUS_OK;
}

static bool add_system(void *context, struct tui *tui, const char *title)
{
  struct attached *attached = context;
  struct error err = {0};
  int64_t oid = 0;
  if (title[0] == '\0')
    return true;
  struct system *system = record_new(ENTITY_system);
  system->title = mem_copy_text(title);
  bool done = tui_done(tui, edit_add(tui->session, ENTITY_system, system, 0, &oid, &err), &err) &&
              store_read(tui->session->store, ENTITY_system, oid, system, &err) == STATUS_OK &&
              add_named(attached, system->id);
  record_free(ENTITY_system, &system);
  return done;
}

static void choose_system(void *context, struct tui *tui, size_t index)
{
  struct choice *choice = context;
  if (index < choice->count)
    add_named(choice->attached, choice->ids[index]);
  else
    prompt_open(tui, "system", _("What is the system called?"), "", add_system, choice->attached,
                NULL);
}

static void ask_system(struct attached *attached)
{
  struct tui *tui = attached->dialog.tui;
  struct choice *choice = mem_new(1, sizeof *choice);
  struct error err = {0};
  choice->attached = attached;
  choice->rows = mem_new(1, sizeof *choice->rows);
  if (store_each(tui->session->store, tui->session->journey_oid, ENTITY_system, NULL, take_system,
                 choice, &err) != STATUS_OK)
    tui_fault(tui, &err);
  choice->rows[choice->count] = (struct picker_row){.label = _("another system")};
  picker_open(tui, _("Which system takes part?"), choice->rows, choice->count + 1, 0, choose_system,
              choice, choice_forget);
  for (size_t i = 0; i < choice->count; i++)
    free((char *)choice->rows[i].label);
  free(choice->rows);
  choice->rows = NULL;
}

static void ask_question(struct attached *attached)
{
  prompt_open(attached->dialog.tui, "caused-question", _("What do customers ask because of it?"),
              "", add_question, attached, NULL);
}

static const struct attached_kind systems = {
    .entity = ENTITY_usage,
    .link = "touchpoint",
    .name = "system",
    .nothing = N_("No system is known to take part yet; a adds one."),
    .ask = ask_system,
};

static const struct attached_kind questions = {
    .entity = ENTITY_question,
    .link = "cause",
    .name = "topic",
    .nothing = N_("Nothing is known to be asked because of it yet; a adds a question."),
    .ask = ask_question,
    .tells_worth = true,
};

/* ---- Keys ---- */

static void delete_marked(struct attached *attached)
{
  struct tui *tui = attached->dialog.tui;
  if (attached->count == 0)
    return;
  const struct row *row = &attached->rows[attached->current];
  if (attached->link == NULL) { /* others may refer to it */
    deletion_open_titled(tui, attached->entity, row->oid, row->label);
    return;
  }
  deletion_do(tui, attached->entity, row->oid, tui->news.told);
}

static void mark(struct attached *attached, long to)
{
  long last = (long)attached->count - 1;
  attached->current = (size_t)(to < 0 || last < 0 ? 0 : to > last ? last : to);
}

static void open_marked(struct attached *attached, bool all_fields)
{
  if (attached->count == 0)
    attached->kind->ask(attached);
  else if (attached->kind->open != NULL && !all_fields)
    attached->kind->open(attached->dialog.tui, attached->rows[attached->current].oid);
  else
    form_open(attached->dialog.tui, attached->entity, attached->rows[attached->current].oid, NULL);
}

/* A click marks a record; one on the marked record opens it. */
static void attached_click(struct attached *attached, int row)
{
  size_t place = attached->first + (size_t)(row - attached->rows_at);
  if (row < attached->rows_at || row >= attached->rows_at + attached->page ||
      place >= attached->count)
    return;
  if (place == attached->current)
    open_marked(attached, false);
  attached->current = place;
}

static void attached_key(struct dialog *dialog, const struct key *key)
{
  struct attached *attached = (struct attached *)dialog;
  struct tui *tui = dialog->tui;
  long at = (long)attached->current;
  if (key_is(key, "Esc") || key_is(key, "q") || key_is(key, "C-c"))
    tui_pop(tui);
  else if (key_is(key, "Up") || key_is(key, "k") || key->mouse == MOUSE_WHEEL_UP)
    mark(attached, at - 1);
  else if (key_is(key, "Down") || key_is(key, "j") || key->mouse == MOUSE_WHEEL_DOWN)
    mark(attached, at + 1);
  else if (key_is(key, "PageUp"))
    mark(attached, at - attached->page);
  else if (key_is(key, "PageDown"))
    mark(attached, at + attached->page);
  else if (key_is(key, "Home"))
    mark(attached, 0);
  else if (key_is(key, "End"))
    mark(attached, (long)attached->count);
  else if (key->mouse == MOUSE_CLICK)
    attached_click(attached, key->row);
  else if (key_is(key, "Enter") || key_is(key, " ") || key_is(key, "e"))
    open_marked(attached, key_is(key, "e"));
  else if (key_is(key, "a"))
    attached->kind->ask(attached);
  else if (key_is(key, "d") || key_is(key, "Delete"))
    delete_marked(attached);
  else if (key_is(key, "u") || key_is(key, "C-r"))
    tui_run(tui, command_find(key_is(key, "u") ? "undo" : "redo"));
  else
    tui_say(tui, STYLE_DIM, "%s",
            _("a adds one, Enter changes the marked one, d deletes it, Esc closes."));
}

static void attached_free(struct dialog *dialog)
{
  struct attached *attached = (struct attached *)dialog;
  forget_rows(attached);
  asked_worth_clear(&attached->worth);
  free(attached->of);
  free(attached->title);
  free(attached);
}

static const char *attached_hints(struct dialog *dialog)
{
  return ((struct attached *)dialog)->kind->open != NULL
             ? _("Enter look into   a add   e change   d delete   u undo   Esc close")
             : _("Enter change   a add   d delete   u undo   Esc close");
}

static const struct dialog_ops attached_ops = {
    attached_paint, attached_key, attached_free, attached_hints, false, NULL, attached_reload};

void attached_lay(struct tui *tui, const struct attached_kind *kind, const char *of,
                  const char *title)
{
  struct attached *attached = mem_new(1, sizeof *attached);
  attached->dialog.ops = &attached_ops;
  attached->kind = kind;
  attached->entity = kind->entity;
  attached->link = kind->link != NULL ? entity_field(kind->entity, kind->link) : NULL;
  attached->name = entity_field(kind->entity, kind->name);
  attached->of = mem_copy_text(of);
  attached->title = mem_copy_text(title);
  tui_push(tui, &attached->dialog);
  attached_reload(&attached->dialog);
}

void attached_open(struct tui *tui, enum entity entity, int64_t oid)
{
  struct error err = {0};
  struct touchpoint *touchpoint = record_new(ENTITY_touchpoint);
  if (store_read(tui->session->store, ENTITY_touchpoint, oid, touchpoint, &err) == STATUS_OK)
    attached_lay(tui, entity == ENTITY_usage ? &systems : &questions, touchpoint->id,
                 touchpoint->title);
  else
    tui_fault(tui, &err);
  record_free(ENTITY_touchpoint, &touchpoint);
}
