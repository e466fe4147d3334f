noinst_LIBRARIES += libledger.a
libledger_a_SOURCES = \
	src/ledger/csv.c \
	src/ledger/csv.h
