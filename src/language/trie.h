/* The words that a lexicon knows, as a trie over the alphabet's symbols: a step
 * for each letter while it is scanned, so that looking words up takes no pass of
 * its own.  It is packed into one array (Aoe, An efficient digital search algorithm
 * by using a double-array structure, IEEE TSE 15, 1989), which fits into the caches
 * where a table with a row for each node does not. */
#ifndef KUNDRESA_LANGUAGE_TRIE_H
#define KUNDRESA_LANGUAGE_TRIE_H

#include "language/alphabet.h"

/* A word's place after its last letter: an index of cells; 0 leads nowhere. */
#define TRIE_ROOT 1U

/* What ends at a place.  Tokens are the matcher's numbers for words; 0 is none. */
struct trie_cell {
  uint32_t base;   /* cell of a symbol that follows: base + symbol, */
  uint32_t above;  /* if this, there, is the place that it follows */
  uint32_t word;   /* token of the word that ends here; TRIE_ABBREVIATION */
  uint32_t opener; /* what begins here or above, or 0 */
};

/* A full stop after the word ends no sentence. */
#define TRIE_ABBREVIATION 0x80000000U

/* Words that pass an opener may be more than they are whole. */
struct trie_opener {
  uint32_t beginning; /* token of "word*": every word that passes has it; or 0 */
  uint32_t above;     /* the opener before it, or 0 */
  bool stems;         /* they may have a stem that is looked for */
};

struct trie_node;

struct trie {
  struct trie_cell *cells;
  struct trie_opener *openers; /* from 1 */
  /* While words are added: */
  struct trie_node *nodes;
  uint32_t count, capacity;
};

enum trie_end { TRIE_WORD, TRIE_BEGINNING, TRIE_STEM, TRIE_SHORT };

/* Adds the @length characters at @word (folded; all have symbols) with their token,
 * which a stem and an abbreviation (TRIE_SHORT) do without. */
void trie_add(struct trie *trie, struct alphabet *alphabet, const ucs4_t *word, size_t length,
              enum trie_end end, uint32_t token);

/* Packs it, once all words are there. */
void trie_pack(struct trie *trie);
void trie_clear(struct trie *trie);

static inline uint32_t trie_step(const struct trie_cell *cells, uint32_t place, unsigned symbol)
{
  uint32_t to = cells[place].base + symbol;
  return cells[to].above == place ? to : 0;
}

#endif
