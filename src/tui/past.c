#include "tui/past.h"

#include "app/compare.h"
#include "app/surveyed.h"
#include "base/date.h"
#include "base/i18n.h"
#include "base/mem.h"
#include "base/text.h"
#include "tui/hints.h"
#include "tui/reader.h"
#include "tui/tui.h"

#include <stdlib.h>

bool past_is_shown(const struct tui *tui)
{
  return tui->session != NULL && tui->session->present != NULL;
}

bool past_refuses(struct tui *tui)
{
  struct error err = {0};
  if (session_need_present(tui->session, &err) == STATUS_OK)
    return false;
  tui_fault(tui, &err);
  return true;
}

static bool is_there(const struct tui *tui, int64_t touchpoint)
{
  void *record = record_new(ENTITY_touchpoint);
  bool there = touchpoint != 0 && store_read(tui->session->store, ENTITY_touchpoint, touchpoint,
                                             record, NULL) == STATUS_OK;
  record_free(ENTITY_touchpoint, &record);
  return there;
}

/* ---- There and back ---- */

void past_go(struct tui *tui, const struct moment *entry, bool before, int64_t touchpoint,
             const char *words)
{
  struct past *past = &tui->past;
  struct error err = {0};
  /* Entries have rising numbers; which one is before it does not matter. */
  struct moment moment = {entry->number - (before ? 1 : 0), entry->at};
  bool moved = !past_is_shown(tui) || tui->touchpoint != past->landed;
  /* An audit that is being made in parts is of what is looked at no longer. */
  auditor_stop(&tui->auditor);
  if (session_look_back(tui->session, &moment, &err) != STATUS_OK) {
    tui_fault(tui, &err);
    return;
  }
  if (moved)
    past->left = tui->touchpoint;
  past->before = before;
  mem_set_text(&past->words, words);
  if (is_there(tui, touchpoint))
    tui->touchpoint = touchpoint;
  tui_reload(tui);
  tui_show(tui, VIEW_MAP);
  past->landed = tui->touchpoint;
}

void past_leave(struct tui *tui)
{
  struct past *past = &tui->past;
  if (!past_is_shown(tui)) {
    tui_say(tui, STYLE_DIM, "%s", _("This is the journey as it is now."));
    return;
  }
  auditor_stop(&tui->auditor);
  session_come_back(tui->session);
  if (tui->touchpoint == past->landed || !is_there(tui, tui->touchpoint))
    tui->touchpoint = past->left;
  mem_set_text(&past->words, NULL);
  tui_reload(tui);
  tui_say(tui, STYLE_GOOD, "%s", _("This is the journey as it is now, and can be changed again."));
}

/* ---- Compared ---- */

/* What the journey was at that moment, beside what it is. */
static enum status read_both(const struct session *session, int64_t number, struct map **then,
                             struct map **now, struct error *err)
{
  struct store *present = session_present(session);
  struct store *past = NULL;
  enum status status = store_open_past(present, number, &past, err);
  if (status == STATUS_OK)
    status = surveyed_read_store(past, session->journey_oid, then, err);
  store_close(&past);
  if (status == STATUS_OK)
    status = surveyed_read_store(present, session->journey_oid, now, err);
  return status;
}

void past_compare(struct tui *tui, const struct moment *entry, bool before)
{
  struct map *then = NULL, *now = NULL;
  struct error err = {0};
  struct str words = {0}, title = {0};
  char when[DATE_TIME_SIZE];
  if (tui_lacks_journey(tui))
    return;
  if (read_both(tui->session, entry->number - (before ? 1 : 0), &then, &now, &err) != STATUS_OK) {
    tui_fault(tui, &err);
  } else {
    struct diff *diff = diff_maps(then, now);
    compare_add_all(&words, diff);
    str_addf(&title,
             before ? _("What is different now from before %s")
                    : _("What is different now from %s"),
             date_format_time(entry->at, when));
    if (diff->count > 0)
      reader_open(tui, str_text(&title), str_text(&words));
    else
      tui_say(tui, STYLE_DIM, "%s", _("The journey is now as it was then."));
    diff_free(&diff);
  }
  str_clear(&words);
  str_clear(&title);
  map_free(&then);
  map_free(&now);
}

/* What is looked at, in a view that has no entry of its own. */
void past_compare_shown(struct tui *tui)
{
  const struct past *past = &tui->past;
  struct moment entry = tui->session->moment;
  if (!past_is_shown(tui)) {
    tui_say(tui, STYLE_DIM, "%s",
            _("This is the journey as it is now. 7 shows its history: = compares there."));
    return;
  }
  entry.number += past->before ? 1 : 0;
  past_compare(tui, &entry, past->before);
}

/* ---- The line ---- */

void past_paint(struct tui *tui, int row)
{
  const struct past *past = &tui->past;
  const struct command *now = command_find("now");
  char when[DATE_TIME_SIZE];
  struct str words = {0}, back = {0};
  if (!past_is_shown(tui))
    return;
  date_format_time(tui->session->moment.at, when);
  if (past->before)
    /* L10N: a day and hour, then what was done: "Touchpoint 'Welcome' deleted". */
    str_addf(&words, _(" As it was before %s: %s"), when, past->words);
  else
    str_addf(&words, _(" As it was on %s: %s"), when, past->words);
  str_addf(&back, "%s %s ", now->keys, i18n_text(now->label));
  int columns = screen_columns();
  int width = text_width(str_text(&back));
  paint_padded(row, 0, columns, STYLE_SELECTED, "");
  paint_text(row, 0, columns - width - 1, STYLE_SELECTED, str_text(&words));
  paint_text(row, columns - width, width, STYLE_SELECTED, str_text(&back));
  hints_add((struct rect){row, columns - width, 1, width}, now->keys);
  str_clear(&words);
  str_clear(&back);
}
