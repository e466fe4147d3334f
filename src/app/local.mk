noinst_LIBRARIES += libapp.a
libapp_a_SOURCES = \
	src/app/command.c \
	src/app/command.h \
	src/app/delete.c \
	src/app/edit.c \
	src/app/edit.h \
	src/app/handle.h \
	src/app/output.h \
	src/app/session.c \
	src/app/session.h \
	src/app/workbench.h
