#include "language/reading.h"

#include "base/mem.h"
#include "language/lexicon_private.h"
#include "language/marks.h"
#include "language/measures.h"
#include "language/scan.h"
#include "language/sentence.h"
#include "language/shout.h"

#include <stdlib.h>
#include <string.h>

/* Words that a negation reaches over. */
#define NEGATION_WORDS 4

/* Tokens that one word can have. */
#define TOKENS_MOST 64

/* Words whose stems are remembered; a power of two. */
#define MEMO_SIZE 256
#define MEMO_WORD 24

struct memo {
  unsigned char length; /* bytes; 0 = free */
  char word[MEMO_WORD]; /* as it stood in the text */
  uint32_t token;
};

/* What a reading needs and the next one can use again. */
struct workspace {
  struct scan scan;
  struct fill fill;
  struct ways ways[2];
  int now; /* which of them is under way; the other is scratch */
  struct found *found;
  size_t found_count, found_capacity;
  struct shouts shouts;
  struct sb_stemmer *stemmer;
  struct memo memo[MEMO_SIZE];
};

void workspace_free(struct workspace *workspace)
{
  if (workspace == NULL)
    return;
  scan_clear(&workspace->scan);
  fill_clear(&workspace->fill);
  shouts_clear(&workspace->shouts);
  free(workspace->ways[0].items);
  free(workspace->ways[1].items);
  free(workspace->found);
  stem_close(workspace->stemmer);
  free(workspace);
}

/* The lexicon is shared and does not change; what it keeps for readings is lent
 * to one of them at a time, and others make their own. */
static struct workspace *borrow(const struct lexicon *lexicon)
{
  struct workspace *workspace =
      atomic_exchange(&((struct lexicon *)lexicon)->spare, (struct workspace *)NULL);
  if (workspace == NULL)
    workspace = mem_new(1, sizeof *workspace);
  workspace->ways[workspace->now].count = workspace->found_count = 0;
  shouts_start(&workspace->shouts);
  return workspace;
}

static void give_back(const struct lexicon *lexicon, struct workspace *workspace)
{
  workspace_free(atomic_exchange(&((struct lexicon *)lexicon)->spare, workspace));
}

struct reader {
  const struct lexicon *lexicon;
  struct workspace *work;
  struct measures *measures;
  struct sentence sentence;
  size_t word;            /* number of the word at hand, from 1 */
  size_t word_end;        /* where it ends */
  size_t last_end;        /* where the last that was no sign ended */
  size_t negated_from;    /* number of the word that negates in this clause, or 0 */
  bool condition;         /* this clause has begun a condition, */
  size_t condition_start; /* here */
  bool negates;           /* the word at hand ends a negation */
};

/* ---- Phrases ---- */

static void suppose(struct reader *reader, size_t start)
{
  if (!reader->condition)
    reader->condition_start = start;
  reader->condition = true;
}

/* "If it is unpaid by then" does not say that it is. */
static bool is_supposed(const struct reader *reader, const struct match *match,
                        const struct marker *marker)
{
  return reader->condition && match->start > reader->condition_start &&
         marker->signal == SIGNAL_OVERDUE;
}

static void take_match(void *context, const struct match *match)
{
  struct reader *reader = context;
  struct workspace *work = reader->work;
  const struct phrase *phrase = &reader->lexicon->phrases[match->phrase];
  if (phrase->kind != PHRASE_MARKER) {
    if (phrase->kind == PHRASE_NEGATION)
      reader->negates = true;
    else
      suppose(reader, match->start);
    return;
  }
  const struct marker *marker = &reader->lexicon->markers[phrase->marker];
  if (work->found_count == work->found_capacity) {
    work->found_capacity = work->found_capacity == 0 ? 64 : work->found_capacity * 2;
    work->found = mem_resize(work->found, work->found_capacity, sizeof *work->found);
  }
  work->found[work->found_count++] = (struct found){
      .start = match->start,
      .end = reader->word_end,
      .marker = marker,
      .weight = marker->weight,
      .gapped = match->gapped,
      .negated = (match->negated && marker->negatable) || is_supposed(reader, match, marker)};
}

/* The token of the word's stem, or 0. */
static uint32_t find_stem(struct reader *reader, const char *word, size_t length)
{
  struct workspace *work = reader->work;
  size_t hash = length;
  for (size_t i = 0; i < length; i++)
    hash = hash * 31 + (unsigned char)word[i];
  struct memo *memo = &work->memo[(hash ^ hash >> 8) % MEMO_SIZE];
  if (length <= MEMO_WORD && memo->length == length && memcmp(memo->word, word, length) == 0)
    return memo->token;
  if (work->stemmer == NULL)
    work->stemmer = stem_open(reader->lexicon->language);
  ucs4_t folded[64];
  uint8_t bytes[256];
  size_t size = sizeof bytes;
  size_t count = alphabet_fold((const uint8_t *)word, length, folded, 64);
  uint32_t token = 0;
  if (count <= 64 && u32_to_u8(folded, count, bytes, &size) == bytes) {
    size_t stem_length;
    const char *stem = stem_of(work->stemmer, (const char *)bytes, size, &stem_length);
    token = stems_find(&reader->lexicon->stems, stem, stem_length);
  }
  if (length <= MEMO_WORD) {
    *memo = (struct memo){.length = (unsigned char)length, .token = token};
    memcpy(memo->word, word, length);
  }
  return token;
}

/* All that the lexicon sees in a word. */
static size_t find_tokens(struct reader *reader, const struct piece *piece, uint32_t *tokens)
{
  const struct lexicon *lexicon = reader->lexicon;
  const struct trie *trie = &lexicon->trie;
  size_t count = 0;
  bool stems = false;
  tokens[0] = trie->cells[piece->word.place].word & ~TRIE_ABBREVIATION;
  count += tokens[0] != 0;
  for (uint32_t at = trie->cells[piece->word.deepest].opener; at != 0;) {
    const struct trie_opener *opener = &trie->openers[at];
    if (opener->beginning != 0 && count < TOKENS_MOST / 2)
      tokens[count++] = opener->beginning;
    stems = stems || opener->stems;
    at = opener->above;
  }
  if (stems && piece->kind == PIECE_WORD) {
    uint32_t token =
        find_stem(reader, reader->work->fill.text + piece->start, piece->end - piece->start);
    if (token != 0)
      tokens[count++] = token;
  }
  if ((piece->info & INFO_DIGIT) != 0 && lexicon->number != 0)
    tokens[count++] = lexicon->number;
  return groups_extend(&lexicon->groups, tokens, count, TOKENS_MOST);
}

static void match_word(struct reader *reader, const struct piece *piece)
{
  const struct matcher *matcher = &reader->lexicon->matcher;
  struct workspace *work = reader->work;
  struct ways *now = &work->ways[work->now];
  uint32_t tokens[TOKENS_MOST];
  size_t count = find_tokens(reader, piece, tokens);
  reader->word++;
  if (count == 0) {
    matcher_pass(now);
    return;
  }
  struct way way = {
      .start = (uint32_t)piece->start,
      .negated = reader->negated_from != 0 && reader->word - reader->negated_from <= NEGATION_WORDS,
  };
  struct ways *then = &work->ways[!work->now];
  reader->word_end = piece->end;
  reader->negates = false;
  matcher_move(matcher, now, then, tokens, count, &way, take_match, reader);
  work->now = !work->now;
  if (!reader->negates || reader->condition)
    return;
  reader->negated_from = reader->word;
  for (size_t i = 0; i < then->count; i++) /* phrases in whose gap it stands */
    if (matcher->states[then->items[i].state].waits && then->items[i].skips < GAP_WORDS)
      then->items[i].negated = true;
}

static void end_clause(struct reader *reader)
{
  reader->negated_from = 0;
  reader->condition = false;
}

/* Phrases do not reach over sentences; a sign before the first word belongs to it
 * ("£5 is due"). */
static void end_sentence(struct reader *reader)
{
  struct ways *now = &reader->work->ways[reader->work->now];
  size_t kept = 0;
  for (size_t i = 0; i < now->count; i++)
    if (now->items[i].start >= reader->last_end)
      now->items[kept++] = now->items[i];
  now->count = kept;
  end_clause(reader);
}

/* ---- Words ---- */

static void take_word(struct reader *reader, const struct piece *piece)
{
  struct measures *measures = reader->measures;
  const struct lexicon *lexicon = reader->lexicon;
  const char *text = reader->work->fill.text;
  enum sentence_start start =
      sentence_word(&reader->sentence, piece,
                    (lexicon->trie.cells[piece->word.place].word & TRIE_ABBREVIATION) != 0);
  if (start != SENTENCE_GOES_ON) {
    measures->sentences++;
    measures->paragraphs += start == SENTENCE_NEW_PARAGRAPH;
    end_sentence(reader);
  }
  reader->last_end = piece->end;
  measures->words++;
  measures->long_words += piece->word.letters > SHORT_WORD;
  if (lexicon->language == LANGUAGE_EN)
    measures->syllables +=
        syllables_of(piece->word.vowels, text + piece->start, piece->end - piece->start);
  shouts_word(&reader->work->shouts, piece, start != SENTENCE_GOES_ON);
}

static void read_pieces(struct reader *reader)
{
  struct scan *scan = &reader->work->scan;
  struct piece piece;
  enum piece_kind kind;
  while ((kind = scan_next(scan, &piece)) != PIECE_END) {
    if (kind == PIECE_GAP) {
      if ((piece.info & INFO_CLAUSE) != 0)
        end_clause(reader);
      sentence_gap(&reader->sentence, &piece);
      shouts_gap(&reader->work->shouts, &piece, scan->text[piece.start] == '!');
      reader->measures->exclamations += scan->text[piece.start] == '!';
      continue;
    }
    if (kind == PIECE_WORD)
      take_word(reader, &piece);
    match_word(reader, &piece);
  }
}

void reading_make(const struct lexicon *lexicon, const char *text, struct reading *reading)
{
  struct workspace *work = borrow(lexicon);
  *reading = (struct reading){0};
  fill_make(&work->fill, text, language_tag(lexicon->language));
  scan_start(&work->scan, &lexicon->alphabet, &lexicon->trie, lexicon->language == LANGUAGE_EN,
             work->fill.text, work->fill.length);
  struct reader reader = {.lexicon = lexicon, .work = work, .measures = &reading->measures};
  sentence_start(&reader.sentence, work->fill.text);
  read_pieces(&reader);
  shouts_end(&work->shouts);
  for (size_t i = 0; i < work->shouts.count; i++) {
    const struct shout *shout = &work->shouts.items[i];
    struct found found = {.start = shout->start, .end = shout->end};
    found.weight = shout->words > 0 ? lexicon->capitals : lexicon->exclamations;
    reading->measures.capital_words += shout->words;
    if (found.weight == 0)
      continue;
    if (work->found_count == work->found_capacity) {
      work->found_capacity = work->found_capacity == 0 ? 64 : work->found_capacity * 2;
      work->found = mem_resize(work->found, work->found_capacity, sizeof *work->found);
    }
    work->found[work->found_count++] = found;
  }
  measures_finish(&reading->measures, lexicon->language == LANGUAGE_EN);
  marks_make(lexicon, &work->fill, work->found, work->found_count, reading);
  give_back(lexicon, work);
}

void reading_clear(struct reading *reading)
{
  free(reading->marks);
  *reading = (struct reading){0};
}
