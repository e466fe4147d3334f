dist_man_MANS += \
	man/kundresa-journey.5
EXTRA_DIST += man/kundresa-journey.5.in

# The manual pages.  What they say of commands and keys comes from the table of
# commands; `make update-docs` puts it in, and a test tells when that is due.
dist_man_MANS += man/kundresa.1
EXTRA_DIST += man/insert.awk

UPDATE_DOCS += update-docs-command
update-docs-command: kundresa$(EXEEXT)
	$(AM_V_GEN)LC_ALL=C LANGUAGE=en ./kundresa$(EXEEXT) manual > man-part.tmp && grep -q '^.Sh COMMANDS' man-part.tmp && \
	$(AWK) -v part=man-part.tmp -f $(srcdir)/man/insert.awk $(srcdir)/man/kundresa.1 > man-page.tmp && \
	mv man-page.tmp $(srcdir)/man/kundresa.1 && rm -f man-part.tmp

.PHONY: update-docs-command
