CLI_TESTS = \
	tests/cli/audit.sh \
	tests/cli/audit_formats.sh \
	tests/cli/bad_input.sh \
	tests/cli/bad_journeys.sh \
	tests/cli/busy.sh \
	tests/cli/compare.sh \
	tests/cli/dry_run.sh \
	tests/cli/explain.sh \
	tests/cli/history.sh \
	tests/cli/past.sh \
	tests/cli/hostile.sh \
	tests/cli/keep.sh \
	tests/cli/interview.sh \
	tests/cli/life.sh \
	tests/cli/manual.sh \
	tests/cli/new.sh \
	tests/cli/pipe.sh \
	tests/cli/records.sh \
	tests/cli/release.sh \
	tests/cli/report.sh \
	tests/cli/samples.sh \
	tests/cli/export.sh \
	tests/cli/show.sh \
	tests/cli/survey.sh \
	tests/cli/tone.sh \
	tests/cli/usage.sh \
	tests/cli/workshop.sh

TESTS += $(CLI_TESTS)
EXTRA_DIST += $(CLI_TESTS) tests/cli/tap.sh tests/cli/small.yaml tests/cli/audit-pack.yaml \
	tests/cli/audit_formats.py tests/cli/bad_journeys.py tests/cli/explain.py \
	tests/cli/report.py tests/cli/report.yaml tests/cli/golden \
	tests/cli/sarif-2.1.0.json

check_PROGRAMS += tests/cli/holder
tests_cli_holder_LDADD = $(LIBS_STORE)

if HAVE_CMOCKA
check_PROGRAMS += tests/cli/test_explain tests/cli/test_kill_whole tests/cli/test_writer
TESTS += tests/cli/test_explain tests/cli/test_kill_whole tests/cli/test_writer
tests_cli_test_explain_LDADD = $(LIBS_CLI) $(CMOCKA_LIBS)
tests_cli_test_kill_whole_SOURCES = tests/cli/test_kill_whole.c tests/app/operations.c \
	tests/app/operations.h tests/app/disk.c tests/app/disk.h
tests_cli_test_kill_whole_LDADD = $(LIBS_CLI) $(CMOCKA_LIBS)
tests_cli_test_kill_whole_LDFLAGS = -Wl,--wrap=rename -Wl,--wrap=renameat2 -Wl,--wrap=link \
	-Wl,--wrap=unlink -Wl,--wrap=unlinkat -Wl,--wrap=mkdir -Wl,--wrap=fchmod -Wl,--wrap=fsync \
	-Wl,--wrap=open -Wl,--wrap=write
tests_cli_test_writer_LDADD = $(LIBS_CLI) $(CMOCKA_LIBS)
endif
