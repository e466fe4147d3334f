# Translations.  `make update-po` brings the catalogues up to the sources;
# the build turns them into locale/LANG/LC_MESSAGES/kundresa.mo, where the
# program finds them in the build tree (KUNDRESA_LOCALEDIR) or installed.
LINGUAS = sv nb
PO_FILES = $(LINGUAS:%=po/%.po)
MO_FILES = $(LINGUAS:%=locale/%/LC_MESSAGES/kundresa.mo)

all-local: $(MO_FILES)

$(MO_FILES): locale/%/LC_MESSAGES/kundresa.mo: po/%.po
	$(AM_V_GEN)$(MKDIR_P) $(@D) && $(MSGFMT) --check-format -o $@ $<

po/kundresa.pot: FORCE
	$(AM_V_GEN)cd $(srcdir) && find src -name '*.[ch]' | LC_ALL=C sort | \
	$(XGETTEXT) --from-code=UTF-8 --language=C --keyword=_ --keyword=N_ --keyword=NC_:1c,2 \
	  --keyword=P_:1,2 --add-comments=L10N: --package-name=kundresa --no-location \
	  --add-comments=L10N --files-from=- -o po/kundresa.pot
FORCE:

update-po: po/kundresa.pot
	cd $(srcdir)/po && for lang in $(LINGUAS); do \
	  $(MSGMERGE) --quiet --update --backup=none --no-fuzzy-matching $$lang.po kundresa.pot && \
	  $(MSGFMT) --statistics -o /dev/null $$lang.po; done

install-data-hook:
	for lang in $(LINGUAS); do \
	  $(MKDIR_P) $(DESTDIR)$(localedir)/$$lang/LC_MESSAGES && \
	  $(INSTALL_DATA) locale/$$lang/LC_MESSAGES/kundresa.mo \
	    $(DESTDIR)$(localedir)/$$lang/LC_MESSAGES/kundresa.mo || exit 1; done

uninstall-hook:
	for lang in $(LINGUAS); do rm -f $(DESTDIR)$(localedir)/$$lang/LC_MESSAGES/kundresa.mo; done

EXTRA_DIST += $(PO_FILES) po/LINGUAS
CLEANFILES += $(MO_FILES)
.PHONY: update-po FORCE
