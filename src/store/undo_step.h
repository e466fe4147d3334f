/* One change of an entry, turned round.  Only undo.c asks. */
#ifndef KUNDRESA_STORE_UNDO_STEP_H
#define KUNDRESA_STORE_UNDO_STEP_H

#include "store/store_private.h"

struct step {
  int64_t seq;
  enum entity entity;
  int64_t oid;
  int64_t journey;
  const struct field *field; /* NULL for the row or its order */
  char operation;
  sqlite3_value *before;
  sqlite3_value *after;
};

/* An id that a row gave up, by another id or by going. */
struct name_left {
  enum entity entity;
  int64_t journey;
  char *id;
  int64_t seq;
  int64_t oid;
  char *next; /* the id it took; NULL: it went */
};

struct row_name {
  enum entity entity;
  int64_t oid;
  bool goes; /* step_look() found nobody else's work on it */
};

struct steps {
  struct step *items; /* the last first */
  size_t count, capacity;
  struct row_name *added; /* the rows that the entry added, sorted */
  size_t added_count;
  /* References are by id, and ids change: what was given up since, by entity,
   * journey, id and time. */
  struct name_left *names;
  size_t name_count;
};

/* Fills in what is looked up beside the items; free that with steps_forget(). */
enum status steps_prepare(struct store *store, struct steps *steps, struct error *err);
void steps_forget(struct steps *steps);

/* The row among those that the entry added, or NULL; and their order. */
struct row_name *added_find(const struct steps *steps, enum entity entity, int64_t oid);
int added_compare(const void *a, const void *b);

/* Who changed something last, and when. */
struct other {
  bool found;
  char *person; /* owned; "" outside of kundresa */
  int64_t at;   /* milliseconds; 0 where nobody knows */
};
void other_forget(struct other *other);

/* Who has changed that field, or that row, since the step, last. */
enum status other_find_later(struct store *store, const struct step *step, struct other *other,
                             struct error *err);
/* Who last worked on what has that id now. */
enum status other_find_holder(struct store *store, enum entity entity, int64_t journey,
                              sqlite3_value *id, struct other *other, struct error *err);
/* Whether others have worked, since, on what would go with the row of @step, or have
 * made something refer to it; but for rows that the entry added too and that go. */
enum status other_find_work(struct store *store, const struct steps *steps, const struct step *step,
                            struct other *other, struct error *err);

enum turned {
  STOOD, /* nothing was to be done: it is as it was before already, or is told by another step */
  TURNED,
  KEPT, /* @other has changed it since */
};
/* Who else has worked on the row that the step added, to be asked for all steps, in their
 * order, before the first is turned: what is turned may take away the reference that tells it. */
enum status step_look(struct store *store, const struct steps *steps, size_t index,
                      struct other *other, struct error *err);
/* Turns one step.  @other is what step_look() found, and tells who it was kept for. */
enum status step_turn(struct store *store, const struct steps *steps, size_t index,
                      enum turned *result, struct other *other, struct error *err);

#endif
