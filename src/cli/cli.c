#include "cli/cli.h"

#include "app/manual.h"
#include "app/session.h"
#include "base/i18n.h"
#include "cli/arguments.h"
#include "cli/writer.h"
#include "config.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/ioctl.h>
#include <unistd.h>

/* The width to write for: that of the terminal, or none for pipes and files. */
static int find_columns(void)
{
  struct winsize size;
  if (!isatty(STDOUT_FILENO))
    return 0;
  if (ioctl(STDOUT_FILENO, TIOCGWINSZ, &size) == 0 && size.ws_col >= 20)
    return size.ws_col;
  return 80;
}

/* Writes @text to @out and empties it. */
static enum status print(FILE *out, struct str *text, struct error *err)
{
  enum status status = writer_bytes(out, str_text(text), text->length, err);
  str_clear(text);
  return status == STATUS_OK ? writer_flush(out, err) : status;
}

static void hear(void *context, const struct error *warning)
{
  char words[1400];
  output_say(context, _("No backup was taken before this change. %s"),
             error_format(warning, words, sizeof words));
}

static enum status run_command(const struct arguments *arguments, const struct workbench *workbench,
                               struct error *err)
{
  struct request request = {
      .command = arguments->command,
      .arguments = arguments->operands,
      .count = arguments->count,
      .values = arguments->values,
      .columns = find_columns(),
      .workbench = isatty(STDIN_FILENO) && isatty(STDOUT_FILENO) ? workbench : NULL,
  };
  const char *format = request_option(&request, "format");
  /* SARIF is JSON. */
  bool json = format != NULL && (strcmp(format, "json") == 0 || strcmp(format, "sarif") == 0);
  struct output *output =
      json ? json_writer_new(stdout, stderr) : text_writer_new(stdout, stderr, request.columns);
  session_on_warning(hear, output);
  enum status status = arguments->command->run(&request, output, err);
  session_on_warning(NULL, NULL);
  /* Half an answer helps nobody, a program least of all. */
  bool whole = status == STATUS_OK || status == STATUS_FINDINGS || output->complete;
  enum status written = json ? json_writer_finish(&output, whole, whole ? err : NULL)
                             : text_writer_finish(&output, whole, whole ? err : NULL);
  return whole && written != STATUS_OK ? written : status;
}

static enum status run(const struct arguments *arguments, const struct workbench *workbench,
                       struct error *err)
{
  struct str text = {0};
  if (arguments->version) {
    str_addf(&text, "%s\n", PACKAGE_STRING);
    return print(stdout, &text, err);
  }
  if (arguments->help) {
    if (arguments->command != NULL)
      manual_add_command(&text, arguments->command);
    else
      manual_add_overview(&text);
    return print(stdout, &text, err);
  }
  if (arguments->command == NULL) {
    manual_add_start(&text);
    print(stderr, &text, NULL);
    return STATUS_USAGE;
  }
  return run_command(arguments, workbench, err);
}

int cli_run(int argc, char **argv, const struct workbench *workbench)
{
  struct arguments arguments;
  struct error err = {0};
  enum status status = arguments_read(argc, argv, &arguments, &err);
  if (status == STATUS_OK)
    status = run(&arguments, workbench, &err);
  if (err.status != STATUS_OK)
    writer_fault(stderr, &err);
  arguments_clear(&arguments);
  return (int)status;
}
