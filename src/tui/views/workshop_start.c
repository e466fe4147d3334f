/* The Workshop view: whose department one is here for, and starting a workshop. */
#include "app/agendas.h"
#include "app/clock.h"
#include "base/i18n.h"
#include "base/mem.h"
#include "tui/dialog.h"
#include "tui/views/workshop_view.h"

#include <stdlib.h>
#include <string.h>

static struct tui *tui_of(const struct workshop_view *view)
{
  return view->view.tui;
}

static struct session *session_of(const struct workshop_view *view)
{
  return view->view.tui->session;
}

/* ---- Whose department ---- */

static void take_department(void *context, struct tui *tui, size_t index)
{
  struct error err = {0};
  (void)context;
  if (tui_done(tui, session_set_department(tui->session, (int64_t)index, &err), &err))
    tui_say(tui, STYLE_GOOD, _("You are here for %s now. Press Enter once more."),
            enumeration_label(&enumerations[ENUM_department], (int64_t)index));
}

/* Cards are told by department, so that it is asked for before the first. */
bool workshop_asks_department(struct workshop_view *view)
{
  if (past_refuses(view->view.tui))
    return true;
  const struct enumeration *list = &enumerations[ENUM_department];
  if (session_of(view)->department != UNSET)
    return false;
  struct picker_row *rows = mem_new(list->count, sizeof *rows);
  for (size_t i = 0; i < list->count; i++)
    rows[i].label = i18n_text(list->labels[i]);
  picker_open(tui_of(view), _("Which department are you here for?"), rows, list->count, 0,
              take_department, NULL, NULL);
  free(rows);
  return true;
}

/* ---- Starting ---- */

struct starting {
  struct workshop_view *view;
  char **ids;
  size_t count;
  char *agenda; /* the one that was chosen */
};

static void forget_starting(void *context)
{
  struct starting *starting = context;
  for (size_t i = 0; i < starting->count; i++)
    free(starting->ids[i]);
  free(starting->ids);
  free(starting->agenda);
  free(starting);
}

static bool take_title(void *context, struct tui *tui, const char *title)
{
  struct starting *starting = context;
  struct error err = {0};
  if (title[strspn(title, " ")] == '\0') {
    tui_say(tui, STYLE_WARN, "%s", _("A workshop needs a name."));
    return false;
  }
  if (!tui_done(tui, meeting_start(tui->session, starting->agenda, title, tui->now(), &err), &err))
    return false;
  tui_say(tui, STYLE_GOOD, "%s",
          _("The workshop has begun, and you lead it: n goes on, + gives a minute more."));
  return true;
}

static void ask_title(struct tui *tui, struct workshop_view *view, const char *agenda)
{
  struct starting *next = mem_new(1, sizeof *next);
  struct str title = {0};
  char day[DATE_SIZE];
  next->view = view;
  next->agenda = mem_copy_text(agenda);
  str_addf(&title, _("Workshop of %s"), date_format(clock_day(tui->now()), day));
  prompt_open(tui, "workshop-title", _("What shall it be called?"), str_text(&title), take_title,
              next, forget_starting);
  str_clear(&title);
}

/* An agenda of one's own, in a file. */
static bool take_path(void *context, struct tui *tui, const char *path)
{
  struct agenda *agenda;
  struct problems problems = {0};
  struct error err = {0};
  char told[1280];
  enum status status = meeting_take_agenda(tui->session, path, &agenda, &problems, &err);
  if (status == STATUS_OK)
    ask_title(tui, context, agenda->id);
  else
    tui_say(tui, STYLE_BAD, "%s",
            error_format(problems.count > 0 ? &problems.items[0] : &err, told, sizeof told));
  agenda_free(&agenda);
  problems_clear(&problems);
  return status == STATUS_OK;
}

static void take_agenda(void *context, struct tui *tui, size_t index)
{
  struct starting *starting = context;
  if (index < starting->count)
    ask_title(tui, starting->view, starting->ids[index]);
  else
    prompt_open(tui, "agenda-file", _("Which file? (kundresa agenda minutes-90 writes one)"), "",
                take_path, starting->view, NULL);
}

void workshop_start(struct workshop_view *view)
{
  struct agenda **agendas;
  size_t count;
  struct error err = {0};
  struct starting *starting = mem_new(1, sizeof *starting);
  starting->view = view;
  size_t current = 0;
  if (agendas_list(session_of(view)->store, &agendas, &count, &err) != STATUS_OK)
    tui_fault(tui_of(view), &err);
  struct picker_row *rows = mem_new(count + 1, sizeof *rows);
  starting->ids = mem_new(count + 1, sizeof *starting->ids);
  for (size_t i = 0; i < count; i++) {
    rows[i].label = words_now(&agendas[i]->title);
    starting->ids[starting->count++] = mem_copy_text(agendas[i]->id);
    if (strcmp(agendas[i]->id, AGENDA_DEFAULT) == 0)
      current = i;
  }
  rows[count].label = _("An agenda of your own, from a file");
  if (count > 0)
    picker_open(tui_of(view), _("How long do you have?"), rows, count + 1, current, take_agenda,
                starting, forget_starting);
  else
    forget_starting(starting);
  free(rows);
  agendas_list_free(agendas, count);
}
