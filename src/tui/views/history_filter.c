/* The History view: showing only what a person, a department or a touchpoint has to do
 * with. */
#include "base/i18n.h"
#include "base/mem.h"
#include "tui/dialog.h"
#include "tui/views/history_view.h"

#include <stdlib.h>
#include <string.h>

/* Entries that are looked through for people who have no name in the file. */
#define LOOKED_AT 1000

/* What a row of the list asks for; one part is set, or none: all are shown again. */
struct choices {
  struct history_view *history;
  struct history_wish *items;
  struct picker_row *rows;
  size_t count;
};

static void add_row(struct choices *choices, const struct history_wish *wish,
                    const struct picker_row *row)
{
  size_t count = ++choices->count;
  choices->items = mem_resize(choices->items, count, sizeof *choices->items);
  choices->rows = mem_resize(choices->rows, count, sizeof *choices->rows);
  choices->items[count - 1] = *wish;
  choices->rows[count - 1] = *row;
  choices->rows[count - 1].label = mem_copy_text(row->label);
}

static void add_heading(struct choices *choices, const char *label)
{
  add_row(choices, &(struct history_wish){0},
          &(struct picker_row){.label = label, .heading = true});
}

static void add_person(struct choices *choices, const char *user)
{
  for (size_t i = 0; i < choices->count; i++)
    if (choices->items[i].person != NULL && strcmp(choices->items[i].person, user) == 0)
      return;
  const char *name = people_name(&choices->history->people, user);
  add_row(choices, &(struct history_wish){.person = mem_copy_text(user)},
          &(struct picker_row){.label = user[0] != '\0' ? name : _("another program")});
}

static enum status take_person(void *context, const struct history_entry *entry, struct error *err)
{
  (void)err;
  add_person(context, entry->person);
  return STATUS_OK;
}

static enum status take_touchpoint(void *context, const void *record, struct error *err)
{
  (void)err;
  const struct touchpoint *touchpoint = record;
  add_row(context, &(struct history_wish){.touchpoint = mem_copy_text(touchpoint->id)},
          &(struct picker_row){.label = touchpoint->title});
  return STATUS_OK;
}

/* What is in the map no more can be asked for where an entry names it. */
static enum status take_deleted(void *context, const struct history_change *change,
                                struct error *err)
{
  struct choices *choices = context;
  void *record = record_new(ENTITY_touchpoint);
  if (change->entity == ENTITY_touchpoint && change->operation == 'D' && change->field == NULL &&
      store_read(history_store(choices->history), ENTITY_touchpoint, change->oid, record, err) !=
          STATUS_OK)
    add_row(choices, &(struct history_wish){.touchpoint = mem_copy_text(change->id)},
            &(struct picker_row){.label = change->id});
  record_free(ENTITY_touchpoint, &record);
  return STATUS_OK;
}

static void gather(struct choices *choices)
{
  struct history_view *history = choices->history;
  struct store *store = history_store(history);
  const struct enumeration *departments = &enumerations[ENUM_department];
  const struct map_filter all = {.department = UNSET};
  const struct entry *marked = history_entry(history, history->current);
  int64_t journey = history->view.tui->session->journey_oid;
  add_row(choices, &(struct history_wish){0}, &(struct picker_row){.label = _("All changes")});
  add_heading(choices, _("Person"));
  for (size_t i = 0; i < history->people.count; i++)
    add_person(choices, history->people.items[i].user);
  store_each_entry(store, 0, LOOKED_AT, take_person, choices, NULL);
  add_heading(choices, _("Department"));
  for (size_t i = 0; i < departments->count; i++)
    add_row(choices, &(struct history_wish){.department = departments->tokens[i]},
            &(struct picker_row){.key = department_letter((int64_t)i),
                                 .label = i18n_text(departments->labels[i])});
  add_heading(choices, i18n_text(entities[ENTITY_touchpoint].one));
  if (marked != NULL)
    store_each_change(store, marked->number, take_deleted, choices, NULL);
  store_window(store, journey, &all, 0, SIZE_MAX, take_touchpoint, choices, NULL);
}

static void choices_forget(void *context)
{
  struct choices *choices = context;
  for (size_t i = 0; i < choices->count; i++) {
    free(choices->items[i].person);
    free(choices->items[i].touchpoint);
    free((char *)choices->rows[i].label);
  }
  free(choices->items);
  free(choices->rows);
  free(choices);
}

/* The entry that is marked stays so, if it is still shown. */
static void narrow(struct history_view *history)
{
  struct error err = {0};
  const struct entry *marked = history_entry(history, history->current);
  int64_t number = marked != NULL ? marked->number : 0;
  history->current = 0;
  history->first = 0;
  history->from = 0;
  if (history_reload(&history->view, &err) != STATUS_OK)
    tui_fault(history->view.tui, &err);
  if (number != 0)
    history_find(history, number);
  history_tell_seen(history);
}

bool history_is_narrowed(const struct history_view *history)
{
  const struct history_wish *wish = &history->wish;
  return wish->person != NULL || wish->department != NULL || wish->touchpoint != NULL;
}

void history_show_all(struct history_view *history)
{
  mem_set_text(&history->wish.person, NULL);
  mem_set_text(&history->wish.touchpoint, NULL);
  history->wish.department = NULL;
  narrow(history);
}

static void choose(void *context, struct tui *tui, size_t index)
{
  const struct choices *choices = context;
  const struct history_wish *chosen = &choices->items[index];
  struct history_wish *wish = &choices->history->wish;
  (void)tui;
  if (index == 0) {
    history_show_all(choices->history);
    return;
  }
  if (chosen->person != NULL)
    mem_set_text(&wish->person, chosen->person);
  if (chosen->department != NULL)
    wish->department = chosen->department;
  if (chosen->touchpoint != NULL)
    mem_set_text(&wish->touchpoint, chosen->touchpoint);
  narrow(choices->history);
}

void history_pick(struct history_view *history)
{
  struct choices *choices = mem_new(1, sizeof *choices);
  choices->history = history;
  gather(choices);
  picker_open(history->view.tui, _("Show only what was changed by, or in"), choices->rows,
              choices->count, 0, choose, choices, choices_forget);
}

void history_read_wish(struct history_view *history)
{
  const char *id = history->wish.touchpoint;
  struct store *store = history_store(history);
  struct touchpoint *touchpoint = record_new(ENTITY_touchpoint);
  int64_t oid = 0;
  bool known = id != NULL &&
               store_find(store, history->view.tui->session->journey_oid, ENTITY_touchpoint, id,
                          &oid, NULL) == STATUS_OK &&
               store_read(store, ENTITY_touchpoint, oid, touchpoint, NULL) == STATUS_OK;
  mem_set_text(&history->wished, known && touchpoint->title != NULL ? touchpoint->title : id);
  record_free(ENTITY_touchpoint, &touchpoint);
}

void history_add_wish(struct str *out, const struct history_view *history)
{
  const struct history_wish *wish = &history->wish;
  const struct enumeration *departments = &enumerations[ENUM_department];
  if (wish->person != NULL)
    str_add(out, wish->person[0] != '\0' ? people_name(&history->people, wish->person)
                                         : _("another program"));
  if (wish->department != NULL)
    str_addf(out, "%s%s", out->length > 0 ? ", " : "",
             enumeration_label(departments, enumeration_find(departments, wish->department,
                                                             strlen(wish->department))));
  if (wish->touchpoint != NULL && history->wished != NULL)
    str_addf(out, "%s%s '%s'", out->length > 0 ? ", " : "",
             i18n_text(entities[ENTITY_touchpoint].one), history->wished);
}
