#include "tui/external.h"

#include "base/file.h"
#include "base/i18n.h"
#include "base/mem.h"

#include <errno.h>
#include <fcntl.h>
#include <signal.h>
#include <spawn.h>
#include <stdlib.h>
#include <string.h>
#include <sys/wait.h>
#include <unistd.h>

/* No text of a field is longer than this, but an editor may leave anything. */
#define TEXT_MOST (1024 * 1024)

extern char **environ;

/* Words of a command at most. */
#define WORDS_MOST 30

/* Parts @text, in place, into words as a shell would, but for what it would
 * put in for variables and patterns: spaces part, quotes and backslashes hold
 * together.  @words has room for WORDS_MOST and NULL; their count is returned. */
static size_t part_words(char *text, char **words)
{
  size_t count = 0;
  char *to = text;
  for (char *at = text; *at != '\0' && count < WORDS_MOST;) {
    at += strspn(at, " \t");
    if (*at == '\0')
      break;
    words[count++] = to;
    char quote = '\0';
    for (; *at != '\0' && (quote != '\0' || (*at != ' ' && *at != '\t')); at++) {
      if (quote == '\0' && (*at == '\'' || *at == '"'))
        quote = *at;
      else if (*at == quote)
        quote = '\0';
      else if (*at == '\\' && quote != '\'' && at[1] != '\0')
        *to++ = *++at;
      else
        *to++ = *at;
    }
    at += *at != '\0' ? 1 : 0;
    *to++ = '\0'; /* never past @at: at least one byte parted the words */
  }
  return count;
}

/* Runs @command with @path as its last argument; its exit status, or -1.  A
 * command that is the name of a program as it stands may hold spaces. */
static int run_editor(const char *command, const char *path)
{
  char *text = mem_copy_text(command);
  char *argv[WORDS_MOST + 2] = {0};
  size_t count = 1;
  if (strchr(command, '/') != NULL && access(command, X_OK) == 0)
    argv[0] = text;
  else
    count = part_words(text, argv);
  char *last = mem_copy_text(path);
  argv[count] = last;
  int result = -1;
  pid_t child;
  posix_spawnattr_t attributes;
  sigset_t none;
  sigemptyset(&none);
  posix_spawnattr_init(&attributes);
  posix_spawnattr_setsigmask(&attributes, &none);
  posix_spawnattr_setflags(&attributes, POSIX_SPAWN_SETSIGMASK);
  int failed =
      count == 0 ? ENOENT : posix_spawnp(&child, argv[0], NULL, &attributes, argv, environ);
  posix_spawnattr_destroy(&attributes);
  if (failed == 0) {
    int status;
    while (waitpid(child, &status, 0) < 0 && errno == EINTR)
      ;
    result = WIFEXITED(status) ? WEXITSTATUS(status) : -1;
  }
  errno = failed;
  free(last);
  free(text);
  return result;
}

static int try_editors(const char *path)
{
  const char *wish = getenv("VISUAL");
  if (wish == NULL || wish[0] == '\0')
    wish = getenv("EDITOR");
  if (wish != NULL && wish[0] != '\0')
    return run_editor(wish, path);
  int result = run_editor("nano", path);
  if (result < 0 && errno == ENOENT)
    result = run_editor("vi", path);
  return result;
}

enum status external_edit(const char *text, char **edited, struct error *err)
{
  struct str path = {0};
  const char *folder = getenv("TMPDIR");
  *edited = NULL;
  str_addf(&path, "%s/kundresa-XXXXXX.txt", folder != NULL && folder[0] != '\0' ? folder : "/tmp");
  int handle = mkostemps(path.text, 4, O_CLOEXEC);
  if (handle < 0) {
    str_clear(&path);
    return error_set(err, STATUS_SYSTEM, _("cannot make a file for the editor: %s."),
                     strerror(errno));
  }
  size_t length = strlen(text);
  bool written = write(handle, text, length) == (ssize_t)length;
  close(handle);
  enum status status = STATUS_OK;
  if (!written) {
    status = error_set(err, STATUS_SYSTEM, _("cannot write the file for the editor: %s."),
                       strerror(errno));
  } else {
    screen_leave();
    int result = try_editors(str_text(&path));
    int reason = errno;
    screen_return();
    if (result != 0) {
      status =
          error_set(err, STATUS_INPUT, _("the editor did not end well (%s); nothing was changed."),
                    result < 0 && reason != 0 ? strerror(reason) : _("it gave up"));
      error_remedy(err, "%s", _("Choose another with the variable EDITOR."));
    }
  }
  if (status == STATUS_OK) {
    struct str back = {0};
    status = file_read(str_text(&path), TEXT_MOST, &back, err);
    /* Editors end the last line; the text had no such line end. */
    while (back.length > 0 && back.text[back.length - 1] == '\n' &&
           (length == 0 || text[length - 1] != '\n'))
      str_cut(&back, back.length - 1);
    if (status == STATUS_OK)
      *edited = str_take(&back);
    str_clear(&back);
  }
  unlink(str_text(&path));
  str_clear(&path);
  return status;
}
