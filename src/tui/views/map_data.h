/* What the map shows of the journey: its columns, read as they are needed. */
#ifndef KUNDRESA_TUI_MAP_DATA_H
#define KUNDRESA_TUI_MAP_DATA_H

#include "app/session.h"
#include "base/str.h"

/* One column: a touchpoint, or the empty place of a stage without any. */
struct map_column {
  size_t stage;                  /* index among the stages */
  bool first;                    /* of its stage */
  struct touchpoint *touchpoint; /* NULL for an empty place */
  char *systems;                 /* titles, one a line; NULL for none */
  int messages;                  /* how many */
  char *missing;                 /* languages some message lacks; NULL for none */
  int questions;                 /* customers' questions that it causes */
};

struct map_data {
  struct session *session;
  struct stage_count *stages;
  size_t stage_count;
  size_t column_count;
  size_t touchpoint_count;
  struct map_column *columns; /* those from @from on that are read */
  size_t from;
  size_t read;
};

/* Reads the stages; columns are read by map_data_need(). */
enum status map_data_load(struct map_data *data, struct session *session, struct error *err);
void map_data_clear(struct map_data *data);

/* Makes sure that the columns from @from to before @to are read. */
enum status map_data_need(struct map_data *data, size_t from, size_t to, struct error *err);

/* A column that is read, or NULL. */
const struct map_column *map_data_column(const struct map_data *data, size_t column);

/* The stage of a column, and the first column of a stage. */
size_t map_data_stage(const struct map_data *data, size_t column);
size_t map_data_first(const struct map_data *data, size_t stage);

/* The column of a touchpoint, by its place in map order. */
size_t map_data_column_of(const struct map_data *data, size_t position);
/* The place in map order of a column's touchpoint (or where one would be). */
size_t map_data_position(const struct map_data *data, size_t column);

/* One stage from far away. */
struct stage_summary {
  size_t touchpoints;
  size_t uncovered; /* covered is no or unknown or not said */
  size_t truths;
  int64_t felt_sum, felt_count;     /* as is */
  int64_t wished_sum, wished_count; /* to be */
  bool owners[8];                   /* by department */
};
/* Reads all touchpoints once; @summaries has one for each stage. */
enum status map_data_summarize(struct map_data *data, struct stage_summary *summaries,
                               struct error *err);

/* How a department sees the journey (R13). */
struct map_outlook {
  size_t owned;
  size_t hand_overs;  /* neighbours of which it owns one and another the other */
  size_t blind_spots; /* touchpoints next to its own in which it has no part */
};
enum status map_data_outlook(struct map_data *data, int64_t department, struct map_outlook *outlook,
                             struct error *err);

/* Whether a department owns, contributes to or is told of a touchpoint. */
bool map_knows(const struct touchpoint *touchpoint, int64_t department);

#endif
