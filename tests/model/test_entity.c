/* The table of fields keeps its own rules, and every field of every entity can
 * be set, read, said and compared. */
#include "base/mem.h"
#include "base/near.h"
#include "model/record.h"

#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <inttypes.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include <cmocka.h>

static void test_table(void **state)
{
  (void)state;
  for (int e = 0; e < ENTITY_COUNT; e++) {
    const struct entity_info *info = &entities[e];
    assert_int_equal(entity_find(info->name), e);
    assert_true(strlen(info->one) > 1 && strlen(info->many) > 1 && strlen(info->key) > 1);
    const struct field *parent = entity_parent_field((enum entity)e);
    assert_int_equal(info->parent == NOTHING, parent == NULL);
    for (size_t i = 0; i < info->count; i++) {
      const struct field *field = &info->fields[i];
      char path[64];
      assert_true(strlen(field->label) > 1 && strlen(field->help) > 5);
      assert_true(field->help[strlen(field->help) - 1] == '.');
      assert_true(field->offset >= sizeof(struct record) && field->offset < info->size);
      assert_true(field->since >= 1 && field->since <= entity_schema());
      assert_true(field->least <= field->most);
      assert_ptr_equal(entity_field((enum entity)e, field->name), field);
      assert_ptr_equal(entity_field((enum entity)e, field_path(field, path, sizeof path)), field);
      if (field->kind == FIELD_ENUM || field->kind == FIELD_ENUMS)
        assert_in_range(field->of, 0, ENUMERATION_COUNT - 1);
      else if (field->kind == FIELD_REF)
        assert_non_null(entity_id_field((enum entity)field->of));
      else
        assert_int_equal(field->of, NOTHING);
      for (size_t k = 0; k < i; k++) {
        assert_string_not_equal(info->fields[k].name, field->name);
        assert_int_not_equal(info->fields[k].offset, field->offset);
      }
    }
  }
}

static void test_lists_of_values(void **state)
{
  (void)state;
  for (int e = 0; e < ENUMERATION_COUNT; e++) {
    const struct enumeration *list = &enumerations[e];
    assert_true(list->count >= 2);
    for (size_t i = 0; i < list->count; i++) {
      const char *token = list->tokens[i];
      assert_int_equal(enumeration_find(list, token, strlen(token)), i);
      assert_string_equal(enumeration_token(list, (int64_t)i), token);
      assert_true(strlen(enumeration_label(list, (int64_t)i)) > 0);
      assert_null(strchr(token, ' '));
    }
    assert_int_equal(enumeration_find(list, "", 0), -1);
    assert_string_equal(enumeration_token(list, -1), "");
    assert_string_equal(enumeration_label(list, (int64_t)list->count), "");
  }
  assert_string_equal(enumeration_near(&enumerations[ENUM_department], "finanse"), "finance");
  for (int64_t a = 0; a < (int64_t)enumerations[ENUM_department].count; a++)
    for (int64_t b = 0; b < a; b++)
      assert_string_not_equal(department_letter(a), department_letter(b));
}

/* ---- Values ---- */

static unsigned seed = 20261123;

static unsigned below(unsigned most)
{
  seed = seed * 1664525u + 1013904223u;
  return (seed >> 8) % most;
}

/* A text that the field must take. */
static void add_fit(struct str *out, const struct field *field)
{
  int64_t span = field->most - field->least + 1;
  switch (field->kind) {
  case FIELD_ID:
  case FIELD_REF:
    str_addf(out, "id-%u", below(1000));
    return;
  case FIELD_TEXT:
    str_add(out, strcmp(field->name, "guide") == 0      ? "sale-where"
                 : (field->flags & FIELD_TIMEZONE) != 0 ? "Europe/Oslo"
                                                        : "Så här, 100 %");
    return;
  case FIELD_PROSE:
    str_addf(out, "Två rader\nom %u {amount_due}", below(1000));
    return;
  case FIELD_LANG:
    str_add(out, below(2) ? "sv" : "nb-NO");
    return;
  case FIELD_LANGS:
    str_add(out, below(2) ? "sv" : "nb en-GB sv");
    return;
  case FIELD_ENUM:
    str_add(out, enumerations[field->of].tokens[below((unsigned)enumerations[field->of].count)]);
    return;
  case FIELD_ENUMS:
    for (size_t i = 0; i < enumerations[field->of].count; i++)
      if (i == 0 || below(2))
        str_addf(out, "%s%s", i > 0 ? " " : "", enumerations[field->of].tokens[i]);
    return;
  case FIELD_BOOL:
    str_add(out, below(2) ? "true" : "false");
    return;
  case FIELD_DATE:
    str_addf(out, "20%02u-%02u-%02u", below(100), 1 + below(12), 1 + below(28));
    return;
  case FIELD_CLOCK:
    str_addf(out, "%02u:%02u", below(24), below(60));
    return;
  default:
    str_addf(out, "%" PRId64, field->least + (int64_t)below((unsigned)(span > 1000 ? 1000 : span)));
  }
}

static void test_every_field(void **state)
{
  (void)state;
  for (int e = 0; e < ENTITY_COUNT; e++)
    for (int round = 0; round < 20; round++) {
      enum entity entity = (enum entity)e;
      void *record = record_new(entity);
      for (size_t i = 0; i < entities[e].count; i++) {
        const struct field *field = &entities[e].fields[i];
        struct str text = {0}, again = {0}, said = {0};
        struct error err = {0};
        assert_false(record_is_set(record, field));
        add_fit(&text, field);
        if (record_set(record, field, str_text(&text), &err) != STATUS_OK)
          fail_msg("%s.%s takes no '%s': %s", entities[e].name, field->name, str_text(&text),
                   err.text);
        assert_true(record_is_set(record, field));
        record_add_value(&again, record, field);
        assert_string_equal(str_text(&again), str_text(&text));
        record_add_label(&said, record, field);
        assert_true(said.length > 0);
        str_clear(&text);
        str_clear(&again);
        str_clear(&said);
      }
      void *copy = record_copy(entity, record);
      assert_true(record_same(entity, record, copy));
      for (size_t i = 0; i < entities[e].count; i++) {
        const struct field *field = &entities[e].fields[i];
        struct error err = {0};
        assert_int_equal(record_set(copy, field, "", &err), STATUS_OK);
        assert_false(record_is_set(copy, field));
        assert_false(record_same(entity, record, copy)); /* each field counts */
        struct str text = {0};
        record_add_value(&text, record, field);
        assert_int_equal(record_set(copy, field, str_text(&text), &err), STATUS_OK);
        assert_true(record_same(entity, record, copy));
        str_clear(&text);
      }
      record_free(entity, &record);
      record_free(entity, &copy);
      assert_null(record);
    }
}

/* What a field does not take leaves it as it was, and is told. */
static void refuses(enum entity entity, const char *name, const char *text, const char *told)
{
  const struct field *field = entity_field(entity, name);
  void *record = record_new(entity);
  struct str fit = {0}, after = {0};
  struct error err = {0};
  add_fit(&fit, field);
  assert_int_equal(record_set(record, field, str_text(&fit), &err), STATUS_OK);
  if (record_set(record, field, text, &err) != STATUS_INPUT)
    fail_msg("%s takes '%s'", name, text);
  record_add_value(&after, record, field);
  assert_string_equal(str_text(&after), str_text(&fit));
  char all[1300];
  if (strstr(error_format(&err, all, sizeof all), told) == NULL)
    fail_msg("%s = '%s' tells: %s", name, text, all);
  record_free(entity, &record);
  str_clear(&fit);
  str_clear(&after);
}

static void test_refused(void **state)
{
  (void)state;
  refuses(ENTITY_touchpoint, "id", "Åäö", "id");
  refuses(ENTITY_touchpoint, "id", "-a", "id");
  refuses(ENTITY_touchpoint, "title", "a\nb", "line break at character 2");
  refuses(ENTITY_touchpoint, "title", "a\x1b", "at character 2");
  refuses(ENTITY_touchpoint, "title", "a\xff", "UTF-8");
  refuses(ENTITY_touchpoint, "channels", "email fax", "fax");
  refuses(ENTITY_touchpoint, "channels", "emial", "email");
  refuses(ENTITY_touchpoint, "channels", "email email", "email");
  refuses(ENTITY_touchpoint, "kind", "remindr", "reminder");
  refuses(ENTITY_touchpoint, "experience_as_is", "3", "2");
  refuses(ENTITY_touchpoint, "experience_as_is", "1.5", "1.5");
  refuses(ENTITY_touchpoint, "experience_as_is", "99999999999999999999", "2");
  refuses(ENTITY_touchpoint, "moment_of_truth", "maybe", "true");
  refuses(ENTITY_touchpoint, "review_by", "2026-02-30", "2026-02-30");
  refuses(ENTITY_journey, "send_at", "24:00", "24:00");
  refuses(ENTITY_journey, "languages", "sv sv", "sv");
  refuses(ENTITY_journey, "languages", "Svenska", "Svenska");
  char longer[300];
  memset(longer, 'x', sizeof longer);
  longer[LINE_MOST + 1] = '\0';
  refuses(ENTITY_touchpoint, "title", longer, "200");
}

static void test_required(void **state)
{
  (void)state;
  for (int e = 0; e < ENTITY_COUNT; e++) {
    enum entity entity = (enum entity)e;
    void *record = record_new(entity);
    size_t required = 0;
    for (size_t i = 0; i < entities[e].count; i++)
      required += (entities[e].fields[i].flags & FIELD_REQUIRED) != 0 ? 1 : 0;
    struct problems problems = {0};
    assert_int_equal(record_check(entity, record, "x", 3, 4, &problems), required);
    assert_int_equal(problems.count, required);
    assert_true(required == 0 || problems.items[0].line == 3);
    problems_clear(&problems);
    record_free(entity, &record);
  }
}

static void test_near_fields(void **state)
{
  (void)state;
  char buffer[64];
  assert_string_equal(entity_near_field(ENTITY_touchpoint, "titel", buffer, sizeof buffer),
                      "title");
  assert_string_equal(entity_near_field(ENTITY_touchpoint, "triger.anchor", buffer, sizeof buffer),
                      "trigger.anchor");
  assert_null(entity_near_field(ENTITY_touchpoint, "qqqqqqq", buffer, sizeof buffer));
}

int main(void)
{
  const struct CMUnitTest tests[] = {
      cmocka_unit_test(test_table),       cmocka_unit_test(test_lists_of_values),
      cmocka_unit_test(test_every_field), cmocka_unit_test(test_refused),
      cmocka_unit_test(test_required),    cmocka_unit_test(test_near_fields)};
  return cmocka_run_group_tests(tests, NULL, NULL);
}
