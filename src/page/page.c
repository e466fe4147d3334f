#include "page/page.h"

#include "base/mem.h"
#include "base/text.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>

void page_begin(struct page *page, const char *title, const char *language)
{
  *page = (struct page){.title = mem_copy_text(title), .language = mem_copy_text(language)};
}

static void clear_table(struct table *table)
{
  for (size_t i = 0; i < table->column_count; i++)
    free(table->columns[i].title);
  for (size_t i = 0; i < table->cell_count; i++)
    free(table->cells[i]);
  free(table->columns);
  free(table->cells);
}

void page_clear(struct page *page)
{
  for (size_t i = 0; i < page->count; i++) {
    free(page->blocks[i].text);
    free(page->blocks[i].label);
    clear_table(&page->blocks[i].table);
    picture_free(&page->blocks[i].picture);
  }
  free(page->blocks);
  free(page->title);
  free(page->subtitle);
  free(page->language);
  free(page->contents);
  *page = (struct page){0};
}

static struct block *add(struct page *page, enum block_kind kind, const char *label,
                         const char *text)
{
  if (page->count == page->capacity) {
    page->capacity = page->capacity == 0 ? 64 : page->capacity * 2;
    page->blocks = mem_resize(page->blocks, page->capacity, sizeof *page->blocks);
  }
  struct block *block = &page->blocks[page->count++];
  *block = (struct block){.kind = kind, .label = mem_copy_text(label), .text = mem_copy_text(text)};
  return block;
}

static void add_words(struct page *page, enum block_kind kind, const char *label, const char *text)
{
  if (text != NULL && text[0] != '\0')
    add(page, kind, label, text);
}

void page_section(struct page *page, const char *name, const char *title)
{
  add_words(page, BLOCK_SECTION, name, title);
}

void page_part(struct page *page, const char *title)
{
  add_words(page, BLOCK_PART, NULL, title);
}

void page_text(struct page *page, const char *text)
{
  add_words(page, BLOCK_TEXT, NULL, text);
}

void page_quote(struct page *page, const char *text)
{
  add_words(page, BLOCK_QUOTE, NULL, text);
}

void page_note(struct page *page, const char *text)
{
  add_words(page, BLOCK_NOTE, NULL, text);
}

void page_item(struct page *page, const char *text)
{
  add_words(page, BLOCK_ITEM, NULL, text);
}

void page_fact(struct page *page, const char *label, const char *value)
{
  add_words(page, BLOCK_FACT, label, value);
}

void page_table(struct page *page, const char *caption, const struct page_column *columns,
                size_t count)
{
  struct table *table = &add(page, BLOCK_TABLE, NULL, caption)->table;
  table->columns = mem_new(count, sizeof *table->columns);
  table->column_count = count;
  for (size_t i = 0; i < count; i++)
    table->columns[i] = (struct column){mem_copy_text(columns[i].title), columns[i].kind};
}

void page_cell(struct page *page, const char *text)
{
  struct table *table = &page->blocks[page->count - 1].table;
  if (table->cell_count == table->capacity) {
    table->capacity = table->capacity == 0 ? 64 : table->capacity * 2;
    table->cells = mem_resize(table->cells, table->capacity, sizeof *table->cells);
  }
  table->cells[table->cell_count++] = mem_copy_text(text != NULL ? text : "");
}

void page_cell_number(struct page *page, long long number)
{
  char digits[32];
  snprintf(digits, sizeof digits, "%lld", number);
  page_cell(page, digits);
}

void page_picture(struct page *page, struct picture *picture, const char *instead)
{
  add(page, BLOCK_PICTURE, NULL, instead)->picture = picture;
}

static void drop_column(struct table *table, size_t column)
{
  size_t kept = 0;
  free(table->columns[column].title);
  for (size_t c = column; c + 1 < table->column_count; c++)
    table->columns[c] = table->columns[c + 1];
  for (size_t i = 0; i < table->cell_count; i++)
    if (i % table->column_count == column)
      free(table->cells[i]);
    else
      table->cells[kept++] = table->cells[i];
  table->cell_count = kept;
  table->column_count--;
}

static bool is_empty(const struct table *table, size_t column)
{
  for (size_t i = column; i < table->cell_count; i += table->column_count)
    if (table->cells[i][0] != '\0')
      return false;
  return table->cell_count > 0;
}

void page_tidy(struct page *page)
{
  for (size_t i = 0; i < page->count; i++) {
    struct table *table = &page->blocks[i].table;
    for (size_t c = table->column_count; c > 1; c--)
      if (is_empty(table, c - 1))
        drop_column(table, c - 1);
  }
}

/* ---- What the forms share ---- */

bool page_begins_run(const struct page *page, size_t block)
{
  return block == 0 || page->blocks[block - 1].kind != page->blocks[block].kind;
}

bool page_ends_run(const struct page *page, size_t block)
{
  return block + 1 == page->count || page->blocks[block + 1].kind != page->blocks[block].kind;
}

bool page_next_line(const char **text, char **line)
{
  if (*text == NULL)
    return false;
  size_t length = strcspn(*text, "\n");
  *line = mem_copy_span(*text, length);
  text_sanitize(*line);
  *text = (*text)[length] == '\n' ? *text + length + 1 : NULL;
  return true;
}
