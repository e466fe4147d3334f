/* The single values of rules/1, read by the table of its keys. */
#ifndef KUNDRESA_YAML_PACK_VALUE_H
#define KUNDRESA_YAML_PACK_VALUE_H

#include "yaml/event.h"
#include "yaml/pack_keys.h"

/* Where a value goes and how it is called in messages. */
struct pack_slot {
  struct event_reader *events;
  const struct pack_key *key;
  const char *name; /* of the entry: "Rule SE-FEE-01" */
  void *base;       /* what the mapping is read into */
};

/* Notes that the node at events->now is not what the key takes, and skips it. */
void pack_refuse(const struct pack_slot *slot, const char *expected);

/* Reads the value at events->now, of any kind but lists and mappings of mappings,
 * with its faults; afterwards the node is consumed.  False where it was refused. */
bool pack_read_value(const struct pack_slot *slot);

#endif
