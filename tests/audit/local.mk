# The audit.  Journeys are written as text here, so the reader is linked beside it.
AUDIT_TESTS = \
	tests/audit/test_cases \
	tests/audit/test_facts \
	tests/audit/test_findings \
	tests/audit/test_plan

check_PROGRAMS += $(AUDIT_TESTS)
TESTS += $(AUDIT_TESTS)

AUDIT_TEST_HELPER = tests/audit/audit_helper.c tests/audit/audit_helper.h
tests_audit_test_facts_SOURCES = tests/audit/test_facts.c $(AUDIT_TEST_HELPER)
tests_audit_test_facts_LDADD = libaudit.a $(LIBS_YAML) $(CMOCKA_LIBS)
tests_audit_test_findings_SOURCES = tests/audit/test_findings.c $(AUDIT_TEST_HELPER)
tests_audit_test_findings_LDADD = libaudit.a $(LIBS_YAML) $(CMOCKA_LIBS)
tests_audit_test_plan_SOURCES = tests/audit/test_plan.c $(AUDIT_TEST_HELPER)
tests_audit_test_plan_LDADD = libaudit.a libplan.a $(LIBS_YAML) $(CMOCKA_LIBS)
tests_audit_test_cases_SOURCES = tests/audit/test_cases.c tests/audit/case_edit.c \
	tests/audit/case_edit.h $(RULES_TEST_HELPER)
tests_audit_test_cases_LDADD = libaudit.a $(LIBS_YAML) $(CMOCKA_LIBS)
