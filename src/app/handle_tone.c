/* kundresa tone: bare texts on the ladder. */
#include "app/handle.h"
#include "app/tone.h"
#include "app/tone_text.h"

#include "base/file.h"
#include "base/i18n.h"
#include "language/reading.h"

#include <math.h>
#include <stdlib.h>
#include <string.h>

/* The longest text that is read. */
#define TEXT_MOST ((size_t)16 * 1024 * 1024)

/* Texts of more parts than this were not meant as SMS. */
#define SMS_PARTS 3

/* Columns where no terminal says how many, and those that blocks are indented by. */
#define COLUMNS 80
#define INDENT 2

/* What a letter about payment must tell. */
static const enum tells needed[] = {TELLS_AMOUNT, TELLS_DUE_DATE, TELLS_HOW_TO_PAY};

struct telling {
  const struct request *request;
  struct output *output;
  const char *name; /* which of several it is, or NULL */
  const struct lexicon *lexicon;
  const char *text;
  size_t length;
  bool guessed;
  int columns;
  struct reading reading;
};

static int64_t hundredths(double value)
{
  return isnan(value) ? UNSET : (int64_t)(value * 100 + (value < 0 ? -0.5 : 0.5));
}

/* ---- Tone ---- */

static void put_class(struct telling *telling)
{
  struct output *output = telling->output;
  const struct reading *reading = &telling->reading;
  static const char *const names[LANGUAGE_COUNT] = {N_("Swedish"), N_("Norwegian Bokmål"),
                                                    N_("English")};
  enum language language = lexicon_language(telling->lexicon);
  struct str spoken = {0};
  str_addf(&spoken, telling->guessed ? _("%s (it seems; else say --lang)") : "%s",
           _(names[language]));
  output->ops->text(output, "language", _("Language"), language_tag(language), str_text(&spoken));
  output_text(output, "lexicon", NULL, lexicon_version(telling->lexicon));
  str_cut(&spoken, 0);
  str_addf(&spoken, "%d %s, ", (int)reading->tone, tone_label(reading->tone));
  output_add_decimal(&spoken, reading->score, false);
  output->ops->text(output, "class", _("Tone"), tone_token(reading->tone), str_text(&spoken));
  output_number(output, "step", NULL, (int64_t)reading->tone);
  output_decimal(output, "score", NULL, reading->score);
  str_cut(&spoken, 0);
  tone_add_ladder(&spoken, reading->tone);
  output->ops->text(output, NULL, "", str_text(&spoken), NULL);
  str_clear(&spoken);
}

/* The tokens of what @tells holds, with one space between. */
static void add_tokens(struct str *out, uint64_t tells)
{
  for (int i = 0; i < TELLS_COUNT; i++)
    if ((tells & TELLS_BIT(i)) != 0)
      str_addf(out, "%s%s", out->length > 0 ? " " : "", tells_token((enum tells)i));
}

static void put_mark(struct telling *telling, const struct mark *mark,
                     const struct text_place *place)
{
  struct output *output = telling->output;
  struct str words = {0}, tells = {0};
  str_add_span(&words, telling->text + mark->start, mark->length);
  add_tokens(&tells, mark->tells);
  output_record(output, NULL, NULL);
  output_number(output, "line", NULL, place->line);
  output_number(output, "column", NULL, place->column);
  output_number(output, "start", NULL, (int64_t)mark->start);
  output_number(output, "length", NULL, (int64_t)mark->length);
  output_text(output, "text", NULL, str_text(&words));
  output_text(output, "signal", NULL, signal_token(mark->signal));
  output_decimal(output, "weight", NULL, mark->weight);
  output_decimal(output, "full_weight", NULL, mark->full);
  output->ops->truth(output, "negated", NULL, mark->negated, NULL);
  output->ops->truth(output, "capped", NULL, mark->capped, NULL);
  output->ops->words(output, "tells", NULL, tells.text, NULL);
  output_text(output, "marker", NULL, mark->marker != NULL ? mark->marker->id : NULL);
  output_text(output, "reason", NULL, mark->marker != NULL ? mark->marker->reason : NULL);
  output_close(output);
  str_clear(&words);
  str_clear(&tells);
}

/* For programs; people get them under the text. */
static void put_marks(struct telling *telling)
{
  struct text_place place = TEXT_BEGINNING;
  output_list(telling->output, "marks", NULL);
  for (size_t i = 0; i < telling->reading.count; i++) {
    const struct mark *mark = &telling->reading.marks[i];
    reading_walk(telling->text, telling->length, mark->start, &place);
    put_mark(telling, mark, &place);
  }
  output_close(telling->output);
}

/* A block of lines that are people's only. */
static void put_block(struct telling *telling, const char *title, struct str *block)
{
  output_record(telling->output, NULL, title);
  telling->output->ops->text(telling->output, NULL, "", str_text(block), NULL);
  output_close(telling->output);
  str_clear(block);
}

/* ---- What it tells ---- */

static const struct mark *first_mark(const struct telling *telling, enum tells tells)
{
  for (size_t i = 0; i < telling->reading.count; i++)
    if ((telling->reading.marks[i].tells & TELLS_BIT(tells)) != 0)
      return &telling->reading.marks[i];
  return NULL;
}

static void put_told(struct telling *telling, enum tells tells)
{
  struct output *output = telling->output;
  const struct mark *mark = first_mark(telling, tells);
  struct str where = {0}, words = {0};
  long line = 0, column = 0;
  if (mark != NULL) {
    reading_place(telling->text, mark->start, &line, &column);
    str_addf(&where, "%ld:%ld", line, column);
    tone_add_words(&words, telling->text, mark, 34);
  }
  output_record(output, NULL, NULL);
  output->ops->text(output, "what", _("What"), tells_token(tells), tells_label(tells));
  output_text(output, NULL, _("Where"), mark != NULL ? str_text(&where) : "–");
  output_text(output, NULL, _("Words"), mark != NULL ? str_text(&words) : _("not told"));
  output->ops->truth(output, "told", NULL, mark != NULL, NULL);
  output_number(output, "line", NULL, mark != NULL ? line : UNSET);
  output_number(output, "column", NULL, mark != NULL ? column : UNSET);
  output_close(output);
  str_clear(&where);
  str_clear(&words);
}

static bool is_needed(enum tells tells)
{
  for (size_t i = 0; i < sizeof needed / sizeof needed[0]; i++)
    if (needed[i] == tells)
      return true;
  return false;
}

static void put_tells(struct telling *telling)
{
  struct output *output = telling->output;
  const struct reading *reading = &telling->reading;
  output_list(output, "tells", _("What it tells"));
  for (size_t i = 0; i < sizeof needed / sizeof needed[0]; i++)
    put_told(telling, needed[i]);
  for (int i = 0; i < TELLS_COUNT; i++)
    if ((reading->tells & TELLS_BIT(i)) != 0 && !is_needed((enum tells)i))
      put_told(telling, (enum tells)i);
  output_close(output);
  bool early = false;
  for (size_t i = 0; i < sizeof needed / sizeof needed[0]; i++)
    early = early || ((reading->tells & TELLS_BIT(needed[i])) != 0 &&
                      (reading->tells & TELLS_BIT(TELLS_OFFER)) != 0 &&
                      reading_first(reading, TELLS_OFFER) < reading_first(reading, needed[i]));
  output->ops->truth(output, "offer_before_payment", early ? _("Offer before payment facts") : NULL,
                     early, NULL);
}

/* ---- Readability ---- */

static void put_lix(struct telling *telling)
{
  const struct measures *measures = &telling->reading.measures;
  struct output *output = telling->output;
  struct str spoken = {0};
  output_add_decimal(&spoken, hundredths(measures->lix), false);
  str_addf(&spoken, ", %s", lix_band(measures->lix));
  output->ops->decimal(output, "lix", _("LIX"), hundredths(measures->lix), str_text(&spoken));
  output_text(output, "lix_band", NULL, isnan(measures->lix) ? NULL : lix_band(measures->lix));
  str_clear(&spoken);
}

static void put_measures(struct telling *telling)
{
  const struct measures *measures = &telling->reading.measures;
  struct output *output = telling->output;
  struct str spoken = {0};
  output_record(output, "measures", _("How hard it is to read"));
  put_lix(telling);
  if (!measures->trusted)
    str_add(&spoken, _("little: it takes 5 sentences and 50 words to measure"));
  output->ops->truth(output, "trusted", measures->trusted ? NULL : _("Trust"), measures->trusted,
                     measures->trusted ? NULL : str_text(&spoken));
  output_decimal(output, "rix", _("RIX"), hundredths(measures->rix));
  if (lexicon_language(telling->lexicon) == LANGUAGE_EN)
    output_decimal(output, "flesch_kincaid", _("Flesch–Kincaid grade"),
                   hundredths(measures->flesch_kincaid));
  output_number(output, "words", _("Words"), (int64_t)measures->words);
  output_number(output, "sentences", _("Sentences"), (int64_t)measures->sentences);
  output_number(output, "paragraphs", NULL, (int64_t)measures->paragraphs);
  output_number(output, "long_words", NULL, (int64_t)measures->long_words);
  output_decimal(output, "words_per_sentence", _("Words a sentence"),
                 hundredths(measures->words_per_sentence));
  output_decimal(output, "words_per_paragraph", _("Words a paragraph"),
                 hundredths(measures->words_per_paragraph));
  str_cut(&spoken, 0);
  if (measures->words > 0)
    str_addf(&spoken, "%d %%", (int)(measures->long_share * 100 + 0.5));
  output->ops->decimal(output, "long_share", _("Long words"), hundredths(measures->long_share),
                       str_text(&spoken));
  output_number(output, "exclamations", NULL, (int64_t)measures->exclamations);
  output_number(output, "capital_words", NULL, (int64_t)measures->capital_words);
  output_close(output);
  str_clear(&spoken);
}

static void put_sms(struct telling *telling)
{
  struct output *output = telling->output;
  struct sms_size sms =
      sms_measure(telling->text, language_tag(lexicon_language(telling->lexicon)));
  bool shown = sms.parts <= SMS_PARTS;
  struct str spoken = {0};
  str_addf(&spoken,
           P_("%zu part, %zu characters of %s", "%zu parts, %zu characters of %s", sms.parts),
           sms.parts, sms.units, sms.ucs2 ? "UCS-2" : "GSM-7");
  output_record(output, "sms", shown ? _("As SMS") : NULL);
  output_text(output, NULL, shown ? "" : NULL, str_text(&spoken));
  output_number(output, "parts", NULL, (int64_t)sms.parts);
  output_number(output, "units", NULL, (int64_t)sms.units);
  output_text(output, "alphabet", NULL, sms.ucs2 ? "UCS-2" : "GSM-7");
  if (sms.ucs2) {
    long line, column;
    reading_place(telling->text, sms.first_odd, &line, &column);
    str_cut(&spoken, 0);
    str_addf(&spoken, _("a character outside of GSM-7 at %ld:%ld halves what a part holds"), line,
             column);
    output_text(output, NULL, shown ? "" : NULL, str_text(&spoken));
    output_number(output, "odd_line", NULL, line);
    output_number(output, "odd_column", NULL, column);
  }
  output_close(output);
  str_clear(&spoken);
}

/* ---- The command ---- */

static void tell(struct telling *telling)
{
  struct str block = {0};
  reading_make(telling->lexicon, telling->text, &telling->reading);
  output_record(telling->output, NULL, telling->name);
  if (telling->name != NULL)
    output_text(telling->output, "file", NULL, telling->name);
  put_class(telling);
  put_marks(telling);
  tone_add_text(&block, telling->text, &telling->reading, telling->columns);
  put_block(telling, _("The text"), &block);
  tone_add_marks(&block, telling->text, &telling->reading, telling->columns);
  put_block(telling, _("What counted"), &block);
  put_tells(telling);
  put_measures(telling);
  put_sms(telling);
  output_close(telling->output);
  reading_clear(&telling->reading);
}

/* Which language the text is in: what was said, else what it seems to be. */
static enum status choose_language(const struct request *request, const char *text, int *language,
                                   bool *guessed, struct error *err)
{
  const char *tag = request_option(request, "lang");
  *guessed = tag == NULL;
  *language = tag != NULL ? language_of(tag) : language_guess(text);
  if (*language >= 0)
    return STATUS_OK;
  enum status status =
      error_set(err, STATUS_USAGE, "%s", _("The text does not show which language it is in."));
  error_remedy(err, "%s", _("Say --lang sv, --lang nb or --lang en."));
  return status;
}

/* Makes bytes that end texts harmless, and drops the mark that some editors put
 * first. */
static const char *clean(struct str *text)
{
  str_add_char(text, '\0'); /* so that there is a text */
  str_cut(text, text->length - 1);
  for (size_t i = 0; i < text->length; i++)
    if (text->text[i] == '\0')
      text->text[i] = 1;
  return strncmp(text->text, "\xef\xbb\xbf", 3) == 0 ? text->text + 3 : text->text;
}

/* The lexicons that texts needed so far: many letters ask for few of them. */
struct shelf {
  struct lexicon *of[LANGUAGE_COUNT];
};

static enum status take(struct shelf *shelf, enum language language, struct error *err)
{
  struct problems problems = {0};
  enum status status = STATUS_OK;
  if (shelf->of[language] == NULL)
    status = tone_load(language, &shelf->of[language], &problems, err);
  problems_clear(&problems);
  return status;
}

/* Reads one text; @name is told with it where it is one of several, else NULL. */
static enum status tell_file(const struct request *request, const char *path, const char *name,
                             struct shelf *shelf, struct output *output, struct error *err)
{
  struct str text = {0};
  int language = LANGUAGE_NONE;
  bool guessed = false;
  enum status status = file_read(path, TEXT_MOST, &text, err);
  const char *cleaned = clean(&text);
  if (status == STATUS_OK) {
    status = choose_language(request, cleaned, &language, &guessed, err);
    if (status != STATUS_OK && name != NULL)
      error_place(err, name, 0, 0);
  }
  if (status == STATUS_OK)
    status = take(shelf, (enum language)language, err);
  if (status == STATUS_OK) {
    int columns = request->columns > 0 && request->columns < COLUMNS ? request->columns : COLUMNS;
    struct telling telling = {
        .request = request,
        .output = output,
        .name = name,
        .lexicon = shelf->of[language],
        .text = cleaned,
        .length = strlen(cleaned),
        .guessed = guessed,
        .columns = columns - INDENT,
    };
    tell(&telling);
  }
  str_clear(&text);
  return status;
}

enum status handle_tone(const struct request *request, struct output *output, struct error *err)
{
  struct shelf shelf = {0};
  bool many = request->count > 1;
  enum status status = STATUS_OK;
  if (many)
    output_list(output, NULL, NULL);
  for (size_t i = 0; (i == 0 || i < request->count) && status == STATUS_OK; i++) {
    const char *path = request->count > 0 ? request->arguments[i] : "-";
    if (request->workbench != NULL && strcmp(path, "-") == 0)
      output_say(output, "%s", _("Type or paste the text; Ctrl-D on a line of its own ends it."));
    status = tell_file(request, path, many ? path : NULL, &shelf, output, err);
  }
  if (many)
    output_close(output);
  for (int i = 0; i < LANGUAGE_COUNT; i++)
    lexicon_free(&shelf.of[i]);
  return status;
}
