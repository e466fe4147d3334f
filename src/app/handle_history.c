/* What was done to the map, and what has been released of it. */
#include "app/action.h"
#include "app/edit.h"
#include "app/handle.h"
#include "app/moment.h"
#include "app/release.h"

#include "base/i18n.h"
#include "base/mem.h"

#include <inttypes.h>
#include <stdlib.h>
#include <string.h>

void handle_put_department(struct output *output, const char *token)
{
  const struct enumeration *departments = &enumerations[ENUM_department];
  bool known = token != NULL && token[0] != '\0';
  int64_t value = known ? enumeration_find(departments, token, strlen(token)) : -1;
  output->ops->text(output, "department", _("Department"), known ? token : NULL,
                    value >= 0 ? enumeration_label(departments, value) : NULL);
}

/* ---- log ---- */

/* Copies of entries, so that the changes of each can be asked for. */
struct entries {
  struct history_entry *items;
  size_t count;
};

static enum status keep_entry(void *context, const struct history_entry *entry, struct error *err)
{
  (void)err;
  struct entries *entries = context;
  entries->items = mem_resize(entries->items, entries->count + 1, sizeof *entries->items);
  struct history_entry *copy = &entries->items[entries->count++];
  *copy = *entry;
  copy->person = mem_copy_text(entry->person != NULL ? entry->person : "");
  copy->department = mem_copy_text(entry->department != NULL ? entry->department : "");
  copy->kind = mem_copy_text(entry->kind != NULL ? entry->kind : "");
  copy->label = mem_copy_text(entry->label != NULL ? entry->label : "");
  return STATUS_OK;
}

static void free_entries(struct entries *entries)
{
  for (size_t i = 0; i < entries->count; i++) {
    free((char *)entries->items[i].person);
    free((char *)entries->items[i].department);
    free((char *)entries->items[i].kind);
    free((char *)entries->items[i].label);
  }
  free(entries->items);
}

static enum status put_change(void *context, const struct history_change *change, struct error *err)
{
  (void)err;
  struct output *output = context;
  static const struct {
    char operation;
    const char *token;
    const char *label;
  } operations[] = {
      {'I', "added", N_("added")},
      {'U', "changed", N_("changed")},
      {'D', "deleted", N_("deleted")},
      {'M', "moved", N_("moved")},
  };
  size_t at = 0;
  while (at + 1 < sizeof operations / sizeof operations[0] &&
         operations[at].operation != change->operation)
    at++;
  struct str address = {0};
  if (change->id != NULL && change->id[0] != '\0')
    str_addf(&address, "%s/%s", entities[change->entity].name, change->id);
  else
    str_addf(&address, "%s/%" PRId64, entities[change->entity].name, change->oid);
  char path[64];
  output_record(output, NULL, NULL);
  output_text(output, "at", _("Where"), str_text(&address));
  output->ops->text(output, "operation", _("What"), operations[at].token, _(operations[at].label));
  output->ops->text(output, "field", _("Field"),
                    change->field != NULL ? field_path(change->field, path, sizeof path) : NULL,
                    change->field != NULL ? i18n_text(change->field->label) : NULL);
  output_text(output, "before", _("Before"), change->before);
  output_text(output, "after", _("After"), change->after);
  output_close(output);
  str_clear(&address);
  return STATUS_OK;
}

static enum status put_entry(struct session *session, struct output *output,
                             const struct history_entry *entry, bool changes, struct error *err)
{
  enum status status = STATUS_OK;
  struct str title = {0};
  str_add(&title, _("Entry"));
  if (entry->number != 0)
    str_addf(&title, " %" PRId64, entry->number);
  output_record(output, NULL, changes ? str_text(&title) : NULL);
  str_clear(&title);
  if (entry->number != 0)
    output_number(output, "number", changes ? NULL : _("Entry"), entry->number);
  else
    output->ops->text(output, "number", changes ? NULL : _("Entry"), NULL, "");
  handle_put_time(output, "at", _("When"), entry->at);
  output->ops->text(output, "person", _("Who"), entry->person,
                    entry->person[0] == '\0' ? _("outside kundresa") : NULL);
  handle_put_department(output, entry->department);
  output_text(output, "kind", NULL, entry->kind);
  struct str words = {0};
  action_add_words(&words, session, entry->label);
  output->ops->text(output, "label", _("What"), entry->label, str_text(&words));
  str_clear(&words);
  output_number(output, "undoes", NULL, entry->undoes != 0 ? entry->undoes : UNSET);
  output->ops->truth(output, "undone", _("State"), entry->undone,
                     entry->undone ? _("taken back") : "");
  if (changes) {
    output_list(output, "changes", _("Changes"));
    status = store_each_change(session->store, entry->number, put_change, output, err);
    output_close(output);
  }
  output_close(output);
  return status;
}

/* What the options ask for; @filter borrows from the request. */
static enum status read_filter(const struct request *request, struct session *session,
                               struct history_filter *filter, struct error *err)
{
  const char *since = request_option(request, "since");
  filter->person = request_option(request, "person");
  filter->department = request_option(request, "department");
  filter->touchpoint = request_option(request, "touchpoint");
  const struct enumeration *departments = &enumerations[ENUM_department];
  if (filter->department != NULL &&
      enumeration_find(departments, filter->department, strlen(filter->department)) < 0) {
    const char *near = enumeration_near(departments, filter->department);
    error_set(err, STATUS_USAGE, _("--department: there is no department '%.60s'."),
              filter->department);
    if (near != NULL)
      error_remedy(err, _("Did you mean '%s'?"), near);
    return STATUS_USAGE;
  }
  if (filter->touchpoint != NULL)
    filter->journey = session->journey_oid;
  return since != NULL ? moment_read_time(since, false, &filter->since, err) : STATUS_OK;
}

/* Only a touchpoint is of one journey; the log is the whole file's. */
static enum status open_log(const struct request *request, struct session **session,
                            struct error *err)
{
  return request_option(request, "touchpoint") != NULL
             ? handle_open(request, STORE_READ, session, err)
             : session_open(request->arguments[0], STORE_READ, NULL, session, err);
}

enum status handle_log(const struct request *request, struct output *output, struct error *err)
{
  long limit = 20;
  struct session *session = NULL;
  struct entries entries = {0};
  struct history_filter filter = {0};
  enum status status = handle_number(request, "limit", 1, 1000000000, &limit, err);
  if (status == STATUS_OK)
    status = open_log(request, &session, err);
  if (status == STATUS_OK)
    status = read_filter(request, session, &filter, err);
  if (status == STATUS_OK)
    status =
        store_each_filtered(session->store, &filter, 0, (size_t)limit, keep_entry, &entries, err);
  /* A touchpoint that never was is a slip of the pen. */
  if (status == STATUS_OK && entries.count == 0 && filter.touchpoint != NULL) {
    int64_t oid;
    status =
        store_find(session->store, filter.journey, ENTITY_touchpoint, filter.touchpoint, &oid, err);
  }
  if (status == STATUS_OK) {
    bool changes = request_option(request, "changes") != NULL;
    output_list(output, NULL, NULL);
    for (size_t i = 0; i < entries.count && status == STATUS_OK; i++)
      status = put_entry(session, output, &entries.items[i], changes, err);
    output_close(output);
  }
  free_entries(&entries);
  session_close(&session);
  return status;
}

/* ---- undo, redo ---- */

static enum status step(const struct request *request, struct output *output, bool back,
                        struct error *err)
{
  struct session *session = NULL;
  struct str label = {0};
  enum status status = session_open(request->arguments[0], STORE_WRITE, NULL, &session, err);
  if (status == STATUS_OK)
    status = back ? edit_undo(session, &label, err) : edit_redo(session, &label, err);
  struct str words = {0};
  if (session != NULL)
    action_add_words(&words, session, str_text(&label));
  bool done = status == STATUS_OK || (status == STATUS_FINDINGS && label.length > 0);
  if (done)
    output_say(output, back ? _("Taken back: %s.") : _("Done again: %s."), str_text(&words));
  if (status == STATUS_OK || status == STATUS_FINDINGS) {
    output_record(output, NULL, NULL);
    output_text(output, back ? "undone" : "redone", NULL, done ? str_text(&label) : NULL);
    output_text(output, "left", NULL, status == STATUS_FINDINGS ? err->text : NULL);
    output_close(output);
  }
  str_clear(&words);
  str_clear(&label);
  session_close(&session);
  return status;
}

enum status handle_undo(const struct request *request, struct output *output, struct error *err)
{
  return step(request, output, true, err);
}

enum status handle_redo(const struct request *request, struct output *output, struct error *err)
{
  return step(request, output, false, err);
}

/* ---- releases ---- */

static enum status put_release(void *context, const struct release *release, struct error *err)
{
  (void)err;
  struct output *output = context;
  output_record(output, NULL, NULL);
  output_number(output, "release", _("Release"), release->number);
  handle_put_time(output, "at", _("When"), release->at);
  output_text(output, "person", _("Who"), release->person);
  handle_put_department(output, release->department);
  output_text(output, "sha256", "SHA-256", release->sha256);
  output_text(output, "journey_sha256", NULL, release->journey_sha256);
  output_close(output);
  return STATUS_OK;
}

enum status handle_releases(const struct request *request, struct output *output, struct error *err)
{
  struct session *session = NULL;
  enum status status = handle_open(request, STORE_READ, &session, err);
  if (status == STATUS_OK) {
    output_list(output, NULL, _("Releases"));
    status = store_each_release(session->store, session->journey_oid, 0, put_release, output, err);
    output_close(output);
  }
  session_close(&session);
  return status;
}

/* ---- release ---- */

/* A fault for people, at "touchpoint/reminder-1". */
static void tell_fault(struct output *output, const struct plan_fault *fault)
{
  struct error err = {0};
  char address[128];
  snprintf(address, sizeof address, "%s/%s", entities[fault->entity].name, fault->id);
  error_set(&err, STATUS_FINDINGS, "%s", fault->text);
  error_place(&err, address, 0, 0);
  error_remedy(&err, "%s", fault->remedy);
  output->ops->fault(output, &err);
}

static void say_notice(struct output *output, const struct plan_fault *notice)
{
  /* L10N: a place such as message/reminder, a sentence, what can be done */
  output_say(output, _("worth knowing: %s/%s: %s %s"), entities[notice->entity].name, notice->id,
             notice->text, notice->remedy);
}

/* The same for programs. */
static void put_fault(struct output *output, const struct plan_fault *fault)
{
  char address[128];
  snprintf(address, sizeof address, "%s/%s", entities[fault->entity].name, fault->id);
  output_record(output, NULL, NULL);
  output_text(output, "code", NULL, fault->code);
  output_text(output, "at", NULL, address);
  output_text(output, "text", NULL, fault->text);
  output_text(output, "remedy", NULL, fault->remedy);
  output_close(output);
}

static void put_made(struct output *output, const struct release_made *made, bool stored)
{
  bool good = made->faults.count == 0;
  output_record(output, NULL, NULL);
  output_number(output, "release", good ? _("Release") : NULL, made->number);
  output_text(output, "sha256", good ? "SHA-256" : NULL, good ? made->sha256 : NULL);
  output_number(output, "bytes", good ? _("Bytes") : NULL, (int64_t)made->plan.length);
  output->ops->truth(output, "stored", NULL, stored, NULL);
  output_list(output, "faults", NULL);
  for (size_t i = 0; i < made->faults.count; i++)
    put_fault(output, &made->faults.items[i]);
  output_close(output);
  output_list(output, "notices", NULL);
  for (size_t i = 0; i < made->notices.count; i++)
    put_fault(output, &made->notices.items[i]);
  output_close(output);
  output_close(output);
}

static void say_made(struct output *output, const struct release_made *made, bool dry_run)
{
  if (made->faults.count > 0)
    output_say(output,
               P_("Nothing was released: %zu thing is in the way. Mend it and try again.",
                  "Nothing was released: %zu things are in the way. Mend them and try again.",
                  made->faults.count),
               made->faults.count);
  else if (made->stood)
    output_say(
        output,
        _("Nothing has changed since release %" PRId64 ", which stands. Nothing was stored."),
        made->number);
  else if (dry_run)
    output_say(output, _("This would be release %" PRId64 ". Nothing was stored."), made->number);
  else
    output_say(output, _("Release %" PRId64 " is stored and never changes again."), made->number);
}

enum status handle_release(const struct request *request, struct output *output, struct error *err)
{
  bool dry_run = request_option(request, "dry-run") != NULL;
  struct session *session = NULL;
  struct release_made made = {0};
  date_day on = audited_today();
  enum status status = handle_open(request, dry_run ? STORE_READ : STORE_WRITE, &session, err);
  if (status == STATUS_OK)
    status = handle_day(request, "on", &on, err);
  if (status == STATUS_OK)
    status = release_make(session, NULL, on, dry_run, &made, err);
  for (size_t i = 0; i < made.faults.count; i++)
    tell_fault(output, &made.faults.items[i]);
  if (status == STATUS_OK || status == STATUS_FINDINGS) {
    say_made(output, &made, dry_run);
    if (made.errors > 0)
      output_say(
          output,
          _("What the audit found can be waived, with a reason: 'kundresa audit %s' shows the "
            "findings, 'kundresa waive %s FINDING --reason …' accepts one."),
          session->path, session->path);
    for (size_t i = 0; i < made.notices.count; i++)
      say_notice(output, &made.notices.items[i]);
    put_made(output, &made, status == STATUS_OK && !dry_run && !made.stood);
  }
  release_clear(&made);
  session_close(&session);
  return status;
}
