#include "yaml/agenda_read.h"

#include "base/i18n.h"
#include "base/mem.h"
#include "model/entity.h"
#include "yaml/keyed_read.h"

#include <stdlib.h>
#include <string.h>

#define TITLE_MOST 60
#define PROMPT_MOST 200
#define ID_MOST 50
#define IN(type, member) .offset = offsetof(struct type, member)
#define COUNTED(type, member) .count_offset = offsetof(struct type, member)

static const struct pack_key phase_keys[] = {
    {"does", PACK_ENUM, true, 0, IN(agenda_phase, does), "What the room does.",
     .field = ENUM_phase},
    {"minutes", PACK_COUNT, true, AGENDA_MINUTES_MOST, IN(agenda_phase, minutes), "For how long."},
    {0},
};

static const struct pack_key prompt_keys[] = {
    {"id", PACK_ID, true, ID_MOST, IN(agenda_prompt, id),
     "Its name; that of a guiding question where it is one."},
    {"text", PACK_WORDS, true, PROMPT_MOST, IN(agenda_prompt, text), "What the room is asked."},
    {"asks", PACK_ENUM, false, 0, IN(agenda_prompt, asks),
     "What becomes of the answers in an interview; without it cards.", .field = ENUM_asks},
    {0},
};

static const struct pack_key step_keys[] = {
    {"id", PACK_ID, true, ID_MOST, IN(agenda_step, id), "What cards and votes call it."},
    {"title", PACK_WORDS, true, TITLE_MOST, IN(agenda_step, title), "What people call it."},
    {"stages", PACK_SET, false, 0, IN(agenda_step, stages), "The part of the map it is about.",
     .field = ENUM_stage_kind},
    {"phases", PACK_LIST, true, 0, IN(agenda_step, phases), "What the room does, in order.",
     .members = phase_keys, .size = sizeof(struct agenda_phase), COUNTED(agenda_step, phase_count),
     .one = N_("Phase")},
    {"prompts", PACK_LIST, false, 0, IN(agenda_step, prompts),
     "What it is asked, one after the other.", .members = prompt_keys,
     .size = sizeof(struct agenda_prompt), COUNTED(agenda_step, prompt_count), .one = N_("Prompt")},
    {"needs", PACK_SET, false, 0, IN(agenda_step, needs), "What must be there to turn green.",
     .field = ENUM_need},
    {"cautions", PACK_SET, false, 0, IN(agenda_step, cautions), "What it warns of.",
     .field = ENUM_caution},
    {0},
};

const struct pack_key agenda_keys[] = {
    {AGENDA_KEY, PACK_FORMAT, true, 0, 0, "Says that this is an agenda, and the version: 1."},
    {"id", PACK_ID, true, ID_MOST, IN(agenda, id), "What a workshop calls it."},
    {"title", PACK_WORDS, true, TITLE_MOST, IN(agenda, title), "What people call it."},
    {"reveal", PACK_IDS, false, ID_MOST, IN(agenda, reveal),
     "Departments, in the order in which they reveal."},
    {"steps", PACK_LIST, true, 0, IN(agenda, steps), "The steps, in order.", .members = step_keys,
     .size = sizeof(struct agenda_step), COUNTED(agenda, step_count), .one = N_("Step")},
    {0},
};

static void start_item(const struct pack_key *keys, void *item, long line)
{
  if (keys == step_keys)
    ((struct agenda_step *)item)->line = line;
  if (keys == prompt_keys)
    ((struct agenda_prompt *)item)->line = line;
}

static void check_departments(const struct keyed *keyed, const struct agenda *agenda)
{
  const struct enumeration *list = &enumerations[ENUM_department];
  for (char **token = agenda->reveal; token != NULL && *token != NULL; token++) {
    if (enumeration_find(list, *token, strlen(*token)) >= 0)
      continue;
    char text[120];
    char remedy[120];
    const char *near = enumeration_near(list, *token);
    snprintf(text, sizeof text, _("'%.60s' is no department."), *token);
    snprintf(remedy, sizeof remedy, near != NULL ? _("Did you mean '%s'?") : "%s",
             near != NULL ? near : "");
    keyed_note_at(keyed, "reveal", remedy, text);
  }
}

/* No id stands twice: cards would not know where they belong. */
static void check_ids(const struct keyed *keyed, const struct agenda *agenda)
{
  for (size_t i = 0; i < agenda->step_count; i++)
    for (size_t j = 0; j < i; j++) {
      const char *one = agenda->steps[i].id;
      const char *other = agenda->steps[j].id;
      if (one == NULL || other == NULL || strcmp(one, other) != 0)
        continue;
      char text[120];
      snprintf(text, sizeof text, _("the step on line %ld has the id '%.50s' too."),
               agenda->steps[j].line, one);
      event_note(keyed->events, agenda->steps[i].line, 1, _("Give one of them another."), "%s",
                 text);
    }
}

/* Whether a prompt with that id stands before this one, in any step. */
static bool stands_before(const struct agenda *agenda, size_t step, size_t prompt)
{
  const char *id = agenda->steps[step].prompts[prompt].id;
  for (size_t i = 0; i <= step; i++)
    for (size_t j = 0; j < agenda->steps[i].prompt_count && (i < step || j < prompt); j++) {
      const char *other = agenda->steps[i].prompts[j].id;
      if (id != NULL && other != NULL && strcmp(id, other) == 0)
        return true;
    }
  return false;
}

/* Nor does a prompt's: an interview would not know where it was. */
static void check_prompts(const struct keyed *keyed, const struct agenda *agenda)
{
  for (size_t i = 0; i < agenda->step_count; i++)
    for (size_t j = 0; j < agenda->steps[i].prompt_count; j++)
      if (stands_before(agenda, i, j))
        event_note(keyed->events, agenda->steps[i].prompts[j].line, 1,
                   _("Give one of them another."), _("two prompts have the id '%.50s'."),
                   agenda->steps[i].prompts[j].id);
}

static void check(const struct keyed *keyed)
{
  if (keyed->keys == step_keys && keyed_has(keyed, "phases") &&
      ((const struct agenda_step *)keyed->base)->phase_count == 0)
    keyed_note_at(keyed, "phases", _("Add what the room does, as - {does: talk, minutes: 5}."),
                  _("found no phase."));
  if (keyed->keys != agenda_keys)
    return;
  if (keyed_has(keyed, "steps") && ((const struct agenda *)keyed->base)->step_count == 0)
    keyed_note_at(keyed, "steps", "", _("found no step."));
  check_departments(keyed, keyed->base);
  check_ids(keyed, keyed->base);
  check_prompts(keyed, keyed->base);
}

static const struct keyed_format agenda_format = {
    .keys = agenda_keys,
    .version = AGENDA_VERSION,
    .one = N_("Agenda"),
    .empty = N_("Found an empty file, expected an agenda."),
    .expected = N_("Found %s, expected an agenda."),
    .begin = N_("Begin the file with 'kundresa_agenda: 1'."),
    .keyless = N_("Found no '%s: %s' first; is this an agenda?"),
    .unknown = N_("Delete it; kundresa-agenda(5) lists the known keys."),
    .start = start_item,
    .check = check,
};

enum status agenda_read(FILE *in, const char *name, struct agenda **agenda,
                        struct problems *problems, struct error *err)
{
  const struct event_limits limits = {.bytes = AGENDA_BYTES_MOST, .scalar = 4000, .depth = 8};
  size_t before = problems->count + problems->dropped;
  struct event_reader events;
  struct agenda *read = mem_new(1, sizeof *read);
  event_start(&events, in, name, limits, problems, err);
  keyed_read(&agenda_format, &events, read);
  enum status status = events.status;
  if (status == STATUS_OK && problems->count + problems->dropped > before)
    status = STATUS_INPUT;
  event_finish(&events);
  problems_sort(problems);
  if (status != STATUS_OK)
    agenda_free(&read);
  *agenda = read;
  return status;
}
