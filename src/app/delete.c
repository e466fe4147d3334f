/* Deleting, and what goes with it. */
#include "app/edit.h"

#include "app/role.h"
#include "base/i18n.h"
#include "base/mem.h"

#include <inttypes.h>
#include <stdlib.h>
#include <string.h>

/* Records met while walking from one that is to be deleted. */
struct met {
  enum entity entity;
  int64_t oid;
  char *id;                  /* owned; NULL where the entity has none; of a loose one, then, that of
                                what it hangs on */
  const struct field *field; /* that refers; NULL for what goes too */
};

struct walk {
  struct session *session;
  struct met *gone; /* goes too; the first is the record itself */
  size_t gone_count;
  struct met *loose; /* loses its reference */
  size_t loose_count;
};

static bool is_gone(const struct walk *walk, enum entity entity, int64_t oid)
{
  for (size_t i = 0; i < walk->gone_count; i++)
    if (walk->gone[i].entity == entity && walk->gone[i].oid == oid)
      return true;
  return false;
}

static struct met *grow(struct met **list, size_t *count)
{
  if ((*count & (*count - 1)) == 0)
    *list = mem_resize(*list, *count == 0 ? 1 : *count * 2, sizeof **list);
  struct met *met = &(*list)[(*count)++];
  memset(met, 0, sizeof *met);
  return met;
}

static void add_gone(struct walk *walk, enum entity entity, const void *record)
{
  int64_t oid = ((const struct record *)record)->oid;
  if (is_gone(walk, entity, oid))
    return;
  const struct field *id = entity_id_field(entity);
  struct met *met = grow(&walk->gone, &walk->gone_count);
  met->entity = entity;
  met->oid = oid;
  met->id = id != NULL ? mem_copy_text(record_text(record, id)) : NULL;
}

struct part_visit {
  struct walk *walk;
  enum entity entity;
};

static enum status visit_part(void *context, const void *record, struct error *err)
{
  (void)err;
  struct part_visit *visit = context;
  add_gone(visit->walk, visit->entity, record);
  return STATUS_OK;
}

/* What cannot be without what it refers to.  The texts to a segment go with it:
 * nobody wrote them for everyone. */
static bool goes_too(enum entity entity, const struct field *field)
{
  return (field->flags & (FIELD_REQUIRED | FIELD_PARENT)) != 0 ||
         (entity == ENTITY_variant && field->of == ENTITY_segment);
}

static enum status visit_referrer(void *context, enum entity entity, const void *record,
                                  const struct field *field, struct error *err)
{
  (void)err;
  struct walk *walk = context;
  if (goes_too(entity, field)) {
    add_gone(walk, entity, record);
    return STATUS_OK;
  }
  struct met *met = grow(&walk->loose, &walk->loose_count);
  met->entity = entity;
  met->oid = ((const struct record *)record)->oid;
  const struct field *name = entity_id_field(entity);
  if (name == NULL) /* the first tells what it hangs on */
    name = &entities[entity].fields[0];
  met->id = mem_copy_text(record_text(record, name));
  met->field = field;
  return STATUS_OK;
}

/* Meets the parts and the referrers of everything that goes, until there is
 * nothing new. */
static enum status walk_all(struct walk *walk, struct error *err)
{
  enum status status = STATUS_OK;
  for (size_t i = 0; status == STATUS_OK && i < walk->gone_count; i++) {
    struct met met = walk->gone[i];
    for (int part = 0; status == STATUS_OK && part < ENTITY_COUNT; part++) {
      if (entities[part].parent != (int)met.entity || met.id == NULL)
        continue;
      struct part_visit visit = {walk, (enum entity)part};
      status = store_each(walk->session->store, walk->session->journey_oid, visit.entity, met.id,
                          visit_part, &visit, err);
    }
    if (status == STATUS_OK)
      status =
          store_each_referrer(walk->session->store, met.entity, met.oid, visit_referrer, walk, err);
  }
  return status;
}

static void free_met(struct met *list, size_t count)
{
  for (size_t i = 0; i < count; i++)
    free(list[i].id);
  free(list);
}

static void say_gone(const struct walk *walk, struct str *says)
{
  size_t counts[ENTITY_COUNT] = {0};
  for (size_t i = 1; i < walk->gone_count; i++)
    counts[walk->gone[i].entity]++;
  struct str list = {0};
  for (int e = 0; e < ENTITY_COUNT; e++)
    if (counts[e] > 0)
      str_addf(&list, "%s%s: %zu", list.length > 0 ? ", " : "", i18n_text(entities[e].many),
               counts[e]);
  if (list.length > 0)
    /* L10N: %s is a list such as "Messages: 2, Variants: 3". */
    str_addf(says, _("These go with it: %s."), list.text);
  str_clear(&list);
}

/* What loses its segment goes to everyone, which is said as such. */
static void say_loose(const struct walk *walk, bool segment, struct str *says)
{
  struct str list = {0};
  for (size_t i = 0; i < walk->loose_count; i++) {
    const struct met *met = &walk->loose[i];
    if (is_gone(walk, met->entity, met->oid) || (met->field->of == ENTITY_segment) != segment)
      continue;
    str_addf(&list, "%s%s %s", list.length > 0 ? ", " : "", i18n_text(entities[met->entity].one),
             met->id);
    if (!segment)
      str_addf(&list, " (%s)", i18n_text(met->field->label));
  }
  const char *gap = says->length > 0 ? " " : "";
  if (list.length > 0 && segment)
    /* L10N: %s is a list such as "Touchpoint welcome, Touchpoint tip". */
    str_addf(says, _("%sThese will go to everyone: %s."), gap, list.text);
  else if (list.length > 0)
    /* L10N: %s is a list such as "Question what-is-this (Caused by)". */
    str_addf(says, _("%sThese will no longer point to it: %s."), gap, list.text);
  str_clear(&list);
}

static enum status count_release(void *context, const struct release *release, struct error *err)
{
  (void)release;
  (void)err;
  ++*(size_t *)context;
  return STATUS_OK;
}

/* All of a journey goes, but for what has been released of it. */
static enum status say_journey(struct session *session, int64_t oid, struct str *says,
                               struct error *err)
{
  struct str list = {0};
  size_t releases = 0;
  for (int e = 0; e < ENTITY_COUNT; e++) {
    int64_t count = e != ENTITY_journey ? store_count(session->store, oid, (enum entity)e) : 0;
    if (count > 0)
      str_addf(&list, "%s%s: %" PRId64, list.length > 0 ? ", " : "", i18n_text(entities[e].many),
               count);
  }
  if (list.length > 0)
    str_addf(says, _("These go with it: %s."), list.text);
  str_clear(&list);
  enum status status = store_each_release(session->store, oid, 0, count_release, &releases, err);
  if (status == STATUS_OK && releases > 0)
    str_addf(says,
             P_("%s%zu release stays in the file, for the next journey with its id.",
                "%s%zu releases stay in the file, for the next journey with its id.", releases),
             says->length > 0 ? " " : "", releases);
  return status;
}

enum status edit_delete_says(struct session *session, enum entity entity, int64_t oid,
                             struct str *says, struct error *err)
{
  void *record = record_new(entity);
  struct walk walk = {.session = session};
  enum status status = store_read(session->store, entity, oid, record, err);
  if (status == STATUS_OK) {
    add_gone(&walk, entity, record);
    status = walk_all(&walk, err);
  }
  if (status == STATUS_OK && entity == ENTITY_journey) {
    status = say_journey(session, oid, says, err);
  } else if (status == STATUS_OK) {
    say_gone(&walk, says);
    say_loose(&walk, true, says);
    say_loose(&walk, false, says);
  }
  free_met(walk.gone, walk.gone_count);
  free_met(walk.loose, walk.loose_count);
  record_free(entity, &record);
  return status;
}

/* The store lets go of what only refers to a segment. */
static enum status delete_texts(struct session *session, int64_t segment, struct error *err)
{
  struct walk walk = {.session = session};
  enum status status =
      store_each_referrer(session->store, ENTITY_segment, segment, visit_referrer, &walk, err);
  for (size_t i = 0; status == STATUS_OK && i < walk.gone_count; i++)
    if (walk.gone[i].entity == ENTITY_variant)
      status = store_delete(session->store, ENTITY_variant, walk.gone[i].oid, err);
  free_met(walk.gone, walk.gone_count);
  free_met(walk.loose, walk.loose_count);
  return status;
}

static enum status note_change(void *context, const struct history_change *change,
                               struct error *err)
{
  (void)change;
  (void)err;
  *(bool *)context = true;
  return STATUS_OK;
}

/* What goes, and whether others have changed any of it since: looked at once nobody else
 * can write. */
struct watched {
  int64_t seen;
  enum entity *entity;
  int64_t *oid;
};

static enum status note_entry(void *context, const struct history_entry *entry, struct error *err)
{
  (void)err;
  struct watched *watched = context;
  if (!entry->own && entry->number > watched->seen)
    watched->seen = INT64_MAX;
  return STATUS_OK;
}

/* All of a journey goes, so that whatever others did meanwhile counts. */
static enum status look_at_all(struct session *session, const struct watched *watched,
                               struct error *err)
{
  struct watched all = *watched;
  enum status status = store_each_entry(session->store, 0, 100, note_entry, &all, err);
  if (status == STATUS_OK && all.seen == INT64_MAX)
    status = error_set(err, STATUS_BUSY, _("Somebody has just changed it."));
  return status;
}

static enum status look_for_others(struct session *session, enum entity entity, const void *record,
                                   const struct watched *watched, struct error *err)
{
  struct walk walk = {.session = session};
  bool changed = false;
  if (entity == ENTITY_journey)
    return look_at_all(session, watched, err);
  add_gone(&walk, entity, record);
  enum status status = walk_all(&walk, err);
  for (size_t i = 0; i < walk.gone_count && status == STATUS_OK && !changed; i++) {
    *watched->entity = walk.gone[i].entity;
    *watched->oid = walk.gone[i].oid;
    status = store_later_change(session->store, walk.gone[i].entity, walk.gone[i].oid,
                                watched->seen, note_change, &changed, err);
  }
  free_met(walk.gone, walk.gone_count);
  free_met(walk.loose, walk.loose_count);
  if (status == STATUS_OK && changed)
    status = error_set(err, STATUS_BUSY, _("Somebody has just changed it."));
  return status;
}

static enum status begin_delete(struct session *session, enum entity entity, int64_t oid,
                                const void *record, struct error *err)
{
  struct str label = {0};
  const struct field *id = entity_id_field(entity);
  str_addf(&label, "delete %s ", entities[entity].name);
  if (id != NULL)
    str_add(&label, record_text(record, id));
  else
    str_addf(&label, "%" PRId64, oid);
  enum status status = role_begin(session, role_deed(entity), str_text(&label), "edit", err);
  str_clear(&label);
  return status;
}

static enum status delete_record(struct session *session, enum entity entity, int64_t oid,
                                 const struct watched *watched, struct error *err)
{
  void *record = record_new(entity);
  enum status status = store_read(session->store, entity, oid, record, err);
  if (status == STATUS_OK)
    status = begin_delete(session, entity, oid, record, err);
  if (status == STATUS_OK) {
    if (watched != NULL)
      status = look_for_others(session, entity, record, watched, err);
    if (status == STATUS_OK && entity == ENTITY_segment)
      status = delete_texts(session, oid, err);
    if (status == STATUS_OK)
      status = store_delete(session->store, entity, oid, err);
    if (status == STATUS_OK)
      status = store_commit(session->store, err);
    else
      store_rollback(session->store);
  }
  record_free(entity, &record);
  if (status != STATUS_OK)
    return status;
  if (entity == ENTITY_journey && oid == session->journey_oid)
    session->journey_oid = 0;
  return session_reload(session, err);
}

enum status edit_delete(struct session *session, enum entity entity, int64_t oid, struct error *err)
{
  return delete_record(session, entity, oid, NULL, err);
}

enum status edit_delete_seen(struct session *session, enum entity entity, int64_t oid, int64_t seen,
                             enum entity *changed, int64_t *part, struct error *err)
{
  return delete_record(session, entity, oid, &(struct watched){seen, changed, part}, err);
}

/* The id that it had, or its row: as in the labels of other actions. */
static enum status note_id(void *context, const struct history_change *change, struct error *err)
{
  (void)err;
  struct str *label = context;
  str_cut(label, 0);
  str_addf(label, "restore %s ", entities[change->entity].name);
  if (change->id != NULL && change->id[0] != '\0')
    str_add(label, change->id);
  else
    str_addf(label, "%" PRId64, change->oid);
  return STATUS_OK;
}

enum status edit_bring_back(struct session *session, int64_t entry, enum entity entity, int64_t oid,
                            const struct field *field, const char *text, struct error *err)
{
  struct value value;
  struct str label = {0};
  enum status status = value_parse(field, text, &value, err);
  if (status == STATUS_OK)
    status = store_each_record_change(session->store, entity, oid, note_id, &label, err);
  if (status == STATUS_OK)
    status = role_begin(session, role_deed(entity), str_text(&label), "edit", err);
  str_clear(&label);
  if (status == STATUS_OK) {
    status = store_turn_back(session->store, entry, err);
    if (status == STATUS_OK)
      status = store_set(session->store, entity, oid, field, &value, NULL, err);
    if (status == STATUS_OK)
      status = store_commit(session->store, err);
    else
      store_rollback(session->store);
  }
  value_clear(&value);
  return status == STATUS_OK ? session_follow(session, err) : status;
}
