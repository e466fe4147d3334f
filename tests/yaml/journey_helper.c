#include "journey_helper.h"

#include "base/mem.h"
#include "model/guide.h"
#include "model/record.h"

#include <stdio.h>
#include <string.h>

enum status read_text(const char *text, size_t length, struct map **map, struct problems *problems)
{
  struct error err = {0};
  FILE *in = fmemopen((void *)text, length > 0 ? length : 1, "r");
  if (in == NULL)
    return STATUS_SYSTEM;
  if (length == 0)
    fgetc(in);
  *map = map_new();
  enum status status = journey_read(in, "j.yaml", &(*map)->sink, problems, &err);
  fclose(in);
  return status;
}

struct gather {
  struct byte_sink sink;
  struct str *out;
};

static enum status gather(struct byte_sink *sink, const char *bytes, size_t length,
                          struct error *err)
{
  (void)err;
  str_add_span(((struct gather *)sink)->out, bytes, length);
  return STATUS_OK;
}

enum status write_map(struct map *map, struct str *out)
{
  struct error err = {0};
  struct gather into = {.sink.write = gather, .out = out};
  return journey_write(&map->source, &into.sink, &err);
}

void list_problems(const struct problems *problems, struct str *out)
{
  for (size_t i = 0; i < problems->count; i++) {
    char line[1400];
    str_addf(out, "%s\n", error_format(&problems->items[i], line, sizeof line));
  }
}

unsigned random_below(unsigned *state, unsigned below)
{
  *state = *state * 1664525U + 1013904223U;
  return (unsigned)(((uint64_t)(*state >> 4) * below) >> 28);
}

/* Bits of text that YAML 1.1, 1.2 or a careless writer could take for
 * something else. */
static const char *const bits[] = {
    "no",
    "yes",
    "on",
    "off",
    "y",
    "N",
    "~",
    "null",
    "Null",
    "true",
    "FALSE",
    "1",
    "-1",
    "+1",
    "0x1f",
    "0o17",
    "017",
    "1_000",
    "1e3",
    ".5",
    ".inf",
    "-.INF",
    ".nan",
    "2026-11-30",
    "2026-11-30T10:00:00Z",
    "09:00",
    "190:20:30",
    "=",
    "<<",
    "---",
    "...",
    "--- a",
    "%YAML 1.2",
    "%TAG",
    "# no comment",
    "a # b",
    "a#b",
    "a: b",
    "a:b",
    "a:",
    ": a",
    ":",
    "- a",
    "-a",
    "-",
    "? a",
    "?a",
    "? ",
    "[a]",
    "{a: b}",
    "a, b",
    "]",
    "}",
    ",",
    "&a",
    "*a",
    "!a",
    "!!str a",
    "|",
    "|-",
    ">",
    "'a'",
    "it's",
    "\"a\"",
    "a\"b",
    "\\n",
    "\\",
    "@a",
    "`a`",
    " a",
    "a ",
    "  ",
    " ",
    "a  b",
    "å ä ö",
    "Ärende",
    "\xf0\x9f\x98\x80",
    "\xc2\xa0",
    "日本",
    "{amount_due}",
    "http://a.se/?b=c#d",
    "e\xcc\x81",
    "1.",
    "1:",
    "0",
    "00",
    "O'Neill: \"yes\"",
    "a\\",
    "x: |",
    "key: [a, b]",
    "%",
    "a%b",
    "a &b *c",
};

static void add_bits(struct str *out, unsigned *state, bool lines)
{
  static const char *const breaks[] = {"\n",     "\n\n",   "\n ",   " \n",
                                       "\n  \n", "\n\n\n", "\n   ", "\n#"};
  unsigned count = 1 + random_below(state, lines ? 8 : 3);
  if (lines && random_below(state, 4) == 0)
    str_add(out, breaks[random_below(state, sizeof breaks / sizeof breaks[0])]);
  for (unsigned i = 0; i < count; i++) {
    str_add(out, bits[random_below(state, sizeof bits / sizeof bits[0])]);
    if (lines && random_below(state, 2) == 0)
      str_add(out, breaks[random_below(state, sizeof breaks / sizeof breaks[0])]);
    else if (i + 1 < count && random_below(state, 2) == 0)
      str_add_char(out, ' ');
  }
}

static void random_words(struct str *out, const struct field *field, unsigned *state)
{
  static const char *const languages[] = {"no", "sv", "en-GB", "nb", "on", "fi"};
  bool langs = field->kind == FIELD_LANGS;
  unsigned known = langs ? 6 : (unsigned)enumerations[field->of].count;
  unsigned at = random_below(state, known);
  unsigned count = 1 + random_below(state, known < 4 ? known : 4);
  for (unsigned i = 0; i < count; i++, at++)
    str_addf(out, "%s%s", i > 0 ? " " : "",
             langs ? languages[at % known] : enumerations[field->of].tokens[at % known]);
}

/* Ids are made so that references can be guessed: the entity's name and a
 * number below its count, and some that YAML would misread. */
static void random_id(struct str *out, enum entity entity, unsigned number)
{
  static const char *const nasty[] = {"no", "y", "on", "null", "true", "off"};
  if (number < sizeof nasty / sizeof nasty[0])
    str_add(out, nasty[number]);
  else
    str_addf(out, "%s-%u", entities[entity].name, number);
}

static void add_guide(struct str *out, unsigned *state)
{
  size_t count;
  const struct guide *guides = guide_of(stage_kind_reminder, &count);
  str_add(out, guides[random_below(state, (unsigned)count)].name);
}

struct maker {
  struct map *map;
  unsigned state;
  unsigned made[ENTITY_COUNT]; /* ids given so far */
};

/* How many of an entity the map will have at its top. */
#define TOP 3

static void fill(struct maker *maker, enum entity entity, void *record, const char *parent)
{
  const struct entity_info *info = &entities[entity];
  struct error err = {0};
  for (size_t i = 0; i < info->count; i++) {
    const struct field *field = &info->fields[i];
    struct str text = {0};
    if ((field->flags & FIELD_REQUIRED) == 0 && random_below(&maker->state, 3) == 0)
      continue;
    if ((field->flags & FIELD_PARENT) != 0)
      str_add(&text, parent);
    else if (field->kind == FIELD_ID)
      random_id(&text, entity, maker->made[entity]++);
    else if (field->kind == FIELD_REF)
      random_id(&text, (enum entity)field->of, random_below(&maker->state, TOP));
    else if (field->kind == FIELD_LANG)
      str_addf(&text, "a%c-%u", 'a' + (int)(maker->made[entity] / 90),
               10 + maker->made[entity] % 90);
    else if (field->kind == FIELD_LANGS || field->kind == FIELD_ENUMS)
      random_words(&text, field, &maker->state);
    else if (strcmp(field->name, "guide") == 0)
      add_guide(&text, &maker->state);
    else if ((field->flags & FIELD_TIMEZONE) != 0)
      str_add(&text, random_below(&maker->state, 2) ? "Europe/Oslo" : "America/Argentina/Ushuaia");
    else if (field->kind == FIELD_TEXT || field->kind == FIELD_PROSE)
      add_bits(&text, &maker->state, field->kind == FIELD_PROSE);
    if (field->kind == FIELD_LANG)
      maker->made[entity]++;
    if (field->kind == FIELD_TEXT && field->most < 60 && strcmp(field->name, "guide") != 0)
      str_cut(&text, (size_t)field->most / 5);
    if (text.length > 0) {
      if (record_set(record, field, text.text, &err) != STATUS_OK)
        record_set(record, field, "cut", &err); /* cut inside a character */
    } else if (field->kind == FIELD_ENUM) {
      record_put_number(record, field,
                        random_below(&maker->state, (unsigned)enumerations[field->of].count));
    } else if (field->kind == FIELD_DATE) {
      record_put_number(record, field, 20000 + random_below(&maker->state, 3000));
    } else if (!field_is_text(field)) {
      unsigned range =
          (unsigned)(field->most - field->least < 1 << 27 ? field->most - field->least + 1
                                                          : 1 << 27);
      record_put_number(record, field, field->least + random_below(&maker->state, range));
    }
    str_clear(&text);
  }
}

static void make(struct maker *maker, enum entity entity, const char *parent)
{
  void *record = record_new(entity);
  struct error err = {0};
  fill(maker, entity, record, parent);
  maker->map->sink.put(&maker->map->sink, entity, record, &err);
  const struct field *id = entity_id_field(entity);
  for (int e = 0; e < ENTITY_COUNT && id != NULL; e++)
    if (e != ENTITY_journey && entities[e].parent == (int)entity)
      for (unsigned i = random_below(&maker->state, 4); i > 0; i--)
        make(maker, (enum entity)e, record_text(record, id));
  record_free(entity, &record);
}

struct map *random_map(unsigned seed)
{
  struct maker maker = {.map = map_new(), .state = seed};
  make(&maker, ENTITY_journey, NULL);
  for (int e = 0; e < ENTITY_COUNT; e++)
    for (unsigned i = 0; e != ENTITY_journey && entities[e].parent == NOTHING && i < TOP; i++)
      make(&maker, (enum entity)e, NULL);
  return maker.map;
}

bool maps_same(const struct map *a, const struct map *b)
{
  for (int e = 0; e < ENTITY_COUNT; e++) {
    if (map_count(a, (enum entity)e) != map_count(b, (enum entity)e)) {
      fprintf(stderr, "# %s: %zu and %zu records\n", entities[e].name, map_count(a, (enum entity)e),
              map_count(b, (enum entity)e));
      return false;
    }
    for (size_t i = 0; i < map_count(a, (enum entity)e); i++)
      if (!record_same((enum entity)e, map_at(a, (enum entity)e, i),
                       map_at(b, (enum entity)e, i))) {
        fprintf(stderr, "# %s %zu differs\n", entities[e].name, i);
        return false;
      }
  }
  return true;
}
