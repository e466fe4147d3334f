#include "yaml/places.h"

#include "base/mem.h"
#include "base/text.h"

#include <stdlib.h>
#include <string.h>

struct spot {
  const void *record;
  const struct field *field; /* NULL: the record itself */
  struct yaml_place place;
};

struct places {
  struct record_sink sink;
  struct map *map;
  const char *text, *end;
  const char **lines; /* where each begins */
  size_t line_count;
  struct spot *spots; /* by record and field once places_ready() was called */
  size_t count, capacity;
};

static enum status put(struct record_sink *sink, enum entity entity, const void *record,
                       struct error *err)
{
  struct record_sink *map = &((struct places *)sink)->map->sink;
  return map->put(map, entity, record, err);
}

static void note(struct record_sink *sink, enum entity entity, const struct field *field, long line,
                 long column)
{
  struct places *places = (struct places *)sink;
  if (places->count == places->capacity) {
    places->capacity = places->capacity == 0 ? 64 : places->capacity * 2;
    places->spots = mem_resize(places->spots, places->capacity, sizeof *places->spots);
  }
  const void *record = map_at(places->map, entity, map_count(places->map, entity) - 1);
  places->spots[places->count++] = (struct spot){record, field, {line, column}};
}

static void find_lines(struct places *places)
{
  size_t capacity = 0;
  const char *at = places->text;
  while (at <= places->end) {
    if (places->line_count == capacity) {
      capacity = capacity == 0 ? 256 : capacity * 2;
      places->lines = mem_resize(places->lines, capacity, sizeof *places->lines);
    }
    places->lines[places->line_count++] = at;
    while (at < places->end && *at != '\n' && *at != '\r')
      at++;
    at += at + 1 < places->end && at[0] == '\r' && at[1] == '\n' ? 2 : 1;
  }
}

struct places *places_new(struct map *map, const char *text, size_t length)
{
  struct places *places = mem_new(1, sizeof *places);
  places->sink = (struct record_sink){.put = put, .place = note};
  places->map = map;
  places->text = text;
  places->end = text + length;
  find_lines(places);
  return places;
}

void places_free(struct places **places)
{
  if (*places == NULL)
    return;
  free((*places)->lines);
  free((*places)->spots);
  free(*places);
  *places = NULL;
}

struct record_sink *places_sink(struct places *places)
{
  return &places->sink;
}

static int by_record(const void *left, const void *right)
{
  const struct spot *a = left;
  const struct spot *b = right;
  if (a->record != b->record)
    return (uintptr_t)a->record < (uintptr_t)b->record ? -1 : 1;
  if (a->field != b->field)
    return (uintptr_t)a->field < (uintptr_t)b->field ? -1 : 1;
  return 0;
}

void places_ready(struct places *places)
{
  if (places->count > 0)
    qsort(places->spots, places->count, sizeof *places->spots, by_record);
}

bool places_find(const struct places *places, const void *record, const struct field *field,
                 struct yaml_place *place)
{
  const struct spot sought = {record, field, {0}};
  const struct spot *found = places->count == 0 ? NULL
                                                : bsearch(&sought, places->spots, places->count,
                                                          sizeof *places->spots, by_record);
  if (found != NULL)
    *place = found->place;
  return found != NULL;
}

/* ---- Within a value ---- */

/* The byte that a place stands at. */
static const char *at_place(const struct places *places, const struct yaml_place *place)
{
  if (place->line < 1 || (size_t)place->line > places->line_count)
    return places->end;
  const char *at = places->lines[place->line - 1];
  for (long column = 1; column < place->column && at < places->end; column++)
    for (at++; at < places->end && ((unsigned char)*at & 0xC0) == 0x80;)
      at++;
  return at;
}

/* The place that a byte stands at, which is on line @line or after. */
static struct yaml_place place_of(const struct places *places, const char *at, long line)
{
  while ((size_t)line < places->line_count && places->lines[line] <= at)
    line++;
  const char *start = places->lines[line - 1];
  return (struct yaml_place){line, 1 + (long)text_count(start, (size_t)(at - start))};
}

static size_t count_spaces(const struct places *places, const char *at)
{
  size_t count = 0;
  while (at + count < places->end && at[count] == ' ')
    count++;
  return count;
}

static bool is_break(const struct places *places, const char *at)
{
  return at >= places->end || *at == '\n' || *at == '\r';
}

/* What the lines of a block are indented by: as its head says, relative to nothing we
 * know, or else as its first line that is not empty. */
static size_t block_indent(const struct places *places, long first)
{
  for (size_t line = (size_t)first; line <= places->line_count; line++) {
    size_t spaces = count_spaces(places, places->lines[line - 1]);
    if (!is_break(places, places->lines[line - 1] + spaces))
      return spaces;
  }
  return 0;
}

/* In a literal block the lines are those of the value, indented. */
static struct yaml_place find_in_literal(const struct places *places, long head, const char *value,
                                         size_t offset)
{
  long line = head + 1;
  const char *start = value;
  for (const char *at = value; at < value + offset; at++)
    if (*at == '\n') {
      start = at + 1;
      line++;
    }
  size_t indent = block_indent(places, head + 1);
  return (struct yaml_place){line, 1 + (long)indent +
                                       (long)text_count(start, (size_t)(value + offset - start))};
}

/* Bytes of UTF-8 that a character of so many hexadecimal digits takes. */
static size_t encoded(const char *digits, size_t count)
{
  char copy[9] = "";
  memcpy(copy, digits, count);
  unsigned long code = strtoul(copy, NULL, 16);
  return code < 0x80 ? 1 : code < 0x800 ? 2 : code < 0x10000 ? 3 : 4;
}

/* What stands at one place of the source and how many bytes of the value it makes. */
struct piece {
  size_t source, value;
};

static struct piece escape_at(const struct places *places, const char *at)
{
  size_t left = (size_t)(places->end - at);
  size_t digits = left < 2 ? 0 : at[1] == 'x' ? 2 : at[1] == 'u' ? 4 : at[1] == 'U' ? 8 : 0;
  if (digits > 0 && left >= 2 + digits)
    return (struct piece){2 + digits, encoded(at + 2, digits)};
  if (left >= 2 && is_break(places, at + 1)) { /* the line goes on without a space */
    size_t length = at[1] == '\r' && left > 2 && at[2] == '\n' ? 3 : 2;
    return (struct piece){length + count_spaces(places, at + length), 0};
  }
  if (left >= 2 && (at[1] == '_' || at[1] == 'N'))
    return (struct piece){2, 2};
  return (struct piece){2, left >= 2 && (at[1] == 'L' || at[1] == 'P') ? 3 : 1};
}

/* White space before the end of a line, the end, empty lines, and the white space the
 * next line begins with: together one space, or as many newlines as there are empty
 * lines.  {0, 0} where there is no end of a line. */
static struct piece fold_at(const struct places *places, const char *at)
{
  const char *start = at;
  size_t breaks = 0;
  for (;;) {
    const char *word = at;
    while (word < places->end && (*word == ' ' || *word == '\t'))
      word++;
    if (word >= places->end || !is_break(places, word)) {
      at = word;
      break;
    }
    at = word + (word + 1 < places->end && word[0] == '\r' && word[1] == '\n' ? 2 : 1);
    breaks++;
  }
  if (breaks == 0)
    return (struct piece){0, 0};
  return (struct piece){(size_t)(at - start), breaks == 1 ? 1 : breaks - 1};
}

/* In quotes, or in none: what was folded and escaped is counted as it reads. */
static struct yaml_place find_in_flow(const struct places *places, const struct yaml_place *head,
                                      size_t offset)
{
  const char *at = at_place(places, head);
  char quote = at < places->end && (*at == '"' || *at == '\'') ? *at : '\0';
  size_t value = 0;
  at += quote != '\0';
  while (at < places->end) {
    struct piece piece = {1, 1};
    if (*at == ' ' || *at == '\t' || is_break(places, at))
      piece = fold_at(places, at);
    else if (quote == '"' && *at == '\\')
      piece = escape_at(places, at);
    else if (quote == '\'' && at + 1 < places->end && at[0] == '\'' && at[1] == '\'')
      piece = (struct piece){2, 1};
    if (piece.source == 0)
      piece = (struct piece){1, 1};
    if (value + piece.value > offset)
      break;
    value += piece.value;
    at += piece.source;
  }
  return place_of(places, at < places->end ? at : places->end, head->line);
}

bool places_find_byte(const struct places *places, const void *record, const struct field *field,
                      size_t offset, struct yaml_place *place)
{
  if (!places_find(places, record, field, place))
    return false;
  const char *value = record_text(record, field);
  const char *head = at_place(places, place);
  if (value == NULL || offset > strlen(value) || head >= places->end || *head == '>')
    return true;
  *place = *head == '|' ? find_in_literal(places, place->line, value, offset)
                        : find_in_flow(places, place, offset);
  return true;
}
