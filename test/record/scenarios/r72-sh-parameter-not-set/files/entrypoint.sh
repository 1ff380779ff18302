#!/bin/sh
set -e
echo "mail-relay: configuring"
: "${RELAY_HOST:?must be set to the smarthost}"
exec sleep infinity
