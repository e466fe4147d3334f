/* How a format lays out the records of each entity: which keys, in which order.
 * That of journey/1 is made from the table of fields. */
#ifndef KUNDRESA_YAML_LAYOUT_H
#define KUNDRESA_YAML_LAYOUT_H

#include "model/entity.h"

/* The key that says which format and which version a file is. */
#define JOURNEY_KEY "kundresa_journey"
#define JOURNEY_VERSION "1"

enum slot_kind {
  SLOT_VERSION, /* the journey's first key */
  SLOT_FIELD,   /* one value */
  SLOT_GROUP,   /* a mapping of fields of the same record */
  SLOT_PARTS,   /* a list of records that are part of this one */
  SLOT_OWN,     /* a value that the format's own reader takes */
  SLOT_PASSED,  /* a value that is known and not kept */
  SLOT_ENTRIES, /* a list of mappings that are not kept; only their keys are looked at */
};

struct slot {
  const char *key;
  enum slot_kind kind;
  const struct field *field; /* SLOT_FIELD */
  struct layout *members;    /* SLOT_GROUP, SLOT_ENTRIES */
  enum entity entity;        /* SLOT_PARTS: what the list holds */
};

/* The keys of one mapping, in canonical order. */
struct layout {
  const char *group;  /* the key it stands under, or NULL for a whole record */
  struct slot *slots; /* `count` of them */
  size_t count;
};

/* A mapping has at most this many keys. */
#define LAYOUT_MOST 96

/* The layouts of all entities; free them with layouts_free(). */
struct layouts {
  struct layout entity[ENTITY_COUNT];
};
struct layouts *layouts_new(void);
void layouts_free(struct layouts **layouts);

/* Adds a key after those that are there, for formats that are not made from the table;
 * borrows @key. */
struct slot *layout_add(struct layout *layout, const char *key, enum slot_kind kind);

/* The layout of the group @name inside @layout, made where it is new. */
struct layout *layout_group(struct layout *layout, const char *name);

/* The index of @key in @layout, or -1.  The search begins at @from and goes
 * round, since keys mostly come in canonical order. */
int layout_find(const struct layout *layout, const char *key, size_t from);

/* The key of @layout that is most like @key, or NULL. */
const char *layout_near(const struct layout *layout, const char *key);

#endif
