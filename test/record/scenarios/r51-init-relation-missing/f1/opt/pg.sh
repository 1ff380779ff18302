#!/bin/bash
/usr/lib/postgresql/15/bin/initdb -D /tmp/pg -U app -A trust >/dev/null
echo 'host all all 0.0.0.0/0 trust' >> /tmp/pg/pg_hba.conf
exec /usr/lib/postgresql/15/bin/postgres -D /tmp/pg -h 0.0.0.0 -k /tmp
