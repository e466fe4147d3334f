check_PROGRAMS += tests/page/test_page
TESTS += tests/page/test_page
tests_page_test_page_LDADD = $(LIBS_PAGE) $(CMOCKA_LIBS)
