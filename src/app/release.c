#include "app/release.h"

#include "base/i18n.h"

#include <inttypes.h>

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
    return error_set(err, STATUS_INPUT, _("The journey '%s' has not been released yet."),
                     session->journey.id);
  }
  if (number > latest.number)
    return error_set(err, STATUS_INPUT,
                     _("There is no release %" PRId64 "; the latest is %" PRId64 "."), number,
                     latest.number);
  return store_each_release(session->store, session->journey_oid,
                            number != 0 ? number : latest.number, take_bytes, plan, err);
}
