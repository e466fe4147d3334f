/* Makes a git repository compare and merge journeys by meaning. */
#include "app/handle.h"

#include "base/file.h"
#include "base/i18n.h"
#include "base/mem.h"
#include "yaml/plan_format.h"

#include <errno.h>
#include <fcntl.h>
#include <fts.h>
#include <spawn.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>
#include <sys/wait.h>
#include <unistd.h>

extern char **environ;

/* A file of attributes that is longer was not written by people. */
#define ATTRIBUTES_MOST ((size_t)4 * 1024 * 1024)

/* ---- git ---- */

/* What merges and what makes text of a kundresa file.  A file with several journeys
 * cannot be exported without a choice; git would give up the whole comparison. */
static const struct setting {
  const char *name, *value;
} settings[] = {
    {"merge.kundresa.name", "customer journeys, by meaning"},
    {"merge.kundresa.driver", "kundresa merge %O %A %B -o %A"},
    {"mergetool.kundresa.cmd",
     "kundresa merge --resolve \"$BASE\" \"$LOCAL\" \"$REMOTE\" -o \"$MERGED\""},
    {"mergetool.kundresa.trustExitCode", "true"},
    {"diff.kundresa.textconv",
     /* git leaves no other file where it keeps an old version for a moment */
     "f() { kundresa export \"$1\" --format journey 2>/dev/null || kundresa show \"$1\" journeys; "
     "case \"$1\" in */git-blob-*) rm -f \"$1-wal\" \"$1-shm\";; esac; }; f"},
};

/* Reads what the child writes. */
static void read_pipe(int handle, struct str *out)
{
  char block[4096];
  ssize_t count;
  while ((count = read(handle, block, sizeof block)) > 0 || (count < 0 && errno == EINTR))
    if (count > 0)
      str_add_span(out, block, (size_t)count);
}

/* Runs git in @folder; its output, without the last line's end, goes to @out.  Returns its
 * exit status, or -1 with errno. */
static int run_git(const char *folder, const char *const arguments[], struct str *out)
{
  const char *argv[12] = {"git", "-C", folder};
  int ends[2], status = 0;
  for (size_t i = 0; arguments[i] != NULL && i < 8; i++)
    argv[3 + i] = arguments[i];
  if (pipe2(ends, O_CLOEXEC) != 0)
    return -1;
  posix_spawn_file_actions_t actions;
  posix_spawn_file_actions_init(&actions);
  posix_spawn_file_actions_adddup2(&actions, ends[1], STDOUT_FILENO);
  posix_spawn_file_actions_addopen(&actions, STDERR_FILENO, "/dev/null", O_WRONLY, 0);
  pid_t child;
  int failed = posix_spawnp(&child, "git", &actions, NULL, (char *const *)argv, environ);
  posix_spawn_file_actions_destroy(&actions);
  close(ends[1]);
  if (failed == 0)
    read_pipe(ends[0], out);
  close(ends[0]);
  if (failed != 0) {
    errno = failed;
    return -1;
  }
  while (waitpid(child, &status, 0) < 0 && errno == EINTR)
    ;
  while (out->length > 0 && out->text[out->length - 1] == '\n')
    str_cut(out, out->length - 1);
  return WIFEXITED(status) ? WEXITSTATUS(status) : 128;
}

static enum status look_for_repository(const char *folder, struct error *err)
{
  const char *const arguments[] = {"rev-parse", "--git-dir", NULL};
  struct str said = {0};
  int result = run_git(folder, arguments, &said);
  str_clear(&said);
  if (result == 0)
    return STATUS_OK;
  if (result < 0) {
    error_set(err, STATUS_SYSTEM, _("git cannot be run: %s."), strerror(errno));
    error_remedy(err, "%s", _("Install git first."));
    return STATUS_SYSTEM;
  }
  error_set(err, STATUS_INPUT, _("This is no folder of a git repository."));
  error_remedy(err, "%s", _("'git init' makes one."));
  error_place(err, folder, 0, 0);
  return STATUS_INPUT;
}

static enum status set_up(const char *folder, const struct setting *setting, struct output *output,
                          struct error *err)
{
  const char *const get[] = {"config", "--local", "--get", setting->name, NULL};
  const char *const set[] = {"config", "--local", setting->name, setting->value, NULL};
  struct str value = {0}, said = {0};
  bool stood = run_git(folder, get, &value) == 0 && strcmp(str_text(&value), setting->value) == 0;
  enum status status = STATUS_OK;
  if (!stood && run_git(folder, set, &said) != 0) {
    status = error_set(err, STATUS_SYSTEM, _("git does not take the setting %s."), setting->name);
    error_remedy(err, "%s", _("See whether you may write the repository's configuration."));
  }
  if (status == STATUS_OK && !stood)
    output_text(output, NULL, NULL, setting->name);
  str_clear(&value);
  str_clear(&said);
  return status;
}

/* ---- .gitattributes ---- */

/* Whether @text has @line as one of its lines. */
static bool has_line(const struct str *text, const char *line)
{
  size_t length = strlen(line);
  for (const char *at = str_text(text); at != NULL && *at != '\0';) {
    if (strncmp(at, line, length) == 0 && (at[length] == '\n' || at[length] == '\0'))
      return true;
    at = strchr(at, '\n');
    at = at != NULL ? at + 1 : NULL;
  }
  return false;
}

/* A pattern for that very file: in quotes as C has them, for the spaces, and with what
 * stands for other characters escaped. */
static void add_pattern(struct str *out, const char *path)
{
  str_add(out, "\"/");
  for (; *path != '\0'; path++) {
    if (strchr("*?[", *path) != NULL)
      str_add(out, "\\\\");
    else if (*path == '\\')
      str_add(out, "\\\\\\");
    if (*path == '"' || *path == '\\')
      str_add_char(out, '\\');
    str_add_char(out, *path);
  }
  str_add(out, "\" merge=kundresa");
}

/* Whether it may be a journey that has no line yet. */
static bool is_candidate(const char *name)
{
  static const char covered[] = ".journey.yaml";
  size_t length = strlen(name);
  const char *end = strrchr(name, '.');
  if (length >= sizeof covered - 1 && strcmp(name + length - (sizeof covered - 1), covered) == 0)
    return false;
  return end != NULL && (strcmp(end, ".yaml") == 0 || strcmp(end, ".yml") == 0);
}

static bool is_journey(const char *path)
{
  FILE *in = fopen(path, "rb");
  bool is = in != NULL && document_kind(in) == DOCUMENT_JOURNEY;
  if (in != NULL)
    fclose(in);
  return is;
}

static void offer(struct str *added, const struct str *stands, const char *line,
                  struct output *output)
{
  if (has_line(stands, line) || has_line(added, line))
    return;
  str_addf(added, "%s\n", line);
  output_text(output, NULL, NULL, line);
}

static int by_name(const FTSENT **a, const FTSENT **b)
{
  return strcmp((*a)->fts_name, (*b)->fts_name);
}

/* Other YAML is none of our business, so journeys are named one by one. */
static void offer_journeys(const char *folder, struct str *added, const struct str *stands,
                           struct output *output)
{
  char *root = mem_copy_text(folder);
  char *const roots[] = {root, NULL};
  size_t length = strlen(folder);
  FTS *walk = fts_open(roots, FTS_PHYSICAL | FTS_NOCHDIR | FTS_XDEV, by_name);
  FTSENT *entry;
  while (walk != NULL && (entry = fts_read(walk)) != NULL) {
    bool hidden = entry->fts_level > 0 && entry->fts_name[0] == '.';
    if (entry->fts_info == FTS_D && (hidden || entry->fts_level > 8))
      fts_set(walk, entry, FTS_SKIP);
    if (entry->fts_info != FTS_F || hidden || !is_candidate(entry->fts_name) ||
        strchr(entry->fts_path, '\n') != NULL || !is_journey(entry->fts_path))
      continue;
    const char *path = entry->fts_path + length;
    struct str line = {0};
    while (*path == '/')
      path++;
    add_pattern(&line, path);
    offer(added, stands, line.text, output);
    str_clear(&line);
  }
  if (walk != NULL)
    fts_close(walk);
  free(root);
}

static enum status write_attributes(const char *path, const struct str *stands,
                                    const struct str *added, struct error *err)
{
  struct file_writer writer;
  bool open_end = stands->length > 0 && stands->text[stands->length - 1] != '\n';
  if (added->length == 0)
    return STATUS_OK;
  enum status status = file_open(&writer, path, err);
  if (status == STATUS_OK && stands->length > 0)
    status = file_write(&writer, stands->text, stands->length, err);
  if (status == STATUS_OK && open_end)
    status = file_write(&writer, "\n", 1, err);
  if (status == STATUS_OK)
    status = file_write(&writer, added->text, added->length, err);
  return status == STATUS_OK ? file_commit(&writer, err) : status;
}

static enum status add_attributes(const char *folder, struct output *output, bool *wrote,
                                  struct error *err)
{
  struct str path = {0}, stands = {0}, added = {0};
  enum status status = STATUS_OK;
  str_addf(&path, "%s/.gitattributes", folder);
  if (access(path.text, F_OK) == 0)
    status = file_read(path.text, ATTRIBUTES_MOST, &stands, err);
  if (status == STATUS_OK) {
    offer(&added, &stands, "*.kundresa -text -merge diff=kundresa", output);
    offer(&added, &stands, "*.journey.yaml merge=kundresa", output);
    offer_journeys(folder, &added, &stands, output);
    status = write_attributes(path.text, &stands, &added, err);
  }
  *wrote = added.length > 0;
  str_clear(&path);
  str_clear(&stands);
  str_clear(&added);
  return status;
}

enum status handle_git_setup(const struct request *request, struct output *output,
                             struct error *err)
{
  const char *folder = request->count > 0 ? request->arguments[0] : ".";
  bool wrote = false;
  enum status status = look_for_repository(folder, err);
  if (status != STATUS_OK)
    return status;
  output_record(output, NULL, NULL);
  output_list(output, "attributes", _("Lines added to .gitattributes"));
  status = add_attributes(folder, output, &wrote, err);
  output_close(output);
  output_list(output, "settings", _("Settings made in the repository"));
  for (size_t i = 0; i < sizeof settings / sizeof settings[0] && status == STATUS_OK; i++)
    status = set_up(folder, &settings[i], output, err);
  output_close(output);
  output_close(output);
  if (status == STATUS_OK)
    output_say(output, "%s",
               wrote ? _("git merges journeys by meaning here now. Commit .gitattributes; each "
                         "colleague runs 'kundresa git-setup' once in their own copy.")
                     : _("Nothing in .gitattributes had to be added. The settings are those of "
                         "this copy of the repository."));
  return status;
}
