check_PROGRAMS += tests/ledger/test_csv
TESTS += tests/ledger/test_csv
tests_ledger_test_csv_LDADD = $(LIBS_LEDGER) $(CMOCKA_LIBS)
