#include "app/command.h"

#include "app/handle.h"
#include "base/i18n.h"
#include "base/near.h"

#include <string.h>

/* ---- Options ---- */

#define OPTION(id, letter, name, argument, choices, help)                                          \
  static const struct command_option option_##id = {letter, name, argument, choices, help};

OPTION(journey, 'j', "journey", "ID", NULL, N_("The journey, where the file holds several."))
OPTION(format, 'f', "format", "FORMAT", "text json", N_("How to write it: text or json."))
OPTION(kind, 'f', "format", "FORMAT", "journey plan",
       N_("What to write: journey, the whole map, or plan, a release's message plan."))
OPTION(number, 'r', "release", "N", NULL,
       N_("The release with that number; without it the latest."))
OPTION(output, 'o', "output", "OUT", NULL, N_("Write to that file, whole or not at all."))
OPTION(template, 't', "template", "NAME", NULL, N_("Start from the template with that name."))
OPTION(from, 'i', "from", "JOURNEY.yaml", NULL, N_("Start from that journey; - is standard input."))
OPTION(empty, 'e', "empty", NULL, NULL, N_("Start with the seven stages and nothing in them."))
OPTION(before, 'b', "before", "ID", NULL, N_("Put it before that one."))
OPTION(after, 'a', "after", "ID", NULL, N_("Put it after that one."))
OPTION(stage, 's', "stage", "ID", NULL, N_("Put the touchpoint into that stage, last."))
OPTION(dry_run, 'n', "dry-run", NULL, NULL, N_("Only say what would happen."))
OPTION(limit, 'l', "limit", "N", NULL, N_("At most so many entries; without it 20."))
OPTION(department, 'd', "department", "DEPARTMENT", NULL,
       N_("Remember the department that you work for; none forgets it."))

#define OPTIONS(id, ...)                                                                           \
  static const struct command_option *const options_##id[] = {__VA_ARGS__, NULL};

OPTIONS(new, &option_template, &option_from, &option_empty)
OPTIONS(export, &option_kind, &option_journey, &option_number, &option_output)
OPTIONS(show, &option_journey, &option_format)
OPTIONS(record, &option_journey)
OPTIONS(move, &option_before, &option_after, &option_stage, &option_journey)
OPTIONS(release, &option_journey, &option_dry_run, &option_format)
OPTIONS(log, &option_limit, &option_format)
OPTIONS(format, &option_format)
OPTIONS(whoami, &option_department, &option_format)

/* ---- The table ---- */

const struct command commands[] = {
    /* The command line.  What a view can do too names its keys here. */
    {"new", SCOPE_LINE, NULL, 0, N_("new file"), N_("Make a new file with a journey in it."),
     "FILE", 1, 1, options_new, NULL},
    {"import", SCOPE_LINE, NULL, COMMAND_CHANGES, N_("import"),
     N_("Take journeys into a file; - is standard input."), "FILE JOURNEY.yaml...", 2, -1, NULL,
     NULL},
    {"export", SCOPE_LINE, NULL, 0, N_("export"),
     N_("Write the journey, or a released plan, as YAML."), "FILE", 1, 1, options_export, NULL},
    {"show", SCOPE_LINE, NULL, 0, N_("show"),
     N_("Show the journey, all records of a kind, or one record."), "FILE [ENTITY[/ID]]", 1, 2,
     options_show, NULL},
    {"add", SCOPE_LINE, NULL, COMMAND_CHANGES, N_("add"), N_("Add a record."),
     "FILE ENTITY FIELD=VALUE...", 3, -1, options_record, NULL},
    {"set", SCOPE_LINE, NULL, COMMAND_CHANGES, N_("set"),
     N_("Set fields of a record; nothing after = empties a field."),
     "FILE ENTITY/ID FIELD=VALUE...", 3, -1, options_record, NULL},
    {"move", SCOPE_LINE, NULL, COMMAND_CHANGES, N_("move"),
     N_("Move a record among its neighbours, or a touchpoint into another stage."),
     "FILE ENTITY/ID", 2, 2, options_move, NULL},
    {"copy", SCOPE_LINE, NULL, COMMAND_CHANGES, N_("copy"), N_("Copy a record with all its parts."),
     "FILE ENTITY/ID", 2, 2, options_record, NULL},
    {"delete", SCOPE_LINE, NULL, COMMAND_CHANGES, N_("delete"),
     N_("Delete a record with all its parts."), "FILE ENTITY/ID", 2, 2, options_record, NULL},
    {"release", SCOPE_LINE, NULL, 0, N_("release"),
     N_("Make a numbered message plan of the journey, which never changes again."), "FILE", 1, 1,
     options_release, NULL},
    {"releases", SCOPE_LINE, NULL, 0, N_("releases"), N_("List what has been released."), "FILE", 1,
     1, options_show, NULL},
    {"log", SCOPE_LINE, NULL, 0, N_("log"), N_("Say who changed what, the latest first."), "FILE",
     1, 1, options_log, NULL},
    {"undo", SCOPE_LINE | SCOPE_VIEWS, "u", COMMAND_CHANGES | COMMAND_HINT, N_("undo"),
     N_("Take back the last change you made."), "FILE", 1, 1, NULL, NULL},
    {"redo", SCOPE_LINE | SCOPE_VIEWS, "C-r", COMMAND_CHANGES, N_("redo"),
     N_("Make the change again that you took back last."), "FILE", 1, 1, NULL, NULL},
    {"check", SCOPE_LINE, NULL, 0, N_("check"), N_("Examine a whole file for damage."), "FILE", 1,
     1, options_format, NULL},
    {"backup", SCOPE_LINE, NULL, 0, N_("back up"),
     N_("Copy the file, whole and consistent, while others work in it."), "FILE OUT", 2, 2, NULL,
     NULL},
    {"whoami", SCOPE_LINE, NULL, 0, N_("who am I"),
     N_("Say under which name and department your changes are kept."), "FILE", 1, 1, options_whoami,
     NULL},

    /* Every view. */
    {"help", SCOPE_VIEWS, "? F1", COMMAND_HINT, N_("help"),
     N_("Show what can be done here, and with which keys.")},
    {"palette", SCOPE_VIEWS, ":", COMMAND_HINT, N_("find command"),
     N_("Find a command by its name and run it.")},
    {"search", SCOPE_VIEWS, "/", COMMAND_HINT, N_("search"),
     N_("Find a touchpoint by any words in it.")},
    {"view-map", SCOPE_VIEWS, "1", 0, N_("map"), N_("Turn to the map of the journey.")},
    {"view-texts", SCOPE_VIEWS, "3", 0, N_("texts"), N_("Turn to the texts of the touchpoint.")},
    {"view-history", SCOPE_VIEWS, "7", 0, N_("history"),
     N_("Turn to what was changed, by whom and when.")},
    {"quit", SCOPE_VIEWS, "q", COMMAND_HINT, N_("leave"),
     N_("Leave the workbench; everything is saved already.")},

    /* The map. */

    /* The texts. */

    /* The history. */
};

const size_t command_count = sizeof commands / sizeof commands[0];

/* ---- Looking things up ---- */

const struct command *command_find(const char *name)
{
  for (size_t i = 0; i < command_count; i++)
    if (strcmp(commands[i].name, name) == 0)
      return &commands[i];
  return NULL;
}

const char *command_near(const char *name, unsigned scope)
{
  struct near near = near_start(name);
  for (size_t i = 0; i < command_count; i++)
    if ((commands[i].scope & scope) != 0)
      near_offer(&near, commands[i].name);
  return near.best;
}

static bool has_key(const char *keys, const char *key)
{
  size_t length = strlen(key);
  while (keys != NULL && length > 0) {
    size_t word = strcspn(keys, " ");
    if (word == length && memcmp(keys, key, length) == 0)
      return true;
    if (keys[word] == '\0')
      return false;
    keys += word + 1;
  }
  return false;
}

const struct command *command_of_key(const char *key, unsigned scope)
{
  for (size_t i = 0; i < command_count; i++)
    if ((commands[i].scope & scope) != 0 && has_key(commands[i].keys, key))
      return &commands[i];
  return NULL;
}

const struct command_option *command_option(const struct command *command, const char *name)
{
  for (size_t i = 0; command->options != NULL && command->options[i] != NULL; i++)
    if (strcmp(command->options[i]->name, name) == 0)
      return command->options[i];
  return NULL;
}

const char *command_near_option(const struct command *command, const char *name)
{
  struct near near = near_start(name);
  for (size_t i = 0; command->options != NULL && command->options[i] != NULL; i++)
    near_offer(&near, command->options[i]->name);
  return near.best;
}

const char *request_option(const struct request *request, const char *name)
{
  for (size_t i = 0; request->command->options != NULL && request->command->options[i] != NULL; i++)
    if (strcmp(request->command->options[i]->name, name) == 0)
      return request->values[i];
  return NULL;
}
