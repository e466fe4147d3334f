/* Journeys as streams of records, so that a reader, a writer and a store can
 * hand them on without holding a whole journey in memory. */
#ifndef KUNDRESA_MODEL_STREAM_H
#define KUNDRESA_MODEL_STREAM_H

#include "base/error.h"
#include "model/entity.h"

/* Takes the records of one journey.  A parent may come after its parts, and a
 * reference before what it names; siblings come in their order.  The journey's
 * own record comes exactly once, at any time. */
struct record_sink {
  /* Takes @record, which stays the caller's.  A status other than STATUS_OK
   * ends the stream. */
  enum status (*put)(struct record_sink *sink, enum entity entity, const void *record,
                     struct error *err);
  /* Called after put() by readers of text files: where @field of that record begins
   * (NULL: the record itself), in characters from 1.  NULL where nobody asks. */
  void (*place)(struct record_sink *sink, enum entity entity, const struct field *field, long line,
                long column);
};

/* What a source calls for each record; @record is borrowed for the call. */
typedef enum status record_visit(void *context, const void *record, struct error *err);

/* Gives the records of one journey. */
struct record_source {
  /* Calls @visit for each record of @entity that is part of the record whose
   * id is @parent (NULL for entities at the top), in order.  Ends at the first
   * status that is not STATUS_OK and returns it.  @visit may call each() for
   * the parts of the record it was given, and for nothing else. */
  enum status (*each)(struct record_source *source, enum entity entity, const char *parent,
                      record_visit *visit, void *context, struct error *err);
};

/* Hands everything that @source gives to @sink, each record followed by its
 * parts. */
enum status stream_copy(struct record_source *source, struct record_sink *sink, struct error *err);

/* The same in parts: hands on at most @most records of the top, each with its parts, and
 * notes in @*entity, which begins as 0, how far it came; STREAM_END after the last.  Only
 * for a source whose each() goes on where a visit ended it, as that of a store does. */
#define STREAM_END ENTITY_COUNT
enum status stream_copy_some(struct record_source *source, struct record_sink *sink, int *entity,
                             size_t most, struct error *err);

#endif
