# The compiler from journeys to plans.  Journeys are written as text here, so
# the reader is linked beside it.
PLAN_TESTS = \
	tests/plan/test_blocked \
	tests/plan/test_collide \
	tests/plan/test_compile \
	tests/plan/test_condition \
	tests/plan/test_faults \
	tests/plan/test_many

check_PROGRAMS += $(PLAN_TESTS) tests/plan/decide_cases
TESTS += $(PLAN_TESTS) tests/plan/test_decide.sh

PLAN_TEST_HELPER = tests/plan/plan_helper.c tests/plan/plan_helper.h
tests_plan_test_condition_LDADD = $(LIBS_PLAN) $(CMOCKA_LIBS)
tests_plan_test_blocked_SOURCES = tests/plan/test_blocked.c $(PLAN_TEST_HELPER)
tests_plan_test_blocked_LDADD = libplan.a $(LIBS_YAML) $(CMOCKA_LIBS)
tests_plan_test_collide_SOURCES = tests/plan/test_collide.c $(PLAN_TEST_HELPER)
tests_plan_test_collide_LDADD = libplan.a $(LIBS_YAML) $(CMOCKA_LIBS)
tests_plan_test_compile_SOURCES = tests/plan/test_compile.c $(PLAN_TEST_HELPER)
tests_plan_test_compile_LDADD = libplan.a $(LIBS_YAML) $(CMOCKA_LIBS)
tests_plan_test_faults_SOURCES = tests/plan/test_faults.c $(PLAN_TEST_HELPER)
tests_plan_test_faults_LDADD = libplan.a $(LIBS_YAML) $(CMOCKA_LIBS)
tests_plan_test_many_SOURCES = tests/plan/test_many.c $(PLAN_TEST_HELPER)
tests_plan_test_many_LDADD = libplan.a $(LIBS_YAML) $(CMOCKA_LIBS)
tests_plan_decide_cases_LDADD = libplan.a $(LIBS_YAML)
