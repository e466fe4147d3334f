#include "app/action.h"

#include "app/people.h"
#include "base/i18n.h"
#include "base/mem.h"

#include <stdlib.h>
#include <string.h>

/* Takes the next word off *@rest; *@length is 0 at the end. */
static const char *next_word(const char **rest, size_t *length)
{
  const char *word = *rest;
  *length = strcspn(word, " ");
  *rest = word + *length + (word[*length] == ' ' ? 1 : 0);
  return word;
}

/* The entity that the next word names, or NOTHING. */
static int next_entity(const char **rest)
{
  size_t length;
  const char *word = next_word(rest, &length);
  char *name = mem_copy_span(word, length);
  int entity = entity_find(name);
  free(name);
  return entity;
}

/* The title of a record that the latest entry of the log deleted: to take back
 * what was added is to delete it. */
struct gone {
  enum entity entity;
  const char *id;
  int64_t entry;
  int64_t oid;
  char *title; /* the last one read, and whose it was */
  int64_t titled;
};

static enum status take_entry(void *context, const struct history_entry *entry, struct error *err)
{
  (void)err;
  ((struct gone *)context)->entry = entry->number;
  return STATUS_OK;
}

/* The fields of a deleted record come before itself. */
static enum status take_deleted(void *context, const struct history_change *change,
                                struct error *err)
{
  (void)err;
  struct gone *gone = context;
  if (change->operation != 'D' || change->entity != gone->entity || gone->oid != 0)
    return STATUS_OK;
  if (change->field == NULL && strcmp(change->id != NULL ? change->id : "", gone->id) == 0) {
    gone->oid = change->oid;
  } else if (change->field != NULL && strcmp(change->field->name, "title") == 0) {
    mem_set_text(&gone->title, change->before);
    gone->titled = change->oid;
  }
  return STATUS_OK;
}

static void add_gone(struct str *out, struct session *session, enum entity entity, const char *id)
{
  struct gone gone = {.entity = entity, .id = id};
  struct error err = {0};
  if (store_each_entry(session->store, 0, 1, take_entry, &gone, &err) == STATUS_OK)
    store_each_change(session->store, gone.entry, take_deleted, &gone, &err);
  str_add(out, gone.oid != 0 && gone.titled == gone.oid && gone.title != NULL ? gone.title : id);
  free(gone.title);
}

/* What people call the record: its title, or what stands in the label. */
static void add_title(struct str *out, struct session *session, enum entity entity, const char *id)
{
  const struct field *title = entity_field(entity, "title");
  int64_t oid = 0;
  if (title == NULL || entity_id_field(entity) == NULL ||
      store_find(session->store, session->journey_oid, entity, id, &oid, NULL) != STATUS_OK) {
    add_gone(out, session, entity, id);
    return;
  }
  void *record = record_new(entity);
  bool read = store_read(session->store, entity, oid, record, NULL) == STATUS_OK;
  str_add(out, read && record_is_set(record, title) ? record_text(record, title) : id);
  record_free(entity, &record);
}

/* "title, note" as the fields' labels. */
static void add_fields(struct str *out, enum entity entity, const char *names, size_t length)
{
  while (length > 0) {
    size_t part = strcspn(names, ",");
    part = part < length ? part : length;
    char *name = mem_copy_span(names, part);
    const struct field *field = entity_field(entity, name);
    str_add(out, field != NULL ? i18n_text(field->label) : name);
    free(name);
    names += part;
    length -= part;
    while (length > 0 && (names[0] == ',' || names[0] == ' ')) {
      if (names[0] == ',')
        str_add(out, ", ");
      names++;
      length--;
    }
  }
}

/* "set title, note of touchpoint welcome" */
static bool add_setting(struct str *out, struct session *session, const char *rest)
{
  const char *of = strstr(rest, " of ");
  if (of == NULL)
    return false;
  const char *after = of + strlen(" of ");
  int entity = next_entity(&after);
  if (entity == NOTHING)
    return false;
  struct str fields = {0}, title = {0};
  add_fields(&fields, (enum entity)entity, rest, (size_t)(of - rest));
  add_title(&title, session, (enum entity)entity, after);
  str_addf(out, _("%s of %s '%s'"), str_text(&fields), i18n_text(entities[entity].one),
           str_text(&title));
  str_clear(&fields);
  str_clear(&title);
  return true;
}

/* "move touchpoint welcome", "add touchpoint" */
static bool add_doing(struct str *out, struct session *session, const char *words, const char *rest)
{
  int entity = next_entity(&rest);
  if (entity == NOTHING)
    return false;
  str_addf(out, "%s: %s", words, i18n_text(entities[entity].one));
  if (rest[0] != '\0') {
    str_add(out, " ");
    add_title(out, session, (enum entity)entity, rest);
  }
  return true;
}

/* "role viewer anna" */
static bool add_role(struct str *out, struct session *session, const char *rest)
{
  size_t length;
  const char *token = next_word(&rest, &length);
  int64_t role = enumeration_find(&enumerations[ENUM_role], token, length);
  struct people people = {0};
  if (role < 0)
    return false;
  people_read(session->store, &people, NULL);
  str_addf(out, _("role of %s: %s"), people_name(&people, rest),
           enumeration_label(&enumerations[ENUM_role], role));
  people_clear(&people);
  return true;
}

/* A step of an agenda by its id: those of ours are called as stages and phases are, which
 * have names in every language; to look for an agenda at each line would be slow. */
static const char *step_name(const char *id)
{
  static const enum enumeration_index lists[] = {ENUM_stage_kind, ENUM_phase};
  for (size_t i = 0; i < sizeof lists / sizeof lists[0]; i++) {
    int64_t value = enumeration_find(&enumerations[lists[i]], id, strlen(id));
    if (value >= 0)
      return enumeration_label(&enumerations[lists[i]], value);
  }
  return id;
}

/* "start workshop", "reveal cards of sale" */
static bool add_workshop(struct str *out, const char *label)
{
  const struct {
    const char *verb, *words;
  } verbs[] = {{"start workshop", _("a workshop was begun")},
               {"reveal cards of ", _("cards revealed")},
               {"count votes of ", _("votes counted")},
               {"reveal grades of ", _("gradings revealed")},
               {"end workshop after ", _("the workshop ended after")}};
  for (size_t i = 0; i < sizeof verbs / sizeof verbs[0]; i++) {
    size_t length = strlen(verbs[i].verb);
    if (strncmp(label, verbs[i].verb, length) != 0)
      continue;
    str_add(out, verbs[i].words);
    if (label[length] != '\0')
      str_addf(out, ": %s", step_name(label + length));
    return true;
  }
  return false;
}

void action_add_words(struct str *out, struct session *session, const char *label)
{
  const struct {
    const char *verb, *words;
  } verbs[] = {
      {"add ", _("added")},      {"copy ", _("copied")},          {"move ", _("moved")},
      {"delete ", _("deleted")}, {"restore ", _("brought back")}, {"release ", _("released")}};
  if (strncmp(label, "set ", 4) == 0 && add_setting(out, session, label + 4))
    return;
  if (strncmp(label, "role ", 5) == 0 && add_role(out, session, label + 5))
    return;
  if (add_workshop(out, label))
    return;
  for (size_t i = 0; i < sizeof verbs / sizeof verbs[0]; i++)
    if (strncmp(label, verbs[i].verb, strlen(verbs[i].verb)) == 0 &&
        add_doing(out, session, verbs[i].words, label + strlen(verbs[i].verb)))
      return;
  if (strncmp(label, "import ", 7) == 0)
    str_addf(out, _("taken in: %s"), label + 7);
  else if (strncmp(label, "recover ", 8) == 0)
    str_addf(out, _("saved from the damaged file %s"), label + 8);
  else if (strncmp(label, "waive ", 6) == 0)
    str_addf(out, _("accepted: %s"), label + 6);
  else if (strcmp(label, "outside") == 0)
    str_add(out, _("changed with another program"));
  else if (strcmp(label, "agree on grades") == 0)
    str_add(out, _("grades agreed on"));
  else if (strcmp(label, "start an empty journey") == 0)
    str_add(out, _("an empty journey to start from"));
  else
    str_add(out, label);
}
