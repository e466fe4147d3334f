#include "language/trie.h"

#include "base/mem.h"

#include <stdlib.h>
#include <string.h>

static uint32_t add_node(struct trie *trie, uint32_t parent)
{
  if (trie->count == trie->capacity) {
    trie->capacity = trie->capacity == 0 ? 64 : trie->capacity * 2;
    trie->next = mem_resize(trie->next, trie->capacity, trie->width * sizeof *trie->next);
    trie->nodes = mem_resize(trie->nodes, trie->capacity, sizeof *trie->nodes);
    trie->parents = mem_resize(trie->parents, trie->capacity, sizeof *trie->parents);
  }
  memset(trie->next + (size_t)trie->count * trie->width, 0, trie->width * sizeof *trie->next);
  trie->nodes[trie->count] = (struct trie_node){0};
  trie->parents[trie->count] = parent;
  return trie->count++;
}

void trie_start(struct trie *trie, unsigned width)
{
  *trie = (struct trie){.width = width};
  add_node(trie, 0); /* the one that leads nowhere */
  add_node(trie, 0);
}

void trie_clear(struct trie *trie)
{
  free(trie->next);
  free(trie->nodes);
  free(trie->parents);
  *trie = (struct trie){0};
}

uint32_t trie_add(struct trie *trie, struct alphabet *alphabet, const ucs4_t *word, size_t length)
{
  uint32_t node = TRIE_ROOT;
  for (size_t i = 0; i < length; i++) {
    unsigned symbol = alphabet_symbol(alphabet, alphabet_index(word[i]), false);
    size_t slot = (size_t)node * trie->width + symbol;
    if (trie->next[slot] == 0) {
      uint32_t added = add_node(trie, node);
      trie->next[slot] = added; /* after add_node(), which may move the table */
    }
    node = trie->next[slot];
  }
  return node;
}

void trie_link(struct trie *trie)
{
  for (uint32_t i = TRIE_ROOT; i < trie->count; i++) { /* parents come first */
    struct trie_node *node = &trie->nodes[i];
    node->opener = node->beginning != 0 || node->stems ? i
                   : i == TRIE_ROOT                    ? 0
                                                       : trie->nodes[trie->parents[i]].opener;
  }
}
