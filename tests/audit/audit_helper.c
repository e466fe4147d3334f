#include "tests/audit/audit_helper.h"

#include "base/mem.h"
#include "base/str.h"
#include "model/calendar.h"
#include "yaml/journey_format.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>

/* clang-format off */
const char plain_journey[] =
    HEAD
    STAGES
    "touchpoints:\n"
    "  - {id: signs-up, stage: sale, kind: sale, title: Signs up, initiator: customer}\n"
    STEP("bill", "invoice", "distribution", "issued", "0", "",
         TEXT("bill-text", "payment", "Hej {first_name}! Betala {amount_due} senast {due_date} till {bank_account} med {payment_ref}."))
    STEP("first", "remind", "reminder", "due", "7", "step: {pay_within_days: 8}, ",
         TEXT("first-text", "reminder", "Hej {first_name}! Det är lätt att glömma. Betala {amount_due} senast {pay_by} till {bank_account}."))
    STEP("second", "remind", "reminder", "due", "21", "step: {pay_within_days: 10}, fee: {kind: fixed, amount: 6000}, ",
         TEXT("second-text", "reminder", "Vi har inte fått din betalning. Betala {amount_due} senast {pay_by}, annars följer ett krav."))
    STEP("claim", "collect", "collections", "previous", "14", "step: {pay_within_days: 12, announces: hand-over}, ",
         TEXT("claim-text", "claim", "Inkassokrav. Betala {amount_due} senast {pay_by}. Annars lämnas ärendet till inkassobolaget."))
    STEP("over", "collect", "collections", "previous", "21", "",
         TEXT("over-text", "service-highlighting", "Ärendet ligger nu hos vår partner."));
/* clang-format on */

/* ---- Lexicons ---- */

static void add_marker(struct lexicon *lexicon, const char *text, enum signal signal, int weight,
                       uint64_t tells)
{
  struct marker marker = {.id = (char *)text,
                          .kind = MARKER_PHRASE,
                          .text = (char *)text,
                          .signal = signal,
                          .weight = weight,
                          .tells = tells,
                          .negatable = signal != SIGNAL_NONE};
  struct error err = {0};
  if (lexicon_add(lexicon, &marker, &err) != STATUS_OK)
    fail_msg("%s", err.text);
}

static struct lexicon *make_swedish(void)
{
  struct lexicon *lexicon = lexicon_new(LANGUAGE_SV);
  struct error err = {0};
  assert_int_equal(lexicon_add_negation(lexicon, "inte", &err), STATUS_OK);
  add_marker(lexicon, "lätt att glömma", SIGNAL_FORGETFULNESS, -80, 0);
  add_marker(lexicon, "betala", SIGNAL_REQUEST, 30, 0);
  lexicon_set_cap(lexicon, SIGNAL_REQUEST, 2);
  add_marker(lexicon, "inte fått", SIGNAL_OVERDUE, 200, 0);
  add_marker(lexicon, "inkassokrav", SIGNAL_FORMAL_CLAIM, 400, 0);
  add_marker(lexicon, "följer ett krav", SIGNAL_NONE, 0, TELLS_BIT(TELLS_CLAIM_NEXT));
  add_marker(lexicon, "till inkassobolaget", SIGNAL_HAND_OVER, 0, TELLS_BIT(TELLS_HAND_OVER));
  add_marker(lexicon, "till domstol", SIGNAL_LEGAL_ACTION, 100, TELLS_BIT(TELLS_LEGAL_ACTION));
  add_marker(lexicon, "skäms", SIGNAL_SHAME, 600, 0);
  add_marker(lexicon, "rabatt", SIGNAL_NONE, 0, TELLS_BIT(TELLS_OFFER));
  add_marker(lexicon, "vad tycker du", SIGNAL_NONE, 0, TELLS_BIT(TELLS_SURVEY));
  add_marker(lexicon, "avregistrera", SIGNAL_NONE, 0, TELLS_BIT(TELLS_OPT_OUT));
  add_marker(lexicon, "dela upp", SIGNAL_NONE, 0, TELLS_BIT(TELLS_PLAN_OFFER));
  add_marker(lexicon, "din", SIGNAL_NONE, 0, TELLS_BIT(TELLS_ADDRESS_SINGULAR));
  add_marker(lexicon, "er", SIGNAL_NONE, 0, TELLS_BIT(TELLS_ADDRESS_PLURAL));
  lexicon_ready(lexicon);
  return lexicon;
}

static struct lexicon *make_english(void)
{
  struct lexicon *lexicon = lexicon_new(LANGUAGE_EN);
  add_marker(lexicon, "shame on you", SIGNAL_SHAME, 600, 0);
  add_marker(lexicon, "not received", SIGNAL_OVERDUE, 200, 0);
  lexicon_ready(lexicon);
  return lexicon;
}

/* ---- The scene ---- */

static struct map *read_map(const char *text)
{
  struct map *map = map_new();
  struct problems problems = {0};
  struct error err = {0};
  FILE *in = fmemopen((void *)text, strlen(text), "r");
  enum status status = journey_read(in, "test", &map->sink, &problems, &err);
  fclose(in);
  if (status != STATUS_OK) {
    char told[1300] = "";
    fail_msg("%s\n%s",
             problems.count > 0 ? error_format(&problems.items[0], told, sizeof told) : err.text,
             text);
  }
  problems_clear(&problems);
  return map;
}

void scene_start(struct scene *scene, const char *text)
{
  *scene = (struct scene){.map = read_map(text), .library = library_new()};
  scene->lexicons[LANGUAGE_SV] = make_swedish();
  scene->lexicons[LANGUAGE_EN] = make_english();
  scene->input = (struct audit_input){
      .map = scene->map,
      .calendar = calendar_of(map_journey(scene->map)->market),
      .library = scene->library,
      .on = date_make(2026, 11, 2),
  };
  for (int i = 0; i < LANGUAGE_COUNT; i++)
    scene->input.lexicons[i] = scene->lexicons[i];
}

void scene_change(struct scene *scene, const char *text)
{
  audit_free(&scene->audit);
  map_free(&scene->map);
  scene->map = read_map(text);
  scene->input.map = scene->map;
}

void scene_end(struct scene *scene)
{
  audit_free(&scene->audit);
  map_free(&scene->map);
  library_free(&scene->library);
  for (int i = 0; i < LANGUAGE_COUNT; i++)
    lexicon_free(&scene->lexicons[i]);
}

/* ---- Packs ---- */

struct pack *pack_make(const char *id, const char *market)
{
  struct pack *pack = mem_new(1, sizeof *pack);
  pack->id = mem_copy_text(id);
  pack->title.en = mem_copy_text(id);
  pack->market = mem_copy_text(market);
  pack->version = mem_copy_text("2026-11");
  pack->expires_on = date_make(2027, 5, 1);
  return pack;
}

void pack_rate(struct pack *pack, const char *id, int64_t value, const char *kinds,
               const char *from, const char *until)
{
  struct rule_terms terms = {0};
  struct error err = {0};
  struct str text = {0};
  str_addf(&text, "kind in %s", kinds);
  assert_int_equal(rule_terms_parse(str_text(&text), &terms, &err), STATUS_OK);
  str_clear(&text);
  pack->rates = mem_resize(pack->rates, pack->rate_count + 1, sizeof *pack->rates);
  struct rate *rate = &pack->rates[pack->rate_count++];
  *rate = (struct rate){.pack = pack,
                        .id = mem_copy_text(id),
                        .value = value,
                        .unit = mem_copy_text("SEK"),
                        .limits = RULE_FIELD_fee,
                        .kinds = terms.items[0].bits,
                        .until = DAY_OPEN,
                        .source = mem_copy_text("test")};
  assert_true(date_parse(from, &rate->from));
  if (until != NULL)
    assert_true(date_parse(until, &rate->until));
  rule_terms_clear(&terms);
}

void scene_pack(struct scene *scene, struct pack *pack)
{
  struct error err = {0};
  if (library_add(scene->library, &pack, &err) != STATUS_OK)
    fail_msg("%s", err.text);
}

void scene_rule(struct scene *scene, const struct line *line)
{
  struct rule *rule = mem_new(1, sizeof *rule);
  struct error err = {0};
  struct str pack_id = {0};
  str_addf(&pack_id, "pack-%s", line->id);
  struct pack *pack = pack_make(str_text(&pack_id), line->market);
  str_clear(&pack_id);
  *rule = (struct rule){.pack = pack,
                        .id = mem_copy_text(line->id),
                        .scope = line->scope,
                        .severity = line->severity,
                        .when_text = mem_copy_text(line->when),
                        .must_text = mem_copy_text(line->must),
                        .source = mem_copy_text("test"),
                        .facts = mem_new(1, sizeof *rule->facts),
                        .confidence = line->confidence,
                        .owner = UNSET,
                        .pending = line->pending,
                        .expires_on = pack->expires_on};
  rule->message.en = mem_copy_text(line->message != NULL ? line->message : line->id);
  if (rule_terms_parse(line->when, &rule->when, &err) != STATUS_OK ||
      rule_terms_parse(line->must, &rule->must, &err) != STATUS_OK)
    fail_msg("%s: %s", line->id, err.text);
  pack->rules = mem_new(1, sizeof(struct rule *));
  pack->rules[pack->rule_count++] = rule;
  scene_pack(scene, pack);
}

/* ---- What is found ---- */

void scene_audit(struct scene *scene)
{
  audit_free(&scene->audit);
  scene->audit = audit_run(&scene->input);
}

char *scene_findings(const struct scene *scene)
{
  struct str all = {0};
  for (size_t i = 0; i < scene->audit->finding_count; i++) {
    const struct finding *finding = &scene->audit->findings[i];
    const struct audit_place *place = &finding->place;
    str_addf(&all, "%s", finding->rule->id);
    if (place->touchpoint != NULL)
      str_addf(&all, " %s", place->touchpoint->id);
    if (place->variant != NULL)
      str_addf(&all, " %s %s", place->variant->language, audit_part_token(place->part));
    if (place->line > 0)
      str_addf(&all, " %ld:%ld", place->line, place->column);
    str_add(&all, finding->waiver != NULL ? " (waived)\n" : "\n");
  }
  str_add(&all, "");
  return all.text != NULL ? str_take(&all) : mem_copy_text("");
}

void assert_found(struct scene *scene, const char *findings)
{
  scene_audit(scene);
  char *found = scene_findings(scene);
  assert_string_equal(found, findings);
  free(found);
}

char *fact_at(struct scene *scene, const char *touchpoint, const char *field)
{
  struct facts facts;
  struct audit_place place = {0};
  struct str text = {0};
  int index = rule_field_find(field, strlen(field));
  assert_true(index >= 0);
  if (touchpoint != NULL) {
    place.touchpoint = map_find(scene->map, ENTITY_touchpoint, touchpoint);
    assert_non_null(place.touchpoint);
  }
  audit_facts(&scene->input, &place, &facts);
  fact_add(&text, (enum rule_field_index)index, &facts.of[index]);
  return str_take(&text);
}

void assert_fact(struct scene *scene, const char *touchpoint, const char *field, const char *value)
{
  char *found = fact_at(scene, touchpoint, field);
  if (strcmp(found, value) != 0)
    fail_msg("%s of %s is '%s', not '%s'", field, touchpoint != NULL ? touchpoint : "the journey",
             found, value);
  free(found);
}

char *changed(const char *text, const char *after, const char *from, const char *to)
{
  const char *at = after != NULL ? strstr(text, after) : text;
  assert_non_null(at);
  at = strstr(at, from);
  if (at == NULL)
    fail_msg("the journey has no '%s' after '%s'", from, after != NULL ? after : "");
  struct str out = {0};
  str_add_span(&out, text, (size_t)(at - text));
  str_add(&out, to);
  str_add(&out, at + strlen(from));
  return str_take(&out);
}
