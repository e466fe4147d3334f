/* What was hidden comes to light: cards, votes and grades become records of the journey. */
#include "app/meeting_private.h"

#include "app/role.h"
#include "base/mem.h"
#include "base/text.h"
#include "workshop/tally.h"

#include <inttypes.h>
#include <stdlib.h>
#include <string.h>

struct sort;

/* One thing that was hidden, kept until the seals are broken. */
struct hidden {
  const struct sort *sort;
  char *person, *department, *subject, *body;
  size_t rank; /* of its department */
};

struct revealing {
  struct session *session;
  const struct meeting *meeting;
  const struct sort *sort; /* of what is gathered just now */
  struct hidden *items;
  size_t count;
  size_t unplaced;
};

static enum status gather(void *context, const struct sealed *sealed, struct error *err)
{
  (void)err;
  struct revealing *revealing = context;
  const struct agenda *agenda = revealing->meeting->agenda;
  revealing->items = mem_resize(revealing->items, revealing->count + 1, sizeof *revealing->items);
  revealing->items[revealing->count++] =
      (struct hidden){revealing->sort,
                      mem_copy_text(sealed->person),
                      mem_copy_text(sealed->department),
                      mem_copy_text(sealed->subject),
                      mem_copy_text(sealed->body),
                      agenda != NULL ? agenda_reveal_rank(agenda, sealed->department) : 0};
  return STATUS_OK;
}

static int by_rank(const void *left, const void *right)
{
  const struct hidden *one = left;
  const struct hidden *other = right;
  if (one->sort != other->sort) /* both of one table */
    return one->sort < other->sort ? -1 : 1;
  if (one->rank != other->rank)
    return one->rank < other->rank ? -1 : 1;
  int order = strcmp(one->department, other->department);
  if (order == 0)
    order = strcmp(one->person, other->person);
  if (order != 0)
    return order;
  long long first = strtoll(one->subject, NULL, 10);
  long long second = strtoll(other->subject, NULL, 10);
  if (first != second)
    return first < second ? -1 : 1;
  return strcmp(one->subject, other->subject);
}

static void forget(struct revealing *revealing)
{
  for (size_t i = 0; i < revealing->count; i++) {
    free(revealing->items[i].person);
    free(revealing->items[i].department);
    free(revealing->items[i].subject);
    free(revealing->items[i].body);
  }
  free(revealing->items);
}

/* What the others call a person. */
static char *name_of(struct session *session, const char *person)
{
  struct str setting = {0};
  char *name = NULL;
  str_addf(&setting, "name.%s", person);
  if (store_get_setting(session->store, str_text(&setting), &name, NULL) != STATUS_OK ||
      name == NULL || name[0] == '\0') {
    free(name);
    name = mem_copy_text(person);
  }
  text_sanitize(name);
  str_clear(&setting);
  return name;
}

static int64_t department_of(const char *token)
{
  int64_t found = enumeration_find(&enumerations[ENUM_department], token, strlen(token));
  return found < 0 ? UNSET : found;
}

/* An id that no card has: "sale-1", "sale-2"… */
static char *free_card_id(struct session *session, const char *step)
{
  for (int64_t i = store_count(session->store, session->journey_oid, ENTITY_card) + 1;; i++) {
    struct str id = {0};
    int64_t oid = 0;
    str_addf(&id, "%.30s-%" PRId64, step, i);
    if (store_find(session->store, session->journey_oid, ENTITY_card, str_text(&id), &oid, NULL) !=
        STATUS_OK)
      return str_take(&id);
    str_clear(&id);
  }
}

/* What no record can be made of is counted and told. */
static enum status leave_out(struct revealing *revealing)
{
  revealing->unplaced++;
  return STATUS_OK;
}

static enum status reveal_card(struct revealing *revealing, const struct hidden *hidden,
                               struct error *err)
{
  const struct sealed sealed = {.subject = hidden->subject, .body = hidden->body};
  const struct running *running = &revealing->meeting->running;
  int64_t number;
  int64_t lane;
  const char *text;
  int64_t oid = 0;
  if (!meeting_read_card(&sealed, &number, &lane, &text))
    return leave_out(revealing); /* another program put it there */
  struct card *card = record_new(ENTITY_card);
  card->id = free_card_id(revealing->session, running->step);
  card->lane = lane;
  card->text = mem_copy_text(text);
  card->author = name_of(revealing->session, hidden->person);
  card->department = department_of(hidden->department);
  card->workshop = mem_copy_text(running->workshop);
  card->step = mem_copy_text(running->step);
  enum status status = store_insert(revealing->session->store, revealing->session->journey_oid,
                                    ENTITY_card, card, 0, &oid, err);
  record_free(ENTITY_card, &card);
  return status;
}

static enum status reveal_vote(struct revealing *revealing, const struct hidden *hidden,
                               struct error *err)
{
  const struct running *running = &revealing->meeting->running;
  struct session *session = revealing->session;
  int64_t card = 0;
  int64_t oid = 0;
  long dots = strtol(hidden->body, NULL, 10);
  /* A card that was deleted since takes its dots with it. */
  if (dots < 1 || dots > TALLY_CAP ||
      store_find(session->store, session->journey_oid, ENTITY_card, hidden->subject, &card, NULL) !=
          STATUS_OK)
    return leave_out(revealing);
  struct vote *vote = record_new(ENTITY_vote);
  vote->workshop = mem_copy_text(running->workshop);
  vote->step = mem_copy_text(running->step);
  vote->person = name_of(session, hidden->person);
  vote->department = department_of(hidden->department);
  vote->card = mem_copy_text(hidden->subject);
  vote->dots = dots;
  enum status status =
      store_insert(session->store, session->journey_oid, ENTITY_vote, vote, 0, &oid, err);
  record_free(ENTITY_vote, &vote);
  return status;
}

/* What a person gave to a touchpoint that is there still. */
static enum status reveal_grade(struct revealing *revealing, const struct hidden *hidden,
                                struct error *err)
{
  const struct sealed sealed = {.subject = hidden->subject, .body = hidden->body};
  struct session *session = revealing->session;
  int64_t department = department_of(hidden->department);
  int64_t grades[CRITERION_COUNT];
  int64_t touchpoint = 0;
  int64_t oid = 0;
  if (department == UNSET || !meeting_read_grades(&sealed, grades) ||
      store_find(session->store, session->journey_oid, ENTITY_touchpoint, hidden->subject,
                 &touchpoint, NULL) != STATUS_OK)
    return leave_out(revealing);
  struct grade *grade = record_new(ENTITY_grade);
  grade->touchpoint = mem_copy_text(hidden->subject);
  grade->department = department;
  grade->person = name_of(session, hidden->person);
  grade->workshop = mem_copy_text(revealing->meeting->running.workshop);
  grade->use = grades[CRITERION_USE];
  grade->importance = grades[CRITERION_IMPORTANCE];
  grade->leverage = grades[CRITERION_LEVERAGE];
  enum status status =
      store_insert(session->store, session->journey_oid, ENTITY_grade, grade, 0, &oid, err);
  record_free(ENTITY_grade, &grade);
  return status;
}

/* What can be sealed, and what becomes of it. */
struct sort {
  const char *kind;
  const char *label; /* of the history's entry */
  enum status (*reveal)(struct revealing *revealing, const struct hidden *hidden,
                        struct error *err);
};

/* Cards come first: votes are about them. */
static const struct sort sorts[] = {{"card", "reveal cards of", reveal_card},
                                    {"vote", "count votes of", reveal_vote},
                                    {"grade", "reveal grades of", reveal_grade}};
#define SORT_COUNT (sizeof sorts / sizeof sorts[0])

/* Breaks the seals of @kind (NULL: of every kind), and has each become what it is. */
static enum status reveal(struct revealing *revealing, const char *kind, struct error *err)
{
  const struct session *session = revealing->session;
  struct str round = {0};
  enum status status = STATUS_OK;
  running_add_round(&round, &revealing->meeting->running);
  for (size_t i = 0; i < SORT_COUNT && status == STATUS_OK; i++) {
    revealing->sort = &sorts[i];
    if (kind == NULL || strcmp(kind, sorts[i].kind) == 0)
      status = store_unseal(session->store, session->journey_oid, sorts[i].kind, str_text(&round),
                            gather, revealing, err);
  }
  if (status == STATUS_OK && revealing->count > 0)
    qsort(revealing->items, revealing->count, sizeof *revealing->items, by_rank);
  for (size_t i = 0; i < revealing->count && status == STATUS_OK; i++)
    status = revealing->items[i].sort->reveal(revealing, &revealing->items[i], err);
  str_clear(&round);
  return status;
}

static const char *label_of(const char *kind)
{
  for (size_t i = 0; kind != NULL && i < SORT_COUNT; i++)
    if (strcmp(kind, sorts[i].kind) == 0)
      return sorts[i].label;
  return "end workshop after";
}

/* In the record: the departments that were here, which are those that have written or
 * voted or graded, and where @ended, that it was held. */
static enum status note_record(struct revealing *revealing, bool ended, struct error *err)
{
  struct session *session = revealing->session;
  const struct field *field = entity_field(ENTITY_workshop, "departments");
  struct workshop record;
  struct str tokens = {0};
  int64_t oid = 0;
  record_init(ENTITY_workshop, &record);
  enum status status = meeting_read_record(session, revealing->meeting, &oid, &record, err);
  str_add(&tokens, record.departments != NULL ? record.departments : "");
  size_t before = tokens.length;
  for (size_t i = 0; i < revealing->count; i++) {
    int64_t department = department_of(revealing->items[i].department);
    if (department != UNSET && !list_has(str_text(&tokens), ENUM_department, department))
      str_addf(&tokens, "%s%s", tokens.length > 0 ? " " : "", revealing->items[i].department);
  }
  if (status == STATUS_OK && oid != 0 && tokens.length > before) {
    struct value value = {.is_text = true, .text = tokens.text, .number = UNSET};
    status = store_set(session->store, ENTITY_workshop, oid, field, &value, NULL, err);
  }
  if (status == STATUS_OK && oid != 0 && ended) {
    struct value held = {.number = workshop_state_held};
    status = store_set(session->store, ENTITY_workshop, oid, entity_field(ENTITY_workshop, "state"),
                       &held, NULL, err);
  }
  str_clear(&tokens);
  record_clear(ENTITY_workshop, &record);
  return status;
}

enum status meeting_reveal(struct session *session, struct meeting *meeting, const char *kind,
                           const struct running *next, struct error *err)
{
  struct revealing revealing = {.session = session, .meeting = meeting};
  bool ends = next->workshop[0] == '\0';
  struct str label = {0};
  str_addf(&label, "%s %s", label_of(kind), meeting->running.step);
  enum status status = role_begin(session, DEED_WORKSHOP, str_text(&label), "workshop", err);
  bool begun = status == STATUS_OK;
  if (status == STATUS_OK)
    status = meeting_put_running(session, meeting, next, err);
  if (status == STATUS_OK)
    status = reveal(&revealing, ends ? NULL : kind, err);
  if (status == STATUS_OK)
    status = note_record(&revealing, ends, err);
  if (status == STATUS_OK)
    status = store_commit(session->store, err);
  else if (begun)
    store_rollback(session->store);
  if (status == STATUS_OK)
    meeting->unplaced = revealing.unplaced;
  forget(&revealing);
  str_clear(&label);
  return status;
}
