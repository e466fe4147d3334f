# What is seen in a browser.  Not part of `make check`: it wants Chromium, for the terminal
# nginx and sshd, and what npm brings into web/ of the build tree.
WEB_TESTS = tests/web/test_report.sh tests/web/test_terminal.sh
EXTRA_DIST += $(WEB_TESTS) tests/web/report.cjs tests/web/terminal.cjs tests/web/package.json tests/web/package-lock.json

web/installed: tests/web/package.json tests/web/package-lock.json
	$(AM_V_GEN)rm -rf web && $(MKDIR_P) web && \
	cp $(srcdir)/tests/web/package.json $(srcdir)/tests/web/package-lock.json web && \
	{ test ! -d /usr/include/node || { npm_config_nodedir=/usr; export npm_config_nodedir; }; } && \
	(cd web && npm ci --no-audit --no-fund --loglevel=error) && touch $@
web-tools: web/installed

# The way to the browser, and pages for the browser.
# Where npm cannot bring it, the tests say that they were skipped, and why.
check-web: all
	-$(MAKE) $(AM_MAKEFLAGS) web-tools
	$(MAKE) $(AM_MAKEFLAGS) check TESTS='$(WEB_TESTS)'
.PHONY: web-tools check-web
