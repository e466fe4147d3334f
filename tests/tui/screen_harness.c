#include "screen_harness.h"

#include "base/mem.h"
#include "config.h"
#include "yaml/journey_format.h"

#include <curses.h>
#include <dirent.h>
#include <errno.h>
#include <fcntl.h>
#include <libintl.h>
#include <locale.h>
#include <poll.h>
#include <setjmp.h>
#include <signal.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>
#include <unistd.h>

#include <cmocka.h>

/* curses calls a function move(), and the screen of its own stdscr; nothing of
 * that is used here but the delay of Esc. */

#define FILE_NAME "map.kundresa"

/* ---- The file ---- */

/* Monday the 2nd of March 2026, and a minute later with every look. */
static int64_t ticked;

static int64_t ticking(void)
{
  ticked += 60000;
  return ticked;
}

/* The clock of a workshop stands, but where a test moves it. */
int64_t harness_now = INT64_C(1772442000000);

static int64_t standing(void)
{
  return harness_now;
}

static void open_store(struct session *session, enum store_mode mode)
{
  const struct store_context context = {
      .person = session->person,
      .department = enumeration_token(&enumerations[ENUM_department], session->department),
      .now = ticking,
  };
  struct error err = {0};
  if (store_open(session->path, mode, &context, &session->store, &err) != STATUS_OK)
    fail_msg("%s", err.text);
}

static void take_in(struct session *session, const char *name)
{
  const char *tree = getenv("top_srcdir");
  struct str path = {0};
  struct problems problems = {0};
  struct record_sink *sink = NULL;
  str_addf(&path, "%s/%s", tree != NULL ? tree : ".", name);
  FILE *in = fopen(str_text(&path), "rb");
  if (in == NULL)
    fail_msg("%s: %s", str_text(&path), strerror(errno));
  assert_int_equal(store_begin(session->store, "import", "new", NULL), STATUS_OK);
  assert_int_equal(store_begin_import(session->store, &sink, &session->journey_oid, NULL),
                   STATUS_OK);
  assert_int_equal(journey_read(in, name, sink, &problems, NULL), STATUS_OK);
  assert_int_equal(store_end_import(session->store, &sink, STATUS_OK, NULL), STATUS_OK);
  assert_int_equal(store_commit(session->store, NULL), STATUS_OK);
  assert_int_equal(session_reload(session, NULL), STATUS_OK);
  fclose(in);
  str_clear(&path);
}

static struct session *make_session(const char *path, const char *journey)
{
  struct session *session = mem_new(1, sizeof *session);
  session->path = mem_copy_text(path);
  session->person = mem_copy_text("anna");
  session->department = enumeration_find(&enumerations[ENUM_department], "finance", 7);
  session->role = role_editor;
  record_init(ENTITY_journey, &session->journey);
  ticked = INT64_C(1772442000000);
  open_store(session, STORE_CREATE);
  assert_int_equal(store_put_setting(session->store, "department.anna", "finance", NULL),
                   STATUS_OK);
  if (journey != NULL)
    take_in(session, journey);
  return session;
}

/* ---- The terminal ---- */

static void set_language(const char *language)
{
  const char *folder = getenv("KUNDRESA_LOCALEDIR");
  setenv("LANGUAGE", language != NULL ? language : "en", 1);
  setenv("TZ", "UTC", 1);
  assert_non_null(setlocale(LC_ALL, "C.UTF-8"));
  setlocale(LC_NUMERIC, "C");
  bindtextdomain(PACKAGE, folder != NULL ? folder : "locale");
  bind_textdomain_codeset(PACKAGE, "UTF-8");
  textdomain(PACKAGE);
}

/* Gives the terminal what curses has written since. */
static void feed(struct harness *harness)
{
  char bytes[16384];
  fflush(harness->out);
  for (;;) {
    ssize_t got = pread(fileno(harness->out), bytes, sizeof bytes, harness->fed);
    if (got <= 0)
      return;
    vterm_input_write(harness->vterm, bytes, (size_t)got);
    harness->fed += got;
  }
}

static void step(struct harness *harness)
{
  if (harness->tui != NULL && harness->slowly)
    tui_round(harness->tui);
  else if (harness->tui != NULL)
    tui_step(harness->tui);
  else if (harness->start != NULL)
    start_step(harness->start);
  feed(harness);
}

/* Where curses cannot ask a terminal for its size it believes these. */
static void set_size(int rows, int columns)
{
  char number[16];
  snprintf(number, sizeof number, "%d", rows);
  setenv("LINES", number, 1);
  snprintf(number, sizeof number, "%d", columns);
  setenv("COLUMNS", number, 1);
}

static void open_terminal(struct harness *harness, const struct look *look)
{
  int ends[2];
  harness->look = *look;
  set_language(look->language);
  /* Ctrl-Z would stop the tests. */
  signal(SIGTSTP, SIG_IGN);
  set_size(look->rows, look->columns);
  harness->vterm = vterm_new(look->rows, look->columns);
  vterm_set_utf8(harness->vterm, 1);
  harness->screen = vterm_obtain_screen(harness->vterm);
  vterm_screen_enable_altscreen(harness->screen, 1);
  vterm_screen_reset(harness->screen, 1);
  harness->out = tmpfile();
  assert_non_null(harness->out);
  assert_int_equal(pipe(ends), 0);
  harness->in = fdopen(ends[0], "rb");
  harness->keys = ends[1];
  /* curses reads a report of the mouse to its end, which the tests leave out. */
  fcntl(ends[0], F_SETFL, O_NONBLOCK);
  /* Keys are never more than a pipe holds at a time; better fail than hang. */
  fcntl(harness->keys, F_SETFL, O_NONBLOCK);
  harness->fed = 0;
  if (!screen_open(look->term != NULL ? look->term : "xterm-256color", harness->out, harness->in,
                   look->ascii))
    fail_msg("curses does not know the terminal %s", look->term != NULL ? look->term : "");
  /* All bytes of a key are there at once, so there is nothing to wait for. */
  set_escdelay(1);
  theme_use(look->theme);
  key_use_mouse(true);
}

static void close_terminal(struct harness *harness)
{
  tui_free(&harness->tui);
  start_free(&harness->start);
  key_use_mouse(false);
  screen_close();
  fclose(harness->out);
  fclose(harness->in);
  close(harness->keys);
  vterm_free(harness->vterm);
}

char *harness_path(const struct harness *harness, const char *name)
{
  struct str path = {0};
  str_addf(&path, "%s/%s", harness->folder, name);
  return str_take(&path);
}

/* Rules and lexicons are read once for all tests; the day of the audit is that of the
 * clock, so that every run looks alike. */
static struct bench *bench;

static void close_bench(void)
{
  bench_close(&bench);
}

static struct tui *open_tui(struct session *session)
{
  struct tui *tui = tui_new(session);
  tui->now = standing;
  if (bench == NULL) {
    struct problems problems = {0};
    struct error err = {0};
    if (bench_open(NULL, &bench, &problems, &err) != STATUS_OK)
      fail_msg("%s", err.text);
    problems_clear(&problems);
    atexit(close_bench);
  }
  auditor_lend(&tui->auditor, bench);
  tui->auditor.on = date_make(2026, 3, 2);
  return tui;
}

void harness_open(struct harness *harness, const struct look *look, const char *journey)
{
  char folder[] = "/tmp/kundresa-tui-XXXXXX";
  assert_non_null(mkdtemp(folder));
  *harness = (struct harness){.folder = mem_copy_text(folder)};
  set_language(look->language);
  char *path = harness_path(harness, FILE_NAME);
  harness->session = make_session(path, journey);
  free(path);
  open_terminal(harness, look);
  harness->tui = open_tui(harness->session);
  step(harness);
}

void harness_look(struct harness *harness, const struct look *look)
{
  close_terminal(harness);
  open_terminal(harness, look);
  harness->tui = open_tui(harness->session);
  step(harness);
}

void harness_look_start(struct harness *harness, const struct look *look)
{
  close_terminal(harness);
  open_terminal(harness, look);
  /* A plain name: the folder's differs from run to run. */
  harness->start = start_new(FILE_NAME);
  step(harness);
}

void harness_close(struct harness *harness)
{
  close_terminal(harness);
  session_close(&harness->session);
  DIR *folder = opendir(harness->folder);
  assert_non_null(folder);
  for (struct dirent *entry; (entry = readdir(folder)) != NULL;)
    if (entry->d_name[0] != '.')
      unlinkat(dirfd(folder), entry->d_name, 0);
  closedir(folder);
  rmdir(harness->folder);
  free(harness->folder);
  *harness = (struct harness){0};
}

/* ---- Keys ---- */

static const struct {
  const char *name;
  const char *bytes;
} sent[] = {
    {"lt", "<"},
    {"Enter", "\r"},
    {"Tab", "\t"},
    {"Esc", "\033"},
    {"Backspace", "\177"},
    {"Up", "\033OA"},
    {"Down", "\033OB"},
    {"Right", "\033OC"},
    {"Left", "\033OD"},
    {"Home", "\033OH"},
    {"End", "\033OF"},
    {"PageUp", "\033[5~"},
    {"PageDown", "\033[6~"},
    {"Insert", "\033[2~"},
    {"Delete", "\033[3~"},
    {"S-Tab", "\033[Z"},
    {"S-Up", "\033[1;2A"},
    {"S-Down", "\033[1;2B"},
    {"S-Right", "\033[1;2C"},
    {"S-Left", "\033[1;2D"},
    {"C-Right", "\033[1;5C"},
    {"C-Left", "\033[1;5D"},
    {"F1", "\033OP"},
    {"F2", "\033OQ"},
};

static void add_key(struct str *out, const char *name, size_t length)
{
  if (length == 3 && name[0] == 'C' && name[1] == '-') {
    str_add_char(out, (char)(name[2] & 31));
    return;
  }
  for (size_t i = 0; i < sizeof sent / sizeof sent[0]; i++)
    if (strlen(sent[i].name) == length && memcmp(sent[i].name, name, length) == 0) {
      str_add(out, sent[i].bytes);
      return;
    }
  fail_msg("no key is called <%.*s>", (int)length, name);
}

void harness_send(struct harness *harness, const char *bytes, size_t length)
{
  assert_int_equal(write(harness->keys, bytes, length), length);
  step(harness);
}

void harness_type(struct harness *harness, const char *keys)
{
  struct str bytes = {0};
  while (*keys != '\0') {
    const char *end = *keys == '<' ? strchr(keys, '>') : NULL;
    if (end == NULL) {
      str_add_char(&bytes, *keys++);
      continue;
    }
    bool escape = end - keys == 4 && memcmp(keys, "<Esc", 4) == 0;
    add_key(&bytes, keys + 1, (size_t)(end - keys - 1));
    keys = end + 1;
    /* A person cannot press the next key so soon that it seems one with Esc. */
    if (escape) {
      harness_send(harness, bytes.text, bytes.length);
      str_cut(&bytes, 0);
    }
  }
  harness_send(harness, str_text(&bytes), bytes.length);
  str_clear(&bytes);
}

void harness_paste(struct harness *harness, const char *text)
{
  struct str bytes = {0};
  str_addf(&bytes, "\033[200~%s\033[201~", text);
  harness_send(harness, bytes.text, bytes.length);
  str_clear(&bytes);
}

static void mouse(struct harness *harness, int button, int row, int column)
{
  struct str bytes = {0};
  str_addf(&bytes, "\033[<%d;%d;%dM", button, column + 1, row + 1);
  if (button == 0)
    str_addf(&bytes, "\033[<%d;%d;%dm", button, column + 1, row + 1);
  harness_send(harness, bytes.text, bytes.length);
  str_clear(&bytes);
}

void harness_click(struct harness *harness, int row, int column)
{
  mouse(harness, 0, row, column);
}

void harness_wheel(struct harness *harness, int row, int column, bool up)
{
  mouse(harness, up ? 64 : 65, row, column);
}

void harness_resize(struct harness *harness, int rows, int columns)
{
  vterm_set_size(harness->vterm, rows, columns);
  set_size(rows, columns);
  harness->look.rows = rows;
  harness->look.columns = columns;
  screen_resize(rows, columns);
  step(harness);
}

void harness_poll(struct harness *harness)
{
  tui_poll(harness->tui);
  step(harness);
}

/* ---- What is seen ---- */

static VTermScreenCell cell_at(const struct harness *harness, int row, int column)
{
  VTermScreenCell cell = {0};
  vterm_screen_get_cell(harness->screen, (VTermPos){.row = row, .col = column}, &cell);
  return cell;
}

/* Adds a character as UTF-8. */
static void add_character(struct str *out, uint32_t character)
{
  if (character < 0x80) {
    str_add_char(out, (char)character);
  } else if (character < 0x800) {
    str_add_char(out, (char)(0xC0 | character >> 6));
    str_add_char(out, (char)(0x80 | (character & 63)));
  } else if (character < 0x10000) {
    str_add_char(out, (char)(0xE0 | character >> 12));
    str_add_char(out, (char)(0x80 | (character >> 6 & 63)));
    str_add_char(out, (char)(0x80 | (character & 63)));
  } else {
    str_add_char(out, (char)(0xF0 | character >> 18));
    str_add_char(out, (char)(0x80 | (character >> 12 & 63)));
    str_add_char(out, (char)(0x80 | (character >> 6 & 63)));
    str_add_char(out, (char)(0x80 | (character & 63)));
  }
}

static void trim(struct str *line, size_t start, char blank)
{
  while (line->length > start && line->text[line->length - 1] == blank)
    str_cut(line, line->length - 1);
}

static void add_row(struct str *out, const struct harness *harness, int row)
{
  size_t start = out->length;
  for (int column = 0; column < harness->look.columns; column++) {
    VTermScreenCell cell = cell_at(harness, row, column);
    if (cell.chars[0] == (uint32_t)-1)
      continue; /* the second half of a wide character */
    if (cell.chars[0] == 0)
      str_add_char(out, ' ');
    for (int i = 0; i < VTERM_MAX_CHARS_PER_CELL && cell.chars[i] != 0; i++)
      add_character(out, cell.chars[i]);
  }
  trim(out, start, ' ');
}

char *harness_row(const struct harness *harness, int row)
{
  struct str line = {0};
  add_row(&line, harness, row);
  str_add(&line, "");
  return str_take(&line);
}

int harness_find(const struct harness *harness, const char *text, int *column)
{
  for (int row = 0; row < harness->look.rows; row++) {
    char *line = harness_row(harness, row);
    const char *found = line != NULL ? strstr(line, text) : NULL;
    if (found != NULL && column != NULL) {
      /* The test's journeys have no wide characters before what is looked for. */
      *column = 0;
      for (const char *at = line; at < found; at++)
        *column += (*at & 0xC0) != 0x80 ? 1 : 0;
    }
    free(line);
    if (found != NULL)
      return row;
  }
  return -1;
}

static void show(const struct harness *harness)
{
  char *picture = harness_picture(harness);
  char *end = strstr(picture, "\n---\n");
  if (end != NULL)
    *end = '\0';
  fprintf(stderr, "%s\n", picture);
  free(picture);
}

void harness_shows(const struct harness *harness, const char *text)
{
  if (harness_find(harness, text, NULL) >= 0)
    return;
  show(harness);
  fail_msg("'%s' is not on the screen", text);
}

void harness_shows_not(const struct harness *harness, const char *text)
{
  if (harness_find(harness, text, NULL) < 0)
    return;
  show(harness);
  fail_msg("'%s' is on the screen", text);
}

void harness_cursor(const struct harness *harness, int *row, int *column)
{
  VTermPos position;
  vterm_state_get_cursorpos(vterm_obtain_state(harness->vterm), &position);
  *row = position.row;
  *column = position.col;
}

const char *harness_message(const struct harness *harness)
{
  return harness->tui->message != NULL ? harness->tui->message : "";
}

/* ---- The picture ---- */

/* Looks that are no plain colour get a digit, in the order they are met. */
struct legend {
  struct str names[36];
  size_t count;
};

static const char *colour_name(const VTermColor *colour)
{
  static const char *const names[] = {"black", "red",     "green", "yellow",
                                      "blue",  "magenta", "cyan",  "white"};
  static char number[16];
  if (VTERM_COLOR_IS_DEFAULT_FG(colour) || VTERM_COLOR_IS_DEFAULT_BG(colour))
    return "default";
  if (!VTERM_COLOR_IS_INDEXED(colour))
    return "rgb";
  if (colour->indexed.idx < 8)
    return names[colour->indexed.idx];
  snprintf(number, sizeof number, "colour %d", colour->indexed.idx);
  return number;
}

static char letter_of(struct legend *legend, const VTermScreenCell *cell)
{
  static const char letters[] = "krgybmcw";
  bool plain = VTERM_COLOR_IS_DEFAULT_BG(&cell->bg) && !cell->attrs.reverse &&
               cell->attrs.underline == 0 && !cell->attrs.blink && !cell->attrs.italic;
  if (plain && VTERM_COLOR_IS_DEFAULT_FG(&cell->fg))
    return cell->attrs.bold ? '*' : '.';
  if (plain && VTERM_COLOR_IS_INDEXED(&cell->fg) && cell->fg.indexed.idx < 8) {
    char letter = letters[cell->fg.indexed.idx];
    return (char)(cell->attrs.bold ? letter - 'a' + 'A' : letter);
  }
  struct str name = {0};
  str_add(&name, colour_name(&cell->fg));
  str_addf(&name, " on %s%s%s%s", colour_name(&cell->bg), cell->attrs.bold ? ", bold" : "",
           cell->attrs.underline != 0 ? ", underlined" : "",
           cell->attrs.reverse ? ", reverse" : "");
  size_t i = 0;
  while (i < legend->count && strcmp(str_text(&legend->names[i]), str_text(&name)) != 0)
    i++;
  if (i == legend->count)
    legend->names[legend->count++] = name;
  else
    str_clear(&name);
  return (char)('1' + i);
}

char *harness_picture(const struct harness *harness)
{
  struct str picture = {0};
  struct legend legend = {0};
  int row;
  int column;
  harness_cursor(harness, &row, &column);
  str_addf(&picture, "%d x %d, cursor at row %d column %d\n", harness->look.columns,
           harness->look.rows, row, column);
  for (int i = 0; i < harness->look.rows; i++) {
    add_row(&picture, harness, i);
    str_add(&picture, "\n");
  }
  str_add(&picture, "---\n");
  for (int i = 0; i < harness->look.rows; i++) {
    size_t start = picture.length;
    for (int c = 0; c < harness->look.columns; c++) {
      VTermScreenCell cell = cell_at(harness, i, c);
      str_add_char(&picture, letter_of(&legend, &cell));
    }
    trim(&picture, start, '.');
    str_add(&picture, "\n");
  }
  str_add(&picture, "---\n");
  for (size_t i = 0; i < legend.count; i++) {
    str_addf(&picture, "%zu %s\n", i + 1, str_text(&legend.names[i]));
    str_clear(&legend.names[i]);
  }
  return str_take(&picture);
}
