# Journeys are written as text here, so the reader is linked beside it.
SURVEY_TESTS = \
	tests/survey/test_due \
	tests/survey/test_handover \
	tests/survey/test_support

check_PROGRAMS += $(SURVEY_TESTS)
TESTS += $(SURVEY_TESTS)

tests_survey_test_due_SOURCES = tests/survey/test_due.c $(MERGE_TEST_HELPER)
tests_survey_test_due_LDADD = libsurvey.a $(LIBS_YAML) $(CMOCKA_LIBS)
tests_survey_test_handover_SOURCES = tests/survey/test_handover.c $(MERGE_TEST_HELPER)
tests_survey_test_handover_LDADD = libsurvey.a $(LIBS_YAML) $(CMOCKA_LIBS)
tests_survey_test_support_SOURCES = tests/survey/test_support.c $(MERGE_TEST_HELPER)
tests_survey_test_support_LDADD = libsurvey.a $(LIBS_YAML) $(CMOCKA_LIBS)
