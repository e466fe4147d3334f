noinst_LIBRARIES += libstore.a
libstore_a_SOURCES = \
	src/store/backup.c \
	src/store/backup.h \
	src/store/blame.c \
	src/store/care.c \
	src/store/history.c \
	src/store/open.c \
	src/store/past.c \
	src/store/presence.c \
	src/store/presence.h \
	src/store/pages.c \
	src/store/pages.h \
	src/store/record.c \
	src/store/recover.c \
	src/store/recover.h \
	src/store/recover_fill.c \
	src/store/recover_mend.c \
	src/store/recover_private.h \
	src/store/relation.c \
	src/store/release.c \
	src/store/row.c \
	src/store/schema.c \
	src/store/schema_digest.h \
	src/store/sealed.c \
	src/store/store.h \
	src/store/store_private.h \
	src/store/touched.c \
	src/store/transaction.c \
	src/store/transfer.c \
	src/store/undo.c \
	src/store/undo_other.c \
	src/store/undo_step.c \
	src/store/undo_step.h \
	src/store/upgrade.c \
	src/store/watch.c \
	src/store/window.c
