/* A picture of lines, boxes and words, in pixels of a page that is not scaled.  How
 * things look is said by their class, which the forms know. */
#ifndef KUNDRESA_PAGE_PICTURE_H
#define KUNDRESA_PAGE_PICTURE_H

#include <stddef.h>

enum shape_kind { SHAPE_BOX, SHAPE_LINE, SHAPE_DOT, SHAPE_DIAMOND, SHAPE_WORDS };

struct spot {
  double x, y;
};

struct shape {
  enum shape_kind kind;
  const char *look;     /* its class; a literal */
  struct spot at;       /* of a box its upper left corner, of words where their line stands */
  double width, height; /* of a box; of dots and diamonds half the width */
  struct spot *points;  /* of a line */
  size_t count;
  char *words; /* of SHAPE_WORDS; of others what they stand for, or NULL */
};

struct picture {
  char *title;       /* one line: what it is */
  char *description; /* what is to be seen, for whoever cannot */
  double width, height;
  struct shape *shapes;
  size_t count, capacity;
};

/* A new picture; free it with picture_free(), if it was not handed to a page. */
struct picture *picture_new(const char *title, double width, double height);
void picture_free(struct picture **picture);
void picture_describe(struct picture *picture, const char *description);

void picture_box(struct picture *picture, const char *look, double x, double y, double width,
                 double height);
/* Copies the points. */
void picture_line(struct picture *picture, const char *look, const struct spot *points,
                  size_t count);
void picture_dot(struct picture *picture, const char *look, double x, double y, double radius);
void picture_diamond(struct picture *picture, const char *look, double x, double y, double radius);
void picture_words(struct picture *picture, const char *look, double x, double y,
                   const char *words);
/* What the last shape stands for: told where a mouse rests on it. */
void picture_tell(struct picture *picture, const char *words);

#endif
