LANGUAGE_TESTS = \
	tests/language/test_evidence \
	tests/language/test_ladder \
	tests/language/test_matching \
	tests/language/test_measures \
	tests/language/test_reading \
	tests/language/test_scan \
	tests/language/test_sentence \
	tests/language/test_stem \
	tests/language/test_words

check_PROGRAMS += $(LANGUAGE_TESTS)
TESTS += $(LANGUAGE_TESTS)

LANGUAGE_TEST_HELPER = tests/language/language_helper.c tests/language/language_helper.h
LANGUAGE_TEST_LIBS = $(LIBS_LANGUAGE) $(CMOCKA_LIBS)

tests_language_test_evidence_SOURCES = tests/language/test_evidence.c $(LANGUAGE_TEST_HELPER)
tests_language_test_evidence_LDADD = $(LANGUAGE_TEST_LIBS)
tests_language_test_ladder_SOURCES = tests/language/test_ladder.c $(LANGUAGE_TEST_HELPER)
tests_language_test_ladder_LDADD = $(LANGUAGE_TEST_LIBS)
tests_language_test_matching_LDADD = $(LANGUAGE_TEST_LIBS)
tests_language_test_measures_SOURCES = tests/language/test_measures.c $(LANGUAGE_TEST_HELPER)
tests_language_test_measures_LDADD = $(LANGUAGE_TEST_LIBS)
tests_language_test_reading_SOURCES = tests/language/test_reading.c $(LANGUAGE_TEST_HELPER)
tests_language_test_reading_LDADD = $(LANGUAGE_TEST_LIBS)
tests_language_test_scan_LDADD = $(LANGUAGE_TEST_LIBS)
tests_language_test_sentence_SOURCES = tests/language/test_sentence.c $(LANGUAGE_TEST_HELPER)
tests_language_test_sentence_LDADD = $(LANGUAGE_TEST_LIBS)
tests_language_test_stem_SOURCES = tests/language/test_stem.c $(LANGUAGE_TEST_HELPER)
tests_language_test_stem_LDADD = $(LANGUAGE_TEST_LIBS)
tests_language_test_words_SOURCES = tests/language/test_words.c $(LANGUAGE_TEST_HELPER)
tests_language_test_words_LDADD = $(LANGUAGE_TEST_LIBS)

check_PROGRAMS += tests/language/reading_counts
tests_language_reading_counts_LDADD = $(LIBS_YAML)
TESTS += tests/language/lix.sh
