/* The program: makes the surroundings fit, and hands the command line on. */
#include "config.h"

#include "base/i18n.h"
#include "cli/cli.h"
#include "tui/tui.h"

#include <fcntl.h>
#include <langinfo.h>
#include <locale.h>
#include <signal.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

/* A file must not be opened as descriptor 0, 1 or 2, or what we print would
 * go into it.  Each gets the wrong direction, so that using it still fails. */
static void open_standard_files(void)
{
  for (int fd = 0; fd <= 2; fd++)
    if (fcntl(fd, F_GETFD) == -1 && open("/dev/null", fd == 0 ? O_WRONLY : O_RDONLY) == -1)
      _exit(5);
}

static const char *variable(const char *name)
{
  const char *value = getenv(name);
  return value != NULL && value[0] != '\0' ? value : NULL;
}

/* Whether anything says which language messages are in, but for LANGUAGE. */
static const char *messages_locale(void)
{
  const char *wanted = variable("LC_ALL");
  if (wanted == NULL)
    wanted = variable("LC_MESSAGES");
  return wanted != NULL ? wanted : variable("LANG");
}

/* A bare machine may lack the locale that the person asks for; the language
 * needs only our own catalogue, and a locale in UTF-8 to show it. */
static void ask_for_language(void)
{
  const char *wanted = messages_locale();
  if (wanted == NULL || variable("LANGUAGE") != NULL)
    return;
  char language[32];
  size_t length = strcspn(wanted, ".@");
  if (length >= sizeof language)
    return;
  memcpy(language, wanted, length);
  language[length] = '\0';
  setenv("LANGUAGE", language, 0);
}

static void set_up_language(void)
{
  if (setlocale(LC_ALL, "") == NULL) {
    ask_for_language();
    setlocale(LC_ALL, "C.UTF-8");
  } else if (strcmp(nl_langinfo(CODESET), "UTF-8") != 0) {
    setlocale(LC_CTYPE, "C.UTF-8");
    /* The C library takes no heed of LANGUAGE in the locale C, which is what
     * there is where nothing was chosen. */
    if (messages_locale() == NULL && variable("LANGUAGE") != NULL)
      setlocale(LC_MESSAGES, "C.UTF-8");
  }
  setlocale(LC_NUMERIC, "C");
  const char *folder = variable("KUNDRESA_LOCALEDIR");
  bindtextdomain(PACKAGE, folder != NULL ? folder : LOCALEDIR);
  bind_textdomain_codeset(PACKAGE, "UTF-8");
  textdomain(PACKAGE);
}

int main(int argc, char **argv)
{
  open_standard_files();
  /* A reader that has seen enough ends us without a word. */
  signal(SIGPIPE, SIG_DFL);
  set_up_language();
  static const struct workbench workbench = {.open = tui_open, .decide = tui_decide};
  return cli_run(argc, argv, &workbench);
}
