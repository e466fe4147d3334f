# Letters with their step of the ladder: see tests/tone/README.
TESTS += tests/tone/test_accuracy.sh tests/tone/test_content.sh tests/tone/test_letters.sh
EXTRA_DIST += \
	tests/tone/ACCURACY \
	tests/tone/README \
	tests/tone/content.py \
	tests/tone/content/en.yaml \
	tests/tone/content/nb.yaml \
	tests/tone/content/sv.yaml \
	tests/tone/en-held.yaml \
	tests/tone/en-practice.yaml \
	tests/tone/en-tuning.yaml \
	tests/tone/letters.py \
	tests/tone/measure.py \
	tests/tone/nb-held.yaml \
	tests/tone/nb-practice.yaml \
	tests/tone/nb-tuning.yaml \
	tests/tone/sv-held.yaml \
	tests/tone/sv-practice.yaml \
	tests/tone/sv-tuning.yaml \
	tests/tone/test_accuracy.sh \
	tests/tone/test_content.sh \
	tests/tone/test_letters.sh

# How well the lexicons of now tell those letters.
UPDATE_DOCS += tone-accuracy
tone-accuracy: kundresa$(EXEEXT)
	$(AM_TESTS_ENVIRONMENT) PYTHONDONTWRITEBYTECODE=1 \
	  $(PYTHON3) $(srcdir)/tests/tone/measure.py --page >tone-accuracy.tmp && \
	  cp tone-accuracy.tmp $(srcdir)/tests/tone/ACCURACY
	rm -f tone-accuracy.tmp
.PHONY: tone-accuracy
