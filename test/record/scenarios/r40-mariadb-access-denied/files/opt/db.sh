#!/bin/bash
mkdir -p /run/mysqld /tmp/d && chown mysql /run/mysqld /tmp/d
mariadb-install-db --user=mysql --datadir=/tmp/d >/dev/null 2>&1
printf "CREATE DATABASE blog; CREATE USER 'blog'@'%%' IDENTIFIED BY 'Right-1'; GRANT ALL ON blog.* TO 'blog'@'%%';\n" > /tmp/i.sql
exec mariadbd --user=mysql --datadir=/tmp/d --bind-address=0.0.0.0 --init-file=/tmp/i.sql
