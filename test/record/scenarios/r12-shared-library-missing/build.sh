mkdir -p built/usr/bin && gcc -shared -fPIC -Wl,-soname,libvaxcodec.so.4 -o /tmp/libvaxcodec.so l.c && gcc -o built/usr/bin/encoder e.c /tmp/libvaxcodec.so && rm /tmp/libvaxcodec.so
