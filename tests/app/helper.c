#include "helper.h"

#include "base/mem.h"
#include "yaml/journey_format.h"

#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

#include <cmocka.h>

struct session *helper_open(void)
{
  char folder[] = "/tmp/kundresa-app-XXXXXX";
  char source[4096];
  const char *tree = getenv("top_srcdir");
  assert_non_null(mkdtemp(folder));
  snprintf(source, sizeof source, "%s/tests/cli/small.yaml", tree != NULL ? tree : ".");
  struct str path = {0};
  str_addf(&path, "%s/map", folder);
  FILE *in = fopen(source, "rb");
  assert_non_null(in);
  struct session *session = NULL;
  struct problems problems = {0};
  struct error err = {0};
  if (session_create(str_text(&path), in, "small.yaml", &session, &problems, &err) != STATUS_OK)
    fail_msg("%s%s", err.text, problems.count > 0 ? problems.items[0].text : "");
  fclose(in);
  str_clear(&path);
  return session;
}

struct session *helper_open_again(const struct session *session)
{
  struct session *again = NULL;
  assert_int_equal(session_open(session->path, STORE_WRITE, NULL, &again, NULL), STATUS_OK);
  return again;
}

void helper_close(struct session **session)
{
  char *path = mem_copy_text((*session)->path);
  session_close(session);
  static const char *const endings[] = {"", "-wal", "-shm"};
  for (size_t i = 0; i < 3; i++) {
    struct str name = {0};
    str_addf(&name, "%s%s", path, endings[i]);
    unlink(str_text(&name));
    str_clear(&name);
  }
  *strrchr(path, '/') = '\0';
  rmdir(path);
  free(path);
}

struct gather {
  struct byte_sink sink;
  struct str text;
};

static enum status gather(struct byte_sink *sink, const char *bytes, size_t length,
                          struct error *err)
{
  (void)err;
  str_add_span(&((struct gather *)sink)->text, bytes, length);
  return STATUS_OK;
}

char *helper_export(struct session *session)
{
  struct gather out = {.sink = {.write = gather}};
  struct record_source *source = NULL;
  assert_int_equal(store_begin_export(session->store, session->journey_oid, &source, NULL),
                   STATUS_OK);
  assert_int_equal(journey_write(source, &out.sink, NULL), STATUS_OK);
  store_end_export(session->store, &source);
  return str_take(&out.text);
}

int64_t helper_find(struct session *session, enum entity entity, const char *id)
{
  int64_t oid = 0;
  struct error err = {0};
  if (store_find(session->store, session->journey_oid, entity, id, &oid, &err) != STATUS_OK)
    fail_msg("%s", err.text);
  return oid;
}

static enum status add_id(void *context, const void *record, struct error *err)
{
  (void)err;
  str_addf(context, " %s", ((const struct touchpoint *)record)->id);
  return STATUS_OK;
}

char *helper_order(struct session *session)
{
  struct map_filter all = {.department = UNSET};
  struct stage_count *stages;
  size_t count, first = 0;
  struct str order = {0};
  assert_int_equal(store_stages(session->store, session->journey_oid, &all, &stages, &count, NULL),
                   STATUS_OK);
  for (size_t i = 0; i < count; i++) {
    str_addf(&order, "%s%s:", i > 0 ? " " : "", stages[i].stage.id);
    assert_int_equal(store_window(session->store, session->journey_oid, &all, first,
                                  stages[i].touchpoints, add_id, &order, NULL),
                     STATUS_OK);
    first += stages[i].touchpoints;
  }
  store_free_stages(&stages, count);
  return str_take(&order);
}

static enum status count_entry(void *context, const struct history_entry *entry, struct error *err)
{
  (void)entry;
  (void)err;
  ++*(size_t *)context;
  return STATUS_OK;
}

size_t helper_entries(struct session *session)
{
  size_t count = 0;
  assert_int_equal(store_each_entry(session->store, 0, 100000, count_entry, &count, NULL),
                   STATUS_OK);
  return count;
}
