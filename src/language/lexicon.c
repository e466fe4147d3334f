#include "language/lexicon_private.h"

#include "base/mem.h"
#include "base/str.h"
#include "base/text.h"
#include "language/choices.h"

#include <search.h>
#include <stdlib.h>
#include <string.h>
#include <uniwbrk.h>

#define MARKER_TEXT_MOST 1000 /* characters */
#define PHRASE_WORDS_MOST 40
#define WORD_MOST 64 /* characters */

/* ---- Signals and what is told ---- */

#define WORD_PAIR(id, token, label) {token, label},
static const struct {
  const char *token, *label;
} signals[] = {SIGNAL_VALUES(WORD_PAIR)}, telling[] = {TELLS_VALUES(WORD_PAIR)};
#undef WORD_PAIR

const char *signal_token(enum signal signal)
{
  return signals[signal].token;
}

const char *signal_label(enum signal signal)
{
  return _(signals[signal].label);
}

static bool is_token(const char *known, const char *token, size_t length)
{
  return strlen(known) == length && memcmp(known, token, length) == 0;
}

int signal_find(const char *token, size_t length)
{
  for (int i = 0; i < SIGNAL_COUNT; i++)
    if (is_token(signals[i].token, token, length))
      return i;
  return -1;
}

const char *tells_token(enum tells tells)
{
  return telling[tells].token;
}

const char *tells_label(enum tells tells)
{
  return _(telling[tells].label);
}

int tells_find(const char *token, size_t length)
{
  for (int i = 0; i < TELLS_COUNT; i++)
    if (is_token(telling[i].token, token, length))
      return i;
  return -1;
}

/* ---- The lexicon ---- */

struct lexicon *lexicon_new(enum language language)
{
  struct lexicon *lexicon = mem_new(1, sizeof *lexicon);
  lexicon->language = language;
  lexicon->tokens = TOKEN_GAP + 1;
  for (int i = 0; i < SIGNAL_COUNT; i++)
    lexicon->caps[i] = 1;
  lexicon->stemmer = stem_open(language);
  alphabet_init(&lexicon->alphabet);
  matcher_start(&lexicon->matcher);
  return lexicon;
}

static void leave(void *node)
{
  (void)node; /* ids are the markers' own */
}

static void free_building(struct lexicon *lexicon)
{
  tdestroy(lexicon->lexemes, free);
  tdestroy(lexicon->ids, leave);
  lexicon->lexemes = lexicon->ids = NULL;
  for (size_t i = 0; i < lexicon->phrase_count; i++)
    free(lexicon->phrases[i].tokens);
  free(lexicon->phrases);
  lexicon->phrases = NULL;
  lexicon->phrase_count = 0;
  stem_close(lexicon->stemmer);
  lexicon->stemmer = NULL;
}

void lexicon_free(struct lexicon **slot)
{
  struct lexicon *lexicon = *slot;
  if (lexicon == NULL)
    return;
  free_building(lexicon);
  for (size_t i = 0; i < lexicon->count; i++) {
    free(lexicon->markers[i].id);
    free(lexicon->markers[i].text);
    free(lexicon->markers[i].reason);
  }
  free(lexicon->markers);
  free(lexicon->version);
  trie_clear(&lexicon->trie);
  matcher_clear(&lexicon->matcher);
  groups_clear(&lexicon->groups);
  stems_clear(&lexicon->stems);
  workspace_free(atomic_load(&lexicon->spare));
  free(lexicon);
  *slot = NULL;
}

enum language lexicon_language(const struct lexicon *lexicon)
{
  return lexicon->language;
}

void lexicon_set_version(struct lexicon *lexicon, const char *version)
{
  mem_set_text(&lexicon->version, version);
}

const char *lexicon_version(const struct lexicon *lexicon)
{
  return lexicon->version != NULL ? lexicon->version : "";
}

size_t lexicon_count(const struct lexicon *lexicon)
{
  return lexicon->count;
}

const struct marker *lexicon_at(const struct lexicon *lexicon, size_t index)
{
  return &lexicon->markers[index];
}

void lexicon_set_cap(struct lexicon *lexicon, enum signal signal, int most)
{
  lexicon->caps[signal] = most;
}

int lexicon_cap(const struct lexicon *lexicon, enum signal signal)
{
  return lexicon->caps[signal];
}

void lexicon_set_shouting(struct lexicon *lexicon, int capitals, int exclamations)
{
  if (capitals >= 0)
    lexicon->capitals = capitals;
  if (exclamations >= 0)
    lexicon->exclamations = exclamations;
}

/* ---- Words of phrases ---- */

static int compare_lexemes(const void *a, const void *b)
{
  const struct lexeme *one = a, *other = b;
  if (one->kind != other->kind)
    return one->kind < other->kind ? -1 : 1;
  if (one->length != other->length)
    return one->length < other->length ? -1 : 1;
  return memcmp(one->word, other->word, one->length * sizeof *one->word);
}

static int compare_ids(const void *a, const void *b)
{
  return strcmp(a, b);
}

/* The token of a folded word; a new one where it is not known. */
static uint32_t token_of(struct lexicon *lexicon, enum lexeme_kind kind, const ucs4_t *word,
                         size_t length)
{
  struct lexeme *lexeme = mem_new(1, sizeof *lexeme + length * sizeof *word);
  lexeme->kind = kind;
  lexeme->length = length;
  memcpy(lexeme->word, word, length * sizeof *word);
  struct lexeme **found = tsearch(lexeme, &lexicon->lexemes, compare_lexemes);
  if (*found != lexeme) {
    free(lexeme);
    return (*found)->token;
  }
  for (size_t i = 0; i < length; i++)
    alphabet_symbol(&lexicon->alphabet, alphabet_index(word[i]), true);
  return lexeme->token = lexicon->tokens++;
}

/* A phrase that is being read. */
struct parse {
  struct lexicon *lexicon;
  const char *text;
  uint32_t tokens[PHRASE_WORDS_MOST];
  size_t count, words;
  struct error *err;
};

static enum status refuse(const struct parse *parse, const char *what)
{
  return error_set(parse->err, STATUS_INPUT, "'%.80s': %s", parse->text, what);
}

/* Folds one word; STATUS_INPUT where it has letters that no lexicon knows. */
static enum status fold(const struct parse *parse, const char *word, size_t size, ucs4_t *folded,
                        size_t *length)
{
  *length = alphabet_fold((const uint8_t *)word, size, folded, WORD_MOST);
  if (*length > WORD_MOST)
    return refuse(parse, _("found a word of more than 64 letters."));
  for (size_t i = 0; i < *length; i++)
    if (alphabet_index(folded[i]) < 0 ||
        INFO_KIND(parse->lexicon->alphabet.of[alphabet_index(folded[i])]) == KIND_RARE)
      return refuse(parse, _("found letters that are not Latin."));
  return STATUS_OK;
}

static enum status add_token(struct parse *parse, uint32_t token)
{
  if (parse->count >= PHRASE_WORDS_MOST)
    return refuse(parse, _("found more than 40 words."));
  parse->tokens[parse->count++] = token;
  parse->words += token != TOKEN_GAP;
  return STATUS_OK;
}

static bool has_letters(const struct parse *parse, const char *word, size_t size, bool *sign)
{
  *sign = false;
  for (size_t at = 0; at < size;) {
    unsigned taken;
    char_info info = alphabet_read(&parse->lexicon->alphabet, (const uint8_t *)word + at,
                                   (const uint8_t *)word + size, &taken);
    if ((info & (INFO_COUNTS | INFO_DIGIT)) != 0 || INFO_KIND(info) == KIND_RARE)
      return true;
    *sign = *sign || INFO_KIND(info) == KIND_SIGN;
    at += taken;
  }
  return false;
}

/* Whether a piece is nothing but letters from A to z and À to ÿ, which nothing breaks. */
static bool is_one_word(const char *piece, size_t size)
{
  for (size_t at = 0; at < size; at++) {
    unsigned char c = (unsigned char)piece[at];
    if (c == 0xc3 && at + 1 < size) {
      c = (unsigned char)piece[++at];
      if (c == 0x97 || c == 0xb7) /* × and ÷ */
        return false;
    } else if ((c < 'a' || c > 'z') && (c < 'A' || c > 'Z')) {
      return false;
    }
  }
  return true;
}

/* The words of one piece without blanks; "*" after it makes its last word the
 * beginning of words. */
static enum status add_words(struct parse *parse, const char *piece, size_t size)
{
  bool open = size > 1 && piece[size - 1] == '*';
  size -= open;
  char breaks[4 * MARKER_TEXT_MOST + 1];
  if (is_one_word(piece, size))
    memset(breaks, 0, size);
  else
    u8_wordbreaks((const uint8_t *)piece, size, breaks);
  enum status status = STATUS_OK;
  for (size_t at = 0; at < size && status == STATUS_OK;) {
    size_t to = at + 1;
    while (to < size && breaks[to] == 0)
      to++;
    ucs4_t folded[WORD_MOST];
    size_t length;
    bool sign;
    bool word = has_letters(parse, piece + at, to - at, &sign);
    if (piece[at] == '*') {
      status = refuse(parse, _("found '*', which can only end a word."));
    } else if (piece[at] == '#') {
      if (parse->lexicon->number == 0)
        parse->lexicon->number = parse->lexicon->tokens++;
      status = add_token(parse, parse->lexicon->number);
    } else if (word || sign) {
      status = fold(parse, piece + at, to - at, folded, &length);
      bool last = open && to == size;
      if (status == STATUS_OK && last && (!word || length < 2))
        status = refuse(parse, _("found '*' after less than two letters."));
      if (status == STATUS_OK)
        status = add_token(
            parse, token_of(parse->lexicon, last ? LEXEME_BEGINNING : LEXEME_WORD, folded, length));
    }
    at = to;
  }
  return status;
}

/* A piece without blanks: a group of words, or words. */
static enum status add_piece(struct parse *parse, const char *piece, size_t size)
{
  if (size > 2 && piece[0] == '<' && piece[size - 1] == '>') {
    const struct group *group = groups_find(&parse->lexicon->groups, piece + 1, size - 2);
    return group != NULL ? add_token(parse, group->token)
                         : refuse(parse, _("found '<…>' for words that the file does not list."));
  }
  return add_words(parse, piece, size);
}

static const char *gap_at(const char *text, size_t *size)
{
  const char *one = strstr(text, "…");
  const char *three = strstr(text, "...");
  *size = 3; /* both ways of writing it take three bytes */
  if (one == NULL || (three != NULL && three < one))
    return three;
  return one;
}

static enum status parse_phrase(struct parse *parse)
{
  const char *at = parse->text;
  enum status status = STATUS_OK;
  while (*at != '\0' && status == STATUS_OK) {
    size_t gap_size;
    const char *gap = gap_at(at, &gap_size);
    const char *to = gap != NULL ? gap : at + strlen(at);
    while (at < to && status == STATUS_OK) {
      size_t size = 0;
      while (at + size < to && strchr(" \t\n", at[size]) == NULL)
        size++;
      if (size > 0)
        status = add_piece(parse, at, size);
      at += size + (at + size < to);
    }
    if (gap != NULL && status == STATUS_OK) {
      if (parse->count == 0 || parse->tokens[parse->count - 1] == TOKEN_GAP)
        return refuse(parse, _("found a gap that follows no word."));
      status = add_token(parse, TOKEN_GAP);
      at = gap + gap_size;
    }
  }
  if (status == STATUS_OK && parse->words == 0)
    return refuse(parse, _("found no word in it."));
  if (status == STATUS_OK && parse->tokens[parse->count - 1] == TOKEN_GAP)
    return refuse(parse, _("found a gap at its end."));
  return status;
}

/* Text that the functions below can take: short and whole. */
static enum status check_text(const struct parse *parse)
{
  size_t length = strlen(parse->text);
  if (!text_is_utf8(parse->text, length) || length > 4 * (size_t)MARKER_TEXT_MOST ||
      text_count(parse->text, length) > MARKER_TEXT_MOST)
    return refuse(parse, _("found more than 1000 characters, or bytes that are no UTF-8."));
  return STATUS_OK;
}

static void add_phrase(struct lexicon *lexicon, const struct parse *parse, uint32_t what)
{
  if (lexicon->phrase_count == lexicon->phrase_capacity) {
    lexicon->phrase_capacity = lexicon->phrase_capacity == 0 ? 64 : lexicon->phrase_capacity * 2;
    lexicon->phrases =
        mem_resize(lexicon->phrases, lexicon->phrase_capacity, sizeof *lexicon->phrases);
  }
  struct phrase *phrase = &lexicon->phrases[lexicon->phrase_count++];
  *phrase = (struct phrase){what, mem_new(parse->count, sizeof(uint32_t)), parse->count};
  memcpy(phrase->tokens, parse->tokens, parse->count * sizeof(uint32_t));
}

/* The one word of a stem marker, as its stem. */
static enum status parse_stem(struct parse *parse)
{
  struct lexicon *lexicon = parse->lexicon;
  enum status status = parse_phrase(parse);
  if (status == STATUS_OK && (parse->count != 1 || strpbrk(parse->text, "*#<> \t\n") != NULL))
    status = refuse(parse, _("found several words, expected one whose stem is looked for."));
  ucs4_t folded[WORD_MOST];
  size_t length;
  if (status == STATUS_OK)
    status = fold(parse, parse->text, strlen(parse->text), folded, &length);
  if (status != STATUS_OK)
    return status;
  uint8_t word[WORD_MOST * 4];
  size_t size = sizeof word;
  u32_to_u8(folded, length, word, &size);
  size_t stem_size;
  const char *stem = stem_of(lexicon->stemmer, (const char *)word, size, &stem_size);
  status = fold(parse, stem, stem_size, folded, &length);
  if (status != STATUS_OK)
    return status;
  parse->tokens[0] = token_of(lexicon, LEXEME_STEM, folded, length);
  if (stems_find(&lexicon->stems, stem, stem_size) == 0)
    stems_add(&lexicon->stems, stem, stem_size, parse->tokens[0]);
  return STATUS_OK;
}

/* Parses the phrase of @parse, or a way in which it can be read. */
static enum status parse_way(struct parse *parse, size_t way)
{
  const char *text = parse->text;
  struct str words = {0};
  choices_write(text, way, &words);
  parse->text = str_text(&words);
  parse->count = parse->words = 0;
  enum status status = parse_phrase(parse);
  parse->text = text;
  str_clear(&words);
  return status;
}

/* Adds the phrases that the text of @parse can be read as; none where one of them is
 * refused. */
static enum status add_phrases(struct parse *parse, uint32_t what)
{
  struct lexicon *lexicon = parse->lexicon;
  size_t ways = choices_count(parse->text), first = lexicon->phrase_count;
  if (ways == 0)
    return refuse(parse, _("found choices that do not close, such as '(one|two', or too many."));
  for (size_t way = 0; way < ways; way++) {
    enum status status = parse_way(parse, way);
    if (status != STATUS_OK) {
      while (lexicon->phrase_count > first)
        free(lexicon->phrases[--lexicon->phrase_count].tokens);
      return status;
    }
    add_phrase(lexicon, parse, what);
  }
  return STATUS_OK;
}

enum status lexicon_add(struct lexicon *lexicon, const struct marker *marker, struct error *err)
{
  struct parse parse = {.lexicon = lexicon, .text = marker->text, .err = err};
  if (tfind(marker->id, &lexicon->ids, compare_ids) != NULL)
    return error_set(err, STATUS_INPUT, _("There is a marker '%.60s' already."), marker->id);
  enum status status = check_text(&parse);
  uint32_t index = (uint32_t)lexicon->count;
  if (status == STATUS_OK && marker->kind != MARKER_STEM)
    status = add_phrases(&parse, index);
  else if (status == STATUS_OK && (status = parse_stem(&parse)) == STATUS_OK)
    add_phrase(lexicon, &parse, index);
  if (status != STATUS_OK)
    return status;
  if (lexicon->count == lexicon->capacity) {
    lexicon->capacity = lexicon->capacity == 0 ? 64 : lexicon->capacity * 2;
    lexicon->markers = mem_resize(lexicon->markers, lexicon->capacity, sizeof *lexicon->markers);
  }
  struct marker *copy = &lexicon->markers[lexicon->count++];
  *copy = *marker;
  copy->id = mem_copy_text(marker->id);
  copy->text = mem_copy_text(marker->text);
  copy->reason = mem_copy_text(marker->reason);
  tsearch(copy->id, &lexicon->ids, compare_ids);
  return STATUS_OK;
}

static enum status add_plain(struct lexicon *lexicon, const char *words, uint32_t what,
                             struct error *err)
{
  struct parse parse = {.lexicon = lexicon, .text = words, .err = err};
  enum status status = check_text(&parse);
  return status == STATUS_OK ? add_phrases(&parse, what) : status;
}

enum status lexicon_add_negation(struct lexicon *lexicon, const char *word, struct error *err)
{
  return add_plain(lexicon, word, PHRASE_NEGATION, err);
}

enum status lexicon_add_condition(struct lexicon *lexicon, const char *words, struct error *err)
{
  return add_plain(lexicon, words, PHRASE_CONDITION, err);
}

enum status lexicon_add_word(struct lexicon *lexicon, const char *group, const char *word,
                             struct error *err)
{
  struct parse parse = {.lexicon = lexicon, .text = word, .err = err};
  enum status status = check_text(&parse);
  if (status == STATUS_OK)
    status = add_words(&parse, word, strlen(word));
  if (status == STATUS_OK && parse.count != 1)
    status = refuse(&parse, _("expected one word for each other."));
  if (status != STATUS_OK)
    return status;
  struct groups *groups = &lexicon->groups;
  if (groups_find(groups, group, strlen(group)) == NULL)
    groups_add(groups, group, strlen(group), word, lexicon->tokens++);
  groups_join(groups, groups_find(groups, group, strlen(group))->token, parse.tokens[0]);
  return STATUS_OK;
}

const char *lexicon_word(const struct lexicon *lexicon, const char *name, size_t length)
{
  const struct group *group = groups_find(&lexicon->groups, name, length);
  return group != NULL ? group->word : NULL;
}

enum status lexicon_add_abbreviation(struct lexicon *lexicon, const char *text, struct error *err)
{
  struct parse parse = {.lexicon = lexicon, .text = text, .err = err};
  enum status status = check_text(&parse);
  size_t length = strlen(text);
  while (length > 0 && text[length - 1] == '.')
    length--;
  if (status == STATUS_OK && (length == 0 || strpbrk(text, " \t\n*#") != NULL))
    status = refuse(&parse, _("expected an abbreviation without blanks, such as 'kl.'."));
  ucs4_t folded[WORD_MOST];
  size_t count;
  if (status == STATUS_OK)
    status = fold(&parse, text, length, folded, &count);
  if (status == STATUS_OK)
    token_of(lexicon, LEXEME_ABBREVIATION, folded, count);
  return status;
}

/* ---- Getting ready ---- */

static void plant(struct lexicon *lexicon, const struct lexeme *lexeme)
{
  static const enum trie_end ends[] = {TRIE_WORD, TRIE_BEGINNING, TRIE_STEM, TRIE_SHORT};
  size_t length = lexeme->length;
  if (lexeme->kind == LEXEME_STEM) {
    uint8_t bytes[WORD_MOST * 4];
    size_t size = sizeof bytes;
    u32_to_u8(lexeme->word, length, bytes, &size);
    length = u8_mbsnlen(bytes, stem_beginning((const char *)bytes, size));
  }
  trie_add(&lexicon->trie, &lexicon->alphabet, lexeme->word, length, ends[lexeme->kind],
           lexeme->token);
}

static void visit(const void *node, VISIT which, void *context)
{
  if (which == postorder || which == leaf)
    plant(context, *(const struct lexeme *const *)node);
}

void lexicon_ready(struct lexicon *lexicon)
{
  alphabet_spread(&lexicon->alphabet);
  twalk_r(lexicon->lexemes, visit, lexicon);
  trie_pack(&lexicon->trie);
  for (size_t i = 0; i < lexicon->phrase_count; i++)
    matcher_add(&lexicon->matcher, lexicon->phrases[i].tokens, lexicon->phrases[i].count,
                lexicon->phrases[i].what);
  groups_ready(&lexicon->groups, lexicon->tokens);
  free_building(lexicon);
  lexicon->ready = true;
}
