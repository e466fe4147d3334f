#include "tui/views/map_data.h"

#include "base/mem.h"

#include <stdlib.h>
#include <string.h>

static const struct map_filter everything = {.department = UNSET};

static void forget_columns(struct map_data *data)
{
  for (size_t i = 0; i < data->read; i++) {
    record_free(ENTITY_touchpoint, &data->columns[i].touchpoint);
    free(data->columns[i].systems);
    free(data->columns[i].missing);
  }
  free(data->columns);
  data->columns = NULL;
  data->read = 0;
}

void map_data_clear(struct map_data *data)
{
  forget_columns(data);
  store_free_stages(&data->stages, data->stage_count);
  *data = (struct map_data){0};
}

static size_t columns_of(const struct stage_count *stage)
{
  return stage->touchpoints > 0 ? stage->touchpoints : 1;
}

enum status map_data_load(struct map_data *data, struct session *session, struct error *err)
{
  map_data_clear(data);
  data->session = session;
  if (session->journey_oid == 0)
    return STATUS_OK;
  enum status status = store_stages(session->store, session->journey_oid, &everything,
                                    &data->stages, &data->stage_count, err);
  for (size_t i = 0; i < data->stage_count; i++) {
    data->column_count += columns_of(&data->stages[i]);
    data->touchpoint_count += data->stages[i].touchpoints;
  }
  return status;
}

size_t map_data_stage(const struct map_data *data, size_t column)
{
  size_t stage = 0;
  while (stage + 1 < data->stage_count && column >= columns_of(&data->stages[stage]))
    column -= columns_of(&data->stages[stage++]);
  return stage;
}

size_t map_data_first(const struct map_data *data, size_t stage)
{
  size_t column = 0;
  for (size_t i = 0; i < stage && i < data->stage_count; i++)
    column += columns_of(&data->stages[i]);
  return column;
}

size_t map_data_column_of(const struct map_data *data, size_t position)
{
  size_t column = 0;
  for (size_t i = 0; i < data->stage_count; i++) {
    if (position < data->stages[i].touchpoints)
      return column + position;
    position -= data->stages[i].touchpoints;
    column += columns_of(&data->stages[i]);
  }
  return column > 0 ? column - 1 : 0;
}

size_t map_data_position(const struct map_data *data, size_t column)
{
  size_t position = 0;
  for (size_t i = 0; i < data->stage_count; i++) {
    if (column < columns_of(&data->stages[i]))
      return position + (data->stages[i].touchpoints > 0 ? column : 0);
    column -= columns_of(&data->stages[i]);
    position += data->stages[i].touchpoints;
  }
  return position;
}

/* ---- Columns ---- */

struct gather {
  struct map_data *data;
  size_t next; /* column that the next touchpoint belongs to */
};

static enum status take_touchpoint(void *context, const void *record, struct error *err)
{
  (void)err;
  struct gather *gather = context;
  struct map_data *data = gather->data;
  while (gather->next < data->from + data->read) {
    size_t column = gather->next++;
    struct map_column *slot = &data->columns[column - data->from];
    if (data->stages[slot->stage].touchpoints == 0)
      continue; /* an empty place: the touchpoint stands further on */
    slot->touchpoint = record_copy(ENTITY_touchpoint, record);
    break;
  }
  return STATUS_OK;
}

static enum status take_usage(void *context, const void *record, struct error *err)
{
  struct map_data *data = ((struct gather *)context)->data;
  struct map_column *slot = &data->columns[((struct gather *)context)->next];
  const struct usage *usage = record;
  struct system system;
  int64_t oid;
  struct str titles = {0};
  record_init(ENTITY_system, &system);
  if (slot->systems != NULL)
    str_addf(&titles, "%s\n", slot->systems);
  if (store_find(data->session->store, data->session->journey_oid, ENTITY_system, usage->system,
                 &oid, NULL) == STATUS_OK &&
      store_read(data->session->store, ENTITY_system, oid, &system, err) == STATUS_OK)
    str_add(&titles, system.title);
  else
    str_add(&titles, usage->system);
  mem_set_text(&slot->systems, str_text(&titles));
  str_clear(&titles);
  record_clear(ENTITY_system, &system);
  return STATUS_OK;
}

static enum status take_variant(void *context, const void *record, struct error *err)
{
  (void)err;
  const struct variant *variant = record;
  if (variant->segment == NULL)
    str_addf(context, " %s ", variant->language);
  return STATUS_OK;
}

static enum status take_message(void *context, const void *record, struct error *err)
{
  struct map_data *data = ((struct gather *)context)->data;
  struct map_column *slot = &data->columns[((struct gather *)context)->next];
  struct str there = {0};
  struct str missing = {0};
  slot->messages++;
  enum status status = store_each(data->session->store, data->session->journey_oid, ENTITY_variant,
                                  ((const struct message *)record)->id, take_variant, &there, err);
  const char *languages = data->session->journey.languages;
  if (slot->missing != NULL)
    str_add(&missing, slot->missing);
  for (size_t i = 0; i < list_count(languages); i++) {
    size_t length;
    const char *word = list_word(languages, i, &length);
    struct str wanted = {0};
    struct str noted = {0};
    str_addf(&wanted, " %.*s ", (int)length, word);
    str_addf(&noted, "%.*s", (int)length, word);
    if (strstr(str_text(&there), str_text(&wanted)) == NULL &&
        strstr(str_text(&missing), str_text(&noted)) == NULL)
      str_addf(&missing, "%s%s", missing.length > 0 ? " " : "", str_text(&noted));
    str_clear(&wanted);
    str_clear(&noted);
  }
  mem_set_text(&slot->missing, missing.length > 0 ? str_text(&missing) : NULL);
  str_clear(&there);
  str_clear(&missing);
  return status;
}

static enum status take_question(void *context, const void *record, struct error *err)
{
  (void)err;
  struct map_data *data = context;
  const struct question *question = record;
  for (size_t i = 0; i < data->read && question->cause != NULL; i++)
    if (data->columns[i].touchpoint != NULL &&
        strcmp(data->columns[i].touchpoint->id, question->cause) == 0)
      data->columns[i].questions++;
  return STATUS_OK;
}

static enum status read_parts(struct map_data *data, struct error *err)
{
  struct store *store = data->session->store;
  int64_t journey = data->session->journey_oid;
  enum status status = STATUS_OK;
  for (size_t i = 0; i < data->read && status == STATUS_OK; i++) {
    if (data->columns[i].touchpoint == NULL)
      continue;
    const char *id = data->columns[i].touchpoint->id;
    struct gather gather = {data, i};
    status = store_each(store, journey, ENTITY_usage, id, take_usage, &gather, err);
    if (status == STATUS_OK)
      status = store_each(store, journey, ENTITY_message, id, take_message, &gather, err);
  }
  if (status == STATUS_OK)
    status = store_each(store, journey, ENTITY_question, NULL, take_question, data, err);
  return status;
}

enum status map_data_need(struct map_data *data, size_t from, size_t to, struct error *err)
{
  to = to > data->column_count ? data->column_count : to;
  if (from >= to || (data->read > 0 && from >= data->from && to <= data->from + data->read))
    return STATUS_OK;
  forget_columns(data);
  data->from = from;
  data->read = to - from;
  data->columns = mem_new(data->read, sizeof *data->columns);
  size_t touchpoints = 0;
  size_t stage = map_data_stage(data, from);
  size_t first = map_data_first(data, stage);
  for (size_t i = 0; i < data->read; i++) {
    while (stage + 1 < data->stage_count && from + i >= first + columns_of(&data->stages[stage]))
      first += columns_of(&data->stages[stage++]);
    data->columns[i].stage = stage;
    data->columns[i].first = from + i == first;
    touchpoints += data->stages[stage].touchpoints > 0 ? 1 : 0;
  }
  struct gather gather = {data, from};
  enum status status =
      store_window(data->session->store, data->session->journey_oid, &everything,
                   map_data_position(data, from), touchpoints, take_touchpoint, &gather, err);
  return status == STATUS_OK ? read_parts(data, err) : status;
}

const struct map_column *map_data_column(const struct map_data *data, size_t column)
{
  return column >= data->from && column < data->from + data->read
             ? &data->columns[column - data->from]
             : NULL;
}

/* ---- From far away ---- */

bool map_knows(const struct touchpoint *touchpoint, int64_t department)
{
  return touchpoint->owner_department == department ||
         list_has(touchpoint->contributes, ENUM_department, department) ||
         list_has(touchpoint->informed, ENUM_department, department);
}

struct survey {
  struct map_data *data;
  struct stage_summary *summaries;
};

static enum status survey_touchpoint(void *context, const void *record, struct error *err)
{
  (void)err;
  struct survey *survey = context;
  const struct touchpoint *touchpoint = record;
  for (size_t i = 0; i < survey->data->stage_count; i++) {
    if (strcmp(survey->data->stages[i].stage.id, touchpoint->stage) != 0)
      continue;
    struct stage_summary *summary = &survey->summaries[i];
    summary->touchpoints++;
    summary->uncovered += touchpoint->covered != coverage_yes ? 1 : 0;
    summary->truths += touchpoint->moment_of_truth == 1 ? 1 : 0;
    if (touchpoint->experience_as_is != UNSET) {
      summary->felt_sum += touchpoint->experience_as_is;
      summary->felt_count++;
    }
    if (touchpoint->experience_to_be != UNSET) {
      summary->wished_sum += touchpoint->experience_to_be;
      summary->wished_count++;
    }
    if (touchpoint->owner_department >= 0 && touchpoint->owner_department < 8)
      summary->owners[touchpoint->owner_department] = true;
  }
  return STATUS_OK;
}

enum status map_data_summarize(struct map_data *data, struct stage_summary *summaries,
                               struct error *err)
{
  struct survey survey = {data, summaries};
  memset(summaries, 0, data->stage_count * sizeof *summaries);
  return store_each(data->session->store, data->session->journey_oid, ENTITY_touchpoint, NULL,
                    survey_touchpoint, &survey, err);
}

struct look {
  int64_t department;
  struct map_outlook *outlook;
  bool any;
  bool before_owned, before_knows;
  bool before_blind; /* and counted */
  int64_t before_owner;
};

static enum status look_at(void *context, const void *record, struct error *err)
{
  (void)err;
  struct look *look = context;
  const struct touchpoint *touchpoint = record;
  bool owned = touchpoint->owner_department == look->department;
  bool knows = map_knows(touchpoint, look->department);
  look->outlook->owned += owned ? 1 : 0;
  if (look->any) {
    if (owned != look->before_owned)
      look->outlook->hand_overs++;
    if (owned && !look->before_knows && !look->before_blind)
      look->outlook->blind_spots++;
  }
  look->before_blind = look->any && look->before_owned && !knows;
  look->outlook->blind_spots += look->before_blind ? 1 : 0;
  look->any = true;
  look->before_owned = owned;
  look->before_knows = knows;
  return STATUS_OK;
}

enum status map_data_outlook(struct map_data *data, int64_t department, struct map_outlook *outlook,
                             struct error *err)
{
  struct look look = {.department = department, .outlook = outlook};
  *outlook = (struct map_outlook){0};
  return store_each(data->session->store, data->session->journey_oid, ENTITY_touchpoint, NULL,
                    look_at, &look, err);
}
