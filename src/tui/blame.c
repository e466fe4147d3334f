#include "tui/blame.h"

#include "app/blamed.h"
#include "app/compare.h"
#include "app/people.h"
#include "base/date.h"
#include "base/i18n.h"
#include "base/mem.h"
#include "base/text.h"
#include "tui/dialog.h"
#include "tui/views/history_view.h"

#include <stdlib.h>
#include <string.h>

/* Columns of a value, beside which stands who set it. */
#define VALUE_COLUMNS 24

struct blame {
  struct people people;
  struct picker_row *rows;
  int64_t *numbers; /* of each row's entry; 0: none */
  size_t count;
};

static void blame_forget(void *context)
{
  struct blame *blame = context;
  for (size_t i = 0; i < blame->count; i++) {
    free((char *)blame->rows[i].label);
    free((char *)blame->rows[i].detail);
  }
  people_clear(&blame->people);
  free(blame->rows);
  free(blame->numbers);
  free(blame);
}

/* @label and @detail become the row's. */
static void add_row(struct blame *blame, char *label, char *detail, int64_t number)
{
  size_t count = ++blame->count;
  blame->rows = mem_resize(blame->rows, count, sizeof *blame->rows);
  blame->numbers = mem_resize(blame->numbers, count, sizeof *blame->numbers);
  blame->rows[count - 1] =
      (struct picker_row){.label = label, .detail = detail, .heading = detail == NULL};
  blame->numbers[count - 1] = number;
}

static void begin_record(void *context, enum entity entity, const void *record)
{
  struct str name = {0};
  compare_add_name(&name, entity, record);
  add_row(context, str_take(&name), NULL, 0);
}

static void add_who(struct str *out, const struct blame *blame, const struct history_entry *entry)
{
  const struct enumeration *departments = &enumerations[ENUM_department];
  char when[DATE_TIME_SIZE];
  if (entry == NULL) {
    str_add(out, _("before the history begins"));
    return;
  }
  int64_t department = enumeration_find(departments, entry->department, strlen(entry->department));
  str_add(out, entry->person[0] != '\0' ? people_name(&blame->people, entry->person)
                                        : _("another program"));
  if (department >= 0)
    str_addf(out, " (%s)", enumeration_label(departments, department));
  if (entry->at != 0)
    str_addf(out, ", %s", date_format_time(entry->at, when));
}

static enum status add_field(void *context, const void *record, const struct field *field,
                             const struct history_entry *entry, struct error *err)
{
  (void)err;
  struct blame *blame = context;
  struct str value = {0}, label = {0}, who = {0};
  record_add_label(&value, record, field);
  str_addf(&label, "%s: ", i18n_text(field->label));
  if (value.length > 0)
    text_add_cut(&label, str_text(&value), VALUE_COLUMNS, screen_glyph(GLYPH_ELLIPSIS));
  else
    str_add(&label, screen_glyph(GLYPH_BULLET));
  add_who(&who, blame, entry);
  add_row(blame, str_take(&label), str_take(&who), entry != NULL ? entry->number : 0);
  str_clear(&value);
  return STATUS_OK;
}

static void go_to_entry(void *context, struct tui *tui, size_t index)
{
  const struct blame *blame = context;
  if (blame->numbers[index] == 0)
    tui_say(tui, STYLE_DIM, "%s", _("The history has no entry for this one."));
  else
    history_show(tui, blame->numbers[index]);
}

void blame_open(struct tui *tui, enum entity entity, int64_t oid)
{
  static const struct blamed_visit visit = {begin_record, add_field, NULL};
  struct session *session = tui->session;
  struct blame *blame = mem_new(1, sizeof *blame);
  struct error err = {0};
  void *record = record_new(entity);
  people_read(session->store, &blame->people, NULL);
  if (oid == 0)
    tui_say(tui, STYLE_WARN, "%s", _("There is nothing marked here that anybody has set."));
  else if (store_read(session->store, entity, oid, record, NULL) != STATUS_OK)
    tui_say(tui, STYLE_WARN, "%s", _("It is not in the journey any more."));
  else if (blamed_each(session, entity, record, &visit, blame, &err) != STATUS_OK)
    tui_fault(tui, &err);
  record_free(entity, &record);
  if (blame->count == 0) {
    blame_forget(blame);
    return;
  }
  picker_open(tui, _("Who set what; Enter goes to the change"), blame->rows, blame->count, 0,
              go_to_entry, blame, blame_forget);
}
