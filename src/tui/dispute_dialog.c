#include "tui/dispute_dialog.h"

#include "base/i18n.h"
#include "base/mem.h"
#include "base/text.h"
#include "tui/dialog.h"
#include "tui/drafts.h"

#include <stdlib.h>
#include <string.h>

enum { BUTTON_MINE, BUTTON_THEIRS, BUTTON_BOTH, BUTTONS };

struct dispute_dialog {
  struct dialog dialog;
  struct dispute dispute;
  bool offered[BUTTONS];
  int marked;
  struct rect buttons[BUTTONS]; /* of the last frame */
  int first;                    /* topmost line of the values that is seen */
  int last_first;               /* the greatest that makes sense, of the last frame */
  dispute_done *done;
  void *context;
  void (*forget)(void *context);
};

/* ---- Words ---- */

static const char *button_label(const struct dispute *dispute, int button)
{
  bool live = dispute->me == NULL;
  switch (dispute->kind) {
  case DISPUTE_DELETED:
    return button == BUTTON_MINE ? live ? _("Bring it back with mine") : _("Keep it as changed")
                                 : _("Let it go");
  case DISPUTE_CHANGED:
    return button == BUTTON_MINE ? live ? _("Delete it all the same") : _("Let it go")
           : live ? _("Let it stay")
                                 : _("Keep it as changed");
  case DISPUTE_NEEDED:
    return _("Go on");
  case DISPUTE_DRAFT:
    return button == BUTTON_MINE ? _("Take it up") : _("Throw it away");
  default:
    return button == BUTTON_MINE     ? live ? _("Keep mine") : _("Take the left one")
               : button == BUTTON_THEIRS ? live ? _("Take theirs") : _("Take the right one")
                                         : _("Write both together");
  }
}

static const char *keys_of(int button)
{
  static const char *const keys[BUTTONS] = {"m", "t", "e"};
  return keys[button];
}

static const char *dispute_hints(struct dialog *dialog)
{
  struct dispute_dialog *asked = (struct dispute_dialog *)dialog;
  if (asked->dispute.kind == DISPUTE_NEEDED)
    return _("Enter go on   Esc later");
  if (asked->dispute.kind == DISPUTE_DRAFT)
    return _("m take it up   t throw it away   Up and Down read   Esc later");
  if (asked->dispute.me != NULL)
    return asked->offered[BUTTON_BOTH]
               ? _("m the left one   t the right one   e both together   Esc leave it all")
               : _("m the left one   t the right one   Esc leave it all");
  if (asked->dispute.kind == DISPUTE_CHANGED)
    return _("m delete it   t let it stay   Esc back");
  if (asked->dispute.kind == DISPUTE_DELETED)
    return _("m bring it back   t let it go   Esc back to what you wrote");
  return asked->offered[BUTTON_BOTH]
             ? _("m mine   t theirs   e both together   Esc back to what you wrote")
             : _("m mine   t theirs   Esc leave it");
}

/* ---- Painting ---- */

/* One value under its heading, from the line that is topmost on; returns its lines. */
static int paint_wish(const struct dispute_dialog *asked, struct rect area, const char *heading,
                      const char *text)
{
  struct text_line *lines;
  int count = (int)text_wrap(text, area.columns, &lines);
  paint_text(area.row, area.column, area.columns, STYLE_HEADING, heading);
  for (int i = 0; i < area.rows - 1 && asked->first + i < count; i++) {
    const struct text_line *line = &lines[asked->first + i];
    char *span = mem_copy_span(text + line->start, line->length);
    paint_text(area.row + 1 + i, area.column, area.columns, STYLE_TEXT, span);
    free(span);
  }
  if (asked->first + area.rows - 1 < count)
    paint_text(area.row + area.rows - 1, area.column + area.columns - 1, 1, STYLE_DIM,
               screen_glyph(GLYPH_DOWN));
  free(lines);
  return count;
}

static int count_lines(const char *text, int columns)
{
  struct text_line *lines;
  int count = text != NULL ? (int)text_wrap(text, columns, &lines) : 0;
  if (text != NULL)
    free(lines);
  return count;
}

static void paint_values(struct dispute_dialog *asked, struct rect box)
{
  const struct dispute *dispute = &asked->dispute;
  struct str theirs = {0};
  int half = (box.columns - 3) / 2;
  bool two = dispute->kind == DISPUTE_FIELD;
  struct rect left = {box.row, box.column, box.rows, two ? half : box.columns};
  struct rect right = {box.row, box.column + half + 3, box.rows, box.columns - half - 3};
  str_add(&theirs, dispute->who != NULL ? dispute->who : "");
  if (dispute->when != NULL && dispute->when[0] != '\0')
    str_addf(&theirs, ", %s", dispute->when);
  int lines = 0;
  if (dispute->kind == DISPUTE_CHANGED) {
    if (dispute->theirs.shown != NULL)
      lines = paint_wish(asked, left, str_text(&theirs), dispute->theirs.shown);
  } else if (dispute->mine.shown != NULL) {
    /* L10N: the heading over what the person has written */
    lines = paint_wish(asked, left, dispute->me != NULL ? dispute->me : _("Yours"),
                       dispute->mine.shown);
  }
  if (two) {
    int others = paint_wish(asked, right, str_text(&theirs), dispute->theirs.shown);
    lines = others > lines ? others : lines;
    paint_rule((struct rect){box.row, box.column + half + 1, box.rows, 1}, STYLE_BORDER,
               GLYPH_VERTICAL);
  }
  asked->last_first = lines > box.rows - 1 ? lines - (box.rows - 1) : 0;
  str_clear(&theirs);
}

/* The buttons beside each other, or where they do not fit, below each other. */
static int paint_buttons(struct dispute_dialog *asked, struct rect area, bool measure)
{
  int row = area.row, column = area.column;
  for (int i = 0; i < BUTTONS; i++) {
    struct str words = {0};
    asked->buttons[i] = (struct rect){0};
    if (!asked->offered[i])
      continue;
    str_addf(&words, "[ %s ]", button_label(&asked->dispute, i));
    int width = text_width(str_text(&words));
    if (column > area.column && column + width > area.column + area.columns) {
      column = area.column;
      row++;
    }
    if (!measure) {
      bool here = i == asked->marked;
      paint_text(row, column, area.columns, here ? STYLE_SELECTED : STYLE_TEXT, str_text(&words));
      asked->buttons[i] = (struct rect){row, column, 1, width};
      if (here)
        paint_cursor(row, column + 2);
    }
    column += width + 2;
    str_clear(&words);
  }
  return row - area.row + 1;
}

static void dispute_paint(struct dialog *dialog, struct rect area)
{
  struct dispute_dialog *asked = (struct dispute_dialog *)dialog;
  const struct dispute *dispute = &asked->dispute;
  int columns = area.columns < 100 ? area.columns : 100;
  int inside = columns - 4, half = (inside - 3) / 2;
  struct str says = {0}, before = {0};
  dispute_add_sentence(&says, dispute);
  if (dispute->base.shown != NULL)
    str_addf(&before, _("Before: %s"), dispute->base.shown);
  int head = count_lines(str_text(&says), inside);
  int mine = count_lines(dispute->mine.shown, dispute->kind == DISPUTE_FIELD ? half : inside);
  int theirs = count_lines(dispute->theirs.shown, dispute->kind == DISPUTE_FIELD ? half : inside);
  int values = (mine > theirs ? mine : theirs) + (mine + theirs > 0 ? 2 : 0);
  int base = count_lines(before.text, inside);
  base = base > 2 ? 2 : base;
  int buttons = paint_buttons(asked, (struct rect){0, 0, 0, inside}, true);
  int rest = 2 + head + 1 + (base > 0 ? base + 1 : 0) + buttons;
  int rows = rest + values < area.rows ? rest + values : area.rows;
  struct rect box =
      paint_box((struct rect){area.row + (area.rows - rows) / 2,
                              area.column + (area.columns - columns) / 2, rows, columns},
                dispute->kind == DISPUTE_DRAFT ? _("Begun, and not kept")
                : dispute->me == NULL          ? _("Two at the same time")
                                               : _("Two versions"));
  head = paint_wrapped((struct rect){box.row, box.column, head, box.columns}, STYLE_STRONG,
                       str_text(&says));
  paint_values(asked, (struct rect){box.row + head + 1, box.column,
                                    rows - rest - 1 > 0 ? rows - rest - 1 : 0, box.columns});
  if (base > 0)
    paint_wrapped(
        (struct rect){box.row + box.rows - buttons - 1 - base, box.column, base, box.columns},
        STYLE_DIM, before.text);
  paint_buttons(
      asked, (struct rect){box.row + box.rows - buttons, box.column, buttons, box.columns}, false);
  str_clear(&says);
  str_clear(&before);
}

/* ---- Choosing ---- */

/* The dialog goes first, so that what is done may lay another on top. */
static void decide(struct dispute_dialog *asked, enum dispute_choice choice, const char *text)
{
  struct tui *tui = asked->dialog.tui;
  tui->top = asked->dialog.below;
  asked->done(asked->context, tui, choice, text != NULL ? text : asked->dispute.mine.text,
              &asked->dispute);
  asked->dialog.ops->free(&asked->dialog);
}

static bool take_text(void *context, struct tui *tui, const char *text)
{
  struct dispute_dialog *asked = context;
  struct value value;
  struct error err = {0};
  bool fits = value_parse(asked->dispute.field, text, &value, &err) == STATUS_OK;
  value_clear(&value);
  if (!fits)
    tui_fault(tui, &err);
  else
    decide(asked, DISPUTE_OTHER, text);
  return fits;
}

static void take_tokens(void *context, struct tui *tui, const char *tokens)
{
  (void)tui;
  decide(context, DISPUTE_OTHER, tokens);
}

static void write_both(struct dispute_dialog *asked)
{
  const struct field *field = asked->dispute.field;
  struct tui *tui = asked->dialog.tui;
  char *both = dispute_combine(&asked->dispute);
  const char *title = i18n_text(field->label);
  if (field->kind == FIELD_PROSE)
    writer_open(tui, title, both, false, take_text, asked, NULL);
  else if (field->kind == FIELD_ENUMS)
    ticker_open(tui, title, &enumerations[field->of], both, take_tokens, asked, NULL);
  else
    prompt_open(tui, NULL, title, both, take_text, asked, NULL);
  free(both);
}

static void press(struct dispute_dialog *asked, int button)
{
  if (button == BUTTON_BOTH)
    write_both(asked);
  else
    decide(asked, button == BUTTON_MINE ? DISPUTE_MINE : DISPUTE_THEIRS, NULL);
}

static void mark_next(struct dispute_dialog *asked, int by)
{
  do
    asked->marked = (asked->marked + by + BUTTONS) % BUTTONS;
  while (!asked->offered[asked->marked]);
}

static void scroll(struct dispute_dialog *asked, int by)
{
  int to = asked->first + by;
  asked->first = to < 0 ? 0 : to > asked->last_first ? asked->last_first : to;
}

static bool press_key(struct dispute_dialog *asked, const struct key *key)
{
  for (int i = 0; i < BUTTONS; i++)
    if (asked->offered[i] &&
        (key_is(key, keys_of(i)) ||
         (key->mouse == MOUSE_CLICK && rect_holds(asked->buttons[i], key->row, key->column)))) {
      press(asked, i);
      return true;
    }
  return false;
}

static void dispute_key(struct dialog *dialog, const struct key *key)
{
  struct dispute_dialog *asked = (struct dispute_dialog *)dialog;
  if (press_key(asked, key))
    return;
  if (key_is(key, "Left") || key_is(key, "S-Tab") || key_is(key, "h"))
    mark_next(asked, -1);
  else if (key_is(key, "Right") || key_is(key, "Tab") || key_is(key, "l"))
    mark_next(asked, 1);
  else if (key_is(key, "Up") || key_is(key, "k") || key->mouse == MOUSE_WHEEL_UP)
    scroll(asked, -1);
  else if (key_is(key, "Down") || key_is(key, "j") || key->mouse == MOUSE_WHEEL_DOWN)
    scroll(asked, 1);
  else if (key_is(key, "PageUp"))
    scroll(asked, -8);
  else if (key_is(key, "PageDown"))
    scroll(asked, 8);
  else if (key_is(key, "Enter"))
    press(asked, asked->marked);
  else if (key_is(key, "Esc") || key_is(key, "C-c"))
    decide(asked, DISPUTE_OPEN, NULL);
  else if (key->mouse == MOUSE_NONE)
    tui_say(dialog->tui, STYLE_DIM, "%s",
            _("Nothing is written before you choose; the last line says the keys."));
}

static void dispute_free(struct dialog *dialog)
{
  struct dispute_dialog *asked = (struct dispute_dialog *)dialog;
  drafts_forget(dialog);
  if (asked->forget != NULL)
    asked->forget(asked->context);
  dispute_clear(&asked->dispute);
  free(asked);
}

static const char *dispute_text(struct dialog *dialog)
{
  return ((struct dispute_dialog *)dialog)->dispute.mine.text;
}

static const struct dialog_ops dispute_ops = {dispute_paint, dispute_key, dispute_free,
                                              dispute_hints, false,       dispute_text};

void dispute_open(struct tui *tui, struct dispute *dispute, dispute_done *done, void *context,
                  void (*forget)(void *context))
{
  struct dispute_dialog *asked = mem_new(1, sizeof *asked);
  asked->dialog.ops = &dispute_ops;
  asked->dispute = *dispute;
  *dispute = (struct dispute){0};
  char *both = dispute_combine(&asked->dispute);
  asked->offered[BUTTON_MINE] = true;
  asked->offered[BUTTON_THEIRS] = asked->dispute.kind != DISPUTE_NEEDED;
  asked->offered[BUTTON_BOTH] = both != NULL;
  /* What takes the least away is marked: one more Enter than was meant loses nothing. */
  bool theirs = asked->dispute.kind == DISPUTE_FIELD || asked->dispute.kind == DISPUTE_CHANGED;
  asked->marked = both != NULL ? BUTTON_BOTH : theirs ? BUTTON_THEIRS : BUTTON_MINE;
  free(both);
  asked->done = done;
  asked->context = context;
  asked->forget = forget;
  tui_push(tui, &asked->dialog);
}

bool dispute_is_asked(const struct tui *tui)
{
  return tui->top != NULL && tui->top->ops == &dispute_ops;
}
