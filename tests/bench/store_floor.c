/* What libyaml and SQLite alone take for an import, the floor of `kundresa
 * import`: `store_floor FROM TO` parses standard input event by event, and puts
 * every row of the journeys in the kundresa file FROM into a new file TO, one
 * bare insert each, in one transaction: no keys, ranges, indexes or triggers. */
#include <sqlite3.h>
#include <stdio.h>
#include <stdlib.h>
#include <yaml.h>

static void fail(const char *words)
{
  fprintf(stderr, "store_floor: %s\n", words);
  exit(5);
}

static void parse(void)
{
  yaml_parser_t parser;
  if (yaml_parser_initialize(&parser) == 0)
    fail("no memory");
  yaml_parser_set_input_file(&parser, stdin);
  for (int done = 0; !done;) {
    yaml_event_t event;
    if (yaml_parser_parse(&parser, &event) == 0)
      fail(parser.problem);
    done = event.type == YAML_STREAM_END_EVENT;
    yaml_event_delete(&event);
  }
  yaml_parser_delete(&parser);
}

static void run(sqlite3 *db, const char *sql)
{
  if (sqlite3_exec(db, sql, NULL, NULL, NULL) != SQLITE_OK)
    fail(sqlite3_errmsg(db));
}

static void copy_table(sqlite3 *from, sqlite3 *to, const char *table)
{
  sqlite3_stmt *rows;
  sqlite3_stmt *insert;
  char *select = sqlite3_mprintf("SELECT * FROM \"%w\"", table);
  if (sqlite3_prepare_v2(from, select, -1, &rows, NULL) != SQLITE_OK)
    fail(sqlite3_errmsg(from));
  int columns = sqlite3_column_count(rows);
  sqlite3_str *make = sqlite3_str_new(to);
  sqlite3_str *put = sqlite3_str_new(to);
  sqlite3_str_appendf(make, "CREATE TABLE \"%w\"(", table);
  sqlite3_str_appendf(put, "INSERT INTO \"%w\" VALUES(", table);
  for (int i = 0; i < columns; i++) {
    sqlite3_str_appendf(make, "%s\"%w\"%s", i > 0 ? "," : "", sqlite3_column_name(rows, i),
                        i == 0 ? " INTEGER PRIMARY KEY" : "");
    sqlite3_str_appendf(put, "%s?", i > 0 ? "," : "");
  }
  sqlite3_str_appendall(make, ")");
  sqlite3_str_appendall(put, ")");
  char *made = sqlite3_str_finish(make);
  char *inserted = sqlite3_str_finish(put);
  run(to, made);
  if (sqlite3_prepare_v2(to, inserted, -1, &insert, NULL) != SQLITE_OK)
    fail(sqlite3_errmsg(to));
  while (sqlite3_step(rows) == SQLITE_ROW) {
    for (int i = 0; i < columns; i++)
      sqlite3_bind_value(insert, i + 1, sqlite3_column_value(rows, i));
    if (sqlite3_step(insert) != SQLITE_DONE)
      fail(sqlite3_errmsg(to));
    sqlite3_reset(insert);
  }
  sqlite3_finalize(rows);
  sqlite3_finalize(insert);
  sqlite3_free(select);
  sqlite3_free(made);
  sqlite3_free(inserted);
}

int main(int argc, char **argv)
{
  sqlite3 *from;
  sqlite3 *to;
  sqlite3_stmt *tables;
  if (argc != 3) {
    fputs("usage: store_floor FROM TO <journey.yaml\n", stderr);
    return 2;
  }
  parse();
  if (sqlite3_open_v2(argv[1], &from, SQLITE_OPEN_READONLY, NULL) != SQLITE_OK ||
      sqlite3_open(argv[2], &to) != SQLITE_OK)
    fail("cannot open the files");
  run(to, "PRAGMA journal_mode = WAL; PRAGMA synchronous = FULL; BEGIN IMMEDIATE");
  if (sqlite3_prepare_v2(from,
                         "SELECT name FROM sqlite_schema AS t WHERE type = 'table' AND EXISTS("
                         "SELECT 1 FROM pragma_table_info(t.name) WHERE name = 'ord')",
                         -1, &tables, NULL) != SQLITE_OK)
    fail(sqlite3_errmsg(from));
  while (sqlite3_step(tables) == SQLITE_ROW)
    copy_table(from, to, (const char *)sqlite3_column_text(tables, 0));
  sqlite3_finalize(tables);
  run(to, "COMMIT");
  sqlite3_close(from);
  sqlite3_close(to);
  return 0;
}
