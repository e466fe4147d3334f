#include "app/session.h"

#include "app/clock.h"
#include "app/command.h"
#include "app/identity.h"
#include "app/role.h"
#include "base/date.h"
#include "base/i18n.h"
#include "base/mem.h"
#include "base/text.h"
#include "yaml/journey_format.h"

#include <inttypes.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

/* ---- What the file remembers of this person ---- */

static char *setting_name(const struct session *session, const char *what)
{
  struct str name = {0};
  str_addf(&name, "%s.%s", what, session->person);
  return str_take(&name);
}

static char *get_setting(const struct session *session, const char *what)
{
  char *name = setting_name(session, what);
  char *value = NULL;
  if (store_get_setting(session->store, name, &value, NULL) != STATUS_OK)
    value = NULL;
  free(name);
  return value;
}

static enum status put_setting(const struct session *session, const char *what, const char *value,
                               struct error *err)
{
  char *name = setting_name(session, what);
  enum status status = store_put_setting(session->store, name, value, err);
  free(name);
  return status;
}

/* ---- Opening ---- */

static session_hear *hearer;
static void *hearer_context;

void session_on_warning(session_hear *hear, void *context)
{
  hearer = hear;
  hearer_context = context;
}

static void warn(const struct error *warning)
{
  if (hearer != NULL)
    hearer(hearer_context, warning);
}

/* People try to open what they were sent. */
static bool looks_like_yaml(const char *path)
{
  const char *end = strrchr(path, '.');
  return end != NULL && (strcmp(end, ".yaml") == 0 || strcmp(end, ".yml") == 0);
}

static enum status open_store(struct session *session, enum store_mode mode, struct error *err)
{
  struct store_context context = {.person = session->person, .now = clock_now, .warn = warn};
  enum status status = store_open(session->path, mode, &context, &session->store, err);
  if (status == STATUS_INPUT && looks_like_yaml(session->path) && access(session->path, R_OK) == 0)
    error_remedy(err,
                 _("If it is a journey as YAML, 'kundresa new NAME.kundresa --from %s' makes a "
                   "kundresa file of it."),
                 session->path);
  return status;
}

static struct session *new_session(const char *path)
{
  struct session *session = mem_new(1, sizeof *session);
  session->path = mem_copy_text(path);
  session->person = identity_user();
  session->department = UNSET;
  session->role = role_editor;
  record_init(ENTITY_journey, &session->journey);
  return session;
}

/* Says to the store who works: it stamps that on every change. */
static void stamp(struct session *session)
{
  store_stamp(session->store, session->person,
              session->department == UNSET
                  ? NULL
                  : enumeration_token(&enumerations[ENUM_department], session->department));
}

/* Reads what the file knows of the person: name, department, role. */
static void learn_person(struct session *session)
{
  char *token = get_setting(session, "department");
  int64_t department =
      token == NULL ? -1 : enumeration_find(&enumerations[ENUM_department], token, strlen(token));
  free(token);
  session->department = department < 0 ? UNSET : department;
  session->role = role_of(session, session->person);
  free(session->name);
  session->name = get_setting(session, "name");
  if (session->name != NULL)
    text_sanitize(session->name);
}

/* Finds out who works: the user, or whom a gateway speaks for. */
static enum status meet_person(struct session *session, struct error *err)
{
  char *person = NULL;
  enum status status =
      identity_hear(session->store, session->person, &person, &session->unheard, err);
  if (person != NULL) {
    session->gateway = session->person;
    session->person = person;
  }
  learn_person(session);
  stamp(session);
  return status;
}

struct first_journey {
  int64_t oid;
  size_t count;
};

static enum status note_first(void *context, const void *record, struct error *err)
{
  (void)err;
  struct first_journey *first = context;
  if (first->count++ == 0)
    first->oid = ((const struct record *)record)->oid;
  return STATUS_OK;
}

/* Chooses where the person named no journey. */
static enum status choose_default(struct session *session, struct error *err)
{
  struct first_journey first = {0};
  enum status status = store_each_journey(session->store, note_first, &first, err);
  if (status != STATUS_OK || first.count == 0)
    return status;
  session->journey_oid = first.oid;
  char *last = first.count > 1 ? get_setting(session, "journey") : NULL;
  if (last != NULL) {
    int64_t oid;
    if (store_find_journey(session->store, last, &oid, NULL) == STATUS_OK)
      session->journey_oid = oid;
    free(last);
  }
  return session_reload(session, err);
}

/* A file of an older kundresa can be looked at when it has been brought up to
 * date; any other fault is there again then. */
static enum status open_to_look(struct session *session, struct error *err)
{
  struct error first = {0};
  enum status status = open_store(session, STORE_READ, &first);
  if (status == STATUS_INPUT && access(session->path, W_OK) == 0 &&
      open_store(session, STORE_WRITE, NULL) == STATUS_OK) {
    store_close(&session->store);
    return open_store(session, STORE_READ, err);
  }
  if (status != STATUS_OK && err != NULL && err->status == STATUS_OK)
    *err = first;
  return status;
}

enum status session_open(const char *path, enum store_mode mode, const char *id,
                         struct session **session, struct error *err)
{
  struct session *opened = new_session(path);
  enum status status =
      mode == STORE_READ ? open_to_look(opened, err) : open_store(opened, mode, err);
  if (status == STATUS_OK)
    status = meet_person(opened, err);
  if (status == STATUS_OK)
    status = id != NULL ? session_choose(opened, id, err) : choose_default(opened, err);
  if (status != STATUS_OK)
    session_close(&opened);
  *session = opened;
  return status;
}

void session_close(struct session **session)
{
  if (*session == NULL)
    return;
  store_close(&(*session)->store);
  store_close(&(*session)->present);
  record_clear(ENTITY_journey, &(*session)->journey);
  free((*session)->path);
  free((*session)->person);
  free((*session)->gateway);
  free((*session)->name);
  free(*session);
  *session = NULL;
}

enum status session_choose(struct session *session, const char *id, struct error *err)
{
  int64_t oid;
  enum status status = store_find_journey(session->store, id, &oid, err);
  if (status != STATUS_OK)
    return status;
  session->journey_oid = oid;
  return session_reload(session, err);
}

enum status session_reload(struct session *session, struct error *err)
{
  record_clear(ENTITY_journey, &session->journey);
  learn_person(session);
  stamp(session);
  if (session->journey_oid == 0)
    return STATUS_OK;
  return store_read(session->store, ENTITY_journey, session->journey_oid, &session->journey, err);
}

static enum status note_journey(void *context, const void *record, struct error *err)
{
  (void)err;
  struct first_journey *sought = context;
  sought->count += ((const struct record *)record)->oid == sought->oid ? 1 : 0;
  return STATUS_OK;
}

enum status session_follow(struct session *session, struct error *err)
{
  struct first_journey sought = {.oid = session->journey_oid};
  enum status status = store_each_journey(session->store, note_journey, &sought, err);
  if (status != STATUS_OK)
    return status;
  if (sought.count > 0)
    return session_reload(session, err);
  session->journey_oid = 0;
  record_clear(ENTITY_journey, &session->journey);
  record_init(ENTITY_journey, &session->journey);
  return choose_default(session, err);
}

enum status session_set_department(struct session *session, int64_t department, struct error *err)
{
  const char *token =
      department == UNSET ? "" : enumeration_token(&enumerations[ENUM_department], department);
  enum status status = put_setting(session, "department", token, err);
  if (status != STATUS_OK)
    return status;
  learn_person(session);
  stamp(session);
  return STATUS_OK;
}

enum status session_introduce(struct session *session, const char *name, int64_t department,
                              struct error *err)
{
  /* It stands in fields of a journey, as that of a facilitator. */
  struct value fit = {0};
  enum status status = value_parse(entity_field(ENTITY_workshop, "facilitator"), name, &fit, err);
  value_clear(&fit);
  if (status == STATUS_OK)
    status = put_setting(session, "name", name, err);
  return status == STATUS_OK ? session_set_department(session, department, err) : status;
}

const char *session_name(const struct session *session)
{
  return session->name != NULL && session->name[0] != '\0' ? session->name : session->person;
}

void session_remember(struct session *session)
{
  if (session->journey_oid != 0 && !store_is_read_only(session->store))
    put_setting(session, "journey", session->journey.id, NULL);
}

/* ---- Taking journeys in ---- */

/* @kind is "import", or "new" for what a file starts with, which nobody takes
 * back by pressing undo once too often. */
static enum status take_in(struct session *session, FILE *in, const char *name, const char *kind,
                           int64_t *row, struct problems *problems, struct error *err)
{
  struct str label = {0};
  str_addf(&label, "import %s", name);
  enum status status = role_begin(session, DEED_MAP, str_text(&label), kind, err);
  str_clear(&label);
  if (status != STATUS_OK)
    return status;
  struct record_sink *sink = NULL;
  int64_t journey = 0;
  status = store_begin_import(session->store, &sink, &journey, err);
  if (status == STATUS_OK) {
    status = journey_read(in, name, sink, problems, err);
    if (status == STATUS_INPUT && err != NULL && err->file[0] == '\0')
      error_place(err, name, 0, 0); /* the store knows of no file, as with an id that is taken */
    if (status == STATUS_OK && problems->count > 0)
      status = STATUS_INPUT;
    status = store_end_import(session->store, &sink, status, err);
  }
  if (status == STATUS_OK)
    status = store_commit(session->store, err);
  else
    store_rollback(session->store);
  if (status == STATUS_OK && row != NULL)
    *row = journey;
  if (status == STATUS_OK && session->journey_oid == 0) {
    session->journey_oid = journey;
    status = session_reload(session, err);
  }
  return status;
}

enum status session_import(struct session *session, FILE *in, const char *name, int64_t *row,
                           struct problems *problems, struct error *err)
{
  return take_in(session, in, name, "import", row, problems, err);
}

/* ---- The past ---- */

struct store *session_present(const struct session *session)
{
  return session->present != NULL ? session->present : session->store;
}

void session_come_back(struct session *session)
{
  if (session->present == NULL)
    return;
  store_close(&session->store);
  session->store = session->present;
  session->present = NULL;
}

enum status session_need_present(const struct session *session, struct error *err)
{
  if (session->present == NULL)
    return STATUS_OK;
  error_set(err, STATUS_INPUT, "%s", _("This is the past, where nothing can be changed."));
  error_remedy(err, _("%s comes back to now."), command_find("now")->keys);
  return STATUS_INPUT;
}

enum status session_look_back(struct session *session, const struct moment *moment,
                              struct error *err)
{
  struct store *past = NULL;
  struct journey journey;
  char when[DATE_TIME_SIZE];
  enum status status = store_open_past(session_present(session), moment->number, &past, err);
  if (status != STATUS_OK)
    return status;
  record_init(ENTITY_journey, &journey);
  if (session->journey_oid != 0 &&
      store_read(past, ENTITY_journey, session->journey_oid, &journey, NULL) != STATUS_OK) {
    error_set(err, STATUS_INPUT, _("The journey was not in the file yet, or no longer, on %s."),
              date_format_time(moment->at, when));
    status = STATUS_INPUT;
  }
  record_clear(ENTITY_journey, &journey);
  if (status != STATUS_OK) {
    store_close(&past);
    return status;
  }
  if (session->present == NULL)
    session->present = session->store;
  else
    store_close(&session->store);
  session->store = past;
  session->moment = *moment;
  return session_reload(session, err);
}

/* ---- Making files ---- */

/* What an empty journey starts with: a Swedish one, as the file's makers are;
 * every field of it can be changed in its form. */
static enum status fill_journey(struct journey *journey, const char *title, struct error *err)
{
  static const char *const values[][2] = {
      {"market", "SE"},
      {"audience", "consumer"},
      {"currency", "SEK"},
      {"languages", "sv"},
      {"timezone", "Europe/Stockholm"},
      {"payment_terms_days", "30"},
      {"cycle", "recurring"},
      {"scope", "invoice"},
      {"state", "as-is"},
      {"status", "draft"},
  };
  struct str id = {0};
  text_add_slug(&id, title, "journey");
  enum status status = record_set(journey, entity_field(ENTITY_journey, "title"), title, err);
  if (status == STATUS_OK)
    status = record_set(journey, entity_id_field(ENTITY_journey), str_text(&id), err);
  for (size_t i = 0; status == STATUS_OK && i < sizeof values / sizeof values[0]; i++)
    status = record_set(journey, entity_field(ENTITY_journey, values[i][0]), values[i][1], err);
  str_clear(&id);
  return status;
}

static enum status add_stages(struct session *session, struct error *err)
{
  const struct enumeration *kinds = &enumerations[ENUM_stage_kind];
  enum status status = STATUS_OK;
  for (size_t i = 0; status == STATUS_OK && i < kinds->count; i++) {
    struct stage *stage = record_new(ENTITY_stage);
    record_put_text(stage, entity_field(ENTITY_stage, "id"), kinds->tokens[i]);
    record_put_text(stage, entity_field(ENTITY_stage, "title"), i18n_text(kinds->labels[i]));
    stage->kind = (int64_t)i;
    int64_t oid;
    status = store_insert(session->store, session->journey_oid, ENTITY_stage, stage, 0, &oid, err);
    record_free(ENTITY_stage, &stage);
  }
  return status;
}

static enum status start_empty(struct session *session, const char *title, struct error *err)
{
  enum status status = store_begin(session->store, "start an empty journey", "new", err);
  if (status != STATUS_OK)
    return status;
  struct journey *journey = record_new(ENTITY_journey);
  status = fill_journey(journey, title, err);
  if (status == STATUS_OK)
    status =
        store_insert(session->store, 0, ENTITY_journey, journey, 0, &session->journey_oid, err);
  record_free(ENTITY_journey, &journey);
  if (status == STATUS_OK)
    status = add_stages(session, err);
  if (status == STATUS_OK)
    status = store_commit(session->store, err);
  else
    store_rollback(session->store);
  return status == STATUS_OK ? session_reload(session, err) : status;
}

enum status session_recover(const char *path, const char *out, struct recover_report *report,
                            struct error *err)
{
  char *person = identity_user();
  struct store_context context = {.person = person, .now = clock_now, .warn = warn};
  enum status status = recover_file(path, out, &context, report, err);
  free(person);
  return status;
}

enum status session_create(const char *path, FILE *in, const char *name, struct session **session,
                           struct problems *problems, struct error *err)
{
  struct session *made = new_session(path);
  *session = NULL;
  enum status status = open_store(made, STORE_CREATE, err);
  if (status != STATUS_OK) {
    session_close(&made);
    return status;
  }
  status = in != NULL ? take_in(made, in, name, "new", NULL, problems, err)
                      : start_empty(made, name, err);
  if (status != STATUS_OK) {
    session_close(&made);
    store_remove(path);
    return status;
  }
  *session = made;
  return STATUS_OK;
}
