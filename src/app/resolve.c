#include "app/resolve.h"

#include "app/compare.h"
#include "app/dispute.h"
#include "base/i18n.h"
#include "base/mem.h"

#include <stdlib.h>
#include <string.h>

static struct wish make_wish(const void *record, const struct field *field)
{
  struct str text = {0}, shown = {0};
  if (record != NULL) {
    record_add_value(&text, record, field);
    record_add_label(&shown, record, field);
  }
  if (shown.length == 0)
    str_add(&shown, _("(nothing)"));
  struct wish wish = {.text = text.length > 0 ? mem_copy_text(text.text) : NULL};
  wish.shown = str_take(&shown);
  str_clear(&text);
  return wish;
}

static void make_dispute(const struct conflict *conflict, const struct resolve_sides *sides,
                         struct dispute *dispute)
{
  const void *record = conflict->ours != NULL     ? conflict->ours
                       : conflict->theirs != NULL ? conflict->theirs
                                                  : conflict->base;
  struct str what = {0};
  compare_add_name(&what, conflict->entity, record);
  *dispute = (struct dispute){.what = str_take(&what),
                              .who = mem_copy_text(sides->their_name),
                              .me = mem_copy_text(sides->our_name)};
  switch (conflict->kind) {
  case CONFLICT_FIELD:
    dispute->kind = DISPUTE_FIELD;
    dispute->field = conflict->field;
    dispute->base = make_wish(conflict->base, conflict->field);
    dispute->mine = make_wish(conflict->ours, conflict->field);
    dispute->theirs = make_wish(conflict->theirs, conflict->field);
    break;
  case CONFLICT_DELETED:
    dispute->kind = conflict->ours == NULL ? DISPUTE_CHANGED : DISPUTE_DELETED;
    break;
  case CONFLICT_NEEDED:
    dispute->kind = DISPUTE_NEEDED;
    break;
  case CONFLICT_ORDER:
    dispute->kind = DISPUTE_ORDER;
    break;
  }
}

static struct merge_decision make_decision(const struct conflict *conflict,
                                           const struct dispute_answer *answer)
{
  return (struct merge_decision){
      .conflict = *conflict,
      .choice = answer->choice == DISPUTE_OTHER    ? MERGE_ASK
                : answer->choice == DISPUTE_THEIRS ? MERGE_THEIRS
                                                   : MERGE_OURS,
      .text = answer->text, /* now the decision's */
  };
}

/* Of a group that is torn one answer is for all. */
static bool is_asked(const struct merge *merge, size_t index)
{
  return merge->conflicts[index].kind != CONFLICT_ORDER || index == 0 ||
         merge->conflicts[index - 1].kind != CONFLICT_ORDER ||
         merge->conflicts[index - 1].entity != merge->conflicts[index].entity;
}

struct decisions {
  struct merge_decision *items;
  size_t count;
};

static enum status ask(const struct workbench *workbench, const struct resolve_sides *sides,
                       const struct merge *merge, struct decisions *decisions, struct error *err)
{
  struct dispute *disputes = mem_new(merge->count, sizeof *disputes);
  struct dispute_answer *answers = mem_new(merge->count, sizeof *answers);
  size_t *of = mem_new(merge->count, sizeof *of), count = 0;
  for (size_t i = 0; i < merge->count; i++)
    if (is_asked(merge, i)) {
      of[count] = i;
      make_dispute(&merge->conflicts[i], sides, &disputes[count++]);
    }
  enum status status = workbench->decide(disputes, answers, count, err);
  decisions->items =
      mem_resize(decisions->items, decisions->count + count, sizeof *decisions->items);
  for (size_t i = 0; i < count; i++)
    decisions->items[decisions->count++] = make_decision(&merge->conflicts[of[i]], &answers[i]);
  free(disputes);
  free(answers);
  free(of);
  return status;
}

enum status resolve_conflicts(const struct workbench *workbench, const struct resolve_sides *sides,
                              struct merge **merge, struct error *err)
{
  struct decisions decisions = {0};
  struct merge *now = *merge;
  enum status status = STATUS_OK;
  while (status == STATUS_OK && now->count > 0) {
    status = ask(workbench, sides, now, &decisions, err);
    if (now != *merge)
      merge_free(&now);
    if (status == STATUS_OK)
      now =
          merge_decided(sides->base, sides->ours, sides->theirs, decisions.items, decisions.count);
  }
  if (status == STATUS_OK && now != *merge) {
    merge_free(merge);
    *merge = now;
  }
  for (size_t i = 0; i < decisions.count; i++)
    free(decisions.items[i].text);
  free(decisions.items);
  return status;
}
