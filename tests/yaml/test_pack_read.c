/* rules/1: what is read, and what is refused where. */
#include "rules_helper.h"

#include "model/enumeration.h"
#include "rules/voice.h"
#include "yaml/pack_read.h"

#include <setjmp.h>
#include <stdarg.h>
#include <stdlib.h>
#include <string.h>

#include <cmocka.h>

#define HEAD                                                                                       \
  "kundresa_rules: 1\n"                                                                            \
  "id: our\n"                                                                                      \
  "title: Our pack\n"                                                                              \
  "version: \"1\"\n"
#define DAYS                                                                                       \
  "reviewed_on: \"2026-01-01\"\n"                                                                  \
  "expires_on: \"2026-12-31\"\n"
#define RULE                                                                                       \
  "rules:\n"                                                                                       \
  "  - id: OUR-01\n"                                                                               \
  "    severity: warn\n"                                                                           \
  "    scope: step\n"                                                                              \
  "    when: kind = reminder\n"                                                                    \
  "    must: fee <= 30\n"                                                                          \
  "    message: {sv: \"Avgiften {fee} är hög.\", en: \"The fee {fee} is high.\"}\n"              \
  "    remedy: Lower it.\n"                                                                        \
  "    source: the board\n"                                                                        \
  "    confidence: policy\n"

static void a_pack_is_read(void **state)
{
  (void)state;
  struct problems problems = {0};
  struct pack *pack = rules_read(
      HEAD DAYS "market: SE\nsector: telecom\n"
                "facts:\n"
                "  - {id: F1, text: {en: So it is.}, value: 60 SEK, source: \"law § 1\", "
                "confidence: S2}\n"
                "rates:\n"
                "  - {id: OUR.fee, value: \"12.5\", unit: SEK, audience: both, limits: fee,\n"
                "     kinds: [reminder, claim], from: unknown, until: \"2026-02-03\",\n"
                "     confidence: S1, facts: [F1], source: x, note: y}\n" RULE "    facts: [F1]\n"
                "    owner: it\n"
                "    expires_on: \"2026-06-30\"\n"
                "    pending: true\n",
      true, &problems);
  char told[1024];
  if (problems.count > 0)
    print_error("%s\n", error_format(&problems.items[0], told, sizeof told));
  assert_non_null(pack);
  assert_string_equal(pack->id, "our");
  assert_string_equal(pack->title.en, "Our pack");
  assert_string_equal(pack->market, "SE");
  assert_string_equal(pack->sector, "telecom");
  assert_true(pack->own);
  assert_string_equal(pack->file, "pack.yaml");
  assert_int_equal(pack->rule_count, 1);
  const struct rule *rule = pack->rules[0];
  assert_ptr_equal(rule->pack, pack);
  assert_int_equal(rule->severity, SEVERITY_WARN);
  assert_int_equal(rule->scope, RULE_SCOPE_STEP);
  assert_int_equal(rule->confidence, CONFIDENCE_POLICY);
  assert_string_equal(rule->must_text, "fee <= 30");
  assert_int_equal(rule->must.items[0].number, 3000);
  assert_string_equal(rule->message.sv, "Avgiften {fee} är hög.");
  assert_null(rule->message.nb);
  assert_string_equal(rule->remedy.en, "Lower it.");
  assert_string_equal(rule->facts[0], "F1");
  assert_null(rule->facts[1]);
  assert_int_equal(rule->owner, department_it);
  assert_int_equal(rule->reviewed_on, date_make(2026, 1, 1)); /* the pack's */
  assert_int_equal(rule->expires_on, date_make(2026, 6, 30)); /* its own */
  assert_true(rule->pending);
  const struct rate *rate = &pack->rates[0];
  assert_ptr_equal(rate->pack, pack);
  assert_int_equal(rate->value, 1250);
  assert_int_equal(rate->limits, RULE_FIELD_fee);
  assert_int_equal(rate->audience, 3);
  assert_int_equal(rate->kinds, rule_token_bit(RULE_FIELD_kind, "reminder", 8) |
                                    rule_token_bit(RULE_FIELD_kind, "claim", 5));
  assert_int_equal(rate->from, DAY_NOT_SEEN);
  assert_int_equal(rate->until, date_make(2026, 2, 3));
  assert_string_equal(pack->facts[0].value, "60 SEK");
  assert_false(pack_is_expired(pack, date_make(2026, 12, 31)));
  assert_true(pack_is_expired(pack, date_make(2027, 1, 1)));
  pack_free(&pack);
  problems_clear(&problems);
}

static void a_voice_is_read(void **state)
{
  (void)state;
  struct problems problems = {0};
  struct pack *pack =
      rules_read(HEAD "voice:\n"
                      "  forbidden: [{word: räkning, language: sv, reason: Vi säger faktura.}]\n"
                      "  preferred: [{word: e-mail, instead: e-post, exactly: true}]\n"
                      "  greetings: [{language: sv, text: Hej}, {language: nb, text: Hei}]\n"
                      "  signatures: [{language: sv, text: \"Hälsningar\\n{company}\"}]\n"
                      "  address: [{language: sv, use: du}]\n"
                      "  longest: [{channels: [sms, app], characters: 160}]\n",
                 true, &problems);
  assert_non_null(pack);
  const struct voice *voice = pack->voice;
  assert_string_equal(voice->forbidden[0].word, "räkning");
  assert_null(voice->forbidden[0].instead);
  assert_string_equal(voice->preferred[0].instead, "e-post");
  assert_null(voice->preferred[0].language);
  assert_true(voice->preferred[0].exactly);
  assert_false(voice->forbidden[0].exactly);
  assert_int_equal(voice->greeting_count, 2);
  assert_string_equal(voice->greetings[1].text, "Hei");
  assert_string_equal(voice->signatures[0].text, "Hälsningar\n{company}");
  assert_string_equal(voice->addresses[0].text, "du");
  assert_int_equal(voice->lengths[0].most, 160);
  assert_int_equal(voice->lengths[0].channels, rule_token_bit(RULE_FIELD_channel, "sms", 3) |
                                                   rule_token_bit(RULE_FIELD_channel, "app", 3));
  pack_free(&pack);
}

/* What is wrong, and how the report of it begins; several are told by place. */
static const struct {
  const char *text;
  const char *told[4];
} faults[] = {
    {"", {"pack.yaml:1:1: Found an empty file, expected a pack of rules."}},
    {"- a\n", {"pack.yaml:1:1: Found a list, expected a pack of rules. Begin the file with"}},
    {"kundresa_journey: 1\nid: x\n",
     {"pack.yaml:1:1: Found no 'kundresa_rules: 1' first; is this"}},
    {"kundresa_rules: 2\nwhat: x\n",
     {"pack.yaml:1:17: kundresa_rules: found '2', expected 1. A newer"}},
    {"kundresa_rules: 1\n",
     {"pack.yaml:1:1: Pack: the key 'id' is missing.", "pack.yaml:1:1: Pack: the key 'title' is",
      "pack.yaml:1:1: Pack: the key 'version' is missing."}},
    {HEAD "markt: SE\n",
     {"pack.yaml:5:1: Pack our: found the unknown key 'markt'. Did you mean 'market'?"}},
    {HEAD "qwerty: SE\n",
     {"pack.yaml:5:1: Pack our: found the unknown key 'qwerty'. Delete it; kundresa-rules(5)"}},
    {HEAD "market: SW\n",
     {"pack.yaml:5:9: Pack our: market: found 'SW'. It can be: SE NO DK FI DE GB EU US."}},
    {HEAD "sector: telekom\n",
     {"pack.yaml:5:9: Pack our: sector: found 'telekom'. Did you mean 'telecom'?"}},
    {HEAD "id: two\n",
     {"pack.yaml:5:1: Pack our: found 'id' twice; it stands already on line 2. Keep one"}},
    {HEAD "expires_on: soon\n",
     {"pack.yaml:5:13: Pack our: expires_on: found 'soon', expected a day, as"}},
    {HEAD "expires_on: unknown\n",
     {"pack.yaml:5:13: Pack our: expires_on: found 'unknown', expected a day"}},
    {HEAD "expires_on: \"2025-01-01\"\nreviewed_on: \"2026-01-01\"\n",
     {"pack.yaml:5:13: Pack our: it lies before 'reviewed_on'."}},
    {HEAD "rules: none\n",
     {"pack.yaml:5:8: Pack our: rules: found a single value, expected a list of entries"}},
    {HEAD "rules: [x]\n",
     {"pack.yaml:5:9: Pack our: rules: found a single value, expected an entry of keys"}},
    {HEAD "voice: loud\n",
     {"pack.yaml:5:8: Pack our: voice: found a single value, expected keys with values"}},
    {HEAD "rules:\n  - id: R1\n    must: fee < 3\n",
     {"pack.yaml:6:5: Rule R1: the key 'severity' is missing.",
      "pack.yaml:6:5: Rule R1: the key 'scope'", "pack.yaml:6:5: Rule R1: the key 'message'",
      "pack.yaml:6:5: Rule R1: the key 'remedy'"}},
    {HEAD RULE "    severty: info\n",
     {"pack.yaml:15:5: Rule OUR-01: found the unknown key 'severty'. Did you mean 'severity'?"}},
    {HEAD RULE
     "  - {id: OUR-02, severity: bad, scope: text, must: tone < 3, message: x, remedy: y,\n"
     "     source: z, confidence: policy}\n",
     {"pack.yaml:15:28: Rule OUR-02: severity: found 'bad'. It can be: info warn error."}},
    {HEAD RULE
     "  - {id: OUR-01, severity: warn, scope: text, must: tone < 3, message: x, remedy: y,\n"
     "     source: z, confidence: policy}\n",
     {"pack.yaml:15:1: Rule 'OUR-01': this id stands already on line 6. Give one of them another "
      "id."}},
    /* A source that nobody saw does not stop a release. */
    {HEAD DAYS "rules:\n  - {id: R1, severity: error, scope: text, must: tone < 3, message: x,\n"
               "     remedy: y, source: z, confidence: G}\n",
     {"pack.yaml:8:24: Rule R1: a rule whose source nobody has seen (G) may at most warn. Write "
      "warn, or"}},
    /* Law needs to say when it was read. */
    {HEAD "rules:\n  - {id: R1, severity: warn, scope: text, must: tone < 3, message: x,\n"
          "     remedy: y, source: z, confidence: S1}\n",
     {"pack.yaml:1:1: Pack our: the key 'reviewed_on' is missing; a pack that is more than policy",
      "pack.yaml:1:1: Pack our: the key 'expires_on' is missing; a pack that is more than policy"}},
    /* Conditions, with their own columns. */
    {HEAD "rules:\n  - {id: R1, severity: warn, scope: text, must: tone << 3, message: x,\n"
          "     remedy: y, source: z, confidence: policy}\n",
     {"pack.yaml:6:55: Rule R1: must: Found '<', expected a number such as 12.50"}},
    {HEAD "rules:\n  - id: R1\n    severity: warn\n    scope: step\n"
          "    when: \"kind = remindr\"\n    must: fe > 0\n    message: x\n    remedy: y\n"
          "    source: z\n    confidence: policy\n",
     {"pack.yaml:9:19: Rule R1: when: Found 'remindr', which 'kind' cannot be. Did you mean "
      "'reminder'?",
      "pack.yaml:10:11: Rule R1: must: Found 'fe', expected a field. Did you mean 'fee'?"}},
    {HEAD "rules:\n  - id: R1\n    severity: warn\n    scope: step\n    must: tone < 3\n"
          "    message: x\n    remedy: y\n    source: z\n    confidence: policy\n",
     {"pack.yaml:9:11: Rule R1: 'tone' is not known of a whole step. Write scope: text."}},
    {HEAD "rules:\n  - id: R1\n    severity: warn\n    scope: text\n    must: tone < 3\n"
          "    message: \"{feee} is {rate}\"\n    remedy: {de: y}\n    source: z\n"
          "    confidence: policy\n",
     {"pack.yaml:10:14: Rule R1: message: found '{feee}', which is no field. Did you mean 'fee'?",
      "pack.yaml:11:14: Rule R1: remedy: found the unknown language 'de'. There are sv, nb and "
      "en."}},
    {HEAD "rules:\n  - id: R1\n    severity: warn\n    scope: text\n    must: tone < 3\n"
          "    message: {}\n    remedy: {sv: a, sv: b}\n    source: z\n    confidence: policy\n",
     {"pack.yaml:10:14: Rule R1: message: found no text, expected one in sv, nb or en.",
      "pack.yaml:11:21: Rule R1: remedy: found 'sv' twice."}},
    {HEAD "rules:\n  - id: R1\n    severity: warn\n    scope: text\n    must: tone < 3\n"
          "    message: {[a]: b}\n    remedy: [x]\n    source: z\n    confidence: policy\n",
     {"pack.yaml:10:15: Rule R1: message: found a list, expected a key.",
      "pack.yaml:11:13: Rule R1: remedy: found a list, expected a text."}},
    /* Rates. */
    {HEAD DAYS "rates:\n  - {id: A, value: 1.234, unit: SEK, from: \"2026-01-01\", confidence: S1, "
               "source: x}\n",
     {"pack.yaml:8:20: Rate A: value: found '1.234', expected a number, as 12.50."}},
    {HEAD DAYS
     "rates:\n  - {id: A, value: 12, unit: kr, from: \"2026-01-01\", confidence: S1, source: x}\n",
     {"pack.yaml:8:30: Rate A: unit: found 'kr'."}},
    {HEAD DAYS
     "rates:\n  - {id: A, value: 12, unit: SEK, from: \"2026-01-01\", until: \"2025-12-31\",\n"
     "     kinds: [claim], confidence: S1, source: x}\n",
     {"pack.yaml:8:62: Rate A: it ends before it begins.",
      "pack.yaml:9:13: Rate A: 'kinds' says nothing without 'limits'."}},
    {HEAD DAYS
     "rates:\n  - {id: A, value: 12, unit: SEK, from: \"2026-01-01\", confidence: S1, source: x}\n"
     "  - {id: A, value: 13, unit: SEK, from: \"2026-06-01\", confidence: S1, source: x}\n",
     {"pack.yaml:9:1: Rate 'A': it is in force on days on which the one on line 8 is too. Let one "
      "end"}},
    /* Voice. */
    {HEAD "voice:\n  longest: [{channels: [smss], characters: 0}]\n",
     {"pack.yaml:6:25: Greatest length: channels: found 'smss'. Did you mean 'sms'?",
      "pack.yaml:6:44: Greatest length: characters: found '0', expected a whole number that is "
      "more"}},
    {HEAD "voice:\n  forbidden: [{word: \"\"}]\n",
     {"pack.yaml:6:22: Forbidden word: word: found nothing, expected one line of text."}},
    /* What would move the cursor or hide words. */
    {HEAD "sector:\n",
     {"pack.yaml:5:8: Pack our: sector: found nothing, expected one of the known words. Leave the "
      "key out"}},
    {"kundresa_rules: 1\nid: our\ntitle: \"a\xe2\x80\xae b\"\nversion: \"1\"\n",
     {"pack.yaml:3:8: Pack our: title: found a character that cannot be shown."}},
    {"kundresa_rules: 1\nid: 1our\ntitle: x\nversion: \"a\\nb\"\n",
     {"pack.yaml:2:5: Pack: id: found '1our', expected a letter and then",
      "pack.yaml:4:10: Pack: version: found several lines, expected one."}},
    /* What YAML has and packs do not. */
    {HEAD "rules: &a []\n", {"pack.yaml:5:8: Found the anchor '&a'."}},
    {HEAD "a: [\n", {"pack.yaml:5:1: Pack our: found the unknown key 'a'", "pack.yaml:"}},
};

static void faults_are_told_with_their_place(void **state)
{
  (void)state;
  size_t wrong = 0;
  for (size_t i = 0; i < sizeof faults / sizeof faults[0]; i++) {
    struct problems problems = {0};
    struct pack *pack = rules_read(faults[i].text, true, &problems);
    char told[1024] = "";
    size_t expected = 0;
    bool good = pack == NULL;
    for (; expected < 4 && faults[i].told[expected] != NULL; expected++) {
      if (expected < problems.count)
        error_format(&problems.items[expected], told, sizeof told);
      else
        told[0] = '\0';
      if (strncmp(told, faults[i].told[expected], strlen(faults[i].told[expected])) != 0) {
        print_error("found:    %s\nexpected: %s\n", told, faults[i].told[expected]);
        good = false;
      }
    }
    if (problems.count < expected || (problems.count > expected && expected < 4)) {
      print_error("found %zu faults, expected %zu in:\n%s\n", problems.count, expected,
                  faults[i].text);
      good = false;
    }
    wrong += !good;
    pack_free(&pack);
    problems_clear(&problems);
  }
  assert_int_equal(wrong, 0);
}

/* Nothing that is cut off, turned round or torn is taken for a pack or brings the
 * reader down. */
static void damaged_packs_do_no_harm(void **state)
{
  (void)state;
  static const char whole[] = HEAD DAYS RULE
      "voice:\n  forbidden: [{word: räkning}]\n  longest: [{channels: sms, characters: 9}]\n"
      "rates:\n  - {id: A, value: 12, unit: SEK, from: unknown, confidence: S1, source: x}\n";
  struct problems none = {0};
  struct pack *pack = rules_read(whole, true, &none);
  assert_non_null(pack);
  pack_free(&pack);
  for (size_t i = 0; i < sizeof whole - 1; i++)
    for (int turn = 0; turn < 4; turn++) {
      char text[sizeof whole];
      struct problems problems = {0};
      memcpy(text, whole, sizeof whole);
      text[i] = (char)(turn == 0 ? '\0' : turn == 1 ? ':' : turn == 2 ? '[' : text[i] ^ 0x21);
      FILE *in = fmemopen(text, turn == 0 ? i + 1 : sizeof whole - 1, "rb");
      enum status status = pack_read(in, "pack.yaml", true, &pack, &problems, NULL);
      fclose(in);
      assert_true((status == STATUS_OK) == (problems.count == 0));
      assert_true((status == STATUS_OK) == (pack != NULL));
      pack_free(&pack);
      problems_clear(&problems);
    }
}

/* Lists end somewhere, of entries and of words. */
static void long_lists_are_refused(void **state)
{
  (void)state;
  struct str text = {0};
  struct problems problems = {0};
  str_add(&text, HEAD "rules:\n  - id: R1\n    facts: [");
  for (int i = 0; i <= PACK_ITEMS_MOST; i++)
    str_add(&text, "a,");
  str_add(&text, "]\nfacts: [");
  for (int i = 0; i <= PACK_ITEMS_MOST; i++)
    str_addf(&text, "{id: f%d, text: x, source: y, confidence: G},", i);
  str_add(&text, "]\n");
  assert_null(rules_read(str_text(&text), true, &problems));
  size_t told = 0;
  for (size_t i = 0; i < problems.count; i++)
    told += strstr(problems.items[i].text, "found more than 2000 entries.") != NULL;
  assert_int_equal(told, 2);
  problems_clear(&problems);
  str_clear(&text);
}

int main(void)
{
  const struct CMUnitTest tests[] = {
      cmocka_unit_test(a_pack_is_read),
      cmocka_unit_test(a_voice_is_read),
      cmocka_unit_test(faults_are_told_with_their_place),
      cmocka_unit_test(damaged_packs_do_no_harm),
      cmocka_unit_test(long_lists_are_refused),
  };
  return cmocka_run_group_tests(tests, NULL, NULL);
}
