# Journeys are written as text here, so the reader is linked beside it.
MERGE_TESTS = \
	tests/merge/test_diff \
	tests/merge/test_merge \
	tests/merge/test_order \
	tests/merge/test_random

check_PROGRAMS += $(MERGE_TESTS)
TESTS += $(MERGE_TESTS)

MERGE_TEST_HELPER = tests/merge/merge_helper.c tests/merge/merge_helper.h
tests_merge_test_order_LDADD = $(LIBS_MERGE) $(CMOCKA_LIBS)
tests_merge_test_diff_SOURCES = tests/merge/test_diff.c $(MERGE_TEST_HELPER)
tests_merge_test_diff_LDADD = libmerge.a $(LIBS_YAML) $(CMOCKA_LIBS)
tests_merge_test_merge_SOURCES = tests/merge/test_merge.c $(MERGE_TEST_HELPER)
tests_merge_test_merge_LDADD = libmerge.a $(LIBS_YAML) $(CMOCKA_LIBS)
tests_merge_test_random_SOURCES = tests/merge/test_random.c tests/merge/random_edit.c \
	tests/merge/random_edit.h $(MERGE_TEST_HELPER)
tests_merge_test_random_LDADD = libmerge.a $(LIBS_YAML) $(CMOCKA_LIBS)
