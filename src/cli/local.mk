noinst_LIBRARIES += libcli.a
libcli_a_SOURCES = \
	src/cli/arguments.c \
	src/cli/arguments.h \
	src/cli/cli.c \
	src/cli/cli.h \
	src/cli/json_writer.c \
	src/cli/text_writer.c \
	src/cli/writer.c \
	src/cli/writer.h
