# Sample journeys: to be studied, to start from, and for the tests.  Each is
# kept byte for byte as the writer writes it.
journeysdir = $(pkgdatadir)/journeys
dist_journeys_DATA = \
	journeys/charity-nordic.yaml \
	journeys/electricity-se.yaml \
	journeys/supplier-b2b-se.yaml \
	journeys/telecom-no.yaml \
	journeys/webshop-se.yaml
