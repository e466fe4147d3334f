/* Memory that is there or ends the program cleanly. */
#ifndef KUNDRESA_BASE_MEM_H
#define KUNDRESA_BASE_MEM_H

#include <stddef.h>

/* @count times @size bytes of zeroes; never NULL.  A product that overflows
 * or memory that cannot be had ends the program through the handler below. */
void *mem_new(size_t count, size_t size);

/* Resizes @block (NULL for a new one) to @count times @size bytes; bytes that
 * are new are not cleared.  Never NULL. */
void *mem_resize(void *block, size_t count, size_t size);

/* A copy of @text that the caller frees; NULL stays NULL. */
char *mem_copy_text(const char *text);

/* A copy of the first @length bytes of @text, ended by NUL. */
char *mem_copy_span(const char *text, size_t length);

/* Frees what *@slot holds and puts a copy of @text (or NULL) there. */
void mem_set_text(char **slot, const char *text);

/* Called once, before the program ends for want of memory: the screen puts
 * the terminal back here.  NULL for none. */
void mem_on_exhausted(void (*handler)(void));

#endif
