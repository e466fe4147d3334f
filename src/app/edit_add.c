/* Adding records, and the ids that they get. */
#include "app/edit_private.h"

#include "app/role.h"
#include "audit/audit.h"
#include "base/i18n.h"
#include "base/mem.h"
#include "base/text.h"

#include <inttypes.h>
#include <stdlib.h>
#include <string.h>

/* ---- Ids ---- */

struct id_search {
  const char *wanted;
  bool taken;
};

static enum status compare_id(void *context, const void *record, struct error *err)
{
  (void)err;
  struct id_search *search = context;
  const char *id = ((const struct journey *)record)->id;
  if (id != NULL && strcmp(id, search->wanted) == 0)
    search->taken = true;
  return STATUS_OK;
}

static bool id_is_taken(struct session *session, enum entity entity, const char *id)
{
  if (entity == ENTITY_journey) {
    struct id_search search = {.wanted = id};
    return store_each_journey(session->store, compare_id, &search, NULL) == STATUS_OK &&
           search.taken;
  }
  int64_t oid;
  return store_find(session->store, session->journey_oid, entity, id, &oid, NULL) == STATUS_OK;
}

/* Gives @record the id @wanted, or that with the first free number after it. */
void edit_put_free_id(struct session *session, enum entity entity, void *record, const char *wanted)
{
  char *id = mem_copy_text(wanted);
  for (unsigned n = 2; id_is_taken(session, entity, id); n++) {
    char number[16];
    int digits = snprintf(number, sizeof number, "-%u", n);
    struct str next = {0};
    str_add(&next, wanted);
    str_cut(&next, 50 - (size_t)digits);
    while (next.length > 0 && next.text[next.length - 1] == '-')
      str_cut(&next, next.length - 1);
    str_add(&next, number);
    free(id);
    id = str_take(&next);
  }
  record_put_text(record, entity_id_field(entity), id);
  free(id);
}

void edit_make_id(struct session *session, enum entity entity, void *record)
{
  static const char *const telling[] = {"title", "topic", "text"};
  const struct entity_info *info = &entities[entity];
  const char *source = NULL;
  for (size_t i = 0; source == NULL && i < sizeof telling / sizeof telling[0]; i++) {
    const struct field *field = entity_field(entity, telling[i]);
    if (field != NULL && field_is_text(field))
      source = record_text(record, field);
  }
  const struct field *parent = entity_parent_field(entity);
  if (source == NULL && parent != NULL)
    source = record_text(record, parent);
  for (size_t i = 0; source == NULL && i < info->count; i++)
    if (info->fields[i].kind == FIELD_ENUM && record_is_set(record, &info->fields[i]))
      source = enumeration_token(&enumerations[info->fields[i].of],
                                 record_number(record, &info->fields[i]));
  struct str id = {0};
  text_add_slug(&id, source != NULL ? source : "", info->name);
  edit_put_free_id(session, entity, record, str_text(&id));
  str_clear(&id);
}

/* ---- Adding ---- */

/* What is stated must be something that rules ask for. */
static enum status check_statement(const struct declaration *declaration, struct error *err)
{
  enum rule_field_index field;
  struct fact fact;
  return audit_read_statement(declaration->field, declaration->value, &field, &fact, err);
}

enum status edit_add(struct session *session, enum entity entity, void *record, int64_t before,
                     int64_t *oid, struct error *err)
{
  const struct field *id = entity_id_field(entity);
  if (id != NULL && record_text(record, id) == NULL)
    edit_make_id(session, entity, record);
  struct problems problems = {0};
  struct str path = {0};
  edit_add_name(&path, entity, record);
  record_check(entity, record, id != NULL ? str_text(&path) : entities[entity].name, 0, 0,
               &problems);
  str_clear(&path);
  if (problems.count > 0) {
    enum status status = error_set(err, STATUS_INPUT, "%s", problems.items[0].text);
    error_remedy(err, "%s", problems.items[0].remedy);
    problems_clear(&problems);
    return status;
  }
  if (entity == ENTITY_answer) {
    const struct field *guide = entity_field(entity, "guide");
    enum status known = edit_check_guide(entity, guide, record_text(record, guide), err);
    if (known != STATUS_OK)
      return known;
  }
  if (entity == ENTITY_declaration && check_statement(record, err) != STATUS_OK)
    return STATUS_INPUT;
  for (size_t i = 0; i < entities[entity].count; i++) {
    const struct field *field = &entities[entity].fields[i];
    enum status there = field->kind == FIELD_REF
                            ? edit_check_reference(session, field, record_text(record, field), err)
                            : STATUS_OK;
    if (there != STATUS_OK)
      return there;
  }
  struct str verb = {0};
  str_addf(&verb, "add %s", entities[entity].name);
  if (id != NULL)
    str_addf(&verb, " %s", record_text(record, id));
  enum status status = role_begin(session, role_deed(entity), str_text(&verb), "edit", err);
  str_clear(&verb);
  if (status != STATUS_OK)
    return status;
  status = store_insert(session->store, session->journey_oid, entity, record, before, oid, err);
  return edit_finish(session, status, err);
}

struct next_search {
  int64_t after;
  char *stage; /* of that touchpoint; owned */
  int64_t next;
};

/* Takes the touchpoint searched for and then the one that follows it. */
static enum status note_next(void *context, const void *record, struct error *err)
{
  (void)err;
  struct next_search *search = context;
  const struct touchpoint *touchpoint = record;
  if (touchpoint->record.oid == search->after)
    mem_set_text(&search->stage, touchpoint->stage);
  else if (search->stage != NULL && strcmp(touchpoint->stage, search->stage) == 0)
    search->next = touchpoint->record.oid;
  return STATUS_OK;
}

enum status edit_next(struct session *session, int64_t touchpoint, int64_t *next, struct error *err)
{
  struct map_filter all = {.department = UNSET};
  struct next_search search = {.after = touchpoint};
  size_t position;
  enum status status =
      store_position(session->store, session->journey_oid, &all, touchpoint, &position, err);
  if (status == STATUS_OK)
    status = store_window(session->store, session->journey_oid, &all, position, 2, note_next,
                          &search, err);
  free(search.stage);
  *next = search.next;
  return status;
}

enum status edit_read_stage(struct session *session, const char *id, struct stage *stage,
                            struct error *err)
{
  int64_t oid;
  enum status status =
      store_find(session->store, session->journey_oid, ENTITY_stage, id, &oid, err);
  return status == STATUS_OK ? store_read(session->store, ENTITY_stage, oid, stage, err) : status;
}

enum status edit_add_touchpoint(struct session *session, const char *title, const char *stage,
                                int64_t after, int64_t *oid, struct error *err)
{
  struct stage in;
  record_init(ENTITY_stage, &in);
  struct touchpoint *record = record_new(ENTITY_touchpoint);
  int64_t before = 0;
  enum status status = edit_read_stage(session, stage, &in, err);
  if (status == STATUS_OK)
    status = record_set(record, entity_field(ENTITY_touchpoint, "title"), title, err);
  if (status == STATUS_OK && after != 0)
    status = edit_next(session, after, &before, err);
  if (status == STATUS_OK) {
    record_put_text(record, entity_field(ENTITY_touchpoint, "stage"), stage);
    record->kind = in.kind;
    status = edit_add(session, ENTITY_touchpoint, record, before, oid, err);
  }
  record_free(ENTITY_touchpoint, &record);
  record_clear(ENTITY_stage, &in);
  return status;
}
