/* The words that a lexicon knows, as a trie over the alphabet's symbols: a step
 * for each letter while it is scanned, so that looking words up takes no pass of
 * its own. */
#ifndef KUNDRESA_LANGUAGE_TRIE_H
#define KUNDRESA_LANGUAGE_TRIE_H

#include "language/alphabet.h"

#define TRIE_ROOT 1U /* 0: no way on */

/* What ends, or begins, at a node.  Tokens are the matcher's numbers for words;
 * 0 is none. */
struct trie_node {
  uint32_t word;      /* token of the word that ends here */
  uint32_t beginning; /* token of "word*": every word that passes here has it */
  uint32_t opener;    /* the nearest node, this or above, with a beginning or stems; 0 */
  bool stems;         /* words that pass here may have a stem that is looked for */
  bool abbreviation;  /* a full stop after the word ends no sentence */
};

struct trie {
  uint32_t *next; /* by node * width + symbol */
  struct trie_node *nodes;
  uint32_t *parents;
  uint32_t count, capacity;
  unsigned width; /* of symbols; fixed by trie_start() */
};

void trie_start(struct trie *trie, unsigned width);
void trie_clear(struct trie *trie);

/* The node of the @length characters at @word (folded), made where there is
 * none; all must have symbols. */
uint32_t trie_add(struct trie *trie, struct alphabet *alphabet, const ucs4_t *word, size_t length);

/* Sets every node's opener, once all words are there. */
void trie_link(struct trie *trie);

static inline uint32_t trie_step(const struct trie *trie, uint32_t node, unsigned symbol)
{
  return trie->next[node * trie->width + symbol];
}

#endif
