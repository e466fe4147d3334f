#include "tui/reader.h"

#include "base/i18n.h"
#include "base/mem.h"
#include "base/text.h"
#include "tui/dialog.h"

#include <inttypes.h>
#include <stdlib.h>

/* ---- The dialog ---- */

struct reader {
  struct dialog dialog;
  char *title;
  char *text;
  long first; /* topmost line */
  long most;  /* of it, in the last frame */
  int page;
};

static void reader_paint(struct dialog *dialog, struct rect area)
{
  struct reader *reader = (struct reader *)dialog;
  struct text_line *lines;
  int columns = area.columns < 100 ? area.columns : 100;
  long count = (long)text_wrap(reader->text, columns - 4, &lines);
  int rows = count + 2 < area.rows ? (int)count + 2 : area.rows;
  struct rect box =
      paint_box((struct rect){area.row + (area.rows - rows) / 2,
                              area.column + (area.columns - columns) / 2, rows, columns},
                reader->title);
  reader->page = box.rows;
  reader->most = count > box.rows ? count - box.rows : 0;
  reader->first = reader->first > reader->most ? reader->most : reader->first;
  for (int i = 0; i < box.rows && reader->first + i < count; i++) {
    const struct text_line *line = &lines[reader->first + i];
    char *span = mem_copy_span(reader->text + line->start, line->length);
    paint_text(box.row + i, box.column, box.columns, STYLE_TEXT, span);
    free(span);
  }
  free(lines);
  if (reader->first > 0)
    paint_text(box.row, box.column + box.columns, 1, STYLE_KEY, screen_glyph(GLYPH_UP));
  if (reader->first < reader->most)
    paint_text(box.row + box.rows - 1, box.column + box.columns, 1, STYLE_KEY,
               screen_glyph(GLYPH_DOWN));
  paint_cursor(box.row, box.column);
}

static void scroll(struct reader *reader, long by)
{
  long to = reader->first + by;
  reader->first = to < 0 ? 0 : to > reader->most ? reader->most : to;
}

static void reader_key(struct dialog *dialog, const struct key *key)
{
  struct reader *reader = (struct reader *)dialog;
  if (key_is(key, "Up") || key_is(key, "k") || key->mouse == MOUSE_WHEEL_UP)
    scroll(reader, -1);
  else if (key_is(key, "Down") || key_is(key, "j") || key->mouse == MOUSE_WHEEL_DOWN)
    scroll(reader, 1);
  else if (key_is(key, "PageUp"))
    scroll(reader, -reader->page);
  else if (key_is(key, "PageDown") || key_is(key, " "))
    scroll(reader, reader->page);
  else if (key_is(key, "Home"))
    scroll(reader, -reader->most);
  else if (key_is(key, "End"))
    scroll(reader, reader->most);
  else if (key_is(key, "Esc") || key_is(key, "Enter") || key_is(key, "q") || key_is(key, "C-c"))
    tui_pop(dialog->tui);
}

static void reader_free(struct dialog *dialog)
{
  struct reader *reader = (struct reader *)dialog;
  free(reader->title);
  free(reader->text);
  free(reader);
}

static const char *reader_hints(struct dialog *dialog)
{
  (void)dialog;
  return _("Up and Down read on   Esc close");
}

static const struct dialog_ops reader_ops = {reader_paint, reader_key, reader_free, reader_hints};

void reader_open(struct tui *tui, const char *title, const char *text)
{
  struct reader *reader = mem_new(1, sizeof *reader);
  reader->dialog.ops = &reader_ops;
  reader->title = mem_copy_text(title);
  reader->text = mem_copy_text(text);
  tui_push(tui, &reader->dialog);
}

/* ---- What commands say ---- */

static void indent(struct told *told)
{
  for (int i = 0; i < told->depth; i++)
    str_add(&told->text, "  ");
  if (told->item)
    str_addf(&told->text, "%s ", screen_glyph(GLYPH_BULLET));
  told->item = false;
}

static void open_part(struct output *output, const char *key, const char *title)
{
  struct told *told = (struct told *)output;
  (void)key;
  if (title != NULL && title[0] != '\0') {
    if (told->depth <= 1 && told->text.length > 0)
      str_add(&told->text, "\n");
    indent(told);
    str_addf(&told->text, "%s\n", title);
  } else {
    told->item = true;
  }
  told->depth++;
}

static void close_part(struct output *output)
{
  struct told *told = (struct told *)output;
  told->depth -= told->depth > 0;
  told->item = false;
}

static void tell(struct output *output, const char *label, const char *words)
{
  struct told *told = (struct told *)output;
  if (label == NULL || words == NULL || words[0] == '\0')
    return;
  indent(told);
  if (label[0] != '\0')
    str_addf(&told->text, "%s: ", label);
  str_addf(&told->text, "%s\n", words);
}

static void tell_text(struct output *output, const char *key, const char *label, const char *text,
                      const char *spoken)
{
  (void)key;
  tell(output, label, spoken != NULL ? spoken : text);
}

static void tell_number(struct output *output, const char *key, const char *label, int64_t number,
                        const char *spoken)
{
  struct str words = {0};
  (void)key;
  if (number != UNSET)
    str_addf(&words, "%" PRId64, number);
  tell(output, label, spoken != NULL ? spoken : str_text(&words));
  str_clear(&words);
}

static void tell_decimal(struct output *output, const char *key, const char *label,
                         int64_t hundredths, const char *spoken)
{
  struct str words = {0};
  (void)key;
  if (hundredths != UNSET)
    output_add_decimal(&words, hundredths, false);
  tell(output, label, spoken != NULL ? spoken : str_text(&words));
  str_clear(&words);
}

static void tell_truth(struct output *output, const char *key, const char *label, bool truth,
                       const char *spoken)
{
  (void)key;
  tell(output, label, spoken != NULL ? spoken : truth ? _("Yes") : _("No"));
}

static enum status tell_bytes(struct output *output, const char *bytes, size_t length,
                              struct error *err)
{
  (void)err;
  str_add_span(&((struct told *)output)->text, bytes, length);
  return STATUS_OK;
}

static void tell_sentence(struct output *output, const char *sentence)
{
  tell(output, "", sentence);
}

static void tell_fault(struct output *output, const struct error *err)
{
  tell(output, "", err->text);
}

static const struct output_ops told_ops = {
    .open_record = open_part,
    .open_list = open_part,
    .close = close_part,
    .text = tell_text,
    .words = tell_text,
    .number = tell_number,
    .decimal = tell_decimal,
    .truth = tell_truth,
    .bytes = tell_bytes,
    .say = tell_sentence,
    .fault = tell_fault,
};

void told_init(struct told *told)
{
  *told = (struct told){.output.ops = &told_ops};
}

void told_clear(struct told *told)
{
  str_clear(&told->text);
}
