#include "tests/merge/merge_helper.h"

#include "base/mem.h"
#include "yaml/journey_format.h"

#include <setjmp.h>
#include <stdarg.h>
#include <stdlib.h>
#include <string.h>

#include <cmocka.h>

static struct map *read_map(FILE *in, const char *name)
{
  struct problems problems = {0};
  struct error err = {0};
  struct map *map = map_new();
  assert_non_null(in);
  if (journey_read(in, name, &map->sink, &problems, &err) != STATUS_OK)
    fail_msg("%s:%ld: %s %s", name, problems.count > 0 ? problems.items[0].line : 0,
             problems.count > 0 ? problems.items[0].text : err.text, "");
  fclose(in);
  problems_clear(&problems);
  return map;
}

struct map *helper_map(const char *text)
{
  return read_map(fmemopen((char *)text, strlen(text), "r"), "text");
}

struct map *helper_map_file(const char *path)
{
  return read_map(fopen(path, "r"), path);
}

struct gather {
  struct byte_sink sink;
  struct str out;
};

static enum status gather(struct byte_sink *sink, const char *bytes, size_t length,
                          struct error *err)
{
  (void)err;
  str_add_span(&((struct gather *)sink)->out, bytes, length);
  return STATUS_OK;
}

char *helper_text(const struct map *map)
{
  struct gather into = {.sink = {.write = gather}};
  struct error err = {0};
  assert_int_equal(journey_write((struct record_source *)&map->source, &into.sink, &err),
                   STATUS_OK);
  return str_take(&into.out);
}

struct map *helper_copy(const struct map *map)
{
  struct map *copy = map_new();
  struct error err = {0};
  for (int e = 0; e < ENTITY_COUNT; e++)
    for (size_t i = 0; i < map_count(map, (enum entity)e); i++)
      copy->sink.put(&copy->sink, (enum entity)e, map_at(map, (enum entity)e, i), &err);
  return copy;
}
