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
  sqlite3_bind_text(row, 2, stage->stage.id, -1, SQLITE_STATIC);
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

/* ---- Windows ---- */

/* What the last window left behind, so that the next one near it costs no more
 * on a long map than on a short one: the counts of the stages, and one
 * touchpoint whose place is known. */
struct window_cache {
  int64_t journey, department; /* what it is of */
  int64_t version, changes;    /* of the file when it was read */
  bool valid;
  struct stage_list list;
  bool marked;
  size_t stage, position; /* of the known touchpoint, in its stage */
  int64_t order, oid;
  sqlite3_stmt *rows; /* of the last window, kept for the next, */
  char *sql;          /* and what it was made from */
};

void store_forget_window(struct store *store)
{
  if (store->window == NULL)
    return;
  store_free_stages(&store->window->list.items, store->window->list.count);
  sqlite3_finalize(store->window->rows);
  free(store->window->sql);
  free(store->window);
  store->window = NULL;
}

/* The cache, read anew when the file, the journey or the filter is another.
 * Inside a transaction nothing is kept, since it may be rolled back. */
static enum status fresh_window(struct store *store, int64_t journey,
                                const struct map_filter *filter, struct window_cache **cache,
                                struct error *err)
{
  int64_t department = filter != NULL ? filter->department : UNSET;
  int64_t version = store_version(store), changes = sqlite3_total_changes64(store->db);
  struct window_cache *old = store->window;
  *cache = old;
  if (old != NULL && old->valid && !store->in_transaction && old->journey == journey &&
      old->department == department && old->version == version && old->changes == changes)
    return STATUS_OK;
  store_forget_window(store);
  *cache = store->window = mem_new(1, sizeof **cache);
  **cache = (struct window_cache){
      .journey = journey, .department = department, .version = version, .changes = changes};
  enum status status = read_stages(store, journey, filter, &(*cache)->list, err);
  (*cache)->valid = status == STATUS_OK && !store->in_transaction;
  return status;
}

/* Notes the first row of a window on its way to whoever asked for it. */
struct marking {
  struct window_cache *cache;
  size_t stage, position;
  bool done;
  record_visit *visit;
  void *context;
};

static enum status mark_first(void *context, const void *record, struct error *err)
{
  struct marking *marking = context;
  struct window_cache *cache = marking->cache;
  if (!marking->done) {
    const struct record *row = record;
    marking->done = true;
    cache->marked = true;
    cache->stage = marking->stage;
    cache->position = marking->position;
    cache->order = row->order;
    cache->oid = row->oid;
  }
  return marking->visit(marking->context, record, err);
}

/* Moves the mark back by @steps touchpoints of its stage. */
static enum status mark_back(struct store *store, const struct map_filter *filter, size_t steps,
                             struct error *err)
{
  struct window_cache *cache = store->window;
  struct str sql = {0};
  str_add(&sql, "SELECT ord, oid FROM touchpoint WHERE journey = ?1 AND stage = ?2 AND ord <= ?3"
                " AND (ord, oid) < (?3, ?4)");
  add_filter(&sql, filter);
  str_add(&sql, " ORDER BY ord DESC, oid DESC LIMIT 1 OFFSET ?5");
  sqlite3_stmt *row = store_prepare(store, err, "%s", str_text(&sql));
  str_clear(&sql);
  if (row == NULL)
    return store->failed;
  sqlite3_bind_int64(row, 1, cache->journey);
  sqlite3_bind_text(row, 2, cache->list.items[cache->stage].stage.id, -1, SQLITE_STATIC);
  sqlite3_bind_int64(row, 3, cache->order);
  sqlite3_bind_int64(row, 4, cache->oid);
  sqlite3_bind_int64(row, 5, (int64_t)steps - 1);
  int code = sqlite3_step(row);
  cache->marked = code == SQLITE_ROW;
  if (cache->marked) {
    cache->order = sqlite3_column_int64(row, 0);
    cache->oid = sqlite3_column_int64(row, 1);
    cache->position -= steps;
  }
  sqlite3_finalize(row);
  return code == SQLITE_ROW || code == SQLITE_DONE ? STATUS_OK : store_fail(store, code, err);
}

/* The statement of a window, which is mostly that of the one before. */
static sqlite3_stmt *window_statement(struct store *store, const char *sql, struct error *err)
{
  struct window_cache *cache = store->window;
  if (cache->sql == NULL || strcmp(cache->sql, sql) != 0) {
    sqlite3_finalize(cache->rows);
    cache->rows = NULL;
    free(cache->sql);
    cache->sql = mem_copy_text(sql);
  }
  return store_keep(store, &cache->rows, err, "%s", sql);
}

/* The rows of one stage from the @skip-th on, counted from the mark where that
 * is nearer than the stage's start: the index gives the places, and only the
 * rows that are wanted are read from the table. */
static enum status visit_stage(struct store *store, const struct map_filter *filter, size_t stage,
                               size_t skip, size_t most, record_visit *visit, void *context,
                               struct error *err)
{
  struct window_cache *cache = store->window;
  bool near = cache->marked && cache->stage == stage && cache->position / 2 <= skip;
  enum status status = STATUS_OK;
  if (near && skip < cache->position)
    status = mark_back(store, filter, cache->position - skip, err);
  near = near && cache->marked;
  struct str sql = {0};
  str_addf(&sql,
           "SELECT %s FROM touchpoint WHERE oid IN (SELECT oid FROM touchpoint WHERE journey = ?1"
           " AND stage = ?2",
           store_columns(store, ENTITY_touchpoint));
  if (near)
    str_add(&sql, " AND ord >= ?5 AND (ord, oid) >= (?5, ?6)");
  add_filter(&sql, filter);
  str_add(&sql, " ORDER BY ord, oid LIMIT ?3 OFFSET ?4) ORDER BY ord, oid");
  sqlite3_stmt *rows = status == STATUS_OK ? window_statement(store, str_text(&sql), err) : NULL;
  str_clear(&sql);
  if (rows == NULL)
    return status != STATUS_OK ? status : store->failed;
  sqlite3_bind_int64(rows, 1, cache->journey);
  /* The list may be read anew while its rows are visited. */
  int bound = sqlite3_bind_text(rows, 2, cache->list.items[stage].stage.id, -1, SQLITE_TRANSIENT);
  if (bound != SQLITE_OK)
    return store_fail(store, bound, err);
  sqlite3_bind_int64(rows, 3, (int64_t)most);
  sqlite3_bind_int64(rows, 4, (int64_t)(near ? skip - cache->position : skip));
  if (near) {
    sqlite3_bind_int64(rows, 5, cache->order);
    sqlite3_bind_int64(rows, 6, cache->oid);
  }
  struct marking marking = {cache, stage, skip, false, visit, context};
  return store_visit_rows(store, ENTITY_touchpoint, rows, mark_first, &marking, err);
}

enum status store_window(struct store *store, int64_t journey, const struct map_filter *filter,
                         size_t first, size_t count, record_visit *visit, void *context,
                         struct error *err)
{
  struct window_cache *cache;
  enum status status = fresh_window(store, journey, filter, &cache, err);
  for (size_t i = 0; status == STATUS_OK && i < cache->list.count && count > 0; i++) {
    size_t touchpoints = cache->list.items[i].touchpoints;
    if (first >= touchpoints) {
      first -= touchpoints;
      continue;
    }
    size_t here = touchpoints - first;
    size_t most = here < count ? here : count;
    status = visit_stage(store, filter, i, first, most, visit, context, err);
    count -= most;
    first = 0;
  }
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
    sqlite3_bind_text(row, 2, record.stage, -1, SQLITE_STATIC);
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
  sqlite3_bind_text(rows, 2, needle, -1, SQLITE_STATIC);
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
