#include <stdio.h>
#include <unistd.h>
int main(void) {
  setvbuf(stdout, 0, _IOLBF, 0);
  puts("[ranker] version 4.4.0 (build avx512-vnni)");
  puts("[ranker] loading model rank-l12.bin");
  usleep(400000);
  __builtin_trap();
}
