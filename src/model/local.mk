noinst_LIBRARIES += libmodel.a
libmodel_a_SOURCES = \
	src/model/entity.c \
	src/model/entity.h \
	src/model/enumeration.c \
	src/model/enumeration.h \
	src/model/map.c \
	src/model/map.h \
	src/model/record.c \
	src/model/record.h \
	src/model/stream.h
