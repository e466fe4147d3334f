# What the program and others read beside it.

# Journeys that `kundresa new` offers to start from, kept byte for byte as the
# writer writes them; the title is what people choose by.
templatesdir = $(pkgdatadir)/templates
dist_templates_DATA = \
	data/templates/b2b-invoice.yaml \
	data/templates/membership-or-gift.yaml \
	data/templates/one-off-purchase.yaml \
	data/templates/subscription-no.yaml \
	data/templates/subscription.yaml

# Lexicons of tone, one a language.
tonedir = $(pkgdatadir)/tone
dist_tone_DATA = \
	data/tone/en.yaml \
	data/tone/nb.yaml \
	data/tone/sv.yaml

# Agendas of workshops; kundresa-agenda(5) describes them.
agendadir = $(pkgdatadir)/agenda
dist_agenda_DATA = \
	data/agenda/minutes-155.yaml \
	data/agenda/minutes-90.yaml

# Packs of rules, one a market and trade; kundresa-rules(5) describes them.
rulesdir = $(pkgdatadir)/rules
dist_rules_DATA = \
	data/rules/DE.yaml \
	data/rules/DK.yaml \
	data/rules/EU.yaml \
	data/rules/FI.yaml \
	data/rules/GB.yaml \
	data/rules/NO.yaml \
	data/rules/SE-electricity.yaml \
	data/rules/SE-parking.yaml \
	data/rules/SE-telecom.yaml \
	data/rules/SE.yaml \
	data/rules/US.yaml \
	data/rules/general.yaml

schemadir = $(pkgdatadir)/schema
dist_schema_DATA = \
	data/schema/agenda-1.json \
	data/schema/journey-1.json \
	data/schema/plan-1.json \
	data/schema/rules-1.json

# Plans, and what they decide in given cases, for those who write executors;
# kundresa-plan(5) describes the format.
goldendir = $(pkgdatadir)/golden
dist_golden_DATA = \
	data/golden/de-jump.csv \
	data/golden/de-jump.yaml \
	data/golden/dk-jump.csv \
	data/golden/dk-jump.yaml \
	data/golden/fi-skip.csv \
	data/golden/fi-skip.yaml \
	data/golden/gb-walk.csv \
	data/golden/gb-walk.yaml \
	data/golden/months.csv \
	data/golden/months.yaml \
	data/golden/no-walk.csv \
	data/golden/no-walk.yaml \
	data/golden/se-hold.csv \
	data/golden/se-hold.yaml

# How the workbench gets to a browser; kundresa-web(7) describes it.
webdir = $(pkgdatadir)/web
dist_web_DATA = \
	data/web/kundresa-web.service \
	data/web/nginx.conf \
	data/web/sshd.conf

# A ledger of invoices to try dry-run on; nobody's, made up.
ledgerdir = $(pkgdatadir)/ledger
dist_ledger_DATA = data/ledger/made-up.csv
