/* Translation of what people read.  The text domain is bound once, in main. */
#ifndef KUNDRESA_BASE_I18N_H
#define KUNDRESA_BASE_I18N_H

#include <libintl.h>

/* The translation of @text, or @text itself where there is none. */
#define _(text) gettext(text)

/* The translation that fits the number @n: P_("%d day", "%d days", n). */
#define P_(one, many, n) ngettext(one, many, (unsigned long)(n))

/* Marks a text in a table for translation; translate it with _() on use. */
#define N_(text) (text)

/* Like N_() for a text that means different things in different places:
 * @context tells them apart.  Translate on use with text_translate(). */
#define NC_(context, text) context "\004" text

/* The translation of a text marked with NC_(), or the text after the mark
 * where there is none.  An unmarked text is looked up as it stands; "" and
 * NULL give "".  The result is borrowed and lives as long as the program. */
const char *i18n_text(const char *marked);

/* Speaks @language ("sv", "nb", "en") from now on, whatever the surroundings ask for. */
void i18n_speak(const char *language);

#endif
