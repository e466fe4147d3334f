/* libyaml's events behind one guard: bytes, limits and everything that our
 * formats do without are looked at here, once for every format. */
#ifndef KUNDRESA_YAML_EVENT_H
#define KUNDRESA_YAML_EVENT_H

#include "base/error.h"

#include <stdarg.h>
#include <stdbool.h>
#include <stdio.h>
#include <yaml.h>

enum event_kind {
  EVENT_STOP,    /* nothing follows: the end, or a fault that ends the reading */
  EVENT_SCALAR,  /* a single value */
  EVENT_LIST,    /* a list begins */
  EVENT_MAPPING, /* a mapping begins */
  EVENT_CLOSE,   /* the innermost list or mapping ends */
  EVENT_BROKEN,  /* a single value that was refused; its fault is noted */
};

/* What event_next() found. */
struct event {
  enum event_kind kind;
  const char *text; /* of a scalar: UTF-8 without NUL inside, until the next event_next() */
  size_t length;    /* in bytes */
  bool plain;       /* whether it stood without quotes and not as a block */
  bool one_line;    /* whether it stood on one line */
  long line;        /* from 1 */
  long column;      /* in characters, from 1 */
};

struct event_limits {
  size_t bytes;  /* of the whole input */
  size_t scalar; /* bytes of one value */
  size_t depth;  /* lists and mappings inside each other */
};

/* A place that ends the input early, with what is wrong there. */
struct event_cut {
  bool made;
  long line, column;
  struct error fault;
};

struct event_reader {
  struct event now;
  bool whole;         /* the one document was read to its end */
  enum status status; /* STATUS_SYSTEM where the fault is not the text's */

  /* The rest is event.c's own. */
  yaml_parser_t parser;
  yaml_event_t event;
  bool started, held, done;
  FILE *in;
  const char *name;
  struct event_limits limits;
  struct problems *problems;
  struct error *err;
  size_t depth;
  size_t bytes;                /* read so far */
  size_t bytes_before;         /* read when the last event came */
  long line, column;           /* after the last byte read, from 0 */
  long seen_line, seen_column; /* where the last event ended, from 0 */
  bool after_return;           /* the last byte was CR */
  unsigned char carry[4];
  size_t carried; /* bytes of a character that the last block cut */
  struct event_cut cut;
};

/* Starts reading one document from @in, which is called @name in messages.
 * Faults of the text go to @problems, those of the system to @err.  All
 * pointers are borrowed until event_finish(). */
void event_start(struct event_reader *reader, FILE *in, const char *name,
                 struct event_limits limits, struct problems *problems, struct error *err);

/* Goes on to the next event, reader->now, and returns its kind.  Anchors,
 * tags, aliases and values that are too long are noted as faults on the way;
 * depth, size, broken bytes, a second document and what is no YAML end the
 * reading with EVENT_STOP. */
enum event_kind event_next(struct event_reader *reader);

/* Skips the rest of the node that reader->now began. */
void event_skip(struct event_reader *reader);

/* Ends the reading early: every further event_next() is EVENT_STOP. */
void event_stop(struct event_reader *reader);

/* Frees what @reader holds. */
void event_finish(struct event_reader *reader);

/* Notes a fault at @line, @column; @remedy says what to do and may be "". */
void event_note(struct event_reader *reader, long line, long column, const char *remedy,
                const char *format, ...) __attribute__((format(printf, 5, 6)));

/* Whether further faults are only counted, so that hints need not be sought. */
bool event_is_full(const struct event_reader *reader);

/* What stands at reader->now, for messages: "a list", "a mapping", … */
const char *event_words(const struct event_reader *reader);

/* Whether it is nothing: an empty value, ~ or null without quotes. */
bool event_is_nothing(const struct event_reader *reader);

#endif
