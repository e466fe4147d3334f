/* Any entity as a record of fields: make, read, set, copy, compare, check. */
#ifndef KUNDRESA_MODEL_RECORD_H
#define KUNDRESA_MODEL_RECORD_H

#include "base/error.h"
#include "base/str.h"
#include "model/entity.h"

/* A new record of @entity with nothing set; free it with record_free(). */
void *record_new(enum entity entity);

/* Starts a record in the caller's memory: nothing set. */
void record_init(enum entity entity, void *record);

/* Frees the texts of a record and sets nothing; the memory stays. */
void record_clear(enum entity entity, void *record);

/* Frees *@record (a pointer to a struct of @entity) and makes it NULL. */
void record_free(enum entity entity, void *record_slot);

/* A deep copy, oid and order included; the caller frees it. */
void *record_copy(enum entity entity, const void *record);

/* Whether all fields are equal; oid and order do not count. */
bool record_same(enum entity entity, const void *a, const void *b);

/* The value of a field.  Texts are borrowed, NULL when not set; numbers are
 * UNSET when not set.  The kind must fit (field_is_text()). */
const char *record_text(const void *record, const struct field *field);
int64_t record_number(const void *record, const struct field *field);
bool record_is_set(const void *record, const struct field *field);

/* Puts a value in unchecked; @text is copied, NULL or "" unsets. */
void record_put_text(void *record, const struct field *field, const char *text);
void record_put_number(void *record, const struct field *field, int64_t number);

/* Like record_put_text(), but @text (or NULL) becomes the record's own. */
void record_take_text(void *record, const struct field *field, char *text);

/* The value of a field, in either form: what forms, commands, the change log
 * and YAML hand around. */
struct value {
  bool is_text;
  char *text;     /* owned; NULL = not set */
  int64_t number; /* UNSET = not set */
};
void value_clear(struct value *value);

/* Reads @text as @field wants it into @value: tokens for lists of values,
 * decimal numbers, true/false, YYYY-MM-DD, HH:MM.  For FIELD_ENUMS,
 * FIELD_LANGS the words may be parted by spaces or commas and come out with
 * one space.  "" and NULL unset.  STATUS_INPUT with what was found, what was
 * expected and the nearest known word otherwise; @value is then unset. */
enum status value_parse(const struct field *field, const char *text, struct value *value,
                        struct error *err);

/* Like value_parse(), straight into the record, which stays as it was when
 * @text is not fit.  Whether a reference exists is not looked at. */
enum status record_set(void *record, const struct field *field, const char *text,
                       struct error *err);

/* Adds the value as value_parse() reads it; nothing when not set. */
void record_add_value(struct str *out, const void *record, const struct field *field);

/* Adds the value as people read it, translated: labels of lists joined by
 * ", ", Yes/No, amounts with two decimals (the caller adds the currency),
 * rates as percent.  Nothing when not set. */
void record_add_label(struct str *out, const void *record, const struct field *field);

/* Whether required fields are set.  Adds one problem for each that is not,
 * at @line, @column (0 where there is none), naming the record by @path, e.g.
 * "touchpoint reminder-1".  Returns the number added. */
size_t record_check(enum entity entity, const void *record, const char *path, long line,
                    long column, struct problems *problems);

/* Whether @text is an id: [a-z][a-z0-9-]{0,49}. */
bool record_is_id(const char *text);

/* The @index-th word of a FIELD_ENUMS or FIELD_LANGS text, or NULL past the
 * end; *@length its bytes.  NULL text has no words. */
const char *list_word(const char *text, size_t index, size_t *length);

/* How many words. */
size_t list_count(const char *text);

/* The @index-th word of a list of values as its number, or -1 past the end. */
int64_t list_value(const char *text, size_t index, enum enumeration_index of);

/* Whether the list has that value. */
bool list_has(const char *text, enum enumeration_index of, int64_t value);

#endif
