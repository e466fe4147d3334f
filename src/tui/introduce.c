#include "tui/introduce.h"

#include "app/identity.h"
#include "app/people.h"
#include "base/i18n.h"
#include "base/mem.h"
#include "tui/dialog.h"

#include <stdlib.h>
#include <string.h>

/* ---- Name and department ---- */

/* What is known so far.  It is kept whichever way the questions end. */
struct introduction {
  struct tui *tui;
  char *name;
  int64_t department;
  bool named; /* the second question is asked, which keeps it */
};

static void keep(void *context)
{
  struct introduction *introduction = context;
  struct error err = {0};
  if (introduction->named) { /* the first question is over, the second goes on */
    introduction->named = false;
    return;
  }
  struct tui *tui = introduction->tui;
  enum status status = STATUS_OK;
  if (!tui->leaving) /* to be interrupted is no answer */
    status = session_introduce(tui->session, introduction->name, introduction->department, &err);
  if (status != STATUS_OK)
    tui_fault(tui, &err);
  else
    tui_say(tui, STYLE_GOOD,
            _("You are %s here. : and 'who am I' changes it; ? shows all that can be done."),
            introduction->name);
  free(introduction->name);
  free(introduction);
}

static void take_department(void *context, struct tui *tui, size_t index)
{
  (void)tui;
  struct introduction *introduction = context;
  const struct enumeration *departments = &enumerations[ENUM_department];
  introduction->department = index < departments->count ? (int64_t)index : UNSET;
}

static bool take_name(void *context, struct tui *tui, const char *text)
{
  struct introduction *introduction = context;
  const struct enumeration *departments = &enumerations[ENUM_department];
  struct picker_row rows[16] = {0};
  if (text[strspn(text, " ")] == '\0') {
    tui_say(tui, STYLE_WARN, "%s", _("The others need some name to call you by."));
    return false;
  }
  mem_set_text(&introduction->name, text);
  introduction->named = true;
  for (size_t i = 0; i < departments->count; i++)
    rows[i] = (struct picker_row){.key = department_letter((int64_t)i),
                                  .label = i18n_text(departments->labels[i])};
  rows[departments->count] = (struct picker_row){.label = _("None of these")};
  picker_open(tui, _("Which department do you work for?"), rows, departments->count + 1,
              introduction->department == UNSET ? 0 : (size_t)introduction->department,
              take_department, introduction, keep);
  return true;
}

static void ask(struct tui *tui, const char *question)
{
  struct introduction *introduction = mem_new(1, sizeof *introduction);
  introduction->tui = tui;
  introduction->department = tui->session->department;
  introduction->name = tui->session->name != NULL      ? mem_copy_text(tui->session->name)
                       : tui->session->gateway != NULL ? mem_copy_text(tui->session->person)
                                                       : identity_full_name();
  prompt_open(tui, "name", question, introduction->name, take_name, introduction, keep);
}

void introduce_open(struct tui *tui)
{
  if (past_refuses(tui))
    return;
  if (store_is_read_only(tui->session->store))
    tui_say(tui, STYLE_WARN, "%s", _("The file may only be read here, so nothing can be changed."));
  else
    ask(tui, _("What shall the others call you?"));
}

void introduce_once(struct tui *tui)
{
  if (tui->session->name != NULL || store_is_read_only(tui->session->store))
    return;
  ask(tui, _("Welcome. What shall the others call you?"));
  tui_say(tui, STYLE_DIM, "%s",
          _("Your name will stand beside what you change. This is asked once."));
}

/* ---- Roles ---- */

struct roles {
  struct people people;
  char *user; /* who gets one */
  bool asked; /* the second question is asked, which frees it */
};

static void roles_forget(void *context)
{
  struct roles *roles = context;
  if (roles->asked) {
    roles->asked = false;
    return;
  }
  people_clear(&roles->people);
  free(roles->user);
  free(roles);
}

static void take_role(void *context, struct tui *tui, size_t index)
{
  struct roles *roles = context;
  struct error err = {0};
  enum status status = role_set(tui->session, roles->user, (int64_t)index, &err);
  if (tui_done(tui, status, &err))
    tui_say(tui, STYLE_GOOD, _("%s is %s now."), people_name(&roles->people, roles->user),
            enumeration_label(&enumerations[ENUM_role], (int64_t)index));
}

static void take_person(void *context, struct tui *tui, size_t index)
{
  struct roles *roles = context;
  const char *may[] = {
      _("runs the workshop and says who may do what"),
      _("changes everything in the journey"),
      _("writes cards, comments and votes"),
      _("looks on"),
  };
  const struct enumeration *list = &enumerations[ENUM_role];
  const struct person *person = &roles->people.items[index];
  struct picker_row rows[sizeof may / sizeof may[0]];
  struct str title = {0};
  roles->user = mem_copy_text(person->user);
  roles->asked = true;
  for (size_t i = 0; i < list->count; i++)
    rows[i] = (struct picker_row){.label = i18n_text(list->labels[i]), .detail = may[i]};
  str_addf(&title, _("What may %s do?"), people_name(&roles->people, person->user));
  picker_open(tui, str_text(&title), rows, list->count, (size_t)person->role, take_role, roles,
              roles_forget);
  str_clear(&title);
}

void roles_open(struct tui *tui)
{
  if (past_refuses(tui))
    return;
  struct roles *roles = mem_new(1, sizeof *roles);
  struct error err = {0};
  if (people_read(tui->session->store, &roles->people, &err) != STATUS_OK ||
      roles->people.count == 0) {
    if (err.status != STATUS_OK)
      tui_fault(tui, &err);
    else
      tui_say(tui, STYLE_WARN, "%s",
              _("The file knows nobody yet: people say who they are first."));
    roles_forget(roles);
    return;
  }
  struct picker_row *rows = mem_new(roles->people.count, sizeof *rows);
  for (size_t i = 0; i < roles->people.count; i++)
    rows[i] = (struct picker_row){
        .label = people_name(&roles->people, roles->people.items[i].user),
        .detail = enumeration_label(&enumerations[ENUM_role], roles->people.items[i].role)};
  picker_open(tui, _("Whose role?"), rows, roles->people.count, 0, take_person, roles,
              roles_forget);
  free(rows);
}
