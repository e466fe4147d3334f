/* The Audit view: what is done with a finding, a waiver, a fact that is not known. */
#include "app/edit.h"
#include "app/explain.h"
#include "base/i18n.h"
#include "base/mem.h"
#include "tui/dialog.h"
#include "tui/findings.h"
#include "tui/naming.h"
#include "tui/reader.h"
#include "tui/views/audit_view.h"
#include "tui/views/texts_view.h"
#include "tui/waive_dialog.h"

#include <stdlib.h>
#include <string.h>

/* The marked finding, or NULL after saying that there is none. */
static const struct finding *marked_finding(struct audit_view *view)
{
  const struct finding *finding = audit_marked_finding(view);
  if (finding == NULL)
    tui_say(view->view.tui, STYLE_WARN, "%s", _("Mark a finding first."));
  return finding;
}

/* What was judged is not what there is now: only large journeys wait for r. */
static bool is_behind(struct audit_view *view)
{
  const struct auditor *auditor = &view->view.tui->auditor;
  if (!auditor_is_behind(auditor))
    return false;
  tui_say(view->view.tui, STYLE_WARN, "%s",
          auditor_progress(auditor) >= 0
              ? _("The journey is being audited: wait for that first.")
              : _("The journey has changed since it was audited: press r first."));
  return true;
}

/* ---- Stating what is not known ---- */

struct statement {
  struct audit_view *view;
  enum rule_field_index field;
  char *touchpoint; /* its id, or NULL: of the whole journey */
};

static void statement_forget(void *context)
{
  struct statement *statement = context;
  free(statement->touchpoint);
  free(statement);
}

static bool state(struct statement *statement, struct tui *tui, const char *value)
{
  struct error err = {0};
  struct fact fact;
  enum rule_field_index field;
  int64_t oid = 0;
  const char *name = rule_fields[statement->field].name;
  if (value[0] == '\0')
    return true;
  if (audit_read_statement(name, value, &field, &fact, &err) != STATUS_OK) {
    tui_fault(tui, &err);
    return false;
  }
  struct declaration *declaration = record_new(ENTITY_declaration);
  declaration->field = mem_copy_text(name);
  declaration->touchpoint = mem_copy_text(statement->touchpoint);
  enum status status =
      record_set(declaration, entity_field(ENTITY_declaration, "value"), value, &err);
  if (status == STATUS_OK)
    status = edit_add(tui->session, ENTITY_declaration, declaration, 0, &oid, &err);
  record_free(ENTITY_declaration, &declaration);
  if (!tui_done(tui, status, &err))
    return false;
  form_open(tui, ENTITY_declaration, oid, entity_field(ENTITY_declaration, "source"));
  tui_say(tui, STYLE_GOOD, "%s", _("Stated. Say here how it is known; u takes it back."));
  return true;
}

static bool take_value(void *context, struct tui *tui, const char *value)
{
  return state(context, tui, value);
}

static void take_token(void *context, struct tui *tui, size_t index)
{
  struct statement *statement = context;
  size_t length;
  const char *token = rule_token_at(statement->field, index, &length);
  char *value = mem_copy_span(token, length);
  state(statement, tui, value);
  free(value);
}

/* One value is picked; a number or several are written. */
static void ask_value(struct statement *statement)
{
  struct tui *tui = statement->view->view.tui;
  const struct rule_field *field = &rule_fields[statement->field];
  const char *question = i18n_text(field->help);
  struct picker_row rows[64] = {0};
  size_t count = 0, length;
  if (field->kind == RULE_FIELD_NUMBER || field->kind == RULE_FIELD_SET) {
    struct str key = {0};
    str_addf(&key, "fact %s", field->name);
    prompt_open(tui, str_text(&key), question, "", take_value, statement, statement_forget);
    str_clear(&key);
    if (field->tokens != NULL)
      tui_say(tui, STYLE_DIM, _("Write some of: %s."), field->tokens);
    return;
  }
  while (count < sizeof rows / sizeof rows[0] &&
         rule_token_at(statement->field, count, &length) != NULL) {
    rows[count].label = rule_token_label(statement->field, count);
    count++;
  }
  picker_open(tui, question, rows, count, 0, take_token, statement, statement_forget);
}

static void take_scope(void *context, struct tui *tui, size_t index)
{
  struct statement *old = context;
  struct statement *statement = mem_new(1, sizeof *statement); /* the list's own ends with it */
  (void)tui;
  *statement = (struct statement){old->view, old->field, NULL};
  if (index > 0)
    statement->touchpoint = mem_copy_text(old->touchpoint);
  ask_value(statement);
}

/* For the whole journey, or for the first touchpoint that lacks it. */
static void ask_scope(struct audit_view *view, const struct unevaluated *lacking)
{
  const struct touchpoint *touchpoint = lacking->place.touchpoint;
  struct statement *statement = mem_new(1, sizeof *statement);
  struct str only = {0};
  *statement = (struct statement){view, (enum rule_field_index)lacking->field, NULL};
  if (touchpoint == NULL) {
    ask_value(statement);
    return;
  }
  statement->touchpoint = mem_copy_text(touchpoint->id);
  str_addf(&only, _("Only for '%s'"), touchpoint->title);
  const struct picker_row rows[] = {{.label = _("For the whole journey")},
                                    {.label = str_text(&only)}};
  picker_open(view->view.tui, i18n_text(rule_fields[lacking->field].help), rows, 2, 0, take_scope,
              statement, statement_forget);
  str_clear(&only);
}

/* ---- Going there ---- */

static void go_to(struct audit_view *view, const struct audit_place *place)
{
  struct tui *tui = view->view.tui;
  if (place->touchpoint != NULL)
    tui->touchpoint = place->touchpoint->record.oid;
  if (place->variant != NULL || place->message != NULL)
    texts_show(tui, place);
  else
    tui_show(tui, VIEW_MAP);
}

static void jump(struct audit_view *view)
{
  const struct audit_row *row = audit_marked(view);
  struct tui *tui = view->view.tui;
  if (row == NULL)
    return;
  const struct audit *audit = view->audit;
  switch (row->kind) {
  case AUDIT_ROW_FINDING:
  case AUDIT_ROW_WAIVED:
    go_to(view, &audit->findings[row->index].place);
    break;
  case AUDIT_ROW_UNKNOWN: {
    const struct unevaluated *lacking = &audit->unevaluated[row->index];
    if (!audit_may_state((enum rule_field_index)lacking->field))
      go_to(view, &lacking->place);
    else if (tui_may(tui, DEED_MAP))
      ask_scope(view, lacking);
    break;
  }
  case AUDIT_ROW_LAPSED:
    form_open(tui, ENTITY_waiver, audit->lapsed[row->index].waiver->record.oid, NULL);
    break;
  case AUDIT_ROW_UNFIT:
    form_open(tui, ENTITY_declaration, audit->unfit[row->index].declaration->record.oid, NULL);
    break;
  default:
    tui_say(tui, STYLE_DIM, "%s", _("There is no place to go to; x explains it."));
  }
}

/* ---- Waiving and mending ---- */

static void waive(struct audit_view *view)
{
  const struct finding *finding = marked_finding(view);
  struct tui *tui = view->view.tui;
  if (finding == NULL || is_behind(view))
    return;
  if (finding->waiver != NULL)
    tui_say(tui, STYLE_WARN, "%s", _("It is accepted already; d takes that away."));
  else
    waive_dialog_open(tui, finding);
}

static void mend(struct audit_view *view)
{
  const struct finding *finding = marked_finding(view);
  struct tui *tui = view->view.tui;
  struct error err = {0};
  if (finding == NULL || is_behind(view))
    return;
  if (finding->fix_field == NULL) {
    tui_say(tui, STYLE_WARN, _("This cannot be mended by itself. %s"), finding_remedy(finding));
    return;
  }
  struct str now = {0};
  struct str then = {0};
  const char *label = i18n_text(finding->fix_field->label);
  finding_add_fix(&now, &then, finding);
  char *title = mem_copy_text(finding->place.touchpoint->title);
  if (tui_done(tui, audited_mend(tui->session, finding, &err), &err))
    /* L10N: a touchpoint, a field of it, its new value and the one it had */
    tui_say(tui, STYLE_GOOD, _("'%s': %s is %s now, it was %s. u takes it back."), title, label,
            str_text(&then), now.length > 0 ? str_text(&now) : _("(none)"));
  free(title);
  str_clear(&now);
  str_clear(&then);
}

/* A waiver or a statement goes, after asking. */
static void ask_delete(struct audit_view *view)
{
  const struct audit_row *row = audit_marked(view);
  struct tui *tui = view->view.tui;
  const struct finding *finding = audit_marked_finding(view);
  if (finding != NULL && finding->waiver != NULL)
    deletion_open(tui, ENTITY_waiver, finding->waiver->record.oid,
                  _("Accept this finding no longer?"));
  else if (row != NULL && row->kind == AUDIT_ROW_LAPSED)
    deletion_open(tui, ENTITY_waiver, view->audit->lapsed[row->index].waiver->record.oid,
                  _("Delete this waiver?"));
  else if (row != NULL && row->kind == AUDIT_ROW_UNFIT)
    deletion_open(tui, ENTITY_declaration, view->audit->unfit[row->index].declaration->record.oid,
                  _("Delete this statement?"));
  else
    tui_say(tui, STYLE_WARN, "%s",
            _("Only waivers and statements are deleted here: w accepts a finding."));
}

static void edit(struct audit_view *view)
{
  const struct audit_row *row = audit_marked(view);
  const struct finding *finding = audit_marked_finding(view);
  struct tui *tui = view->view.tui;
  if (finding != NULL && finding->waiver != NULL)
    form_open(tui, ENTITY_waiver, finding->waiver->record.oid, NULL);
  else if (row != NULL && audit_row_touchpoint(view, row) != NULL)
    form_open(tui, ENTITY_touchpoint, audit_row_touchpoint(view, row)->record.oid, NULL);
  else if (finding != NULL)
    form_open(tui, ENTITY_journey, tui->session->journey_oid, NULL);
  else
    jump(view);
}

/* ---- Explaining ---- */

/* What the rule looked at, and what of it is known there. */
static void tell_facts(struct told *told, struct tui *tui, const struct rule *rule,
                       const struct audit_place *place)
{
  const struct rule_terms *both[] = {&rule->when, &rule->must};
  bool seen[RULE_FIELD_COUNT] = {false};
  struct facts *facts = mem_new(1, sizeof *facts);
  if (tui->auditor.large) { /* it would take as long as the audit */
    free(facts);
    return;
  }
  audited_facts(tui->auditor.audited, tui->auditor.bench, place, facts);
  output_list(&told->output, NULL, _("What it saw here"));
  for (size_t i = 0; i < 2; i++)
    for (size_t j = 0; j < both[i]->count; j++) {
      const int fields[] = {(int)both[i]->items[j].field, both[i]->items[j].other};
      for (size_t f = 0; f < 2; f++) {
        if (fields[f] < 0 || seen[fields[f]])
          continue;
        enum rule_field_index field = (enum rule_field_index)fields[f];
        struct str value = {0};
        seen[field] = true;
        fact_add(&value, field, &facts->of[field]);
        if (!facts->of[field].known)
          str_addf(&value, ". %s",
                   audit_may_state(field) ? _("Among what is not evaluated, Enter states it.")
                                          : _("The map tells it, where the map says more."));
        told->item = true;
        /* A label is followed by a colon, not by a full stop. */
        const char *help = i18n_text(rule_fields[field].help);
        size_t length = strlen(help);
        char *label = mem_copy_span(help, length - (length > 0 && help[length - 1] == '.'));
        output_text(&told->output, NULL, label, str_text(&value));
        free(label);
        str_clear(&value);
      }
    }
  output_close(&told->output);
  free(facts);
}

static void explain(struct audit_view *view)
{
  const struct audit_row *row = audit_marked(view);
  const struct finding *finding = audit_marked_finding(view);
  struct tui *tui = view->view.tui;
  const struct rule *rule = NULL;
  const struct audit_place *place = NULL;
  struct told told;
  struct error err = {0};
  if (finding != NULL) {
    rule = finding->rule;
    place = &finding->place;
  } else if (row != NULL && row->kind == AUDIT_ROW_UNKNOWN) {
    rule = view->audit->unevaluated[row->index].rule;
    place = &view->audit->unevaluated[row->index].place;
  } else if (row != NULL && row->kind == AUDIT_ROW_PENDING) {
    rule = view->audit->pending[row->index];
  }
  if (rule == NULL) {
    tui_say(tui, STYLE_WARN, "%s", _("Mark a finding first."));
    return;
  }
  told_init(&told);
  if (finding != NULL)
    output_text(&told.output, NULL, "", finding_text(finding));
  if (place != NULL)
    tell_facts(&told, tui, rule, place);
  enum status status = explain_id(tui->auditor.audited->library, rule->id, tui->auditor.audited->on,
                                  &told.output, &err);
  if (status == STATUS_OK)
    reader_open(tui, rule->id, str_text(&told.text));
  else
    tui_fault(tui, &err);
  told_clear(&told);
}

bool audit_act(struct audit_view *view, const struct command *command)
{
  const char *name = command->name;
  if (strcmp(name, "jump") == 0)
    jump(view);
  else if (strcmp(name, "waive") == 0)
    waive(view);
  else if (strcmp(name, "mend") == 0)
    mend(view);
  else if (strcmp(name, "rule-explain") == 0)
    explain(view);
  else if (strcmp(name, "touchpoint-delete") == 0)
    ask_delete(view);
  else if (strcmp(name, "edit") == 0)
    edit(view);
  else
    return false;
  return true;
}
