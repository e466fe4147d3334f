/* For merging: what is one record in three versions.  Private to merge/. */
#ifndef KUNDRESA_MERGE_KIN_H
#define KUNDRESA_MERGE_KIN_H

#include "merge/merge.h"

enum version { VERSION_BASE, VERSION_OURS, VERSION_THEIRS, VERSION_COUNT };

/* One record, as far as each version has it. */
struct kin {
  const void *in[VERSION_COUNT]; /* NULL where it is not */
  void *merged;                  /* owned; NULL for gone */
  bool disputed;                 /* it is in a conflict already, or came back for another's sake */
};

/* All of one entity. */
struct kin_list {
  struct kin *items;
  size_t count;
  size_t *of[VERSION_COUNT]; /* by the place of a record in that version: its kin */
  size_t *by_id;             /* places of those with an id, in the order of the ids */
  size_t id_count;
};

/* Gathers the kin of @entity from three maps; free with kin_clear(), which also frees
 * what was merged. */
void kin_gather(enum entity entity, const struct map *const maps[VERSION_COUNT],
                struct kin_list *list);
void kin_clear(enum entity entity, struct kin_list *list);

/* Any version of it: ours, theirs, or the base's. */
const void *kin_any(const struct kin *kin);

/* The place of the kin with that id, or NO_MATCH. */
size_t kin_find(enum entity entity, const struct kin_list *list, const char *id);

#endif
