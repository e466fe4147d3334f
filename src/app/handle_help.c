/* What the table of commands says of itself. */
#include "app/handle.h"
#include "app/manual.h"

#include "base/i18n.h"

#include <string.h>

static enum status put(struct output *output, struct str *text, struct error *err)
{
  enum status status = output->ops->bytes(output, str_text(text), text->length, err);
  str_clear(text);
  return status;
}

enum status handle_help(const struct request *request, struct output *output, struct error *err)
{
  struct str text = {0};
  if (request->count == 0) {
    manual_add_overview(&text);
    return put(output, &text, err);
  }
  const struct command *command = command_find(request->arguments[0]);
  if (command == NULL) {
    error_set(err, STATUS_USAGE, _("There is no command '%.60s'."), request->arguments[0]);
    const char *near = command_near(request->arguments[0], ~0U);
    if (near != NULL)
      error_remedy(err, _("Did you mean '%s'?"), near);
    else
      error_remedy(err, "%s", _("'kundresa --help' lists the commands."));
    return STATUS_USAGE;
  }
  manual_add_command(&text, command);
  return put(output, &text, err);
}

enum status handle_completion(const struct request *request, struct output *output,
                              struct error *err)
{
  struct str text = {0};
  if (strcmp(request->arguments[0], "bash") != 0)
    return error_set(err, STATUS_USAGE,
                     _("'%.60s': found no completion for that shell, expected bash."),
                     request->arguments[0]);
  manual_add_bash(&text);
  return put(output, &text, err);
}

enum status handle_manual(const struct request *request, struct output *output, struct error *err)
{
  (void)request;
  struct str text = {0};
  manual_add_mdoc(&text);
  return put(output, &text, err);
}
