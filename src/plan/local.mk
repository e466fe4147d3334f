noinst_LIBRARIES += libplan.a
libplan_a_SOURCES = \
	src/plan/addressed.c \
	src/plan/audience.c \
	src/plan/audience.h \
	src/plan/blocked.c \
	src/plan/check.c \
	src/plan/check_text.c \
	src/plan/collide.c \
	src/plan/compile.c \
	src/plan/compile.h \
	src/plan/condition.c \
	src/plan/condition.h \
	src/plan/decide.c \
	src/plan/decide.h \
	src/plan/decider.h \
	src/plan/draft.h \
	src/plan/facts.c \
	src/plan/facts.h \
	src/plan/faults.c \
	src/plan/meeting.c \
	src/plan/notices.c \
	src/plan/pairs.c \
	src/plan/pairs.h \
	src/plan/planned.c \
	src/plan/play.c \
	src/plan/play.h \
	src/plan/prepare.c \
	src/plan/reach.c \
	src/plan/reason.c \
	src/plan/resolve.c \
	src/plan/schedule.c
