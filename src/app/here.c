#include "app/here.h"

#include "app/command.h"
#include "base/i18n.h"

#include <stdlib.h>
#include <string.h>

static const char view_prefix[] = "view-";

const char *here_view(const struct command *command)
{
  return command != NULL && strncmp(command->name, view_prefix, sizeof view_prefix - 1) == 0
             ? command->name + sizeof view_prefix - 1
             : "";
}

const struct command *here_view_command(const char *view)
{
  struct str name = {0};
  str_addf(&name, "%s%s", view_prefix, view);
  const struct command *command = view[0] != '\0' ? command_find(str_text(&name)) : NULL;
  str_clear(&name);
  return command;
}

const char *here_name(const struct present *present)
{
  return present->name[0] != '\0' ? present->name : present->person;
}

/* The title of the touchpoint, in whichever journey of the file it is. */
static void add_title(struct str *out, struct session *session, const struct present *present)
{
  int64_t journey = 0;
  int64_t oid = 0;
  struct touchpoint touchpoint;
  record_init(ENTITY_touchpoint, &touchpoint);
  bool known = store_find_journey(session->store, present->journey, &journey, NULL) == STATUS_OK &&
               store_find(session->store, journey, ENTITY_touchpoint, present->touchpoint, &oid,
                          NULL) == STATUS_OK &&
               store_read(session->store, ENTITY_touchpoint, oid, &touchpoint, NULL) == STATUS_OK;
  str_add(out, known && touchpoint.title != NULL ? touchpoint.title : present->touchpoint);
  record_clear(ENTITY_touchpoint, &touchpoint);
}

/* The label of the field in "touchpoint/welcome title", or NULL. */
static const char *field_label(const char *field)
{
  char entity[32];
  size_t length = strcspn(field, "/");
  const char *name = strchr(field, ' ');
  if (name == NULL || length >= sizeof entity)
    return NULL;
  memcpy(entity, field, length);
  entity[length] = '\0';
  int index = entity_find(entity);
  const struct field *found = index == NOTHING ? NULL : entity_field((enum entity)index, name + 1);
  return found != NULL ? i18n_text(found->label) : NULL;
}

void here_add_place(struct str *out, struct session *session, const struct present *present)
{
  const struct command *view = here_view_command(present->view);
  const char *writes = field_label(present->field);
  if (view != NULL)
    str_add(out, i18n_text(view->label));
  if (present->step[0] != '\0')
    str_addf(out, "%s%s", out->length > 0 ? ", " : "", present->step);
  if (present->touchpoint[0] != '\0') {
    str_add(out, out->length > 0 ? ": " : "");
    add_title(out, session, present);
  }
  if (writes != NULL)
    /* L10N: behind where somebody is: "map: Welcome; writes Title" */
    str_addf(out, _("; writes %s"), writes);
}
