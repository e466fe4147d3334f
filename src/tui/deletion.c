/* Deleting a record, after asking. */
#include "app/edit.h"
#include "base/i18n.h"
#include "base/mem.h"
#include "tui/dialog.h"
#include "tui/dispute_dialog.h"

#include <stdlib.h>

struct target {
  enum entity entity;
  int64_t oid;
  int64_t seen; /* the history's last entry when the question was asked */
};

static void decide_later(void *context, struct tui *tui, enum dispute_choice choice,
                         const char *text, const struct dispute *dispute);

bool deletion_do(struct tui *tui, enum entity entity, int64_t oid, int64_t seen)
{
  struct error err = {0};
  struct dispute dispute = {0};
  enum entity changed;
  int64_t part;
  enum status status = edit_delete_seen(tui->session, entity, oid, seen, &changed, &part, &err);
  if (status == STATUS_BUSY && dispute_find_later(tui->session, changed, part, seen, &dispute)) {
    struct target *again = mem_new(1, sizeof *again);
    tui_reload(tui);
    *again = (struct target){entity, oid, seen > dispute.entry ? seen : dispute.entry};
    dispute_open(tui, &dispute, decide_later, again, free);
    return false;
  }
  if (!tui_done(tui, status, &err))
    return false;
  tui_say(tui, STYLE_GOOD, "%s", _("Deleted. u brings it back."));
  return true;
}

static void delete_target(void *context, struct tui *tui)
{
  const struct target *target = context;
  deletion_do(tui, target->entity, target->oid, target->seen);
}

/* What was changed after that again is asked about again. */
static void decide_later(void *context, struct tui *tui, enum dispute_choice choice,
                         const char *text, const struct dispute *dispute)
{
  (void)text;
  (void)dispute;
  if (choice == DISPUTE_MINE)
    delete_target(context, tui);
  else
    tui_say(tui, STYLE_DIM, "%s", _("It stays."));
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
  *target = (struct target){entity, oid, tui->news.told};
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
