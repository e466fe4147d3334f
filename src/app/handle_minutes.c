/* The minutes of the joint work, in three forms. */
#include "app/handle.h"
#include "app/minutes.h"

#include "base/i18n.h"

#include <string.h>

/* Where no terminal tells its width. */
#define COLUMNS 80

static enum status write(const struct request *request, const struct page *page,
                         struct output *output, struct error *err)
{
  const char *format = request_option(request, "format");
  struct str bytes = {0};
  enum status status = STATUS_OK;
  if (format == NULL || strcmp(format, "text") == 0)
    page_write_text(page, request->columns > 0 ? request->columns : COLUMNS, &bytes);
  else if (strcmp(format, "markdown") == 0)
    page_write_markdown(page, &bytes);
  else if (!page_write_html(page, &bytes))
    status = error_set(err, STATUS_SYSTEM, _("There is not enough memory."));
  if (status == STATUS_OK)
    status = handle_write_output(request_option(request, "output"), &bytes, output, err);
  str_clear(&bytes);
  return status;
}

static enum status report(const struct request *request, struct session *session,
                          struct output *output, struct error *err)
{
  struct bench *bench = NULL;
  struct minutes *minutes = NULL;
  struct problems problems = {0};
  date_day on = audited_today();
  enum status status = handle_day(request, "on", &on, err);
  if (status == STATUS_OK)
    status = bench_open(NULL, &bench, &problems, err);
  if (status == STATUS_OK)
    status = minutes_gather(session, bench, on, request_option(request, "since"), &minutes,
                            &problems, err);
  /* A pack that cannot be read says nothing; the minutes are whole without it. */
  handle_tell(output, &problems, request->arguments[0]);
  if (status == STATUS_OK) {
    struct page page;
    minutes_tell(minutes, &page);
    status = write(request, &page, output, err);
    page_clear(&page);
  }
  minutes_free(&minutes);
  bench_close(&bench);
  problems_clear(&problems);
  return status;
}

enum status handle_report(const struct request *request, struct output *output, struct error *err)
{
  const char *language = request_option(request, "lang");
  struct session *session = NULL;
  if (language != NULL)
    i18n_speak(language);
  enum status status = handle_open(request, STORE_READ, &session, err);
  if (status == STATUS_OK)
    status = report(request, session, output, err);
  session_close(&session);
  return status;
}
