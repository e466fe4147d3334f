dist_man_MANS += \
	man/kundresa-journey.5
EXTRA_DIST += man/kundresa-journey.5.in
