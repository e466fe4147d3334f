# Sample journeys: to be studied, to start from, and for the tests.  Each is
# kept byte for byte as the writer writes it.
journeysdir = $(pkgdatadir)/journeys
dist_journeys_DATA = \
	journeys/charity-nordic.yaml \
	journeys/electricity-se.yaml \
	journeys/supplier-b2b-se.yaml \
	journeys/telecom-no.yaml \
	journeys/webshop-se.yaml

# Journeys with planted faults, for the tests and for those who want to see what an
# audit tells; nobody should start from them, so they are not installed.
EXTRA_DIST += journeys/bad
