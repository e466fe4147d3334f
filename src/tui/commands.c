/* Help and palette: the table of commands as a list to read and to pick from. */
#include "base/i18n.h"
#include "base/mem.h"
#include "tui/dialog.h"

#include <stdlib.h>
#include <string.h>

struct choices {
  const struct command **commands;
  struct picker_row *rows;
  size_t count;
};

static void add(struct choices *choices, const struct command *command, const char *heading)
{
  choices->commands = mem_resize(choices->commands, choices->count + 1, sizeof *choices->commands);
  choices->rows = mem_resize(choices->rows, choices->count + 1, sizeof *choices->rows);
  choices->commands[choices->count] = command;
  choices->rows[choices->count++] =
      command != NULL ? (struct picker_row){.key = command->keys != NULL ? command->keys : "",
                                            .label = i18n_text(command->label),
                                            .detail = i18n_text(command->help)}
                      : (struct picker_row){.label = heading, .heading = true};
}

static void choices_forget(void *context)
{
  struct choices *choices = context;
  free(choices->commands);
  free(choices->rows);
  free(choices);
}

static void run_choice(void *context, struct tui *tui, size_t index)
{
  const struct command *command = ((struct choices *)context)->commands[index];
  if (command != NULL)
    tui_run(tui, command);
}

/* Those of @scope; @own: only those that belong to no other view too. */
static void add_all(struct choices *choices, unsigned scope, bool own)
{
  for (size_t i = 0; i < command_count; i++) {
    bool everywhere = (commands[i].scope & SCOPE_VIEWS) == SCOPE_VIEWS;
    if ((commands[i].scope & scope) != 0 && everywhere != own)
      add(choices, &commands[i], NULL);
  }
}

void commands_open(struct tui *tui, bool palette)
{
  struct choices *choices = mem_new(1, sizeof *choices);
  unsigned scope = (unsigned)tui->views[tui->current]->ops->scope;
  if (!palette)
    add(choices, NULL, _("In this view"));
  add_all(choices, scope, true);
  if (!palette)
    add(choices, NULL, _("Everywhere"));
  add_all(choices, scope, false);
  picker_open(tui, palette ? _("Find a command") : _("What can be done here"), choices->rows,
              choices->count, 0, run_choice, choices, choices_forget);
}
