#include "tui/writer.h"

#include "base/mem.h"
#include "base/text.h"

#include <stdlib.h>
#include <string.h>

/* Earlier states kept; a field is not a document. */
#define KEPT 200

void writer_clear(struct writer *writer)
{
  for (size_t i = 0; i < writer->count; i++)
    free(writer->undone[i]);
  free(writer->undone);
  free(writer->places);
  str_clear(&writer->text);
  *writer = (struct writer){.wish = -1};
}

void writer_start(struct writer *writer, const char *text)
{
  writer_clear(writer);
  str_add(&writer->text, text);
  writer->cursor = 0;
  writer->columns = 60;
}

static void keep(struct writer *writer)
{
  if (writer->count == KEPT) {
    free(writer->undone[0]);
    memmove(writer->undone, writer->undone + 1, (KEPT - 1) * sizeof *writer->undone);
    memmove(writer->places, writer->places + 1, (KEPT - 1) * sizeof *writer->places);
    writer->count--;
  }
  writer->undone = mem_resize(writer->undone, writer->count + 1, sizeof *writer->undone);
  writer->places = mem_resize(writer->places, writer->count + 1, sizeof *writer->places);
  writer->undone[writer->count] = mem_copy_text(str_text(&writer->text));
  writer->places[writer->count++] = writer->cursor;
}

static void take_back(struct writer *writer)
{
  if (writer->count == 0)
    return;
  writer->count--;
  str_cut(&writer->text, 0);
  str_add(&writer->text, writer->undone[writer->count]);
  writer->cursor = writer->places[writer->count];
  free(writer->undone[writer->count]);
}

static void replace(struct writer *writer, size_t from, size_t to, const char *with)
{
  char *rest = mem_copy_text(str_text(&writer->text) + to);
  str_cut(&writer->text, from);
  str_add(&writer->text, with);
  writer->cursor = writer->text.length;
  str_add(&writer->text, rest);
  free(rest);
}

void writer_insert(struct writer *writer, const char *text)
{
  keep(writer);
  replace(writer, writer->cursor, writer->cursor, text);
  writer->wish = -1;
}

/* The wrapped line that holds the cursor. */
static size_t line_of(const struct text_line *lines, size_t count, size_t cursor)
{
  size_t line = 0;
  while (line + 1 < count && lines[line + 1].start <= cursor)
    line++;
  return line;
}

void writer_place(const struct writer *writer, int *row, int *column)
{
  struct text_line *lines;
  const char *text = str_text(&writer->text);
  size_t count = text_wrap(text, writer->columns, &lines);
  size_t line = line_of(lines, count, writer->cursor);
  *row = (int)line;
  *column = text_width_span(text + lines[line].start, writer->cursor - lines[line].start);
  free(lines);
}

/* Goes @by lines up or down, keeping to the wished column. */
static void go_lines(struct writer *writer, int by)
{
  struct text_line *lines;
  const char *text = str_text(&writer->text);
  size_t count = text_wrap(text, writer->columns, &lines);
  size_t line = line_of(lines, count, writer->cursor);
  if (writer->wish < 0)
    writer->wish = text_width_span(text + lines[line].start, writer->cursor - lines[line].start);
  long to = (long)line + by;
  to = to < 0 ? 0 : to >= (long)count ? (long)count - 1 : to;
  char *span = mem_copy_span(text + lines[to].start, lines[to].length);
  writer->cursor = lines[to].start + text_fit(span, writer->wish, NULL);
  free(span);
  free(lines);
}

static void go_edge(struct writer *writer, bool end)
{
  struct text_line *lines;
  size_t count = text_wrap(str_text(&writer->text), writer->columns, &lines);
  size_t line = line_of(lines, count, writer->cursor);
  writer->cursor = lines[line].start + (end ? lines[line].length : 0);
  free(lines);
}

static bool move_key(struct writer *writer, const struct key *key)
{
  const char *text = str_text(&writer->text);
  bool vertical = true;
  if (key_is(key, "Up")) {
    go_lines(writer, -1);
  } else if (key_is(key, "Down")) {
    go_lines(writer, 1);
  } else if (key_is(key, "PageUp")) {
    go_lines(writer, -10);
  } else if (key_is(key, "PageDown")) {
    go_lines(writer, 10);
  } else {
    vertical = false;
    if (key_is(key, "Left") || key_is(key, "C-b"))
      writer->cursor = text_previous(text, writer->cursor);
    else if (key_is(key, "Right") || key_is(key, "C-f"))
      writer->cursor = text_next(text, writer->cursor);
    else if (key_is(key, "S-Left") || key_is(key, "C-Left"))
      writer->cursor = text_previous_word(text, writer->cursor);
    else if (key_is(key, "S-Right") || key_is(key, "C-Right"))
      writer->cursor = text_next_word(text, writer->cursor);
    else if (key_is(key, "Home") || key_is(key, "C-a"))
      go_edge(writer, false);
    else if (key_is(key, "End") || key_is(key, "C-e"))
      go_edge(writer, true);
    else
      return false;
  }
  if (!vertical)
    writer->wish = -1;
  writer->typing = false;
  return true;
}

bool writer_key(struct writer *writer, const struct key *key)
{
  const char *text = str_text(&writer->text);
  if (move_key(writer, key))
    return true;
  if (key->types || key_is(key, "Enter")) {
    const char *typed = key->types ? key->name : "\n";
    if (text_first_unsafe(typed, true) != NULL)
      return true;
    bool word = key->pasted || (key->types && !key_is(key, " "));
    if (!writer->typing || !word)
      keep(writer);
    writer->typing = word;
    replace(writer, writer->cursor, writer->cursor, typed);
    writer->wish = -1;
    return true;
  }
  size_t from = writer->cursor;
  size_t to = writer->cursor;
  if (key_is(key, "Backspace"))
    from = text_previous(text, from);
  else if (key_is(key, "Delete") || key_is(key, "C-d"))
    to = text_next(text, to);
  else if (key_is(key, "C-w"))
    from = text_previous_word(text, from);
  else if (key_is(key, "C-k"))
    to += text[to] == '\n' ? 1 : strcspn(text + to, "\n");
  else if (key_is(key, "C-_") || key_is(key, "C-y")) {
    take_back(writer);
    writer->typing = false;
    writer->wish = -1;
    return true;
  } else
    return false;
  writer->typing = false;
  writer->wish = -1;
  if (from == to)
    return true;
  keep(writer);
  replace(writer, from, to, "");
  return true;
}
