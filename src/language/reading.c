#include "language/reading.h"

#include "base/mem.h"
#include "language/evidence.h"
#include "language/lexicon_private.h"
#include "language/marks.h"
#include "language/measures.h"
#include "language/sentence.h"
#include "language/shout.h"
#include "language/words.h"

#include <stdlib.h>
#include <string.h>

/* Words that a negation reaches over. */
#define NEGATION_WORDS 4

/* What a reading needs and the next one can use again. */
struct workspace {
  struct scan scan;
  struct fill fill;
  struct words *words;
  struct matching matching;
  struct found *found;
  size_t found_count, found_capacity;
  struct shouts shouts;
  struct evidences evidences;
};

void workspace_free(struct workspace *workspace)
{
  if (workspace == NULL)
    return;
  scan_clear(&workspace->scan);
  fill_clear(&workspace->fill);
  shouts_clear(&workspace->shouts);
  evidences_clear(&workspace->evidences);
  words_free(workspace->words);
  matching_clear(&workspace->matching);
  free(workspace->found);
  free(workspace);
}

/* The lexicon is shared and does not change; what it keeps for readings is lent
 * to one of them at a time, and others make their own. */
static struct workspace *borrow(const struct lexicon *lexicon)
{
  struct workspace *workspace =
      atomic_exchange(&((struct lexicon *)lexicon)->spare, (struct workspace *)NULL);
  if (workspace == NULL) {
    workspace = mem_new(1, sizeof *workspace);
    matching_open(&workspace->matching, &lexicon->matcher);
    workspace->words = words_new(lexicon, &workspace->matching);
  }
  workspace->found_count = 0;
  workspace->evidences.count = 0;
  words_start(workspace->words);
  matching_start(&workspace->matching);
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
  size_t negated_to;      /* number of the last word that is negated in this clause, or 0 */
  bool condition;         /* this clause has begun a condition, */
  size_t condition_start; /* here */
  bool negates;           /* the word at hand ends a negation */
};

static void add_found(struct workspace *work, const struct found *found)
{
  if (work->found_count == work->found_capacity) {
    work->found_capacity = work->found_capacity == 0 ? 64 : work->found_capacity * 2;
    work->found = mem_resize(work->found, work->found_capacity, sizeof *work->found);
  }
  work->found[work->found_count++] = *found;
}

/* ---- Phrases ---- */

static void suppose(struct reader *reader, size_t start)
{
  if (!reader->condition)
    reader->condition_start = start;
  reader->condition = true;
}

/* "If it is unpaid by then" does not say that it is; "if you do not pay the unpaid bill" does. */
static bool is_supposed(const struct reader *reader, const struct match *match,
                        const struct marker *marker)
{
  return reader->condition && match->start > reader->condition_start &&
         marker->signal == SIGNAL_OVERDUE && !marker->presupposes;
}

static void take_match(void *context, const struct match *match)
{
  struct reader *reader = context;
  struct workspace *work = reader->work;
  if (match->phrase == PHRASE_NEGATION) {
    reader->negates = true;
    return;
  }
  if (match->phrase == PHRASE_CONDITION) {
    suppose(reader, match->start);
    return;
  }
  const struct marker *marker = &reader->lexicon->markers[match->phrase];
  bool negated = (match->negated && marker->negatable) || is_supposed(reader, match, marker);
  add_found(work, &(struct found){.start = match->start,
                                  .end = reader->word_end,
                                  .marker = marker,
                                  .signal = marker->signal,
                                  .tells = marker->tells,
                                  .word = reader->word,
                                  .sentence = reader->measures->sentences,
                                  .weight = marker->weight,
                                  .gapped = match->gapped,
                                  .negated = negated});
}

static void match_word(struct reader *reader, const struct piece *piece, const struct known *known)
{
  struct matching *matching = &reader->work->matching;
  reader->word++;
  reader->word_end = piece->end;
  reader->negates = false;
  bool negated = reader->word <= reader->negated_to;
  matching_move(matching, known->kind, (uint32_t)piece->start, negated, take_match, reader);
  if (!reader->negates || reader->condition)
    return;
  reader->negated_to = reader->word + NEGATION_WORDS;
  matching_negate(matching);
}

static void end_clause(struct reader *reader)
{
  reader->negated_to = 0;
  reader->condition = false;
}

/* Phrases do not reach over sentences; a sign before the first word belongs to it
 * ("£5 is due"). */
static void end_sentence(struct reader *reader)
{
  matching_forget(&reader->work->matching, reader->last_end);
  end_clause(reader);
}

/* ---- Facts ---- */

/* Keeps the fact that begins at the piece, which is a word with number @word or a sign
 * before it. */
static void take_evidence(struct reader *reader, const struct piece *piece, size_t word)
{
  const struct fill *fill = &reader->work->fill;
  evidences_take(&reader->work->evidences, reader->lexicon->language, fill->text, fill->length,
                 piece, word, reader->measures->sentences);
}

/* Adds the facts to what was found, and takes from phrases what they do not tell
 * without one. */
static void weigh_evidence(struct workspace *work)
{
  const struct evidences *evidences = &work->evidences;
  size_t at = 0;
  for (size_t i = 0; i < work->found_count; i++) {
    struct found *found = &work->found[i];
    if (found->marker->needs != NEED_NONE &&
        !evidences_have(evidences, found->marker->needs, found->start, found->word, found->sentence,
                        &at))
      found->tells = 0;
  }
  for (size_t i = 0; i < evidences->count; i++) {
    const struct evidence *one = &evidences->items[i];
    uint64_t tells = evidence_tells(one->kind);
    if (tells != 0)
      add_found(work,
                &(struct found){
                    .start = one->start, .end = one->end, .signal = SIGNAL_NONE, .tells = tells});
  }
}

/* ---- Words ---- */

static void take_word(struct reader *reader, const struct piece *piece, const struct known *known)
{
  struct measures *measures = reader->measures;
  enum sentence_start start = sentence_word(&reader->sentence, piece, known);
  if (start != SENTENCE_GOES_ON) {
    measures->sentences++;
    measures->paragraphs += start == SENTENCE_NEW_PARAGRAPH;
    end_sentence(reader);
  }
  reader->last_end = piece->end;
  measures->words++;
  measures->long_words += known->letters > SHORT_WORD;
  measures->syllables += known->syllables;
  shouts_word(&reader->work->shouts, piece, known, start != SENTENCE_GOES_ON);
}

static void take_gap(struct reader *reader, const struct piece *piece)
{
  bool exclamation = reader->work->scan.text[piece->start] == '!';
  if ((piece->info & INFO_CLAUSE) != 0)
    end_clause(reader);
  if (reader->work->scan.text[piece->start] == '@')
    take_evidence(reader, piece, reader->word);
  sentence_gap(&reader->sentence, piece);
  shouts_gap(&reader->work->shouts, piece, exclamation);
  reader->measures->exclamations += exclamation;
}

static void read_pieces(struct reader *reader)
{
  struct scan *scan = &reader->work->scan;
  struct piece piece;
  enum piece_kind kind;
  while ((kind = scan_next(scan, &piece)) != PIECE_END) {
    if (kind == PIECE_GAP) {
      take_gap(reader, &piece);
      continue;
    }
    const struct known *known = words_find(reader->work->words, scan, &piece);
    if (kind == PIECE_WORD)
      take_word(reader, &piece, known);
    match_word(reader, &piece, known);
    if ((known->seen & INFO_DIGIT) != 0)
      take_evidence(reader, &piece, reader->word);
  }
}

void reading_make(const struct lexicon *lexicon, const char *text, struct reading *reading)
{
  struct workspace *work = borrow(lexicon);
  *reading = (struct reading){0};
  fill_make(&work->fill, text, language_tag(lexicon->language));
  scan_start(&work->scan, &lexicon->alphabet, &lexicon->trie, work->fill.text, work->fill.length);
  struct reader reader = {.lexicon = lexicon, .work = work, .measures = &reading->measures};
  sentence_start(&reader.sentence, work->fill.text);
  read_pieces(&reader);
  weigh_evidence(work);
  shouts_end(&work->shouts);
  for (size_t i = 0; i < work->shouts.count; i++) {
    const struct shout *shout = &work->shouts.items[i];
    struct found found = {.start = shout->start, .end = shout->end, .signal = SIGNAL_SHOUTING};
    found.weight = shout->words > 0 ? lexicon->capitals : lexicon->exclamations;
    reading->measures.capital_words += shout->words;
    if (found.weight != 0)
      add_found(work, &found);
  }
  measures_finish(&reading->measures, lexicon->language == LANGUAGE_EN);
  marks_make(lexicon, &work->fill, work->found, work->found_count, reading);
  give_back(lexicon, work);
}

size_t reading_first(const struct reading *reading, enum tells what)
{
  for (size_t i = 0; i < reading->count; i++)
    if ((reading->marks[i].tells & TELLS_BIT(what)) != 0)
      return reading->marks[i].start;
  return SIZE_MAX;
}

void reading_clear(struct reading *reading)
{
  free(reading->marks);
  *reading = (struct reading){0};
}
