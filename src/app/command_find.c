/* Looks things up in the table of commands. */
#include "app/command.h"

#include "base/near.h"

#include <string.h>

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

const char *request_option(const struct request *request, const char *name)
{
  for (size_t i = 0; request->command->options != NULL && request->command->options[i] != NULL; i++)
    if (strcmp(request->command->options[i]->name, name) == 0)
      return request->values[i];
  return NULL;
}
