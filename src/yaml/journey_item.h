/* What a reader of records holds while it reads: the journey's own record
 * and one entry of a top-level list with all its parts. */
#ifndef KUNDRESA_YAML_JOURNEY_ITEM_H
#define KUNDRESA_YAML_JOURNEY_ITEM_H

#include "model/stream.h"
#include "yaml/event.h"
#include "yaml/layout.h"
#include "yaml/names.h"

/* One record that is being read. */
struct held {
  void *record;
  enum entity entity;
  size_t parent; /* index of the record it is part of */
  long line, column;
  size_t place; /* the latest of its held_places, counted from 1; 0 none */
};

/* Where a field of a record that is being read begins. */
struct held_place {
  size_t before; /* the one before it of the same record, counted from 1; 0 none */
  const struct field *field;
  long line, column;
};

struct format;
struct reading {
  struct event_reader events;
  const struct format *format;
  void *context; /* of the format */
  struct names names;
  struct record_sink *sink;
  struct error *err;
  enum status status;   /* of the sink */
  size_t faults_before; /* that @problems held at the start */
  struct held *held;    /* [0] is the journey, [1] the entry, then its parts */
  size_t count, capacity;
  struct held_place *places; /* of the fields of what is held, where the sink asks */
  size_t place_count, place_capacity;
};

/* Adds a record of @entity that is part of held[parent]; its index. */
size_t item_add(struct reading *reading, enum entity entity, size_t parent);

/* Reads the value of @field at events.now into held[index], with its faults;
 * afterwards the node is consumed. */
void item_read_field(struct reading *reading, size_t index, const struct field *field);

/* "Touchpoint reminder-1", for messages. */
#define ITEM_NAME_SIZE 160
const char *item_name(const struct reading *reading, size_t index, char buffer[ITEM_NAME_SIZE]);

/* The entry is read: gives its parts the id of what they belong to, checks
 * them, hands them to the sink as long as the file has no fault, and forgets
 * them.  @first is 1 for an entry and 0 for the journey. */
void item_finish(struct reading *reading, size_t first);

/* Frees what is held. */
void item_clear(struct reading *reading);

/* Whether no fault was found so far. */
bool reading_is_clean(const struct reading *reading);

#endif
