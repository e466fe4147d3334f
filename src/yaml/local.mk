noinst_LIBRARIES += libyaml-room.a
libyaml_room_a_SOURCES = \
	src/yaml/agenda_read.c \
	src/yaml/agenda_read.h \
	src/yaml/emit.c \
	src/yaml/emit.h \
	src/yaml/event.c \
	src/yaml/event.h \
	src/yaml/journey_format.h \
	src/yaml/journey_item.c \
	src/yaml/journey_item.h \
	src/yaml/journey_read.c \
	src/yaml/journey_write.c \
	src/yaml/keyed_read.c \
	src/yaml/keyed_read.h \
	src/yaml/layout.c \
	src/yaml/layout.h \
	src/yaml/mapping.c \
	src/yaml/mapping.h \
	src/yaml/lexicon_read.c \
	src/yaml/lexicon_read.h \
	src/yaml/names.c \
	src/yaml/names.h \
	src/yaml/pack_keys.c \
	src/yaml/pack_keys.h \
	src/yaml/pack_read.c \
	src/yaml/pack_read.h \
	src/yaml/pack_value.c \
	src/yaml/pack_value.h \
	src/yaml/places.c \
	src/yaml/places.h \
	src/yaml/plan_format.h \
	src/yaml/plan_read.c \
	src/yaml/plan_write.c
