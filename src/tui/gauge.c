#include "tui/gauge.h"

#include "app/tone_text.h"
#include "base/i18n.h"
#include "base/mem.h"
#include "base/text.h"

#include <math.h>
#include <stdlib.h>
#include <string.h>

static struct gauge_part *part_of(struct gauge *gauge, enum audit_part part)
{
  return &gauge->parts[part - AUDIT_PART_SUBJECT];
}

static const struct gauge_part *read_part(const struct gauge *gauge, enum audit_part part)
{
  const struct gauge_part *found = &gauge->parts[part - AUDIT_PART_SUBJECT];
  return found->read ? found : NULL;
}

static bool asks_for_payment(const struct message *message)
{
  return message->purpose == purpose_payment || message->purpose == purpose_reminder ||
         message->purpose == purpose_claim;
}

void gauge_init(struct gauge *gauge, struct tui *tui, const struct message *message,
                const struct variant *variant)
{
  const char *const texts[GAUGE_PARTS] = {variant->subject, variant->body, variant->sms};
  const struct rung *rung = auditor_rung(&tui->auditor, tui->touchpoint);
  *gauge = (struct gauge){.least = -1, .most = -1};
  gauge->lexicon = auditor_lexicon(&tui->auditor, variant->language);
  gauge->language = mem_copy_text(variant->language);
  gauge->asks = asks_for_payment(message);
  /* What stands beside the letter is held against no step. */
  if (rung != NULL && (gauge->asks || message->place == place_body)) {
    gauge->least = rung->least;
    gauge->most = rung->most;
  }
  for (int i = 0; i < GAUGE_PARTS; i++)
    gauge_set(gauge, (enum audit_part)(AUDIT_PART_SUBJECT + i), texts[i]);
}

static void forget(struct gauge_part *part)
{
  if (part->read)
    reading_clear(&part->reading);
  free(part->text);
  *part = (struct gauge_part){0};
}

void gauge_clear(struct gauge *gauge)
{
  for (int i = 0; i < GAUGE_PARTS; i++)
    forget(&gauge->parts[i]);
  free(gauge->language);
  *gauge = (struct gauge){0};
}

void gauge_set(struct gauge *gauge, enum audit_part which, const char *text)
{
  struct gauge_part *part = part_of(gauge, which);
  if (text != NULL && part->text != NULL && strcmp(part->text, text) == 0)
    return;
  forget(part);
  if (text == NULL)
    return;
  part->text = mem_copy_text(text);
  if (which == AUDIT_PART_SMS)
    gauge->sms = sms_measure(text, gauge->language);
  if (gauge->lexicon == NULL)
    return;
  reading_make(gauge->lexicon, text, &part->reading);
  part->read = true;
}

/* The parts that a customer gets together: the SMS alone, or subject and text. */
static bool belongs(enum audit_part part, bool sms)
{
  return (part == AUDIT_PART_SMS) == sms;
}

int gauge_tone(const struct gauge *gauge, bool sms)
{
  int tone = -1;
  for (enum audit_part part = AUDIT_PART_SUBJECT; part <= AUDIT_PART_SMS; part++) {
    const struct gauge_part *read = read_part(gauge, part);
    if (read != NULL && belongs(part, sms) && (int)read->reading.tone > tone)
      tone = (int)read->reading.tone;
  }
  return tone;
}

static uint64_t tells(const struct gauge *gauge, bool sms)
{
  uint64_t told = 0;
  for (enum audit_part part = AUDIT_PART_SUBJECT; part <= AUDIT_PART_SMS; part++)
    if (read_part(gauge, part) != NULL && belongs(part, sms))
      told |= read_part(gauge, part)->reading.tells;
  return told;
}

/* ---- Marks ---- */

const struct mark *gauge_mark_at(const struct gauge *gauge, enum audit_part part, size_t byte)
{
  const struct gauge_part *read = read_part(gauge, part);
  const struct mark *found = NULL;
  for (size_t i = 0; read != NULL && i < read->reading.count; i++) {
    const struct mark *mark = &read->reading.marks[i];
    if (byte < mark->start || byte >= mark->start + mark->length || !tone_is_shown(mark))
      continue;
    if (found == NULL || abs(mark->weight) > abs(found->weight))
      found = mark;
  }
  return found;
}

bool gauge_has_marks(const struct gauge *gauge, enum audit_part part)
{
  const struct gauge_part *read = read_part(gauge, part);
  for (size_t i = 0; read != NULL && i < read->reading.count; i++)
    if (tone_is_shown(&read->reading.marks[i]))
      return true;
  return false;
}

void gauge_paint_marks(const struct gauge *gauge, enum audit_part part, size_t start, size_t length,
                       int row, int column, int columns)
{
  const struct gauge_part *read = read_part(gauge, part);
  for (size_t i = 0; read != NULL && i < read->reading.count; i++) {
    const struct mark *mark = &read->reading.marks[i];
    size_t from = mark->start > start ? mark->start : start;
    size_t to =
        mark->start + mark->length < start + length ? mark->start + mark->length : start + length;
    if (from >= to || !tone_is_shown(mark))
      continue;
    int at = text_width_span(read->text + start, from - start);
    char *words = mem_copy_span(read->text + from, to - from);
    enum style style = mark->weight < 0   ? STYLE_MARK_SOFT
                       : mark->weight > 0 ? STYLE_MARK_HARD
                                          : STYLE_MARK;
    if (at < columns)
      paint_text(row, column + at, columns - at, style, words);
    free(words);
  }
}

void gauge_add_reason(struct str *out, const struct gauge *gauge, enum audit_part part,
                      const struct mark *mark)
{
  const struct gauge_part *read = read_part(gauge, part);
  struct str words = {0};
  tone_add_words(&words, read->text, mark, 30);
  str_addf(out, "'%s' ", str_text(&words));
  output_add_decimal(out, mark->weight, true);
  str_addf(out, " %s", signal_label(mark->signal));
  if (mark->negated)
    str_addf(out, " (%s)", _("negated"));
  else if (mark->capped)
    str_addf(out, " (%s)", mark->weight == 0 ? _("does not count here") : _("counts no further"));
  if (mark->marker != NULL && mark->marker->reason != NULL)
    str_addf(out, ": %s", mark->marker->reason);
  str_clear(&words);
}

/* ---- The gauge ---- */

static enum style add_tone(struct str *out, const struct gauge *gauge, bool sms)
{
  int tone = gauge_tone(gauge, sms);
  bool known = gauge->most >= 0;
  bool fits = tone >= gauge->least && tone <= gauge->most;
  if (tone < 0) {
    str_add(out, _("no text whose tone could be read"));
    return STYLE_DIM;
  }
  if (tone == TONE_THREAT || (known && !fits))
    str_add(out, "! ");
  str_addf(out, _("tone %d %s"), tone, tone_label((enum tone)tone));
  if (known) {
    str_add(out, "; ");
    if (gauge->least == gauge->most)
      str_addf(out, _("%d fits here"), gauge->most);
    else
      str_addf(out, _("%d to %d fits here"), gauge->least, gauge->most);
  }
  return tone == TONE_THREAT ? STYLE_BAD : !known ? STYLE_TEXT : fits ? STYLE_GOOD : STYLE_WARN;
}

static void add_measures(struct str *out, const struct measures *measures)
{
  if (isnan(measures->lix))
    return;
  str_addf(out, " %s LIX %.0f, %s", screen_glyph(GLYPH_BULLET), measures->lix,
           lix_band(measures->lix));
  if (!measures->trusted)
    str_addf(out, " (%s)", _("too short to be sure"));
}

static void add_lamps(struct str *out, uint64_t told)
{
  static const struct {
    enum tells tells;
    const char *label;
  } lamps[] = {
      {TELLS_AMOUNT, NC_("lamp", "what")},
      {TELLS_DUE_DATE, NC_("lamp", "when")},
      {TELLS_HOW_TO_PAY, NC_("lamp", "how")},
      {TELLS_REFERENCE, NC_("lamp", "reference")},
  };
  for (size_t i = 0; i < sizeof lamps / sizeof lamps[0]; i++)
    str_addf(out, "%s[%s] %s", i > 0 ? "  " : "",
             (told & TELLS_BIT(lamps[i].tells)) != 0 ? "x" : " ", i18n_text(lamps[i].label));
}

static enum style add_sms(struct str *out, const struct gauge *gauge)
{
  const struct sms_size *sms = &gauge->sms;
  const char *text = gauge->parts[AUDIT_PART_SMS - AUDIT_PART_SUBJECT].text;
  str_addf(out, P_("%zu SMS: %zu of %d signs", "%zu SMS: %zu of %d signs", sms->parts), sms->parts,
           sms->units,
           sms->ucs2 ? (sms->parts > 1 ? 67 * (int)sms->parts : 70)
                     : (sms->parts > 1 ? 153 * (int)sms->parts : 160));
  if (!sms->ucs2 || sms->first_odd == SIZE_MAX)
    return sms->parts > 1 ? STYLE_WARN : STYLE_TEXT;
  char *odd =
      mem_copy_span(text + sms->first_odd, text_next(text, sms->first_odd) - sms->first_odd);
  /* L10N: %s is a character that makes the whole SMS cost more */
  str_addf(out, _("; '%s' makes each sign count double"), odd);
  free(odd);
  return STYLE_WARN;
}

int gauge_paint(const struct gauge *gauge, enum audit_part part, struct rect area)
{
  bool sms = part == AUDIT_PART_SMS;
  const struct gauge_part *read = read_part(gauge, part);
  struct str text = {0};
  int used = 0;
  if (gauge->lexicon == NULL) {
    str_addf(&text, _("Texts in '%s' are not read for tone."), gauge->language);
    used = paint_wrapped(area, STYLE_DIM, str_text(&text));
    str_clear(&text);
    return used;
  }
  enum style style = add_tone(&text, gauge, sms);
  if (read != NULL)
    add_measures(&text, &read->reading.measures);
  used += paint_wrapped(area, style, str_text(&text));
  str_cut(&text, 0);
  if (gauge->asks && used < area.rows) {
    add_lamps(&text, tells(gauge, sms));
    used += paint_wrapped(
        (struct rect){area.row + used, area.column, area.rows - used, area.columns},
        strstr(str_text(&text), "[ ]") != NULL ? STYLE_WARN : STYLE_GOOD, str_text(&text));
    str_cut(&text, 0);
  }
  if (sms && used < area.rows && gauge->parts[AUDIT_PART_SMS - AUDIT_PART_SUBJECT].text != NULL) {
    style = add_sms(&text, gauge);
    used +=
        paint_wrapped((struct rect){area.row + used, area.column, area.rows - used, area.columns},
                      style, str_text(&text));
  }
  str_clear(&text);
  return used;
}
