noinst_LIBRARIES += libsurvey.a
libsurvey_a_SOURCES = \
	src/survey/due.c \
	src/survey/due.h \
	src/survey/handover.c \
	src/survey/handover.h \
	src/survey/support.c \
	src/survey/support.h
