/* A document as one HTML file: no script, nothing fetched, well-formed as XML as well.
 * Written by libxml2, so that escaping is not ours to get wrong. */
#include "page/page.h"
#include "page/style.h"

#include <libxml/xmlwriter.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#define HTML_NAMESPACE "http://www.w3.org/1999/xhtml"
#define SVG_NAMESPACE "http://www.w3.org/2000/svg"

/* A picture on a narrow screen is not made smaller than so many tenths: it scrolls. */
#define SMALLEST 9

/* Bytes of a title that is a sentence rather than a name. */
#define LONG 60

struct writer {
  xmlTextWriterPtr xml;
  const struct page *page;
  bool in_section;
  bool failed; /* something was not written: memory ran out */
};

static void check(struct writer *writer, int written)
{
  writer->failed = writer->failed || written < 0;
}

static void open_element(struct writer *writer, const char *name)
{
  check(writer, xmlTextWriterStartElement(writer->xml, (const xmlChar *)name));
}

/* An element that HTML wants an end tag of, also where it is empty. */
static void close_element(struct writer *writer)
{
  check(writer, xmlTextWriterFullEndElement(writer->xml));
}

/* One without. */
static void close_void(struct writer *writer)
{
  check(writer, xmlTextWriterEndElement(writer->xml));
}

/* Lines become lines; control characters go. */
static void put_lines(struct writer *writer, const char *text)
{
  char *line;
  for (bool first = true; page_next_line(&text, &line); first = false) {
    if (!first) {
      open_element(writer, "br");
      close_void(writer);
    }
    check(writer, xmlTextWriterWriteString(writer->xml, (const xmlChar *)line));
    free(line);
  }
}

/* In attributes and names one line is all there is. */
static void put_attribute(struct writer *writer, const char *name, const char *text)
{
  char *line;
  if (page_next_line(&text, &line)) {
    check(writer,
          xmlTextWriterWriteAttribute(writer->xml, (const xmlChar *)name, (const xmlChar *)line));
    free(line);
  }
}

static void put_number(struct writer *writer, const char *name, double number)
{
  char digits[32];
  snprintf(digits, sizeof digits, "%g", number);
  put_attribute(writer, name, digits);
}

static void put_element(struct writer *writer, const char *name, const char *text)
{
  open_element(writer, name);
  put_lines(writer, text);
  close_element(writer);
}

/* Empty lines part paragraphs. */
static void put_paragraphs(struct writer *writer, const char *text, const char *class)
{
  while (text != NULL && *(text += strspn(text, "\n")) != '\0') {
    const char *end = strstr(text, "\n\n");
    struct str one = {0};
    str_add_span(&one, text, end != NULL ? (size_t)(end - text) : strlen(text));
    open_element(writer, "p");
    if (class != NULL)
      put_attribute(writer, "class", class);
    put_lines(writer, one.text);
    close_element(writer);
    str_clear(&one);
    text = end;
  }
}

/* ---- Tables ---- */

/* The roles are what tables have anyway; they stay where a narrow screen shows a row as
 * a card. */
static void put_row_of_titles(struct writer *writer, const struct table *table)
{
  open_element(writer, "thead");
  put_attribute(writer, "role", "rowgroup");
  open_element(writer, "tr");
  put_attribute(writer, "role", "row");
  for (size_t c = 0; c < table->column_count; c++) {
    open_element(writer, "th");
    put_attribute(writer, "role", "columnheader");
    put_attribute(writer, "scope", "col");
    if (table->columns[c].kind == COLUMN_NUMBER)
      put_attribute(writer, "class", "n");
    put_lines(writer, table->columns[c].title);
    close_element(writer);
  }
  close_element(writer);
  close_element(writer);
}

/* Whole sentences are hard to read where all of them are strong. */
static bool is_long(const char *text)
{
  return strlen(text) > LONG;
}

static void put_cell(struct writer *writer, const struct column *column, const char *text)
{
  bool title = column->kind == COLUMN_TITLE;
  open_element(writer, title ? "th" : "td");
  put_attribute(writer, "role", title ? "rowheader" : "cell");
  if (title)
    put_attribute(writer, "scope", "row");
  else
    put_attribute(writer, "data-label", column->title);
  if (column->kind == COLUMN_NUMBER)
    put_attribute(writer, "class", "n");
  else if (title && is_long(text))
    put_attribute(writer, "class", "long");
  if (text[0] != '\0' && !title) {
    /* One box, so that a card can put it beside its label. */
    put_element(writer, "span", text);
  } else {
    put_lines(writer, text);
  }
  close_element(writer);
}

static void put_table(struct writer *writer, const struct block *block)
{
  const struct table *table = &block->table;
  open_element(writer, "table");
  put_attribute(writer, "role", "table");
  if (block->text != NULL)
    put_element(writer, "caption", block->text);
  put_row_of_titles(writer, table);
  open_element(writer, "tbody");
  put_attribute(writer, "role", "rowgroup");
  for (size_t i = 0; i + table->column_count <= table->cell_count; i += table->column_count) {
    open_element(writer, "tr");
    put_attribute(writer, "role", "row");
    for (size_t c = 0; c < table->column_count; c++)
      put_cell(writer, &table->columns[c], table->cells[i + c]);
    close_element(writer);
  }
  close_element(writer);
  close_element(writer);
}

/* ---- Pictures ---- */

static void put_points(struct writer *writer, const struct spot *points, size_t count)
{
  struct str text = {0};
  for (size_t i = 0; i < count; i++)
    str_addf(&text, "%s%g,%g", i > 0 ? " " : "", points[i].x, points[i].y);
  put_attribute(writer, "points", str_text(&text));
  str_clear(&text);
}

static void put_shape(struct writer *writer, const struct shape *shape)
{
  static const char *const names[] = {"rect", "polyline", "circle", "polygon", "text"};
  double x = shape->at.x, y = shape->at.y, size = shape->width;
  open_element(writer, names[shape->kind]);
  put_attribute(writer, "class", shape->look);
  switch (shape->kind) {
  case SHAPE_BOX:
    put_number(writer, "x", x);
    put_number(writer, "y", y);
    put_number(writer, "width", size);
    put_number(writer, "height", shape->height);
    put_number(writer, "rx", size < 10 ? 2 : 6);
    break;
  case SHAPE_LINE:
    put_points(writer, shape->points, shape->count);
    break;
  case SHAPE_DOT:
    put_number(writer, "cx", x);
    put_number(writer, "cy", y);
    put_number(writer, "r", size);
    break;
  case SHAPE_DIAMOND:
    put_points(writer, (struct spot[]){{x, y - size}, {x + size, y}, {x, y + size}, {x - size, y}},
               4);
    break;
  case SHAPE_WORDS:
    put_number(writer, "x", x);
    put_number(writer, "y", y);
    break;
  }
  if (shape->kind == SHAPE_WORDS)
    put_lines(writer, shape->words);
  else if (shape->words != NULL)
    put_element(writer, "title", shape->words);
  close_element(writer);
}

static void put_picture(struct writer *writer, const struct picture *picture, size_t place)
{
  char title[40], description[40], both[90], text[64];
  snprintf(title, sizeof title, "picture-%zu", place);
  snprintf(description, sizeof description, "picture-%zu-told", place);
  snprintf(both, sizeof both, "%s %s", title, description);
  open_element(writer, "figure");
  open_element(writer, "div");
  put_attribute(writer, "class", "wide");
  /* A box that scrolls must be reached without a mouse, too. */
  put_attribute(writer, "role", "region");
  put_attribute(writer, "tabindex", "0");
  put_attribute(writer, "aria-labelledby", title);
  open_element(writer, "svg");
  put_attribute(writer, "xmlns", SVG_NAMESPACE);
  put_attribute(writer, "role", "img");
  put_attribute(writer, "aria-labelledby", both);
  snprintf(text, sizeof text, "0 0 %g %g", picture->width, picture->height);
  put_attribute(writer, "viewBox", text);
  put_number(writer, "width", picture->width);
  put_number(writer, "height", picture->height);
  snprintf(text, sizeof text, "max-width:%gpx;min-width:%gpx", picture->width,
           picture->width * SMALLEST / 10);
  put_attribute(writer, "style", text);
  open_element(writer, "title");
  put_attribute(writer, "id", title);
  put_lines(writer, picture->title);
  close_element(writer);
  open_element(writer, "desc");
  put_attribute(writer, "id", description);
  put_lines(writer, picture->description);
  close_element(writer);
  for (size_t i = 0; i < picture->count; i++)
    put_shape(writer, &picture->shapes[i]);
  close_element(writer);
  close_element(writer);
  put_element(writer, "figcaption", picture->description);
  close_element(writer);
}

/* ---- Blocks ---- */

static void open_section(struct writer *writer, const struct block *block)
{
  if (writer->in_section)
    close_element(writer);
  writer->in_section = true;
  open_element(writer, "section");
  open_element(writer, "h2");
  put_attribute(writer, "id", block->label);
  put_lines(writer, block->text);
  close_element(writer);
}

static void put_fact(struct writer *writer, const struct block *block)
{
  open_element(writer, "div");
  put_element(writer, "dt", block->label);
  put_element(writer, "dd", block->text);
  close_element(writer);
}

static void put_block(struct writer *writer, size_t place)
{
  const struct page *page = writer->page;
  const struct block *block = &page->blocks[place];
  bool list = block->kind == BLOCK_ITEM || block->kind == BLOCK_FACT;
  if (list && page_begins_run(page, place))
    open_element(writer, block->kind == BLOCK_ITEM ? "ul" : "dl");
  switch (block->kind) {
  case BLOCK_SECTION:
    open_section(writer, block);
    break;
  case BLOCK_PART:
    put_element(writer, "h3", block->text);
    break;
  case BLOCK_TEXT:
    put_paragraphs(writer, block->text, NULL);
    break;
  case BLOCK_NOTE:
    put_paragraphs(writer, block->text, "note");
    break;
  case BLOCK_QUOTE:
    open_element(writer, "blockquote");
    put_paragraphs(writer, block->text, NULL);
    close_element(writer);
    break;
  case BLOCK_ITEM:
    put_element(writer, "li", block->text);
    break;
  case BLOCK_FACT:
    put_fact(writer, block);
    break;
  case BLOCK_TABLE:
    if (block->table.cell_count > 0)
      put_table(writer, block);
    break;
  case BLOCK_PICTURE:
    put_picture(writer, block->picture, place);
    break;
  }
  if (list && page_ends_run(page, place))
    close_element(writer);
}

static void put_meta(struct writer *writer, const char *name, const char *content)
{
  open_element(writer, "meta");
  put_attribute(writer, "name", name);
  put_attribute(writer, "content", content);
  close_void(writer);
}

static void put_head(struct writer *writer)
{
  open_element(writer, "head");
  open_element(writer, "meta");
  put_attribute(writer, "charset", "utf-8");
  close_void(writer);
  put_meta(writer, "viewport", "width=device-width, initial-scale=1");
  put_meta(writer, "color-scheme", "light dark");
  put_element(writer, "title", writer->page->title);
  open_element(writer, "style");
  check(writer, xmlTextWriterWriteRaw(writer->xml, (const xmlChar *)style_sheet));
  close_element(writer);
  close_element(writer);
}

static void put_contents(struct writer *writer)
{
  const struct page *page = writer->page;
  open_element(writer, "nav");
  put_attribute(writer, "aria-label", page->contents);
  open_element(writer, "ul");
  for (size_t i = 0; i < page->count; i++) {
    if (page->blocks[i].kind != BLOCK_SECTION)
      continue;
    struct str link = {0};
    str_addf(&link, "#%s", page->blocks[i].label);
    open_element(writer, "li");
    open_element(writer, "a");
    put_attribute(writer, "href", link.text);
    put_lines(writer, page->blocks[i].text);
    close_element(writer);
    close_element(writer);
    str_clear(&link);
  }
  close_element(writer);
  close_element(writer);
}

static void put_body(struct writer *writer)
{
  const struct page *page = writer->page;
  open_element(writer, "body");
  open_element(writer, "header");
  put_element(writer, "h1", page->title);
  if (page->subtitle != NULL)
    put_paragraphs(writer, page->subtitle, "under");
  if (page->contents != NULL)
    put_contents(writer);
  close_element(writer);
  open_element(writer, "main");
  for (size_t i = 0; i < page->count; i++)
    put_block(writer, i);
  if (writer->in_section)
    close_element(writer);
  close_element(writer);
  close_element(writer);
}

bool page_write_html(const struct page *page, struct str *out)
{
  xmlBufferPtr buffer = xmlBufferCreate();
  struct writer writer = {.xml = buffer != NULL ? xmlNewTextWriterMemory(buffer, 0) : NULL,
                          .page = page};
  if (writer.xml == NULL) {
    if (buffer != NULL)
      xmlBufferFree(buffer);
    return false;
  }
  /* Lines in the file, but no spaces that a browser would show. */
  xmlTextWriterSetIndent(writer.xml, 1);
  xmlTextWriterSetIndentString(writer.xml, (const xmlChar *)"");
  /* It tells the writer that å may stay å; HTML has no such line. */
  check(&writer, xmlTextWriterStartDocument(writer.xml, NULL, "UTF-8", NULL));
  open_element(&writer, "html");
  put_attribute(&writer, "lang", page->language);
  put_attribute(&writer, "xmlns", HTML_NAMESPACE);
  put_head(&writer);
  put_body(&writer);
  /* Where memory ran out on the way, elements are missing, and so is the end. */
  bool whole = xmlTextWriterEndDocument(writer.xml) >= 0 && !writer.failed;
  xmlFreeTextWriter(writer.xml);
  const char *text = (const char *)xmlBufferContent(buffer);
  if (whole && text != NULL) {
    const char *start = strchr(text, '\n');
    str_add(out, "<!DOCTYPE html>\n");
    str_add(out, start != NULL ? start + 1 : text);
  }
  xmlBufferFree(buffer);
  return whole && text != NULL;
}
