# one program for each file of src/model
MODEL_TESTS = \
	tests/model/test_calendar \
	tests/model/test_entity \
	tests/model/test_guide \
	tests/model/test_map \
	tests/model/test_placeholder \
	tests/model/test_sentence \
	tests/model/test_translation

check_PROGRAMS += $(MODEL_TESTS)
TESTS += $(MODEL_TESTS)

tests_model_test_calendar_LDADD = $(LIBS_MODEL) $(CMOCKA_LIBS)
tests_model_test_entity_LDADD = $(LIBS_MODEL) $(CMOCKA_LIBS)
tests_model_test_guide_LDADD = $(LIBS_MODEL) $(CMOCKA_LIBS)
tests_model_test_map_LDADD = $(LIBS_MODEL) $(CMOCKA_LIBS)
tests_model_test_placeholder_LDADD = $(LIBS_MODEL) $(CMOCKA_LIBS)
tests_model_test_sentence_LDADD = $(LIBS_MODEL) $(CMOCKA_LIBS)
tests_model_test_translation_LDADD = $(LIBS_MODEL) $(CMOCKA_LIBS)
