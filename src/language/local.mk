noinst_LIBRARIES += liblanguage.a
liblanguage_a_SOURCES = \
	src/language/alphabet.c \
	src/language/alphabet.h \
	src/language/choices.c \
	src/language/choices.h \
	src/language/fill.c \
	src/language/fill.h \
	src/language/guess.c \
	src/language/ladder.c \
	src/language/ladder.h \
	src/language/language.c \
	src/language/language.h \
	src/language/lexicon.c \
	src/language/lexicon.h \
	src/language/lexicon_private.h \
	src/language/marks.c \
	src/language/marks.h \
	src/language/matcher.c \
	src/language/matcher.h \
	src/language/measures.c \
	src/language/measures.h \
	src/language/place.c \
	src/language/reading.c \
	src/language/reading.h \
	src/language/scan.c \
	src/language/scan.h \
	src/language/sentence.c \
	src/language/sentence.h \
	src/language/shout.c \
	src/language/shout.h \
	src/language/sms.c \
	src/language/stem.c \
	src/language/stem.h \
	src/language/syllables.c \
	src/language/trie.c \
	src/language/trie.h
