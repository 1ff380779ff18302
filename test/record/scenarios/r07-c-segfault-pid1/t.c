#include <stdio.h>
#include <stdlib.h>
#include <unistd.h>
struct img { int w, h; unsigned char *row; };
static void scale(struct img *i) { for (int x = 0; x < i->w; x++) i->row[x] = (unsigned char)x; }
int main(void) {
  setvbuf(stdout, 0, _IOLBF, 0);
  puts("thumbnailer 0.9.4, 1 worker");
  puts("decoding queue/0001.jpg 640x480");
  struct img a = {640, 480, malloc(640)}; scale(&a);
  puts("decoding queue/0002.jpg 641x480");
  struct img b = {641, 480, 0}; usleep(300000); scale(&b);
  return 0;
}
