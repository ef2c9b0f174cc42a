#!/bin/sh
# Put the online geocoder before a real Nominatim on loopback: its own database cluster, made from a hand-written
# extract of four places, thrown away afterwards. About a minute, nothing leaves the machine once it is installed.
set -eu

here=$(cd "$(dirname "$0")/.." && pwd)
packages="postgresql postgresql-15-postgis-3 postgresql-15-postgis-3-scripts osm2pgsql libicu-dev pkg-config g++"
environment="$here/.venv/nominatim"

if ! command -v osm2pgsql >/dev/null || ! ls /usr/lib/postgresql/*/bin/initdb >/dev/null 2>&1; then
    if [ "$(id -u)" != 0 ] || ! command -v apt-get >/dev/null; then
        echo "PostgreSQL with PostGIS and osm2pgsql are missing: sudo apt-get install $packages" >&2
        exit 1
    fi
    echo "Installing PostgreSQL, PostGIS and osm2pgsql with apt ..."
    export DEBIAN_FRONTEND=noninteractive
    apt-get update -qq
    # shellcheck disable=SC2086  # a list of names
    apt-get install -y -qq --no-install-recommends $packages >/dev/null
fi
if ! "$environment/bin/nominatim" --version >/dev/null 2>&1; then
    echo "Setting up Nominatim in $environment ..."
    "$here/.venv/bin/python" -m venv --clear "$environment"
    "$environment/bin/python" -m pip install -q --disable-pip-version-check nominatim-db==5.3.3 nominatim-api==5.3.3 \
        'psycopg[binary]==3.3.9' uvicorn==0.54.0 falcon==4.4.0 osmium==4.3.2
fi

work=$(mktemp -d)
postgres=$(ls -d /usr/lib/postgresql/*/bin | tail -1)
server=

# PostgreSQL does not run as root.
unprivileged() { if [ "$(id -u)" = 0 ]; then runuser -u postgres -- "$@"; else "$@"; fi; }
tidy() {
    [ -z "$server" ] || kill "$server" 2>/dev/null || true
    unprivileged "$postgres/pg_ctl" -D "$work/cluster" -m immediate stop >/dev/null 2>&1 || true
    rm -rf "$work"
}
trap tidy EXIT
trap 'exit 1' INT TERM

[ "$(id -u)" != 0 ] || chown postgres "$work"
unprivileged "$postgres/initdb" -D "$work/cluster" -A trust -U nominatim >/dev/null
unprivileged "$postgres/pg_ctl" -D "$work/cluster" -l "$work/cluster.log" -w \
    -o "-k $work -c listen_addresses='' -c fsync=off" start >/dev/null
"$postgres/createuser" -h "$work" -U nominatim www-data

export NOMINATIM_DATABASE_DSN="pgsql:dbname=nominatim;host=$work;user=nominatim" NOMINATIM_IMPORT_STYLE=admin
mkdir "$work/project"
cp "$here/tests/online/places.osm" "$work/places.osm"
echo "Importing four places ..."
(cd "$work" && "$environment/bin/nominatim" import --project-dir project --osm-file places.osm --threads 1) \
    >"$work/import.log" 2>&1 || { tail -n 20 "$work/import.log" >&2; exit 1; }

port=$("$here/.venv/bin/python" -c 'import socket; s = socket.socket(); s.bind(("127.0.0.1", 0)); print(s.getsockname()[1])')
"$environment/bin/nominatim" serve --project-dir "$work/project" --server "127.0.0.1:$port" >"$work/serve.log" 2>&1 &
server=$!
MAPPER_NOMINATIM="http://127.0.0.1:$port" "$here/.venv/bin/python" -m pytest -q "$here/tests/online/check_nominatim.py"
