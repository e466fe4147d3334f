noinst_LIBRARIES += libapp.a
libapp_a_SOURCES = \
	src/app/action.c \
	src/app/action.h \
	src/app/command.c \
	src/app/command.h \
	src/app/data.c \
	src/app/data.h \
	src/app/delete.c \
	src/app/edit.c \
	src/app/edit.h \
	src/app/explain.c \
	src/app/explain.h \
	src/app/handle.c \
	src/app/handle.h \
	src/app/handle_file.c \
	src/app/handle_help.c \
	src/app/handle_history.c \
	src/app/handle_record.c \
	src/app/handle_show.c \
	src/app/manual.c \
	src/app/manual.h \
	src/app/output.c \
	src/app/output.h \
	src/app/overview.c \
	src/app/overview.h \
	src/app/release.c \
	src/app/release.h \
	src/app/rulebook.c \
	src/app/rulebook.h \
	src/app/session.c \
	src/app/session.h \
	src/app/template.c \
	src/app/template.h \
	src/app/tone.c \
	src/app/tone.h \
	src/app/workbench.h
