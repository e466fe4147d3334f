/* An audit as commands of GitHub's workflows, which show each finding beside its line
 * ("Workflow commands for GitHub Actions", setting an error, a warning, a notice). */
#include "app/report.h"

#include "base/i18n.h"
#include "base/text.h"

#include <stdlib.h>
#include <string.h>

/* A percent sign and ends of lines are escaped everywhere; in properties a colon and a
 * comma too.  What could move a terminal's cursor is made harmless. */
static void add_escaped(struct str *out, const char *text, bool property)
{
  struct str harmless = {0};
  str_add(&harmless, text);
  if (harmless.text != NULL)
    text_sanitize(harmless.text);
  for (const char *at = str_text(&harmless); *at != '\0'; at++)
    if (*at == '%' || *at == '\r' || *at == '\n' || (property && (*at == ':' || *at == ',')))
      str_addf(out, "%%%02X", (unsigned char)*at);
    else
      str_add_char(out, *at);
  str_clear(&harmless);
}

static void add_property(struct str *out, const char *name, const char *value)
{
  str_addf(out, "%s%s=", out->text[out->length - 1] == ' ' ? "" : ",", name);
  add_escaped(out, value, true);
}

static void add_number(struct str *out, const char *name, long number)
{
  char digits[32];
  snprintf(digits, sizeof digits, "%ld", number);
  add_property(out, name, digits);
}

static const char *command_of(enum rule_severity severity)
{
  return severity == SEVERITY_ERROR ? "error" : severity == SEVERITY_WARN ? "warning" : "notice";
}

static void add_finding(struct str *out, const struct report *report, const struct finding *finding)
{
  struct yaml_place start, end;
  struct str title = {0};
  str_addf(out, "::%s ", command_of(finding->rule->severity));
  if (!report->standard_input)
    add_property(out, "file", report->file);
  if (report_find_finding(report, finding, &start, &end) && !report->standard_input) {
    add_number(out, "line", start.line);
    add_number(out, "col", start.column);
    if (end.line == start.line && end.column > start.column + 1)
      add_number(out, "endColumn", end.column - 1); /* the last one, not the one behind it */
  }
  str_addf(&title, "%s ", finding->rule->id);
  report_add_address(&title, report, &finding->place);
  add_property(out, "title", str_text(&title));
  str_add(out, "::");
  add_escaped(out, finding_text(finding), false);
  if (finding_remedy(finding)[0] != '\0') {
    str_add(out, "%0A");
    add_escaped(out, finding_remedy(finding), false);
  }
  str_add(out, "\n");
  str_clear(&title);
}

enum status report_github(const struct report *report, struct output *output, struct error *err)
{
  const struct audit *audit = report->audited->audit;
  struct str out = {0};
  for (size_t i = 0; i < audit->finding_count; i++)
    if (report_shows(report, &audit->findings[i]) && audit->findings[i].waiver == NULL)
      add_finding(&out, report, &audit->findings[i]);
  size_t unknown = audit->unevaluated_count;
  if (unknown > 0) {
    struct str words = {0};
    str_addf(&words,
             P_("%zu rule could not be evaluated, since what it asks for is not known.",
                "%zu rules could not be evaluated, since what they ask for is not known.", unknown),
             unknown);
    str_add(&out, "::notice title=kundresa::");
    add_escaped(&out, str_text(&words), false);
    str_add(&out, "\n");
    str_clear(&words);
  }
  enum status status = output->ops->bytes(output, str_text(&out), out.length, err);
  str_clear(&out);
  return status;
}
