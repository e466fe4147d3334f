/* Lists: one to pick from, which typing narrows; and one to tick. */
#include "base/i18n.h"
#include "base/mem.h"
#include "base/text.h"
#include "model/record.h"
#include "tui/dialog.h"
#include "tui/drafts.h"
#include "tui/line.h"

#include <stdlib.h>
#include <string.h>

struct row {
  char *key;
  char *label;
  char *detail;
  bool heading;
};

struct picker {
  struct dialog dialog;
  char *title;
  struct row *rows;
  size_t count;
  size_t *shown; /* indices of the rows that hold what was typed */
  size_t shown_count;
  size_t current; /* among the shown */
  size_t first;   /* topmost shown row */
  int page;       /* rows in the last frame */
  int rows_at;    /* the screen's row of the topmost one */
  struct line filter;
  picker_done *done;
  picker_typed *typed; /* NULL: what was typed only narrows */
  char end;
  void *context;
  void (*forget)(void *context);
};

/* How well a row fits what was typed: 2 by its key or label, 1 by its detail, 0
 * not at all. */
static int fits(const struct picker *picker, const struct row *row)
{
  const char *wanted = str_text(&picker->filter.text);
  if (wanted[0] == '\0')
    return 2;
  if (row->heading)
    return 0;
  if (text_contains(row->label, wanted) || (row->key != NULL && strcmp(row->key, wanted) == 0))
    return 2;
  return row->detail != NULL && text_contains(row->detail, wanted) ? 1 : 0;
}

/* Whether only headings follow the row at @place. */
static bool is_last(const struct picker *picker, size_t place)
{
  while (++place < picker->shown_count)
    if (!picker->rows[picker->shown[place]].heading)
      return false;
  return true;
}

/* Moves to the nearest row that can be taken, the other way where there is none. */
static void settle(struct picker *picker, int direction)
{
  for (int turn = 0; turn < 2; turn++, direction = -direction) {
    long at = (long)picker->current;
    while (at >= 0 && (size_t)at < picker->shown_count && picker->rows[picker->shown[at]].heading)
      at += direction;
    if (at >= 0 && (size_t)at < picker->shown_count) {
      picker->current = (size_t)at;
      return;
    }
  }
}

static void narrow(struct picker *picker)
{
  picker->shown_count = 0;
  for (int well = 2; well > 0; well--)
    for (size_t i = 0; i < picker->count; i++)
      if (fits(picker, &picker->rows[i]) == well)
        picker->shown[picker->shown_count++] = i;
  picker->current = 0;
  picker->first = 0;
  settle(picker, 1);
}

/* Labels this short stand in a column of their own, with the details aligned. */
#define LABEL_MOST 24

/* What is as wide as it must be for the rows it holds. */
struct widths {
  int key, label; /* columns, gap included; label 0: not aligned */
  int all;
  bool details;
};

static struct widths measure(const struct picker *picker)
{
  struct widths wide = {0};
  int most = text_width(picker->title) + 6;
  for (size_t i = 0; i < picker->count; i++) {
    const struct row *row = &picker->rows[i];
    int key = row->key != NULL && row->key[0] != '\0' ? text_width(row->key) + 2 : 0;
    int label = row->heading ? 0 : text_width(row->label) + 2;
    wide.key = key > wide.key ? key : wide.key;
    wide.label = label > wide.label ? label : wide.label;
    wide.details = wide.details || row->detail != NULL;
  }
  if (!wide.details || wide.label > LABEL_MOST + 2)
    wide.label = 0;
  for (size_t i = 0; i < picker->count; i++) {
    const struct row *row = &picker->rows[i];
    int width = wide.label > 0 && !row->heading ? wide.label : text_width(row->label) + 2;
    width += row->detail != NULL ? text_width(row->detail) : 0;
    most = width + wide.key + 5 > most ? width + wide.key + 5 : most;
  }
  wide.all = most;
  return wide;
}

static void paint_row(const struct row *row, struct rect area, const struct widths *wide, bool here)
{
  if (row->heading && row->key == NULL) {
    paint_text(area.row, area.column, area.columns, STYLE_HEADING, row->label);
    return;
  }
  if (here)
    paint_padded(area.row, area.column, area.columns, STYLE_SELECTED, "");
  if (row->key != NULL)
    paint_text(area.row, area.column + 1, wide->key, here ? STYLE_SELECTED : STYLE_KEY, row->key);
  int column = area.column + 1 + wide->key;
  int room = area.columns - 1 - wide->key;
  int used = paint_text(area.row, column, room, here ? STYLE_SELECTED : STYLE_TEXT, row->label) + 2;
  if (wide->label > used)
    used = wide->label;
  if (row->detail != NULL)
    paint_text(area.row, column + used, room - used, here ? STYLE_SELECTED : STYLE_DIM,
               row->detail);
  if (here)
    paint_cursor(area.row, column);
}

/* The last rows: what was typed, or that there is more, or the marked label or
 * detail where its row had to cut it. */
static void paint_foot(const struct picker *picker, struct rect area, bool full)
{
  struct str words = {0};
  bool none = picker->shown_count == 0;
  if (full && !none) {
    const struct row *row = &picker->rows[picker->shown[picker->current]];
    paint_wrapped((struct rect){area.row, area.column, area.rows - 1, area.columns}, STYLE_HINT,
                  text_width(row->label) > area.columns - 2 || row->detail == NULL ? row->label
                                                                                   : row->detail);
  }
  int last = area.row + area.rows - 1;
  if (picker->filter.text.length > 0 || none)
    str_addf(&words, none ? _("nothing holds '%s'") : _("those with '%s'"),
             str_text(&picker->filter.text));
  else if (picker->first + (size_t)picker->page < picker->shown_count)
    str_add(&words, _("more below; type to narrow the list"));
  paint_text(last, area.column, area.columns, STYLE_DIM, str_text(&words));
  if (none)
    paint_cursor(last, area.column);
  str_clear(&words);
}

static void picker_paint(struct dialog *dialog, struct rect area)
{
  struct picker *picker = (struct picker *)dialog;
  struct widths wide = measure(picker);
  int columns = wide.all < 44 ? 44 : wide.all > 100 ? 100 : wide.all;
  columns = columns > area.columns ? area.columns : columns;
  bool full = wide.all > columns && area.rows >= 12;
  int foot = full ? 3 : 1;
  int rows = (int)picker->count + 2 + foot;
  rows = rows > area.rows ? area.rows : rows;
  struct rect box =
      paint_box((struct rect){area.row + (area.rows - rows) / 2,
                              area.column + (area.columns - columns) / 2, rows, columns},
                picker->title);
  picker->page = box.rows - foot;
  picker->rows_at = box.row;
  if (picker->current < picker->first)
    picker->first = picker->current;
  if (picker->current >= picker->first + (size_t)picker->page)
    picker->first = picker->current - (size_t)picker->page + 1;
  /* A heading right above the first row that can be taken comes into sight. */
  if (picker->first == picker->current && picker->first > 0 &&
      picker->rows[picker->shown[picker->first - 1]].heading && picker->page > 1)
    picker->first--;
  /* Headings at the end cannot be gone to, but come into sight with the last. */
  if (is_last(picker, picker->current) && picker->shown_count > (size_t)picker->page &&
      picker->shown_count - (size_t)picker->page <= picker->current)
    picker->first = picker->shown_count - (size_t)picker->page;
  for (int i = 0; i < picker->page && picker->first + (size_t)i < picker->shown_count; i++) {
    size_t place = picker->first + (size_t)i;
    paint_row(&picker->rows[picker->shown[place]],
              (struct rect){box.row + i, box.column, 1, box.columns}, &wide,
              place == picker->current && !picker->rows[picker->shown[place]].heading);
  }
  paint_foot(picker, (struct rect){box.row + box.rows - foot, box.column, foot, box.columns}, full);
}

static void picker_move(struct picker *picker, int by)
{
  if (picker->shown_count == 0)
    return;
  long to = (long)picker->current + by;
  if (to < 0)
    to = 0;
  if (to >= (long)picker->shown_count)
    to = (long)picker->shown_count - 1;
  picker->current = (size_t)to;
  settle(picker, by < 0 ? -1 : 1);
}

static void picker_take(struct picker *picker)
{
  struct dialog *dialog = &picker->dialog;
  struct tui *tui = dialog->tui;
  if (picker->shown_count == 0 || picker->rows[picker->shown[picker->current]].heading)
    return;
  size_t index = picker->shown[picker->current];
  tui->top = dialog->below;
  picker->done(picker->context, tui, index);
  dialog->ops->free(dialog);
}

static void hand_over(struct picker *picker)
{
  struct dialog *dialog = &picker->dialog;
  struct tui *tui = dialog->tui;
  tui->top = dialog->below;
  picker->typed(picker->context, tui, str_text(&picker->filter.text));
  dialog->ops->free(dialog);
}

/* Keys of a list of words that are being written; false for those of any list. */
static bool typing_key(struct picker *picker, const struct key *key)
{
  struct tui *tui = picker->dialog.tui;
  if (key_is(key, "Esc") || key_is(key, "C-c")) {
    hand_over(picker);
  } else if (key->pasted) {
    hand_over(picker);
    tui->top->ops->key(tui->top, key);
  } else if (key_is(key, "Backspace") && picker->filter.text.length == 0) {
    tui_pop(tui);
  } else if (key->types && line_key(&picker->filter, key)) {
    narrow(picker);
    if (picker->shown_count == 0 || (key->name[0] == picker->end && key->name[1] == '\0'))
      hand_over(picker);
  } else {
    return false;
  }
  return true;
}

static void picker_key(struct dialog *dialog, const struct key *key)
{
  struct picker *picker = (struct picker *)dialog;
  struct tui *tui = dialog->tui;
  if (picker->typed != NULL && typing_key(picker, key))
    return;
  if (key_is(key, "Esc") || key_is(key, "C-c")) {
    if (picker->filter.text.length > 0) {
      line_start(&picker->filter, "");
      narrow(picker);
    } else {
      tui_pop(tui);
    }
  } else if (key_is(key, "Enter") && !key->pasted) {
    picker_take(picker);
  } else if (key->mouse == MOUSE_CLICK) {
    long place = (long)picker->first + key->row - picker->rows_at;
    if (key->row < picker->rows_at || key->row >= picker->rows_at + picker->page ||
        (size_t)place >= picker->shown_count)
      return;
    picker->current = (size_t)place;
    picker_take(picker);
  } else if (key_is(key, "Up") || key->mouse == MOUSE_WHEEL_UP) {
    picker_move(picker, -1);
  } else if (key_is(key, "Down") || key_is(key, "Tab") || key->mouse == MOUSE_WHEEL_DOWN) {
    picker_move(picker, 1);
  } else if (key_is(key, "PageUp")) {
    picker_move(picker, -picker->page);
  } else if (key_is(key, "PageDown")) {
    picker_move(picker, picker->page);
  } else if (key_is(key, "Home")) {
    picker_move(picker, -(int)picker->shown_count);
  } else if (key_is(key, "End")) {
    picker_move(picker, (int)picker->shown_count);
  } else if (line_key(&picker->filter, key)) {
    narrow(picker);
  }
}

static void picker_free(struct dialog *dialog)
{
  struct picker *picker = (struct picker *)dialog;
  drafts_forget(dialog);
  if (picker->forget != NULL)
    picker->forget(picker->context);
  for (size_t i = 0; i < picker->count; i++) {
    free(picker->rows[i].key);
    free(picker->rows[i].label);
    free(picker->rows[i].detail);
  }
  free(picker->rows);
  free(picker->shown);
  free(picker->title);
  line_clear(&picker->filter);
  free(picker);
}

static const char *picker_hints(struct dialog *dialog)
{
  (void)dialog;
  return _("Up and Down choose   type to narrow   Enter take   Esc back");
}

static const struct dialog_ops picker_ops = {picker_paint, picker_key, picker_free, picker_hints,
                                             true};

void picker_open(struct tui *tui, const char *title, const struct picker_row *rows, size_t count,
                 size_t current, picker_done *done, void *context, void (*forget)(void *context))
{
  struct picker *picker = mem_new(1, sizeof *picker);
  picker->dialog.ops = &picker_ops;
  picker->title = mem_copy_text(title);
  picker->rows = mem_new(count, sizeof *picker->rows);
  picker->shown = mem_new(count, sizeof *picker->shown);
  picker->count = count;
  for (size_t i = 0; i < count; i++) {
    picker->rows[i].key = mem_copy_text(rows[i].key);
    picker->rows[i].label = mem_copy_text(rows[i].label != NULL ? rows[i].label : "");
    picker->rows[i].detail = mem_copy_text(rows[i].detail);
    picker->rows[i].heading = rows[i].heading;
  }
  picker->done = done;
  picker->context = context;
  picker->forget = forget;
  narrow(picker);
  if (current < count) {
    picker->current = current;
    settle(picker, 1);
  }
  tui_push(tui, &picker->dialog);
}

void picker_let_type(struct tui *tui, char end, picker_typed *typed)
{
  struct picker *picker = (struct picker *)tui->top;
  picker->typed = typed;
  picker->end = end;
}

/* ---- Ticking ---- */

struct ticker {
  struct dialog dialog;
  char *title;
  const struct enumeration *values;
  int64_t *order; /* every value, ticked ones first in their order */
  size_t ticked;
  size_t current;
  size_t first; /* topmost one shown */
  int page;     /* rows in the last frame */
  int rows_at;  /* the screen's row of the topmost one */
  ticker_done *done;
  void *context;
  void (*forget)(void *context);
};

static void ticker_paint(struct dialog *dialog, struct rect area)
{
  struct ticker *ticker = (struct ticker *)dialog;
  int rows = (int)ticker->values->count + 2;
  rows = rows > area.rows ? area.rows : rows;
  int columns = area.columns < 52 ? area.columns : 52;
  struct rect box =
      paint_box((struct rect){area.row + (area.rows - rows) / 2,
                              area.column + (area.columns - columns) / 2, rows, columns},
                ticker->title);
  ticker->page = box.rows;
  ticker->rows_at = box.row;
  if (ticker->current < ticker->first)
    ticker->first = ticker->current;
  if (ticker->current >= ticker->first + (size_t)box.rows)
    ticker->first = ticker->current - (size_t)box.rows + 1;
  for (int i = 0; i < box.rows && ticker->first + (size_t)i < ticker->values->count; i++) {
    size_t place = ticker->first + (size_t)i;
    struct str words = {0};
    if (place < ticker->ticked)
      str_addf(&words, "[x] %zu. ", place + 1);
    else
      str_add(&words, "[ ]    ");
    str_add(&words, enumeration_label(ticker->values, ticker->order[place]));
    paint_padded(box.row + i, box.column, box.columns,
                 place == ticker->current ? STYLE_SELECTED : STYLE_TEXT, str_text(&words));
    if (place == ticker->current)
      paint_cursor(box.row + i, box.column + 1);
    str_clear(&words);
  }
}

static void swap(struct ticker *ticker, size_t a, size_t b)
{
  int64_t value = ticker->order[a];
  ticker->order[a] = ticker->order[b];
  ticker->order[b] = value;
}

/* Moves the current value to the end of the ticked ones, or out of them. */
static void tick(struct ticker *ticker)
{
  if (ticker->current < ticker->ticked) {
    ticker->ticked--;
    for (size_t i = ticker->current; i < ticker->ticked; i++)
      swap(ticker, i, i + 1);
  } else {
    for (size_t i = ticker->current; i > ticker->ticked; i--)
      swap(ticker, i, i - 1);
    ticker->ticked++;
  }
}

static void ticker_take(struct ticker *ticker)
{
  struct dialog *dialog = &ticker->dialog;
  struct tui *tui = dialog->tui;
  struct str tokens = {0};
  for (size_t i = 0; i < ticker->ticked; i++)
    str_addf(&tokens, "%s%s", i > 0 ? " " : "",
             enumeration_token(ticker->values, ticker->order[i]));
  tui->top = dialog->below;
  ticker->done(ticker->context, tui, str_text(&tokens));
  str_clear(&tokens);
  dialog->ops->free(dialog);
}

/* A click ticks or unticks; the mark stays where it can be seen what happened. */
static void ticker_click(struct ticker *ticker, int row)
{
  size_t place = ticker->first + (size_t)(row - ticker->rows_at);
  if (row < ticker->rows_at || row >= ticker->rows_at + ticker->page ||
      place >= ticker->values->count)
    return;
  ticker->current = place;
  tick(ticker);
}

static void ticker_key(struct dialog *dialog, const struct key *key)
{
  struct ticker *ticker = (struct ticker *)dialog;
  size_t last = ticker->values->count - 1;
  if (key_is(key, "Esc") || key_is(key, "C-c")) {
    tui_pop(dialog->tui);
  } else if (key_is(key, "Enter")) {
    ticker_take(ticker);
  } else if (key_is(key, " ") || key_is(key, "x")) {
    tick(ticker);
  } else if (key->mouse == MOUSE_CLICK) {
    ticker_click(ticker, key->row);
  } else if (key_is(key, "Up") || key_is(key, "k") || key->mouse == MOUSE_WHEEL_UP) {
    ticker->current = ticker->current == 0 ? last : ticker->current - 1;
  } else if (key_is(key, "Down") || key_is(key, "j") || key_is(key, "Tab") ||
             key->mouse == MOUSE_WHEEL_DOWN) {
    ticker->current = ticker->current == last ? 0 : ticker->current + 1;
  } else if ((key_is(key, "<") || key_is(key, "S-Up") || key_is(key, "Left")) &&
             ticker->current > 0 && ticker->current < ticker->ticked) {
    swap(ticker, ticker->current, ticker->current - 1);
    ticker->current--;
  } else if ((key_is(key, ">") || key_is(key, "S-Down") || key_is(key, "Right")) &&
             ticker->current + 1 < ticker->ticked) {
    swap(ticker, ticker->current, ticker->current + 1);
    ticker->current++;
  }
}

static void ticker_free(struct dialog *dialog)
{
  struct ticker *ticker = (struct ticker *)dialog;
  if (ticker->forget != NULL)
    ticker->forget(ticker->context);
  free(ticker->title);
  free(ticker->order);
  free(ticker);
}

static const char *ticker_hints(struct dialog *dialog)
{
  (void)dialog;
  return _("Space tick or untick   Left and Right change the order   Enter take   Esc back");
}

static const struct dialog_ops ticker_ops = {ticker_paint, ticker_key, ticker_free, ticker_hints};

void ticker_open(struct tui *tui, const char *title, const struct enumeration *values,
                 const char *tokens, ticker_done *done, void *context,
                 void (*forget)(void *context))
{
  struct ticker *ticker = mem_new(1, sizeof *ticker);
  ticker->dialog.ops = &ticker_ops;
  ticker->title = mem_copy_text(title);
  ticker->values = values;
  ticker->order = mem_new(values->count, sizeof *ticker->order);
  for (size_t i = 0; i < list_count(tokens); i++) {
    size_t length;
    const char *word = list_word(tokens, i, &length);
    int64_t value = enumeration_find(values, word, length);
    if (value >= 0 && ticker->ticked < values->count)
      ticker->order[ticker->ticked++] = value;
  }
  size_t next = ticker->ticked;
  for (size_t value = 0; value < values->count; value++) {
    bool ticked = false;
    for (size_t i = 0; i < ticker->ticked; i++)
      ticked = ticked || ticker->order[i] == (int64_t)value;
    if (!ticked && next < values->count)
      ticker->order[next++] = (int64_t)value;
  }
  ticker->done = done;
  ticker->context = context;
  ticker->forget = forget;
  tui_push(tui, &ticker->dialog);
}
