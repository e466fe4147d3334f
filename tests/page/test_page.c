/* A document in its three forms, whatever stands in it. */
#include "page/markdown.h"
#include "page/page.h"

#include "base/text.h"

#include <libxml/parser.h>
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdlib.h>
#include <string.h>

#include <cmocka.h>

#define HOSTILE "a\033[2J\xc2\x9b<b>&amp;]]>\xe2\x80\xae|\xff `c` <!--"

static void fill(struct page *page, const char *words)
{
  const struct page_column columns[] = {
      {"What", COLUMN_TITLE}, {"Never", COLUMN_WORDS}, {"How many", COLUMN_NUMBER}};
  struct picture *picture = picture_new(words, 100, 50);
  page_begin(page, words, "en");
  page_section(page, "one", words);
  page_text(page, words);
  page_quote(page, words);
  page_note(page, words);
  page_part(page, words);
  page_item(page, words);
  page_item(page, words);
  page_fact(page, words, words);
  page_fact(page, words, NULL);
  page_table(page, words, columns, 3);
  page_cell(page, words);
  page_cell(page, NULL);
  page_cell_number(page, -12);
  picture_box(picture, "card", 1, 1, 50, 20);
  picture_tell(picture, words);
  picture_words(picture, "small", 2, 2, words);
  picture_describe(picture, words);
  page_picture(page, picture, "o o\n");
  page_tidy(page);
}

static void lines_fit(const char *text, int columns)
{
  char *line;
  while (page_next_line(&text, &line)) {
    assert_true(text_width(line) <= columns);
    assert_true(line[0] == '\0' || line[strlen(line) - 1] != ' ');
    free(line);
  }
}

static void test_hostile(void **state)
{
  (void)state;
  struct page page;
  struct str text = {0}, markdown = {0}, html = {0};
  fill(&page, HOSTILE);
  page_write_text(&page, 80, &text);
  page_write_markdown(&page, &markdown);
  assert_true(page_write_html(&page, &html));
  assert_null(text_first_unsafe(text.text, true));
  assert_null(text_first_unsafe(markdown.text, true));
  assert_null(text_first_unsafe(html.text, true));
  assert_null(strstr(markdown.text, "<b>"));
  assert_null(strstr(html.text, "<b>"));
  assert_null(strstr(html.text, "<!--"));
  xmlDocPtr document = xmlReadMemory(html.text, (int)html.length, NULL, NULL, XML_PARSE_NONET);
  assert_non_null(document);
  xmlFreeDoc(document);
  xmlCleanupParser();
  str_clear(&text);
  str_clear(&markdown);
  str_clear(&html);
  page_clear(&page);
}

static void test_narrow(void **state)
{
  (void)state;
  struct page page;
  for (int columns = 20; columns < 140; columns += 17) {
    struct str text = {0};
    fill(&page, "Betalningspåminnelseavgiftsbestridandeblankett 請求書が届くのが遅すぎる and more");
    page_write_text(&page, columns, &text);
    lines_fit(text.text, columns < 40 ? 40 : columns);
    str_clear(&text);
    page_clear(&page);
  }
}

/* A column with nothing in it goes, the others stay together. */
static void test_tidy(void **state)
{
  (void)state;
  struct page page;
  struct str markdown = {0};
  fill(&page, "words");
  page_write_markdown(&page, &markdown);
  assert_non_null(strstr(markdown.text, "| What | How many |\n| --- | --: |\n| words | \\-12 |\n"));
  str_clear(&markdown);
  page_clear(&page);
}

static void test_markdown(void **state)
{
  (void)state;
  struct str out = {0};
  markdown_add_text(&out, "# a\n1. b\n\n- c | d\n", "> ");
  assert_string_equal(out.text, "\\# a\\\n> 1\\. b\n> \n> \\- c \\| d");
  str_clear(&out);
  markdown_add_cell(&out, "a|b\nc");
  assert_string_equal(out.text, "a\\|b<br>c");
  str_clear(&out);
}

int main(void)
{
  const struct CMUnitTest tests[] = {
      cmocka_unit_test(test_hostile),
      cmocka_unit_test(test_narrow),
      cmocka_unit_test(test_tidy),
      cmocka_unit_test(test_markdown),
  };
  return cmocka_run_group_tests(tests, NULL, NULL);
}
