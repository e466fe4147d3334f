BASE_TESTS = \
	tests/base/test_date \
	tests/base/test_error \
	tests/base/test_file \
	tests/base/test_near \
	tests/base/test_text

check_PROGRAMS += $(BASE_TESTS)
TESTS += $(BASE_TESTS)

tests_base_test_date_LDADD = $(LIBS_BASE) $(CMOCKA_LIBS)
tests_base_test_error_LDADD = $(LIBS_BASE) $(CMOCKA_LIBS)
tests_base_test_file_LDADD = $(LIBS_BASE) $(CMOCKA_LIBS)
tests_base_test_near_LDADD = $(LIBS_BASE) $(CMOCKA_LIBS)
tests_base_test_text_LDADD = $(LIBS_BASE) $(CMOCKA_LIBS)
