/* What a command has to say, as data; the command line writes it as text or
 * JSON, a test collects it.
 *
 * Every value has a key (for programs, never translated) and a label (for
 * people, translated).  A value without a label is for programs only, one
 * with the label "" stands for itself, one without a key is for people only; in
 * a list neither is needed.  A key "a.b"
 * stands as b in a mapping a.  @spoken is how people read the value, where
 * that is something else than the value itself; NULL otherwise. */
#ifndef KUNDRESA_APP_OUTPUT_H
#define KUNDRESA_APP_OUTPUT_H

#include "base/error.h"
#include "base/str.h"
#include "model/entity.h"

#include <stdbool.h>
#include <stdint.h>

struct output;

struct output_ops {
  /* A record (mapping) or a list begins, under @key within a record (NULL
   * within a list and at the top); @title is what people read, translated. */
  void (*open_record)(struct output *output, const char *key, const char *title);
  void (*open_list)(struct output *output, const char *key, const char *title);
  void (*close)(struct output *output);
  /* One value.  NULL @text, or UNSET, is null in JSON and left out of text. */
  void (*text)(struct output *output, const char *key, const char *label, const char *text,
               const char *spoken);
  /* Words with one space between: a list in JSON; NULL is an empty one. */
  void (*words)(struct output *output, const char *key, const char *label, const char *words,
                const char *spoken);
  void (*number)(struct output *output, const char *key, const char *label, int64_t number,
                 const char *spoken);
  /* A number with two decimals, given in hundredths. */
  void (*decimal)(struct output *output, const char *key, const char *label, int64_t hundredths,
                  const char *spoken);
  void (*truth)(struct output *output, const char *key, const char *label, bool truth,
                const char *spoken);
  /* Bytes of a file format, as they are, instead of all of the above. */
  enum status (*bytes)(struct output *output, const char *bytes, size_t length, struct error *err);
  /* Words for the person, to standard error: one sentence. */
  void (*say)(struct output *output, const char *sentence);
  /* A fault; several may follow one another. */
  void (*fault)(struct output *output, const struct error *err);
};

struct output {
  const struct output_ops *ops;
  bool complete; /* it is the whole answer although the command fails, as with conflicts */
};

/* Shorthands. */
void output_record(struct output *output, const char *key, const char *title);
void output_list(struct output *output, const char *key, const char *title);
void output_close(struct output *output);
void output_text(struct output *output, const char *key, const char *label, const char *text);
void output_number(struct output *output, const char *key, const char *label, int64_t number);
void output_say(struct output *output, const char *format, ...)
    __attribute__((format(printf, 2, 3)));

void output_decimal(struct output *output, const char *key, const char *label, int64_t hundredths);

/* Adds hundredths as people write them: "2.85", "2,85"; @plus with a sign before
 * those above nothing. */
void output_add_decimal(struct str *out, int64_t hundredths, bool plus);

/* One field of @record, as its kind asks for. */
void output_field(struct output *output, const void *record, const struct field *field);

/* The same for programs only. */
void output_field_quietly(struct output *output, const void *record, const struct field *field);

/* All fields of @record, in the order of the table, @but left out (or NULL). */
void output_fields(struct output *output, enum entity entity, const void *record,
                   const struct field *but);

#endif
