#include "language/sentence.h"

void sentence_start(struct sentence *sentence, const char *text)
{
  *sentence = (struct sentence){.text = text, .lines = 1};
}

/* Whether the bytes are as many characters as a line that was wrapped has. */
static bool is_full(const char *text, size_t length)
{
  size_t characters = 0;
  for (size_t i = 0; i < length && characters < SENTENCE_LINE; i++)
    characters += ((unsigned char)text[i] & 0xc0) != 0x80;
  return characters >= SENTENCE_LINE;
}

static void end_line(struct sentence *sentence, const struct piece *piece)
{
  if (sentence->lines++ == 0)
    sentence->full_line = is_full(sentence->text + sentence->line, piece->start - sentence->line);
  sentence->line = piece->end;
  sentence->bullet = false;
  sentence->blank = true;
}

/* "1." and "2)" at the beginning of a line. */
static bool is_item_number(const struct sentence *sentence, const struct piece *piece)
{
  size_t length = piece->end - piece->start;
  const char *after = sentence->text + piece->end;
  return sentence->lines > 0 && length <= 3 && (piece->word.seen & INFO_COUNTS) == 0 &&
         (after[0] == '.' || after[0] == ')') && after[1] == ' ';
}

void sentence_gap(struct sentence *sentence, const struct piece *piece)
{
  if (INFO_KIND(piece->info) == KIND_LINE) {
    end_line(sentence, piece);
    return;
  }
  if (sentence->lines > 0 && (piece->info & INFO_BULLET) != 0) {
    sentence->bullet = true;
    return;
  }
  bool after = sentence->stop != STOP_NONE && !sentence->distant;
  sentence->blank = sentence->blank || piece->spaced;
  switch (INFO_STOP(piece->info)) {
  case STOP_FULL:
  case STOP_END:
    sentence->direct = sentence->stop == STOP_NONE && piece->start == sentence->word_end;
    sentence->stop = INFO_STOP(piece->info);
    sentence->stop_end = piece->end;
    sentence->blank = false;
    break;
  case STOP_CONTINUE:
    if (after)
      sentence->stop = STOP_NONE;
    break;
  case STOP_CLOSE:
    sentence->distant = sentence->distant || (after && sentence->blank);
    break;
  case STOP_NONE:
    sentence->distant = sentence->distant || after;
    break;
  }
}

/* Whether the full stop ended a sentence before @piece. */
static bool full_stop_ends(const struct sentence *sentence, const struct piece *piece)
{
  bool digit = (piece->info & INFO_DIGIT) != 0;
  if ((piece->info & INFO_LOWER) != 0)
    return false;
  if (piece->start == sentence->stop_end &&
      (digit || (sentence->letters && (piece->info & INFO_UPPER) != 0)))
    return false;
  return !sentence->direct ||
         !(sentence->abbreviation || sentence->initial || (sentence->number && digit));
}

enum sentence_start sentence_word(struct sentence *sentence, const struct piece *piece,
                                  bool abbreviation)
{
  enum sentence_start start = SENTENCE_GOES_ON;
  bool item = is_item_number(sentence, piece);
  bool small = (piece->info & INFO_LOWER) != 0;
  if (!sentence->any || sentence->lines > 1)
    start = SENTENCE_NEW_PARAGRAPH;
  else if (sentence->lines == 1 && (sentence->bullet || item || (!small && !sentence->full_line)))
    start = SENTENCE_NEW;
  else if (sentence->stop == STOP_END ||
           (sentence->stop == STOP_FULL && full_stop_ends(sentence, piece)))
    start = SENTENCE_NEW;
  size_t line = sentence->line;
  *sentence = (struct sentence){
      .text = sentence->text,
      .line = line,
      .any = true,
      .abbreviation = abbreviation || item,
      .initial =
          piece->word.letters == 1 && (piece->word.seen & (INFO_UPPER | INFO_DIGIT)) == INFO_UPPER,
      .number = (piece->word.seen & (INFO_COUNTS | INFO_DIGIT)) == INFO_DIGIT,
      .letters = (piece->word.seen & INFO_COUNTS) != 0,
      .word_end = piece->end,
  };
  return start;
}
