#include "app/overview.h"

#include "base/i18n.h"
#include "base/mem.h"
#include "model/sentence.h"

#include <stdlib.h>
#include <string.h>

/* Something the map lacks. */
struct gap {
  char *address; /* "touchpoint/welcome" */
  char *title;
  const char *kind; /* token: covered, owner, empty, language */
  char *sentence;
};

struct overview {
  struct session *session;
  struct output *output;
  int64_t covered[3]; /* by enum coverage; not said counts as unknown */
  int64_t touchpoints;
  struct gap *gaps;
  size_t gap_count;
};

static void add_gap(struct overview *overview, const char *entity, const char *id,
                    const char *title, const char *kind, const char *sentence)
{
  if ((overview->gap_count & (overview->gap_count - 1)) == 0)
    overview->gaps =
        mem_resize(overview->gaps, overview->gap_count == 0 ? 1 : overview->gap_count * 2,
                   sizeof *overview->gaps);
  struct str address = {0};
  str_addf(&address, "%s/%s", entity, id);
  overview->gaps[overview->gap_count++] = (struct gap){
      .address = str_take(&address),
      .title = mem_copy_text(title),
      .kind = kind,
      .sentence = mem_copy_text(sentence),
  };
}

static void free_gaps(struct overview *overview)
{
  for (size_t i = 0; i < overview->gap_count; i++) {
    free(overview->gaps[i].address);
    free(overview->gaps[i].title);
    free(overview->gaps[i].sentence);
  }
  free(overview->gaps);
}

/* ---- Touchpoints ---- */

/* Copies, so that the store may be asked again for each. */
struct copies {
  enum entity entity;
  void **items;
  size_t count;
};

static enum status keep(void *context, const void *record, struct error *err)
{
  (void)err;
  struct copies *copies = context;
  if ((copies->count & (copies->count - 1)) == 0)
    copies->items = mem_resize(copies->items, copies->count == 0 ? 1 : copies->count * 2,
                               sizeof *copies->items);
  copies->items[copies->count++] = record_copy(copies->entity, record);
  return STATUS_OK;
}

static void free_copies(struct copies *copies)
{
  for (size_t i = 0; i < copies->count; i++)
    record_free(copies->entity, &copies->items[i]);
  free(copies->items);
}

char *overview_segment(struct session *session, const char *id)
{
  int64_t oid;
  struct segment segment;
  char *title = NULL;
  record_init(ENTITY_segment, &segment);
  if (id != NULL &&
      store_find(session->store, session->journey_oid, ENTITY_segment, id, &oid, NULL) ==
          STATUS_OK &&
      store_read(session->store, ENTITY_segment, oid, &segment, NULL) == STATUS_OK)
    title = mem_copy_text(segment.title);
  record_clear(ENTITY_segment, &segment);
  return title;
}

static void put_trigger(struct overview *overview, const struct touchpoint *touchpoint)
{
  struct str sentence = {0};
  char *segment = overview_segment(overview->session, touchpoint->segment);
  sentence_add_trigger(&sentence, touchpoint, segment);
  output_text(overview->output, "when", _("When"), sentence.length > 0 ? sentence.text : NULL);
  str_clear(&sentence);
  free(segment);
}

static void put_touchpoint(struct overview *overview, const struct touchpoint *touchpoint)
{
  static const char *const names[] = {"owner_department", "covered", "experience_as_is",
                                      "experience_to_be", "moment_of_truth"};
  struct output *output = overview->output;
  output_record(output, NULL, NULL);
  struct str line = {0};
  str_addf(&line, "%s (%s)", touchpoint->title, touchpoint->id);
  output_text(output, NULL, _("Touchpoint"), str_text(&line));
  str_clear(&line);
  output_text(output, "id", NULL, touchpoint->id);
  output_text(output, "title", NULL, touchpoint->title);
  output_field_quietly(output, touchpoint, entity_field(ENTITY_touchpoint, "kind"));
  put_trigger(overview, touchpoint);
  for (size_t i = 0; i < sizeof names / sizeof names[0]; i++)
    output_field(output, touchpoint, entity_field(ENTITY_touchpoint, names[i]));
  output_close(output);

  int64_t covered = touchpoint->covered == UNSET ? coverage_unknown : touchpoint->covered;
  overview->touchpoints++;
  overview->covered[covered]++;
  if (covered == coverage_no)
    add_gap(overview, "touchpoint", touchpoint->id, touchpoint->title, "covered",
            _("Nobody tells the customer anything here."));
  else if (covered == coverage_unknown)
    add_gap(overview, "touchpoint", touchpoint->id, touchpoint->title, "covered",
            _("It is not known whether the customer is told anything here."));
  if (touchpoint->owner_department == UNSET)
    add_gap(overview, "touchpoint", touchpoint->id, touchpoint->title, "owner",
            _("No department answers for it."));
}

static enum status put_stage(struct overview *overview, const struct stage_count *stage,
                             size_t first, struct error *err)
{
  struct output *output = overview->output;
  struct map_filter all = {.department = UNSET};
  struct copies copies = {.entity = ENTITY_touchpoint};
  struct str title = {0};
  str_addf(&title, "%s: %s (%s)", _("Stage"), stage->stage.title, stage->stage.id);
  output_record(output, NULL, str_text(&title));
  str_clear(&title);
  output_text(output, "id", NULL, stage->stage.id);
  output_field_quietly(output, &stage->stage, entity_field(ENTITY_stage, "kind"));
  output_text(output, "title", NULL, stage->stage.title);
  output_list(output, "touchpoints", NULL);
  enum status status = STATUS_OK;
  if (stage->touchpoints > 0)
    status = store_window(overview->session->store, overview->session->journey_oid, &all, first,
                          stage->touchpoints, keep, &copies, err);
  for (size_t i = 0; i < copies.count; i++)
    put_touchpoint(overview, copies.items[i]);
  output_close(output);
  output_close(output);
  free_copies(&copies);
  if (stage->touchpoints == 0)
    add_gap(overview, "stage", stage->stage.id, stage->stage.title, "empty",
            _("The stage has no touchpoints yet."));
  return status;
}

static enum status put_stages(struct overview *overview, struct error *err)
{
  struct session *session = overview->session;
  struct map_filter all = {.department = UNSET};
  struct stage_count *stages = NULL;
  size_t count = 0, first = 0;
  enum status status =
      store_stages(session->store, session->journey_oid, &all, &stages, &count, err);
  output_list(overview->output, "stages", _("Stages"));
  for (size_t i = 0; status == STATUS_OK && i < count; i++) {
    status = put_stage(overview, &stages[i], first, err);
    first += stages[i].touchpoints;
  }
  output_close(overview->output);
  store_free_stages(&stages, count);
  return status;
}

/* ---- Texts ---- */

struct language_search {
  const char *word;
  size_t length;
  bool found;
};

static enum status look_for_language(void *context, const void *record, struct error *err)
{
  (void)err;
  struct language_search *search = context;
  const char *language = ((const struct variant *)record)->language;
  if (language != NULL && strlen(language) == search->length &&
      memcmp(language, search->word, search->length) == 0)
    search->found = true;
  return STATUS_OK;
}

/* The languages in which the message has no text. */
static enum status find_missing(struct overview *overview, const struct message *message,
                                struct error *err)
{
  struct session *session = overview->session;
  struct str missing = {0};
  enum status status = STATUS_OK;
  struct language_search search = {0};
  for (size_t i = 0; status == STATUS_OK &&
                     (search.word = list_word(session->journey.languages, i, &search.length));
       i++) {
    search.found = false;
    status = store_each(session->store, session->journey_oid, ENTITY_variant, message->id,
                        look_for_language, &search, err);
    if (!search.found)
      str_addf(&missing, "%s%.*s", missing.length > 0 ? ", " : "", (int)search.length, search.word);
  }
  if (missing.length > 0) {
    struct str sentence = {0};
    /* L10N: %s is a list of languages, as "nb, en". */
    str_addf(&sentence, _("It has no text in %s."), missing.text);
    add_gap(overview, "message", message->id, message->touchpoint, "language", sentence.text);
    str_clear(&sentence);
  }
  str_clear(&missing);
  return status;
}

static enum status find_texts(struct overview *overview, struct error *err)
{
  struct copies messages = {.entity = ENTITY_message};
  enum status status = store_each(overview->session->store, overview->session->journey_oid,
                                  ENTITY_message, NULL, keep, &messages, err);
  for (size_t i = 0; status == STATUS_OK && i < messages.count; i++)
    status = find_missing(overview, messages.items[i], err);
  free_copies(&messages);
  return status;
}

/* ---- Sums ---- */

static void put_coverage(struct overview *overview)
{
  struct output *output = overview->output;
  output_record(output, "coverage", _("Covered by communication"));
  output_number(output, "touchpoints", _("Touchpoints"), overview->touchpoints);
  for (int64_t i = coverage_yes; i <= coverage_unknown; i++)
    output_number(output, enumeration_token(&enumerations[ENUM_coverage], i),
                  enumeration_label(&enumerations[ENUM_coverage], i), overview->covered[i]);
  output_close(output);
}

static void put_gaps(struct overview *overview)
{
  struct output *output = overview->output;
  output_list(output, "gaps", _("Still missing"));
  for (size_t i = 0; i < overview->gap_count; i++) {
    const struct gap *gap = &overview->gaps[i];
    output_record(output, NULL, NULL);
    output_text(output, "at", _("Where"), gap->address);
    output_text(output, "title", NULL, gap->title);
    output_text(output, "kind", NULL, gap->kind);
    output_text(output, "sentence", _("What"), gap->sentence);
    output_close(output);
  }
  output_close(output);
}

enum status overview_put(struct session *session, struct output *output, struct error *err)
{
  struct overview overview = {.session = session, .output = output};
  struct str title = {0};
  str_addf(&title, "%s (%s)", session->journey.title, session->journey.id);
  output_record(output, NULL, NULL);
  output_record(output, "journey", str_text(&title));
  str_clear(&title);
  for (size_t i = 0; i < entities[ENTITY_journey].count; i++) {
    const struct field *field = &entities[ENTITY_journey].fields[i];
    if (i < 2)
      output_field_quietly(output, &session->journey, field);
    else
      output_field(output, &session->journey, field);
  }
  output_close(output);
  enum status status = put_stages(&overview, err);
  if (status == STATUS_OK)
    status = find_texts(&overview, err);
  put_coverage(&overview);
  put_gaps(&overview);
  output_close(output);
  free_gaps(&overview);
  return status;
}
