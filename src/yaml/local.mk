noinst_LIBRARIES += libyaml-room.a
libyaml_room_a_SOURCES = \
	src/yaml/journey_format.h
