noinst_LIBRARIES += libbase.a
libbase_a_SOURCES = \
	src/base/date.c \
	src/base/date.h \
	src/base/digest.c \
	src/base/digest.h \
	src/base/error.c \
	src/base/error.h \
	src/base/file.c \
	src/base/file.h \
	src/base/i18n.c \
	src/base/i18n.h \
	src/base/mem.c \
	src/base/mem.h \
	src/base/near.c \
	src/base/near.h \
	src/base/part.c \
	src/base/part.h \
	src/base/status.h \
	src/base/str.c \
	src/base/str.h \
	src/base/text.c \
	src/base/text.h
