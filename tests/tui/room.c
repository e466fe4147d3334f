#include "room.h"

#include "base/mem.h"
#include "base/text.h"

#include <ctype.h>
#include <poll.h>
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

#include <cmocka.h>

/* When all scripts begin, 2026-03-02 09:00 UTC. */
#define BEGIN INT64_C(1772442000000)

/* Where in the script something fails. */
struct line {
  const char *script;
  int number;
  const char *text;
};

/* ---- The clock ---- */

/* "2:55": so many minutes and seconds later. */
static void pass_time(struct room *room, const struct line *at, const char *time)
{
  int minutes;
  int seconds;
  if (sscanf(time, "%d:%d", &minutes, &seconds) != 2)
    fail_msg("%s:%d: '%s' is no time", at->script, at->number, time);
  room->now += (minutes * 60LL + seconds) * 1000;
  program_set_clock(room->people[0].seen.folder, room->now);
}

/* ---- Waiting ---- */

/* Takes what any of them has written within a moment, so that nobody waits for us; and
 * all of it, since half a frame shows what never was. */
static void take_all(struct room *room)
{
  struct pollfd waits[ROOM_MOST];
  for (size_t i = 0; i < room->count; i++)
    waits[i] = (struct pollfd){.fd = room->people[i].terminal, .events = POLLIN};
  for (int pause = 20; poll(waits, room->count, pause) > 0; pause = 1)
    for (size_t i = 0; i < room->count; i++)
      if ((waits[i].revents & POLLIN) != 0)
        program_take(&room->people[i], 0);
}

static void fail_at(const struct room *room, const struct line *at, size_t who)
{
  char *picture = harness_picture(&room->people[who].seen);
  char *end = strstr(picture, "\n---\n");
  if (end != NULL)
    *end = '\0';
  fprintf(stderr, "%s\n", picture);
  free(picture);
  fail_msg("%s:%d: %s: not so at %s's", at->script, at->number, at->text, room->names[who]);
}

/* Whether the screen of a program is as is wanted. */
typedef bool screen_test(const struct harness *seen, const char *wanted);

static bool shows(const struct harness *seen, const char *wanted)
{
  return harness_find(seen, wanted, NULL) >= 0;
}

static bool shows_not(const struct harness *seen, const char *wanted)
{
  return harness_find(seen, wanted, NULL) < 0;
}

static void wait_for(struct room *room, const struct line *at, size_t who, screen_test *test,
                     const char *wanted)
{
  time_t since = time(NULL);
  while (!test(&room->people[who].seen, wanted)) {
    take_all(room);
    if (time(NULL) - since >= PROGRAM_LIMIT)
      fail_at(room, at, who);
  }
}

/* ---- Keys ---- */

static const struct {
  const char *name, *bytes, *shown;
} keys[] = {
    {"Enter", "\r", "Enter"},   {"Esc", "\033", "Esc"},       {"Up", "\033OA", "Up"},
    {"Down", "\033OB", "Down"}, {"Right", "\033OC", "▸"},     {"Left", "\033OD", "◂"},
    {"Home", "\033OH", "Home"}, {"Ctrl-S", "\023", "Ctrl-S"},
};

static size_t find_key(const char *name)
{
  size_t i = 0;
  while (i < sizeof keys / sizeof keys[0] && strcmp(keys[i].name, name) != 0)
    i++;
  return i;
}

/* Whether a row has the key as hints, tabs and lists have it, at the beginning or after
 * two spaces, or as a sentence has it, as in "Enter gives one, - takes one back"; with its
 * words after a space. */
static bool names_key(const char *row, const char *key)
{
  size_t length = strlen(key);
  for (const char *at = row; (at = strstr(at, key)) != NULL; at++) {
    bool begins = at == row || (at == row + 1 && row[0] == ' ') ||
                  (at >= row + 2 && at[-1] == ' ' && strchr(" ,:", at[-2]) != NULL);
    if (begins && at[length] == ' ')
      return true;
  }
  return false;
}

static bool shows_key(const struct harness *seen, const char *key)
{
  size_t known = find_key(key);
  bool found = false;
  if (known < sizeof keys / sizeof keys[0])
    return shows(seen, keys[known].shown);
  for (int i = 0; i < seen->look.rows && !found; i++) {
    char *row = harness_row(seen, i);
    found = names_key(row, key);
    free(row);
  }
  return found;
}

static void press(struct room *room, size_t who, const char *key)
{
  size_t known = find_key(key);
  program_press(&room->people[who], known < sizeof keys / sizeof keys[0] ? keys[known].bytes : key);
}

/* A line is open to be typed into, or a list that is narrowed: the screen says so. */
static bool takes_text(const struct harness *seen, const char *wanted)
{
  (void)wanted;
  return shows(seen, "Enter take") || shows(seen, "Ctrl-S keep");
}

/* ---- Lines ---- */

static void start(struct room *room, size_t who, const char *command)
{
  bool makes = strcmp(command, "new") == 0; /* the file trusts no gateway yet */
  if (!makes)
    setenv("KUNDRESA_USER", room->names[who], 1);
  program_start(&room->people[who], "xterm-256color", command, room->path);
  unsetenv("KUNDRESA_USER");
}

static void leave(struct room *room, const struct line *at, size_t who)
{
  press(room, who, "q");
  if (program_end(&room->people[who]) != 0)
    fail_at(room, at, who);
  program_close(&room->people[who]);
}

static void act(struct room *room, const struct line *at, size_t who, const char *verb,
                const char *rest)
{
  bool seen = strcmp(verb, "see") == 0 || strcmp(verb, "sees") == 0;
  room->last = who;
  if (seen && strncmp(rest, "not ", 4) == 0) {
    wait_for(room, at, who, shows_not, rest + 4);
  } else if (seen) {
    wait_for(room, at, who, shows, rest);
  } else if (strcmp(verb, "press") == 0 || strcmp(verb, "presses") == 0) {
    wait_for(room, at, who, shows_key, rest);
    press(room, who, rest);
  } else if (strcmp(verb, "hit") == 0 || strcmp(verb, "hits") == 0) {
    press(room, who, rest);
  } else if (strcmp(verb, "write") == 0 || strcmp(verb, "writes") == 0) {
    wait_for(room, at, who, takes_text, NULL);
    program_press(&room->people[who], rest);
    wait_for(room, at, who, shows, rest);
  } else if (strcmp(verb, "open") == 0 || strcmp(verb, "opens") == 0) {
    start(room, who, "open");
  } else if (strcmp(verb, "makes") == 0) {
    start(room, who, "new");
  } else if (strcmp(verb, "leaves") == 0 || strcmp(verb, "leave") == 0) {
    leave(room, at, who);
  } else {
    fail_msg("%s:%d: '%s' is nothing that people do", at->script, at->number, verb);
  }
}

static size_t find_person(const struct room *room, const struct line *at, const char *name)
{
  for (size_t i = 0; i < room->count; i++)
    if (strcmp(room->names[i], name) == 0)
      return i;
  fail_msg("%s:%d: nobody is called '%s'", at->script, at->number, name);
  return 0;
}

/* Cuts the next word off *@rest, at spaces. */
static char *next_word(char **rest)
{
  char *word = *rest;
  size_t length = strcspn(word, " ");
  *rest = word + length + strspn(word + length, " ");
  word[length] = '\0';
  return word;
}

/* "Anna, Bo press Enter": whoever is named does what comes after the names. */
static void play_line(struct room *room, const struct line *at, char *text)
{
  bool named[ROOM_MOST] = {false};
  bool more = true;
  while (more) {
    char *word = next_word(&text);
    size_t length = strlen(word);
    more = length > 0 && word[length - 1] == ',';
    if (more)
      word[length - 1] = '\0';
    if (strcmp(word, "after") == 0) {
      pass_time(room, at, text);
      return;
    }
    if (strcmp(word, "all") == 0 || strcmp(word, "others") == 0)
      for (size_t i = 0; i < room->count; i++)
        named[i] = word[0] == 'a' || i != room->last;
    else
      named[find_person(room, at, word)] = true;
  }
  const char *verb = next_word(&text);
  size_t last = room->last;
  for (size_t i = 0; i < room->count; i++)
    if (named[i]) {
      act(room, at, i, verb, text);
      last = room->last;
    }
  room->last = last;
}

void room_play(struct room *room, const char *name)
{
  const char *tree = getenv("top_srcdir");
  struct str path = {0};
  char *text = NULL;
  size_t size = 0;
  str_addf(&path, "%s/tests/tui/scripts/%s", tree != NULL ? tree : ".", name);
  FILE *script = fopen(str_text(&path), "r");
  if (script == NULL)
    fail_msg("%s cannot be opened", str_text(&path));
  for (int number = 1; getline(&text, &size, script) >= 0; number++) {
    text[strcspn(text, "\n")] = '\0';
    char *begin = text + strspn(text, " ");
    if (begin[0] == '\0' || begin[0] == '#')
      continue;
    char *said = mem_copy_text(begin);
    play_line(room, &(struct line){name, number, said}, begin);
    free(said);
  }
  free(text);
  fclose(script);
  str_clear(&path);
}

/* ---- Coming and going ---- */

void room_open(struct room *room, char *folder, const char *path, const char *const *names,
               size_t count)
{
  assert_true(count <= ROOM_MOST);
  *room = (struct room){.path = path, .count = count, .now = BEGIN};
  for (size_t i = 0; i < count; i++) {
    room->names[i] = names[i];
    room->people[i] = (struct program){.seen.folder = folder, .terminal = -1};
  }
  program_set_clock(folder, room->now);
}

void room_close(struct room *room)
{
  for (size_t i = 0; i < room->count; i++)
    program_close(&room->people[i]);
  unsetenv("KUNDRESA_CLOCK");
}
