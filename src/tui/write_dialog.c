/* Several lines to write, in a dialog. */
#include "base/i18n.h"
#include "base/mem.h"
#include "base/text.h"
#include "tui/dialog.h"
#include "tui/drafts.h"
#include "tui/gauge.h"
#include "tui/placeholders.h"
#include "tui/writer.h"

#include <stdlib.h>
#include <string.h>

struct write {
  struct dialog dialog;
  char *title;
  char *before; /* what was there */
  struct writer writer;
  int first; /* topmost wrapped line shown */
  bool placeholders;
  struct gauge *gauge; /* NULL: none */
  enum audit_part part;
  writer_done *done;
  void *context;
  void (*forget)(void *context);
};

/* Rows that the gauge takes at the foot of the field: its own, and why the words under
 * the cursor count. */
#define GAUGE_ROWS 4
#define GAUGE_LEAST 12

static int paint_gauge(struct write *write, struct rect box)
{
  const char *text = str_text(&write->writer.text);
  gauge_set(write->gauge, write->part, text);
  if (box.rows < GAUGE_LEAST)
    return 0;
  int rows = GAUGE_ROWS + (box.rows >= 16 ? 1 : 0);
  int row = box.row + box.rows - rows;
  int used =
      gauge_paint(write->gauge, write->part, (struct rect){row, box.column, rows - 1, box.columns});
  const struct mark *mark = gauge_mark_at(write->gauge, write->part, write->writer.cursor);
  struct str reason = {0};
  if (mark != NULL)
    gauge_add_reason(&reason, write->gauge, write->part, mark);
  else if (gauge_has_marks(write->gauge, write->part))
    str_add(&reason, _("Underlined words count for the tone; put the cursor on them to see why."));
  paint_wrapped((struct rect){row + used, box.column, rows - used, box.columns},
                mark != NULL ? STYLE_STRONG : STYLE_DIM, str_text(&reason));
  str_clear(&reason);
  return rows;
}

static void write_paint(struct dialog *dialog, struct rect area)
{
  struct write *write = (struct write *)dialog;
  int columns = area.columns < 84 ? area.columns : 84;
  int rows = area.rows < 24 ? area.rows : 24;
  struct rect box =
      paint_box((struct rect){area.row + (area.rows - rows) / 2,
                              area.column + (area.columns - columns) / 2, rows, columns},
                text_width(write->title) > columns - 6 ? "" : write->title);
  /* A question that is too long for the frame stands whole above the text. */
  if (text_width(write->title) > columns - 6) {
    struct rect head = {box.row, box.column, box.rows > 8 ? 4 : 1, box.columns};
    int used = paint_wrapped(head, STYLE_HEADING, write->title);
    box.row += used;
    box.rows -= used;
  }
  if (write->gauge != NULL)
    box.rows -= paint_gauge(write, box);
  write->writer.columns = box.columns;
  int row;
  int column;
  writer_place(&write->writer, &row, &column);
  if (row < write->first)
    write->first = row;
  if (row >= write->first + box.rows - 1)
    write->first = row - box.rows + 2;
  const char *text = str_text(&write->writer.text);
  struct text_line *lines;
  size_t count = text_wrap(text, box.columns, &lines);
  for (int i = 0; i < box.rows - 1 && (size_t)write->first + (size_t)i < count; i++) {
    const struct text_line *line = &lines[write->first + i];
    char *span = mem_copy_span(text + line->start, line->length);
    paint_text(box.row + i, box.column, box.columns, STYLE_TEXT, span);
    if (write->gauge != NULL)
      gauge_paint_marks(write->gauge, write->part, line->start, line->length, box.row + i,
                        box.column, box.columns);
    if (write->placeholders)
      placeholders_paint(box.row + i, box.column, box.columns, span);
    free(span);
  }
  free(lines);
  struct str foot = {0};
  str_addf(&foot, ngettext("%zu character", "%zu characters", text_count(text, strlen(text))),
           text_count(text, strlen(text)));
  if (write->placeholders)
    placeholders_add_problem(&foot, text);
  /* What is wrong is worth more than the count. */
  const char *problem = strstr(str_text(&foot), " ! ");
  bool whole = text_width(str_text(&foot)) <= box.columns || problem == NULL;
  paint_text(box.row + box.rows - 1, box.column, box.columns, STYLE_DIM,
             whole ? str_text(&foot) : problem + 1);
  str_clear(&foot);
  paint_cursor(box.row + row - write->first,
               box.column + (column < box.columns ? column : box.columns - 1));
}

static void leave(void *context, struct tui *tui)
{
  (void)context;
  tui_pop(tui); /* the writer below the question */
}

static void take(struct write *write)
{
  struct dialog *dialog = &write->dialog;
  struct tui *tui = dialog->tui;
  tui->top = dialog->below;
  char *text = mem_copy_text(str_text(&write->writer.text));
  if (write->done(write->context, tui, text))
    dialog->ops->free(dialog);
  else
    tui_push(tui, dialog); /* nothing that was written is lost */
  free(text);
}

static void insert_placeholder(void *context, struct tui *tui, const char *text)
{
  (void)tui;
  writer_insert(&((struct write *)context)->writer, text);
}

static void write_key(struct dialog *dialog, const struct key *key)
{
  struct write *write = (struct write *)dialog;
  struct tui *tui = dialog->tui;
  if (key_is(key, "C-s") || key_is(key, "F2")) {
    take(write);
  } else if (key_is(key, "Esc") || key_is(key, "C-c")) {
    if (strcmp(str_text(&write->writer.text), write->before) == 0)
      tui_pop(tui);
    else
      confirm_open(tui, _("Leave without keeping what you wrote?"), _("Yes, throw it away"), leave,
                   write, NULL);
  } else if (key_is(key, "{") && write->placeholders && !key->pasted) {
    placeholders_pick(tui, insert_placeholder, write);
  } else {
    writer_key(&write->writer, key);
  }
}

static void write_free(struct dialog *dialog)
{
  struct write *write = (struct write *)dialog;
  drafts_forget(dialog);
  if (write->forget != NULL)
    write->forget(write->context);
  writer_clear(&write->writer);
  if (write->gauge != NULL)
    gauge_clear(write->gauge);
  free(write->gauge);
  free(write->title);
  free(write->before);
  free(write);
}

static const char *write_hints(struct dialog *dialog)
{
  return ((struct write *)dialog)->placeholders
             ? _("Ctrl-S keep it   { put in a fact of the invoice   Esc leave")
             : _("Ctrl-S keep it   Esc leave");
}

static const char *write_text(struct dialog *dialog)
{
  return str_text(&((struct write *)dialog)->writer.text);
}

static const struct dialog_ops write_ops = {write_paint, write_key, write_free,
                                            write_hints, true,      write_text};

void writer_open(struct tui *tui, const char *title, const char *text, bool placeholders,
                 writer_done *done, void *context, void (*forget)(void *context))
{
  struct write *write = mem_new(1, sizeof *write);
  write->dialog.ops = &write_ops;
  write->title = mem_copy_text(title);
  write->before = mem_copy_text(text != NULL ? text : "");
  writer_start(&write->writer, write->before);
  write->placeholders = placeholders;
  write->done = done;
  write->context = context;
  write->forget = forget;
  tui_push(tui, &write->dialog);
}

static struct write *top_writer(struct tui *tui)
{
  return tui->top != NULL && tui->top->ops == &write_ops ? (struct write *)tui->top : NULL;
}

void writer_watch(struct tui *tui, struct gauge *gauge, enum audit_part part)
{
  struct write *write = top_writer(tui);
  write->gauge = gauge;
  write->part = part;
}

void writer_go(struct tui *tui, size_t byte)
{
  struct write *write = top_writer(tui);
  if (write != NULL && byte <= write->writer.text.length)
    write->writer.cursor = byte;
}

void writer_replace(struct tui *tui, const char *text)
{
  struct write *write = top_writer(tui);
  if (write != NULL)
    writer_start(&write->writer, text);
}
