/* Changing records from the command line. */
#include "app/edit.h"
#include "app/handle.h"

#include "base/i18n.h"
#include "base/mem.h"

#include <stdlib.h>
#include <string.h>

/* ---- FIELD=VALUE ---- */

struct assignments {
  const struct field **fields;
  const char **texts; /* borrowed from the request */
  size_t count;
};

static void assignments_clear(struct assignments *assignments)
{
  free(assignments->fields);
  free(assignments->texts);
}

static enum status unknown_field(enum entity entity, const char *name, struct error *err)
{
  char near[64];
  error_set(err, STATUS_INPUT, _("A %s has no field '%.60s'."), entities[entity].name, name);
  const char *best = entity_near_field(entity, name, near, sizeof near);
  if (best != NULL) {
    error_remedy(err, _("Did you mean '%s'?"), best);
    return STATUS_INPUT;
  }
  struct str all = {0};
  for (size_t i = 0; i < entities[entity].count; i++)
    str_addf(&all, "%s%s", i > 0 ? ", " : "",
             field_path(&entities[entity].fields[i], near, sizeof near));
  error_remedy(err, _("It has: %s."), str_text(&all));
  str_clear(&all);
  return STATUS_INPUT;
}

static enum status assignments_read(struct assignments *assignments, enum entity entity,
                                    const char *const *words, size_t count, struct error *err)
{
  *assignments = (struct assignments){
      .fields = mem_new(count, sizeof *assignments->fields),
      .texts = mem_new(count, sizeof *assignments->texts),
  };
  enum status status = STATUS_OK;
  for (size_t i = 0; i < count && status == STATUS_OK; i++) {
    const char *equals = strchr(words[i], '=');
    if (equals == NULL) {
      status =
          error_set(err, STATUS_USAGE, _("'%.60s': found no =, expected FIELD=VALUE."), words[i]);
      break;
    }
    char *name = mem_copy_span(words[i], (size_t)(equals - words[i]));
    const struct field *field = entity_field(entity, name);
    if (field == NULL)
      status = unknown_field(entity, name, err);
    for (size_t j = 0; j < assignments->count && status == STATUS_OK; j++)
      if (assignments->fields[j] == field)
        status = error_set(err, STATUS_USAGE, _("'%.60s' is given twice."), name);
    free(name);
    assignments->fields[assignments->count] = field;
    assignments->texts[assignments->count++] = equals + 1;
  }
  return status;
}

/* ---- Handlers ---- */

/* Says the address of the record of that row, so that scripts can go on: with
 * @label "" to people too, with NULL to programs only. */
static enum status say_address(struct session *session, struct output *output, enum entity entity,
                               int64_t oid, const char *label, struct error *err)
{
  void *record = record_new(entity);
  enum status status = store_read(session->store, entity, oid, record, err);
  if (status == STATUS_OK) {
    struct str address = {0};
    handle_add_address(&address, entity, record);
    output_record(output, NULL, NULL);
    output_text(output, "at", label, str_text(&address));
    output_close(output);
    str_clear(&address);
  }
  record_free(entity, &record);
  return status;
}

enum status handle_add(const struct request *request, struct output *output, struct error *err)
{
  struct session *session = NULL;
  enum status status = handle_open(request, STORE_WRITE, &session, err);
  if (status != STATUS_OK)
    return status;
  enum entity entity;
  int64_t oid;
  struct assignments assignments = {0};
  const char *kind = request->arguments[1];
  status = handle_find(session, kind, &entity, &oid, err);
  if (status == STATUS_INPUT && strchr(kind, '/') != NULL)
    error_remedy(err, _("A new record is named by its kind alone: kundresa add FILE %.*s id=%s"),
                 (int)strcspn(kind, "/"), kind, strchr(kind, '/') + 1);
  if (status == STATUS_OK && (entity == ENTITY_journey || oid != 0)) {
    status = error_set(err, STATUS_USAGE, _("'%.60s' is there already."), kind);
    error_remedy(err, "%s",
                 entity == ENTITY_journey ? _("'kundresa import' adds a journey to a file.")
                                          : _("'kundresa set' changes it."));
  }
  if (status == STATUS_OK)
    status =
        assignments_read(&assignments, entity, request->arguments + 2, request->count - 2, err);
  if (status == STATUS_OK) {
    void *record = record_new(entity);
    for (size_t i = 0; i < assignments.count && status == STATUS_OK; i++)
      status = record_set(record, assignments.fields[i], assignments.texts[i], err);
    if (status == STATUS_OK)
      status = edit_add(session, entity, record, 0, &oid, err);
    record_free(entity, &record);
  }
  if (status == STATUS_OK)
    status = say_address(session, output, entity, oid, "", err);
  assignments_clear(&assignments);
  session_close(&session);
  return status;
}

/* Opens the file and finds the record that the second operand names. */
static enum status open_at(const struct request *request, struct session **session,
                           enum entity *entity, int64_t *oid, struct error *err)
{
  enum status status = handle_open(request, STORE_WRITE, session, err);
  if (status == STATUS_OK)
    status = handle_find_one(*session, request->arguments[1], entity, oid, err);
  if (status != STATUS_OK)
    session_close(session);
  return status;
}

enum status handle_set(const struct request *request, struct output *output, struct error *err)
{
  struct session *session = NULL;
  enum entity entity;
  int64_t oid;
  enum status status = open_at(request, &session, &entity, &oid, err);
  if (status != STATUS_OK)
    return status;
  struct assignments assignments;
  status = assignments_read(&assignments, entity, request->arguments + 2, request->count - 2, err);
  if (status == STATUS_OK)
    status = edit_set_many(session, entity, oid, assignments.fields, assignments.texts, NULL,
                           assignments.count, err);
  if (status == STATUS_OK)
    status = say_address(session, output, entity, oid, NULL, err);
  assignments_clear(&assignments);
  session_close(&session);
  return status;
}

struct sibling_search {
  int64_t after;
  bool found;
  int64_t next;
};

static enum status note_sibling(void *context, const void *record, struct error *err)
{
  (void)err;
  struct sibling_search *search = context;
  int64_t oid = ((const struct record *)record)->oid;
  if (search->found && search->next == 0)
    search->next = oid;
  if (oid == search->after)
    search->found = true;
  return STATUS_OK;
}

/* What stands after the record @after among its siblings, @moved left out. */
struct destination {
  int64_t before;
  char *stage; /* owned; NULL: stays */
};

static enum status find_place_after(struct session *session, enum entity entity, int64_t after,
                                    int64_t *before, struct error *err)
{
  void *record = record_new(entity);
  enum status status = store_read(session->store, entity, after, record, err);
  struct sibling_search search = {.after = after};
  const struct field *parent = entity_parent_field(entity);
  if (status == STATUS_OK && entity == ENTITY_touchpoint)
    status = edit_next(session, after, &search.next, err);
  else if (status == STATUS_OK)
    status =
        store_each(session->store, session->journey_oid, entity,
                   parent != NULL ? record_text(record, parent) : NULL, note_sibling, &search, err);
  record_free(entity, &record);
  *before = search.next;
  return status;
}

/* Where the options want the record: before or after another of its kind. */
static enum status read_place(const struct request *request, struct session *session,
                              enum entity entity, struct destination *place, struct error *err)
{
  const char *before = request_option(request, "before");
  const char *after = request_option(request, "after");
  const char *stage = request_option(request, "stage");
  if ((before != NULL) + (after != NULL) + (stage != NULL) != 1)
    return error_set(err, STATUS_USAGE, _("Say where to: --before ID, --after ID or --stage ID."));
  if (stage != NULL) {
    if (entity != ENTITY_touchpoint)
      return error_set(err, STATUS_USAGE, _("Only touchpoints stand in stages."));
    int64_t oid;
    place->stage = mem_copy_text(stage);
    return store_find(session->store, session->journey_oid, ENTITY_stage, stage, &oid, err);
  }
  struct str address = {0};
  str_addf(&address, "%s/%s", entities[entity].name, before != NULL ? before : after);
  enum entity same;
  int64_t oid;
  enum status status = handle_find_one(session, str_text(&address), &same, &oid, err);
  str_clear(&address);
  if (status == STATUS_OK && entity == ENTITY_touchpoint) {
    struct touchpoint other;
    record_init(ENTITY_touchpoint, &other);
    status = store_read(session->store, ENTITY_touchpoint, oid, &other, err);
    place->stage = mem_copy_text(other.stage);
    record_clear(ENTITY_touchpoint, &other);
  }
  if (status == STATUS_OK && after != NULL)
    return find_place_after(session, entity, oid, &place->before, err);
  place->before = oid;
  return status;
}

enum status handle_move(const struct request *request, struct output *output, struct error *err)
{
  struct session *session = NULL;
  enum entity entity;
  int64_t oid;
  enum status status = open_at(request, &session, &entity, &oid, err);
  if (status != STATUS_OK)
    return status;
  struct destination place = {0};
  status = read_place(request, session, entity, &place, err);
  if (status == STATUS_OK && place.before != oid)
    status = edit_move_to(session, entity, oid, place.before, place.stage, err);
  if (status == STATUS_OK)
    status = say_address(session, output, entity, oid, NULL, err);
  free(place.stage);
  session_close(&session);
  return status;
}

enum status handle_copy(const struct request *request, struct output *output, struct error *err)
{
  struct session *session = NULL;
  enum entity entity;
  int64_t oid, copy;
  enum status status = open_at(request, &session, &entity, &oid, err);
  if (status != STATUS_OK)
    return status;
  status = edit_copy(session, entity, oid, &copy, err);
  if (status == STATUS_OK)
    status = say_address(session, output, entity, copy, "", err);
  session_close(&session);
  return status;
}

enum status handle_delete(const struct request *request, struct output *output, struct error *err)
{
  struct session *session = NULL;
  enum entity entity;
  int64_t oid;
  enum status status = open_at(request, &session, &entity, &oid, err);
  if (status != STATUS_OK)
    return status;
  struct str says = {0};
  status = edit_delete_says(session, entity, oid, &says, err);
  if (status == STATUS_OK)
    status = edit_delete(session, entity, oid, err);
  if (status == STATUS_OK) {
    output_record(output, NULL, NULL);
    output_text(output, "at", NULL, request->arguments[1]);
    output_text(output, "says", NULL, says.length > 0 ? says.text : NULL);
    output_close(output);
  }
  if (status == STATUS_OK && says.length > 0)
    output_say(output, _("%s 'kundresa undo' brings it all back."), says.text);
  str_clear(&says);
  session_close(&session);
  return status;
}
