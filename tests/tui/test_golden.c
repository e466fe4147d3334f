/* Screens as people see them, kept in golden/ and compared letter by letter:
 * every view in three sizes, and in the middle one also without colours, in
 * ASCII, and in Swedish.  `make update-goldens` writes them anew; look at what
 * git shows as different before you keep it. */
#include "app/meeting.h"
#include "screen_harness.h"

#include "base/mem.h"
#include "base/str.h"
#include "store/presence.h"
#include "tui/dispute_dialog.h"

#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdlib.h>
#include <string.h>

#include <cmocka.h>

/* What to do to get there, from a workbench that was just opened. */
struct scene {
  const char *name;
  const char *keys;
  void (*lay)(struct tui *tui); /* NULL, or lays a dialog on top after the keys */
  const char *swedish; /* the keys where words are typed that are another there; NULL: the same */
};

/* Questions of which no key alone can bring one: others must have been at work. */
static void lay_dispute(struct tui *tui)
{
  struct dispute dispute = {
      .kind = DISPUTE_FIELD,
      .field = entity_field(ENTITY_touchpoint, "title"),
      .what = mem_copy_text("Touchpoint 'Får en knuff före förfallodagen'"),
      .who = mem_copy_text("Sara (Marketing)"),
      .when = mem_copy_text("14:03"),
      .base = {mem_copy_text("Får en knuff"), mem_copy_text("Får en knuff")},
      .mine = {mem_copy_text("Påminns vänligt"),
               mem_copy_text("Påminns vänligt om fakturan fyra dagar före förfallodagen")},
      .theirs = {mem_copy_text("Får en knuff före förfallodagen"),
                 mem_copy_text("Får en knuff före förfallodagen")},
  };
  dispute_open(tui, &dispute, NULL, NULL, NULL);
}

static void lay_draft(struct tui *tui)
{
  static const char text[] = "Hej {first_name}!\n\nVi har inte sett din betalning än. Betala gärna";
  struct dispute dispute = {
      .kind = DISPUTE_DRAFT,
      .field = entity_field(ENTITY_variant, "body"),
      .what = mem_copy_text("Variant 'sv'"),
      .when = mem_copy_text("14:03"),
      .mine = {mem_copy_text(text), mem_copy_text(text)},
  };
  dispute_open(tui, &dispute, NULL, NULL, NULL);
}

static void lay_dispute_deleted(struct tui *tui)
{
  struct dispute dispute = {
      .kind = DISPUTE_DELETED,
      .field = entity_field(ENTITY_touchpoint, "title"),
      .what = mem_copy_text("Touchpoint 'Får en knuff'"),
      .who = mem_copy_text("Sara (Marketing)"),
      .when = mem_copy_text("14:03"),
      .mine = {mem_copy_text("Påminns vänligt"), mem_copy_text("Påminns vänligt")},
  };
  dispute_open(tui, &dispute, NULL, NULL, NULL);
}

static const struct scene scenes[] = {
    {"map", ""},
    {"map-far", "-"},
    {"map-close", "/tydlig<Enter>+"},
    {"map-curve", "/knuff<Enter><Down><Down>"},
    {"map-end", "<End>"},
    {"map-department", "/faktura<Enter>&<Down><Enter>"},
    {"map-departments", "&"},
    {"ladder", "2"},
    {"ladder-step", "2/tydlig<Enter>"},
    {"texts", "/vänlig<Enter>3"},
    {"texts-preview", "/vänlig<Enter>3<Enter><Down>p"},
    {"workshop", "6"},
    {"workshop-agenda", "6<Enter>"},
    {"history", "7"},
    {"history-entry", "7<Down><Enter>"},
    {"history-filter", "7&"},
    {"history-some", "7&anna<Enter>&sms<Enter>"},
    {"compare", "7<End>="},
    {"blame", "/sms<Enter>H"},
    {"past", "7<Down><Down>T"},
    {"past-refused", "7<Down><Down>T2t"},
    {"help", "?"},
    {"help-texts", "3?"},
    {"palette", ":stage"},
    {"form", "/tydlig<Enter>e"},
    {"form-field", "/tydlig<Enter>e<Enter>"},
    {"form-journey", "i<Down><Down>"},
    {"channels", "/tydlig<Enter><Down><Down><Down><Down><Enter>"},
    {"sentence", "/tydlig<Enter>t"},
    {"sentence-after", "/partner<Enter>t<Down><Down><Down>"},
    {"guide", "/tydlig<Enter>g"},
    {"asked", "Q"},
    {"asked-counts", "Q<Enter>a2026-09 120"},
    {"writer", "/vänlig<Enter>3<Enter><Down><Enter>"},
    {"writer-mark",
     "/vänlig<Enter>3<Enter><Down><Enter>Sista varningen, annars inkasso!<Left><Left>"},
    {"prompt", "a"},
    {"confirm", "/tydlig<Enter>d"},
    {"message", "/zebra<Enter>"},
    {"dispute", "", lay_dispute},
    {"dispute-deleted", "", lay_dispute_deleted},
    {"draft", "", lay_draft},
    {"start", NULL},
};

/* The same on a journey with faults planted in it. */
static const struct scene bad_scenes[] = {
    {"bad-ladder", "2/tydlig<Enter>"},
    {"bad-texts", "/tydlig<Enter>3<Enter><Down>"},
    {"bad-writer", "/inkasso<Enter>3<Enter><Down><Enter>"},
    {"audit", "4"},
    {"audit-waive", "4wDomstolen har sagt det"},
    {"audit-explain", "4x"},
    {"audit-there", "4/GEN-TONE-01<Enter><Enter>"},
};

/* The same where others work too, and one has a name. */
static const struct scene company_scenes[] = {
    {"company", "/bekräftelse<Enter>"},
    {"company-list", "W"},
    {"company-follow", "f"},
    {"company-ladder", "2"},
    {"company-texts", "3<Home>"},
    {"company-audit", "4"},
    {"introduce", ":who am I<Enter>", NULL, ":vem är jag<Enter>"},
    {"introduce-department", ":who am I<Enter><Enter>", NULL, ":vem är jag<Enter><Enter>"},
    {"roles", ":roles<Enter>", NULL, ":roller<Enter>"},
    {"roles-of", ":roles<Enter><Enter>", NULL, ":roller<Enter><Enter>"},
};

/* A workshop under way; each with the keys that lead there from the scene before. */
static const struct {
  struct scene scene;
  const char *lead;
} room_scenes[] = {
    {{"room-write", "6"},
     "6<Enter><Enter><Enter>n<Enter>Nobody tells me when the switch is done<Enter><Enter>"},
    {{"room-reveal", "6"}, "6n"},
    {{"room-map", "6<Enter>"}, "6n"},
    {{"room-vote", "6"}, "6n<Enter><Enter>"},
    {{"room-counted", "6"}, "6n"},
    {{"room-grade", "6"}, NULL},
    {{"room-compare", "6"}, "6n"},
    {{"room-agree", "6<Down><Down><Enter>"}, "6"},
    {{"room-matrix", "6<Enter><Down><Down>"}, "6"},
};

struct window {
  const char *name;
  struct look look;
};

static const struct window windows[] = {
    {"80", {.rows = 24, .columns = 80}},
    {"120", {.rows = 40, .columns = 120}},
    {"200", {.rows = 60, .columns = 200}},
    {"mono", {.rows = 40, .columns = 120, .theme = THEME_MONO, .term = "vt100"}},
    {"ascii", {.rows = 40, .columns = 120, .ascii = true}},
    {"sv", {.rows = 40, .columns = 120, .language = "sv"}},
};

/* Screens that are only worth one look. */
static const struct {
  struct scene scene;
  struct window window;
} single[] = {
    {{"too-small", ""}, {"30", {.rows = 8, .columns = 30}}},
    {{"map", ""}, {"40", {.rows = 12, .columns = 44}}},
    {{"start", NULL}, {"80-nb", {.rows = 24, .columns = 80, .language = "nb"}}},
    {{"start", NULL}, {"40", {.rows = 12, .columns = 44}}},
    {{"map", "/tydlig<Enter>"}, {"light", {.rows = 24, .columns = 80, .theme = THEME_LIGHT}}},
    {{"ladder", "2<Right>"}, {"40", {.rows = 12, .columns = 44}}},
    {{"ladder", "2/tydlig<Enter>"}, {"light", {.rows = 24, .columns = 80, .theme = THEME_LIGHT}}},
    {{"ladder", "2<End>"}, {"80-sv", {.rows = 24, .columns = 80, .language = "sv"}}},
    {{"ladder", "2"}, {"80-nb", {.rows = 24, .columns = 80, .language = "nb"}}},
    {{"map", "-"}, {"nb", {.rows = 40, .columns = 120, .language = "nb"}}},
    {{"texts", "/vänlig<Enter>3"}, {"80-sv", {.rows = 24, .columns = 80, .language = "sv"}}},
    {{"map", ""}, {"80-sv", {.rows = 24, .columns = 80, .language = "sv"}}},
    {{"help", "?"}, {"80-sv", {.rows = 24, .columns = 80, .language = "sv"}}},
};

static const struct {
  struct scene scene;
  struct window window;
} bad_single[] = {
    {{"audit", "4"}, {"40", {.rows = 12, .columns = 44}}},
    {{"audit", "4"}, {"light", {.rows = 24, .columns = 80, .theme = THEME_LIGHT}}},
    {{"audit", "4&Finance<Enter>"}, {"filter", {.rows = 24, .columns = 80}}},
    {{"audit", "4"}, {"80-sv", {.rows = 24, .columns = 80, .language = "sv"}}},
    {{"audit", "4"}, {"80-nb", {.rows = 24, .columns = 80, .language = "nb"}}},
};

#define COUNT(array) (sizeof(array) / sizeof(array)[0])
#define CASES                                                                                      \
  ((COUNT(scenes) + COUNT(bad_scenes)) * COUNT(windows) + COUNT(single) + COUNT(bad_single) +      \
   (COUNT(company_scenes) + COUNT(room_scenes)) * COUNT(windows))

enum kind { KIND_PLAIN, KIND_BAD, KIND_COMPANY, KIND_ROOM };

struct golden {
  char name[64];
  struct scene scene;
  struct look look;
  enum kind kind;
  size_t room; /* of KIND_ROOM: which of its scenes */
};
static struct golden goldens[CASES];

/* The file that is looked at; none of the scenes changes it, but what leads to those of
 * a room. */
static struct harness harness;
static enum kind kind_open;
static size_t room_led; /* scenes of the room that were led to */
static struct presence *others[3];

/* A facilitator, one who writes, and one in another view. */
static void join_others(void)
{
  static const struct {
    const char *name, *view, *touchpoint, *field;
    enum department department;
    enum role role;
  } people[] = {
      {"Lena Berg", "ladder", "paminnelse-2", "", department_service, role_facilitator},
      {"Bo Åkesson", "map", "orderbekraftelse", "touchpoint/orderbekraftelse note",
       department_marketing, role_editor},
      {"Cia", "audit", "orderbekraftelse", "", department_it, role_viewer},
  };
  for (size_t i = 0; i < COUNT(people); i++) {
    struct present self = present_nobody();
    snprintf(self.person, sizeof self.person, "%.3s", people[i].name);
    snprintf(self.name, sizeof self.name, "%s", people[i].name);
    snprintf(self.view, sizeof self.view, "%s", people[i].view);
    snprintf(self.journey, sizeof self.journey, "%s", harness.session->journey.id);
    snprintf(self.touchpoint, sizeof self.touchpoint, "%s", people[i].touchpoint);
    snprintf(self.field, sizeof self.field, "%s", people[i].field);
    self.department = people[i].department;
    self.role = people[i].role;
    self.process = (int64_t)i + 1;
    assert_int_equal(presence_open(harness.session->path, true, &others[i], NULL), STATUS_OK);
    presence_tell(others[i], &self);
  }
  assert_int_equal(session_introduce(harness.session, "Anna Ek", department_finance, NULL),
                   STATUS_OK);
}

static void part_others(void)
{
  for (size_t i = 0; i < COUNT(others); i++)
    presence_close(&others[i]);
}

static void open_file(enum kind kind)
{
  bool bad = kind == KIND_BAD;
  kind_open = kind;
  harness_open(&harness, &(struct look){.rows = 40, .columns = 120},
               bad ? "journeys/bad/hot.yaml" : "journeys/electricity-se.yaml");
  /* Something for the history: a change, one taken back, an addition, a move. */
  if (!bad)
    harness_type(&harness, "Ja"
                           "Får ett sms om elpriset"
                           "<Enter>>"
                           "u"
                           "<End>"
                           "d"
                           "y"
                           "u");
  if (kind == KIND_COMPANY)
    join_others();
  harness_now = INT64_C(1772442000000);
}

static int open_first(void **state)
{
  (void)state;
  open_file(KIND_PLAIN);
  return 0;
}

static int close_file(void **state)
{
  (void)state;
  part_others();
  harness_close(&harness);
  return 0;
}

/* ---- A workshop ---- */

/* Somebody grades two touchpoints for another department, and one is oneself again. */
static void grade_as(const char *user, enum department department, const char *const grades[2])
{
  static const char *const touchpoints[] = {"tecknar-avtal", "orderbekraftelse"};
  struct session *session = harness.session;
  struct meeting meeting = {0};
  char *self = mem_copy_text(session->person);
  mem_set_text(&session->person, user);
  assert_int_equal(session_introduce(session, user, department, NULL), STATUS_OK);
  assert_int_equal(meeting_read(session, &meeting, NULL), STATUS_OK);
  for (int i = 0; i < 2; i++) {
    int64_t given[CRITERION_COUNT];
    assert_int_equal(meeting_parse_grades(grades[i], given, NULL), STATUS_OK);
    assert_int_equal(meeting_grade(session, &meeting, touchpoints[i], given, NULL), STATUS_OK);
  }
  meeting_clear(&meeting);
  mem_set_text(&session->person, self);
  assert_int_equal(session_introduce(session, "Anna Ek", department_finance, NULL), STATUS_OK);
  free(self);
}

static void lead_to_grading(void)
{
  harness_type(&harness, "6");
  while (harness_find(&harness, "Grade silently", NULL) < 0)
    harness_type(&harness, "n");
  harness_type(&harness, "<Enter>453<Enter><Enter>33-<Enter>");
  grade_as("bo", department_finance, (const char *const[]){"4 4 2", "3 3 3"});
  grade_as("cia", department_it, (const char *const[]){"1 5 5", "3 2 2"});
  grade_as("gun", department_service, (const char *const[]){"5 5 1", "3 4 3"});
}

static void lead_to(size_t room)
{
  static const struct look look = {.rows = 40, .columns = 120};
  for (; room_led <= room; room_led++) {
    harness_look(&harness, &look);
    if (room_scenes[room_led].lead != NULL)
      harness_type(&harness, room_scenes[room_led].lead);
    else
      lead_to_grading();
  }
}

/* ---- Comparing ---- */

static char *golden_path(const struct golden *golden)
{
  const char *tree = getenv("top_srcdir");
  struct str path = {0};
  str_addf(&path, "%s/tests/tui/golden/%s.txt", tree != NULL ? tree : ".", golden->name);
  return str_take(&path);
}

static char *read_whole(const char *path)
{
  FILE *in = fopen(path, "rb");
  struct str text = {0};
  char bytes[4096];
  if (in == NULL)
    return NULL;
  for (size_t got; (got = fread(bytes, 1, sizeof bytes, in)) > 0;)
    str_add_span(&text, bytes, got);
  fclose(in);
  return str_take(&text);
}

static void print_line(char sign, size_t number, const char *line)
{
  fprintf(stderr, "%c%4zu %.*s\n", sign, number, (int)strcspn(line, "\n"), line);
}

/* The lines that differ, place by place: a screen keeps its rows. */
static void print_difference(const char *expected, const char *found)
{
  for (size_t number = 1; *expected != '\0' || *found != '\0'; number++) {
    size_t left = strcspn(expected, "\n");
    size_t right = strcspn(found, "\n");
    if (left != right || memcmp(expected, found, left) != 0) {
      print_line('-', number, expected);
      print_line('+', number, found);
    }
    expected += left + (expected[left] == '\n' ? 1 : 0);
    found += right + (found[right] == '\n' ? 1 : 0);
  }
}

static void compare(const struct golden *golden, char *found)
{
  char *path = golden_path(golden);
  if (getenv("KUNDRESA_UPDATE_GOLDENS") != NULL) {
    FILE *out = fopen(path, "wb");
    assert_non_null(out);
    fputs(found, out);
    assert_int_equal(fclose(out), 0);
    free(path);
    free(found);
    return;
  }
  char *expected = read_whole(path);
  bool same = expected != NULL && strcmp(expected, found) == 0;
  if (!same && expected != NULL)
    print_difference(expected, found);
  if (!same)
    fprintf(stderr, "# %s %s\n", path,
            expected == NULL ? "is not there" : "differs (- as it was, + as it is)");
  free(expected);
  free(path);
  free(found);
  if (!same)
    fail_msg("make update-goldens takes the new screen as right");
}

static void test_scene(void **state)
{
  const struct golden *golden = *state;
  if (golden->kind != kind_open) {
    part_others();
    harness_close(&harness);
    open_file(golden->kind);
  }
  if (golden->kind == KIND_ROOM)
    lead_to(golden->room);
  if (golden->scene.keys == NULL)
    harness_look_start(&harness, &golden->look);
  else
    harness_look(&harness, &golden->look);
  if (golden->kind == KIND_COMPANY)
    harness_poll(&harness);
  bool swedish = golden->scene.swedish != NULL && golden->look.language != NULL;
  if (golden->scene.keys != NULL)
    harness_type(&harness, swedish ? golden->scene.swedish : golden->scene.keys);
  if (golden->scene.lay != NULL) {
    golden->scene.lay(harness.tui);
    harness_type(&harness, ""); /* another frame */
  }
  compare(golden, harness_picture(&harness));
}

static struct golden *next_golden(size_t *count, const struct scene *scene,
                                  const struct window *window)
{
  struct golden *golden = &goldens[(*count)++];
  *golden = (struct golden){.scene = *scene, .look = window->look};
  snprintf(golden->name, sizeof golden->name, "%s-%s", scene->name, window->name);
  return golden;
}

int main(void)
{
  struct CMUnitTest tests[CASES];
  size_t count = 0;
  for (size_t s = 0; s < COUNT(scenes); s++)
    for (size_t v = 0; v < COUNT(windows); v++)
      next_golden(&count, &scenes[s], &windows[v]);
  for (size_t i = 0; i < COUNT(single); i++)
    next_golden(&count, &single[i].scene, &single[i].window);
  for (size_t s = 0; s < COUNT(bad_scenes); s++)
    for (size_t v = 0; v < COUNT(windows); v++)
      next_golden(&count, &bad_scenes[s], &windows[v])->kind = KIND_BAD;
  for (size_t s = 0; s < COUNT(company_scenes); s++)
    for (size_t v = 0; v < COUNT(windows); v++)
      next_golden(&count, &company_scenes[s], &windows[v])->kind = KIND_COMPANY;
  for (size_t s = 0; s < COUNT(room_scenes); s++)
    for (size_t v = 0; v < COUNT(windows); v++) {
      struct golden *golden = next_golden(&count, &room_scenes[s].scene, &windows[v]);
      golden->kind = KIND_ROOM;
      golden->room = s;
    }
  for (size_t i = 0; i < COUNT(bad_single); i++)
    next_golden(&count, &bad_single[i].scene, &bad_single[i].window)->kind = KIND_BAD;
  for (size_t i = 0; i < count; i++)
    tests[i] = (struct CMUnitTest){goldens[i].name, test_scene, NULL, NULL, &goldens[i]};
  return cmocka_run_group_tests_name("golden screens", tests, open_first, close_file);
}
