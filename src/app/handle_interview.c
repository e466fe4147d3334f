/* kundresa interview: the questions of an agenda, a line at a time. */
#include "app/agendas.h"
#include "app/audited.h"
#include "app/handle.h"
#include "app/interview.h"

#include "base/i18n.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>

static enum status say(void *context, const char *line, struct error *err)
{
  struct output *output = context;
  enum status status = output->ops->bytes(output, line, strlen(line), err);
  return status == STATUS_OK ? output->ops->bytes(output, "\n", 1, err) : status;
}

/* Longer lines are cut by the field's own length, with a sentence. */
static char *hear(void *context)
{
  (void)context;
  char *line = NULL;
  size_t size = 0;
  fflush(NULL); /* what is asked must be seen first, through a pipe too */
  ssize_t length = getline(&line, &size, stdin);
  if (length < 0) {
    free(line);
    return NULL;
  }
  if (length > 0 && line[length - 1] == '\n')
    line[length - 1] = '\0';
  return line;
}

static void tell(struct output *output, const struct session *session,
                 const struct interview_result *result)
{
  output_say(output, P_("%zu answer was kept.", "%zu answers were kept.", result->kept),
             result->kept);
  if (result->ended && result->passed == 0)
    output_say(output, _("All of it has been asked. 'kundresa interview %s --again' begins anew."),
               session->path);
  else if (!result->ended)
    output_say(output, _("'kundresa interview %s' goes on from here."), session->path);
}

enum status handle_interview(const struct request *request, struct output *output,
                             struct error *err)
{
  const char *name = request_option(request, "agenda");
  const struct interview_talk talk = {output, say, hear};
  struct interview_result result;
  struct session *session = NULL;
  struct agenda *agenda = NULL;
  struct problems problems = {0};
  enum status status = handle_open(request, STORE_WRITE, &session, err);
  if (name == NULL)
    name = AGENDA_DEFAULT;
  if (status == STATUS_OK)
    status = agendas_choose(session->store, name, &agenda, &problems, err);
  handle_tell(output, &problems, name);
  problems_clear(&problems);
  if (status == STATUS_OK)
    status = interview_hold(session, agenda, audited_today(),
                            request_option(request, "again") != NULL, &talk, &result, err);
  if (status == STATUS_OK)
    tell(output, session, &result);
  agenda_free(&agenda);
  session_close(&session);
  return status;
}
