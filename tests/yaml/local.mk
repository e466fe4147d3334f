YAML_TESTS = \
	tests/yaml/test_journey_read \
	tests/yaml/test_journey_write

check_PROGRAMS += $(YAML_TESTS) tests/yaml/journey_canonical
TESTS += $(YAML_TESTS) tests/yaml/test_samples.sh
EXTRA_DIST += tests/yaml/test_samples.sh

YAML_TEST_HELPER = tests/yaml/journey_helper.c tests/yaml/journey_helper.h
tests_yaml_test_journey_read_SOURCES = tests/yaml/test_journey_read.c $(YAML_TEST_HELPER)
tests_yaml_test_journey_read_LDADD = $(LIBS_YAML) $(CMOCKA_LIBS)
tests_yaml_test_journey_write_SOURCES = tests/yaml/test_journey_write.c $(YAML_TEST_HELPER)
tests_yaml_test_journey_write_LDADD = $(LIBS_YAML) $(CMOCKA_LIBS)
tests_yaml_journey_canonical_SOURCES = tests/yaml/journey_canonical.c $(YAML_TEST_HELPER)
tests_yaml_journey_canonical_LDADD = $(LIBS_YAML)
