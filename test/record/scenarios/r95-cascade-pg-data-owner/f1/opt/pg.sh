#!/bin/bash
set -e
[ -s /data/pg/PG_VERSION ] || /usr/lib/postgresql/15/bin/initdb -D /data/pg -U app -A trust
exec /usr/lib/postgresql/15/bin/postgres -D /data/pg -h 0.0.0.0 -k /tmp
