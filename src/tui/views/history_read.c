/* The History view: reading the entries that are shown, some at a time. */
#include "base/mem.h"
#include "tui/views/history_view.h"

#include <stdlib.h>
#include <string.h>

/* Entries read at a time; the screen shows fewer. */
#define WINDOW 200

/* More than any history has. */
#define ALL 1000000000

struct store *history_store(const struct history_view *history)
{
  return session_present(history->view.tui->session);
}

void history_forget(struct history_view *history)
{
  for (size_t i = 0; i < history->count; i++) {
    free(history->entries[i].person);
    free(history->entries[i].kind);
    free(history->entries[i].label);
    free(history->entries[i].words);
  }
  free(history->entries);
  history->entries = NULL;
  history->count = 0;
}

static struct history_filter make_filter(const struct history_view *history)
{
  const struct history_wish *wish = &history->wish;
  return (struct history_filter){.person = wish->person,
                                 .department = wish->department,
                                 .journey = history->view.tui->session->journey_oid,
                                 .touchpoint = wish->touchpoint};
}

static enum status take(void *context, const struct history_entry *entry, struct error *err)
{
  (void)err;
  struct history_view *history = context;
  history->entries = mem_resize(history->entries, history->count + 1, sizeof *history->entries);
  history->entries[history->count++] = (struct entry){
      .number = entry->number,
      .at = entry->at,
      .department = enumeration_find(&enumerations[ENUM_department], entry->department,
                                     strlen(entry->department)),
      .person = mem_copy_text(entry->person),
      .kind = mem_copy_text(entry->kind),
      .label = mem_copy_text(entry->label),
      .undone = entry->undone,
  };
  return STATUS_OK;
}

static enum status read_from(struct history_view *history, size_t from, struct error *err)
{
  const struct history_filter filter = make_filter(history);
  history_forget(history);
  history->from = from;
  enum status status =
      store_each_filtered(history_store(history), &filter, from, WINDOW, take, history, err);
  history->ended = history->count < WINDOW;
  return status;
}

struct entry *history_entry(struct history_view *history, size_t place)
{
  struct error err = {0};
  if (place < history->from || (place >= history->from + history->count && !history->ended)) {
    size_t from = place > WINDOW / 2 ? place - WINDOW / 2 : 0;
    if (read_from(history, from, &err) != STATUS_OK)
      tui_fault(history->view.tui, &err);
  }
  return place >= history->from && place < history->from + history->count
             ? &history->entries[place - history->from]
             : NULL;
}

const struct entry *history_told(struct history_view *history, size_t place)
{
  struct entry *entry = history_entry(history, place);
  if (entry != NULL && entry->words == NULL) {
    struct history_entry shown = {
        .number = entry->number, .kind = entry->kind, .label = entry->label};
    entry->words = history_tell(history, &shown);
  }
  return entry;
}

void history_scroll(struct history_view *history)
{
  if (history->current < history->first)
    history->first = history->current;
  if (history->page > 0 && history->current >= history->first + (size_t)history->page)
    history->first = history->current - (size_t)history->page + 1;
}

void history_tell_seen(struct history_view *history)
{
  int rows = screen_rows();
  if (history->view.tui->current != VIEW_HISTORY)
    return;
  history_scroll(history);
  for (int i = 0; i < rows && history_told(history, history->first + (size_t)i) != NULL; i++)
    continue;
}

/* ---- Finding one again ---- */

struct search {
  int64_t number;
  size_t later; /* entries that are shown above it */
  bool found;
};

/* Numbers fall: behind the one that is sought nothing is looked at. */
static enum status look(void *context, const struct history_entry *entry, struct error *err)
{
  (void)err;
  struct search *search = context;
  if (entry->number != 0 && entry->number <= search->number) {
    search->found = entry->number == search->number;
    return STATUS_FINDINGS;
  }
  search->later++;
  return STATUS_OK;
}

bool history_find(struct history_view *history, int64_t number)
{
  const struct history_filter filter = make_filter(history);
  struct search search = {.number = number};
  store_each_filtered(history_store(history), &filter, 0, ALL, look, &search, NULL);
  if (search.found)
    history->current = search.later;
  return search.found;
}

static enum status read_again(struct history_view *history, struct error *err)
{
  const struct entry *marked =
      history->current > 0 ? history_entry(history, history->current) : NULL;
  int64_t number = marked != NULL ? marked->number : 0;
  size_t above = history->current - history->first;
  enum status status = people_read(history_store(history), &history->people, err);
  history_read_wish(history);
  if (status == STATUS_OK)
    status = read_from(history, history->from, err);
  if (status != STATUS_OK || number == 0)
    return status;
  marked = history_entry(history, history->current);
  /* What others do meanwhile comes above it; rows move only where the latest is seen. */
  if ((marked == NULL || marked->number != number) && history_find(history, number) &&
      history->first > 0)
    history->first = history->current > above ? history->current - above : 0;
  return STATUS_OK;
}

enum status history_reload(struct view *view, struct error *err)
{
  struct history_view *history = (struct history_view *)view;
  enum status status = read_again(history, err);
  if (status == STATUS_OK)
    history_tell_seen(history);
  return status;
}
