#include "app/role.h"

#include "app/people.h"
#include "base/i18n.h"

#include <stdlib.h>
#include <string.h>

#define F (1u << role_facilitator)
#define E (1u << role_editor)
#define V (1u << role_voter)

static const struct {
  unsigned roles;
  const char *words; /* L10N: "As voter you may not ..." */
} deeds[DEED_COUNT] = {
    [DEED_MAP] = {F | E, N_("change the journey")},
    [DEED_CARD] = {F | E | V, N_("write cards")},
    [DEED_COMMENT] = {F | E | V, N_("comment")},
    [DEED_VOTE] = {F | E | V, N_("vote")},
    [DEED_UNDO] = {F | E | V, N_("take anything back")},
    [DEED_RELEASE] = {F | E, N_("release a plan")},
    [DEED_WORKSHOP] = {F, N_("run the workshop")},
    [DEED_ROLES] = {F, N_("set roles")},
};

#undef F
#undef E
#undef V

bool role_may(int64_t role, enum deed deed)
{
  return (deeds[deed].roles & 1u << (role == UNSET ? role_editor : role)) != 0;
}

static void add_setting(struct str *name, const char *person)
{
  str_addf(name, "role.%s", person);
}

int64_t role_of(struct session *session, const char *person)
{
  struct str name = {0};
  char *token = NULL;
  int64_t role = -1;
  add_setting(&name, person);
  if (store_get_setting(session->store, str_text(&name), &token, NULL) == STATUS_OK &&
      token != NULL)
    role = enumeration_find(&enumerations[ENUM_role], token, strlen(token));
  free(token);
  str_clear(&name);
  return role < 0 ? role_editor : role;
}

/* The names of those who lead, "Anna Ek, Bo". */
static void add_facilitators(struct str *out, struct session *session)
{
  struct people people = {0};
  people_read(session->store, &people, NULL);
  for (size_t i = 0; i < people.count; i++)
    if (people.items[i].role == role_facilitator &&
        strcmp(people.items[i].user, session->person) != 0)
      str_addf(out, "%s%s", out->length > 0 ? ", " : "",
               people_name(&people, people.items[i].user));
  people_clear(&people);
}

static enum status refuse(struct session *session, int64_t role, enum deed deed, struct error *err)
{
  struct str leads = {0};
  add_facilitators(&leads, session);
  error_set(err, STATUS_INPUT, _("As %s you may not %s."),
            enumeration_label(&enumerations[ENUM_role], role), i18n_text(deeds[deed].words));
  if (leads.length > 0)
    error_remedy(err, _("%s can help, who leads the workshop."), str_text(&leads));
  else if (role == role_editor)
    error_remedy(err, _("Take the lead first: kundresa role FILE %s facilitator."),
                 session->person);
  else
    error_remedy(err, "%s", _("Any editor can help: whoever takes the lead may set roles."));
  str_clear(&leads);
  return STATUS_INPUT;
}

enum status role_need(struct session *session, enum deed deed, struct error *err)
{
  int64_t role = role_of(session, session->person);
  enum status status = session_need_present(session, err);
  if (status != STATUS_OK)
    return status;
  return role_may(role, deed) ? STATUS_OK : refuse(session, role, deed, err);
}

enum deed role_deed(enum entity entity)
{
  switch (entity) {
  case ENTITY_card:
    return DEED_CARD;
  case ENTITY_comment:
    return DEED_COMMENT;
  case ENTITY_grade:
  case ENTITY_vote:
    return DEED_VOTE;
  default:
    return DEED_MAP;
  }
}

enum status role_begin(struct session *session, enum deed deed, const char *label, const char *kind,
                       struct error *err)
{
  enum status status = role_need(session, deed, err);
  return status == STATUS_OK ? store_begin(session->store, label, kind, err) : status;
}

/* ---- Taking back ---- */

/* The entry that the store would turn round, and what was changed in it. */
struct turned {
  struct session *session;
  bool redo;
  int64_t number; /* 0 while it is not found */
  bool map;
};

static enum status find_turned(void *context, const struct history_entry *entry, struct error *err)
{
  (void)err;
  struct turned *turned = context;
  bool fits = turned->redo ? strcmp(entry->kind, "undo") == 0
                           : strcmp(entry->kind, "edit") == 0 || strcmp(entry->kind, "import") == 0;
  if (turned->number == 0 && fits && !entry->undone &&
      strcmp(entry->person, turned->session->person) == 0)
    turned->number = entry->number;
  return STATUS_OK;
}

static enum status note_entity(void *context, const struct history_change *change,
                               struct error *err)
{
  (void)err;
  struct turned *turned = context;
  turned->map = turned->map || role_deed(change->entity) == DEED_MAP;
  return STATUS_OK;
}

/* So many entries are looked through.  Who has made none of them has nothing to
 * take back that anybody remembers. */
#define ENTRIES 10000

enum status role_need_undo(struct session *session, bool redo, struct error *err)
{
  int64_t role = role_of(session, session->person);
  struct turned turned = {.session = session, .redo = redo};
  enum status status = STATUS_OK;
  if (role_may(role, DEED_MAP))
    return STATUS_OK;
  if (!role_may(role, DEED_UNDO))
    return refuse(session, role, DEED_UNDO, err);
  status = store_each_entry(session->store, 0, ENTRIES, find_turned, &turned, err);
  if (status == STATUS_OK && turned.number != 0)
    status = store_each_change(session->store, turned.number, note_entity, &turned, err);
  return status == STATUS_OK && turned.map ? refuse(session, role, DEED_MAP, err) : status;
}

/* ---- Setting them ---- */

static bool somebody_else_leads(struct session *session)
{
  struct str leads = {0};
  add_facilitators(&leads, session);
  bool lead = leads.length > 0;
  str_clear(&leads);
  return lead;
}

static enum status may_set(struct session *session, const char *person, int64_t role,
                           struct error *err)
{
  int64_t own = role_of(session, session->person);
  bool self = strcmp(person, session->person) == 0;
  if (!role_may(own, DEED_ROLES) && !(own == role_editor && self))
    return refuse(session, own, DEED_ROLES, err);
  if (!self || role == role_facilitator || role == role_editor || somebody_else_leads(session))
    return STATUS_OK;
  error_set(err, STATUS_INPUT, _("Nobody else leads, so nobody could make you an editor again."));
  error_remedy(err, "%s", _("Make somebody else facilitator first."));
  return STATUS_INPUT;
}

static enum status put(struct session *session, const char *person, int64_t role, struct error *err)
{
  struct str name = {0};
  add_setting(&name, person);
  enum status status = store_put_setting(session->store, str_text(&name),
                                         enumeration_token(&enumerations[ENUM_role], role), err);
  str_clear(&name);
  return status;
}

enum status role_set(struct session *session, const char *person, int64_t role, struct error *err)
{
  const char *token = enumeration_token(&enumerations[ENUM_role], role);
  enum status status = may_set(session, person, role, err);
  if (status != STATUS_OK || role_of(session, person) == role)
    return status;
  struct str label = {0};
  str_addf(&label, "role %s %s", token, person);
  status = store_begin(session->store, str_text(&label), "role", err);
  if (status == STATUS_OK)
    status = put(session, person, role, err);
  if (status == STATUS_OK)
    status = store_commit(session->store, err);
  else
    store_rollback(session->store);
  str_clear(&label);
  return status == STATUS_OK ? session_reload(session, err) : status;
}

enum status role_need_lead(struct session *session, struct error *err)
{
  return may_set(session, session->person, role_facilitator, err);
}

enum status role_lead(struct session *session, struct error *err)
{
  enum status status = role_need_lead(session, err);
  return status == STATUS_OK ? put(session, session->person, role_facilitator, err) : status;
}
