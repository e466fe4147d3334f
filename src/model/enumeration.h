/*
 * model/ owns what a journey is: its entities, their fields, the values they
 * may take and how they read aloud.  Plain structs and their invariants; it
 * must not know files, databases, YAML, terminals or commands.
 *
 * This header: every closed list of values, once.  A line is an identifier in
 * C, the token that stands in files and databases (never changed once
 * released), and the label that people read.
 */
#ifndef KUNDRESA_MODEL_ENUMERATION_H
#define KUNDRESA_MODEL_ENUMERATION_H

#include "base/i18n.h"

#include <stddef.h>
#include <stdint.h>

#define DEPARTMENT_VALUES(V)                                                                       \
  V(department_finance, "finance", N_("Finance"))                                                  \
  V(department_marketing, "marketing", N_("Marketing"))                                            \
  V(department_it, "it", N_("IT"))                                                                 \
  V(department_service, "customer-service", N_("Customer service"))                                \
  V(department_sales, "sales", N_("Sales"))                                                        \
  V(department_legal, "legal", N_("Legal"))                                                        \
  V(department_partner, "partner", N_("Partner"))                                                  \
  V(department_other, "other", NC_("department", "Other"))

#define STAGE_KIND_VALUES(V)                                                                       \
  V(stage_kind_sale, "sale", NC_("stage", "Sale"))                                                 \
  V(stage_kind_distribution, "distribution", NC_("stage", "Distribution"))                         \
  V(stage_kind_message, "message", NC_("stage", "Message"))                                        \
  V(stage_kind_reminder, "reminder", NC_("stage", "Reminder"))                                     \
  V(stage_kind_collections, "collections", NC_("stage", "Collections"))                            \
  V(stage_kind_support, "support", NC_("stage", "Support"))                                        \
  V(stage_kind_churn, "churn", NC_("stage", "Churn"))

#define MARKET_VALUES(V)                                                                           \
  V(market_se, "SE", N_("Sweden"))                                                                 \
  V(market_no, "NO", N_("Norway"))                                                                 \
  V(market_dk, "DK", N_("Denmark"))                                                                \
  V(market_fi, "FI", N_("Finland"))                                                                \
  V(market_de, "DE", N_("Germany"))                                                                \
  V(market_gb, "GB", N_("United Kingdom"))                                                         \
  V(market_us, "US", N_("United States"))

#define AUDIENCE_VALUES(V)                                                                         \
  V(audience_consumer, "consumer", N_("Consumers"))                                                \
  V(audience_business, "business", N_("Businesses"))

#define SECTOR_VALUES(V)                                                                           \
  V(sector_electricity, "electricity", N_("Electricity"))                                          \
  V(sector_telecom, "telecom", N_("Telecom"))                                                      \
  V(sector_retail, "retail", N_("Retail"))                                                         \
  V(sector_services, "services", N_("Services"))                                                   \
  V(sector_wholesale, "wholesale", N_("Wholesale"))                                                \
  V(sector_charity, "charity", N_("Charity"))                                                      \
  V(sector_insurance, "insurance", N_("Insurance"))                                                \
  V(sector_water, "water", N_("Water and waste"))                                                  \
  V(sector_housing, "housing", N_("Housing"))                                                      \
  V(sector_parking, "parking", NC_("sector", "Parking"))                                           \
  V(sector_media, "media", N_("Media"))                                                            \
  V(sector_other, "other", NC_("sector", "Other"))

#define CURRENCY_VALUES(V)                                                                         \
  V(currency_sek, "SEK", N_("Swedish krona"))                                                      \
  V(currency_nok, "NOK", N_("Norwegian krone"))                                                    \
  V(currency_dkk, "DKK", N_("Danish krone"))                                                       \
  V(currency_eur, "EUR", N_("Euro"))                                                               \
  V(currency_gbp, "GBP", N_("Pound sterling"))                                                     \
  V(currency_usd, "USD", N_("US dollar"))

#define CYCLE_VALUES(V)                                                                            \
  V(cycle_one_off, "one-off", N_("Bought once"))                                                   \
  V(cycle_recurring, "recurring", N_("Bought again and again"))                                    \
  V(cycle_subscription, "subscription", N_("Subscription"))                                        \
  V(cycle_rare, "rare", N_("Bought seldom"))

#define SCOPE_VALUES(V)                                                                            \
  V(scope_invoice, "invoice", N_("Each invoice"))                                                  \
  V(scope_customer, "customer", N_("All open invoices of a customer together"))

#define JOURNEY_STATE_VALUES(V)                                                                    \
  V(journey_state_as_is, "as-is", N_("As is"))                                                     \
  V(journey_state_to_be, "to-be", N_("To be"))

#define JOURNEY_STATUS_VALUES(V)                                                                   \
  V(journey_status_draft, "draft", NC_("status", "Draft"))                                         \
  V(journey_status_agreed, "agreed", NC_("status", "Agreed"))                                      \
  V(journey_status_live, "live", NC_("status", "Live"))                                            \
  V(journey_status_retired, "retired", NC_("status", "Retired"))

#define LATE_VALUES(V)                                                                             \
  V(late_walk, "walk", N_("Send the earliest missed step, one a run"))                             \
  V(late_jump, "jump", N_("Send the latest missed step only"))                                     \
  V(late_skip, "skip", N_("Send none of the missed steps"))                                        \
  V(late_hold, "hold", N_("Wait until a person decides"))

#define STOP_EVENT_VALUES(V)                                                                       \
  V(stop_event_paid, "paid", NC_("stop", "Paid"))                                                  \
  V(stop_event_credited, "credited", NC_("stop", "Credited"))                                      \
  V(stop_event_cancelled, "cancelled", NC_("stop", "Cancelled"))                                   \
  V(stop_event_disputed, "disputed", NC_("stop", "Disputed"))                                      \
  V(stop_event_bankruptcy, "bankruptcy", N_("Bankruptcy"))                                         \
  V(stop_event_deceased, "deceased", N_("Deceased"))                                               \
  V(stop_event_written_off, "written-off", N_("Written off"))                                      \
  V(stop_event_handed_over, "handed-over", N_("Handed over to collections"))                       \
  V(stop_event_customer_closed, "customer-closed", N_("Customer closed"))                          \
  V(stop_event_protected_identity, "protected-identity", N_("Protected identity"))

#define PAUSE_VALUES(V)                                                                            \
  V(pause_freeze, "freeze", N_("Freeze the clock"))                                                \
  V(pause_hold, "hold", N_("Hold, dates stay"))                                                    \
  V(pause_none, "none", N_("Go on"))

#define ACTOR_VALUES(V)                                                                            \
  V(actor_customer, "customer", N_("Customer"))                                                    \
  V(actor_company, "company", N_("We"))                                                            \
  V(actor_partner, "partner", NC_("actor", "Partner"))                                             \
  V(actor_agency, "agency", N_("Collection agency"))                                               \
  V(actor_authority, "authority", N_("Authority"))

#define CHANNEL_VALUES(V)                                                                          \
  V(channel_email, "email", N_("E-mail"))                                                          \
  V(channel_einvoice, "e-invoice", N_("E-invoice"))                                                \
  V(channel_digital_mailbox, "digital-mailbox", N_("Digital mailbox"))                             \
  V(channel_letter, "letter", N_("Letter"))                                                        \
  V(channel_sms, "sms", N_("SMS"))                                                                 \
  V(channel_app, "app", N_("App"))                                                                 \
  V(channel_web, "web", N_("Web"))                                                                 \
  V(channel_portal, "portal", N_("Portal"))                                                        \
  V(channel_phone, "phone", N_("Phone"))                                                           \
  V(channel_chat, "chat", N_("Chat"))                                                              \
  V(channel_counter, "counter", N_("Counter"))                                                     \
  V(channel_direct_debit, "direct-debit", N_("Direct debit"))                                      \
  V(channel_card, "card", NC_("channel", "Card"))                                                  \
  V(channel_other, "other", NC_("channel", "Other"))

#define VISIBILITY_VALUES(V)                                                                       \
  V(visibility_front, "front", N_("Front: the customer sees it"))                                  \
  V(visibility_back, "back", N_("Back: we do it unseen"))                                          \
  V(visibility_support, "support", N_("Support: systems and partners"))

#define COVERAGE_VALUES(V)                                                                         \
  V(coverage_yes, "yes", N_("Yes"))                                                                \
  V(coverage_no, "no", N_("No"))                                                                   \
  V(coverage_unknown, "unknown", NC_("coverage", "Unknown"))

#define EVIDENCE_VALUES(V)                                                                         \
  V(evidence_measured, "measured", N_("Measured"))                                                 \
  V(evidence_observed, "observed", N_("Observed"))                                                 \
  V(evidence_reported, "reported", N_("Reported"))                                                 \
  V(evidence_assumed, "assumed", N_("Assumed"))

#define ANCHOR_VALUES(V)                                                                           \
  V(anchor_order, "order", N_("the order"))                                                        \
  V(anchor_issued, "issued", N_("the invoice is issued"))                                          \
  V(anchor_due, "due", N_("the due date"))                                                         \
  V(anchor_previous, "previous", N_("the previous step"))                                          \
  V(anchor_payment, "payment", N_("the payment"))                                                  \
  V(anchor_contact, "contact", N_("a contact"))                                                    \
  V(anchor_cancellation, "cancellation", N_("the cancellation"))                                   \
  V(anchor_inactivity, "inactivity", N_("the last purchase"))                                      \
  V(anchor_end_of_month, "end-of-month", N_("the end of the month"))

#define DAY_KIND_VALUES(V)                                                                         \
  V(day_kind_calendar, "calendar", N_("calendar days"))                                            \
  V(day_kind_business, "business", N_("business days"))

#define INVOICE_STATE_VALUES(V)                                                                    \
  V(invoice_state_any, "any", N_("whatever the invoice's state"))                                  \
  V(invoice_state_unpaid, "unpaid", N_("if unpaid"))                                               \
  V(invoice_state_paid, "paid", N_("if paid"))

#define ROLL_VALUES(V)                                                                             \
  V(roll_next, "next", N_("Move to the next business day"))                                        \
  V(roll_previous, "previous", N_("Move to the business day before"))                              \
  V(roll_none, "none", N_("Send on any day"))

#define STEP_CLASS_VALUES(V)                                                                       \
  V(step_class_legal, "legal", NC_("class", "Legal"))                                              \
  V(step_class_service, "service", NC_("class", "Service"))                                        \
  V(step_class_marketing, "marketing", NC_("class", "Marketing"))

#define FEE_VALUES(V)                                                                              \
  V(fee_none, "none", N_("No fee"))                                                                \
  V(fee_fixed, "fixed", N_("Fixed amount"))                                                        \
  V(fee_percent, "percent", N_("Share of the amount due"))                                         \
  V(fee_legal_maximum, "legal-maximum", N_("The legal maximum on that day"))

#define INTEREST_VALUES(V)                                                                         \
  V(interest_none, "none", N_("No interest"))                                                      \
  V(interest_fixed, "fixed", N_("Fixed yearly rate"))                                              \
  V(interest_reference_plus, "reference-plus", N_("Reference rate plus"))

#define ANNOUNCED_VALUES(V)                                                                        \
  V(announced_nothing, "nothing", N_("Nothing"))                                                   \
  V(announced_reminder, "reminder", N_("Another reminder"))                                        \
  V(announced_collection_claim, "collection-claim", N_("A collection claim"))                      \
  V(announced_hand_over, "hand-over", N_("Hand-over to a collector"))                              \
  V(announced_legal_action, "legal-action", N_("Legal action"))                                    \
  V(announced_cut_off, "cut-off", N_("Cut-off of the service"))                                    \
  V(announced_credit_record, "credit-record", N_("A credit record"))

#define EDGE_KIND_VALUES(V)                                                                        \
  V(edge_kind_next, "next", NC_("edge", "Next"))                                                   \
  V(edge_kind_branch, "branch", NC_("edge", "Branch"))                                             \
  V(edge_kind_loop, "loop", NC_("edge", "Loop"))                                                   \
  V(edge_kind_win_back, "win-back", NC_("edge", "Win-back"))                                       \
  V(edge_kind_exit, "exit", NC_("edge", "Exit"))

#define PURPOSE_VALUES(V)                                                                          \
  V(purpose_payment, "payment", NC_("purpose", "Payment"))                                         \
  V(purpose_sales, "sales-strengthening", N_("Sales-strengthening"))                               \
  V(purpose_brand, "brand-building", N_("Brand-building"))                                         \
  V(purpose_activity, "activity-triggering", N_("Activity-triggering"))                            \
  V(purpose_service, "service-highlighting", N_("Service-highlighting"))                           \
  V(purpose_reminder, "reminder", NC_("purpose", "Reminder"))                                      \
  V(purpose_claim, "claim", NC_("purpose", "Claim"))                                               \
  V(purpose_farewell, "farewell", NC_("purpose", "Farewell"))

#define PLACE_VALUES(V)                                                                            \
  V(place_body, "body", N_("The text itself"))                                                     \
  V(place_front, "front", N_("Area on the front page"))                                            \
  V(place_back, "back", N_("Back page"))                                                           \
  V(place_attachment, "attachment", N_("Attachment"))                                              \
  V(place_envelope, "envelope", N_("Envelope"))                                                    \
  V(place_portal, "portal", N_("Beside the invoice in the portal or app"))

#define OPERATOR_VALUES(V)                                                                         \
  V(operator_is, "is", N_("is"))                                                                   \
  V(operator_is_not, "is-not", N_("is not"))                                                       \
  V(operator_one_of, "one-of", N_("is one of"))                                                    \
  V(operator_less, "less", N_("is less than"))                                                     \
  V(operator_at_most, "at-most", N_("is at most"))                                                 \
  V(operator_more, "more", N_("is more than"))                                                     \
  V(operator_at_least, "at-least", N_("is at least"))                                              \
  V(operator_known, "known", N_("is known"))                                                       \
  V(operator_unknown, "unknown", N_("is unknown"))

#define ATTRIBUTE_TYPE_VALUES(V)                                                                   \
  V(attribute_type_integer, "integer", N_("Whole number"))                                         \
  V(attribute_type_money, "money", N_("Money in minor units"))                                     \
  V(attribute_type_text, "text", NC_("attribute", "Text"))                                         \
  V(attribute_type_boolean, "boolean", N_("Yes or no"))                                            \
  V(attribute_type_date, "date", NC_("attribute", "Date"))

#define ATTRIBUTE_OF_VALUES(V)                                                                     \
  V(attribute_of_customer, "customer", NC_("attribute", "Customer"))                               \
  V(attribute_of_invoice, "invoice", NC_("attribute", "Invoice"))

#define INTERFACE_VALUES(V)                                                                        \
  V(interface_api, "api", N_("API"))                                                               \
  V(interface_file, "file", N_("File"))                                                            \
  V(interface_screen, "screen", N_("By hand on a screen"))                                         \
  V(interface_none, "none", NC_("interface", "None"))

#define ACCESS_VALUES(V)                                                                           \
  V(access_reads, "reads", N_("reads"))                                                            \
  V(access_writes, "writes", N_("writes"))                                                         \
  V(access_sends, "sends", N_("sends"))

#define AUTOMATION_VALUES(V)                                                                       \
  V(automation_manual, "manual", N_("By hand"))                                                    \
  V(automation_assisted, "assisted", N_("Partly automatic"))                                       \
  V(automation_automatic, "automatic", N_("Automatic"))

#define EDITABLE_VALUES(V)                                                                         \
  V(editable_none, "none", N_("Not at all"))                                                       \
  V(editable_partly, "partly", N_("Partly"))                                                       \
  V(editable_fully, "fully", N_("Fully"))

#define OUTCOME_VALUES(V)                                                                          \
  V(outcome_kind_pays, "pays", N_("Pays"))                                                         \
  V(outcome_kind_asks, "asks", N_("Asks"))                                                         \
  V(outcome_kind_disputes, "disputes", N_("Disputes"))                                             \
  V(outcome_kind_leaves, "leaves", N_("Leaves"))

#define ANSWERED_BY_VALUES(V)                                                                      \
  V(answered_by_nobody, "nobody", N_("Nobody yet"))                                                \
  V(answered_by_person, "person", N_("A person"))                                                  \
  V(answered_by_faq, "faq", N_("Questions and answers"))                                           \
  V(answered_by_self_service, "self-service", N_("Self-service"))

#define BETTER_VALUES(V)                                                                           \
  V(better_up, "up", N_("Higher is better"))                                                       \
  V(better_down, "down", N_("Lower is better"))

#define LANE_VALUES(V)                                                                             \
  V(lane_pain, "pain", N_("Pain"))                                                                 \
  V(lane_gain, "gain", N_("Gain"))                                                                 \
  V(lane_idea, "idea", N_("Idea"))                                                                 \
  V(lane_quote, "quote", N_("Quote"))                                                              \
  V(lane_fact, "fact", N_("Fact"))                                                                 \
  V(lane_question, "question", NC_("card", "Question"))                                            \
  V(lane_risk, "risk", N_("Risk"))                                                                 \
  V(lane_parking, "parking", NC_("card", "Parked"))

#define ACTION_STATE_VALUES(V)                                                                     \
  V(action_state_open, "open", NC_("action", "Open"))                                              \
  V(action_state_done, "done", NC_("action", "Done"))                                              \
  V(action_state_dropped, "dropped", NC_("action", "Dropped"))

#define WORKSHOP_STATE_VALUES(V)                                                                   \
  V(workshop_state_planned, "planned", NC_("workshop", "To come"))                                 \
  V(workshop_state_running, "running", NC_("workshop", "Under way"))                               \
  V(workshop_state_held, "held", NC_("workshop", "Held"))

/* What somebody may do in a file: app/role.h. */
#define ROLE_VALUES(V)                                                                             \
  V(role_facilitator, "facilitator", NC_("role", "facilitator"))                                   \
  V(role_editor, "editor", NC_("role", "editor"))                                                  \
  V(role_voter, "voter", NC_("role", "voter"))                                                     \
  V(role_viewer, "viewer", NC_("role", "viewer"))

/* What a step of a workshop is made of: how long the room does what. */
#define PHASE_VALUES(V)                                                                            \
  V(phase_talk, "talk", NC_("phase", "Talk"))                                                      \
  V(phase_write, "write", NC_("phase", "Write silently"))                                          \
  V(phase_reveal, "reveal", NC_("phase", "Reveal"))                                                \
  V(phase_map, "map", NC_("phase", "Map"))                                                         \
  V(phase_vote, "vote", NC_("phase", "Vote"))                                                      \
  V(phase_grade, "grade", NC_("phase", "Grade"))                                                   \
  V(phase_show, "show", NC_("phase", "Compare"))                                                   \
  V(phase_pause, "pause", NC_("phase", "Break"))

/* What must be there for a step to be green; src/workshop says when it is. */
#define NEED_VALUES(V)                                                                             \
  V(need_goal, "goal", N_("The goal is written"))                                                  \
  V(need_owner, "owner", N_("The journey has an owner"))                                           \
  V(need_segment, "segment", N_("The customers are named as a segment"))                           \
  V(need_metric, "metric", N_("A number tells how it is today"))                                   \
  V(need_departments, "departments", N_("At least two departments are here"))                      \
  V(need_touchpoint, "touchpoint", N_("At least one touchpoint stands here"))                      \
  V(need_controls, "controls", N_("The control points are listed"))                                \
  V(need_systems, "systems", N_("Every system in use has an owner"))                               \
  V(need_covered, "covered", N_("It is known what is covered by a message"))                       \
  V(need_shares, "shares", N_("The shares of the ways add up to 100 percent"))                     \
  V(need_frequency, "frequency", N_("Each way tells how often it is used"))                        \
  V(need_sender, "sender", N_("Each way tells who sends"))                                         \
  V(need_editable, "editable", N_("Each way tells what can be changed"))                           \
  V(need_payment_first, "payment-first", N_("The payment message comes first"))                    \
  V(need_purpose, "purpose", N_("A kind of message is chosen, or 'none' is decided"))              \
  V(need_message_owner, "message-owner", N_("Each message has an owner"))                          \
  V(need_validity, "validity", N_("Each message tells how long it holds"))                         \
  V(need_two_reminders, "two-reminders",                                                           \
    N_("Two reminders come before a claim, or it is decided otherwise"))                           \
  V(need_texts, "texts", N_("Each reminder has its text"))                                         \
  V(need_days_and_fee, "days-and-fee", N_("Each reminder tells its day and its fee"))              \
  V(need_questions, "questions", N_("Three questions are counted"))                                \
  V(need_unit_cost, "unit-cost", N_("It is known what one contact costs"))                         \
  V(need_prevention, "prevention", N_("One question shall be prevented, with a target"))           \
  V(need_lost_rule, "lost-rule", N_("It is said when a customer is lost"))                         \
  V(need_ways_on, "ways-on", N_("A way leads back or out"))                                        \
  V(need_loss_action, "loss-action", N_("It is said what happens then"))                           \
  V(need_grades, "grades", N_("Two departments have graded"))                                      \
  V(need_actions, "actions", N_("Three actions have owner and date"))                              \
  V(need_review, "review", N_("The day to look again is set"))                                     \
  V(need_parking, "parking", N_("Nothing is parked without a day"))

/* What a step warns of. */
#define CAUTION_VALUES(V)                                                                          \
  V(caution_one_department, "one-department", N_("Only one department is here"))                   \
  V(caution_uncovered, "uncovered",                                                                \
    N_("Some moments are not covered by a message, or nobody knows"))                              \
  V(caution_hand_over, "hand-over", N_("A hand-over by hand has no owner"))                        \
  V(caution_carrier_cost, "carrier-cost", N_("A way of the invoice has no cost"))                  \
  V(caution_not_editable, "not-editable", N_("A message is planned where nothing can be changed")) \
  V(caution_offer_first, "offer-first", N_("An offer comes before the payment facts"))             \
  V(caution_same_text, "same-text", N_("Everyone gets the same text"))                             \
  V(caution_offer_in_reminder, "offer-in-reminder", N_("An offer stands in a reminder"))           \
  V(caution_findings, "findings", N_("The audit found errors or warnings here"))                   \
  V(caution_assumed, "assumed", N_("Counts are guessed"))                                          \
  V(caution_dead_end, "dead-end", N_("A touchpoint leads nowhere"))                                \
  V(caution_no_farewell, "no-farewell", N_("There is no farewell"))                                \
  V(caution_one_graded, "one-graded", N_("Only one department has graded"))                        \
  V(caution_spread, "spread", N_("Departments see it differently"))                                \
  V(caution_unowned_action, "unowned-action", N_("An action has no owner or no date"))

/* What is asked of one person alone by a prompt of an agenda: what becomes of the answers.
 * The labels are sentences, which explain that to whoever answers. */
#define ASKS_VALUES(V)                                                                             \
  V(asks_cards, "cards", N_("Each line is kept as a card of this step, marked as assumed."))       \
  V(asks_quotes, "quotes", N_("Each line is kept as what a customer says, marked as assumed."))    \
  V(asks_goal, "goal", N_("The goal of the journey is set; then the number that tells of it."))    \
  V(asks_review, "review", N_("The day is set on which the journey is looked at again."))          \
  V(asks_questions, "questions", N_("Each line is kept as a question that customers ask."))        \
  V(asks_counts, "counts", N_("Each question that nobody has counted yet is asked about."))        \
  V(asks_causes, "causes", N_("Each question whose cause is not known yet is asked about."))       \
  V(asks_use, "use", N_("Each touchpoint gets a grade: how many customers use it."))               \
  V(asks_importance, "importance",                                                                 \
    N_("Each touchpoint gets a grade: how important it is to the customer."))                      \
  V(asks_leverage, "leverage",                                                                     \
    N_("Each touchpoint gets a grade: how much the company can change in it."))                    \
  V(asks_actions, "actions",                                                                       \
    N_("Each line is kept as something to do; who and when are asked then."))                      \
  V(asks_parking, "parking", N_("Each line is parked; until when is asked then."))

/* Every list above, by name. */
#define ENUMERATIONS(E)                                                                            \
  E(department, DEPARTMENT_VALUES)                                                                 \
  E(stage_kind, STAGE_KIND_VALUES)                                                                 \
  E(market, MARKET_VALUES)                                                                         \
  E(audience, AUDIENCE_VALUES)                                                                     \
  E(sector, SECTOR_VALUES)                                                                         \
  E(currency, CURRENCY_VALUES)                                                                     \
  E(cycle, CYCLE_VALUES)                                                                           \
  E(scope, SCOPE_VALUES)                                                                           \
  E(journey_state, JOURNEY_STATE_VALUES)                                                           \
  E(journey_status, JOURNEY_STATUS_VALUES)                                                         \
  E(late, LATE_VALUES)                                                                             \
  E(stop_event, STOP_EVENT_VALUES)                                                                 \
  E(pause, PAUSE_VALUES)                                                                           \
  E(actor, ACTOR_VALUES)                                                                           \
  E(channel, CHANNEL_VALUES)                                                                       \
  E(visibility, VISIBILITY_VALUES)                                                                 \
  E(coverage, COVERAGE_VALUES)                                                                     \
  E(evidence, EVIDENCE_VALUES)                                                                     \
  E(anchor, ANCHOR_VALUES)                                                                         \
  E(day_kind, DAY_KIND_VALUES)                                                                     \
  E(invoice_state, INVOICE_STATE_VALUES)                                                           \
  E(roll, ROLL_VALUES)                                                                             \
  E(step_class, STEP_CLASS_VALUES)                                                                 \
  E(fee, FEE_VALUES)                                                                               \
  E(interest, INTEREST_VALUES)                                                                     \
  E(announced, ANNOUNCED_VALUES)                                                                   \
  E(edge_kind, EDGE_KIND_VALUES)                                                                   \
  E(purpose, PURPOSE_VALUES)                                                                       \
  E(place, PLACE_VALUES)                                                                           \
  E(operator, OPERATOR_VALUES)                                                                     \
  E(attribute_type, ATTRIBUTE_TYPE_VALUES)                                                         \
  E(attribute_of, ATTRIBUTE_OF_VALUES)                                                             \
  E(interface, INTERFACE_VALUES)                                                                   \
  E(access, ACCESS_VALUES)                                                                         \
  E(automation, AUTOMATION_VALUES)                                                                 \
  E(editable, EDITABLE_VALUES)                                                                     \
  E(outcome_kind, OUTCOME_VALUES)                                                                  \
  E(answered_by, ANSWERED_BY_VALUES)                                                               \
  E(better, BETTER_VALUES)                                                                         \
  E(lane, LANE_VALUES)                                                                             \
  E(action_state, ACTION_STATE_VALUES)                                                             \
  E(workshop_state, WORKSHOP_STATE_VALUES)                                                         \
  E(role, ROLE_VALUES)                                                                             \
  E(phase, PHASE_VALUES)                                                                           \
  E(need, NEED_VALUES)                                                                             \
  E(caution, CAUTION_VALUES)                                                                       \
  E(asks, ASKS_VALUES)

#define ENUMERATION_VALUE(id, token, label) id,
enum department { DEPARTMENT_VALUES(ENUMERATION_VALUE) };
enum stage_kind { STAGE_KIND_VALUES(ENUMERATION_VALUE) };
enum market { MARKET_VALUES(ENUMERATION_VALUE) };
enum audience { AUDIENCE_VALUES(ENUMERATION_VALUE) };
enum sector { SECTOR_VALUES(ENUMERATION_VALUE) };
enum currency { CURRENCY_VALUES(ENUMERATION_VALUE) };
enum cycle { CYCLE_VALUES(ENUMERATION_VALUE) };
enum scope { SCOPE_VALUES(ENUMERATION_VALUE) };
enum journey_state { JOURNEY_STATE_VALUES(ENUMERATION_VALUE) };
enum journey_status { JOURNEY_STATUS_VALUES(ENUMERATION_VALUE) };
enum late { LATE_VALUES(ENUMERATION_VALUE) };
enum stop_event { STOP_EVENT_VALUES(ENUMERATION_VALUE) };
enum pause { PAUSE_VALUES(ENUMERATION_VALUE) };
enum actor { ACTOR_VALUES(ENUMERATION_VALUE) };
enum channel { CHANNEL_VALUES(ENUMERATION_VALUE) };
enum visibility { VISIBILITY_VALUES(ENUMERATION_VALUE) };
enum coverage { COVERAGE_VALUES(ENUMERATION_VALUE) };
enum evidence { EVIDENCE_VALUES(ENUMERATION_VALUE) };
enum anchor { ANCHOR_VALUES(ENUMERATION_VALUE) };
enum day_kind { DAY_KIND_VALUES(ENUMERATION_VALUE) };
enum invoice_state { INVOICE_STATE_VALUES(ENUMERATION_VALUE) };
enum roll { ROLL_VALUES(ENUMERATION_VALUE) };
enum step_class { STEP_CLASS_VALUES(ENUMERATION_VALUE) };
enum fee { FEE_VALUES(ENUMERATION_VALUE) };
enum interest { INTEREST_VALUES(ENUMERATION_VALUE) };
enum announced { ANNOUNCED_VALUES(ENUMERATION_VALUE) };
enum edge_kind { EDGE_KIND_VALUES(ENUMERATION_VALUE) };
enum purpose { PURPOSE_VALUES(ENUMERATION_VALUE) };
enum place { PLACE_VALUES(ENUMERATION_VALUE) };
enum operator{ OPERATOR_VALUES(ENUMERATION_VALUE) };
enum attribute_type { ATTRIBUTE_TYPE_VALUES(ENUMERATION_VALUE) };
enum attribute_of { ATTRIBUTE_OF_VALUES(ENUMERATION_VALUE) };
enum interface { INTERFACE_VALUES(ENUMERATION_VALUE) };
enum access { ACCESS_VALUES(ENUMERATION_VALUE) };
enum automation { AUTOMATION_VALUES(ENUMERATION_VALUE) };
enum editable { EDITABLE_VALUES(ENUMERATION_VALUE) };
enum outcome_kind { OUTCOME_VALUES(ENUMERATION_VALUE) };
enum answered_by { ANSWERED_BY_VALUES(ENUMERATION_VALUE) };
enum better { BETTER_VALUES(ENUMERATION_VALUE) };
enum lane { LANE_VALUES(ENUMERATION_VALUE) };
enum action_state { ACTION_STATE_VALUES(ENUMERATION_VALUE) };
enum workshop_state { WORKSHOP_STATE_VALUES(ENUMERATION_VALUE) };
enum role { ROLE_VALUES(ENUMERATION_VALUE) };
enum phase { PHASE_VALUES(ENUMERATION_VALUE) };
enum need { NEED_VALUES(ENUMERATION_VALUE) };
enum caution { CAUTION_VALUES(ENUMERATION_VALUE) };
enum asks { ASKS_VALUES(ENUMERATION_VALUE) };
#undef ENUMERATION_VALUE

/* One list as data.  Values count from 0 in the order above; a number stored
 * in a record is such a value. */
struct enumeration {
  const char *name;          /* "department" */
  size_t count;              /* values in the list */
  const char *const *tokens; /* as in files and databases */
  const char *const *labels; /* marked for translation: i18n_text() them */
};

/* Which list: enumeration_of[ENUM_department]. */
#define ENUMERATION_INDEX(name, values) ENUM_##name,
enum enumeration_index { ENUMERATIONS(ENUMERATION_INDEX) ENUMERATION_COUNT };
#undef ENUMERATION_INDEX

extern const struct enumeration enumerations[ENUMERATION_COUNT];

/* The value whose token is the first @length bytes of @token, or -1. */
int64_t enumeration_find(const struct enumeration *list, const char *token, size_t length);

/* The token or the translated label of @value; "" when out of range. */
const char *enumeration_token(const struct enumeration *list, int64_t value);
const char *enumeration_label(const struct enumeration *list, int64_t value);

/* The known token that is most like @token, or NULL: for hints. */
const char *enumeration_near(const struct enumeration *list, const char *token);

/* The one letter that stands for a department on the map, translated; "-"
 * for none.  Distinct within each language. */
const char *department_letter(int64_t department);

/* The short name of a channel for narrow places ("e-inv", "letter"),
 * translated; at most 7 columns. */
const char *channel_short(int64_t channel);

#endif
