/* Reads a file of records by a layout: what the readers of journey/1 and of
 * plan/1 share. */
#ifndef KUNDRESA_YAML_MAPPING_H
#define KUNDRESA_YAML_MAPPING_H

#include "yaml/journey_item.h"

/* One format. */
struct format {
  struct layouts *layouts; /* borrowed */
  const char *key;         /* "kundresa_journey": the key that says which format it is */
  const char *version;     /* "1" */
  bool nulls;              /* null means not set, as in files that name every key */
  const char *empty;       /* what to say, translated on use: of a file with nothing in it, */
  const char *expected;    /* of one that is no mapping ("%s" is what was found), */
  const char *begin;       /* how it begins, */
  const char *keyless;     /* of one without the key ("%s: %s" is key and version), */
  const char *unknown;     /* what to do about an unknown key, */
  const char *other_key;   /* the key that another format has instead, */
  const char *other;       /* of such a file, */
  const char *other_remedy;
  /* A record was begun; NULL for nothing to do. */
  void (*begun)(struct reading *reading, size_t index);
  /* Takes the value of a SLOT_OWN at events.now; afterwards it is consumed. */
  void (*own)(struct reading *reading, size_t index, const struct slot *slot);
};

/* Reads @in, called @name in messages, into @sink; faults and status as
 * journey_read() has them.  @context is for the format: reading->context. */
enum status mapping_read(const struct format *format, void *context, FILE *in, const char *name,
                         struct record_sink *sink, struct problems *problems, struct error *err);

/* Notes that the node at events.now is not what @key takes, and skips it. */
void mapping_refuse(struct reading *reading, const char *key, const char *expected);

#endif
