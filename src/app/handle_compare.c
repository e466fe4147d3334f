/* Versions of a journey: what is different, and two made one. */
#include "app/compare.h"
#include "app/handle.h"
#include "app/resolve.h"
#include "app/version.h"

#include "base/file.h"
#include "base/i18n.h"
#include "yaml/journey_format.h"

#include <errno.h>
#include <stdio.h>
#include <string.h>
#include <unistd.h>

/* ---- diff ---- */

static void put_value(struct output *output, const char *key, const void *record,
                      const struct field *field)
{
  struct str value = {0};
  if (record != NULL && field != NULL)
    record_add_value(&value, record, field);
  output_text(output, key, NULL, value.text);
  str_clear(&value);
}

static void put_difference(struct output *output, const struct difference *difference)
{
  static const char *const tokens[] = {"added", "removed", "changed", "moved"};
  const struct field *field = difference->field;
  struct str text = {0}, address = {0}, follows = {0};
  char path[64];
  compare_add_difference(&text, difference);
  compare_add_address(&address, difference->entity,
                      difference->after != NULL ? difference->after : difference->before);
  if (difference->follows != NULL)
    compare_add_address(&follows, difference->entity, difference->follows);
  output_record(output, NULL, NULL);
  output_text(output, "at", NULL, str_text(&address));
  output_text(output, "change", NULL, tokens[difference->kind]);
  output_text(output, "field", NULL, field != NULL ? field_path(field, path, sizeof path) : NULL);
  put_value(output, "before", difference->before, field);
  put_value(output, "after", difference->after, field);
  output_text(output, "follows", NULL, follows.text);
  output_text(output, "text", "", text.text);
  output_close(output);
  str_clear(&text);
  str_clear(&address);
  str_clear(&follows);
}

static void put_diff(struct output *output, const struct diff *diff)
{
  output_list(output, NULL, NULL);
  for (size_t i = 0; i < diff->count;) {
    const struct difference *first = &diff->items[i];
    struct str title = {0}, address = {0};
    compare_add_name(&title, first->top_entity, first->top);
    compare_add_address(&address, first->top_entity, first->top);
    output_record(output, NULL, str_text(&title));
    output_text(output, "at", NULL, str_text(&address));
    output_list(output, "changes", NULL);
    for (; i < diff->count && compare_is_of_same(first, &diff->items[i]); i++)
      put_difference(output, &diff->items[i]);
    output_close(output);
    output_close(output);
    str_clear(&title);
    str_clear(&address);
  }
  output_close(output);
}

/* Reads two versions, or one file at two moments. */
static enum status read_both(const struct request *request, struct output *output,
                             struct version_text *before, struct version_text *after,
                             struct error *err)
{
  const char *journey = request_option(request, "journey");
  const char *from = request_option(request, "from"), *to = request_option(request, "to");
  const char *const *files = request->arguments;
  enum status status;
  if (request->count == 1 && from == NULL && to == NULL) {
    error_set(err, STATUS_USAGE, "%s", _("One version alone says no difference."));
    error_remedy(err, _("Name another, or a moment: kundresa diff %s --from 2026-11-30."),
                 files[0]);
    return STATUS_USAGE;
  }
  if (request->count == 1) {
    status = from == NULL ? error_set(err, STATUS_USAGE, "%s", _("--to needs --from: since when?"))
                          : version_read_moment(files[0], from, journey, output, before, err);
    return status == STATUS_OK ? version_read_moment(files[0], to, journey, output, after, err)
                               : status;
  }
  if (from != NULL || to != NULL)
    return error_set(err, STATUS_USAGE, "%s",
                     _("--from and --to are moments of one file; of two, write FILE@TIME."));
  if (strcmp(files[0], "-") == 0 && strcmp(files[1], "-") == 0)
    return error_set(err, STATUS_USAGE, _("Only one of them can be standard input."));
  status = version_read(files[0], journey, output, before, err);
  return status == STATUS_OK ? version_read(files[1], journey, output, after, err) : status;
}

enum status handle_diff(const struct request *request, struct output *output, struct error *err)
{
  struct version_text before = {0}, after = {0};
  struct diff *diff = NULL;
  enum status status = read_both(request, output, &before, &after, err);
  if (status == STATUS_OK && before.plan && !after.plan)
    status = version_make_plan(&after, request->arguments[1], err);
  else if (status == STATUS_OK && after.plan && !before.plan)
    status = version_make_plan(&before, request->arguments[0], err);
  if (status == STATUS_OK) {
    diff = diff_maps(before.map, after.map);
    put_diff(output, diff);
    status = diff->count > 0 ? STATUS_FINDINGS : STATUS_OK;
  }
  diff_free(&diff);
  version_clear(&before);
  version_clear(&after);
  return status;
}

/* ---- merge ---- */

struct sides {
  struct map *base, *ours, *theirs;
};

static enum status read_sides(const struct request *request, struct output *output,
                              struct sides *sides, struct error *err)
{
  size_t streams = 0;
  for (size_t i = 0; i < 3; i++)
    streams += strcmp(request->arguments[i], "-") == 0;
  if (streams > 1)
    return error_set(err, STATUS_USAGE, _("Only one of them can be standard input."));
  /* git has an empty base for a file that both sides added. */
  enum status status = version_read_journey(request->arguments[0], true, output, &sides->base, err);
  if (status == STATUS_OK)
    status = version_read_journey(request->arguments[1], false, output, &sides->ours, err);
  if (status == STATUS_OK)
    status = version_read_journey(request->arguments[2], false, output, &sides->theirs, err);
  return status;
}

static const struct map *map_of(const struct sides *sides, const struct conflict *conflict)
{
  return conflict->ours != NULL     ? sides->ours
         : conflict->theirs != NULL ? sides->theirs
                                    : sides->base;
}

static void put_conflict(struct output *output, const struct sides *sides,
                         const struct conflict *conflict)
{
  static const char *const tokens[] = {"field", "deleted", "needed", "order"};
  struct str text = {0}, address = {0};
  char path[64];
  const struct field *field = conflict->field;
  bool values = conflict->kind == CONFLICT_FIELD;
  compare_add_conflict(&text, conflict, map_of(sides, conflict));
  compare_add_address(&address, conflict->entity,
                      conflict->ours != NULL     ? conflict->ours
                      : conflict->theirs != NULL ? conflict->theirs
                                                 : conflict->base);
  output_record(output, NULL, NULL);
  output_text(output, "at", NULL, str_text(&address));
  output_text(output, "kind", NULL, tokens[conflict->kind]);
  output_text(output, "field", NULL, field != NULL ? field_path(field, path, sizeof path) : NULL);
  put_value(output, "base", conflict->base, values ? field : NULL);
  put_value(output, "ours", conflict->ours, values ? field : NULL);
  put_value(output, "theirs", conflict->theirs, values ? field : NULL);
  output_text(output, "text", NULL, text.text);
  output_close(output);
  str_clear(&text);
  str_clear(&address);
}

/* What is merged goes to standard output, so that words are not in its way. */
static void tell_conflict(struct output *output, const struct sides *sides,
                          const struct conflict *conflict, const char *remedy)
{
  struct str text = {0};
  struct error fault = {0};
  compare_add_conflict(&text, conflict, map_of(sides, conflict));
  error_set(&fault, STATUS_BUSY, "%s", text.text);
  if (remedy != NULL)
    error_remedy(&fault, "%s", remedy);
  output->ops->fault(output, &fault);
  str_clear(&text);
}

static enum status refuse(const struct merge *merge, struct error *err)
{
  error_set(err, STATUS_BUSY,
            P_("Nothing was written: %zu conflict is left.",
               "Nothing was written: %zu conflicts are left.", merge->count),
            merge->count);
  error_remedy(err, "%s",
               _("Decide each on the screen with --resolve, or let one side decide all of them: "
                 "--conflicts ours or --conflicts theirs."));
  return STATUS_BUSY;
}

struct kept {
  struct byte_sink sink;
  struct str bytes;
};

static enum status keep(struct byte_sink *sink, const char *bytes, size_t length, struct error *err)
{
  (void)err;
  str_add_span(&((struct kept *)sink)->bytes, bytes, length);
  return STATUS_OK;
}

static enum status take_nothing(struct record_sink *sink, enum entity entity, const void *record,
                                struct error *err)
{
  (void)sink;
  (void)entity;
  (void)record;
  (void)err;
  return STATUS_OK;
}

/* Two sound sides can make a text that is not, as with two languages too many. */
static enum status look_through(const struct str *text, struct output *output, struct error *err)
{
  struct record_sink nowhere = {.put = take_nothing};
  struct problems problems = {0};
  FILE *in = fmemopen(text->text, text->length, "rb");
  enum status status =
      in == NULL ? error_set(err, STATUS_SYSTEM, _("It cannot be read: %s."), strerror(errno))
                 : journey_read(in, _("what was merged"), &nowhere, &problems, err);
  if (in != NULL)
    fclose(in);
  handle_tell(output, &problems, _("what was merged"));
  problems_clear(&problems);
  return status;
}

static enum status write_merged(const struct request *request, const struct merge *merge,
                                struct output *output, struct error *err)
{
  struct kept kept = {.sink = {.write = keep}};
  enum status status = journey_write(&merge->map->source, &kept.sink, err);
  if (status == STATUS_OK)
    status = look_through(&kept.bytes, output, err);
  if (status == STATUS_OK)
    status = handle_write_output(request_option(request, "output"), &kept.bytes, output, err);
  str_clear(&kept.bytes);
  return status;
}

static bool wants_json(const struct request *request)
{
  const char *format = request_option(request, "format");
  return format != NULL && strcmp(format, "json") == 0;
}

static void tell_conflicts(const struct request *request, const struct sides *sides,
                           const struct merge *merge, bool decided, struct output *output)
{
  for (size_t i = 0; i < merge->count && !wants_json(request); i++)
    tell_conflict(output, sides, &merge->conflicts[i], decided ? _("It was decided.") : NULL);
  if (!wants_json(request))
    return;
  output_record(output, NULL, NULL);
  output->ops->truth(output, "merged", NULL, merge->count == 0 || decided, NULL);
  output_list(output, "conflicts", NULL);
  for (size_t i = 0; i < merge->count; i++)
    put_conflict(output, sides, &merge->conflicts[i]);
  output_close(output);
  output_close(output);
  output->complete = true;
}

enum status handle_merge(const struct request *request, struct output *output, struct error *err)
{
  const char *choice = request_option(request, "conflicts");
  const char *path = request_option(request, "output");
  struct sides sides = {0};
  struct merge *merge = NULL;
  if (wants_json(request) && (path == NULL || strcmp(path, "-") == 0))
    return error_set(err, STATUS_USAGE, "%s",
                     _("--format json tells the conflicts, so what is merged needs a file of its "
                       "own: --output OUT."));
  bool resolve = request_option(request, "resolve") != NULL;
  if (resolve && (choice != NULL || path == NULL || strcmp(path, "-") == 0))
    return error_set(err, STATUS_USAGE, "%s",
                     _("--resolve asks on the screen, so what is merged needs a file, --output "
                       "OUT, and --conflicts has nothing to decide."));
  if (resolve && (request->workbench == NULL || isatty(STDIN_FILENO) == 0))
    return error_set(err, STATUS_USAGE, "%s",
                     _("--resolve asks on the screen, and there is no terminal here; --conflicts "
                       "ours or --conflicts theirs decides without one."));
  enum status status = read_sides(request, output, &sides, err);
  if (status == STATUS_OK) {
    merge = merge_maps(sides.base, sides.ours, sides.theirs,
                       choice == NULL                  ? MERGE_ASK
                       : strcmp(choice, "theirs") == 0 ? MERGE_THEIRS
                                                       : MERGE_OURS);
    if (resolve)
      status =
          resolve_conflicts(request->workbench,
                            &(struct resolve_sides){sides.base, sides.ours, sides.theirs,
                                                    request->arguments[1], request->arguments[2]},
                            &merge, err);
  }
  if (status == STATUS_OK) {
    tell_conflicts(request, &sides, merge, choice != NULL, output);
    status = merge->count > 0 && choice == NULL ? refuse(merge, err)
                                                : write_merged(request, merge, output, err);
  }
  merge_free(&merge);
  map_free(&sides.base);
  map_free(&sides.ours);
  map_free(&sides.theirs);
  return status;
}
