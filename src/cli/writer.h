/* Outputs for the command line: text for people, JSON for programs.  What is
 * said to the person goes to standard error at once; the data is gathered and
 * written whole by writer_finish(). */
#ifndef KUNDRESA_CLI_WRITER_H
#define KUNDRESA_CLI_WRITER_H

#include "app/output.h"

#include <stdio.h>

/* A writer of text to @out and @words, for @columns columns (0: lines may be
 * of any length), or of JSON.  Free with writer_finish(). */
struct output *text_writer_new(FILE *out, FILE *words, int columns);
struct output *json_writer_new(FILE *out, FILE *words);

/* Writes what was gathered, if @write, and frees.  STATUS_SYSTEM where it
 * cannot be written. */
enum status text_writer_finish(struct output **output, bool write, struct error *err);
enum status json_writer_finish(struct output **output, bool write, struct error *err);

/* Flushes @out and tells whether everything has arrived. */
enum status writer_flush(FILE *out, struct error *err);

/* What both do alike: bytes to @out as they are; a sentence or a fault to
 * @words, wrapped to nothing, control characters made harmless. */
enum status writer_bytes(FILE *out, const char *bytes, size_t length, struct error *err);
void writer_say(FILE *words, const char *sentence);
void writer_fault(FILE *words, const struct error *err);

#endif
