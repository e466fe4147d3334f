#include "tui/key.h"

#include "base/i18n.h"

#include <curses.h>
#include <limits.h>
#include <stdio.h>
#include <string.h>
#include <wchar.h>

static const struct {
  int code;
  const char *name;
} special[] = {
    {KEY_LEFT, "Left"},    {KEY_RIGHT, "Right"},    {KEY_UP, "Up"},
    {KEY_DOWN, "Down"},    {KEY_HOME, "Home"},      {KEY_END, "End"},
    {KEY_PPAGE, "PageUp"}, {KEY_NPAGE, "PageDown"}, {KEY_BACKSPACE, "Backspace"},
    {KEY_DC, "Delete"},    {KEY_IC, "Insert"},      {KEY_ENTER, "Enter"},
    {KEY_BTAB, "S-Tab"},   {KEY_SLEFT, "S-Left"},   {KEY_SRIGHT, "S-Right"},
    {KEY_SR, "S-Up"},      {KEY_SF, "S-Down"},      {KEY_RESIZE, "Resize"},
};

/* Around a pasted text.  Terminals that we ask for it (screen.c) send these;
 * the codes are ours, far from those that curses gives away itself. */
enum { CODE_PASTE = 3001, CODE_PASTE_END };
static bool pasting;
static bool returned; /* the last pasted character ended a line as \r */
static bool idle;     /* there was no key when we looked last */

/* A key that was read too far; its kind is ERR when there is none. */
static wint_t ahead;
static int ahead_kind = ERR;

/* The parts of one key come that soon after each other. */
#define PART_MILLISECONDS 25

/* What curses calls arrows with Ctrl, which have no codes of their own. */
static const struct {
  const char *curses;
  const char *name;
} extended[] = {
    {"kLFT5", "C-Left"},
    {"kRIT5", "C-Right"},
    {"kUP", "S-Up"},
    {"kDN", "S-Down"},
};

void key_begin(void)
{
  pasting = false;
  idle = true;
  ahead_kind = ERR;
  define_key("\033[200~", CODE_PASTE);
  define_key("\033[201~", CODE_PASTE_END);
}

static struct key from_code(int code)
{
  struct key key = {0};
  const char *curses = keyname(code);
  for (size_t i = 0; curses != NULL && i < sizeof extended / sizeof extended[0]; i++)
    if (strcmp(extended[i].curses, curses) == 0)
      return key_make(extended[i].name);
  for (size_t i = 0; i < sizeof special / sizeof special[0]; i++)
    if (special[i].code == code)
      return key_make(special[i].name);
  if (code >= KEY_F(1) && code <= KEY_F(12))
    snprintf(key.name, sizeof key.name, "F%d", code - KEY_F0);
  else
    snprintf(key.name, sizeof key.name, "Unknown");
  return key;
}

static struct key from_mouse(void)
{
  MEVENT event;
  struct key key = {.name = "Mouse"};
  if (getmouse(&event) != OK)
    return (struct key){.name = "Unknown"};
  key.row = event.y;
  key.column = event.x;
  if ((event.bstate & (BUTTON1_CLICKED | BUTTON1_PRESSED | BUTTON1_DOUBLE_CLICKED)) != 0)
    key.mouse = MOUSE_CLICK;
  else if ((event.bstate & BUTTON4_PRESSED) != 0)
    key.mouse = MOUSE_WHEEL_UP;
  else if ((event.bstate & BUTTON5_PRESSED) != 0)
    key.mouse = MOUSE_WHEEL_DOWN;
  return key;
}

static struct key from_character(wint_t character)
{
  struct key key = {0};
  switch (character) {
  case '\r':
  case '\n':
    return key_make("Enter");
  case '\t':
    return key_make("Tab");
  case 27:
    return key_make("Esc");
  case 127:
  case 8:
    return key_make("Backspace");
  default:
    break;
  }
  if (character < 32) {
    snprintf(key.name, sizeof key.name, "C-%c", (int)character + (character < 27 ? 96 : 64));
    return key;
  }
  char bytes[MB_LEN_MAX + 1] = "";
  mbstate_t state = {0};
  size_t length = wcrtomb(bytes, (wchar_t)character, &state);
  if (length == (size_t)-1 || length >= sizeof key.name) /* NOLINT(misc-redundant-expression) */
    return (struct key){.name = "Unknown"};
  memcpy(key.name, bytes, length);
  key.types = true;
  return key;
}

/* What nearly every terminal sends, whatever TERM says of it: ESC [ or ESC O
 * with a letter, or ESC [ with a number and ~. */
static const struct {
  char last;
  int number;
  const char *name;
} sent[] = {
    {'A', 1, "Up"},     {'B', 1, "Down"},     {'C', 1, "Right"},  {'D', 1, "Left"},
    {'H', 1, "Home"},   {'F', 1, "End"},      {'Z', 1, "S-Tab"},  {'P', 1, "F1"},
    {'Q', 1, "F2"},     {'R', 1, "F3"},       {'S', 1, "F4"},     {'M', 1, "Enter"},
    {'~', 1, "Home"},   {'~', 2, "Insert"},   {'~', 3, "Delete"}, {'~', 4, "End"},
    {'~', 5, "PageUp"}, {'~', 6, "PageDown"}, {'~', 7, "Home"},   {'~', 8, "End"},
};

/* @number and @modifiers are 1 where the sequence has none. */
static struct key from_sent(char last, int number, int modifiers)
{
  for (size_t i = 0; i < sizeof sent / sizeof sent[0]; i++) {
    if (sent[i].last != last || sent[i].number != number)
      continue;
    struct key key = {0};
    snprintf(key.name, sizeof key.name, "%s%s",
             modifiers == 2   ? "S-"
             : modifiers == 5 ? "C-"
                              : "",
             sent[i].name);
    if (modifiers == 1 || modifiers == 2 || modifiers == 5)
      return key;
  }
  return (struct key){.name = "Unknown"};
}

/* After ESC [, up to and with the letter or sign that ends it.  One that never
 * ends, or is broken by something else, is as unknown. */
static struct key from_sequence(void)
{
  int numbers[3] = {0, 0, 0};
  int count = 0;
  bool known = true;
  wint_t got;
  int kind;
  while ((kind = get_wch(&got)) == OK && got >= 0x20 && got < 0x40) {
    if (got >= '0' && got <= '9' && numbers[count] < 1000)
      numbers[count] = numbers[count] * 10 + (int)(got - '0');
    else if (got == ';' && count < 2)
      count++;
    else
      known = false;
  }
  if (kind == KEY_CODE_YES || (kind == OK && got < 0x20)) {
    ahead = got;
    ahead_kind = kind;
    known = false;
  }
  if (kind != OK || !known || count == 2 || got == 'M')
    return (struct key){.name = "Unknown"};
  return from_sent((char)got, numbers[0] == 0 ? 1 : numbers[0], numbers[1] == 0 ? 1 : numbers[1]);
}

/* After an ESC that curses could not make a key of. */
static struct key from_escape(void)
{
  wint_t got;
  wint_t letter;
  struct key key = key_make("Esc");
  int kind = get_wch(&got);
  if (kind == ERR)
    return key;
  ahead = got;
  ahead_kind = kind;
  if (kind != OK || (got != '[' && got != 'O'))
    return key;
  timeout(PART_MILLISECONDS);
  if (got == '[') {
    ahead_kind = ERR;
    key = from_sequence();
  } else {
    kind = get_wch(&letter);
    if (kind == OK && letter > 0x20 && letter < 0x7f) {
      ahead_kind = ERR;
      key = from_sent((char)letter, 1, 1);
    } else if (kind != ERR) {
      ahead = letter; /* the O is lost with what nobody knows */
      ahead_kind = kind;
      key = (struct key){.name = "Unknown"};
    }
  }
  nodelay(stdscr, TRUE);
  return key;
}

/* Makes a character of a pasted text of it; false when it is to be left out. */
static bool from_pasted(struct key *key, wint_t character)
{
  bool second = returned && character == '\n'; /* of \r\n */
  returned = character == '\r';
  if (second)
    return false;
  *key = character == '\t' ? key_make(" ") : from_character(character);
  key->pasted = true;
  return key->types || key_is(key, "Enter");
}

bool key_read(struct key *key)
{
  for (;;) {
    wint_t got = ahead;
    int kind = ahead_kind;
    if (kind == ERR)
      kind = get_wch(&got);
    ahead_kind = ERR;
    bool first = idle;
    idle = kind == ERR;
    if (kind == ERR)
      return false;
    if (kind == KEY_CODE_YES && (got == CODE_PASTE || got == CODE_PASTE_END)) {
      pasting = got == CODE_PASTE;
      returned = false;
      continue;
    }
    /* Should the end of a paste have been lost, Esc alone gets out of it. */
    if (pasting && first && kind == OK && got == 27)
      pasting = false;
    if (kind == KEY_CODE_YES) {
      *key = got == KEY_MOUSE ? from_mouse() : from_code((int)got);
      return true;
    }
    if (!pasting) {
      *key = got == 27 ? from_escape() : from_character(got);
      return true;
    }
    if (from_pasted(key, got))
      return true;
  }
}

struct key key_make(const char *name)
{
  struct key key = {0};
  snprintf(key.name, sizeof key.name, "%s", name);
  key.types = (unsigned char)name[0] >= 0x80 || (name[0] != '\0' && name[1] == '\0');
  return key;
}

/* What people call a key that has no sign of its own. */
static const char *key_words(const char *name)
{
  static const struct {
    const char *name;
    const char *words;
  } known[] = {{" ", NC_("key", "Space")},
               {"Up", NC_("key", "Up")},
               {"Down", NC_("key", "Down")},
               {"Left", NC_("key", "Left")},
               {"Right", NC_("key", "Right")}};
  for (size_t i = 0; i < sizeof known / sizeof known[0]; i++)
    if (strcmp(name, known[i].name) == 0)
      return i18n_text(known[i].words);
  return name;
}

void key_add_words(struct str *out, const char *name)
{
  bool control = strncmp(name, "C-", 2) == 0;
  bool shift = strncmp(name, "S-", 2) == 0;
  if ((!control && !shift) || name[2] == '\0') {
    str_add(out, key_words(name));
    return;
  }
  str_addf(out, "%s-", control ? "Ctrl" : i18n_text(NC_("key", "Shift")));
  if (name[3] == '\0' && name[2] >= 'a' && name[2] <= 'z')
    str_add_char(out, (char)(name[2] - 'a' + 'A'));
  else
    str_add(out, key_words(name + 2));
}

bool key_is(const struct key *key, const char *name)
{
  return strcmp(key->name, name) == 0;
}

void key_use_mouse(bool use)
{
  mousemask(use ? BUTTON1_CLICKED | BUTTON1_PRESSED | BUTTON4_PRESSED | BUTTON5_PRESSED : 0, NULL);
  mouseinterval(0);
}
