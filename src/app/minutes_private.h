/* What the files that tell the minutes share. */
#ifndef KUNDRESA_APP_MINUTES_PRIVATE_H
#define KUNDRESA_APP_MINUTES_PRIVATE_H

#include "app/minutes.h"

/* Whether a text stands there and is @value. */
bool minutes_is(const char *text, const char *value);

/* minutes_room.c: what the room wrote, voted and parked; minutes_grades.c: graded. */
void minutes_tell_cards(const struct minutes *minutes, struct page *page);
void minutes_tell_parking(const struct minutes *minutes, struct page *page);
void minutes_tell_grades(const struct minutes *minutes, struct page *page);

/* minutes_map.c: the map in words; minutes_picture.c: as pictures. */
void minutes_tell_map(const struct minutes *minutes, struct page *page);
struct picture *minutes_draw_map(const struct minutes *minutes);
struct picture *minutes_draw_curve(const struct minutes *minutes);
/* The curve in characters, or nothing where nobody said what is felt. */
void minutes_add_curve(const struct minutes *minutes, struct str *out);

/* minutes_whole.c: what is found by looking at all of it. */
void minutes_tell_findings(const struct minutes *minutes, struct page *page);
void minutes_tell_questions(const struct minutes *minutes, struct page *page);
void minutes_tell_handovers(const struct minutes *minutes, struct page *page);

/* A field as people read it. */
void minutes_add_value(struct str *out, enum entity entity, const void *record, const char *field);

/* What the customer feels, with its sign: "-1", "+2"; nothing
 * where nobody said. */
void minutes_add_feeling(struct str *out, int64_t value);

/* Ends a table's cell with what was put together, and empties it. */
void minutes_put_cell(struct page *page, struct str *text);

#endif
