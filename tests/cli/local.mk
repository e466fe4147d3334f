if HAVE_CMOCKA
check_PROGRAMS += tests/cli/test_writer
TESTS += tests/cli/test_writer
tests_cli_test_writer_LDADD = $(LIBS_CLI) $(CMOCKA_LIBS)
endif
