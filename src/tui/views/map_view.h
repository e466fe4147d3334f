/* The Map view's state, shared by what moves it (map.c), what changes the
 * journey (map_edit.c) and what draws it (map_paint.c). */
#ifndef KUNDRESA_TUI_MAP_VIEW_H
#define KUNDRESA_TUI_MAP_VIEW_H

#include "tui/tui.h"
#include "tui/views/map_data.h"

/* From top to bottom; LANE_TITLE is the touchpoint itself. */
enum lane_index {
  LANE_TITLE,
  LANE_WHEN,
  LANE_FEELS,
  LANE_OWNER,
  LANE_CHANNELS,
  LANE_SYSTEMS,
  LANE_QUESTIONS,
  LANE_TEXTS,
  LANE_FINDINGS,
  LANE_COVERED,
  LANE_GRADES,
  LANE_EVIDENCE,
  LANE_COUNT,
};

enum zoom { ZOOM_STAGES, ZOOM_TOUCHPOINTS, ZOOM_DETAIL };

/* What stands in the panel of one touchpoint besides its own texts, as last read. */
struct panel_line {
  enum style style;
  bool message; /* of a message, which only a panel with room shows */
  char *text;   /* "" an empty line */
};
struct map_panel {
  int64_t touchpoint; /* the row of that touchpoint; 0 while nothing is read */
  char *trigger;
  struct panel_fact {
    char *label; /* "Owner: " */
    char *value;
  } * facts;
  size_t fact_count;
  struct panel_line *lines;
  size_t line_count;
  bool shown; /* in the last frame */
};

struct map_view {
  struct view view;
  struct map_data data;
  size_t current; /* column; in ZOOM_STAGES the stage is that of the column */
  size_t first;   /* leftmost column shown */
  int shown;      /* columns in the last frame */
  enum lane_index lane;
  int lane_first; /* topmost row of the lanes shown */
  int lane_extra; /* rows more than one for lanes that hold lists */
  enum zoom zoom;
  int64_t department;         /* lit up, or UNSET */
  struct map_outlook outlook; /* of that department */
  struct stage_summary *summaries;
  struct map_panel panel;
  /* Where the last frame put things, for the mouse. */
  int grid_column, column_width, lanes_row;
};

/* The selected column, or NULL in an empty map; read if need be. */
const struct map_column *map_selected(struct map_view *map);

/* The field that is meant by how it feels: as it is to be where that is what
 * the journey shows, else as it is. */
const struct field *map_feels(const struct map_view *map);

/* The rows of a lane. */
int map_lane_rows(const struct map_view *map, enum lane_index lane);

/* Draws the view. */
void map_paint(struct view *view, struct rect area);

/* Goes to a column, and makes its touchpoint the selected one everywhere. */
void map_go(struct map_view *map, size_t column);

/* Reads what the panel of the selected touchpoint shows, unless it is read already; and
 * forgets it, so that it is read anew. */
void map_panel_need(struct map_view *map);
void map_panel_forget(struct map_view *map);

/* Runs a command that changes the journey; false when it is none of them. */
bool map_edit(struct map_view *map, const struct command *command);

#endif
