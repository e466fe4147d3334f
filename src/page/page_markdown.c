/* A document as Markdown: CommonMark, with the tables that GitHub and most wikis know. */
#include "page/markdown.h"
#include "page/page.h"

#include "base/text.h"

#include <stdlib.h>
#include <string.h>

static void add_heading(struct str *out, const char *mark, const char *text)
{
  str_add(out, mark);
  markdown_add_cell(out, text);
  str_add(out, "\n");
}

/* Control characters are made harmless, lines stay. */
static char *harmless(const char *text)
{
  struct str all = {0};
  char *line;
  for (bool first = true; page_next_line(&text, &line); first = false) {
    str_addf(&all, "%s%s", first ? "" : "\n", line);
    free(line);
  }
  return str_take(&all);
}

/* One line in the file, whatever it is of. */
static void add_cell(struct str *out, const char *text)
{
  char *words = harmless(text);
  markdown_add_cell(out, words != NULL ? words : "");
  free(words);
}

static void add_row(struct str *out, const struct table *table, char *const *cells)
{
  for (size_t c = 0; c < table->column_count; c++) {
    str_add(out, "| ");
    add_cell(out, cells != NULL ? cells[c] : table->columns[c].title);
    str_add(out, " ");
  }
  str_add(out, "|\n");
}

static void add_table(struct str *out, const struct table *table)
{
  add_row(out, table, NULL);
  for (size_t c = 0; c < table->column_count; c++)
    str_add(out, table->columns[c].kind == COLUMN_NUMBER ? "| --: " : "| --- ");
  str_add(out, "|\n");
  for (size_t i = 0; i + table->column_count <= table->cell_count; i += table->column_count)
    add_row(out, table, table->cells + i);
}

/* Lines as they are, between fences longer than any in them. */
static void add_lines(struct str *out, const char *text)
{
  size_t most = 2;
  for (const char *at = text; (at = strchr(at, '`')) != NULL;) {
    size_t ticks = strspn(at, "`");
    most = ticks > most ? ticks : most;
    at += ticks;
  }
  for (int end = 0; end < 2; end++) {
    for (size_t i = 0; i <= most; i++)
      str_add_char(out, '`');
    str_add(out, end == 0 ? "text\n" : "\n");
    if (end == 0)
      str_add(out, text);
  }
}

static void add_block(struct str *out, const struct block *block)
{
  char *text = block->text != NULL ? harmless(block->text) : NULL;
  switch (block->kind) {
  case BLOCK_SECTION:
    add_heading(out, "## ", text);
    break;
  case BLOCK_PART:
    add_heading(out, "### ", text);
    break;
  case BLOCK_TEXT:
    markdown_add_text(out, text, "");
    str_add(out, "\n");
    break;
  case BLOCK_NOTE:
    str_add(out, "*");
    markdown_add_cell(out, text);
    str_add(out, "*\n");
    break;
  case BLOCK_QUOTE:
    str_add(out, "> ");
    markdown_add_text(out, text, "> ");
    str_add(out, "\n");
    break;
  case BLOCK_ITEM:
    str_add(out, "- ");
    markdown_add_text(out, text, "  ");
    str_add(out, "\n");
    break;
  case BLOCK_FACT:
    str_add(out, "- **");
    add_cell(out, block->label);
    str_add(out, ":** ");
    markdown_add_text(out, text, "  ");
    str_add(out, "\n");
    break;
  case BLOCK_TABLE:
    add_table(out, &block->table);
    break;
  case BLOCK_PICTURE:
    add_lines(out, block->text);
    break;
  }
  free(text);
}

static bool is_list(enum block_kind kind)
{
  return kind == BLOCK_ITEM || kind == BLOCK_FACT;
}

void page_write_markdown(const struct page *page, struct str *out)
{
  char *title = harmless(page->title);
  char *subtitle = harmless(page->subtitle);
  add_heading(out, "# ", title);
  if (subtitle != NULL) {
    str_add(out, "\n");
    markdown_add_text(out, subtitle, "");
    str_add(out, "\n");
  }
  free(title);
  free(subtitle);
  for (size_t i = 0; i < page->count; i++) {
    const struct block *block = &page->blocks[i];
    if ((block->kind == BLOCK_TABLE && block->table.cell_count == 0) ||
        (block->kind == BLOCK_PICTURE && block->text == NULL))
      continue;
    if (!is_list(block->kind) || page_begins_run(page, i))
      str_add(out, "\n");
    add_block(out, block);
  }
}
