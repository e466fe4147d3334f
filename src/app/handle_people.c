/* The people who work on a file: who one is, who the others are, what each may do. */
#include "app/handle.h"
#include "app/here.h"
#include "app/identity.h"
#include "app/people.h"

#include "base/i18n.h"
#include "base/mem.h"
#include "base/text.h"

#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>
#include <unistd.h>

static void put_department(struct output *output, int64_t department)
{
  const struct enumeration *departments = &enumerations[ENUM_department];
  bool known = department != UNSET;
  output->ops->text(output, "department", _("Department"),
                    known ? enumeration_token(departments, department) : NULL,
                    known ? enumeration_label(departments, department) : NULL);
}

static void put_role(struct output *output, int64_t role)
{
  const struct enumeration *roles = &enumerations[ENUM_role];
  output->ops->text(output, "role", _("Role"),
                    role != UNSET ? enumeration_token(roles, role) : NULL,
                    enumeration_label(roles, role));
}

/* ---- whoami ---- */

static enum status set_department(struct session *session, const char *token, struct error *err)
{
  const struct enumeration *departments = &enumerations[ENUM_department];
  int64_t department = UNSET;
  if (strcmp(token, "none") != 0) {
    department = enumeration_find(departments, token, strlen(token));
    if (department < 0) {
      struct str all = {0};
      for (size_t i = 0; i < departments->count; i++)
        str_addf(&all, "%s, ", departments->tokens[i]);
      error_set(err, STATUS_USAGE, _("--department: found '%.60s', expected one of: %snone."),
                token, str_text(&all));
      str_clear(&all);
      const char *near = enumeration_near(departments, token);
      if (near != NULL)
        error_remedy(err, _("Did you mean '%s'?"), near);
      return STATUS_USAGE;
    }
  }
  return session_set_department(session, department, err);
}

static enum status set_name(struct session *session, const char *name, struct error *err)
{
  if (name[strspn(name, " ")] == '\0')
    return error_set(err, STATUS_USAGE, _("--name: found nothing, expected a name."));
  char *safe = mem_copy_text(name);
  text_sanitize(safe);
  enum status status = session_introduce(session, safe, session->department, err);
  free(safe);
  return status;
}

static void put_self(struct session *session, struct output *output)
{
  output_record(output, NULL, NULL);
  output_text(output, "person", _("User"), session->person);
  output_text(output, "name", _("Name"), session->name);
  put_department(output, session->department);
  put_role(output, session->role);
  output_text(output, "gateway", _("Through"), session->gateway);
  output_close(output);
  if (session->unheard)
    output_say(output,
               _("KUNDRESA_USER is not listened to: %s is no gateway that the file trusts."),
               session->person);
}

enum status handle_whoami(const struct request *request, struct output *output, struct error *err)
{
  const char *token = request_option(request, "department");
  const char *name = request_option(request, "name");
  struct session *session = NULL;
  enum store_mode mode = token != NULL || name != NULL ? STORE_WRITE : STORE_READ;
  enum status status = session_open(request->arguments[0], mode, NULL, &session, err);
  if (status == STATUS_OK && token != NULL)
    status = set_department(session, token, err);
  if (status == STATUS_OK && name != NULL)
    status = set_name(session, name, err);
  if (status == STATUS_OK)
    put_self(session, output);
  session_close(&session);
  return status;
}

/* ---- people ---- */

enum status handle_people(const struct request *request, struct output *output, struct error *err)
{
  struct session *session = NULL;
  struct people people = {0};
  enum status status = session_open(request->arguments[0], STORE_READ, NULL, &session, err);
  if (status == STATUS_OK)
    status = people_read(session->store, &people, err);
  if (status == STATUS_OK) {
    output_list(output, NULL, NULL);
    for (size_t i = 0; i < people.count; i++) {
      output_record(output, NULL, people_name(&people, people.items[i].user));
      output_text(output, "person", _("User"), people.items[i].user);
      output_text(output, "name", NULL, people.items[i].name);
      put_department(output, people.items[i].department);
      put_role(output, people.items[i].role);
      output_close(output);
    }
    output_close(output);
  }
  people_clear(&people);
  session_close(&session);
  return status;
}

/* ---- role ---- */

static enum status find_role(const char *token, int64_t *role, struct error *err)
{
  const struct enumeration *roles = &enumerations[ENUM_role];
  *role = enumeration_find(roles, token, strlen(token));
  if (*role >= 0)
    return STATUS_OK;
  error_set(err, STATUS_USAGE,
            _("'%.60s' is no role; expected facilitator, editor, voter or viewer."), token);
  const char *near = enumeration_near(roles, token);
  if (near != NULL)
    error_remedy(err, _("Did you mean '%s'?"), near);
  return STATUS_USAGE;
}

enum status handle_role(const struct request *request, struct output *output, struct error *err)
{
  struct session *session = NULL;
  struct people people = {0};
  const char *user = request->arguments[1];
  int64_t role;
  enum status status = find_role(request->arguments[2], &role, err);
  if (status == STATUS_OK)
    status = session_open(request->arguments[0], STORE_WRITE, NULL, &session, err);
  if (status == STATUS_OK)
    status = identity_check(user, err);
  if (status == STATUS_OK)
    status = role_set(session, user, role, err);
  if (status == STATUS_OK)
    status = people_read(session->store, &people, err);
  if (status == STATUS_OK) {
    output_say(output, _("%s is %s now."), people_name(&people, user),
               enumeration_label(&enumerations[ENUM_role], role));
    output_record(output, NULL, NULL);
    output_text(output, "person", NULL, user);
    output->ops->text(output, "role", NULL, request->arguments[2], NULL);
    output_close(output);
  }
  people_clear(&people);
  session_close(&session);
  return status;
}

/* ---- gateway ---- */

/* Who trusts a gateway lets it speak for everybody. */
static enum status may_trust(const struct session *session, struct error *err)
{
  struct stat found;
  bool owner = stat(session->path, &found) == 0 && found.st_uid == geteuid();
  if (session->gateway == NULL && (owner || geteuid() == 0))
    return STATUS_OK;
  error_set(err, STATUS_INPUT, _("Only whom the file belongs to, and root, may name a gateway."));
  error_remedy(err, _("ls -l %s says whose it is."), session->path);
  return STATUS_INPUT;
}

static void put_gateways(struct session *session, struct output *output)
{
  char *list = identity_gateways(session->store);
  output_list(output, NULL, NULL);
  for (char *at = list; at != NULL && *at != '\0';) {
    char *end = strchr(at, ' ');
    char *user = end != NULL ? mem_copy_span(at, (size_t)(end - at)) : mem_copy_text(at);
    text_sanitize(user);
    output_text(output, NULL, NULL, user);
    free(user);
    at = end != NULL ? end + 1 : at + strlen(at);
  }
  output_close(output);
  free(list);
}

enum status handle_gateway(const struct request *request, struct output *output, struct error *err)
{
  struct session *session = NULL;
  const char *user = request->count > 1 ? request->arguments[1] : NULL;
  bool remove = request_option(request, "remove") != NULL;
  if (user == NULL && remove)
    return error_set(err, STATUS_USAGE, _("Say which user --remove is for."));
  enum status status = session_open(request->arguments[0], user != NULL ? STORE_WRITE : STORE_READ,
                                    NULL, &session, err);
  if (status == STATUS_OK && user != NULL)
    status = may_trust(session, err);
  if (status == STATUS_OK && user != NULL)
    status = identity_trust(session->store, user, !remove, err);
  if (status == STATUS_OK)
    put_gateways(session, output);
  session_close(&session);
  return status;
}

/* ---- Who is here ---- */

static void put_place(struct session *session, struct output *output, const struct present *present)
{
  struct str place = {0};
  here_add_place(&place, session, present);
  output_text(output, "view", NULL, present->view[0] != '\0' ? present->view : NULL);
  output_text(output, "journey", NULL, present->journey[0] != '\0' ? present->journey : NULL);
  output_text(output, "touchpoint", NULL,
              present->touchpoint[0] != '\0' ? present->touchpoint : NULL);
  output_text(output, "field", NULL, present->field[0] != '\0' ? present->field : NULL);
  output_text(output, "step", NULL, present->step[0] != '\0' ? present->step : NULL);
  if (place.length > 0)
    output->ops->text(output, NULL, _("Where"), str_text(&place), NULL);
  str_clear(&place);
}

enum status handle_here(struct session *session, struct output *output, struct error *err)
{
  struct presence *presence = NULL;
  size_t count;
  enum status status = presence_open(session->path, false, &presence, err);
  if (status == STATUS_OK) {
    presence_look(presence);
    const struct present *others = presence_others(presence, &count);
    if (count == 0)
      output_say(output, "%s", _("Nobody has the workbench open on this file now."));
    output_list(output, NULL, NULL);
    for (size_t i = 0; i < count; i++) {
      output_record(output, NULL, here_name(&others[i]));
      output_text(output, "person", _("User"), others[i].person);
      output_text(output, "name", NULL, others[i].name);
      put_department(output, others[i].department);
      put_role(output, others[i].role);
      put_place(session, output, &others[i]);
      output_close(output);
    }
    output_close(output);
  }
  presence_close(&presence);
  return status;
}
