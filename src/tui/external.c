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

/* Runs @command with @path as its last argument; its exit status, or -1. */
static int run_editor(const char *command, const char *path)
{
  char *words = mem_copy_text(command);
  char *argv[16] = {0};
  size_t count = 0;
  char *rest = NULL;
  for (char *word = strtok_r(words, " ", &rest); word != NULL && count < 14;
       word = strtok_r(NULL, " ", &rest))
    argv[count++] = word;
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
  free(words);
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
