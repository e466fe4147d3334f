/* One line to type into, and a question to answer with yes or no. */
#include "base/i18n.h"
#include "base/mem.h"
#include "base/text.h"
#include "tui/dialog.h"
#include "tui/drafts.h"
#include "tui/line.h"

#include <stdlib.h>
#include <string.h>

/* ---- One line ---- */

struct prompt {
  struct dialog dialog;
  char *question;
  struct line line;
  prompt_done *done;
  void *context;
  void (*forget)(void *context);
};

static void prompt_paint(struct dialog *dialog, struct rect area)
{
  struct prompt *prompt = (struct prompt *)dialog;
  int columns = area.columns < 72 ? area.columns : 72;
  int row = area.row + area.rows - 4;
  struct rect box = paint_box(
      (struct rect){row, area.column + (area.columns - columns) / 2, 3, columns}, prompt->question);
  line_paint(&prompt->line, box.row, box.column, box.columns);
}

static void prompt_key(struct dialog *dialog, const struct key *key)
{
  struct prompt *prompt = (struct prompt *)dialog;
  struct tui *tui = dialog->tui;
  if (key_is(key, "Esc") || key_is(key, "C-c")) {
    tui_pop(tui);
  } else if (key_is(key, "Enter") && !key->pasted) {
    /* The dialog goes first, so that what is done may lay another on top; it
     * comes back when the text was refused. */
    tui->top = dialog->below;
    char *text = mem_copy_text(str_text(&prompt->line.text));
    if (prompt->done(prompt->context, tui, text))
      dialog->ops->free(dialog);
    else
      tui_push(tui, dialog);
    free(text);
  } else {
    line_key(&prompt->line, key);
  }
}

static void prompt_free(struct dialog *dialog)
{
  struct prompt *prompt = (struct prompt *)dialog;
  drafts_forget(dialog);
  if (prompt->forget != NULL)
    prompt->forget(prompt->context);
  line_clear(&prompt->line);
  free(prompt->question);
  free(prompt);
}

static const char *prompt_text(struct dialog *dialog)
{
  return str_text(&((struct prompt *)dialog)->line.text);
}

static const struct dialog_ops prompt_ops = {prompt_paint, prompt_key, prompt_free,
                                             NULL,         true,       prompt_text};

void prompt_open(struct tui *tui, const char *key, const char *question, const char *text,
                 prompt_done *done, void *context, void (*forget)(void *context))
{
  struct prompt *prompt = mem_new(1, sizeof *prompt);
  prompt->dialog.ops = &prompt_ops;
  prompt->question = mem_copy_text(question);
  line_start(&prompt->line, text != NULL ? text : "");
  prompt->done = done;
  prompt->context = context;
  prompt->forget = forget;
  tui_push(tui, &prompt->dialog);
  if (tui->session != NULL && key != NULL) {
    drafts_follow_prompt(tui, key, question, &prompt->line.text);
    prompt->line.cursor = prompt->line.text.length;
  }
}

/* ---- Yes or no ---- */

struct confirm {
  struct dialog dialog;
  char *question;
  char *yes;
  bool on_yes;
  struct rect buttons[2]; /* of the last frame: no, yes */
  confirm_done *done;
  void *context;
  void (*forget)(void *context);
};

static void confirm_paint(struct dialog *dialog, struct rect area)
{
  struct confirm *confirm = (struct confirm *)dialog;
  int columns = area.columns < 64 ? area.columns : 64;
  struct text_line *lines;
  int rows = (int)text_wrap(confirm->question, columns - 4, &lines) + 4;
  free(lines);
  if (rows > area.rows)
    rows = area.rows;
  struct rect box =
      paint_box((struct rect){area.row + (area.rows - rows) / 2,
                              area.column + (area.columns - columns) / 2, rows, columns},
                "");
  paint_wrapped((struct rect){box.row, box.column, box.rows - 2, box.columns}, STYLE_STRONG,
                confirm->question);
  int row = box.row + box.rows - 1;
  struct str no = {0};
  struct str yes = {0};
  str_addf(&no, "[ %s ]", _("No, keep it"));
  str_addf(&yes, "[ %s ]", confirm->yes);
  int used = paint_text(row, box.column, box.columns, confirm->on_yes ? STYLE_TEXT : STYLE_SELECTED,
                        str_text(&no));
  confirm->buttons[0] = (struct rect){row, box.column, 1, used};
  int column = box.column + used + 2;
  used = paint_text(row, column, box.columns - used - 2,
                    confirm->on_yes ? STYLE_SELECTED : STYLE_TEXT, str_text(&yes));
  confirm->buttons[1] = (struct rect){row, column, 1, used};
  paint_cursor(row, (confirm->on_yes ? column : box.column) + 2);
  str_clear(&no);
  str_clear(&yes);
}

static void confirm_key(struct dialog *dialog, const struct key *key)
{
  struct confirm *confirm = (struct confirm *)dialog;
  struct tui *tui = dialog->tui;
  bool clicked = key->mouse == MOUSE_CLICK;
  bool no = clicked && rect_holds(confirm->buttons[0], key->row, key->column);
  bool yes = clicked && rect_holds(confirm->buttons[1], key->row, key->column);
  if (key_is(key, "Left") || key_is(key, "Right") || key_is(key, "Tab") || key_is(key, "S-Tab") ||
      key_is(key, "h") || key_is(key, "l")) {
    confirm->on_yes = !confirm->on_yes;
  } else if (key_is(key, "y") || key_is(key, "j") || yes ||
             (key_is(key, "Enter") && confirm->on_yes)) {
    /* y as in yes, j as in ja */
    tui->top = dialog->below;
    confirm->done(confirm->context, tui);
    dialog->ops->free(dialog);
  } else if (key_is(key, "Esc") || key_is(key, "Enter") || key_is(key, "n") || key_is(key, "q") ||
             key_is(key, "C-c") || no) {
    tui_pop(tui);
  }
}

static void confirm_free(struct dialog *dialog)
{
  struct confirm *confirm = (struct confirm *)dialog;
  if (confirm->forget != NULL)
    confirm->forget(confirm->context);
  free(confirm->question);
  free(confirm->yes);
  free(confirm);
}

static const char *confirm_hints(struct dialog *dialog)
{
  (void)dialog;
  return _("Left and Right choose   Enter take   y yes   n no");
}

static const struct dialog_ops confirm_ops = {confirm_paint, confirm_key, confirm_free,
                                              confirm_hints};

void confirm_open(struct tui *tui, const char *question, const char *yes, confirm_done *done,
                  void *context, void (*forget)(void *context))
{
  struct confirm *confirm = mem_new(1, sizeof *confirm);
  confirm->dialog.ops = &confirm_ops;
  confirm->question = mem_copy_text(question);
  confirm->yes = mem_copy_text(yes);
  confirm->done = done;
  confirm->context = context;
  confirm->forget = forget;
  tui_push(tui, &confirm->dialog);
}
