/* Reads every text of the steps, the same words once, and pairs them as customers get them. */
#include "audit/work.h"

#include "base/mem.h"

#include <stdlib.h>
#include <string.h>

/* Whether texts in that language are asked for: the same tag, or its first part. */
static bool is_wanted(const struct audit_input *input, const char *tag)
{
  if (input->language == NULL)
    return true;
  size_t length = strlen(input->language);
  return strncmp(tag, input->language, length) == 0 && (tag[length] == '\0' || tag[length] == '-');
}

static const struct lexicon *lexicon_of(const struct audit_input *input, const char *tag)
{
  int language = language_of(tag);
  return language != LANGUAGE_NONE ? input->lexicons[language] : NULL;
}

/* Makes room for all, so that nothing moves while it is read. */
static void make_room(struct work *work)
{
  const struct map *map = work->input->map;
  size_t texts = 0;
  for (size_t i = 0; i < map_count(map, ENTITY_variant); i++) {
    const struct variant *variant = map_at(map, ENTITY_variant, i);
    texts += (variant->subject != NULL) + (variant->body != NULL) + (variant->sms != NULL);
  }
  work->audit->texts = mem_new(texts + 1, sizeof *work->audit->texts);
  for (int i = 0; i < LANGUAGE_COUNT; i++)
    work->first_with[i] = mem_new(texts + 1, sizeof *work->first_with[i]);
  work->units = mem_new(2 * map_count(map, ENTITY_variant) + 1, sizeof *work->units);
}

/* Reads @read, unless the same words in the same language were read before. */
static void read_words(struct work *work, struct text_read *read)
{
  enum language language = lexicon_language(read->lexicon);
  size_t before = work->words[language].count;
  size_t number = audit_names_add(&work->words[language], read->text);
  size_t *first = &work->first_with[language][number];
  if (number == before) {
    *first = (size_t)(read - work->audit->texts);
    reading_make(read->lexicon, read->text, &read->reading);
    return;
  }
  read->reading = work->audit->texts[*first].reading;
  read->again = true;
}

static size_t read_text(struct work *work, const struct audit_place *place, const char *text)
{
  if (text == NULL)
    return NO_TEXT;
  struct text_read *read = &work->audit->texts[work->audit->text_count];
  *read = (struct text_read){.place = *place, .text = text};
  read->place.length = strlen(text);
  read->lexicon = lexicon_of(work->input, place->variant->language);
  if (read->lexicon != NULL)
    read_words(work, read);
  if (place->part == AUDIT_PART_SMS)
    read->sms = sms_measure(text, place->variant->language);
  return work->audit->text_count++;
}

/* The channels that carry letters, and SMS; a step that names none has both. */
static bool goes_out(const struct spot *spot, bool sms)
{
  size_t count = list_count(spot->step.channels);
  bool has_sms = list_has(spot->step.channels, ENUM_channel, channel_sms);
  return count == 0 || (sms ? has_sms : count > (has_sms ? 1U : 0U));
}

static void add_unit(struct work *work, struct spot *spot, const struct unit *made)
{
  struct unit *unit = &work->units[work->unit_count++];
  *unit = *made;
  unit->goes = goes_out(spot, unit->sms);
  unit->tone = -1;
  unit->read = true;
  const size_t parts[] = {unit->subject, unit->text};
  for (size_t i = 0; i < 2; i++) {
    const struct text_read *read = parts[i] != NO_TEXT ? &work->audit->texts[parts[i]] : NULL;
    if (read == NULL)
      continue;
    unit->read = unit->read && read->lexicon != NULL;
    if (read->lexicon == NULL)
      continue;
    unit->tells |= read->reading.tells;
    unit->tone = (int)read->reading.tone > unit->tone ? (int)read->reading.tone : unit->tone;
  }
  spot->unit_count++;
}

static void read_variant(struct work *work, struct spot *spot, const struct message *message,
                         const struct variant *variant, bool main)
{
  struct audit_place place = {
      .touchpoint = spot->touchpoint, .message = message, .variant = variant};
  struct unit unit = {.message = message, .variant = variant, .main = main};
  place.part = AUDIT_PART_SUBJECT;
  unit.subject = read_text(work, &place, variant->subject);
  place.part = AUDIT_PART_BODY;
  unit.text = read_text(work, &place, variant->body);
  if (unit.subject != NO_TEXT || unit.text != NO_TEXT)
    add_unit(work, spot, &unit);
  place.part = AUDIT_PART_SMS;
  unit.subject = NO_TEXT;
  unit.text = read_text(work, &place, variant->sms);
  unit.sms = true;
  if (unit.text != NO_TEXT)
    add_unit(work, spot, &unit);
}

static bool asks_for_payment(const struct message *message)
{
  return message->purpose == purpose_payment || message->purpose == purpose_reminder ||
         message->purpose == purpose_claim;
}

/* What the step is for: what asks for payment, or else what is no mere addition. */
static bool is_main(const struct message *message, bool asks)
{
  return asks ? asks_for_payment(message) : message->place == place_body;
}

static struct beside *beside_of(struct spot *spot, const char *tag)
{
  int language = language_of(tag);
  return &spot->beside[language != LANGUAGE_NONE ? language : LANGUAGE_COUNT];
}

/* What is sent together with the main texts: areas on the front page, the back, what is
 * enclosed; not what stands beside the invoice in a portal. */
static void note_beside(const struct work *work, struct spot *spot)
{
  for (size_t i = 0; i < spot->unit_count; i++) {
    const struct unit *unit = &work->units[spot->first_unit + i];
    if (unit->main || unit->sms || !unit->goes || unit->message->place == place_portal)
      continue;
    struct beside *beside = beside_of(spot, unit->variant->language);
    bool outside = unit->message->place == place_envelope;
    if (unit->variant->segment == NULL && !outside)
      beside->tells |= unit->tells;
    if (unit->message->purpose != purpose_sales && (unit->tells & TELLS_BIT(TELLS_OFFER)) == 0)
      continue;
    beside->offer = true;
    beside->offer_before = beside->offer_before || outside;
  }
}

static void note_tones(const struct work *work, struct spot *spot)
{
  spot->tone = -1;
  for (int i = 0; i < LANGUAGE_COUNT; i++)
    spot->tones[i] = -1;
  for (size_t i = 0; i < spot->unit_count; i++) {
    const struct unit *unit = &work->units[spot->first_unit + i];
    if (!unit->main || !unit->goes)
      continue;
    spot->unread = spot->unread || !unit->read;
    if (unit->tone < 0)
      continue;
    int *of_language = &spot->tones[language_of(unit->variant->language)];
    *of_language = unit->tone > *of_language ? unit->tone : *of_language;
    spot->tone = unit->tone > spot->tone ? unit->tone : spot->tone;
  }
}

static void read_spot(struct work *work, struct spot *spot)
{
  const struct map *map = work->input->map;
  const struct message *message;
  size_t at = 0;
  bool asks = false;
  spot->first_text = work->audit->text_count;
  spot->first_unit = work->unit_count;
  while ((message = map_next_part(map, ENTITY_message, spot->touchpoint->id, &at)) != NULL)
    asks = asks || asks_for_payment(message);
  at = 0;
  while ((message = map_next_part(map, ENTITY_message, spot->touchpoint->id, &at)) != NULL) {
    const struct variant *variant;
    size_t below = 0;
    while ((variant = map_next_part(map, ENTITY_variant, message->id, &below)) != NULL)
      if (is_wanted(work->input, variant->language))
        read_variant(work, spot, message, variant, is_main(message, asks));
      else
        spot->left_out = true;
  }
  spot->text_count = work->audit->text_count - spot->first_text;
  note_tones(work, spot);
  note_beside(work, spot);
}

const struct unit *unit_at(const struct work *work, const struct spot *spot,
                           const struct audit_place *place)
{
  for (size_t i = 0; i < spot->unit_count; i++) {
    const struct unit *unit = &work->units[spot->first_unit + i];
    if (unit->variant == place->variant && unit->sms == (place->part == AUDIT_PART_SMS))
      return unit;
  }
  return NULL;
}

void work_begin_texts(struct work *work)
{
  make_room(work);
}

void work_read_texts(struct work *work, size_t first, size_t count)
{
  for (size_t i = first; i < first + count; i++) {
    work->spots[i].tone = -1;
    if (work->spots[i].sends)
      read_spot(work, &work->spots[i]);
  }
}

void work_end_texts(struct work *work)
{
  for (int i = 0; i < LANGUAGE_COUNT; i++) {
    audit_names_clear(&work->words[i]);
    free(work->first_with[i]);
    work->first_with[i] = NULL;
  }
}
