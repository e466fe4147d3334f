#include "page/picture.h"

#include "base/mem.h"

#include <stdlib.h>
#include <string.h>

struct picture *picture_new(const char *title, double width, double height)
{
  struct picture *picture = mem_new(1, sizeof *picture);
  picture->title = mem_copy_text(title);
  picture->width = width;
  picture->height = height;
  return picture;
}

void picture_free(struct picture **picture)
{
  struct picture *old = *picture;
  if (old == NULL)
    return;
  for (size_t i = 0; i < old->count; i++) {
    free(old->shapes[i].points);
    free(old->shapes[i].words);
  }
  free(old->shapes);
  free(old->title);
  free(old->description);
  free(old);
  *picture = NULL;
}

void picture_describe(struct picture *picture, const char *description)
{
  free(picture->description);
  picture->description = mem_copy_text(description);
}

static struct shape *add(struct picture *picture, enum shape_kind kind, const char *look, double x,
                         double y)
{
  if (picture->count == picture->capacity) {
    picture->capacity = picture->capacity == 0 ? 64 : picture->capacity * 2;
    picture->shapes = mem_resize(picture->shapes, picture->capacity, sizeof *picture->shapes);
  }
  struct shape *shape = &picture->shapes[picture->count++];
  *shape = (struct shape){.kind = kind, .look = look, .at = {x, y}};
  return shape;
}

void picture_box(struct picture *picture, const char *look, double x, double y, double width,
                 double height)
{
  struct shape *shape = add(picture, SHAPE_BOX, look, x, y);
  shape->width = width;
  shape->height = height;
}

void picture_line(struct picture *picture, const char *look, const struct spot *points,
                  size_t count)
{
  if (count == 0)
    return;
  struct shape *shape = add(picture, SHAPE_LINE, look, points[0].x, points[0].y);
  shape->points = mem_new(count, sizeof *points);
  memcpy(shape->points, points, count * sizeof *points);
  shape->count = count;
}

void picture_dot(struct picture *picture, const char *look, double x, double y, double radius)
{
  add(picture, SHAPE_DOT, look, x, y)->width = radius;
}

void picture_diamond(struct picture *picture, const char *look, double x, double y, double radius)
{
  add(picture, SHAPE_DIAMOND, look, x, y)->width = radius;
}

void picture_words(struct picture *picture, const char *look, double x, double y, const char *words)
{
  add(picture, SHAPE_WORDS, look, x, y)->words = mem_copy_text(words);
}

void picture_tell(struct picture *picture, const char *words)
{
  struct shape *shape = &picture->shapes[picture->count - 1];
  free(shape->words);
  shape->words = mem_copy_text(words);
}
