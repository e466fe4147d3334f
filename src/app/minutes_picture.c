/* The map and the experience curve as pictures.  All that they show stands in words beside
 * them, too. */
#include "app/minutes_private.h"

#include "base/i18n.h"
#include "base/mem.h"
#include "base/text.h"
#include "model/sentence.h"

#include <inttypes.h>
#include <stdlib.h>
#include <string.h>

/* The map, in pixels.  Words are 13 high; so many columns of a terminal fit into a card,
 * since a letter is about seven wide. */
#define STAGE_WIDTH 184.0
#define STAGE_GAP 10.0
#define STAGE_HEAD 46.0
#define CARD_INSET 8.0
#define CARD_GAP 8.0
#define CARD_COLUMNS 18
#define SMALL_COLUMNS 22
#define TITLE_LINES 4
#define LINE_HEIGHT 17.0
/* Cards of a stage that stand one under the other; more go beside them. */
#define CARDS_DEEP 10

static const char *const owner_looks[] = {"d0", "d1", "d2", "d3", "d4", "d5", "d6", "d7", "d8"};

static const char *owner_look(int64_t department)
{
  return department >= 0 && department < 8 ? owner_looks[department] : owner_looks[8];
}

/* ---- Words ---- */

/* Puts @text in at most @most lines; gives how many there are, also with @picture NULL. */
static size_t put_wrapped(struct picture *picture, const char *look, double x, double y,
                          const char *text, int columns, size_t most)
{
  struct text_line *lines;
  size_t count = text_wrap(text, columns, &lines);
  size_t shown = count < most ? count : most;
  for (size_t i = 0; i < shown && picture != NULL; i++) {
    struct str line = {0};
    bool cut = i + 1 == shown && shown < count;
    if (cut)
      text_add_cut(&line, text + lines[i].start, columns, "…");
    else
      str_add_span(&line, text + lines[i].start, lines[i].length);
    picture_words(picture, look, x, y + (double)i * LINE_HEIGHT, str_text(&line));
    str_clear(&line);
  }
  free(lines);
  return shown;
}

static void put_cut(struct picture *picture, const char *look, double x, double y, const char *text,
                    int columns)
{
  struct str cut = {0};
  text_add_cut(&cut, text, columns, "…");
  if (cut.length > 0)
    picture_words(picture, look, x, y, cut.text);
  str_clear(&cut);
}

/* ---- The map ---- */

static double card_height(const struct minutes *minutes, size_t place)
{
  const struct touchpoint *touchpoint = minutes->touchpoints[place];
  struct str when = {0};
  size_t lines = put_wrapped(NULL, "", 0, 0, touchpoint->title, CARD_COLUMNS, TITLE_LINES);
  sentence_add_short(&when, touchpoint);
  lines += when.length > 0;
  str_clear(&when);
  return 48 + (double)lines * LINE_HEIGHT;
}

static void put_feelings(struct picture *picture, const struct touchpoint *touchpoint, double x,
                         double y)
{
  struct str now = {0}, then = {0};
  minutes_add_feeling(&now, touchpoint->experience_as_is);
  minutes_add_feeling(&then, touchpoint->experience_to_be);
  if (then.length > 0)
    picture_words(picture, "feel-then end", x, y, then.text);
  if (now.length > 0)
    picture_words(picture, "feel-now end", x - (then.length > 0 ? 24 : 0), y, now.text);
  str_clear(&now);
  str_clear(&then);
}

static void draw_card(const struct minutes *minutes, struct picture *picture, size_t place,
                      double x, double y)
{
  const struct touchpoint *touchpoint = minutes->touchpoints[place];
  double width = STAGE_WIDTH - 2 * CARD_INSET, height = card_height(minutes, place);
  double left = x + 14, bottom = y + height - 10;
  struct str head = {0}, when = {0}, owner = {0};
  picture_box(picture, "card", x, y, width, height);
  picture_box(picture, owner_look(touchpoint->owner_department), x, y, 5, height);
  str_addf(&head, "%zu", place + 1);
  picture_words(picture, "small", left, y + 17, head.text);
  put_feelings(picture, touchpoint, x + width - 8, y + 17);
  put_wrapped(picture, "strong", left, y + 36, touchpoint->title, CARD_COLUMNS, TITLE_LINES);
  sentence_add_short(&when, touchpoint);
  put_cut(picture, "small", left, bottom - LINE_HEIGHT, str_text(&when), SMALL_COLUMNS);
  surveyed_add_owner(&owner, touchpoint->owner_department, NULL);
  put_cut(picture, "small", left, bottom, owner.text, SMALL_COLUMNS - 2);
  if (touchpoint->moment_of_truth == 1) {
    picture_diamond(picture, "truth", x + width - 14, bottom - 4, 5);
    picture_tell(picture, _("moment of truth"));
  }
  str_clear(&head);
  str_clear(&when);
  str_clear(&owner);
}

/* Draws the cards of a stage, or with @picture NULL finds the room that they take. */
static void draw_cards(const struct minutes *minutes, struct picture *picture,
                       const struct stage *stage, double left, double *width, double *height)
{
  double x = left + CARD_INSET, y = STAGE_HEAD;
  size_t deep = 0;
  *width = STAGE_WIDTH;
  *height = STAGE_HEAD;
  for (size_t i = 0; i < minutes->touchpoint_count; i++) {
    if (strcmp(minutes->touchpoints[i]->stage, stage->id) != 0)
      continue;
    if (deep == CARDS_DEEP) {
      deep = 0;
      x += STAGE_WIDTH - CARD_INSET;
      y = STAGE_HEAD;
      *width += STAGE_WIDTH - CARD_INSET;
    }
    if (picture != NULL)
      draw_card(minutes, picture, i, x, y);
    deep++;
    y += card_height(minutes, i) + CARD_GAP;
    *height = y > *height ? y : *height;
  }
}

/* Whom the colours stand for need not be told: each card names its owner. */
static void describe_map(const struct minutes *minutes, struct picture *picture)
{
  struct str text = {0};
  size_t stages = map_count(minutes->map, ENTITY_stage);
  str_addf(&text, P_("%zu stage", "%zu stages", stages), stages);
  str_addf(&text, ", ");
  str_addf(&text, P_("%zu touchpoint", "%zu touchpoints", minutes->touchpoint_count),
           minutes->touchpoint_count);
  str_add(&text, ". ");
  str_add(&text, _("A card tells its number, what the customer meets, when, and who answers for "
                   "it, by name and colour. The two numbers are what the customer feels, as it is "
                   "and as it shall be, from -2 to +2. ◆ is a moment of truth."));
  picture_describe(picture, text.text);
  str_clear(&text);
}

struct picture *minutes_draw_map(const struct minutes *minutes)
{
  size_t stages = map_count(minutes->map, ENTITY_stage);
  double x = 0, tallest = 0, width, height;
  for (size_t i = 0; i < stages; i++) {
    draw_cards(minutes, NULL, map_at(minutes->map, ENTITY_stage, i), x, &width, &height);
    x += width + STAGE_GAP;
    tallest = height > tallest ? height : tallest;
  }
  struct picture *picture =
      picture_new(_("The map"), x > 0 ? x - STAGE_GAP + 2 : STAGE_WIDTH, tallest + 2);
  x = 1;
  for (size_t i = 0; i < stages; i++) {
    const struct stage *stage = map_at(minutes->map, ENTITY_stage, i);
    draw_cards(minutes, NULL, stage, x, &width, &height);
    picture_box(picture, "column", x, 1, width, tallest);
    put_wrapped(picture, "head", x + CARD_INSET + 2, 20, stage->title, CARD_COLUMNS, 2);
    draw_cards(minutes, picture, stage, x, &width, &height);
    x += width + STAGE_GAP;
  }
  describe_map(minutes, picture);
  return picture;
}

/* ---- The curve ---- */

#define CURVE_LEFT 46.0
#define CURVE_TOP 40.0
#define CURVE_LEVEL 42.0
#define CURVE_LEAST 960.0
#define CURVE_STEP 36.0

struct plot {
  const struct minutes *minutes;
  struct picture *picture;
  double step; /* between two touchpoints */
};

static double plot_x(const struct plot *plot, size_t place)
{
  return CURVE_LEFT + plot->step * ((double)place + 0.5);
}

static double plot_y(int64_t value)
{
  return CURVE_TOP + 14 + (double)(2 - value) * CURVE_LEVEL;
}

/* A band for each stage, which tells where it begins. */
static void draw_stages(const struct plot *plot)
{
  const struct minutes *minutes = plot->minutes;
  double height = plot_y(-2) + 16 - CURVE_TOP;
  for (size_t first = 0; first < minutes->touchpoint_count;) {
    const char *id = minutes->touchpoints[first]->stage;
    const struct stage *stage = map_find(minutes->map, ENTITY_stage, id);
    size_t end = first;
    while (end < minutes->touchpoint_count && strcmp(minutes->touchpoints[end]->stage, id) == 0)
      end++;
    double left = CURVE_LEFT + plot->step * (double)first + 2;
    double width = plot->step * (double)(end - first) - 4;
    picture_box(plot->picture, "column", left, CURVE_TOP, width, height);
    if (stage != NULL) {
      picture_tell(plot->picture, stage->title);
      put_cut(plot->picture, "small", left + 2, CURVE_TOP - 9, stage->title, (int)(width / 7));
    }
    first = end;
  }
}

static void draw_levels(const struct plot *plot, double right)
{
  for (int64_t value = 2; value >= -2; value--) {
    struct str label = {0};
    const struct spot ends[] = {{CURVE_LEFT, plot_y(value)}, {right, plot_y(value)}};
    picture_line(plot->picture, value == 0 ? "zero" : "grid", ends, 2);
    if (value != 0)
      str_addf(&label, "%+" PRId64, value);
    else
      str_add(&label, "0");
    picture_words(plot->picture, "small end", CURVE_LEFT - 10, plot_y(value) + 4, label.text);
    str_clear(&label);
  }
}

static int64_t felt(const struct touchpoint *touchpoint, bool now)
{
  return now ? touchpoint->experience_as_is : touchpoint->experience_to_be;
}

/* A line over all touchpoints, broken where nobody said. */
static void draw_line(const struct plot *plot, bool now)
{
  const struct minutes *minutes = plot->minutes;
  struct spot *points = mem_new(minutes->touchpoint_count + 1, sizeof *points);
  size_t count = 0;
  for (size_t i = 0; i <= minutes->touchpoint_count; i++) {
    int64_t value =
        i < minutes->touchpoint_count ? felt(minutes->touchpoints[i], now) : (int64_t)UNSET;
    if (value != UNSET) {
      points[count++] = (struct spot){plot_x(plot, i), plot_y(value)};
    } else {
      if (count > 1)
        picture_line(plot->picture, now ? "now" : "then", points, count);
      count = 0;
    }
  }
  free(points);
}

static void draw_dots(const struct plot *plot, bool now)
{
  const struct minutes *minutes = plot->minutes;
  for (size_t i = 0; i < minutes->touchpoint_count; i++) {
    int64_t value = felt(minutes->touchpoints[i], now);
    struct str text = {0};
    if (value == UNSET)
      continue;
    picture_dot(plot->picture, now ? "now-dot" : "then-dot", plot_x(plot, i), plot_y(value),
                now ? 5.5 : 4.5);
    str_addf(&text, "%s: ", minutes->touchpoints[i]->title);
    minutes_add_feeling(&text, value);
    picture_tell(plot->picture, text.text);
    str_clear(&text);
  }
}

static void draw_numbers(const struct plot *plot)
{
  double y = plot_y(-2) + 34;
  for (size_t i = 0; i < plot->minutes->touchpoint_count; i++) {
    struct str number = {0};
    str_addf(&number, "%zu", i + 1);
    picture_words(plot->picture, "small middle", plot_x(plot, i), y, number.text);
    str_clear(&number);
    if (plot->minutes->touchpoints[i]->moment_of_truth == 1) {
      picture_diamond(plot->picture, "truth", plot_x(plot, i), y + 12, 5);
      picture_tell(plot->picture, _("moment of truth"));
    }
  }
}

/* The touchpoint that feels worst today, or NULL where nobody said. */
static const struct touchpoint *lowest(const struct minutes *minutes)
{
  const struct touchpoint *low = NULL;
  for (size_t i = 0; i < minutes->touchpoint_count; i++) {
    const struct touchpoint *one = minutes->touchpoints[i];
    if (one->experience_as_is != UNSET &&
        (low == NULL || one->experience_as_is < low->experience_as_is))
      low = one;
  }
  return low;
}

static void describe_curve(const struct minutes *minutes, struct picture *picture)
{
  const struct touchpoint *low = lowest(minutes);
  struct str text = {0};
  str_add(&text, _("What the customer feels at each touchpoint, by its number, from -2 to +2: the "
                   "full line as it is, the dashed one as it shall be. ◆ is a moment of truth."));
  if (low != NULL)
    str_addf(&text, _(" Lowest today: %s (%+d)."), low->title, (int)low->experience_as_is);
  picture_describe(picture, text.text);
  str_clear(&text);
}

struct picture *minutes_draw_curve(const struct minutes *minutes)
{
  double step = (CURVE_LEAST - CURVE_LEFT) / (double)minutes->touchpoint_count;
  struct plot plot = {.minutes = minutes, .step = step > CURVE_STEP ? step : CURVE_STEP};
  double right = CURVE_LEFT + plot.step * (double)minutes->touchpoint_count;
  plot.picture = picture_new(_("The experience curve"), right + 4, plot_y(-2) + 56);
  draw_stages(&plot);
  draw_levels(&plot, right);
  draw_line(&plot, false);
  draw_line(&plot, true);
  draw_dots(&plot, false);
  draw_dots(&plot, true);
  draw_numbers(&plot);
  describe_curve(minutes, plot.picture);
  return plot.picture;
}
