set -e
echo "restoring reference database"
python3 - <<'P'
import sqlite3
c = sqlite3.connect('/tmp/db')
c.execute("create table django_migrations(id integer primary key, app varchar(255), name varchar(255), applied datetime)")
c.execute("insert into django_migrations(app,name,applied) values('members','0002_plan','2026-01-01')")
c.commit()
P
python3 manage.py migrate --noinput
