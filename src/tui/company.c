#include "tui/company.h"

#include "app/here.h"
#include "app/people.h"
#include "base/i18n.h"
#include "base/mem.h"
#include "base/text.h"
#include "tui/dialog.h"
#include "tui/screen.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <time.h>
#include <unistd.h>

#define PUT(array, text) snprintf(array, sizeof(array), "%s", text)

/* ---- Where one is ---- */

void company_join(struct tui *tui)
{
  struct company *company = &tui->company;
  struct timespec now;
  clock_gettime(CLOCK_REALTIME, &now);
  company->self = present_nobody();
  company->self.since = (int64_t)now.tv_sec * 1000 + now.tv_nsec / 1000000;
  company->self.process = getpid();
  company->led = present_nobody();
  /* Whoever cannot be seen can work all the same. */
  presence_open(tui->session->path, true, &company->presence, NULL);
}

void company_leave(struct company *company)
{
  presence_close(&company->presence);
}

/* Whether a dialog is open still. */
static bool is_open(const struct tui *tui, const struct dialog *sought)
{
  for (const struct dialog *dialog = tui->top; dialog != NULL; dialog = dialog->below)
    if (dialog == sought)
      return true;
  return false;
}

static void put_touchpoint(struct tui *tui, struct present *self)
{
  struct touchpoint touchpoint;
  record_init(ENTITY_touchpoint, &touchpoint);
  self->touchpoint[0] = '\0';
  if (tui->touchpoint != 0 && store_read(tui->session->store, ENTITY_touchpoint, tui->touchpoint,
                                         &touchpoint, NULL) == STATUS_OK)
    PUT(self->touchpoint, touchpoint.id);
  record_clear(ENTITY_touchpoint, &touchpoint);
}

void company_tell(struct tui *tui)
{
  struct company *company = &tui->company;
  const struct session *session = tui->session;
  struct present *self = &company->self;
  const struct view *view = tui->views[tui->current];
  /* What is shorter than before leaves nothing behind: they are compared as bytes. */
  struct present now = present_nobody();
  now.since = self->since;
  now.process = self->process;
  now.department = session->department;
  now.role = session->role;
  PUT(now.person, session->person);
  PUT(now.name, session_name(session));
  if (view != NULL)
    PUT(now.view, here_view(command_of_key(view->ops->digit, SCOPE_VIEWS)));
  if (session->journey_oid != 0)
    PUT(now.journey, session->journey.id);
  put_touchpoint(tui, &now);
  if (company->writes != NULL && !is_open(tui, company->writes))
    company->writes = NULL;
  if (company->writes != NULL)
    PUT(now.field, company->field);
  PUT(now.step, company->step);
  *self = now;
  presence_tell(company->presence, self);
}

void company_note_writing(struct tui *tui, enum entity entity, int64_t oid,
                          const struct field *field)
{
  struct company *company = &tui->company;
  struct str text = {0};
  const struct field *id = entity_id_field(entity);
  void *record = record_new(entity);
  str_addf(&text, "%s/", entities[entity].name);
  if (id != NULL && store_read(tui->session->store, entity, oid, record, NULL) == STATUS_OK)
    str_add(&text, record_text(record, id));
  str_addf(&text, " %s", field->name);
  record_free(entity, &record);
  PUT(company->field, str_text(&text));
  company->writes = tui->top;
  str_clear(&text);
}

/* ---- Following ---- */

static const struct present *others_of(const struct tui *tui, size_t *count)
{
  return presence_others(tui->company.presence, count);
}

/* Who leads: the one who is followed already, else the first. */
static const struct present *find_leader(const struct tui *tui)
{
  size_t count;
  const struct present *others = others_of(tui, &count);
  const struct present *leader = NULL;
  for (size_t i = 0; i < count; i++) {
    if (others[i].role != role_facilitator)
      continue;
    if (others[i].process == tui->company.leader)
      return &others[i];
    if (leader == NULL)
      leader = &others[i];
  }
  return tui->company.leader == 0 ? leader : NULL;
}

static bool is_same_place(const struct present *one, const struct present *other)
{
  return strcmp(one->view, other->view) == 0 && strcmp(one->journey, other->journey) == 0 &&
         strcmp(one->touchpoint, other->touchpoint) == 0;
}

void company_go(struct tui *tui, const struct present *present)
{
  struct session *session = tui->session;
  const struct command *command = here_view_command(present->view);
  int64_t oid = 0;
  if (present->journey[0] != '\0' &&
      (session->journey_oid == 0 || strcmp(present->journey, session->journey.id) != 0)) {
    if (session_choose(session, present->journey, NULL) != STATUS_OK)
      return;
    tui->touchpoint = 0;
    tui_reload(tui);
  }
  if (present->touchpoint[0] != '\0' &&
      store_find(session->store, session->journey_oid, ENTITY_touchpoint, present->touchpoint, &oid,
                 NULL) == STATUS_OK)
    tui->touchpoint = oid;
  if (command != NULL)
    tui_run(tui, command);
}

static void lose_leader(struct tui *tui)
{
  tui->company.follow = FOLLOW_FREE;
  tui->company.leader = 0;
  tui_say(tui, STYLE_WARN, _("%s leads no longer; you go where you like."),
          here_name(&tui->company.led));
}

/* Nobody is moved in the middle of anything. */
static bool follow(struct tui *tui)
{
  struct company *company = &tui->company;
  if (company->follow == FOLLOW_FREE)
    return false;
  const struct present *leader = find_leader(tui);
  if (leader == NULL) {
    lose_leader(tui);
    return true;
  }
  if (company->follow == FOLLOW_HOLD || tui->top != NULL || tui->session->present != NULL ||
      is_same_place(leader, &company->led))
    return false;
  company->led = *leader;
  company_go(tui, leader);
  return true;
}

bool company_poll(struct tui *tui)
{
  bool other = presence_look(tui->company.presence);
  bool moved = follow(tui);
  return other || moved;
}

void company_follow(struct tui *tui)
{
  struct company *company = &tui->company;
  if (company->follow != FOLLOW_FREE) {
    company->follow = FOLLOW_FREE;
    company->leader = 0;
    tui_say(tui, STYLE_TEXT, "%s", _("You follow nobody and go where you like."));
    return;
  }
  presence_look(company->presence);
  const struct present *leader = find_leader(tui);
  if (leader == NULL) {
    tui_say(tui, STYLE_WARN, "%s",
            _("There is nobody here to follow: a facilitator is, who leads a workshop."));
    return;
  }
  company->follow = FOLLOW_LEAD;
  company->leader = leader->process;
  company->led = present_nobody();
  follow(tui);
  tui_say(tui, STYLE_GOOD, _("You follow %s. F holds your place, f lets go."),
          here_name(&company->led));
}

void company_hold(struct tui *tui)
{
  struct company *company = &tui->company;
  if (company->follow == FOLLOW_FREE) {
    tui_say(tui, STYLE_WARN, "%s", _("You follow nobody: f follows the facilitator."));
    return;
  }
  bool holds = company->follow == FOLLOW_HOLD;
  company->follow = holds ? FOLLOW_LEAD : FOLLOW_HOLD;
  if (holds) {
    company->led.view[0] = '\0'; /* go there even where nothing has moved since */
    follow(tui);
    tui_say(tui, STYLE_GOOD, _("You follow %s again."), here_name(&company->led));
  } else {
    tui_say(tui, STYLE_TEXT, _("You stay here until F lets go; then you follow %s again."),
            here_name(&company->led));
  }
}

/* ---- Seen ---- */

static void add_short(struct str *out, const struct present *present)
{
  if (present->department != UNSET)
    str_addf(out, "%s:", department_letter(present->department));
  people_add_initials(out, here_name(present));
}

/* L10N: before who is here: "with F:AE M:SB", "following F:AE M:SB" */
static const char *line_words(const struct company *company)
{
  switch (company->follow) {
  case FOLLOW_LEAD:
    return _("following");
  case FOLLOW_HOLD:
    return _("holding");
  default:
    return _("with");
  }
}

/* Whom one follows stands first. */
void company_add_line(struct str *out, const struct tui *tui, int columns)
{
  size_t count;
  size_t shown = 0;
  const struct present *others = others_of(tui, &count);
  const struct present *leader = tui->company.follow != FOLLOW_FREE ? find_leader(tui) : NULL;
  struct str line = {0};
  if (count == 0 || others == NULL)
    return;
  str_add(&line, line_words(&tui->company));
  for (size_t round = 0; round < 2; round++)
    for (size_t i = 0; i < count; i++) {
      struct str one = {0};
      if ((&others[i] == leader) != (round == 0))
        continue;
      str_add(&one, " ");
      add_short(&one, &others[i]);
      int more = shown + 1 < count ? 4 : 0; /* " +12" */
      if (shown == 0 ||
          text_width(str_text(&line)) + text_width(str_text(&one)) + more <= columns) {
        str_add(&line, str_text(&one));
        shown++;
      }
      str_clear(&one);
    }
  if (shown < count)
    str_addf(&line, " +%zu", count - shown);
  str_add(out, str_text(&line));
  str_clear(&line);
}

void company_add_marks(struct str *out, const struct tui *tui, const char *touchpoint)
{
  size_t count;
  bool any = false;
  const struct present *others = others_of(tui, &count);
  for (size_t i = 0; i < count; i++) {
    if (strcmp(others[i].touchpoint, touchpoint) != 0 ||
        strcmp(others[i].journey, tui->session->journey.id) != 0)
      continue;
    str_add(out, any ? " " : "");
    any = true;
    people_add_initials(out, here_name(&others[i]));
    if (others[i].field[0] != '\0')
      str_add(out, screen_glyph(GLYPH_ELLIPSIS));
  }
}

void company_paint_marks(const struct tui *tui, const char *touchpoint, int row, int column,
                         int columns)
{
  struct str marks = {0};
  company_add_marks(&marks, tui, touchpoint);
  int width = text_width(str_text(&marks)) + 1;
  int room = width < columns / 3 ? width : columns / 3;
  if (width > 1) {
    paint_fill((struct rect){row, column + columns - room, 1, room}, STYLE_KEY);
    paint_text(row, column + columns - room + 1, room - 1, STYLE_KEY, str_text(&marks));
  }
  str_clear(&marks);
}

/* ---- The list ---- */

struct gathering {
  struct present *places; /* as of when it was opened; one's own first */
  struct str *initials;
  struct str *details;
  struct picker_row *rows;
  size_t count;
};

static void gathering_forget(void *context)
{
  struct gathering *gathering = context;
  for (size_t i = 0; i < gathering->count; i++) {
    str_clear(&gathering->initials[i]);
    str_clear(&gathering->details[i]);
  }
  free(gathering->places);
  free(gathering->initials);
  free(gathering->details);
  free(gathering->rows);
  free(gathering);
}

static void visit(void *context, struct tui *tui, size_t index)
{
  const struct gathering *gathering = context;
  if (index > 0)
    company_go(tui, &gathering->places[index]);
}

/* "Finance, editor; map: Signs up online" */
static void add_detail(struct str *out, struct tui *tui, const struct present *present)
{
  struct str place = {0};
  if (present->department != UNSET)
    str_addf(out, "%s, ", enumeration_label(&enumerations[ENUM_department], present->department));
  if (present->role != UNSET)
    str_add(out, enumeration_label(&enumerations[ENUM_role], present->role));
  here_add_place(&place, tui->session, present);
  if (place.length > 0)
    str_addf(out, "; %s", str_text(&place));
  str_clear(&place);
}

void company_show(struct tui *tui)
{
  size_t count;
  presence_look(tui->company.presence);
  const struct present *others = others_of(tui, &count);
  struct gathering *gathering = mem_new(1, sizeof *gathering);
  gathering->count = count + 1;
  gathering->places = mem_new(count + 1, sizeof *gathering->places);
  gathering->initials = mem_new(count + 1, sizeof *gathering->initials);
  gathering->details = mem_new(count + 1, sizeof *gathering->details);
  gathering->rows = mem_new(count + 1, sizeof *gathering->rows);
  gathering->places[0] = tui->company.self;
  for (size_t i = 0; i < count; i++)
    gathering->places[i + 1] = others[i];
  for (size_t i = 0; i <= count; i++) {
    people_add_initials(&gathering->initials[i], here_name(&gathering->places[i]));
    add_detail(&gathering->details[i], tui, &gathering->places[i]);
    gathering->rows[i] = (struct picker_row){.key = str_text(&gathering->initials[i]),
                                             .label = here_name(&gathering->places[i]),
                                             .detail = str_text(&gathering->details[i])};
  }
  picker_open(tui, _("Who is here: you first, and Enter goes where another is"), gathering->rows,
              gathering->count, 0, visit, gathering, gathering_forget);
}
