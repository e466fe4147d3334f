/* The workbench on a real terminal: takes it, waits, and always gives it back. */
#include "app/audited.h"
#include "app/surveyed.h"
#include "base/i18n.h"
#include "base/mem.h"
#include "tui/dispute_dialog.h"
#include "tui/drafts.h"
#include "tui/introduce.h"
#include "tui/start.h"
#include "tui/tui.h"

#include <errno.h>
#include <poll.h>
#include <signal.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

/* How often we look for what others have changed where the system does not tell, in
 * milliseconds. */
#define LOOK_EVERY 500

/* The system tells of a change before it can be seen, so that we look again after so
 * many milliseconds, and after twice as many, up to the last. */
#define LOOK_SOON 1
#define LOOK_LAST 64

/* After one change others are not looked for so long: many people's edits are read
 * together. */
#define LOOK_AFTER 100

static volatile sig_atomic_t asked_to_end;
static volatile sig_atomic_t new_size;

static void on_end(int number)
{
  (void)number;
  asked_to_end = 1;
}

static void on_size(int number)
{
  (void)number;
  new_size = 1;
}

/* A crash must not leave the terminal without echo and full of mouse reports. */
static void on_crash(int number)
{
  screen_leave();
  static const char words[] =
      "\nkundresa: something went wrong inside; every edit made so far is saved.\n";
  if (write(STDERR_FILENO, words, sizeof words - 1) < 0)
    _exit(5);
  signal(number, SIG_DFL);
  raise(number);
}

static void take_signals(sigset_t *outside)
{
  struct sigaction action = {.sa_handler = on_end};
  sigemptyset(&action.sa_mask);
  sigaction(SIGTERM, &action, NULL);
  sigaction(SIGHUP, &action, NULL);
  sigaction(SIGINT, &action, NULL);
  action.sa_handler = on_size;
  sigaction(SIGWINCH, &action, NULL);
  action.sa_handler = on_crash;
  action.sa_flags = (int)SA_RESETHAND;
  sigaction(SIGABRT, &action, NULL);
  sigaction(SIGSEGV, &action, NULL);
  sigaction(SIGBUS, &action, NULL);
  sigaction(SIGFPE, &action, NULL);
  /* Held back but for the moment of waiting, so that none is missed. */
  sigset_t held;
  sigemptyset(&held);
  sigaddset(&held, SIGTERM);
  sigaddset(&held, SIGHUP);
  sigaddset(&held, SIGINT);
  sigaddset(&held, SIGWINCH);
  sigprocmask(SIG_BLOCK, &held, outside);
}

static void suspend(void)
{
  screen_leave();
  raise(SIGTSTP);
  screen_return();
}

bool tui_round(struct tui *tui)
{
  struct key key;
  while (!tui->leaving && key_read(&key)) {
    if (key_is(&key, "C-z"))
      suspend();
    else
      tui_key(tui, &key);
  }
  if (tui->leaving)
    return false;
  drafts_step(tui); /* first: what can be seen is kept */
  company_tell(tui);
  tui_paint(tui);
  return tui_work(tui);
}

void tui_step(struct tui *tui)
{
  while (tui_round(tui))
    continue;
}

/* What ended the waiting. */
enum wake { WAKE_END, WAKE_KEY, WAKE_CHANGE, WAKE_TIME };

/* Waits for a key, a new size, something at @watch (-1: none) or @milliseconds. */
static enum wake wait(const sigset_t *outside, int watch, int milliseconds)
{
  struct pollfd waits[] = {{.fd = STDIN_FILENO, .events = POLLIN}, {.fd = watch, .events = POLLIN}};
  struct timespec timeout = {milliseconds / 1000, milliseconds % 1000 * 1000000L};
  sigset_t held;
  enum wake wake = WAKE_TIME;
  int got = ppoll(waits, 2, &timeout, outside);
  /* Where there is input ppoll() ends without letting signals in, so that keys
   * that keep coming would keep them out. */
  sigprocmask(SIG_SETMASK, outside, &held);
  sigprocmask(SIG_SETMASK, &held, NULL);
  if (got > 0 && (waits[0].revents & (POLLHUP | POLLERR | POLLNVAL)) != 0)
    return WAKE_END; /* the terminal is gone */
  if (got > 0)
    wake = waits[0].revents != 0 ? WAKE_KEY : WAKE_CHANGE;
  if (new_size) {
    new_size = 0;
    screen_follow();
    wake = WAKE_KEY;
  }
  return asked_to_end ? WAKE_END : wake;
}

/* A map of more touchpoints is opened without looking through it first. */
#define OVERDUE_LOOK_MOST 500

/* Says kindly that something waits: maps die of nobody looking.  It is looked for once the
 * first screen is seen. */
static void say_overdue(struct tui *tui)
{
  struct session *session = tui->session;
  struct map *map = NULL;
  struct due due;
  if (tui->message != NULL || session->journey_oid == 0 ||
      store_count(session->store, session->journey_oid, ENTITY_touchpoint) > OVERDUE_LOOK_MOST ||
      surveyed_read(session, &map, NULL) != STATUS_OK)
    return;
  due_make(map, audited_today(), &due);
  if (due.overdue > 0) {
    struct str what = {0};
    surveyed_add_due(&what, map, &due.items[0]);
    tui_say(
        tui, STYLE_WARN,
        P_("%zu thing has passed its day: %s. 'kundresa show FILE --due' lists it.",
           "%zu things have passed their day, first: %s. 'kundresa show FILE --due' lists them.",
           due.overdue),
        due.overdue, str_text(&what));
    str_clear(&what);
  }
  due_clear(&due);
  map_free(&map);
}

/* Draws only what is another frame: a workbench that nobody uses does next to nothing. */
static void run(struct tui *tui, const sigset_t *outside)
{
  int pause = LOOK_EVERY;
  bool resting = false;
  bool work = tui_round(tui);
  say_overdue(tui);
  work = work || tui->message != NULL;
  while (!tui->leaving) {
    int watch = resting ? -1 : store_watch(session_present(tui->session));
    enum wake wake = wait(outside, watch, work ? 0 : pause);
    if (wake == WAKE_END)
      return;
    if (wake == WAKE_TIME)
      draft_sync(&tui->draft);
    if (wake == WAKE_CHANGE)
      store_watched(session_present(tui->session));
    if (wake == WAKE_CHANGE || (resting && wake == WAKE_TIME))
      pause = LOOK_SOON;
    else if (wake == WAKE_TIME)
      pause = pause < LOOK_LAST ? pause * 2 : LOOK_EVERY;
    resting = resting && wake != WAKE_TIME;
    bool changed = !resting && tui_poll(tui);
    if (changed) {
      resting = true;
      pause = LOOK_AFTER;
    }
    bool ticked = tui_tick(tui);
    if (changed || ticked || work || wake == WAKE_KEY)
      work = tui_round(tui);
  }
}

/* The first screen of a new file; *@session stays NULL when the person leaves. */
static enum status run_start(const char *path, const sigset_t *outside, struct session **session,
                             struct error *err)
{
  struct start *start = start_new(path);
  enum status status = STATUS_OK;
  start_step(start);
  while (!start_ended(start) && wait(outside, -1, LOOK_EVERY) != WAKE_END)
    start_step(start);
  if (!asked_to_end)
    status = start_make(start, session, err);
  start_free(&start);
  return status;
}

static enum theme choose_theme(const struct workbench_options *options)
{
  const char *wish = getenv("NO_COLOR");
  int theme = options->theme != NULL ? theme_find(options->theme) : -1;
  if (theme >= 0)
    return (enum theme)theme;
  if (wish != NULL && wish[0] != '\0')
    return THEME_MONO;
  const char *ground = getenv("COLORFGBG"); /* "front;back", set by some terminals */
  const char *back = ground != NULL ? strrchr(ground, ';') : NULL;
  if (back != NULL && (strcmp(back, ";7") == 0 || strcmp(back, ";15") == 0))
    return THEME_LIGHT;
  return THEME_DARK;
}

/* Takes the terminal with its signals; give_back() undoes it. */
static enum status take_terminal(const struct workbench_options *options, sigset_t *outside,
                                 struct error *err)
{
  if (!screen_open(NULL, stdout, stdin, options->ascii)) {
    const char *term = getenv("TERM");
    error_set(err, STATUS_SYSTEM,
              _("this terminal (TERM=%s) is not known here, or cannot show a whole screen."),
              term != NULL ? term : "");
    error_remedy(err, "%s", _("Try again with TERM=xterm-256color, or use kundresa show FILE."));
    return STATUS_SYSTEM;
  }
  mem_on_exhausted(screen_leave);
  take_signals(outside);
  theme_use(choose_theme(options));
  key_use_mouse(!options->no_mouse);
  return STATUS_OK;
}

static void give_back(const sigset_t *outside)
{
  key_use_mouse(false);
  screen_close();
  mem_on_exhausted(NULL);
  sigprocmask(SIG_SETMASK, outside, NULL);
}

enum status tui_open(const char *path, const struct workbench_options *options, struct error *err)
{
  struct session *session = NULL;
  enum status status = STATUS_OK;
  if (!options->choose_template) {
    status = session_open(path, STORE_WRITE, options->journey, &session, err);
    if (status != STATUS_OK)
      return status;
  }
  sigset_t outside;
  status = take_terminal(options, &outside, err);
  if (status != STATUS_OK) {
    session_close(&session);
    return status;
  }
  if (options->choose_template)
    status = run_start(path, &outside, &session, err);
  if (status == STATUS_OK && session != NULL) {
    struct tui *tui = tui_new(session);
    tui->mouse = !options->no_mouse;
    drafts_offer(tui);
    introduce_once(tui);
    run(tui, &outside);
    tui_free(&tui);
    session_remember(session);
  }
  session_close(&session);
  give_back(&outside);
  return status;
}

/* ---- Disputes between versions ---- */

static void note_answer(void *context, struct tui *tui, enum dispute_choice choice,
                        const char *text, const struct dispute *dispute)
{
  (void)tui;
  (void)dispute;
  struct dispute_answer *answer = context;
  answer->choice = choice;
  if (choice == DISPUTE_OTHER)
    mem_set_text(&answer->text, text);
}

/* One question, until it is answered; false when it is not. */
static bool decide_one(struct tui *tui, struct dispute *dispute, struct dispute_answer *answer,
                       const char *title, const sigset_t *outside)
{
  enum wake wake = WAKE_KEY;
  dispute_open(tui, dispute, note_answer, answer, NULL);
  while (tui->top != NULL && wake != WAKE_END) {
    struct key key;
    while (tui->top != NULL && key_read(&key))
      if (key_is(&key, "C-z"))
        suspend();
      else
        tui_key(tui, &key);
    if (tui->top == NULL)
      break;
    tui_paint_dialog(tui, title);
    wake = wait(outside, -1, LOOK_EVERY);
  }
  while (tui->top != NULL)
    tui_pop(tui);
  return answer->choice != DISPUTE_OPEN;
}

enum status tui_decide(struct dispute *disputes, struct dispute_answer *answers, size_t count,
                       struct error *err)
{
  sigset_t outside;
  struct tui tui = {.draft.handle = -1}; /* of dialogs alone */
  enum status status = take_terminal(&(struct workbench_options){0}, &outside, err);
  size_t answered = 0;
  bool on = status == STATUS_OK;
  while (on && answered < count) {
    struct str title = {0};
    str_addf(&title, _(" kundresa   Conflict %zu of %zu"), answered + 1, count);
    on = decide_one(&tui, &disputes[answered], &answers[answered], str_text(&title), &outside);
    answered += on;
    str_clear(&title);
  }
  if (status == STATUS_OK)
    give_back(&outside);
  free(tui.message);
  for (size_t i = 0; i < count; i++)
    dispute_clear(&disputes[i]);
  if (status != STATUS_OK || answered == count)
    return status;
  error_set(err, STATUS_BUSY,
            P_("Nothing was written: %zu conflict is left.",
               "Nothing was written: %zu conflicts are left.", count - answered),
            count - answered);
  error_remedy(err, "%s", _("Run it again to decide them all."));
  return STATUS_BUSY;
}
