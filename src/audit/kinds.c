/* What each touchpoint is: the kinds that rules speak of, by what the map says.
 * kundresa-rules(5) has this as a table; a statement of `kind` goes before it. */
#include "audit/work.h"

/* What the messages of a touchpoint are for: bits of enum purpose. */
static unsigned purposes_of(const struct work *work, const struct touchpoint *touchpoint)
{
  unsigned purposes = 0;
  size_t at = 0;
  const struct message *message;
  while ((message = map_next_part(work->input->map, ENTITY_message, touchpoint->id, &at)) != NULL)
    purposes |= 1U << message->purpose;
  return purposes;
}

static bool involves(const struct touchpoint *touchpoint, int64_t actor)
{
  return touchpoint->initiator == actor || touchpoint->receiver == actor;
}

/* A message that claims.  In Norway and Denmark one that says that the debt will be
 * handed over is the warning that must come first; what follows it in Norway,
 * and any claim in Finland, is the demand. */
static enum kind claim_kind(const struct work *work, const struct spot *spot, bool warned)
{
  int64_t announces = spot->step.announces;
  if (announces == announced_cut_off && spot->touchpoint->kind == stage_kind_collections)
    return KIND_CUTOFF;
  switch (work->journey->market) {
  case market_no:
    return announces == announced_hand_over || (!warned && announces == announced_collection_claim)
               ? KIND_WARNING
               : KIND_DEMAND;
  case market_dk:
    return spot->touchpoint->initiator == actor_agency ? KIND_CLAIM : KIND_WARNING;
  case market_fi:
    return KIND_DEMAND;
  default:
    return KIND_CLAIM;
  }
}

/* A message that reminds.  Before the due date it is a friendly note, unless it costs
 * something. */
static enum kind reminder_kind(const struct work *work, const struct spot *spot)
{
  bool warns = spot->step.announces == announced_hand_over &&
               (work->journey->market == market_no || work->journey->market == market_dk);
  if (spot->placed && spot->day < 0 && spot->step.fee_kind == fee_none)
    return KIND_PRE_DUE;
  return warns ? KIND_WARNING : KIND_REMINDER;
}

/* A message with the facts of the payment. */
static enum kind payment_kind(const struct spot *spot)
{
  bool with_invoice = spot->step.anchor == anchor_issued && spot->step.offset_days == 0;
  if (spot->touchpoint->kind == stage_kind_distribution || with_invoice || !spot->placed)
    return KIND_INVOICE;
  if (spot->day < 0)
    return KIND_PRE_DUE;
  return spot->step.invoice_state == invoice_state_unpaid ? KIND_REMINDER : KIND_INVOICE;
}

/* Collections without a message that claims: somebody else takes over. */
static enum kind collections_kind(const struct spot *spot)
{
  const struct touchpoint *touchpoint = spot->touchpoint;
  if (involves(touchpoint, actor_authority))
    return KIND_COURT;
  if (spot->sends && spot->step.announces == announced_cut_off)
    return KIND_CUTOFF;
  if (spot->sends || involves(touchpoint, actor_agency) || involves(touchpoint, actor_partner))
    return KIND_HANDOVER;
  return KIND_OTHER;
}

static enum kind kind_of(const struct work *work, const struct spot *spot, bool warned)
{
  enum {
    REMINDER = 1U << purpose_reminder,
    CLAIM = 1U << purpose_claim,
    PAYMENT = 1U << purpose_payment,
    FAREWELL = 1U << purpose_farewell,
    SALES = 1U << purpose_sales,
    BRAND = 1U << purpose_brand,
    ACTIVITY = 1U << purpose_activity,
  };
  unsigned purposes = purposes_of(work, spot->touchpoint);
  bool collects = spot->touchpoint->kind == stage_kind_collections;
  if (!spot->sends)
    return collects ? collections_kind(spot) : KIND_OTHER;
  if ((purposes & CLAIM) != 0 || (collects && (purposes & REMINDER) != 0))
    return claim_kind(work, spot, warned);
  if ((purposes & REMINDER) != 0)
    return reminder_kind(work, spot);
  if ((purposes & PAYMENT) != 0)
    return payment_kind(spot);
  if (collects)
    return collections_kind(spot);
  if ((purposes & FAREWELL) != 0)
    return KIND_FAREWELL;
  bool sells = (purposes & SALES) != 0 || spot->step.step_class == step_class_marketing;
  bool only = (purposes & ~(unsigned)(SALES | BRAND | ACTIVITY)) == 0;
  return sells && only ? KIND_OFFER : KIND_NOTICE;
}

void work_name_kinds(struct work *work)
{
  bool warned = false;
  for (size_t i = 0; i < work->spot_count; i++) {
    struct spot *spot = &work->spots[i];
    int declared = declared_kind(work, i);
    spot->kind = declared >= 0 ? (enum kind)declared : kind_of(work, spot, warned);
    warned = warned || spot->kind == KIND_WARNING;
  }
}
