# Fuzzers, built with clang for itself since every file must be instrumented.
# `make fuzz-journey FUZZ_SECONDS=600` runs one for that long; `make
# check-long` runs all of $(FUZZERS).
FUZZERS += fuzz-journey
FUZZ_SECONDS = 60
FUZZ_CFLAGS = -g -O1 -std=c11 -fsanitize=fuzzer,address,undefined -fno-sanitize-recover=all
FUZZ_JOURNEY_FILES = tests/fuzz/fuzz_journey.c tests/yaml/journey_helper.c \
	$(libbase_a_SOURCES) $(libmodel_a_SOURCES) $(liblanguage_a_SOURCES) $(librules_a_SOURCES) \
	$(libyaml_room_a_SOURCES)
EXTRA_DIST += tests/fuzz/fuzz_journey.c tests/fuzz/journey.dict
CLEANFILES += tests/fuzz/fuzz_journey

tests/fuzz/fuzz_journey: $(FUZZ_JOURNEY_FILES)
	$(AM_V_GEN)$(MKDIR_P) tests/fuzz && cd $(srcdir) && \
	$(CLANG) $(FUZZ_CFLAGS) $(DEFS) -I$(abs_builddir) $(AM_CPPFLAGS) -Isrc $(YAML_CFLAGS) \
	  $(NETTLE_CFLAGS) -o $(abs_builddir)/tests/fuzz/fuzz_journey \
	  $(filter %.c,$(FUZZ_JOURNEY_FILES)) $(STEMMER_LIBS) $(UNISTRING_LIBS) $(NETTLE_LIBS) $(YAML_LIBS)

fuzz-journey:
	@if [ -z "$(CLANG)" ]; then echo "fuzz-journey: skipped, clang is not installed"; else \
	  $(MAKE) $(AM_MAKEFLAGS) tests/fuzz/fuzz_journey && \
	  $(MKDIR_P) tests/fuzz/corpus-journey && \
	  tests/fuzz/fuzz_journey -max_total_time=$(FUZZ_SECONDS) -max_len=65536 -timeout=10 \
	    -rss_limit_mb=1024 -print_final_stats=1 -artifact_prefix=tests/fuzz/ \
	    -dict=$(srcdir)/tests/fuzz/journey.dict tests/fuzz/corpus-journey $(srcdir)/journeys; fi

FUZZERS += fuzz-tone
FUZZ_TONE_FILES = tests/fuzz/fuzz_tone.c $(libbase_a_SOURCES) $(libmodel_a_SOURCES) \
	$(liblanguage_a_SOURCES) src/yaml/event.c src/yaml/lexicon_read.c
EXTRA_DIST += tests/fuzz/fuzz_tone.c
CLEANFILES += tests/fuzz/fuzz_tone

tests/fuzz/fuzz_tone: $(FUZZ_TONE_FILES)
	$(AM_V_GEN)$(MKDIR_P) tests/fuzz && cd $(srcdir) && \
	$(CLANG) $(FUZZ_CFLAGS) $(DEFS) -I$(abs_builddir) $(AM_CPPFLAGS) -Isrc $(YAML_CFLAGS) \
	  $(NETTLE_CFLAGS) -o $(abs_builddir)/tests/fuzz/fuzz_tone \
	  $(filter %.c,$(FUZZ_TONE_FILES)) $(STEMMER_LIBS) $(UNISTRING_LIBS) $(NETTLE_LIBS) $(YAML_LIBS)

fuzz-tone:
	@if [ -z "$(CLANG)" ]; then echo "fuzz-tone: skipped, clang is not installed"; else \
	  $(MAKE) $(AM_MAKEFLAGS) tests/fuzz/fuzz_tone && \
	  $(MKDIR_P) tests/fuzz/corpus-tone && \
	  tests/fuzz/fuzz_tone -max_total_time=$(FUZZ_SECONDS) -max_len=16384 -timeout=10 \
	    -rss_limit_mb=1024 -print_final_stats=1 -artifact_prefix=tests/fuzz/ \
	    tests/fuzz/corpus-tone $(srcdir)/data/tone $(srcdir)/journeys; fi

FUZZERS += fuzz-rules
FUZZ_RULES_FILES = tests/fuzz/fuzz_rules.c $(libbase_a_SOURCES) $(libmodel_a_SOURCES) \
	$(librules_a_SOURCES) src/yaml/event.c src/yaml/pack_keys.c src/yaml/keyed_read.c src/yaml/pack_read.c \
	src/yaml/pack_value.c
EXTRA_DIST += tests/fuzz/fuzz_rules.c
CLEANFILES += tests/fuzz/fuzz_rules

tests/fuzz/fuzz_rules: $(FUZZ_RULES_FILES)
	$(AM_V_GEN)$(MKDIR_P) tests/fuzz && cd $(srcdir) && \
	$(CLANG) $(FUZZ_CFLAGS) $(DEFS) -I$(abs_builddir) $(AM_CPPFLAGS) -Isrc $(YAML_CFLAGS) \
	  $(NETTLE_CFLAGS) -o $(abs_builddir)/tests/fuzz/fuzz_rules \
	  $(filter %.c,$(FUZZ_RULES_FILES)) $(STEMMER_LIBS) $(UNISTRING_LIBS) $(NETTLE_LIBS) $(YAML_LIBS)

fuzz-rules:
	@if [ -z "$(CLANG)" ]; then echo "fuzz-rules: skipped, clang is not installed"; else \
	  $(MAKE) $(AM_MAKEFLAGS) tests/fuzz/fuzz_rules && \
	  $(MKDIR_P) tests/fuzz/corpus-rules && \
	  tests/fuzz/fuzz_rules -max_total_time=$(FUZZ_SECONDS) -max_len=16384 -timeout=10 \
	    -rss_limit_mb=1024 -print_final_stats=1 -artifact_prefix=tests/fuzz/ \
	    tests/fuzz/corpus-rules $(srcdir)/data/rules; fi

FUZZERS += fuzz-ledger
FUZZ_LEDGER_FILES = tests/fuzz/fuzz_ledger.c $(libbase_a_SOURCES) $(libledger_a_SOURCES)
EXTRA_DIST += tests/fuzz/fuzz_ledger.c
CLEANFILES += tests/fuzz/fuzz_ledger

tests/fuzz/fuzz_ledger: $(FUZZ_LEDGER_FILES)
	$(AM_V_GEN)$(MKDIR_P) tests/fuzz && cd $(srcdir) && \
	$(CLANG) $(FUZZ_CFLAGS) $(DEFS) -I$(abs_builddir) $(AM_CPPFLAGS) -Isrc $(NETTLE_CFLAGS) \
	  -o $(abs_builddir)/tests/fuzz/fuzz_ledger $(filter %.c,$(FUZZ_LEDGER_FILES)) \
	  $(UNISTRING_LIBS) $(NETTLE_LIBS)

fuzz-ledger:
	@if [ -z "$(CLANG)" ]; then echo "fuzz-ledger: skipped, clang is not installed"; else \
	  $(MAKE) $(AM_MAKEFLAGS) tests/fuzz/fuzz_ledger && \
	  $(MKDIR_P) tests/fuzz/corpus-ledger && \
	  tests/fuzz/fuzz_ledger -max_total_time=$(FUZZ_SECONDS) -max_len=65536 -timeout=10 \
	    -rss_limit_mb=1024 -print_final_stats=1 -artifact_prefix=tests/fuzz/ \
	    tests/fuzz/corpus-ledger $(srcdir)/data/ledger; fi

clean-local:
	rm -rf web
	rm -rf tests/fuzz/corpus-journey tests/fuzz/corpus-ledger tests/fuzz/corpus-rules tests/fuzz/corpus-tone
