#include "rules/rule.h"

#include "base/i18n.h"
#include "base/mem.h"
#include "base/near.h"
#include "base/text.h"

#include <stdlib.h>
#include <string.h>

/* More conditions than this nobody reads; a number is below ten million. */
#define TERMS_MOST 32
#define DIGITS_MOST 7

static const struct {
  const char *sign;
  enum rule_operator op;
} operators[] = {
    {"!has", RULE_HAS_NO}, {"!in", RULE_NOT_IN}, {"!=", RULE_IS_NOT}, {"<=", RULE_AT_MOST},
    {">=", RULE_AT_LEAST}, {"<", RULE_LESS},     {">", RULE_MORE},    {"=", RULE_IS},
    {"has", RULE_HAS},     {"in", RULE_IN},
};

/* What each kind of field takes, in words. */
static const char *const allowed[] = {
    [RULE_FIELD_NUMBER] = "= != < <= > >=",
    [RULE_FIELD_TOKEN] = "= != in !in",
    [RULE_FIELD_SET] = "has !has in !in = !=",
    [RULE_FIELD_TRUTH] = "= !=",
};

struct scan {
  const char *text; /* the whole */
  const char *at;
  struct error *err;
};

static void skip_space(struct scan *scan)
{
  scan->at += strspn(scan->at, " \t\n");
}

/* The length of the word that begins here: up to white space, or to @stops. */
static size_t word_length(const struct scan *scan, const char *stops)
{
  size_t length = 0;
  while (scan->at[length] != '\0' && strchr(" \t\n&", scan->at[length]) == NULL &&
         strchr(stops, scan->at[length]) == NULL)
    length++;
  return length;
}

/* Puts the place @at into the error that was just set. */
static enum status fail(struct scan *scan, const char *at, const char *remedy)
{
  if (remedy[0] != '\0')
    error_remedy(scan->err, "%s", remedy);
  error_place(scan->err, NULL, 1, (long)text_count(scan->text, (size_t)(at - scan->text)) + 1);
  return STATUS_INPUT;
}

/* "Did you mean …?", or @otherwise. */
static void add_hint(struct str *remedy, const char *near, const char *otherwise)
{
  if (near != NULL)
    str_addf(remedy, _("Did you mean '%s'?"), near);
  else
    str_add(remedy, otherwise);
}

static enum status parse_field(struct scan *scan, struct rule_term *term)
{
  size_t length = word_length(scan, "=!<>");
  int field = rule_field_find(scan->at, length);
  if (field >= 0) {
    term->field = (enum rule_field_index)field;
    scan->at += length;
    return STATUS_OK;
  }
  char *word = mem_copy_span(scan->at, length);
  struct str remedy = {0};
  if (length == 0)
    error_set(scan->err, STATUS_INPUT, _("Found nothing where a field is expected."));
  else
    error_set(scan->err, STATUS_INPUT, _("Found '%.60s', expected a field."), word);
  add_hint(&remedy, length > 0 ? rule_field_near(word) : NULL,
           _("kundresa-rules(5) lists the fields."));
  enum status status = fail(scan, scan->at, str_text(&remedy));
  str_clear(&remedy);
  free(word);
  return status;
}

static bool takes(enum rule_field_kind kind, const char *sign)
{
  const char *list = allowed[kind];
  size_t length = strlen(sign);
  for (const char *at = list; *at != '\0'; at += strspn(at, " ")) {
    size_t have = strcspn(at, " ");
    if (have == length && memcmp(at, sign, length) == 0)
      return true;
    at += have;
  }
  return false;
}

static enum status parse_operator(struct scan *scan, struct rule_term *term)
{
  const struct rule_field *field = &rule_fields[term->field];
  skip_space(scan);
  for (size_t i = 0; i < sizeof operators / sizeof operators[0]; i++) {
    const char *sign = operators[i].sign;
    size_t length = strlen(sign);
    bool letters = sign[length - 1] >= 'a';
    if (strncmp(scan->at, sign, length) != 0 ||
        (letters && strchr(" \t\n", scan->at[length]) == NULL))
      continue;
    if (!takes(field->kind, sign)) {
      error_set(scan->err, STATUS_INPUT, _("Found '%s' after '%s', expected one of: %s."), sign,
                field->name, allowed[field->kind]);
      return fail(scan, scan->at, "");
    }
    term->op = operators[i].op;
    scan->at += length;
    return STATUS_OK;
  }
  char *word = mem_copy_span(scan->at, word_length(scan, ""));
  if (word[0] == '\0')
    error_set(scan->err, STATUS_INPUT, _("Found nothing after '%s', expected one of: %s."),
              field->name, allowed[field->kind]);
  else
    error_set(scan->err, STATUS_INPUT, _("Found '%.60s' after '%s', expected one of: %s."), word,
              field->name, allowed[field->kind]);
  free(word);
  return fail(scan, scan->at, "");
}

/* "-12.5" as hundredths. */
static bool parse_number(const char *word, size_t length, int64_t *number)
{
  size_t at = length > 0 && word[0] == '-' ? 1 : 0;
  size_t whole = 0;
  size_t decimals = 0;
  int64_t value = 0;
  for (; at < length && word[at] >= '0' && word[at] <= '9'; at++, whole++)
    value = whole < DIGITS_MOST ? value * 10 + (word[at] - '0') : value;
  if (whole == 0 || whole > DIGITS_MOST)
    return false;
  if (at < length && word[at] == '.') {
    for (at++; at < length && word[at] >= '0' && word[at] <= '9' && decimals < 2; at++, decimals++)
      value = value * 10 + (word[at] - '0');
    if (decimals == 0)
      return false;
  }
  for (; decimals < 2; decimals++)
    value *= 10;
  *number = word[0] == '-' ? -value : value;
  return at == length;
}

static bool is_rate_id(const char *word, size_t length)
{
  if (length == 0 || length > 60)
    return false;
  for (size_t i = 0; i < length; i++)
    if (strchr("ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789._-", word[i]) ==
        NULL)
      return false;
  return true;
}

static enum status parse_quantity(struct scan *scan, struct rule_term *term)
{
  static const char prefix[] = "rate:";
  size_t length = word_length(scan, "");
  if (parse_number(scan->at, length, &term->number)) {
    scan->at += length;
    return STATUS_OK;
  }
  if (strncmp(scan->at, prefix, strlen(prefix)) == 0 &&
      is_rate_id(scan->at + strlen(prefix), length - strlen(prefix))) {
    term->rate = mem_copy_span(scan->at + strlen(prefix), length - strlen(prefix));
    scan->at += length;
    return STATUS_OK;
  }
  term->other = rule_field_find(scan->at, length);
  if (term->other >= 0 && rule_fields[term->other].kind == RULE_FIELD_NUMBER) {
    scan->at += length;
    return STATUS_OK;
  }
  char *word = mem_copy_span(scan->at, length);
  struct str remedy = {0};
  error_set(scan->err, STATUS_INPUT,
            _("Found '%.60s', expected a number such as 12.50, a rate such as "
              "rate:SE.reminder_fee, or a field that is a number."),
            word);
  const char *near = length > 0 ? rule_field_near(word) : NULL;
  add_hint(&remedy, near != NULL && term->other < 0 ? near : NULL, "");
  enum status status = fail(scan, scan->at, str_text(&remedy));
  str_clear(&remedy);
  free(word);
  return status;
}

static enum status fail_token(struct scan *scan, const struct rule_term *term, size_t length)
{
  const struct rule_field *field = &rule_fields[term->field];
  char *word = mem_copy_span(scan->at, length);
  char *tokens = mem_copy_text(field->tokens);
  char *rest = NULL;
  struct near near = near_start(word);
  struct str remedy = {0};
  for (char *token = strtok_r(tokens, " ", &rest); token != NULL;
       token = strtok_r(NULL, " ", &rest))
    near_offer(&near, token);
  error_set(scan->err, STATUS_INPUT, _("Found '%.60s', which '%s' cannot be."), word, field->name);
  if (near.best != NULL)
    str_addf(&remedy, _("Did you mean '%s'?"), near.best);
  else
    str_addf(&remedy, _("It can be: %s."), field->tokens);
  enum status status = fail(scan, scan->at, str_text(&remedy));
  str_clear(&remedy);
  free(tokens);
  free(word);
  return status;
}

/* "a|b|c" */
static enum status parse_tokens(struct scan *scan, struct rule_term *term)
{
  const struct rule_field *field = &rule_fields[term->field];
  bool one = field->kind != RULE_FIELD_SET && (term->op == RULE_IS || term->op == RULE_IS_NOT);
  for (;;) {
    size_t length = word_length(scan, "|");
    uint64_t bit = rule_token_bit(term->field, scan->at, length);
    if (bit == 0)
      return fail_token(scan, term, length);
    if ((term->bits & bit) != 0) {
      error_set(scan->err, STATUS_INPUT, _("Found '%.*s' twice."), (int)length, scan->at);
      return fail(scan, scan->at, _("Keep one of them."));
    }
    term->bits |= bit;
    scan->at += length;
    if (*scan->at != '|')
      return STATUS_OK;
    if (one) {
      error_set(scan->err, STATUS_INPUT, _("Found several words, expected one after '%s'."),
                term->op == RULE_IS ? "=" : "!=");
      return fail(scan, scan->at, _("Write 'in' for one of several."));
    }
    scan->at++;
  }
}

static enum status parse_term(struct scan *scan, struct rule_term *term)
{
  *term = (struct rule_term){.other = -1};
  skip_space(scan);
  enum status status = parse_field(scan, term);
  if (status == STATUS_OK)
    status = parse_operator(scan, term);
  if (status != STATUS_OK)
    return status;
  skip_space(scan);
  status = rule_fields[term->field].kind == RULE_FIELD_NUMBER ? parse_quantity(scan, term)
                                                              : parse_tokens(scan, term);
  if (status != STATUS_OK)
    return status;
  skip_space(scan);
  if (*scan->at == '\0' || *scan->at == '&')
    return STATUS_OK;
  error_set(scan->err, STATUS_INPUT, _("Found '%.*s', expected '&' or the end."),
            (int)word_length(scan, ""), scan->at);
  return fail(scan, scan->at, _("Join conditions by ' & ', and words of a set by '|'."));
}

enum status rule_terms_parse(const char *text, struct rule_terms *terms, struct error *err)
{
  struct error unwanted = {0};
  struct scan scan = {.text = text, .at = text, .err = err != NULL ? err : &unwanted};
  *terms = (struct rule_terms){0};
  for (;;) {
    if (terms->count == TERMS_MOST) {
      error_set(scan.err, STATUS_INPUT, _("Found more than %d conditions."), TERMS_MOST);
      return fail(&scan, scan.at, _("Split the rule."));
    }
    terms->items = mem_resize(terms->items, terms->count + 1, sizeof *terms->items);
    enum status status = parse_term(&scan, &terms->items[terms->count++]);
    if (status != STATUS_OK || *scan.at == '\0')
      return status;
    scan.at++;
  }
}

void rule_terms_clear(struct rule_terms *terms)
{
  for (size_t i = 0; i < terms->count; i++)
    free(terms->items[i].rate);
  free(terms->items);
  *terms = (struct rule_terms){0};
}
