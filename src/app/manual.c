#include "app/manual.h"

#include "base/i18n.h"
#include "base/text.h"

#include <stdlib.h>
#include <string.h>

/* Where help is wrapped, whatever the terminal: it is read in pagers too. */
#define COLUMNS 78

/* Adds @head, and @text beside it from column @indent on. */
static void add_entry(struct str *out, const char *head, const char *text, int indent)
{
  int width = text_width(head);
  str_add(out, head);
  if (width > 0 && width + 2 > indent) {
    str_add_char(out, '\n');
    width = 0;
  }
  struct text_line *lines;
  size_t count = text_wrap(text, COLUMNS - indent, &lines);
  for (size_t i = 0; i < count; i++) {
    str_addf(out, "%*s", i == 0 ? indent - width : indent, "");
    str_add_span(out, text + lines[i].start, lines[i].length);
    str_add_char(out, '\n');
  }
  free(lines);
}

static void add_command_line(struct str *out, const struct command *command)
{
  struct str head = {0};
  str_addf(&head, "  %s", command->name);
  add_entry(out, str_text(&head), _(command->help), 14);
  str_clear(&head);
}

/* One way to begin, such as "kundresa new FILE". */
static void add_start(struct str *out, const char *command, const char *text)
{
  struct str head = {0};
  str_addf(&head, "  kundresa %s%s%s", command, command[0] != '\0' ? " " : "", _("FILE"));
  add_entry(out, str_text(&head), text, 28);
  str_clear(&head);
}

void manual_add_start(struct str *out)
{
  str_add(out, _("kundresa maps what a customer meets around the invoice."));
  str_add(out, "\n\n");
  add_start(out, "new", _("start a map"));
  add_start(out, "", _("open the workbench"));
  add_start(out, "show", _("read the map as text"));
  str_add_char(out, '\n');
  str_add(out, _("'kundresa --help' lists everything."));
  str_add_char(out, '\n');
}

static void add_usage(struct str *out, const struct command *command)
{
  str_addf(out, "%s: kundresa %s", _("Usage"), command->name);
  if (command->options != NULL)
    str_addf(out, " [%s]...", _("OPTION"));
  if (command->operands != NULL)
    str_addf(out, " %s", i18n_text(command->operands));
  str_add_char(out, '\n');
}

void manual_add_overview(struct str *out)
{
  str_addf(out, "%s: kundresa %s\n", _("Usage"), _("FILE"));
  str_addf(out, "       kundresa %s\n\n", _("COMMAND [OPTION]... FILE [ARGUMENT]..."));
  str_add(out, _("kundresa maps what a customer meets around the invoice."));
  str_add(out, "\n\n");
  str_addf(out, "%s:\n", _("Commands"));
  for (size_t i = 0; i < command_count; i++)
    if ((commands[i].scope & SCOPE_LINE) != 0 && (commands[i].flags & COMMAND_QUIET) == 0)
      add_command_line(out, &commands[i]);
  str_addf(out, "\n%s\n", _("'kundresa COMMAND --help' says more of one; 'man kundresa' of all."));
  str_addf(out, "%s\n",
           _("Exit status: 0 done, 1 something to look at, 2 not understood, 3 bad input,\n"
             "4 the file is busy or was changed meanwhile, 5 the system failed."));
}

void manual_add_command(struct str *out, const struct command *command)
{
  if ((command->scope & SCOPE_LINE) != 0)
    add_usage(out, command);
  add_entry(out, "", _(command->help), 0);
  if (command->more != NULL) {
    str_add_char(out, '\n');
    add_entry(out, "", _(command->more), 0);
  }
  if (command->options != NULL)
    str_addf(out, "\n%s:\n", _("Options"));
  for (size_t i = 0; command->options != NULL && command->options[i] != NULL; i++) {
    const struct command_option *option = command->options[i];
    struct str head = {0};
    str_addf(&head, "  -%c, --%s%s%s", option->letter, option->name,
             option->argument != NULL ? " " : "", option->argument != NULL ? option->argument : "");
    add_entry(out, str_text(&head), _(option->help), 30);
    str_clear(&head);
  }
  if (command->keys != NULL)
    str_addf(out, "\n%s: %s\n", _("In the workbench, press"), command->keys);
}

/* ---- mdoc ---- */

/* Text as mdoc wants it: no line starts with a dot, and a backslash is said. */
static void add_roff(struct str *out, const char *text)
{
  for (; *text != '\0'; text++) {
    if (*text == '\\')
      str_add(out, "\\e");
    else if (*text == '-')
      str_add(out, "\\-");
    else
      str_add_char(out, *text);
  }
}

/* A sentence of its own on each line, as mdoc wants it. */
static void add_roff_sentences(struct str *out, const char *text)
{
  const char *end;
  while ((end = strstr(text, ". ")) != NULL) {
    char *sentence = strndup(text, (size_t)(end - text) + 1);
    if (sentence == NULL)
      abort();
    add_roff(out, sentence);
    str_add_char(out, '\n');
    free(sentence);
    text = end + 2;
  }
  add_roff(out, text);
  str_add_char(out, '\n');
}

static void add_operands(struct str *out, const char *operands)
{
  char *copy = strdup(operands);
  if (copy == NULL)
    abort();
  char *rest = NULL;
  for (char *word = strtok_r(copy, " ", &rest); word != NULL; word = strtok_r(NULL, " ", &rest)) {
    str_add(out, " Ar ");
    add_roff(out, word);
  }
  free(copy);
}

static void add_mdoc_command(struct str *out, const struct command *command)
{
  str_addf(out, ".It Xo\n.Ic %s", command->name);
  if (command->operands != NULL)
    add_operands(out, command->operands);
  str_add(out, "\n.Xc\n");
  add_roff_sentences(out, command->help);
  if (command->more != NULL)
    add_roff_sentences(out, command->more);
  if (command->options == NULL)
    return;
  str_add(out, ".Bl -tag -width Ds -compact\n");
  for (size_t i = 0; command->options[i] != NULL; i++) {
    const struct command_option *option = command->options[i];
    str_addf(out, ".It Fl %c , Fl \\-", option->letter);
    add_roff(out, option->name);
    if (option->argument != NULL)
      add_operands(out, option->argument);
    str_add_char(out, '\n');
    add_roff_sentences(out, option->help);
  }
  str_add(out, ".El\n");
}

/* Keys as they stand on the keyboard: C-r is Ctrl-r. */
static void add_keys(struct str *out, const char *keys)
{
  while (*keys != '\0') {
    size_t length = strcspn(keys, " ");
    bool control = length > 2 && keys[0] == 'C' && keys[1] == '-';
    str_add(out, control ? " Ctrl\\-" : " ");
    char *key = strndup(keys + (control ? 2 : 0), length - (control ? 2 : 0));
    if (key == NULL)
      abort();
    if (strcmp(key, ".") == 0 || strcmp(key, ":") == 0 || strcmp(key, "?") == 0 ||
        strcmp(key, "!") == 0 || strcmp(key, ",") == 0 || strcmp(key, ";") == 0 ||
        strcmp(key, "(") == 0 || strcmp(key, ")") == 0 || strcmp(key, "[") == 0 ||
        strcmp(key, "]") == 0 || strcmp(key, "|") == 0)
      str_add(out, "\\&");
    add_roff(out, key);
    free(key);
    keys += length + (keys[length] == ' ');
  }
}

/* A heading that begins with "In" would call the macro of that name. */
static void add_mdoc_keys(struct str *out, unsigned scope, const char *heading)
{
  str_addf(out, ".Ss \\&%s\n.Bl -tag -width Ds\n", heading);
  for (size_t i = 0; i < command_count; i++) {
    const struct command *command = &commands[i];
    bool everywhere = (command->scope & SCOPE_VIEWS) == SCOPE_VIEWS;
    if (command->keys == NULL || (command->scope & scope) == 0 ||
        everywhere != (scope == SCOPE_VIEWS))
      continue;
    str_add(out, ".It");
    add_keys(out, command->keys);
    str_add_char(out, '\n');
    add_roff_sentences(out, command->help);
  }
  str_add(out, ".El\n");
}

void manual_add_mdoc(struct str *out)
{
  static const struct {
    unsigned scope;
    const char *heading;
  } sections[] = {
      {SCOPE_VIEWS, "In every view"},    {SCOPE_MAP, "On the map"},
      {SCOPE_LADDER, "On the ladder"},   {SCOPE_TEXTS, "In the texts"},
      {SCOPE_AUDIT, "In the audit"},     {SCOPE_WORKSHOP, "In the workshop"},
      {SCOPE_HISTORY, "In the history"},
  };
  str_add(out, ".Sh COMMANDS\n.Bl -tag -width Ds\n");
  for (size_t i = 0; i < command_count; i++)
    if ((commands[i].scope & SCOPE_LINE) != 0)
      add_mdoc_command(out, &commands[i]);
  str_add(out, ".El\n.Sh KEYS\n");
  for (size_t i = 0; i < sizeof sections / sizeof sections[0]; i++)
    add_mdoc_keys(out, sections[i].scope, sections[i].heading);
}

/* ---- bash ---- */

static void add_bash_command(struct str *out, const struct command *command)
{
  const char *operands = command->operands != NULL ? command->operands : "";
  str_addf(out, "  %s) options='--help", command->name);
  for (size_t i = 0; command->options != NULL && command->options[i] != NULL; i++)
    str_addf(out, " --%s", command->options[i]->name);
  str_add(out, "'");
  if (strstr(operands, "ENTITY") != NULL)
    str_addf(out, " end='%s'", strstr(operands, "/ID") != NULL ? "/" : "");
  if (strstr(operands, "VALUE") != NULL)
    str_add(out, " values=1");
  if (strstr(operands, "JOURNEY") != NULL || strstr(operands, "OUT") != NULL)
    str_add(out, " files=1");
  str_add(out, " ;;\n");
}

/* The choices of an option; where commands differ, those of the command come
 * first in the script. */
static void add_bash_choices(struct str *out)
{
  for (size_t c = 0; c < command_count; c++)
    for (size_t i = 0; commands[c].options != NULL && commands[c].options[i] != NULL; i++) {
      const struct command_option *option = commands[c].options[i];
      if (option->choices != NULL)
        str_addf(out, "  %s:-%c|%s:--%s) choices='%s' ;;\n", commands[c].name, option->letter,
                 commands[c].name, option->name, option->choices);
    }
}

/* The options that take an argument, as a pattern of case; one letter means one
 * of these in every command. */
static void add_bash_takers(struct str *out)
{
  struct str all = {0}, one = {0};
  for (size_t c = 0; c < command_count; c++)
    for (size_t i = 0; commands[c].options != NULL && commands[c].options[i] != NULL; i++) {
      const struct command_option *option = commands[c].options[i];
      str_clear(&one);
      str_addf(&one, "|-%c|--%s|", option->letter, option->name);
      if (option->argument != NULL && strstr(str_text(&all), str_text(&one)) == NULL)
        str_add(&all, str_text(&one));
    }
  for (size_t i = 1; i + 1 < all.length; i++)
    if (all.text[i] != '|' || all.text[i + 1] != '|')
      str_add_char(out, all.text[i]);
  str_clear(&all);
  str_clear(&one);
}

static void add_bash_kinds(struct str *out)
{
  for (int e = 0; e < ENTITY_COUNT; e++)
    str_addf(out, "%s%s", e > 0 ? " " : "", entities[e].name);
}

static void add_bash_fields(struct str *out)
{
  char path[64];
  for (int e = 0; e < ENTITY_COUNT; e++) {
    str_addf(out, "    %s) choices='", entities[e].name);
    for (size_t i = 0; i < entities[e].count; i++)
      str_addf(out, "%s%s=", i > 0 ? " " : "",
               field_path(&entities[e].fields[i], path, sizeof path));
    str_add(out, "' ;;\n");
  }
}

/* Says the words of the command line to bash: commands, then files, kinds of
 * records, ids out of the file, fields.  An argument after = stands in words of
 * its own, since = parts words in bash. */
void manual_add_bash(struct str *out)
{
  str_add(out,
          "# bash completion for kundresa, made from its tables of commands and fields\n"
          "_kundresa_ids() {\n"
          "  \"${COMP_WORDS[0]}\" show \"$file\" \"$1\" --format json 2>/dev/null |\n"
          "    sed -n 's/^    \"id\": \"\\(.*\\)\",$/\\1/p'\n"
          "}\n"
          "_kundresa() {\n"
          "  local current=${COMP_WORDS[COMP_CWORD]} previous=${COMP_WORDS[COMP_CWORD-1]}\n"
          "  local options='--help --version' choices='' kinds='' end=none values='' files=''\n"
          "  local command file kind word i operands=()\n"
          "  COMPREPLY=()\n"
          "  if [[ $current == = ]]; then\n"
          "    current=''\n"
          "  elif [[ $previous == = ]]; then\n"
          "    previous=${COMP_WORDS[COMP_CWORD-2]}\n"
          "  fi\n"
          "  for ((i = 1; i < COMP_CWORD; i++)); do\n"
          "    word=${COMP_WORDS[i]}\n"
          "    case $word in\n"
          "    ");
  add_bash_takers(out);
  str_add(out, ")\n"
               "      i=$((i + 1))\n"
               "      [[ ${COMP_WORDS[i]-} != = ]] || i=$((i + 1)) ;;\n"
               "    -*) ;;\n"
               "    *) operands+=(\"$word\") ;;\n"
               "    esac\n"
               "  done\n"
               "  command=${operands[0]-} file=${operands[1]-} kind=${operands[2]-}\n"
               "  kinds='");
  add_bash_kinds(out);
  str_add(out, "'\n  case $command in\n");
  struct str names = {0};
  for (size_t i = 0; i < command_count; i++)
    if ((commands[i].scope & SCOPE_LINE) != 0) {
      add_bash_command(out, &commands[i]);
      str_addf(&names, "%s%s", names.length > 0 ? " " : "", commands[i].name);
    }
  str_add(out, "  esac\n  case $command:$previous in\n");
  add_bash_choices(out);
  str_add(out,
          "  *:-i|*:--from|*:-o|*:--output)\n"
          "    mapfile -t COMPREPLY < <(compgen -f -- \"$current\")\n"
          "    return ;;\n"
          "  *:-j|*:--journey)\n"
          "    mapfile -t COMPREPLY < <(compgen -W \"$(_kundresa_ids journeys)\" -- \"$current\")\n"
          "    return ;;\n");
  str_add(out,
          "  esac\n"
          "  if [[ -z $choices && $current != -* && ${#operands[@]} -ge 3 && -n $values ]]; then\n"
          "    case ${kind%%/*} in\n");
  add_bash_fields(out);
  str_addf(
      out,
      "    esac\n"
      "  fi\n"
      "  if [[ -n $choices ]]; then\n"
      "    mapfile -t COMPREPLY < <(compgen -W \"$choices\" -- \"$current\")\n"
      "  elif [[ $current == -* ]]; then\n"
      "    mapfile -t COMPREPLY < <(compgen -W \"$options\" -- \"$current\")\n"
      "  elif [[ -z $command || $command == help ]]; then\n"
      "    mapfile -t COMPREPLY < <(compgen -W '%s' -- \"$current\"\n"
      "      [[ $command == help ]] || compgen -f -X '*.kundresa-*' -- \"$current\")\n"
      "  elif [[ ${#operands[@]} -eq 1 ]]; then\n"
      "    mapfile -t COMPREPLY < <(compgen -f -X '*.kundresa-*' -- \"$current\")\n"
      "  elif [[ -n $files ]]; then\n"
      "    mapfile -t COMPREPLY < <(compgen -f -- \"$current\")\n"
      "  elif [[ $end == none || ${#operands[@]} -gt 2 ]]; then\n"
      "    return\n"
      "  elif [[ $end == / && $current == */* ]]; then\n"
      "    kind=${current%%%%/*}\n"
      "    mapfile -t COMPREPLY < <(compgen -P \"$kind/\" -W \"$(_kundresa_ids \"$kind\")\" \\\n"
      "      -- \"${current#*/}\")\n"
      "  else\n"
      "    mapfile -t COMPREPLY < <(compgen -W \"$kinds\" -- \"$current\")\n"
      "    COMPREPLY=(\"${COMPREPLY[@]/%%/$end}\")\n"
      "  fi\n"
      "  [[ ${COMPREPLY[0]-} != *[/=] ]] || compopt -o nospace 2>/dev/null\n"
      "}\n"
      "complete -o filenames -F _kundresa kundresa\n",
      str_text(&names));
  str_clear(&names);
}
