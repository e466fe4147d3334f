/* Where a finding stands. */
#include "audit/work.h"

#include "base/text.h"
#include "language/ladder.h"
#include "model/placeholder.h"

#include <string.h>

struct audit_place place_of(const struct finding_maker *maker)
{
  struct audit_place place = {0};
  if (maker->spot != NULL)
    place.touchpoint = maker->spot->touchpoint;
  const struct unit *unit = maker->unit;
  if (unit == NULL)
    return place;
  place.message = unit->message;
  place.variant = unit->variant;
  place.part = unit->sms               ? AUDIT_PART_SMS
               : unit->text != NO_TEXT ? AUDIT_PART_BODY
                                       : AUDIT_PART_SUBJECT;
  return place;
}

const char *audit_part_token(enum audit_part part)
{
  static const char *const tokens[] = {"", "subject", "body", "sms"};
  return tokens[part];
}

struct span {
  size_t start, length;
};

/* What a text must tell to have broken the term. */
static uint64_t told_against(const struct finding_maker *maker)
{
  const struct work *work = maker->work;
  const struct rule_term *term = maker->judgement->term;
  uint64_t against = maker->facts->of[term->field].bits;
  const uint64_t *table = NULL;
  if (term->op == RULE_HAS_NO || term->op == RULE_NOT_IN)
    against &= term->bits;
  switch (term->field) {
  case RULE_FIELD_content:
    table = term->op == RULE_HAS_NO ? work->tells_content : NULL;
    break;
  case RULE_FIELD_mentions:
  case RULE_FIELD_announced_unplanned: /* the same tokens in the same order */
    table = work->tells_mentions;
    break;
  case RULE_FIELD_promo:
  case RULE_FIELD_promo_pos:
    return TELLS_BIT(TELLS_OFFER);
  case RULE_FIELD_survey:
    return TELLS_BIT(TELLS_SURVEY);
  case RULE_FIELD_address:
    return TELLS_BIT(TELLS_ADDRESS_PLURAL) | TELLS_BIT(TELLS_ADDRESS_SINGULAR);
  case RULE_FIELD_next_kind:
    return TELLS_BIT(TELLS_LEGAL_ACTION) | TELLS_BIT(TELLS_HAND_OVER);
  default:
    break;
  }
  uint64_t told = 0;
  for (int i = 0; table != NULL && i < TELLS_COUNT; i++)
    told |= (table[i] & against) != 0 ? TELLS_BIT(i) : 0;
  return told;
}

static bool find_told(const struct text_read *read, uint64_t told, struct span *span)
{
  for (size_t i = 0; i < read->reading.count; i++) {
    const struct mark *mark = &read->reading.marks[i];
    if ((mark->tells & told) == 0)
      continue;
    *span = (struct span){mark->start, mark->length};
    return true;
  }
  return false;
}

/* The mark that makes the class: of those that stand highest the one that weighs most. */
static bool find_heaviest(const struct text_read *read, struct span *span)
{
  const struct mark *heaviest = NULL;
  for (size_t i = 0; i < read->reading.count; i++) {
    const struct mark *mark = &read->reading.marks[i];
    int higher =
        heaviest != NULL && mark->weight > 0 ? ladder_height(mark) - ladder_height(heaviest) : 1;
    if (mark->weight <= 0 || higher < 0 || (higher == 0 && mark->weight <= heaviest->weight))
      continue;
    heaviest = mark;
  }
  if (heaviest != NULL)
    *span = (struct span){heaviest->start, heaviest->length};
  return heaviest != NULL;
}

/* The first word that a voice does not want. */
static bool find_voice(const struct finding_maker *maker, bool subject, struct span *span)
{
  struct voice_mark marks[VOICED_MOST];
  size_t count = voiced_marks(maker, subject, marks, VOICED_MOST);
  for (size_t i = 0; i < count; i++)
    if (marks[i].length > 0) {
      *span = (struct span){marks[i].start, marks[i].length};
      return true;
    }
  return false;
}

static bool find_in_text(const struct finding_maker *maker, const struct text_read *read,
                         bool subject, struct span *span)
{
  struct placeholder_span uncertain;
  size_t at = 0;
  switch (maker->judgement->field) {
  case RULE_FIELD_tone:
  case RULE_FIELD_tone_step:
    return read->lexicon != NULL && find_heaviest(read, span);
  case RULE_FIELD_sms_parts:
    if (!read->sms.ucs2 || read->sms.first_odd >= strlen(read->text))
      return false;
    *span = (struct span){read->sms.first_odd,
                          text_next(read->text, read->sms.first_odd) - read->sms.first_odd};
    return true;
  case RULE_FIELD_fallback:
    if (!unit_next_uncertain(maker->work, maker->spot, read->text, &at, &uncertain))
      return false;
    *span = (struct span){uncertain.start, uncertain.length};
    return true;
  case RULE_FIELD_voice:
    return find_voice(maker, subject, span);
  default:
    return read->lexicon != NULL && find_told(read, told_against(maker), span);
  }
}

/* Whether the tone is that of the text below the subject, so that its words are the ones
 * to be shown. */
static bool is_text_harder(const struct finding_maker *maker)
{
  const struct text_read *texts = maker->work->audit->texts;
  const struct unit *unit = maker->unit;
  int field = maker->judgement->field;
  return (field == RULE_FIELD_tone || field == RULE_FIELD_tone_step) && unit->subject != NO_TEXT &&
         unit->text != NO_TEXT &&
         texts[unit->text].reading.tone > texts[unit->subject].reading.tone;
}

struct audit_place place_find(const struct finding_maker *maker)
{
  struct audit_place place = place_of(maker);
  if (maker->unit == NULL || maker->judgement->term == NULL)
    return place;
  const size_t parts[] = {maker->unit->subject, maker->unit->text};
  size_t first = is_text_harder(maker) ? 1 : 0;
  for (size_t i = 0; i < 2; i++) {
    struct span span;
    size_t part = parts[(first + i) % 2];
    if (part == NO_TEXT)
      continue;
    const struct text_read *read = &maker->work->audit->texts[part];
    if (!find_in_text(maker, read, part == maker->unit->subject, &span))
      continue;
    place.part = read->place.part;
    place.start = span.start;
    place.length = span.length;
    reading_place(read->text, span.start, &place.line, &place.column);
    break;
  }
  return place;
}
