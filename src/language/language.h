/*
 * language/ owns what can be said of a text without knowing whose it is: its
 * words and sentences, how hard it is to read, how it sounds, what it tells.
 * Text in, measures and spans out.  Pure; it must not know journeys' records,
 * rules, files, YAML, commands or screens.  Lexicons are handed in.
 *
 * This header: the languages that are known.
 */
#ifndef KUNDRESA_LANGUAGE_LANGUAGE_H
#define KUNDRESA_LANGUAGE_LANGUAGE_H

enum language { LANGUAGE_SV, LANGUAGE_NB, LANGUAGE_EN, LANGUAGE_COUNT };
#define LANGUAGE_NONE (-1)

/* The language of a BCP 47 tag ("sv", "sv-FI", "nb-NO", "no"), or LANGUAGE_NONE
 * where its texts cannot be read ("nn", "fi", NULL). */
int language_of(const char *tag);

/* The language that @text seems to be in, by the small words that only one of them
 * has; LANGUAGE_NONE where they say nothing, or several alike. */
int language_guess(const char *text);

/* "sv", "nb" or "en". */
const char *language_tag(enum language language);

#endif
