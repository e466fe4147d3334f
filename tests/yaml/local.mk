YAML_TESTS = \
	tests/yaml/test_agenda_read \
	tests/yaml/test_event \
	tests/yaml/test_journey_read \
	tests/yaml/test_journey_write \
	tests/yaml/test_layout \
	tests/yaml/test_lexicon_read \
	tests/yaml/test_names \
	tests/yaml/test_pack_read \
	tests/yaml/test_places \
	tests/yaml/test_plan_read \
	tests/yaml/test_rule_cases
YAML_SHELL_TESTS = \
	tests/yaml/test_agenda_docs.sh \
	tests/yaml/test_docs.sh \
	tests/yaml/test_plan_docs.sh \
	tests/yaml/test_plan_schema.sh \
	tests/yaml/test_rules_docs.sh \
	tests/yaml/test_rules_schema.sh \
	tests/yaml/test_samples.sh \
	tests/yaml/test_schema.sh

check_PROGRAMS += $(YAML_TESTS) tests/yaml/journey_canonical tests/yaml/journey_random
TESTS += $(YAML_TESTS) $(YAML_SHELL_TESTS)

YAML_TEST_HELPER = tests/yaml/journey_helper.c tests/yaml/journey_helper.h
tests_yaml_test_agenda_read_LDADD = $(LIBS_YAML) $(CMOCKA_LIBS)
tests_yaml_test_event_LDADD = $(LIBS_YAML) $(CMOCKA_LIBS)
tests_yaml_test_layout_LDADD = $(LIBS_YAML) $(CMOCKA_LIBS)
tests_yaml_test_lexicon_read_LDADD = $(LIBS_YAML) $(CMOCKA_LIBS)
tests_yaml_test_names_LDADD = $(LIBS_YAML) $(CMOCKA_LIBS)
tests_yaml_test_places_LDADD = $(LIBS_YAML) $(CMOCKA_LIBS)
tests_yaml_test_journey_read_SOURCES = tests/yaml/test_journey_read.c $(YAML_TEST_HELPER)
tests_yaml_test_journey_read_LDADD = $(LIBS_YAML) $(CMOCKA_LIBS)
tests_yaml_test_journey_write_SOURCES = tests/yaml/test_journey_write.c $(YAML_TEST_HELPER)
tests_yaml_test_journey_write_LDADD = $(LIBS_YAML) $(CMOCKA_LIBS)
tests_yaml_journey_canonical_SOURCES = tests/yaml/journey_canonical.c $(YAML_TEST_HELPER)
tests_yaml_journey_canonical_LDADD = $(LIBS_YAML)
tests_yaml_journey_random_SOURCES = tests/yaml/journey_random.c $(YAML_TEST_HELPER)
tests_yaml_journey_random_LDADD = $(LIBS_YAML)
tests_yaml_test_plan_read_SOURCES = tests/yaml/test_plan_read.c $(YAML_TEST_HELPER)
tests_yaml_test_plan_read_LDADD = libplan.a $(LIBS_YAML) $(CMOCKA_LIBS)

RULES_TEST_HELPER = tests/yaml/rules_helper.c tests/yaml/rules_helper.h
tests_yaml_test_pack_read_SOURCES = tests/yaml/test_pack_read.c $(RULES_TEST_HELPER)
tests_yaml_test_pack_read_LDADD = $(LIBS_YAML) $(CMOCKA_LIBS)
tests_yaml_test_rule_cases_SOURCES = tests/yaml/test_rule_cases.c $(RULES_TEST_HELPER)
tests_yaml_test_rule_cases_LDADD = $(LIBS_YAML) $(CMOCKA_LIBS)
