/* A text in the languages that people at the screen read: what rules say, and the
 * agenda of a workshop. */
#ifndef KUNDRESA_MODEL_WORDS_H
#define KUNDRESA_MODEL_WORDS_H

/* Words that are picked by the reader's language; any but en may be NULL. */
struct words {
  char *sv, *nb, *en; /* owned */
};

/* Those of the language that gettext now speaks, else en. */
const char *words_now(const struct words *words);

/* Frees the texts. */
void words_clear(struct words *words);

#endif
