/* Files looked after: examined, backed up, brought back. */
#include "app/handle.h"
#include "app/moment.h"

#include "base/i18n.h"
#include "base/mem.h"
#include "store/backup.h"
#include "store/recover.h"

#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>
#include <time.h>
#include <unistd.h>

/* ---- check ---- */

/* What to do about a damaged file: the newest backup, if there is one, and what
 * can be saved of the file itself. */
static void say_next_step(const char *path, struct output *output)
{
  struct backup_list list = {0};
  if (backup_list_read(path, &list, NULL) == STATUS_OK && list.count > 0)
    output_say(output,
               P_("There is %zu backup: 'kundresa restore %s' lists it.",
                  "There are %zu backups: 'kundresa restore %s' lists them.", list.count),
               list.count, path);
  else
    output_say(output, "%s", _("There is no backup of it in the folder 'backups'."));
  backup_list_clear(&list);
}

enum status handle_check(const struct request *request, struct output *output, struct error *err)
{
  const char *path = request->arguments[0];
  struct session *session = NULL;
  struct problems problems = {0};
  enum status status = session_open(path, STORE_READ, NULL, &session, err);
  if (status == STATUS_OK)
    status = store_check(session->store, &problems, err);
  session_close(&session);
  if (status != STATUS_OK && status != STATUS_FINDINGS && problems.count == 0) {
    if (status == STATUS_INPUT && handle_is_map(path))
      say_next_step(path, output);
    return status;
  }
  output_record(output, NULL, NULL);
  output_text(output, "file", _("File"), path);
  output->ops->truth(output, "sound", _("Sound"), problems.count == 0, NULL);
  output_list(output, "faults", problems.count > 0 ? _("Faults") : NULL);
  for (size_t i = 0; i < problems.count; i++) {
    output_record(output, NULL, NULL);
    output_text(output, "text", _("Fault"), problems.items[i].text);
    output_text(output, "remedy", _("What to do"),
                problems.items[i].remedy[0] != '\0' ? problems.items[i].remedy : NULL);
    output_close(output);
  }
  output_close(output);
  output_close(output);
  if (problems.count > 0)
    say_next_step(path, output);
  status = problems.count > 0 ? STATUS_FINDINGS : STATUS_OK;
  problems_clear(&problems);
  return status;
}

/* ---- backup ---- */

static bool is_folder(const char *path)
{
  struct stat found;
  return path != NULL && stat(path, &found) == 0 && S_ISDIR(found.st_mode);
}

/* To a name, to a folder, or to where backups are kept. */
static enum status back_up(const struct request *request, struct session *session, struct str *made,
                           bool *fresh, struct error *err)
{
  const char *out = request->count > 1 ? request->arguments[1] : NULL;
  const char *folder = request_option(request, "to");
  *fresh = true;
  if (out != NULL && folder != NULL)
    return error_set(err, STATUS_USAGE, _("Either OUT or --to says where the copy goes."));
  if (folder != NULL && !is_folder(folder)) {
    error_place(err, folder, 0, 0);
    return error_set(err, STATUS_INPUT, _("There is no folder with this name."));
  }
  if (folder == NULL && is_folder(out))
    folder = out;
  else if (out != NULL) {
    str_add(made, out);
    return store_backup(session->store, out, err);
  }
  return backup_take(session->store, folder, made, fresh, err);
}

enum status handle_backup(const struct request *request, struct output *output, struct error *err)
{
  const char *path = request->arguments[0];
  struct session *session = NULL;
  struct str made = {0};
  bool fresh = false;
  enum status status = session_open(path, STORE_READ, NULL, &session, err);
  if (status == STATUS_OK)
    status = back_up(request, session, &made, &fresh, err);
  if (status == STATUS_OK) {
    output_say(output,
               fresh ? _("%s is a whole copy of %s.")
                     : _("%s has all that is in %s: nothing has changed since."),
               str_text(&made), path);
    output_record(output, NULL, NULL);
    output_text(output, "file", NULL, str_text(&made));
    output_close(output);
  }
  str_clear(&made);
  session_close(&session);
  return status;
}

/* ---- restore ---- */

/* To the second, as --at takes it: there may be several of one minute. */
static void put_taken(struct output *output, const struct backup *backup)
{
  time_t seconds = (time_t)(backup->at / 1000);
  struct tm parts;
  char utc[40] = "", local[40] = "";
  if (gmtime_r(&seconds, &parts) != NULL)
    strftime(utc, sizeof utc, "%Y-%m-%dT%H:%M:%SZ", &parts);
  if (localtime_r(&seconds, &parts) != NULL)
    strftime(local, sizeof local, "%Y-%m-%d %H:%M:%S", &parts);
  output->ops->text(output, "at", _("Backup of"), utc, local);
}

static void put_backup(struct output *output, const struct backup *backup)
{
  int64_t changed = 0;
  int64_t entries = 0;
  char *person = NULL;
  bool readable = backup_see(backup->path, &changed, &person, &entries, NULL) == STATUS_OK;
  output_record(output, NULL, NULL);
  put_taken(output, backup);
  handle_put_time(output, "changed", _("Last change"), changed);
  output_text(output, "person", _("Who"), person);
  output_number(output, "entries", _("Entries"), readable ? entries : UNSET);
  output_number(output, "bytes", _("Bytes"), backup->bytes);
  output->ops->truth(output, "readable", NULL, readable, NULL);
  output_text(output, "file", _("File"), backup->path);
  output_close(output);
  free(person);
}

static enum status no_backup(const char *path, const struct backup_list *list, struct error *err)
{
  error_place(err, path, 0, 0);
  if (list->count == 0) {
    error_set(err, STATUS_INPUT, _("There is no backup of it in the folder 'backups'."));
    error_remedy(err, _("'kundresa recover %s' saves what can be read of a damaged file."), path);
  } else {
    error_set(err, STATUS_INPUT, _("There is no backup as old as that."));
    error_remedy(err, _("'kundresa restore %s' lists those there are."), path);
  }
  return STATUS_INPUT;
}

/* "our-restored.kundresa" beside "our.kundresa", numbered where it is taken. */
static char *free_name(const char *path, const char *what)
{
  const char *slash = strrchr(path, '/');
  const char *dot = strrchr(path, '.');
  size_t length =
      dot != NULL && dot > (slash != NULL ? slash + 1 : path) ? (size_t)(dot - path) : strlen(path);
  struct str name = {0};
  for (int i = 1; i < 1000; i++) {
    str_cut(&name, 0);
    str_add_span(&name, path, length);
    str_addf(&name, "-%s", what);
    if (i > 1)
      str_addf(&name, "-%d", i);
    str_add(&name, path + length);
    if (access(str_text(&name), F_OK) != 0)
      break;
  }
  return str_take(&name);
}

static enum status restore_at(const struct request *request, const struct backup_list *list,
                              int64_t at, struct output *output, struct error *err)
{
  const char *path = request->arguments[0];
  const char *wanted = request_option(request, "output");
  const struct backup *backup = backup_at(list, at);
  if (backup == NULL)
    return no_backup(path, list, err);
  char *out = wanted != NULL ? mem_copy_text(wanted) : free_name(path, "restored");
  enum status status = backup_restore(backup->path, out, err);
  if (status == STATUS_OK) {
    output_say(output, _("%s is what %s was then; %s itself is left as it is."), out, path, path);
    output_record(output, NULL, NULL);
    put_taken(output, backup);
    output_text(output, "file", _("File"), out);
    output_close(output);
  }
  free(out);
  return status;
}

enum status handle_restore(const struct request *request, struct output *output, struct error *err)
{
  const char *path = request->arguments[0];
  const char *text = request_option(request, "at");
  int64_t at = INT64_MAX;
  struct backup_list list = {0};
  if (text != NULL && strcmp(text, "latest") != 0 &&
      moment_read_time(text, true, &at, NULL) != STATUS_OK) {
    error_set(err, STATUS_USAGE, _("--at: found '%.60s', expected a time."), text);
    error_remedy(err, "%s", _("Write it as 2026-11-28, as '2026-11-28 07:15', or latest."));
    return STATUS_USAGE;
  }
  if (text == NULL && request_option(request, "output") != NULL)
    return error_set(err, STATUS_USAGE, _("Say which one: --at TIME or --at latest."));
  enum status status = backup_list_read(path, &list, err);
  if (status == STATUS_OK && text != NULL) {
    status = restore_at(request, &list, at, output, err);
  } else if (status == STATUS_OK) {
    output_list(output, NULL, list.count > 0 ? _("Backups") : NULL);
    for (size_t i = 0; i < list.count; i++)
      put_backup(output, &list.items[i]);
    output_close(output);
    if (list.count == 0)
      output_say(output, "%s", _("There is no backup of it in the folder 'backups'."));
    else
      output_say(output,
                 _("'kundresa restore %s --at TIME' makes a new file of the newest one "
                   "that is as old as TIME."),
                 path);
  }
  backup_list_clear(&list);
  return status;
}

/* ---- recover ---- */

/* What there never was any of needs no line. */
static void put_count(struct output *output, const char *key, const char *label,
                      const struct recover_count *count)
{
  if (count->kept + count->backup + count->lost + count->made_up == 0)
    return;
  output_record(output, NULL, NULL);
  output->ops->text(output, "what", "", key, label);
  output_number(output, "kept", _("Saved"), (int64_t)count->kept);
  output_number(output, "backup", _("From a backup"), (int64_t)count->backup);
  output_number(output, "lost", _("Lost"), (int64_t)count->lost);
  output_number(output, "named", _("Of these, by name"), (int64_t)count->made_up);
  output_close(output);
}

/* In what words a lost record is told: "Touchpoint: welcome", "Variant of:
 * reminder-text". */
static void put_lost(struct output *output, const struct recover_lost *lost)
{
  struct str words = {0};
  struct str address = {0};
  const char *one = i18n_text(entities[lost->entity].one);
  bool own = entity_id_field(lost->entity) != NULL;
  str_add(&address, entities[lost->entity].name);
  if (lost->id != NULL && own)
    str_addf(&address, "/%s", lost->id);
  if (lost->id == NULL)
    str_add(&words, one);
  else if (own)
    /* L10N: a kind of record and its id */
    str_addf(&words, _("%s: %s"), one, lost->id);
  else
    /* L10N: a kind of record and the id of what it was part of */
    str_addf(&words, _("%s of %s"), one, lost->id);
  output_record(output, NULL, NULL);
  output->ops->text(output, "at", "", str_text(&address), str_text(&words));
  output_text(output, "of", NULL, own ? NULL : lost->id);
  output->ops->truth(output, "named", "", lost->made_up,
                     lost->made_up ? _("its name is kept, all else is to be written anew") : "");
  output_close(output);
  str_clear(&words);
  str_clear(&address);
}

static void put_report(struct output *output, const char *out, const struct recover_report *report)
{
  output_record(output, NULL, NULL);
  output_text(output, "file", _("New file"), out);
  output_text(output, "backup", _("Backup"), report->backup);
  output_list(output, "saved", _("What was saved"));
  for (int e = 0; e < ENTITY_COUNT; e++)
    put_count(output, entities[e].name, i18n_text(entities[e].many), &report->records[e]);
  put_count(output, "entry", _("Entries of the history"), &report->entries);
  put_count(output, "release", _("Releases"), &report->releases);
  output_close(output);
  output_number(output, "unset", report->unset > 0 ? _("References unset") : NULL,
                (int64_t)report->unset);
  output_list(output, "lost", report->lost_count > 0 ? _("What is lost") : NULL);
  for (size_t i = 0; i < report->lost_count; i++)
    put_lost(output, &report->lost[i]);
  output_close(output);
  output_close(output);
}

/* What a change was made for it may have had its own check of; a look at the new
 * file tells whether it is sound. */
static enum status look_at_new(const char *out, struct output *output, struct error *err)
{
  struct session *session = NULL;
  struct problems problems = {0};
  enum status status = session_open(out, STORE_READ, NULL, &session, err);
  if (status == STATUS_OK)
    status = store_check(session->store, &problems, err);
  session_close(&session);
  handle_tell(output, &problems, out);
  problems_clear(&problems);
  return status;
}

enum status handle_recover(const struct request *request, struct output *output, struct error *err)
{
  const char *path = request->arguments[0];
  const char *wanted = request->count > 1 ? request->arguments[1] : NULL;
  char *out = wanted != NULL ? mem_copy_text(wanted) : free_name(path, "recovered");
  struct recover_report report = {0};
  enum status status = session_recover(path, out, &report, err);
  if (status == STATUS_OK)
    status = look_at_new(out, output, err);
  if (status == STATUS_OK) {
    put_report(output, out, &report);
    size_t lost = report.entries.lost + report.releases.lost + report.lost_count;
    output_say(output, _("%s holds what could be saved of %s, which is left as it is."), out, path);
    if (lost > 0)
      output_say(output, "%s", _("Something is lost: look through the map before you release it."));
    else
      output_say(output, "%s", _("Nothing is known to be lost."));
    status = lost > 0 ? STATUS_FINDINGS : STATUS_OK;
  }
  recover_report_clear(&report);
  free(out);
  return status;
}
