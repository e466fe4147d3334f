#include "tests/app/operations.h"

#include "app/edit.h"
#include "app/release.h"
#include "base/file.h"
#include "base/mem.h"
#include "store/backup.h"
#include "yaml/journey_format.h"

#include <dirent.h>
#include <ftw.h>
#include <inttypes.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>
#include <unistd.h>

/* ---- What is done ---- */

#define OPERATION(name)                                                                            \
  static enum status name(struct session *session, const struct site *place, struct error *err)

/* The row of a record, found under the same disturbance as the rest. */
#define FIND(entity, id)                                                                           \
  (void)place;                                                                                     \
  int64_t oid = 0;                                                                                 \
  enum status found =                                                                              \
      store_find(session->store, session->journey_oid, ENTITY_##entity, id, &oid, err);            \
  if (found != STATUS_OK)                                                                          \
  return found

#define SET(name, entity, id, field, text)                                                         \
  OPERATION(name)                                                                                  \
  {                                                                                                \
    FIND(entity, id);                                                                              \
    return edit_set(session, ENTITY_##entity, oid, entity_field(ENTITY_##entity, field), text,     \
                    NULL, err);                                                                    \
  }

SET(set_title, touchpoint, "welcome", "title", "Hör av sig")
SET(set_offset, touchpoint, "reminder-1", "offset_days", "8")
SET(set_owner, touchpoint, "contract", "owner_department", "it")
SET(unset_channels, touchpoint, "reminder-1", "channels", "")
SET(rename_stage, stage, "sale", "id", "buying")
SET(rename_touchpoint, touchpoint, "welcome", "id", "greeting")
SET(rename_message, message, "reminder-text", "id", "first-text")

OPERATION(set_journey)
{
  (void)place;
  return edit_set(session, ENTITY_journey, session->journey_oid,
                  entity_field(ENTITY_journey, "title"), "Another title", NULL, err);
}

OPERATION(set_long)
{
  FIND(touchpoint, "welcome");
  struct str prose = {0};
  for (int i = 0; i < 400; i++)
    str_addf(&prose, "Rad %d som är lång.\n", i);
  enum status status = edit_set(session, ENTITY_touchpoint, oid,
                                entity_field(ENTITY_touchpoint, "note"), str_text(&prose), "", err);
  str_clear(&prose);
  return status;
}

OPERATION(set_many)
{
  FIND(touchpoint, "contract");
  const struct field *const fields[] = {entity_field(ENTITY_touchpoint, "title"),
                                        entity_field(ENTITY_touchpoint, "covered"),
                                        entity_field(ENTITY_touchpoint, "note")};
  static const char *const texts[] = {"Signs", "no", "Nobody knows."};
  return edit_set_many(session, ENTITY_touchpoint, oid, fields, texts, NULL, 3, err);
}

/* Pairs of a field's name and its value, ended by NULL. */
static enum status add(struct session *session, enum entity entity, const char *const *pairs,
                       struct error *err)
{
  void *record = record_new(entity);
  enum status status = STATUS_OK;
  int64_t oid;
  for (; pairs[0] != NULL && status == STATUS_OK; pairs += 2)
    status = record_set(record, entity_field(entity, pairs[0]), pairs[1], err);
  if (status == STATUS_OK)
    status = edit_add(session, entity, record, 0, &oid, err);
  record_free(entity, &record);
  return status;
}

#define ADD(entity, ...)                                                                           \
  OPERATION(add_##entity)                                                                          \
  {                                                                                                \
    (void)place;                                                                                   \
    return add(session, ENTITY_##entity, (const char *const[]){__VA_ARGS__, NULL}, err);           \
  }

ADD(stage, "kind", "support", "title", "Asking")
ADD(message, "touchpoint", "welcome", "purpose", "payment", "place", "body")
ADD(variant, "message", "reminder-text", "language", "en", "subject", "Reminder", "body",
    "Have you forgotten us? {amount_due} by {pay_by}.")
ADD(comment, "touchpoint", "contract", "author", "Bo", "text", "Too long.")
ADD(card, "lane", "idea", "text", "Say it in the first letter.")
ADD(decision, "text", "We write in the first person.")
ADD(action, "text", "Ask the printers.")
ADD(question, "topic", "When is it due?")
ADD(system, "title", "Billing")
ADD(segment, "title", "old customers")
ADD(cap, "id", "weekly", "counts", "legal", "messages", "3", "days", "7")
ADD(edge, "source", "contract", "target", "reminder-1", "kind", "next")
ADD(metric, "title", "NPS")
ADD(control, "touchpoint", "contract", "title", "Read by two")

OPERATION(add_touchpoint)
{
  FIND(touchpoint, "welcome");
  int64_t added;
  return edit_add_touchpoint(session, "Pays the invoice", "sale", oid, &added, err);
}

#define COPY(name, entity, id)                                                                     \
  OPERATION(name)                                                                                  \
  {                                                                                                \
    FIND(entity, id);                                                                              \
    int64_t copy;                                                                                  \
    return edit_copy(session, ENTITY_##entity, oid, &copy, err);                                   \
  }

COPY(copy_touchpoint, touchpoint, "reminder-1")
COPY(copy_message, message, "reminder-text")
COPY(copy_segment, segment, "new")

#define MOVE(name, entity, id, by)                                                                 \
  OPERATION(name)                                                                                  \
  {                                                                                                \
    FIND(entity, id);                                                                              \
    return edit_move(session, ENTITY_##entity, oid, by, err);                                      \
  }

MOVE(move_down, touchpoint, "welcome", 1)
MOVE(move_over, touchpoint, "contract", 1)
MOVE(move_stage, stage, "reminders", -1)

#define DELETE(name, entity, id)                                                                   \
  OPERATION(name)                                                                                  \
  {                                                                                                \
    FIND(entity, id);                                                                              \
    return edit_delete(session, ENTITY_##entity, oid, err);                                        \
  }

DELETE(delete_touchpoint, touchpoint, "reminder-1")
DELETE(delete_message, message, "reminder-text")
DELETE(delete_stage, stage, "reminders")
DELETE(delete_segment, segment, "new")

OPERATION(delete_journey)
{
  (void)place;
  return edit_delete(session, ENTITY_journey, session->journey_oid, err);
}

OPERATION(undo)
{
  (void)place;
  return edit_undo(session, NULL, err);
}

OPERATION(redo)
{
  (void)place;
  return edit_redo(session, NULL, err);
}

OPERATION(before_redo)
{
  enum status status = delete_touchpoint(session, place, err);
  return status == STATUS_OK ? undo(session, place, err) : status;
}

/* A journey that the file has not, in memory: what reads it is no part of it. */
static char other_journey[] = "kundresa_journey: 1\n"
                              "id: another\n"
                              "title: Another journey\n"
                              "market: NO\n"
                              "audience: consumer\n"
                              "currency: NOK\n"
                              "languages: [nb]\n"
                              "timezone: Europe/Oslo\n"
                              "payment_terms_days: 14\n"
                              "state: as-is\n"
                              "status: draft\n"
                              "\n"
                              "stages:\n"
                              "  - id: sale\n"
                              "    kind: sale\n"
                              "    title: Kjøp\n";

OPERATION(import)
{
  (void)place;
  struct problems problems = {0};
  FILE *in = fmemopen(other_journey, sizeof other_journey - 1, "rb");
  enum status status = session_import(session, in, "another", NULL, &problems, err);
  problems_clear(&problems);
  fclose(in);
  return status;
}

OPERATION(release)
{
  (void)place;
  struct release_made made = {0};
  enum status status = release_make(session, NULL, 20780, false, &made, err);
  release_clear(&made);
  return status;
}

OPERATION(set_department)
{
  (void)place;
  return session_set_department(session, 1, err);
}

OPERATION(back_up)
{
  (void)place;
  struct str path = {0};
  bool made;
  enum status status = backup_take(session->store, NULL, &path, &made, err);
  str_clear(&path);
  return status;
}

OPERATION(copy_file)
{
  return store_backup(session->store, place->other, err);
}

OPERATION(check)
{
  (void)place;
  struct problems problems = {0};
  enum status status = store_check(session->store, &problems, err);
  problems_clear(&problems);
  return status;
}

/* ---- Without a session ---- */

OPERATION(open_to_look)
{
  (void)session;
  struct session *opened = NULL;
  enum status status = session_open(place->map, STORE_READ, NULL, &opened, err);
  session_close(&opened);
  return status;
}

OPERATION(open_to_write)
{
  (void)session;
  struct session *opened = NULL;
  enum status status = session_open(place->map, STORE_WRITE, NULL, &opened, err);
  if (status == STATUS_OK)
    status = set_title(opened, place, err);
  session_close(&opened);
  return status;
}

OPERATION(create)
{
  (void)session;
  struct session *made = NULL;
  struct problems problems = {0};
  FILE *in = fmemopen(other_journey, sizeof other_journey - 1, "rb");
  enum status status = session_create(place->other, in, "another", &made, &problems, err);
  session_close(&made);
  problems_clear(&problems);
  fclose(in);
  return status;
}

OPERATION(create_empty)
{
  (void)session;
  struct session *made = NULL;
  enum status status =
      session_create(place->other, NULL, "Empty", &made, &(struct problems){0}, err);
  session_close(&made);
  return status;
}

OPERATION(restore)
{
  (void)session;
  struct backup_list list;
  enum status status = backup_list_read(place->map, &list, err);
  if (status == STATUS_OK && list.count == 0)
    status = error_set(err, STATUS_INPUT, "no backup");
  if (status == STATUS_OK)
    status = backup_restore(list.items[0].path, place->other, err);
  backup_list_clear(&list);
  return status;
}

OPERATION(recover)
{
  (void)session;
  struct recover_report report;
  enum status status = session_recover(place->map, place->other, &report, err);
  recover_report_clear(&report);
  return status;
}

#define PLAIN(name)                                                                                \
  {                                                                                                \
#name, name, false, NULL                                                                       \
  }

const struct operation operations[] = {
    PLAIN(set_title),
    PLAIN(set_offset),
    PLAIN(set_owner),
    PLAIN(unset_channels),
    PLAIN(set_journey),
    PLAIN(set_long),
    PLAIN(set_many),
    PLAIN(add_touchpoint),
    PLAIN(add_stage),
    PLAIN(add_message),
    PLAIN(add_variant),
    PLAIN(add_comment),
    PLAIN(add_card),
    PLAIN(add_decision),
    PLAIN(add_action),
    PLAIN(add_question),
    PLAIN(add_system),
    PLAIN(add_segment),
    PLAIN(add_cap),
    PLAIN(add_edge),
    PLAIN(add_metric),
    PLAIN(add_control),
    PLAIN(copy_touchpoint),
    PLAIN(copy_message),
    PLAIN(copy_segment),
    PLAIN(move_down),
    PLAIN(move_over),
    PLAIN(move_stage),
    PLAIN(rename_stage),
    PLAIN(rename_touchpoint),
    PLAIN(rename_message),
    {"undo", undo, false, delete_stage, false},
    {"redo", redo, false, before_redo, false},
    PLAIN(release),
    PLAIN(set_department),
    PLAIN(import),
    {"undo_import", undo, false, import, false},
    {"back_up", back_up, false, NULL, true},
    {"copy_file", copy_file, false, NULL, true},
    {"check", check, false, NULL, true},
    PLAIN(delete_segment),
    PLAIN(delete_message),
    PLAIN(delete_touchpoint),
    PLAIN(delete_stage),
    PLAIN(delete_journey),
    {"open_to_look", open_to_look, true, NULL, false},
    {"open_to_write", open_to_write, true, NULL, false},
    {"create", create, true, NULL, false},
    {"create_empty", create_empty, true, NULL, false},
    {"restore", restore, true, back_up, false},
    {"recover", recover, true, NULL, false},
};
const size_t operation_count = sizeof operations / sizeof operations[0];

/* ---- The place ---- */

void site_make(struct site *place)
{
  bool memory = access("/dev/shm", W_OK) == 0;
  snprintf(place->folder, sizeof place->folder, "%s/kundresa-safe-XXXXXX",
           memory ? "/dev/shm" : "/tmp");
  assert_non_null(mkdtemp(place->folder));
  snprintf(place->map, sizeof place->map, "%s/map", place->folder);
  snprintf(place->other, sizeof place->other, "%s/other", place->folder);
}

static int forget(const char *path, const struct stat *found, int kind, struct FTW *at)
{
  (void)found;
  (void)kind;
  return at->level > 0 ? remove(path) : 0;
}

static void empty(const struct site *place)
{
  nftw(place->folder, forget, 8, FTW_DEPTH | FTW_PHYS);
}

void site_remove(struct site *place)
{
  empty(place);
  rmdir(place->folder);
}

void site_fill(const struct site *place)
{
  char source[512];
  const char *tree = getenv("top_srcdir");
  struct problems problems = {0};
  struct session *session = NULL;
  struct error err = {0};
  snprintf(source, sizeof source, "%s/tests/cli/small.yaml", tree != NULL ? tree : ".");
  FILE *in = fopen(source, "rb");
  assert_non_null(in);
  if (session_create(place->map, in, "small.yaml", &session, &problems, &err) != STATUS_OK)
    fail_msg("%s", err.text);
  fclose(in);
  session_close(&session);
}

/* ---- What stands there ---- */

struct telling {
  struct byte_sink sink;
  struct str *out;
};

static enum status put(struct byte_sink *sink, const char *bytes, size_t length, struct error *err)
{
  (void)err;
  str_add_span(((struct telling *)sink)->out, bytes, length);
  return STATUS_OK;
}

static enum status tell_entry(void *context, const struct history_entry *entry, struct error *err)
{
  (void)err;
  str_addf(context, "entry %s '%s'%s %d\n", entry->kind, entry->label,
           entry->undone ? " undone" : "", entry->undoes != 0);
  return STATUS_OK;
}

static enum status tell_release(void *context, const struct release *release, struct error *err)
{
  (void)err;
  str_addf(context, "release %" PRId64 " %s\n", release->number, release->journey_sha256);
  return STATUS_OK;
}

struct row_list {
  int64_t rows[16];
  size_t count;
};

static enum status note_journey(void *context, const void *record, struct error *err)
{
  (void)err;
  struct row_list *list = context;
  assert_true(list->count < sizeof list->rows / sizeof list->rows[0]);
  list->rows[list->count++] = ((const struct record *)record)->oid;
  return STATUS_OK;
}

static enum status tell_store(struct session *session, struct str *out, struct error *err)
{
  struct telling telling = {{put}, out};
  struct row_list list = {0};
  char *setting = NULL;
  enum status status = store_each_journey(session->store, note_journey, &list, err);
  for (size_t i = 0; i < list.count && status == STATUS_OK; i++) {
    struct record_source *source = NULL;
    status = store_begin_export(session->store, list.rows[i], &source, err);
    if (status == STATUS_OK)
      status = journey_write(source, &telling.sink, err);
    store_end_export(session->store, &source);
    if (status == STATUS_OK)
      status = store_each_release(session->store, list.rows[i], 0, tell_release, out, err);
  }
  if (status == STATUS_OK)
    status = store_each_entry(session->store, 0, 100000, tell_entry, out, err);
  str_addf(out, "department %d\n", (int)session->department);
  free(setting);
  return status;
}

void site_add_state(struct session *session, struct str *out)
{
  struct error err = {0};
  if (tell_store(session, out, &err) != STATUS_OK)
    fail_msg("%s", err.text);
}

bool site_is_sound(const struct site *place, struct str *out)
{
  struct session *session = NULL;
  struct problems problems = {0};
  struct error err = {0};
  bool sound = session_open(place->map, STORE_WRITE, NULL, &session, &err) == STATUS_OK &&
               store_check(session->store, &problems, &err) == STATUS_OK && problems.count == 0 &&
               tell_store(session, out, &err) == STATUS_OK;
  problems_clear(&problems);
  session_close(&session);
  return sound;
}

static void tell_file(const char *path, const char *what, struct str *out)
{
  struct session *session = NULL;
  struct problems problems = {0};
  struct error err = {0};
  enum status status = session_open(path, STORE_WRITE, NULL, &session, &err);
  if (status == STATUS_OK)
    status = store_check(session->store, &problems, &err);
  if (status == STATUS_OK && problems.count == 0)
    status = tell_store(session, out, &err);
  if (status != STATUS_OK || problems.count > 0)
    fail_msg("%s: %s: %s", what, path, problems.count > 0 ? problems.items[0].text : err.text);
  session_close(&session);
}

char *site_tell(const struct site *place, const char *what)
{
  struct str out = {0};
  struct backup_list list = {0};
  tell_file(place->map, what, &out);
  if (access(place->other, F_OK) == 0) {
    str_add(&out, "other\n");
    tell_file(place->other, what, &out);
  }
  backup_list_read(place->map, &list, NULL);
  for (size_t i = 0; i < list.count; i++) {
    struct str nowhere = {0}; /* a change stands also where none was taken */
    tell_file(list.items[i].path, what, &nowhere);
    str_clear(&nowhere);
  }
  backup_list_clear(&list);
  return str_take(&out);
}

struct bytes site_read(const struct site *place)
{
  struct str file = {0};
  char log[240];
  struct error err = {0};
  snprintf(log, sizeof log, "%s-wal", place->map);
  assert_int_equal(access(log, F_OK), -1);
  if (file_read(place->map, (size_t)1 << 30, &file, &err) != STATUS_OK)
    fail_msg("%s", err.text);
  size_t length = file.length;
  return (struct bytes){str_take(&file), length};
}

void site_put(const struct site *place, const struct bytes *map)
{
  /* Backups stay: some operations want one. */
  DIR *entries = opendir(place->folder);
  const struct dirent *entry;
  while ((entry = readdir(entries)) != NULL)
    if (strcmp(entry->d_name, "map") != 0)
      unlinkat(dirfd(entries), entry->d_name, 0);
  closedir(entries);
  FILE *file = fopen(place->map, "wb");
  assert_non_null(file);
  assert_int_equal(fwrite(map->bytes, 1, map->length, file), map->length);
  assert_int_equal(fclose(file), 0);
}

/* Whether nothing lies around the map, or nothing but backups. */
static bool is_alone(const struct site *place, bool backups)
{
  DIR *entries = opendir(place->folder);
  const struct dirent *entry;
  bool alone = true;
  while ((entry = readdir(entries)) != NULL)
    alone = alone && (entry->d_name[0] == '.' || strcmp(entry->d_name, "map") == 0 ||
                      (backups && strcmp(entry->d_name, "backups") == 0));
  closedir(entries);
  return alone;
}

bool site_read_alone(const struct site *place, struct bytes *map)
{
  bool alone = is_alone(place, false);
  if (alone)
    *map = site_read(place);
  return alone;
}

bool site_is(const struct site *place, const struct bytes *map)
{
  /* A process that ended has left a log; as long as that is empty nothing was written. */
  char log[240], index[240];
  struct stat found;
  snprintf(log, sizeof log, "%s-wal", place->map);
  snprintf(index, sizeof index, "%s-shm", place->map);
  if (stat(log, &found) == 0 && found.st_size == 0) {
    unlink(log);
    unlink(index);
  }
  if (!is_alone(place, true) || stat(place->map, &found) != 0 ||
      (size_t)found.st_size != map->length)
    return false;
  struct bytes now = site_read(place);
  bool same = memcmp(now.bytes, map->bytes, map->length) == 0;
  free(now.bytes);
  return same;
}
