/* What a command has to say, as data; the command line writes it as text or
 * JSON, a test collects it. */
#ifndef KUNDRESA_APP_OUTPUT_H
#define KUNDRESA_APP_OUTPUT_H

#include "base/error.h"

#include <stdbool.h>
#include <stdint.h>

struct output;

struct output_ops {
  /* A record (mapping) or a list begins, under @key within a record (NULL
   * within a list and at the top); @title is what people read, translated. */
  void (*open_record)(struct output *output, const char *key, const char *title);
  void (*open_list)(struct output *output, const char *key, const char *title);
  void (*close)(struct output *output);
  /* One value.  @label is what people read; NULL @text is null in JSON and
   * left out of text. */
  void (*text)(struct output *output, const char *key, const char *label, const char *text);
  void (*number)(struct output *output, const char *key, const char *label, int64_t number);
  void (*truth)(struct output *output, const char *key, const char *label, bool truth);
  /* Bytes of a file format, as they are, instead of all of the above. */
  enum status (*bytes)(struct output *output, const char *bytes, size_t length, struct error *err);
  /* Words for the person, to standard error: one sentence. */
  void (*say)(struct output *output, const char *sentence);
  /* A fault; several may follow one another. */
  void (*fault)(struct output *output, const struct error *err);
};

struct output {
  const struct output_ops *ops;
};

#endif
