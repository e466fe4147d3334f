# Letters with their step of the ladder: see tests/tone/README.
EXTRA_DIST += \
	tests/tone/README \
	tests/tone/sv-held.yaml \
	tests/tone/sv-tuning.yaml
