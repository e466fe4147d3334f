#include "tui/asked.h"

#include "app/surveyed.h"
#include "base/i18n.h"
#include "base/mem.h"
#include "tui/attached.h"
#include "tui/dialog.h"

#include <stdlib.h>
#include <string.h>

/* ---- What they come to ---- */

struct gathering {
  struct map *map;
  enum entity entity;
};

static enum status put(void *context, const void *record, struct error *err)
{
  const struct gathering *gathering = context;
  struct record_sink *sink = &gathering->map->sink;
  return sink->put(sink, gathering->entity, record, err);
}

void asked_worth_read(struct asked_worth *worth, struct tui *tui)
{
  static const enum entity kinds[] = {ENTITY_question, ENTITY_volume};
  const struct session *session = tui->session;
  struct error err = {0};
  struct gathering gathering = {.map = map_new()};
  asked_worth_clear(worth);
  worth->map = gathering.map;
  enum status status =
      worth->map->sink.put(&worth->map->sink, ENTITY_journey, &session->journey, &err);
  for (size_t i = 0; i < sizeof kinds / sizeof kinds[0] && status == STATUS_OK; i++) {
    gathering.entity = kinds[i];
    status =
        store_each(session->store, session->journey_oid, kinds[i], NULL, put, &gathering, &err);
  }
  if (status == STATUS_OK)
    support_make(worth->map, &worth->support);
  else
    tui_fault(tui, &err);
}

void asked_worth_clear(struct asked_worth *worth)
{
  support_clear(&worth->support);
  map_free(&worth->map);
  *worth = (struct asked_worth){0};
}

static const struct support_question *find(const struct asked_worth *worth, const char *question)
{
  for (size_t i = 0; i < worth->support.count; i++)
    if (strcmp(worth->support.questions[i].question->id, question) == 0)
      return &worth->support.questions[i];
  return NULL;
}

static void add_figures(struct str *out, const struct support_question *told, int64_t currency)
{
  struct str rate = {0};
  if (told->now == NULL) {
    str_add(out, _("never counted"));
    return;
  }
  surveyed_add_rate(&rate, told->now->rate);
  str_addf(out, _("%s in 30 days"), str_text(&rate));
  str_clear(&rate);
  if (told->cost != UNSET) {
    str_add(out, ", ");
    surveyed_add_amount(out, told->cost, currency);
  }
  str_addf(out, ", %s%s", support_is_guess(told->now) ? "! " : "", surveyed_evidence(told->now));
  if (told->saved != UNSET) {
    str_addf(out, ", %s: ", _("saved"));
    surveyed_add_amount(out, told->saved, currency);
  }
}

void asked_add_worth(struct str *out, const struct asked_worth *worth, const char *question)
{
  const struct support_question *told = find(worth, question);
  const struct journey *journey = worth->map != NULL ? map_at(worth->map, ENTITY_journey, 0) : NULL;
  if (told != NULL && journey != NULL)
    add_figures(out, told, journey->currency);
}

int64_t asked_rank(const struct asked_worth *worth, const char *question)
{
  const struct support_question *told = find(worth, question);
  if (told == NULL || told->cost != UNSET || told->now == NULL)
    return told != NULL ? told->cost : UNSET;
  return told->now->rate;
}

/* ---- Its counts ---- */

/* "2026-09 120": the last word is the count, what stands before it the days. */
static bool read_count(const char *text, struct volume *volume, struct error *err)
{
  const char *last = strrchr(text, ' ');
  const struct field *field = entity_field(ENTITY_volume, "count");
  if (last == NULL)
    return false;
  char *days = mem_copy_span(text, (size_t)(last - text));
  bool known = support_read_period(days, &volume->first_day, &volume->last_day);
  free(days);
  return known && record_set(volume, field, last + 1, err) == STATUS_OK && volume->count != UNSET;
}

static bool take_count(void *context, struct tui *tui, const char *text)
{
  struct volume *volume = record_new(ENTITY_volume);
  struct error err = {0};
  bool done = text[0] == '\0';
  if (!done && read_count(text, volume, &err))
    done = attached_add(context, volume, NULL);
  else if (!done)
    tui_say(tui, STYLE_WARN, "%s",
            _("Write the days and then how many: 2026-09 120, or 2026-09-01 2026-09-14 40."));
  record_free(ENTITY_volume, &volume);
  return done;
}

static void ask_count(struct attached *list)
{
  prompt_open(attached_tui(list), "count",
              _("When were they counted, and how many? As: 2026-09 120"), "", take_count, list,
              NULL);
}

static const struct attached_kind counts = {
    .entity = ENTITY_volume,
    .link = "question",
    .name = "first_day",
    .nothing = N_("No dated count yet; a adds one, so that before and after can be compared."),
    .ask = ask_count,
};

/* ---- All questions ---- */

static void open_question(struct tui *tui, int64_t oid)
{
  struct question *question = record_new(ENTITY_question);
  struct error err = {0};
  if (store_read(tui->session->store, ENTITY_question, oid, question, &err) == STATUS_OK)
    attached_lay(tui, &counts, question->id, question->topic);
  else
    tui_fault(tui, &err);
  record_free(ENTITY_question, &question);
}

static bool take_question(void *context, struct tui *tui, const char *topic)
{
  struct question *question = record_new(ENTITY_question);
  (void)tui;
  question->topic = mem_copy_text(topic);
  bool done = topic[0] == '\0' || attached_add(context, question, NULL);
  record_free(ENTITY_question, &question);
  return done;
}

static void ask_question(struct attached *list)
{
  prompt_open(attached_tui(list), "question", _("What do customers ask?"), "", take_question, list,
              NULL);
}

static const struct attached_kind questions = {
    .entity = ENTITY_question,
    .name = "topic",
    .nothing = N_("Nothing is known to be asked yet; a adds a question."),
    .ask = ask_question,
    .open = open_question,
    .tells_worth = true,
    .ranked = true,
};

void asked_open(struct tui *tui)
{
  attached_lay(tui, &questions, NULL, NULL);
}
