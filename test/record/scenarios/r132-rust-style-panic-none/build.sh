mkdir -p built/usr/bin && gcc -O0 -o built/usr/bin/reader r.c
