#!/bin/bash
echo secret > /tmp/pw
/usr/lib/postgresql/15/bin/initdb -D /tmp/pg -U app -A scram-sha-256 --pwfile=/tmp/pw >/dev/null
echo 'host all all 0.0.0.0/0 scram-sha-256' >> /tmp/pg/pg_hba.conf
exec /usr/lib/postgresql/15/bin/postgres -D /tmp/pg -h 0.0.0.0 -k /tmp
