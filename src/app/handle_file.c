/* Files as a whole: made, filled, written out. */
#include "app/handle.h"
#include "app/release.h"
#include "app/surveyed.h"
#include "app/template.h"

#include "base/file.h"
#include "base/i18n.h"
#include "base/mem.h"
#include "yaml/journey_format.h"

#include <errno.h>
#include <inttypes.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>

/* ---- new ---- */

/* The name of a file without folders and ending: the title of an empty map. */
static char *base_name(const char *path)
{
  const char *slash = strrchr(path, '/');
  const char *name = slash != NULL && slash[1] != '\0' ? slash + 1 : path;
  const char *dot = strrchr(name, '.');
  return mem_copy_span(name, dot != NULL && dot != name ? (size_t)(dot - name) : strlen(name));
}

/* Whether a plain file is one of ours, or another that SQLite made. */
static bool is_database(FILE *in)
{
  static const char magic[] = "SQLite format 3"; /* with the 0 at its end */
  char bytes[sizeof magic];
  bool is =
      fread(bytes, 1, sizeof bytes, in) == sizeof bytes && memcmp(bytes, magic, sizeof bytes) == 0;
  rewind(in);
  return is;
}

bool handle_is_map(const char *path)
{
  struct stat info;
  FILE *in = stat(path, &info) == 0 && S_ISREG(info.st_mode) ? fopen(path, "rb") : NULL;
  bool map = in != NULL && is_database(in);
  handle_close_input(in);
  return map;
}

/* A folder can be opened, but not read. */
enum status handle_open_input(const char *path, FILE **in, struct error *err)
{
  struct stat info = {0};
  *in = strcmp(path, "-") == 0 ? stdin : fopen(path, "rb");
  if (*in == NULL) {
    error_set(err, STATUS_INPUT, _("It cannot be read: %s."), strerror(errno));
    error_place(err, path, 0, 0);
    return STATUS_INPUT;
  }
  if (fstat(fileno(*in), &info) == 0 && S_ISDIR(info.st_mode)) {
    if (*in != stdin)
      fclose(*in);
    *in = NULL;
    error_set(err, STATUS_INPUT, _("It is a folder; expected a journey in YAML."));
    error_place(err, path, 0, 0);
    return STATUS_INPUT;
  }
  if (S_ISREG(info.st_mode) && *in != stdin && is_database(*in)) {
    fclose(*in);
    *in = NULL;
    error_set(err, STATUS_INPUT, _("It is a kundresa file; expected a journey in YAML."));
    error_remedy(err, _("'kundresa export %s --format journey' writes one."), path);
    error_place(err, path, 0, 0);
    return STATUS_INPUT;
  }
  return STATUS_OK;
}

void handle_close_input(FILE *in)
{
  if (in != NULL && in != stdin)
    fclose(in);
}

const char *handle_input_name(const char *path)
{
  return strcmp(path, "-") == 0 ? _("standard input") : path;
}

static enum status create(const char *path, const char *from, struct output *output,
                          struct error *err)
{
  FILE *in = NULL;
  struct problems problems = {0};
  struct session *session = NULL;
  enum status status = STATUS_OK;
  char *name = from != NULL ? mem_copy_text(handle_input_name(from)) : base_name(path);
  if (from != NULL)
    status = handle_open_input(from, &in, err);
  if (status == STATUS_OK)
    status = session_create(path, in, name, &session, &problems, err);
  if (status == STATUS_OK) {
    output_say(output, _("%s holds the journey '%s' now. 'kundresa %s' opens it."), path,
               session->journey.title, path);
    output_record(output, NULL, NULL);
    output_text(output, "file", NULL, path);
    output_text(output, "journey", NULL, session->journey.id);
    output_close(output);
  }
  handle_tell(output, &problems, name);
  problems_clear(&problems);
  handle_close_input(in);
  free(name);
  session_close(&session);
  return status;
}

static enum status say_ways(struct error *err)
{
  struct template *list;
  size_t count = template_list(&list, NULL);
  struct str names = {0};
  for (size_t i = 0; i < count; i++)
    str_addf(&names, "%s%s", i > 0 ? ", " : "", list[i].name);
  error_set(err, STATUS_USAGE,
            _("Say what to start from: --template NAME, --from JOURNEY.yaml or --empty."));
  if (count > 0)
    error_remedy(err, _("There are these templates: %s."), str_text(&names));
  str_clear(&names);
  template_list_free(list, count);
  return STATUS_USAGE;
}

enum status handle_new(const struct request *request, struct output *output, struct error *err)
{
  const char *path = request->arguments[0];
  const char *name = request_option(request, "template");
  const char *from = request_option(request, "from");
  const char *empty = request_option(request, "empty");
  int ways = (name != NULL) + (from != NULL) + (empty != NULL);
  if (ways > 1)
    return error_set(err, STATUS_USAGE,
                     _("Only one of --template, --from and --empty can be the start."));
  if (ways == 0 && request->workbench != NULL) {
    struct workbench_options options = {.choose_template = true};
    return request->workbench->open(path, &options, err);
  }
  if (ways == 0)
    return say_ways(err);
  if (name == NULL)
    return create(path, from, output, err);
  struct str template = {0};
  enum status status = template_find(name, &template, err);
  if (status == STATUS_OK)
    status = create(path, str_text(&template), output, err);
  str_clear(&template);
  return status;
}

/* ---- import ---- */

static enum status import_one(struct session *session, const char *from, struct output *output,
                              struct str *taken, struct error *err)
{
  FILE *in;
  int64_t oid = 0;
  struct problems problems = {0};
  struct journey journey;
  record_init(ENTITY_journey, &journey);
  enum status status = handle_open_input(from, &in, err);
  if (status != STATUS_OK)
    return status;
  status = session_import(session, in, handle_input_name(from), &oid, &problems, err);
  handle_tell(output, &problems, handle_input_name(from));
  if (status == STATUS_OK)
    status = store_read(session->store, ENTITY_journey, oid, &journey, err);
  if (status == STATUS_OK) {
    output_text(output, NULL, NULL, journey.id);
    str_addf(taken, "%s%s", taken->length > 0 ? ", " : "", journey.id);
  }
  record_clear(ENTITY_journey, &journey);
  problems_clear(&problems);
  handle_close_input(in);
  return status;
}

enum status handle_import(const struct request *request, struct output *output, struct error *err)
{
  struct session *session = NULL;
  struct str taken = {0};
  enum status status = session_open(request->arguments[0], STORE_WRITE, NULL, &session, err);
  output_list(output, NULL, NULL);
  for (size_t i = 1; i < request->count && status == STATUS_OK; i++)
    status = import_one(session, request->arguments[i], output, &taken, err);
  output_close(output);
  if (status != STATUS_OK && taken.length > 0)
    output_say(output, _("These are in the file already: %s."), str_text(&taken));
  str_clear(&taken);
  session_close(&session);
  return status;
}

/* ---- export ---- */

/* Bytes to standard output, or to a file that appears when it is whole. */
struct target {
  struct byte_sink sink;
  struct output *output;
  struct file_writer *writer; /* NULL: standard output */
};

static enum status put_bytes(struct byte_sink *sink, const char *bytes, size_t length,
                             struct error *err)
{
  struct target *target = (struct target *)sink;
  return target->writer != NULL ? file_write(target->writer, bytes, length, err)
                                : target->output->ops->bytes(target->output, bytes, length, err);
}

static enum status write_journey(struct session *session, struct target *target, struct error *err)
{
  struct record_source *source = NULL;
  enum status status = store_begin_export(session->store, session->journey_oid, &source, err);
  if (status != STATUS_OK)
    return status;
  status = journey_write(source, &target->sink, err);
  store_end_export(session->store, &source);
  return status;
}

static enum status write_faq(struct session *session, struct target *target, struct error *err)
{
  struct map *map;
  struct support support;
  struct str page = {0};
  size_t answered;
  size_t waiting;
  enum status status = surveyed_read(session, &map, err);
  if (status != STATUS_OK)
    return status;
  support_make(map, &support);
  surveyed_add_faq(&page, map, &support, &answered, &waiting);
  status = put_bytes(&target->sink, str_text(&page), page.length, err);
  if (status == STATUS_OK && answered == 0)
    output_say(target->output, "%s",
               _("No question has an answer yet, so the page has only its heading."));
  else if (status == STATUS_OK && waiting > 0)
    output_say(target->output,
               P_("%zu question has no answer yet and is left out.",
                  "%zu questions have no answer yet and are left out.", waiting),
               waiting);
  str_clear(&page);
  support_clear(&support);
  map_free(&map);
  return status;
}

/* Whoever takes the latest plan takes it for the map as it is. */
static enum status say_behind(struct session *session, struct output *output, struct error *err)
{
  int64_t number;
  bool behind;
  enum status status = release_is_behind(session, &number, &behind, err);
  if (status == STATUS_OK && behind)
    output_say(output,
               _("This is release %" PRId64 "; the journey has changed since. 'kundresa release "
                 "%s' makes a new one."),
               number, session->path);
  return status;
}

static enum status export_to(const struct request *request, struct session *session,
                             struct target *target, struct error *err)
{
  const char *format = request_option(request, "format");
  const char *release = request_option(request, "release");
  long number = 0;
  if (format == NULL) {
    error_set(err, STATUS_USAGE,
              _("Say what to write: --format journey, --format plan or --format faq."));
    return STATUS_USAGE;
  }
  if (strcmp(format, "plan") != 0 && release != NULL)
    return error_set(err, STATUS_USAGE, _("--release goes with --format plan."));
  if (strcmp(format, "journey") == 0)
    return write_journey(session, target, err);
  if (strcmp(format, "faq") == 0)
    return write_faq(session, target, err);
  enum status status = handle_number(request, "release", 1, 1000000000, &number, err);
  struct str plan = {0};
  if (status == STATUS_OK)
    status = release_read(session, number, &plan, err);
  if (status == STATUS_OK)
    status = put_bytes(&target->sink, str_text(&plan), plan.length, err);
  str_clear(&plan);
  if (status == STATUS_OK && release == NULL)
    status = say_behind(session, target->output, err);
  return status;
}

/* A folder of that name would only be met at the very end, and a map would be
 * gone. */
enum status handle_open_output(const char *path, struct file_writer *writer, struct error *err)
{
  struct stat info;
  if (handle_is_map(path)) {
    error_set(err, STATUS_INPUT, _("A kundresa file is here, which this would overwrite."));
    error_remedy(err, "%s", _("Choose another name."));
    error_place(err, path, 0, 0);
    return STATUS_INPUT;
  }
  if (stat(path, &info) == 0 && S_ISDIR(info.st_mode)) {
    error_set(err, STATUS_INPUT, _("It is a folder; expected a name for a file."));
    error_place(err, path, 0, 0);
    return STATUS_INPUT;
  }
  return file_open(writer, path, err);
}

enum status handle_write_output(const char *path, const struct str *bytes, struct output *output,
                                struct error *err)
{
  struct file_writer writer;
  if (path == NULL || strcmp(path, "-") == 0)
    return output->ops->bytes(output, str_text(bytes), bytes->length, err);
  enum status status = handle_open_output(path, &writer, err);
  if (status == STATUS_OK)
    status = file_write(&writer, str_text(bytes), bytes->length, err);
  return status == STATUS_OK ? file_commit(&writer, err) : status;
}

enum status handle_export(const struct request *request, struct output *output, struct error *err)
{
  const char *path = request_option(request, "output");
  struct session *session = NULL;
  struct file_writer writer;
  struct target target = {.sink = {.write = put_bytes}, .output = output};
  enum status status = handle_open(request, STORE_READ, &session, err);
  if (status == STATUS_OK && path != NULL && strcmp(path, "-") != 0) {
    status = handle_open_output(path, &writer, err);
    target.writer = status == STATUS_OK ? &writer : NULL;
  }
  if (status == STATUS_OK)
    status = export_to(request, session, &target, err);
  if (target.writer != NULL && status == STATUS_OK)
    status = file_commit(target.writer, err);
  else if (target.writer != NULL)
    file_abandon(target.writer);
  session_close(&session);
  return status;
}
