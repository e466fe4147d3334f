/* How journey/1 lays out the records of each entity: which keys, in which
 * order, made from the table of fields. */
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
};

struct slot {
  const char *key;
  enum slot_kind kind;
  const struct field *field; /* SLOT_FIELD */
  struct layout *members;    /* SLOT_GROUP */
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

/* The index of @key in @layout, or -1.  The search begins at @from and goes
 * round, since keys mostly come in canonical order. */
int layout_find(const struct layout *layout, const char *key, size_t from);

/* The key of @layout that is most like @key, or NULL. */
const char *layout_near(const struct layout *layout, const char *key);

#endif
