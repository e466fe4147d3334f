/* Deleting a record, after asking. */
#include "app/edit.h"
#include "base/i18n.h"
#include "base/mem.h"
#include "tui/dialog.h"

#include <stdlib.h>

struct target {
  enum entity entity;
  int64_t oid;
};

static void delete_target(void *context, struct tui *tui)
{
  struct target *target = context;
  struct error err = {0};
  if (tui_done(tui, edit_delete(tui->session, target->entity, target->oid, &err), &err))
    tui_say(tui, STYLE_GOOD, "%s", _("Deleted. u brings it back."));
}

void deletion_open(struct tui *tui, enum entity entity, int64_t oid, const char *question)
{
  struct str words = {0};
  struct str says = {0};
  struct error err = {0};
  if (edit_delete_says(tui->session, entity, oid, &says, &err) != STATUS_OK) {
    tui_fault(tui, &err);
    return;
  }
  str_add(&words, question);
  if (says.length > 0)
    str_addf(&words, " %s", str_text(&says));
  struct target *target = mem_new(1, sizeof *target);
  *target = (struct target){entity, oid};
  confirm_open(tui, str_text(&words), _("Yes, delete"), delete_target, target, free);
  str_clear(&words);
  str_clear(&says);
}

void deletion_open_titled(struct tui *tui, enum entity entity, int64_t oid, const char *title)
{
  struct str question = {0};
  str_addf(&question, _("Delete '%s'?"), title);
  deletion_open(tui, entity, oid, str_text(&question));
  str_clear(&question);
}
