/* What is known of one text as a customer gets it. */
#include "audit/work.h"

#include "base/str.h"
#include "base/text.h"
#include "model/placeholder.h"
#include "rules/voice.h"

#include <math.h>
#include <stdlib.h>
#include <string.h>

enum kind unit_kind(const struct spot *spot, const struct unit *unit)
{
  if (unit->main)
    return spot->kind;
  switch (unit->message->purpose) {
  case purpose_sales:
    return KIND_OFFER;
  case purpose_farewell:
    return KIND_FAREWELL;
  default:
    return KIND_NOTICE;
  }
}

static const struct reading *reading_of(const struct work *work, size_t text)
{
  return text != NO_TEXT && work->audit->texts[text].lexicon != NULL
             ? &work->audit->texts[text].reading
             : NULL;
}

static bool tells(const struct unit *unit, enum tells what)
{
  return (unit->tells & TELLS_BIT(what)) != 0;
}

static const struct beside *beside_of(const struct spot *spot, const struct unit *unit)
{
  int language = language_of(unit->variant->language);
  return &spot->beside[language != LANGUAGE_NONE ? language : LANGUAGE_COUNT];
}

/* ---- What it tells ---- */

static uint64_t bits_of(const uint64_t table[TELLS_COUNT], uint64_t told)
{
  uint64_t bits = 0;
  for (int i = 0; i < TELLS_COUNT; i++)
    if ((told & TELLS_BIT(i)) != 0)
      bits |= table[i];
  return bits;
}

static void add_content(const struct work *work, const struct spot *spot, const struct unit *unit,
                        struct facts *facts)
{
  bool letter = unit->main && !unit->sms;
  uint64_t told = unit->tells | (letter ? beside_of(spot, unit)->tells : 0);
  if (!unit->read)
    return;
  fact_bits(facts, RULE_FIELD_content, bits_of(work->tells_content, told));
  fact_truth(facts, RULE_FIELD_optout, (told & TELLS_BIT(TELLS_OPT_OUT)) != 0);
  fact_truth(facts, RULE_FIELD_survey, (told & TELLS_BIT(TELLS_SURVEY)) != 0);
  fact_truth(facts, RULE_FIELD_plan_offer, (told & TELLS_BIT(TELLS_PLAN_OFFER)) != 0);
  fact_truth(facts, RULE_FIELD_personal_name, tells(unit, TELLS_NAME));
  bool one = tells(unit, TELLS_ADDRESS_SINGULAR), other = tells(unit, TELLS_ADDRESS_PLURAL);
  fact_token(facts, RULE_FIELD_address, one && other ? "both" : one ? "du" : other ? "ni" : "none");
}

/* What a text can announce, and the kinds of steps that are meant.  A hand-over, a court
 * or a cut-off may be on the map and in no plan. */
static const struct announcement {
  int64_t announced;
  enum tells told;
  uint64_t met_by;
  uint64_t itself; /* the kinds that do it: what they say of it is no announcement */
  bool in_plans;
} announcements[] = {
    {announced_reminder, TELLS_REMINDER_NEXT, KIND_BIT(KIND_REMINDER) | KIND_BIT(KIND_WARNING), 0,
     true},
    {announced_collection_claim, TELLS_CLAIM_NEXT,
     KIND_BIT(KIND_CLAIM) | KIND_BIT(KIND_DEMAND) | KIND_BIT(KIND_WARNING) |
         KIND_BIT(KIND_HANDOVER),
     KIND_BIT(KIND_CLAIM) | KIND_BIT(KIND_DEMAND) | KIND_BIT(KIND_HANDOVER), false},
    {announced_hand_over, TELLS_HAND_OVER,
     KIND_BIT(KIND_HANDOVER) | KIND_BIT(KIND_CLAIM) | KIND_BIT(KIND_DEMAND) |
         KIND_BIT(KIND_WARNING),
     KIND_BIT(KIND_HANDOVER), false},
    {announced_legal_action, TELLS_LEGAL_ACTION,
     KIND_BIT(KIND_COURT) | KIND_BIT(KIND_CLAIM) | KIND_BIT(KIND_DEMAND), KIND_BIT(KIND_COURT),
     false},
    {announced_credit_record, TELLS_CREDIT_RECORD, KIND_BIT(KIND_COURT) | KIND_BIT(KIND_HANDOVER),
     0, false},
    {announced_cut_off, TELLS_CUT_OFF, KIND_BIT(KIND_CUTOFF), KIND_BIT(KIND_CUTOFF), false},
};

/* Adds what the text says will or may follow, and which of that the plan does not
 * have; what the map says that the step announces counts as said. */
static void add_announced(const struct work *work, const struct spot *spot, const struct unit *unit,
                          struct facts *facts)
{
  uint64_t mentions = 0, unplanned = 0;
  bool sure = unit->read;
  for (size_t i = 0; i < sizeof announcements / sizeof announcements[0]; i++) {
    const struct announcement *one = &announcements[i];
    uint64_t bit = work->tells_mentions[one->told];
    bool told = tells(unit, one->told);
    bool stated = unit->main && spot->step.announces == one->announced;
    if ((one->itself & KIND_BIT(spot->kind)) != 0)
      continue;
    mentions |= told ? bit : 0;
    if ((!told && !stated) || (spot->sequence.later & one->met_by) != 0)
      continue;
    if (spot->sequence.seq == 0 || (work->input->bare_plan && !one->in_plans))
      sure = false;
    else
      unplanned |= bit;
  }
  if (unit->read)
    fact_bits(facts, RULE_FIELD_mentions, mentions);
  if (sure || unplanned != 0)
    fact_bits(facts, RULE_FIELD_announced_unplanned, unplanned);
}

/* ---- Offers ---- */

/* Whether the offer in a text comes after all that it says of the payment. */
static bool offer_follows(const struct reading *reading)
{
  static const enum tells payment[] = {TELLS_AMOUNT, TELLS_DUE_DATE, TELLS_DEADLINE,
                                       TELLS_HOW_TO_PAY};
  size_t offer = reading_first(reading, TELLS_OFFER);
  for (size_t i = 0; i < sizeof payment / sizeof payment[0]; i++)
    if ((reading->tells & TELLS_BIT(payment[i])) != 0 && reading_first(reading, payment[i]) > offer)
      return false;
  return true;
}

static void add_promotion(const struct work *work, const struct spot *spot, const struct unit *unit,
                          struct facts *facts)
{
  const struct beside *beside = beside_of(spot, unit);
  bool own = tells(unit, TELLS_OFFER) || unit->message->purpose == purpose_sales;
  bool nearby = unit->main && !unit->sms && beside->offer;
  if (own || nearby || unit->read)
    fact_truth(facts, RULE_FIELD_promo, own || nearby);
  if (!own && !nearby)
    return;
  bool before = nearby && beside->offer_before;
  const struct reading *subject = reading_of(work, unit->subject);
  const struct reading *text = reading_of(work, unit->text);
  if ((KINDS_ASKING & KIND_BIT(spot->kind)) == 0) {
    before = false; /* there is no payment that it could stand before */
  } else if (own && unit->main) {
    before = before || (subject != NULL && (subject->tells & TELLS_BIT(TELLS_OFFER)) != 0) ||
             (text != NULL && (text->tells & TELLS_BIT(TELLS_OFFER)) != 0 && !offer_follows(text));
  } else if (own) {
    before = before || unit->message->place == place_envelope;
  }
  fact_token(facts, RULE_FIELD_promo_pos, before ? "before_payment" : "after_payment");
}

/* ---- How it reads ---- */

static void add_reading(const struct work *work, const struct spot *spot, const struct unit *unit,
                        struct facts *facts)
{
  /* Facts on tone and clarity, 1: for consumers' invoices and reminders at most 40, a
   * claim with all that it must say at most 50. */
  enum { LIX_MOST = 40, LIX_CLAIM_MOST = 50 };
  const uint64_t formal =
      KIND_BIT(KIND_WARNING) | KIND_BIT(KIND_CLAIM) | KIND_BIT(KIND_DEMAND) | KIND_BIT(KIND_COURT);
  const struct reading *reading = reading_of(work, unit->text);
  if (unit->read && unit->tone >= 0)
    fact_whole(facts, RULE_FIELD_tone, unit->tone);
  if (reading == NULL || !reading->measures.trusted || isnan(reading->measures.lix))
    return;
  double most = (formal & KIND_BIT(unit_kind(spot, unit))) != 0 ? LIX_CLAIM_MOST : LIX_MOST;
  fact_number(facts, RULE_FIELD_lix, (int64_t)(reading->measures.lix * 100 + 0.5));
  fact_truth(facts, RULE_FIELD_reading_ok, reading->measures.lix <= most);
}

/* What no register is sure to have, or no step to give.  All else is a fact of every
 * invoice, or of the sender. */
static bool is_always_known(const struct work *work, const struct spot *spot, const char *name)
{
  bool business = work->journey->audience == audience_business;
  if (strcmp(name, "first_name") == 0)
    return !business;
  if (strcmp(name, "company") == 0)
    return business;
  if (strcmp(name, "pay_by") == 0)
    return spot->step.pay_within_days != UNSET;
  if (strcmp(name, "days_overdue") == 0)
    return spot->placed && spot->day > 0;
  return true;
}

bool unit_next_uncertain(const struct work *work, const struct spot *spot, const char *text,
                         size_t *at, struct placeholder_span *span)
{
  while (text != NULL && placeholder_next(text, at, span))
    if (span->placeholder == NULL || !is_always_known(work, spot, span->placeholder->name))
      return true;
  return false;
}

static const char *text_of(const struct work *work, size_t text)
{
  return text != NO_TEXT ? work->audit->texts[text].text : NULL;
}

static void add_form(const struct work *work, const struct spot *spot, const struct unit *unit,
                     struct facts *facts)
{
  const char *subject = text_of(work, unit->subject), *text = text_of(work, unit->text);
  if (unit->sms)
    fact_whole(facts, RULE_FIELD_sms_parts, (int64_t)work->audit->texts[unit->text].sms.parts);
  if (work->wants[RULE_FIELD_characters] && text != NULL) {
    struct str filled = {0};
    placeholder_fill(&filled, text, unit->variant->language);
    fact_whole(facts, RULE_FIELD_characters, (int64_t)text_count(str_text(&filled), filled.length));
    str_clear(&filled);
  }
  if (work->wants[RULE_FIELD_fallback]) {
    struct placeholder_span span;
    size_t at = 0, below = 0;
    fact_truth(facts, RULE_FIELD_fallback,
               !unit_next_uncertain(work, spot, subject, &at, &span) &&
                   !unit_next_uncertain(work, spot, text, &below, &span));
  }
}

static void add_voice(const struct work *work, const struct spot *spot, const struct unit *unit,
                      struct facts *facts)
{
  uint64_t bits = 0, unsure = 0;
  if (!work->voiced)
    return;
  for (size_t i = 0; i < work->audit->pack_count; i++) {
    const struct voice *voice = work->audit->packs[i]->voice;
    for (int part = 0; voice != NULL && part < 2; part++) {
      struct voice_text heard = unit_voice_text(work, spot, unit, part == 0);
      if (heard.text == NULL)
        continue;
      bits |= voice_judge(voice, &heard, NULL, 0, NULL);
      unsure |= voice_unsure(voice, &heard);
    }
  }
  fact_bits(facts, RULE_FIELD_voice, bits);
  facts->of[RULE_FIELD_voice].unsure = unsure;
}

struct voice_text unit_voice_text(const struct work *work, const struct spot *spot,
                                  const struct unit *unit, bool subject)
{
  const char *token = tells(unit, TELLS_ADDRESS_SINGULAR)
                          ? (tells(unit, TELLS_ADDRESS_PLURAL) ? "both" : "du")
                          : (tells(unit, TELLS_ADDRESS_PLURAL) ? "ni" : "none");
  return (struct voice_text){
      .text = text_of(work, subject ? unit->subject : unit->text),
      .language = unit->variant->language,
      .channels = subject ? 0 : unit_channels(spot, unit),
      .address = unit->read ? rule_token_bit(RULE_FIELD_address, token, strlen(token)) : 0,
      .whole = !subject && !unit->sms && unit->message->place == place_body,
  };
}

void facts_of_text(const struct work *work, const struct spot *spot, const struct unit *unit,
                   struct facts *facts)
{
  const struct facts nothing = {0};
  uint64_t channels = unit_channels(spot, unit);
  facts_copy_text(facts, &nothing);
  add_content(work, spot, unit, facts);
  add_announced(work, spot, unit, facts);
  add_promotion(work, spot, unit, facts);
  add_reading(work, spot, unit, facts);
  add_form(work, spot, unit, facts);
  add_voice(work, spot, unit, facts);
  declared_take_text(work, (size_t)(spot - work->spots), facts);
  fact_bits(facts, RULE_FIELD_kind, KIND_BIT(unit_kind(spot, unit)));
  if (channels != 0)
    fact_bits(facts, RULE_FIELD_channel, channels);
}

/* ---- Several texts ---- */

enum joining { JOIN_BOTH, JOIN_ANY, JOIN_MOST, JOIN_MOST_OF_SOME, JOIN_ADDRESS };

static const struct {
  enum rule_field_index field;
  enum joining how;
  bool yes_wins; /* JOIN_ANY of a truth: one yes is enough, or one no */
} text_fields[] = {
    {RULE_FIELD_tone, JOIN_MOST, false},
    {RULE_FIELD_content, JOIN_BOTH, false},
    {RULE_FIELD_mentions, JOIN_ANY, true},
    {RULE_FIELD_announced_unplanned, JOIN_ANY, true},
    {RULE_FIELD_promo, JOIN_ANY, true},
    {RULE_FIELD_promo_pos, JOIN_ANY, false},
    {RULE_FIELD_optout, JOIN_ANY, false},
    {RULE_FIELD_survey, JOIN_ANY, true},
    {RULE_FIELD_personal_name, JOIN_ANY, false},
    {RULE_FIELD_reading_ok, JOIN_ANY, false},
    {RULE_FIELD_lix, JOIN_MOST, false},
    {RULE_FIELD_plan_offer, JOIN_ANY, false},
    {RULE_FIELD_sms_parts, JOIN_MOST_OF_SOME, false},
    {RULE_FIELD_characters, JOIN_MOST_OF_SOME, false},
    {RULE_FIELD_fallback, JOIN_ANY, false},
    {RULE_FIELD_address, JOIN_ADDRESS, false},
    {RULE_FIELD_voice, JOIN_ANY, true},
};
enum { TEXT_FIELDS = sizeof text_fields / sizeof text_fields[0] };

void facts_copy_text(struct facts *to, const struct facts *from)
{
  for (size_t i = 0; i < TEXT_FIELDS; i++)
    to->of[text_fields[i].field] = from->of[text_fields[i].field];
}

/* Of a truth or a token one value wins over the other, known or not. */
static struct fact join_winner(struct fact a, struct fact b, uint64_t winner)
{
  if (a.known && a.bits == winner)
    return a;
  if (b.known && b.bits == winner)
    return b;
  return a.known && b.known ? a : (struct fact){0};
}

static struct fact join_address(struct fact a, struct fact b)
{
  enum { NONE = 1, DU = 2, NI = 4, BOTH = 8 };
  uint64_t said = (a.bits | b.bits) & ~(uint64_t)NONE;
  if (!a.known || !b.known)
    return (struct fact){0};
  if (said == (DU | NI) || (said & BOTH) != 0)
    return (struct fact){.known = true, .bits = BOTH};
  return (struct fact){.known = true, .bits = said != 0 ? said : NONE};
}

static struct fact join(size_t index, struct fact a, struct fact b)
{
  bool set = rule_fields[text_fields[index].field].kind == RULE_FIELD_SET;
  switch (text_fields[index].how) {
  case JOIN_ADDRESS:
    return join_address(a, b);
  case JOIN_ANY:
    if (!set) /* "no yes"; "before_payment after_payment" */
      return join_winner(a, b, text_fields[index].yes_wins ? 2 : 1);
    return (struct fact){
        .known = a.known && b.known, .bits = a.bits | b.bits, .unsure = a.unsure | b.unsure};
  case JOIN_BOTH:
    return (struct fact){.known = a.known && b.known, .bits = a.bits & b.bits};
  case JOIN_MOST_OF_SOME: /* a number that only some texts have: theirs */
    if (!a.known || !b.known)
      return a.known ? a : b;
    return a.number > b.number ? a : b;
  default:
    if (!a.known || !b.known)
      return (struct fact){0};
    return a.number > b.number ? a : b;
  }
}

void facts_join_text(struct facts *both, const struct facts *other)
{
  for (size_t i = 0; i < TEXT_FIELDS; i++) {
    enum rule_field_index field = text_fields[i].field;
    both->of[field] = join(i, both->of[field], other->of[field]);
  }
}
