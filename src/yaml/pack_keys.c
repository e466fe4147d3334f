#include "yaml/pack_keys.h"

#include "base/i18n.h"
#include "rules/voice.h"
#include "yaml/pack_read.h"

#define LINE_MOST 300
#define TEXT_MOST 2000
#define ID_MOST 50
#define LANGUAGES "sv nb en nn da de fi"
#define IN(type, member) .offset = offsetof(struct type, member)
#define COUNTED(type, member) .count_offset = offsetof(struct type, member)

const struct pack_key pack_fact_keys[] = {
    {"id", PACK_ID, true, ID_MOST, IN(source_fact, id),
     "What rules and rates call it, as SE1; unique among all packs."},
    {"text", PACK_WORDS, true, TEXT_MOST, IN(source_fact, text), "What is so."},
    {"value", PACK_LINE, false, LINE_MOST, IN(source_fact, value),
     "The number, as the source gives it."},
    {"applies", PACK_LINE, false, LINE_MOST, IN(source_fact, applies), "For whom it is so."},
    {"in_force", PACK_LINE, false, LINE_MOST, IN(source_fact, in_force),
     "Since when, as the source gives it."},
    {"source", PACK_TEXT, true, TEXT_MOST, IN(source_fact, source),
     "Where it stands, with its paragraph."},
    {"confidence", PACK_CHOICE, true, 0, IN(source_fact, confidence),
     "How well the source is known: see CONFIDENCE.", .words = "S1 S2 G policy"},
    {0},
};

const struct pack_key pack_rate_keys[] = {
    {"id", PACK_ID, true, ID_MOST, IN(rate, id),
     "What conditions call it after rate:, as SE.reminder_fee. Several may have the same id, for "
     "days that do not overlap."},
    {"value", PACK_AMOUNT, true, 0, IN(rate, value), "How much."},
    {"unit", PACK_WORD, true, 0, IN(rate, unit), "Of what: a currency, or % for a percentage.",
     .words = "SEK NOK DKK EUR GBP USD %"},
    {"audience", PACK_BITS, false, 0, IN(rate, audience),
     "For whom: b2c, b2b or both. Without it for both.", .field = RULE_FIELD_aud},
    {"limits", PACK_OF_FIELD, false, 0, IN(rate, limits),
     "The field that may be no more than it. The audit then knows that a rate was found.",
     .words = "fee late_comp"},
    {"kinds", PACK_BITS, false, 0, IN(rate, kinds),
     "With limits: the kinds of steps that it is for. Without it for all.",
     .field = RULE_FIELD_kind},
    {"from", PACK_DAY_SEEN, true, 0, IN(rate, from),
     "The first day it is in force. unknown: it was in force when the source was read."},
    {"until", PACK_DAY_SEEN, false, 0, IN(rate, until),
     "The last day. Without it it is open. unknown: it has ended, nobody saw when; it is used up "
     "to the day before the next of its id begins, and not at all where there is none."},
    {"confidence", PACK_CHOICE, true, 0, IN(rate, confidence), "As of a fact.",
     .words = "S1 S2 G policy"},
    {"facts", PACK_IDS, false, ID_MOST, IN(rate, facts), "The facts that it is taken from."},
    {"source", PACK_TEXT, true, TEXT_MOST, IN(rate, source), "Where it stands."},
    {"note", PACK_TEXT, false, TEXT_MOST, IN(rate, note), "What should be known besides."},
    {0},
};

const struct pack_key pack_rule_keys[] = {
    {"id", PACK_ID, true, ID_MOST, IN(rule, id),
     "Its name in findings, waivers and --explain; unique among all packs."},
    {"severity", PACK_CHOICE, true, 0, IN(rule, severity),
     "What breaking it means. An error stops a release unless it is waived.",
     .words = "info warn error"},
    {"scope", PACK_CHOICE, true, 0, IN(rule, scope),
     "What one evaluation looks at: the journey once, each touchpoint, each step (a touchpoint "
     "that sends, with all its texts), or each text.",
     .words = "journey touchpoint step text"},
    {"when", PACK_TERMS, false, TEXT_MOST, IN(rule, when),
     "What it is about: see CONDITIONS. Without it about everything in its scope.",
     .text_offset = offsetof(struct rule, when_text)},
    {"must", PACK_TERMS, true, TEXT_MOST, IN(rule, must), "What must then be so.",
     .text_offset = offsetof(struct rule, must_text)},
    {"message", PACK_FILLED, true, TEXT_MOST, IN(rule, message),
     "What is wrong, in one sentence for the one who wrote the text."},
    {"remedy", PACK_FILLED, true, TEXT_MOST, IN(rule, remedy), "What to do, in one sentence."},
    {"source", PACK_TEXT, true, TEXT_MOST, IN(rule, source),
     "Where it comes from, with its paragraph; of a policy, who decided it."},
    {"facts", PACK_IDS, false, ID_MOST, IN(rule, facts),
     "The facts that it rests on; those of other packs too."},
    {"confidence", PACK_CHOICE, true, 0, IN(rule, confidence),
     "How well the source is known: see CONFIDENCE.", .words = "S1 S2 G policy"},
    {"basis", PACK_CHOICE, false, 0, IN(rule, basis),
     "With confidence S1, what the source is, since only a law is told as the law. Without it a "
     "law.",
     .words = "law authority court other"},
    {"owner", PACK_OWNER, false, 0, IN(rule, owner), "The department that can usually mend it."},
    {"reviewed_on", PACK_DAY, false, 0, IN(rule, reviewed_on),
     "The day its source was last read. Without it that of the pack."},
    {"expires_on", PACK_DAY, false, 0, IN(rule, expires_on),
     "The last day on which that is trusted. Without it that of the pack."},
    {"pending", PACK_TRUTH, false, 0, IN(rule, pending),
     "true: a law that is not in force yet. It is listed and never broken."},
    {0},
};

static const struct pack_key word_keys[] = {
    {"word", PACK_LINE, true, LINE_MOST, IN(voice_word, word),
     "The word or phrase; found as whole words in any form (by Snowball's stems in the text's "
     "language), whatever their case."},
    {"instead", PACK_LINE, false, LINE_MOST, IN(voice_word, instead), "What to say instead."},
    {"language", PACK_WORD, false, 0, IN(voice_word, language),
     "In texts of that language. Without it in all.", .words = LANGUAGES},
    {"reason", PACK_LINE, false, LINE_MOST, IN(voice_word, reason), "Why."},
    {"exactly", PACK_TRUTH, false, 0, IN(voice_word, exactly),
     "true: only in the form that is written here."},
    {0},
};

static const struct pack_key line_keys[] = {
    {"language", PACK_WORD, true, 0, IN(voice_line, language), "In texts of that language.",
     .words = LANGUAGES},
    {"text", PACK_TEXT, true, TEXT_MOST, IN(voice_line, text),
     "The words, with placeholders as texts have them."},
    {0},
};

static const struct pack_key address_keys[] = {
    {"language", PACK_WORD, true, 0, IN(voice_line, language), "In texts of that language.",
     .words = LANGUAGES},
    {"use", PACK_WORD, true, 0, IN(voice_line, text),
     "The form of address: du, or ni (in Norwegian De).", .words = "du ni"},
    {0},
};

static const struct pack_key length_keys[] = {
    {"channels", PACK_BITS, true, 0, IN(voice_length, channels), "The ways that carry the text.",
     .field = RULE_FIELD_channel},
    {"characters", PACK_COUNT, true, 1000000, IN(voice_length, most),
     "The most characters of a text that goes by one of them."},
    {0},
};

static const struct pack_key voice_keys[] = {
    {"forbidden", PACK_LIST, false, 0, IN(voice, forbidden), "Words that are not to be used.",
     .members = word_keys, .size = sizeof(struct voice_word), COUNTED(voice, forbidden_count),
     .one = N_("Forbidden word")},
    {"preferred", PACK_LIST, false, 0, IN(voice, preferred),
     "Words for which there is a better one, named by instead.", .members = word_keys,
     .size = sizeof(struct voice_word), COUNTED(voice, preferred_count),
     .one = N_("Preferred word")},
    {"greetings", PACK_LIST, false, 0, IN(voice, greetings),
     "Letters begin with one of those of their language.", .members = line_keys,
     .size = sizeof(struct voice_line), COUNTED(voice, greeting_count), .one = N_("Greeting")},
    {"signatures", PACK_LIST, false, 0, IN(voice, signatures),
     "Letters end with one of those of their language.", .members = line_keys,
     .size = sizeof(struct voice_line), COUNTED(voice, signature_count), .one = N_("Signature")},
    {"address", PACK_LIST, false, 0, IN(voice, addresses), "How readers are addressed.",
     .members = address_keys, .size = sizeof(struct voice_line), COUNTED(voice, address_count),
     .one = N_("Form of address")},
    {"longest", PACK_LIST, false, 0, IN(voice, lengths), "How long texts may be.",
     .members = length_keys, .size = sizeof(struct voice_length), COUNTED(voice, length_count),
     .one = N_("Greatest length")},
    {0},
};

const struct pack_key pack_keys[] = {
    {PACK_KEY, PACK_FORMAT, true, 0, 0, "Says that this is a pack, and the version: 1."},
    {"id", PACK_ID, true, ID_MOST, IN(pack, id), "The pack's name; unique among all packs."},
    {"title", PACK_WORDS, true, LINE_MOST, IN(pack, title), "What people call it."},
    {"market", PACK_WORD, false, 0, IN(pack, market),
     "For journeys of that market; EU is for SE, DK, FI and DE. Without it for all. Write "
     "\"NO\" in quotes: other readers of YAML take it for a denial.",
     .words = "SE NO DK FI DE GB EU US"},
    {"sector", PACK_WORD, false, 0, IN(pack, sector), "For that trade. Without it for all.",
     .words = "electricity telecom retail services wholesale charity insurance water housing "
              "parking media other"},
    {"version", PACK_LINE, true, LINE_MOST, IN(pack, version),
     "Which one this is, for those who compare audits."},
    {"reviewed_on", PACK_DAY, false, 0, IN(pack, reviewed_on),
     "The day its sources were last read. A pack with anything but policy must have it."},
    {"expires_on", PACK_DAY, false, 0, IN(pack, expires_on),
     "The last day on which they are trusted; after it audits say so. It goes with reviewed_on."},
    {"facts", PACK_LIST, false, 0, IN(pack, facts), "What rules rest on.",
     .members = pack_fact_keys, .size = sizeof(struct source_fact), COUNTED(pack, fact_count),
     .one = N_("Fact")},
    {"rates", PACK_LIST, false, 0, IN(pack, rates), "Amounts and percentages that law sets.",
     .members = pack_rate_keys, .size = sizeof(struct rate), COUNTED(pack, rate_count),
     .one = N_("Rate")},
    {"rules", PACK_LIST, false, 0, IN(pack, rules), "What is asked.", .members = pack_rule_keys,
     .size = sizeof(struct rule), COUNTED(pack, rule_count), .apart = true, .one = N_("Rule")},
    {"voice", PACK_MAPPING, false, 0, IN(pack, voice),
     "A company's own voice; the rules GEN-VOICE-03 and on hold texts against it.",
     .members = voice_keys, .size = sizeof(struct voice), .one = N_("Voice")},
    {0},
};
