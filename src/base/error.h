/* One thing that went wrong, told so that a person can mend it; and lists of
 * such things, for readers that report all of them at once. */
#ifndef KUNDRESA_BASE_ERROR_H
#define KUNDRESA_BASE_ERROR_H

#include "base/status.h"

#include <stdbool.h>
#include <stddef.h>

/* A caller owns its struct error, starts it as {0} and hands it down as the
 * last argument; whoever finds the fault fills it in, once. */
struct error {
  enum status status; /* STATUS_OK while nothing went wrong */
  long line;          /* place in the input, from 1; 0 = no such place */
  long column;        /* in characters, from 1; 0 = no such place */
  char file[256];     /* the input's name, or "" */
  char text[640];     /* what was found and what was expected; no newline */
  char remedy[256];   /* what to do instead, or "" */
};

/* Fills in @err, unless it is NULL or already holds an error: the fault that
 * happened first is the one to tell.  Control characters in the arguments are
 * made harmless.  Returns @status, so that a function can end with
 * `return error_set(err, STATUS_INPUT, ...)`. */
enum status error_set(struct error *err, enum status status, const char *format, ...)
    __attribute__((format(printf, 3, 4)));

/* Adds what to do instead. */
void error_remedy(struct error *err, const char *format, ...) __attribute__((format(printf, 2, 3)));

/* Adds the place.  @file may be NULL to keep the one that is set. */
void error_place(struct error *err, const char *file, long line, long column);

/* Writes "file:line:column: text. remedy" (the parts that are known) into
 * @buffer of @size bytes, always ended by NUL.  Returns @buffer. */
char *error_format(const struct error *err, char *buffer, size_t size);

/* Empties @err, for use again. */
void error_clear(struct error *err);

/* All faults of one input.  Starts as {0}. */
struct problems {
  struct error *items;
  size_t count;
  size_t capacity;
  size_t dropped; /* faults past PROBLEMS_MOST, counted and not kept */
};

/* More faults than this help nobody; the rest is counted only. */
#define PROBLEMS_MOST 200

/* Adds a copy of @err. */
void problems_add(struct problems *list, const struct error *err);

/* Adds a fault in one call; @line and @column may be 0. */
void problems_note(struct problems *list, enum status status, long line, long column,
                   const char *format, ...) __attribute__((format(printf, 5, 6)));

/* Orders the faults by place, as a reader of the file meets them. */
void problems_sort(struct problems *list);

/* Frees what @list holds and empties it. */
void problems_clear(struct problems *list);

#endif
