/* What the room knows of a lexicon, and others do not. */
#ifndef KUNDRESA_LANGUAGE_LEXICON_PRIVATE_H
#define KUNDRESA_LANGUAGE_LEXICON_PRIVATE_H

#include "language/groups.h"
#include "language/lexicon.h"
#include "language/matcher.h"
#include "language/stem.h"
#include "language/trie.h"

#include <stdatomic.h>

/* What a phrase is to the matcher: the index of its marker, or one of these. */
#define PHRASE_NEGATION UINT32_MAX
#define PHRASE_CONDITION (UINT32_MAX - 1)

/* Until it is ready. */
struct phrase {
  uint32_t what;
  uint32_t *tokens;
  size_t count;
};

enum lexeme_kind { LEXEME_WORD, LEXEME_BEGINNING, LEXEME_STEM, LEXEME_ABBREVIATION };

/* A word as the lexicon has it; of a stem, the stem. */
struct lexeme {
  enum lexeme_kind kind;
  uint32_t token;
  size_t length; /* characters */
  ucs4_t word[]; /* folded */
};

struct workspace;

struct lexicon {
  enum language language;
  char *version;
  struct marker *markers;
  size_t count, capacity;
  int caps[SIGNAL_COUNT];
  int capitals, exclamations; /* weights of shouting */
  struct phrase *phrases;
  size_t phrase_count, phrase_capacity;
  void *lexemes; /* trees of tsearch(3): struct lexeme, and the markers' ids */
  void *ids;
  uint32_t tokens;            /* the next to be given out */
  uint32_t number;            /* token of "#": any word that begins with a digit; or 0 */
  struct sb_stemmer *stemmer; /* until it is ready */

  bool ready;
  struct alphabet alphabet;
  struct trie trie;
  struct matcher matcher;
  struct groups groups;
  struct stems stems;
  _Atomic(struct workspace *) spare; /* lent to one reading at a time */
};

void workspace_free(struct workspace *workspace);

#endif
