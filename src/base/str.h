/* A string that grows. */
#ifndef KUNDRESA_BASE_STR_H
#define KUNDRESA_BASE_STR_H

#include <stdarg.h>
#include <stddef.h>

/* Starts as {0}.  @text is NULL while nothing was added; else it is ended by
 * NUL, which @length does not count. */
struct str {
  char *text;
  size_t length;
  size_t capacity;
};

void str_add(struct str *str, const char *text);
void str_add_span(struct str *str, const char *text, size_t length);
void str_add_char(struct str *str, char byte);
void str_addf(struct str *str, const char *format, ...) __attribute__((format(printf, 2, 3)));
void str_addv(struct str *str, const char *format, va_list arguments);

/* Cuts @str to @length bytes (no-op where it is shorter). */
void str_cut(struct str *str, size_t length);

/* The text, "" when empty; borrowed until the next change. */
const char *str_text(const struct str *str);

/* Hands the text over to the caller, who frees it; @str is empty after. */
char *str_take(struct str *str);

/* Frees what @str holds and empties it. */
void str_clear(struct str *str);

#endif
