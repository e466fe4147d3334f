#include "app/report.h"

#include "base/i18n.h"
#include "base/mem.h"
#include "base/text.h"
#include "model/record.h"

#include <stdlib.h>
#include <string.h>

/* Digits that are always shown. */
#define SHORT_LEAST 6

bool report_shows(const struct report *report, const struct finding *finding)
{
  return finding->rule->severity >= report->least;
}

static const struct field *part_field(enum audit_part part)
{
  return part == AUDIT_PART_NONE ? NULL : entity_field(ENTITY_variant, audit_part_token(part));
}

const char *report_text_of(const struct audit_place *place)
{
  const struct field *field = part_field(place->part);
  return field == NULL || place->variant == NULL ? NULL : record_text(place->variant, field);
}

void report_add_words(struct str *out, const struct audit_place *place)
{
  const char *text = report_text_of(place);
  if (text == NULL || place->length == 0 || place->start + place->length > strlen(text))
    return;
  size_t before = out->length;
  str_add_span(out, text + place->start, place->length);
  text_sanitize(out->text + before);
}

static const char *segment_title(const struct report *report, const char *id)
{
  const struct segment *segment =
      id != NULL ? map_find(report->audited->map, ENTITY_segment, id) : NULL;
  return segment != NULL && segment->title != NULL ? segment->title : id;
}

void report_add_place(struct str *out, const struct report *report, const struct audit_place *place)
{
  if (place->message == NULL)
    return;
  str_addf(out, "message/%s", place->message->id);
  if (place->variant == NULL)
    return;
  str_addf(out, ", %s", place->variant->language);
  const char *segment = segment_title(report, place->variant->segment);
  if (segment != NULL) {
    str_add(out, ", ");
    str_addf(out, _("to %s"), segment);
  }
  if (place->part != AUDIT_PART_NONE)
    str_addf(out, ", %s", i18n_text(part_field(place->part)->label));
  if (place->line > 0)
    str_addf(out, ", %ld:%ld", place->line, place->column);
}

void report_add_address(struct str *out, const struct report *report,
                        const struct audit_place *place)
{
  if (place->message == NULL) {
    const struct touchpoint *touchpoint = place->touchpoint;
    str_addf(out, "%s/%s", touchpoint != NULL ? "touchpoint" : "journey",
             touchpoint != NULL ? touchpoint->id : map_journey(report->audited->map)->id);
    return;
  }
  str_addf(out, "message/%s", place->message->id);
  if (place->variant == NULL)
    return;
  str_addf(out, "/%s", place->variant->language);
  if (place->variant->segment != NULL)
    str_addf(out, "/%s", place->variant->segment);
  if (place->part != AUDIT_PART_NONE)
    str_addf(out, "/%s", audit_part_token(place->part));
}

/* The record that a place is, as narrow as it is known. */
static const void *record_of(const struct report *report, const struct audit_place *place)
{
  if (place->variant != NULL)
    return place->variant;
  if (place->message != NULL)
    return place->message;
  if (place->touchpoint != NULL)
    return place->touchpoint;
  return map_journey(report->audited->map);
}

bool report_find(const struct report *report, const struct audit_place *place,
                 struct yaml_place *start, struct yaml_place *end)
{
  const struct places *places = report->audited->places;
  const void *record = record_of(report, place);
  const struct field *field = part_field(place->part);
  if (places == NULL)
    return false;
  bool inside = field != NULL && record == place->variant &&
                places_find_byte(places, record, field, place->start, start);
  if (!inside && !places_find(places, record, NULL, start))
    return false;
  if (!inside || place->length == 0 ||
      !places_find_byte(places, record, field, place->start + place->length, end))
    *end = *start;
  return true;
}

bool report_find_finding(const struct report *report, const struct finding *finding,
                         struct yaml_place *start, struct yaml_place *end)
{
  const struct audit_place *place = &finding->place;
  const struct places *places = report->audited->places;
  if (places == NULL || place->touchpoint == NULL || place->message != NULL ||
      finding->fix_field == NULL ||
      !places_find(places, place->touchpoint, finding->fix_field, start))
    return report_find(report, place, start, end);
  *end = *start;
  return true;
}

static int by_rule(const void *left, const void *right)
{
  const struct rule *a = *(const struct rule *const *)left;
  const struct rule *b = *(const struct rule *const *)right;
  return strcmp(a->id, b->id);
}

void report_name_rules(struct report_rules *rules, const struct report *report)
{
  const struct audit *audit = report->audited->audit;
  rules->items = mem_new(audit->finding_count + 1, sizeof *rules->items);
  for (size_t i = 0; i < audit->finding_count; i++)
    if (report_shows(report, &audit->findings[i]))
      rules->items[rules->count++] = audit->findings[i].rule;
  qsort(rules->items, rules->count, sizeof *rules->items, by_rule);
  size_t kept = 0;
  for (size_t i = 0; i < rules->count; i++)
    if (kept == 0 || rules->items[kept - 1] != rules->items[i])
      rules->items[kept++] = rules->items[i];
  rules->count = kept;
}

size_t report_index_of(const struct report_rules *rules, const struct rule *rule)
{
  const struct rule **found =
      bsearch(&rule, rules->items, rules->count, sizeof *rules->items, by_rule);
  return (size_t)(found - rules->items);
}

static int by_fingerprint(const void *left, const void *right)
{
  return strcmp(*(const char *const *)left, *(const char *const *)right);
}

/* Neighbours in order share more than others do. */
size_t report_short(const struct report *report)
{
  const struct audit *audit = report->audited->audit;
  size_t length = SHORT_LEAST;
  const char **all = mem_new(audit->finding_count + 1, sizeof *all);
  for (size_t i = 0; i < audit->finding_count; i++)
    all[i] = finding_fingerprint(&audit->findings[i]);
  qsort(all, audit->finding_count, sizeof *all, by_fingerprint);
  for (size_t i = 1; i < audit->finding_count; i++) {
    size_t same = 0;
    while (all[i][same] != '\0' && all[i][same] == all[i - 1][same])
      same++;
    if (same >= length && all[i][same] != '\0')
      length = same + 1;
  }
  free(all);
  return length;
}

const char *report_why_lapsed(const struct lapsed *lapsed)
{
  switch (lapsed->why) {
  case LAPSED_DATE:
    return _("Its last day has passed.");
  case LAPSED_CHANGED:
    return _("The text or the rule is another one than that which was accepted.");
  case LAPSED_NO_RULE:
    return _("None of the packs that were read has its rule.");
  default:
    return _("What it accepted is no longer there; the waiver can be deleted.");
  }
}
