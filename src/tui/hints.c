#include "tui/hints.h"

#include "base/i18n.h"
#include "base/mem.h"
#include "base/text.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>

/* Where the last frame put them.  There is one screen. */
#define PLACES 24
static struct {
  struct rect rect;
  char key[sizeof((struct key *)0)->name];
} places[PLACES];
static size_t place_count;

void hints_forget(void)
{
  place_count = 0;
}

void hints_add(struct rect rect, const char *key)
{
  if (place_count == PLACES)
    return;
  places[place_count].rect = rect;
  snprintf(places[place_count++].key, sizeof places[0].key, "%s", key);
}

bool hints_key_at(int row, int column, struct key *key)
{
  for (size_t i = 0; i < place_count; i++)
    if (rect_holds(places[i].rect, row, column)) {
      *key = key_make(places[i].key);
      return true;
    }
  return false;
}

/* ---- Of commands: whole ones only, what does not fit is left out ---- */

static void add_hint_key(struct str *out, const struct command *command)
{
  char *first = mem_copy_span(command->keys, strcspn(command->keys, " "));
  key_add_words(out, first);
  free(first);
}

static int hint_width(const struct command *command)
{
  struct str key = {0};
  add_hint_key(&key, command);
  int width = text_width(str_text(&key)) + 1 + text_width(i18n_text(command->label)) + 3;
  str_clear(&key);
  return width;
}

static int paint_hint(int row, int column, const struct command *command)
{
  struct str key = {0};
  int room = screen_columns() - column;
  add_hint_key(&key, command);
  int used = paint_text(row, column, room, STYLE_KEY, str_text(&key)) + 1;
  used += paint_text(row, column + used, room - used, STYLE_HINT, i18n_text(command->label));
  str_clear(&key);
  char *first = mem_copy_span(command->keys, strcspn(command->keys, " "));
  hints_add((struct rect){row, column, 1, used}, first);
  free(first);
  return used + 3;
}

/* How soon a hint is left out where there is little room, 0 last: the view's
 * own keys stay longest. */
static int hint_rank(const struct command *command, unsigned scope)
{
  bool own = (command->scope & SCOPE_VIEWS) == scope;
  if (strcmp(command->name, "palette") == 0 || strcmp(command->name, "search") == 0)
    return 4;
  return ((command->flags & COMMAND_EARLY) != 0 ? 0 : 2) + (own ? 0 : 1);
}

/* ? always stands first, and the ways back always stand last. */
void hints_paint_commands(unsigned scope)
{
  int row = screen_rows() - 1;
  const struct command *const last[] = {command_find("undo"), command_find("quit")};
  const struct command *const help = command_find("help");
  bool *shown = mem_new(command_count, sizeof *shown);
  int room = screen_columns() + 1; /* the gap after the last one is not seen */
  room -= hint_width(help) + hint_width(last[0]) + hint_width(last[1]);
  for (int rank = 0; rank <= 4; rank++)
    for (size_t i = 0; i < command_count; i++) {
      const struct command *command = &commands[i];
      if ((command->scope & scope) == 0 || (command->flags & COMMAND_HINT) == 0 ||
          command->keys == NULL || command == last[0] || command == last[1] || command == help ||
          hint_rank(command, scope) != rank || hint_width(command) >= room)
        continue;
      shown[i] = true;
      room -= hint_width(command);
    }
  int column = 1 + paint_hint(row, 1, help);
  for (int late = 0; late < 2; late++)
    for (size_t i = 0; i < command_count; i++)
      if (shown[i] && (hint_rank(&commands[i], scope) == 4) == (late == 1))
        column += paint_hint(row, column, &commands[i]);
  for (size_t i = 0; i < 2; i++)
    column += paint_hint(row, column, last[i]);
  free(shown);
}

/* ---- Of dialogs ---- */

/* The key that a hint of a dialog begins with, as "Ctrl-S keep it"; NULL where
 * it begins with none, or with several. */
static const char *key_of_hint(const char *hint, size_t length)
{
  static const char *const keys[] = {"Enter", "Esc", " ", "C-s", "Tab"};
  static char sign[2];
  size_t word = strcspn(hint, " ");
  const char *found = NULL;
  if (word > length)
    word = length;
  for (size_t i = 0; i < sizeof keys / sizeof keys[0] && found == NULL; i++) {
    struct str words = {0};
    key_add_words(&words, keys[i]);
    if (words.length == word && memcmp(str_text(&words), hint, word) == 0)
      found = keys[i];
    str_clear(&words);
  }
  if (found != NULL || word != 1)
    return found;
  sign[0] = hint[0];
  return sign;
}

static int paint_dialog_hint(int row, int column, int room, const char *hint, size_t length)
{
  char *words = mem_copy_span(hint, length);
  const char *key = key_of_hint(hint, length);
  size_t word = key != NULL ? strcspn(words, " ") : 0;
  char *name = mem_copy_span(words, word);
  int used = paint_text(row, column, room, STYLE_KEY, name);
  used += paint_text(row, column + used, room - used, STYLE_HINT, words + word);
  if (key != NULL)
    hints_add((struct rect){row, column, 1, used}, key);
  free(name);
  free(words);
  return used;
}

void hints_paint(const char *hints)
{
  int row = screen_rows() - 1;
  int room = screen_columns() - 2;
  int used = 0;
  const char *last = hints;
  for (const char *at = hints; (at = strstr(at, "   ")) != NULL;)
    last = at += 3;
  int reserved = text_width(last);
  while (hints != last) {
    const char *end = strstr(hints, "   ");
    size_t length = (size_t)(end - hints);
    if (used + text_width_span(hints, length) + 3 + reserved <= room)
      used += paint_dialog_hint(row, 1 + used, room - used, hints, length) + 3;
    hints = end + 3;
  }
  paint_dialog_hint(row, 1 + used, room - used, last, strlen(last));
}
