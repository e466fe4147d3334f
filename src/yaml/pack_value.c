#include "yaml/pack_value.h"

#include "base/i18n.h"
#include "base/mem.h"
#include "base/near.h"
#include "base/text.h"
#include "model/enumeration.h"
#include "yaml/pack_read.h"

#include <ctype.h>
#include <stdlib.h>
#include <string.h>

#define WHOLE_DIGITS_MOST 9

static void *at(const struct pack_slot *slot, size_t offset)
{
  return (char *)slot->base + offset;
}

/* Notes a fault at events->now: "Rule X: severity: found …". */
static void note(const struct pack_slot *slot, const char *remedy, const char *format, ...)
    __attribute__((format(printf, 3, 4)));
static void note(const struct pack_slot *slot, const char *remedy, const char *format, ...)
{
  const struct event *now = &slot->events->now;
  char text[400];
  va_list arguments;
  va_start(arguments, format);
  vsnprintf(text, sizeof text, format, arguments);
  va_end(arguments);
  event_note(slot->events, now->line, now->column, remedy, "%s: %s: %s", slot->name, slot->key->key,
             text);
}

void pack_refuse(const struct pack_slot *slot, const char *expected)
{
  struct event_reader *events = slot->events;
  if (events->now.kind != EVENT_BROKEN && events->now.kind != EVENT_STOP)
    note(slot,
         event_is_nothing(events) ? _("Leave the key out where there is nothing to say.") : "",
         _("found %s, expected %s."), event_words(events), expected);
  event_skip(events);
}

/* Whether a single value with something in it stands at events->now. */
static bool is_scalar(const struct pack_slot *slot, const char *expected)
{
  if (slot->events->now.kind == EVENT_SCALAR && !event_is_nothing(slot->events))
    return true;
  pack_refuse(slot, expected);
  return false;
}

static bool read_id(const struct pack_slot *slot, char **id)
{
  const struct event *now = &slot->events->now;
  if (!is_scalar(slot, _("an id")))
    return false;
  bool good = isalpha((unsigned char)now->text[0]) != 0 && now->length <= slot->key->most;
  for (size_t i = 0; i < now->length && good; i++)
    good = isalnum((unsigned char)now->text[i]) != 0 || strchr("._-", now->text[i]) != NULL;
  if (good)
    mem_set_text(id, now->text);
  else
    note(slot, "",
         _("found '%.60s', expected a letter and then letters, digits, '.', '_' and '-', at most "
           "%zu in all."),
         now->text, slot->key->most);
  return good;
}

static bool read_text(const struct pack_slot *slot, bool newlines, char **text)
{
  const struct event *now = &slot->events->now;
  if (!is_scalar(slot, newlines ? _("a text") : _("one line of text")))
    return false;
  const char *unsafe = text_first_unsafe(now->text, newlines);
  if (unsafe != NULL) {
    note(slot, "",
         *unsafe == '\n' ? _("found several lines, expected one.")
                         : _("found a character that cannot be shown."));
    return false;
  }
  if (text_count(now->text, now->length) > slot->key->most) {
    note(slot, _("Shorten it."), _("found more than %zu characters."), slot->key->most);
    return false;
  }
  mem_set_text(text, now->text);
  return true;
}

/* The {names} of a text are known, and none is left open. */
static bool check_names(const struct pack_slot *slot, const char *text)
{
  size_t length;
  const char *name = rule_words_unknown(text, &length);
  if (name == NULL)
    return true;
  char *word = mem_copy_span(name, length);
  const char *near = rule_field_near(word);
  char remedy[128];
  if (near != NULL)
    snprintf(remedy, sizeof remedy, _("Did you mean '%s'?"), near);
  else
    snprintf(remedy, sizeof remedy, "%s", _("kundresa-rules(5) lists the fields."));
  note(slot, remedy, _("found '{%.60s}', which is no field."), word);
  free(word);
  return false;
}

static bool read_one_of_words(const struct pack_slot *slot, char **text)
{
  bool filled = slot->key->value == PACK_FILLED;
  return read_text(slot, true, text) && (!filled || check_names(slot, *text));
}

/* Reads one "sv: …" into the text at its place. */
static bool read_language(const struct pack_slot *slot, char **const places[3])
{
  static const char *const tags[] = {"sv", "nb", "en"};
  struct event_reader *events = slot->events;
  size_t language = 0;
  while (language < 3 &&
         (events->now.kind != EVENT_SCALAR || strcmp(tags[language], events->now.text) != 0))
    language++;
  if (language < 3 && *places[language] == NULL) {
    event_next(events);
    return read_one_of_words(slot, places[language]);
  }
  if (events->now.kind == EVENT_SCALAR && language < 3)
    note(slot, _("Keep one of them."), _("found '%.60s' twice."), events->now.text);
  else if (events->now.kind == EVENT_SCALAR)
    note(slot, _("There are sv, nb and en."), _("found the unknown language '%.60s'."),
         events->now.text);
  else if (events->now.kind != EVENT_BROKEN)
    note(slot, _("There are sv, nb and en."), _("found %s, expected a key."), event_words(events));
  event_skip(events);
  event_next(events);
  event_skip(events);
  return false;
}

/* "a text", or { sv: …, nb: …, en: … }; where there is no English, another stands in. */
static bool read_words(const struct pack_slot *slot, struct words *words)
{
  struct event_reader *events = slot->events;
  if (events->now.kind != EVENT_MAPPING)
    return read_one_of_words(slot, &words->en);
  char **const places[] = {&words->sv, &words->nb, &words->en};
  bool good = true;
  long line = events->now.line;
  long column = events->now.column;
  while (event_next(events) != EVENT_CLOSE && events->now.kind != EVENT_STOP)
    good = read_language(slot, places) && good;
  if (words->en == NULL)
    words->en = mem_copy_text(words->sv != NULL ? words->sv : words->nb);
  if (words->en == NULL && good) {
    event_note(events, line, column, "", "%s: %s: %s", slot->name, slot->key->key,
               _("found no text, expected one in sv, nb or en."));
    good = false;
  }
  return good;
}

static bool read_day(const struct pack_slot *slot, date_day *day)
{
  const struct event *now = &slot->events->now;
  if (!is_scalar(slot, _("a day, as \"2026-11-30\"")))
    return false;
  if (slot->key->value == PACK_DAY_SEEN && strcmp(now->text, "unknown") == 0) {
    *day = DAY_NOT_SEEN;
    return true;
  }
  if (date_parse(now->text, day))
    return true;
  note(slot, slot->key->value == PACK_DAY_SEEN ? _("Write unknown where no source tells it.") : "",
       _("found '%.60s', expected a day, as \"2026-11-30\"."), now->text);
  return false;
}

/* Digits, and with @decimals up to two more after a point. */
static bool read_number(const struct pack_slot *slot, bool decimals, int64_t *number)
{
  const struct event *now = &slot->events->now;
  const char *expected =
      decimals ? _("a number, as 12.50") : _("a whole number that is more than 0");
  if (!is_scalar(slot, expected))
    return false;
  size_t whole = strspn(now->text, "0123456789");
  const char *rest = now->text + whole;
  size_t after = rest[0] == '.' ? strspn(rest + 1, "0123456789") : 0;
  bool good = whole > 0 && whole <= WHOLE_DIGITS_MOST && rest[after > 0 ? after + 1 : 0] == '\0' &&
              after <= (decimals ? 2 : 0);
  int64_t value = good ? strtoll(now->text, NULL, 10) : 0;
  if (good && decimals)
    value = value * 100 + (after > 0 ? (rest[1] - '0') * 10 : 0) + (after > 1 ? rest[2] - '0' : 0);
  if (!decimals)
    good = good && value > 0 && value <= (int64_t)slot->key->most;
  if (good)
    *number = value;
  else
    note(slot, "", _("found '%.60s', expected %s."), now->text, expected);
  return good;
}

static bool read_truth(const struct pack_slot *slot, bool *truth)
{
  const struct event *now = &slot->events->now;
  if (!is_scalar(slot, _("true or false")))
    return false;
  *truth = strcmp(now->text, "true") == 0;
  if (*truth || strcmp(now->text, "false") == 0)
    return true;
  note(slot, "", _("found '%.60s', expected %s."), now->text, _("true or false"));
  return false;
}

/* The place of a fault in conditions: exact where they stand on one line. */
static bool read_terms(const struct pack_slot *slot)
{
  struct event_reader *events = slot->events;
  const struct event *now = &events->now;
  char **text = at(slot, slot->key->text_offset);
  struct rule_terms *terms = at(slot, slot->key->offset);
  if (!is_scalar(slot, _("conditions, as kind = reminder & fee > 0")) ||
      !read_text(slot, true, text))
    return false;
  struct error fault = {0};
  if (rule_terms_parse(*text, terms, &fault) == STATUS_OK)
    return true;
  long column = now->column;
  if (now->one_line)
    column += fault.column - 1 + (now->plain ? 0 : 1);
  event_note(events, now->line, column, fault.remedy, "%s: %s: %s", slot->name, slot->key->key,
             fault.text);
  return false;
}

static const char *nearest(const char *words, const char *word, char *buffer, size_t size)
{
  char *copy = mem_copy_text(words);
  char *rest = NULL;
  struct near near = near_start(word);
  for (char *known = strtok_r(copy, " ", &rest); known != NULL; known = strtok_r(NULL, " ", &rest))
    near_offer(&near, known);
  if (near.best != NULL)
    snprintf(buffer, size, _("Did you mean '%s'?"), near.best);
  else
    snprintf(buffer, size, _("It can be: %.200s."), words);
  free(copy);
  return buffer;
}

/* The place of the word at events->now among @words, or -1 with its fault. */
static int find_word(const struct pack_slot *slot, const char *words)
{
  const struct event *now = &slot->events->now;
  if (!is_scalar(slot, _("one of the known words")))
    return -1;
  int index = 0;
  for (const char *word = words; *word != '\0'; index++) {
    size_t length = strcspn(word, " ");
    if (length == now->length && memcmp(word, now->text, length) == 0)
      return index;
    word += length;
    word += strspn(word, " ");
  }
  char remedy[256];
  note(slot, nearest(words, now->text, remedy, sizeof remedy), _("found '%.60s'."), now->text);
  return -1;
}

/* One of the tokens of @list. */
static bool read_enum(const struct pack_slot *slot, const struct enumeration *list, int64_t *value)
{
  struct str words = {0};
  for (size_t i = 0; i < list->count; i++)
    str_addf(&words, "%s%s", i > 0 ? " " : "", list->tokens[i]);
  int index = find_word(slot, str_text(&words));
  str_clear(&words);
  if (index >= 0)
    *value = index;
  return index >= 0;
}

static bool add_token(const struct pack_slot *slot, void *into)
{
  int64_t value = 0;
  if (!read_enum(slot, &enumerations[slot->key->field], &value))
    return false;
  *(uint64_t *)into |= (uint64_t)1 << value;
  return true;
}

static bool add_bit(const struct pack_slot *slot, uint64_t *bits)
{
  const char *tokens = rule_fields[slot->key->field].tokens;
  const struct event *now = &slot->events->now;
  if (slot->key->field == RULE_FIELD_aud && now->kind == EVENT_SCALAR &&
      strcmp(now->text, "both") == 0) {
    *bits = 3;
    return true;
  }
  int index = find_word(slot, tokens);
  if (index >= 0)
    *bits |= (uint64_t)1 << index;
  return index >= 0;
}

/* Walks a list of single values, or the one value that stands instead. */
static bool read_each(const struct pack_slot *slot, bool (*read)(const struct pack_slot *, void *),
                      void *into)
{
  struct event_reader *events = slot->events;
  if (events->now.kind != EVENT_LIST)
    return read(slot, into);
  bool good = true;
  size_t count = 0;
  while (event_next(events) != EVENT_CLOSE && events->now.kind != EVENT_STOP)
    if (++count <= PACK_ITEMS_MOST) {
      good = read(slot, into) && good;
    } else {
      if (good)
        note(slot, _("Split the pack."), _("found more than %d entries."), PACK_ITEMS_MOST);
      event_skip(events);
      good = false;
    }
  return good;
}

static bool read_bit(const struct pack_slot *slot, void *into)
{
  return add_bit(slot, into);
}

static bool add_id(const struct pack_slot *slot, void *into)
{
  char ***list = into;
  char *id = NULL;
  if (!read_id(slot, &id))
    return false;
  size_t count = 0;
  while (*list != NULL && (*list)[count] != NULL)
    count++;
  *list = mem_resize(*list, count + 2, sizeof **list);
  (*list)[count] = id;
  (*list)[count + 1] = NULL;
  return true;
}

bool pack_read_value(const struct pack_slot *slot)
{
  const struct pack_key *key = slot->key;
  void *place = at(slot, key->offset);
  int index;
  switch (key->value) {
  case PACK_ID:
    return read_id(slot, place);
  case PACK_LINE:
    return read_text(slot, false, place);
  case PACK_TEXT:
    return read_text(slot, true, place);
  case PACK_WORDS:
  case PACK_FILLED:
    return read_words(slot, place);
  case PACK_DAY:
  case PACK_DAY_SEEN:
    return read_day(slot, place);
  case PACK_AMOUNT:
    return read_number(slot, true, place);
  case PACK_COUNT:
    return read_number(slot, false, place);
  case PACK_TRUTH:
    return read_truth(slot, place);
  case PACK_TERMS:
    return read_terms(slot);
  case PACK_IDS:
    return read_each(slot, add_id, place);
  case PACK_BITS:
    return read_each(slot, read_bit, place);
  case PACK_OWNER:
    return read_enum(slot, &enumerations[ENUM_department], place);
  case PACK_ENUM:
    return read_enum(slot, &enumerations[key->field], place);
  case PACK_SET:
    return read_each(slot, add_token, place);
  case PACK_WORD:
    if (find_word(slot, key->words) < 0)
      return false;
    mem_set_text(place, slot->events->now.text);
    return true;
  default:
    index = find_word(slot, key->words);
    if (index < 0)
      return false;
    if (key->value == PACK_OF_FIELD)
      index = rule_field_find(slot->events->now.text, slot->events->now.length);
    *(int *)place = index;
    return true;
  }
}
