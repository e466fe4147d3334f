#include "app/version.h"

#include "app/handle.h"
#include "app/input.h"
#include "app/moment.h"
#include "app/release.h"
#include "base/i18n.h"
#include "base/mem.h"
#include "yaml/plan_format.h"

#include <errno.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

void version_clear(struct version_text *version)
{
  map_free(&version->map);
}

/* ---- Texts ---- */

static enum status cannot_read(struct error *err)
{
  return error_set(err, STATUS_SYSTEM, _("It cannot be read: %s."), strerror(errno));
}

static enum status read_as(const struct str *text, const char *name, bool plan, struct map *map,
                           struct output *output, struct error *err)
{
  struct problems problems = {0};
  struct plan_head head;
  FILE *in = input_open(text);
  if (in == NULL)
    return cannot_read(err);
  enum status status = plan ? plan_read(in, name, &map->sink, &head, &problems, err)
                            : journey_read(in, name, &map->sink, &problems, err);
  fclose(in);
  handle_tell(output, &problems, name);
  problems_clear(&problems);
  return status;
}

static enum status read_text(const char *spec, struct str *text, struct error *err)
{
  FILE *in;
  enum status status = handle_open_input(spec, &in, err);
  if (status != STATUS_OK)
    return status;
  status = input_read(in, text, err);
  handle_close_input(in);
  return status;
}

static enum status read_either(const char *spec, struct output *output,
                               struct version_text *version, struct error *err)
{
  struct str text = {0};
  enum status status = read_text(spec, &text, err);
  FILE *in = status == STATUS_OK ? input_open(&text) : NULL;
  if (status == STATUS_OK && in == NULL)
    status = cannot_read(err);
  if (in != NULL) {
    version->plan = document_kind(in) == DOCUMENT_PLAN;
    fclose(in);
    status = read_as(&text, handle_input_name(spec), version->plan, version->map, output, err);
  }
  str_clear(&text);
  return status;
}

enum status version_read_journey(const char *path, bool empty, struct output *output,
                                 struct map **map, struct error *err)
{
  struct str text = {0};
  *map = map_new();
  enum status status = read_text(path, &text, err);
  if (status == STATUS_OK && !(empty && text.length == 0))
    status = read_as(&text, handle_input_name(path), false, *map, output, err);
  str_clear(&text);
  return status;
}

/* ---- Files of ours ---- */

static enum status read_session(struct session *session, struct map *map, struct error *err)
{
  struct record_source *source = NULL;
  enum status status = store_begin_export(session->store, session->journey_oid, &source, err);
  if (status == STATUS_OK)
    status = stream_copy(source, &map->sink, err);
  store_end_export(session->store, &source);
  return status;
}

/* What of a file: release @release, or 0 for the journey; as it was at the moment @at, NULL
 * for now. */
struct wanted {
  long release;
  const char *at;
};

/* What one worked on last decides nothing here. */
static enum status choose(struct session *session, const char *journey, struct error *err)
{
  int64_t oid;
  enum status status = store_find_journey(session->store, journey, &oid, err);
  session->journey_oid = oid;
  return status == STATUS_OK ? session_reload(session, err) : status;
}

static enum status read_file(const char *path, const struct wanted *wanted, const char *journey,
                             struct output *output, struct version_text *version, struct error *err)
{
  struct session *session = NULL;
  struct str plan = {0};
  struct moment moment;
  enum status status = session_open(path, STORE_READ, NULL, &session, err);
  if (status == STATUS_OK && wanted->at != NULL) {
    session->journey_oid = 0; /* it need not have been there then */
    status = moment_read(session->store, wanted->at, &moment, err);
    if (status == STATUS_OK)
      status = session_look_back(session, &moment, err);
  }
  if (status == STATUS_OK)
    status = choose(session, journey, err);
  if (status == STATUS_OK && wanted->release == 0)
    status = read_session(session, version->map, err);
  else if (status == STATUS_OK)
    status = release_read(session, wanted->release, &plan, err);
  if (status == STATUS_OK && wanted->release != 0) {
    version->plan = true;
    status = read_as(&plan, path, true, version->map, output, err);
  }
  str_clear(&plan);
  session_close(&session);
  return status;
}

/* What stands after the last @: the number of a release, or a moment. */
static bool read_wanted(const char *spec, struct wanted *wanted, size_t *length)
{
  const char *at = strrchr(spec, '@');
  char *end;
  *wanted = (struct wanted){0};
  if (at == NULL || at == spec)
    return false;
  *length = (size_t)(at - spec);
  if (moment_is_time(at + 1)) {
    wanted->at = at + 1;
    return true;
  }
  if (at[1] < '1' || at[1] > '9' || strlen(at) > 10)
    return false;
  wanted->release = strtol(at + 1, &end, 10);
  return *end == '\0';
}

enum status version_read(const char *spec, const char *journey, struct output *output,
                         struct version_text *version, struct error *err)
{
  size_t length = 0;
  struct wanted wanted;
  *version = (struct version_text){.map = map_new()};
  if (handle_is_map(spec))
    return read_file(spec, &(struct wanted){0}, journey, output, version, err);
  if (!read_wanted(spec, &wanted, &length) || access(spec, F_OK) == 0)
    return read_either(spec, output, version, err);
  char *path = mem_copy_span(spec, length);
  enum status status = read_file(path, &wanted, journey, output, version, err);
  free(path);
  return status;
}

enum status version_read_moment(const char *path, const char *at, const char *journey,
                                struct output *output, struct version_text *version,
                                struct error *err)
{
  *version = (struct version_text){.map = map_new()};
  return read_file(path, &(struct wanted){.at = at}, journey, output, version, err);
}

/* ---- As a plan ---- */

struct kept {
  struct byte_sink sink;
  struct str bytes;
};

static enum status keep(struct byte_sink *sink, const char *bytes, size_t length, struct error *err)
{
  (void)err;
  str_add_span(&((struct kept *)sink)->bytes, bytes, length);
  return STATUS_OK;
}

static enum status read_back(struct version_text *version, const struct str *text,
                             struct error *err)
{
  struct problems problems = {0};
  struct plan_head head;
  FILE *in = input_open(text);
  if (in == NULL)
    return cannot_read(err);
  struct map *map = map_new();
  enum status status = plan_read(in, "plan", &map->sink, &head, &problems, err);
  fclose(in);
  problems_clear(&problems);
  map_free(&version->map);
  version->map = map;
  version->plan = true;
  return status;
}

enum status version_make_plan(struct version_text *version, const char *spec, struct error *err)
{
  struct plan_origin origin = {.version = 1, .journey_sha256 = ""};
  struct plan *plan = NULL;
  struct plan_faults faults = {0};
  struct kept kept = {.sink = {.write = keep}};
  enum status status = plan_compile(version->map, &origin, &plan, &faults);
  if (status == STATUS_FINDINGS) {
    status = error_set(err, STATUS_INPUT,
                       _("It cannot be compared with a plan, since no plan can be made of it: %s"),
                       faults.count > 0 ? faults.items[0].text : "");
    error_remedy(err, "%s", _("Compare it with a journey, or mend that first."));
    error_place(err, spec, 0, 0);
  }
  if (status == STATUS_OK)
    status = plan_write(plan, &kept.sink, err);
  if (status == STATUS_OK)
    status = read_back(version, &kept.bytes, err);
  str_clear(&kept.bytes);
  plan_faults_clear(&faults);
  plan_free(&plan);
  return status;
}
