/* Words of people in Markdown: whatever they wrote, nothing of it is taken for markup or
 * HTML. */
#ifndef KUNDRESA_PAGE_MARKDOWN_H
#define KUNDRESA_PAGE_MARKDOWN_H

#include "base/str.h"

/* Adds one line of @length bytes. */
void markdown_add_line(struct str *out, const char *line, size_t length);

/* Adds @text: lines stay lines, by a backslash at the end of one, and empty ones part
 * paragraphs.  Every line but the first begins with @lead.  No newline at the end. */
void markdown_add_text(struct str *out, const char *text, const char *lead);

/* Adds @text for the cell of a table: a line by itself. */
void markdown_add_cell(struct str *out, const char *text);

#endif
