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

void drafts_hold(struct tui *tui, const char *key, const char *question, const char *base,
                 const char *text)
{
  struct draft *draft = mem_new(1, sizeof *draft);
  *draft = (struct draft){.oid = tui->session->journey_oid};
  draft->base = mem_copy_text(base);
  draft->question = mem_copy_text(question);
  draft->key = mem_copy_text(key);
  for (char *at = draft->key; *at != '\0'; at++)
    if (*at == '\n') /* a line of the file */
      *at = ' ';
  drafts_forget(tui->top);
  tui->top->draft = draft;
  tui->top->held = text != NULL ? mem_copy_text(text) : NULL;
}

/* The one that was left of @asked; where nothing stands in the prompt, which would be
 * lost, also what was left of something that may be asked about no more. */
static struct left_draft *find_left(struct tui *tui, const struct draft *asked)
{
  struct left_draft *near = NULL;
  size_t length = strlen(asked->key);
  for (size_t i = 0; i < tui->left_count; i++) {
    const struct draft *left = &tui->left[i].draft;
    if (left->key == NULL ? asked->base[0] == '\0' && strcmp(left->question, asked->question) == 0
                          : strcmp(left->key, asked->key) == 0)
      return &tui->left[i];
    if (near == NULL && left->key != NULL && asked->base[0] == '\0' &&
        strncmp(left->key, asked->key, length) == 0 && left->key[length] == ' ')
      near = &tui->left[i];
  }
  return near;
}

void drafts_follow_prompt(struct tui *tui, const char *key, const char *question, struct str *text)
{
  drafts_hold(tui, key, question, str_text(text), NULL);
  struct left_draft *left = find_left(tui, tui->top->draft);
  if (left == NULL)
    return;
  bool same = strcmp(str_text(text), left->draft.text) == 0;
  str_cut(text, 0);
  str_add(text, left->draft.text);
  if (!same)
    tui_say(tui, STYLE_WARN, "%s", _("Here is what you were typing before. Esc throws it away."));
  if (same || drafts_step(tui)) /* else the old file stays, which has it still */
    draft_drop(&left->file);
  draft_leave(&left->file);
  draft_clear(&left->draft);
  *left = tui->left[--tui->left_count];
}

void drafts_forget(struct dialog *dialog)
{
  free(dialog->held);
  dialog->held = NULL;
  if (dialog->draft == NULL)
    return;
  draft_clear(dialog->draft);
  free(dialog->draft);
  dialog->draft = NULL;
}

void drafts_leave(struct tui *tui)
{
  for (size_t i = 0; i < tui->left_count; i++) {
    draft_leave(&tui->left[i].file);
    draft_clear(&tui->left[i].draft);
  }
  free(tui->left);
  tui->left = NULL;
  tui->left_count = 0;
}

static const char *text_of(struct dialog *dialog)
{
  return dialog->held != NULL ? dialog->held : dialog->ops->text(dialog);
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
  const char *text = dialog != NULL ? text_of(dialog) : NULL;
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

/* Keeps it for the prompt that asks it; what is of another journey waits for that. */
static void take_left(struct tui *tui, struct offer *offer)
{
  if (offer->draft.oid != 0 && offer->draft.oid != tui->session->journey_oid)
    return;
  tui->left = mem_resize(tui->left, tui->left_count + 1, sizeof *tui->left);
  tui->left[tui->left_count++] = (struct left_draft){offer->draft, offer->file};
  offer->draft = (struct draft){0};
  offer->file = (struct draft_file){.handle = -1};
}

static void say_left(struct tui *tui)
{
  struct str questions = {0};
  for (size_t i = 0; i < tui->left_count; i++)
    str_addf(&questions, "%s%s", i > 0 ? "', '" : "", tui->left[i].draft.question);
  /* L10N: "What shall be done?" */
  tui_say(tui, STYLE_WARN,
          _("What you were typing to '%s' is kept: it comes back when you are "
            "asked that again."),
          str_text(&questions));
  str_clear(&questions);
}

static void offer_next(struct tui *tui, const char *after)
{
  char *path = after != NULL ? mem_copy_text(after) : NULL;
  struct offer *offer = mem_new(1, sizeof *offer);
  *offer = (struct offer){.file.handle = -1};
  bool asked = false;
  size_t known = tui->left_count;
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
  if (tui->left_count > known)
    say_left(tui);
  free(path);
}

void drafts_offer(struct tui *tui)
{
  if (!store_is_read_only(tui->session->store))
    offer_next(tui, NULL);
}
