/* What is done with a finding: found by its mark, waived, mended. */
#include "app/audited.h"

#include "app/edit.h"
#include "app/role.h"
#include "base/i18n.h"
#include "base/mem.h"

#include <string.h>

enum status audited_find(const struct audited *audited, const char *fingerprint,
                         const struct finding **finding, struct error *err)
{
  const struct audit *audit = audited->audit;
  size_t length = strlen(fingerprint);
  *finding = NULL;
  for (size_t i = 0; i < audit->finding_count; i++) {
    const struct finding *one = &audit->findings[i];
    if (length == 0 || strncmp(finding_fingerprint(one), fingerprint, length) != 0)
      continue;
    if (*finding != NULL && strcmp(finding_fingerprint(*finding), finding_fingerprint(one)) != 0) {
      error_set(err, STATUS_INPUT, _("Several findings begin with '%.60s'."), fingerprint);
      error_remedy(err, "%s", _("Write more of it."));
      return STATUS_INPUT;
    }
    *finding = one;
  }
  if (*finding != NULL)
    return STATUS_OK;
  error_set(err, STATUS_INPUT, _("No finding begins with '%.60s'."), fingerprint);
  error_remedy(err, "%s", _("'kundresa audit FILE' lists them."));
  return STATUS_INPUT;
}

static enum status fill_waiver(struct waiver *waiver, const struct finding *finding,
                               const struct session *session, const char *reason, struct error *err)
{
  const struct touchpoint *touchpoint = finding->place.touchpoint;
  enum status status = record_set(waiver, entity_field(ENTITY_waiver, "reason"), reason, err);
  waiver->rule = mem_copy_text(finding->rule->id);
  waiver->touchpoint = mem_copy_text(touchpoint != NULL ? touchpoint->id : NULL);
  waiver->fingerprint = mem_copy_text(finding_fingerprint(finding));
  waiver->digest = mem_copy_text(finding_digest(finding));
  waiver->person = mem_copy_text(session->person);
  waiver->given = audited_today();
  if (status == STATUS_OK && waiver->reason == NULL) {
    status = error_set(err, STATUS_INPUT, _("A waiver needs a reason."));
    error_remedy(err, "%s", _("Say why the finding is accepted, so that others can judge it."));
  }
  return status;
}

/* Those for the same finding that hold no longer. */
static enum status delete_lapsed(struct session *session, const struct audit *audit,
                                 const char *fingerprint, struct error *err)
{
  enum status status = STATUS_OK;
  for (size_t i = 0; i < audit->lapsed_count && status == STATUS_OK; i++) {
    const struct waiver *waiver = audit->lapsed[i].waiver;
    if (strcmp(waiver->fingerprint, fingerprint) == 0)
      status =
          store_delete(session->store, ENTITY_waiver, ((const struct record *)waiver)->oid, err);
  }
  return status;
}

enum status audited_waive(struct session *session, const struct audited *audited,
                          const char *fingerprint, const char *reason, date_day until,
                          int64_t department, struct error *err)
{
  const struct finding *finding;
  int64_t oid;
  enum status status = audited_find(audited, fingerprint, &finding, err);
  if (status == STATUS_OK && finding->waiver != NULL)
    status = error_set(err, STATUS_INPUT, _("%s is waived already: %s"), finding->rule->id,
                       finding->waiver->reason);
  if (status == STATUS_OK && until != UNSET && until < audited_today())
    status = error_set(err, STATUS_INPUT, _("The last day of the waiver has passed already."));
  if (status != STATUS_OK)
    return status;
  struct waiver *waiver = record_new(ENTITY_waiver);
  waiver->department = department != UNSET ? department : session->department;
  waiver->until = until;
  status = fill_waiver(waiver, finding, session, reason, err);
  if (status == STATUS_OK) {
    struct str label = {0};
    str_addf(&label, "waive %s", finding->rule->id);
    status = role_begin(session, DEED_MAP, str_text(&label), "edit", err);
    str_clear(&label);
  }
  if (status == STATUS_OK) {
    status = delete_lapsed(session, audited->audit, finding_fingerprint(finding), err);
    if (status == STATUS_OK)
      status =
          store_insert(session->store, session->journey_oid, ENTITY_waiver, waiver, 0, &oid, err);
    if (status == STATUS_OK)
      status = store_commit(session->store, err);
    else
      store_rollback(session->store);
  }
  record_free(ENTITY_waiver, &waiver);
  return status;
}

enum status audited_mend(struct session *session, const struct finding *finding, struct error *err)
{
  const struct touchpoint *touchpoint = finding->place.touchpoint;
  if (finding->fix_field == NULL || touchpoint == NULL)
    return error_set(err, STATUS_INPUT, _("%s cannot be mended by itself: %s"), finding->rule->id,
                     finding_remedy(finding));
  int64_t oid;
  struct str seen = {0};
  record_add_value(&seen, touchpoint, finding->fix_field);
  enum status status = store_find(session->store, session->journey_oid, ENTITY_touchpoint,
                                  touchpoint->id, &oid, err);
  if (status == STATUS_OK)
    status = edit_set(session, ENTITY_touchpoint, oid, finding->fix_field, finding->fix_value,
                      str_text(&seen), err);
  str_clear(&seen);
  return status;
}
