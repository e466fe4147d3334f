noinst_LIBRARIES += libworkshop.a
libworkshop_a_SOURCES = \
	src/workshop/grading.c \
	src/workshop/grading.h \
	src/workshop/needs.c \
	src/workshop/needs.h \
	src/workshop/running.c \
	src/workshop/running.h \
	src/workshop/tally.c \
	src/workshop/tally.h
