#include "tui/drafts.h"

#include "app/compare.h"
#include "app/draft.h"
#include "base/i18n.h"
#include "base/mem.h"
#include "tui/dispute_dialog.h"
#include "tui/field.h"

#include <stdlib.h>
#include <string.h>

/* ---- Keeping ---- */

void drafts_follow(struct tui *tui, enum entity entity, int64_t oid, const struct field *field,
                   const char *base)
{
  struct draft *draft = mem_new(1, sizeof *draft);
  *draft = (struct draft){.entity = entity, .oid = oid, .field = field};
  draft->base = mem_copy_text(base);
  drafts_forget(tui->top);
  tui->top->draft = draft;
}

void drafts_follow_prompt(struct tui *tui, const char *question, struct str *text)
{
  struct draft *draft = mem_new(1, sizeof *draft);
  draft->base = mem_copy_text(str_text(text));
  draft->question = mem_copy_text(question);
  drafts_forget(tui->top);
  tui->top->draft = draft;
  if (text->length > 0 || tui->left.question == NULL || strcmp(tui->left.question, question) != 0)
    return;
  str_add(text, tui->left.text);
  if (drafts_step(tui)) /* else the old file stays, which has it still */
    draft_drop(&tui->left_file);
  draft_leave(&tui->left_file);
  draft_clear(&tui->left);
}

void drafts_forget(struct dialog *dialog)
{
  if (dialog->draft == NULL)
    return;
  draft_clear(dialog->draft);
  free(dialog->draft);
  dialog->draft = NULL;
}

bool drafts_step(struct tui *tui)
{
  struct dialog *dialog = tui->top;
  struct error err = {0};
  /* The value of a field is worth more than what a prompt over it asks. */
  while (dialog != NULL && (dialog->draft == NULL || dialog->draft->question != NULL))
    dialog = dialog->below;
  if (dialog == NULL)
    dialog = tui->top;
  while (dialog != NULL && dialog->draft == NULL)
    dialog = dialog->below;
  const char *text = dialog != NULL ? dialog->ops->text(dialog) : NULL;
  if (text == NULL || strcmp(text, dialog->draft->base) == 0) {
    draft_drop(&tui->draft);
    return false;
  }
  struct draft *draft = dialog->draft;
  if (tui->draft.handle >= 0 && draft->text != NULL && strcmp(draft->text, text) == 0)
    return true;
  mem_set_text(&draft->text, text);
  if (draft_keep(&tui->draft, tui->session, draft, &err) == STATUS_OK)
    return true;
  mem_set_text(&draft->text, NULL); /* the file does not have it: to be tried again */
  if (tui->message == NULL)
    tui_fault(tui, &err);
  return false;
}

/* ---- Offering ---- */

struct offer {
  struct draft_file file;
  struct draft draft;
};

static void offer_forget(void *context)
{
  struct offer *offer = context;
  draft_leave(&offer->file);
  draft_clear(&offer->draft);
  free(offer);
}

static void offer_next(struct tui *tui, const char *after);

/* The old file goes when what it holds is in the map, is held in a draft of its own, or is
 * thrown away: it may be the last that has it. */
static void take_up(void *context, struct tui *tui, enum dispute_choice choice, const char *text,
                    const struct dispute *dispute)
{
  struct offer *offer = context;
  const struct draft *draft = &offer->draft;
  char *path = mem_copy_text(offer->file.path);
  bool settled = false;
  bool later = dispute->kind == DISPUTE_DRAFT && choice == DISPUTE_OPEN;
  if (later)
    tui_say(tui, STYLE_DIM, "%s", _("It stays where it is, and is offered at the next start."));
  else if (dispute->kind != DISPUTE_DRAFT)
    settled = field_settle(tui, draft->entity, draft->oid, draft->field, draft->base, choice, text,
                           dispute);
  else if (choice == DISPUTE_MINE)
    field_write(tui, draft->entity, draft->oid, draft->field, draft->base, draft->text);
  else {
    tui_say(tui, STYLE_DIM, "%s", _("It is thrown away."));
    settled = true;
  }
  if (!later && (drafts_step(tui) || settled))
    draft_drop(&offer->file);
  if (tui->top == NULL)
    offer_next(tui, path);
  free(path);
}

static enum status find_name(struct session *session, const struct draft *draft, char **what)
{
  void *record = record_new(draft->entity);
  struct str name = {0};
  enum status status = store_read(session->store, draft->entity, draft->oid, record, NULL);
  if (status == STATUS_OK)
    compare_add_name(&name, draft->entity, record);
  *what = str_take(&name);
  record_free(draft->entity, &record);
  return status;
}

/* What was kept after all, a moment before the end, is no draft any more. */
static bool is_kept(struct session *session, const struct draft *draft)
{
  void *record = record_new(draft->entity);
  struct str now = {0};
  bool read = store_read(session->store, draft->entity, draft->oid, record, NULL) == STATUS_OK;
  if (read)
    record_add_value(&now, record, draft->field);
  read = read && strcmp(str_text(&now), draft->text) == 0;
  str_clear(&now);
  record_free(draft->entity, &record);
  return read;
}

static bool ask_about(struct tui *tui, struct offer *offer)
{
  const struct draft *draft = &offer->draft;
  struct dispute dispute = {0};
  if (!dispute_find(tui->session, draft->entity, draft->oid, draft->field, draft->text, draft->base,
                    &dispute)) {
    dispute.kind = DISPUTE_DRAFT;
    dispute.field = draft->field;
    if (find_name(tui->session, draft, &dispute.what) != STATUS_OK) {
      dispute_clear(&dispute);
      return false;
    }
    dispute.mine = (struct wish){mem_copy_text(draft->text), mem_copy_text(draft->text)};
    dispute.when = dispute_when(draft->at);
  }
  dispute_open(tui, &dispute, take_up, offer, offer_forget);
  return true;
}

/* Keeps the first for the prompt that asks it; more of them wait for another start. */
static void take_left(struct tui *tui, struct offer *offer)
{
  if (tui->left.question != NULL)
    return;
  tui->left = offer->draft;
  tui->left_file = offer->file;
  offer->draft = (struct draft){0};
  offer->file = (struct draft_file){.handle = -1};
  /* L10N: "What shall be done?" */
  tui_say(tui, STYLE_WARN,
          _("What you were typing to '%s' is kept: it comes back when you are "
            "asked that again."),
          tui->left.question);
}

static void offer_next(struct tui *tui, const char *after)
{
  char *path = after != NULL ? mem_copy_text(after) : NULL;
  struct offer *offer = mem_new(1, sizeof *offer);
  *offer = (struct offer){.file.handle = -1};
  bool asked = false;
  while (!asked && draft_find(tui->session, path, &offer->file, &offer->draft)) {
    mem_set_text(&path, offer->file.path);
    if (offer->draft.question != NULL)
      take_left(tui, offer);
    else if (is_kept(tui->session, &offer->draft))
      draft_drop(&offer->file);
    else
      asked = ask_about(tui, offer);
    if (!asked) {
      draft_leave(&offer->file);
      draft_clear(&offer->draft);
    }
  }
  if (!asked)
    offer_forget(offer);
  free(path);
}

void drafts_offer(struct tui *tui)
{
  if (!store_is_read_only(tui->session->store))
    offer_next(tui, NULL);
}
