#include "plan_nodes.h"

#include "model/enumeration.h"

#include <stddef.h>

#define COUNT_MOST 1000000000
#define END                                                                                        \
  {                                                                                                \
    .key = NULL                                                                                    \
  }

static const struct node journey_nodes[] = {
    {"state", NODE_TOKEN, "Whether the journey was the one that is, or the one that shall be.",
     .of = ENUM_journey_state},
    {"status", NODE_TOKEN, "How far the journey had come when it was released.",
     .of = ENUM_journey_status},
    {"sha256", NODE_DIGEST, "The SHA-256 digest of the journey as canonical journey/1."},
    END,
};

static const struct node pack_nodes[] = {
    {"id", NODE_TEXT, "The pack's name, as SE."},
    {"version", NODE_TEXT, "Its version."},
    END,
};

static const struct node waived_nodes[] = {
    {"rule", NODE_TEXT, "The rule."},
    {"severity", NODE_WORD, "How much it weighs.", .words = "info warn error"},
    {"touchpoint", NODE_ID, "Where; null is the whole journey.", .nullable = true},
    {"message", NODE_ID, "Whose text, where it is about one.", .nullable = true},
    {"language", NODE_LANGUAGE, "In which language.", .nullable = true},
    {"segment", NODE_ID, "To whom, where the wording is not to everyone.", .nullable = true},
    {"part", NODE_WORD, "Which of its words.", .nullable = true, .words = "subject body sms"},
    {"person", NODE_TEXT, "Who accepted it.", .nullable = true},
    {"department", NODE_TOKEN, "The department that answers for it.", .nullable = true,
     .of = ENUM_department},
    {"reason", NODE_LINES, "Why."},
    {"given", NODE_DAY, "When.", .nullable = true},
    {"until", NODE_DAY, "The last day it holds; null is until text, step or rule change.",
     .nullable = true},
    {"fingerprint", NODE_TEXT, "The finding, as the audit shows it."},
    {"digest", NODE_TEXT, "What the rule and the text said then.", .nullable = true},
    END,
};

static const struct node audit_nodes[] = {
    {"day", NODE_DAY, "The day of the audit: rates were those of an invoice issued on it."},
    {"errors", NODE_NUMBER, "Errors that nobody waived.", .most = COUNT_MOST},
    {"warnings", NODE_NUMBER, "Warnings that nobody waived.", .most = COUNT_MOST},
    {"infos", NODE_NUMBER, "Notes that nobody waived.", .most = COUNT_MOST},
    {"not_evaluated", NODE_NUMBER,
     "Rules, counted at each place, that could not be evaluated since what they ask for is not "
     "known.",
     .most = COUNT_MOST},
    {"packs", NODE_LIST, "The packs of rules that it was held against.", .members = pack_nodes},
    {"waived", NODE_LIST, "What was found and accepted.", .members = waived_nodes},
    END,
};

static const struct node holiday_nodes[] = {
    {"name", NODE_TEXT, "What it is called."},
    {"rule", NODE_WORD,
     "fixed is the month and day of every year; easter is so many days after Easter Sunday; "
     "on-or-after is the first such weekday on or after the month and day; substituted is as "
     "fixed, but from a Saturday it moves two days on, and from a Sunday so many.",
     .words = "fixed easter on-or-after substituted"},
    {"weekday", NODE_WORD, "With on-or-after.", .optional = true,
     .words = "monday tuesday wednesday thursday friday saturday sunday"},
    {"month", NODE_NUMBER, "With all but easter.", .optional = true, .least = 1, .most = 12},
    {"day", NODE_NUMBER, "With all but easter.", .optional = true, .least = 1, .most = 31},
    {"days", NODE_NUMBER, "With easter, negative before Easter Sunday, and with substituted.",
     .optional = true, .least = -100, .most = 250},
    END,
};

static const struct node calendar_nodes[] = {
    {"id", NODE_TEXT, "The country it is of."},
    {"source", NODE_TEXT, "The law or the bank that the days are taken from."},
    {"from", NODE_DAY, "The first day it is known for."},
    {"until", NODE_DAY, "The last day it is known for. No day beyond it may be worked out."},
    {"weekend", NODE_WORDS, "The weekdays that are no business days.", .words = "saturday sunday"},
    {"holidays", NODE_LIST, "The other days that are none, as rules.", .members = holiday_nodes},
    END,
};

static const struct node sending_nodes[] = {
    {"at", NODE_CLOCK, "When messages go out."},
    {"from", NODE_CLOCK, "No message goes out before."},
    {"to", NODE_CLOCK, "No message goes out after."},
    END,
};

static const struct node late_nodes[] = {
    {"policy", NODE_TOKEN, "What happens to steps whose day passed while nothing ran.",
     .of = ENUM_late},
    {"grace_days", NODE_NUMBER, "A step so many days late is still on time.", .most = 365},
    {"least_gap_days", NODE_NUMBER,
     "So many days must pass between two steps of the class legal for one invoice.", .most = 365},
    END,
};

static const struct node pause_nodes[] = {
    {"dispute", NODE_TOKEN, "What a dispute does to the steps that wait.", .of = ENUM_pause},
    {"payment_plan", NODE_TOKEN, "What a payment plan does.", .of = ENUM_pause},
    {"hardship", NODE_TOKEN, "What a known hardship does.", .of = ENUM_pause},
    END,
};

static const struct node cap_nodes[] = {
    {"id", NODE_ID, "The cap's name, for reasons."},
    {"counts", NODE_TOKENS, "The classes that are counted, and held back.", .of = ENUM_step_class},
    {"messages", NODE_NUMBER, "At most so many to one customer.", .least = 1, .most = 1000},
    {"days", NODE_NUMBER, "In so many days, the day of sending and those before it.", .least = 1,
     .most = 366},
    END,
};

static const struct node placeholder_nodes[] = {
    {"name", NODE_WORD, "The name that stands in braces in the texts.", .words = NULL},
    {"type", NODE_WORD, "What the engine puts there, written as the language writes it.",
     .words = "text money date number"},
    END,
};

static const struct node attribute_nodes[] = {
    {"id", NODE_ID, "The name the conditions use."},
    {"of", NODE_TOKEN, "Whether it is known of the customer or of the invoice.",
     .of = ENUM_attribute_of},
    {"type", NODE_TOKEN, "What values it takes.", .of = ENUM_attribute_type},
    END,
};

static const struct node condition_nodes[] = {
    {"attribute", NODE_ID, "What is looked at."},
    {"is", NODE_TOKEN, "How. An unknown value meets unknown and nothing else, not even is-not.",
     .of = ENUM_operator},
    {"values", NODE_VALUES,
     "What it is compared with, of the attribute's type: one, or several for one-of, none for "
     "known "
     "and unknown. Money is in minor units, dates are days."},
    END,
};

static const struct node segment_nodes[] = {
    {"id", NODE_ID, "The name the steps use."},
    {"title", NODE_TEXT, "Who they are, for people."},
    {"all", NODE_LIST, "The conditions, which must all hold; none holds for everyone.",
     .members = condition_nodes},
    END,
};

static const struct node when_nodes[] = {
    {"anchor", NODE_TOKEN, "The event it counts from.", .of = ENUM_anchor},
    {"after", NODE_ID, "The step that previous means; null with any other anchor.",
     .nullable = true},
    {"offset_days", NODE_NUMBER, "Days after it; negative is before.", .least = -365, .most = 730},
    {"days", NODE_TOKEN, "Whether all days count or business days only.", .of = ENUM_day_kind},
    {"roll", NODE_TOKEN, "Where a day goes that is no business day.", .of = ENUM_roll},
    END,
};

static const struct node if_nodes[] = {
    {"invoice", NODE_TOKEN, "The state the invoice must be in.", .of = ENUM_invoice_state},
    {"segment", NODE_ID, "Who gets it; null is everyone.", .nullable = true},
    END,
};

static const struct node repeat_nodes[] = {
    {"every_days", NODE_NUMBER, "Days between; null when it is not repeated.", .nullable = true,
     .least = 1, .most = 730},
    {"times", NODE_NUMBER, "How many times after the first.", .most = 100},
    END,
};

static const struct node control_nodes[] = {
    {"title", NODE_TEXT, "What is checked."},
    {"automation", NODE_TOKEN,
     "Who makes the check: a system; a system that leaves what is in doubt to a person; a person. "
     "Null, when nobody has said, is as manual.",
     .nullable = true, .of = ENUM_automation},
    END,
};

static const struct node fee_nodes[] = {
    {"kind", NODE_TOKEN, "What is charged, once for each invoice and step.", .of = ENUM_fee},
    {"amount", NODE_NUMBER, "With fixed, in minor units.", .nullable = true, .most = COUNT_MOST},
    {"rate", NODE_NUMBER, "With percent, in hundredths of a percent of the amount due.",
     .nullable = true, .most = 10000},
    END,
};

static const struct node interest_nodes[] = {
    {"kind", NODE_TOKEN, "How interest for late payment is counted.", .of = ENUM_interest},
    {"rate", NODE_NUMBER,
     "A year's rate, or what is added to the reference rate, in hundredths of a percent.",
     .nullable = true, .most = 10000},
    END,
};

static const struct node valid_nodes[] = {
    {"from", NODE_DAY, "Not sent before; null is no limit.", .nullable = true},
    {"to", NODE_DAY, "Not sent after; null is no limit.", .nullable = true},
    END,
};

static const struct node variant_nodes[] = {
    {"language", NODE_LANGUAGE, "The language of the text."},
    {"segment", NODE_ID, "Who gets it; null is everyone.", .nullable = true},
    {"subject", NODE_TEXT, "The subject of the e-mail or the heading of the letter.",
     .nullable = true},
    {"body", NODE_LINES, "The text.", .nullable = true},
    {"sms", NODE_LINES, "The short text, which is what the channel sms sends.", .nullable = true},
    END,
};

static const struct node message_nodes[] = {
    {"id", NODE_ID, "The message's name."},
    {"purpose", NODE_TOKEN, "What it is for.", .of = ENUM_purpose},
    {"place", NODE_TOKEN, "Where it stands; body is the message itself.", .of = ENUM_place},
    {"valid", NODE_OBJECT, "The days on which it is sent.", .members = valid_nodes},
    {"variants", NODE_LIST, "The wordings; the order counts.", .members = variant_nodes,
     .least = 1},
    END,
};

static const struct node step_nodes[] = {
    {"id", NODE_ID, "The step's name, the same in every release."},
    {"title", NODE_TEXT, "What the customer meets."},
    {"kind", NODE_TOKEN, "What kind of moment it is.", .of = ENUM_stage_kind},
    {"owner", NODE_TOKEN, "The department that answers for it.", .nullable = true,
     .of = ENUM_department},
    {"class", NODE_TOKEN, "What decides first when steps compete.", .of = ENUM_step_class},
    {"priority", NODE_NUMBER, "What decides next; the higher goes first.", .most = 1000},
    {"when", NODE_OBJECT, "The day.", .members = when_nodes},
    {"if", NODE_OBJECT, "The condition.", .members = if_nodes},
    {"repeat", NODE_OBJECT, "Whether it is sent again.", .members = repeat_nodes},
    {"stop_on", NODE_TOKENS, "The events of the invoice that end the step.", .of = ENUM_stop_event},
    {"approval", NODE_WORD,
     "With manual a person must say yes to the step for each subject before it is sent.",
     .words = "automatic manual"},
    {"controls", NODE_LIST, "What must be in order for the subject before it is sent.",
     .members = control_nodes},
    {"channels", NODE_TOKENS, "The ways to send it, the preferred one first.", .of = ENUM_channel,
     .least = 1},
    {"pay_within_days", NODE_NUMBER,
     "Days from the sending to the last day to pay that it gives; null when it gives none.",
     .nullable = true, .most = 365},
    {"fee", NODE_OBJECT, "What is charged for it.", .members = fee_nodes},
    {"interest", NODE_OBJECT, "Interest from this step on.", .members = interest_nodes},
    {"announces", NODE_TOKEN, "What the text says will come next.", .of = ENUM_announced},
    {"messages", NODE_LIST, "What is sent.", .members = message_nodes, .least = 1},
    END,
};

const struct node plan_nodes[] = {
    {"kundresa_plan", NODE_VERSION, "The format and its version."},
    {"id", NODE_ID, "The plan's name, which is the journey's."},
    {"version", NODE_NUMBER, "The number of the release.", .least = 1, .most = COUNT_MOST},
    {"title", NODE_TEXT, "The journey's title."},
    {"brand", NODE_TEXT, "The company or brand that the customer meets.", .nullable = true},
    {"journey", NODE_OBJECT, "What it was compiled from.", .members = journey_nodes},
    {"audit", NODE_OBJECT,
     "What the audit said of it before it was released; null in a plan that was made without one.",
     .nullable = true, .members = audit_nodes},
    {"market", NODE_TOKEN, "The country whose law applies.", .of = ENUM_market},
    {"audience", NODE_TOKEN, "Whether the customers are consumers or businesses.",
     .of = ENUM_audience},
    {"sector", NODE_TOKEN, "The trade.", .nullable = true, .of = ENUM_sector},
    {"currency", NODE_TOKEN, "The currency of every amount.", .of = ENUM_currency},
    {"languages", NODE_LANGUAGES, "The languages; the first stands in for one that is missing."},
    {"timezone", NODE_TEXT, "The time zone of every day and time of day."},
    {"payment_terms_days", NODE_NUMBER,
     "The days from the invoice to its due date that were reckoned with. An invoice's own due date "
     "goes before.",
     .most = 365},
    {"scope", NODE_TOKEN,
     "Whether the subject is each invoice, or a customer's open invoices together.",
     .of = ENUM_scope},
    {"calendar", NODE_OBJECT, "The business days; null where no step needs them.", .nullable = true,
     .members = calendar_nodes},
    {"sending", NODE_OBJECT, "The hours.", .members = sending_nodes},
    {"late", NODE_OBJECT, "Late runs.", .members = late_nodes},
    {"pause", NODE_OBJECT, "Pauses.", .members = pause_nodes},
    {"conflict_order", NODE_WORDS, "What decides when steps compete, first to last.",
     .words = "class priority planned-date subject step"},
    {"class_order", NODE_WORDS, "The classes, first to last.", .words = "legal service marketing"},
    {"idempotency_key", NODE_WORD, "What a sending is recorded under.",
     .words = "plan/step/subject/cycle"},
    {"caps", NODE_LIST, "The most messages that a customer gets.", .members = cap_nodes},
    {"placeholders", NODE_LIST, "The facts that the texts name.", .members = placeholder_nodes},
    {"attributes", NODE_LIST, "The facts that the conditions look at.", .members = attribute_nodes},
    {"segments", NODE_LIST, "The groups of customers that steps and texts name.",
     .members = segment_nodes},
    {"steps", NODE_LIST, "The steps, in the order of a plain invoice's life.",
     .members = step_nodes, .least = 1},
    END,
};
