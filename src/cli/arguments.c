#include "cli/arguments.h"

#include "base/i18n.h"
#include "base/mem.h"
#include "base/near.h"
#include "base/str.h"

#include <getopt.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

/* getopt's numbers for options without a letter of their own start here. */
#define NUMBERED 256

struct known {
  const struct command_option *option;
  const char *value; /* NULL: not given */
};

/* Every option of every command, once: they may stand before the command's
 * name, when it is not known yet whose they are. */
struct known_list {
  struct known *items;
  size_t count;
};

static const struct command_option help_option = {'h', "help", NULL, NULL, NULL};
static const struct command_option version_option = {'V', "version", NULL, NULL, NULL};

static void know(struct known_list *list, const struct command_option *option)
{
  for (size_t i = 0; i < list->count; i++)
    if (strcmp(list->items[i].option->name, option->name) == 0)
      return;
  list->items = mem_resize(list->items, list->count + 1, sizeof *list->items);
  list->items[list->count++] = (struct known){option, NULL};
}

static void know_all(struct known_list *list)
{
  know(list, &help_option);
  know(list, &version_option);
  for (size_t c = 0; c < command_count; c++)
    for (size_t i = 0; commands[c].options != NULL && commands[c].options[i] != NULL; i++)
      know(list, commands[c].options[i]);
}

static struct known *find_known(struct known_list *list, const char *name)
{
  for (size_t i = 0; i < list->count; i++)
    if (strcmp(list->items[i].option->name, name) == 0)
      return &list->items[i];
  return NULL;
}

/* ---- What getopt finds wrong ---- */

static enum status unknown_option(const struct known_list *list, const char *word,
                                  struct error *err)
{
  if (word[0] != '-' || word[1] != '-')
    return error_set(err, STATUS_USAGE, _("Unknown option -%c."), optopt);
  char name[64];
  size_t length = strcspn(word + 2, "=");
  snprintf(name, sizeof name, "%.*s", length < 60 ? (int)length : 60, word + 2);
  size_t fitting = 0;
  struct near near = near_start(name);
  for (size_t i = 0; i < list->count; i++) {
    near_offer(&near, list->items[i].option->name);
    fitting += strncmp(list->items[i].option->name, name, strlen(name)) == 0;
  }
  if (fitting > 1)
    return error_set(err, STATUS_USAGE, _("Option --%s can mean several: write it out."), name);
  enum status status = error_set(err, STATUS_USAGE, _("Unknown option --%s."), name);
  if (near.best != NULL)
    error_remedy(err, _("Did you mean --%s?"), near.best);
  return status;
}

static enum status missing_argument(const struct known_list *list, const char *word,
                                    struct error *err)
{
  for (size_t i = 0; i < list->count; i++) {
    const struct command_option *option = list->items[i].option;
    bool is_it = optopt < NUMBERED ? option->letter == optopt : (int)i == optopt - NUMBERED;
    if (is_it && option->argument != NULL)
      return error_set(err, STATUS_USAGE, _("Option --%s needs an argument: --%s %s."),
                       option->name, option->name, option->argument);
    if (is_it)
      return error_set(err, STATUS_USAGE, _("Option --%s takes no argument."), option->name);
  }
  return error_set(err, STATUS_USAGE, _("Option %s needs an argument."), word);
}

/* ---- Reading ---- */

static void add_operand(struct arguments *arguments, const char *operand)
{
  arguments->operands =
      mem_resize(arguments->operands, arguments->count + 2, sizeof *arguments->operands);
  arguments->operands[arguments->count++] = operand;
}

static enum status read_words(int argc, char **argv, struct known_list *list,
                              struct arguments *arguments, struct error *err)
{
  struct option *longs = mem_new(list->count + 1, sizeof *longs);
  struct str letters = {0};
  str_add(&letters, "-:"); /* operands in their places; we tell what is wrong */
  for (size_t i = 0; i < list->count; i++) {
    const struct command_option *option = list->items[i].option;
    longs[i] =
        (struct option){option->name, option->argument != NULL ? required_argument : no_argument,
                        NULL, (int)i + NUMBERED};
    if (option->letter != 0)
      str_addf(&letters, "%c%s", option->letter, option->argument != NULL ? ":" : "");
  }
  enum status status = STATUS_OK;
  optind = 0; /* so that it can be done again in one process */
  opterr = 0;
  int found;
  while (status == STATUS_OK &&
         (found = getopt_long(argc, argv, str_text(&letters), longs, NULL)) != -1) {
    if (found == 1)
      add_operand(arguments, optarg);
    else if (found == '?' && optopt < NUMBERED)
      status = unknown_option(list, argv[optind - 1], err);
    else if (found == '?' || found == ':')
      status = missing_argument(list, argv[optind - 1], err);
    else
      for (size_t i = 0; i < list->count; i++)
        if (found >= NUMBERED ? found - NUMBERED == (int)i : list->items[i].option->letter == found)
          list->items[i].value = optarg != NULL ? optarg : "";
  }
  for (int i = optind; status == STATUS_OK && i < argc; i++)
    add_operand(arguments, argv[i]);
  free(longs);
  str_clear(&letters);
  return status;
}

/* Whether a word that is no command can only mean a file. */
static bool is_file(const char *word)
{
  size_t length = strlen(word);
  static const char ending[] = ".kundresa";
  return strchr(word, '/') != NULL ||
         (length >= sizeof ending && strcmp(word + length - (sizeof ending - 1), ending) == 0) ||
         access(word, F_OK) == 0;
}

/* Which command the first operand names; a file alone is opened. */
static enum status choose_command(struct arguments *arguments, struct error *err)
{
  const char *word = arguments->operands[0];
  const struct command *command = command_find(word);
  if (command != NULL && (command->scope & SCOPE_LINE) != 0) {
    arguments->command = command;
    arguments->count--;
    memmove(arguments->operands, arguments->operands + 1,
            arguments->count * sizeof *arguments->operands);
    return STATUS_OK;
  }
  if (is_file(word)) {
    arguments->command = command_find("open");
    return STATUS_OK;
  }
  enum status status =
      error_set(err, STATUS_USAGE, _("'%.60s' is neither a command nor a file."), word);
  const char *near = command_near(word, SCOPE_LINE);
  if (near != NULL)
    error_remedy(err, _("Did you mean 'kundresa %s'?"), near);
  else
    error_remedy(err, "%s", _("'kundresa --help' lists the commands."));
  return status;
}

static bool is_choice(const struct command_option *option, const char *value)
{
  size_t length = strlen(value);
  for (const char *word = option->choices; word != NULL && length > 0;) {
    size_t size = strcspn(word, " ");
    if (size == length && memcmp(word, value, length) == 0)
      return true;
    word = word[size] == '\0' ? NULL : word + size + 1;
  }
  return option->choices == NULL;
}

static enum status wrong_choice(const struct command_option *option, const char *value,
                                struct error *err)
{
  struct str all = {0};
  for (const char *at = option->choices; *at != '\0'; at++) {
    if (*at == ' ')
      str_add_char(&all, ',');
    str_add_char(&all, *at);
  }
  error_set(err, STATUS_USAGE, _("--%s: found '%.60s', expected one of: %s."), option->name, value,
            str_text(&all));
  str_clear(&all);
  return STATUS_USAGE;
}

/* Hands the options to the command, if they are its own. */
static enum status take_options(struct known_list *list, struct arguments *arguments,
                                struct error *err)
{
  const struct command *command = arguments->command;
  size_t count = 0;
  while (command->options != NULL && command->options[count] != NULL)
    count++;
  arguments->values = mem_new(count + 1, sizeof *arguments->values);
  for (size_t i = 0; i < list->count; i++) {
    const struct known *known = &list->items[i];
    if (known->value == NULL || known->option == &help_option || known->option == &version_option)
      continue;
    const struct command_option *own = command_option(command, known->option->name);
    if (own == NULL) {
      error_set(err, STATUS_USAGE, _("'kundresa %s' has no option --%s."), command->name,
                known->option->name);
      error_remedy(err, _("'kundresa %s --help' lists those it has."), command->name);
      return STATUS_USAGE;
    }
    if (!is_choice(own, known->value))
      return wrong_choice(own, known->value, err);
    for (size_t j = 0; j < count; j++)
      if (command->options[j] == own)
        arguments->values[j] = known->value;
  }
  return STATUS_OK;
}

static enum status check_count(const struct arguments *arguments, struct error *err)
{
  const struct command *command = arguments->command;
  if ((int)arguments->count < command->least)
    error_set(err, STATUS_USAGE, _("Something is missing after 'kundresa %s'."), command->name);
  else if (command->most >= 0 && (int)arguments->count > command->most)
    error_set(err, STATUS_USAGE, _("'%.60s' is one word too many for 'kundresa %s'."),
              arguments->operands[command->most], command->name);
  else
    return STATUS_OK;
  if (command->operands != NULL)
    error_remedy(err, _("Write: kundresa %s %s"), command->name, i18n_text(command->operands));
  else
    error_remedy(err, _("Write: kundresa %s"), command->name);
  return STATUS_USAGE;
}

enum status arguments_read(int argc, char **argv, struct arguments *arguments, struct error *err)
{
  *arguments = (struct arguments){0};
  struct known_list list = {0};
  know_all(&list);
  enum status status = read_words(argc, argv, &list, arguments, err);
  arguments->help = find_known(&list, "help")->value != NULL;
  arguments->version = find_known(&list, "version")->value != NULL;
  if (status == STATUS_OK && arguments->count > 0)
    status = choose_command(arguments, err);
  if (status == STATUS_OK && arguments->command != NULL && !arguments->help)
    status = take_options(&list, arguments, err);
  if (status == STATUS_OK && arguments->command != NULL && !arguments->help && !arguments->version)
    status = check_count(arguments, err);
  free(list.items);
  return status;
}

void arguments_clear(struct arguments *arguments)
{
  free(arguments->operands);
  free(arguments->values);
  *arguments = (struct arguments){0};
}
