/* Every fact, as the map tells it. */
#include "tests/audit/audit_helper.h"

#include "base/mem.h"
#include "rules/voice.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>

static struct scene scene;

static int start(void **state)
{
  (void)state;
  scene_start(&scene, plain_journey);
  return 0;
}

static int end(void **state)
{
  (void)state;
  scene_end(&scene);
  return 0;
}

/* Changes the plain journey. */
static void change(const char *after, const char *from, const char *to)
{
  char *text = changed(plain_journey, after, from, to);
  scene_change(&scene, text);
  free(text);
}

static void test_journey(void **state)
{
  (void)state;
  assert_fact(&scene, NULL, "jur", "SE");
  assert_fact(&scene, NULL, "aud", "consumers");
  assert_fact(&scene, NULL, "currency", "SEK");
  assert_fact(&scene, NULL, "sector", "unknown");
  assert_fact(&scene, NULL, "due_notice_days", "30");
  assert_fact(&scene, NULL, "steps_total", "2");
  assert_fact(&scene, NULL, "cost_total", "60");
  assert_fact(&scene, NULL, "decision", "no");
  assert_fact(&scene, NULL, "fee_agreed", "unknown");
  assert_fact(&scene, NULL, "stop_on",
              "payment, a credit note, cancellation, a dispute, an agreed payment plan, "
              "insolvency, a death, a write-off, a hand-over, hardship");
  assert_fact(&scene, NULL, "voice_given", "no");
}

static void test_kinds(void **state)
{
  (void)state;
  assert_fact(&scene, "bill", "kind", "an invoice");
  assert_fact(&scene, "first", "kind", "a reminder");
  assert_fact(&scene, "second", "kind", "a reminder");
  assert_fact(&scene, "claim", "kind", "a claim");
  assert_fact(&scene, "over", "kind", "a hand-over to collection");
  assert_fact(&scene, "signs-up", "kind", "unknown");
  change("id: first", "offset_days: 7", "offset_days: -3");
  assert_fact(&scene, "first", "kind", "a note before the due date");
}

/* What a message that claims is depends on the market and on what went before. */
static void test_kinds_of_markets(void **state)
{
  (void)state;
  static const struct {
    const char *market, *kind;
  } markets[] = {
      {"\"NO\"", "a warning of collection"},
      {"DK", "a warning of collection"},
      {"FI", "a demand for payment"},
      {"DE", "a claim"},
  };
  for (size_t i = 0; i < sizeof markets / sizeof markets[0]; i++) {
    char market[32];
    snprintf(market, sizeof market, "market: %s", markets[i].market);
    change(NULL, "market: SE", market);
    assert_fact(&scene, "claim", "kind", markets[i].kind);
  }
  char *one = changed(plain_journey, NULL, "market: SE", "market: \"NO\"");
  char *two = changed(one, "id: second", "offset_days: 21, roll: none}, step: {",
                      "offset_days: 21, roll: none}, step: {announces: hand-over, ");
  char *three = changed(two, "id: claim", "announces: hand-over", "announces: nothing");
  scene_change(&scene, three);
  assert_fact(&scene, "second", "kind", "a warning of collection");
  assert_fact(&scene, "claim", "kind", "a demand for payment");
  free(one);
  free(two);
  free(three);
}

static void test_days(void **state)
{
  (void)state;
  assert_fact(&scene, "bill", "day", "-30");
  assert_fact(&scene, "first", "day", "7");
  assert_fact(&scene, "claim", "day", "35");
  assert_fact(&scene, "over", "day", "56");
  change("id: first", "anchor: due", "anchor: issued");
  assert_fact(&scene, "first", "day", "-23");
  change("id: first", "anchor: due", "anchor: payment");
  assert_fact(&scene, "first", "day", "unknown");
  assert_fact(&scene, "first", "gap", "unknown");
  change("id: first", "anchor: due", "anchor: end-of-month"); /* 30 November, due 2 December */
  assert_fact(&scene, "first", "day", "5");
  change("id: first", "offset_days: 7", "days: business, offset_days: 5"); /* one week */
  assert_fact(&scene, "first", "day", "7");
  change("id: first", "anchor: due", "anchor: previous"); /* the bill */
  assert_fact(&scene, "first", "day", "-23");
}

/* Steps that count from each other have no day, and end no audit. */
static void test_circle(void **state)
{
  (void)state;
  char *one = changed(plain_journey, "id: first", "anchor: due", "after: second, anchor: previous");
  char *two = changed(one, "id: second", "anchor: due", "after: first, anchor: previous");
  scene_change(&scene, two);
  assert_fact(&scene, "second", "day", "unknown");
  free(one);
  free(two);
}

static void test_sequence(void **state)
{
  (void)state;
  assert_fact(&scene, "bill", "gap", "unknown");
  assert_fact(&scene, "first", "gap", "37");
  assert_fact(&scene, "first", "deadline_prev", "30"); /* the invoice's due date */
  assert_fact(&scene, "second", "gap", "14");
  assert_fact(&scene, "second", "deadline_prev", "8");
  assert_fact(&scene, "second", "seq", "2");
  assert_fact(&scene, "claim", "seq", "1");
  assert_fact(&scene, "claim", "reminders_before", "2");
  assert_fact(&scene, "claim", "claim_count", "1");
  assert_fact(&scene, "over", "gap", "21");
  assert_fact(&scene, "over", "deadline_prev", "12");
  assert_fact(&scene, "first", "fee_seq", "0");
  assert_fact(&scene, "second", "fee_seq", "1");
  assert_fact(&scene, "second", "fee_gap", "unknown");
  assert_fact(&scene, "first", "next_kind", "a reminder, a claim, a hand-over to collection");
  assert_fact(&scene, "over", "next_kind", "nothing");
  assert_fact(&scene, "first", "claim_next", "yes");
  assert_fact(&scene, "over", "claim_next", "no");
  assert_fact(&scene, "first", "first_mahnung", "yes");
  assert_fact(&scene, "second", "first_mahnung", "no");
}

/* A step that is repeated is all its sendings. */
static void test_repeats(void **state)
{
  (void)state;
  change("id: second", "roll: none}", "roll: none, repeat_every_days: 3, repeat_times: 4}");
  assert_fact(&scene, NULL, "steps_total", "6");
  assert_fact(&scene, "second", "gap", "3");
  assert_fact(&scene, "second", "deadline_prev", "10");
  assert_fact(&scene, "second", "seq", "2");
  assert_fact(&scene, "second", "fee_seq", "5");
  assert_fact(&scene, "second", "fee_gap", "3");
  assert_fact(&scene, "claim", "reminders_before", "6"); /* all before its day */
  assert_fact(&scene, NULL, "cost_total", "300");
}

/* What goes to one segment is no reminder of the others. */
static void test_segments(void **state)
{
  (void)state;
  char *one = changed(plain_journey, NULL, "stages:",
                      "segments:\n  - {id: new, title: new ones}\n  - {id: old, title: old ones}\n"
                      "stages:");
  char *two = changed(one, "id: first", "anchor: due", "segment: new, anchor: due");
  char *three = changed(two, "id: second", "anchor: due", "segment: old, anchor: due");
  scene_change(&scene, three);
  assert_fact(&scene, "second", "seq", "1");
  assert_fact(&scene, "second", "gap", "51");
  /* The claim follows the second, and goes to those that got it. */
  assert_fact(&scene, "claim", "reminders_before", "1");
  assert_fact(&scene, "first", "next_kind", "nothing");
  free(one);
  free(two);
  free(three);
}

static void test_money(void **state)
{
  (void)state;
  struct pack *pack = pack_make("SE", "SE");
  pack_rate(pack, "SE.reminder_fee", 6000, "reminder", "2013-03-16", NULL);
  pack_rate(pack, "SE.claim_fee", 18000, "claim", "2013-03-16", "2026-12-31");
  scene_pack(&scene, pack);
  assert_fact(&scene, "first", "fee", "0");
  assert_fact(&scene, "second", "fee", "60");
  assert_fact(&scene, "second", "fee_rate", "60");
  assert_fact(&scene, "second", "rate_found", "yes");
  assert_fact(&scene, "claim", "rate_found", "no"); /* it falls into January */
  assert_fact(&scene, "claim", "fee_rate", "unknown");
  assert_fact(&scene, "over", "rate_found", "unknown"); /* no law bounds it */
  change("id: second", "kind: fixed, amount: 6000", "kind: legal-maximum");
  assert_fact(&scene, "second", "fee", "60");
  change("id: second", "kind: fixed, amount: 6000", "kind: percent, rate: 100");
  assert_fact(&scene, "second", "fee", "unknown");
  assert_fact(&scene, NULL, "cost_total", "unknown");
  assert_fact(&scene, "second", "rate_over_ref", "0");
  change("id: second", "fee: {", "interest: {kind: reference-plus, rate: 800}, fee: {");
  assert_fact(&scene, "second", "rate_over_ref", "8");
  change("id: second", "fee: {", "interest: {kind: fixed, rate: 800}, fee: {");
  assert_fact(&scene, "second", "rate_over_ref", "unknown");
}

static void test_deadlines_and_hours(void **state)
{
  (void)state;
  assert_fact(&scene, "bill", "deadline", "30");
  assert_fact(&scene, "first", "deadline", "8");
  assert_fact(&scene, "first", "deadline_bankdays", "5");
  assert_fact(&scene, "over", "deadline", "unknown");
  assert_fact(&scene, "first", "hour", "20");
  assert_fact(&scene, "first", "hour_first", "8");
  assert_fact(&scene, "first", "weekday",
              "Monday, Tuesday, Wednesday, Thursday, Friday, Saturday, Sunday");
  change("id: first", "channels: [email]", "channels: [letter]");
  assert_fact(&scene, "first", "deadline_bankdays", "unknown");
}

static void test_people(void **state)
{
  (void)state;
  assert_fact(&scene, "first", "sender", "your own company");
  assert_fact(&scene, "first", "disputed", "no");
  assert_fact(&scene, "first", "autopay", "no");
  change("id: claim", "initiator: company", "initiator: agency");
  assert_fact(&scene, "claim", "sender", "a collector");
  change(NULL, "stages:", "pause: {dispute: none}\nstages:");
  assert_fact(&scene, "first", "disputed", "yes");
  change("id: bill", "channels: [email]", "channels: [email, direct-debit]");
  assert_fact(&scene, "first", "autopay", "yes");
}

static void test_texts(void **state)
{
  (void)state;
  assert_fact(&scene, "bill", "content",
              "the amount, the due date, how to pay, the payment reference, the customer's name");
  assert_fact(&scene, "second", "mentions", "a claim");
  assert_fact(&scene, "second", "tone", "2");
  assert_fact(&scene, "bill", "tone", "0");
  assert_fact(&scene, "second", "tone_step", "1");
  assert_fact(&scene, "claim", "tone_step", "2");
  assert_fact(&scene, "first", "tone_most", "2");
  assert_fact(&scene, "first", "tone_expected", "1");
  assert_fact(&scene, "second", "tone_expected", "2");
  assert_fact(&scene, "claim", "tone_least", "4");
  assert_fact(&scene, "second", "address", "du");
  assert_fact(&scene, "first", "address", "none");
  assert_fact(&scene, NULL, "address_mixed", "no");
  assert_fact(&scene, "first", "personal_name", "yes");
  assert_fact(&scene, "first", "fallback", "yes");
  assert_fact(&scene, "first", "promo", "no");
  assert_fact(&scene, "first", "language_missing", "no");
  assert_fact(&scene, "first", "same_to_all", "no");
  assert_fact(&scene, "claim", "announced_unplanned", "nothing");
  change("id: first", "Det är", "Hos er är det, och");
  assert_fact(&scene, NULL, "address_mixed", "yes");
  change(NULL, "languages: [sv]", "languages: [sv, en]");
  assert_fact(&scene, "first", "language_missing", "yes");
  change("id: first", "{first_name}", "{company}");
  assert_fact(&scene, "first", "fallback", "no");
}

/* A text in a language without lexicon is not read, and nothing of it is known. */
static void test_unread(void **state)
{
  (void)state;
  scene.input.lexicons[LANGUAGE_SV] = NULL;
  assert_fact(&scene, "bill", "content", "unknown");
  assert_fact(&scene, "bill", "tone", "unknown");
  assert_fact(&scene, "bill", "promo", "unknown");
  assert_fact(&scene, "bill", "announced_unplanned", "unknown");
  assert_fact(&scene, NULL, "address_mixed", "unknown");
  assert_fact(&scene, "bill", "fallback", "yes");
}

static void test_offers(void **state)
{
  (void)state;
  change("id: bill", "{payment_ref}.", "{payment_ref}. Rabatt nästa gång!");
  assert_fact(&scene, "bill", "promo", "yes");
  assert_fact(&scene, "bill", "promo_pos", "after the facts of the payment");
  change("id: bill", "Betala", "Rabatt! Betala");
  assert_fact(&scene, "bill", "promo_pos", "before the facts of the payment");
  /* What stands beside the reminder is sent with it. */
  change("id: first-text", "}]}",
         "}]}, {id: beside, purpose: sales-strengthening, place: attachment, variants: [{language: "
         "sv, body: Köp mer}]}");
  assert_fact(&scene, "first", "promo", "yes");
  assert_fact(&scene, "first", "promo_pos", "after the facts of the payment");
  change("id: first-text", "}]}",
         "}]}, {id: beside, purpose: sales-strengthening, place: envelope, variants: [{language: "
         "sv, body: Köp mer}]}");
  assert_fact(&scene, "first", "promo_pos", "before the facts of the payment");
  assert_fact(&scene, "first", "envelope", "none");
  /* What stands in the portal is not in the letter. */
  change("id: first-text", "}]}",
         "}]}, {id: beside, purpose: sales-strengthening, place: portal, variants: [{language: "
         "sv, body: Köp mer}]}");
  assert_fact(&scene, "first", "promo", "no");
  /* Where nothing is to be paid there is nothing to stand before. */
  change("id: over-text", "Ärendet", "Rabatt! Ärendet");
  assert_fact(&scene, "over", "promo", "yes");
  assert_fact(&scene, "over", "promo_pos", "after the facts of the payment");
}

/* Who hands over says so, and announces nothing by it. */
static void test_mentions_of_itself(void **state)
{
  (void)state;
  change("id: over-text", "hos vår partner", "hos vår partner, till inkassobolaget, till domstol");
  assert_fact(&scene, "over", "mentions", "legal action");
  assert_fact(&scene, "over", "announced_unplanned", "legal action");
}

/* What else a text tells. */
static void test_more_of_texts(void **state)
{
  (void)state;
  assert_fact(&scene, "first", "survey", "no");
  assert_fact(&scene, "first", "optout", "no");
  assert_fact(&scene, "first", "plan_offer", "no");
  change("id: first-text", "Det är",
         "Vad tycker du? Avregistrera dig. Vi kan dela upp det. Det är");
  assert_fact(&scene, "first", "survey", "yes");
  assert_fact(&scene, "first", "optout", "yes");
  assert_fact(&scene, "first", "plan_offer", "yes");
  /* Too short for a number; then one that can be trusted, hard and easy. */
  assert_fact(&scene, "first", "lix", "unknown");
  assert_fact(&scene, "first", "reading_ok", "unknown");
  struct str body = {0};
  for (int i = 0; i < 6; i++)
    str_add(&body, "Vi ser att du har en sak att se på här nu då. ");
  change("id: first-text", "Det är", str_text(&body));
  assert_fact(&scene, "first", "reading_ok", "yes");
  str_cut(&body, 0);
  for (int i = 0; i < 6; i++)
    str_add(&body, "Betalningsskyldigheten kvarstår oförändrad enligt gällande överenskommelse "
                   "rörande fakturering beträffande ifrågavarande leveransåtagande. ");
  change("id: first-text", "Det är", str_text(&body));
  assert_fact(&scene, "first", "reading_ok", "no");
  str_clear(&body);
  /* The claim is told as the customer reads it: the placeholders are filled. */
  change("id: over-text", "Ärendet ligger nu hos vår partner.", "Åh {due_date}");
  assert_fact(&scene, "over", "characters", "18"); /* with "3 december 2026" or its like */
}

static void test_sms(void **state)
{
  (void)state;
  assert_fact(&scene, "first", "sms_parts", "unknown");
  char *one = changed(plain_journey, "id: first,", "channels: [email]", "channels: [sms]");
  struct str sms = {0};
  str_add(&sms, "Faktura, sms: ");
  for (int i = 0; i < 20; i++)
    str_add(&sms, "tio tecken ");
  str_add(&sms, "slut,");
  char *two = changed(one, "id: first-text", "Faktura,", str_text(&sms));
  scene_change(&scene, two);
  assert_fact(&scene, "first", "sms_parts", "2");
  assert_fact(&scene, "first", "channel", "SMS");
  str_clear(&sms);
  free(one);
  free(two);
}

/* What is well in the languages that are read says nothing of the one that is not. */
static void test_partly_unread(void **state)
{
  (void)state;
  const char *finnish = "}, {language: fi, body: Hei}]}";
  scene_change(&scene, plain_journey);
  assert_fact(&scene, "second", "tone_languages", "0");
  char *first = changed(plain_journey, "id: first-text", "}]}", finnish);
  scene_change(&scene, first);
  assert_fact(&scene, "first", "tone_languages", "unknown");
  assert_fact(&scene, "first", "tone", "unknown");
  assert_fact(&scene, "first", "lix", "unknown");
  assert_fact(&scene, "second", "tone_step", "unknown");
  assert_fact(&scene, "second", "tone_languages", "0");
  assert_fact(&scene, NULL, "address_mixed", "unknown");
  free(first);
  /* What is wrong in what is read stays wrong. */
  char *claim = changed(plain_journey, "id: claim-text", "}]}", finnish);
  scene_change(&scene, claim);
  assert_fact(&scene, "claim", "tone_step", "2");
  free(claim);
  change("id: first-text", "}]}",
         "}, {language: en, body: Shame on you. Not received.}, {language: fi, body: Hei}]}");
  assert_fact(&scene, "first", "tone_languages", "4");
  /* Nor does one language say how the others sound. */
  scene.input.language = "sv";
  scene_change(&scene, plain_journey);
  assert_fact(&scene, "first", "tone_languages", "0");
  change("id: first-text", "}]}", "}, {language: en, body: Shame on you. Not received.}]}");
  assert_fact(&scene, "first", "tone_languages", "unknown");
  assert_fact(&scene, "second", "tone_step", "1");
}

static void test_languages_and_segments(void **state)
{
  (void)state;
  change("id: first-text", "}]}", "}, {language: en, body: Shame on you. Not received.}]}");
  assert_fact(&scene, "first", "tone_languages", "4");
  assert_fact(&scene, "first", "tone", "5");
  char *one =
      changed(plain_journey, NULL, "stages:", "segments:\n  - {id: new, title: new ones}\nstages:");
  scene_change(&scene, one);
  assert_fact(&scene, "first", "same_to_all", "yes");
  char *two = changed(one, "id: first-text", "{language: sv",
                      "{language: sv, segment: new, body: Hej}, {language: sv");
  scene_change(&scene, two);
  assert_fact(&scene, "first", "same_to_all", "no");
  free(one);
  free(two);
}

/* What can be read from outside. */
static void test_envelope(void **state)
{
  (void)state;
  assert_fact(&scene, "first", "envelope", "none");
  change("id: first-text", "}]}",
         "}]}, {id: outside, purpose: service-highlighting, place: envelope, variants: [{language: "
         "sv, body: \"Vi har inte fått {amount_due}. Inkassokrav\"}]}");
  assert_fact(&scene, "first", "envelope",
              "that it is about a debt, the amount, words of collection");
  /* It is not in the letter. */
  change("id: second-text", "}]}",
         "}]}, {id: outside, purpose: service-highlighting, place: envelope, variants: [{language: "
         "sv, body: \"{payment_ref}\"}]}");
  assert_fact(&scene, "second", "content", "the amount, the due date, the last day to pay");
  change("id: second-text", "}]}",
         "}]}, {id: inside, purpose: service-highlighting, place: back, variants: [{language: "
         "sv, body: \"{payment_ref}\"}]}");
  assert_fact(&scene, "second", "content",
              "the amount, the due date, the payment reference, the last day to pay");
}

static void test_decision(void **state)
{
  (void)state;
  change(NULL, "stages:",
         "decisions:\n  - {id: d, text: One reminder will do, touchpoint: first}\nstages:");
  assert_fact(&scene, NULL, "decision", "yes");
  change(NULL,
         "stages:", "decisions:\n  - {id: d, text: Something else, touchpoint: bill}\nstages:");
  assert_fact(&scene, NULL, "decision", "no");
}

/* A company's own words. */
static void test_voice(void **state)
{
  (void)state;
  struct pack *pack = pack_make("ours", NULL);
  pack->own = true;
  pack->voice = mem_new(1, sizeof *pack->voice);
  pack->voice->forbidden = mem_new(1, sizeof *pack->voice->forbidden);
  pack->voice->forbidden[0].word = mem_copy_text("glömma");
  pack->voice->forbidden_count = 1;
  scene_pack(&scene, pack);
  assert_fact(&scene, NULL, "voice_given", "yes");
  assert_fact(&scene, "first", "voice", "a word that your voice does not use");
  assert_fact(&scene, "second", "voice", "nothing");
}

static void test_map(void **state)
{
  (void)state;
  assert_fact(&scene, "signs-up", "stage", "sale");
  assert_fact(&scene, "signs-up", "owner", "no");
  assert_fact(&scene, "signs-up", "covered", "unknown");
  assert_fact(&scene, "signs-up", "reviewed", "unknown");
  assert_fact(&scene, "signs-up", "evidence", "unknown");
  assert_fact(&scene, "signs-up", "moment_of_truth", "no");
  assert_fact(&scene, "signs-up", "dead_end", "no"); /* nothing is connected: the order holds */
  assert_fact(&scene, "signs-up", "handover_without_system", "no");
  char *one = changed(plain_journey, "id: signs-up", "initiator",
                      "owner: {department: sales}, covered: \"no\", evidence: assumed, "
                      "moment_of_truth: true, review_by: \"2026-11-01\", initiator");
  char *two = changed(one, "id: bill", "initiator", "owner: {department: finance}, initiator");
  char *three = changed(two, NULL, "touchpoints:",
                        "edges:\n  - {from: bill, to: first, kind: next}\n"
                        "  - {from: first, kind: exit}\n"
                        "  - {from: signs-up, to: bill, kind: next}\ntouchpoints:");
  scene_change(&scene, three);
  assert_fact(&scene, "signs-up", "owner", "yes");
  assert_fact(&scene, "signs-up", "covered", "no");
  assert_fact(&scene, "signs-up", "evidence", "assumed");
  assert_fact(&scene, "signs-up", "moment_of_truth", "yes");
  assert_fact(&scene, "signs-up", "reviewed", "no");
  assert_fact(&scene, "signs-up", "dead_end", "no");
  assert_fact(&scene, "first", "dead_end", "no");
  assert_fact(&scene, "second", "dead_end", "yes");
  assert_fact(&scene, "over", "dead_end", "no"); /* the end of the map */
  assert_fact(&scene, "signs-up", "handover_without_system", "yes");
  free(one);
  free(two);
  free(three);
}

/* A plan does not carry what only the map knows. */
static void test_bare_plan(void **state)
{
  (void)state;
  scene.input.bare_plan = true;
  assert_fact(&scene, NULL, "decision", "unknown");
  assert_fact(&scene, "first", "covered", "unknown");
  assert_fact(&scene, "first", "dead_end", "unknown");
  assert_fact(&scene, "first", "moment_of_truth", "unknown");
  assert_fact(&scene, "first", "owner", "no");
  assert_fact(&scene, "over", "next_kind", "unknown"); /* what sends nothing is in no plan */
  assert_fact(&scene, "first", "next_kind", "a reminder, a claim, a hand-over to collection");
}

static void test_statements(void **state)
{
  (void)state;
  char *text = changed(plain_journey, NULL, "stages:",
                       "declarations:\n"
                       "  - {field: fee_agreed, value: \"yes\"}\n"
                       "  - {field: late_comp, value: \"450\", touchpoint: second}\n"
                       "  - {field: consent, value: soft optin}\n"
                       "  - {field: kind, value: plan, touchpoint: over}\n"
                       "  - {field: tone, value: \"1\", touchpoint: over}\n"
                       "  - {field: licence, value: maybe}\n"
                       "  - {field: kind, value: claim}\n"
                       "  - {field: licences, value: \"yes\"}\n"
                       "stages:");
  scene_change(&scene, text);
  free(text);
  assert_fact(&scene, NULL, "fee_agreed", "yes");
  assert_fact(&scene, "second", "fee_agreed", "yes");
  assert_fact(&scene, "second", "late_comp", "450");
  assert_fact(&scene, "first", "late_comp", "unknown");
  assert_fact(&scene, "first", "consent",
              "an existing customer's consent, consent given beforehand");
  assert_fact(&scene, "over", "kind", "a payment plan");
  assert_fact(&scene, "claim", "next_kind", "a payment plan");
  scene_audit(&scene);
  assert_int_equal(scene.audit->unfit_count, 4);
  static const char *const words[] = {"tone", "maybe", "touchpoint", "licences"};
  for (size_t i = 0; i < 4; i++)
    if (strstr(scene.audit->unfit[i].text, words[i]) == NULL)
      fail_msg("'%s' does not say '%s'", scene.audit->unfit[i].text, words[i]);
}

/* The same words at two steps are read once; in another language they are read again. */
static void test_same_words(void **state)
{
  (void)state;
  scene_change(
      &scene,
      HEAD STAGES "touchpoints:\n" STEP("one", "remind", "reminder", "due", "7", "",
                                        TEXT("one-text", "reminder", "Inte fått. Shame on you!"))
          STEP("two", "remind", "reminder", "due", "14", "",
               TEXT("two-text", "reminder", "Inte fått. Shame on you!"))
              STEP("three", "remind", "reminder", "due", "21", "",
                   "{id: three-text, purpose: reminder, place: body, variants: [{language: en, "
                   "body: \"Inte fått. Shame on you!\"}]}"));
  scene_audit(&scene);
  const struct text_read *texts = scene.audit->texts; /* subject and body, twice; one body */
  assert_int_equal(scene.audit->text_count, 5);
  assert_false(texts[0].again || texts[1].again || texts[4].again);
  assert_true(texts[2].again && texts[3].again);
  assert_int_equal(texts[3].reading.count, 1);
  assert_int_equal(texts[3].reading.marks[0].signal, SIGNAL_OVERDUE);
  assert_int_equal(texts[3].reading.tone, texts[1].reading.tone);
  assert_ptr_equal(texts[3].place.message, map_find(scene.map, ENTITY_message, "two-text"));
  assert_int_equal(texts[4].reading.count, 1);
  assert_int_equal(texts[4].reading.marks[0].signal, SIGNAL_SHAME);
}

int main(void)
{
  const struct CMUnitTest tests[] = {
      cmocka_unit_test_setup_teardown(test_journey, start, end),
      cmocka_unit_test_setup_teardown(test_kinds, start, end),
      cmocka_unit_test_setup_teardown(test_kinds_of_markets, start, end),
      cmocka_unit_test_setup_teardown(test_days, start, end),
      cmocka_unit_test_setup_teardown(test_circle, start, end),
      cmocka_unit_test_setup_teardown(test_sequence, start, end),
      cmocka_unit_test_setup_teardown(test_repeats, start, end),
      cmocka_unit_test_setup_teardown(test_segments, start, end),
      cmocka_unit_test_setup_teardown(test_money, start, end),
      cmocka_unit_test_setup_teardown(test_deadlines_and_hours, start, end),
      cmocka_unit_test_setup_teardown(test_people, start, end),
      cmocka_unit_test_setup_teardown(test_texts, start, end),
      cmocka_unit_test_setup_teardown(test_same_words, start, end),
      cmocka_unit_test_setup_teardown(test_unread, start, end),
      cmocka_unit_test_setup_teardown(test_partly_unread, start, end),
      cmocka_unit_test_setup_teardown(test_offers, start, end),
      cmocka_unit_test_setup_teardown(test_mentions_of_itself, start, end),
      cmocka_unit_test_setup_teardown(test_more_of_texts, start, end),
      cmocka_unit_test_setup_teardown(test_sms, start, end),
      cmocka_unit_test_setup_teardown(test_languages_and_segments, start, end),
      cmocka_unit_test_setup_teardown(test_envelope, start, end),
      cmocka_unit_test_setup_teardown(test_decision, start, end),
      cmocka_unit_test_setup_teardown(test_voice, start, end),
      cmocka_unit_test_setup_teardown(test_map, start, end),
      cmocka_unit_test_setup_teardown(test_bare_plan, start, end),
      cmocka_unit_test_setup_teardown(test_statements, start, end),
  };
  return cmocka_run_group_tests(tests, NULL, NULL);
}
