/* Block YAML in the one canonical form: two spaces, LF, nothing folded, and
 * quotes around whatever YAML 1.1 or 1.2 would take for something else than a
 * text.  libyaml's emitter is not used: it turns texts with spaces at the end
 * of a line into one long quoted line, and leaves the choice of quotes to the
 * caller anyway. */
#ifndef KUNDRESA_YAML_EMIT_H
#define KUNDRESA_YAML_EMIT_H

#include "base/str.h"
#include "yaml/journey_format.h"

#include <stdbool.h>

/* Starts as {.out = sink, .err = err}; free it with emit_finish(). */
struct emitter {
  struct byte_sink *out;
  struct error *err;
  enum status status; /* the first one of the sink that was not STATUS_OK */
  struct str buffer;
  bool dash; /* the next key begins an entry of a list */
};

/* Begins a line: @indent spaces and "key:", with "- " before it where a list
 * entry begins (the entry's keys stand at @indent). */
void emit_key(struct emitter *emitter, size_t indent, const char *key);

/* " value" after a key and the end of the line; in quotes where needed. */
void emit_text(struct emitter *emitter, const char *text);

/* The same for what needs no quotes: numbers, true, false. */
void emit_plain(struct emitter *emitter, const char *text);

/* A text in quotes always: days and times of day. */
void emit_quoted(struct emitter *emitter, const char *text);

/* A text of lines after a key that stands at @indent: a literal block. */
void emit_prose(struct emitter *emitter, size_t indent, const char *text);

/* " [a, b]" from words with one space between. */
void emit_words(struct emitter *emitter, const char *words);

/* The end of a line after a key, before what is indented under it. */
void emit_open(struct emitter *emitter);

/* An entry of a list begins at @indent (of its keys); emit_entry_end() writes
 * "- {}" where no key came. */
void emit_entry(struct emitter *emitter);
void emit_entry_end(struct emitter *emitter, size_t indent);

/* Begins an entry that is a single value; emit_text() or one of its like writes
 * the value. */
void emit_item(struct emitter *emitter, size_t indent);

/* An empty line, for the eye. */
void emit_gap(struct emitter *emitter);

/* Hands the rest to the sink, frees, and returns how it all went. */
enum status emit_finish(struct emitter *emitter);

/* Whether @text must stand in quotes to be a text. */
bool emit_needs_quotes(const char *text);

#endif
