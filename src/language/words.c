#include "language/words.h"

#include "base/mem.h"
#include "language/lexicon_private.h"
#include "language/measures.h"

#include <stdlib.h>
#include <string.h>

/* Words that are kept, and places for them: a power of two. */
#define WORDS_MOST 8192
#define PLACES 16384

/* Places that are looked at for one word: where hostile words crowd, they are worked
 * out anew each time. */
#define PLACES_TRIED 8

/* Bytes of a word that is kept at most. */
#define LENGTH_MOST 64

/* Tokens that one word can have. */
#define TOKENS_MOST 64

/* Bytes of long words that are kept. */
#define BYTES_MOST (16 * WORDS_MOST)

struct words {
  const struct lexicon *lexicon;
  struct matching *matching;
  struct sb_stemmer *stemmer; /* NULL until it is needed */
  struct known *known;        /* [PLACES], length 0: free; and one for what is not kept */
  void *known_block;
  size_t count, byte_count;
  uint8_t bytes[BYTES_MOST];
};

struct words *words_new(const struct lexicon *lexicon, struct matching *matching)
{
  struct words *words = mem_new(1, sizeof *words);
  words->lexicon = lexicon;
  words->matching = matching;
  words->known_block = mem_new(PLACES + 2, sizeof *words->known);
  uintptr_t before = (uintptr_t)words->known_block % sizeof *words->known;
  words->known = (void *)((char *)words->known_block + sizeof *words->known - before);
  return words;
}

void words_free(struct words *words)
{
  if (words == NULL)
    return;
  stem_close(words->stemmer);
  free(words->known_block);
  free(words);
}

static bool is_full(const struct words *words)
{
  return words->count == WORDS_MOST || words->byte_count + LENGTH_MOST > BYTES_MOST;
}

void words_start(struct words *words)
{
  if (!is_full(words))
    return;
  memset(words->known, 0, PLACES * sizeof *words->known);
  words->count = words->byte_count = 0;
}

/* ---- What a word is ---- */

/* The token of the word's stem, or 0. */
static uint32_t find_stem(struct words *words, const uint8_t *word, size_t length)
{
  if (words->stemmer == NULL)
    words->stemmer = stem_open(words->lexicon->language);
  ucs4_t folded[64];
  uint8_t bytes[256];
  size_t size = sizeof bytes;
  size_t count = alphabet_fold(word, length, folded, 64);
  if (count > 64 || u32_to_u8(folded, count, bytes, &size) != bytes)
    return 0;
  size_t stem_length;
  const char *stem = stem_of(words->stemmer, (const char *)bytes, size, &stem_length);
  return stems_find(&words->lexicon->stems, stem, stem_length);
}

/* All that the lexicon sees in a word. */
static size_t find_tokens(struct words *words, const struct scan *scan, const struct piece *piece,
                          const struct word *word, uint32_t *tokens)
{
  const struct lexicon *lexicon = words->lexicon;
  const struct trie *trie = &lexicon->trie;
  size_t count = 0;
  bool stems = false;
  tokens[0] = trie->cells[word->place].word & ~TRIE_ABBREVIATION;
  count += tokens[0] != 0;
  for (uint32_t at = trie->cells[word->deepest].opener; at != 0;) {
    const struct trie_opener *opener = &trie->openers[at];
    if (opener->beginning != 0 && count < TOKENS_MOST / 2)
      tokens[count++] = opener->beginning;
    stems = stems || opener->stems;
    at = opener->above;
  }
  if (stems && piece->kind == PIECE_WORD) {
    uint32_t token = find_stem(words, scan->text + piece->start, piece->end - piece->start);
    if (token != 0)
      tokens[count++] = token;
  }
  if ((piece->info & INFO_DIGIT) != 0 && lexicon->number != 0)
    tokens[count++] = lexicon->number;
  return groups_extend(&lexicon->groups, tokens, count, TOKENS_MOST);
}

static uint8_t shape_of(char_info seen)
{
  if ((seen & INFO_COUNTS) == 0)
    return 0;
  bool capitals = (seen & (INFO_UPPER | INFO_LOWER | INFO_DIGIT)) == INFO_UPPER;
  return SHAPE_LETTERS | (capitals ? SHAPE_CAPITALS : SHAPE_SMALL);
}

static void know(struct words *words, const struct scan *scan, const struct piece *piece,
                 struct known *known)
{
  const struct lexicon *lexicon = words->lexicon;
  uint32_t tokens[TOKENS_MOST];
  struct word word;
  scan_look(scan, piece, &word);
  known->seen = word.seen;
  known->letters = word.letters;
  known->syllables = lexicon->language == LANGUAGE_EN
                         ? syllables_of(word.vowels, (const char *)scan->text + piece->start,
                                        piece->end - piece->start)
                         : 0;
  known->abbreviation = (lexicon->trie.cells[word.place].word & TRIE_ABBREVIATION) != 0;
  known->shape = shape_of(word.seen);
  size_t count = find_tokens(words, scan, piece, &word, tokens);
  known->kind = matching_kind(words->matching, tokens, count);
}

/* ---- Finding it again ---- */

/* The first and the last bytes of a word; those of one up to 16 bytes are all of it. */
static inline void read_ends(const uint8_t *at, size_t length, uint64_t *head, uint64_t *tail)
{
  *tail = 0;
  if (length >= 8) {
    memcpy(head, at, 8);
    memcpy(tail, at + length - 8, 8);
  } else if (length >= 4) {
    uint32_t first, last;
    memcpy(&first, at, 4);
    memcpy(&last, at + length - 4, 4);
    *head = (uint64_t)last << 32 | first;
  } else {
    *head = (uint64_t)at[length - 1] << 16 | (uint64_t)at[length / 2] << 8 | at[0];
  }
}

static inline unsigned place_of(uint64_t head, uint64_t tail, size_t length)
{
  const uint64_t one = UINT64_C(0xD6E8FEB86659FD93), other = UINT64_C(0x9E3779B97F4A7C15);
  uint64_t hash = (head ^ length ^ tail * one) * other;
  return (unsigned)((hash ^ hash >> 32) & (PLACES - 1));
}

/* Works out a word that is new, and keeps it at @place unless that is NULL. */
static const struct known *meet(struct words *words, const struct scan *scan,
                                const struct piece *piece, struct known *place)
{
  size_t length = piece->end - piece->start;
  const uint8_t *text = scan->text + piece->start;
  bool kept = place != NULL && !is_full(words);
  struct known *known = kept ? place : &words->known[PLACES];
  know(words, scan, piece, known);
  if (!kept)
    return known;
  if (length > 16) {
    known->bytes = memcpy(words->bytes + words->byte_count, text, length);
    words->byte_count += length;
  }
  read_ends(text, length, &known->head, &known->tail);
  known->length = (uint8_t)length;
  words->count++;
  return known;
}

/* Looks on where the first place has another word, or the word is long. */
static const struct known *look_on(struct words *words, const struct scan *scan,
                                   const struct piece *piece)
{
  const uint8_t *text = scan->text + piece->start;
  size_t length = piece->end - piece->start;
  uint64_t head, tail;
  if (length > LENGTH_MOST)
    return meet(words, scan, piece, NULL);
  read_ends(text, length, &head, &tail);
  unsigned first = place_of(head, tail, length);
  for (unsigned i = 0; i < PLACES_TRIED; i++) {
    struct known *known = &words->known[(first + i) & (PLACES - 1)];
    if (known->length == 0)
      return meet(words, scan, piece, known);
    if (known->head == head && known->tail == tail && known->length == length &&
        (length <= 16 || memcmp(known->bytes, text, length) == 0))
      return known;
  }
  return meet(words, scan, piece, NULL);
}

const struct known *words_find(struct words *words, const struct scan *scan,
                               const struct piece *piece)
{
  size_t length = piece->end - piece->start;
  uint64_t head, tail;
  read_ends(scan->text + piece->start, length, &head, &tail);
  const struct known *known = &words->known[place_of(head, tail, length)];
  if (known->head == head && known->tail == tail && known->length == length && length <= 16)
    return known;
  return look_on(words, scan, piece);
}
