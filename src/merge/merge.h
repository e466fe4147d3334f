/* Two versions of a journey that come of a third, made one: by record and by field. */
#ifndef KUNDRESA_MERGE_MERGE_H
#define KUNDRESA_MERGE_MERGE_H

#include "model/map.h"

/* What to do where both sides cannot be had. */
enum merge_choice { MERGE_ASK, MERGE_OURS, MERGE_THEIRS };

enum conflict_kind {
  CONFLICT_FIELD,   /* both gave a field another value */
  CONFLICT_DELETED, /* one deleted what the other changed: the deleting side has NULL */
  CONFLICT_NEEDED,  /* one deleted what the other refers to by @field of @user */
  CONFLICT_ORDER,   /* both moved it, to different places */
};

/* All is borrowed from the three maps. */
struct conflict {
  enum conflict_kind kind;
  enum entity entity;
  const void *base, *ours, *theirs; /* the record; NULL where it is not */
  const struct field *field;
  enum entity user_entity; /* of CONFLICT_NEEDED */
  const void *user;
};

struct merge {
  struct map *map; /* what came of it: whole, also where there are conflicts */
  struct conflict *conflicts;
  size_t count, capacity;
};

/* Merges; the three maps must outlive what comes.  A field that one side changed has its
 * value; that both changed alike, that; prose of as many paragraphs in all three whose
 * sides changed different ones has both.  A record that one side deleted and the other
 * left alone is gone, with its parts; one that only one side has is added.  All else is
 * a conflict, and is in the map as @choice says, ours where it asks; what is still
 * referred to comes back, whatever was chosen.  Free with merge_free(). */
struct merge *merge_maps(const struct map *base, const struct map *ours, const struct map *theirs,
                         enum merge_choice choice);
void merge_free(struct merge **merge);

/* What was decided of one conflict that an earlier merge of the same three maps told. */
struct merge_decision {
  struct conflict conflict;
  enum merge_choice choice; /* MERGE_ASK: neither; a field gets @text */
  char *text;               /* a canonical value, NULL for none; the caller's */
};

/* Merges anew with what was decided so far; @decisions is for this call only.  A conflict
 * that was decided is told no more; one that comes of what was decided is. */
struct merge *merge_decided(const struct map *base, const struct map *ours,
                            const struct map *theirs, const struct merge_decision *decisions,
                            size_t count);

/* The text of three paragraph by paragraph, or NULL where that is not plain; the
 * caller frees it.  Borrowed texts may be NULL. */
char *merge_prose(const char *base, const char *ours, const char *theirs);

#endif
