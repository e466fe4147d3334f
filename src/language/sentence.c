#include "language/sentence.h"

#include <string.h>

void sentence_start(struct sentence *sentence, const char *text)
{
  *sentence = (struct sentence){.text = text, .touched = true, .interval.lines = 1};
}

/* Whether the bytes are as many characters as a line that was wrapped has. */
static bool is_full(const char *text, size_t length)
{
  if (length < SENTENCE_LINE || length >= SENTENCE_LINE * 4)
    return length >= SENTENCE_LINE;
  size_t characters = length;
  uint64_t eight = 0;
  for (size_t at = 0; at < length; at += sizeof eight) {
    size_t left = length - at;
    eight = 0;
    memcpy(&eight, text + at, left < sizeof eight ? left : sizeof eight);
    /* Bytes 10xxxxxx are no beginnings: a bit for each, counted by a product. */
    eight = eight >> 7 & ~(eight >> 6) & UINT64_C(0x0101010101010101);
    characters -= eight * UINT64_C(0x0101010101010101) >> 56;
  }
  return characters >= SENTENCE_LINE;
}

static void end_line(struct sentence *sentence, const struct piece *piece)
{
  if (sentence->interval.lines++ == 0)
    sentence->interval.full_line =
        is_full(sentence->text + sentence->line, piece->start - sentence->line);
  sentence->line = piece->end;
  sentence->interval.bullet = false;
  sentence->interval.blank = true;
}

/* "1." and "2)" at the beginning of a line. */
static bool is_item_number(const struct sentence *sentence, const struct piece *piece,
                           const struct known *known)
{
  size_t length = piece->end - piece->start;
  const char *after = sentence->text + piece->end;
  return sentence->interval.lines > 0 && length <= 3 && (known->seen & INFO_COUNTS) == 0 &&
         (after[0] == '.' || after[0] == ')') && after[1] == ' ';
}

void sentence_gap(struct sentence *sentence, const struct piece *piece)
{
  sentence->touched = true;
  if (INFO_KIND(piece->info) == KIND_LINE) {
    end_line(sentence, piece);
    return;
  }
  if (sentence->interval.lines > 0 && (piece->info & INFO_BULLET) != 0) {
    sentence->interval.bullet = true;
    return;
  }
  bool after = sentence->interval.stop != STOP_NONE && !sentence->interval.distant;
  sentence->interval.blank = sentence->interval.blank || piece->spaced;
  switch (INFO_STOP(piece->info)) {
  case STOP_FULL:
  case STOP_END:
    sentence->interval.direct =
        sentence->interval.stop == STOP_NONE && piece->start == sentence->word_end;
    sentence->interval.stop = INFO_STOP(piece->info);
    sentence->interval.stop_end = piece->end;
    sentence->interval.blank = false;
    break;
  case STOP_CONTINUE:
    if (after)
      sentence->interval.stop = STOP_NONE;
    break;
  case STOP_CLOSE:
    sentence->interval.distant = sentence->interval.distant || (after && sentence->interval.blank);
    break;
  case STOP_NONE:
    sentence->interval.distant = sentence->interval.distant || after;
    break;
  }
}

/* Whether what the full stop followed takes it for itself. */
static bool takes_full_stop(const struct sentence *sentence, bool digit_follows)
{
  bool initial =
      sentence->letters == 1 && (sentence->seen & (INFO_UPPER | INFO_DIGIT)) == INFO_UPPER;
  bool number = (sentence->seen & INFO_COUNTS) == 0;
  return sentence->abbreviation || initial || (number && digit_follows);
}

/* Whether the full stop ended a sentence before @piece. */
static bool full_stop_ends(const struct sentence *sentence, const struct piece *piece)
{
  const struct interval *interval = &sentence->interval;
  bool digit = (piece->info & INFO_DIGIT) != 0;
  bool letters = (sentence->seen & INFO_COUNTS) != 0;
  if ((piece->info & INFO_LOWER) != 0)
    return false;
  if (piece->start == interval->stop_end && (digit || (letters && (piece->info & INFO_UPPER) != 0)))
    return false;
  return !interval->direct || !takes_full_stop(sentence, digit);
}

enum sentence_start sentence_begin(struct sentence *sentence, const struct piece *piece,
                                   const struct known *known, bool *item)
{
  const struct interval *interval = &sentence->interval;
  bool small = (piece->info & INFO_LOWER) != 0;
  *item = is_item_number(sentence, piece, known);
  if (!sentence->any || interval->lines > 1)
    return SENTENCE_NEW_PARAGRAPH;
  bool line =
      interval->lines == 1 && (interval->bullet || *item || (!small && !interval->full_line));
  bool stop = interval->stop == STOP_END ||
              (interval->stop == STOP_FULL && full_stop_ends(sentence, piece));
  return line || stop ? SENTENCE_NEW : SENTENCE_GOES_ON;
}
