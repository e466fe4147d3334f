/* An audit as the XML that builds read as the results of tests: a touchpoint is a class,
 * a finding one of its tests.  Errors fail; what was accepted, or could not be
 * evaluated, is skipped; the rest passes and says what it found. */
#include "app/report.h"

#include "base/i18n.h"
#include "base/mem.h"
#include "base/text.h"

#include <libxml/xmlwriter.h>
#include <stdlib.h>
#include <string.h>

struct junit {
  const struct report *report;
  xmlTextWriterPtr xml;
  size_t tests, failures, skipped;
};

static void open_element(struct junit *junit, const char *name)
{
  xmlTextWriterStartElement(junit->xml, (const xmlChar *)name);
}

static void close_element(struct junit *junit)
{
  xmlTextWriterEndElement(junit->xml);
}

/* Control characters have no way to be written in XML 1.0, escaped or not. */
static void put_attribute(struct junit *junit, const char *name, const char *text)
{
  char *harmless = mem_copy_text(text);
  text_sanitize(harmless);
  xmlTextWriterWriteAttribute(junit->xml, (const xmlChar *)name, (const xmlChar *)harmless);
  free(harmless);
}

static void put_count(struct junit *junit, const char *name, size_t count)
{
  char digits[32];
  snprintf(digits, sizeof digits, "%zu", count);
  put_attribute(junit, name, digits);
}

static void put_line(struct junit *junit, const char *text)
{
  char *harmless = mem_copy_text(text);
  text_sanitize(harmless);
  xmlTextWriterWriteString(junit->xml, (const xmlChar *)harmless);
  xmlTextWriterWriteString(junit->xml, (const xmlChar *)"\n");
  free(harmless);
}

static void put_result(struct junit *junit, const char *element, const char *message,
                       const char *type)
{
  open_element(junit, element);
  put_attribute(junit, "message", message);
  if (type != NULL)
    put_attribute(junit, "type", type);
}

/* @start is where it stands in the file, or NULL. */
static void open_test(struct junit *junit, const struct rule *rule, const struct audit_place *place,
                      const struct yaml_place *start)
{
  struct str name = {0}, class = {0};
  str_addf(&class, "%s%s%s", map_journey(junit->report->audited->map)->id,
           place->touchpoint != NULL ? "." : "",
           place->touchpoint != NULL ? place->touchpoint->id : "");
  str_addf(&name, "%s ", rule->id);
  report_add_address(&name, junit->report, place);
  open_element(junit, "testcase");
  put_attribute(junit, "classname", str_text(&class));
  put_attribute(junit, "name", str_text(&name));
  if (start != NULL && !junit->report->standard_input) {
    put_attribute(junit, "file", junit->report->file);
    put_count(junit, "line", (size_t)start->line);
  }
  str_clear(&name);
  str_clear(&class);
}

static void put_details(struct junit *junit, const struct finding *finding)
{
  struct str source = {0};
  put_line(junit, finding_text(finding));
  put_line(junit, finding_remedy(finding));
  str_addf(&source, "%s (%s) %s", finding->rule->source,
           confidence_token(finding->rule->confidence), finding_fingerprint(finding));
  put_line(junit, str_text(&source));
  str_clear(&source);
}

static void put_finding(struct junit *junit, const struct finding *finding)
{
  bool waived = finding->waiver != NULL;
  bool error = finding->rule->severity == SEVERITY_ERROR;
  struct yaml_place start, end;
  bool found = report_find_finding(junit->report, finding, &start, &end);
  open_test(junit, finding->rule, &finding->place, found ? &start : NULL);
  if (waived) {
    put_result(junit, "skipped", finding->waiver->reason, NULL);
  } else if (error) {
    put_result(junit, "failure", finding_text(finding), severity_token(finding->rule->severity));
    put_details(junit, finding);
  } else {
    open_element(junit, "system-out");
    put_details(junit, finding);
  }
  close_element(junit);
  close_element(junit);
}

static void put_unevaluated(struct junit *junit, const struct unevaluated *missing)
{
  struct str words = {0};
  str_addf(&words, _("not known: %s"), rule_fields[missing->field].name);
  struct yaml_place start, end;
  bool found = report_find(junit->report, &missing->place, &start, &end);
  open_test(junit, missing->rule, &missing->place, found ? &start : NULL);
  put_result(junit, "skipped", str_text(&words), NULL);
  close_element(junit);
  close_element(junit);
  str_clear(&words);
}

/* One test for all that held, so that a clean audit is no empty one. */
static void put_held(struct junit *junit)
{
  struct str name = {0};
  size_t held = junit->report->audited->audit->passed;
  str_addf(&name, P_("%zu rule held", "%zu rules held", held), held);
  open_element(junit, "testcase");
  put_attribute(junit, "classname", map_journey(junit->report->audited->map)->id);
  put_attribute(junit, "name", str_text(&name));
  close_element(junit);
  str_clear(&name);
}

static void count_all(struct junit *junit)
{
  const struct audit *audit = junit->report->audited->audit;
  junit->skipped = audit->unevaluated_count;
  junit->tests = audit->unevaluated_count + 1;
  for (size_t i = 0; i < audit->finding_count; i++) {
    const struct finding *finding = &audit->findings[i];
    bool shown = report_shows(junit->report, finding);
    junit->tests += shown;
    junit->skipped += shown && finding->waiver != NULL;
    junit->failures +=
        shown && finding->waiver == NULL && finding->rule->severity == SEVERITY_ERROR;
  }
}

static void put_counts(struct junit *junit)
{
  put_attribute(junit, "name", map_journey(junit->report->audited->map)->id);
  put_count(junit, "tests", junit->tests);
  put_count(junit, "failures", junit->failures);
  put_count(junit, "errors", 0);
  put_count(junit, "skipped", junit->skipped);
}

static void put_all(struct junit *junit)
{
  const struct audit *audit = junit->report->audited->audit;
  count_all(junit);
  xmlTextWriterSetIndent(junit->xml, 1);
  xmlTextWriterStartDocument(junit->xml, NULL, "UTF-8", NULL);
  open_element(junit, "testsuites");
  put_counts(junit);
  open_element(junit, "testsuite");
  put_counts(junit);
  for (size_t i = 0; i < audit->finding_count; i++)
    if (report_shows(junit->report, &audit->findings[i]))
      put_finding(junit, &audit->findings[i]);
  for (size_t i = 0; i < audit->unevaluated_count; i++)
    put_unevaluated(junit, &audit->unevaluated[i]);
  put_held(junit);
  xmlTextWriterEndDocument(junit->xml);
}

enum status report_junit(const struct report *report, struct output *output, struct error *err)
{
  xmlBufferPtr buffer = xmlBufferCreate();
  struct junit junit = {.report = report,
                        .xml = buffer != NULL ? xmlNewTextWriterMemory(buffer, 0) : NULL};
  enum status status = STATUS_SYSTEM;
  if (junit.xml != NULL) {
    put_all(&junit);
    xmlFreeTextWriter(junit.xml);
    status = output->ops->bytes(output, (const char *)xmlBufferContent(buffer),
                                (size_t)xmlBufferLength(buffer), err);
  } else {
    error_set(err, STATUS_SYSTEM, _("There is not enough memory."));
  }
  if (buffer != NULL)
    xmlBufferFree(buffer);
  return status;
}
