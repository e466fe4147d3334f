#include "tui/release_dialog.h"

#include "app/release.h"
#include "base/i18n.h"
#include "base/mem.h"
#include "tui/dialog.h"

#include <inttypes.h>
#include <stdlib.h>
#include <string.h>

/* What is in the way, kept while the list of it is open. */
struct obstacles {
  struct plan_faults faults;
};

static void forget(void *context)
{
  struct obstacles *obstacles = context;
  plan_faults_clear(&obstacles->faults);
  free(obstacles);
}

/* The touchpoint that a message belongs to, or 0. */
static int64_t touchpoint_of(struct session *session, int64_t message)
{
  struct message record;
  int64_t oid = 0;
  record_init(ENTITY_message, &record);
  if (store_read(session->store, ENTITY_message, message, &record, NULL) != STATUS_OK ||
      store_find(session->store, session->journey_oid, ENTITY_touchpoint, record.touchpoint, &oid,
                 NULL) != STATUS_OK)
    oid = 0;
  record_clear(ENTITY_message, &record);
  return oid;
}

/* Leads to the place of a fault and says there what it is. */
static void go_to(void *context, struct tui *tui, size_t index)
{
  const struct plan_fault *fault = &((struct obstacles *)context)->faults.items[index];
  struct session *session = tui->session;
  int64_t oid = session->journey_oid;
  if (fault->entity != ENTITY_journey &&
      store_find(session->store, session->journey_oid, fault->entity, fault->id, &oid, NULL) !=
          STATUS_OK)
    return;
  if (fault->entity == ENTITY_touchpoint || fault->entity == ENTITY_message) {
    bool text = fault->entity == ENTITY_message;
    int64_t touchpoint = text ? touchpoint_of(session, oid) : oid;
    if (touchpoint != 0)
      tui->touchpoint = touchpoint;
    tui_reload(tui);
    tui_show(tui, text ? VIEW_TEXTS : VIEW_MAP);
  } else {
    form_open(tui, fault->entity, oid, NULL);
  }
  tui_say(tui, STYLE_WARN, "%s %s", fault->text, fault->remedy);
}

/* What people call the place: its title, a message by that of its touchpoint,
 * or its id where it has none. */
static char *place_of(struct session *session, const struct plan_fault *fault)
{
  enum entity entity = fault->entity;
  int64_t oid;
  char *place = NULL;
  if (store_find(session->store, session->journey_oid, entity, fault->id, &oid, NULL) != STATUS_OK)
    return mem_copy_text(fault->id);
  if (entity == ENTITY_message) {
    entity = ENTITY_touchpoint;
    oid = touchpoint_of(session, oid);
  }
  const struct field *title = entity_field(entity, "title");
  if (title != NULL && oid != 0) {
    void *record = record_new(entity);
    if (store_read(session->store, entity, oid, record, NULL) == STATUS_OK)
      place = mem_copy_text(record_text(record, title));
    record_free(entity, &record);
  }
  return place != NULL ? place : mem_copy_text(fault->id);
}

static void list_faults(struct tui *tui, struct plan_faults *faults)
{
  struct obstacles *obstacles = mem_new(1, sizeof *obstacles);
  obstacles->faults = *faults;
  *faults = (struct plan_faults){0};
  size_t count = obstacles->faults.count;
  struct picker_row *rows = mem_new(count, sizeof *rows);
  char **places = mem_new(count, sizeof *places);
  char **details = mem_new(count, sizeof *details);
  for (size_t i = 0; i < count; i++) {
    const struct plan_fault *fault = &obstacles->faults.items[i];
    struct str detail = {0};
    str_addf(&detail, "%s %s", fault->text, fault->remedy);
    places[i] = place_of(tui->session, fault);
    details[i] = str_take(&detail);
    rows[i] = (struct picker_row){
        .key = screen_glyph(GLYPH_BULLET), .label = places[i], .detail = details[i]};
  }
  struct str title = {0};
  str_addf(
      &title,
      P_("%zu thing keeps the plan from running", "%zu things keep the plan from running", count),
      count);
  picker_open(tui, str_text(&title), rows, count, 0, go_to, obstacles, forget);
  str_clear(&title);
  for (size_t i = 0; i < count; i++) {
    free(places[i]);
    free(details[i]);
  }
  free(places);
  free(details);
  free(rows);
}

static void make(void *context, struct tui *tui)
{
  (void)context;
  struct release_made made = {0};
  struct error err = {0};
  enum status status =
      release_make(tui->session, tui->auditor.bench, audited_today(), false, &made, &err);
  if (status == STATUS_FINDINGS && made.faults.count > 0)
    list_faults(tui, &made.faults); /* somebody changed it meanwhile */
  else if (tui_done(tui, status, &err))
    tui_say(tui, STYLE_GOOD,
            _("Release %" PRId64 " is made. 'kundresa export FILE --format plan' writes it out."),
            made.number);
  release_clear(&made);
}

void release_dialog_open(struct tui *tui)
{
  struct release_made made = {0};
  struct error err = {0};
  enum status status =
      release_make(tui->session, tui->auditor.bench, audited_today(), true, &made, &err);
  if (made.faults.count > 0) {
    list_faults(tui, &made.faults);
  } else if (status != STATUS_OK) {
    tui_fault(tui, &err);
  } else if (made.stood) {
    tui_say(tui, STYLE_DIM, _("Nothing has changed since release %" PRId64 ", which stands."),
            made.number);
  } else {
    struct str question = {0};
    if (made.notices.count == 0)
      str_add(&question, _("Everything is there."));
    else
      str_addf(&question,
               P_("In %zu place a text lacks a language, and the journey's first stands in.",
                  "In %zu places a text lacks a language, and the journey's first stands in.",
                  made.notices.count),
               made.notices.count);
    str_addf(&question, _(" Make release %" PRId64 "? It never changes again."), made.number);
    confirm_open(tui, str_text(&question), _("Make the release"), make, NULL, NULL);
    str_clear(&question);
  }
  release_clear(&made);
}
