/* How a wording sounds, how hard it is to read and what it tells, as it is written: what
 * the Texts view and the field for a text show. */
#ifndef KUNDRESA_TUI_GAUGE_H
#define KUNDRESA_TUI_GAUGE_H

#include "audit/audit.h"
#include "tui/tui.h"

#define GAUGE_PARTS 3 /* subject, text, SMS */

struct gauge {
  const struct lexicon *lexicon; /* NULL: texts of that language are not read */
  char *language;
  int least, most; /* the tones that fit its step; -1: not known */
  bool asks;       /* whether it asks for payment, so that it must tell what, when and how */
  struct gauge_part {
    char *text; /* NULL: there is none */
    bool read;
    struct reading reading;
  } parts[GAUGE_PARTS];
  struct sms_size sms;
};

/* Reads a wording of a message of the marked touchpoint.  What fits its step is what the
 * last audit knows. */
void gauge_init(struct gauge *gauge, struct tui *tui, const struct message *message,
                const struct variant *variant);
void gauge_clear(struct gauge *gauge);

/* Reads another text for one part; costs nothing where it is the same. */
void gauge_set(struct gauge *gauge, enum audit_part part, const char *text);

/* The tone of the letter (subject and text) or of the SMS, or -1. */
int gauge_tone(const struct gauge *gauge, bool sms);

/* The reason to mark the byte of a part, or NULL. */
const struct mark *gauge_mark_at(const struct gauge *gauge, enum audit_part part, size_t byte);

/* Whether any words of a part are marked. */
bool gauge_has_marks(const struct gauge *gauge, enum audit_part part);

/* Underlines the marks of one line, which begins at byte @start of the part and has
 * @length bytes; it stands at @row and @column. */
void gauge_paint_marks(const struct gauge *gauge, enum audit_part part, size_t start, size_t length,
                       int row, int column, int columns);

/* Draws what there is to say of the letter or the SMS that @part belongs to; returns the
 * rows used. */
int gauge_paint(const struct gauge *gauge, enum audit_part part, struct rect area);

/* Adds the words of a mark, its weight, and why it counts. */
void gauge_add_reason(struct str *out, const struct gauge *gauge, enum audit_part part,
                      const struct mark *mark);

#endif
