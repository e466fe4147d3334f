noinst_LIBRARIES += libaudit.a
libaudit_a_SOURCES = \
	src/audit/audit.c \
	src/audit/audit.h \
	src/audit/days.c \
	src/audit/declared.c \
	src/audit/driven.c \
	src/audit/expected.c \
	src/audit/facts.c \
	src/audit/facts_journey.c \
	src/audit/facts_map.c \
	src/audit/facts_step.c \
	src/audit/facts_text.c \
	src/audit/find.c \
	src/audit/fix.c \
	src/audit/kinds.c \
	src/audit/names.c \
	src/audit/names.h \
	src/audit/place.c \
	src/audit/rungs.c \
	src/audit/sentence.c \
	src/audit/sequence.c \
	src/audit/texts.c \
	src/audit/voiced.c \
	src/audit/waivers.c \
	src/audit/work.c \
	src/audit/work.h
