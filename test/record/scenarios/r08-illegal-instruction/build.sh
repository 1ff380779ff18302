mkdir -p built/opt/ranker/bin && gcc -O0 -o built/opt/ranker/bin/ranker t.c
