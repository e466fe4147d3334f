/*
 * merge/ owns what is the same and what is not in versions of one journey: which
 * records belong together, how two versions differ, and how two that come of a
 * third are made one.  Pure; it must not know files, text formats, commands or
 * screens, and says nothing in words.
 *
 * This header: which records of two versions are one and the same.
 */
#ifndef KUNDRESA_MERGE_MATCH_H
#define KUNDRESA_MERGE_MATCH_H

#include "model/record.h"

/* Marks a record that has no counterpart. */
#define NO_MATCH SIZE_MAX

/* Pairs the records of @entity in @from with those in @to: by their ids, or, where
 * the entity has none, those that are wholly alike, then those alike in what they
 * are known by (a text by message, segment and language, say), each in their order.
 * Records marked in @from_taken or @to_taken (NULL: none) are left out.  Writes the
 * place in @to, or NO_MATCH, for each in @from to @matches, which has room for
 * @from_count.  The journey's own record pairs whatever its id. */
void match_records(enum entity entity, void *const *from, size_t from_count, const bool *from_taken,
                   void *const *to, size_t to_count, const bool *to_taken, size_t *matches);

/* Whether both hold the same in that field. */
bool match_field_same(const void *a, const void *b, const struct field *field);

#endif
