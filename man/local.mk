dist_man_MANS += \
	man/kundresa-agenda.5 \
	man/kundresa-journey.5 \
	man/kundresa-plan.5 \
	man/kundresa-rules.5 \
	man/kundresa-web.7
EXTRA_DIST += man/kundresa-agenda.5.in man/kundresa-journey.5.in man/kundresa-plan.5.in man/kundresa-rules.5.in

# The manual pages.  What they say of commands and keys comes from the table of
# commands; `make update-docs` puts it in, and a test tells when that is due.
dist_man_MANS += man/kundresa.1
EXTRA_DIST += man/insert.awk

UPDATE_DOCS += update-docs-command
update-docs-command: kundresa$(EXEEXT)
	$(AM_V_GEN)LC_ALL=C LANGUAGE=en ./kundresa$(EXEEXT) manual > man-part.tmp && grep -q '^.Sh COMMANDS' man-part.tmp && \
	$(AWK) -v part=man-part.tmp -f $(srcdir)/man/insert.awk $(srcdir)/man/kundresa.1 > man-page.tmp && \
	mv man-page.tmp $(srcdir)/man/kundresa.1 && rm -f man-part.tmp

# Completion for bash, made from the same table.
bashcompletiondir = $(datadir)/bash-completion/completions
nodist_bashcompletion_DATA = completions/kundresa
completions/kundresa: kundresa$(EXEEXT)
	$(AM_V_GEN)$(MKDIR_P) $(@D) && ./kundresa$(EXEEXT) completion bash > $@.tmp && mv $@.tmp $@
CLEANFILES += completions/kundresa
.PHONY: update-docs-command
