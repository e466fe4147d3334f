RULES_TESTS = \
	tests/rules/test_field \
	tests/rules/test_judge \
	tests/rules/test_library \
	tests/rules/test_terms \
	tests/rules/test_voice

check_PROGRAMS += $(RULES_TESTS)
TESTS += $(RULES_TESTS)

tests_rules_test_field_LDADD = $(LIBS_RULES) $(CMOCKA_LIBS)
tests_rules_test_judge_LDADD = $(LIBS_RULES) $(CMOCKA_LIBS)
tests_rules_test_library_LDADD = $(LIBS_RULES) $(CMOCKA_LIBS)
tests_rules_test_terms_LDADD = $(LIBS_RULES) $(CMOCKA_LIBS)
tests_rules_test_voice_LDADD = $(LIBS_RULES) $(CMOCKA_LIBS)
