/* A company's own voice. */
#include "rules/voice.h"

#include <setjmp.h>
#include <stdarg.h>
#include <string.h>

#include <cmocka.h>

/* Where @words are first said in a text of that language, in bytes; @start -1: nowhere. */
static void find_in(const char *language, const char *text, const char *words, bool exactly,
                    long start, size_t length)
{
  struct voice_word word = {.word = (char *)words, .exactly = exactly};
  const struct voice said = {.forbidden = &word, .forbidden_count = 1};
  struct voice_mark found = {0};
  size_t count = 0;
  voice_judge(&said, &(struct voice_text){.text = text, .language = language}, &found, 1, &count);
  if ((count > 0) != (start >= 0) ||
      (count > 0 && ((long)found.start != start || found.length != length)))
    fail_msg("'%s' in '%s': %s %zu+%zu", words, text, count > 0 ? "at" : "none", found.start,
             found.length);
}

static void find(const char *text, const char *words, long start, size_t length)
{
  find_in(NULL, text, words, false, start, length);
}

static void words_are_found_whole(void **state)
{
  (void)state;
  find("Din räkning är sen.", "räkning", 4, 8);
  find("Din RÄKNING är sen.", "räkning", 4, 8);
  find("Din räkning är sen.", "Räkning", 4, 8);
  find("Elräkningen är sen.", "räkning", -1, 0);
  find("Räkningen är sen.", "räkning", -1, 0);
  find("räkning", "räkning", 0, 8);
  find("räkning!", "räkning", 0, 8);
  find("Kära\n  kund, hej", "kära kund", 0, 12);
  find("Kärakund", "kära kund", -1, 0);
  find("Kära", "kära kund", -1, 0);
  find("det kostar 100%", "100%", 11, 4);
  find("aa", "a", -1, 0);
  find("aa a", "a", 3, 1);
  find("", "a", -1, 0);
  find("a", "", -1, 0);
  find("r\xc3", "r", 0, 1); /* broken at the end */
}

/* Forms of a word, as the language of the text has them. */
static void words_are_found_in_their_forms(void **state)
{
  (void)state;
  find_in("sv", "Räkningarna är sena.", "räkning", false, 0, 12);
  find_in("sv-FI", "Din RÄKNINGS dag", "räkningen", false, 4, 9);
  find_in("sv", "Räkningarna är sena.", "räkning", true, -1, 0);
  find_in("sv", "RÄKNING", "räkning", true, 0, 8);
  find_in("sv", "Elräkningen är sen.", "räkning", false, -1, 0);
  find_in("nb", "Purringene kommer.", "purring", false, 0, 10);
  find_in("nn", "Purringane kjem.", "purring", false, 0, 10);
  find_in("en", "Your late fees", "late fee", false, 5, 9);
  find_in("en", "Your late\nfees", "late fee", false, 5, 9);
  find_in("en", "Your latefees", "late fee", false, -1, 0);
  find_in("de", "Die Rechnungen", "Rechnung", false, 4, 10);
  find_in("xx", "Räkningarna", "räkning", false, -1, 0);
}

/* The same letters in other bytes, and what nobody sees. */
static void words_are_found_however_encoded(void **state)
{
  (void)state;
  find_in("sv", "Ra\xcc\x88kningen är sen.", "räkning", false, 0, 11);
  find_in("sv", "Räkningen är sen.", "ra\xcc\x88kning", false, 0, 10);
  find_in("sv", "din rä\xe2\x80\x8bkning\xc2\xad", "räkning", false, 4, 11);
  find_in("sv", "din r\xc2\xad\xc2\xadäkning", "räkning", true, 4, 12);
  find_in("sv", "kä\xe2\x81\xa0ra kund", "kära kund", true, 0, 13);
  find_in("sv", "ﬁn", "fin", true, 0, 4);
  find_in("sv", "\xe2\x80\x8b", "räkning", false, -1, 0);
  find_in("sv", "räkning", "\xe2\x80\x8b", false, -1, 0);
  find_in("sv", "\xff\xfe räkning \xc3", "räkning", false, 3, 8);
}

static char sv[] = "sv", raekning[] = "räkning", faktura[] = "faktura", kund[] = "kära kund",
            hej[] = "Hej", hello[] = "Hej {first_name}", bye[] = "Hälsningar\n{company}",
            du[] = "du";
static struct voice_word forbidden[] = {{.word = kund}};
static struct voice_word preferred[] = {{.word = raekning, .instead = faktura, .language = sv}};
static struct voice_line greetings[] = {{sv, hello}, {sv, hej}};
static struct voice_line signatures[] = {{sv, bye}};
static struct voice_line addresses[] = {{sv, du}};
static struct voice_length lengths[] = {{4, 20}}; /* sms */
static const struct voice voice = {
    .forbidden = forbidden,
    .forbidden_count = 1,
    .preferred = preferred,
    .preferred_count = 1,
    .greetings = greetings,
    .greeting_count = 2,
    .signatures = signatures,
    .signature_count = 1,
    .addresses = addresses,
    .address_count = 1,
    .lengths = lengths,
    .length_count = 1,
};

static void departures(const char *text, const char *language, const char *channel,
                       const char *address, bool whole, const char *expected)
{
  struct voice_text asked = {
      .text = text,
      .language = language,
      .channels = rule_token_bit(RULE_FIELD_channel, channel, strlen(channel)),
      .address = rule_token_bit(RULE_FIELD_address, address, strlen(address)),
      .whole = whole,
  };
  struct voice_mark marks[8];
  size_t count = 0;
  struct fact fact = {.known = true};
  fact.bits = voice_judge(&voice, &asked, marks, 8, &count);
  uint64_t wanted = 0;
  for (const char *at = expected; *at != '\0'; at += strspn(at, " ")) {
    size_t length = strcspn(at, " ");
    uint64_t bit = rule_token_bit(RULE_FIELD_voice, at, length);
    assert_true(bit != 0);
    wanted |= bit;
    at += length;
  }
  if (fact.bits != wanted)
    fail_msg("'%s': %llx, expected %llx", text, (unsigned long long)fact.bits,
             (unsigned long long)wanted);
  uint64_t marked = 0;
  for (size_t i = 0; i < count; i++)
    marked |= marks[i].what;
  assert_int_equal(marked, wanted);
}

static void departures_are_found(void **state)
{
  (void)state;
  departures("Hej {first_name}!\nBetala.\nHälsningar\n{company}", "sv", "email", "none", true, "");
  departures("Hej!\nBetala.\nhälsningar {company}\n", "sv-FI", "email", "du", true, "");
  departures("Hejsan!\nBetala.", "sv", "email", "none", true, "no_greeting no_signature");
  departures("Betala. Hej!\nHälsningar\n{company}\nPS: mer", "sv", "email", "none", true,
             "no_greeting no_signature");
  departures("Betala.", "sv", "email", "none", false, "");
  departures("Pay.", "en", "email", "none", true, "");
  departures("Kära kund, räkningen", "sv", "email", "none", false, "forbidden_word not_preferred");
  departures("Kära kund, en räkning", "sv", "email", "none", false, "forbidden_word not_preferred");
  departures("en räkning", "nb", "email", "none", false, "");
  departures("en räkning", NULL, "email", "none", false, "");
  departures("12345678901234567890", "sv", "sms", "none", false, "");
  departures("1234567890123456789åå", "sv", "sms", "none", false, "too_long");
  departures("1234567890123456789åå", "sv", "email", "none", false, "");
  departures("Ni betalar", "sv", "email", "ni", false, "other_address");
  departures("Ni och du", "sv", "email", "both", false, "other_address");
  departures("You pay", "en", "email", "ni", false, "");
}

/* How somebody is addressed in a language that is not read is not known, where the voice
 * has something to say of it. */
static void an_unread_address_is_not_known(void **state)
{
  (void)state;
  struct voice_text text = {.text = "Te maksatte", .language = "sv"};
  uint64_t other = rule_token_bit(RULE_FIELD_voice, "other_address", 13);
  assert_true(other != 0);
  assert_true(voice_unsure(&voice, &text) == other);
  assert_true(voice_judge(&voice, &text, NULL, 0, NULL) == 0);
  text.address = rule_token_bit(RULE_FIELD_address, "du", 2);
  assert_true(voice_unsure(&voice, &text) == 0);
  text = (struct voice_text){.text = "Te maksatte", .language = "fi"};
  assert_true(voice_unsure(&voice, &text) == other);
  const struct voice silent = {.forbidden = forbidden, .forbidden_count = 1};
  assert_true(voice_unsure(&silent, &text) == 0);
}

static void marks_say_where_and_what_instead(void **state)
{
  (void)state;
  struct voice_mark marks[2];
  size_t count = 0;
  const struct voice_text text = {.text = "En räkning, räkning och räkning.", .language = "sv"};
  voice_judge(&voice, &text, marks, 2, &count);
  assert_int_equal(count, 2); /* no more than there is room for */
  assert_int_equal(marks[1].start, 13);
  assert_int_equal(marks[1].length, 8);
  assert_ptr_equal(marks[1].word, preferred);
  assert_string_equal(marks[1].wanted, "faktura");
}

int main(void)
{
  const struct CMUnitTest tests[] = {
      cmocka_unit_test(words_are_found_whole),
      cmocka_unit_test(words_are_found_in_their_forms),
      cmocka_unit_test(words_are_found_however_encoded),
      cmocka_unit_test(an_unread_address_is_not_known),
      cmocka_unit_test(departures_are_found),
      cmocka_unit_test(marks_say_where_and_what_instead),
  };
  return cmocka_run_group_tests(tests, NULL, NULL);
}
