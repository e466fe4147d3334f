# Journeys are written as text here, so the reader is linked beside it.
WORKSHOP_TESTS = \
	tests/workshop/test_grading

check_PROGRAMS += $(WORKSHOP_TESTS)
TESTS += $(WORKSHOP_TESTS)

tests_workshop_test_grading_SOURCES = tests/workshop/test_grading.c $(MERGE_TEST_HELPER)
tests_workshop_test_grading_LDADD = libworkshop.a $(LIBS_YAML) $(CMOCKA_LIBS)
