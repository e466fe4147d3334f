#include "tui/waive_dialog.h"

#include "base/i18n.h"
#include "base/mem.h"
#include "base/text.h"
#include "tui/dialog.h"
#include "tui/line.h"

#include <stdlib.h>
#include <string.h>

enum part { PART_REASON, PART_UNTIL, PART_DEPARTMENT, PARTS };

struct waive {
  struct dialog dialog;
  char *title;
  char *finding; /* in words */
  char *fingerprint;
  struct line reason, until;
  int64_t department; /* UNSET: none */
  int part;           /* where one is */
  struct rect rows[PARTS];
};

static const char *label_of(int part)
{
  static const char *const labels[PARTS] = {N_("Reason"), N_("Until"), N_("Department")};
  return i18n_text(labels[part]);
}

/* What a part means, below the form. */
static const char *help_of(int part)
{
  static const char *const helps[PARTS] = {
      N_("Why it is accepted, so that others can judge it. Everybody who looks at the audit or the "
         "release reads it."),
      N_("The last day it holds, as 2027-06-30. Empty: until the text, the step or the rule "
         "changes."),
      N_("Who answers for it: Left and Right choose."),
  };
  return i18n_text(helps[part]);
}

static void paint_part(struct waive *waive, int part, struct rect row, int labels)
{
  bool here = part == waive->part;
  struct str value = {0};
  waive->rows[part] = row;
  paint_text(row.row, row.column, labels, here ? STYLE_STRONG : STYLE_DIM, label_of(part));
  int column = row.column + labels + 2;
  int columns = row.columns - labels - 2;
  if (part == PART_DEPARTMENT) {
    const char *name = waive->department != UNSET
                           ? enumeration_label(&enumerations[ENUM_department], waive->department)
                           : _("(none)");
    str_addf(&value, "%s %s %s", screen_glyph(GLYPH_LEFT), name, screen_glyph(GLYPH_RIGHT));
    paint_text(row.row, column, columns, here ? STYLE_SELECTED : STYLE_TEXT, str_text(&value));
    if (here)
      paint_cursor(row.row, column);
  } else {
    struct line *line = part == PART_REASON ? &waive->reason : &waive->until;
    if (here)
      line_paint(line, row.row, column, columns);
    else
      paint_text(row.row, column, columns, STYLE_TEXT,
                 line->text.length > 0 ? str_text(&line->text) : screen_glyph(GLYPH_BULLET));
  }
  str_clear(&value);
}

static void waive_paint(struct dialog *dialog, struct rect area)
{
  struct waive *waive = (struct waive *)dialog;
  const struct session *session = dialog->tui->session;
  int columns = area.columns < 84 ? area.columns : 84;
  int rows = area.rows < 14 ? area.rows : 14;
  struct rect box =
      paint_box((struct rect){area.row + (area.rows - rows) / 2,
                              area.column + (area.columns - columns) / 2, rows, columns},
                waive->title);
  struct rect head = {box.row, box.column, box.rows - PARTS - 3, box.columns};
  int row = box.row;
  if (head.rows > 0)
    row += paint_wrapped(head, STYLE_TEXT, waive->finding) + 1;
  if (row > box.row + box.rows - PARTS)
    row = box.row + box.rows - PARTS;
  int labels = 0;
  for (int part = 0; part < PARTS; part++)
    labels = text_width(label_of(part)) > labels ? text_width(label_of(part)) : labels;
  for (int part = 0; part < PARTS; part++)
    paint_part(waive, part, (struct rect){row++, box.column, 1, box.columns}, labels);
  struct str by = {0};
  str_addf(&by, _("Accepted by: %s"), session->person);
  if (row < box.row + box.rows)
    paint_text(row++, box.column, box.columns, STYLE_DIM, str_text(&by));
  str_clear(&by);
  struct rect foot = {row, box.column, box.row + box.rows - row, box.columns};
  if (foot.rows > 0)
    paint_wrapped(foot, STYLE_HINT, help_of(waive->part));
}

/* The day that was written; false after saying what is wrong with it. */
static bool read_until(struct waive *waive, date_day *until)
{
  const char *text = str_text(&waive->until.text);
  *until = UNSET;
  if (text[strspn(text, " ")] == '\0' || date_parse(text, until))
    return true;
  waive->part = PART_UNTIL;
  tui_say(waive->dialog.tui, STYLE_BAD, "%s", _("Write the day as 2027-06-30, or leave it empty."));
  return false;
}

static void take(struct waive *waive)
{
  struct tui *tui = waive->dialog.tui;
  const char *reason = str_text(&waive->reason.text);
  struct error err = {0};
  date_day until;
  if (reason[strspn(reason, " ")] == '\0') {
    waive->part = PART_REASON;
    tui_say(tui, STYLE_BAD, "%s", _("A waiver needs a reason."));
    return;
  }
  if (!read_until(waive, &until))
    return;
  if (tui->auditor.audited == NULL) {
    tui_pop(tui);
    return;
  }
  enum status status = audited_waive(tui->session, tui->auditor.audited, waive->fingerprint, reason,
                                     until, waive->department, &err);
  if (status != STATUS_OK) {
    tui_fault(tui, &err);
    return;
  }
  tui_pop(tui);
  tui_reload(tui);
  tui_say(tui, STYLE_GOOD, "%s", _("Accepted. It stands among the waived; u takes it back."));
}

static void choose_department(struct waive *waive, int by)
{
  int64_t count = (int64_t)enumerations[ENUM_department].count;
  int64_t place = (waive->department == UNSET ? 0 : waive->department + 1) + by;
  place = (place + count + 1) % (count + 1);
  waive->department = place == 0 ? UNSET : place - 1;
}

static void leave(void *context, struct tui *tui)
{
  (void)context;
  tui_pop(tui); /* the form below the question */
}

static void waive_key(struct dialog *dialog, const struct key *key)
{
  struct waive *waive = (struct waive *)dialog;
  if (key_is(key, "C-s") || key_is(key, "F2") ||
      (key_is(key, "Enter") && waive->part == PARTS - 1 && !key->pasted)) {
    take(waive);
  } else if (key_is(key, "Esc") || key_is(key, "C-c")) {
    if (waive->reason.text.length == 0)
      tui_pop(dialog->tui);
    else
      confirm_open(dialog->tui, _("Leave without keeping what you wrote?"), _("Yes, throw it away"),
                   leave, waive, NULL);
  } else if (key_is(key, "Up") || key_is(key, "S-Tab")) {
    waive->part = (waive->part + PARTS - 1) % PARTS;
  } else if (key_is(key, "Down") || key_is(key, "Tab") || key_is(key, "Enter")) {
    waive->part = (waive->part + 1) % PARTS;
  } else if (key->mouse == MOUSE_CLICK) {
    for (int part = 0; part < PARTS; part++)
      waive->part = rect_holds(waive->rows[part], key->row, key->column) ? part : waive->part;
  } else if (waive->part == PART_DEPARTMENT) {
    if (key_is(key, "Left") || key_is(key, "h"))
      choose_department(waive, -1);
    else if (key_is(key, "Right") || key_is(key, "l") || key_is(key, " "))
      choose_department(waive, 1);
  } else {
    line_key(waive->part == PART_REASON ? &waive->reason : &waive->until, key);
  }
}

static void waive_free(struct dialog *dialog)
{
  struct waive *waive = (struct waive *)dialog;
  line_clear(&waive->reason);
  line_clear(&waive->until);
  free(waive->title);
  free(waive->finding);
  free(waive->fingerprint);
  free(waive);
}

static const char *waive_hints(struct dialog *dialog)
{
  (void)dialog;
  return _("Ctrl-S accept it   Tab next field   Esc leave");
}

static const struct dialog_ops waive_ops = {waive_paint, waive_key, waive_free, waive_hints, true};

void waive_dialog_open(struct tui *tui, const struct finding *finding)
{
  struct waive *waive = mem_new(1, sizeof *waive);
  struct str title = {0};
  waive->dialog.ops = &waive_ops;
  str_addf(&title, _("Accept %s"), finding->rule->id);
  waive->title = str_take(&title);
  waive->finding = mem_copy_text(finding_text(finding));
  waive->fingerprint = mem_copy_text(finding_fingerprint(finding));
  waive->department = tui->session->department;
  line_start(&waive->reason, "");
  line_start(&waive->until, "");
  tui_push(tui, &waive->dialog);
}
