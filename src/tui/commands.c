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
  char **keys; /* in words, one for each row or fewer; NULL for headings */
  size_t key_count;
};

/* "< S-Left" as "< Shift-Left". */
static const char *keys_in_words(struct choices *choices, const char *keys)
{
  struct str words = {0};
  while (keys != NULL && keys[0] != '\0') {
    size_t length = strcspn(keys, " ");
    char *key = mem_copy_span(keys, length);
    if (words.length > 0)
      str_add(&words, " ");
    key_add_words(&words, key);
    free(key);
    keys += length + (keys[length] == ' ' ? 1 : 0);
  }
  choices->keys = mem_resize(choices->keys, choices->count + 1, sizeof *choices->keys);
  while (choices->key_count < choices->count)
    choices->keys[choices->key_count++] = NULL;
  return choices->keys[choices->key_count++] = str_take(&words);
}

static void add(struct choices *choices, const struct command *command, const char *heading)
{
  choices->commands = mem_resize(choices->commands, choices->count + 1, sizeof *choices->commands);
  choices->rows = mem_resize(choices->rows, choices->count + 1, sizeof *choices->rows);
  choices->commands[choices->count] = command;
  choices->rows[choices->count] =
      command != NULL ? (struct picker_row){.key = keys_in_words(choices, command->keys),
                                            .label = i18n_text(command->label),
                                            .detail = i18n_text(command->help)}
                      : (struct picker_row){.label = heading, .heading = true};
  choices->count++;
}

/* What the signs on the screen mean; they cannot be taken. */
static void add_signs(struct choices *choices)
{
  const struct {
    const char *sign;
    const char *meaning;
  } signs[] = {
      {screen_glyph(GLYPH_DIAMOND),
       _("A moment of truth: here the customer decides to stay or go.")},
      {"!", _("Something is missing: nobody owns it, it is not covered, a text lacks.")},
      {"?", _("A blind spot of the department that is lit up.")},
      {screen_glyph(GLYPH_HAND_OVER), _("A hand-over from or to the department that is lit up.")},
      {"+", _("A message, an answer or a wording is there already.")},
      {screen_glyph(GLYPH_ELSE),
       _("Or else: the next channel, where the customer lacks the first.")},
      {screen_glyph(GLYPH_POINT), _("How it feels to the customer as it is, from -2 to +2.")},
      {screen_glyph(GLYPH_RING), _("How it is to feel.")},
      {"2!", _("So many errors that the audit found.")},
      {i18n_text(NC_("sign", "3w")), _("So many warnings; i is a note.")},
      {screen_glyph(GLYPH_SHADE), _("On the ladder: the tones that fit the step.")},
      {i18n_text(NC_("key", "Shift")),
       _("Hold it while you mark text with the mouse, to copy it as usual.")},
  };
  for (size_t i = 0; i < sizeof signs / sizeof signs[0]; i++) {
    add(choices, NULL, NULL);
    choices->rows[choices->count - 1] =
        (struct picker_row){.key = signs[i].sign, .label = signs[i].meaning, .heading = true};
  }
}

static void choices_forget(void *context)
{
  struct choices *choices = context;
  for (size_t i = 0; i < choices->key_count; i++)
    free(choices->keys[i]);
  free(choices->keys);
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
  if (!palette) {
    add(choices, NULL, _("What the signs mean"));
    add_signs(choices);
  }
  picker_open(tui, palette ? _("Find a command") : _("What can be done here"), choices->rows,
              choices->count, 0, run_choice, choices, choices_forget);
}
