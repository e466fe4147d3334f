#include "plan/draft.h"

#include "base/i18n.h"

#include <string.h>

static bool is_written(const struct map *map, const struct message *message, const char *language,
                       size_t length)
{
  const struct variant *variant;
  size_t at = 0;
  while ((variant = map_next_part(map, ENTITY_variant, message->id, &at)) != NULL)
    if (variant->segment == NULL && strlen(variant->language) == length &&
        memcmp(variant->language, language, length) == 0)
      return true;
  return false;
}

/* A customer who reads another language gets the text in the first one. */
static void note_missing(const struct map *map, const struct message *message,
                         struct plan_faults *notices)
{
  const char *languages = map_journey(map)->languages;
  size_t first, length;
  const char *stands_in = list_word(languages, 0, &first);
  for (size_t i = 1; i < list_count(languages); i++) {
    const char *language = list_word(languages, i, &length);
    if (!is_written(map, message, language, length))
      fault_add(notices, "missing-language", ENTITY_message, message->id,
                _("Write it, or take the language away from the journey."),
                _("There is no text to everyone in '%.*s'; that in '%.*s' is sent instead."),
                (int)length, language, (int)first, stands_in);
  }
}

/* Nobody reads what is written in a language that the journey does not have. */
static void note_foreign(const struct map *map, const struct message *message,
                         struct plan_faults *notices)
{
  const char *languages = map_journey(map)->languages;
  const struct variant *variant;
  size_t at = 0, length;
  while ((variant = map_next_part(map, ENTITY_variant, message->id, &at)) != NULL) {
    bool known = false;
    for (size_t i = 0; i < list_count(languages) && !known; i++) {
      const char *language = list_word(languages, i, &length);
      known =
          strlen(variant->language) == length && memcmp(variant->language, language, length) == 0;
    }
    if (!known)
      fault_add(notices, "foreign-language", ENTITY_message, message->id,
                _("Add the language to the journey, or delete the text."),
                _("There is a text in '%s', which is none of the journey's languages."),
                variant->language);
  }
}

void plan_notices(const struct map *map, struct plan_faults *notices)
{
  for (size_t i = 0; i < map_count(map, ENTITY_message); i++) {
    const struct message *message = map_at(map, ENTITY_message, i);
    const struct touchpoint *touchpoint = map_find(map, ENTITY_touchpoint, message->touchpoint);
    if (touchpoint == NULL || !step_is(map, touchpoint))
      continue;
    note_missing(map, message, notices);
    note_foreign(map, message, notices);
  }
}
