/* The table of what rules may ask about.  A line is
 *   F(name, kind, tokens, scope, declared, help)
 * as struct rule_field says.  To add one, add a line, and in audit/ what tells
 * it. */
#ifndef KUNDRESA_RULES_FIELD_TABLE_H
#define KUNDRESA_RULES_FIELD_TABLE_H

/* clang-format off */
#define RULE_FIELDS(F) \
  F(jur, RULE_FIELD_TOKEN, "SE NO DK FI DE GB EU US", \
    RULE_SCOPE_JOURNEY, false, N_("The market.")) \
  F(aud, RULE_FIELD_TOKEN, "b2c b2b", \
    RULE_SCOPE_JOURNEY, false, N_("Whether customers are consumers or businesses.")) \
  F(sector, RULE_FIELD_TOKEN, "electricity telecom retail services wholesale charity insurance water housing parking media other", \
    RULE_SCOPE_JOURNEY, false, N_("The trade.")) \
  F(kind, RULE_FIELD_TOKEN, "invoice pre_due reminder warning claim demand handover court cutoff plan notice offer farewell other", \
    RULE_SCOPE_STEP, false, N_("What the step is: reminder, claim, hand-over…")) \
  F(currency, RULE_FIELD_TOKEN, "SEK NOK DKK EUR GBP USD", \
    RULE_SCOPE_JOURNEY, false, N_("The currency of its amounts; rates in another are not held against them.")) \
  F(channel, RULE_FIELD_SET, "email letter sms phone app web portal einvoice digital_mailbox chat counter direct_debit card other", \
    RULE_SCOPE_STEP, false, N_("The ways it travels; for a text, those that carry this text.")) \
  F(day, RULE_FIELD_NUMBER, NULL, \
    RULE_SCOPE_STEP, false, N_("Days after the due date; below 0 is before it.")) \
  F(gap, RULE_FIELD_NUMBER, NULL, \
    RULE_SCOPE_STEP, false, N_("Days since the step of the plan before it.")) \
  F(seq, RULE_FIELD_NUMBER, NULL, \
    RULE_SCOPE_STEP, false, N_("Which one of its kind it is, from 1.")) \
  F(fee, RULE_FIELD_NUMBER, NULL, \
    RULE_SCOPE_STEP, false, N_("The fee in the currency's unit.")) \
  F(fee_seq, RULE_FIELD_NUMBER, NULL, \
    RULE_SCOPE_STEP, false, N_("Which one of the steps with a fee it is, from 1; an invoice's own fee does not count.")) \
  F(fee_gap, RULE_FIELD_NUMBER, NULL, \
    RULE_SCOPE_STEP, false, N_("Of a step with a fee: days since the step with a fee before it.")) \
  F(fee_agreed, RULE_FIELD_TRUTH, "no yes", \
    RULE_SCOPE_JOURNEY, true, N_("Whether fees were agreed no later than when the debt arose.")) \
  F(fee_rate, RULE_FIELD_NUMBER, NULL, \
    RULE_SCOPE_STEP, false, N_("The highest fee that the market's law allows on the step's day.")) \
  F(rate_found, RULE_FIELD_TRUTH, "no yes", \
    RULE_SCOPE_STEP, false, N_("Whether a rate of law is known for the step's day.")) \
  F(late_comp, RULE_FIELD_NUMBER, NULL, \
    RULE_SCOPE_STEP, true, N_("Lump sum for late payment, in the currency's unit.")) \
  F(comp_rate, RULE_FIELD_NUMBER, NULL, \
    RULE_SCOPE_STEP, true, N_("The highest lump sum that the law allows on the step's day.")) \
  F(rate_over_ref, RULE_FIELD_NUMBER, NULL, \
    RULE_SCOPE_STEP, false, N_("Percentage points of interest above the reference rate.")) \
  F(deadline, RULE_FIELD_NUMBER, NULL, \
    RULE_SCOPE_STEP, false, N_("Days that the customer gets to pay, from the sending.")) \
  F(deadline_bankdays, RULE_FIELD_NUMBER, NULL, \
    RULE_SCOPE_STEP, false, N_("The same in bank days from when it is received.")) \
  F(deadline_prev, RULE_FIELD_NUMBER, NULL, \
    RULE_SCOPE_STEP, false, N_("The days to pay that the payment step before it gave.")) \
  F(due_notice_days, RULE_FIELD_NUMBER, NULL, \
    RULE_SCOPE_JOURNEY, false, N_("Days from the invoice to its due date.")) \
  F(tone, RULE_FIELD_NUMBER, NULL, \
    RULE_SCOPE_TEXT, false, N_("The tone of the text, 0 service to 5 threat.")) \
  F(tone_expected, RULE_FIELD_NUMBER, NULL, \
    RULE_SCOPE_STEP, false, N_("The tone that fits this place in the sequence.")) \
  F(tone_least, RULE_FIELD_NUMBER, NULL, \
    RULE_SCOPE_STEP, false, N_("The softest tone that fits there.")) \
  F(tone_most, RULE_FIELD_NUMBER, NULL, \
    RULE_SCOPE_STEP, false, N_("The hardest tone that fits there.")) \
  F(tone_step, RULE_FIELD_NUMBER, NULL, \
    RULE_SCOPE_STEP, false, N_("Steps of tone above the payment text before it.")) \
  F(tone_languages, RULE_FIELD_NUMBER, NULL, \
    RULE_SCOPE_STEP, false, N_("Steps of tone between the languages of one wording.")) \
  F(content, RULE_FIELD_SET, "amount due_date how_to_pay reference creditor basis capital interest interest_amount interest_rate interest_period interest_from interest_base interest_notice agreed_rate costs deadline objection contact plan_offer opt_out consequences alternatives social_board_notice cutoff_notice default_notice supervisor reply_form info_sheet statement official_look national_id debt_detail name offer survey", \
    RULE_SCOPE_TEXT, false, N_("What the text tells.")) \
  F(mentions, RULE_FIELD_SET, "reminder claim handover legal_action credit_record cutoff", \
    RULE_SCOPE_TEXT, false, N_("What the text says will or may follow.")) \
  F(announces, RULE_FIELD_TOKEN, "nothing reminder claim handover legal_action cutoff credit_record", \
    RULE_SCOPE_STEP, false, N_("What the map says that the text announces.")) \
  F(announced_unplanned, RULE_FIELD_SET, "reminder claim handover legal_action credit_record cutoff", \
    RULE_SCOPE_TEXT, false, N_("What the text announces and the plan does not have.")) \
  F(disputed, RULE_FIELD_TRUTH, "no yes", \
    RULE_SCOPE_STEP, false, N_("Whether the step can reach an invoice in dispute.")) \
  F(minor, RULE_FIELD_TRUTH, "no yes", \
    RULE_SCOPE_JOURNEY, true, N_("Whether customers under age can be reached.")) \
  F(credit, RULE_FIELD_TRUTH, "no yes", \
    RULE_SCOPE_JOURNEY, true, N_("Whether the debt is consumer credit.")) \
  F(sender, RULE_FIELD_TOKEN, "own agency authority partner", \
    RULE_SCOPE_STEP, false, N_("Who sends it.")) \
  F(licence, RULE_FIELD_TRUTH, "no yes", \
    RULE_SCOPE_JOURNEY, true, N_("Whether the sender is licensed to collect.")) \
  F(promo, RULE_FIELD_TRUTH, "no yes", \
    RULE_SCOPE_TEXT, false, N_("Whether there is an offer in it or beside it.")) \
  F(promo_pos, RULE_FIELD_TOKEN, "before_payment after_payment", \
    RULE_SCOPE_TEXT, false, N_("Where the offer stands.")) \
  F(consent, RULE_FIELD_SET, "none soft optin", \
    RULE_SCOPE_JOURNEY, true, N_("The consent for marketing that customers gave.")) \
  F(optout, RULE_FIELD_TRUTH, "no yes", \
    RULE_SCOPE_TEXT, false, N_("Whether the text tells how to say no to offers.")) \
  F(survey, RULE_FIELD_TRUTH, "no yes", \
    RULE_SCOPE_TEXT, false, N_("Whether it asks for an opinion.")) \
  F(hour, RULE_FIELD_NUMBER, NULL, \
    RULE_SCOPE_STEP, false, N_("The latest hour of the day at which it can be sent.")) \
  F(hour_first, RULE_FIELD_NUMBER, NULL, \
    RULE_SCOPE_STEP, false, N_("The earliest hour of the day at which it can be sent.")) \
  F(weekday, RULE_FIELD_SET, "mon tue wed thu fri sat sun", \
    RULE_SCOPE_STEP, false, N_("The weekdays on which it can be sent.")) \
  F(calls_day, RULE_FIELD_NUMBER, NULL, \
    RULE_SCOPE_STEP, true, N_("Most calls to one customer in a day.")) \
  F(calls_week, RULE_FIELD_NUMBER, NULL, \
    RULE_SCOPE_STEP, true, N_("Most calls to one customer in a week.")) \
  F(calls_month, RULE_FIELD_NUMBER, NULL, \
    RULE_SCOPE_STEP, true, N_("Most calls to one customer in a month.")) \
  F(calls_7d, RULE_FIELD_NUMBER, NULL, \
    RULE_SCOPE_STEP, true, N_("Most calls about one debt in seven days.")) \
  F(days_since_talk, RULE_FIELD_NUMBER, NULL, \
    RULE_SCOPE_STEP, true, N_("Least days after a conversation until the next call.")) \
  F(envelope, RULE_FIELD_SET, "none debt amount collection_word", \
    RULE_SCOPE_STEP, false, N_("What can be seen from outside.")) \
  F(cost_total, RULE_FIELD_NUMBER, NULL, \
    RULE_SCOPE_JOURNEY, false, N_("All fees of the plan together.")) \
  F(cost_cap, RULE_FIELD_NUMBER, NULL, \
    RULE_SCOPE_JOURNEY, true, N_("The most that all costs may be together.")) \
  F(reminders_before, RULE_FIELD_NUMBER, NULL, \
    RULE_SCOPE_STEP, false, N_("Reminders and warnings before this step.")) \
  F(decision, RULE_FIELD_TRUTH, "no yes", \
    RULE_SCOPE_JOURNEY, false, N_("Whether a decision about the reminders is recorded.")) \
  F(steps_total, RULE_FIELD_NUMBER, NULL, \
    RULE_SCOPE_JOURNEY, false, N_("Reminders of one invoice in all.")) \
  F(stop_on, RULE_FIELD_SET, "paid credited cancelled disputed plan_agreed insolvent deceased written_off handed_over customer_closed protected_identity hardship", \
    RULE_SCOPE_JOURNEY, false, N_("What ends or holds the later steps.")) \
  F(paid_check_h, RULE_FIELD_NUMBER, NULL, \
    RULE_SCOPE_JOURNEY, true, N_("Most hours between the last look for a payment and the sending.")) \
  F(next_kind, RULE_FIELD_SET, "invoice pre_due reminder warning claim demand handover court cutoff plan notice offer farewell other", \
    RULE_SCOPE_STEP, false, N_("The kinds of the steps that come after it.")) \
  F(personal_name, RULE_FIELD_TRUTH, "no yes", \
    RULE_SCOPE_TEXT, false, N_("Whether it names the customer.")) \
  F(opt_in_age_m, RULE_FIELD_NUMBER, NULL, \
    RULE_SCOPE_JOURNEY, true, N_("Months since the customer consented to electronic demands.")) \
  F(claim_count, RULE_FIELD_NUMBER, NULL, \
    RULE_SCOPE_STEP, false, N_("Warnings, claims and demands so far, this one among them.")) \
  F(age_years, RULE_FIELD_NUMBER, NULL, \
    RULE_SCOPE_JOURNEY, true, N_("Years since the oldest debt arose.")) \
  F(public_sender, RULE_FIELD_TRUTH, "no yes", \
    RULE_SCOPE_JOURNEY, true, N_("Whether the sender is a public body.")) \
  F(reading_ok, RULE_FIELD_TRUTH, "no yes", \
    RULE_SCOPE_TEXT, false, N_("Whether the text is as easy to read as its kind should be.")) \
  F(lix, RULE_FIELD_NUMBER, NULL, \
    RULE_SCOPE_TEXT, false, N_("How hard the text is to read (LIX).")) \
  F(autopay, RULE_FIELD_TRUTH, "no yes", \
    RULE_SCOPE_STEP, false, N_("Whether the step can reach customers who pay by themselves (direct debit, card).")) \
  F(billing_contact, RULE_FIELD_TRUTH, "no yes", \
    RULE_SCOPE_JOURNEY, true, N_("Whether messages go to the contact for bills.")) \
  F(plan_offer, RULE_FIELD_TRUTH, "no yes", \
    RULE_SCOPE_TEXT, false, N_("Whether a payment plan is offered.")) \
  F(first_mahnung, RULE_FIELD_TRUTH, "no yes", \
    RULE_SCOPE_STEP, false, N_("Whether it is the first reminder after the due date.")) \
  F(claim_next, RULE_FIELD_TRUTH, "no yes", \
    RULE_SCOPE_STEP, false, N_("Whether a claim comes later in the plan.")) \
  F(language_missing, RULE_FIELD_TRUTH, "no yes", \
    RULE_SCOPE_STEP, false, N_("Whether a language of the journey has no text.")) \
  F(same_to_all, RULE_FIELD_TRUTH, "no yes", \
    RULE_SCOPE_STEP, false, N_("Whether everyone gets the same words although there are segments.")) \
  F(sms_parts, RULE_FIELD_NUMBER, NULL, \
    RULE_SCOPE_TEXT, false, N_("Parts that the SMS is sent in.")) \
  F(characters, RULE_FIELD_NUMBER, NULL, \
    RULE_SCOPE_TEXT, false, N_("Characters of the text.")) \
  F(fallback, RULE_FIELD_TRUTH, "no yes", \
    RULE_SCOPE_TEXT, false, N_("Whether every placeholder is always known.")) \
  F(address, RULE_FIELD_TOKEN, "none du ni both", \
    RULE_SCOPE_TEXT, false, N_("How the text addresses the reader.")) \
  F(address_mixed, RULE_FIELD_TRUTH, "no yes", \
    RULE_SCOPE_JOURNEY, false, N_("Whether texts of one language address the reader in different ways.")) \
  F(voice_given, RULE_FIELD_TRUTH, "no yes", \
    RULE_SCOPE_JOURNEY, false, N_("Whether a pack tells the company's voice.")) \
  F(voice, RULE_FIELD_SET, "forbidden_word no_greeting no_signature too_long not_preferred other_address", \
    RULE_SCOPE_TEXT, false, N_("Where the text departs from the company's voice.")) \
  F(owner, RULE_FIELD_TRUTH, "no yes", \
    RULE_SCOPE_TOUCHPOINT, false, N_("Whether a department answers for it.")) \
  F(reviewed, RULE_FIELD_TRUTH, "no yes", \
    RULE_SCOPE_TOUCHPOINT, false, N_("Whether its day of review lies ahead.")) \
  F(covered, RULE_FIELD_TOKEN, "yes no unknown", \
    RULE_SCOPE_TOUCHPOINT, false, N_("Whether communication is secured there.")) \
  F(dead_end, RULE_FIELD_TRUTH, "no yes", \
    RULE_SCOPE_TOUCHPOINT, false, N_("Whether the journey stops there without an exit.")) \
  F(handover_without_system, RULE_FIELD_TRUTH, "no yes", \
    RULE_SCOPE_TOUCHPOINT, false, N_("Whether departments hand over there without a system.")) \
  F(evidence, RULE_FIELD_TOKEN, "measured observed reported assumed", \
    RULE_SCOPE_TOUCHPOINT, false, N_("How it is known.")) \
  F(moment_of_truth, RULE_FIELD_TRUTH, "no yes", \
    RULE_SCOPE_TOUCHPOINT, false, N_("Whether the customer decides there to stay.")) \
  F(stage, RULE_FIELD_TOKEN, "sale distribution message reminder collections support churn", \
    RULE_SCOPE_TOUCHPOINT, false, N_("The kind of touchpoint."))
/* clang-format on */

#endif
