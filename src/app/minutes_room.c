/* What the room left behind: cards with their dots, and what is parked.  Dots are told by
 * their sum: who gave them is nobody else's business. */
#include "app/minutes_private.h"

#include "base/i18n.h"
#include "base/mem.h"
#include "workshop/tally.h"

#include <inttypes.h>
#include <stdlib.h>
#include <string.h>

/* ---- Cards and votes ---- */

/* What could be voted for in a step. */
struct item {
  const struct card *card; /* or NULL: */
  const struct touchpoint *touchpoint;
  struct tally tally;
};

struct step {
  const char *id;
  struct item *items;
  size_t count, capacity;
  bool voted;
};

static struct item *add_item(struct step *step, const struct card *card,
                             const struct touchpoint *touchpoint)
{
  if (step->count == step->capacity) {
    step->capacity = step->capacity == 0 ? 16 : step->capacity * 2;
    step->items = mem_resize(step->items, step->capacity, sizeof *step->items);
  }
  struct item *item = &step->items[step->count++];
  *item = (struct item){.card = card, .touchpoint = touchpoint};
  return item;
}

static bool is_of(const struct minutes *minutes, const struct card *card)
{
  return minutes->workshop != NULL && minutes_is(card->workshop, minutes->workshop->id);
}

static void add_cards(const struct minutes *minutes, struct step *step)
{
  for (size_t i = 0; i < map_count(minutes->map, ENTITY_card); i++) {
    const struct card *card = map_at(minutes->map, ENTITY_card, i);
    if (is_of(minutes, card) && card->lane != lane_parking && minutes_is(card->step, step->id))
      add_item(step, card, NULL);
  }
}

static struct item *find_item(const struct minutes *minutes, struct step *step,
                              const struct vote *vote)
{
  const struct card *card =
      vote->card != NULL ? map_find(minutes->map, ENTITY_card, vote->card) : NULL;
  const struct touchpoint *touchpoint =
      card == NULL && vote->touchpoint != NULL
          ? map_find(minutes->map, ENTITY_touchpoint, vote->touchpoint)
          : NULL;
  for (size_t i = 0; i < step->count; i++)
    if (step->items[i].card == card && step->items[i].touchpoint == touchpoint)
      return &step->items[i];
  return card != NULL || touchpoint != NULL ? add_item(step, card, touchpoint) : NULL;
}

static void add_votes(const struct minutes *minutes, struct step *step)
{
  const struct vote *vote;
  size_t index = 0;
  while ((vote = map_next_part(minutes->map, ENTITY_vote, minutes->workshop->id, &index)) != NULL) {
    struct item *item = strcmp(vote->step, step->id) == 0 ? find_item(minutes, step, vote) : NULL;
    if (item == NULL)
      continue;
    item->tally.dots += vote->dots;
    item->tally.voters++;
    step->voted = true;
  }
}

static int better_item(const void *a, const void *b)
{
  const struct item *one = a, *other = b;
  int64_t more = other->tally.dots - one->tally.dots;
  if (more != 0)
    return more > 0 ? 1 : -1;
  int64_t one_order = one->card != NULL ? one->card->record.order : INT64_MAX;
  int64_t other_order = other->card != NULL ? other->card->record.order : INT64_MAX;
  if (one_order != other_order)
    return one_order > other_order ? 1 : -1;
  return one->card == NULL || other->card == NULL
             ? strcmp(one->touchpoint->id, other->touchpoint->id)
             : strcmp(one->card->id, other->card->id);
}

static void rank(struct step *step)
{
  struct tally *tallies = mem_new(step->count + 1, sizeof *tallies);
  if (step->count > 0)
    qsort(step->items, step->count, sizeof *step->items, better_item);
  for (size_t i = 0; i < step->count; i++)
    tallies[i] = step->items[i].tally;
  tally_rank(tallies, step->count);
  for (size_t i = 0; i < step->count; i++)
    step->items[i].tally = tallies[i];
  free(tallies);
}

static void put_label(struct page *page, enum entity entity, const void *record, const char *field)
{
  struct str text = {0};
  minutes_add_value(&text, entity, record, field);
  minutes_put_cell(page, &text);
}

/* The cells of a card: its words, what sort it is, where, and from which department. */
static void put_card(const struct minutes *minutes, struct page *page, const struct card *card)
{
  page_cell(page, card->text);
  put_label(page, ENTITY_card, card, "lane");
  page_cell(page, surveyed_touchpoint(minutes->map, card->touchpoint));
  put_label(page, ENTITY_card, card, "department");
}

static void put_votes(struct page *page, const struct tally *tally)
{
  struct str text = {0};
  if (tally->rank > 0)
    str_addf(&text, tally->tie ? _("%zu, shared") : "%zu", tally->rank);
  minutes_put_cell(page, &text);
  page_cell_number(page, tally->dots);
  page_cell_number(page, (long long)tally->voters);
}

static const char *step_title(const struct minutes *minutes, const char *id)
{
  int index = minutes->agenda != NULL ? agenda_find_step(minutes->agenda, id) : -1;
  return index >= 0 ? words_now(&minutes->agenda->steps[index].title) : id;
}

static void begin_cards(struct page *page, const char *title, bool voted)
{
  const struct page_column columns[] = {{_("Card"), COLUMN_TITLE},   {_("Kind"), COLUMN_WORDS},
                                        {_("About"), COLUMN_WORDS},  {_("From"), COLUMN_WORDS},
                                        {_("Rank"), COLUMN_NUMBER},  {_("Dots"), COLUMN_NUMBER},
                                        {_("Voters"), COLUMN_NUMBER}};
  page_table(page, title, columns, voted ? 7 : 4);
}

static void tell_step(const struct minutes *minutes, struct page *page, const char *id)
{
  struct step step = {.id = id};
  add_cards(minutes, &step);
  add_votes(minutes, &step);
  rank(&step);
  if (step.count > 0) {
    page_part(page, step_title(minutes, id));
    begin_cards(page, step_title(minutes, id), step.voted);
  }
  for (size_t i = 0; i < step.count; i++) {
    const struct item *item = &step.items[i];
    if (item->card != NULL) {
      put_card(minutes, page, item->card);
    } else {
      page_cell(page, item->touchpoint->title);
      page_cell(page, i18n_text(entities[ENTITY_touchpoint].one));
      page_cell(page, NULL);
      page_cell(page, NULL);
    }
    if (step.voted)
      put_votes(page, &item->tally);
  }
  free(step.items);
}

/* The steps in which something was written or voted: in the order of the agenda, then
 * those that it does not know, as they come. */
struct steps {
  const char **ids;
  size_t count;
};

static void note_step(struct steps *steps, const char *id)
{
  for (size_t i = 0; i < steps->count; i++)
    if (strcmp(steps->ids[i], id) == 0)
      return;
  steps->ids = mem_resize(steps->ids, steps->count + 1, sizeof *steps->ids);
  steps->ids[steps->count++] = id;
}

static void tell_steps(const struct minutes *minutes, struct page *page)
{
  struct steps steps = {0};
  const struct vote *vote;
  size_t index = 0;
  for (size_t i = 0; minutes->agenda != NULL && i < minutes->agenda->step_count; i++)
    note_step(&steps, minutes->agenda->steps[i].id);
  for (size_t i = 0; i < map_count(minutes->map, ENTITY_card); i++) {
    const struct card *card = map_at(minutes->map, ENTITY_card, i);
    if (is_of(minutes, card) && card->step != NULL)
      note_step(&steps, card->step);
  }
  while ((vote = map_next_part(minutes->map, ENTITY_vote, minutes->workshop->id, &index)) != NULL)
    note_step(&steps, vote->step);
  for (size_t i = 0; i < steps.count; i++)
    tell_step(minutes, page, steps.ids[i]);
  free(steps.ids);
}

/* Cards that no step of the workshop has. */
static void tell_other_cards(const struct minutes *minutes, struct page *page)
{
  bool any = false;
  for (size_t i = 0; i < map_count(minutes->map, ENTITY_card); i++) {
    const struct card *card = map_at(minutes->map, ENTITY_card, i);
    if (card->lane == lane_parking || (is_of(minutes, card) && card->step != NULL))
      continue;
    if (!any) {
      page_part(page, _("Cards from other times"));
      begin_cards(page, _("Cards from other times"), false);
    }
    any = true;
    put_card(minutes, page, card);
  }
}

void minutes_tell_cards(const struct minutes *minutes, struct page *page)
{
  page_section(page, "cards", _("Cards and votes"));
  size_t before = page->count;
  if (minutes->workshop != NULL)
    tell_steps(minutes, page);
  tell_other_cards(minutes, page);
  if (page->count == before)
    page_note(page, _("No card has been written yet."));
}

/* ---- Parking lot ---- */

void minutes_tell_parking(const struct minutes *minutes, struct page *page)
{
  const struct page_column columns[] = {{_("Parked"), COLUMN_TITLE},
                                        {_("About"), COLUMN_WORDS},
                                        {_("From"), COLUMN_WORDS},
                                        {_("Taken up again"), COLUMN_WORDS}};
  bool any = false;
  page_section(page, "parking", _("Parking lot"));
  for (size_t i = 0; i < map_count(minutes->map, ENTITY_card); i++) {
    const struct card *card = map_at(minutes->map, ENTITY_card, i);
    char day[DATE_SIZE];
    if (card->lane != lane_parking)
      continue;
    if (!any)
      page_table(page, _("Parking lot"), columns, sizeof columns / sizeof *columns);
    any = true;
    page_cell(page, card->text);
    page_cell(page, surveyed_touchpoint(minutes->map, card->touchpoint));
    put_label(page, ENTITY_card, card, "department");
    page_cell(page,
              card->parked_until != UNSET ? date_format(card->parked_until, day) : _("no day"));
  }
  if (!any)
    page_note(page, _("Nothing is parked."));
}
