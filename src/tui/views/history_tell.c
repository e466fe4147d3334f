/* The History view: what was done, in words. */
#include "app/action.h"
#include "base/i18n.h"
#include "base/mem.h"
#include "base/text.h"
#include "tui/views/history_view.h"

#include <stdlib.h>
#include <string.h>

void history_add_value(struct str *out, const struct field *field, const char *value)
{
  if (value == NULL) {
    str_add(out, screen_glyph(GLYPH_BULLET));
    return;
  }
  if (field->kind == FIELD_ENUM) {
    str_add(out,
            enumeration_label(&enumerations[field->of],
                              enumeration_find(&enumerations[field->of], value, strlen(value))));
    return;
  }
  struct str cut = {0};
  text_add_cut(&cut, value, 40, screen_glyph(GLYPH_ELLIPSIS));
  str_addf(out, field_is_text(field) ? "'%s'" : "%s", str_text(&cut));
  str_clear(&cut);
}

/* What a record is called: @title where it is known from the change itself, as
 * of one that was deleted; else its title now; else its id. */
static void add_name(struct str *out, struct store *store, const struct history_change *change,
                     const char *title)
{
  const struct field *field = entity_field(change->entity, "title");
  void *record = record_new(change->entity);
  str_add(out, i18n_text(entities[change->entity].one));
  if (title == NULL && field != NULL &&
      store_read(store, change->entity, change->oid, record, NULL) == STATUS_OK)
    title = record_text(record, field);
  if (title != NULL) {
    struct str cut = {0};
    text_add_cut(&cut, title, 40, screen_glyph(GLYPH_ELLIPSIS));
    str_addf(out, " '%s'", str_text(&cut));
    str_clear(&cut);
  } else if (change->id != NULL && change->id[0] != '\0') {
    str_addf(out, " %s", change->id);
  }
  record_free(change->entity, &record);
}

void history_add_change(struct str *out, struct store *store, const struct history_change *change,
                        const char *title)
{
  add_name(out, store, change, title);
  switch (change->operation) {
  case 'I':
    str_addf(out, " %s", _("added"));
    break;
  case 'D':
    str_addf(out, " %s", _("deleted"));
    break;
  case 'M':
    str_addf(out, " %s", _("moved"));
    break;
  default:
    str_addf(out, ": %s ", i18n_text(change->field->label));
    history_add_value(out, change->field, change->before);
    str_addf(out, " %s ", screen_glyph(GLYPH_ELSE));
    history_add_value(out, change->field, change->after);
  }
}

/* An entry is told by its weightiest change: that of the record highest up,
 * where entities stand before their parts. */
struct telling {
  struct store *store;
  struct str words;
  size_t changes;
  enum entity entity;
  /* The title of a deleted record comes with its fields, before itself. */
  char *title;
  int64_t titled;
};

static enum status tell(void *context, const struct history_change *change, struct error *err)
{
  (void)err;
  struct telling *telling = context;
  if (change->operation == 'D' && change->field != NULL) {
    if (strcmp(change->field->name, "title") == 0) {
      mem_set_text(&telling->title, change->before);
      telling->titled = change->oid;
    }
    return STATUS_OK;
  }
  if (telling->changes++ > 0 && change->entity >= telling->entity)
    return STATUS_OK;
  telling->entity = change->entity;
  str_cut(&telling->words, 0);
  history_add_change(&telling->words, telling->store, change,
                     change->operation == 'D' && telling->titled == change->oid ? telling->title
                                                                                : NULL);
  return STATUS_OK;
}

char *history_tell(struct history_view *history, const struct history_entry *entry)
{
  struct telling telling = {.store = history_store(history)};
  struct error err = {0};
  struct str words = {0};
  store_each_change(telling.store, entry->number, tell, &telling, &err);
  if (strcmp(entry->kind, "undo") == 0)
    str_addf(&words, "%s: ", _("Taken back"));
  else if (strcmp(entry->kind, "redo") == 0)
    str_addf(&words, "%s: ", _("Done again"));
  /* What a workshop did is told by what it was; its records are many. */
  bool whole = telling.changes == 0 || strcmp(entry->kind, "workshop") == 0;
  if (whole)
    action_add_words(&words, history->view.tui->session, entry->label);
  else
    str_add(&words, str_text(&telling.words));
  if (!whole && telling.changes > 1) {
    str_add(&words, " ");
    str_addf(&words, ngettext("and %zu more", "and %zu more", telling.changes - 1),
             telling.changes - 1);
  }
  str_clear(&telling.words);
  free(telling.title);
  return str_take(&words);
}
