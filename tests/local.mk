# tests/ROOM has the tests of src/ROOM.  A unit test links only its own room and the
# rooms below it, so that a call upward is a link error.
AM_TESTS_ENVIRONMENT = \
	PYTHON3='$(PYTHON3)'; export PYTHON3; \
	LC_ALL=C.UTF-8; export LC_ALL; LANGUAGE=en; export LANGUAGE; TZ=UTC; export TZ; \
	CMOCKA_MESSAGE_OUTPUT=TAP; export CMOCKA_MESSAGE_OUTPUT; \
	KUNDRESA_LOCALEDIR='$(abs_top_builddir)/locale'; export KUNDRESA_LOCALEDIR; \
	KUNDRESA_DATADIR='$(abs_top_srcdir)'; export KUNDRESA_DATADIR; \
	KUNDRESA='$(abs_top_builddir)/kundresa$(EXEEXT)'; export KUNDRESA; \
	top_srcdir='$(abs_top_srcdir)'; export top_srcdir; \
	top_builddir='$(abs_top_builddir)'; export top_builddir;
TEST_EXTENSIONS = .sh
LOG_DRIVER = env AM_TAP_AWK='$(AWK)' $(SHELL) $(top_srcdir)/build-aux/tap-driver.sh
SH_LOG_DRIVER = $(LOG_DRIVER)
SH_LOG_COMPILER = $(SHELL)

include tests/bench/local.mk
include tests/fuzz/local.mk
include tests/tools/local.mk
include tests/web/local.mk
include tests/tone/local.mk
include tests/cli/local.mk

if HAVE_CMOCKA
include tests/base/local.mk
include tests/model/local.mk
include tests/rules/local.mk
include tests/language/local.mk
include tests/audit/local.mk
include tests/merge/local.mk
include tests/survey/local.mk
include tests/workshop/local.mk
include tests/page/local.mk
include tests/ledger/local.mk
include tests/plan/local.mk
include tests/store/local.mk
include tests/app/local.mk
include tests/yaml/local.mk
if HAVE_VTERM
include tests/tui/local.mk
endif
endif

# Here, so that an archive made where the tests cannot be built has them too.
EXTRA_DIST += \
	tests/plan/reference.py \
	tests/plan/test_decide.sh \
	tests/audit/cases \
	tests/store/version-1.sql \
	tests/store/version-2.sql \
	tests/language/lix.py \
	tests/language/lix.sh \
	tests/rules/cases.txt \
	tests/rules/gathered.txt \
	tests/tui/golden \
	tests/tui/scripts \
	tests/yaml/test_agenda_docs.sh \
	tests/yaml/test_docs.sh \
	tests/yaml/test_plan_docs.sh \
	tests/yaml/test_plan_schema.py \
	tests/yaml/test_plan_schema.sh \
	tests/yaml/test_rules_docs.sh \
	tests/yaml/test_rules_schema.py \
	tests/yaml/test_rules_schema.sh \
	tests/yaml/test_samples.sh \
	tests/yaml/test_schema.py \
	tests/yaml/test_schema.sh

# Takes the screens as they are now as right: look at the differences first.
update-goldens: tests/tui/test_golden tests/tui/test_room kundresa$(EXEEXT) $(MO_FILES)
	@$(AM_TESTS_ENVIRONMENT) KUNDRESA_UPDATE_GOLDENS=1 tests/tui/test_golden >/dev/null && \
	  $(AM_TESTS_ENVIRONMENT) KUNDRESA_UPDATE_GOLDENS=1 tests/tui/test_room >/dev/null && \
	  $(AM_TESTS_ENVIRONMENT) KUNDRESA_UPDATE_GOLDENS=1 $(SHELL) $(srcdir)/tests/cli/report.sh >/dev/null && \
	  echo "update-goldens: now look at git diff -- tests/tui/golden tests/cli/golden"
.PHONY: update-goldens
