/* UTF-8 text in terminal columns, through libunistring. */
#ifndef KUNDRESA_BASE_TEXT_H
#define KUNDRESA_BASE_TEXT_H

#include "base/str.h"

#include <stdbool.h>
#include <stddef.h>

/* Whether the @length bytes at @text are well-formed UTF-8. */
bool text_is_utf8(const char *text, size_t length);

/* Whether a character may stand in stored text: no control character but
 * newline, no bidirectional override or isolate, no zero-width or tag
 * character, no byte order mark, no private or unassigned noncharacter.
 * These move the cursor or hide words; see Unicode TR 36. */
bool text_is_safe_char(unsigned int character);

/* The place of the first byte in the NUL-ended @text that is not UTF-8 or not
 * safe, or NULL.  @newlines tells whether a newline is welcome. */
const char *text_first_unsafe(const char *text, bool newlines);

/* Replaces every unsafe character and every newline by '?' or a space, in
 * place, and makes broken UTF-8 at the end of a cut buffer whole. */
void text_sanitize(char *text);

/* The columns that the NUL-ended @text takes on a terminal; unsafe
 * characters count as nothing. */
int text_width(const char *text);

/* The columns of the first @length bytes. */
int text_width_span(const char *text, size_t length);

/* The number of bytes at the start of @text, whole grapheme clusters, that
 * fit into @columns.  *@used (if not NULL) is the columns they take. */
size_t text_fit(const char *text, int columns, int *used);

/* Adds @text cut to at most @columns; where it is cut the last column holds
 * @mark ("…" or "~"). Newlines become spaces. */
void text_add_cut(struct str *out, const char *text, int columns, const char *mark);

/* Adds @text cut or filled with spaces to exactly @columns. */
void text_add_padded(struct str *out, const char *text, int columns, const char *mark);

/* One line of wrapped text: a span of the text that was wrapped. */
struct text_line {
  size_t start;  /* byte offset of the line's first byte */
  size_t length; /* bytes, without the newline or the space it broke at */
};

/* Breaks @text into lines of at most @columns by the Unicode line breaking
 * algorithm (UAX 14); a word that is too long is broken between graphemes.
 * Newlines end lines.  *@lines is the caller's to free; the count is
 * returned, at least 1. */
size_t text_wrap(const char *text, int columns, struct text_line **lines);

/* The offset of the next / previous grapheme boundary from @offset. */
size_t text_next(const char *text, size_t offset);
size_t text_previous(const char *text, size_t offset);

/* The offset of the start of the next / previous word (UAX 29). */
size_t text_next_word(const char *text, size_t offset);
size_t text_previous_word(const char *text, size_t offset);

/* Whether @needle occurs in @text when case is ignored.  "" is everywhere. */
bool text_contains(const char *text, const char *needle);

/* The number of characters (code points) in the first @length bytes. */
size_t text_count(const char *text, size_t length);

/* Adds a readable id made from @text: [a-z][a-z0-9-]{0,49}, å and ä as a, ö
 * and ø as o, æ as ae, ß as ss, other marks dropped; @fallback where nothing
 * is left. */
void text_add_slug(struct str *out, const char *text, const char *fallback);

#endif
