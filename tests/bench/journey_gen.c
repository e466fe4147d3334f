/* journey_gen TOUCHPOINTS MESSAGES [SEED]: a made-up journey of any size as
 * journey/1 on standard output, the same for the same arguments.  Bodies are
 * about 300 bytes of Swedish-looking text.  It holds one record at a time. */
#include "base/mem.h"
#include "model/record.h"
#include "yaml/journey_format.h"

#include <inttypes.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#define STAGES 7
#define SYSTEMS 12
#define SEGMENTS 5

struct generator {
  struct record_source source;
  struct byte_sink sink;
  uint64_t touchpoints, messages, seed;
};

/* SplitMix64 (Steele, Lea, Flood 2014) of the seed and a place, so that any
 * record can be made without those before it. */
static uint64_t random_at(const struct generator *generator, uint64_t place)
{
  uint64_t mixed = generator->seed + (place + 1) * 0x9e3779b97f4a7c15U;
  mixed = (mixed ^ (mixed >> 30)) * 0xbf58476d1ce4e5b9U;
  mixed = (mixed ^ (mixed >> 27)) * 0x94d049bb133111ebU;
  return mixed ^ (mixed >> 31);
}

static const char *const words[] = {
    "faktura",    "betala",       "påminnelse", "hej",     "tack",     "vänligen", "förfallodag",
    "autogiro",   "kundnummer",   "år",         "öppet",   "kontakta", "oss",      "om",
    "du",         "redan",        "har",        "betalat", "bortse",   "från",     "detta",
    "meddelande", "{amount_due}", "{due_date}", "{name}",  "spärrad",  "avgift",   "ränta",
};

static char *sentence(const struct generator *generator, uint64_t place, size_t bytes)
{
  struct str text = {0};
  size_t line = 0;
  for (uint64_t i = 0; text.length < bytes; i++) {
    const char *word =
        words[random_at(generator, place * 1000 + i) % (sizeof words / sizeof words[0])];
    if (text.length > 0)
      str_add_char(&text, bytes > 100 && text.length - line > 70 ? '\n' : ' ');
    if (text.length > 0 && text.text[text.length - 1] == '\n')
      line = text.length;
    str_add(&text, word);
  }
  if (bytes > 100)
    str_add_char(&text, '\n');
  return str_take(&text);
}

static void set(void *record, enum entity entity, const char *name, const char *format, ...)
    __attribute__((format(printf, 4, 5)));
static void set(void *record, enum entity entity, const char *name, const char *format, ...)
{
  struct str text = {0};
  struct error err = {0};
  va_list arguments;
  va_start(arguments, format);
  str_addv(&text, format, arguments);
  va_end(arguments);
  if (record_set(record, entity_field(entity, name), str_text(&text), &err) != STATUS_OK) {
    fprintf(stderr, "journey_gen: %s\n", err.text);
    exit(STATUS_SYSTEM);
  }
  str_clear(&text);
}

static void set_sentence(const struct generator *generator, void *record, enum entity entity,
                         const char *name, uint64_t place, size_t bytes)
{
  char *text = sentence(generator, place, bytes);
  set(record, entity, name, "%s", text);
  free(text);
}

static void fill_journey(void *record)
{
  set(record, ENTITY_journey, "id", "generated");
  set(record, ENTITY_journey, "title", "A generated journey");
  set(record, ENTITY_journey, "market", "SE");
  set(record, ENTITY_journey, "audience", "consumer");
  set(record, ENTITY_journey, "currency", "SEK");
  set(record, ENTITY_journey, "languages", "sv en");
  set(record, ENTITY_journey, "timezone", "Europe/Stockholm");
  set(record, ENTITY_journey, "payment_terms_days", "30");
  set(record, ENTITY_journey, "state", "as-is");
  set(record, ENTITY_journey, "status", "draft");
}

static void fill_touchpoint(const struct generator *generator, void *record, uint64_t number)
{
  uint64_t dice = random_at(generator, number);
  enum entity entity = ENTITY_touchpoint;
  uint64_t stage = number * STAGES / generator->touchpoints;
  set(record, entity, "id", "t-%" PRIu64, number);
  set(record, entity, "stage", "s-%" PRIu64, stage);
  set(record, entity, "kind", "%s", enumerations[ENUM_stage_kind].tokens[stage]);
  set_sentence(generator, record, entity, "title", number, 30);
  set(record, entity, "channels", "%s",
      dice % 2 == 0 ? "email letter" : "e-invoice digital-mailbox");
  set(record, entity, "owner_department", "%s",
      enumerations[ENUM_department].tokens[dice / 2 % enumerations[ENUM_department].count]);
  set(record, entity, "experience_as_is", "%d", (int)(dice / 64 % 5) - 2);
  set(record, entity, "importance", "%d", (int)(dice / 512 % 6));
  set(record, entity, "anchor", "due");
  set(record, entity, "offset_days", "%d", (int)(dice / 4096 % 60));
  if (dice / 65536 % 3 == 0)
    set(record, entity, "trigger.segment", "g-%d", (int)(dice / 262144 % SEGMENTS));
}

/* The number in an id such as t-12. */
static uint64_t number_of(const char *id)
{
  return strtoull(strchr(id, '-') + 1, NULL, 10);
}

static void fill(const struct generator *generator, enum entity entity, void *record,
                 const char *parent, uint64_t number)
{
  switch (entity) {
  case ENTITY_journey:
    fill_journey(record);
    break;
  case ENTITY_system:
    set(record, entity, "id", "y-%" PRIu64, number);
    set_sentence(generator, record, entity, "title", number + 100, 12);
    break;
  case ENTITY_segment:
    set(record, entity, "id", "g-%" PRIu64, number);
    set_sentence(generator, record, entity, "title", number + 200, 12);
    break;
  case ENTITY_stage:
    set(record, entity, "id", "s-%" PRIu64, number);
    set(record, entity, "kind", "%s", enumerations[ENUM_stage_kind].tokens[number]);
    set_sentence(generator, record, entity, "title", number + 300, 12);
    break;
  case ENTITY_touchpoint:
    fill_touchpoint(generator, record, number);
    break;
  case ENTITY_usage:
    set(record, entity, "touchpoint", "%s", parent);
    set(record, entity, "system", "y-%d",
        (int)(random_at(generator, number_of(parent) + 7) % SYSTEMS));
    set(record, entity, "access", "reads sends");
    break;
  case ENTITY_message:
    set(record, entity, "touchpoint", "%s", parent);
    set(record, entity, "id", "m-%" PRIu64, number);
    set(record, entity, "purpose", "reminder");
    set(record, entity, "place", "body");
    break;
  case ENTITY_variant:
    set(record, entity, "message", "%s", parent);
    set(record, entity, "language", "sv");
    set_sentence(generator, record, entity, "subject", number_of(parent) + 1000, 30);
    set_sentence(generator, record, entity, "body", number_of(parent) + 2000, 290);
    break;
  case ENTITY_edge:
    set(record, entity, "source", "t-%" PRIu64, number);
    set(record, entity, "target", "t-%" PRIu64, number + 1);
    set(record, entity, "kind", "next");
    break;
  default:
    break;
  }
}

/* Which records of @entity stand under @parent: from *@first, as many as are
 * returned. */
static uint64_t count_of(const struct generator *generator, enum entity entity, const char *parent,
                         uint64_t *first)
{
  *first = 0;
  switch (entity) {
  case ENTITY_journey:
  case ENTITY_usage:
  case ENTITY_variant:
    return 1;
  case ENTITY_system:
    return SYSTEMS;
  case ENTITY_segment:
    return SEGMENTS;
  case ENTITY_stage:
    return STAGES;
  case ENTITY_touchpoint:
    return generator->touchpoints;
  case ENTITY_message: {
    uint64_t number = number_of(parent);
    *first = number * generator->messages / generator->touchpoints;
    return (number + 1) * generator->messages / generator->touchpoints - *first;
  }
  case ENTITY_edge:
    return generator->touchpoints - 1;
  default:
    return 0;
  }
}

static enum status each(struct record_source *source, enum entity entity, const char *parent,
                        record_visit *visit, void *context, struct error *err)
{
  const struct generator *generator = (const struct generator *)source;
  uint64_t first;
  uint64_t count = count_of(generator, entity, parent, &first);
  enum status status = STATUS_OK;
  for (uint64_t i = first; i < first + count && status == STATUS_OK; i++) {
    void *record = record_new(entity);
    fill(generator, entity, record, parent, i);
    status = visit(context, record, err);
    record_free(entity, &record);
  }
  return status;
}

static enum status to_stdout(struct byte_sink *sink, const char *bytes, size_t length,
                             struct error *err)
{
  (void)sink;
  return fwrite(bytes, 1, length, stdout) == length
             ? STATUS_OK
             : error_set(err, STATUS_SYSTEM, "standard output cannot be written");
}

int main(int argc, char **argv)
{
  struct generator generator = {.source.each = each, .sink.write = to_stdout};
  generator.touchpoints = argc > 1 ? strtoull(argv[1], NULL, 10) : 0;
  generator.messages = argc > 2 ? strtoull(argv[2], NULL, 10) : 0;
  generator.seed = argc > 3 ? strtoull(argv[3], NULL, 10) : 1;
  if (generator.touchpoints == 0) {
    fputs("usage: journey_gen TOUCHPOINTS MESSAGES [SEED]\n", stderr);
    return STATUS_USAGE;
  }
  struct error err = {0};
  enum status status = journey_write(&generator.source, &generator.sink, &err);
  if (status != STATUS_OK)
    fprintf(stderr, "journey_gen: %s\n", err.text);
  return (int)status;
}
