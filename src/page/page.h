/*
 * page/ owns how a document is written: headings, paragraphs, lists, tables and pictures,
 * as text for a terminal, as Markdown for a wiki, and as one HTML file that needs nothing
 * beside it.  Pure: the same document gives the same bytes.  It must not know what a
 * document is about, nor where its bytes go.
 *
 * This header: a document, put together from its start to its end.  All texts are copied,
 * and may be hostile: each form makes them harmless in its own way.
 */
#ifndef KUNDRESA_PAGE_PAGE_H
#define KUNDRESA_PAGE_PAGE_H

#include "base/str.h"
#include "page/picture.h"

#include <stdbool.h>
#include <stddef.h>

enum block_kind {
  BLOCK_SECTION, /* a heading under the title */
  BLOCK_PART,    /* a heading under that */
  BLOCK_TEXT,    /* lines; an empty one parts paragraphs */
  BLOCK_QUOTE,   /* what somebody said */
  BLOCK_NOTE,    /* a remark on what stands beside it */
  BLOCK_ITEM,    /* of a list; those that follow one another are one list */
  BLOCK_FACT,    /* a label and its value, as items */
  BLOCK_TABLE,
  BLOCK_PICTURE,
};

/* How a column of a table is laid out. */
enum column_kind {
  COLUMN_WORDS,
  COLUMN_NUMBER, /* stands to the right */
  COLUMN_TITLE,  /* what its row is about: a heading of the row */
};

struct page_column {
  const char *title; /* copied */
  enum column_kind kind;
};

struct table {
  struct column {
    char *title;
    enum column_kind kind;
  } * columns;
  size_t column_count;
  char **cells; /* row by row */
  size_t cell_count, capacity;
};

struct block {
  enum block_kind kind;
  char *text;  /* a table's caption; of a picture what text and Markdown have instead, or NULL */
  char *label; /* of a fact; the name of a section for links: letters and hyphens */
  struct table table;
  struct picture *picture;
};

/* Starts as {0}. */
struct page {
  char *title;
  char *subtitle; /* or NULL */
  char *language; /* BCP 47: of the document's own words */
  char *contents; /* what the list of sections is called */
  struct block *blocks;
  size_t count, capacity;
};

void page_begin(struct page *page, const char *title, const char *language);
void page_clear(struct page *page);

/* Each adds one block; those with words add nothing where these are NULL or "". */
void page_section(struct page *page, const char *name, const char *title);
void page_part(struct page *page, const char *title);
void page_text(struct page *page, const char *text);
void page_quote(struct page *page, const char *text);
void page_note(struct page *page, const char *text);
void page_item(struct page *page, const char *text);
void page_fact(struct page *page, const char *label, const char *value);

/* A table, which page_cell() then fills row by row; one without cells is not written. */
void page_table(struct page *page, const char *caption, const struct page_column *columns,
                size_t count);
/* NULL is an empty cell. */
void page_cell(struct page *page, const char *text);
void page_cell_number(struct page *page, long long number);

/* A picture, which becomes the page's; @instead is lines of characters for the forms
 * without pictures, or NULL. */
void page_picture(struct page *page, struct picture *picture, const char *instead);

/* Takes out the columns of tables that have nothing in them. */
void page_tidy(struct page *page);

/* ---- The three forms ---- */

/* For a terminal of so many columns, at least 40. */
void page_write_text(const struct page *page, int columns, struct str *out);
/* CommonMark with GitHub's tables. */
void page_write_markdown(const struct page *page, struct str *out);
/* HTML that is well-formed XML too; false where there is no memory for it. */
bool page_write_html(const struct page *page, struct str *out);

/* ---- What the forms share ---- */

/* Whether the block begins or ends a run of its kind: items and facts are lists. */
bool page_begins_run(const struct page *page, size_t block);
bool page_ends_run(const struct page *page, size_t block);

/* The next line of *@text, made harmless (base/text), at @*line (the caller's); false
 * after the last.  *@text goes on behind it. */
bool page_next_line(const char **text, char **line);

#endif
