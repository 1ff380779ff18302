#!/bin/bash
set -e
echo "applying schema to blog-db"
echo "WARNING: option --ssl-verify-server-cert is off"
mariadb -h blog-db -u blog blog -e 'CREATE TABLE IF NOT EXISTS posts(id INT PRIMARY KEY)'
echo "schema ok"; exec sleep infinity
