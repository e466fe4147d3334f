#include "app/edit.h"

#include "audit/audit.h"
#include "app/role.h"
#include "base/i18n.h"
#include "base/mem.h"
#include "base/text.h"
#include "model/guide.h"

#include <inttypes.h>
#include <stdlib.h>
#include <string.h>

/* ---- What the history says ---- */

/* The words by which the history names a record: its entity and id, or its
 * number where it has none. */
static void add_name(struct str *out, enum entity entity, const void *record)
{
  const struct field *id = entity_id_field(entity);
  const char *text = id == NULL ? NULL : record_text(record, id);
  if (text != NULL)
    str_addf(out, "%s %s", entities[entity].name, text);
  else
    str_addf(out, "%s %" PRId64, entities[entity].name, ((const struct record *)record)->oid);
}

static enum status begin(struct session *session, const char *verb, enum entity entity,
                         const void *record, struct error *err)
{
  struct str label = {0};
  str_addf(&label, "%s ", verb);
  add_name(&label, entity, record);
  enum status status = role_begin(session, role_deed(entity), str_text(&label), "edit", err);
  str_clear(&label);
  return status;
}

/* Ends the transaction by @status, and reads the journey's record again. */
static enum status finish(struct session *session, enum status status, struct error *err)
{
  if (status == STATUS_OK)
    status = store_commit(session->store, err);
  else
    store_rollback(session->store);
  return status == STATUS_OK ? session_reload(session, err) : status;
}

/* ---- Setting fields ---- */

/* An answer names a guiding question that is known: files with others are not
 * read. */
static enum status check_guide(enum entity entity, const struct field *field, const char *text,
                               struct error *err)
{
  if (entity != ENTITY_answer || strcmp(field->name, "guide") != 0 || guide_find(text) != NULL)
    return STATUS_OK;
  error_set(err, STATUS_INPUT, _("%s: found '%.60s', expected the name of a guiding question."),
            field->key, text);
  const char *near = guide_near(text);
  if (near != NULL)
    error_remedy(err, _("Did you mean '%s'?"), near);
  else
    error_remedy(err, "%s", _("kundresa-journey(5) lists the questions."));
  return STATUS_INPUT;
}

/* What is stated must be something that rules ask for. */
static enum status check_statement(const struct declaration *declaration, struct error *err)
{
  enum rule_field_index field;
  struct fact fact;
  return audit_read_statement(declaration->field, declaration->value, &field, &fact, err);
}

/* The store would refuse it too, but cannot say which. */
static enum status check_reference(struct session *session, const struct field *field,
                                   const char *id, struct error *err)
{
  int64_t oid;
  return field->kind == FIELD_REF && id != NULL ? store_find(session->store, session->journey_oid,
                                                             (enum entity)field->of, id, &oid, err)
                                                : STATUS_OK;
}

static enum status parse(enum entity entity, const struct field *field, const char *text,
                         struct value *value, struct error *err)
{
  enum status status = value_parse(field, text, value, err);
  if (status == STATUS_OK && value->is_text && value->text != NULL)
    status = check_guide(entity, field, value->text, err);
  bool empty = value->is_text ? value->text == NULL : value->number == UNSET;
  if (status == STATUS_OK && empty && (field->flags & FIELD_REQUIRED) != 0) {
    char path[64];
    status = error_set(err, STATUS_INPUT, _("%s: found nothing, expected a value."),
                       field_path(field, path, sizeof path));
    error_remedy(err, "%s", i18n_text(field->help));
  }
  return status;
}

static enum status set_one(struct session *session, enum entity entity, int64_t oid,
                           const struct field *field, const struct value *value, const char *text,
                           struct error *err)
{
  if (text == NULL)
    return store_set(session->store, entity, oid, field, value, NULL, err);
  struct value base;
  enum status status = value_parse(field, text, &base, err);
  if (status == STATUS_OK)
    status = store_set(session->store, entity, oid, field, value, &base, err);
  value_clear(&base);
  return status;
}

static enum status note_release(void *context, const struct release *release, struct error *err)
{
  (void)release;
  (void)err;
  *(bool *)context = true;
  return STATUS_OK;
}

/* Billing engines know by the ids of the journey and of its touchpoints what
 * they have sent; with another id they would send it again. */
static enum status keep_id(struct session *session, enum entity entity, const struct field *field,
                           struct error *err)
{
  bool released = false;
  if (field->kind != FIELD_ID || (entity != ENTITY_journey && entity != ENTITY_touchpoint))
    return STATUS_OK;
  enum status status =
      store_each_release(session->store, session->journey_oid, 0, note_release, &released, err);
  if (status != STATUS_OK || !released)
    return status;
  error_set(err, STATUS_INPUT,
            _("ids stay as they are once a plan has been released: by them billing engines know"
              " what they have sent."));
  error_remedy(err, "%s", _("Change the title instead; it is what people see."));
  return STATUS_INPUT;
}

static enum status begin_set(struct session *session, enum entity entity, int64_t oid,
                             const struct field *const *fields, size_t count, struct error *err)
{
  void *record = record_new(entity);
  enum status status = store_read(session->store, entity, oid, record, err);
  if (status == STATUS_OK) {
    struct str verb = {0};
    str_add(&verb, "set ");
    for (size_t i = 0; i < count; i++) {
      char path[64];
      str_addf(&verb, "%s%s", i == 0 ? "" : ", ", field_path(fields[i], path, sizeof path));
    }
    str_add(&verb, " of");
    status = begin(session, str_text(&verb), entity, record, err);
    str_clear(&verb);
  }
  record_free(entity, &record);
  return status;
}

enum status edit_set_many(struct session *session, enum entity entity, int64_t oid,
                          const struct field *const *fields, const char *const *texts,
                          const char *const *bases, size_t count, struct error *err)
{
  struct value *values = mem_new(count, sizeof *values);
  enum status status = STATUS_OK;
  for (size_t i = 0; i < count && status == STATUS_OK; i++) {
    status = keep_id(session, entity, fields[i], err);
    if (status == STATUS_OK)
      status = parse(entity, fields[i], texts[i], &values[i], err);
    if (status == STATUS_OK && values[i].is_text)
      status = check_reference(session, fields[i], values[i].text, err);
  }
  if (status == STATUS_OK)
    status = begin_set(session, entity, oid, fields, count, err);
  if (status == STATUS_OK) {
    for (size_t i = 0; i < count && status == STATUS_OK; i++)
      status = set_one(session, entity, oid, fields[i], &values[i], bases == NULL ? NULL : bases[i],
                       err);
    status = finish(session, status, err);
  }
  for (size_t i = 0; i < count; i++)
    value_clear(&values[i]);
  free(values);
  return status;
}

enum status edit_set(struct session *session, enum entity entity, int64_t oid,
                     const struct field *field, const char *text, const char *base,
                     struct error *err)
{
  return edit_set_many(session, entity, oid, &field, &text, &base, 1, err);
}

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
static void put_free_id(struct session *session, enum entity entity, void *record,
                        const char *wanted)
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
  put_free_id(session, entity, record, str_text(&id));
  str_clear(&id);
}

/* ---- Adding ---- */

enum status edit_add(struct session *session, enum entity entity, void *record, int64_t before,
                     int64_t *oid, struct error *err)
{
  const struct field *id = entity_id_field(entity);
  if (id != NULL && record_text(record, id) == NULL)
    edit_make_id(session, entity, record);
  struct problems problems = {0};
  struct str path = {0};
  add_name(&path, entity, record);
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
    enum status known = check_guide(entity, guide, record_text(record, guide), err);
    if (known != STATUS_OK)
      return known;
  }
  if (entity == ENTITY_declaration && check_statement(record, err) != STATUS_OK)
    return STATUS_INPUT;
  for (size_t i = 0; i < entities[entity].count; i++) {
    const struct field *field = &entities[entity].fields[i];
    enum status there = field->kind == FIELD_REF
                            ? check_reference(session, field, record_text(record, field), err)
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
  return finish(session, status, err);
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

static enum status read_stage(struct session *session, const char *id, struct stage *stage,
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
  enum status status = read_stage(session, stage, &in, err);
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

/* ---- Records as lists ---- */

/* Copies of records, so that the store may be asked again for each. */
struct bag {
  enum entity entity;
  void **items;
  size_t count;
};

static enum status bag_put(void *context, const void *record, struct error *err)
{
  (void)err;
  struct bag *bag = context;
  bag->items = mem_resize(bag->items, bag->count + 1, sizeof *bag->items);
  bag->items[bag->count++] = record_copy(bag->entity, record);
  return STATUS_OK;
}

static void bag_clear(struct bag *bag)
{
  for (size_t i = 0; i < bag->count; i++)
    record_free(bag->entity, &bag->items[i]);
  free(bag->items);
}

static enum status bag_fill(struct bag *bag, struct session *session, const char *parent,
                            struct error *err)
{
  return store_each(session->store, session->journey_oid, bag->entity, parent, bag_put, bag, err);
}

/* ---- Copying ---- */

static enum status copy_parts(struct session *session, enum entity entity, const char *old,
                              const char *id, struct error *err)
{
  enum status status = STATUS_OK;
  for (int part = 0; status == STATUS_OK && part < ENTITY_COUNT; part++) {
    if (entities[part].parent != (int)entity)
      continue;
    struct bag bag = {.entity = (enum entity)part};
    status = bag_fill(&bag, session, old, err);
    const struct field *own = entity_id_field(bag.entity);
    for (size_t i = 0; status == STATUS_OK && i < bag.count; i++) {
      void *record = bag.items[i];
      char *before = own != NULL ? mem_copy_text(record_text(record, own)) : NULL;
      record_put_text(record, entity_parent_field(bag.entity), id);
      if (own != NULL)
        put_free_id(session, bag.entity, record, before);
      int64_t oid;
      status = store_insert(session->store, session->journey_oid, bag.entity, record, 0, &oid, err);
      if (status == STATUS_OK && own != NULL)
        status = copy_parts(session, bag.entity, before, record_text(record, own), err);
      free(before);
    }
    bag_clear(&bag);
  }
  return status;
}

/* The sibling that stands after @record, or 0: a copy goes before it. */
static enum status find_following(struct session *session, enum entity entity, const void *record,
                                  int64_t *next, struct error *err)
{
  int64_t oid = ((const struct record *)record)->oid;
  *next = 0;
  if (entity == ENTITY_touchpoint)
    return edit_next(session, oid, next, err);
  const struct field *parent = entity_parent_field(entity);
  struct bag bag = {.entity = entity};
  enum status status =
      bag_fill(&bag, session, parent != NULL ? record_text(record, parent) : NULL, err);
  for (size_t i = 0; i + 1 < bag.count; i++)
    if (((struct record *)bag.items[i])->oid == oid)
      *next = ((struct record *)bag.items[i + 1])->oid;
  bag_clear(&bag);
  return status;
}

/* Marks the title as a copy's, unless it would become too long. */
static void mark_copy(enum entity entity, void *record)
{
  const struct field *field = entity_field(entity, "title");
  if (field == NULL || record_text(record, field) == NULL)
    return;
  struct str title = {0};
  /* L10N: the title of a copied record; %s is the title of the first. */
  str_addf(&title, _("%s (copy)"), record_text(record, field));
  record_set(record, field, str_text(&title), NULL);
  str_clear(&title);
}

enum status edit_copy(struct session *session, enum entity entity, int64_t oid, int64_t *copy,
                      struct error *err)
{
  if (entity == ENTITY_journey) {
    error_set(err, STATUS_INPUT, _("A journey cannot be copied within its file."));
    error_remedy(err, "%s", _("Export it, give it another id, and import it."));
    return STATUS_INPUT;
  }
  void *record = record_new(entity);
  int64_t before = 0;
  enum status status = store_read(session->store, entity, oid, record, err);
  if (status == STATUS_OK)
    status = find_following(session, entity, record, &before, err);
  if (status == STATUS_OK)
    status = begin(session, "copy", entity, record, err);
  if (status == STATUS_OK) {
    const struct field *id = entity_id_field(entity);
    char *old = id != NULL ? mem_copy_text(record_text(record, id)) : NULL;
    mark_copy(entity, record);
    if (id != NULL)
      put_free_id(session, entity, record, old);
    status = store_insert(session->store, session->journey_oid, entity, record, before, copy, err);
    if (status == STATUS_OK && id != NULL)
      status = copy_parts(session, entity, old, record_text(record, id), err);
    free(old);
    status = finish(session, status, err);
  }
  record_free(entity, &record);
  return status;
}

/* ---- Moving ---- */

/* Gives a touchpoint the kind of its new stage, where it had that of its old. */
static enum status follow_kind(struct session *session, const struct touchpoint *touchpoint,
                               const char *stage, struct error *err)
{
  struct stage old, new;
  record_init(ENTITY_stage, &old);
  record_init(ENTITY_stage, &new);
  enum status status = read_stage(session, touchpoint->stage, &old, err);
  if (status == STATUS_OK)
    status = read_stage(session, stage, &new, err);
  if (status == STATUS_OK && old.kind == touchpoint->kind && new.kind != old.kind) {
    struct value kind = {.number = new.kind};
    status = store_set(session->store, ENTITY_touchpoint, touchpoint->record.oid,
                       entity_field(ENTITY_touchpoint, "kind"), &kind, NULL, err);
  }
  record_clear(ENTITY_stage, &old);
  record_clear(ENTITY_stage, &new);
  return status;
}

enum status edit_move_to(struct session *session, enum entity entity, int64_t oid, int64_t before,
                         const char *stage, struct error *err)
{
  void *record = record_new(entity);
  enum status status = store_read(session->store, entity, oid, record, err);
  if (status == STATUS_OK)
    status = begin(session, "move", entity, record, err);
  if (status == STATUS_OK) {
    status = store_move(session->store, entity, oid, before, stage, err);
    if (status == STATUS_OK && stage != NULL && entity == ENTITY_touchpoint)
      status = follow_kind(session, record, stage, err);
    status = finish(session, status, err);
  }
  record_free(entity, &record);
  return status;
}

static enum status at_the_end(struct error *err, int by)
{
  return error_set(err, STATUS_FINDINGS, "%s",
                   by < 0 ? _("It is the first already.") : _("It is the last already."));
}

/* A touchpoint among those of the whole map: within its stage, else over into
 * the stage beside. */
static enum status move_touchpoint(struct session *session, const struct touchpoint *touchpoint,
                                   int by, struct error *err)
{
  struct stage_count *stages = NULL;
  size_t count = 0, at = 0, position = 0, first = 0;
  struct map_filter all = {.department = UNSET};
  int64_t oid = touchpoint->record.oid;
  enum status status =
      store_stages(session->store, session->journey_oid, &all, &stages, &count, err);
  if (status == STATUS_OK)
    status = store_position(session->store, session->journey_oid, &all, oid, &position, err);
  while (at < count && strcmp(stages[at].stage.id, touchpoint->stage) != 0)
    first += stages[at++].touchpoints;
  if (status != STATUS_OK || at == count) {
    store_free_stages(&stages, count);
    return status;
  }
  size_t end = first + stages[at].touchpoints;
  const char *stage = NULL;
  struct bag bag = {.entity = ENTITY_touchpoint};
  size_t target; /* the place in the map of the one to stand before */
  bool last;     /* in its stage, so that there is none to stand before */
  if (by < 0 ? position > first : position + 1 < end) {
    target = by < 0 ? position - 1 : position + 2;
    last = target >= end;
  } else if (by < 0 ? at == 0 : at + 1 == count) {
    store_free_stages(&stages, count);
    return at_the_end(err, by);
  } else {
    stage = stages[by < 0 ? at - 1 : at + 1].stage.id;
    target = end;
    last = by < 0 || stages[at + 1].touchpoints == 0;
  }
  if (!last)
    status =
        store_window(session->store, session->journey_oid, &all, target, 1, bag_put, &bag, err);
  int64_t before = bag.count > 0 ? ((struct record *)bag.items[0])->oid : 0;
  if (status == STATUS_OK)
    status = edit_move_to(session, ENTITY_touchpoint, oid, before, stage, err);
  bag_clear(&bag);
  store_free_stages(&stages, count);
  return status;
}

static enum status move_sibling(struct session *session, enum entity entity, const void *record,
                                int by, struct error *err)
{
  int64_t oid = ((const struct record *)record)->oid;
  const struct field *parent = entity_parent_field(entity);
  struct bag bag = {.entity = entity};
  enum status status =
      bag_fill(&bag, session, parent != NULL ? record_text(record, parent) : NULL, err);
  size_t at = 0;
  while (at < bag.count && ((struct record *)bag.items[at])->oid != oid)
    at++;
  if (status == STATUS_OK && (by < 0 ? at == 0 : at + 1 >= bag.count)) {
    status = at_the_end(err, by);
  } else if (status == STATUS_OK) {
    size_t target = by < 0 ? at - 1 : at + 2;
    int64_t before = target < bag.count ? ((struct record *)bag.items[target])->oid : 0;
    status = edit_move_to(session, entity, oid, before, NULL, err);
  }
  bag_clear(&bag);
  return status;
}

enum status edit_move(struct session *session, enum entity entity, int64_t oid, int by,
                      struct error *err)
{
  if (entity == ENTITY_journey)
    return error_set(err, STATUS_INPUT, _("Journeys stand in the order of their titles."));
  void *record = record_new(entity);
  enum status status = store_read(session->store, entity, oid, record, err);
  if (status == STATUS_OK)
    status = entity == ENTITY_touchpoint ? move_touchpoint(session, record, by, err)
                                         : move_sibling(session, entity, record, by, err);
  record_free(entity, &record);
  return status;
}

/* ---- Undoing ---- */

enum status edit_undo(struct session *session, struct str *label, struct error *err)
{
  enum status status = role_need_undo(session, false, err);
  if (status != STATUS_OK)
    return status;
  status = store_undo(session->store, label, err);
  enum status reread = session_follow(session, status == STATUS_OK ? err : NULL);
  return status == STATUS_OK ? reread : status;
}

enum status edit_redo(struct session *session, struct str *label, struct error *err)
{
  enum status status = role_need_undo(session, true, err);
  if (status != STATUS_OK)
    return status;
  status = store_redo(session->store, label, err);
  enum status reread = session_follow(session, status == STATUS_OK ? err : NULL);
  return status == STATUS_OK ? reread : status;
}
