/* Who one is, and what others may do: asked once, changed by the palette. */
#ifndef KUNDRESA_TUI_INTRODUCE_H
#define KUNDRESA_TUI_INTRODUCE_H

struct tui;

/* Asks for the name, which the system's is put there for, and the department. */
void introduce_open(struct tui *tui);
/* The same where the file does not know this person; whatever is answered, it is
 * not asked again. */
void introduce_once(struct tui *tui);

/* Asks whom to give which role. */
void roles_open(struct tui *tui);

#endif
