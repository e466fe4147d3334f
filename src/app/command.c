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
OPTION(output, 'o', "output", "OUT", NULL,
       N_("Write to that file, whole or not at all; - is standard output."))
OPTION(template, 't', "template", "NAME", NULL, N_("Start from the template with that name."))
OPTION(from, 'i', "from", "JOURNEY.yaml", NULL, N_("Start from that journey; - is standard input."))
OPTION(empty, 'e', "empty", NULL, NULL, N_("Start with the seven stages and nothing in them."))
OPTION(before, 'b', "before", "ID", NULL, N_("Put it before that one."))
OPTION(after, 'a', "after", "ID", NULL, N_("Put it after that one."))
OPTION(stage, 's', "stage", "ID", NULL, N_("Put the touchpoint into that stage, last."))
OPTION(limit, 'l', "limit", "N", NULL, N_("At most so many entries; without it 20."))
OPTION(changes, 'c', "changes", NULL, NULL,
       N_("List every field that was changed, before and after."))
OPTION(department, 'd', "department", "DEPARTMENT", NULL,
       N_("Remember the department that you work for; none forgets it."))
OPTION(theme, 'T', "theme", "THEME", "dark light mono", N_("Colours: dark, light or mono."))
OPTION(ascii, 'A', "ascii", NULL, NULL, N_("Draw with plain ASCII characters."))
OPTION(no_mouse, 'M', "no-mouse", NULL, NULL, N_("Leave the mouse to the terminal."))

#define OPTIONS(id, ...)                                                                           \
  static const struct command_option *const options_##id[] = {__VA_ARGS__, NULL};

OPTIONS(open, &option_journey, &option_theme, &option_ascii, &option_no_mouse)
OPTIONS(new, &option_template, &option_from, &option_empty)
OPTIONS(export, &option_kind, &option_journey, &option_number, &option_output)
OPTIONS(show, &option_journey, &option_format)
OPTIONS(record, &option_journey)
OPTIONS(move, &option_before, &option_after, &option_stage, &option_journey)
OPTIONS(log, &option_limit, &option_changes, &option_format)
OPTIONS(format, &option_format)
OPTIONS(whoami, &option_department, &option_format)

/* ---- The table ---- */

const struct command commands[] = {
    /* The command line.  What the views can do too names its keys here. */
    {.name = "open",
     .scope = SCOPE_LINE,
     .flags = 0,
     .label = N_("open"),
     .help = N_("Open the workbench on a file."),
     .more = N_("The word open can be left out. Without a terminal the map is shown as text."),
     .operands = "FILE",
     .least = 1,
     .most = 1,
     .options = options_open,
     .run = handle_open_workbench},
    {.name = "new",
     .scope = SCOPE_LINE,
     .flags = 0,
     .label = N_("new file"),
     .help = N_("Make a new file with a journey in it."),
     .more = N_("On a terminal and without options it lets you choose a template."),
     .operands = "FILE",
     .least = 1,
     .most = 1,
     .options = options_new,
     .run = handle_new},
    {.name = "import",
     .scope = SCOPE_LINE,
     .flags = COMMAND_CHANGES,
     .label = N_("import"),
     .help = N_("Take journeys into a file; - is standard input."),
     .more = N_(
         "The id of each journey is printed. A journey whose id the file has already is refused."),
     .operands = "FILE JOURNEY.yaml...",
     .least = 2,
     .most = -1,
     .run = handle_import},
    {.name = "export",
     .scope = SCOPE_LINE,
     .flags = 0,
     .label = N_("export"),
     .help = N_("Write the journey, or a released plan, as YAML."),
     .operands = "FILE",
     .least = 1,
     .most = 1,
     .options = options_export,
     .run = handle_export},
    {.name = "show",
     .scope = SCOPE_LINE,
     .flags = 0,
     .label = N_("show"),
     .help = N_("Show the journey, all records of a kind, or one record."),
     .more = N_("ENTITY is a kind of record such as touchpoint, message or stage. A record without "
                "an id is named by its number, as in variant/12."),
     .operands = "FILE [ENTITY[/ID]]",
     .least = 1,
     .most = 2,
     .options = options_show,
     .run = handle_show},
    {.name = "add",
     .scope = SCOPE_LINE,
     .flags = COMMAND_CHANGES,
     .label = N_("add"),
     .help = N_("Add a record."),
     .more = N_(
         "The id is made from the title where none is given, and the new record's ENTITY/ID is "
         "printed. FIELD is the name that journey files use, such as title or owner.department."),
     .operands = "FILE ENTITY FIELD=VALUE...",
     .least = 3,
     .most = -1,
     .options = options_record,
     .run = handle_add},
    {.name = "set",
     .scope = SCOPE_LINE,
     .flags = COMMAND_CHANGES,
     .label = N_("set"),
     .help = N_("Set fields of a record; nothing after = empties a field."),
     .more = N_("All fields are set together or none is."),
     .operands = "FILE ENTITY/ID FIELD=VALUE...",
     .least = 3,
     .most = -1,
     .options = options_record,
     .run = handle_set},
    {.name = "move",
     .scope = SCOPE_LINE,
     .flags = COMMAND_CHANGES,
     .label = N_("move"),
     .help = N_("Move a record among its neighbours, or a touchpoint into another stage."),
     .operands = "FILE ENTITY/ID",
     .least = 2,
     .most = 2,
     .options = options_move,
     .run = handle_move},
    {.name = "copy",
     .scope = SCOPE_LINE,
     .flags = COMMAND_CHANGES,
     .label = N_("copy"),
     .help = N_("Copy a record with all its parts."),
     .more = N_("The copy stands after it, and its ENTITY/ID is printed."),
     .operands = "FILE ENTITY/ID",
     .least = 2,
     .most = 2,
     .options = options_record,
     .run = handle_copy},
    {.name = "delete",
     .scope = SCOPE_LINE,
     .flags = COMMAND_CHANGES,
     .label = N_("delete"),
     .help = N_("Delete a record with all its parts."),
     .more = N_("What goes with it is told, and undo brings it all back."),
     .operands = "FILE ENTITY/ID",
     .least = 2,
     .most = 2,
     .options = options_record,
     .run = handle_delete},
    {.name = "releases",
     .scope = SCOPE_LINE,
     .flags = 0,
     .label = N_("releases"),
     .help = N_("List what has been released."),
     .operands = "FILE",
     .least = 1,
     .most = 1,
     .options = options_show,
     .run = handle_releases},
    {.name = "log",
     .scope = SCOPE_LINE,
     .flags = 0,
     .label = N_("log"),
     .help = N_("Say who changed what, the latest first."),
     .operands = "FILE",
     .least = 1,
     .most = 1,
     .options = options_log,
     .run = handle_log},
    {.name = "undo",
     .scope = SCOPE_LINE | SCOPE_VIEWS,
     .keys = "u",
     .flags = COMMAND_CHANGES | COMMAND_HINT,
     .label = N_("undo"),
     .help = N_("Take back the last change you made."),
     .more = N_("What others changed since is never touched."),
     .operands = "FILE",
     .least = 1,
     .most = 1,
     .run = handle_undo},
    {.name = "redo",
     .scope = SCOPE_LINE | SCOPE_VIEWS,
     .keys = "C-r",
     .flags = COMMAND_CHANGES,
     .label = N_("redo"),
     .help = N_("Make the change again that you took back last."),
     .operands = "FILE",
     .least = 1,
     .most = 1,
     .run = handle_redo},
    {.name = "check",
     .scope = SCOPE_LINE,
     .flags = 0,
     .label = N_("check"),
     .help = N_("Examine a whole file for damage."),
     .operands = "FILE",
     .least = 1,
     .most = 1,
     .options = options_format,
     .run = handle_check},
    {.name = "backup",
     .scope = SCOPE_LINE,
     .flags = 0,
     .label = N_("back up"),
     .help = N_("Copy the file, whole and consistent, while others work in it."),
     .operands = "FILE OUT",
     .least = 2,
     .most = 2,
     .run = handle_backup},
    {.name = "whoami",
     .scope = SCOPE_LINE,
     .flags = 0,
     .label = N_("who am I"),
     .help = N_("Say under which name and department your changes are kept."),
     .operands = "FILE",
     .least = 1,
     .most = 1,
     .options = options_whoami,
     .run = handle_whoami},
    {.name = "help",
     .scope = SCOPE_LINE | SCOPE_VIEWS,
     .keys = "? F1",
     .flags = COMMAND_HINT,
     .label = N_("help"),
     .help = N_("Show what can be done, and with which keys."),
     .operands = "[COMMAND]",
     .least = 0,
     .most = 1,
     .run = handle_help},
    {.name = "completion",
     .scope = SCOPE_LINE,
     .flags = COMMAND_QUIET,
     .label = N_("completion"),
     .help = N_("Print a script that completes commands in the shell."),
     .more = N_("For one session: source <(kundresa completion bash)."),
     .operands = "bash",
     .least = 1,
     .most = 1,
     .run = handle_completion},
    {.name = "manual",
     .scope = SCOPE_LINE,
     .flags = COMMAND_QUIET,
     .label = N_("manual"),
     .help = N_("Print the sections of the manual page that are made from this table."),
     .least = 0,
     .most = 0,
     .run = handle_manual},

    /* Every view. */
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
