#include "yaml/lexicon_read.h"

#include "base/i18n.h"
#include "base/mem.h"
#include "base/near.h"
#include "base/str.h"
#include "language/reading.h"
#include "yaml/event.h"

#include <stdlib.h>
#include <string.h>

#define VERSION_KEY "kundresa_tone"

static const struct event_limits limits = {.bytes = 8UL * 1024 * 1024, .scalar = 2000, .depth = 8};

/* One phrase of the marker at hand, and where it stands. */
struct words {
  char *text;
  long line, column;
};

struct lexicon_reader {
  struct event_reader events;
  struct lexicon *lexicon;   /* NULL until the language is known */
  bool versioned, languaged; /* these keys were there */
  /* The marker at hand. */
  struct marker marker;
  struct words *words; /* its phrases or its one stem */
  size_t word_count, word_capacity;
  int texts;    /* keys that gave it words */
  bool refused; /* what one of them holds, with a fault noted */
  bool weighed, signalled;
};

/* One key of a mapping: what reads the value that follows it. */
struct key {
  const char *name;
  void (*read)(struct lexicon_reader *reader, const char *key);
};

/* ---- Values ---- */

static void refuse(struct lexicon_reader *reader, const char *key, const char *expected)
{
  struct event_reader *events = &reader->events;
  if (events->now.kind == EVENT_SCALAR)
    event_note(events, events->now.line, events->now.column, "",
               _("%s: found '%.60s', expected %s."), key, events->now.text, expected);
  else if (events->now.kind != EVENT_BROKEN && events->now.kind != EVENT_STOP)
    event_note(events, events->now.line, events->now.column, "", _("%s: found %s, expected %s."),
               key, event_words(events), expected);
  event_skip(events);
}

/* The text at hand, or NULL with its fault noted. */
static const char *take_text(struct lexicon_reader *reader, const char *key)
{
  struct event_reader *events = &reader->events;
  if (events->now.kind == EVENT_SCALAR && !event_is_nothing(events) && events->now.length > 0)
    return events->now.text;
  refuse(reader, key, _("a text"));
  return NULL;
}

static bool take_number(struct lexicon_reader *reader, const char *key, long least, long most,
                        int *number)
{
  struct event_reader *events = &reader->events;
  if (events->now.kind == EVENT_SCALAR && events->now.plain && events->now.length > 0) {
    char *end;
    long read = strtol(events->now.text, &end, 10);
    if (*end == '\0' && read >= least && read <= most) {
      *number = (int)read;
      return true;
    }
  }
  char expected[80];
  snprintf(expected, sizeof expected, _("a whole number from %ld to %ld"), least, most);
  refuse(reader, key, expected);
  return false;
}

/* Notes a word that is none of the known ones, with the nearest of them. */
static void note_unknown(struct lexicon_reader *reader, struct near near)
{
  struct event_reader *events = &reader->events;
  char remedy[128] = "";
  if (near.best != NULL)
    snprintf(remedy, sizeof remedy, _("Did you mean '%s'?"), near.best);
  event_note(events, events->now.line, events->now.column, remedy,
             _("Found '%.60s', which is not known here."), events->now.text);
}

static void note_fault(struct lexicon_reader *reader, struct error *fault, long line, long column)
{
  error_place(fault, reader->events.name, line, column);
  problems_add(reader->events.problems, fault);
}

/* ---- Mappings and lists ---- */

/* Reads the mapping at hand by the table @keys (@count of them). */
static void read_keys(struct lexicon_reader *reader, const struct key *keys, size_t count)
{
  struct event_reader *events = &reader->events;
  uint64_t seen = 0;
  while (event_next(events) != EVENT_CLOSE && events->now.kind != EVENT_STOP) {
    if (events->now.kind != EVENT_SCALAR) {
      refuse(reader, VERSION_KEY, _("a key"));
      event_next(events);
      event_skip(events);
      continue;
    }
    size_t at = 0;
    while (at < count && strcmp(keys[at].name, events->now.text) != 0)
      at++;
    bool good = at < count && (seen >> at & 1) == 0;
    if (at == count) {
      struct near near = near_start(events->now.text);
      for (size_t i = 0; i < count; i++)
        near_offer(&near, keys[i].name);
      note_unknown(reader, near);
    } else if (!good)
      event_note(events, events->now.line, events->now.column, _("Keep one of them."),
                 _("Found '%s' twice."), keys[at].name);
    else
      seen |= UINT64_C(1) << at;
    event_next(events);
    if (good)
      keys[at].read(reader, keys[at].name);
    else
      event_skip(events);
    if (events->now.kind == EVENT_STOP)
      return;
  }
}

/* Reads a mapping from names to numbers; @find gives a name's place, or -1. */
static void read_numbers(struct lexicon_reader *reader, const char *key, long least, long most,
                         int (*find)(const char *name, size_t length, struct near *near),
                         void (*put)(struct lexicon_reader *reader, int at, int number))
{
  struct event_reader *events = &reader->events;
  if (events->now.kind != EVENT_MAPPING) {
    refuse(reader, key, _("keys with values"));
    return;
  }
  while (event_next(events) != EVENT_CLOSE && events->now.kind != EVENT_STOP) {
    char name[64] = "";
    int at = -1;
    if (events->now.kind == EVENT_SCALAR) {
      struct near near = near_start(events->now.text);
      at = find(events->now.text, events->now.length, &near);
      snprintf(name, sizeof name, "%s", events->now.text);
      if (at < 0)
        note_unknown(reader, near);
    } else {
      refuse(reader, key, _("a key"));
    }
    event_next(events);
    int number;
    if (at < 0)
      event_skip(events);
    else if (take_number(reader, name, least, most, &number))
      put(reader, at, number);
  }
}

typedef enum status text_taker(struct lexicon *lexicon, const char *text, struct error *err);

/* Reads a list of texts, each of which @add takes, or the group of words called @key
 * where it is NULL. */
static void read_texts(struct lexicon_reader *reader, const char *key, text_taker *add)
{
  struct event_reader *events = &reader->events;
  if (events->now.kind != EVENT_LIST) {
    refuse(reader, key, _("a list, as [one, two]"));
    return;
  }
  while (event_next(events) != EVENT_CLOSE && events->now.kind != EVENT_STOP) {
    const char *text = take_text(reader, key);
    struct error fault = {0};
    if (text == NULL || reader->lexicon == NULL)
      continue;
    if ((add != NULL ? add(reader->lexicon, text, &fault)
                     : lexicon_add_word(reader->lexicon, key, text, &fault)) != STATUS_OK)
      note_fault(reader, &fault, events->now.line, events->now.column);
  }
}

/* Whether the language is known, which all that follows needs. */
static bool has_language(struct lexicon_reader *reader, const char *key)
{
  struct event_reader *events = &reader->events;
  if (reader->lexicon != NULL)
    return true;
  event_note(events, events->now.line, events->now.column, _("Write the language first."),
             _("Found '%s' before the language."), key);
  event_stop(events);
  return false;
}

/* ---- The keys of a marker ---- */

static void keep_text(struct lexicon_reader *reader, const char *key, char **slot)
{
  const char *text = take_text(reader, key);
  if (text != NULL)
    mem_set_text(slot, text);
}

static void read_id(struct lexicon_reader *reader, const char *key)
{
  keep_text(reader, key, &reader->marker.id);
}

/* Adds the words at hand to the marker's. */
static void keep_words(struct lexicon_reader *reader, const char *key)
{
  const struct event_reader *events = &reader->events;
  struct words words = {NULL, events->now.line, events->now.column};
  keep_text(reader, key, &words.text);
  if (words.text == NULL) {
    reader->refused = true;
    return;
  }
  if (reader->word_count == reader->word_capacity) {
    reader->word_capacity = reader->word_capacity == 0 ? 16 : reader->word_capacity * 2;
    reader->words = mem_resize(reader->words, reader->word_capacity, sizeof *reader->words);
  }
  reader->words[reader->word_count++] = words;
}

static void read_phrase(struct lexicon_reader *reader, const char *key)
{
  reader->texts++;
  keep_words(reader, key);
}

static void read_phrases(struct lexicon_reader *reader, const char *key)
{
  struct event_reader *events = &reader->events;
  reader->texts++;
  if (events->now.kind != EVENT_LIST) {
    reader->refused = true;
    refuse(reader, key, _("a list, as [one, two]"));
    return;
  }
  while (event_next(events) != EVENT_CLOSE && events->now.kind != EVENT_STOP)
    keep_words(reader, key);
}

static void read_stem(struct lexicon_reader *reader, const char *key)
{
  reader->marker.kind = MARKER_STEM;
  reader->texts++;
  keep_words(reader, key);
}

static void read_reason(struct lexicon_reader *reader, const char *key)
{
  keep_text(reader, key, &reader->marker.reason);
}

static void read_weight(struct lexicon_reader *reader, const char *key)
{
  reader->weighed = true;
  take_number(reader, key, -LEXICON_WEIGHT_MOST, LEXICON_WEIGHT_MOST, &reader->marker.weight);
}

static int find_signal(const char *name, size_t length, struct near *near)
{
  int found = signal_find(name, length);
  for (int i = 0; i < SIGNAL_COUNT && found < 0; i++)
    near_offer(near, signal_token((enum signal)i));
  return found;
}

static void read_signal(struct lexicon_reader *reader, const char *key)
{
  struct event_reader *events = &reader->events;
  reader->signalled = true;
  const char *text = take_text(reader, key);
  if (text == NULL)
    return;
  struct near near = near_start(text);
  int signal = find_signal(text, events->now.length, &near);
  if (signal < 0)
    note_unknown(reader, near);
  else
    reader->marker.signal = (enum signal)signal;
}

static void read_tells(struct lexicon_reader *reader, const char *key)
{
  struct event_reader *events = &reader->events;
  if (events->now.kind != EVENT_LIST) {
    refuse(reader, key, _("a list, as [one, two]"));
    return;
  }
  while (event_next(events) != EVENT_CLOSE && events->now.kind != EVENT_STOP) {
    const char *text = take_text(reader, key);
    if (text == NULL)
      continue;
    int tells = tells_find(text, events->now.length);
    struct near near = near_start(text);
    for (int i = 0; i < TELLS_COUNT && tells < 0; i++)
      near_offer(&near, tells_token((enum tells)i));
    if (tells < 0)
      note_unknown(reader, near);
    else
      reader->marker.tells |= TELLS_BIT(tells);
  }
}

static void read_truth(struct lexicon_reader *reader, const char *key, bool *truth)
{
  struct event_reader *events = &reader->events;
  bool yes = events->now.kind == EVENT_SCALAR && strcmp(events->now.text, "true") == 0;
  bool no = events->now.kind == EVENT_SCALAR && strcmp(events->now.text, "false") == 0;
  if (yes || no)
    *truth = yes;
  else
    refuse(reader, key, _("true or false"));
}

static void read_negatable(struct lexicon_reader *reader, const char *key)
{
  read_truth(reader, key, &reader->marker.negatable);
}

static void read_presupposes(struct lexicon_reader *reader, const char *key)
{
  read_truth(reader, key, &reader->marker.presupposes);
}

static void read_needs(struct lexicon_reader *reader, const char *key)
{
  static const char *const words[] = {
      [NEED_DATE] = "date", [NEED_DATE_AFTER] = "date-after", [NEED_AMOUNT] = "amount"};
  const char *text = take_text(reader, key);
  if (text == NULL)
    return;
  struct near near = near_start(text);
  for (enum marker_need need = NEED_DATE; need <= NEED_AMOUNT; need++) {
    if (strcmp(text, words[need]) == 0) {
      reader->marker.needs = need;
      return;
    }
    near_offer(&near, words[need]);
  }
  note_unknown(reader, near);
}

static const struct key marker_keys[] = {
    {"id", read_id},       {"phrase", read_phrase},           {"phrases", read_phrases},
    {"stem", read_stem},   {"signal", read_signal},           {"weight", read_weight},
    {"tells", read_tells}, {"reason", read_reason},           {"negatable", read_negatable},
    {"needs", read_needs}, {"presupposes", read_presupposes},
};

static void clear_marker(struct lexicon_reader *reader)
{
  free(reader->marker.id);
  free(reader->marker.reason);
  while (reader->word_count > 0)
    free(reader->words[--reader->word_count].text);
  reader->marker = (struct marker){.signal = SIGNAL_NONE};
  reader->texts = 0;
  reader->refused = false;
  reader->weighed = reader->signalled = false;
}

/* Adds the marker once for each of its phrases; those after the first are called
 * by its id and their number ("late-fee-2"). */
static void add_family(struct lexicon_reader *reader)
{
  struct str id = {0};
  for (size_t i = 0; i < reader->word_count; i++) {
    struct marker marker = reader->marker;
    marker.text = reader->words[i].text;
    if (i > 0) {
      str_cut(&id, 0);
      str_addf(&id, "%s-%zu", reader->marker.id, i + 1);
      marker.id = id.text;
    }
    struct error fault = {0};
    if (lexicon_add(reader->lexicon, &marker, &fault) != STATUS_OK)
      note_fault(reader, &fault, reader->words[i].line, reader->words[i].column);
  }
  str_clear(&id);
}

/* Says what a marker lacks, or adds it. */
static void finish_marker(struct lexicon_reader *reader, long line, long column)
{
  struct event_reader *events = &reader->events;
  struct marker *marker = &reader->marker;
  if (marker->id == NULL)
    event_note(events, line, column, "", _("A marker: found no '%s'."), "id");
  else if (reader->texts != 1 || (reader->word_count == 0 && !reader->refused))
    event_note(events, line, column, "",
               _("Marker %.60s: expected either 'phrase', 'phrases' or 'stem'."), marker->id);
  else if (!reader->signalled)
    event_note(events, line, column, _("Write 'none' for what only tells something."),
               _("Marker %.60s: found no '%s'."), marker->id, "signal");
  else if (!reader->weighed && marker->signal != SIGNAL_NONE && marker->signal != SIGNAL_TERMS)
    event_note(events, line, column, "", _("Marker %.60s: found no '%s'."), marker->id, "weight");
  else
    add_family(reader);
}

static void read_markers(struct lexicon_reader *reader, const char *key)
{
  struct event_reader *events = &reader->events;
  if (!has_language(reader, key))
    return;
  if (events->now.kind != EVENT_LIST) {
    refuse(reader, key, _("a list of entries that begin with '- '"));
    return;
  }
  while (event_next(events) != EVENT_CLOSE && events->now.kind != EVENT_STOP) {
    if (events->now.kind != EVENT_MAPPING) {
      refuse(reader, key, _("an entry of keys with values"));
      continue;
    }
    long line = events->now.line, column = events->now.column;
    clear_marker(reader);
    read_keys(reader, marker_keys, sizeof marker_keys / sizeof marker_keys[0]);
    if (events->now.kind == EVENT_CLOSE)
      finish_marker(reader, line, column);
  }
}

/* ---- The keys of the file ---- */

static void read_format(struct lexicon_reader *reader, const char *key)
{
  struct event_reader *events = &reader->events;
  reader->versioned = true;
  if (events->now.kind == EVENT_SCALAR && strcmp(events->now.text, "1") == 0)
    return;
  refuse(reader, key, "1");
  event_stop(events);
}

static void read_language(struct lexicon_reader *reader, const char *key)
{
  reader->languaged = true;
  const char *text = take_text(reader, key);
  int language = text != NULL ? language_of(text) : LANGUAGE_NONE;
  if (language >= 0 && reader->lexicon == NULL)
    reader->lexicon = lexicon_new((enum language)language);
  else if (text != NULL)
    refuse(reader, key, _("sv, nb or en"));
}

static void read_version(struct lexicon_reader *reader, const char *key)
{
  const char *text = take_text(reader, key);
  if (text != NULL && has_language(reader, key))
    lexicon_set_version(reader->lexicon, text);
}

static int find_tone(const char *name, size_t length, struct near *near)
{
  for (int i = 0; i < TONE_COUNT; i++)
    near_offer(near, tone_token((enum tone)i));
  for (int i = 0; i < TONE_COUNT; i++)
    if (strlen(tone_token((enum tone)i)) == length &&
        memcmp(tone_token((enum tone)i), name, length) == 0)
      return i;
  return -1;
}

/* The scale is one for all languages, so that steps can be compared: a lexicon
 * may state it, not change it. */
static void check_band(struct lexicon_reader *reader, int tone, int band)
{
  struct event_reader *events = &reader->events;
  if (band != tone_band[tone])
    event_note(events, events->now.line, events->now.column,
               _("The scale is one for all languages."), _("%s: found %d, expected %d."),
               tone_token((enum tone)tone), band, tone_band[tone]);
}

static void read_bands(struct lexicon_reader *reader, const char *key)
{
  read_numbers(reader, key, -LEXICON_WEIGHT_MOST, LEXICON_WEIGHT_MOST, find_tone, check_band);
}

static void put_cap(struct lexicon_reader *reader, int signal, int most)
{
  lexicon_set_cap(reader->lexicon, (enum signal)signal, most);
}

static void read_caps(struct lexicon_reader *reader, const char *key)
{
  if (has_language(reader, key))
    read_numbers(reader, key, 0, LEXICON_CAP_MOST, find_signal, put_cap);
}

static const char *const shouts[] = {"capitals", "exclamations"};

static int find_shout(const char *name, size_t length, struct near *near)
{
  for (int i = 0; i < 2; i++)
    near_offer(near, shouts[i]);
  for (int i = 0; i < 2; i++)
    if (strlen(shouts[i]) == length && memcmp(shouts[i], name, length) == 0)
      return i;
  return -1;
}

static void put_shout(struct lexicon_reader *reader, int which, int weight)
{
  lexicon_set_shouting(reader->lexicon, which == 0 ? weight : -1, which == 1 ? weight : -1);
}

static void read_shouting(struct lexicon_reader *reader, const char *key)
{
  if (has_language(reader, key))
    read_numbers(reader, key, 0, LEXICON_WEIGHT_MOST, find_shout, put_shout);
}

static void read_negations(struct lexicon_reader *reader, const char *key)
{
  if (has_language(reader, key))
    read_texts(reader, key, lexicon_add_negation);
}

static void read_conditions(struct lexicon_reader *reader, const char *key)
{
  if (has_language(reader, key))
    read_texts(reader, key, lexicon_add_condition);
}

/* Groups of words by their names, as "paid: [paid, settled]". */
static void read_words(struct lexicon_reader *reader, const char *key)
{
  struct event_reader *events = &reader->events;
  if (!has_language(reader, key))
    return;
  if (events->now.kind != EVENT_MAPPING) {
    refuse(reader, key, _("keys with values"));
    return;
  }
  while (event_next(events) != EVENT_CLOSE && events->now.kind != EVENT_STOP) {
    if (events->now.kind != EVENT_SCALAR) {
      refuse(reader, key, _("a key"));
      event_next(events);
      event_skip(events);
      continue;
    }
    char name[64];
    snprintf(name, sizeof name, "%s", events->now.text);
    event_next(events);
    read_texts(reader, name, NULL);
  }
}

static void read_abbreviations(struct lexicon_reader *reader, const char *key)
{
  if (has_language(reader, key))
    read_texts(reader, key, lexicon_add_abbreviation);
}

static const struct key file_keys[] = {
    {VERSION_KEY, read_format},    {"language", read_language},
    {"version", read_version},     {"bands", read_bands},
    {"caps", read_caps},           {"shouting", read_shouting},
    {"negations", read_negations}, {"conditions", read_conditions},
    {"markers", read_markers},     {"abbreviations", read_abbreviations},
    {"words", read_words},
};

static void read_file(struct lexicon_reader *reader)
{
  struct event_reader *events = &reader->events;
  event_next(events);
  if (events->now.kind == EVENT_MAPPING) {
    read_keys(reader, file_keys, sizeof file_keys / sizeof file_keys[0]);
    if (events->now.kind == EVENT_CLOSE && !reader->versioned)
      event_note(events, 1, 1, _("Begin the file with that line."),
                 _("Found no '%s: %s'; is this a lexicon of tone?"), VERSION_KEY, "1");
    else if (events->now.kind == EVENT_CLOSE && !reader->languaged)
      event_note(events, 1, 1, "", _("Found no '%s'."), "language");
    event_next(events);
  } else if (events->now.kind != EVENT_STOP) {
    refuse(reader, VERSION_KEY, _("keys with values"));
  } else if (events->problems->count == 0 && events->status == STATUS_OK) {
    event_note(events, 1, 1, "", _("Found nothing, expected a lexicon of tone."));
  }
}

enum status lexicon_read(FILE *in, const char *name, struct lexicon **lexicon,
                         struct problems *problems, struct error *err)
{
  struct lexicon_reader reader = {0};
  size_t before = problems->count + problems->dropped;
  event_start(&reader.events, in, name, limits, problems, err);
  read_file(&reader);
  clear_marker(&reader);
  free(reader.words);
  event_finish(&reader.events);
  enum status status = reader.events.status;
  if (status == STATUS_OK && problems->count + problems->dropped > before)
    status = STATUS_INPUT;
  if (status == STATUS_OK)
    lexicon_ready(reader.lexicon);
  else
    lexicon_free(&reader.lexicon);
  *lexicon = reader.lexicon;
  return status;
}
