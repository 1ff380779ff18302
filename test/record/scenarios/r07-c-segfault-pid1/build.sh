mkdir -p built/usr/local/bin && gcc -O0 -o built/usr/local/bin/thumbnailer t.c
