/* Audits letters for `make bench`: tone_audit LEXICON.yaml FILE [PACK.yaml ...].  Letters
 * in FILE end at a form feed and become messages of a journey, a hundred at each step,
 * each with its number below it: no two are the same, which would be read once.
 * The audit is timed, and then the telling of all that it found: sentences, fingerprints,
 * digests.  Without packs it reads the texts and asks nothing. */
#include "audit/audit.h"
#include "base/file.h"
#include "model/calendar.h"
#include "model/map.h"
#include "tests/bench/ticks.h"
#include "yaml/lexicon_read.h"
#include "yaml/pack_read.h"

#include <stdlib.h>
#include <string.h>

#define MESSAGES_PER_STEP 100

static double seconds(void)
{
  return ticks_seconds(CLOCK_PROCESS_CPUTIME_ID);
}

/* Puts a record of @entity with the fields "name=value" into the map. */
static void put(struct map *map, enum entity entity, const char *const *fields, const char *body)
{
  struct error err = {0};
  void *record = record_new(entity);
  for (; *fields != NULL; fields++) {
    const char *value = strchr(*fields, '=') + 1;
    char name[64];
    snprintf(name, sizeof name, "%.*s", (int)(value - *fields - 1), *fields);
    if (record_set(record, entity_field(entity, name), value, &err) != STATUS_OK)
      abort();
  }
  if (body != NULL)
    record_put_text(record, entity_field(entity, "body"), body);
  if (map->sink.put(&map->sink, entity, record, &err) != STATUS_OK)
    abort();
  record_free(entity, &record);
}

static void put_step(struct map *map, size_t number)
{
  char id[32], days[64];
  snprintf(id, sizeof id, "id=s-%zu", number);
  snprintf(days, sizeof days, "offset_days=%zu", number % 60);
  put(map, ENTITY_touchpoint,
      (const char *[]){id, "stage=remind", "kind=reminder", "title=Step", "initiator=company",
                       "receiver=customer", "channels=letter", "anchor=due", days, NULL},
      NULL);
}

static void put_message(struct map *map, size_t step, size_t number, const char *language,
                        const char *body)
{
  char id[32], of[32], to[32], in[32];
  snprintf(id, sizeof id, "id=m-%zu", number);
  snprintf(of, sizeof of, "touchpoint=s-%zu", step);
  snprintf(to, sizeof to, "message=m-%zu", number);
  snprintf(in, sizeof in, "language=%s", language);
  put(map, ENTITY_message, (const char *[]){id, of, "purpose=reminder", "place=body", NULL}, NULL);
  put(map, ENTITY_variant, (const char *[]){to, in, NULL}, body);
}

static struct map *make_map(const struct str *file, const char *language)
{
  struct map *map = map_new();
  put(map, ENTITY_journey,
      (const char *[]){"id=letters", "title=Letters", "market=SE", "audience=consumer",
                       "currency=SEK", "languages=sv nb en", "timezone=Europe/Stockholm",
                       "payment_terms_days=30", "state=as-is", "status=draft", NULL},
      NULL);
  put(map, ENTITY_stage, (const char *[]){"id=remind", "kind=reminder", "title=Remind", NULL},
      NULL);
  struct str body = {0};
  size_t number = 0;
  for (const char *at = file->text; at < file->text + file->length; at += strlen(at) + 1) {
    if (number % MESSAGES_PER_STEP == 0)
      put_step(map, number / MESSAGES_PER_STEP);
    str_cut(&body, 0);
    str_addf(&body, "%s\nNr %zu\n", at, number);
    put_message(map, number / MESSAGES_PER_STEP, number, language, str_text(&body));
    number++;
  }
  str_clear(&body);
  return map;
}

static void add_pack(struct library *library, const char *path)
{
  struct problems problems = {0};
  struct error err = {0};
  struct pack *pack = NULL;
  FILE *in = fopen(path, "rb");
  if (in == NULL || pack_read(in, path, false, &pack, &problems, &err) != STATUS_OK)
    exit(2);
  fclose(in);
  if (library_add(library, &pack, &err) != STATUS_OK)
    exit(2);
}

int main(int argc, char **argv)
{
  struct problems problems = {0};
  struct error err = {0};
  struct lexicon *lexicon = NULL;
  struct str file = {0};
  FILE *in = argc > 2 ? fopen(argv[1], "rb") : NULL;
  if (in == NULL || lexicon_read(in, argv[1], &lexicon, &problems, &err) != STATUS_OK ||
      file_read(argv[2], (size_t)1 << 30, &file, &err) != STATUS_OK)
    return 2;
  fclose(in);
  for (char *at = file.text; (at = strchr(at, '\f')) != NULL; at++)
    *at = '\0';
  struct library *library = library_new();
  for (int i = 3; i < argc; i++)
    add_pack(library, argv[i]);
  struct map *map = make_map(&file, language_tag(lexicon_language(lexicon)));
  struct audit_input input = {
      .map = map,
      .calendar = calendar_of(map_journey(map)->market),
      .library = library,
      .on = date_make(2026, 11, 2),
  };
  input.lexicons[lexicon_language(lexicon)] = lexicon;
  double started = seconds();
  struct audit *audit = audit_run(&input);
  double audited = seconds();
  size_t bytes = 0;
  for (size_t i = 0; i < audit->finding_count; i++) {
    const struct finding *finding = &audit->findings[i];
    bytes += strlen(finding_text(finding)) + strlen(finding_remedy(finding)) +
             strlen(finding_fingerprint(finding)) + strlen(finding_digest(finding));
  }
  double told = seconds();
  printf("%zu texts, %zu findings, %zu judgements: %.1f ms; told in %zu bytes: %.1f ms\n",
         audit->text_count, audit->finding_count, audit->evaluated, (audited - started) * 1e3,
         bytes, (told - audited) * 1e3);
  audit_free(&audit);
  map_free(&map);
  library_free(&library);
  lexicon_free(&lexicon);
  str_clear(&file);
  return 0;
}
