/* The Workshop view: which of the things that the step needs are on the map, and what it
 * warns of. */
#include "app/surveyed.h"
#include "tui/views/workshop_view.h"
#include "workshop/needs.h"

#include <stdio.h>
#include <string.h>

static enum status note_number(void *context, const struct history_entry *entry, struct error *err)
{
  (void)err;
  *(int64_t *)context = entry->number;
  return STATUS_OK;
}

/* The last action of the file; 0 where that cannot be told.  Cards and votes in hiding,
 * and the clock, are none, and tell nothing that a step needs. */
static int64_t last_action(struct session *session)
{
  int64_t number = 0;
  store_each_entry(session->store, 0, 1, note_number, &number, NULL);
  return number;
}

/* The errors and warnings at the touchpoints of the step, as last audited. */
static size_t count_findings(const struct workshop_view *view, const struct scene *scene)
{
  size_t findings = 0;
  for (size_t i = 0; i < map_count(scene->map, ENTITY_touchpoint); i++) {
    const struct touchpoint *touchpoint = map_at(scene->map, ENTITY_touchpoint, i);
    const struct finding_count *count =
        step_holds(scene->step, touchpoint)
            ? auditor_count(&view->view.tui->auditor, touchpoint->record.oid)
            : NULL;
    findings += count != NULL ? count->errors + count->warnings : 0;
  }
  return findings;
}

static void look_at(struct workshop_view *view, const struct agenda_step *step,
                    const struct map *map)
{
  struct scene scene = {.map = map, .step = step, .workshop = view->meeting.running.workshop};
  const struct workshop *record = map_find(map, ENTITY_workshop, scene.workshop);
  for (size_t i = 0; record != NULL && i < list_count(record->departments); i++)
    scene.departments |= UINT64_C(1) << list_value(record->departments, i, ENUM_department);
  scene.findings = count_findings(view, &scene);
  view->met = needs_met(&scene);
  view->cautions = cautions_met(&scene);
}

static const struct agenda_step *step_of(const struct workshop_view *view)
{
  return view->meeting.runs ? running_step(&view->meeting.running, view->meeting.agenda) : NULL;
}

void workshop_look(struct workshop_view *view)
{
  struct session *session = view->view.tui->session;
  const struct agenda_step *step = step_of(view);
  struct map *map = NULL;
  struct error err = {0};
  int64_t action = last_action(session);
  bool same = step != NULL && strcmp(view->looked_step, step->id) == 0;
  if (same && action != 0 && action == view->looked_action)
    return;
  view->looked_action = 0;
  view->met = view->cautions = 0;
  if (step == NULL || (step->needs == 0 && step->cautions == 0))
    return;
  if (surveyed_read(session, &map, &err) != STATUS_OK) {
    tui_fault(view->view.tui, &err);
    return;
  }
  look_at(view, step, map);
  map_free(&map);
  view->looked_action = action;
  snprintf(view->looked_step, sizeof view->looked_step, "%s", step->id);
}

void workshop_audited(struct view *base)
{
  struct workshop_view *view = (struct workshop_view *)base;
  const struct auditor *auditor = &view->view.tui->auditor;
  const struct agenda_step *step = step_of(view);
  if (step != NULL && auditor->audited != NULL && !auditor_is_behind(auditor))
    look_at(view, step, auditor->audited->map);
}
