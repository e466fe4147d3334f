/*
 * yaml/ owns the text formats: journey/1, plan/1, and later rule packs and
 * lexicons.  It is the only room with <yaml.h>, and uses libyaml's events
 * only.  It must not know databases, commands or screens.
 *
 * This header: journey/1, read and written as streams of records.
 */
#ifndef KUNDRESA_YAML_JOURNEY_FORMAT_H
#define KUNDRESA_YAML_JOURNEY_FORMAT_H

#include "base/error.h"
#include "model/stream.h"

#include <stdio.h>

/* Limits of what is read; kundresa-journey(5) states them. */
#define JOURNEY_BYTES_MOST (512L * 1024 * 1024)
#define JOURNEY_DEPTH_MOST 32
#define JOURNEY_PARTS_MOST 10000              /* parts in one entry of a list at the top */
#define JOURNEY_SCALAR_MOST (4L * PROSE_MOST) /* the longest text, in bytes of UTF-8 */

/* Reads one journey from @in, called @name in messages, into @sink, item by
 * item.  All faults go to @problems with line and column; as long as there is
 * one the status is STATUS_INPUT and what @sink got is to be thrown away.
 * @err tells what is not the text's fault (the sink's, the disk's). */
enum status journey_read(FILE *in, const char *name, struct record_sink *sink,
                         struct problems *problems, struct error *err);

/* Takes bytes; a status other than STATUS_OK ends the writing. */
struct byte_sink {
  enum status (*write)(struct byte_sink *sink, const char *bytes, size_t length, struct error *err);
};

/* Writes a journey in the one canonical form: fixed key order, list order is
 * map order, two spaces, LF, no anchors, no line folding. */
enum status journey_write(struct record_source *source, struct byte_sink *out, struct error *err);

#endif
