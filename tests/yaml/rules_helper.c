#include "rules_helper.h"

#include "base/mem.h"
#include "yaml/pack_read.h"

#include <glob.h>
#include <setjmp.h>
#include <stdarg.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include <cmocka.h>

/* One pack that comes with kundresa. */
static void add_pack(struct library *library, const char *path)
{
  char told[1024] = "";
  struct problems problems = {0};
  struct pack *pack = NULL;
  FILE *in = fopen(path, "rb");
  assert_non_null(in);
  enum status status = pack_read(in, path, false, &pack, &problems, NULL);
  fclose(in);
  if (problems.count > 0)
    print_error("%s\n", error_format(&problems.items[0], told, sizeof told));
  assert_int_equal(status, STATUS_OK);
  assert_int_equal(library_add(library, &pack, NULL), STATUS_OK);
  problems_clear(&problems);
}

struct library *rules_all(void)
{
  char pattern[4096];
  glob_t paths;
  struct library *library = library_new();
  snprintf(pattern, sizeof pattern, "%s/data/rules/*.yaml", getenv("top_srcdir"));
  assert_int_equal(glob(pattern, 0, NULL, &paths), 0);
  for (size_t i = 0; i < paths.gl_pathc; i++)
    add_pack(library, paths.gl_pathv[i]);
  globfree(&paths);
  return library;
}

struct pack *rules_read(const char *text, bool own, struct problems *problems)
{
  struct pack *pack = NULL;
  FILE *in = fmemopen((void *)(uintptr_t)text, strlen(text), "rb");
  assert_non_null(in);
  enum status status = pack_read(in, "pack.yaml", own, &pack, problems, NULL);
  fclose(in);
  assert_true((status == STATUS_OK) == (pack != NULL));
  return pack;
}

static bool set_fact(char *word, struct facts *facts)
{
  char *value = strchr(word, '=');
  if (value == NULL)
    return false;
  *value++ = '\0';
  int field = rule_field_find(word, strlen(word));
  if (field < 0)
    return false;
  struct fact *fact = &facts->of[field];
  fact->known = true;
  if (rule_fields[field].kind == RULE_FIELD_NUMBER) {
    char *end;
    double number = strtod(value, &end);
    fact->number = (int64_t)(number * 100 + (number < 0 ? -0.5 : 0.5));
    return *end == '\0' && end != value;
  }
  char *rest = NULL;
  for (char *token = strtok_r(value, "|", &rest); token != NULL;
       token = strtok_r(NULL, "|", &rest)) {
    uint64_t bit = rule_token_bit((enum rule_field_index)field, token, strlen(token));
    if (bit == 0)
      return false;
    fact->bits |= bit;
  }
  return true;
}

bool rules_facts(const char *words, struct facts *facts)
{
  char *copy = mem_copy_text(words);
  char *rest = NULL;
  bool good = true;
  *facts = (struct facts){0};
  for (char *word = strtok_r(copy, " ", &rest); word != NULL; word = strtok_r(NULL, " ", &rest))
    good = set_fact(word, facts) && good;
  free(copy);
  return good;
}
