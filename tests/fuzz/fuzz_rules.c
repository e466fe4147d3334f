/* libFuzzer's way into the reader of rules/1: any bytes are read or refused with a
 * sentence, and what was read can be judged and told. */
#include "rules/voice.h"
#include "yaml/pack_read.h"

#include <stdint.h>
#include <stdlib.h>
#include <string.h>

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size);

static void judge(const struct library *library, const struct rule *rule, bool known)
{
  struct facts facts = {0};
  struct str said = {0};
  for (int i = 0; i < RULE_FIELD_COUNT; i++)
    facts.of[i] = (struct fact){.known = known, .number = 100, .bits = 1};
  struct judgement judgement = rule_judge(rule, &facts, library, 20000);
  rule_fill(&said, words_now(&rule->message), &facts, &judgement);
  rule_fill(&said, words_now(&rule->remedy), &facts, &judgement);
  str_clear(&said);
}

static void use(const struct library *library, const struct pack *pack)
{
  for (size_t i = 0; i < pack->rule_count; i++) {
    judge(library, pack->rules[i], true);
    judge(library, pack->rules[i], false);
  }
  struct voice_mark marks[4];
  const struct voice_text text = {.text = "Hej, betala din räkning.\nHälsningar",
                                  .language = "sv",
                                  .channels = 7,
                                  .whole = true};
  if (pack->voice != NULL)
    voice_judge(pack->voice, &text, marks, 4, NULL);
}

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size)
{
  struct problems problems = {0};
  struct error err = {0};
  struct pack *pack = NULL;
  FILE *in = fmemopen((void *)(uintptr_t)data, size, "rb");
  if (in == NULL)
    return 0;
  enum status status = pack_read(in, "pack.yaml", true, &pack, &problems, &err);
  fclose(in);
  if ((status == STATUS_OK) != (pack != NULL) || (status == STATUS_INPUT) != (problems.count > 0))
    abort();
  struct library *library = library_new();
  if (pack != NULL && library_add(library, &pack, &err) != STATUS_OK)
    abort();
  if (library_count(library) > 0)
    use(library, library_at(library, 0));
  library_check_names(library, &problems);
  library_free(&library);
  problems_clear(&problems);
  return 0;
}
