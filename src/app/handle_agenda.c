/* kundresa agenda: the agendas that there are, and one of them to start from. */
#include "app/agendas.h"
#include "app/handle.h"
#include "app/handle_agenda.h"

#include "base/i18n.h"

#include <string.h>

void handle_put_agenda(struct output *output, const struct agenda *agenda)
{
  output_record(output, NULL, NULL);
  output_text(output, "id", _("Agenda"), agenda->id);
  output_text(output, "title", _("Title"), words_now(&agenda->title));
  output_number(output, "minutes", _("Minutes"), agenda_minutes(agenda));
  output_number(output, "steps", _("Steps"), (int64_t)agenda->step_count);
  output_close(output);
}

enum status handle_put_agendas(struct output *output, const char *key, struct store *store,
                               struct error *err)
{
  struct agenda **agendas;
  size_t count;
  enum status status = agendas_list(store, &agendas, &count, err);
  if (status == STATUS_OK) {
    output_list(output, key, NULL);
    for (size_t i = 0; i < count; i++)
      handle_put_agenda(output, agendas[i]);
    output_close(output);
  }
  agendas_list_free(agendas, count);
  return status;
}

/* A file of one's own: what stands in it, or its faults. */
static enum status look_through(struct output *output, const char *path, struct error *err)
{
  struct agenda *agenda;
  struct problems problems = {0};
  enum status status = agendas_take(NULL, path, &agenda, &problems, err);
  handle_tell(output, &problems, path);
  if (status == STATUS_OK)
    handle_put_agenda(output, agenda);
  problems_clear(&problems);
  agenda_free(&agenda);
  return status;
}

static enum status write_out(const struct request *request, struct output *output,
                             struct store *store, struct error *err)
{
  struct str text = {0};
  enum status status = agendas_add_text(&text, store, request->arguments[0], err);
  if (status == STATUS_OK)
    status = handle_write_output(request_option(request, "output"), &text, output, err);
  str_clear(&text);
  return status;
}

enum status handle_agenda(const struct request *request, struct output *output, struct error *err)
{
  const char *map = request_option(request, "kept-by");
  struct session *session = NULL;
  enum status status = map != NULL ? session_open(map, STORE_READ, NULL, &session, err) : STATUS_OK;
  struct store *store = session != NULL ? session->store : NULL;
  if (status == STATUS_OK && request->count == 0)
    status = handle_put_agendas(output, NULL, store, err);
  else if (status == STATUS_OK && agendas_is_path(request->arguments[0]))
    status = look_through(output, request->arguments[0], err);
  else if (status == STATUS_OK)
    status = write_out(request, output, store, err);
  session_close(&session);
  return status;
}
