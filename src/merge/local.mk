noinst_LIBRARIES += libmerge.a
libmerge_a_SOURCES = \
	src/merge/diff.c \
	src/merge/diff.h \
	src/merge/kin.c \
	src/merge/kin.h \
	src/merge/match.c \
	src/merge/match.h \
	src/merge/merge.c \
	src/merge/merge.h \
	src/merge/order.c \
	src/merge/order.h \
	src/merge/prose.c
