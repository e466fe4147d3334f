LANGUAGE_TESTS = \
	tests/language/test_ladder \
	tests/language/test_reading

check_PROGRAMS += $(LANGUAGE_TESTS)
TESTS += $(LANGUAGE_TESTS)

LANGUAGE_TEST_HELPER = tests/language/language_helper.c tests/language/language_helper.h
LANGUAGE_TEST_LIBS = $(LIBS_LANGUAGE) $(CMOCKA_LIBS)

tests_language_test_reading_SOURCES = tests/language/test_reading.c $(LANGUAGE_TEST_HELPER)
tests_language_test_reading_LDADD = $(LANGUAGE_TEST_LIBS)

tests_language_test_ladder_SOURCES = tests/language/test_ladder.c $(LANGUAGE_TEST_HELPER)
tests_language_test_ladder_LDADD = $(LANGUAGE_TEST_LIBS)
