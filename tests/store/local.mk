STORE_TESTS = \
	tests/store/test_backup \
	tests/store/test_record \
	tests/store/test_recover \
	tests/store/test_undo \
	tests/store/test_undo_chance \
	tests/store/test_past \
	tests/store/test_window \
	tests/store/test_open \
	tests/store/test_guard \
	tests/store/test_kill \
	tests/store/test_damage \
	tests/store/test_many \
	tests/store/test_sealed \
	tests/store/test_presence \
	tests/store/test_upgrade

check_PROGRAMS += $(STORE_TESTS)
TESTS += $(STORE_TESTS)

STORE_TEST_HELPER = tests/store/store_helper.c tests/store/store_helper.h
tests_store_test_backup_SOURCES = tests/store/test_backup.c $(STORE_TEST_HELPER)
tests_store_test_backup_LDADD = $(LIBS_STORE) $(CMOCKA_LIBS)
tests_store_test_recover_SOURCES = tests/store/test_recover.c tests/store/damage.c tests/store/damage.h \
	$(STORE_TEST_HELPER)
tests_store_test_recover_LDADD = $(LIBS_STORE) $(CMOCKA_LIBS) $(SQLITE_LIBS)
tests_store_test_record_SOURCES = tests/store/test_record.c $(STORE_TEST_HELPER)
tests_store_test_record_LDADD = $(LIBS_STORE) $(CMOCKA_LIBS)
tests_store_test_undo_SOURCES = tests/store/test_undo.c $(STORE_TEST_HELPER)
tests_store_test_undo_LDADD = $(LIBS_STORE) $(CMOCKA_LIBS)
CHANCE = tests/store/chance.c tests/store/chance.h $(STORE_TEST_HELPER)
tests_store_test_undo_chance_SOURCES = tests/store/test_undo_chance.c $(CHANCE)
tests_store_test_undo_chance_LDADD = $(LIBS_STORE) $(CMOCKA_LIBS) $(SQLITE_LIBS)
tests_store_test_past_SOURCES = tests/store/test_past.c $(CHANCE)
tests_store_test_past_LDADD = $(LIBS_STORE) $(CMOCKA_LIBS) $(SQLITE_LIBS)
tests_store_test_open_SOURCES = tests/store/test_open.c $(STORE_TEST_HELPER)
tests_store_test_open_LDADD = $(LIBS_STORE) $(CMOCKA_LIBS) $(SQLITE_LIBS)
tests_store_test_open_LDFLAGS = -Wl,--wrap=statfs
tests_store_test_guard_SOURCES = tests/store/test_guard.c $(STORE_TEST_HELPER)
tests_store_test_guard_LDADD = $(LIBS_STORE) $(CMOCKA_LIBS)
tests_store_test_kill_SOURCES = tests/store/test_kill.c $(STORE_TEST_HELPER)
tests_store_test_kill_LDADD = $(LIBS_STORE) $(CMOCKA_LIBS)
tests_store_test_many_SOURCES = tests/store/test_many.c $(STORE_TEST_HELPER)
tests_store_test_many_LDADD = $(LIBS_STORE) $(CMOCKA_LIBS)
tests_store_test_sealed_SOURCES = tests/store/test_sealed.c $(STORE_TEST_HELPER)
tests_store_test_sealed_LDADD = $(LIBS_STORE) $(CMOCKA_LIBS)
tests_store_test_presence_SOURCES = tests/store/test_presence.c $(STORE_TEST_HELPER)
tests_store_test_presence_LDADD = $(LIBS_STORE) $(CMOCKA_LIBS)
tests_store_test_upgrade_SOURCES = tests/store/test_upgrade.c $(STORE_TEST_HELPER)
tests_store_test_upgrade_LDADD = $(LIBS_STORE) $(CMOCKA_LIBS)
tests_store_test_damage_SOURCES = tests/store/test_damage.c tests/store/damage.c tests/store/damage.h \
	$(STORE_TEST_HELPER)
tests_store_test_damage_LDADD = $(LIBS_STORE) $(CMOCKA_LIBS) $(SQLITE_LIBS)

tests_store_test_window_SOURCES = tests/store/test_window.c $(STORE_TEST_HELPER)
tests_store_test_window_LDADD = $(LIBS_STORE) $(CMOCKA_LIBS)
