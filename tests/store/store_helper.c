#include "tests/store/store_helper.h"

#include "base/mem.h"

#include <ftw.h>
#include <inttypes.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

static char *make_in(const char *base)
{
  struct str name = {0};
  str_addf(&name, "%s/kundresa-test-XXXXXX", base);
  char *folder = str_take(&name);
  assert_non_null(mkdtemp(folder));
  return folder;
}

char *folder_make(void)
{
  const char *base = getenv("TMPDIR");
  return make_in(base != NULL ? base : "/tmp");
}

char *folder_make_in_memory(void)
{
  return access("/dev/shm", W_OK) == 0 ? make_in("/dev/shm") : folder_make();
}

static int forget(const char *path, const struct stat *found, int kind, struct FTW *place)
{
  (void)found;
  (void)kind;
  (void)place;
  return remove(path);
}

void folder_remove(char **folder)
{
  nftw(*folder, forget, 8, FTW_DEPTH | FTW_PHYS);
  free(*folder);
  *folder = NULL;
}

const char *folder_file(const char *folder, const char *name)
{
  static char path[512];
  snprintf(path, sizeof path, "%s/%s", folder, name);
  return path;
}

int64_t test_clock(void)
{
  static int64_t at = 1790000000000;
  return at += 1000;
}

struct store *open_as(const char *path, enum store_mode mode, const char *person)
{
  struct store *store = NULL;
  struct store_context context = {
      .person = person, .department = "finance", .now = test_clock, .patience = 2000};
  assert_done(store_open(path, mode, &context, &store, err));
  return store;
}

static void add(struct record_sink *sink, enum entity entity, const char *const *pairs)
{
  void *record = record_new(entity);
  for (; pairs[0] != NULL; pairs += 2) {
    const struct field *field = entity_field(entity, pairs[0]);
    assert_non_null(field);
    assert_done(record_set(record, field, pairs[1], err));
  }
  assert_done(sink->put(sink, entity, record, err));
  record_free(entity, &record);
}

#define ADD(entity, ...) add(sink, ENTITY_##entity, (const char *const[]){__VA_ARGS__, NULL})

int64_t make_journey(struct store *store, const char *id)
{
  struct record_sink *sink = NULL;
  int64_t journey = 0;
  assert_done(store_begin(store, "import journey", "import", err));
  assert_done(store_begin_import(store, &sink, &journey, err));
  /* Parts first and references before what they name: order must not matter. */
  ADD(touchpoint, "id", "welcome", "stage", "sale", "kind", "sale", "title", "Välkommen");
  ADD(variant, "message", "first-text", "language", "sv", "subject", "Din faktura", "body",
      "Hej!\n\nHar du glömt oss?");
  ADD(touchpoint, "id", "first", "stage", "reminder", "kind", "reminder", "title",
      "Gentle reminder", "anchor", "due", "offset_days", "5", "channels", "email letter",
      "owner_department", "finance", "informed", "marketing customer-service");
  ADD(touchpoint, "id", "second", "stage", "reminder", "kind", "reminder", "title",
      "Second reminder", "anchor", "previous", "after", "first", "offset_days", "14");
  ADD(message, "touchpoint", "first", "id", "first-text", "purpose", "reminder", "place", "body");
  ADD(edge, "source", "first", "target", "second", "kind", "next");
  ADD(stage, "id", "sale", "kind", "sale", "title", "Sale");
  ADD(stage, "id", "reminder", "kind", "reminder", "title", "Reminder");
  ADD(journey, "id", id, "title", "Invoice", "market", "SE", "audience", "consumer", "currency",
      "SEK", "languages", "sv en", "timezone", "Europe/Stockholm", "payment_terms_days", "30",
      "state", "as-is", "status", "draft");
  assert_done(store_end_import(store, &sink, STATUS_OK, err));
  assert_done(store_commit(store, err));
  return journey;
}

enum status set_field(struct store *store, enum entity entity, int64_t oid, const char *name,
                      const char *text, const char *base, struct error *err)
{
  const struct field *field = entity_field(entity, name);
  struct value value;
  struct value seen = {0};
  assert_non_null(field);
  enum status status = value_parse(field, text, &value, err);
  if (status == STATUS_OK && base != NULL)
    status = value_parse(field, base, &seen, err);
  if (status == STATUS_OK)
    status = store_begin(store, "set", "edit", err);
  if (status == STATUS_OK) {
    status = store_set(store, entity, oid, field, &value, base != NULL ? &seen : NULL, err);
    if (status == STATUS_OK)
      status = store_commit(store, err);
    else
      store_rollback(store);
  }
  value_clear(&value);
  value_clear(&seen);
  return status;
}

const char *get_field(struct store *store, enum entity entity, int64_t oid, const char *name)
{
  static struct str text;
  void *record = record_new(entity);
  str_clear(&text);
  assert_done(store_read(store, entity, oid, record, err));
  record_add_value(&text, record, entity_field(entity, name));
  record_free(entity, &record);
  static char copy[4096];
  snprintf(copy, sizeof copy, "%s", str_text(&text));
  str_clear(&text);
  return copy;
}

int64_t row_of(struct store *store, int64_t journey, enum entity entity, const char *id)
{
  int64_t oid = 0;
  struct error fault = {0};
  store_find(store, journey, entity, id, &oid, &fault);
  return oid;
}

struct dump {
  enum entity entity;
  struct str *text;
};

static enum status dump_record(void *context, const void *record, struct error *err)
{
  (void)err;
  struct dump *dump = context;
  str_addf(dump->text, "%s %" PRId64, entities[dump->entity].name,
           ((const struct record *)record)->oid);
  for (size_t i = 0; i < entities[dump->entity].count; i++) {
    str_add(dump->text, "|");
    record_add_value(dump->text, record, &entities[dump->entity].fields[i]);
  }
  str_add(dump->text, "\n");
  return STATUS_OK;
}

char *dump_journey(struct store *store, int64_t journey)
{
  struct str text = {0};
  for (int e = 0; e < ENTITY_COUNT; e++) {
    struct dump dump = {(enum entity)e, &text};
    assert_done(store_each(store, journey, (enum entity)e, NULL, dump_record, &dump, err));
  }
  return str_take(&text);
}

static void add_later(struct entity_info *info, struct field *fields, size_t room,
                      const struct field *field)
{
  assert_true(info->count < room);
  memcpy(fields, info->fields, info->count * sizeof *fields);
  fields[info->count++] = *field;
  info->fields = fields;
}

void later_tables_make(struct later_tables *later, bool failing)
{
  struct field text = {.kind = FIELD_TEXT,
                       .name = "later",
                       .key = "later",
                       .of = NOTHING,
                       .least = 1,
                       .most = LINE_MOST,
                       .since = entity_schema() + 1};
  struct field number = text;
  number.kind = FIELD_INT;
  number.name = failing ? "ord" : "later";
  memcpy(later->tables, entities, sizeof later->tables);
  add_later(&later->tables[ENTITY_touchpoint], later->touchpoint,
            sizeof later->touchpoint / sizeof later->touchpoint[0], &text);
  add_later(&later->tables[ENTITY_metric], later->metric,
            sizeof later->metric / sizeof later->metric[0], &number);
}
