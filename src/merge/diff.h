/* How two versions of a journey differ, by meaning. */
#ifndef KUNDRESA_MERGE_DIFF_H
#define KUNDRESA_MERGE_DIFF_H

#include "model/map.h"

enum change_kind { CHANGE_ADDED, CHANGE_REMOVED, CHANGE_FIELD, CHANGE_MOVED };

/* One difference.  All is borrowed from the two maps. */
struct difference {
  enum change_kind kind;
  enum entity entity;
  const void *before, *after; /* the record in either; NULL where it is not */
  const struct field *field;  /* of CHANGE_FIELD */
  const void *follows;        /* of CHANGE_MOVED: its neighbour before it now; NULL: it is first */
  /* The record at the top that it is part of, or itself, which groups are made by. */
  enum entity top_entity;
  const void *top;
};

struct diff {
  struct difference *items; /* those of one record at the top stand together */
  size_t count, capacity;
};

/* Compares; the maps must outlive what comes.  Records pair as match_records() pairs
 * them; of what was moved the fewest that explain it are told, and a part that
 * went to another owner is a change of the field that names it.  Free with diff_free(). */
struct diff *diff_maps(const struct map *before, const struct map *after);
void diff_free(struct diff **diff);

/* The record at the top of the map that @record is part of, and which entity it is. */
const void *diff_top(const struct map *map, enum entity entity, const void *record,
                     enum entity *top);

#endif
