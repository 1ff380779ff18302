// Runs ClickHouse's own command line out of the embedded engine's library: a real server for the tests.
#include <stdio.h>

extern void *chdb_query_cmdline(int argc, char **argv);
extern const char *chdb_result_error(void *result);

int main(int argc, char **argv)
{
  void *result = chdb_query_cmdline(argc, argv);
  const char *error = result == NULL ? "no result" : chdb_result_error(result);
  if (error == NULL) return 0;
  fprintf(stderr, "%s\n", error);
  return 1;
}
