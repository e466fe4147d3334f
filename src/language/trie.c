#include "language/trie.h"

#include "base/mem.h"

#include <stdlib.h>
#include <string.h>

#define SYMBOLS 256U /* that there can be, 0 included */
#define NOWHERE UINT32_MAX

/* Before it is packed: nodes with their children in a list, by symbol. */
struct trie_node {
  uint32_t parent, child, sibling; /* 0: none; the root is 1 */
  unsigned symbol;
  uint32_t word, beginning;
  bool stems;
  uint32_t opener, cell;
};

static uint32_t add_node(struct trie *trie)
{
  if (trie->count == trie->capacity) {
    trie->capacity = trie->capacity == 0 ? 256 : trie->capacity * 2;
    trie->nodes = mem_resize(trie->nodes, trie->capacity, sizeof *trie->nodes);
  }
  trie->nodes[trie->count] = (struct trie_node){0};
  return trie->count++;
}

/* The child of @parent by @symbol, made where there is none. */
static uint32_t find_child(struct trie *trie, uint32_t parent, unsigned symbol)
{
  uint32_t before = 0;
  uint32_t at = trie->nodes[parent].child;
  for (; at != 0 && trie->nodes[at].symbol < symbol; at = trie->nodes[at].sibling)
    before = at;
  if (at != 0 && trie->nodes[at].symbol == symbol)
    return at;
  uint32_t added = add_node(trie);
  struct trie_node *node = &trie->nodes[added];
  node->parent = parent;
  node->symbol = symbol;
  node->sibling = at;
  *(before != 0 ? &trie->nodes[before].sibling : &trie->nodes[parent].child) = added;
  return added;
}

void trie_add(struct trie *trie, struct alphabet *alphabet, const ucs4_t *word, size_t length,
              enum trie_end end, uint32_t token)
{
  while (trie->count <= TRIE_ROOT)
    add_node(trie);
  uint32_t at = TRIE_ROOT;
  for (size_t i = 0; i < length; i++)
    at = find_child(trie, at, alphabet_symbol(alphabet, alphabet_index(word[i]), false));
  struct trie_node *node = &trie->nodes[at];
  switch (end) {
  case TRIE_WORD:
    node->word |= token;
    break;
  case TRIE_BEGINNING:
    node->beginning = token;
    break;
  case TRIE_STEM:
    node->stems = true;
    break;
  case TRIE_SHORT:
    node->word |= TRIE_ABBREVIATION;
    break;
  }
}

/* ---- Packing ---- */

struct packing {
  struct trie *trie;
  uint32_t size; /* cells */
};

/* Makes room for symbols up to @last after @base. */
static void reserve(struct packing *packing, uint32_t base)
{
  struct trie *trie = packing->trie;
  if (base + SYMBOLS <= packing->size)
    return;
  uint32_t size = (base + SYMBOLS) * 2;
  trie->cells = mem_resize(trie->cells, size, sizeof *trie->cells);
  for (uint32_t i = packing->size; i < size; i++)
    trie->cells[i] = (struct trie_cell){.above = NOWHERE};
  packing->size = size;
}

/* The first base behind the node's own cell at which the cells of all its children are
 * free: the letters of a word lie side by side then, and in one line of the cache. */
static uint32_t find_base(struct packing *packing, const struct trie_node *node)
{
  const struct trie *trie = packing->trie;
  uint32_t lowest = trie->nodes[node->child].symbol;
  for (uint32_t base = node->cell + 1 > lowest ? node->cell + 1 - lowest : 1;; base++) {
    reserve(packing, base);
    uint32_t child = node->child;
    while (child != 0 && trie->cells[base + trie->nodes[child].symbol].above == NOWHERE)
      child = trie->nodes[child].sibling;
    if (child == 0)
      return base;
  }
}

static uint32_t open_at(struct trie *trie, struct trie_node *node, uint32_t above, uint32_t count)
{
  if (node->beginning == 0 && !node->stems)
    return above;
  trie->openers = mem_resize(trie->openers, count + 1, sizeof *trie->openers);
  trie->openers[count] = (struct trie_opener){node->beginning, above, node->stems};
  return count;
}

/* The node after @node where all of a node's children come before its siblings. */
static uint32_t next_node(const struct trie *trie, uint32_t node)
{
  if (trie->nodes[node].child != 0)
    return trie->nodes[node].child;
  while (node != TRIE_ROOT && trie->nodes[node].sibling == 0)
    node = trie->nodes[node].parent;
  return node == TRIE_ROOT ? 0 : trie->nodes[node].sibling;
}

void trie_pack(struct trie *trie)
{
  struct packing packing = {.trie = trie};
  uint32_t openers = 1;
  while (trie->count <= TRIE_ROOT)
    add_node(trie);
  reserve(&packing, 0);
  trie->cells[0] = (struct trie_cell){.above = NOWHERE - 1};
  trie->cells[TRIE_ROOT] = (struct trie_cell){.above = NOWHERE - 1};
  trie->nodes[TRIE_ROOT].cell = TRIE_ROOT;
  for (uint32_t i = TRIE_ROOT; i != 0; i = next_node(trie, i)) {
    struct trie_node *node = &trie->nodes[i];
    node->opener = open_at(trie, node, trie->nodes[node->parent].opener, openers);
    openers += node->opener == openers;
    uint32_t base = node->child != 0 ? find_base(&packing, node) : 0;
    struct trie_cell *cell = &trie->cells[node->cell];
    cell->base = base;
    cell->word = node->word;
    cell->opener = node->opener;
    for (uint32_t child = node->child; child != 0; child = trie->nodes[child].sibling) {
      trie->nodes[child].cell = base + trie->nodes[child].symbol;
      trie->cells[trie->nodes[child].cell].above = node->cell;
    }
  }
  free(trie->nodes);
  trie->nodes = NULL;
}

void trie_clear(struct trie *trie)
{
  free(trie->cells);
  free(trie->openers);
  free(trie->nodes);
  *trie = (struct trie){0};
}
