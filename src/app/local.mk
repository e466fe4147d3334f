noinst_LIBRARIES += libapp.a
libapp_a_SOURCES = \
	src/app/command.h \
	src/app/edit.h \
	src/app/output.h \
	src/app/session.h
