/* Holding a journey against rules, and accepting what was found. */
#include "app/explain.h"
#include "app/handle.h"
#include "app/report.h"

#include "base/i18n.h"
#include "model/record.h"

#include <stdlib.h>
#include <string.h>

enum status handle_day(const struct request *request, const char *option, date_day *day,
                       struct error *err)
{
  const char *text = request_option(request, option);
  if (text == NULL || date_parse(text, day))
    return STATUS_OK;
  return error_set(err, STATUS_USAGE, _("--%s: found '%.60s', expected a day, as 2026-11-30."),
                   option, text);
}

/* The rules, with those of --pack; without lexicons where one of them is explained. */
static enum status open_bench(const struct request *request, struct output *output,
                              struct bench **bench, struct error *err)
{
  struct problems problems = {0};
  const char *path = request_option(request, "pack");
  enum status status = request_option(request, "explain") != NULL
                           ? bench_open_rules(path, bench, &problems, err)
                           : bench_open(path, bench, &problems, err);
  handle_tell(output, &problems, path);
  problems_clear(&problems);
  return status;
}

/* ---- audit ---- */

struct asked {
  const struct request *request;
  struct output *output;
  const char *file;
  date_day on;
  const struct bench *bench;
};

/* A pack that cannot be read is no pack that holds: nothing can be said then. */
static enum status all_read(const struct asked *asked, struct problems *problems, const char *name)
{
  enum status status = problems->count + problems->dropped > 0 ? STATUS_INPUT : STATUS_OK;
  handle_tell(asked->output, problems, name);
  return status;
}

static enum status audit_map(const struct asked *asked, struct audited **audited,
                             struct problems *problems, struct error *err)
{
  struct session *session = NULL;
  enum status status = handle_open(asked->request, STORE_READ, &session, err);
  if (status == STATUS_OK)
    status = audited_session(session, asked->bench, asked->on,
                             request_option(asked->request, "lang"), audited, problems, err);
  session_close(&session);
  return status;
}

static enum status audit_text(const struct asked *asked, struct audited **audited,
                              struct problems *problems, struct error *err)
{
  FILE *in = NULL;
  if (request_option(asked->request, "journey") != NULL) {
    error_set(err, STATUS_USAGE, _("--journey goes with a kundresa file; a text holds one."));
    return STATUS_USAGE;
  }
  enum status status = handle_open_input(asked->file, &in, err);
  if (status == STATUS_OK)
    status = audited_text(in, handle_input_name(asked->file), asked->bench, asked->on,
                          request_option(asked->request, "lang"), audited, problems, err);
  handle_close_input(in);
  return status;
}

static enum status tell(const struct asked *asked, const struct audited *audited, struct error *err)
{
  const char *format = request_option(asked->request, "format");
  const char *least = request_option(asked->request, "min-severity");
  struct report report = {.audited = audited,
                          .file = asked->file,
                          .standard_input = strcmp(asked->file, "-") == 0,
                          .least = SEVERITY_INFO};
  for (int i = SEVERITY_INFO; least != NULL && i <= SEVERITY_ERROR; i++)
    if (strcmp(severity_token((enum rule_severity)i), least) == 0)
      report.least = (enum rule_severity)i;
  if (format == NULL || strcmp(format, "text") == 0)
    report_text(&report, asked->output);
  else if (strcmp(format, "json") == 0)
    report_json(&report, asked->output);
  else if (strcmp(format, "sarif") == 0)
    report_sarif(&report, asked->output);
  else if (strcmp(format, "junit") == 0)
    return report_junit(&report, asked->output, err);
  else
    return report_github(&report, asked->output, err);
  return STATUS_OK;
}

static enum status run(const struct asked *asked, struct error *err)
{
  struct audited *audited = NULL;
  struct problems problems = {0};
  bool map = handle_is_map(asked->file);
  enum status status = map ? audit_map(asked, &audited, &problems, err)
                           : audit_text(asked, &audited, &problems, err);
  enum status read = all_read(asked, &problems, handle_input_name(asked->file));
  if (status == STATUS_OK)
    status = read;
  if (status == STATUS_OK)
    status = tell(asked, audited, err);
  if (status == STATUS_OK && map && audited->audit->finding_count > 0 &&
      request_option(asked->request, "pack") != NULL)
    output_say(
        asked->output, "%s",
        _("What the packs of --pack find does not stop a release: it looks at the packs that "
          "come with kundresa and those in the file ('kundresa add FILE rulepack')."));
  if (status == STATUS_OK && audited->audit->errors > 0)
    status = STATUS_FINDINGS;
  audited_free(&audited);
  problems_clear(&problems);
  return status;
}

enum status handle_audit(const struct request *request, struct output *output, struct error *err)
{
  const char *rule = request_option(request, "explain");
  struct bench *bench = NULL;
  struct asked asked = {.request = request,
                        .output = output,
                        .file = request->count > 0 ? request->arguments[0] : NULL,
                        .on = audited_today()};
  if (rule == NULL && asked.file == NULL) {
    error_set(err, STATUS_USAGE, _("Something is missing after 'kundresa %s'."), "audit");
    error_remedy(err, _("Write: kundresa %s %s"), "audit", i18n_text(request->command->operands));
    return STATUS_USAGE;
  }
  enum status status = handle_day(request, "on", &asked.on, err);
  if (status == STATUS_OK)
    status = open_bench(request, output, &bench, err);
  asked.bench = bench;
  if (status == STATUS_OK)
    status = rule != NULL ? explain_id(bench_library(bench), rule, asked.on, output, err)
                          : run(&asked, err);
  bench_close(&bench);
  return status;
}

/* ---- waive ---- */

static enum status read_department(const struct request *request, int64_t *department,
                                   struct error *err)
{
  const char *text = request_option(request, "department");
  struct value value = {.number = UNSET};
  enum status status =
      text == NULL ? STATUS_OK
                   : value_parse(entity_field(ENTITY_waiver, "department"), text, &value, err);
  *department = text == NULL ? UNSET : value.number;
  return status == STATUS_INPUT ? STATUS_USAGE : status;
}

static enum status waive(const struct request *request, struct session *session,
                         const struct audited *audited, struct output *output, struct error *err)
{
  const char *fingerprint = request->arguments[1];
  const struct finding *finding;
  date_day until = UNSET;
  int64_t department;
  enum status status = handle_day(request, "until", &until, err);
  if (status == STATUS_OK)
    status = read_department(request, &department, err);
  if (status == STATUS_OK)
    status = audited_find(audited, fingerprint, &finding, err);
  if (status == STATUS_OK)
    status = audited_waive(session, audited, fingerprint, request_option(request, "reason"), until,
                           department, err);
  if (status != STATUS_OK)
    return status;
  const struct touchpoint *touchpoint = finding->place.touchpoint;
  output_say(output, _("%s is waived at %s. 'kundresa undo %s' takes it back."), finding->rule->id,
             touchpoint != NULL ? touchpoint->title : session->journey.title, session->path);
  output_record(output, NULL, NULL);
  output_text(output, "rule", NULL, finding->rule->id);
  output_text(output, "touchpoint", NULL, touchpoint != NULL ? touchpoint->id : NULL);
  output_text(output, "fingerprint", NULL, finding_fingerprint(finding));
  output_close(output);
  return STATUS_OK;
}

enum status handle_waive(const struct request *request, struct output *output, struct error *err)
{
  struct session *session = NULL;
  struct bench *bench = NULL;
  struct audited *audited = NULL;
  struct problems problems = {0};
  date_day on = audited_today();
  if (request_option(request, "reason") == NULL) {
    error_set(err, STATUS_USAGE, _("A waiver needs a reason."));
    error_remedy(err, "%s", _("Say it with --reason, so that others can judge it."));
    return STATUS_USAGE;
  }
  enum status status = handle_day(request, "on", &on, err);
  if (status == STATUS_OK)
    status = open_bench(request, output, &bench, err);
  if (status == STATUS_OK)
    status = handle_open(request, STORE_WRITE, &session, err);
  if (status == STATUS_OK)
    status = audited_session(session, bench, on, NULL, &audited, &problems, err);
  handle_tell(output, &problems, request->arguments[0]);
  if (status == STATUS_OK)
    status = waive(request, session, audited, output, err);
  problems_clear(&problems);
  audited_free(&audited);
  bench_close(&bench);
  session_close(&session);
  return status;
}
