/*
 * The table of fields: what every entity carries, once.  The structs, the
 * journey/1 reader and writer, the SQLite columns and their change log, the
 * forms, the help, the JSON Schema and the command line are all made from it.
 * To add a field, add one line, with `since` one above the last; the store
 * then adds the column to files that lack it.
 *
 * A line is
 *   F(S, KIND, member, group, key, of, least, most, flags, since, label, help)
 * S       the struct it is a member of
 * KIND    what it holds, see enum field_kind
 * member  the struct's member and the database's column
 * group   the mapping it stands in, in YAML, or NULL when it stands alone
 * key     its key in YAML
 * of      ENUM_x for lists of values, ENTITY_x for references, NOTHING else
 * least, most   range of a number, or length of a text in characters
 * since   the database schema (user_version) that brought it; a field that
 *         comes later than its entity is neither required nor a reference
 * label   what forms and columns call it
 * help    one sentence: what it means, its unit and range where not plain
 */
#ifndef KUNDRESA_MODEL_ENTITY_H
#define KUNDRESA_MODEL_ENTITY_H

#include "model/enumeration.h"

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

/* A number that is not known.  No field admits it as a value. */
#define UNSET INT64_MIN

enum field_kind {
  FIELD_ID,    /* char *: [a-z][a-z0-9-]{0,49}, unique among its entity in a journey */
  FIELD_TEXT,  /* char *: one line */
  FIELD_PROSE, /* char *: lines */
  FIELD_REF,   /* char *: the id of an `of` in the same journey */
  FIELD_LANG,  /* char *: BCP 47, e.g. sv or nb-NO */
  FIELD_LANGS, /* char *: such, in order, one space between */
  FIELD_ENUMS, /* char *: tokens of `of`, in order, one space between, no doubles */
  FIELD_ENUM,  /* int64_t: a value of `of` */
  FIELD_INT,   /* int64_t */
  FIELD_BOOL,  /* int64_t: 0 or 1 */
  FIELD_MONEY, /* int64_t: minor units of the journey's currency */
  FIELD_RATE,  /* int64_t: basis points, 10000 = 100 % */
  FIELD_DATE,  /* int64_t: date_day */
  FIELD_CLOCK, /* int64_t: minutes since midnight */
};

enum field_flag {
  FIELD_REQUIRED = 1, /* a record without it is not whole */
  FIELD_PARENT = 2,   /* the id of the record that this one is part of */
  FIELD_QUIET = 4,    /* not offered in forms */
  FIELD_TIMEZONE = 8, /* a text that must be the name of a time zone */
};

#define NOTHING (-1)

/* A unit that a person may not exceed; texts are counted in characters. */
#define LINE_MOST 200
#define PROSE_MOST 20000

#define JOURNEY_FIELDS(F, S)                                                                       \
  F(S, ID, id, NULL, "id", NOTHING, 1, 50, FIELD_REQUIRED, 1, N_("Id"),                            \
    N_("A short name that never changes: small letters, digits and hyphens."))                     \
  F(S, TEXT, title, NULL, "title", NOTHING, 1, LINE_MOST, FIELD_REQUIRED, 1, N_("Title"),          \
    N_("What the journey is, in the customer's words."))                                           \
  F(S, TEXT, brand, NULL, "brand", NOTHING, 1, LINE_MOST, 0, 1, N_("Brand"),                       \
    N_("The company or brand the customer meets."))                                                \
  F(S, ENUM, market, NULL, "market", ENUM_market, 0, 0, FIELD_REQUIRED, 1, N_("Market"),           \
    N_("The country whose law and holidays apply."))                                               \
  F(S, ENUM, audience, NULL, "audience", ENUM_audience, 0, 0, FIELD_REQUIRED, 1, N_("Audience"),   \
    N_("Whether the customers are consumers or businesses."))                                      \
  F(S, ENUM, sector, NULL, "sector", ENUM_sector, 0, 0, 0, 1, N_("Sector"),                        \
    N_("The trade; some have rules of their own."))                                                \
  F(S, ENUM, currency, NULL, "currency", ENUM_currency, 0, 0, FIELD_REQUIRED, 1, N_("Currency"),   \
    N_("The currency of every amount in the journey."))                                            \
  F(S, LANGS, languages, NULL, "languages", NOTHING, 1, 12, FIELD_REQUIRED, 1, N_("Languages"),    \
    N_("The languages customers are written to in; the first stands in for a missing one."))       \
  F(S, TEXT, timezone, NULL, "timezone", NOTHING, 1, 60, FIELD_REQUIRED | FIELD_TIMEZONE, 1,       \
    N_("Time zone"), N_("The time zone of every day and hour, as Europe/Stockholm."))              \
  F(S, INT, payment_terms_days, NULL, "payment_terms_days", NOTHING, 0, 365, FIELD_REQUIRED, 1,    \
    N_("Payment terms"), N_("Days from the invoice's date to its due date."))                      \
  F(S, ENUM, cycle, NULL, "cycle", ENUM_cycle, 0, 0, 0, 1, N_("Cycle"),                            \
    N_("How often the customer buys."))                                                            \
  F(S, ENUM, scope, NULL, "scope", ENUM_scope, 0, 0, 0, 1, N_("Reminders are about"),              \
    N_("Whether each invoice is followed alone, or a customer's open invoices together."))         \
  F(S, ENUM, state, NULL, "state", ENUM_journey_state, 0, 0, FIELD_REQUIRED, 1, N_("State"),       \
    N_("Whether the map shows the journey as it is or as it shall be."))                           \
  F(S, ENUM, status, NULL, "status", ENUM_journey_status, 0, 0, FIELD_REQUIRED, 1, N_("Status"),   \
    N_("How far the journey has come."))                                                           \
  F(S, ENUM, owner_department, "owner", "department", ENUM_department, 0, 0, 0, 1,                 \
    N_("Owner, department"), N_("The department that answers for the whole journey."))             \
  F(S, TEXT, owner_person, "owner", "person", NOTHING, 1, 80, 0, 1, N_("Owner, person"),           \
    N_("Who answers for the whole journey."))                                                      \
  F(S, DATE, review_by, NULL, "review_by", NOTHING, 0, 0, 0, 1, N_("Review by"),                   \
    N_("The day when the map must be looked at again, YYYY-MM-DD."))                               \
  F(S, PROSE, goal, NULL, "goal", NOTHING, 1, PROSE_MOST, 0, 1, N_("Goal"),                        \
    N_("What shall be better, in which number, by when."))                                         \
  F(S, MONEY, contact_cost, NULL, "contact_cost", NOTHING, 0, 10000000, 0, 1,                      \
    N_("Cost per contact"), N_("What one call or mail to customer service costs us."))             \
  F(S, CLOCK, send_at, "sending", "at", NOTHING, 0, 1439, 0, 1, N_("Send at"),                     \
    N_("The time of day when messages go out, HH:MM."))                                            \
  F(S, CLOCK, send_from, "sending", "from", NOTHING, 0, 1439, 0, 1, N_("Earliest hour"),           \
    N_("No message goes out before this time of day, HH:MM."))                                     \
  F(S, CLOCK, send_to, "sending", "to", NOTHING, 0, 1439, 0, 1, N_("Latest hour"),                 \
    N_("No message goes out after this time of day, HH:MM."))                                      \
  F(S, ENUM, late_policy, "late", "policy", ENUM_late, 0, 0, 0, 1, N_("Missed steps"),             \
    N_("What happens to steps whose day passed while nothing ran."))                               \
  F(S, INT, late_grace_days, "late", "grace_days", NOTHING, 0, 365, 0, 1, N_("Grace, days"),       \
    N_("A step this many days late is still on time."))                                            \
  F(S, INT, late_gap_days, "late", "least_gap_days", NOTHING, 0, 365, 0, 1, N_("Least gap, days"), \
    N_("Never two reminders of one invoice closer than this many days."))                          \
  F(S, ENUMS, stop_on, NULL, "stop_on", ENUM_stop_event, 0, 0, 0, 1, N_("Stop on"),                \
    N_("What ends every later step of an invoice."))                                               \
  F(S, ENUM, pause_dispute, "pause", "dispute", ENUM_pause, 0, 0, 0, 1, N_("During a dispute"),    \
    N_("What a dispute does to the steps that wait."))                                             \
  F(S, ENUM, pause_payment_plan, "pause", "payment_plan", ENUM_pause, 0, 0, 0, 1,                  \
    N_("During a payment plan"), N_("What a payment plan does to the steps that wait."))           \
  F(S, ENUM, pause_hardship, "pause", "hardship", ENUM_pause, 0, 0, 0, 1, N_("During hardship"),   \
    N_("What a known hardship does to the steps that wait."))                                      \
  F(S, PROSE, note, NULL, "note", NOTHING, 1, PROSE_MOST, 0, 1, N_("Note"),                        \
    N_("Anything else worth knowing."))

#define STAGE_FIELDS(F, S)                                                                         \
  F(S, ID, id, NULL, "id", NOTHING, 1, 50, FIELD_REQUIRED, 1, N_("Id"),                            \
    N_("A short name that never changes: small letters, digits and hyphens."))                     \
  F(S, ENUM, kind, NULL, "kind", ENUM_stage_kind, 0, 0, FIELD_REQUIRED, 1, N_("Kind"),             \
    N_("Which of the seven parts of an invoice's journey this is."))                               \
  F(S, TEXT, title, NULL, "title", NOTHING, 1, LINE_MOST, FIELD_REQUIRED, 1, N_("Title"),          \
    N_("What the stage is called on the map."))                                                    \
  F(S, PROSE, note, NULL, "note", NOTHING, 1, PROSE_MOST, 0, 1, N_("Note"),                        \
    N_("Anything else worth knowing."))

#define ATTRIBUTE_FIELDS(F, S)                                                                     \
  F(S, ID, id, NULL, "id", NOTHING, 1, 50, FIELD_REQUIRED, 1, N_("Id"),                            \
    N_("A short name that never changes: small letters, digits and hyphens."))                     \
  F(S, TEXT, title, NULL, "title", NOTHING, 1, LINE_MOST, 0, 1, N_("Title"),                       \
    N_("What people call it."))                                                                    \
  F(S, ENUM, owner, NULL, "of", ENUM_attribute_of, 0, 0, FIELD_REQUIRED, 1, N_("Of"),              \
    N_("Whether it is known of the customer or of the invoice."))                                  \
  F(S, ENUM, type, NULL, "type", ENUM_attribute_type, 0, 0, FIELD_REQUIRED, 1, N_("Type"),         \
    N_("What values it takes."))                                                                   \
  F(S, REF, source, NULL, "source", ENTITY_system, 1, 50, 0, 1, N_("Source"),                      \
    N_("The system that knows it."))

#define SEGMENT_FIELDS(F, S)                                                                       \
  F(S, ID, id, NULL, "id", NOTHING, 1, 50, FIELD_REQUIRED, 1, N_("Id"),                            \
    N_("A short name that never changes: small letters, digits and hyphens."))                     \
  F(S, TEXT, title, NULL, "title", NOTHING, 1, LINE_MOST, FIELD_REQUIRED, 1, N_("Title"),          \
    N_("Who they are, as it reads after 'to': new customers."))                                    \
  F(S, PROSE, note, NULL, "note", NOTHING, 1, PROSE_MOST, 0, 1, N_("Note"),                        \
    N_("Anything else worth knowing."))

#define CONDITION_FIELDS(F, S)                                                                     \
  F(S, REF, segment, NULL, "segment", ENTITY_segment, 1, 50, FIELD_REQUIRED | FIELD_PARENT, 1,     \
    N_("Segment"), N_("The segment that the condition belongs to."))                               \
  F(S, REF, attribute, NULL, "attribute", ENTITY_attribute, 1, 50, FIELD_REQUIRED, 1,              \
    N_("Attribute"), N_("What is looked at."))                                                     \
  F(S, ENUM, operator, NULL, "is", ENUM_operator, 0, 0, FIELD_REQUIRED, 1, N_("Comparison"),       \
    N_("How it is compared. All conditions of a segment must hold."))                              \
  F(S, TEXT, value, NULL, "value", NOTHING, 1, LINE_MOST, 0, 1, N_("Value"),                       \
    N_("What it is compared with; several for 'is one of', a comma between."))

#define SYSTEM_FIELDS(F, S)                                                                        \
  F(S, ID, id, NULL, "id", NOTHING, 1, 50, FIELD_REQUIRED, 1, N_("Id"),                            \
    N_("A short name that never changes: small letters, digits and hyphens."))                     \
  F(S, TEXT, title, NULL, "title", NOTHING, 1, LINE_MOST, FIELD_REQUIRED, 1, N_("Title"),          \
    N_("What people call the system."))                                                            \
  F(S, ENUM, owner_department, "owner", "department", ENUM_department, 0, 0, 0, 1,                 \
    N_("Owner, department"), N_("The department that answers for the system."))                    \
  F(S, ENUM, interface, NULL, "interface", ENUM_interface, 0, 0, 0, 1, N_("Interface"),            \
    N_("How other systems reach it."))                                                             \
  F(S, PROSE, note, NULL, "note", NOTHING, 1, PROSE_MOST, 0, 1, N_("Note"),                        \
    N_("Anything else worth knowing."))

#define CARRIER_FIELDS(F, S)                                                                       \
  F(S, ID, id, NULL, "id", NOTHING, 1, 50, FIELD_REQUIRED, 1, N_("Id"),                            \
    N_("A short name that never changes: small letters, digits and hyphens."))                     \
  F(S, ENUM, channel, NULL, "channel", ENUM_channel, 0, 0, FIELD_REQUIRED, 1, N_("Channel"),       \
    N_("The way a message travels."))                                                              \
  F(S, RATE, share, NULL, "share", NOTHING, 0, 10000, 0, 1, N_("Share"),                           \
    N_("The part of the invoices that goes this way, in hundredths of a percent."))                \
  F(S, MONEY, unit_cost, NULL, "unit_cost", NOTHING, 0, 10000000, 0, 1, N_("Cost each"),           \
    N_("What one sending costs, in minor units."))                                                 \
  F(S, ENUM, sender, NULL, "sender", ENUM_actor, 0, 0, 0, 1, N_("Sent by"),                        \
    N_("Whether we send, or somebody does it for us."))                                            \
  F(S, TEXT, frequency, NULL, "frequency", NOTHING, 1, LINE_MOST, 0, 1, N_("How often"),           \
    N_("How often the same customer gets one this way."))                                          \
  F(S, ENUM, editable, NULL, "editable", ENUM_editable, 0, 0, 0, 1, N_("Can be changed"),          \
    N_("How much of layout and content we can change here."))                                      \
  F(S, PROSE, note, NULL, "note", NOTHING, 1, PROSE_MOST, 0, 1, N_("Note"),                        \
    N_("Anything else worth knowing."))

#define CAP_FIELDS(F, S)                                                                           \
  F(S, ID, id, NULL, "id", NOTHING, 1, 50, FIELD_REQUIRED, 1, N_("Id"),                            \
    N_("A short name that never changes: small letters, digits and hyphens."))                     \
  F(S, ENUMS, counts, NULL, "counts", ENUM_step_class, 0, 0, FIELD_REQUIRED, 1, N_("Counts"),      \
    N_("The classes of message that are counted and held back."))                                  \
  F(S, INT, messages, NULL, "messages", NOTHING, 1, 1000, FIELD_REQUIRED, 1, N_("At most"),        \
    N_("Messages to one customer."))                                                               \
  F(S, INT, days, NULL, "days", NOTHING, 1, 366, FIELD_REQUIRED, 1, N_("In days"),                 \
    N_("The days they are counted over, rolling."))

#define TOUCHPOINT_FIELDS(F, S)                                                                    \
  F(S, ID, id, NULL, "id", NOTHING, 1, 50, FIELD_REQUIRED, 1, N_("Id"),                            \
    N_("A short name that never changes: small letters, digits and hyphens."))                     \
  F(S, REF, stage, NULL, "stage", ENTITY_stage, 1, 50, FIELD_REQUIRED, 1, N_("Stage"),             \
    N_("The stage it stands in."))                                                                 \
  F(S, ENUM, kind, NULL, "kind", ENUM_stage_kind, 0, 0, FIELD_REQUIRED, 1, N_("Kind"),             \
    N_("Which of the seven kinds of moment this is."))                                             \
  F(S, TEXT, title, NULL, "title", NOTHING, 1, LINE_MOST, FIELD_REQUIRED, 1, N_("Title"),          \
    N_("What the customer does or meets."))                                                        \
  F(S, ENUM, initiator, NULL, "initiator", ENUM_actor, 0, 0, 0, 1, N_("Begun by"),                 \
    N_("Who starts it."))                                                                          \
  F(S, ENUM, receiver, NULL, "receiver", ENUM_actor, 0, 0, 0, 1, N_("Reaches"),                    \
    N_("Whom it reaches."))                                                                        \
  F(S, ENUMS, channels, NULL, "channels", ENUM_channel, 0, 0, 0, 1, N_("Channels"),                \
    N_("The ways it travels, the preferred one first: e-mail or else letter."))                    \
  F(S, ENUM, visibility, NULL, "visibility", ENUM_visibility, 0, 0, 0, 1, N_("Visibility"),        \
    N_("Which side of the customer's line of sight it is on."))                                    \
  F(S, ENUM, owner_department, "owner", "department", ENUM_department, 0, 0, 0, 1,                 \
    N_("Owner, department"), N_("The department that answers for it."))                            \
  F(S, TEXT, owner_person, "owner", "person", NOTHING, 1, 80, 0, 1, N_("Owner, person"),           \
    N_("Who answers for it."))                                                                     \
  F(S, ENUMS, contributes, NULL, "contributes", ENUM_department, 0, 0, 0, 1, N_("Contribute"),     \
    N_("Other departments that do part of the work."))                                             \
  F(S, ENUMS, informed, NULL, "informed", ENUM_department, 0, 0, 0, 1, N_("Are told"),             \
    N_("Other departments that are told about it."))                                               \
  F(S, ENUM, covered, NULL, "covered", ENUM_coverage, 0, 0, 0, 1, N_("Covered"),                   \
    N_("Whether communication with the customer is secured here."))                                \
  F(S, INT, experience_as_is, "experience", "as_is", NOTHING, -2, 2, 0, 1, N_("Feels, as is"),     \
    N_("How it feels to the customer today, from -2 to +2."))                                      \
  F(S, INT, experience_to_be, "experience", "to_be", NOTHING, -2, 2, 0, 1, N_("Feels, to be"),     \
    N_("How it shall feel to the customer, from -2 to +2."))                                       \
  F(S, BOOL, moment_of_truth, NULL, "moment_of_truth", NOTHING, 0, 1, 0, 1, N_("Moment of truth"), \
    N_("Whether the customer decides here to stay or to leave."))                                  \
  F(S, INT, use, "grades", "use", NOTHING, 0, 5, 0, 1, N_("Use"),                                  \
    N_("How many customers meet it, from 0 to 5."))                                                \
  F(S, INT, importance, "grades", "importance", NOTHING, 0, 5, 0, 1, N_("Importance"),             \
    N_("How much it matters to them, from 0 to 5."))                                               \
  F(S, INT, leverage, "grades", "leverage", NOTHING, 0, 5, 0, 1, N_("Leverage"),                   \
    N_("How much better we can make it, from 0 to 5."))                                            \
  F(S, INT, effort, "grades", "effort", NOTHING, 1, 5, 0, 1, N_("Effort"),                         \
    N_("How much work that takes, from 1 to 5."))                                                  \
  F(S, ENUM, evidence, NULL, "evidence", ENUM_evidence, 0, 0, 0, 1, N_("Evidence"),                \
    N_("How we know what is said here."))                                                          \
  F(S, ENUM, automation, NULL, "automation", ENUM_automation, 0, 0, 0, 1, N_("Automation"),        \
    N_("How automatic it is."))                                                                    \
  F(S, ENUM, anchor, "trigger", "anchor", ENUM_anchor, 0, 0, 0, 1, N_("Counts from"),              \
    N_("The event that starts the clock."))                                                        \
  F(S, REF, after, "trigger", "after", ENTITY_touchpoint, 1, 50, 0, 1, N_("Previous step"),        \
    N_("The touchpoint meant by 'the previous step'; counted from the day it was sent."))          \
  F(S, INT, offset_days, "trigger", "offset_days", NOTHING, -365, 730, 0, 1, N_("Days"),           \
    N_("Days after the event; negative is before it."))                                            \
  F(S, ENUM, days, "trigger", "days", ENUM_day_kind, 0, 0, 0, 1, N_("Kind of days"),               \
    N_("Whether all days count or business days only."))                                           \
  F(S, ENUM, roll, "trigger", "roll", ENUM_roll, 0, 0, 0, 1, N_("On a day off"),                   \
    N_("What happens when the day is no business day."))                                           \
  F(S, ENUM, invoice_state, "trigger", "invoice", ENUM_invoice_state, 0, 0, 0, 1,                  \
    N_("Invoice state"), N_("The state the invoice must be in on that day."))                      \
  F(S, REF, segment, "trigger", "segment", ENTITY_segment, 1, 50, 0, 1, N_("To whom"),             \
    N_("The customers it is for; empty is everyone."))                                             \
  F(S, INT, repeat_every_days, "trigger", "repeat_every_days", NOTHING, 1, 730, 0, 1,              \
    N_("Repeat every"), N_("Days between repeats; empty is once."))                                \
  F(S, INT, repeat_times, "trigger", "repeat_times", NOTHING, 1, 100, 0, 1, N_("Repeats"),         \
    N_("How many times it is repeated after the first."))                                          \
  F(S, ENUM, step_class, "step", "class", ENUM_step_class, 0, 0, 0, 1, N_("Class"),                \
    N_("What decides when messages compete: legal goes first, marketing last."))                   \
  F(S, INT, priority, "step", "priority", NOTHING, 0, 1000, 0, 1, N_("Priority"),                  \
    N_("Within the class, the higher goes first."))                                                \
  F(S, INT, pay_within_days, "step", "pay_within_days", NOTHING, 0, 365, 0, 1, N_("Pay within"),   \
    N_("Days the customer gets to pay, from the day of sending."))                                 \
  F(S, ENUM, announces, "step", "announces", ENUM_announced, 0, 0, 0, 1, N_("Announces"),          \
    N_("What the text says will come next."))                                                      \
  F(S, ENUM, fee_kind, "fee", "kind", ENUM_fee, 0, 0, 0, 1, N_("Fee"),                             \
    N_("What is charged for the sending, once for each invoice and step."))                        \
  F(S, MONEY, fee_amount, "fee", "amount", NOTHING, 0, 100000000, 0, 1, N_("Fee, amount"),         \
    N_("The fixed fee, in minor units."))                                                          \
  F(S, RATE, fee_rate, "fee", "rate", NOTHING, 0, 10000, 0, 1, N_("Fee, rate"),                    \
    N_("The share of the amount due, in hundredths of a percent."))                                \
  F(S, ENUM, interest_kind, "interest", "kind", ENUM_interest, 0, 0, 0, 1, N_("Late interest"),    \
    N_("How interest for late payment is counted."))                                               \
  F(S, RATE, interest_rate, "interest", "rate", NOTHING, 0, 10000, 0, 1, N_("Interest, rate"),     \
    N_("A year's rate or what is added to the reference rate, in hundredths of a percent."))       \
  F(S, DATE, review_by, NULL, "review_by", NOTHING, 0, 0, 0, 1, N_("Review by"),                   \
    N_("The day when it must be looked at again, YYYY-MM-DD."))                                    \
  F(S, PROSE, note, NULL, "note", NOTHING, 1, PROSE_MOST, 0, 1, N_("Note"),                        \
    N_("Anything else worth knowing."))

#define USAGE_FIELDS(F, S)                                                                         \
  F(S, REF, touchpoint, NULL, "touchpoint", ENTITY_touchpoint, 1, 50,                              \
    FIELD_REQUIRED | FIELD_PARENT, 1, N_("Touchpoint"),                                            \
    N_("The touchpoint where the system takes part."))                                             \
  F(S, REF, system, NULL, "system", ENTITY_system, 1, 50, FIELD_REQUIRED, 1, N_("System"),         \
    N_("The system that takes part."))                                                             \
  F(S, ENUMS, access, NULL, "access", ENUM_access, 0, 0, 0, 1, N_("Does"),                         \
    N_("Whether it reads, writes or sends."))                                                      \
  F(S, ENUM, automation, NULL, "automation", ENUM_automation, 0, 0, 0, 1, N_("Automation"),        \
    N_("How automatic it is."))                                                                    \
  F(S, TEXT, note, NULL, "note", NOTHING, 1, LINE_MOST, 0, 1, N_("Note"),                          \
    N_("Anything else worth knowing."))

#define CONTROL_FIELDS(F, S)                                                                       \
  F(S, REF, touchpoint, NULL, "touchpoint", ENTITY_touchpoint, 1, 50,                              \
    FIELD_REQUIRED | FIELD_PARENT, 1, N_("Touchpoint"),                                            \
    N_("The touchpoint where the check is made."))                                                 \
  F(S, TEXT, title, NULL, "title", NOTHING, 1, LINE_MOST, FIELD_REQUIRED, 1, N_("Title"),          \
    N_("What is checked."))                                                                        \
  F(S, ENUM, automation, NULL, "automation", ENUM_automation, 0, 0, 0, 1, N_("Automation"),        \
    N_("How automatic it is."))                                                                    \
  F(S, BOOL, blocks, NULL, "blocks", NOTHING, 0, 1, 0, 1, N_("Blocks"),                            \
    N_("Whether nothing goes on before it is passed."))

#define ANSWER_FIELDS(F, S)                                                                        \
  F(S, REF, touchpoint, NULL, "touchpoint", ENTITY_touchpoint, 1, 50,                              \
    FIELD_REQUIRED | FIELD_PARENT, 1, N_("Touchpoint"), N_("The touchpoint the answer is about.")) \
  F(S, TEXT, guide, NULL, "guide", NOTHING, 1, 50, FIELD_REQUIRED, 1, N_("Guiding question"),      \
    N_("Which of the guiding questions is answered, by its name."))                                \
  F(S, PROSE, text, NULL, "text", NOTHING, 1, PROSE_MOST, FIELD_REQUIRED, 1, N_("Answer"),         \
    N_("What the room answered."))

#define MESSAGE_FIELDS(F, S)                                                                       \
  F(S, REF, touchpoint, NULL, "touchpoint", ENTITY_touchpoint, 1, 50,                              \
    FIELD_REQUIRED | FIELD_PARENT, 1, N_("Touchpoint"),                                            \
    N_("The touchpoint where the customer meets the message."))                                    \
  F(S, ID, id, NULL, "id", NOTHING, 1, 50, FIELD_REQUIRED, 1, N_("Id"),                            \
    N_("A short name that never changes: small letters, digits and hyphens."))                     \
  F(S, ENUM, purpose, NULL, "purpose", ENUM_purpose, 0, 0, FIELD_REQUIRED, 1, N_("Purpose"),       \
    N_("What the message is for."))                                                                \
  F(S, ENUM, place, NULL, "place", ENUM_place, 0, 0, FIELD_REQUIRED, 1, N_("Place"),               \
    N_("Where on the invoice or letter it stands."))                                               \
  F(S, ENUM, owner_department, "owner", "department", ENUM_department, 0, 0, 0, 1,                 \
    N_("Owner, department"), N_("The department that writes it."))                                 \
  F(S, DATE, valid_from, "valid", "from", NOTHING, 0, 0, 0, 1, N_("Valid from"),                   \
    N_("The first day it may be sent, YYYY-MM-DD."))                                               \
  F(S, DATE, valid_to, "valid", "to", NOTHING, 0, 0, 0, 1, N_("Valid to"),                         \
    N_("The last day it may be sent, YYYY-MM-DD."))                                                \
  F(S, PROSE, note, NULL, "note", NOTHING, 1, PROSE_MOST, 0, 1, N_("Note"),                        \
    N_("Anything else worth knowing."))

#define VARIANT_FIELDS(F, S)                                                                       \
  F(S, REF, message, NULL, "message", ENTITY_message, 1, 50, FIELD_REQUIRED | FIELD_PARENT, 1,     \
    N_("Message"), N_("The message this is a wording of."))                                        \
  F(S, REF, segment, NULL, "segment", ENTITY_segment, 1, 50, 0, 1, N_("To whom"),                  \
    N_("The customers it is for; empty is everyone. The first that fits is sent."))                \
  F(S, LANG, language, NULL, "language", NOTHING, 2, 20, FIELD_REQUIRED, 1, N_("Language"),        \
    N_("The language of the text, as sv, nb or en."))                                              \
  F(S, TEXT, subject, NULL, "subject", NOTHING, 1, LINE_MOST, 0, 1, N_("Subject"),                 \
    N_("The subject of the e-mail or the heading of the letter."))                                 \
  F(S, PROSE, body, NULL, "body", NOTHING, 1, PROSE_MOST, 0, 1, N_("Text"),                        \
    N_("The text, with placeholders as {amount_due}."))                                            \
  F(S, PROSE, sms, NULL, "sms", NOTHING, 1, 1000, 0, 1, N_("SMS"), N_("The short text for SMS."))

#define OUTCOME_FIELDS(F, S)                                                                       \
  F(S, REF, touchpoint, NULL, "touchpoint", ENTITY_touchpoint, 1, 50,                              \
    FIELD_REQUIRED | FIELD_PARENT, 1, N_("Touchpoint"),                                            \
    N_("The touchpoint that leads to the outcome."))                                               \
  F(S, ENUM, kind, NULL, "kind", ENUM_outcome_kind, 0, 0, FIELD_REQUIRED, 1, N_("Outcome"),        \
    N_("What customers do next."))                                                                 \
  F(S, RATE, share, NULL, "share", NOTHING, 0, 10000, FIELD_REQUIRED, 1, N_("Share"),              \
    N_("The part of those who reach the touchpoint, in hundredths of a percent."))                 \
  F(S, INT, within_days, NULL, "within_days", NOTHING, 0, 730, 0, 1, N_("Within days"),            \
    N_("Days until half of them have done so."))                                                   \
  F(S, ENUM, evidence, NULL, "evidence", ENUM_evidence, 0, 0, 0, 1, N_("Evidence"),                \
    N_("How we know."))

#define EDGE_FIELDS(F, S)                                                                          \
  F(S, REF, source, NULL, "from", ENTITY_touchpoint, 1, 50, FIELD_REQUIRED, 1, N_("From"),         \
    N_("Where the customer comes from."))                                                          \
  F(S, REF, target, NULL, "to", ENTITY_touchpoint, 1, 50, 0, 1, N_("To"),                          \
    N_("Where the customer goes; empty for an exit."))                                             \
  F(S, ENUM, kind, NULL, "kind", ENUM_edge_kind, 0, 0, FIELD_REQUIRED, 1, N_("Kind"),              \
    N_("How the two hang together."))                                                              \
  F(S, TEXT, condition, NULL, "condition", NOTHING, 1, LINE_MOST, 0, 1, N_("When"),                \
    N_("When the customer goes this way."))                                                        \
  F(S, INT, delay_days, NULL, "delay_days", NOTHING, 0, 3650, 0, 1, N_("Delay, days"),             \
    N_("Days in between."))

#define QUESTION_FIELDS(F, S)                                                                      \
  F(S, ID, id, NULL, "id", NOTHING, 1, 50, FIELD_REQUIRED, 1, N_("Id"),                            \
    N_("A short name that never changes: small letters, digits and hyphens."))                     \
  F(S, TEXT, topic, NULL, "topic", NOTHING, 1, LINE_MOST, FIELD_REQUIRED, 1, N_("Topic"),          \
    N_("What customers ask."))                                                                     \
  F(S, ENUM, channel, NULL, "channel", ENUM_channel, 0, 0, 0, 1, N_("Channel"),                    \
    N_("The way they ask."))                                                                       \
  F(S, TEXT, period, NULL, "period", NOTHING, 1, 40, 0, 1, N_("Period"),                           \
    N_("When they were counted, as 2026-09."))                                                     \
  F(S, INT, count, NULL, "count", NOTHING, 0, 100000000, 0, 1, N_("Count"),                        \
    N_("How many asked in the period."))                                                           \
  F(S, INT, minutes, NULL, "minutes", NOTHING, 0, 10000, 0, 1, N_("Minutes each"),                 \
    N_("Minutes that one answer takes."))                                                          \
  F(S, MONEY, unit_cost, NULL, "unit_cost", NOTHING, 0, 10000000, 0, 1, N_("Cost each"),           \
    N_("What one answer costs, where it is not the journey's cost per contact."))                  \
  F(S, REF, cause, NULL, "caused_by", ENTITY_touchpoint, 1, 50, 0, 1, N_("Caused by"),             \
    N_("The touchpoint that makes them ask."))                                                     \
  F(S, ENUM, answered_by, NULL, "answered_by", ENUM_answered_by, 0, 0, 0, 1, N_("Answered by"),    \
    N_("Who or what answers today."))                                                              \
  F(S, PROSE, answer, NULL, "answer", NOTHING, 1, PROSE_MOST, 0, 1, N_("Answer"),                  \
    N_("The answer we want every customer to get."))                                               \
  F(S, ENUM, evidence, NULL, "evidence", ENUM_evidence, 0, 0, 0, 1, N_("Evidence"),                \
    N_("How we know."))

#define VOLUME_FIELDS(F, S)                                                                        \
  F(S, REF, question, NULL, "question", ENTITY_question, 1, 50, FIELD_REQUIRED | FIELD_PARENT, 3,  \
    N_("Question"), N_("What was asked."))                                                         \
  F(S, DATE, first_day, NULL, "from", NOTHING, 0, 0, FIELD_REQUIRED, 3, N_("From"),                \
    N_("The first day that was counted, YYYY-MM-DD."))                                             \
  F(S, DATE, last_day, NULL, "to", NOTHING, 0, 0, FIELD_REQUIRED, 3, N_("To"),                     \
    N_("The last day that was counted, YYYY-MM-DD."))                                              \
  F(S, INT, count, NULL, "count", NOTHING, 0, 100000000, FIELD_REQUIRED, 3, N_("Count"),           \
    N_("How many asked in these days."))                                                           \
  F(S, INT, minutes, NULL, "minutes", NOTHING, 0, 10000, 0, 3, N_("Minutes each"),                 \
    N_("Minutes that one answer took, where it is not what the question says."))                   \
  F(S, ENUM, channel, NULL, "channel", ENUM_channel, 0, 0, 0, 3, N_("Channel"),                    \
    N_("The way they asked, where it is not the question's; ways are added up."))                  \
  F(S, ENUM, evidence, NULL, "evidence", ENUM_evidence, 0, 0, 0, 3, N_("Evidence"),                \
    N_("How we know: assumed is a guess."))

#define METRIC_FIELDS(F, S)                                                                        \
  F(S, ID, id, NULL, "id", NOTHING, 1, 50, FIELD_REQUIRED, 1, N_("Id"),                            \
    N_("A short name that never changes: small letters, digits and hyphens."))                     \
  F(S, TEXT, title, NULL, "title", NOTHING, 1, LINE_MOST, FIELD_REQUIRED, 1, N_("Title"),          \
    N_("What is measured."))                                                                       \
  F(S, TEXT, unit, NULL, "unit", NOTHING, 1, 40, 0, 1, N_("Unit"), N_("What the number counts."))  \
  F(S, ENUM, better, NULL, "better", ENUM_better, 0, 0, 0, 1, N_("Better is"),                     \
    N_("Which way is better."))                                                                    \
  F(S, INT, baseline, NULL, "baseline", NOTHING, -1000000000, 1000000000, 0, 1, N_("Baseline"),    \
    N_("The value before we change anything."))                                                    \
  F(S, INT, target, NULL, "target", NOTHING, -1000000000, 1000000000, 0, 1, N_("Target"),          \
    N_("The value we want."))                                                                      \
  F(S, ENUM, evidence, NULL, "evidence", ENUM_evidence, 0, 0, 0, 3, N_("Evidence"),                \
    N_("How we know."))

#define POINT_FIELDS(F, S)                                                                         \
  F(S, REF, metric, NULL, "metric", ENTITY_metric, 1, 50, FIELD_REQUIRED | FIELD_PARENT, 1,        \
    N_("Metric"), N_("What was measured."))                                                        \
  F(S, DATE, day, NULL, "date", NOTHING, 0, 0, FIELD_REQUIRED, 1, N_("Date"),                      \
    N_("The day of the measurement, YYYY-MM-DD."))                                                 \
  F(S, INT, value, NULL, "value", NOTHING, -1000000000, 1000000000, FIELD_REQUIRED, 1,             \
    N_("Value"), N_("What it was."))

#define CARD_FIELDS(F, S)                                                                          \
  F(S, ID, id, NULL, "id", NOTHING, 1, 50, FIELD_REQUIRED, 1, N_("Id"),                            \
    N_("A short name that never changes: small letters, digits and hyphens."))                     \
  F(S, ENUM, lane, NULL, "lane", ENUM_lane, 0, 0, FIELD_REQUIRED, 1, N_("Lane"),                   \
    N_("What sort of card it is."))                                                                \
  F(S, REF, touchpoint, NULL, "touchpoint", ENTITY_touchpoint, 1, 50, 0, 1, N_("Touchpoint"),      \
    N_("The touchpoint it is about."))                                                             \
  F(S, PROSE, text, NULL, "text", NOTHING, 1, PROSE_MOST, FIELD_REQUIRED, 1, N_("Text"),           \
    N_("What it says."))                                                                           \
  F(S, TEXT, author, NULL, "author", NOTHING, 1, 80, 0, 1, N_("Author"), N_("Who wrote it."))      \
  F(S, ENUM, department, NULL, "department", ENUM_department, 0, 0, 0, 3, N_("Department"),        \
    N_("The department of the one who wrote it."))                                                 \
  F(S, TEXT, workshop, NULL, "workshop", NOTHING, 1, 50, 0, 3, N_("Workshop"),                     \
    N_("The workshop where it was written, by its id."))                                           \
  F(S, TEXT, step, NULL, "step", NOTHING, 1, 50, 0, 3, N_("Step"),                                 \
    N_("The step of the agenda it was written at, by its name."))                                  \
  F(S, DATE, parked_until, NULL, "parked_until", NOTHING, 0, 0, 0, 3, N_("Parked until"),          \
    N_("The day when a parked card is taken up again, YYYY-MM-DD."))                               \
  F(S, ENUM, evidence, NULL, "evidence", ENUM_evidence, 0, 0, 0, 3, N_("Evidence"),                \
    N_("How we know what is said here."))

#define WORKSHOP_FIELDS(F, S)                                                                      \
  F(S, ID, id, NULL, "id", NOTHING, 1, 50, FIELD_REQUIRED, 3, N_("Id"),                            \
    N_("A short name that never changes: small letters, digits and hyphens."))                     \
  F(S, TEXT, title, NULL, "title", NOTHING, 1, LINE_MOST, FIELD_REQUIRED, 3, N_("Title"),          \
    N_("What people call the workshop."))                                                          \
  F(S, DATE, day, NULL, "date", NOTHING, 0, 0, 0, 3, N_("Date"),                                   \
    N_("The day when it is held, YYYY-MM-DD."))                                                    \
  F(S, TEXT, agenda, NULL, "agenda", NOTHING, 1, 50, 0, 3, N_("Agenda"),                           \
    N_("The agenda it follows, by its id, as minutes-90."))                                        \
  F(S, ENUM, state, NULL, "state", ENUM_workshop_state, 0, 0, 0, 3, N_("State"),                   \
    N_("Whether it is to come, under way or held."))                                               \
  F(S, TEXT, facilitator, NULL, "facilitator", NOTHING, 1, 80, 0, 3, N_("Facilitator"),            \
    N_("Who leads it."))                                                                           \
  F(S, ENUMS, departments, NULL, "departments", ENUM_department, 0, 0, 0, 3, N_("Present"),        \
    N_("The departments that took part."))                                                         \
  F(S, PROSE, goal, NULL, "goal", NOTHING, 1, PROSE_MOST, 0, 3, N_("Goal"),                        \
    N_("What shall be better, in which number, by when."))                                         \
  F(S, REF, metric, NULL, "metric", ENTITY_metric, 1, 50, 0, 3, N_("Metric"),                      \
    N_("The number that tells whether it became better."))                                         \
  F(S, PROSE, quote, NULL, "quote", NOTHING, 1, PROSE_MOST, 0, 3, N_("The customer says"),         \
    N_("What a customer says today, in the customer's own words."))                                \
  F(S, DATE, review_by, NULL, "review_by", NOTHING, 0, 0, 0, 3, N_("Look again"),                  \
    N_("The day when the map is looked at again, YYYY-MM-DD."))                                    \
  F(S, PROSE, note, NULL, "note", NOTHING, 1, PROSE_MOST, 0, 3, N_("Note"),                        \
    N_("Anything else worth knowing."))

#define VOTE_FIELDS(F, S)                                                                          \
  F(S, REF, workshop, NULL, "workshop", ENTITY_workshop, 1, 50, FIELD_REQUIRED | FIELD_PARENT, 3,  \
    N_("Workshop"), N_("The workshop where the vote was held."))                                   \
  F(S, TEXT, step, NULL, "step", NOTHING, 1, 50, FIELD_REQUIRED, 3, N_("Step"),                    \
    N_("The step of the agenda that was voted on, by its name."))                                  \
  F(S, TEXT, person, NULL, "person", NOTHING, 1, 80, FIELD_REQUIRED, 3, N_("Person"),              \
    N_("Who voted."))                                                                              \
  F(S, ENUM, department, NULL, "department", ENUM_department, 0, 0, 0, 3, N_("Department"),        \
    N_("The department of the one who voted."))                                                    \
  F(S, REF, card, NULL, "card", ENTITY_card, 1, 50, 0, 3, N_("Card"),                              \
    N_("The card that got the dots."))                                                             \
  F(S, REF, touchpoint, NULL, "touchpoint", ENTITY_touchpoint, 1, 50, 0, 3, N_("Touchpoint"),      \
    N_("The touchpoint that got the dots, where they were not for a card."))                       \
  F(S, INT, dots, NULL, "dots", NOTHING, 1, 10, FIELD_REQUIRED, 3, N_("Dots"),                     \
    N_("How many dots it got from this person."))

#define GRADE_FIELDS(F, S)                                                                         \
  F(S, REF, touchpoint, NULL, "touchpoint", ENTITY_touchpoint, 1, 50,                              \
    FIELD_REQUIRED | FIELD_PARENT, 3, N_("Touchpoint"), N_("The touchpoint that is graded."))      \
  F(S, ENUM, department, NULL, "department", ENUM_department, 0, 0, FIELD_REQUIRED, 3,             \
    N_("Department"), N_("The department that grades it so."))                                     \
  F(S, TEXT, person, NULL, "person", NOTHING, 1, 80, 0, 3, N_("Person"), N_("Who graded it so."))  \
  F(S, REF, workshop, NULL, "workshop", ENTITY_workshop, 1, 50, 0, 3, N_("Workshop"),              \
    N_("The workshop where it was graded."))                                                       \
  F(S, INT, use, NULL, "use", NOTHING, 0, 5, 0, 3, N_("Use"),                                      \
    N_("How many customers meet it, from 0 to 5."))                                                \
  F(S, INT, importance, NULL, "importance", NOTHING, 0, 5, 0, 3, N_("Importance"),                 \
    N_("How much it matters to them, from 0 to 5."))                                               \
  F(S, INT, leverage, NULL, "leverage", NOTHING, 0, 5, 0, 3, N_("Leverage"),                       \
    N_("How much better we can make it, from 0 to 5."))

#define COMMENT_FIELDS(F, S)                                                                       \
  F(S, REF, touchpoint, NULL, "touchpoint", ENTITY_touchpoint, 1, 50,                              \
    FIELD_REQUIRED | FIELD_PARENT, 1, N_("Touchpoint"), N_("The touchpoint it is about."))         \
  F(S, TEXT, author, NULL, "author", NOTHING, 1, 80, 0, 1, N_("Author"), N_("Who wrote it."))      \
  F(S, PROSE, text, NULL, "text", NOTHING, 1, PROSE_MOST, FIELD_REQUIRED, 1, N_("Text"),           \
    N_("What it says."))                                                                           \
  F(S, BOOL, resolved, NULL, "resolved", NOTHING, 0, 1, 0, 1, N_("Resolved"),                      \
    N_("Whether it has been dealt with."))

#define DECISION_FIELDS(F, S)                                                                      \
  F(S, ID, id, NULL, "id", NOTHING, 1, 50, FIELD_REQUIRED, 1, N_("Id"),                            \
    N_("A short name that never changes: small letters, digits and hyphens."))                     \
  F(S, PROSE, text, NULL, "text", NOTHING, 1, PROSE_MOST, FIELD_REQUIRED, 1, N_("Text"),           \
    N_("What was decided."))                                                                       \
  F(S, REF, touchpoint, NULL, "touchpoint", ENTITY_touchpoint, 1, 50, 0, 1, N_("Touchpoint"),      \
    N_("The touchpoint it is about."))                                                             \
  F(S, DATE, day, NULL, "date", NOTHING, 0, 0, 0, 1, N_("Date"), N_("When, YYYY-MM-DD."))          \
  F(S, TEXT, workshop, NULL, "workshop", NOTHING, 1, 50, 0, 3, N_("Workshop"),                     \
    N_("The workshop where it was decided, by its id."))

#define ACTION_FIELDS(F, S)                                                                        \
  F(S, ID, id, NULL, "id", NOTHING, 1, 50, FIELD_REQUIRED, 1, N_("Id"),                            \
    N_("A short name that never changes: small letters, digits and hyphens."))                     \
  F(S, PROSE, text, NULL, "text", NOTHING, 1, PROSE_MOST, FIELD_REQUIRED, 1, N_("Text"),           \
    N_("What shall be done."))                                                                     \
  F(S, REF, touchpoint, NULL, "touchpoint", ENTITY_touchpoint, 1, 50, 0, 1, N_("Touchpoint"),      \
    N_("The touchpoint it is about."))                                                             \
  F(S, ENUM, owner_department, "owner", "department", ENUM_department, 0, 0, 0, 1,                 \
    N_("Owner, department"), N_("The department that does it."))                                   \
  F(S, TEXT, owner_person, "owner", "person", NOTHING, 1, 80, 0, 1, N_("Owner, person"),           \
    N_("Who does it."))                                                                            \
  F(S, DATE, due, NULL, "due", NOTHING, 0, 0, 0, 1, N_("Due"), N_("By when, YYYY-MM-DD."))         \
  F(S, ENUM, state, NULL, "state", ENUM_action_state, 0, 0, 0, 1, N_("State"),                     \
    N_("How far it has come."))                                                                    \
  F(S, TEXT, workshop, NULL, "workshop", NOTHING, 1, 50, 0, 3, N_("Workshop"),                     \
    N_("The workshop where it was agreed on, by its id."))

#define WAIVER_FIELDS(F, S)                                                                        \
  F(S, TEXT, rule, NULL, "rule", NOTHING, 1, 50, FIELD_REQUIRED, 2, N_("Rule"),                    \
    N_("The rule whose finding is accepted, as SE-FEE-02."))                                       \
  F(S, REF, touchpoint, NULL, "touchpoint", ENTITY_touchpoint, 1, 50, 0, 2, N_("Touchpoint"),      \
    N_("The touchpoint where it was found; empty for the whole journey."))                         \
  F(S, TEXT, fingerprint, NULL, "fingerprint", NOTHING, 1, 32, FIELD_REQUIRED, 2, N_("Finding"),   \
    N_("The finding, by its fingerprint as the audit shows it."))                                  \
  F(S, TEXT, digest, NULL, "digest", NOTHING, 1, 32, 0, 2, N_("Digest"),                           \
    N_("What the rule and the text said when it was given; it lapses when either changes."))       \
  F(S, ENUM, department, NULL, "department", ENUM_department, 0, 0, 0, 2, N_("Department"),        \
    N_("The department that answers for it."))                                                     \
  F(S, TEXT, person, NULL, "person", NOTHING, 1, 80, 0, 2, N_("Person"), N_("Who gave it."))       \
  F(S, PROSE, reason, NULL, "reason", NOTHING, 1, PROSE_MOST, FIELD_REQUIRED, 2, N_("Reason"),     \
    N_("Why the finding is accepted."))                                                            \
  F(S, DATE, given, NULL, "given", NOTHING, 0, 0, 0, 2, N_("Given"),                               \
    N_("The day when it was given, YYYY-MM-DD."))                                                  \
  F(S, DATE, until, NULL, "until", NOTHING, 0, 0, 0, 2, N_("Until"),                               \
    N_("The last day it holds, YYYY-MM-DD; empty until text or rule changes."))

#define DECLARATION_FIELDS(F, S)                                                                   \
  F(S, TEXT, field, NULL, "field", NOTHING, 1, 50, FIELD_REQUIRED, 2, N_("Fact"),                  \
    N_("What is stated, by the name that rules ask for it, as fee_agreed."))                       \
  F(S, TEXT, value, NULL, "value", NOTHING, 1, LINE_MOST, FIELD_REQUIRED, 2, N_("Value"),          \
    N_("What holds: yes or no, a number, or words with a space between."))                         \
  F(S, REF, touchpoint, NULL, "touchpoint", ENTITY_touchpoint, 1, 50, 0, 2, N_("Touchpoint"),      \
    N_("The touchpoint where it holds; empty for the whole journey."))                             \
  F(S, TEXT, source, NULL, "source", NOTHING, 1, LINE_MOST, 0, 2, N_("Source"),                    \
    N_("How it is known, as a paragraph of the contract."))                                        \
  F(S, PROSE, note, NULL, "note", NOTHING, 1, PROSE_MOST, 0, 2, N_("Note"),                        \
    N_("Anything else worth knowing."))

#define RULEPACK_FIELDS(F, S)                                                                      \
  F(S, ID, id, NULL, "id", NOTHING, 1, 50, FIELD_REQUIRED, 2, N_("Id"),                            \
    N_("A short name that never changes: small letters, digits and hyphens."))                     \
  F(S, TEXT, title, NULL, "title", NOTHING, 1, LINE_MOST, 0, 2, N_("Title"),                       \
    N_("What people call it."))                                                                    \
  F(S, PROSE, rules, NULL, "rules", NOTHING, 1, PROSE_MOST, FIELD_REQUIRED, 2, N_("Rules"),        \
    N_("The company's own rules as YAML; see kundresa-rules(5)."))

/* Every entity: its name in C and SQL, its fields, the entity it is part of
 * (NOTHING for the journey itself and for what stands at its top), the key of
 * its list in YAML, and what people call one and many.  In the order in which
 * journey/1 writes the lists. */
#define ENTITIES(E)                                                                                \
  E(journey, JOURNEY_FIELDS, NOTHING, "journey", N_("Journey"), N_("Journeys"))                    \
  E(system, SYSTEM_FIELDS, NOTHING, "systems", N_("System"), N_("Systems"))                        \
  E(attribute, ATTRIBUTE_FIELDS, NOTHING, "attributes", N_("Attribute"), N_("Attributes"))         \
  E(segment, SEGMENT_FIELDS, NOTHING, "segments", N_("Segment"), N_("Segments"))                   \
  E(condition, CONDITION_FIELDS, ENTITY_segment, "conditions", N_("Condition"), N_("Conditions"))  \
  E(carrier, CARRIER_FIELDS, NOTHING, "carriers", N_("Carrier"), N_("Carriers"))                   \
  E(cap, CAP_FIELDS, NOTHING, "caps", N_("Cap"), N_("Caps"))                                       \
  E(stage, STAGE_FIELDS, NOTHING, "stages", N_("Stage"), N_("Stages"))                             \
  E(touchpoint, TOUCHPOINT_FIELDS, NOTHING, "touchpoints", N_("Touchpoint"), N_("Touchpoints"))    \
  E(usage, USAGE_FIELDS, ENTITY_touchpoint, "systems", N_("System in use"), N_("Systems in use"))  \
  E(control, CONTROL_FIELDS, ENTITY_touchpoint, "controls", N_("Control point"),                   \
    N_("Control points"))                                                                          \
  E(answer, ANSWER_FIELDS, ENTITY_touchpoint, "answers", N_("Answer"), N_("Answers"))              \
  E(message, MESSAGE_FIELDS, ENTITY_touchpoint, "messages", N_("Message"), N_("Messages"))         \
  E(variant, VARIANT_FIELDS, ENTITY_message, "variants", N_("Variant"), N_("Variants"))            \
  E(outcome, OUTCOME_FIELDS, ENTITY_touchpoint, "outcomes", N_("Outcome"), N_("Outcomes"))         \
  E(grade, GRADE_FIELDS, ENTITY_touchpoint, "graded_by", N_("Grading"), N_("Gradings"))            \
  E(comment, COMMENT_FIELDS, ENTITY_touchpoint, "comments", N_("Comment"), N_("Comments"))         \
  E(edge, EDGE_FIELDS, NOTHING, "edges", N_("Connection"), N_("Connections"))                      \
  E(question, QUESTION_FIELDS, NOTHING, "questions", N_("Question"), N_("Questions"))              \
  E(volume, VOLUME_FIELDS, ENTITY_question, "counts", N_("Dated count"), N_("Dated counts"))       \
  E(metric, METRIC_FIELDS, NOTHING, "metrics", N_("Metric"), N_("Metrics"))                        \
  E(point, POINT_FIELDS, ENTITY_metric, "points", N_("Measurement"), N_("Measurements"))           \
  E(workshop, WORKSHOP_FIELDS, NOTHING, "workshops", N_("Workshop"), N_("Workshops"))              \
  E(vote, VOTE_FIELDS, ENTITY_workshop, "votes", N_("Vote"), N_("Votes"))                          \
  E(card, CARD_FIELDS, NOTHING, "cards", N_("Card"), N_("Cards"))                                  \
  E(decision, DECISION_FIELDS, NOTHING, "decisions", N_("Decision"), N_("Decisions"))              \
  E(action, ACTION_FIELDS, NOTHING, "actions", N_("Action"), N_("Actions"))                        \
  E(declaration, DECLARATION_FIELDS, NOTHING, "declarations", N_("Stated fact"),                   \
    N_("Stated facts"))                                                                            \
  E(waiver, WAIVER_FIELDS, NOTHING, "waivers", N_("Waiver"), N_("Waivers"))                        \
  E(rulepack, RULEPACK_FIELDS, NOTHING, "rulepacks", N_("Rule pack"), N_("Rule packs"))

#define ENTITY_INDEX(name, fields, parent, key, one, many) ENTITY_##name,
enum entity { ENTITIES(ENTITY_INDEX) ENTITY_COUNT };
#undef ENTITY_INDEX

/* Every struct below begins like this one, so that a pointer to any of them
 * can be handled as a struct record *. */
struct record {
  int64_t oid;   /* its row in the store, from 1; 0 = not stored */
  int64_t order; /* ascending order among its siblings; the store gives it */
};

#define FIELD_MEMBER_ID(member) char *member;
#define FIELD_MEMBER_TEXT(member) char *member;
#define FIELD_MEMBER_PROSE(member) char *member;
#define FIELD_MEMBER_REF(member) char *member;
#define FIELD_MEMBER_LANG(member) char *member;
#define FIELD_MEMBER_LANGS(member) char *member;
#define FIELD_MEMBER_ENUMS(member) char *member;
#define FIELD_MEMBER_ENUM(member) int64_t member;
#define FIELD_MEMBER_INT(member) int64_t member;
#define FIELD_MEMBER_BOOL(member) int64_t member;
#define FIELD_MEMBER_MONEY(member) int64_t member;
#define FIELD_MEMBER_RATE(member) int64_t member;
#define FIELD_MEMBER_DATE(member) int64_t member;
#define FIELD_MEMBER_CLOCK(member) int64_t member;
#define FIELD_MEMBER(owner, kind, member, group, key, of, least, most, flags, since, label, help)  \
  FIELD_MEMBER_##kind(member)
#define ENTITY_STRUCT(name, fields, parent, key, one, many)                                        \
  struct name {                                                                                    \
    struct record record;                                                                          \
    fields(FIELD_MEMBER, name)                                                                     \
  };
/* struct journey, struct stage, struct touchpoint, …  Texts are owned by the
 * record and NULL when not set; numbers are UNSET when not set. */
ENTITIES(ENTITY_STRUCT)
#undef ENTITY_STRUCT

/* One line of the table. */
struct field {
  enum field_kind kind;
  const char *name;  /* member and column */
  const char *group; /* or NULL */
  const char *key;
  int of;
  int64_t least, most;
  unsigned flags;
  int since;
  const char *label; /* translate with i18n_text() */
  const char *help;
  size_t offset; /* of the member in its struct */
};

/* One entity of the table. */
struct entity_info {
  const char *name; /* "touchpoint": table in SQL, word on the command line */
  const char *key;  /* its list in YAML */
  int parent;       /* the entity it is part of, or NOTHING */
  const struct field *fields;
  size_t count;     /* of fields */
  size_t size;      /* of the struct */
  const char *one;  /* label of one, to be translated */
  const char *many; /* label of many */
};

extern const struct entity_info entities[ENTITY_COUNT];

/* The entity with that name ("touchpoint"), or NOTHING. */
int entity_find(const char *name);

/* The field that holds the id of @entity, or NULL; the field that names its
 * parent, or NULL.  The parent is always the first field, the id follows. */
const struct field *entity_id_field(enum entity entity);
const struct field *entity_parent_field(enum entity entity);

/* The field of @entity with that member name, or else with that "group.key"
 * or "key"; NULL for none. */
const struct field *entity_field(enum entity entity, const char *name);

/* The field name that is most like @name, as "group.key" names it; NULL for
 * none.  For hints; @buffer holds the answer. */
const char *entity_near_field(enum entity entity, const char *name, char *buffer, size_t size);

/* Writes "group.key" or "key". */
char *field_path(const struct field *field, char *buffer, size_t size);

/* The schema (user_version) that a file made today has: the highest `since`. */
int entity_schema(void);

/* Whether the member is a char *. */
bool field_is_text(const struct field *field);

#endif
