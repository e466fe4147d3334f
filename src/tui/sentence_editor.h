/* A touchpoint's trigger, changed as the sentence it reads as. */
#ifndef KUNDRESA_TUI_SENTENCE_EDITOR_H
#define KUNDRESA_TUI_SENTENCE_EDITOR_H

#include "tui/tui.h"

/* Lays the editor on top. */
void sentence_editor_open(struct tui *tui, int64_t touchpoint);

#endif
