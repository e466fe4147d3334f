/* JSON for programs: one document, keys in a fixed order. */
#include "cli/writer.h"

#include "base/mem.h"
#include "base/str.h"
#include "base/text.h"
#include "model/record.h"

#include <jansson.h>
#include <stdlib.h>
#include <string.h>

/* Records nest as deep as entities do, and not deeper. */
#define DEPTH_MOST 16

struct json_writer {
  struct output output;
  FILE *out;
  FILE *words;
  json_t *open[DEPTH_MOST]; /* the first is the document, the rest borrowed */
  json_t *nowhere;          /* a list of what has no key in a record: it is for people */
  size_t depth;
};

static struct json_writer *writer_of(struct output *output)
{
  return (struct json_writer *)output;
}

/* Puts @value (which it takes over) where the next one belongs. */
static void put(struct json_writer *writer, const char *key, json_t *value)
{
  if (writer->depth == 0) {
    writer->open[0] = value;
    return;
  }
  json_t *into = writer->open[writer->depth - 1];
  if (json_is_array(into)) {
    json_array_append_new(into, value);
    return;
  }
  const char *dot = key == NULL ? NULL : strchr(key, '.');
  if (dot == NULL) {
    if (key != NULL)
      json_object_set_new(into, key, value);
    else
      json_decref(value);
    return;
  }
  char *group = mem_copy_span(key, (size_t)(dot - key));
  if (json_object_get(into, group) == NULL)
    json_object_set_new(into, group, json_object());
  json_object_set_new(json_object_get(into, group), dot + 1, value);
  free(group);
}

static void open_value(struct output *output, const char *key, json_t *value)
{
  struct json_writer *writer = writer_of(output);
  if (writer->depth > 0 && key == NULL && json_is_object(writer->open[writer->depth - 1])) {
    json_array_append_new(writer->nowhere, value);
  } else {
    put(writer, key, value);
  }
  if (writer->depth < DEPTH_MOST)
    writer->open[writer->depth++] = value;
}

static void open_record(struct output *output, const char *key, const char *title)
{
  (void)title;
  open_value(output, key, json_object());
}

static void open_list(struct output *output, const char *key, const char *title)
{
  (void)title;
  open_value(output, key, json_array());
}

/* The document itself stays open until the end. */
static void close_value(struct output *output)
{
  struct json_writer *writer = writer_of(output);
  if (writer->depth > 1)
    writer->depth--;
}

/* A string that is UTF-8 whatever the file held. */
static json_t *make_string(const char *text, size_t length)
{
  json_t *string = json_stringn(text, length);
  if (string != NULL)
    return string;
  char *copy = mem_copy_span(text, length);
  text_sanitize(copy);
  string = json_string(copy);
  free(copy);
  return string != NULL ? string : json_string("?");
}

static void put_text(struct output *output, const char *key, const char *label, const char *text,
                     const char *spoken)
{
  (void)label;
  (void)spoken;
  put(writer_of(output), key, text == NULL ? json_null() : make_string(text, strlen(text)));
}

static void put_words(struct output *output, const char *key, const char *label, const char *words,
                      const char *spoken)
{
  (void)label;
  (void)spoken;
  json_t *list = json_array();
  size_t length;
  const char *word;
  for (size_t i = 0; (word = list_word(words, i, &length)) != NULL; i++)
    json_array_append_new(list, make_string(word, length));
  put(writer_of(output), key, list);
}

static void put_number(struct output *output, const char *key, const char *label, int64_t number,
                       const char *spoken)
{
  (void)label;
  (void)spoken;
  put(writer_of(output), key, number == UNSET ? json_null() : json_integer(number));
}

static void put_decimal(struct output *output, const char *key, const char *label,
                        int64_t hundredths, const char *spoken)
{
  (void)label;
  (void)spoken;
  put(writer_of(output), key,
      hundredths == UNSET ? json_null() : json_real((double)hundredths / 100));
}

static void put_truth(struct output *output, const char *key, const char *label, bool truth,
                      const char *spoken)
{
  (void)label;
  (void)spoken;
  put(writer_of(output), key, json_boolean(truth));
}

static enum status put_bytes(struct output *output, const char *bytes, size_t length,
                             struct error *err)
{
  return writer_bytes(writer_of(output)->out, bytes, length, err);
}

static void say(struct output *output, const char *sentence)
{
  writer_say(writer_of(output)->words, sentence);
}

static void fault(struct output *output, const struct error *err)
{
  writer_fault(writer_of(output)->words, err);
}

static const struct output_ops json_ops = {
    .open_record = open_record,
    .open_list = open_list,
    .close = close_value,
    .text = put_text,
    .words = put_words,
    .number = put_number,
    .decimal = put_decimal,
    .truth = put_truth,
    .bytes = put_bytes,
    .say = say,
    .fault = fault,
};

struct output *json_writer_new(FILE *out, FILE *words)
{
  struct json_writer *writer = mem_new(1, sizeof *writer);
  writer->output.ops = &json_ops;
  writer->nowhere = json_array();
  writer->out = out;
  writer->words = words;
  return &writer->output;
}

/* jansson escapes what JSON wants escaped.  Characters that could move a
 * terminal's cursor or hide words are escaped too; they only stand inside of
 * strings. */
static int dump(const char *buffer, size_t size, void *data)
{
  str_add_span(data, buffer, size);
  return 0;
}

static void put_escaped(FILE *out, const char *text)
{
  const char *start = text;
  const char *unsafe;
  while ((unsafe = text_first_unsafe(start, true)) != NULL) {
    fwrite(start, 1, (size_t)(unsafe - start), out);
    size_t length = 1;
    while (((unsigned char)unsafe[length] & 0xC0) == 0x80)
      length++;
    static const unsigned char lead[] = {0x7F, 0x7F, 0x1F, 0x0F, 0x07};
    unsigned code = (unsigned char)unsafe[0] & lead[length <= 4 ? length : 4];
    for (size_t i = 1; i < length; i++)
      code = code << 6 | ((unsigned char)unsafe[i] & 0x3F);
    if (code < 0x10000)
      fprintf(out, "\\u%04x", code);
    else
      fprintf(out, "\\u%04x\\u%04x", 0xD800 + ((code - 0x10000) >> 10),
              0xDC00 + ((code - 0x10000) & 0x3FF));
    start = unsafe + length;
  }
  fputs(start, out);
}

enum status json_writer_finish(struct output **output, bool write, struct error *err)
{
  struct json_writer *writer = writer_of(*output);
  if (writer->open[0] != NULL && write) {
    struct str text = {0};
    json_dump_callback(writer->open[0], dump, &text, JSON_INDENT(2) | JSON_REAL_PRECISION(15));
    put_escaped(writer->out, str_text(&text));
    fputc('\n', writer->out);
    str_clear(&text);
  }
  json_decref(writer->nowhere);
  json_decref(writer->open[0]);
  enum status status = writer_flush(writer->out, err);
  free(writer);
  *output = NULL;
  return status;
}
