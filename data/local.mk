# What the program and others read beside it.
schemadir = $(pkgdatadir)/schema
dist_schema_DATA = \
	data/schema/journey-1.json
