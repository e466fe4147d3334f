# Pieces of `make bench`; the tests only see that they work.
BENCH_PIECES = \
	tests/bench/journey_gen \
	tests/bench/journey_read \
	tests/bench/measure \
	tests/bench/room \
	tests/bench/store_floor \
	tests/bench/tone_audit \
	tests/bench/tone_read \
	tests/bench/writers \
	tests/bench/yaml_floor
check_PROGRAMS += $(BENCH_PIECES)
if HAVE_CMOCKA
TESTS += tests/bench/test_generator.sh
endif
EXTRA_DIST += tests/bench/ticks.h tests/bench/test_generator.sh tests/bench/tone_steps.sh
tests_bench_journey_gen_LDADD = $(LIBS_YAML)
tests_bench_journey_read_LDADD = $(LIBS_YAML)
tests_bench_yaml_floor_LDADD = $(YAML_LIBS)
tests_bench_tone_audit_LDADD = libaudit.a $(LIBS_YAML)
tests_bench_tone_read_LDADD = $(LIBS_YAML)
tests_bench_store_floor_LDADD = $(YAML_LIBS) $(SQLITE_LIBS)
tests_bench_room_LDADD = $(LIBS_STORE)
tests_bench_writers_LDADD = $(LIBS_STORE)
