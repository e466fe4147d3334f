/* The map in windows: only what the screen shows is read. */
#include "base/mem.h"
#include "base/text.h"
#include "store/store_private.h"

#include <stdlib.h>
#include <string.h>

/* The condition of a filter on the table touchpoint, "" for none. */
static void add_filter(struct str *sql, const struct map_filter *filter)
{
  if (filter == NULL || filter->department == UNSET)
    return;
  const char *token = enumeration_token(&enumerations[ENUM_department], filter->department);
  str_addf(
      sql,
      " AND (touchpoint.owner_department IS '%s' OR instr(' ' || touchpoint.contributes || ' ',"
      " ' %s ') > 0 OR instr(' ' || touchpoint.informed || ' ', ' %s ') > 0)",
      token, token, token);
}

struct stage_list {
  struct stage_count *items;
  size_t count;
};

static enum status take_stage(void *context, const void *record, struct error *err)
{
  (void)err;
  struct stage_list *list = context;
  list->items = mem_resize(list->items, list->count + 1, sizeof *list->items);
  struct stage *copy = record_copy(ENTITY_stage, record);
  list->items[list->count++] = (struct stage_count){.stage = *copy};
  free(copy);
  return STATUS_OK;
}

/* Counts the touchpoints of one stage. */
static enum status count_stage(struct store *store, sqlite3_stmt *row, int64_t journey,
                               struct stage_count *stage, struct error *err)
{
  sqlite3_bind_int64(row, 1, journey);
  sqlite3_bind_text(row, 2, stage->stage.id, -1, SQLITE_TRANSIENT);
  int code = sqlite3_step(row);
  stage->touchpoints = code == SQLITE_ROW ? (size_t)sqlite3_column_int64(row, 0) : 0;
  sqlite3_reset(row);
  return code == SQLITE_ROW ? STATUS_OK : store_fail(store, code, err);
}

static enum status read_stages(struct store *store, int64_t journey,
                               const struct map_filter *filter, struct stage_list *list,
                               struct error *err)
{
  enum status status = store_each(store, journey, ENTITY_stage, NULL, take_stage, list, err);
  if (status != STATUS_OK)
    return status;
  struct str sql = {0};
  str_add(&sql, "SELECT count(*) FROM touchpoint WHERE journey = ? AND stage = ?");
  add_filter(&sql, filter);
  sqlite3_stmt *row = store_prepare(store, err, "%s", str_text(&sql));
  str_clear(&sql);
  if (row == NULL)
    return store->failed;
  for (size_t i = 0; i < list->count && status == STATUS_OK; i++)
    status = count_stage(store, row, journey, &list->items[i], err);
  sqlite3_finalize(row);
  return status;
}

enum status store_stages(struct store *store, int64_t journey, const struct map_filter *filter,
                         struct stage_count **stages, size_t *count, struct error *err)
{
  struct stage_list list = {0};
  enum status status = read_stages(store, journey, filter, &list, err);
  if (status != STATUS_OK) {
    store_free_stages(&list.items, list.count);
    *stages = NULL;
    *count = 0;
    return status;
  }
  *stages = list.items;
  *count = list.count;
  return STATUS_OK;
}

void store_free_stages(struct stage_count **stages, size_t count)
{
  for (size_t i = 0; i < count; i++)
    record_clear(ENTITY_stage, &(*stages)[i].stage);
  free(*stages);
  *stages = NULL;
}

/* The rows of one stage from the @skip-th on: the index gives the places, and
 * only the rows that are wanted are read from the table. */
static enum status visit_stage(struct store *store, int64_t journey, const char *stage,
                               const struct map_filter *filter, size_t skip, size_t most,
                               record_visit *visit, void *context, struct error *err)
{
  struct str sql = {0};
  str_addf(&sql,
           "SELECT %s FROM touchpoint WHERE oid IN (SELECT oid FROM touchpoint WHERE journey = ?"
           " AND stage = ?",
           store_columns(store, ENTITY_touchpoint));
  add_filter(&sql, filter);
  str_add(&sql, " ORDER BY ord, oid LIMIT ? OFFSET ?) ORDER BY ord, oid");
  sqlite3_stmt *rows = store_prepare(store, err, "%s", str_text(&sql));
  str_clear(&sql);
  if (rows == NULL)
    return store->failed;
  sqlite3_bind_int64(rows, 1, journey);
  sqlite3_bind_text(rows, 2, stage, -1, SQLITE_TRANSIENT);
  sqlite3_bind_int64(rows, 3, (int64_t)most);
  sqlite3_bind_int64(rows, 4, (int64_t)skip);
  enum status status = store_visit_rows(store, ENTITY_touchpoint, rows, visit, context, err);
  sqlite3_finalize(rows);
  return status;
}

enum status store_window(struct store *store, int64_t journey, const struct map_filter *filter,
                         size_t first, size_t count, record_visit *visit, void *context,
                         struct error *err)
{
  struct stage_list list = {0};
  enum status status = read_stages(store, journey, filter, &list, err);
  for (size_t i = 0; i < list.count && status == STATUS_OK && count > 0; i++) {
    if (first >= list.items[i].touchpoints) {
      first -= list.items[i].touchpoints;
      continue;
    }
    size_t here = list.items[i].touchpoints - first;
    size_t most = here < count ? here : count;
    status = visit_stage(store, journey, list.items[i].stage.id, filter, first, most, visit,
                         context, err);
    count -= most;
    first = 0;
  }
  store_free_stages(&list.items, list.count);
  return status;
}

enum status store_position(struct store *store, int64_t journey, const struct map_filter *filter,
                           int64_t touchpoint, size_t *position, struct error *err)
{
  struct touchpoint record;
  record_init(ENTITY_touchpoint, &record);
  enum status status = store_read(store, ENTITY_touchpoint, touchpoint, &record, err);
  struct stage_list list = {0};
  if (status == STATUS_OK)
    status = read_stages(store, journey, filter, &list, err);
  bool found = false;
  size_t before = 0;
  for (size_t i = 0; i < list.count && status == STATUS_OK && !found; i++) {
    if (strcmp(list.items[i].stage.id, record.stage) != 0)
      before += list.items[i].touchpoints;
    else
      found = true;
  }
  struct str sql = {0};
  str_add(&sql, "SELECT count(*) FILTER (WHERE (ord, oid) < (?3, ?4)),"
                " count(*) FILTER (WHERE oid = ?4) FROM touchpoint WHERE journey = ?1 AND stage ="
                " ?2 AND ord <= ?3");
  add_filter(&sql, filter);
  sqlite3_stmt *row = found ? store_prepare(store, err, "%s", str_text(&sql)) : NULL;
  str_clear(&sql);
  if (row != NULL) {
    sqlite3_bind_int64(row, 1, journey);
    sqlite3_bind_text(row, 2, record.stage, -1, SQLITE_TRANSIENT);
    sqlite3_bind_int64(row, 3, record.record.order);
    sqlite3_bind_int64(row, 4, touchpoint);
    int code = sqlite3_step(row);
    if (code == SQLITE_ROW) {
      *position = before + (size_t)sqlite3_column_int64(row, 0);
      found = sqlite3_column_int64(row, 1) > 0;
    } else {
      status = store_fail(store, code, err);
    }
    sqlite3_finalize(row);
  }
  if (status == STATUS_OK && !found)
    status = error_set(err, STATUS_INPUT, "the touchpoint is not among those shown");
  store_free_stages(&list.items, list.count);
  record_clear(ENTITY_touchpoint, &record);
  return status;
}

/* ---- Search ---- */

static void contains(sqlite3_context *context, int count, sqlite3_value **values)
{
  const char *needle = (const char *)sqlite3_value_text(values[0]);
  for (int i = 1; i < count; i++) {
    const char *text = (const char *)sqlite3_value_text(values[i]);
    if (needle != NULL && text != NULL && text_contains(text, needle)) {
      sqlite3_result_int(context, 1);
      return;
    }
  }
  sqlite3_result_int(context, 0);
}

/* The places of all touchpoints that hold the needle, one bit of work a row:
 * what is kept is the best place on either side of @from. */
static enum status find_places(struct store *store, int64_t journey,
                               const struct map_filter *filter, const char *needle, size_t from,
                               bool backwards, size_t *position, bool *found, struct error *err)
{
  struct str sql = {0};
  str_add(&sql,
          "SELECT contains(?2, touchpoint.title, touchpoint.id, touchpoint.note,"
          " touchpoint.owner_person, stage.title) OR EXISTS(SELECT 1 FROM message JOIN variant ON"
          " variant.journey = message.journey AND variant.message = message.id WHERE"
          " message.journey = touchpoint.journey AND message.touchpoint = touchpoint.id AND"
          " contains(?2, variant.subject, variant.body, variant.sms))"
          " FROM stage CROSS JOIN touchpoint ON touchpoint.journey = stage.journey AND"
          " touchpoint.stage = stage.id WHERE stage.journey = ?1");
  add_filter(&sql, filter);
  str_add(&sql, " ORDER BY stage.ord, stage.oid, touchpoint.ord, touchpoint.oid");
  sqlite3_stmt *rows = store_prepare(store, err, "%s", str_text(&sql));
  str_clear(&sql);
  if (rows == NULL)
    return store->failed;
  sqlite3_bind_int64(rows, 1, journey);
  sqlite3_bind_text(rows, 2, needle, -1, SQLITE_TRANSIENT);
  size_t place = 0;
  bool have_first = false; /* the first at all, for wrapping round forwards */
  size_t first = 0;
  int code;
  *found = false;
  for (; (code = sqlite3_step(rows)) == SQLITE_ROW; place++) {
    if (sqlite3_column_int(rows, 0) == 0)
      continue;
    if (!have_first) {
      first = place;
      have_first = true;
    }
    if (!backwards && place > from) {
      *position = place;
      *found = true;
      break;
    }
    if (backwards && (place < from || !*found || *position >= from)) {
      *position = place; /* the last before @from, or else the last of all */
      *found = true;
    }
  }
  sqlite3_finalize(rows);
  if (code != SQLITE_ROW && code != SQLITE_DONE)
    return store_fail(store, code, err);
  if (!backwards && !*found && have_first) {
    *position = first;
    *found = true;
  }
  return STATUS_OK;
}

enum status store_search(struct store *store, int64_t journey, const struct map_filter *filter,
                         const char *needle, size_t from, bool backwards, size_t *position,
                         bool *found, struct error *err)
{
  int code = sqlite3_create_function(store->db, "contains", -1,
                                     SQLITE_UTF8 | SQLITE_DETERMINISTIC | SQLITE_DIRECTONLY, NULL,
                                     contains, NULL, NULL);
  if (code != SQLITE_OK)
    return store_fail(store, code, err);
  return find_places(store, journey, filter, needle, from, backwards, position, found, err);
}
