#include "tests/store/damage.h"

#include "tests/store/store_helper.h"

#include "base/digest.h"
#include "base/mem.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

/* The places where the schema's text stands. */
#define PLACES_MOST 2000

static struct image plain; /* a file that was closed */
static struct image main_; /* one that is open, */
static struct image log_;  /* and its -wal */
static size_t places[PLACES_MOST];
static size_t place_count;
static uint64_t chance;

/* SplitMix64. */
static uint64_t draw(uint64_t below)
{
  uint64_t z = chance += 0x9e3779b97f4a7c15u;
  z = (z ^ (z >> 30)) * 0xbf58476d1ce4e5b9u;
  z = (z ^ (z >> 27)) * 0x94d049bb133111ebu;
  return (z ^ (z >> 31)) % below;
}

static const char *beside(const char *path, const char *ending)
{
  static char name[600];
  snprintf(name, sizeof name, "%s%s", path, ending);
  return name;
}

static void fill_field(void *record, enum entity entity, const struct field *field, int number)
{
  char text[64];
  switch (field->kind) {
  case FIELD_ID:
    snprintf(text, sizeof text, "%s-%d", entities[entity].name, number);
    record_put_text(record, field, text);
    break;
  case FIELD_REF:
    snprintf(text, sizeof text, "%s-1", entities[field->of].name);
    record_put_text(record, field, text);
    break;
  case FIELD_TEXT:
    if ((field->flags & FIELD_TIMEZONE) != 0)
      snprintf(text, sizeof text, "Europe/Stockholm");
    else
      snprintf(text, sizeof text, "Påminnelse %d", number);
    record_put_text(record, field, text);
    break;
  case FIELD_PROSE: {
    /* Some fit a page, some do not. */
    struct str prose = {0};
    for (int i = 0; i < (number % 5 == 0 ? 300 : 3); i++)
      str_addf(&prose, "Rad %d: välkommen åter.\n", i);
    str_add(&prose, "Slut");
    record_put_text(record, field, str_text(&prose));
    str_clear(&prose);
    break;
  }
  case FIELD_LANG:
    record_put_text(record, field, number % 2 == 0 ? "sv" : "en");
    break;
  case FIELD_LANGS:
    record_put_text(record, field, "sv en");
    break;
  case FIELD_ENUMS:
    record_put_text(record, field, enumerations[field->of].tokens[0]);
    break;
  case FIELD_ENUM:
    record_put_number(record, field, number % (int)enumerations[field->of].count);
    break;
  case FIELD_DATE:
    record_put_number(record, field, 20000 + number);
    break;
  case FIELD_BOOL:
    record_put_number(record, field, number % 2);
    break;
  case FIELD_CLOCK:
    record_put_number(record, field, 600 + number);
    break;
  default:
    record_put_number(record, field, field->least);
  }
}

/* Every entity with every field, some of them often enough for trees of two
 * floors; a history with an undo; a release; a setting. */
static struct store *make_file(const char *path)
{
  struct store *store = open_as(path, STORE_CREATE, "anna");
  int64_t journey = 0;
  int64_t oid;
  assert_done(store_begin(store, "fill", "edit", err));
  for (int e = 0; e < ENTITY_COUNT; e++) {
    enum entity entity = (enum entity)e;
    int count = entity == ENTITY_journey                                  ? 1
                : entity == ENTITY_comment || entity == ENTITY_touchpoint ? 40
                                                                          : 2;
    for (int i = 1; i <= count; i++) {
      void *record = record_new(entity);
      for (size_t f = 0; f < entities[e].count; f++)
        fill_field(record, entity, &entities[e].fields[f], i);
      assert_done(store_insert(store, journey, entity, record, 0, &oid, err));
      if (entity == ENTITY_journey)
        journey = oid;
      record_free(entity, &record);
    }
  }
  assert_done(store_commit(store, err));
  oid = row_of(store, journey, ENTITY_touchpoint, "touchpoint-2");
  assert_done(set_field(store, ENTITY_touchpoint, oid, "title", "Welcome", NULL, err));
  assert_done(set_field(store, ENTITY_touchpoint, oid, "title", "Welcome back", NULL, err));
  assert_done(store_undo(store, NULL, err));
  static const char bytes[] = "kundresa_plan: 1\n";
  char hex[DIGEST_SIZE];
  struct release release = {.number = 1,
                            .sha256 = digest_hex(bytes, sizeof bytes - 1, hex),
                            .journey_sha256 = hex,
                            .bytes = bytes,
                            .length = sizeof bytes - 1};
  assert_done(store_begin(store, "release", "release", err));
  assert_done(store_add_release(store, journey, &release, err));
  assert_done(store_commit(store, err));
  assert_done(store_put_setting(store, "view", "map", err));
  return store;
}

static struct image read_image(const char *name)
{
  FILE *file = fopen(name, "rb");
  if (file == NULL)
    fail_msg("cannot read %s", name);
  fseek(file, 0, SEEK_END);
  struct image image = {.length = (size_t)ftell(file)};
  rewind(file);
  image.bytes = mem_new(image.length, 1);
  assert_int_equal(fread(image.bytes, 1, image.length, file), image.length);
  fclose(file);
  return image;
}

void image_write(const char *name, const struct image *image)
{
  FILE *file = fopen(name, "wb");
  assert_non_null(file);
  assert_int_equal(fwrite(image->bytes, 1, image->length, file), image->length);
  assert_int_equal(fclose(file), 0);
}

void damage_start(const char *path)
{
  struct store *store = make_file(path);
  store_close(&store);
  plain = read_image(path);
  store = open_as(path, STORE_WRITE, "anna");
  int64_t journey;
  assert_done(store_find_journey(store, NULL, &journey, err));
  for (int i = 0; i < 10; i++) {
    char text[32];
    snprintf(text, sizeof text, "In the log %d", i);
    assert_done(set_field(store, ENTITY_touchpoint,
                          row_of(store, journey, ENTITY_touchpoint, "touchpoint-3"), "title", text,
                          NULL, err));
  }
  main_ = read_image(path);
  log_ = read_image(beside(path, "-wal"));
  store_close(&store);
  place_count = 0;
  for (size_t i = 0; i + 8 < plain.length && place_count < PLACES_MOST; i++)
    if (memcmp(plain.bytes + i, "CREATE ", 7) == 0)
      places[place_count++] = i;
}

void damage_end(void)
{
  free(plain.bytes);
  free(main_.bytes);
  free(log_.bytes);
}

const struct image *damage_none(void)
{
  return &plain;
}

/* Changes @image in one of many ways; its memory has a page to spare. */
static void damage(struct image *image)
{
  unsigned char *bytes = image->bytes;
  size_t length = image->length;
  size_t page = draw(length / DAMAGE_PAGE) * DAMAGE_PAGE;
  size_t at;
  size_t many;
  switch (draw(11)) {
  case 0: /* a few bits anywhere */
    for (many = draw(8) + 1; many > 0; many--)
      bytes[draw(length)] ^= (unsigned char)(1u << draw(8));
    break;
  case 1: /* the head of a page: its kind, count of cells, where they stand */
    for (many = draw(3) + 1; many > 0; many--)
      bytes[page + (page == 0 ? 100 : 0) + draw(12)] = (unsigned char)draw(256);
    break;
  case 2: /* where the cells of a page stand */
    for (many = draw(4) + 1; many > 0; many--)
      bytes[page + 8 + draw(200)] = (unsigned char)draw(256);
    break;
  case 3:
    memset(bytes + page, 0, DAMAGE_PAGE);
    break;
  case 4: /* one page in the place of another */
    at = draw(length / DAMAGE_PAGE) * DAMAGE_PAGE;
    memmove(bytes + at, bytes + page, DAMAGE_PAGE);
    break;
  case 5:
    image->length = draw(3) == 0 ? draw(600) : draw(length);
    break;
  case 6: /* the head of the file */
    for (many = draw(4) + 1; many > 0; many--)
      bytes[16 + draw(84)] = (unsigned char)(draw(2) == 0 ? draw(256) : draw(4));
    break;
  case 7: /* the text of the schema */
    at = places[draw(place_count)] + draw(120);
    for (many = draw(3) + 1; many > 0 && at < length; many--, at++)
      bytes[at] = (unsigned char)(32 + draw(95));
    break;
  case 8: /* a page number that leads elsewhere: circles, shared branches */
    at = page + (draw(2) == 0 ? 8 : DAMAGE_PAGE - 4 * (1 + draw(DAMAGE_PAGE / 4 - 4)));
    if (at + 4 <= length) {
      uint32_t other = (uint32_t)draw(length / DAMAGE_PAGE + 2);
      bytes[at] = (unsigned char)(other >> 24);
      bytes[at + 1] = (unsigned char)(other >> 16);
      bytes[at + 2] = (unsigned char)(other >> 8);
      bytes[at + 3] = (unsigned char)other;
    }
    break;
  case 9: { /* a run of noise */
    static const unsigned char fillings[] = {0xff, 0x00, 0x7f, 0x80};
    many = draw(200) + 1;
    at = draw(length - many);
    int filling = (int)draw(6);
    for (size_t i = 0; i < many; i++)
      bytes[at + i] = filling < 4 ? fillings[filling] : (unsigned char)draw(256);
    break;
  }
  default: /* something behind its end */
    for (size_t i = 0; i < DAMAGE_PAGE; i++)
      bytes[length + i] = (unsigned char)draw(256);
    image->length += draw(DAMAGE_PAGE) + 1;
  }
}

static struct image copy_image(const struct image *image)
{
  struct image copy = {mem_new(image->length + 2 * DAMAGE_PAGE, 1), image->length};
  memcpy(copy.bytes, image->bytes, image->length);
  return copy;
}

void damage_put(const char *path, int64_t number)
{
  chance = DAMAGE_SEED + (uint64_t)number * 0x2545f4914f6cdd1du;
  unlink(beside(path, "-wal"));
  unlink(beside(path, "-shm"));
  unlink(beside(path, "-journal"));
  uint64_t way = draw(8);
  struct image file = copy_image(way < 2 ? &main_ : &plain);
  if (way != 0)
    damage(&file);
  if (way < 2) {
    struct image log = copy_image(&log_);
    if (way == 0)
      damage(&log);
    image_write(beside(path, "-wal"), &log);
    free(log.bytes);
  } else if (draw(20) == 0) {
    /* A log, a journal, that belongs to nothing. */
    struct image noise = {mem_new(DAMAGE_PAGE, 3), 3 * DAMAGE_PAGE};
    for (size_t i = 0; i < noise.length; i++)
      noise.bytes[i] = (unsigned char)draw(256);
    if (draw(2) == 0)
      memcpy(noise.bytes, log_.bytes, 24);
    image_write(beside(path, draw(2) == 0 ? "-wal" : "-journal"), &noise);
    free(noise.bytes);
  }
  image_write(path, &file);
  free(file.bytes);
}
