#include "app/release.h"

#include "base/i18n.h"
#include "model/map.h"
#include "yaml/plan_format.h"

#include <inttypes.h>
#include <stdio.h>
#include <string.h>

struct latest {
  int64_t number;
};

static enum status note_latest(void *context, const struct release *release, struct error *err)
{
  (void)err;
  struct latest *latest = context;
  if (release->number > latest->number)
    latest->number = release->number;
  return STATUS_OK;
}

static enum status take_bytes(void *context, const struct release *release, struct error *err)
{
  (void)err;
  if (release->bytes != NULL)
    str_add_span(context, release->bytes, release->length);
  return STATUS_OK;
}

enum status release_read(struct session *session, int64_t number, struct str *plan,
                         struct error *err)
{
  struct latest latest = {0};
  enum status status =
      store_each_release(session->store, session->journey_oid, 0, note_latest, &latest, err);
  if (status != STATUS_OK)
    return status;
  if (latest.number == 0) {
    error_set(err, STATUS_INPUT, _("The journey '%s' has not been released yet."),
              session->journey.id);
    error_remedy(err, _("Make a release with: kundresa release %s"), session->path);
    return STATUS_INPUT;
  }
  if (number > latest.number)
    return error_set(err, STATUS_INPUT,
                     _("There is no release %" PRId64 "; the latest is %" PRId64 "."), number,
                     latest.number);
  return store_each_release(session->store, session->journey_oid,
                            number != 0 ? number : latest.number, take_bytes, plan, err);
}

/* Bytes that are kept. */
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

/* The journey as a whole, and the digest of its canonical text. */
static enum status read_journey(struct session *session, struct map *map, char hex[DIGEST_SIZE],
                                struct error *err)
{
  struct record_source *source = NULL;
  struct kept kept = {.sink = {.write = keep}};
  enum status status = store_begin_export(session->store, session->journey_oid, &source, err);
  if (status == STATUS_OK)
    status = stream_copy(source, &map->sink, err);
  store_end_export(session->store, &source);
  if (status == STATUS_OK)
    status = journey_write(&map->source, &kept.sink, err);
  if (status == STATUS_OK)
    digest_hex(str_text(&kept.bytes), kept.bytes.length, hex);
  str_clear(&kept.bytes);
  return status;
}

struct standing {
  const char *journey_sha256;
  struct release_made *made;
};

/* Entries come with the latest first; only that one can stand. */
static enum status note_standing(void *context, const struct release *release, struct error *err)
{
  (void)err;
  struct standing *standing = context;
  struct release_made *made = standing->made;
  if (made->number != 0)
    return STATUS_OK;
  made->number = release->number;
  made->stood = strcmp(release->journey_sha256, standing->journey_sha256) == 0;
  if (made->stood)
    snprintf(made->sha256, sizeof made->sha256, "%s", release->sha256);
  return STATUS_OK;
}

static enum status compile(const struct map *map, const char *journey_sha256,
                           struct release_made *made, struct error *err)
{
  struct plan_origin origin = {.version = made->number, .journey_sha256 = journey_sha256};
  struct plan *plan = NULL;
  struct kept kept = {.sink = {.write = keep}};
  enum status status = plan_compile(map, &origin, &plan, &made->faults);
  if (status == STATUS_OK)
    status = plan_write(plan, &kept.sink, err);
  plan_free(&plan);
  made->plan = kept.bytes;
  if (status == STATUS_OK)
    digest_hex(str_text(&made->plan), made->plan.length, made->sha256);
  return status;
}

/* All between the look at the journey and the release of it, so that nobody
 * can change the one before the other is there. */
static enum status make(struct session *session, bool dry_run, struct release_made *made,
                        struct error *err)
{
  struct map *map = map_new();
  char journey_sha256[DIGEST_SIZE] = "";
  enum status status = read_journey(session, map, journey_sha256, err);
  struct standing standing = {journey_sha256, made};
  if (status == STATUS_OK)
    plan_notices(map, &made->notices);
  if (status == STATUS_OK)
    status =
        store_each_release(session->store, session->journey_oid, 0, note_standing, &standing, err);
  if (status == STATUS_OK && made->stood) {
    status = release_read(session, made->number, &made->plan, err);
  } else if (status == STATUS_OK) {
    made->number++;
    status = compile(map, journey_sha256, made, err);
    struct release release = {.number = made->number,
                              .sha256 = made->sha256,
                              .journey_sha256 = journey_sha256,
                              .bytes = str_text(&made->plan),
                              .length = made->plan.length};
    if (status == STATUS_OK && !dry_run)
      status = store_add_release(session->store, session->journey_oid, &release, err);
  }
  map_free(&map);
  return status;
}

enum status release_make(struct session *session, bool dry_run, struct release_made *made,
                         struct error *err)
{
  struct str label = {0};
  str_addf(&label, "release journey %s", session->journey.id);
  enum status status =
      dry_run ? STATUS_OK : store_begin(session->store, str_text(&label), "release", err);
  str_clear(&label);
  if (status != STATUS_OK)
    return status;
  status = make(session, dry_run, made, err);
  if (dry_run)
    return status;
  if (status == STATUS_OK && !made->stood)
    return store_commit(session->store, err);
  store_rollback(session->store); /* what stands is no event */
  return status;
}

enum status release_is_behind(struct session *session, int64_t *number, bool *behind,
                              struct error *err)
{
  struct map *map = map_new();
  struct release_made latest = {0};
  char journey_sha256[DIGEST_SIZE] = "";
  enum status status = read_journey(session, map, journey_sha256, err);
  struct standing standing = {journey_sha256, &latest};
  if (status == STATUS_OK)
    status =
        store_each_release(session->store, session->journey_oid, 0, note_standing, &standing, err);
  map_free(&map);
  *number = latest.number;
  *behind = latest.number != 0 && !latest.stood;
  return status;
}

void release_clear(struct release_made *made)
{
  str_clear(&made->plan);
  plan_faults_clear(&made->faults);
  plan_faults_clear(&made->notices);
}
