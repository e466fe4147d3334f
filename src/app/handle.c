#include "app/handle.h"

#include "app/moment.h"
#include "base/i18n.h"
#include "base/near.h"

#include <errno.h>
#include <stdlib.h>
#include <string.h>
#include <time.h>

/* The journey that an option, or the address journey/ID, names; or NULL. */
static const char *named_journey(const struct request *request)
{
  static const char kind[] = "journey/";
  const char *id = request_option(request, "journey");
  if (id == NULL && request->count > 1 &&
      strncmp(request->arguments[1], kind, sizeof kind - 1) == 0)
    id = request->arguments[1] + sizeof kind - 1;
  return id;
}

/* The file as it was, where the option asks for it; journeys are then those of that
 * time, under the ids that they had. */
static enum status look_back(struct session *session, const char *at, const char *id,
                             struct error *err)
{
  struct moment moment;
  enum status status = moment_read(session->store, at, &moment, err);
  session->journey_oid = 0;
  if (status == STATUS_OK)
    status = session_look_back(session, &moment, err);
  return status == STATUS_OK && id != NULL ? session_choose(session, id, err)
         : status == STATUS_OK             ? session_follow(session, err)
                                           : status;
}

enum status handle_open(const struct request *request, enum store_mode mode,
                        struct session **session, struct error *err)
{
  const char *id = named_journey(request);
  const char *at = request_option(request, "at");
  enum status status =
      session_open(request->arguments[0], mode, at == NULL ? id : NULL, session, err);
  if (status != STATUS_OK)
    return status;
  int64_t oid;
  if (at != NULL)
    status = look_back(*session, at, id, err);
  /* What a person worked on last must not decide what a script gets. */
  if (status == STATUS_OK && id == NULL)
    status = store_find_journey((*session)->store, NULL, &oid, err);
  if (status != STATUS_OK)
    session_close(session);
  return status;
}

void handle_tell(struct output *output, struct problems *problems, const char *file)
{
  problems_sort(problems);
  for (size_t i = 0; i < problems->count; i++) {
    if (problems->items[i].file[0] == '\0')
      error_place(&problems->items[i], file, problems->items[i].line, problems->items[i].column);
    output->ops->fault(output, &problems->items[i]);
  }
  if (problems->dropped > 0)
    output_say(
        output,
        P_("%zu more fault is not listed.", "%zu more faults are not listed.", problems->dropped),
        problems->dropped);
}

enum status handle_number(const struct request *request, const char *option, long least, long most,
                          long *number, struct error *err)
{
  const char *text = request_option(request, option);
  if (text == NULL)
    return STATUS_OK;
  char *end;
  errno = 0;
  long read = strtol(text, &end, 10);
  if (text[0] < '0' || text[0] > '9' || *end != '\0' || errno != 0 || read < least || read > most)
    return error_set(err, STATUS_USAGE,
                     _("--%s: found '%.60s', expected a whole number from %ld to %ld."), option,
                     text, least, most);
  *number = read;
  return STATUS_OK;
}

/* ---- Which record ---- */

static enum status find_entity(const char *word, size_t length, enum entity *entity,
                               struct error *err)
{
  char name[64];
  snprintf(name, sizeof name, "%.*s", length < 60 ? (int)length : 60, word);
  struct near near = near_start(name);
  for (int e = 0; e < ENTITY_COUNT; e++) {
    if (strcmp(entities[e].name, name) == 0 || strcmp(entities[e].key, name) == 0) {
      *entity = (enum entity)e;
      return STATUS_OK;
    }
    near_offer(&near, entities[e].name);
  }
  struct str all = {0};
  for (int e = 0; e < ENTITY_COUNT; e++)
    str_addf(&all, "%s%s", e > 0 ? ", " : "", entities[e].name);
  error_set(err, STATUS_INPUT,
            _("'%s': found no kind of record by that name, expected one of: %s."), name,
            str_text(&all));
  str_clear(&all);
  if (near.best != NULL)
    error_remedy(err, _("Did you mean '%s'?"), near.best);
  else if (word[length] != '/')
    error_remedy(err, _("One record is written as its kind and its id: touchpoint/%s."), name);
  return STATUS_INPUT;
}

/* Whether the record of that row is one of the chosen journey's. */
static enum status look_for_row(void *context, const void *record, struct error *err)
{
  (void)err;
  int64_t *wanted = context;
  if (((const struct record *)record)->oid == *wanted)
    *wanted = 0;
  return STATUS_OK;
}

static enum status find_row(struct session *session, enum entity entity, const char *text,
                            int64_t *oid, struct error *err)
{
  char *end;
  errno = 0;
  *oid = strtoll(text, &end, 10);
  int64_t wanted = *oid;
  bool number = text[0] >= '1' && text[0] <= '9' && *end == '\0' && errno == 0;
  if (number) {
    enum status status =
        store_each(session->store, session->journey_oid, entity, NULL, look_for_row, &wanted, err);
    if (status != STATUS_OK)
      return status;
  }
  if (number && wanted == 0)
    return STATUS_OK;
  error_set(err, STATUS_INPUT, _("There is no %s number '%.60s' in this journey."),
            entities[entity].name, text);
  error_remedy(err, _("'kundresa show FILE %s' lists those there are."), entities[entity].name);
  return STATUS_INPUT;
}

enum status handle_find(struct session *session, const char *address, enum entity *entity,
                        int64_t *oid, struct error *err)
{
  size_t length = strcspn(address, "/");
  enum status status = find_entity(address, length, entity, err);
  *oid = 0;
  if (status != STATUS_OK)
    return status;
  const char *id = address[length] == '/' ? address + length + 1 : NULL;
  if (*entity == ENTITY_journey) {
    if (id == NULL || strcmp(id, session->journey.id) == 0) {
      *oid = session->journey_oid;
      return STATUS_OK;
    }
    return store_find_journey(session->store, id, oid, err);
  }
  if (id == NULL)
    return STATUS_OK;
  if (entity_id_field(*entity) != NULL && !(id[0] >= '0' && id[0] <= '9'))
    return store_find(session->store, session->journey_oid, *entity, id, oid, err);
  return find_row(session, *entity, id, oid, err);
}

enum status handle_find_one(struct session *session, const char *address, enum entity *entity,
                            int64_t *oid, struct error *err)
{
  enum status status = handle_find(session, address, entity, oid, err);
  if (status != STATUS_OK || *oid != 0)
    return status;
  error_set(err, STATUS_USAGE, _("'%s' alone does not say which one."), entities[*entity].name);
  error_remedy(err, entity_id_field(*entity) != NULL ? _("Write %s/ID.") : _("Write %s/NUMBER."),
               entities[*entity].name);
  return STATUS_USAGE;
}

void handle_add_address(struct str *out, enum entity entity, const void *record)
{
  const struct field *id = entity_id_field(entity);
  if (id != NULL && record_text(record, id) != NULL)
    str_addf(out, "%s/%s", entities[entity].name, record_text(record, id));
  else
    str_addf(out, "%s/%lld", entities[entity].name,
             (long long)((const struct record *)record)->oid);
}

void handle_put_time(struct output *output, const char *key, const char *label,
                     int64_t milliseconds)
{
  time_t seconds = (time_t)(milliseconds / 1000);
  struct tm parts;
  char utc[40] = "", local[40] = "";
  if (milliseconds == 0) { /* nobody knows */
    output->ops->text(output, key, label, NULL, "");
    return;
  }
  if (gmtime_r(&seconds, &parts) != NULL)
    strftime(utc, sizeof utc, "%Y-%m-%dT%H:%M:%SZ", &parts);
  if (localtime_r(&seconds, &parts) != NULL)
    strftime(local, sizeof local, "%Y-%m-%d %H:%M", &parts);
  output->ops->text(output, key, label, utc, local);
}
