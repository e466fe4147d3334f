noinst_LIBRARIES += libpage.a
libpage_a_SOURCES = \
	src/page/markdown.c \
	src/page/markdown.h \
	src/page/page.c \
	src/page/page.h \
	src/page/page_html.c \
	src/page/page_markdown.c \
	src/page/page_text.c \
	src/page/picture.c \
	src/page/picture.h \
	src/page/style.c \
	src/page/style.h
