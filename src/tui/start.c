#include "tui/start.h"

#include "app/template.h"
#include "base/i18n.h"
#include "base/mem.h"
#include "base/text.h"
#include "tui/hints.h"
#include "tui/key.h"
#include "tui/screen.h"
#include "tui/tui.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>

/* The rows are picked by digits: nine templates at most are offered. */
#define OFFERED 9
/* The screen's row of the first. */
#define ROWS_AT 4

struct start {
  char *path;
  struct template *list;
  size_t count;    /* of the list */
  size_t shown;    /* of them; the empty map comes after */
  size_t selected; /* @shown is the empty map */
  bool chosen;
  bool left;
};

struct start *start_new(const char *path)
{
  struct start *start = mem_new(1, sizeof *start);
  start->path = mem_copy_text(path);
  /* L10N: the code of your own language, as "sv" */
  start->count = template_list(&start->list, i18n_text(NC_("language", "en")));
  start->shown = start->count > OFFERED ? OFFERED : start->count;
  return start;
}

void start_free(struct start **slot)
{
  struct start *start = *slot;
  if (start == NULL)
    return;
  template_list_free(start->list, start->count);
  free(start->path);
  free(start);
  *slot = NULL;
}

/* "Sweden · Consumers" */
static void add_description(struct str *out, const struct template *template)
{
  const struct {
    enum enumeration_index of;
    int64_t value;
  } parts[] = {{ENUM_market, template->market}, {ENUM_audience, template->audience}};
  for (size_t i = 0; i < sizeof parts / sizeof parts[0]; i++) {
    if (parts[i].value == UNSET)
      continue;
    if (out->length > 0)
      str_addf(out, " %s ", screen_glyph(GLYPH_BULLET));
    str_add(out, enumeration_label(&enumerations[parts[i].of], parts[i].value));
  }
}

static void paint(const struct start *start)
{
  screen_clear();
  hints_forget();
  int columns = screen_columns();
  paint_padded(0, 0, columns, STYLE_BAR, " kundresa");
  paint_text(2, 2, columns - 4, STYLE_HEADING, _("What do you want to start from?"));
  int widest = 0;
  for (size_t i = 0; i < start->shown; i++)
    if (text_width(start->list[i].title) > widest)
      widest = text_width(start->list[i].title);
  for (size_t i = 0; i <= start->shown; i++) {
    char digit[8];
    int row = ROWS_AT + (int)i;
    bool here = i == start->selected;
    const char *title =
        i < start->shown ? start->list[i].title : _("An empty map with the seven stages");
    snprintf(digit, sizeof digit, "%zu", i < start->shown ? i + 1 : (size_t)0);
    paint_text(row, 2, 2, STYLE_KEY, digit);
    paint_text(row, 4, columns - 6, here ? STYLE_SELECTED : STYLE_TEXT, title);
    if (i < start->shown) {
      struct str words = {0};
      add_description(&words, &start->list[i]);
      paint_text(row, 4 + widest + 2, columns - widest - 8, STYLE_DIM, str_text(&words));
      str_clear(&words);
    }
    if (here)
      paint_cursor(row, 4);
  }
  struct str words = {0};
  str_addf(&words,
           _("The map is kept in %s. Everything you do is saved at once and can be undone."),
           start->path);
  paint_wrapped((struct rect){6 + (int)start->shown, 2, 3, columns - 4}, STYLE_DIM,
                str_text(&words));
  str_clear(&words);
  hints_paint(_("Number choose   Up and Down mark   Enter take   Esc leave without a file"));
  screen_send();
}

static void take_key(struct start *start, const struct key *key);

/* A click on a row takes it, one on a hint is its key. */
static void click(struct start *start, const struct key *key)
{
  struct key hint;
  size_t place = (size_t)(key->row - ROWS_AT);
  if (hints_key_at(key->row, key->column, &hint)) {
    take_key(start, &hint);
  } else if (key->row >= ROWS_AT && place <= start->shown) {
    start->selected = place;
    start->chosen = true;
  }
}

static void take_key(struct start *start, const struct key *key)
{
  if (key->pasted)
    return;
  if (key->mouse == MOUSE_CLICK)
    click(start, key);
  else if (key_is(key, "Esc") || key_is(key, "q") || key_is(key, "C-c")) {
    start->left = true;
  } else if (key_is(key, "Up") || key_is(key, "k")) {
    start->selected = start->selected == 0 ? start->shown : start->selected - 1;
  } else if (key_is(key, "Down") || key_is(key, "j") || key_is(key, "Tab")) {
    start->selected = start->selected == start->shown ? 0 : start->selected + 1;
  } else if (key_is(key, "Enter")) {
    start->chosen = true;
  } else if (key->types && key->name[0] >= '0' && key->name[0] <= '9' && key->name[1] == '\0') {
    size_t digit = (size_t)(key->name[0] - '0');
    if (digit <= start->shown) {
      start->selected = digit == 0 ? start->shown : digit - 1;
      start->chosen = true;
    }
  }
}

bool start_ended(const struct start *start)
{
  return start->chosen || start->left;
}

void start_step(struct start *start)
{
  struct key key;
  while (!start_ended(start) && key_read(&key))
    take_key(start, &key);
  if (!start_ended(start))
    paint(start);
}

static enum status make(const char *path, const char *template, struct session **session,
                        struct error *err)
{
  if (template == NULL)
    return session_create(path, NULL, _("Our customer journey"), session, &(struct problems){0},
                          err);
  FILE *in = fopen(template, "r");
  if (in == NULL) {
    error_place(err, template, 0, 0);
    return error_set(err, STATUS_SYSTEM, _("cannot open the template."));
  }
  struct problems problems = {0};
  enum status status = session_create(path, in, template, session, &problems, err);
  fclose(in);
  if (problems.count > 0 && err->status == STATUS_OK)
    *err = problems.items[0];
  problems_clear(&problems);
  return status;
}

enum status start_make(const struct start *start, struct session **session, struct error *err)
{
  *session = NULL;
  if (!start->chosen)
    return STATUS_OK;
  return make(start->path,
              start->selected < start->shown ? start->list[start->selected].path : NULL, session,
              err);
}
