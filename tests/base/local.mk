BASE_TESTS = \
	tests/base/test_date

check_PROGRAMS += $(BASE_TESTS)
TESTS += $(BASE_TESTS)

tests_base_test_date_LDADD = $(LIBS_BASE) $(CMOCKA_LIBS)
