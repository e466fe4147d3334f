/*
 * store/ owns where journeys are kept: the SQLite file, its schema and
 * migrations, the change log and undo.  It is the only room with <sqlite3.h>
 * and the only one with SQL.  It must not know YAML, commands or screens.
 *
 * The interface is named operations on records, so that another database can
 * stand behind it.  All texts are UTF-8.  A store belongs to one thread.
 */
#ifndef KUNDRESA_STORE_STORE_H
#define KUNDRESA_STORE_STORE_H

#include "base/error.h"
#include "base/str.h"
#include "model/record.h"
#include "model/stream.h"

struct store;

enum store_mode {
  STORE_READ,   /* look only */
  STORE_WRITE,  /* an existing file; an older one is backed up and migrated */
  STORE_CREATE, /* a new file; one that exists is refused */
};

/* Who edits, from where, and what time it is; handed in, never looked up. */
struct store_context {
  const char *person;     /* operating-system user name; copied */
  const char *department; /* token of the department, or NULL; copied */
  int64_t (*now)(void);   /* milliseconds since 1970-01-01 UTC */
  int patience;           /* milliseconds to wait for others; 0 = ten seconds */
  /* Told what went wrong beside a change that is made all the same: that no
   * backup could be taken before it; or NULL. */
  void (*warn)(const struct error *warning);
};

/* Opens @path.  STATUS_INPUT: no such file, not a kundresa file, a newer or a
 * damaged or a tampered one, or on a network file system; STATUS_BUSY: held by
 * somebody else for too long; STATUS_SYSTEM: the disk.  The sentence says what
 * to do. */
enum status store_open(const char *path, enum store_mode mode, const struct store_context *context,
                       struct store **store, struct error *err);

/* Who edits from now on, as in struct store_context. */
void store_stamp(struct store *store, const char *person, const char *department);

/* Closes and frees; an open transaction is rolled back.  NULL is welcome. */
void store_close(struct store **store);

/* Takes away the file @path, which nobody has open, and what SQLite keeps beside
 * it: one that was made and could not be filled. */
void store_remove(const char *path);

/* Whether this store may only look (mode, or a file or folder that cannot be
 * written). */
bool store_is_read_only(const struct store *store);

/* ---- Transactions: one user action each, durable at commit, undo unit ---- */

/* Begins a writing transaction.  @label says what the person does, for the
 * history: a short untranslated sentence such as "set title of touchpoint
 * welcome".  @kind is "edit", "import", "undo", "redo", "release", "role", "workshop"
 * for what was sealed and is revealed, or "new" for what a file starts with; of
 * these edits and imports can be undone. */
enum status store_begin(struct store *store, const char *label, const char *kind,
                        struct error *err);
/* Checks references and makes the transaction durable.  On failure all is
 * rolled back.  A transaction that changed nothing leaves no trace. */
enum status store_commit(struct store *store, struct error *err);
void store_rollback(struct store *store);

/* ---- Records; writing needs a transaction ---- */

/* Calls @visit with each struct journey, by title. */
enum status store_each_journey(struct store *store, record_visit *visit, void *context,
                               struct error *err);

/* The row of the journey with that id; NULL for the only one.  STATUS_INPUT
 * with the nearest id, or the list of ids, otherwise. */
enum status store_find_journey(struct store *store, const char *id, int64_t *journey,
                               struct error *err);

/* Reads the record of that row into @record (record_init()ed by the caller,
 * who clears it).  STATUS_INPUT when there is none. */
enum status store_read(struct store *store, enum entity entity, int64_t oid, void *record,
                       struct error *err);

/* The row of the record with that id; STATUS_INPUT with the nearest id. */
enum status store_find(struct store *store, int64_t journey, enum entity entity, const char *id,
                       int64_t *oid, struct error *err);

/* Calls @visit with the parts of @parent (an id; NULL for all, or for
 * entities at the top), in order. */
enum status store_each(struct store *store, int64_t journey, enum entity entity, const char *parent,
                       record_visit *visit, void *context, struct error *err);

/* How many records of @entity the journey has; -1 on failure. */
int64_t store_count(struct store *store, int64_t journey, enum entity entity);

/* Adds a record among its siblings (same parent; same stage for touchpoints),
 * before the row @before or last when 0.  @journey is ignored for a journey.
 * STATUS_INPUT when the id is taken or a required field is missing. */
enum status store_insert(struct store *store, int64_t journey, enum entity entity,
                         const void *record, int64_t before, int64_t *oid, struct error *err);

/* Sets one field.  When @base is not NULL and the stored value is neither
 * @base nor already @value, nothing is written: STATUS_BUSY, and @err says
 * what it is now, who set it and when.  Changing an id takes every reference
 * along. */
enum status store_set(struct store *store, enum entity entity, int64_t oid,
                      const struct field *field, const struct value *value,
                      const struct value *base, struct error *err);

/* Deletes a record with its parts; references to it from elsewhere are
 * unset (a record whose required reference this was goes too). */
enum status store_delete(struct store *store, enum entity entity, int64_t oid, struct error *err);

/* Calls @visit for each record elsewhere that refers to this one: @entity and
 * @record of the referrer, and the field.  For asking before a delete. */
typedef enum status store_referrer(void *context, enum entity entity, const void *record,
                                   const struct field *field, struct error *err);
enum status store_each_referrer(struct store *store, enum entity entity, int64_t oid,
                                store_referrer *visit, void *context, struct error *err);

/* Moves a record before the row @before (0: last) among its siblings. A
 * touchpoint may be moved to another stage by @stage (an id; NULL stays). */
enum status store_move(struct store *store, enum entity entity, int64_t oid, int64_t before,
                       const char *stage, struct error *err);

/* ---- The map: touchpoints in map order (stage by stage), windowed ---- */

/* What to show.  Starts as {.department = UNSET}. */
struct map_filter {
  int64_t department; /* only those it owns, contributes to or is told of; UNSET = all */
};

/* One stage and how many touchpoints of the filter it holds. */
struct stage_count {
  struct stage stage; /* owned */
  size_t touchpoints;
};
/* All stages in order; free with store_free_stages(). */
enum status store_stages(struct store *store, int64_t journey, const struct map_filter *filter,
                         struct stage_count **stages, size_t *count, struct error *err);
void store_free_stages(struct stage_count **stages, size_t count);

/* Calls @visit with @count touchpoints from the @first-th (from 0) on, in map
 * order, read whole.  Costs no more at the end of a long map than at its
 * start, give or take.  @visit may read, but not ask for another window. */
enum status store_window(struct store *store, int64_t journey, const struct map_filter *filter,
                         size_t first, size_t count, record_visit *visit, void *context,
                         struct error *err);

/* The place of a touchpoint in map order; STATUS_INPUT when the filter does
 * not show it. */
enum status store_position(struct store *store, int64_t journey, const struct map_filter *filter,
                           int64_t touchpoint, size_t *position, struct error *err);

/* The next touchpoint after (or, backwards, before) @from in map order whose
 * title, id, note, owner or message texts hold @needle, case ignored; wraps
 * around.  *@found is false when none does. */
enum status store_search(struct store *store, int64_t journey, const struct map_filter *filter,
                         const char *needle, size_t from, bool backwards, size_t *position,
                         bool *found, struct error *err);

/* ---- Whole journeys ---- */

/* Takes a journey in, within a transaction of kind "import".  @*journey is its
 * row.  A journey whose id is taken is refused with STATUS_INPUT at its own
 * record.  End with store_end_import(), before the commit. */
enum status store_begin_import(struct store *store, struct record_sink **sink, int64_t *journey,
                               struct error *err);
/* Puts in what still waits, if @status is STATUS_OK so far, and frees @*sink.
 * Gives @status, or what went wrong now; only after STATUS_OK may be committed. */
enum status store_end_import(struct store *store, struct record_sink **sink, enum status status,
                             struct error *err);

/* Gives a journey out, unchanging while it is read.  Free with
 * store_end_export(). */
enum status store_begin_export(struct store *store, int64_t journey, struct record_source **source,
                               struct error *err);
void store_end_export(struct store *store, struct record_source **source);

/* ---- History ---- */

/* One transaction.  Texts are borrowed for the call. */
struct history_entry {
  int64_t number;         /* rising; 0 for what another program changed since the last */
  int64_t at;             /* milliseconds since 1970-01-01 UTC; 0 where number is 0 */
  const char *person;     /* "" for changes made outside kundresa */
  const char *department; /* token or "" */
  const char *kind;       /* as for store_begin(), or "outside" */
  const char *label;
  int64_t undoes; /* the number of the entry that it undoes, or 0 */
  bool undone;    /* whether it stands undone now */
  bool own;       /* whether it was made through this very store */
};
/* One field that changed.  Texts are canonical values (record_add_value());
 * NULL = not set. */
struct history_change {
  int64_t number; /* of its entry */
  enum entity entity;
  int64_t oid;
  const char *id;            /* the record's id now or last, or "" */
  const struct field *field; /* NULL for the record itself, or for its order */
  char operation;            /* 'I'nserted, 'U'pdated, 'D'eleted, 'M'oved */
  const char *before;
  const char *after;
};
typedef enum status history_visit(void *context, const struct history_entry *entry,
                                  struct error *err);
typedef enum status change_visit(void *context, const struct history_change *change,
                                 struct error *err);

/* The latest entries first, @skip skipped, at most @most. */
enum status store_each_entry(struct store *store, size_t skip, size_t most, history_visit *visit,
                             void *context, struct error *err);
/* The changes of one entry, in the order they were made; 0 as above. */
enum status store_each_change(struct store *store, int64_t entry, change_visit *visit,
                              void *context, struct error *err);
/* The changes of one record, latest first. */
enum status store_each_record_change(struct store *store, enum entity entity, int64_t oid,
                                     change_visit *visit, void *context, struct error *err);

/* The entry that changed that field of a record last, or with @field NULL the record in
 * any way; deleted records have one too.  @visit is not called where there is none. */
enum status store_last_entry(struct store *store, enum entity entity, int64_t oid,
                             const struct field *field, history_visit *visit, void *context,
                             struct error *err);
/* The latest change that others made to a record after the entry @since, if any. */
enum status store_later_change(struct store *store, enum entity entity, int64_t oid, int64_t since,
                               change_visit *visit, void *context, struct error *err);

/* Turns an entry round, whoever made it, within the transaction that is open: what was
 * deleted comes back, and a field that still has the value it was given gets the one
 * before.  What has changed since stays. */
enum status store_turn_back(struct store *store, int64_t entry, struct error *err);

/* Which entries to tell; {0} is all of them. */
struct history_filter {
  const char *person;     /* operating-system user; NULL = everybody */
  const char *department; /* token; NULL = every one */
  int64_t since;          /* milliseconds; 0 = from the start */
  int64_t later;          /* only entries after that one; 0 = all */
  int64_t journey;        /* of @touchpoint */
  const char *touchpoint; /* only what changed it or a part of it: the id that it has,
                             or ever had; NULL = whatever was changed */
};
/* Like store_each_entry(), of those that @filter lets through.  Whoever changed
 * something with another program is nobody, of no department, at the time at
 * which it was noticed. */
enum status store_each_filtered(struct store *store, const struct history_filter *filter,
                                size_t skip, size_t most, history_visit *visit, void *context,
                                struct error *err);

/* Calls @visit for each field of the record that is set, or was once, in the order
 * of the table: the entry that gave it its value, or took it.  NULL where no entry did, in a file
 * whose history begins later.  What an undo brought back with its record keeps the entry that it
 * had before. */
typedef enum status blame_visit(void *context, const void *record, const struct field *field,
                                const struct history_entry *entry, struct error *err);
enum status store_each_blame(struct store *store, enum entity entity, int64_t oid,
                             blame_visit *visit, void *context, struct error *err);

/* ---- The past ---- */

/* A moment of the history: after one of its entries. */
struct moment {
  int64_t number; /* of the entry */
  int64_t at;     /* milliseconds since 1970-01-01 UTC: when it was made */
};

/* The last entry made until @at.  STATUS_INPUT where the history begins later,
 * which @err says. */
enum status store_find_moment(struct store *store, int64_t at, struct moment *moment,
                              struct error *err);
/* The entry of that number; STATUS_INPUT where there is none. */
enum status store_find_entry(struct store *store, int64_t number, struct moment *moment,
                             struct error *err);

/* Opens the file as it was after that entry: a store to look at, in memory, that
 * nobody changes.  It costs about as much as to read the file, and the log since.
 * Whether an entry of its history stands undone it does not tell: that is as it is
 * now.  Close it with store_close(). */
enum status store_open_past(struct store *store, int64_t entry, struct store **past,
                            struct error *err);

/* ---- Undo ---- */

/* Undoes this person's latest action that is not undone (imports too,
 * releases not), as a transaction of its own.  A field that somebody changed
 * since is left, and told: STATUS_FINDINGS with @err naming the fields, the
 * person and the time.  Where all of it is left, the action does not count as
 * undone, and the next undo goes past it.  STATUS_INPUT when there is nothing to undo.  @label
 * (may be NULL) receives what was undone. */
enum status store_undo(struct store *store, struct str *label, struct error *err);
/* Undoes this person's latest undo, as long as no edit came after it. */
enum status store_redo(struct store *store, struct str *label, struct error *err);

/* ---- Releases: immutable ---- */

struct release {
  int64_t number; /* from 1 for each journey, by its id */
  int64_t at;     /* milliseconds */
  const char *person;
  const char *department;
  const char *sha256;         /* of the bytes, hexadecimal */
  const char *journey_sha256; /* of the canonical journey/1 it was made from */
  const char *bytes;          /* plan/1 */
  size_t length;
};
typedef enum status release_visit(void *context, const struct release *release, struct error *err);

/* Stores a release (number, bytes and digests are given; who and when are
 * the store's); needs a transaction of kind "release". */
enum status store_add_release(struct store *store, int64_t journey, const struct release *release,
                              struct error *err);
/* Newest first, without bytes (NULL, 0) unless @number names one; 0 = all.
 * The digest of the bytes is checked: STATUS_INPUT when they were changed. */
enum status store_each_release(struct store *store, int64_t journey, int64_t number,
                               release_visit *visit, void *context, struct error *err);

/* ---- Small things that are the file's own, not the journey's ---- */

/* A remembered value (who a user is, the last view…), NULL when none; the
 * caller frees it. */
enum status store_get_setting(struct store *store, const char *name, char **value,
                              struct error *err);
/* Needs no transaction of the caller's and makes no history. */
enum status store_put_setting(struct store *store, const char *name, const char *value,
                              struct error *err);
/* Puts @value in the place of @was (NULL: of none), and nothing where it is
 * another by now: *@swapped tells.  So of two that go on at once one does. */
enum status store_swap_setting(struct store *store, const char *name, const char *was,
                               const char *value, bool *swapped, struct error *err);

/* ---- What is hidden until it is revealed: cards, votes and grades ----
 *
 * They stand beside the journey, not in it: no view, search, export, history or
 * comparison can show them, and to others this interface gives counts only.  It
 * is courtesy and not a lock: who may read the file can open it with another
 * program, and see them there. */

/* One sealed thing.  Texts are borrowed for the call. */
struct sealed {
  const char *person;
  const char *department; /* token or "" */
  const char *subject;    /* what it is about; with kind, round and person its key */
  const char *body;
  int64_t count; /* of store_each_sealer(): how many the person has sealed */
};
typedef enum status sealed_visit(void *context, const struct sealed *sealed, struct error *err);

/* Where something is sealed, and until when.  Texts are borrowed. */
struct seal {
  const char *kind;    /* "card", "vote" or "grade" */
  const char *round;   /* as "workshop/step" */
  const char *setting; /* only as long as the setting of this name, */
  const char *stands;  /* is this; NULL for @setting: whatever stands */
};

/* Seals what this person says of @subject, in the place of what it said before; NULL
 * for @body takes it back: an empty row stays, which no visit and no count tells, so that
 * store_each_department_sealed() knows for whom the person spoke.  *@sealed is false where the
 * round was over before it could be, in the same step: what comes after a reveal would be seen by
 * nobody.  Durable at once where no transaction is open; makes no history. */
enum status store_seal(struct store *store, int64_t journey, const struct seal *seal,
                       const char *subject, const char *body, bool *sealed, struct error *err);
/* Visits what this person has sealed, in the order of sealing. */
enum status store_each_own_sealed(struct store *store, int64_t journey, const char *kind,
                                  const char *round, sealed_visit *visit, void *context,
                                  struct error *err);
/* Visits what people of this person's department have sealed, too, where this person has
 * sealed in the round for that department, and for no other; nothing of them else. */
enum status store_each_department_sealed(struct store *store, int64_t journey, const char *kind,
                                         const char *round, sealed_visit *visit, void *context,
                                         struct error *err);
/* Visits everyone who has sealed anything, with the count and nothing else. */
enum status store_each_sealer(struct store *store, int64_t journey, const char *kind,
                              const char *round, sealed_visit *visit, void *context,
                              struct error *err);
/* Visits all of it in the order of sealing, and removes it: @visit puts it where
 * all can see it, in the same transaction, which is the caller's. */
enum status store_unseal(struct store *store, int64_t journey, const char *kind, const char *round,
                         sealed_visit *visit, void *context, struct error *err);

/* Calls @visit with each remembered value whose name begins with @prefix, by
 * name. */
typedef enum status setting_visit(void *context, const char *name, const char *value,
                                  struct error *err);
enum status store_each_setting(struct store *store, const char *prefix, setting_visit *visit,
                               void *context, struct error *err);

/* ---- Care ---- */

/* A number that changes when another process has committed. */
int64_t store_version(struct store *store);

/* A handle that can be read when somebody writes to the file: we as well as others, and
 * a moment before store_version() tells it.  -1 where the system has no such thing, so
 * that one must look from time to time all the same.  It is the store's. */
int store_watch(struct store *store);
/* Takes what waits there. */
void store_watched(struct store *store);

/* Examines the whole file: integrity, references, values out of range,
 * releases' digests, schema.  Adds a problem for each fault. */
enum status store_check(struct store *store, struct problems *problems, struct error *err);

/* Copies the file, whole and consistent, to @path, which must not exist.  The
 * copy is read through before it gets that name: STATUS_INPUT when the file is
 * damaged. */
enum status store_backup(struct store *store, const char *path, struct error *err);

#endif
