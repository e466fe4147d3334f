/* What is known of a step that sends: its day, its place in the sequence, what it
 * costs, and what all its texts have in common. */
#include "audit/work.h"

#include "model/record.h"

#include <string.h>

/* ---- Money ---- */

static const struct rate *limit_of(const struct work *work, const struct spot *spot,
                                   enum rule_field_index field)
{
  const struct facts *journey = &work->journey_facts;
  const struct journey *about = work->journey;
  return library_limit(
      work->input->library, field, enumeration_token(&enumerations[ENUM_market], about->market),
      about->sector != UNSET ? enumeration_token(&enumerations[ENUM_sector], about->sector) : NULL,
      KIND_BIT(spot->kind), journey->of[RULE_FIELD_aud].bits, spot->date);
}

int64_t spot_fee(const struct work *work, const struct spot *spot)
{
  const struct rate *limit;
  switch (spot->step.fee_kind) {
  case fee_none:
    return 0;
  case fee_fixed:
    return spot->step.fee_amount;
  case fee_legal_maximum:
    limit = spot->placed ? limit_of(work, spot, RULE_FIELD_fee) : NULL;
    return limit != NULL ? limit->value : UNSET;
  default:
    return UNSET; /* a share of the amount due */
  }
}

/* Whether any pack bounds the field for such a step, whatever the day. */
static bool is_bounded(const struct work *work, const struct spot *spot,
                       enum rule_field_index field)
{
  const struct audit *audit = work->audit;
  uint64_t audience = work->journey_facts.of[RULE_FIELD_aud].bits;
  for (size_t i = 0; i < audit->pack_count; i++)
    for (size_t k = 0; k < audit->packs[i]->rate_count; k++) {
      const struct rate *rate = &audit->packs[i]->rates[k];
      if (rate->limits == (int)field &&
          (rate->kinds == 0 || (rate->kinds & KIND_BIT(spot->kind)) != 0) &&
          (rate->audience == 0 || (rate->audience & audience) != 0))
        return true;
    }
  return false;
}

static void add_money(const struct work *work, const struct spot *spot, struct facts *facts)
{
  int64_t fee = spot_fee(work, spot);
  if (fee != UNSET)
    fact_number(facts, RULE_FIELD_fee, fee);
  if (spot->step.interest_kind == interest_none)
    fact_number(facts, RULE_FIELD_rate_over_ref, 0);
  else if (spot->step.interest_kind == interest_reference_plus)
    fact_number(facts, RULE_FIELD_rate_over_ref, spot->step.interest_rate);
  if (!spot->placed)
    return;
  const struct rate *limit = limit_of(work, spot, RULE_FIELD_fee);
  if (limit != NULL)
    fact_number(facts, RULE_FIELD_fee_rate, limit->value);
  if (is_bounded(work, spot, RULE_FIELD_fee))
    fact_truth(facts, RULE_FIELD_rate_found, limit != NULL);
  limit = limit_of(work, spot, RULE_FIELD_late_comp);
  if (limit != NULL)
    fact_number(facts, RULE_FIELD_comp_rate, limit->value);
}

/* ---- Time ---- */

/* The fewest bank days in so many days after one: the last ones may be a weekend. */
static int64_t fewest_bank_days(int64_t days)
{
  enum { WEEK = 7, WORK = 5, WEEKEND = 2 };
  int64_t rest = days % WEEK;
  return days / WEEK * WORK + (rest > WEEKEND ? rest - WEEKEND : 0);
}

static void add_deadline(const struct spot *spot, struct facts *facts)
{
  int64_t deadline = spot_deadline(spot);
  uint64_t letter = rule_token_bit(RULE_FIELD_channel, "letter", strlen("letter"));
  if (deadline == UNSET)
    return;
  fact_whole(facts, RULE_FIELD_deadline, deadline);
  /* Nobody knows here how long a letter takes. */
  if (spot->channels != 0 && (spot->channels & letter) == 0)
    fact_whole(facts, RULE_FIELD_deadline_bankdays, fewest_bank_days(deadline));
}

static void add_hours(const struct work *work, const struct spot *spot, struct facts *facts)
{
  enum { MINUTES = 60, EVERY_DAY = 0x7f, MONDAY_TO_FRIDAY = 0x1f };
  bool any_day = spot->step.roll == roll_none && spot->step.days == day_kind_calendar;
  fact_number(facts, RULE_FIELD_hour, work->means.send_to * 100 / MINUTES);
  fact_number(facts, RULE_FIELD_hour_first, work->means.send_from * 100 / MINUTES);
  fact_bits(facts, RULE_FIELD_weekday, any_day ? EVERY_DAY : MONDAY_TO_FRIDAY);
}

/* ---- The sequence ---- */

static void add_sequence(const struct work *work, const struct spot *spot, struct facts *facts)
{
  const struct sequence *sequence = &spot->sequence;
  const struct spot *before = sequence->before != NO_SPOT ? &work->spots[sequence->before] : NULL;
  if (sequence->seq == 0)
    return; /* it has no day, or is for those who have paid */
  fact_whole(facts, RULE_FIELD_seq, sequence->seq);
  fact_whole(facts, RULE_FIELD_fee_seq, sequence->fee_seq);
  fact_whole(facts, RULE_FIELD_claim_count, sequence->claims);
  fact_whole(facts, RULE_FIELD_reminders_before, sequence->reminders);
  if (sequence->fee_gap != UNSET)
    fact_whole(facts, RULE_FIELD_fee_gap, sequence->fee_gap);
  fact_truth(facts, RULE_FIELD_first_mahnung, spot->kind == KIND_REMINDER && sequence->seq == 1);
  if (before == NULL)
    return;
  fact_whole(facts, RULE_FIELD_gap, sequence->gap);
  if (spot_deadline(before) != UNSET)
    fact_whole(facts, RULE_FIELD_deadline_prev, spot_deadline(before));
}

/* What comes later.  A plan lacks what sends nothing, so that there only a yes is
 * sure. */
static void add_later(const struct work *work, const struct spot *spot, struct facts *facts)
{
  uint64_t later = spot->sequence.later;
  bool claims = (later & (KIND_BIT(KIND_CLAIM) | KIND_BIT(KIND_DEMAND))) != 0;
  if (spot->sequence.seq == 0)
    return;
  if (!work->input->bare_plan || (later & KINDS_FOLLOWING) != 0)
    fact_bits(facts, RULE_FIELD_next_kind, later);
  fact_truth(facts, RULE_FIELD_claim_next, claims);
}

/* Steps of tone above the step before, in the language where that is furthest from
 * none or one.  Where all that is read goes well and something is not read, nobody knows. */
static void add_tone_step(const struct work *work, const struct spot *spot, struct facts *facts)
{
  const struct spot *before =
      spot->sequence.before != NO_SPOT ? &work->spots[spot->sequence.before] : NULL;
  int worst = 0, furthest = -1;
  for (int i = 0; before != NULL && i < LANGUAGE_COUNT; i++) {
    if (spot->tones[i] < 0 || before->tones[i] < 0)
      continue;
    int step = spot->tones[i] - before->tones[i];
    int far = step > 0 ? step - 1 : -step;
    if (far <= furthest)
      continue;
    furthest = far;
    worst = step;
  }
  if (furthest > 0 || (furthest == 0 && !spot->unread && !before->unread))
    fact_whole(facts, RULE_FIELD_tone_step, worst);
}

static void add_tone(const struct work *work, const struct spot *spot, struct facts *facts)
{
  int least, most, best;
  spot_expected_tone(spot, &least, &most, &best);
  if (most >= 0) {
    fact_whole(facts, RULE_FIELD_tone_expected, best);
    fact_whole(facts, RULE_FIELD_tone_least, least);
    fact_whole(facts, RULE_FIELD_tone_most, most);
  }
  add_tone_step(work, spot, facts);
}

/* ---- Who ---- */

static void add_people(const struct work *work, const struct spot *spot, struct facts *facts)
{
  static const struct {
    int64_t actor;
    const char *token;
  } senders[] = {
      {actor_company, "own"},
      {actor_agency, "agency"},
      {actor_authority, "authority"},
      {actor_partner, "partner"},
  };
  for (size_t i = 0; i < sizeof senders / sizeof senders[0]; i++)
    if (spot->touchpoint->initiator == senders[i].actor)
      fact_token(facts, RULE_FIELD_sender, senders[i].token);
  bool held = work->means.pause_dispute != pause_none ||
              list_has(spot->step.stop_on, ENUM_stop_event, stop_event_disputed);
  fact_truth(facts, RULE_FIELD_disputed, !held);
  /* Who pays by themselves is told where it is nobody, or where everyone gets it. */
  if (!work->pays_alone)
    fact_truth(facts, RULE_FIELD_autopay, false);
  else if (spot->track == NULL)
    fact_truth(facts, RULE_FIELD_autopay, true);
}

/* ---- The texts together ---- */

static void add_languages(const struct work *work, const struct spot *spot, struct facts *facts)
{
  const struct map *map = work->input->map;
  size_t languages = list_count(work->journey->languages), at = 0;
  const struct message *message;
  bool missing = false;
  while ((message = map_next_part(map, ENTITY_message, spot->touchpoint->id, &at)) != NULL)
    for (size_t i = 0; i < languages; i++) {
      size_t length, below = 0;
      const char *language = list_word(work->journey->languages, i, &length);
      const struct variant *variant;
      bool written = false;
      while (!written &&
             (variant = map_next_part(map, ENTITY_variant, message->id, &below)) != NULL)
        written =
            strncmp(variant->language, language, length) == 0 && variant->language[length] == '\0';
      missing = missing || !written;
    }
  fact_truth(facts, RULE_FIELD_language_missing, missing);
}

/* The most steps of tone between two languages of one wording; that there is none is
 * known only where all are read. */
static void add_tone_languages(const struct spot *spot, struct facts *facts)
{
  int least = TONE_COUNT, most = -1;
  for (int i = 0; i < LANGUAGE_COUNT; i++) {
    if (spot->tones[i] < 0)
      continue;
    least = spot->tones[i] < least ? spot->tones[i] : least;
    most = spot->tones[i] > most ? spot->tones[i] : most;
  }
  if (most > least || (most == least && !spot->unread && !spot->left_out))
    fact_whole(facts, RULE_FIELD_tone_languages, most - least);
}

/* Whether everyone gets the same words, though the journey has segments. */
static void add_segments(const struct work *work, const struct spot *spot, struct facts *facts)
{
  bool same = spot->track == NULL && spot->unit_count > 0 &&
              map_count(work->input->map, ENTITY_segment) > 0;
  for (size_t i = 0; i < spot->unit_count && same; i++)
    same = work->units[spot->first_unit + i].variant->segment == NULL;
  fact_truth(facts, RULE_FIELD_same_to_all, same);
}

/* What stands on the envelope: the texts that the map puts there. */
static void add_envelope(const struct work *work, const struct spot *spot, struct facts *facts)
{
  static const enum signal of_collection[] = {SIGNAL_HAND_OVER, SIGNAL_LEGAL_ACTION,
                                              SIGNAL_CREDIT_RECORD, SIGNAL_FORMAL_CLAIM};
  uint64_t bits = 0;
  uint64_t debt = rule_token_bit(RULE_FIELD_envelope, "debt", strlen("debt"));
  uint64_t amount = rule_token_bit(RULE_FIELD_envelope, "amount", strlen("amount"));
  uint64_t word = rule_token_bit(RULE_FIELD_envelope, "collection_word", strlen("collection_word"));
  for (size_t i = 0; i < spot->unit_count; i++) {
    const struct unit *unit = &work->units[spot->first_unit + i];
    if (unit->message->place != place_envelope || unit->sms)
      continue;
    if (!unit->read)
      return;
    bits |= (unit->tells & (TELLS_BIT(TELLS_AMOUNT) | TELLS_BIT(TELLS_CAPITAL))) != 0 ? amount : 0;
    bits |= (unit->tells & TELLS_BIT(TELLS_DEBT_DETAIL)) != 0 ? debt : 0;
    const size_t parts[] = {unit->subject, unit->text};
    for (size_t p = 0; p < 2; p++)
      for (size_t m = 0; parts[p] != NO_TEXT && m < work->audit->texts[parts[p]].reading.count;
           m++) {
        enum signal signal = work->audit->texts[parts[p]].reading.marks[m].signal;
        bits |= signal == SIGNAL_OVERDUE ? debt : 0;
        for (size_t s = 0; s < sizeof of_collection / sizeof of_collection[0]; s++)
          bits |= signal == of_collection[s] ? word : 0;
      }
  }
  if (bits != 0)
    fact_bits(facts, RULE_FIELD_envelope, bits);
  else
    fact_token(facts, RULE_FIELD_envelope, "none");
}

/* What texts tell, of the step as a whole: what every text tells, what any says will
 * follow, the worst of each measure.  Not known where a text is not read. */
static void add_texts(const struct work *work, const struct spot *spot, struct facts *facts)
{
  bool first = true;
  struct facts all = {0};
  for (size_t i = 0; i < spot->unit_count; i++) {
    const struct unit *unit = &work->units[spot->first_unit + i];
    if (!unit->main || !unit->goes)
      continue;
    struct facts one = *facts;
    facts_of_text(work, spot, unit, &one);
    if (first)
      all = one;
    else
      facts_join_text(&all, &one);
    first = false;
  }
  if (!first)
    facts_copy_text(facts, &all);
}

void facts_of_step(const struct work *work, const struct spot *spot, struct facts *facts)
{
  size_t number = (size_t)(spot - work->spots);
  static const char *const announced[] = {"nothing",      "reminder", "claim",        "handover",
                                          "legal_action", "cutoff",   "credit_record"};
  fact_bits(facts, RULE_FIELD_kind, KIND_BIT(spot->kind));
  if (spot->channels != 0)
    fact_bits(facts, RULE_FIELD_channel, spot->channels);
  if (spot->placed)
    fact_whole(facts, RULE_FIELD_day, spot->day);
  fact_token(facts, RULE_FIELD_announces, announced[spot->step.announces]);
  add_money(work, spot, facts);
  add_deadline(spot, facts);
  add_hours(work, spot, facts);
  add_sequence(work, spot, facts);
  add_later(work, spot, facts);
  add_tone(work, spot, facts);
  add_tone_languages(spot, facts);
  add_people(work, spot, facts);
  add_languages(work, spot, facts);
  add_segments(work, spot, facts);
  add_envelope(work, spot, facts);
  declared_take(work, NO_SPOT, facts);
  declared_take(work, number, facts);
  if (work->step_wants_text)
    add_texts(work, spot, facts);
}

void facts_of_spot(const struct work *work, const struct spot *spot, struct facts *facts)
{
  *facts = work->journey_facts;
  facts_of_touchpoint(work, spot, facts);
  if (spot->sends)
    facts_of_step(work, spot, facts);
  else
    declared_take(work, (size_t)(spot - work->spots), facts);
}
