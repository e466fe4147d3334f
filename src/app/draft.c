#include "app/draft.h"

#include "base/file.h"
#include "base/i18n.h"
#include "base/mem.h"
#include "base/text.h"

#include <errno.h>
#include <fcntl.h>
#include <glob.h>
#include <inttypes.h>
#include <stdlib.h>
#include <string.h>
#include <sys/file.h>
#include <sys/stat.h>
#include <time.h>
#include <unistd.h>

#define HEAD "kundresa-draft 1\n"

/* Stands for the entity where it is what a prompt asks; the key stands for the field. */
#define PROMPT "prompt"

/* More is no text of a field. */
#define LONGEST ((size_t)1024 * 1024)

void draft_clear(struct draft *draft)
{
  free(draft->base);
  free(draft->text);
  free(draft->question);
  free(draft->key);
  draft->base = draft->text = draft->question = draft->key = NULL;
}

/* ---- Names ---- */

/* "map.kundresa-draft-anna-": a person's name may hold what names of files may not. */
static void add_name(struct str *out, const struct session *session)
{
  str_addf(out, "%s-draft-", session->path);
  for (const char *at = session->person; *at != '\0'; at++) {
    bool plain = (*at >= 'a' && *at <= 'z') || (*at >= 'A' && *at <= 'Z') ||
                 (*at >= '0' && *at <= '9') || *at == '.' || *at == '_';
    if (plain)
      str_add_char(out, *at);
    else
      str_addf(out, "+%02x", (unsigned char)*at);
  }
  str_add(out, "-");
}

/* One that nobody has: an earlier program with our number may have left its own. */
static char *free_name(const struct session *session)
{
  struct str name = {0};
  for (int i = 0; i < 1000; i++) {
    str_cut(&name, 0);
    add_name(&name, session);
    str_addf(&name, "%ld-%d", (long)getpid(), i);
    if (access(str_text(&name), F_OK) != 0)
      break;
  }
  return str_take(&name);
}

/* ---- Writing ---- */

static void add_part(struct str *out, const char *text)
{
  str_addf(out, "%zu\n%s\n", strlen(text), text);
}

static void write_draft(struct str *out, const struct draft *draft)
{
  struct timespec now;
  clock_gettime(CLOCK_REALTIME, &now);
  bool prompt = draft->question != NULL;
  str_addf(out, HEAD "%s\n%" PRId64 "\n%s\n%" PRId64 "\n",
           prompt ? PROMPT : entities[draft->entity].name, draft->oid,
           !prompt              ? draft->field->name
           : draft->key != NULL ? draft->key
                                : PROMPT,
           (int64_t)now.tv_sec * 1000 + now.tv_nsec / 1000000);
  add_part(out, prompt ? draft->question : draft->base);
  add_part(out, draft->text);
  str_add(out, "end\n");
}

static bool write_all(int handle, const struct str *bytes)
{
  for (size_t done = 0; done < bytes->length;) {
    ssize_t got = write(handle, bytes->text + done, bytes->length - done);
    if (got < 0 && errno != EINTR)
      return false;
    done += got > 0 ? (size_t)got : 0;
  }
  return true;
}

/* The lock stands before the name, so that nobody takes for left what is held. */
enum status draft_keep(struct draft_file *file, const struct session *session,
                       const struct draft *draft, struct error *err)
{
  struct str bytes = {0}, fresh = {0};
  if (file->path == NULL)
    file->path = free_name(session);
  write_draft(&bytes, draft);
  str_addf(&fresh, "%s.new", file->path);
  int handle = open(str_text(&fresh), O_WRONLY | O_CREAT | O_TRUNC | O_NOFOLLOW | O_CLOEXEC, 0600);
  enum status status = STATUS_OK;
  if (handle < 0 || flock(handle, LOCK_EX | LOCK_NB) != 0 || !write_all(handle, &bytes) ||
      rename(str_text(&fresh), file->path) != 0) {
    status = error_set(err, STATUS_SYSTEM, _("What you are writing cannot be kept meanwhile: %s."),
                       strerror(errno));
    if (handle >= 0)
      close(handle);
    unlink(str_text(&fresh));
  } else {
    if (file->handle >= 0)
      close(file->handle);
    file->handle = handle;
    file->synced = false;
  }
  str_clear(&bytes);
  str_clear(&fresh);
  return status;
}

void draft_sync(struct draft_file *file)
{
  if (file->handle >= 0 && !file->synced)
    fsync(file->handle);
  file->synced = true;
}

void draft_leave(struct draft_file *file)
{
  draft_sync(file);
  if (file->handle >= 0)
    close(file->handle);
  free(file->path);
  *file = (struct draft_file){.handle = -1};
}

void draft_drop(struct draft_file *file)
{
  if (file->path != NULL)
    unlink(file->path);
  file->synced = true;
  draft_leave(file);
}

/* ---- Finding ---- */

/* Takes a line off *@rest; NULL where there is none. */
static char *take_line(char **rest)
{
  char *line = *rest, *end = strchr(line, '\n');
  if (end == NULL)
    return NULL;
  *end = '\0';
  *rest = end + 1;
  return line;
}

static bool take_number(char **rest, int64_t *number)
{
  char *line = take_line(rest), *end;
  errno = 0;
  *number = line != NULL ? strtoll(line, &end, 10) : 0;
  return line != NULL && line[0] != '\0' && *end == '\0' && errno == 0;
}

/* A text that its length stands before. */
static char *take_part(char **rest, const char *end)
{
  int64_t length;
  if (!take_number(rest, &length) || length < 0 || length > end - *rest - 1 ||
      (*rest)[length] != '\n')
    return NULL;
  char *part = mem_copy_span(*rest, (size_t)length);
  *rest += length + 1;
  bool sound = strlen(part) == (size_t)length && text_is_utf8(part, (size_t)length) &&
               text_first_unsafe(part, true) == NULL;
  if (!sound) {
    free(part);
    return NULL;
  }
  return part;
}

/* Whoever can write to the folder can leave a file there. */
static bool read_draft(struct str *bytes, struct draft *draft)
{
  char *rest = bytes->text, *end = bytes->text + bytes->length;
  if (bytes->length < strlen(HEAD) || strlen(bytes->text) != bytes->length ||
      strncmp(rest, HEAD, strlen(HEAD)) != 0)
    return false;
  rest += strlen(HEAD);
  const char *name = take_line(&rest);
  bool prompt = name != NULL && strcmp(name, PROMPT) == 0;
  int entity = name != NULL && !prompt ? entity_find(name) : NOTHING;
  if ((entity == NOTHING && !prompt) || !take_number(&rest, &draft->oid))
    return false;
  name = take_line(&rest);
  if (!prompt) {
    draft->entity = (enum entity)entity;
    draft->field = name != NULL ? entity_field(draft->entity, name) : NULL;
  } else if (name != NULL && strcmp(name, PROMPT) != 0) {
    draft->key = mem_copy_text(name);
  }
  char **first = prompt ? &draft->question : &draft->base;
  return (draft->field != NULL || prompt) && take_number(&rest, &draft->at) &&
         (*first = take_part(&rest, end)) != NULL &&
         (draft->text = take_part(&rest, end)) != NULL && strcmp(rest, "end\n") == 0;
}

static bool read_whole(int handle, struct str *bytes)
{
  char block[8192];
  ssize_t got;
  while ((got = read(handle, block, sizeof block)) > 0 && bytes->length < LONGEST * 2)
    str_add_span(bytes, block, (size_t)got);
  return got == 0 && bytes->length > 0;
}

/* Opens a draft of this person's that nobody holds, and holds it. */
static bool claim(const char *path, struct draft_file *file, struct draft *draft)
{
  struct stat found, named;
  struct str bytes = {0};
  struct draft left = {0};
  int handle = open(path, O_RDONLY | O_NOFOLLOW | O_NONBLOCK | O_CLOEXEC);
  bool ours = handle >= 0 && fstat(handle, &found) == 0 && S_ISREG(found.st_mode) &&
              found.st_uid == geteuid() && flock(handle, LOCK_EX | LOCK_NB) == 0 &&
              /* who held it until now may have put another in its place, or dropped it */
              stat(path, &named) == 0 && named.st_ino == found.st_ino;
  ours = ours && read_whole(handle, &bytes) && read_draft(&bytes, &left);
  str_clear(&bytes);
  if (ours) {
    *file = (struct draft_file){.path = mem_copy_text(path), .handle = handle, .synced = true};
    *draft = left;
    return true;
  }
  draft_clear(&left);
  if (handle >= 0)
    close(handle);
  return false;
}

/* Whether the name ends as free_name() makes it; not with ".new", which is no whole one. */
static bool is_name(const char *path)
{
  size_t length = strlen(path);
  return length > 4 && strcmp(path + length - 4, ".new") != 0;
}

bool draft_find(const struct session *session, const char *after, struct draft_file *file,
                struct draft *draft)
{
  struct str pattern = {0}, name = {0};
  glob_t found;
  bool there = false;
  add_name(&name, session);
  for (size_t i = 0; i < name.length; i++) {
    if (strchr("*?[]\\", name.text[i]) != NULL)
      str_add_char(&pattern, '\\');
    str_add_char(&pattern, name.text[i]);
  }
  str_add(&pattern, "*");
  if (glob(str_text(&pattern), 0, NULL, &found) == 0) {
    for (size_t i = 0; i < found.gl_pathc && !there; i++)
      if (is_name(found.gl_pathv[i]) && (after == NULL || strcmp(found.gl_pathv[i], after) > 0))
        there = claim(found.gl_pathv[i], file, draft);
    globfree(&found);
  }
  str_clear(&pattern);
  str_clear(&name);
  return there;
}
