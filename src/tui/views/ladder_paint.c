/* The Ladder view: drawing the steps. */
#include "base/i18n.h"
#include "base/mem.h"
#include "base/text.h"
#include "model/record.h"
#include "tui/views/ladder_view.h"

#include <inttypes.h>
#include <stdlib.h>
#include <string.h>

/* Columns for the names of tones and lanes at the left, and where it is narrow. */
#define NAMES 17
#define NAMES_NARROW 3
/* Rows below the chart that are worth a closer look at the marked step. */
#define PANEL_LEAST 5

enum ladder_lane { LANE_DAY, LANE_FOUND, LANE_PAY, LANE_CHANNEL, LANE_GAP, LANE_FEE, LANE_COUNT };

/* Where things stand in this frame. */
struct chart {
  struct ladder_view *ladder;
  struct rect area;     /* of the tones */
  int names;            /* columns at the left of it */
  int height;           /* rows of one tone */
  int least;            /* columns of one step */
  int rows[LANE_COUNT]; /* the screen's row of each lane; -1: no room */
  int pay_rows;
};

/* From the left of all columns to the screen's column; false where it is not seen. */
static bool seen(const struct chart *chart, int x, int *column)
{
  *column = chart->area.column + x - chart->ladder->first;
  return *column >= chart->area.column && *column < chart->area.column + chart->area.columns;
}

static void put(const struct chart *chart, int row, int x, enum style style, const char *sign)
{
  int column;
  if (seen(chart, x, &column))
    paint_text(row, column, 1, style, sign);
}

/* A text of at most @columns that begins at @x. */
static void put_text(const struct chart *chart, int row, int x, int columns, enum style style,
                     const char *text)
{
  int column;
  if (!seen(chart, x, &column))
    return;
  int room = chart->area.column + chart->area.columns - column;
  paint_text(row, column, columns < room ? columns : room, style, text);
}

static int tone_row(const struct chart *chart, int tone)
{
  return chart->area.row + (TONE_COUNT - 1 - tone) * chart->height + (chart->height - 1) / 2;
}

/* ---- The chart ---- */

static void paint_names(const struct chart *chart)
{
  for (int tone = 0; tone < TONE_COUNT; tone++) {
    struct str name = {0};
    str_addf(&name, "%d", tone);
    if (chart->names == NAMES)
      str_addf(&name, " %s", tone_label((enum tone)tone));
    paint_text(tone_row(chart, tone), chart->area.column - chart->names + 1, chart->names - 2,
               tone == TONE_THREAT ? STYLE_BAD : STYLE_HEADING, str_text(&name));
    str_clear(&name);
  }
  paint_rule((struct rect){chart->area.row, chart->area.column - 1, chart->area.rows, 1},
             STYLE_BORDER, GLYPH_VERTICAL);
}

/* Dots where the tone of a step should be. */
static void paint_bands(const struct chart *chart)
{
  const struct ladder_layout *layout = &chart->ladder->layout;
  for (size_t i = 0; i < layout->count; i++) {
    const struct ladder_column *column = &layout->columns[i];
    if (column->rung == LADDER_NO_RUNG)
      continue;
    const struct rung *rung = &chart->ladder->rungs[column->rung];
    if (rung->most < 0)
      continue;
    int top = chart->area.row + (TONE_COUNT - 1 - rung->most) * chart->height;
    int rows = (rung->most - rung->least + 1) * chart->height;
    for (int row = top; row < top + rows; row++)
      for (int x = 0; x < chart->least - 1; x += 2)
        put(chart, row, column->x + x, STYLE_GOOD, screen_glyph(GLYPH_SHADE));
  }
}

static void paint_due(const struct chart *chart)
{
  const struct ladder_layout *layout = &chart->ladder->layout;
  if (layout->placed == 0)
    return;
  int x = ladder_x(layout, 0);
  for (int row = 0; row < chart->area.rows; row++)
    put(chart, chart->area.row + row, x, STYLE_DIM, screen_glyph(GLYPH_DOTS));
}

/* The steps without a day stand aside, behind a rule. */
static void paint_aside(const struct chart *chart)
{
  const struct ladder_layout *layout = &chart->ladder->layout;
  if (layout->placed == layout->count)
    return;
  for (int row = 0; row < chart->area.rows; row++)
    put(chart, chart->area.row + row, layout->columns[layout->placed].x - 2, STYLE_BORDER,
        screen_glyph(GLYPH_VERTICAL));
}

/* From one step across to the next one's day, and up or down to its tone. */
static void paint_stair(const struct chart *chart)
{
  const struct ladder_layout *layout = &chart->ladder->layout;
  const struct rung *before = NULL;
  int from = 0;
  for (size_t i = 0; i < layout->placed; i++) {
    const struct ladder_column *column = &layout->columns[i];
    if (column->rung == LADDER_NO_RUNG)
      continue;
    const struct rung *rung = &chart->ladder->rungs[column->rung];
    int to = tone_row(chart, ladder_tone(rung));
    int row = before != NULL ? tone_row(chart, ladder_tone(before)) : to;
    if (before != NULL) {
      for (int x = from; x < column->x; x++)
        put(chart, row, x, STYLE_AS_IS, screen_glyph(GLYPH_HORIZONTAL));
      if (to != row)
        put(chart, row, column->x, STYLE_AS_IS,
            screen_glyph(to < row ? GLYPH_UP_LEFT : GLYPH_DOWN_LEFT));
      for (int y = (to < row ? to : row) + 1; y < (to < row ? row : to); y++)
        put(chart, y, column->x, STYLE_AS_IS, screen_glyph(GLYPH_VERTICAL));
    }
    before = rung;
    from = column->x;
  }
}

/* The number of each step at its day and its tone, with a sign where there are
 * findings. */
static void paint_steps(const struct chart *chart)
{
  const struct ladder_layout *layout = &chart->ladder->layout;
  for (size_t i = 0; i < layout->count; i++) {
    const struct ladder_column *column = &layout->columns[i];
    if (column->rung == LADDER_NO_RUNG)
      continue;
    const struct rung *rung = &chart->ladder->rungs[column->rung];
    bool here = column->rung == chart->ladder->current;
    int row = tone_row(chart, ladder_tone(rung));
    struct str words = {0};
    str_addf(&words, "%zu", column->rung + 1);
    if (rung->tone < 0)
      str_add(&words, "?");
    enum style style = rung->errors > 0     ? STYLE_BAD
                       : rung->warnings > 0 ? STYLE_WARN
                                            : STYLE_STRONG;
    str_add(&words, rung->errors > 0 ? "!" : "");
    put_text(chart, row, column->x, chart->least, here ? STYLE_SELECTED : style, str_text(&words));
    int used = text_width(str_text(&words));
    str_cut(&words, 0);
    company_add_marks(&words, chart->ladder->view.tui, rung->touchpoint->id);
    if (words.length > 0)
      put_text(chart, row, column->x + used, chart->least - used, STYLE_KEY, " ");
    put_text(chart, row, column->x + used + 1, chart->least - used - 2, STYLE_KEY,
             str_text(&words));
    int at;
    if (here && seen(chart, column->x, &at))
      paint_cursor(row, at);
    str_clear(&words);
  }
}

/* ---- The lanes below it ---- */

static void add_day(struct str *out, const struct ladder_column *column)
{
  if (!column->placed)
    str_add(out, "?");
  else if (column->day == 0)
    str_add(out, i18n_text(NC_("axis", "due")));
  else
    str_addf(out, "%+" PRId64, column->day);
}

static void add_channels(struct str *out, const char *channels)
{
  for (size_t i = 0; i < list_count(channels); i++)
    str_addf(out, "%s%s", i > 0 ? screen_glyph(GLYPH_ELSE) : "",
             channel_short(list_value(channels, i, ENUM_channel)));
}

static void add_fee(struct str *out, const struct touchpoint *touchpoint)
{
  const struct field *amount = entity_field(ENTITY_touchpoint, "fee_amount");
  const struct field *kind = entity_field(ENTITY_touchpoint, "fee_kind");
  if (touchpoint->fee_amount != UNSET)
    record_add_label(out, touchpoint, amount);
  else if (touchpoint->fee_kind != UNSET && touchpoint->fee_kind != fee_none)
    record_add_label(out, touchpoint, kind);
}

/* What stands in a lane below a step. */
static enum style add_cell(struct str *out, const struct rung *rung, enum ladder_lane lane)
{
  switch (lane) {
  case LANE_FOUND:
    auditor_add_count(out, rung->errors, rung->warnings);
    return rung->errors > 0 ? STYLE_BAD : STYLE_WARN;
  case LANE_CHANNEL:
    add_channels(out, rung->touchpoint->channels);
    return STYLE_DIM;
  case LANE_FEE:
    add_fee(out, rung->touchpoint);
    return STYLE_TEXT;
  default:
    return STYLE_TEXT;
  }
}

static void paint_cells(const struct chart *chart, enum ladder_lane lane)
{
  const struct ladder_layout *layout = &chart->ladder->layout;
  for (size_t i = 0; i < layout->count && chart->rows[lane] >= 0; i++) {
    const struct ladder_column *column = &layout->columns[i];
    bool here = column->rung == chart->ladder->current;
    struct str words = {0};
    enum style style = STYLE_HEADING;
    if (lane == LANE_DAY)
      add_day(&words, column);
    else if (column->rung != LADDER_NO_RUNG)
      style = add_cell(&words, &chart->ladder->rungs[column->rung], lane);
    int room = i + 1 < layout->count ? layout->columns[i + 1].x - column->x - 1 : chart->least - 1;
    put_text(chart, chart->rows[lane], column->x, room,
             here && lane == LANE_DAY ? STYLE_SELECTED : style, str_text(&words));
    str_clear(&words);
  }
}

/* A bar over days with how many they are in its middle. */
static void paint_bar(const struct chart *chart, int row, int from, int to, int64_t days,
                      enum style style)
{
  struct str words = {0};
  /* L10N: so many days, as short as can be: "14 d" */
  str_addf(&words, i18n_text(NC_("bar", "%" PRId64 " d")), days);
  int width = text_width(str_text(&words));
  for (int x = from + 1; x < to; x++)
    put(chart, row, x, STYLE_DIM, screen_glyph(GLYPH_HORIZONTAL));
  put(chart, row, from, style, screen_glyph(GLYPH_VERTICAL));
  put(chart, row, to, style, screen_glyph(GLYPH_VERTICAL));
  if (to - from - 1 >= width)
    put_text(chart, row, from + 1 + (to - from - 1 - width) / 2, width, style, str_text(&words));
  str_clear(&words);
}

static void paint_bars(const struct chart *chart, enum ladder_lane lane)
{
  const struct ladder_layout *layout = &chart->ladder->layout;
  int ends[2] = {-1, -1};
  for (size_t i = 0; i < layout->placed && chart->rows[lane] >= 0; i++) {
    const struct ladder_column *column = &layout->columns[i];
    if (column->rung == LADDER_NO_RUNG)
      continue;
    const struct rung *rung = &chart->ladder->rungs[column->rung];
    enum style style = column->rung == chart->ladder->current ? STYLE_STRONG : STYLE_TEXT;
    if (lane == LANE_GAP && rung->gap != UNSET && rung->gap > 0) {
      paint_bar(chart, chart->rows[lane], ladder_x(layout, rung->day - rung->gap), column->x,
                rung->gap, style);
    } else if (lane == LANE_PAY && rung->deadline != UNSET) {
      int end = ladder_x(layout, rung->day + rung->deadline);
      /* One that still runs when the next begins has a row of its own. */
      int row = chart->pay_rows > 1 && ends[0] > column->x ? 1 : 0;
      ends[row] = end;
      paint_bar(chart, chart->rows[lane] + row, column->x, end, rung->deadline, style);
    }
  }
}

static void paint_lanes(const struct chart *chart)
{
  static const char *const names[LANE_COUNT] = {
      [LANE_DAY] = NC_("lane", "Day"),
      [LANE_FOUND] = NC_("lane", "Findings"),
      [LANE_PAY] = NC_("lane", "Time to pay"),
      [LANE_CHANNEL] = NC_("lane", "Channels"),
      [LANE_GAP] = NC_("lane", "Since the last"),
      [LANE_FEE] = NC_("lane", "Fee"),
  };
  for (int lane = 0; lane < LANE_COUNT; lane++) {
    if (chart->rows[lane] >= 0 && chart->names == NAMES)
      paint_text(chart->rows[lane], chart->area.column - chart->names + 1, chart->names - 2,
                 STYLE_HEADING, i18n_text(names[lane]));
    if (lane == LANE_PAY || lane == LANE_GAP)
      paint_bars(chart, (enum ladder_lane)lane);
    else
      paint_cells(chart, (enum ladder_lane)lane);
  }
}

/* ---- All of it ---- */

/* Scrolls so that the marked step is seen, with one beside it where there is room. */
static void scroll(struct chart *chart)
{
  struct ladder_view *ladder = chart->ladder;
  const struct ladder_layout *layout = &ladder->layout;
  int x = layout->columns[ladder_column_of(layout, ladder->current)].x;
  int margin = chart->area.columns > 3 * chart->least ? chart->least : 0;
  int most = layout->width - chart->area.columns;
  if (x - margin < ladder->first)
    ladder->first = x - margin;
  if (x + chart->least + margin > ladder->first + chart->area.columns)
    ladder->first = x + chart->least + margin - chart->area.columns;
  ladder->first = ladder->first > most ? most : ladder->first;
  ladder->first = ladder->first < 0 ? 0 : ladder->first;
}

static void lay_out(struct chart *chart)
{
  struct ladder_view *ladder = chart->ladder;
  int room = chart->area.columns;
  if (ladder->laid_out_for != room || ladder->laid_out_zoom != ladder->zoom) {
    ladder_fit(&ladder->layout, ladder->days, ladder->placed, ladder->count, chart->least, room,
               ladder->last);
    ladder->fits = ladder->layout.scale;
    int scale = ladder->fits + ladder->zoom;
    scale = scale < 0 ? 0 : scale >= LADDER_SCALES ? LADDER_SCALES - 1 : scale;
    if (ladder->zoom != 0)
      ladder_lay_out(&ladder->layout, ladder->days, ladder->placed, ladder->count, chart->least,
                     scale, ladder->last);
    ladder->laid_out_for = room;
    ladder->laid_out_zoom = ladder->zoom;
  }
  ladder->shown = room / chart->least;
  scroll(chart);
}

/* The rows of @area go to the tones, the lanes, and a closer look at the marked step;
 * lanes that come late in their list are the first to go. */
static struct chart divide(struct ladder_view *ladder, struct rect area, struct rect *panel)
{
  bool narrow = area.columns < 60;
  struct chart chart = {.ladder = ladder, .names = narrow ? NAMES_NARROW : NAMES};
  chart.least = narrow ? 5 : area.columns >= 110 ? 9 : 7;
  chart.area =
      (struct rect){area.row, area.column + chart.names, 0, area.columns - chart.names - 1};
  chart.height = area.rows >= 50 ? 4 : area.rows >= 42 ? 3 : area.rows >= 30 ? 2 : 1;
  while (chart.height > 1 && area.rows - TONE_COUNT * chart.height < LANE_COUNT + PANEL_LEAST)
    chart.height--;
  chart.area.rows = TONE_COUNT * chart.height < area.rows ? TONE_COUNT * chart.height : area.rows;
  int row = area.row + chart.area.rows;
  int end = area.row + area.rows;
  for (int lane = 0; lane < LANE_COUNT; lane++)
    chart.rows[lane] = row < end ? row++ : -1;
  chart.pay_rows = 1;
  if (end - row > PANEL_LEAST + 4 && chart.rows[LANE_PAY] >= 0) {
    chart.pay_rows = 2;
    for (int lane = LANE_PAY + 1; lane < LANE_COUNT; lane++)
      chart.rows[lane]++;
    row++;
  }
  *panel = (struct rect){row, area.column, end - row, area.columns};
  return chart;
}

static void paint_nothing(struct ladder_view *ladder, struct rect area)
{
  struct tui *tui = ladder->view.tui;
  const struct auditor *auditor = &tui->auditor;
  const char *words = _("There is no step yet: on the Map, t says when a touchpoint is sent.");
  if (tui->session->journey_oid == 0)
    words = _("There is no journey in this file yet.");
  else if (auditor->fault != NULL)
    words = auditor->fault;
  else if (auditor_result(auditor) == NULL)
    words = auditor->large && auditor_progress(auditor) < 0
                ? _("This journey is so large that it is audited only when you ask, "
                    "so that no key has to wait. Press r to audit it now.")
                : screen_glyph(GLYPH_ELLIPSIS);
  paint_wrapped((struct rect){area.row + 1, area.column + 2, area.rows - 2, area.columns - 4},
                STYLE_TEXT, words);
  paint_cursor(area.row + 1, area.column + 2);
}

void ladder_paint(struct view *view, struct rect area)
{
  struct ladder_view *ladder = (struct ladder_view *)view;
  struct rect panel;
  if (ladder->count == 0) {
    paint_nothing(ladder, area);
    return;
  }
  struct chart chart = divide(ladder, area, &panel);
  lay_out(&chart);
  ladder->chart =
      (struct rect){area.row, chart.area.column, area.rows - panel.rows, chart.area.columns};
  paint_bands(&chart);
  paint_due(&chart);
  paint_aside(&chart);
  paint_stair(&chart);
  paint_steps(&chart);
  paint_names(&chart);
  paint_lanes(&chart);
  int last = ladder->layout.width - chart.area.columns;
  if (ladder->first > 0)
    paint_text(area.row, chart.area.column, 1, STYLE_KEY, screen_glyph(GLYPH_LEFT));
  if (ladder->first < last)
    paint_text(area.row, area.column + area.columns - 1, 1, STYLE_KEY, screen_glyph(GLYPH_RIGHT));
  if (panel.rows > 1)
    ladder_panel_paint(ladder, panel);
}
