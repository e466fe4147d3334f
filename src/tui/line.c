#include "tui/line.h"

#include "base/text.h"

#include <stdlib.h>
#include <string.h>

void line_start(struct line *line, const char *text)
{
  str_cut(&line->text, 0);
  str_add(&line->text, text);
  line->cursor = line->text.length;
}

void line_clear(struct line *line)
{
  str_clear(&line->text);
  line->cursor = 0;
}

static void cut(struct line *line, size_t from, size_t to)
{
  if (from >= to)
    return;
  char *rest = strdup(str_text(&line->text) + to);
  str_cut(&line->text, from);
  str_add(&line->text, rest);
  free(rest);
  line->cursor = from;
}

static void insert(struct line *line, const char *text)
{
  char *rest = strdup(str_text(&line->text) + line->cursor);
  str_cut(&line->text, line->cursor);
  str_add(&line->text, text);
  line->cursor = line->text.length;
  str_add(&line->text, rest);
  free(rest);
}

bool line_key(struct line *line, const struct key *key)
{
  const char *text = str_text(&line->text);
  size_t length = line->text.length;
  if (key->types) {
    if (text_first_unsafe(key->name, false) == NULL)
      insert(line, key->name);
  } else if (key->pasted) {
    insert(line, " "); /* a line end; there is only one line */
  } else if (key_is(key, "C-Left") || key_is(key, "S-Left")) {
    line->cursor = text_previous_word(text, line->cursor);
  } else if (key_is(key, "C-Right") || key_is(key, "S-Right")) {
    line->cursor = text_next_word(text, line->cursor);
  } else if (key_is(key, "Left") || key_is(key, "C-b")) {
    line->cursor = text_previous(text, line->cursor);
  } else if (key_is(key, "Right") || key_is(key, "C-f")) {
    line->cursor = text_next(text, line->cursor);
  } else if (key_is(key, "Home") || key_is(key, "C-a")) {
    line->cursor = 0;
  } else if (key_is(key, "End") || key_is(key, "C-e")) {
    line->cursor = length;
  } else if (key_is(key, "Backspace")) {
    cut(line, text_previous(text, line->cursor), line->cursor);
  } else if (key_is(key, "Delete") || key_is(key, "C-d")) {
    cut(line, line->cursor, text_next(text, line->cursor));
  } else if (key_is(key, "C-k")) {
    cut(line, line->cursor, length);
  } else if (key_is(key, "C-u")) {
    cut(line, 0, line->cursor);
  } else if (key_is(key, "C-w")) {
    cut(line, text_previous_word(text, line->cursor), line->cursor);
  } else {
    return false;
  }
  return true;
}

void line_paint(const struct line *line, int row, int column, int columns)
{
  const char *text = str_text(&line->text);
  size_t start = 0;
  while (text_width_span(text + start, line->cursor - start) >= columns)
    start = text_next(text, start);
  paint_padded(row, column, columns, STYLE_FIELD, "");
  int used;
  size_t fits = text_fit(text + start, columns, &used);
  struct str shown = {0};
  str_add_span(&shown, text + start, fits);
  paint_text(row, column, columns, STYLE_FIELD, str_text(&shown));
  str_clear(&shown);
  paint_cursor(row, column + text_width_span(text + start, line->cursor - start));
}
