#include "app/plan_file.h"

#include "app/handle.h"
#include "app/release.h"
#include "base/i18n.h"
#include "yaml/plan_format.h"

#include <errno.h>
#include <string.h>

static enum status read_text(struct plan_file *file, struct output *output, FILE *in,
                             const char *name, struct plan_head *head, struct error *err)
{
  struct problems problems = {0};
  file->map = map_new();
  enum status status = plan_read(in, name, &file->map->sink, head, &problems, err);
  for (size_t i = 0; i < problems.count; i++)
    output->ops->fault(output, &problems.items[i]);
  problems_clear(&problems);
  return status;
}

static enum status read_release(struct plan_file *file, const struct request *request,
                                struct output *output, struct plan_head *head, struct error *err)
{
  struct session *session;
  struct str text = {0};
  enum status status = handle_open(request, STORE_READ, &session, err);
  if (status != STATUS_OK)
    return status;
  status = release_read(session, 0, &text, err);
  session_close(&session);
  if (status == STATUS_OK) {
    FILE *in = fmemopen(text.text, text.length, "r");
    status = in != NULL ? read_text(file, output, in, request->arguments[0], head, err)
                        : error_set(err, STATUS_SYSTEM, _("There is not enough memory."));
    if (in != NULL)
      fclose(in);
  }
  str_clear(&text);
  return status;
}

enum status plan_file_read(const struct request *request, struct output *output,
                           struct plan_file *file, struct error *err)
{
  const char *path = request->arguments[0];
  struct plan_head head = {0};
  enum status status;
  if (handle_is_map(path)) {
    status = read_release(file, request, output, &head, err);
  } else {
    FILE *in = fopen(path, "r");
    if (in == NULL)
      return error_set(err, STATUS_INPUT, "%s: %s", path, strerror(errno));
    status = read_text(file, output, in, path, &head, err);
    fclose(in);
  }
  if (status != STATUS_OK)
    return status;
  struct plan_faults faults = {0};
  const struct plan_origin origin = {.version = head.version,
                                     .journey_sha256 = head.journey_sha256};
  status = plan_compile(file->map, &origin, &file->plan, &faults);
  if (status != STATUS_OK) {
    error_set(err, STATUS_INPUT, "%s", faults.items[0].text);
    error_remedy(err, "%s", faults.items[0].remedy);
    status = STATUS_INPUT;
  }
  plan_faults_clear(&faults);
  return status;
}

void plan_file_clear(struct plan_file *file)
{
  plan_free(&file->plan);
  map_free(&file->map);
}

const char *reason_words(enum reason reason)
{
  static const char *const words[REASON_COUNT] = {
      [REASON_STOPPED] = N_("something has happened that ends it"),
      [REASON_SENT] = N_("it has been sent"),
      [REASON_PAUSED] = N_("a pause is open"),
      [REASON_NO_ANCHOR] = N_("the day that it counts from is not known"),
      [REASON_PAST_CALENDAR] = N_("its day is not in the calendar"),
      [REASON_NOT_DUE] = N_("its day has not come"),
      [REASON_LATE] = N_("its day is too long ago"),
      [REASON_CONDITION] = N_("it is not for this invoice or customer"),
      [REASON_UNKNOWN] = N_("a fact that it asks for is not known"),
      [REASON_GAP] = N_("too soon after the last step that the law counts"),
      [REASON_CONTROL] = N_("a control is not passed"),
      [REASON_APPROVAL] = N_("a person must say yes first"),
      [REASON_OUTRANKED] = N_("another step goes first on this day"),
      [REASON_CAPPED] = N_("the customer has got as many messages as a cap allows"),
      [REASON_UNDELIVERABLE] = N_("there is no channel to the customer, or no text"),
      [REASON_WINDOW] = N_("it goes out on the next day, since the hours of this one are over"),
      [REASON_DUE] = N_("its day has come"),
  };
  return i18n_text(words[reason]);
}

const char *course_words(enum course course)
{
  static const char *const words[] = {N_("is sent"), N_("waits"), N_("is held"), N_("is skipped"),
                                      N_("is stopped")};
  return i18n_text(words[course]);
}
