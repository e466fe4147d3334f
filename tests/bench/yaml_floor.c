/* What libyaml alone takes, the floor below which no import or export can be:
 * `yaml_floor parse` reads standard input event by event, `yaml_floor copy`
 * also emits every event to standard output.  Emitting alone is the
 * difference. */
#include <stdio.h>
#include <string.h>
#include <yaml.h>

int main(int argc, char **argv)
{
  int copy = argc == 2 && strcmp(argv[1], "copy") == 0;
  if (argc != 2 || (!copy && strcmp(argv[1], "parse") != 0)) {
    fputs("usage: yaml_floor parse|copy\n", stderr);
    return 2;
  }
  yaml_parser_t parser;
  yaml_emitter_t emitter;
  if (yaml_parser_initialize(&parser) == 0 || yaml_emitter_initialize(&emitter) == 0)
    return 5;
  yaml_parser_set_input_file(&parser, stdin);
  yaml_emitter_set_output_file(&emitter, stdout);
  yaml_emitter_set_unicode(&emitter, 1);
  yaml_emitter_set_width(&emitter, -1);
  unsigned long events = 0;
  for (int done = 0; !done; events++) {
    yaml_event_t event;
    if (yaml_parser_parse(&parser, &event) == 0) {
      fprintf(stderr, "yaml_floor: %s\n", parser.problem);
      return 3;
    }
    done = event.type == YAML_STREAM_END_EVENT;
    if (!copy)
      yaml_event_delete(&event);
    else if (yaml_emitter_emit(&emitter, &event) == 0) /* takes the event over */
      return 5;
  }
  fprintf(stderr, "%lu events\n", events);
  yaml_emitter_delete(&emitter);
  yaml_parser_delete(&parser);
  return 0;
}
