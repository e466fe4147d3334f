# Programs that write what is made from the tables and kept in the tree.
check_PROGRAMS += tests/tools/journey_docs
tests_tools_journey_docs_LDADD = $(LIBS_YAML) $(JANSSON_LIBS)

# What is made from the table of fields and kept in the tree.
UPDATE_DOCS += update-docs-journey
update-docs-journey: tests/tools/journey_docs$(EXEEXT)
	tests/tools/journey_docs$(EXEEXT) schema >journey-1.tmp && \
	  cp journey-1.tmp $(srcdir)/data/schema/journey-1.json
	tests/tools/journey_docs$(EXEEXT) man <$(srcdir)/man/kundresa-journey.5.in >journey-1.tmp && \
	  cp journey-1.tmp $(srcdir)/man/kundresa-journey.5
	rm -f journey-1.tmp
.PHONY: update-docs-journey

check_PROGRAMS += tests/tools/plan_docs
tests_tools_plan_docs_SOURCES = \
	tests/tools/plan_docs.c \
	tests/tools/plan_nodes.c \
	tests/tools/plan_nodes.h
tests_tools_plan_docs_LDADD = libplan.a $(LIBS_YAML) $(JANSSON_LIBS)

UPDATE_DOCS += update-docs-plan
update-docs-plan: tests/tools/plan_docs$(EXEEXT)
	tests/tools/plan_docs$(EXEEXT) schema >plan-1.tmp && \
	  cp plan-1.tmp $(srcdir)/data/schema/plan-1.json
	tests/tools/plan_docs$(EXEEXT) man <$(srcdir)/man/kundresa-plan.5.in >plan-1.tmp && \
	  cp plan-1.tmp $(srcdir)/man/kundresa-plan.5
	rm -f plan-1.tmp
.PHONY: update-docs-plan

check_PROGRAMS += tests/tools/pack_check tests/tools/keyed_docs
tests_tools_pack_check_LDADD = $(LIBS_APP)
tests_tools_keyed_docs_LDADD = $(LIBS_YAML) $(JANSSON_LIBS)

UPDATE_DOCS += update-docs-keyed
update-docs-keyed: tests/tools/keyed_docs$(EXEEXT)
	for format in rules agenda; do \
	  tests/tools/keyed_docs$(EXEEXT) $$format schema >keyed-1.tmp && \
	    cp keyed-1.tmp $(srcdir)/data/schema/$$format-1.json && \
	  tests/tools/keyed_docs$(EXEEXT) $$format man <$(srcdir)/man/kundresa-$$format.5.in \
	    >keyed-1.tmp && cp keyed-1.tmp $(srcdir)/man/kundresa-$$format.5 || exit 1; \
	done
	rm -f keyed-1.tmp
.PHONY: update-docs-keyed

check_PROGRAMS += tests/tools/schema_digest
tests_tools_schema_digest_LDADD = $(LIBS_STORE)

UPDATE_DOCS += update-docs-schema
update-docs-schema: tests/tools/schema_digest$(EXEEXT)
	tests/tools/schema_digest$(EXEEXT) >schema-digest.tmp && \
	  cp schema-digest.tmp $(srcdir)/src/store/schema_digest.h
	rm -f schema-digest.tmp
.PHONY: update-docs-schema
TESTS += tests/tools/test_schema_digest.sh
EXTRA_DIST += tests/tools/test_schema_digest.sh

TESTS += tests/tools/test_lint_layers.sh
EXTRA_DIST += tests/tools/test_lint_layers.sh
TESTS += tests/tools/test_po.sh
EXTRA_DIST += tests/tools/test_po.sh
TESTS += tests/tools/test_bootstrap.sh
EXTRA_DIST += tests/tools/test_bootstrap.sh
