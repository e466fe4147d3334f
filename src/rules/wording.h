/* A text as words that can be compared with those of a phrase, whatever their case, the
 * way their letters are encoded and, where a language is known, the form they stand in. */
#ifndef KUNDRESA_RULES_WORDING_H
#define KUNDRESA_RULES_WORDING_H

#include "base/str.h"

#include <stdbool.h>
#include <stddef.h>

/* A run of letters and digits, or one other character that is no white space. */
struct wording_word {
  size_t start, end; /* bytes in the text */
  size_t key, stem;  /* where they begin in wording.keys, each ended by NUL */
  bool spaced;       /* white space stands before it */
};

struct wording {
  struct wording_word *words;
  size_t count, capacity;
  struct str keys;
};

struct sb_stemmer;

/* The stemmer for texts in the language of a BCP 47 tag ("sv", "nb-NO"); NULL where
 * Snowball has none.  Free with sb_stemmer_delete(). */
struct sb_stemmer *wording_stemmer(const char *language);

/* Reads @text, which stays the caller's and may be any bytes.  Characters that nobody sees
 * (zero-width ones, soft hyphens) count as nothing.  @stemmer may be NULL: then a word is
 * its own stem.  @wording is {0} or one that was used before, whose memory is used again. */
void wording_make(struct wording *wording, const char *text, struct sb_stemmer *stemmer);
void wording_clear(struct wording *wording);

/* The first place from word @from on where @text says @phrase, in any form (by stems) or,
 * @exactly, in this one.  White space must stand where it does in the phrase.  False where
 * there is none, and for a phrase without words. */
bool wording_find(const struct wording *text, const struct wording *phrase, bool exactly,
                  size_t from, size_t *at);

#endif
