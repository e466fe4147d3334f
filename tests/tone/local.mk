# Letters with their step of the ladder: see tests/tone/README.
TESTS += tests/tone/test_letters.sh
EXTRA_DIST += \
	tests/tone/README \
	tests/tone/en-held.yaml \
	tests/tone/en-tuning.yaml \
	tests/tone/letters.py \
	tests/tone/measure.py \
	tests/tone/nb-held.yaml \
	tests/tone/nb-tuning.yaml \
	tests/tone/sv-held.yaml \
	tests/tone/sv-tuning.yaml \
	tests/tone/test_letters.sh
