#include "base/i18n.h"
#include "base/text.h"
#include "model/guide.h"
#include "model/record.h"
#include "model/sentence.h"

#include <locale.h>
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdlib.h>
#include <string.h>

#include <cmocka.h>

static void speak(const char *language)
{
  setlocale(LC_ALL, "C.UTF-8");
  setenv("LANGUAGE", language, 1);
  bindtextdomain("kundresa", getenv("KUNDRESA_LOCALEDIR"));
  bind_textdomain_codeset("kundresa", "UTF-8");
  textdomain("kundresa");
}

/* On the map a department is one letter, and a channel a few. */
static void narrow_names(const char *language)
{
  speak(language);
  size_t count = enumerations[ENUM_department].count;
  for (size_t i = 0; i < count; i++) {
    const char *letter = department_letter((int64_t)i);
    assert_int_equal(text_width(letter), 1);
    for (size_t j = 0; j < i; j++)
      assert_string_not_equal(letter, department_letter((int64_t)j));
  }
  for (size_t i = 0; i < enumerations[ENUM_channel].count; i++)
    assert_in_range(text_width(channel_short((int64_t)i)), 1, 7);
}

static void test_narrow_names(void **state)
{
  (void)state;
  narrow_names("en");
  narrow_names("sv");
  narrow_names("nb");
}

static void reads(const char *days, const char *kind, const char *repeat, const char *expected)
{
  const char *const fields[] = {"anchor",
                                "due",
                                "offset_days",
                                days,
                                "days",
                                kind,
                                "invoice_state",
                                "unpaid",
                                "channels",
                                "email letter sms",
                                "repeat_every_days",
                                repeat};
  struct touchpoint touchpoint;
  record_init(ENTITY_touchpoint, &touchpoint);
  for (size_t i = 0; i < sizeof fields / sizeof fields[0]; i += 2)
    assert_int_equal(
        record_set(&touchpoint, entity_field(ENTITY_touchpoint, fields[i]), fields[i + 1], NULL),
        STATUS_OK);
  struct str sentence = {0};
  sentence_add_trigger(&sentence, &touchpoint, NULL);
  assert_string_equal(str_text(&sentence), expected);
  str_clear(&sentence);
  record_clear(ENTITY_touchpoint, &touchpoint);
}

/* The trigger is a sentence that people read aloud in the room. */
static void test_sentences(void **state)
{
  (void)state;
  speak("sv");
  reads("5", "calendar", "",
        "5 dagar efter förfallodagen, om den är obetald, till alla, via e-post eller annars brev "
        "eller annars SMS");
  reads("-1", "business", "30",
        "1 arbetsdag före förfallodagen, och igen efter ytterligare 30 arbetsdagar, om den är "
        "obetald, till alla, via e-post eller annars brev eller annars SMS");
  speak("nb");
  reads("1", "calendar", "",
        "1 dag etter forfall, hvis den er ubetalt, til alle, via e-post eller ellers brev eller "
        "ellers SMS");
}

/* A room that is guided in two languages at once is not guided. */
static void test_guides(void **state)
{
  (void)state;
  for (int64_t kind = 0; kind <= stage_kind_churn; kind++) {
    size_t count;
    const struct guide *guide = guide_of(kind, &count);
    for (size_t i = 0; i < count; i++) {
      speak("sv");
      assert_string_not_equal(i18n_text(guide[i].question), guide[i].question);
      speak("nb");
      assert_string_not_equal(i18n_text(guide[i].question), guide[i].question);
    }
  }
}

int main(void)
{
  const struct CMUnitTest tests[] = {
      cmocka_unit_test(test_narrow_names),
      cmocka_unit_test(test_sentences),
      cmocka_unit_test(test_guides),
  };
  return cmocka_run_group_tests(tests, NULL, NULL);
}
