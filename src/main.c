/* The program: hands the command line on. */
#include "config.h"

#include <stdio.h>
#include <string.h>

int main(int argc, char **argv)
{
  if (argc == 2 && strcmp(argv[1], "--help") == 0) {
    puts("Usage: kundresa COMMAND [ARGUMENT]...");
    return 0;
  }
  puts(PACKAGE_STRING);
  return 0;
}
