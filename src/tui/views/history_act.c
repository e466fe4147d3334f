/* The History view: looking closely at an entry, and at the journey as it was. */
#include "base/i18n.h"
#include "base/mem.h"
#include "tui/blame.h"
#include "tui/dialog.h"
#include "tui/views/history_view.h"

#include <stdlib.h>
#include <string.h>

/* ---- What was changed ---- */

struct details {
  struct store *store;
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
    history_add_value(&words, change->field, change->before);
  } else {
    history_add_change(&words, details->store, change, NULL);
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

static void look_closer(struct history_view *history)
{
  const struct entry *entry = history_entry(history, history->current);
  struct details details = {.store = history_store(history)};
  struct error err = {0};
  if (entry == NULL)
    return;
  if (store_each_change(details.store, entry->number, add_detail, &details, &err) != STATUS_OK)
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

/* ---- Who set what ---- */

/* The record highest up of those that were changed, as the entry is told by it. */
struct weightiest {
  enum entity entity;
  int64_t oid; /* 0 while there is none */
};

static enum status note_weightiest(void *context, const struct history_change *change,
                                   struct error *err)
{
  (void)err;
  struct weightiest *most = context;
  if (most->oid == 0 || change->entity < most->entity)
    *most = (struct weightiest){change->entity, change->oid};
  return STATUS_OK;
}

static void blame(struct history_view *history)
{
  const struct entry *entry = history_entry(history, history->current);
  struct weightiest most = {0};
  struct error err = {0};
  if (entry == NULL)
    return;
  if (store_each_change(history_store(history), entry->number, note_weightiest, &most, &err) !=
      STATUS_OK)
    tui_fault(history->view.tui, &err);
  else
    blame_open(history->view.tui, most.entity, most.oid);
}

void history_show(struct tui *tui, int64_t number)
{
  tui_show(tui, VIEW_HISTORY);
  struct history_view *history = (struct history_view *)tui->views[VIEW_HISTORY];
  if (!history_find(history, number)) {
    history_show_all(history);
    history_find(history, number);
  }
  history_tell_seen(history);
}

/* ---- As it was ---- */

static enum status note_touchpoint(void *context, const struct history_change *change,
                                   struct error *err)
{
  (void)err;
  int64_t *touchpoint = context;
  if (*touchpoint == 0 && change->entity == ENTITY_touchpoint)
    *touchpoint = change->oid;
  return STATUS_OK;
}

/* What another program has changed last has no number: it is how the journey is now, and
 * before it was as the last entry left it. */
static bool find_moment(struct history_view *history, bool before, struct moment *moment)
{
  const struct entry *entry = history_entry(history, history->current);
  struct error err = {0};
  if (entry == NULL)
    return false;
  *moment = (struct moment){entry->number, entry->at};
  if (entry->number != 0)
    return true;
  if (!before) {
    tui_say(history->view.tui, STYLE_DIM, "%s",
            _("After this change the journey is as it is now."));
    return false;
  }
  if (store_find_moment(history_store(history), INT64_MAX, moment, &err) != STATUS_OK) {
    tui_fault(history->view.tui, &err);
    return false;
  }
  moment->number++;
  return true;
}

static void compare(struct history_view *history)
{
  struct moment moment;
  if (find_moment(history, false, &moment))
    past_compare(history->view.tui, &moment, false);
}

static void look_back(struct history_view *history, bool before)
{
  const struct entry *entry = history_told(history, history->current);
  struct tui *tui = history->view.tui;
  struct moment moment;
  int64_t touchpoint = 0;
  if (entry == NULL || !find_moment(history, before, &moment))
    return;
  store_each_change(history_store(history), entry->number, note_touchpoint, &touchpoint, NULL);
  char *words = mem_copy_text(entry->words); /* the entries are read anew on the way */
  past_go(tui, &moment, before, touchpoint, words);
  free(words);
}

bool history_act(struct history_view *history, const struct command *command)
{
  const char *name = command->name;
  if (strcmp(name, "look") == 0)
    look_closer(history);
  else if (strcmp(name, "blame") == 0)
    blame(history);
  else if (strcmp(name, "past") == 0)
    look_back(history, false);
  else if (strcmp(name, "past-before") == 0)
    look_back(history, true);
  else if (strcmp(name, "compare-now") == 0)
    compare(history);
  else if (strcmp(name, "history-filter") == 0)
    history_pick(history);
  else
    return false;
  return true;
}
