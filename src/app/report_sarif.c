/* An audit as SARIF 2.1.0 (Static Analysis Results Interchange Format, OASIS Standard,
 * 27 March 2020): the properties named here are those of its section 3. */
#include "app/report.h"

#include "base/mem.h"
#include "base/str.h"
#include "config.h"

#include <stdlib.h>
#include <string.h>

#define SCHEMA "https://docs.oasis-open.org/sarif/sarif/v2.1.0/os/schemas/sarif-schema-2.1.0.json"

static void put(struct output *output, const char *key, const char *text)
{
  output_text(output, key, NULL, text);
}

/* A message, or a string in other forms, is a record of its text (3.11, 3.12). */
static void put_message(struct output *output, const char *key, const char *text)
{
  output_record(output, key, NULL);
  put(output, "text", text);
  output_close(output);
}

/* 3.27.10 */
static const char *level_of(enum rule_severity severity)
{
  return severity == SEVERITY_ERROR ? "error" : severity == SEVERITY_WARN ? "warning" : "note";
}

/* What a rule says of every place, without the values of one. */
static void put_general(struct output *output, const char *key, const struct words *words)
{
  struct str text = {0};
  rule_words_in_general(&text, words_now(words));
  put_message(output, key, str_text(&text));
  str_clear(&text);
}

static void put_rule(struct output *output, const struct rule *rule)
{
  char day[DATE_SIZE];
  output_record(output, NULL, NULL);
  put(output, "id", rule->id);
  put_general(output, "shortDescription", &rule->message);
  if (rule->remedy.en != NULL)
    put_general(output, "help", &rule->remedy);
  output_record(output, "defaultConfiguration", NULL);
  put(output, "level", level_of(rule->severity));
  output_close(output);
  output_record(output, "properties", NULL);
  put(output, "source", rule->source);
  put(output, "confidence", confidence_token(rule->confidence));
  put(output, "reviewedOn", date_format(rule->reviewed_on, day));
  put(output, "pack", rule->pack->id);
  put(output, "packVersion", rule->pack->version);
  output_close(output);
  output_close(output);
}

static void put_tool(struct output *output, const struct report_rules *rules)
{
  output_record(output, "tool", NULL);
  output_record(output, "driver", NULL);
  put(output, "name", PACKAGE_NAME);
  put(output, "version", PACKAGE_VERSION);
  output_list(output, "rules", NULL);
  for (size_t i = 0; i < rules->count; i++)
    put_rule(output, rules->items[i]);
  output_close(output);
  output_close(output);
  output_close(output);
}

/* A name of a file as a URI reference: what is not plain is written in percent. */
static void add_uri(struct str *out, const char *path)
{
  static const char plain[] = "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789-._~/";
  if (path[0] == '/')
    str_add(out, "file://");
  else if (strchr(path, ':') != NULL)
    str_add(out, "./"); /* or it would be taken for a scheme */
  for (; *path != '\0'; path++)
    if (strchr(plain, *path) != NULL)
      str_add_char(out, *path);
    else
      str_addf(out, "%%%02X", (unsigned char)*path);
}

static void put_region(struct output *output, const struct yaml_place *start,
                       const struct yaml_place *end)
{
  output_record(output, "region", NULL);
  output_number(output, "startLine", NULL, start->line);
  output_number(output, "startColumn", NULL, start->column);
  if (end->line != start->line || end->column != start->column) {
    output_number(output, "endLine", NULL, end->line);
    output_number(output, "endColumn", NULL, end->column);
  }
  output_close(output);
}

/* In a file of text the line and column; everywhere the record of the journey. */
static void put_location(const struct report *report, struct output *output,
                         const struct finding *finding)
{
  const struct audit_place *place = &finding->place;
  struct yaml_place start, end;
  struct str uri = {0}, address = {0};
  output_list(output, "locations", NULL);
  output_record(output, NULL, NULL);
  if (report_find_finding(report, finding, &start, &end) && !report->standard_input) {
    add_uri(&uri, report->file);
    output_record(output, "physicalLocation", NULL);
    output_record(output, "artifactLocation", NULL);
    put(output, "uri", str_text(&uri));
    output_close(output);
    put_region(output, &start, &end);
    output_close(output);
  }
  report_add_address(&address, report, place);
  output_list(output, "logicalLocations", NULL);
  output_record(output, NULL, NULL);
  put(output, "fullyQualifiedName", str_text(&address));
  put(output, "kind",
      place->message != NULL      ? "message"
      : place->touchpoint != NULL ? "touchpoint"
                                  : "journey");
  output_close(output);
  output_close(output);
  output_close(output);
  output_close(output);
  str_clear(&uri);
  str_clear(&address);
}

/* 3.35: somebody accepted it, and said why. */
static void put_suppression(struct output *output, const struct waiver *waiver)
{
  output_list(output, "suppressions", NULL);
  if (waiver != NULL) {
    output_record(output, NULL, NULL);
    put(output, "kind", "external");
    put(output, "justification", waiver->reason);
    output_close(output);
  }
  output_close(output);
}

static void put_result(const struct report *report, struct output *output,
                       const struct report_rules *rules, const struct finding *finding)
{
  struct str text = {0};
  str_add(&text, finding_text(finding));
  if (finding_remedy(finding)[0] != '\0')
    str_addf(&text, " %s", finding_remedy(finding));
  output_record(output, NULL, NULL);
  put(output, "ruleId", finding->rule->id);
  output_number(output, "ruleIndex", NULL, (int64_t)report_index_of(rules, finding->rule));
  put(output, "level", level_of(finding->rule->severity));
  put_message(output, "message", str_text(&text));
  put_location(report, output, finding);
  output_record(output, "partialFingerprints", NULL);
  put(output, "kundresaFinding/v1", finding_fingerprint(finding));
  output_close(output);
  put_suppression(output, finding->waiver);
  output_close(output);
  str_clear(&text);
}

void report_sarif(const struct report *report, struct output *output)
{
  const struct audit *audit = report->audited->audit;
  struct report_rules rules = {0};
  char day[DATE_SIZE];
  report_name_rules(&rules, report);
  output_record(output, NULL, NULL);
  put(output, "$schema", SCHEMA);
  put(output, "version", "2.1.0");
  output_list(output, "runs", NULL);
  output_record(output, NULL, NULL);
  put_tool(output, &rules);
  put(output, "columnKind", "unicodeCodePoints");
  output_list(output, "results", NULL);
  for (size_t i = 0; i < audit->finding_count; i++)
    if (report_shows(report, &audit->findings[i]))
      put_result(report, output, &rules, &audit->findings[i]);
  output_close(output);
  output_record(output, "properties", NULL);
  put(output, "journey", map_journey(report->audited->map)->id);
  put(output, "day", date_format(report->audited->on, day));
  output_number(output, "notEvaluated", NULL, (int64_t)audit->unevaluated_count);
  output_number(output, "held", NULL, (int64_t)audit->passed);
  output_close(output);
  output_close(output);
  output_close(output);
  output_close(output);
  free(rules.items);
}
