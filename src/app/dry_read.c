/* From the rows of a ledger to customers. */
#include "app/dry_run.h"

#include "base/i18n.h"
#include "base/mem.h"
#include "base/near.h"
#include "base/text.h"
#include "ledger/csv.h"

#include <inttypes.h>
#include <stdlib.h>
#include <string.h>

/* What a column is read as. */
enum column_kind {
  COLUMN_INVOICE,
  COLUMN_CUSTOMER,
  COLUMN_DAY,
  COLUMN_FIELD,
  COLUMN_EVENT,
  COLUMN_ATTRIBUTE,
  COLUMN_NONE
};

struct column {
  size_t place; /* in the row */
  enum column_kind kind;
  char *field;
};

/* Ids that were met, by a fingerprint of 64 bits: 16 to 32 bytes each, whatever their
 * length.  Of a million ids two have the same with a chance of one in 30 million. */
struct met {
  uint64_t *slots; /* 0: free */
  size_t count, room;
};

struct reading {
  struct dry_run *run;
  struct csv *csv;
  struct column *columns;
  size_t count;
  struct facts *trial; /* a row is tried here before it joins its customer */
  struct met met;
  bool has_channels;
  int64_t told;
};

/* ---- Ids ---- */

/* FNV-1a over both parts; never 0. */
static uint64_t fingerprint(const char *kind, const char *id)
{
  uint64_t hash = 0xcbf29ce484222325;
  for (const char *at = kind; *at != '\0'; at++)
    hash = (hash ^ (unsigned char)*at) * 0x100000001b3;
  for (const char *at = id; *at != '\0'; at++)
    hash = (hash ^ (unsigned char)*at) * 0x100000001b3;
  return hash != 0 ? hash : 1;
}

/* Whether it is new; it is met then. */
static bool place(uint64_t *slots, size_t room, uint64_t print)
{
  size_t at = (size_t)(print ^ print >> 32) & (room - 1);
  while (slots[at] != 0 && slots[at] != print)
    at = (at + 1) & (room - 1);
  bool fresh = slots[at] == 0;
  slots[at] = print;
  return fresh;
}

static bool is_first(struct met *met, const char *kind, const char *id)
{
  if (2 * met->count >= met->room) {
    size_t room = met->room > 0 ? 2 * met->room : 1024;
    uint64_t *slots = mem_new(room, sizeof *slots);
    for (size_t i = 0; i < met->room; i++)
      if (met->slots[i] != 0)
        place(slots, room, met->slots[i]);
    free(met->slots);
    met->slots = slots;
    met->room = room;
  }
  bool fresh = place(met->slots, met->room, fingerprint(kind, id));
  met->count += fresh;
  return fresh;
}

/* ---- The header ---- */

static enum column_kind kind_of(struct reading *reading, const char *field)
{
  if (strcmp(field, "invoice") == 0)
    return COLUMN_INVOICE;
  if (strcmp(field, "customer") == 0)
    return COLUMN_CUSTOMER;
  if (facts_set(reading->trial, 0, field, "", NULL) == STATUS_OK)
    return enumeration_find(&enumerations[ENUM_anchor], field, strlen(field)) >= 0 ? COLUMN_DAY
                                                                                   : COLUMN_FIELD;
  if (enumeration_find(&enumerations[ENUM_stop_event], field, strlen(field)) >= 0)
    return COLUMN_EVENT;
  return decider_attribute(reading->run->decider, field) != (size_t)-1 ? COLUMN_ATTRIBUTE
                                                                       : COLUMN_NONE;
}

static bool has_field(const struct reading *reading, const char *field)
{
  for (size_t i = 0; i < reading->count; i++)
    if (strcmp(reading->columns[i].field, field) == 0)
      return true;
  return false;
}

static bool has_place(const struct reading *reading, size_t number)
{
  for (size_t i = 0; i < reading->count; i++)
    if (reading->columns[i].place == number)
      return true;
  return false;
}

static enum status add_column(struct reading *reading, size_t number, const char *field,
                              enum column_kind kind, struct error *err)
{
  if (has_field(reading, field)) {
    error_set(err, STATUS_INPUT, _("There are two columns for the field '%.60s'."), field);
    csv_place(reading->csv, number, err);
    return STATUS_INPUT;
  }
  reading->columns = mem_resize(reading->columns, reading->count + 1, sizeof *reading->columns);
  reading->columns[reading->count++] = (struct column){number, kind, mem_copy_text(field)};
  reading->has_channels = reading->has_channels || strcmp(field, "channels") == 0;
  return STATUS_OK;
}

/* One FIELD=HEADER of --columns. */
static enum status map_column(struct reading *reading, char *entry, struct error *err)
{
  char *header = strchr(entry, '=');
  if (header == NULL)
    return error_set(err, STATUS_USAGE, _("Found '%.80s', expected FIELD=HEADER."), entry);
  *header++ = '\0';
  enum column_kind kind = kind_of(reading, entry);
  if (kind == COLUMN_NONE)
    return error_set(err, STATUS_USAGE, _("There is no field '%.80s' of an invoice."), entry);
  struct near near = near_start(header);
  for (size_t i = 0; i < csv_count(reading->csv); i++) {
    if (strcmp(csv_field(reading->csv, i), header) == 0)
      return add_column(reading, i, entry, kind, err);
    near_offer(&near, csv_field(reading->csv, i));
  }
  error_set(err, STATUS_INPUT, _("The ledger has no column '%.80s'."), header);
  if (near.best != NULL)
    error_remedy(err, _("Did you mean '%s'?"), near.best);
  csv_place(reading->csv, 0, err);
  return STATUS_INPUT;
}

static enum status map_columns(struct reading *reading, struct error *err)
{
  if (reading->run->asked.columns == NULL)
    return STATUS_OK;
  enum status status = STATUS_OK;
  char *copy = mem_copy_text(reading->run->asked.columns), *rest = copy, *entry;
  while (status == STATUS_OK && (entry = strsep(&rest, ",")) != NULL)
    status = map_column(reading, entry, err);
  free(copy);
  return status;
}

static enum status read_header(struct reading *reading, struct error *err)
{
  struct str unread = {0};
  enum csv_found found = csv_next(reading->csv, err);
  if (found == CSV_END)
    return error_set(
        err, STATUS_INPUT, "%s",
        _("The ledger is empty: a first line with the names of the columns was expected."));
  if (found != CSV_ROW)
    return err->status;
  facts_add(reading->trial, "");
  enum status status = map_columns(reading, err);
  for (size_t i = 0; i < csv_count(reading->csv) && status == STATUS_OK; i++) {
    const char *name = csv_field(reading->csv, i);
    enum column_kind kind = has_place(reading, i) ? COLUMN_NONE : kind_of(reading, name);
    if (kind != COLUMN_NONE)
      status = add_column(reading, i, name, kind, err);
    else if (!has_place(reading, i))
      str_addf(&unread, "%s%.60s", unread.length > 0 ? ", " : "", name);
  }
  if (status == STATUS_OK && !has_field(reading, "invoice")) {
    error_set(err, STATUS_INPUT, "%s", _("No column of the ledger is the number of the invoice."));
    error_remedy(err, "%s", _("Say which: --columns invoice=HEADER,due=HEADER"));
    csv_place(reading->csv, 0, err);
    status = STATUS_INPUT;
  }
  if (status == STATUS_OK && unread.length > 0)
    output_say(reading->run->output, _("Columns that are not read: %s."), str_text(&unread));
  str_clear(&unread);
  return status;
}

/* ---- Rows ---- */

/* The ways in which exports write a day, made ours; those that may mean two days are
 * left, to be refused. */
static const char *plain_day(const char *text, char buffer[DATE_SIZE])
{
  size_t digits = strspn(text, "0123456789"), length = strlen(text);
  if (digits == 8 && length == 8)
    snprintf(buffer, DATE_SIZE, "%.4s-%.2s-%.2s", text, text + 4, text + 6);
  else if (digits == 2 && length == 10 && text[2] == '.' && text[5] == '.')
    snprintf(buffer, DATE_SIZE, "%.4s-%.2s-%.2s", text + 6, text + 3, text);
  else if (digits == 4 && length >= 10 && strchr("-/.", text[4]) != NULL && text[7] == text[4] &&
           (length == 10 || (strchr("T ", text[10]) != NULL &&
                             strspn(text + 11, "0123456789:.+-Z") == length - 11)))
    snprintf(buffer, DATE_SIZE, "%.4s-%.2s-%.2s", text, text + 5, text + 8);
  else
    return text;
  return buffer;
}

static enum status set_cell(struct reading *reading, struct facts *facts, size_t subject,
                            const struct column *column, struct error *err)
{
  const char *text = csv_field(reading->csv, column->place);
  const char *field = column->field;
  char day[DATE_SIZE];
  date_day ignored;
  struct str pair = {0};
  enum status status = STATUS_OK;
  if (column->kind == COLUMN_DAY || column->kind == COLUMN_EVENT)
    text = plain_day(text, day);
  if (column->kind == COLUMN_EVENT && text[0] != '\0' && !date_parse(text, &ignored))
    return error_set(err, STATUS_INPUT, _("Found '%.80s', expected %s."), text,
                     _("a day, as 2026-11-30"));
  if (column->kind == COLUMN_EVENT || column->kind == COLUMN_ATTRIBUTE) {
    if (text[0] != '\0') {
      str_addf(&pair, "%s=%s", field, text);
      status = facts_set(facts, subject, column->kind == COLUMN_EVENT ? "events" : "attributes",
                         str_text(&pair), err);
    }
    str_clear(&pair);
  } else if (column->kind == COLUMN_DAY || column->kind == COLUMN_FIELD) {
    status = facts_set(facts, subject, field, text, err);
  }
  return status;
}

static const char *cell(const struct reading *reading, enum column_kind kind, size_t *number)
{
  for (size_t i = 0; i < reading->count; i++)
    if (reading->columns[i].kind == kind) {
      *number = reading->columns[i].place;
      return csv_field(reading->csv, *number);
    }
  return "";
}

static enum status fill(struct reading *reading, struct facts *facts, const char *id,
                        struct error *err)
{
  size_t subject = facts_add(facts, id);
  for (size_t i = 0; i < reading->count; i++)
    if (set_cell(reading, facts, subject, &reading->columns[i], err) != STATUS_OK) {
      csv_place(reading->csv, reading->columns[i].place, err);
      err->status = STATUS_INPUT; /* not of an argument, as facts_set() has it */
      return STATUS_INPUT;
    }
  const struct plan *plan = reading->run->plan;
  for (size_t i = 0; i < plan->step_count && !reading->has_channels; i++)
    facts_set(facts, subject, "channels", plan->steps[i].channels, err);
  return STATUS_OK;
}

static bool has_day(const struct subject *subject)
{
  for (size_t i = 0; i < sizeof subject->anchors / sizeof subject->anchors[0]; i++)
    if (subject->anchors[i] != UNSET)
      return true;
  return false;
}

static enum status left_out(struct reading *reading, size_t number, struct error *err,
                            const char *words)
{
  error_set(err, STATUS_INPUT, "%s", words);
  csv_place(reading->csv, number, err);
  return STATUS_INPUT;
}

/* A payment may come before the invoice; more often a column was taken for another. */
static void look_at_days(struct reading *reading, const struct subject *subject)
{
  date_day issued = subject->anchors[anchor_issued];
  date_day paid = subject->events[stop_event_paid];
  if (issued == UNSET || paid == UNSET || paid >= issued)
    return;
  struct error odd = {0};
  reading->run->odd++;
  error_set(&odd, STATUS_FINDINGS, "%s",
            _("It was paid before it was issued; it is looked at all the same."));
  csv_place(reading->csv, 0, &odd);
  if (reading->told++ < PROBLEMS_MOST)
    reading->run->output->ops->fault(reading->run->output, &odd);
}

/* Ends the customer at hand. */
static enum status finish(struct reading *reading, struct error *err)
{
  enum status status = dry_live(reading->run, err);
  facts_clear(reading->run->facts);
  mem_set_text(&reading->run->customer, NULL);
  return status;
}

/* Takes the row at hand.  STATUS_INPUT where it must be left out. */
static enum status take_row(struct reading *reading, struct error *err, enum status *ended)
{
  struct dry_run *run = reading->run;
  size_t number = 0, whose = 0;
  const char *id = cell(reading, COLUMN_INVOICE, &number);
  const char *customer = cell(reading, COLUMN_CUSTOMER, &whose);
  customer = customer[0] != '\0' ? customer : id;
  if (run->asked.customer != NULL && strcmp(customer, run->asked.customer) != 0)
    return STATUS_OK;
  if (id[0] == '\0' || strchr(id, '/') != NULL || text_first_unsafe(id, false) != NULL)
    return left_out(reading, number, err,
                    _("The number of the invoice is empty, or has a slash or a sign that no "
                      "number has."));
  if (text_first_unsafe(customer, false) != NULL)
    return left_out(reading, whose, err, _("The customer has a sign that no id has."));
  facts_clear(reading->trial);
  if (fill(reading, reading->trial, id, err) != STATUS_OK)
    return STATUS_INPUT;
  const struct subject *subject = facts_customer(reading->trial)->subjects;
  if (!has_day(subject))
    return left_out(reading, number, err, _("No day of the invoice is known."));
  struct str key = {0};
  str_addf(&key, "%s/%" PRId64, id, subject->cycle);
  bool fresh = is_first(&reading->met, "invoice/", str_text(&key));
  str_clear(&key);
  if (!fresh)
    return left_out(reading, number, err, _("An earlier row has the same invoice."));
  bool same = run->capped && run->customer != NULL && strcmp(run->customer, customer) == 0;
  if (same && facts_customer(run->facts)->subject_count == CUSTOMER_INVOICES_MOST)
    return left_out(reading, whose, err, _("The customer has too many invoices to be weighed."));
  if (run->capped && !same && !is_first(&reading->met, "customer/", customer)) {
    error_remedy(err, "%s", _("Sort the ledger by customer: a cap counts all that one gets."));
    return left_out(reading, whose, err,
                    _("Earlier rows have the same customer, with others between."));
  }
  if (!same && (*ended = finish(reading, err)) != STATUS_OK)
    return STATUS_OK;
  look_at_days(reading, subject);
  mem_set_text(&run->customer, customer);
  run->invoices++;
  if (same)
    return fill(reading, run->facts, id, err);
  struct facts *empty = run->facts;
  run->facts = reading->trial;
  reading->trial = empty;
  return STATUS_OK;
}

static enum status read_rows(struct reading *reading, struct error *err)
{
  struct dry_run *run = reading->run;
  for (;;) {
    struct error bad = {0};
    enum status ended = STATUS_OK;
    enum csv_found found = csv_next(reading->csv, &bad);
    if (found == CSV_END)
      return finish(reading, err);
    enum status status = found == CSV_ROW ? take_row(reading, &bad, &ended) : STATUS_INPUT;
    if (found == CSV_BROKEN || ended != STATUS_OK || (status != STATUS_OK && run->asked.strict)) {
      *err = bad;
      return bad.status;
    }
    if (status == STATUS_OK)
      continue;
    run->faulty++;
    if (reading->told++ < PROBLEMS_MOST)
      run->output->ops->fault(run->output, &bad);
  }
}

enum status dry_read(struct dry_run *run, FILE *in, const char *name, struct error *err)
{
  struct reading reading = {
      .run = run, .csv = csv_open(in, name), .trial = facts_make(run->decider)};
  enum status status = read_header(&reading, err);
  if (status == STATUS_OK)
    status = read_rows(&reading, err);
  if (reading.told > PROBLEMS_MOST)
    output_say(run->output, _("%" PRId64 " more are not listed."), reading.told - PROBLEMS_MOST);
  if (status == STATUS_OK && run->faulty > 0) {
    output_say(run->output, _("Rows that were left out: %" PRId64 "."), run->faulty);
    status = STATUS_FINDINGS;
  }
  for (size_t i = 0; i < reading.count; i++)
    free(reading.columns[i].field);
  free(reading.columns);
  free(reading.met.slots);
  facts_free(&reading.trial);
  csv_free(&reading.csv);
  return status;
}
