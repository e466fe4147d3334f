/* What breaks a rule is found where it stands, told in words, and no more. */
#include "tests/audit/audit_helper.h"

#include "base/mem.h"
#include "model/record.h"
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

static void change(const char *after, const char *from, const char *to)
{
  char *text = changed(plain_journey, after, from, to);
  scene_change(&scene, text);
  free(text);
}

static void rule(const char *id, enum rule_scope scope, const char *when, const char *must)
{
  struct line line = {id, scope, when, must, SEVERITY_WARN, CONFIDENCE_POLICY, NULL, NULL, false};
  scene_rule(&scene, &line);
}

static const struct finding *only_finding(void)
{
  assert_int_equal(scene.audit->finding_count, 1);
  return &scene.audit->findings[0];
}

/* ---- Where and in which order ---- */

static void test_places(void **state)
{
  (void)state;
  rule("TEXT-WHOLE", RULE_SCOPE_TEXT, "kind = reminder", "content has reference");
  rule("TEXT-SPAN", RULE_SCOPE_TEXT, "kind = claim", "mentions !has handover");
  rule("STEP", RULE_SCOPE_STEP, "kind = claim", "reminders_before >= 3");
  rule("JOURNEY", RULE_SCOPE_JOURNEY, "jur = SE", "steps_total <= 1");
  rule("SPOT", RULE_SCOPE_TOUCHPOINT, "stage = sale", "owner = yes");
  struct line grave = {"Z-GRAVE",   RULE_SCOPE_STEP,          "kind = claim",
                       "day >= 60", SEVERITY_ERROR,           CONFIDENCE_S1,
                       "SE",        "Day {day}, at least 60", false};
  scene_rule(&scene, &grave);
  assert_found(&scene, "JOURNEY\n"
                       "SPOT signs-up\n"
                       "TEXT-WHOLE first sv body\n"
                       "TEXT-WHOLE second sv body\n"
                       "Z-GRAVE claim\n"
                       "STEP claim\n"
                       "TEXT-SPAN claim sv body 1:73\n");
  const struct audit *audit = scene.audit;
  assert_string_equal(finding_text(&audit->findings[4]), "The law says: Day 35, at least 60");
  assert_int_equal(audit->errors, 1);
  assert_int_equal(audit->warnings, 6);
  assert_int_equal(audit->evaluated, 7);
  assert_int_equal(audit->passed, 0);
  /* Found again in the same order, with the same marks. */
  char *before = scene_findings(&scene);
  char mark[17];
  snprintf(mark, sizeof mark, "%s", finding_fingerprint(&audit->findings[3]));
  assert_found(&scene, before);
  assert_string_equal(finding_fingerprint(&scene.audit->findings[3]), mark);
  for (size_t i = 0; i < scene.audit->finding_count; i++)
    for (size_t k = 0; k < i; k++)
      assert_string_not_equal(finding_fingerprint(&scene.audit->findings[i]),
                              finding_fingerprint(&scene.audit->findings[k]));
  free(before);
}

/* What findings say does not depend on which is asked first, nor on how often. */
static void test_told_when_asked(void **state)
{
  (void)state;
  struct line says = {"LIX",
                      RULE_SCOPE_TEXT,
                      "characters >= 1",
                      "characters >= 999",
                      SEVERITY_WARN,
                      CONFIDENCE_POLICY,
                      NULL,
                      "{kind}: {characters} characters, {channel}",
                      false};
  struct line day = {"DAY",       RULE_SCOPE_STEP,     "day >= 1",
                     "day >= 99", SEVERITY_WARN,       CONFIDENCE_POLICY,
                     NULL,        "{kind}: day {day}", false};
  struct line all = {"ALL",         RULE_SCOPE_JOURNEY, "jur = SE", "steps_total <= 1",
                     SEVERITY_WARN, CONFIDENCE_POLICY,  NULL,       "{steps_total} steps",
                     false};
  scene_rule(&scene, &says);
  scene_rule(&scene, &day);
  scene_rule(&scene, &all);
  scene_audit(&scene);
  struct audit *backward = scene.audit, *forward = audit_run(&scene.input);
  size_t count = backward->finding_count;
  assert_in_range(count, 8, 20);
  for (size_t i = count; i > 0; i--) {
    assert_non_null(finding_digest(&backward->findings[i - 1]));
    assert_non_null(finding_text(&backward->findings[i - 1]));
  }
  for (size_t i = 0; i < count; i++) {
    const struct finding *one = &forward->findings[i], *other = &backward->findings[i];
    assert_string_equal(finding_text(one), finding_text(other));
    assert_string_equal(finding_text(one), finding_text(one));
    assert_string_equal(finding_digest(one), finding_digest(other));
    assert_string_equal(finding_fingerprint(one), finding_fingerprint(other));
  }
  assert_string_equal(finding_text(&forward->findings[0]), "kundresa's advice: 2 steps");
  assert_string_equal(finding_text(&forward->findings[count - 1]),
                      "kundresa's advice: a hand-over to collection: 34 characters, e-mail");
  audit_free(&forward);
}

/* The heaviest word of a text that is too hard; the line and column of a person. */
static void test_span_of_tone(void **state)
{
  (void)state;
  rule("TONE", RULE_SCOPE_TEXT, "kind = reminder", "tone <= 4");
  change("id: first", "Hej {first_name}! Det", "Hej {first_name}!\\n\\nÅh, skäms! Det");
  assert_found(&scene, "TONE first sv body 3:5\n");
  const struct finding *finding = only_finding();
  assert_int_equal(finding->place.length, strlen("skäms"));
  assert_memory_equal(finding->place.variant->body + finding->place.start, "skäms",
                      strlen("skäms"));
}

/* What is said of a tone names what makes it: what stands highest on the ladder first,
 * however much the rest weighs, and the same words once. */
static void test_tone_names_its_words(void **state)
{
  (void)state;
  rule("TONE", RULE_SCOPE_TEXT, "kind = reminder", "tone <= 4");
  rule("DAY", RULE_SCOPE_STEP, "kind = reminder & seq = 1", "day >= 100");
  change("id: first", "Hej {first_name}! Det", "Vi har inte fått pengar. Skäms! Skäms! Det");
  assert_found(&scene, "DAY first\nTONE first sv body 1:26\n");
  const char *text = finding_text(&scene.audit->findings[1]);
  const char *named = strstr(text, " What makes it so: \"Skäms\" (");
  assert_non_null(named);
  assert_null(strstr(named + 30, "Skäms"));
  assert_non_null(strstr(named, "\"inte fått\" ("));
  assert_null(strstr(finding_text(&scene.audit->findings[0]), "What makes it so"));
}

/* Broken bytes, joined letters and marks that turn the line round break no place. */
static void test_hostile_text(void **state)
{
  (void)state;
  rule("TONE", RULE_SCOPE_TEXT, "kind = reminder", "tone <= 4");
  struct variant *variant = (struct variant *)map_at(scene.map, ENTITY_variant, 1);
  static const char *const texts[] = {
      "a\xcc\x88\xcc\x88\xcc\x88 \xff\xfe sk\xc3\xa4ms",
      "\xe2\x80\xae\xe2\x80\x8b sk\xc3\xa4ms \xed\xa0\x80",
      "{{{{}{} {first_name} sk\xc3\xa4ms {",
  };
  for (size_t i = 0; i < sizeof texts / sizeof texts[0]; i++) {
    record_put_text(variant, entity_field(ENTITY_variant, "body"), texts[i]);
    scene_audit(&scene);
    const struct finding *finding = only_finding();
    assert_string_equal(finding->place.touchpoint->id, "first");
    assert_memory_equal(texts[i] + finding->place.start, "sk\xc3\xa4ms", strlen("sk\xc3\xa4ms"));
    assert_int_equal(finding->place.line, 1);
    assert_in_range(finding->place.column, 2, (long)strlen(texts[i]));
  }
}

static void test_subject_and_sms(void **state)
{
  (void)state;
  rule("TONE", RULE_SCOPE_TEXT, "kind = reminder", "tone <= 4");
  rule("SMS", RULE_SCOPE_TEXT, "channel = sms", "sms_parts <= 1");
  change("id: first-text", "Faktura,", "Skäms, sms: skäms,");
  /* It is no SMS as long as the step has no such way. */
  assert_found(&scene, "TONE first sv subject 1:1\n");
  char *one = changed(plain_journey, "id: first-text", "body:", "sms: skäms, body:");
  char *two = changed(one, "id: first,", "channels: [email]", "channels: [sms]");
  scene_change(&scene, two);
  assert_found(&scene, "TONE first sv sms 1:1\n");
  free(one);
  free(two);
}

static void test_language_asked_for(void **state)
{
  (void)state;
  rule("TONE", RULE_SCOPE_TEXT, "kind = reminder", "tone <= 4");
  change("id: first-text", "}]}", "}, {language: en-GB, body: Shame on you}]}");
  assert_found(&scene, "TONE first en-GB body 1:1\n");
  scene.input.language = "sv";
  assert_found(&scene, "");
  scene.input.language = "en";
  assert_found(&scene, "TONE first en-GB body 1:1\n");
}

/* A rule of steps that asks what texts tell asks them all together. */
static void test_texts_of_a_step(void **state)
{
  (void)state;
  rule("ALL", RULE_SCOPE_STEP, "kind = reminder", "content has how_to_pay & tone <= 4");
  assert_found(&scene, "ALL second\n");
  change("id: first-text", "}]}", "}, {language: en, body: \"Pay {amount_due}.\"}]}");
  assert_found(&scene, "ALL first\nALL second\n");
  change("id: second-text", "}]}", "}, {language: fi, body: \"Maksa {amount_due}.\"}]}");
  assert_found(&scene, ""); /* one is not read: what all tell is not known */
  assert_int_equal(scene.audit->unevaluated_count, 1);
}

/* Steps that count from each other are audited all the same. */
static void test_circle(void **state)
{
  (void)state;
  rule("TELLS", RULE_SCOPE_STEP, "kind = reminder", "deadline >= 100");
  char *one = changed(plain_journey, "id: first", "anchor: due", "after: second, anchor: previous");
  char *two = changed(one, "id: second", "anchor: due", "after: first, anchor: previous");
  scene_change(&scene, two);
  assert_found(&scene, "TELLS first\nTELLS second\n");
  free(one);
  free(two);
}

/* ---- The sequence ---- */

static void test_tone_of_sequence(void **state)
{
  (void)state;
  rule("STEPS", RULE_SCOPE_STEP, "kind in reminder|claim", "tone_step >= 0 & tone_step <= 1");
  assert_found(&scene, "STEPS claim\n"); /* clear, then formal: two steps at once */
  assert_non_null(strstr(finding_text(only_finding()), "What makes it so: \""));
  change("id: first-text", "Det är lätt att glömma", "Inkassokrav");
  assert_found(&scene, "STEPS first\nSTEPS second\nSTEPS claim\n"); /* up, softer, up */
}

static void test_empty_threat(void **state)
{
  (void)state;
  rule("EMPTY", RULE_SCOPE_TEXT, "kind in reminder|claim",
       "announced_unplanned !has reminder|claim|handover|legal_action|credit_record|cutoff");
  assert_found(&scene, "");
  change("id: first-text", "Det är", "Annars går vi till domstol. Det är");
  assert_found(&scene, ""); /* a claim comes, which may go there */
  change("id: claim-text", "till inkassobolaget", "till domstol");
  assert_found(&scene, "EMPTY claim sv body 1:73\n");
  /* What only the map has, without sending anything, is no empty threat. */
  char *one = changed(plain_journey, "id: claim-text", "till inkassobolaget", "till domstol");
  struct str two = {0};
  str_addf(&two,
           "%s  - {id: court, stage: collect, kind: collections, title: Court, initiator: "
           "company, receiver: authority}\n",
           one);
  scene_change(&scene, str_text(&two));
  assert_found(&scene, "");
  /* Nobody knows that of a plan. */
  scene_change(&scene, one);
  scene.input.bare_plan = true;
  assert_found(&scene, "");
  assert_int_equal(scene.audit->unevaluated_count, 1);
  assert_int_equal(scene.audit->unevaluated[0].field, RULE_FIELD_announced_unplanned);
  str_clear(&two);
  free(one);
  /* The map may say more than the words. */
  scene.input.bare_plan = false;
  change("id: first,", "step: {", "step: {announces: cut-off, ");
  assert_found(&scene, "EMPTY first sv body\n");
}

/* ---- What is not known ---- */

static void test_unknown(void **state)
{
  (void)state;
  struct line agreed = {"AGREED",
                        RULE_SCOPE_STEP,
                        "kind = reminder & fee > 0",
                        "fee_agreed = yes",
                        SEVERITY_ERROR,
                        CONFIDENCE_S1,
                        "SE",
                        NULL,
                        false};
  scene_rule(&scene, &agreed);
  assert_found(&scene, "");
  assert_int_equal(scene.audit->evaluated, 0);
  assert_int_equal(scene.audit->passed, 0);
  assert_int_equal(scene.audit->unevaluated_count, 1);
  assert_string_equal(scene.audit->unevaluated[0].place.touchpoint->id, "second");
  assert_int_equal(scene.audit->unevaluated[0].field, RULE_FIELD_fee_agreed);
  change(NULL, "stages:", "declarations:\n  - {field: fee_agreed, value: \"yes\"}\nstages:");
  assert_found(&scene, "");
  assert_int_equal(scene.audit->passed, 1);
  assert_int_equal(scene.audit->unevaluated_count, 0);
  change(NULL, "stages:", "declarations:\n  - {field: fee_agreed, value: \"no\"}\nstages:");
  assert_found(&scene, "AGREED second\n");
}

static void test_packs(void **state)
{
  (void)state;
  struct line norway = {"NORWAY",
                        RULE_SCOPE_STEP,
                        "kind = reminder",
                        "day >= 100",
                        SEVERITY_ERROR,
                        CONFIDENCE_S2,
                        "NO",
                        NULL,
                        false};
  scene_rule(&scene, &norway);
  rule("HOME", RULE_SCOPE_STEP, "kind = reminder", "day >= 1");
  assert_found(&scene, "");
  assert_int_equal(scene.audit->pack_count, 1);
  assert_string_equal(scene.audit->packs[0]->id, "pack-HOME");
  assert_int_equal(scene.audit->expired_count, 0);
  assert_int_equal(scene.audit->pending_count, 0);
  scene.input.on = date_make(2027, 5, 2);
  scene_audit(&scene);
  assert_int_equal(scene.audit->expired_count, 1);
  /* A law that is not in force yet is listed, and breaks nothing. */
  struct line coming = {.id = "COMING",
                        .scope = RULE_SCOPE_STEP,
                        .when = "kind = reminder",
                        .must = "day >= 100",
                        .severity = SEVERITY_ERROR,
                        .pending = true};
  scene_rule(&scene, &coming);
  assert_found(&scene, "");
  assert_int_equal(scene.audit->pending_count, 1);
  assert_string_equal(scene.audit->pending[0]->id, "COMING");
}

/* ---- Waivers ---- */

static void waive(const char *fingerprint, const char *digest, const char *until)
{
  struct waiver *waiver = record_new(ENTITY_waiver);
  struct error err = {0};
  const char *const values[][2] = {{"rule", "LATE"},
                                   {"fingerprint", fingerprint},
                                   {"digest", digest},
                                   {"until", until},
                                   {"reason", "x"}};
  for (size_t i = 0; i < sizeof values / sizeof values[0]; i++)
    assert_int_equal(
        record_set(waiver, entity_field(ENTITY_waiver, values[i][0]), values[i][1], &err),
        STATUS_OK);
  assert_int_equal(scene.map->sink.put(&scene.map->sink, ENTITY_waiver, waiver, &err), STATUS_OK);
  record_free(ENTITY_waiver, &waiver);
}

static void assert_lapsed(size_t count, int why)
{
  assert_int_equal(scene.audit->lapsed_count, count);
  if (count > 0)
    assert_int_equal(scene.audit->lapsed[0].why, why);
}

static void test_waivers(void **state)
{
  (void)state;
  rule("LATE", RULE_SCOPE_STEP, "kind = claim", "day >= 40");
  assert_found(&scene, "LATE claim\n");
  char fingerprint[17], digest[17];
  snprintf(fingerprint, sizeof fingerprint, "%s", finding_fingerprint(only_finding()));
  snprintf(digest, sizeof digest, "%s", finding_digest(only_finding()));
  waive(fingerprint, digest, "2026-11-02");
  assert_found(&scene, "LATE claim (waived)\n");
  assert_int_equal(scene.audit->waived, 1);
  assert_int_equal(scene.audit->warnings, 0);
  assert_lapsed(0, 0);
  /* The day of the audit is no part of what was judged, but ends it. */
  scene.input.on = date_make(2026, 11, 3);
  assert_found(&scene, "LATE claim\n");
  assert_lapsed(1, LAPSED_DATE);
  scene.input.on = date_make(2026, 11, 2);
  /* Another day of the step is something else. */
  change("id: claim,", "offset_days: 14", "offset_days: 15");
  waive(fingerprint, digest, NULL);
  assert_found(&scene, "LATE claim\n");
  assert_lapsed(1, LAPSED_CHANGED);
  /* Nor another day of what it is counted from. */
  change("id: second,", "offset_days: 21", "offset_days: 22");
  waive(fingerprint, digest, NULL);
  assert_found(&scene, "LATE claim\n");
  assert_lapsed(1, LAPSED_CHANGED);
  /* Another title and owner are nothing. */
  change("id: claim,", "title: claim", "title: Claims, owner: {department: legal}");
  waive(fingerprint, digest, NULL);
  assert_found(&scene, "LATE claim (waived)\n");
  /* What is mended needs no waiver. */
  change("id: claim,", "offset_days: 14", "offset_days: 30");
  waive(fingerprint, digest, NULL);
  assert_found(&scene, "");
  assert_lapsed(1, LAPSED_GONE);
}

/* Of the finding at @id with the rule LATE: whether a waiver that was given for the
 * journey @before holds in @after. */
static bool holds(const char *before, const char *after)
{
  char fingerprint[17], digest[17];
  scene_change(&scene, before);
  scene_audit(&scene);
  snprintf(fingerprint, sizeof fingerprint, "%s", finding_fingerprint(only_finding()));
  snprintf(digest, sizeof digest, "%s", finding_digest(only_finding()));
  scene_change(&scene, after);
  waive(fingerprint, digest, NULL);
  scene_audit(&scene);
  return only_finding()->waiver != NULL;
}

/* A step was judged with those around it: the one that asked for payment before, and those
 * that it is counted from. */
static void test_waivers_and_neighbours(void **state)
{
  (void)state;
  struct str counted = {0}, alone = {0};
  str_addf(&counted, "%s%s", plain_journey,
           STEP("late", "sale", "support", "previous", "5", "",
                TEXT("late-text", "service-highlighting", "Hej.")));
  str_addf(&alone, "%s%s", plain_journey,
           STEP("late", "sale", "support", "due", "60", "",
                TEXT("late-text", "service-highlighting", "Hej.")));
  rule("LATE", RULE_SCOPE_STEP, "kind = notice", "gap >= 500");
  char *parent = changed(str_text(&counted), "id: over,", "offset_days: 21", "offset_days: 22");
  char *before =
      changed(str_text(&alone), "id: claim,", "pay_within_days: 12", "pay_within_days: 11");
  char *far = changed(str_text(&alone), "id: first,", "pay_within_days: 8", "pay_within_days: 9");
  assert_false(holds(str_text(&counted), parent));
  assert_false(holds(str_text(&alone), before));
  assert_true(holds(str_text(&alone), far));
  free(parent);
  free(before);
  free(far);
  str_clear(&counted);
  str_clear(&alone);
}

static void forget_packs(void)
{
  library_free(&scene.library);
  scene.library = library_new();
  scene.input.library = scene.library;
}

/* A waiver of a text lapses with the text, one of a rule with the rule. */
static void test_waivers_of_texts(void **state)
{
  (void)state;
  rule("LATE", RULE_SCOPE_TEXT, "kind = claim", "content has reference");
  assert_found(&scene, "LATE claim sv body\n");
  char fingerprint[17], digest[17];
  snprintf(fingerprint, sizeof fingerprint, "%s", finding_fingerprint(only_finding()));
  snprintf(digest, sizeof digest, "%s", finding_digest(only_finding()));
  change("id: claim,", "offset_days: 14", "offset_days: 15"); /* no word of it is other */
  waive(fingerprint, digest, NULL);
  assert_found(&scene, "LATE claim sv body (waived)\n");
  change("id: claim-text", "Inkassokrav.", "Inkassokrav!");
  waive(fingerprint, digest, NULL);
  assert_found(&scene, "LATE claim sv body\n");
  assert_lapsed(1, LAPSED_CHANGED);
  forget_packs();
  rule("LATE", RULE_SCOPE_TEXT, "kind = claim", "content has reference|contact");
  scene_change(&scene, plain_journey);
  waive(fingerprint, digest, NULL);
  assert_found(&scene, "LATE claim sv body\n");
  assert_lapsed(1, LAPSED_CHANGED);
}

/* A waiver of what nobody could judge, or did not look at, has not lapsed. */
static void test_waivers_of_the_unknown(void **state)
{
  (void)state;
  rule("LATE", RULE_SCOPE_TEXT, "kind = claim", "content has reference");
  assert_found(&scene, "LATE claim sv body\n");
  char fingerprint[17], digest[17];
  snprintf(fingerprint, sizeof fingerprint, "%s", finding_fingerprint(only_finding()));
  snprintf(digest, sizeof digest, "%s", finding_digest(only_finding()));
  waive(fingerprint, digest, NULL);
  const struct lexicon *lexicon = scene.input.lexicons[LANGUAGE_SV];
  scene.input.lexicons[LANGUAGE_SV] = NULL;
  assert_found(&scene, "");
  assert_int_equal(scene.audit->unevaluated_count, 1);
  assert_lapsed(0, 0);
  scene.input.lexicons[LANGUAGE_SV] = lexicon;
  scene.input.language = "en";
  assert_found(&scene, "");
  assert_lapsed(0, 0);
  scene.input.language = NULL;
  forget_packs();
  rule("OTHER", RULE_SCOPE_TEXT, "kind = claim", "content has amount");
  assert_found(&scene, "");
  assert_lapsed(1, LAPSED_NO_RULE);
}

/* Adds a pack whose voice does without @words, and wants @instead of the first. */
static void voice(const char *const words[], size_t count, const char *instead)
{
  struct pack *pack = pack_make("ours", NULL);
  pack->own = true;
  pack->voice = mem_new(1, sizeof *pack->voice);
  pack->voice->forbidden = mem_new(count, sizeof *pack->voice->forbidden);
  for (size_t i = 0; i < count; i++)
    pack->voice->forbidden[i].word = mem_copy_text(words[i]);
  pack->voice->forbidden[0].instead = mem_copy_text(instead);
  pack->voice->forbidden[0].reason = mem_copy_text("Nobody forgets on purpose.");
  pack->voice->forbidden_count = count;
  scene_pack(&scene, pack);
}

/* Who is told that a word is not wanted is told which, and what is; and who accepted one
 * word has not accepted the next. */
static void test_voice(void **state)
{
  (void)state;
  static const char *const words[] = {"glömma", "lätt", "aldrig"};
  rule("LATE", RULE_SCOPE_TEXT, "kind = reminder", "voice !has forbidden_word");
  voice(words, 1, "missa");
  assert_found(&scene, "LATE first sv body 1:35\n");
  assert_non_null(strstr(finding_remedy(only_finding()),
                         "Not \"glömma\" but \"missa\". Nobody forgets on purpose."));
  char fingerprint[17], digest[17];
  snprintf(fingerprint, sizeof fingerprint, "%s", finding_fingerprint(only_finding()));
  snprintf(digest, sizeof digest, "%s", finding_digest(only_finding()));
  waive(fingerprint, digest, NULL);
  assert_found(&scene, "LATE first sv body 1:35 (waived)\n");
  forget_packs();
  rule("LATE", RULE_SCOPE_TEXT, "kind = reminder", "voice !has forbidden_word");
  voice(words, 3, "missa");
  scene_change(&scene, plain_journey);
  waive(fingerprint, digest, NULL);
  scene_audit(&scene);
  assert_lapsed(1, LAPSED_CHANGED);
  assert_non_null(strstr(finding_remedy(only_finding()), "Not \"lätt\"."));
  assert_null(strstr(finding_remedy(only_finding()), "aldrig"));
}

/* ---- Remedies ---- */

/* Carries the remedies out until there are none; all must be mended. */
static void mend(size_t most)
{
  scene_audit(&scene);
  while (scene.audit->finding_count > 0) {
    assert_true(most-- > 0);
    const struct finding *finding = &scene.audit->findings[0];
    assert_non_null(finding->fix_field);
    struct error err = {0};
    if (record_set((void *)finding->place.touchpoint, finding->fix_field, finding->fix_value,
                   &err) != STATUS_OK)
      fail_msg("%s", err.text);
    scene_audit(&scene);
  }
}

static void test_remedies(void **state)
{
  (void)state;
  struct pack *pack = pack_make("SE", "SE");
  pack_rate(pack, "SE.reminder_fee", 5000, "reminder", "2013-03-16", NULL);
  scene_pack(&scene, pack);
  rule("DAY", RULE_SCOPE_STEP, "kind = reminder & seq = 1", "day >= 10");
  rule("GAP", RULE_SCOPE_STEP, "kind in reminder|claim", "gap > deadline_prev & gap >= 15");
  rule("DEADLINE", RULE_SCOPE_STEP, "kind = claim", "deadline >= 20");
  rule("FEE", RULE_SCOPE_STEP, "kind = reminder & fee > 0", "fee <= rate:SE.reminder_fee");
  mend(8);
  assert_fact(&scene, "first", "day", "10");
  assert_fact(&scene, "second", "fee", "50");
  assert_fact(&scene, "second", "gap", "15");
  assert_fact(&scene, "claim", "gap", "15");
  assert_fact(&scene, "claim", "deadline", "20");
  assert_fact(&scene, "over", "gap", "21");
  rule("NONE", RULE_SCOPE_STEP, "kind = reminder", "fee = 0");
  mend(1);
  assert_fact(&scene, "second", "fee", "0");
}

/* A step that comes too often is repeated less often, not moved. */
static void test_remedy_of_repeats(void **state)
{
  (void)state;
  rule("GAP", RULE_SCOPE_STEP, "kind = reminder", "gap >= 7");
  change("id: second", "roll: none}", "roll: none, repeat_every_days: 3, repeat_times: 1}");
  assert_found(&scene, "GAP second\n");
  assert_string_equal(only_finding()->fix_field->name, "repeat_every_days");
  assert_string_equal(only_finding()->fix_value, "7");
  mend(1);
}

/* What no single value can mend has none. */
static void test_no_remedy(void **state)
{
  (void)state;
  rule("WORDS", RULE_SCOPE_TEXT, "kind = claim", "content has reference");
  rule("NUMBER", RULE_SCOPE_JOURNEY, "jur = SE", "steps_total <= 1");
  rule("FAR", RULE_SCOPE_STEP, "kind = claim", "day >= 5000");
  scene_audit(&scene);
  assert_int_equal(scene.audit->finding_count, 3);
  for (size_t i = 0; i < 3; i++)
    assert_null(scene.audit->findings[i].fix_field);
}

/* ---- The ladder ---- */

static void test_rungs(void **state)
{
  (void)state;
  rule("LATE", RULE_SCOPE_STEP, "kind = claim", "day >= 40");
  change("id: first,", "anchor: due", "anchor: payment");
  scene_audit(&scene);
  static const struct {
    const char *id;
    bool placed;
    int64_t day, deadline;
    int tone, expected;
  } rungs[] = {
      {"bill", true, -30, 30, TONE_SERVICE, TONE_SERVICE},
      {"second", true, 21, 10, TONE_CLEAR, TONE_FRIENDLY}, /* the first that has a day */
      {"claim", true, 35, 12, TONE_FORMAL, TONE_FORMAL},
      {"over", true, 56, UNSET, TONE_SERVICE, TONE_CLEAR},
      {"first", false, 0, 8, TONE_FRIENDLY, TONE_FRIENDLY},
  };
  assert_int_equal(scene.audit->rung_count, sizeof rungs / sizeof rungs[0]);
  for (size_t i = 0; i < scene.audit->rung_count; i++) {
    const struct rung *rung = &scene.audit->rungs[i];
    assert_string_equal(rung->touchpoint->id, rungs[i].id);
    assert_int_equal(rung->placed, rungs[i].placed);
    if (rung->placed)
      assert_int_equal(rung->day, rungs[i].day);
    assert_int_equal(rung->deadline, rungs[i].deadline);
    assert_int_equal(rung->tone, rungs[i].tone);
    assert_int_equal(rung->expected, rungs[i].expected);
    assert_int_equal(rung->warnings, strcmp(rungs[i].id, "claim") == 0 ? 1 : 0);
  }
}

/* A journey without anything. */
static void test_nothing(void **state)
{
  (void)state;
  scene_change(&scene, HEAD);
  rule("DAY", RULE_SCOPE_STEP, "kind = reminder", "day >= 10");
  rule("TOTAL", RULE_SCOPE_JOURNEY, "jur = SE", "steps_total >= 1");
  assert_found(&scene, "TOTAL\n");
  assert_int_equal(scene.audit->text_count, 0);
  assert_int_equal(scene.audit->rung_count, 0);
}

int main(void)
{
  const struct CMUnitTest tests[] = {
      cmocka_unit_test_setup_teardown(test_places, start, end),
      cmocka_unit_test_setup_teardown(test_told_when_asked, start, end),
      cmocka_unit_test_setup_teardown(test_span_of_tone, start, end),
      cmocka_unit_test_setup_teardown(test_tone_names_its_words, start, end),
      cmocka_unit_test_setup_teardown(test_hostile_text, start, end),
      cmocka_unit_test_setup_teardown(test_subject_and_sms, start, end),
      cmocka_unit_test_setup_teardown(test_language_asked_for, start, end),
      cmocka_unit_test_setup_teardown(test_tone_of_sequence, start, end),
      cmocka_unit_test_setup_teardown(test_empty_threat, start, end),
      cmocka_unit_test_setup_teardown(test_unknown, start, end),
      cmocka_unit_test_setup_teardown(test_packs, start, end),
      cmocka_unit_test_setup_teardown(test_waivers, start, end),
      cmocka_unit_test_setup_teardown(test_waivers_and_neighbours, start, end),
      cmocka_unit_test_setup_teardown(test_texts_of_a_step, start, end),
      cmocka_unit_test_setup_teardown(test_circle, start, end),
      cmocka_unit_test_setup_teardown(test_waivers_of_texts, start, end),
      cmocka_unit_test_setup_teardown(test_waivers_of_the_unknown, start, end),
      cmocka_unit_test_setup_teardown(test_voice, start, end),
      cmocka_unit_test_setup_teardown(test_remedies, start, end),
      cmocka_unit_test_setup_teardown(test_remedy_of_repeats, start, end),
      cmocka_unit_test_setup_teardown(test_no_remedy, start, end),
      cmocka_unit_test_setup_teardown(test_rungs, start, end),
      cmocka_unit_test_setup_teardown(test_nothing, start, end),
  };
  return cmocka_run_group_tests(tests, NULL, NULL);
}
