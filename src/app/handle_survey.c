/* What is told of a journey by looking at all of it: what customers ask and what it
 * costs, hand-overs and blind spots, what is due. */
#include "app/handle.h"
#include "app/handle_survey.h"
#include "app/surveyed.h"

#include "base/i18n.h"

#include <stdio.h>
#include <string.h>

/* ---- Values ---- */

static void put_amount(struct output *output, const char *key, const char *label, int64_t minor,
                       int64_t currency)
{
  struct str spoken = {0};
  if (minor != UNSET)
    surveyed_add_amount(&spoken, minor, currency);
  output->ops->number(output, key, label, minor, str_text(&spoken));
  str_clear(&spoken);
}

static void put_rate(struct output *output, const char *key, const char *label,
                     const struct asked *asked)
{
  struct str spoken = {0};
  if (asked == NULL) {
    output_text(output, key, label, NULL);
    return;
  }
  surveyed_add_rate(&spoken, asked->rate);
  output->ops->decimal(output, key, label, asked->rate, str_text(&spoken));
  str_clear(&spoken);
}

static void put_day(struct output *output, const char *key, const char *label, int64_t day)
{
  char text[DATE_SIZE];
  output_text(output, key, label, day != UNSET ? date_format(day, text) : NULL);
}

static void put_token(struct output *output, const char *key, const char *label,
                      enum enumeration_index of, int64_t value)
{
  output->ops->text(output, key, label,
                    value != UNSET ? enumeration_token(&enumerations[of], value) : NULL,
                    value != UNSET ? enumeration_label(&enumerations[of], value) : NULL);
}

/* A touchpoint by its title, and for programs by its id. */
static void put_touchpoint(struct output *output, const char *key, const char *label,
                           const struct touchpoint *touchpoint)
{
  output->ops->text(output, key, label, touchpoint != NULL ? touchpoint->id : NULL,
                    touchpoint != NULL ? touchpoint->title : NULL);
}

/* ---- Questions ---- */

static const char *const cost_sources[] = {NULL, "default", "journey", "question"};

static void put_question(struct output *output, const struct map *map,
                         const struct support_question *told, int64_t currency)
{
  const struct question *question = told->question;
  output_record(output, NULL, NULL);
  output_text(output, "topic", _("Question"), question->topic);
  for (size_t i = 0; i < entities[ENTITY_question].count; i++)
    if (strcmp(entities[ENTITY_question].fields[i].name, "topic") != 0)
      output_field_quietly(output, question, &entities[ENTITY_question].fields[i]);
  put_rate(output, "in_30_days", _("In 30 days"), told->now);
  put_amount(output, "cost_30_days", _("Cost"), told->cost, currency);
  put_amount(output, "cost_year", _("A year"), told->year_cost, currency);
  output_text(output, NULL, _("How we know"),
              told->now != NULL ? surveyed_evidence(told->now) : _("never counted"));
  output_text(output, NULL, _("Caused by"), surveyed_touchpoint(map, question->cause));
  output_number(output, "minutes_30_days", NULL, told->minutes);
  output_number(output, "contact_cost", NULL, told->unit_cost);
  output_text(output, "contact_cost_from", NULL, cost_sources[told->source]);
  output->ops->truth(output, "guess", NULL, told->now != NULL && support_is_guess(told->now), NULL);
  output_close(output);
}

/* Every count, for programs. */
static void put_counts(struct output *output, const struct support *support)
{
  output_list(output, "counts", NULL);
  for (size_t i = 0; i < support->count; i++)
    for (size_t k = 0; k < support->questions[i].asked_count; k++) {
      const struct asked *asked = &support->questions[i].asked[k];
      output_record(output, NULL, NULL);
      output_text(output, "question", NULL, support->questions[i].question->id);
      put_day(output, "from", NULL, asked->from);
      put_day(output, "to", NULL, asked->to);
      output_number(output, "days", NULL, asked->dated ? asked->days : UNSET);
      output_number(output, "count", NULL, asked->count);
      put_rate(output, "in_30_days", NULL, asked);
      output_number(output, "minutes", NULL, asked->minutes);
      put_token(output, "evidence", NULL, ENUM_evidence, asked->evidence);
      output_close(output);
    }
  output_close(output);
}

/* "980 in 2026-10 (949 in 30 days)" */
static void add_asked(struct str *out, const struct asked *asked)
{
  struct str rate = {0};
  struct str period = {0};
  surveyed_add_rate(&rate, asked->rate);
  surveyed_add_period(&period, asked);
  str_addf(out, "%lld: %s (%s)", (long long)asked->count, str_text(&period), str_text(&rate));
  str_clear(&period);
  str_clear(&rate);
}

static void put_asked(struct output *output, const char *key, const char *label,
                      const struct asked *asked)
{
  struct str words = {0};
  char path[32];
  snprintf(path, sizeof path, "%s.from", key);
  put_day(output, path, NULL, asked->from);
  snprintf(path, sizeof path, "%s.to", key);
  put_day(output, path, NULL, asked->to);
  snprintf(path, sizeof path, "%s.count", key);
  output_number(output, path, NULL, asked->count);
  snprintf(path, sizeof path, "%s.in_30_days", key);
  put_rate(output, path, NULL, asked);
  add_asked(&words, asked);
  output_text(output, NULL, label, str_text(&words));
  str_clear(&words);
}

static void put_change(struct output *output, const struct support_question *told, int64_t currency)
{
  struct str caution = {0};
  if (support_is_guess(told->before) || support_is_guess(told->now))
    str_add(&caution, _("rests on a guess"));
  if (told->lengths_differ)
    str_addf(&caution, "%s%s", caution.length > 0 ? "; " : "", _("periods of different lengths"));
  output_record(output, NULL, NULL);
  output_text(output, "question", NULL, told->question->id);
  output_text(output, NULL, _("Question"), told->question->topic);
  put_asked(output, "before", _("Before (in 30 days)"), told->before);
  put_asked(output, "after", _("After (in 30 days)"), told->now);
  put_amount(output, "saved_30_days", _("Saved in 30 days"), told->saved, currency);
  output_text(output, NULL, _("Mind"), caution.length > 0 ? caution.text : NULL);
  output->ops->truth(output, "guess", NULL,
                     support_is_guess(told->before) || support_is_guess(told->now), NULL);
  output->ops->truth(output, "lengths_differ", NULL, told->lengths_differ, NULL);
  output_close(output);
  str_clear(&caution);
}

static void put_changes(struct output *output, const struct support *support, int64_t currency)
{
  size_t compared = 0;
  for (size_t i = 0; i < support->count; i++)
    compared += support->questions[i].before != NULL ? 1 : 0;
  output_list(output, "changes", compared > 0 ? _("What became of them") : NULL);
  for (size_t i = 0; i < support->count; i++)
    if (support->questions[i].before != NULL)
      put_change(output, &support->questions[i], currency);
  output_close(output);
}

static void put_sums(struct output *output, const struct support *support, int64_t currency)
{
  struct str formula = {0};
  output_record(output, "sums", _("Together"));
  put_amount(output, "cost_30_days", _("Cost in 30 days"), support->cost, currency);
  put_amount(output, "cost_year", _("Cost a year"), support->year_cost, currency);
  put_amount(output, "tenth_of_year", _("A tenth of it, which telling beforehand can save (R9)"),
             support->year_cost != UNSET ? support->year_cost / SUPPORT_SAVED_PART : UNSET,
             currency);
  output_number(output, "minutes_30_days", NULL, support->minutes);
  output_number(output, NULL, _("Hours of answering in 30 days"),
                support->minutes != UNSET ? (support->minutes + 30) / 60 : UNSET);
  put_amount(output, "saved_30_days", _("Saved in 30 days since they were first counted"),
             support->saved, currency);
  put_token(output, "currency", NULL, ENUM_currency, currency);
  surveyed_add_formula(&formula, support, currency);
  output_text(output, NULL, _("How it is counted"), str_text(&formula));
  output_close(output);
  str_clear(&formula);
}

static void say_impossible(struct output *output, const struct support *support)
{
  for (size_t i = 0; i < support->count; i++)
    if (support->questions[i].impossible > 0)
      output_say(output, _("question/%s: a dated count ends before it begins, and is left out."),
                 support->questions[i].question->id);
}

enum status survey_show_questions(struct session *session, struct output *output, struct error *err)
{
  struct map *map;
  struct support support;
  enum status status = surveyed_read(session, &map, err);
  if (status != STATUS_OK)
    return status;
  support_make(map, &support);
  int64_t currency = map_journey(map)->currency;
  output_record(output, NULL, NULL);
  output_list(output, "questions", _("Questions worth preventing"));
  for (size_t i = 0; i < support.count; i++)
    put_question(output, map, &support.questions[i], currency);
  output_close(output);
  put_counts(output, &support);
  put_changes(output, &support, currency);
  put_sums(output, &support, currency);
  output_close(output);
  say_impossible(output, &support);
  if (support.count == 0)
    output_say(output, _("No question is known yet: kundresa add %s question topic=... count=..."),
               session->path);
  support_clear(&support);
  map_free(&map);
  return STATUS_OK;
}

/* ---- Hand-overs ---- */

static void put_handover(struct output *output, const struct handover *handover)
{
  output_record(output, NULL, NULL);
  output->ops->text(output, "way", _("Way"), handover->after ? "to" : "from",
                    handover->after ? _("hands over") : _("takes over"));
  put_touchpoint(output, "own", _("Its own"), handover->own);
  put_touchpoint(output, "other", _("Beside it"), handover->other);
  put_token(output, "owner", _("Owner"), ENUM_department, handover->other->owner_department);
  output->ops->text(output, "sight", _("How it sees it"), surveyed_sight_token(handover->sight),
                    surveyed_sight(handover->sight));
  output_close(output);
}

static void put_department(struct output *output, const struct department_outlook *department,
                           size_t touchpoints, bool blind_only)
{
  struct str title = {0};
  const char *name = enumeration_label(&enumerations[ENUM_department], department->department);
  size_t shown = blind_only ? department->blind : department->count;
  str_addf(&title, _("%s owns %zu of %zu; hand-overs: %zu; blind spots: %zu"), name,
           department->owned, touchpoints, department->count, department->blind);
  output_record(output, NULL, str_text(&title));
  str_clear(&title);
  output_text(output, "department", NULL,
              enumeration_token(&enumerations[ENUM_department], department->department));
  output_number(output, "owned", NULL, (int64_t)department->owned);
  output_number(output, "hand_overs", NULL, (int64_t)department->count);
  output_number(output, "blind_spots", NULL, (int64_t)department->blind);
  output_list(output, "beside", NULL);
  for (size_t i = 0; i < department->count && shown > 0; i++)
    if (!blind_only || department->handovers[i].sight == SIGHT_BLIND)
      put_handover(output, &department->handovers[i]);
  output_close(output);
  if (blind_only && shown == 0)
    output_text(output, NULL, "", _("It sees all that stands before and after its own."));
  output_close(output);
}

static void put_passing(struct output *output, const struct map *map, const struct passing *passing)
{
  const struct system *giver = map_find(map, ENTITY_system, passing->giver->system);
  const struct system *taker = map_find(map, ENTITY_system, passing->taker->system);
  output_record(output, NULL, NULL);
  output->ops->text(output, "from", _("System"), passing->giver->system,
                    giver != NULL ? giver->title : passing->giver->system);
  output->ops->text(output, "to", _("passes on to"), passing->taker->system,
                    taker != NULL ? taker->title : passing->taker->system);
  put_touchpoint(output, "at", _("At"), passing->at);
  put_touchpoint(output, "taken_at", _("For"), passing->to != passing->at ? passing->to : NULL);
  put_token(output, "automation", _("How"), ENUM_automation, passing->automation);
  output_close(output);
}

enum status survey_show_handovers(struct session *session, struct output *output, bool blind_only,
                                  struct error *err)
{
  struct map *map;
  struct outlook outlook;
  enum status status = surveyed_read(session, &map, err);
  if (status != STATUS_OK)
    return status;
  outlook_make(map, &outlook);
  size_t touchpoints = map_count(map, ENTITY_touchpoint);
  output_record(output, NULL, NULL);
  output_list(output, "departments", blind_only ? _("Blind spots") : _("Hand-overs"));
  for (size_t i = 0; i < outlook.count; i++)
    put_department(output, &outlook.departments[i], touchpoints, blind_only);
  output_close(output);
  output_list(output, "unowned", outlook.unowned_count > 0 ? _("Nobody answers for these") : NULL);
  for (size_t i = 0; i < outlook.unowned_count; i++) {
    output_record(output, NULL, NULL);
    output_text(output, "id", NULL, outlook.unowned[i]->id);
    output_text(output, "title", "", outlook.unowned[i]->title);
    output_close(output);
  }
  output_close(output);
  bool systems = !blind_only && outlook.passing_count > 0;
  output_list(output, "systems", systems ? _("What systems pass on") : NULL);
  for (size_t i = 0; i < outlook.passing_count && !blind_only; i++)
    put_passing(output, map, &outlook.passings[i]);
  output_close(output);
  output_close(output);
  outlook_clear(&outlook);
  map_free(&map);
  return STATUS_OK;
}

/* ---- What is due ---- */

static void put_due(struct output *output, const struct map *map, const struct due_item *item,
                    date_day on)
{
  static const char *const kinds[] = {"review", "action", "parked", "text", "waiver"};
  static const char *const states[] = {"overdue", "soon", "lacking"};
  static const char *const labels[] = {N_("Overdue"), N_("Soon"), N_("Lacking")};
  struct str words = {0};
  output_record(output, NULL, NULL);
  output->ops->text(output, "state", "", states[item->state], i18n_text(labels[item->state]));
  surveyed_add_when(&words, item, on);
  output_text(output, NULL, "", str_text(&words));
  str_cut(&words, 0);
  put_day(output, "day", "", item->day);
  output_text(output, "kind", NULL, kinds[item->kind]);
  surveyed_add_due(&words, map, item);
  output_text(output, "what", "", str_text(&words));
  str_cut(&words, 0);
  handle_add_address(&words, item->entity, item->record);
  output_text(output, "at", "", str_text(&words));
  str_cut(&words, 0);
  surveyed_add_owner(&words, item->department, item->person);
  output_text(output, NULL, "", str_text(&words));
  str_clear(&words);
  put_token(output, "owner.department", NULL, ENUM_department, item->department);
  output_text(output, "owner.person", NULL, item->person);
  output_close(output);
}

enum status survey_show_due(struct session *session, struct output *output, date_day on,
                            struct error *err)
{
  struct map *map;
  struct due due;
  enum status status = surveyed_read(session, &map, err);
  if (status != STATUS_OK)
    return status;
  due_make(map, on, &due);
  output_record(output, NULL, NULL);
  put_day(output, "on", _("As of"), on);
  output_text(output, "journey", NULL, session->journey.id);
  output_text(output, NULL, _("Journey"), session->journey.title);
  output_number(output, "overdue", _("Overdue"), (int64_t)due.overdue);
  output_number(output, "soon", _("Soon"), (int64_t)due.soon);
  output_list(output, "items", due.count > 0 ? _("What waits") : NULL);
  for (size_t i = 0; i < due.count; i++)
    put_due(output, map, &due.items[i], on);
  output_close(output);
  output_close(output);
  status = due.overdue > 0 ? STATUS_FINDINGS : STATUS_OK;
  due_clear(&due);
  map_free(&map);
  return status;
}
