APP_TESTS = \
	tests/app/test_audited \
	tests/app/test_command \
	tests/app/test_edit \
	tests/app/test_faults \
	tests/app/test_minutes \
	tests/app/test_grading \
	tests/app/test_power \
	tests/app/test_role \
	tests/app/test_rulebook \
	tests/app/test_session

check_PROGRAMS += $(APP_TESTS)
TESTS += $(APP_TESTS)

tests_app_test_audited_SOURCES = tests/app/test_audited.c tests/app/helper.c tests/app/helper.h
tests_app_test_audited_LDADD = $(LIBS_APP) $(CMOCKA_LIBS)
tests_app_test_command_LDADD = $(LIBS_APP) $(CMOCKA_LIBS)
tests_app_test_edit_SOURCES = tests/app/test_edit.c tests/app/helper.c tests/app/helper.h
tests_app_test_edit_LDADD = $(LIBS_APP) $(CMOCKA_LIBS)
tests_app_test_minutes_SOURCES = tests/app/test_minutes.c tests/app/helper.c tests/app/helper.h
tests_app_test_minutes_LDADD = $(LIBS_APP) $(CMOCKA_LIBS)
tests_app_test_grading_SOURCES = tests/app/test_grading.c tests/app/helper.c tests/app/helper.h
tests_app_test_grading_LDADD = $(LIBS_APP) $(CMOCKA_LIBS)
tests_app_test_session_SOURCES = tests/app/test_session.c tests/app/helper.c tests/app/helper.h
tests_app_test_session_LDADD = $(LIBS_APP) $(CMOCKA_LIBS)
tests_app_test_rulebook_LDADD = $(LIBS_APP) $(CMOCKA_LIBS)
tests_app_test_role_SOURCES = tests/app/test_role.c tests/app/helper.c tests/app/helper.h
tests_app_test_role_LDADD = $(LIBS_APP) $(CMOCKA_LIBS)

SAFE_HELPER = tests/app/operations.c tests/app/operations.h tests/app/disk.c tests/app/disk.h
tests_app_test_faults_SOURCES = tests/app/test_faults.c tests/app/memory.c tests/app/memory.h \
	$(SAFE_HELPER)
tests_app_test_faults_LDADD = $(LIBS_APP) $(CMOCKA_LIBS)
tests_app_test_faults_LDFLAGS = -Wl,--wrap=calloc -Wl,--wrap=realloc -Wl,--wrap=clock_gettime
tests_app_test_power_SOURCES = tests/app/test_power.c $(SAFE_HELPER)
tests_app_test_power_LDADD = $(LIBS_APP) $(CMOCKA_LIBS)
