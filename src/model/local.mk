noinst_LIBRARIES += libmodel.a
libmodel_a_SOURCES = \
	src/model/agenda.c \
	src/model/agenda.h \
	src/model/calendar.c \
	src/model/calendar.h \
	src/model/entity.c \
	src/model/entity.h \
	src/model/enumeration.c \
	src/model/enumeration.h \
	src/model/guide.c \
	src/model/guide.h \
	src/model/map.c \
	src/model/map.h \
	src/model/placeholder.c \
	src/model/placeholder.h \
	src/model/plan.c \
	src/model/plan.h \
	src/model/record.c \
	src/model/record.h \
	src/model/sentence.c \
	src/model/sentence.h \
	src/model/step.c \
	src/model/step.h \
	src/model/stream.c \
	src/model/stream.h \
	src/model/timezone.c \
	src/model/timezone.h \
	src/model/words.c \
	src/model/words.h
