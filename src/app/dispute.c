#include "app/dispute.h"

#include "app/compare.h"
#include "app/news.h"
#include "base/i18n.h"
#include "base/mem.h"

#include <stdlib.h>
#include <string.h>
#include <time.h>

static void clear_wish(struct wish *wish)
{
  free(wish->text);
  free(wish->shown);
}

void dispute_clear(struct dispute *dispute)
{
  free(dispute->what);
  free(dispute->who);
  free(dispute->when);
  free(dispute->me);
  clear_wish(&dispute->base);
  clear_wish(&dispute->mine);
  clear_wish(&dispute->theirs);
  *dispute = (struct dispute){0};
}

/* ---- Values ---- */

/* The title of the record with that id, or the id. */
static void add_title(struct str *out, struct session *session, enum entity entity, const char *id)
{
  const struct field *title = entity_field(entity, "title");
  void *record = record_new(entity);
  int64_t oid;
  bool read =
      title != NULL &&
      store_find(session->store, session->journey_oid, entity, id, &oid, NULL) == STATUS_OK &&
      store_read(session->store, entity, oid, record, NULL) == STATUS_OK;
  str_add(out, read && record_is_set(record, title) ? record_text(record, title) : id);
  record_free(entity, &record);
}

static struct wish make_wish(struct session *session, enum entity entity, const struct field *field,
                             const char *text)
{
  struct wish wish = {.text = text != NULL && text[0] != '\0' ? mem_copy_text(text) : NULL};
  struct str shown = {0};
  void *record = record_new(entity);
  if (wish.text != NULL && field->kind == FIELD_REF)
    add_title(&shown, session, (enum entity)field->of, text);
  else if (record_set(record, field, text, NULL) == STATUS_OK)
    record_add_label(&shown, record, field);
  if (shown.length == 0)
    str_add(&shown, wish.text != NULL ? wish.text : _("(nothing)"));
  wish.shown = str_take(&shown);
  record_free(entity, &record);
  return wish;
}

/* ---- Who and when ---- */

char *dispute_when(int64_t at)
{
  char words[32] = "";
  time_t then = (time_t)(at / 1000), now = time(NULL);
  struct tm day, today;
  if (at != 0 && localtime_r(&then, &day) != NULL && localtime_r(&now, &today) != NULL)
    strftime(words, sizeof words,
             day.tm_year == today.tm_year && day.tm_yday == today.tm_yday ? "%H:%M"
                                                                          : "%Y-%m-%d %H:%M",
             &day);
  return mem_copy_text(words);
}

struct finding {
  struct session *session;
  struct dispute *dispute;
  bool found;
};

static enum status take_entry(void *context, const struct history_entry *entry, struct error *err)
{
  (void)err;
  const struct finding *finding = context;
  struct dispute *dispute = finding->dispute;
  struct str who = {0};
  news_add_person(&who, finding->session, entry->person, entry->department);
  dispute->entry = entry->number;
  dispute->who = str_take(&who);
  dispute->when = dispute_when(entry->at);
  return STATUS_OK;
}

static void find_who(struct session *session, enum entity entity, int64_t oid,
                     const struct field *field, struct dispute *dispute)
{
  struct finding finding = {session, dispute, false};
  store_last_entry(session->store, entity, oid, field, take_entry, &finding, NULL);
}

/* ---- Finding ---- */

/* What a deleted record held, from the log. */
struct grave {
  enum entity entity;
  int64_t entry;
  void *record;
};

static enum status dig(void *context, const struct history_change *change, struct error *err)
{
  (void)err;
  struct grave *grave = context;
  if (grave->entry == 0)
    grave->entry = change->number;
  if (change->number == grave->entry && change->operation == 'D' && change->field != NULL)
    record_set(grave->record, change->field, change->before, NULL);
  return STATUS_OK;
}

static bool find_deleted(struct session *session, enum entity entity, int64_t oid,
                         const struct field *field, const char *mine, struct dispute *dispute)
{
  struct grave grave = {.entity = entity, .record = record_new(entity)};
  struct str what = {0};
  bool found =
      store_each_record_change(session->store, entity, oid, dig, &grave, NULL) == STATUS_OK &&
      grave.entry != 0;
  if (found) {
    dispute->kind = DISPUTE_DELETED;
    dispute->field = field;
    compare_add_name(&what, entity, grave.record);
    dispute->what = str_take(&what);
    dispute->mine = make_wish(session, entity, field, mine);
    find_who(session, entity, oid, NULL, dispute);
  }
  record_free(entity, &grave.record);
  return found;
}

/* Whether two texts mean one value. */
static bool same(const struct field *field, const char *a, const char *b)
{
  struct value one, other;
  bool sound = value_parse(field, a, &one, NULL) == STATUS_OK;
  sound = value_parse(field, b, &other, NULL) == STATUS_OK && sound;
  bool equal = sound && (one.is_text ? strcmp(one.text != NULL ? one.text : "",
                                              other.text != NULL ? other.text : "") == 0
                                     : one.number == other.number);
  value_clear(&one);
  value_clear(&other);
  return equal;
}

bool dispute_find(struct session *session, enum entity entity, int64_t oid,
                  const struct field *field, const char *mine, const char *base,
                  struct dispute *dispute)
{
  void *record = record_new(entity);
  struct error err = {0};
  struct str now = {0}, what = {0};
  enum status status = store_read(session->store, entity, oid, record, &err);
  bool found = false;
  if (status == STATUS_INPUT) {
    found = find_deleted(session, entity, oid, field, mine, dispute);
  } else if (status == STATUS_OK) {
    record_add_value(&now, record, field);
    found =
        base != NULL && !same(field, str_text(&now), base) && !same(field, str_text(&now), mine);
  }
  if (found && status == STATUS_OK) {
    compare_add_name(&what, entity, record);
    *dispute = (struct dispute){.kind = DISPUTE_FIELD, .field = field, .what = str_take(&what)};
    dispute->base = make_wish(session, entity, field, base);
    dispute->mine = make_wish(session, entity, field, mine);
    dispute->theirs = make_wish(session, entity, field, str_text(&now));
    find_who(session, entity, oid, field, dispute);
  }
  str_clear(&now);
  record_free(entity, &record);
  return found;
}

static enum status take_change(void *context, const struct history_change *change,
                               struct error *err)
{
  (void)err;
  struct finding *finding = context;
  struct dispute *dispute = finding->dispute;
  struct session *session = finding->session;
  finding->found = true;
  dispute->kind = DISPUTE_CHANGED;
  dispute->field = change->field;
  if (change->field != NULL && change->operation == 'U') {
    dispute->base = make_wish(session, change->entity, change->field, change->before);
    dispute->theirs = make_wish(session, change->entity, change->field, change->after);
  }
  return STATUS_OK;
}

bool dispute_find_later(struct session *session, enum entity entity, int64_t oid, int64_t seen,
                        struct dispute *dispute)
{
  struct finding finding = {session, dispute, false};
  if (store_later_change(session->store, entity, oid, seen, take_change, &finding, NULL) !=
          STATUS_OK ||
      !finding.found)
    return false;
  void *record = record_new(entity);
  struct str what = {0};
  if (store_read(session->store, entity, oid, record, NULL) == STATUS_OK)
    compare_add_name(&what, entity, record);
  dispute->what = str_take(&what);
  record_free(entity, &record);
  find_who(session, entity, oid, dispute->field, dispute);
  return true;
}

/* ---- Both together ---- */

/* How far two texts are the same, by whole lines. */
static size_t shared_head(const char *a, const char *b)
{
  size_t end = 0;
  for (size_t i = 0; a[i] != '\0' && a[i] == b[i]; i++)
    if (a[i] == '\n')
      end = i + 1;
  return end;
}

static size_t shared_tail(const char *a, size_t a_length, const char *b, size_t b_length)
{
  size_t end = 0;
  for (size_t i = 0; i < a_length && i < b_length; i++) {
    if (a[a_length - 1 - i] != b[b_length - 1 - i])
      break;
    if (a[a_length - 1 - i] == '\n')
      end = i;
  }
  return end;
}

static void combine_prose(struct str *out, const char *mine, const char *theirs)
{
  size_t head = shared_head(mine, theirs);
  size_t mine_length = strlen(mine + head), theirs_length = strlen(theirs + head);
  size_t tail = shared_tail(mine + head, mine_length, theirs + head, theirs_length);
  str_add_span(out, mine, head + mine_length - tail);
  if (out->length > 0 && out->text[out->length - 1] != '\n')
    str_add_char(out, '\n');
  str_add(out, theirs + head);
}

static void combine_lists(struct str *out, const char *mine, const char *theirs)
{
  str_add(out, mine);
  for (size_t i = 0; i < list_count(theirs); i++) {
    size_t length;
    const char *word = list_word(theirs, i, &length);
    bool there = false;
    for (size_t k = 0; k < list_count(mine) && !there; k++) {
      size_t own_length;
      const char *own = list_word(mine, k, &own_length);
      there = own_length == length && strncmp(own, word, length) == 0;
    }
    if (!there) {
      str_add(out, out->length > 0 ? " " : "");
      str_add_span(out, word, length);
    }
  }
}

char *dispute_combine(const struct dispute *dispute)
{
  const char *mine = dispute->mine.text != NULL ? dispute->mine.text : "";
  const char *theirs = dispute->theirs.text != NULL ? dispute->theirs.text : "";
  struct str both = {0};
  if (dispute->kind != DISPUTE_FIELD)
    return NULL;
  switch (dispute->field->kind) {
  case FIELD_PROSE:
    combine_prose(&both, mine, theirs);
    break;
  case FIELD_ENUMS:
  case FIELD_LANGS:
    combine_lists(&both, mine, theirs);
    break;
  case FIELD_TEXT:
  case FIELD_INT:
  case FIELD_MONEY:
  case FIELD_RATE:
  case FIELD_DATE:
  case FIELD_CLOCK:
    str_add(&both, mine);
    break;
  default:
    return NULL;
  }
  return str_take(&both);
}

void dispute_add_sentence(struct str *out, const struct dispute *dispute)
{
  const char *who = dispute->who != NULL ? dispute->who : "";
  const char *label = dispute->field != NULL ? i18n_text(dispute->field->label) : "";
  switch (dispute->kind) {
  case DISPUTE_FIELD:
    /* L10N: a record, as "Touchpoint 'Welcome'", and one of its fields. */
    str_addf(out, _("%s: %s has two values."), dispute->what, label);
    break;
  case DISPUTE_DELETED:
    if (dispute->me != NULL)
      str_addf(out, _("%s was deleted in %s and changed in %s."), dispute->what, who, dispute->me);
    else
      str_addf(out, _("%s has deleted %s, which you were changing."), who, dispute->what);
    break;
  case DISPUTE_CHANGED:
    if (dispute->me != NULL)
      str_addf(out, _("%s was deleted in %s and changed in %s."), dispute->what, dispute->me, who);
    else if (label[0] != '\0')
      /* L10N: a person, a field, a record. */
      str_addf(out, _("%s has just changed %s of %s, which you want to delete."), who, label,
               dispute->what);
    else
      str_addf(out, _("%s has just changed %s, which you want to delete."), who, dispute->what);
    break;
  case DISPUTE_DRAFT:
    /* L10N: a field, a record, a time. */
    str_addf(out, _("You had begun to write %s of %s (%s), and it was not kept."), label,
             dispute->what, dispute->when);
    break;
  case DISPUTE_NEEDED:
    str_addf(out, _("%s was deleted on one side, and is needed on the other: it stays."),
             dispute->what);
    break;
  case DISPUTE_ORDER:
    str_addf(out, _("%s was moved on both sides, to different places."), dispute->what);
    break;
  }
}
