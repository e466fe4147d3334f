noinst_LIBRARIES += librules.a
librules_a_SOURCES = \
	src/rules/field.c \
	src/rules/field.h \
	src/rules/field_table.h \
	src/rules/fill.c \
	src/rules/judge.c \
	src/rules/label.c \
	src/rules/library.c \
	src/rules/library_check.c \
	src/rules/pack.c \
	src/rules/rule.h \
	src/rules/terms.c \
	src/rules/voice.c \
	src/rules/voice.h \
	src/rules/wording.c \
	src/rules/wording.h
