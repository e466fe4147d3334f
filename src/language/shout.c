#include "language/shout.h"

#include "base/mem.h"

#include <stdlib.h>
#include <string.h>

#define LETTERS_LEAST 6
#define LONGEST_LEAST 4

void shouts_start(struct shouts *shouts)
{
  *shouts =
      (struct shouts){.items = shouts->items, .capacity = shouts->capacity, .mark_end = SIZE_MAX};
}

void shouts_clear(struct shouts *shouts)
{
  free(shouts->items);
  *shouts = (struct shouts){0};
}

static void add(struct shouts *shouts, struct shout shout)
{
  if (shouts->items == NULL || shouts->count == shouts->capacity) {
    shouts->capacity = shouts->capacity == 0 ? 16 : shouts->capacity * 2;
    shouts->items = mem_resize(shouts->items, shouts->capacity, sizeof *shouts->items);
  }
  shouts->items[shouts->count++] = shout;
}

static void end_row(struct shouts *shouts)
{
  bool title = shouts->first && !shouts->line_loud &&
               (shouts->row.words == 1 ||
                (shouts->row.words <= TITLE_WORDS && (shouts->line_shapes & SHAPE_SMALL) != 0));
  if (shouts->letters >= LETTERS_LEAST && shouts->longest >= LONGEST_LEAST && !title)
    add(shouts, shouts->row);
  shouts->row = (struct shout){0};
  shouts->letters = shouts->longest = 0;
}

static void end_line(struct shouts *shouts)
{
  end_row(shouts);
  if (shouts->line_words == 0)
    return;
  bool heading = (shouts->line_shapes & (SHAPE_LETTERS | SHAPE_SMALL)) == SHAPE_LETTERS &&
                 !shouts->line_loud && shouts->line_words <= HEADING_WORDS;
  if (shouts->lines == 1 && shouts->only_heading > 0) {
    memmove(shouts->items, shouts->items + shouts->only_heading,
            (shouts->count - shouts->only_heading) * sizeof *shouts->items);
    shouts->count -= shouts->only_heading;
    shouts->line_first = 0;
    shouts->only_heading = 0;
  }
  if (heading && shouts->lines == 0)
    shouts->only_heading = shouts->count;
  else if (heading)
    shouts->count = shouts->line_first;
  shouts->lines++;
  shouts->line_first = shouts->count;
  shouts->line_words = 0;
  shouts->line_shapes = 0;
  shouts->line_loud = false;
}

void shouts_row(struct shouts *shouts, const struct piece *piece, const struct known *known,
                bool sentence)
{
  bool capitals = (known->shape & SHAPE_CAPITALS) != 0;
  if (shouts->row.words > 0 && (sentence || !capitals))
    end_row(shouts);
  if (!capitals || known->letters < 2)
    return;
  if (shouts->row.words == 0) {
    shouts->row.start = piece->start;
    shouts->first = shouts->lines == 0 && shouts->line_words == 1;
  }
  shouts->row.end = piece->end;
  shouts->row.words++;
  shouts->letters += known->letters;
  if (known->letters > shouts->longest)
    shouts->longest = known->letters;
}

void shouts_gap(struct shouts *shouts, const struct piece *piece, bool exclamation)
{
  if (INFO_KIND(piece->info) == KIND_LINE) {
    end_line(shouts);
    return;
  }
  if (!exclamation)
    return;
  shouts->line_loud = true;
  if (piece->start == shouts->mark_end) {
    struct shout *last = shouts->count > 0 ? &shouts->items[shouts->count - 1] : NULL;
    if (last != NULL && last->words == 0 && last->end == piece->start)
      last->end = piece->end;
    else {
      end_row(shouts);
      add(shouts, (struct shout){piece->start - 1, piece->end, 0});
    }
  }
  shouts->mark_end = piece->end;
}

void shouts_end(struct shouts *shouts)
{
  end_line(shouts);
}
