# The workbench in a terminal that is only memory (libvterm), and the program
# on a pseudo-terminal.
TUI_TESTS = \
	tests/tui/test_around \
	tests/tui/test_audit_view \
	tests/tui/test_dispute \
	tests/tui/test_gauge \
	tests/tui/test_golden \
	tests/tui/test_history \
	tests/tui/test_keys \
	tests/tui/test_ladder \
	tests/tui/test_workshop \
	tests/tui/test_readme \
	tests/tui/test_release \
	tests/tui/test_resolve \
	tests/tui/test_room \
	tests/tui/test_terminal \
	tests/tui/test_together \
	tests/tui/test_users \
	tests/tui/test_workbench

check_PROGRAMS += $(TUI_TESTS)
TESTS += $(TUI_TESTS)

TUI_HARNESS = tests/tui/screen_harness.c tests/tui/screen_harness.h
TUI_HELPER = tests/app/helper.c tests/app/helper.h
TUI_TEST_LIBS = $(LIBS_TUI) $(VTERM_LIBS) $(CMOCKA_LIBS)

tests_tui_test_golden_SOURCES = tests/tui/test_golden.c $(TUI_HARNESS)
tests_tui_test_golden_LDADD = $(TUI_TEST_LIBS)

tests_tui_test_keys_SOURCES = tests/tui/test_keys.c $(TUI_HARNESS) $(TUI_HELPER)
tests_tui_test_keys_LDADD = $(TUI_TEST_LIBS)

tests_tui_test_workshop_SOURCES = tests/tui/test_workshop.c $(TUI_HARNESS) $(TUI_HELPER)
tests_tui_test_workshop_LDADD = $(TUI_TEST_LIBS)
tests_tui_test_readme_SOURCES = tests/tui/test_readme.c $(TUI_HARNESS)
tests_tui_test_readme_LDADD = $(TUI_TEST_LIBS)

tests_tui_test_release_SOURCES = tests/tui/test_release.c $(TUI_HARNESS)
tests_tui_test_release_LDADD = $(TUI_TEST_LIBS)

TUI_PROGRAM = tests/tui/program.c tests/tui/program.h $(TUI_HARNESS) $(TUI_HELPER)
tests_tui_test_terminal_SOURCES = tests/tui/test_terminal.c $(TUI_PROGRAM)
tests_tui_test_resolve_SOURCES = tests/tui/test_resolve.c $(TUI_PROGRAM)
tests_tui_test_resolve_LDADD = $(TUI_TEST_LIBS)
TUI_ROOM = tests/tui/room.c tests/tui/room.h $(TUI_PROGRAM)
tests_tui_test_room_SOURCES = tests/tui/test_room.c $(TUI_ROOM)
tests_tui_test_room_LDADD = $(TUI_TEST_LIBS)
tests_tui_test_users_SOURCES = tests/tui/test_users.c $(TUI_PROGRAM)
tests_tui_test_users_LDADD = $(TUI_TEST_LIBS)
tests_tui_test_together_SOURCES = tests/tui/test_together.c $(TUI_PROGRAM)
tests_tui_test_together_LDADD = $(TUI_TEST_LIBS)
tests_tui_test_terminal_LDADD = $(TUI_TEST_LIBS)

TUI_WORKBENCH = tests/tui/workbench.c tests/tui/workbench.h $(TUI_HARNESS) $(TUI_HELPER)
tests_tui_test_around_SOURCES = tests/tui/test_around.c $(TUI_WORKBENCH)
tests_tui_test_around_LDADD = $(TUI_TEST_LIBS)
tests_tui_test_dispute_SOURCES = tests/tui/test_dispute.c $(TUI_WORKBENCH)
tests_tui_test_dispute_LDADD = $(TUI_TEST_LIBS)
tests_tui_test_history_SOURCES = tests/tui/test_history.c $(TUI_WORKBENCH)
tests_tui_test_history_LDADD = $(TUI_TEST_LIBS)
tests_tui_test_workbench_SOURCES = tests/tui/test_workbench.c $(TUI_WORKBENCH)
tests_tui_test_workbench_LDADD = $(TUI_TEST_LIBS)
tests_tui_test_ladder_SOURCES = tests/tui/test_ladder.c $(TUI_WORKBENCH)
tests_tui_test_ladder_LDADD = $(TUI_TEST_LIBS)
tests_tui_test_audit_view_SOURCES = tests/tui/test_audit_view.c $(TUI_WORKBENCH)
tests_tui_test_audit_view_LDADD = $(TUI_TEST_LIBS)
tests_tui_test_gauge_SOURCES = tests/tui/test_gauge.c $(TUI_WORKBENCH)
tests_tui_test_gauge_LDADD = $(TUI_TEST_LIBS)
