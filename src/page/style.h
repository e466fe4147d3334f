/* How the HTML looks, on a screen light and dark, on a phone, and on paper. */
#ifndef KUNDRESA_PAGE_STYLE_H
#define KUNDRESA_PAGE_STYLE_H

/* The style sheet: no <, no & and nothing that is fetched from elsewhere.  The looks of
 * shapes (page/picture.h) are its classes. */
extern const char style_sheet[];

#endif
