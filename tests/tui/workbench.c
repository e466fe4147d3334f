#include "workbench.h"

#include "base/mem.h"
#include "tests/app/helper.h"

#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdlib.h>
#include <string.h>

#include <cmocka.h>

struct harness harness;

int open_small(void **state)
{
  (void)state;
  harness_open(&harness, &(struct look){.rows = 30, .columns = 100}, "tests/cli/small.yaml");
  return 0;
}

int open_large(void **state)
{
  (void)state;
  harness_open(&harness, &(struct look){.rows = 24, .columns = 80}, "journeys/electricity-se.yaml");
  return 0;
}

int open_empty(void **state)
{
  (void)state;
  harness_open(&harness, &(struct look){.rows = 24, .columns = 80}, NULL);
  return 0;
}

int close_all(void **state)
{
  (void)state;
  harness_close(&harness);
  return 0;
}

void keys(const char *pressed)
{
  harness_type(&harness, pressed);
}

/* ---- What is in the file ---- */

void order_is(const char *expected)
{
  char *order = helper_order(harness.session);
  assert_string_equal(order, expected);
  free(order);
}

void value_at(enum entity entity, int64_t oid, const char *field, const char *expected)
{
  void *record = record_new(entity);
  struct str value = {0};
  assert_int_equal(store_read(harness.session->store, entity, oid, record, NULL), STATUS_OK);
  record_add_value(&value, record, entity_field(entity, field));
  assert_string_equal(str_text(&value), expected);
  str_clear(&value);
  record_free(entity, &record);
}

void value_is(enum entity entity, const char *id, const char *field, const char *expected)
{
  value_at(entity, helper_find(harness.session, entity, id), field, expected);
}

void touchpoint_is(const char *id, const char *field, const char *expected)
{
  value_is(ENTITY_touchpoint, id, field, expected);
}

int64_t count_of(enum entity entity)
{
  return store_count(harness.session->store, harness.session->journey_oid, entity);
}

void selected_is(const char *id)
{
  assert_int_equal(harness.tui->touchpoint, helper_find(harness.session, ENTITY_touchpoint, id));
}

void says(const char *words)
{
  if (strstr(harness_message(&harness), words) == NULL)
    fail_msg("the message is '%s', without '%s'", harness_message(&harness), words);
  harness_shows(&harness, words);
}

/* The one wording in the small journey. */
static enum status note_oid(void *context, const void *record, struct error *err)
{
  (void)err;
  *(int64_t *)context = ((const struct record *)record)->oid;
  return STATUS_OK;
}

int64_t last_of(enum entity entity, const char *parent)
{
  int64_t oid = 0;
  assert_int_equal(store_each(harness.session->store, harness.session->journey_oid, entity, parent,
                              note_oid, &oid, NULL),
                   STATUS_OK);
  return oid;
}
