/* A document for a terminal: wrapped lines, and tables whose cells wrap in columns. */
#include "page/page.h"

#include "base/mem.h"
#include "base/text.h"

#include <stdlib.h>
#include <string.h>

#define COLUMNS_LEAST 40
/* Longer lines are hard to read. */
#define COLUMNS_MOST 110
/* Between two columns of a table; the least that one is squeezed to. */
#define GAP 2
#define SQUEEZED 6
/* Longer words are broken in a table that has no room for them. */
#define WORD_MOST 20

struct writer {
  struct str *out;
  int columns;
};

static void add_spaces(struct str *out, int count)
{
  for (int i = 0; i < count; i++)
    str_add_char(out, ' ');
}

/* Spaces at the end of a line are nothing that anybody sees. */
static void end_line(struct str *out)
{
  while (out->length > 0 && out->text[out->length - 1] == ' ')
    str_cut(out, out->length - 1);
  str_add_char(out, '\n');
}

/* ---- Words ---- */

/* Adds @text wrapped; the first line follows what stands there already, of @first, the
 * others begin with @next. */
static void add_wrapped(struct writer *writer, const char *text, const char *first,
                        const char *next)
{
  const char *lead = first;
  char *line;
  while (page_next_line(&text, &line)) {
    struct text_line *lines;
    int width = writer->columns - text_width(next);
    size_t count = text_wrap(line, width, &lines);
    for (size_t i = 0; i < count; i++) {
      str_add(writer->out, lead);
      str_add_span(writer->out, line + lines[i].start, lines[i].length);
      end_line(writer->out);
      lead = next;
    }
    free(lines);
    free(line);
  }
}

static void add_rule(struct writer *writer, const char *mark, int width)
{
  for (int i = 0; i < width && i < writer->columns; i++)
    str_add(writer->out, mark);
  str_add(writer->out, "\n");
}

static void add_heading(struct writer *writer, const char *text, const char *mark)
{
  add_wrapped(writer, text, "", "");
  add_rule(writer, mark, text_width(text));
}

/* ---- Facts ---- */

static void add_fact(struct writer *writer, const struct block *block, int labels)
{
  struct str lead = {0}, next = {0};
  text_add_padded(&lead, block->label, labels + GAP, "…");
  add_spaces(&next, labels + GAP);
  add_wrapped(writer, block->text, lead.text, next.text);
  str_clear(&lead);
  str_clear(&next);
}

/* The widest label of the run that @first begins, but no more than half of the line. */
static int label_width(const struct page *page, size_t first, int columns)
{
  int width = 0;
  for (size_t i = first; i < page->count && page->blocks[i].kind == BLOCK_FACT; i++) {
    int own = text_width(page->blocks[i].label);
    width = own > width ? own : width;
  }
  return width < columns / 2 ? width : columns / 2;
}

/* ---- Tables ---- */

/* Every line of a cell, wrapped to the column's width. */
struct wrapped {
  char **lines;
  size_t count;
};

static void wrap_cell(const char *text, int width, struct wrapped *wrapped)
{
  char *line;
  *wrapped = (struct wrapped){0};
  while (page_next_line(&text, &line)) {
    struct text_line *parts;
    size_t count = text_wrap(line, width, &parts);
    wrapped->lines = mem_resize(wrapped->lines, wrapped->count + count, sizeof *wrapped->lines);
    for (size_t i = 0; i < count; i++)
      wrapped->lines[wrapped->count++] = mem_copy_span(line + parts[i].start, parts[i].length);
    free(parts);
    free(line);
  }
}

static void clear_wrapped(struct wrapped *wrapped)
{
  for (size_t i = 0; i < wrapped->count; i++)
    free(wrapped->lines[i]);
  free(wrapped->lines);
}

/* The widest line of a cell. */
static int cell_width(const char *text)
{
  int width = 0;
  char *line;
  while (page_next_line(&text, &line)) {
    int own = text_width(line);
    width = own > width ? own : width;
    free(line);
  }
  return width;
}

static const char *cell_at(const struct table *table, size_t row, size_t column)
{
  size_t place = row * table->column_count + column;
  return place < table->cell_count ? table->cells[place] : "";
}

/* The widest word of a cell. */
static int word_width(const char *text)
{
  int width = 0;
  while (*text != '\0') {
    size_t length = strcspn(text, " \n");
    int own = text_width_span(text, length);
    width = own > width ? own : width;
    text += length + (text[length] != '\0' ? 1 : 0);
  }
  return width;
}

/* What a column would like to be, and what it can be squeezed to: words stay whole where
 * they are not too long. */
struct wish {
  int width, least;
};

static struct wish wish_of(const struct table *table, size_t column)
{
  struct wish wish = {text_width(table->columns[column].title), 0};
  wish.least = word_width(table->columns[column].title);
  for (size_t i = column; i < table->cell_count; i += table->column_count) {
    int width = cell_width(table->cells[i]), word = word_width(table->cells[i]);
    wish.width = width > wish.width ? width : wish.width;
    wish.least = word > wish.least ? word : wish.least;
  }
  wish.least = wish.least < WORD_MOST ? wish.least : WORD_MOST;
  return wish;
}

/* The widest column that is wider than it must be; where there is none the widest that is
 * wider than SQUEEZED, or else none: -1. */
static int find_widest(const int *widths, const struct wish *wishes, size_t count)
{
  int widest = -1;
  for (size_t c = 0; c < count; c++)
    if (widths[c] > wishes[c].least && (widest < 0 || widths[c] > widths[widest]))
      widest = (int)c;
  for (size_t c = 0; c < count && widest < 0; c++)
    if (widths[c] > SQUEEZED && (widest < 0 || widths[c] > widths[widest]))
      widest = (int)c;
  return widest;
}

/* As wide as each column would like to be, and then the widest squeezed until all fit;
 * the caller frees it. */
static int *find_widths(const struct table *table, int columns)
{
  int *widths = mem_new(table->column_count, sizeof *widths);
  struct wish *wishes = mem_new(table->column_count, sizeof *wishes);
  int sum = (int)(table->column_count - 1) * GAP;
  for (size_t c = 0; c < table->column_count; c++) {
    wishes[c] = wish_of(table, c);
    widths[c] = wishes[c].width;
    sum += widths[c];
  }
  for (int widest;
       sum > columns && (widest = find_widest(widths, wishes, table->column_count)) >= 0; sum--)
    widths[widest]--;
  free(wishes);
  return widths;
}

/* Adds one row; true where it took more than a line. */
static bool add_row(struct writer *writer, const struct table *table, const int *widths,
                    const char *const *cells)
{
  struct wrapped *wrapped = mem_new(table->column_count, sizeof *wrapped);
  size_t lines = 0;
  for (size_t c = 0; c < table->column_count; c++) {
    wrap_cell(cells[c], widths[c], &wrapped[c]);
    lines = wrapped[c].count > lines ? wrapped[c].count : lines;
  }
  for (size_t i = 0; i < lines; i++) {
    for (size_t c = 0; c < table->column_count; c++) {
      const char *text = i < wrapped[c].count ? wrapped[c].lines[i] : "";
      int room = widths[c] - text_width(text);
      bool right = table->columns[c].kind == COLUMN_NUMBER;
      add_spaces(writer->out, (c > 0 ? GAP : 0) + (right ? room : 0));
      str_add(writer->out, text);
      add_spaces(writer->out, right ? 0 : room);
    }
    end_line(writer->out);
  }
  for (size_t c = 0; c < table->column_count; c++)
    clear_wrapped(&wrapped[c]);
  free(wrapped);
  return lines > 1;
}

static bool any_wraps(const struct table *table, const int *widths)
{
  for (size_t i = 0; i < table->cell_count; i++)
    if (strchr(table->cells[i], '\n') != NULL ||
        text_width(table->cells[i]) > widths[i % table->column_count])
      return true;
  return false;
}

static void add_table(struct writer *writer, const struct table *table)
{
  size_t rows = table->cell_count / table->column_count;
  int *widths = find_widths(table, writer->columns);
  const char **cells = mem_new(table->column_count, sizeof *cells);
  int width = -GAP;
  for (size_t c = 0; c < table->column_count; c++) {
    cells[c] = table->columns[c].title;
    width += widths[c] + GAP;
  }
  add_row(writer, table, widths, cells);
  add_rule(writer, "─", width);
  bool apart = any_wraps(table, widths);
  for (size_t r = 0; r < rows; r++) {
    for (size_t c = 0; c < table->column_count; c++)
      cells[c] = cell_at(table, r, c);
    if (apart && r > 0)
      str_add(writer->out, "\n");
    add_row(writer, table, widths, cells);
  }
  free(cells);
  free(widths);
}

/* ---- Blocks ---- */

static void add_block(struct writer *writer, const struct page *page, size_t place, int *labels)
{
  const struct block *block = &page->blocks[place];
  switch (block->kind) {
  case BLOCK_SECTION:
    str_add(writer->out, "\n");
    add_heading(writer, block->text, "─");
    break;
  case BLOCK_PART:
  case BLOCK_TEXT:
  case BLOCK_NOTE:
    add_wrapped(writer, block->text, "", "");
    break;
  case BLOCK_QUOTE:
    add_wrapped(writer, block->text, "  ", "  ");
    break;
  case BLOCK_ITEM:
    add_wrapped(writer, block->text, "- ", "  ");
    break;
  case BLOCK_FACT:
    if (page_begins_run(page, place))
      *labels = label_width(page, place, writer->columns);
    add_fact(writer, block, *labels);
    break;
  case BLOCK_TABLE:
    add_table(writer, &block->table);
    break;
  case BLOCK_PICTURE:
    str_add(writer->out, block->text);
    break;
  }
}

static bool is_list(enum block_kind kind)
{
  return kind == BLOCK_ITEM || kind == BLOCK_FACT;
}

void page_write_text(const struct page *page, int columns, struct str *out)
{
  struct writer writer = {.out = out};
  int labels = 0;
  writer.columns = columns < COLUMNS_LEAST  ? COLUMNS_LEAST
                   : columns > COLUMNS_MOST ? COLUMNS_MOST
                                            : columns;
  add_heading(&writer, page->title, "═");
  if (page->subtitle != NULL)
    add_wrapped(&writer, page->subtitle, "", "");
  str_add(out, "\n");
  for (size_t i = 0; i < page->count; i++) {
    enum block_kind kind = page->blocks[i].kind;
    if ((kind == BLOCK_TABLE && page->blocks[i].table.cell_count == 0) ||
        (kind == BLOCK_PICTURE && page->blocks[i].text == NULL))
      continue;
    add_block(&writer, page, i, &labels);
    bool last = i + 1 == page->count;
    if (!last && kind != BLOCK_SECTION && kind != BLOCK_PART &&
        (!is_list(kind) || page_ends_run(page, i)))
      str_add(out, "\n");
  }
}
