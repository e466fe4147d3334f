#include "language/evidence.h"

#include "base/mem.h"
#include "language/evidence_find.h"

#include <stdlib.h>

void evidences_take(struct evidences *evidences, enum language language, const char *text,
                    size_t length, const struct piece *piece, size_t word, size_t sentence)
{
  if (evidences->count > 0 && piece->start < evidences->items[evidences->count - 1].end)
    return;
  struct evidence found = {.word = word, .sentence = sentence};
  if (!evidence_find(language, text, length, piece->start, &found))
    return;
  if (evidences->count == evidences->capacity) {
    evidences->capacity = evidences->capacity == 0 ? 16 : evidences->capacity * 2;
    evidences->items = mem_resize(evidences->items, evidences->capacity, sizeof *evidences->items);
  }
  evidences->items[evidences->count++] = found;
}

void evidences_clear(struct evidences *evidences)
{
  free(evidences->items);
  *evidences = (struct evidences){0};
}

uint64_t evidence_tells(enum evidence_kind kind)
{
  static const uint64_t tells[] = {
      [EVIDENCE_AMOUNT] = TELLS_BIT(TELLS_AMOUNT),
      [EVIDENCE_PHONE] = TELLS_BIT(TELLS_CONTACT),
      [EVIDENCE_ACCOUNT] = TELLS_BIT(TELLS_HOW_TO_PAY),
      [EVIDENCE_EMAIL] = TELLS_BIT(TELLS_CONTACT),
  };
  return tells[kind];
}

/* @next: nothing stands between, so that "Total: 500" needs no currency. */
static bool answers(enum marker_need need, const struct evidence *evidence, bool next)
{
  if (need == NEED_AMOUNT)
    return evidence->kind == EVIDENCE_AMOUNT || (next && evidence->kind == EVIDENCE_NUMBER);
  return evidence->kind == EVIDENCE_DATE;
}

bool evidences_have(const struct evidences *evidences, enum marker_need need, size_t start,
                    size_t word, size_t sentence, size_t *at)
{
  const struct evidence *items = evidences->items;
  while (*at < evidences->count && items[*at].word <= word)
    ++*at;
  for (size_t i = *at; i < evidences->count && items[i].word <= word + EVIDENCE_AFTER; i++) {
    bool next = items[i].word == word + 1;
    if ((next || items[i].sentence == sentence) && answers(need, &items[i], next))
      return true;
  }
  if (need == NEED_DATE_AFTER)
    return false;
  size_t before = *at;
  while (before > 0 && items[before - 1].end > start) /* what lies in the phrase itself */
    before--;
  const struct evidence *last = before > 0 ? &items[before - 1] : NULL;
  return last != NULL && last->sentence == sentence && start - last->end <= EVIDENCE_BEFORE &&
         answers(need, last, false);
}
