/* Grading in a workshop: each for their department, hidden until the facilitator goes on. */
#include "app/meeting_private.h"

#include "app/edit_private.h"
#include "app/role.h"
#include "base/i18n.h"

#include <inttypes.h>
#include <stdlib.h>
#include <string.h>

void meeting_add_grades(struct str *out, const int64_t grades[CRITERION_COUNT])
{
  for (int i = 0; i < CRITERION_COUNT; i++)
    if (grades[i] == UNSET)
      str_add(out, i > 0 ? " -" : "-");
    else
      str_addf(out, "%s%" PRId64, i > 0 ? " " : "", grades[i]);
}

#define BETWEEN " ,;/"

/* Whether some stand together and some do not, as in "10 1", which means nobody knows
 * what. */
static bool is_mixed(const char *text)
{
  size_t runs = 0;
  size_t longest = 0;
  for (const char *at = text + strspn(text, BETWEEN); *at != '\0'; at += strspn(at, BETWEEN)) {
    size_t run = strcspn(at, BETWEEN);
    longest = run > longest ? run : longest;
    runs++;
    at += run;
  }
  return runs > 1 && longest > 1;
}

enum status meeting_parse_grades(const char *text, int64_t grades[CRITERION_COUNT],
                                 struct error *err)
{
  size_t count = 0;
  bool fits = !is_mixed(text);
  for (int i = 0; i < CRITERION_COUNT; i++)
    grades[i] = UNSET;
  for (const char *at = text; fits && *at != '\0'; at++) {
    if (strchr(BETWEEN, *at) != NULL)
      continue;
    bool graded = *at >= '0' && *at <= '0' + GRADING_MOST;
    fits = count < CRITERION_COUNT && (graded || *at == '-');
    if (fits)
      grades[count++] = graded ? *at - '0' : UNSET;
  }
  if (fits)
    return STATUS_OK;
  error_set(err, STATUS_INPUT, _("'%.40s' are no grades."), text);
  error_remedy(err, "%s",
               _("Write three numbers from 0 to 5, as in 4 5 3; a hyphen leaves one out."));
  return STATUS_INPUT;
}

bool meeting_read_grades(const struct sealed *sealed, int64_t grades[CRITERION_COUNT])
{
  return sealed->body[0] != '\0' && meeting_parse_grades(sealed->body, grades, NULL) == STATUS_OK;
}

static bool is_any(const int64_t grades[CRITERION_COUNT])
{
  for (int i = 0; i < CRITERION_COUNT; i++)
    if (grades[i] != UNSET)
      return true;
  return false;
}

static enum status need_department(const struct session *session, struct error *err)
{
  if (session->department != UNSET)
    return STATUS_OK;
  error_set(err, STATUS_INPUT, _("grades are told by department, and yours is not known."));
  error_remedy(err, "%s", _("Say who you are first: 'who am I' in the list of commands (:)."));
  return STATUS_INPUT;
}

enum status meeting_grade(struct session *session, const struct meeting *meeting,
                          const char *touchpoint, const int64_t grades[CRITERION_COUNT],
                          struct error *err)
{
  struct str body = {0};
  char *stands = NULL;
  enum status status = role_need(session, DEED_VOTE, err);
  if (status == STATUS_OK)
    status = need_department(session, err);
  if (status == STATUS_OK)
    status = meeting_need_phase(session, meeting, phase_grade, &stands, err);
  meeting_add_grades(&body, grades);
  if (status == STATUS_OK)
    status = meeting_seal(session, meeting, phase_grade, stands, touchpoint,
                          is_any(grades) ? str_text(&body) : NULL, err);
  free(stands);
  str_clear(&body);
  return status;
}

enum status meeting_each_graded(struct session *session, const struct meeting *meeting,
                                sealed_visit *visit, void *context, struct error *err)
{
  struct str round = {0};
  running_add_round(&round, &meeting->running);
  enum status status = store_each_department_sealed(session->store, session->journey_oid, "grade",
                                                    str_text(&round), visit, context, err);
  str_clear(&round);
  return status;
}

static enum status set_agreed(struct session *session, const struct agreement *agreement,
                              struct error *err)
{
  const struct value nothing = {.number = UNSET};
  enum status status = STATUS_OK;
  for (int i = 0; i < CRITERION_COUNT && status == STATUS_OK; i++) {
    const struct value grade = {.number = agreement->grades[i]};
    if (grade.number != UNSET)
      status = store_set(session->store, ENTITY_touchpoint, agreement->touchpoint,
                         entity_field(ENTITY_touchpoint, criterion_name((enum criterion)i)), &grade,
                         &nothing, err);
  }
  return status;
}

enum status meeting_agree(struct session *session, const struct agreement *agreements, size_t count,
                          struct error *err)
{
  enum status status = role_begin(session, DEED_MAP, "agree on grades", "edit", err);
  if (status != STATUS_OK)
    return status;
  for (size_t i = 0; i < count && status == STATUS_OK; i++)
    status = set_agreed(session, &agreements[i], err);
  return edit_finish(session, status, err);
}
