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

/* Longer words are not kept. */
#define LENGTH_MOST 64

/* Room that one word takes in the pool: its bytes, its tokens, and states as many. */
#define ROOM_MOST (LENGTH_MOST / sizeof(uint32_t) + 2 * TOKENS_MOST)
#define POOL_SIZE (8 * WORDS_MOST)

struct words {
  const struct lexicon *lexicon;
  struct sb_stemmer *stemmer; /* NULL until it is needed */
  size_t count;               /* so many places are taken, */
  size_t pool_used;           /* and so much of the pool */
  struct known *known;        /* [PLACES], each in a line of the cache; length 0: free */
  void *known_block;
  /* Of words that are not kept the last two: the matcher looks back by one. */
  int turn;
  struct known passing[2];
  uint32_t passing_pool[2][ROOM_MOST];
  uint32_t pool[POOL_SIZE];
};

struct words *words_new(const struct lexicon *lexicon)
{
  struct words *words = mem_new(1, sizeof *words);
  words->lexicon = lexicon;
  words->known_block = mem_new(PLACES + 1, sizeof *words->known);
  words->known = words->known_block;
  while ((uintptr_t)words->known % sizeof *words->known != 0)
    words->known = (struct known *)((char *)words->known + 1);
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

void words_start(struct words *words)
{
  if (words->count < WORDS_MOST && words->pool_used + ROOM_MOST <= POOL_SIZE)
    return;
  memset(words->known, 0, PLACES * sizeof *words->known);
  words->count = words->pool_used = 0;
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

/* Works a word out; @tokens has room for it.  The room that was needed is returned. */
static size_t know(struct words *words, const struct scan *scan, const struct piece *piece,
                   struct known *known, uint32_t *tokens)
{
  const struct lexicon *lexicon = words->lexicon;
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
  matcher_know(&lexicon->matcher, tokens, count, &known->match);
  return count + known->match.begins;
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

/* The bytes of a long word. */
static uint32_t *bytes_of(const struct known *known)
{
  return (uint32_t *)known->match.tokens - (LENGTH_MOST / sizeof(uint32_t));
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
  bool kept =
      place != NULL && words->count < WORDS_MOST && words->pool_used + ROOM_MOST <= POOL_SIZE;
  words->turn = !words->turn;
  struct known *known = kept ? place : &words->passing[words->turn];
  uint32_t *room = kept ? words->pool + words->pool_used : words->passing_pool[words->turn];
  size_t before = kept && length > 16 ? LENGTH_MOST / sizeof *room : 0;
  size_t used = before + know(words, scan, piece, known, room + before);
  if (!kept)
    return known;
  if (before > 0)
    memcpy(room, text, length);
  read_ends(text, length, &known->head, &known->tail);
  known->length = (uint8_t)length;
  words->pool_used += used;
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
        (length <= 16 || memcmp(bytes_of(known), text, length) == 0))
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
