#include "language/words.h"

#include "base/mem.h"
#include "language/lexicon_private.h"
#include "language/measures.h"

#include <stdlib.h>
#include <string.h>

/* Words that are kept. */
#define WORDS_MOST 8192

/* Places after those of words. */
#define NOT_KEPT WORDS_PLACES
#define NUMBER (WORDS_PLACES + 1)

/* Places that are looked at for one word: where hostile words crowd, they are worked
 * out anew each time. */
#define PLACES_TRIED 8

/* Bytes of a word that is kept at most. */
#define LENGTH_MOST 64

/* Bytes of numbers that are kept as other words are: few, and they come again. */
#define SHORT_NUMBER 2

/* Tokens that one word can have. */
#define TOKENS_MOST 64

/* Bytes of long words that are kept. */
#define BYTES_MOST (16 * WORDS_MOST)

struct words *words_new(const struct lexicon *lexicon, struct matching *matching)
{
  struct words *words = mem_new(1, sizeof *words);
  words->lexicon = lexicon;
  words->matching = matching;
  words->bytes = mem_new(BYTES_MOST, 1);
  words->known_block = mem_new(NUMBER + 2, sizeof *words->known);
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
  free(words->bytes);
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
  memset(words->known, 0, WORDS_PLACES * sizeof *words->known);
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

/* Works out a word that is new, and keeps it at @place unless that is NULL. */
static const struct known *meet(struct words *words, const struct scan *scan,
                                const struct piece *piece, struct known *place)
{
  size_t length = piece->end - piece->start;
  const uint8_t *text = scan->text + piece->start;
  bool kept = place != NULL && !is_full(words);
  struct known *known = kept ? place : &words->known[NOT_KEPT];
  know(words, scan, piece, known);
  if (!kept)
    return known;
  if (length > WORDS_BOTH) {
    known->bytes = memcpy(words->bytes + words->byte_count, text, length);
    words->byte_count += length;
  }
  words_ends(scan, text, length, &known->head, &known->tail);
  known->length = (uint8_t)length;
  words->count++;
  return known;
}

/* Whether the word is a number that leads into none of the lexicon's words: all such are
 * alike, and letters are full of those that never come again. */
static bool is_any_number(const struct words *words, const uint8_t *text, size_t length)
{
  const struct trie_cell *cells = words->lexicon->trie.cells;
  const char_info *bytes = words->lexicon->alphabet.bytes;
  uint32_t place = TRIE_ROOT, deepest = TRIE_ROOT;
  for (size_t i = 0; i < length; i++) {
    if ((text[i] < '0' || text[i] > '9') && (i == 0 || (text[i] != '.' && text[i] != ',')))
      return false;
    place = trie_step(cells, place, INFO_SYMBOL(bytes[text[i]]));
    deepest = place != 0 ? place : deepest;
  }
  return place == 0 && cells[deepest].opener == 0;
}

static const struct known *meet_number(struct words *words, const struct scan *scan,
                                       const struct piece *piece)
{
  struct known *known = &words->known[NUMBER];
  if (known->seen == 0)
    know(words, scan, piece, known);
  return known;
}

const struct known *words_look_on(struct words *words, const struct scan *scan,
                                  const struct piece *piece)
{
  const uint8_t *text = scan->text + piece->start;
  size_t length = piece->end - piece->start;
  uint64_t head, tail;
  if (length > SHORT_NUMBER && is_any_number(words, text, length))
    return meet_number(words, scan, piece);
  if (length > LENGTH_MOST)
    return meet(words, scan, piece, NULL);
  words_ends(scan, text, length, &head, &tail);
  unsigned first = words_place(head, tail, length);
  for (unsigned i = 0; i < PLACES_TRIED; i++) {
    struct known *known = &words->known[(first + i) & (WORDS_PLACES - 1)];
    if (known->length == 0)
      return meet(words, scan, piece, known);
    if (known->head == head && known->tail == tail && known->length == length &&
        (length <= WORDS_BOTH || memcmp(known->bytes, text, length) == 0))
      return known;
  }
  return meet(words, scan, piece, NULL);
}
